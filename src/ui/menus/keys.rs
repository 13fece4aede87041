//! Which key does what, and another key for it: click a key, then press the new one.

use super::super::egui::{Context, Event, Key, Label, Ui, WidgetInfo, WidgetType};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use super::{key_names, sheet};
use crate::play::Panel;
use crate::play::keys::{KeyAct, spoken};
use crate::play::news::Grade;
use crate::words::own::texts;

texts! {
    about = "keys-about";
    always = "keys-always";
    mouse = "keys-mouse";
    line(key, act) = "keys-line";
    reset = "keys-reset";
    press = "keys-press";
    none = "keys-none";
    choose_tip = "keys-choose-tip";
    key_for(act, key) = "keys-key-for";
    taken_all(key, act) = "keys-taken-all";
    taken_one(key, act) = "keys-taken-one";
    tab = "keys-tab";
    tab_does = "keys-tab-does";
    enter = "keys-enter";
    enter_does = "keys-enter-does";
    click = "mouse-click";
    click_does = "mouse-click-does";
    right = "mouse-right";
    right_does = "mouse-right-does";
    drag = "mouse-drag";
    drag_does = "mouse-drag-does";
    wheel = "mouse-wheel";
    wheel_does = "mouse-wheel-does";
    rest = "mouse-rest";
    rest_does = "mouse-rest-does";
}

/// Width of the sheet, points.
const WIDTH: f32 = 520.0;

/// A text in the language that is spoken.
type Said = fn() -> &'static str;

/// Keys of the panels themselves, which cannot be chosen for anything else, and what they do.
const FIXED: [(Said, Said); 2] = [(text::tab, text::tab_does), (text::enter, text::enter_does)];

/// What the mouse does over the map.
const MOUSE: [(Said, Said); 5] = [
    (text::click, text::click_does),
    (text::right, text::right_does),
    (text::drag, text::drag_does),
    (text::wheel, text::wheel_does),
    (text::rest, text::rest_does),
];

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    if let Some(act) = model.notes.rebinding {
        choose(ctx, act, model, asks);
    }
    let head = |ui: &mut Ui| {
        say::weak(ui, text::about());
        if let Some(taken) = &model.notes.taken {
            ui.horizontal_top(|ui| {
                say::mark(ui, Grade::Warning);
                ui.add(Label::new(taken).wrap());
            });
        }
    };
    sheet::show_under(ctx, Panel::Keys, WIDTH, asks, head, |ui, asks| {
        for (act, _) in KeyAct::ALL {
            one(ui, act, model, asks);
        }
        say::heading(ui, text::always());
        for (key, does) in FIXED {
            ui.label(text::line(key(), does()));
        }
        say::heading(ui, text::mouse());
        for (what, does) in MOUSE {
            ui.label(text::line(what(), does()));
        }
        if ui.button(text::reset()).clicked() {
            let mut likes = model.settings.clone();
            likes.keys.reset();
            asks.like(likes);
            asks.note(Note::Taken(None));
        }
    });
}

fn one(ui: &mut Ui, act: KeyAct, model: &Model, asks: &mut Asks) {
    let chosen = model.notes.rebinding == Some(act);
    let named: Vec<String> = model
        .settings
        .keys
        .of(act)
        .iter()
        .map(|key| spoken(key))
        .collect();
    let face = match (chosen, named.is_empty()) {
        (true, _) => text::press().to_owned(),
        (false, true) => text::none().to_owned(),
        (false, false) => named.join("  "),
    };
    ui.horizontal_wrapped(|ui| {
        let response = ui
            .add(
                super::super::egui::Button::new(&face)
                    .min_size(super::super::egui::vec2(90.0, 24.0)),
            )
            .on_hover_text(text::choose_tip());
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, text::key_for(act.name(), &face))
        });
        if response.clicked() {
            asks.note(Note::Rebind((!chosen).then_some(act)));
        }
        ui.label(act.name());
    });
}

/// Takes the next key that is pressed for an act, before anything else can have it.
fn choose(ctx: &Context, act: KeyAct, model: &Model, asks: &mut Asks) {
    let pressed = ctx.input_mut(|input| {
        let place = input
            .events
            .iter()
            .position(|event| matches!(event, Event::Key { pressed: true, .. }))?;
        match input.events.remove(place) {
            Event::Key {
                key, physical_key, ..
            } => Some(physical_key.unwrap_or(key)),
            _ => None,
        }
    });
    let Some(key) = pressed else {
        return;
    };
    asks.note(Note::Rebind(None));
    if key == Key::Escape && act != KeyAct::Back {
        return;
    }
    let code = key_names::code(key);
    let loser = model
        .settings
        .keys
        .act_of(&code)
        .filter(|loser| *loser != act);
    let mut likes = model.settings.clone();
    likes.keys.bind(act, &code);
    let taken = loser.map(|loser| match likes.keys.of(loser).is_empty() {
        true => text::taken_all(spoken(&code), loser.name()),
        false => text::taken_one(spoken(&code), loser.name()),
    });
    asks.note(Note::Taken(taken));
    asks.like(likes);
}
