//! The menu: what one does between two stretches of play.

use super::super::egui::{Button, Context, RichText, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::fonts;
use super::sheet;
use crate::play::{Panel, Wish};

/// Width of the menu, points.
const WIDTH: f32 = 300.0;

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    sheet::show(ctx, Panel::Menu, WIDTH, asks, |ui, asks| {
        if row(ui, "Save or load").clicked() {
            asks.panel(Panel::Saves);
        }
        let tip = format!("{}, seed {}", model.table.level().title, model.table.seed());
        if row(ui, "Begin again").on_hover_text(tip).clicked() {
            asks.wish(Wish::Restart);
            asks.panel(Panel::Menu);
        }
        if row(ui, "Settings").clicked() {
            asks.panel(Panel::Settings);
        }
        if row(ui, "Keys").clicked() {
            asks.panel(Panel::Keys);
        }
        if row(ui, "To the title")
            .on_hover_text("The game waits there and can be gone on with")
            .clicked()
        {
            asks.panel(Panel::Menu);
            asks.wish(Wish::ToTitle);
        }
        if row(ui, "Quit").on_hover_text("End the game").clicked() {
            asks.wish(Wish::Quit);
        }
    });
}

/// A button as wide as the sheet.
pub fn row(ui: &mut Ui, words: &str) -> super::super::egui::Response {
    let words = RichText::new(words).font(fonts::gothic(20.0));
    ui.add(Button::new(words).min_size(vec2(ui.available_width(), 30.0)))
}
