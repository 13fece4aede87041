//! The frame that panels over the map share: a name, a way to shut it, and a scroll bar where the
//! window of the game is too small for it.

use super::super::egui::{Align2, Context, Id, Rect, ScrollArea, Ui, Vec2, Window, vec2};
use super::super::model::Asks;
use super::super::theme::fonts;
use crate::play::Panel;

/// Distance of a panel from the edges of what is free, points.
const EDGE: f32 = 10.0;

/// Shows a panel in a corner of what is free, at most as large as there is room for.
pub fn show(
    ctx: &Context,
    free: Rect,
    panel: Panel,
    (corner, size): (Align2, Vec2),
    asks: &mut Asks,
    add: impl FnOnce(&mut Ui, &mut Asks),
) {
    let inside = free.shrink(EDGE);
    let room = (inside.size() - vec2(24.0, 52.0)).max(vec2(80.0, 40.0));
    let size = size.min(room);
    let name = name(panel);
    let mut open = true;
    Window::new(fonts::sign(name.to_uppercase()))
        .id(Id::new(("panel", name)))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .constrain_to(inside)
        .pivot(corner)
        .default_pos(corner.pos_in_rect(&inside))
        .default_width(size.x)
        .min_width(size.x)
        .max_width(size.x)
        .show(ctx, |ui| {
            // As tall as what is in it, up to what there is room for.
            ScrollArea::vertical()
                .auto_shrink([false, true])
                .max_height(size.y)
                .min_scrolled_height(size.y)
                .show(ui, |ui| add(ui, asks));
        });
    if !open {
        asks.panel(panel);
    }
}

/// What a panel is called.
pub fn name(panel: Panel) -> &'static str {
    match panel {
        Panel::Search => "Search",
        Panel::Orders => "Orders",
        Panel::Charts => "The day in curves",
        Panel::Chronicle => "What happened",
        Panel::Check => "Check of the level",
        Panel::Saves => "Saves",
        Panel::Settings => "Settings",
        Panel::Keys => "Keys",
        Panel::Menu => "Menu",
    }
}
