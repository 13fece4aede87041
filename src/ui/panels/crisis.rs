//! The crisis desk: what is known and how old, who holds what, what they want, the clock, what may
//! be ordered, and for the observer the story with its causes.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::hud::toasts;
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::{orders, why, window};
use crate::play::{Panel, Seat, crisis};
use crate::words::own::texts;

texts! {
    quiet = "crisis-quiet";
    fact(what) = "dossier-fact";
    story = "crisis-story";
    reports = "crisis-reports";
    report(time, what) = "notice";
    not_known = "crisis-not-known";
}

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Crisis) {
        return;
    }
    let place = (Align2::LEFT_TOP, vec2(400.0, 520.0));
    window::show(ctx, free, Panel::Crisis, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let known = crisis::of(table.prison(), table.lens(), table.news());
    // First, so that no news moves them.
    orders::of_the_crisis(ui, model, asks);
    if known.facts.is_empty() && known.reports.is_empty() && known.story.is_none() {
        say::report(ui, text::quiet());
    }
    for (what, value) in &known.facts {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            say::weak(ui, text::fact(what));
            ui.label(value);
        });
    }
    if let Some(story) = &known.story {
        say::heading(ui, text::story());
        say::report(ui, story);
    }
    why::causes(ui, &known.causes, model, asks);
    if known.reports.is_empty() {
        return;
    }
    say::heading(ui, text::reports());
    for report in &known.reports {
        ui.horizontal_top(|ui| {
            say::mark(ui, report.grade);
            ui.vertical(|ui| {
                say::report(ui, text::report(&report.when, &report.text));
                ui.horizontal(|ui| {
                    toasts::jump(ui, report, table, asks);
                    why::button(ui, report.id, model, asks);
                });
            });
        });
    }
    if table.seat() != Seat::Observer {
        say::weak(ui, text::not_known());
    }
}
