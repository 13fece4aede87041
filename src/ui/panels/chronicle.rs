//! What happened, as far as the seat was told: the newest first.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::hud::toasts;
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{draw, fonts, say};
use super::{why, window};
use crate::play::Panel;
use crate::play::news::Grade;
use crate::words::own::texts;

texts! {
    show = "chronicle-show";
    everything = "chronicle-everything";
    events = "chronicle-events";
    warnings = "chronicle-warnings";
    alarms = "chronicle-alarms";
    from_grade(grade) = "chronicle-from-grade";
    row(time, what) = "chronicle-row";
    row_tip = "chronicle-row-tip";
    nothing = "chronicle-nothing";
}

/// The grades, least first.
const GRADES: [Grade; 4] = [Grade::Note, Grade::Event, Grade::Warning, Grade::Alarm];

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Chronicle) {
        return;
    }
    let place = (Align2::RIGHT_BOTTOM, vec2(420.0, 460.0));
    window::show(ctx, free, Panel::Chronicle, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        say::weak(ui, text::show());
        for grade in GRADES {
            let words = match grade {
                Grade::Note => text::everything(),
                Grade::Event => text::events(),
                Grade::Warning => text::warnings(),
                Grade::Alarm => text::alarms(),
            };
            let on = model.notes.least == grade;
            if ui
                .selectable_label(on, words)
                .on_hover_text(text::from_grade(draw::grade_name(grade)))
                .clicked()
            {
                asks.note(Note::Least(grade));
            }
        }
    });
    let mut shown = 0;
    for notice in model.table.news().notices().iter().rev() {
        if notice.grade < model.notes.least {
            continue;
        }
        shown += 1;
        ui.horizontal_top(|ui| {
            say::mark(ui, notice.grade);
            let words = text::row(&notice.when, &notice.text);
            let words = super::super::egui::RichText::new(words).font(fonts::elite(fonts::REPORT));
            match toasts::jumps(notice, model.table) {
                Some(wishes) => {
                    why::button(ui, notice.id, model, asks);
                    let row = super::super::egui::Button::selectable(false, words).wrap();
                    if ui.add(row).on_hover_text(text::row_tip()).clicked() {
                        wishes.into_iter().for_each(|wish| asks.wish(wish));
                    }
                }
                None => {
                    why::button(ui, notice.id, model, asks);
                    // Where the words of the others begin.
                    ui.add_space(ui.spacing().button_padding.x);
                    ui.add(super::super::egui::Label::new(words).wrap());
                }
            }
        });
    }
    if shown == 0 {
        say::weak(ui, text::nothing());
    }
}
