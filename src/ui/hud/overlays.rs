//! The picker of figures on the map, with the line that says what the shown one means.

use super::super::egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::{inks, say};
use super::tempo::with_key;
use crate::play::Wish;
use crate::play::gauge::Overlay;
use crate::play::keys::Act;

/// Shows it above the ribbon, at the left.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let inks = inks(ctx);
    Area::new(Id::new("overlay picker"))
        .order(Order::Middle)
        .pivot(Align2::LEFT_BOTTOM)
        .fixed_pos(free.left_bottom() + vec2(8.0, -8.0))
        .constrain_to(free)
        .show(ctx, |ui| {
            Frame::new()
                .fill(inks.ink)
                .inner_margin(Margin::symmetric(6, 4))
                .show(ui, |ui| {
                    ui.set_max_width(free.width() - 32.0);
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.x = 2.0;
                        let shown = model.table.overlay;
                        let tip =
                            with_key("Nothing over the map", &model.settings.keys, Act::Overlay);
                        if ui
                            .selectable_label(shown.is_none(), "Plain map")
                            .on_hover_text(tip)
                            .clicked()
                        {
                            asks.wish(Wish::Overlay(None));
                        }
                        for overlay in Overlay::ALL {
                            if ui
                                .selectable_label(shown == Some(overlay), name(overlay))
                                .on_hover_text(overlay.legend())
                                .clicked()
                            {
                                asks.wish(Wish::Overlay(Some(overlay)));
                            }
                        }
                    });
                    if let Some(overlay) = model.table.overlay {
                        say::weak(ui, format!("{}: {}", name(overlay), overlay.legend()));
                    }
                });
        });
}

/// What an overlay is called in the picker.
pub fn name(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::Density => "Crowding",
        Overlay::Waits => "Waits",
        Overlay::Sight => "Sight",
        Overlay::Zones => "Rooms",
        Overlay::Needs => "Needs",
    }
}
