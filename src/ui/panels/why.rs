//! Why: from a happening to its roots, and on to what came of it, by clicks.

use super::super::egui::{Align2, Button, Context, Rect, RichText, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{fonts, say};
use super::window;
use crate::play::crisis::{self, Step};
use crate::play::{Panel, Wish};
use crate::words::own::texts;
use bighouse_sim::ids::HappeningId;

texts! {
    why = "why-ask";
    why_tip = "why-ask-tip";
    held_against = "why-held-against";
    held(rank, what, percent) = "why-held";
    ask = "why-of-what";
    first = "why-first";
    back = "why-back";
    back_tip = "why-back-tip";
    go_there = "notice-go-there";
    not_on_record = "why-not-on-record";
    because = "why-because";
    followed = "why-followed";
    ask_this = "why-ask-this";
}

/// How far each step towards the root is set in, points.
const STEP: f32 = 10.0;
/// Steps beyond this many are set in no further.
const DEEPEST: usize = 8;

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Why) {
        return;
    }
    let place = (Align2::RIGHT_TOP, vec2(420.0, 440.0));
    window::show(ctx, free, Panel::Why, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

/// A button that asks why something happened.
pub fn button(ui: &mut Ui, id: HappeningId, model: &Model, asks: &mut Asks) {
    if ui
        .button(text::why())
        .on_hover_text(text::why_tip())
        .clicked()
    {
        ask(id, model, asks);
    }
}

fn ask(id: HappeningId, model: &Model, asks: &mut Asks) {
    asks.note(Note::Why(Some(id)));
    if !model.screen.shows(Panel::Why) {
        asks.panel(Panel::Why);
    }
}

/// What men held against the administration, the heaviest first; each can be asked why.
pub fn causes(ui: &mut Ui, causes: &[(String, u32, HappeningId)], model: &Model, asks: &mut Asks) {
    if causes.is_empty() {
        return;
    }
    say::heading(ui, text::held_against());
    for (rank, (what, share, last)) in causes.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.label(text::held(rank + 1, what, *share));
            button(ui, *last, model, asks);
        });
    }
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let Some(id) = model.notes.why.last().copied() else {
        say::weak(ui, text::ask());
        return;
    };
    let (prison, lens, news) = (table.prison(), table.lens(), table.news());
    let chain = crisis::why(prison, lens, news, id);
    ui.horizontal_wrapped(|ui| {
        let back = model.notes.why.len() > 1;
        let why_not = (!back).then_some(text::first());
        if say::button_or_why(ui, text::back(), why_not, text::back_tip()).clicked() {
            asks.note(Note::Why(None));
        }
        if let Some((x, y)) = chain.first().and_then(|step| step.at)
            && ui.button(text::go_there()).clicked()
        {
            asks.wish(Wish::LookAt(x, y));
        }
    });
    if chain.is_empty() {
        say::weak(ui, text::not_on_record());
    }
    for (depth, step) in chain.iter().enumerate() {
        if depth == 1 {
            say::heading(ui, text::because());
        }
        row(ui, step, depth.saturating_sub(1), depth > 0, model, asks);
    }
    causes(ui, &crisis::ranked(prison, lens, id), model, asks);
    let came = crisis::came_of(prison, lens, news, id);
    if !came.is_empty() {
        say::heading(ui, text::followed());
        for step in &came {
            row(ui, step, 0, true, model, asks);
        }
    }
}

/// A step: one that the seat knows can be asked in its turn.
fn row(ui: &mut Ui, step: &Step, depth: usize, can_be_asked: bool, model: &Model, asks: &mut Asks) {
    ui.horizontal_top(|ui| {
        ui.add_space(STEP * depth.min(DEEPEST) as f32);
        let words = RichText::new(&step.words).font(fonts::elite(fonts::REPORT));
        match step.id.filter(|_| can_be_asked) {
            Some(id) => {
                let line = Button::selectable(false, words).wrap();
                if ui.add(line).on_hover_text(text::ask_this()).clicked() {
                    ask(id, model, asks);
                }
            }
            None => {
                ui.add(super::super::egui::Label::new(words).wrap());
            }
        }
    });
}
