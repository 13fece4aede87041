//! Buttons for time: stop, five speeds, on to the next bell.

use super::super::egui::{Button, RichText, Ui, WidgetInfo, WidgetType};
use super::super::model::{Asks, Model};
use super::super::theme::{fonts, inks};
use crate::play::Wish;
use crate::play::keys::{Bindings, KeyAct, spoken};
use crate::play::tempo::SPEEDS;
use crate::words::own::texts;

texts! {
    bell = "tempo-bell";
    bell_says = "tempo-bell-says";
    bell_tip = "tempo-bell-tip";
    speed(speed) = "tempo-speed";
    speed_says(speed) = "tempo-speed-says";
    go_on = "tempo-go-on";
    go_on_tip = "tempo-go-on-tip";
    stop = "tempo-stop";
    stop_tip = "tempo-stop-tip";
    with_key(words, keys) = "tempo-with-key";
    or(one, other) = "tempo-key-or";
}

/// The acts that set each of [`SPEEDS`].
const ACTS: [KeyAct; 5] = [
    KeyAct::Speed1,
    KeyAct::Speed2,
    KeyAct::Speed3,
    KeyAct::Speed4,
    KeyAct::Speed5,
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
        &text::bell().to_uppercase(),
        skips,
        text::bell_says(),
        with_key(text::bell_tip(), keys, KeyAct::SkipToBell),
        Wish::SkipToBell,
    );
    for (speed, act) in SPEEDS.into_iter().zip(ACTS).rev() {
        let on = !skips && !tempo.is_paused() && tempo.speed() == speed;
        let tip = with_key(act.name(), keys, act);
        let says = text::speed_says(speed);
        press(ui, &text::speed(speed), on, &says, tip, Wish::Speed(speed));
    }
    let paused = tempo.is_paused();
    let (says, tip) = match paused {
        true => (text::go_on(), text::go_on_tip()),
        false => (text::stop(), text::stop_tip()),
    };
    press(
        ui,
        &says.to_uppercase(),
        paused,
        says,
        with_key(tip, keys, KeyAct::Pause),
        Wish::TogglePause,
    );
}

/// Words with the keys of an act behind them.
pub fn with_key(words: &str, keys: &Bindings, act: KeyAct) -> String {
    let named = keys.of(act).iter().map(|key| spoken(key));
    match named.reduce(text::or) {
        Some(named) => text::with_key(words, named),
        None => words.to_owned(),
    }
}
