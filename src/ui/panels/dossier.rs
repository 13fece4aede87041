//! The dossier: the selected man in words, as the seat knows him.

use super::super::egui::{
    Align, Frame, Layout, Margin, Panel as Edge, RichText, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, WidgetType, pos2, vec2,
};
use super::super::hud::tempo::with_key;
use super::super::model::{Asks, Model};
use super::super::theme::{draw, fonts, inks, say};
use crate::play::dossier::{self, Dossier};
use crate::play::keys::KeyAct;
use crate::play::{Seat, Wish};
use crate::words::own::{fixed, texts};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::words::capital;
use bighouse_sim::needs::{HURTS, Need, WORST};

texts! {
    unknown = "dossier-unknown";
    old_news = "dossier-old-news";
    fact(what) = "dossier-fact";
    because = "dossier-because";
    all_known = "dossier-all-known";
    need(need, percent) = "dossier-need";
    need_tip(need, percent, hurts) = "dossier-need-tip";
    unbearable = "need-unbearable";
    hurts = "need-hurts";
    felt = "need-felt";
    slight = "need-slight";
    none = "need-none";
    follow = "dossier-follow";
    stop_following = "dossier-stop-following";
    follow_tip = "dossier-follow-tip";
    look = "dossier-look";
    look_tip = "dossier-look-tip";
    leave = "dossier-leave-seat";
    leave_tip = "seat-leave-tip";
    take = "dossier-take-seat";
    take_tip = "dossier-take-seat-tip";
    close = "dossier-close";
}

/// Width of the dossier, points.
pub const WIDTH: f32 = 300.0;
/// Size of a need's bar, points.
const BAR: (f32, f32) = (110.0, 12.0);

/// Shows it along the right edge, while somebody is selected.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let Some(person) = model.table.selected else {
        return;
    };
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(inks.soot)
        .inner_margin(Margin::symmetric(14, 10));
    // At large text it may not take the whole window.
    let width = WIDTH.min(ui.available_width() * 0.6);
    Edge::right("dossier")
        .exact_size(width)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    let known = dossier::of(model.table.prison(), model.table.lens(), person);
                    match &known {
                        Some(known) => body(ui, known, model),
                        None => {
                            say::report(ui, text::unknown());
                        }
                    }
                    buttons(ui, person, known.is_some(), model, asks);
                });
        });
}

fn body(ui: &mut Ui, known: &Dossier, model: &Model) {
    let inks = inks(ui.ctx());
    ui.label(
        RichText::new(&known.title)
            .font(fonts::elite(24.0))
            .color(inks.paper),
    );
    say::weak(ui, &known.subtitle);
    if let Some(age) = &known.age {
        ui.label(RichText::new(capital(age)).color(inks.silver))
            .on_hover_text(text::old_news());
    }
    draw::rule(ui, inks.slate);
    for (what, value) in &known.facts {
        ui.horizontal_wrapped(|ui| {
            // Lines of a page, not rows of buttons.
            ui.spacing_mut().interact_size.y = 18.0;
            say::weak(ui, text::fact(what));
            ui.label(value);
        });
    }
    if !known.facts.is_empty() {
        draw::rule(ui, inks.slate);
    }
    if let Some(doing) = &known.doing {
        ui.label(RichText::new(doing).font(fonts::elite(17.0)));
    }
    if let Some(waits) = &known.waits {
        say::report(ui, waits);
    }
    if !known.because.is_empty() {
        say::weak(ui, text::because());
        for (step, cause) in known.because.iter().enumerate() {
            ui.horizontal_top(|ui| {
                ui.add_space(10.0 * step.min(6) as f32);
                elbow(ui);
                ui.add(super::super::egui::Label::new(cause).wrap());
            });
        }
    }
    if !known.needs.is_empty() {
        draw::rule(ui, inks.slate);
        for (need, lack) in &known.needs {
            one_need(ui, *need, *lack);
        }
    }
    // What there is of oneself one knows.
    let another = !model.table.seat().knows_within(known.person);
    if another && known.facts.is_empty() {
        say::weak(ui, text::all_known());
    }
    draw::rule(ui, inks.slate);
}

/// The line from a thing to its cause.
fn elbow(ui: &mut Ui) {
    let color = inks(ui.ctx()).pewter;
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
    let corner = pos2(rect.left() + 2.0, rect.center().y + 2.0);
    let line = [
        pos2(corner.x, rect.top()),
        corner,
        pos2(rect.right(), corner.y),
    ];
    ui.painter().line(line.to_vec(), Stroke::new(1.0, color));
}

fn one_need(ui: &mut Ui, need: Need, lack: u8) {
    let inks = inks(ui.ctx());
    let share = f32::from(lack) / 100.0;
    let mark = HURTS as f32 / WORST as f32;
    ui.horizontal(|ui| {
        let name = capital(fixed(need.lack()));
        let left = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(82.0, 18.0), left, |ui| {
            ui.set_min_width(82.0);
            ui.label(name);
        });
        let rect = draw::bar(ui, vec2(BAR.0, BAR.1), share, mark, &inks);
        let response = ui.interact(rect, ui.id().with(("need", need as u8)), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(
                WidgetType::ProgressIndicator,
                true,
                text::need(capital(fixed(need.lack())), lack),
            )
        });
        response.on_hover_text(text::need_tip(
            capital(fixed(need.lack())),
            lack,
            HURTS * 100 / WORST,
        ));
        ui.label(in_words(share, mark));
    });
}

/// How bad a need is, in a word.
pub fn in_words(share: f32, hurts: f32) -> &'static str {
    match share {
        share if share >= 0.98 => text::unbearable(),
        share if share >= hurts => text::hurts(),
        share if share >= hurts * 0.6 => text::felt(),
        share if share >= 0.1 => text::slight(),
        _ => text::none(),
    }
}

fn buttons(ui: &mut Ui, person: PersonId, known: bool, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let keys = &model.settings.keys;
    ui.horizontal_wrapped(|ui| {
        let follows = table.glance.follow;
        let words = if follows {
            text::stop_following()
        } else {
            text::follow()
        };
        let tip = with_key(text::follow_tip(), keys, KeyAct::Follow);
        if ui.button(words).on_hover_text(tip).clicked() {
            asks.wish(Wish::Follow(!follows));
        }
        if let Some(seen) = table.lens().person(table.prison(), person)
            && ui
                .button(text::look())
                .on_hover_text(text::look_tip())
                .clicked()
        {
            let (x, y) = (seen.at.0 as f32 / 1000.0, seen.at.1 as f32 / 1000.0);
            asks.wish(Wish::LookAt(x, y));
        }
        if table.seat().person() == Some(person) {
            if ui
                .button(text::leave())
                .on_hover_text(text::leave_tip())
                .clicked()
            {
                asks.wish(Wish::Sit(Seat::Observer));
            }
        } else if known
            && let Some(seat) = Seat::of(table.prison(), person)
            && ui
                .button(text::take())
                .on_hover_text(text::take_tip())
                .clicked()
        {
            asks.wish(Wish::Sit(seat));
        }
        if ui.button(text::close()).clicked() {
            asks.wish(Wish::Select(None));
        }
    });
}
