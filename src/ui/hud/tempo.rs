//! Buttons for time: stop, five speeds, on to the next bell.

use super::super::egui::{Button, RichText, Ui, WidgetInfo, WidgetType};
use super::super::model::{Asks, Model};
use super::super::theme::{fonts, inks};
use crate::play::Wish;
use crate::play::keys::{Act, Bindings, spoken};
use crate::play::tempo::SPEEDS;

/// The acts that set each of [`SPEEDS`].
const ACTS: [Act; 5] = [
    Act::Speed1,
    Act::Speed2,
    Act::Speed3,
    Act::Speed4,
    Act::Speed5,
];

/// Shows them from right to left.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let inks = inks(ui.ctx());
    let tempo = &model.table.tempo;
    let keys = &model.settings.keys;
    let skips = tempo.skipping().is_some();
    let mut press = |ui: &mut Ui, face: &str, on: bool, says: &str, tip: String, wish: Wish| {
        let color = if on { inks.ink } else { inks.silver };
        let mut button = Button::new(RichText::new(face).font(fonts::gothic(19.0)).color(color))
            .min_size(super::super::egui::vec2(30.0, 26.0));
        if on {
            button = button.fill(inks.silver);
        }
        let response = ui.add(button).on_hover_text(tip);
        let enabled = response.enabled();
        response.widget_info(|| WidgetInfo::selected(WidgetType::Button, enabled, on, says));
        if response.clicked() {
            asks.wish(wish);
        }
    };
    press(
        ui,
        "BELL",
        skips,
        "Skip to the next bell",
        with_key(
            "Live on to the next bell as fast as can be",
            keys,
            Act::SkipToBell,
        ),
        Wish::SkipToBell,
    );
    for (speed, act) in SPEEDS.into_iter().zip(ACTS).rev() {
        let on = !skips && !tempo.is_paused() && tempo.speed() == speed;
        let tip = with_key(act.name(), keys, act);
        let says = format!("Speed {speed}");
        press(ui, &format!("{speed}×"), on, &says, tip, Wish::Speed(speed));
    }
    let paused = tempo.is_paused();
    press(
        ui,
        if paused { "GO ON" } else { "STOP" },
        paused,
        if paused { "Go on" } else { "Stop" },
        with_key(
            if paused {
                "Let time pass again"
            } else {
                "Stop time; one can look and order all the same"
            },
            keys,
            Act::Pause,
        ),
        Wish::TogglePause,
    );
}

/// Words with the keys of an act behind them.
pub fn with_key(words: &str, keys: &Bindings, act: Act) -> String {
    let named: Vec<String> = keys.of(act).iter().map(|key| spoken(key)).collect();
    if named.is_empty() {
        words.to_owned()
    } else {
        format!("{words} ({})", named.join(" or "))
    }
}
