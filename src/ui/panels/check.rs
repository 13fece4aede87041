//! What is odd about the level: what `bighouse check` says of it, each with a jump to its place.
//! Levels are what observers look at; another seat knows nothing of files.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::window;
use crate::play::{Panel, Seat, Wish};

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Check) {
        return;
    }
    let place = (Align2::LEFT_BOTTOM, vec2(460.0, 420.0));
    window::show(ctx, free, Panel::Check, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    if model.table.seat() != Seat::Observer {
        say::weak(ui, "Only the observer looks into the level's files.");
        return;
    }
    let findings = &model.notes.shelf.findings;
    let map = &model.table.level().map.file;
    match findings.len() {
        0 => say::report(ui, "Nothing is odd about this level."),
        1 => say::report(ui, "One thing is worth a look."),
        many => say::report(ui, format!("{many} things are worth a look.")),
    };
    for (number, finding) in findings.iter().enumerate() {
        ui.add(super::super::egui::Label::new(finding).wrap());
        if let Some((x, y)) = place(finding, map)
            && ui.button(format!("Look at {}", number + 1)).clicked()
        {
            asks.wish(Wish::LookAt(x, y));
        }
    }
}

/// The place on the map a finding is about, m: findings of the map begin with file, line, column.
pub fn place(finding: &str, map: &str) -> Option<(f32, f32)> {
    let mut numbers = finding.strip_prefix(map)?.strip_prefix(':')?.split(':');
    let mut next = || numbers.next()?.trim().parse::<u32>().ok()?.checked_sub(1);
    let (y, x) = (next()?, next()?);
    Some((x as f32 + 0.5, y as f32 + 0.5))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_finding_of_the_map_has_a_place_and_one_of_the_rules_has_none() {
        let map = "levels/x/map.txt";
        assert_eq!(
            place("levels/x/map.txt:12:45: a door", map),
            Some((44.5, 11.5))
        );
        assert_eq!(place("levels/x/level.ron:3:1: too few beds", map), None);
        assert_eq!(place("levels/x/map.txt:0:0: nowhere", map), None);
    }
}
