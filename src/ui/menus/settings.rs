//! Settings: what the player likes. They change at once and are kept by the app.

use super::super::egui::{Context, Slider, Ui};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::{alerts, sheet};
use crate::play::settings::TEXT_SIZES;
use crate::play::{Panel, Settings};
use crate::words::own::texts;

texts! {
    motion = "settings-motion";
    motion_tip = "settings-motion-tip";
    grain = "settings-grain";
    grain_tip = "settings-grain-tip";
    vignette = "settings-vignette";
    vignette_tip = "settings-vignette-tip";
    sun = "settings-sun";
    sun_tip = "settings-sun-tip";
    trails = "settings-trails";
    trails_tip = "settings-trails-tip";
    cards = "settings-cards";
    cards_tip = "settings-cards-tip";
    plain = "settings-plain";
    plain_tip = "settings-plain-tip";
    keys = "menu-keys";
    keys_tip = "settings-keys-tip";
    reset = "settings-reset";
    reset_tip = "settings-reset-tip";
    language = "settings-language";
    text_size(percent) = "settings-text-size";
    text_percent(percent) = "settings-text-percent";
    text_size_tip(least, most) = "settings-text-size-tip";
}

/// Width of the sheet, points.
const WIDTH: f32 = 460.0;

/// A text in the language that is spoken.
type Said = fn() -> &'static str;
/// A switch: what it is called, what it does, and where it lies.
type Switch = (Said, Said, fn(&mut Settings) -> &mut bool);

/// The switches, in the order of the list.
const SWITCHES: [Switch; 7] = [
    (text::motion, text::motion_tip, |likes| &mut likes.motion),
    (text::grain, text::grain_tip, |likes| &mut likes.grain),
    (text::vignette, text::vignette_tip, |likes| {
        &mut likes.vignette
    }),
    (text::sun, text::sun_tip, |likes| &mut likes.sun),
    (text::trails, text::trails_tip, |likes| &mut likes.trails),
    (text::cards, text::cards_tip, |likes| &mut likes.cards),
    (text::plain, text::plain_tip, |likes| &mut likes.plain),
];

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    sheet::show(ctx, Panel::Settings, WIDTH, asks, |ui, asks| {
        let mut likes = model.settings.clone();
        language(ui, &model.notes.shelf.languages, &mut likes);
        text_size(ui, &mut likes);
        ui.add_space(6.0);
        for (name, tip, place) in SWITCHES {
            ui.checkbox(place(&mut likes), name()).on_hover_text(tip());
        }
        ui.horizontal_wrapped(|ui| {
            if ui
                .button(text::keys())
                .on_hover_text(text::keys_tip())
                .clicked()
            {
                asks.panel(Panel::Keys);
            }
            if ui
                .button(text::reset())
                .on_hover_text(text::reset_tip())
                .clicked()
            {
                likes = Settings {
                    keys: likes.keys.clone(),
                    ..Settings::default()
                };
            }
        });
        ui.add_space(6.0);
        alerts::show(ui, &mut likes.alerts);
        if likes != *model.settings {
            asks.like(likes.sound());
        }
    });
}

/// The language, where there is more than one.
fn language(ui: &mut Ui, languages: &[String], likes: &mut Settings) {
    if languages.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(text::language());
        for language in languages {
            let on = *language == likes.language;
            if ui.selectable_label(on, language).clicked() {
                likes.language.clone_from(language);
            }
        }
    });
}

fn text_size(ui: &mut Ui, likes: &mut Settings) {
    // The slider moves under the pointer while it changes the size of what it lies on, so steps
    // are offered as buttons too.
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(text::text_size(likes.text_size));
        ui.add(
            Slider::new(&mut likes.text_size, TEXT_SIZES)
                .step_by(25.0)
                .show_value(false),
        )
        .labelled_by(label.id);
        for size in [75_u32, 100, 125, 150, 200] {
            if ui.button(text::text_percent(size)).clicked() {
                likes.text_size = size;
            }
        }
    });
    say::weak(
        ui,
        text::text_size_tip(*TEXT_SIZES.start(), *TEXT_SIZES.end()),
    );
}
