//! Which key does what, and another key for it: click a key, then press the new one.

use super::super::egui::{Context, Event, Key, Label, Ui, WidgetInfo, WidgetType};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::say;
use super::{key_names, sheet};
use crate::play::Panel;
use crate::play::keys::{Act, spoken};
use crate::play::news::Grade;

/// Width of the sheet, points.
const WIDTH: f32 = 520.0;

/// Keys of the panels themselves, which are not to be had for anything else.
const FIXED: [(&str, &str); 2] = [
    ("Tab, arrows", "From button to button, in panels and menus"),
    ("Enter", "Press the button; pick what was found"),
];

/// What the mouse does over the map.
const MOUSE: [(&str, &str); 5] = [
    (
        "Click",
        "Select the man; with an order that waits for a click, give it there",
    ),
    (
        "Right click",
        "In an inmate's seat walk there; forget an order that waits for a click",
    ),
    ("Drag", "Move the picture"),
    ("Wheel", "Nearer or farther, about the pointer"),
    (
        "Rest",
        "The place under the pointer is named at the lower right",
    ),
];

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    if let Some(act) = model.notes.rebinding {
        choose(ctx, act, model, asks);
    }
    let head = |ui: &mut Ui| {
        say::weak(ui, "Click a key to choose another for the same thing.");
        if let Some(taken) = &model.notes.taken {
            ui.horizontal_top(|ui| {
                say::mark(ui, Grade::Warning);
                ui.add(Label::new(taken).wrap());
            });
        }
    };
    sheet::show_under(ctx, Panel::Keys, WIDTH, asks, head, |ui, asks| {
        for (act, _) in Act::ALL {
            one(ui, act, model, asks);
        }
        say::heading(ui, "Always");
        for (key, what) in FIXED {
            ui.label(format!("{key}: {what}"));
        }
        say::heading(ui, "The mouse");
        for (what, does) in MOUSE {
            ui.label(format!("{what}: {does}"));
        }
        if ui.button("All keys as they were at first").clicked() {
            let mut likes = model.settings.clone();
            likes.keys.reset();
            asks.like(likes);
            asks.note(Note::Taken(None));
        }
    });
}

fn one(ui: &mut Ui, act: Act, model: &Model, asks: &mut Asks) {
    let chosen = model.notes.rebinding == Some(act);
    let named: Vec<String> = model
        .settings
        .keys
        .of(act)
        .iter()
        .map(|key| spoken(key))
        .collect();
    let face = match (chosen, named.is_empty()) {
        (true, _) => "press a key".to_owned(),
        (false, true) => "no key".to_owned(),
        (false, false) => named.join("  "),
    };
    ui.horizontal_wrapped(|ui| {
        let response = ui
            .add(
                super::super::egui::Button::new(&face)
                    .min_size(super::super::egui::vec2(90.0, 24.0)),
            )
            .on_hover_text("Click, then press the new key; Esc keeps the old one");
        response.widget_info(|| {
            WidgetInfo::labeled(
                WidgetType::Button,
                true,
                format!("Key for {}: {face}", act.name()),
            )
        });
        if response.clicked() {
            asks.note(Note::Rebind((!chosen).then_some(act)));
        }
        ui.label(act.name());
    });
}

/// Takes the next key that is pressed for an act, before anything else can have it.
fn choose(ctx: &Context, act: Act, model: &Model, asks: &mut Asks) {
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
    if key == Key::Escape && act != Act::Back {
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
        true => format!(
            "{} was the key for \"{}\", which has none now.",
            spoken(&code),
            loser.name()
        ),
        false => format!(
            "{} was a key for \"{}\", which keeps its other.",
            spoken(&code),
            loser.name()
        ),
    });
    asks.note(Note::Taken(taken));
    asks.like(likes);
}
