//! What the place under the pointer is called, and why the order that waits for a click would be
//! refused there.

use super::super::egui::{Align2, Area, Context, Frame, Id, Label, Margin, Order, Rect, vec2};
use super::super::model::Model;
use super::super::theme::inks;
use crate::play::places;
use crate::words::orders::refusal;
use crate::words::own::texts;
use bighouse_sim::live;

texts! {
    not_here(place, why) = "place-not-here";
}

/// Widest the line is, points.
const WIDEST: f32 = 420.0;

/// The line for the place under the pointer, if it is over the map.
pub fn words(model: &Model) -> Option<String> {
    let tile = model.under.0?;
    let table = model.table;
    let place = places::called(table.prison(), table.lens(), tile)?;
    let refused = model.aim.0.as_ref().and_then(|aimed| {
        let (world, giver) = (table.prison().world(), table.seat().giver());
        let order = aimed.clone().at_tile(tile);
        let why = live::check(world, giver, &order).err()?;
        Some(refusal(world, &why))
    });
    Some(match refused {
        Some(why) => text::not_here(place, why),
        None => place,
    })
}

/// Shows it above the ribbon, at the right.
pub fn show(ctx: &Context, free: Rect, model: &Model) {
    let Some(words) = words(model) else {
        return;
    };
    let inks = inks(ctx);
    Area::new(Id::new("place-under-the-pointer"))
        .order(Order::Middle)
        .interactable(false)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(free.right_bottom() + vec2(-8.0, -8.0))
        .constrain_to(free)
        .show(ctx, |ui| {
            Frame::new()
                .fill(inks.ink)
                .inner_margin(Margin::symmetric(8, 6))
                .show(ui, |ui| {
                    ui.set_max_width(WIDEST.min(free.width() - 40.0));
                    ui.add(Label::new(words).wrap());
                });
        });
}
