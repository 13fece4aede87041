//! The menu: what one does between two stretches of play.

use super::super::egui::{Button, Context, RichText, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::fonts;
use super::sheet;
use crate::play::{Panel, Wish};
use crate::words::own::texts;

texts! {
    save_or_load = "menu-save-or-load";
    begin_again = "menu-begin-again";
    begin_again_tip(level, seed) = "menu-begin-again-tip";
    settings = "menu-settings";
    keys = "menu-keys";
    to_title = "menu-to-title";
    to_title_tip = "menu-to-title-tip";
    quit = "menu-quit";
    quit_tip = "menu-quit-tip";
}

/// Width of the menu, points.
const WIDTH: f32 = 300.0;

/// Shows it.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    sheet::show(ctx, Panel::Menu, WIDTH, asks, |ui, asks| {
        if row(ui, text::save_or_load()).clicked() {
            asks.panel(Panel::Saves);
        }
        let tip = text::begin_again_tip(&model.table.level().title, model.table.seed().to_string());
        if row(ui, text::begin_again()).on_hover_text(tip).clicked() {
            asks.wish(Wish::Restart);
            asks.panel(Panel::Menu);
        }
        if row(ui, text::settings()).clicked() {
            asks.panel(Panel::Settings);
        }
        if row(ui, text::keys()).clicked() {
            asks.panel(Panel::Keys);
        }
        if row(ui, text::to_title())
            .on_hover_text(text::to_title_tip())
            .clicked()
        {
            asks.panel(Panel::Menu);
            asks.wish(Wish::ToTitle);
        }
        if row(ui, text::quit())
            .on_hover_text(text::quit_tip())
            .clicked()
        {
            asks.wish(Wish::Quit);
        }
    });
}

/// A button as wide as the sheet.
pub fn row(ui: &mut Ui, words: &str) -> super::super::egui::Response {
    let words = RichText::new(words).font(fonts::gothic(20.0));
    ui.add(Button::new(words).min_size(vec2(ui.available_width(), 30.0)))
}
