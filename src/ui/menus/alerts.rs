//! How each kind of trouble is told: whether at all, whether the clock stops, how fast it may go.

use super::super::egui::{ComboBox, Grid, Ui};
use super::super::theme::say;
use crate::play::alerts::{self, Alerts, Topic};
use crate::play::tempo::SPEEDS;
use crate::words::own::texts;

texts! {
    alerts = "alerts";
    about = "alerts-about";
    pause = "alerts-pause";
    pause_tip = "alerts-pause-tip";
    mute = "alerts-mute";
    mute_tip = "alerts-mute-tip";
    any_speed = "alerts-any-speed";
    at_most(speed) = "alerts-at-most";
}

/// Shows the list, and changes it.
pub fn show(ui: &mut Ui, alerts: &mut Alerts) {
    ui.collapsing(text::alerts(), |ui| list(ui, alerts));
}

fn list(ui: &mut Ui, alerts: &mut Alerts) {
    say::weak(ui, text::about());
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
            ui.checkbox(&mut manner.pauses, text::pause())
                .on_hover_text(text::pause_tip());
            ui.checkbox(&mut manner.muted, text::mute())
                .on_hover_text(text::mute_tip());
            ui.end_row();
            if manner != alerts.of(topic) {
                alerts.set(topic, manner);
            }
        }
    });
}

fn cap_name(cap: Option<u32>) -> String {
    match cap {
        None => text::any_speed().into(),
        Some(cap) => text::at_most(cap),
    }
}
