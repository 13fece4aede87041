//! A sheet: in the middle of the window, over everything, with what is behind it darkened. It
//! scrolls where the window is too small. Its last button puts it away, and so does the key that
//! closes what lies on top, which the picture's input sees to.

use super::super::egui::{Color32, Context, Frame, Id, Margin, Modal, ScrollArea, Stroke, Ui};
use super::super::model::Asks;
use super::super::panels::search::just_opened;
use super::super::panels::window;
use super::super::theme::{draw, fonts, inks};
use super::pause;
use crate::play::Panel;
use crate::words::own::texts;

texts! {
    resume = "sheet-resume";
    close(sheet) = "sheet-close";
}

/// Distance of a sheet from the edges of the window, points.
const EDGE: f32 = 24.0;

/// Shows a sheet of a width, in points, with a button that puts it away.
pub fn show(
    ctx: &Context,
    panel: Panel,
    width: f32,
    asks: &mut Asks,
    add: impl FnOnce(&mut Ui, &mut Asks),
) {
    show_under(ctx, panel, width, asks, |_| {}, add);
}

/// The same, with something over what scrolls that is always to be seen.
pub fn show_under(
    ctx: &Context,
    panel: Panel,
    width: f32,
    asks: &mut Asks,
    head: impl FnOnce(&mut Ui),
    add: impl FnOnce(&mut Ui, &mut Asks),
) {
    let inks = inks(ctx);
    let room = ctx.content_rect().shrink(EDGE);
    let frame = Frame::new()
        .fill(inks.soot)
        .stroke(Stroke::new(1.0, inks.slate))
        .inner_margin(Margin::same(18));
    Modal::new(Id::new(("sheet", window::name(panel))))
        .backdrop_color(Color32::from_black_alpha(150))
        .frame(frame)
        .show(ctx, |ui| {
            ui.set_width(width.min(room.width() - 36.0));
            ui.label(fonts::sign(window::name(panel).to_uppercase()));
            draw::rule(ui, inks.slate);
            let top = ui.cursor().top();
            head(ui);
            let head = ui.cursor().top() - top;
            // What is centred knows its room only from its size, and its size from its room: both
            // bounds of the scrolled part are given, or the sheet would creep into its place.
            let tallest = (room.height() - 130.0 - head).max(60.0);
            ScrollArea::vertical()
                .max_height(tallest)
                .min_scrolled_height(tallest)
                .show(ui, |ui| add(ui, asks));
            draw::rule(ui, inks.slate);
            let words = match panel {
                Panel::Menu => text::resume().to_owned(),
                other => text::close(window::name(other).to_lowercase()),
            };
            let close = pause::row(ui, &words);
            if just_opened(ui.ctx(), Id::new(("sheet-opens", window::name(panel)))) {
                close.request_focus();
            }
            if close.clicked() {
                asks.panel(panel);
            }
        });
}
