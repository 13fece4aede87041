//! What is odd about the level: what `bighouse check` says of it, each with a jump to its place.
//! Levels are what observers look at; another seat knows nothing of files.

use super::super::egui::{Align2, Context, Label, Rect, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::window;
use crate::play::news::Grade;
use crate::play::{Panel, Seat, Wish};
use crate::words::findings;
use crate::words::own::texts;
use bighouse_sim::prison::check::Defect;

texts! {
    observer_only = "check-observer-only";
    worth_a_look(findings) = "check-findings";
    grave(findings) = "check-grave";
    finding(number, what) = "check-finding";
    remedy(remedy) = "check-remedy";
    look(number) = "check-look";
    look_tip(place, column, row) = "check-look-tip";
}

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Check) {
        return;
    }
    let place = (Align2::CENTER_TOP, vec2(460.0, 420.0));
    window::show(ctx, free, Panel::Check, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    if model.table.seat() != Seat::Observer {
        say::weak(ui, text::observer_only());
        return;
    }
    let findings = &model.notes.shelf.findings;
    let grave = findings.iter().filter(|finding| finding.grave).count();
    say::report(ui, text::worth_a_look(findings.len()));
    if grave > 0 {
        say::report(ui, text::grave(grave));
    }
    // What is grave comes first; else the order is that of the check.
    let (first, then): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.grave);
    for (number, finding) in first.into_iter().chain(then).enumerate() {
        one(ui, number + 1, finding, asks);
    }
}

fn one(ui: &mut Ui, number: usize, finding: &Defect, asks: &mut Asks) {
    let grade = if finding.grave {
        Grade::Warning
    } else {
        Grade::Note
    };
    ui.horizontal_top(|ui| {
        say::mark(ui, grade);
        ui.vertical(|ui| {
            let words = text::finding(number, findings::what(finding));
            ui.add(Label::new(words).wrap())
                .on_hover_text(&finding.place);
            say::weak(ui, text::remedy(findings::remedy(finding)));
            if let Some((x, y)) = finding.at
                && ui
                    .button(text::look(number))
                    .on_hover_text(text::look_tip(&finding.place, x, y))
                    .clicked()
            {
                asks.wish(Wish::LookAt(x as f32 + 0.5, y as f32 + 0.5));
            }
        });
    });
}
