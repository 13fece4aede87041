//! How each kind of trouble is told: whether at all, whether the clock stops, how fast it may go.

use super::super::egui::{ComboBox, Grid, Ui};
use super::super::theme::say;
use crate::play::alerts::{self, Alerts, Topic};
use crate::play::tempo::SPEEDS;

/// Shows the list, and changes it.
pub fn show(ui: &mut Ui, alerts: &mut Alerts) {
    ui.collapsing("Alerts", |ui| list(ui, alerts));
}

fn list(ui: &mut Ui, alerts: &mut Alerts) {
    say::weak(
        ui,
        "What trouble does to the clock. What is muted stands in the chronicle all the same.",
    );
    Grid::new("alerts").striped(true).show(ui, |ui| {
        for topic in Topic::ALL {
            let mut manner = alerts.of(topic);
            ui.label(alerts::name(topic));
            ComboBox::from_id_salt(("cap", topic))
                .width(110.0)
                .selected_text(cap_name(manner.cap))
                .show_ui(ui, |ui| {
                    for cap in [None].into_iter().chain(SPEEDS.map(Some)) {
                        ui.selectable_value(&mut manner.cap, cap, cap_name(cap));
                    }
                });
            ui.checkbox(&mut manner.pauses, "Pause")
                .on_hover_text("The clock stops when it is told");
            ui.checkbox(&mut manner.muted, "Mute")
                .on_hover_text("No notice, no card, and the clock goes on");
            ui.end_row();
            if manner != alerts.of(topic) {
                alerts.set(topic, manner);
            }
        }
    });
}

fn cap_name(cap: Option<u32>) -> String {
    match cap {
        None => "any speed".into(),
        Some(cap) => format!("at most {cap}\u{d7}"),
    }
}
