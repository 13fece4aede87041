//! Settings: what the player likes. They change at once and are kept by the app.

use super::super::egui::{Context, Slider, Ui};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::{alerts, sheet};
use crate::play::settings::TEXT_SIZES;
use crate::play::{Panel, Settings};

/// Width of the sheet, points.
const WIDTH: f32 = 460.0;

/// A switch: what it is called, what it does, and where it lies.
type Switch = (&'static str, &'static str, fn(&mut Settings) -> &mut bool);

/// The switches, in the order of the list.
const SWITCHES: [Switch; 6] = [
    (
        "Motion",
        "The camera glides, lamps flicker, cards fade",
        |likes| &mut likes.motion,
    ),
    ("Film grain", "Fine noise over the picture", |likes| {
        &mut likes.grain
    }),
    (
        "Dark corners",
        "The picture darkens towards its corners",
        |likes| &mut likes.vignette,
    ),
    (
        "Trails",
        "From 16 times on, people leave silver trails",
        |likes| &mut likes.trails,
    ),
    (
        "Cards",
        "White on ink, for happenings that matter",
        |likes| &mut likes.cards,
    ),
    (
        "Plain theme",
        "Plain colours and plain type instead of the film's",
        |likes| &mut likes.plain,
    ),
];

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    sheet::show(ctx, Panel::Settings, WIDTH, asks, |ui, asks| {
        let mut likes = model.settings.clone();
        text_size(ui, &mut likes);
        ui.add_space(6.0);
        for (name, tip, place) in SWITCHES {
            ui.checkbox(place(&mut likes), name).on_hover_text(tip);
        }
        ui.horizontal_wrapped(|ui| {
            if ui
                .button("Keys")
                .on_hover_text("See and change which key does what")
                .clicked()
            {
                asks.panel(Panel::Keys);
            }
            if ui
                .button("Everything as it was at first")
                .on_hover_text("All settings but the keys")
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

fn text_size(ui: &mut Ui, likes: &mut Settings) {
    // The slider moves under the pointer while it changes the size of what it lies on, so steps
    // are offered as buttons too.
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(format!("Text size {} %", likes.text_size));
        ui.add(
            Slider::new(&mut likes.text_size, TEXT_SIZES)
                .step_by(25.0)
                .show_value(false),
        )
        .labelled_by(label.id);
        for size in [75, 100, 125, 150, 200] {
            if ui.button(format!("{size} %")).clicked() {
                likes.text_size = size;
            }
        }
    });
    say::weak(
        ui,
        "75 to 200 % of the usual size; panels scroll where the window is too small.",
    );
}
