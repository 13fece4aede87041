//! Puts the panels together on one window, and tells what they leave free for the map.

use super::egui::{Context, LayerId, Order, Rect, Ui, UiBuilder};
use super::model::{Asks, Model};
use super::{hud, menus, panels, theme};
use crate::play::{Panel, Pointer};

/// Least height of the room for panels, points.
const LEAST_ROOM: f32 = 220.0;

/// What came of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What was asked for.
    pub asks: Asks,
    /// Where the pointer and the keys belong, and what is free for the map.
    pub pointer: Pointer,
}

/// Shows everything there is to show.
pub fn show(ctx: &Context, model: &Model) -> Shown {
    let mut asks = Asks::default();
    let whole = ctx.content_rect();
    if !theme::prepare(ctx, model.settings) {
        return Shown {
            asks,
            pointer: pointer(ctx, model, whole),
        };
    }
    let builder = UiBuilder::new()
        .layer_id(LayerId::background())
        .max_rect(whole);
    let mut ui = Ui::new(ctx.clone(), "panels".into(), builder);
    let free = if model.screen.title {
        menus::title::show(&mut ui, model, &mut asks);
        // The picture behind the title is seen whole.
        whole
    } else if model.screen.bare {
        whole
    } else {
        around(&mut ui, model, &mut asks);
        let free = ui.available_rect_before_wrap();
        over(ctx, free, model, &mut asks);
        free
    };
    menus::show(ctx, model, &mut asks);
    let mut pointer = pointer(ctx, model, free);
    pointer.over_panel |= model.screen.title;
    Shown { asks, pointer }
}

/// What stands along the edges.
fn around(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    hud::line::show(ui, model, asks);
    hud::banner::show(ui, model, asks);
    hud::ribbon::show(ui, model, asks);
    panels::dossier::show(ui, model, asks);
}

/// What lies over the map.
fn over(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let bar = hud::overlays::show(ctx, free, model, asks);
    hud::place::show(ctx, free, model);
    hud::toasts::show(ctx, free, model, asks);
    hud::card::show(ctx, free, model, asks);
    hud::banner::over(ctx, free, model, asks);
    // Panels keep off the bar along the lower edge, where there is room enough above it.
    let mut free = free;
    if bar.top() - free.top() >= LEAST_ROOM {
        free.set_bottom(bar.top());
    }
    panels::search::show(ctx, free, model, asks);
    panels::orders::show(ctx, free, model, asks);
    panels::charts::show(ctx, free, model, asks);
    panels::chronicle::show(ctx, free, model, asks);
    panels::check::show(ctx, free, model, asks);
    panels::crisis::show(ctx, free, model, asks);
    panels::why::show(ctx, free, model, asks);
    panels::confirm::show(ctx, free, model, asks);
}

fn pointer(ctx: &Context, model: &Model, free: Rect) -> Pointer {
    let at = ctx.input(|input| input.pointer.latest_pos());
    let over = at.is_some_and(|at| {
        let floats = ctx
            .layer_id_at(at)
            .is_some_and(|layer| layer.order != Order::Background);
        floats || !free.contains(at)
    });
    let zoom = ctx.zoom_factor();
    let sheet = menus::is_open(model);
    let choosing_key = model.notes.rebinding.is_some() && model.screen.shows(Panel::Keys);
    Pointer {
        over_panel: over || sheet || ctx.egui_is_using_pointer(),
        typing: ctx.egui_wants_keyboard_input() || sheet || model.screen.title,
        choosing_key,
        free: Some([
            free.left() * zoom,
            free.top() * zoom,
            free.right() * zoom,
            free.bottom() * zoom,
        ]),
    }
}
