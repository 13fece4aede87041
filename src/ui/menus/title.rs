//! The title: over the living picture, darkened. Everything on it is reached by Tab or arrows and
//! Enter as well as by the mouse.

use super::super::egui::{
    Align, CentralPanel, Color32, Frame, Layout, Margin, RichText, ScrollArea, Ui, UiBuilder, vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::{draw, fonts, inks, say};
use super::pause::row;
use super::{levels, seats};
use crate::play::{Panel, Seat, Wish, dossier, gauge};
use crate::words::own::texts;

texts! {
    name = "game-name";
    no_men = "title-no-men";
    house(places, men) = "title-house";
    as_observer = "title-as-observer";
    as_warden = "title-as-warden";
    as_inmate(who) = "title-as-inmate";
    go_on = "title-continue";
    go_on_tip(time, seat) = "title-continue-tip";
    load = "title-load";
    load_tip = "title-load-tip";
    settings = "menu-settings";
    keys = "menu-keys";
    quit = "menu-quit";
    quit_tip = "menu-quit-tip";
    level(level, time) = "title-level";
}

/// Size of the name of the game, points, where there is room.
const HUGE: f32 = 96.0;
/// Width of each of the two columns, points.
const COLUMN: f32 = 350.0;

/// Shows it.
pub fn show(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let inks = inks(ui.ctx());
    let frame = Frame::new()
        .fill(Color32::from_black_alpha(165))
        .inner_margin(Margin::symmetric(24, 16));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            ui.vertical_centered(|ui| {
                // Where the window is low the choices come first.
                let tall = ui.ctx().content_rect().height();
                let size = (ui.available_width() / 9.5)
                    .min(tall * 0.1)
                    .clamp(fonts::TITLE, HUGE);
                ui.add_space((tall * 0.06 - 30.0).clamp(0.0, 60.0));
                ui.label(
                    RichText::new(text::name().to_uppercase())
                        .font(fonts::title(size))
                        .color(inks.flare),
                );
                ui.label(
                    RichText::new(subtitle(model))
                        .font(fonts::elite(18.0))
                        .color(inks.silver),
                );
                ui.add_space(8.0);
                if let Some(why) = model.table.complaint() {
                    ui.label(
                        RichText::new(why)
                            .font(fonts::elite(fonts::REPORT))
                            .color(inks.paper),
                    );
                }
            });
            columns(ui, model, asks);
        });
    });
}

/// What kind of house it is, in a line.
fn subtitle(model: &Model) -> String {
    let prison = model.table.prison();
    let (built, men) = (gauge::built_for(prison), gauge::on_the_book(prison));
    if men == 0 {
        return text::no_men().into();
    }
    text::house(built, men)
}

fn columns(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let room = ui.available_width();
    let side_by_side = room >= 2.0 * COLUMN + 32.0;
    if !side_by_side {
        go_on(ui, model, asks);
        seats::show(ui, model, asks);
        levels::show(ui, model, asks);
        rest(ui, model, asks);
        return;
    }
    let left = ui.cursor().left() + (room - 2.0 * COLUMN - 32.0) / 2.0;
    let top = ui.cursor().top();
    let tall = ui.available_height().max(200.0);
    let mut lowest = top;
    let mut column = |ui: &mut Ui, x: f32, add: &mut dyn FnMut(&mut Ui)| {
        let area = super::super::egui::Rect::from_min_size(
            super::super::egui::pos2(x, top),
            vec2(COLUMN, tall),
        );
        let builder = UiBuilder::new()
            .max_rect(area)
            .layout(Layout::top_down(Align::Min));
        // Words are read on ink, whatever the picture behind them is.
        let backing = Frame::new()
            .fill(Color32::from_black_alpha(150))
            .inner_margin(Margin::symmetric(10, 8));
        let used = ui
            .scope_builder(builder, |ui| backing.show(ui, |ui| add(ui)).response.rect)
            .inner;
        lowest = lowest.max(used.bottom());
    };
    column(ui, left, &mut |ui| {
        go_on(ui, model, asks);
        seats::show(ui, model, asks);
    });
    column(ui, left + COLUMN + 32.0, &mut |ui| {
        levels::show(ui, model, asks);
        rest(ui, model, asks);
    });
    ui.advance_cursor_after_rect(super::super::egui::Rect::from_min_max(
        super::super::egui::pos2(left, top),
        super::super::egui::pos2(left + room, lowest),
    ));
}

/// The way back into the game that was left.
fn go_on(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let Some(seat) = model.screen.left else {
        return;
    };
    let whose = match seat {
        Seat::Observer => text::as_observer().to_owned(),
        Seat::Warden(_) => text::as_warden().to_owned(),
        Seat::Inmate(person) => text::as_inmate(dossier::title(
            model.table.prison(),
            model.table.lens(),
            person,
        )),
    };
    let tip = text::go_on_tip(model.table.spoken_time(), whose);
    if row(ui, text::go_on()).on_hover_text(tip).clicked() {
        asks.wish(Wish::Continue);
    }
}

fn rest(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    draw::rule(ui, inks(ui.ctx()).slate);
    if row(ui, text::load())
        .on_hover_text(text::load_tip())
        .clicked()
    {
        asks.panel(Panel::Saves);
    }
    if row(ui, text::settings()).clicked() {
        asks.panel(Panel::Settings);
    }
    if row(ui, text::keys()).clicked() {
        asks.panel(Panel::Keys);
    }
    if row(ui, text::quit())
        .on_hover_text(text::quit_tip())
        .clicked()
    {
        asks.wish(Wish::Quit);
    }
    let table = model.table;
    say::weak(ui, text::level(&table.level().title, table.spoken_time()));
}
