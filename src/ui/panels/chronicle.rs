//! What happened, as far as the seat was told: the newest first.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::hud::toasts;
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{draw, fonts, say};
use super::{why, window};
use crate::play::Panel;
use crate::play::news::Grade;

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
        say::weak(ui, "Show");
        for grade in GRADES {
            let words = match grade {
                Grade::Note => "everything",
                Grade::Event => "events",
                Grade::Warning => "warnings",
                Grade::Alarm => "alarms only",
            };
            let on = model.notes.least == grade;
            if ui
                .selectable_label(on, words)
                .on_hover_text(format!("From the grade \"{}\" up", draw::grade_name(grade)))
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
            let words = format!("{}  {}", notice.when, notice.text);
            let words = super::super::egui::RichText::new(words).font(fonts::elite(fonts::REPORT));
            match toasts::jumps(notice, model.table) {
                Some(wishes) => {
                    why::button(ui, notice.id, model, asks);
                    let row = super::super::egui::Button::selectable(false, words).wrap();
                    if ui
                        .add(row)
                        .on_hover_text("Look there, and select the man, if it is about one")
                        .clicked()
                    {
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
        say::weak(ui, "Nothing you were told of.");
    }
}
