//! The picker of figures on the map, with the line that says what the shown one means, and for the
//! rooms a legend of their hatchings.

use super::super::egui::{
    Align2, Area, Context, Frame, Id, Margin, Order, Rect, Sense, Stroke, StrokeKind, Ui, pos2,
    vec2,
};
use super::super::model::{Asks, Model};
use super::super::theme::{draw, inks, say};
use super::tempo::with_key;
use crate::play::Wish;
use crate::play::gauge::{DrawnAs, Hold, Overlay, Zone};
use crate::play::keys::KeyAct;
use crate::words::own::texts;

texts! {
    plain = "overlays-plain";
    plain_tip = "overlays-plain-tip";
    legend(overlay, legend) = "overlays-legend";
    locked_door = "overlays-locked-door";
}

/// Shows it above the ribbon, at the left. Returns where it lies.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) -> Rect {
    let inks = inks(ctx);
    let seat = model.table.seat();
    Area::new(Id::new("overlay-picker"))
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
                    // Above the buttons, which stay where they are under the pointer.
                    if let Some(overlay) = model.table.overlay {
                        say::weak(ui, text::legend(overlay.title(), overlay.legend(seat)));
                        let drawn = overlay.declared().drawn;
                        if drawn == DrawnAs::Zones {
                            ui.horizontal_wrapped(|ui| {
                                for zone in Zone::ALL {
                                    swatch(ui, Some(zone));
                                    ui.label(zone.name());
                                }
                                swatch(ui, None);
                                ui.label(text::locked_door());
                            });
                        }
                        if drawn == DrawnAs::Holds {
                            ui.horizontal_wrapped(|ui| {
                                for hold in Hold::ALL {
                                    held(ui, hold);
                                    ui.label(hold.name());
                                }
                            });
                        }
                    }
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.x = 2.0;
                        let shown = model.table.overlay;
                        let tip =
                            with_key(text::plain_tip(), &model.settings.keys, KeyAct::Overlay);
                        if ui
                            .selectable_label(shown.is_none(), text::plain())
                            .on_hover_text(tip)
                            .clicked()
                        {
                            asks.wish(Wish::Overlay(None));
                        }
                        for overlay in Overlay::ALL {
                            if ui
                                .selectable_label(shown == Some(overlay), overlay.title())
                                .on_hover_text(overlay.legend(seat))
                                .clicked()
                            {
                                asks.wish(Wish::Overlay(Some(overlay)));
                            }
                        }
                    });
                });
        })
        .response
        .rect
}

/// A piece of the hatching of a zone, or of a locked door.
fn swatch(ui: &mut Ui, zone: Option<Zone>) {
    let inks = inks(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(22.0, 14.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect);
    let ground = match zone {
        Some(Zone::Outside) => 0.05,
        Some(Zone::Ways) => 0.12,
        Some(Zone::Yard) => 0.16,
        Some(Zone::Care) => 0.1,
        Some(Zone::Cells | Zone::Meals) => 0.24,
        Some(Zone::Work) => 0.4,
        Some(Zone::Staff) => 0.5,
        None => 0.95,
    };
    painter.rect_filled(rect, 0.0, inks.slate);
    painter.rect_filled(rect, 0.0, inks.custody.gamma_multiply(ground));
    let line = Stroke::new(2.0, inks.custody.gamma_multiply(0.75));
    let upright = |apart: f32| {
        let mut x = rect.left() + 2.0;
        while x < rect.right() {
            painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], line);
            x += apart;
        }
    };
    let level_lines = |apart: f32| {
        let mut y = rect.top() + 2.0;
        while y < rect.bottom() {
            painter.line_segment([pos2(rect.left(), y), pos2(rect.right(), y)], line);
            y += apart;
        }
    };
    match zone {
        Some(Zone::Outside | Zone::Ways) | None => {}
        Some(Zone::Yard) => draw::dots(&painter, rect, 4.5, line.color),
        Some(Zone::Cells) => upright(5.0),
        Some(Zone::Meals) => level_lines(5.0),
        Some(Zone::Work) => draw::hatch(&painter, rect, 6.0, 1.0, line),
        Some(Zone::Care) => {
            upright(5.0);
            level_lines(5.0);
        }
        Some(Zone::Staff) => {
            draw::hatch(&painter, rect, 6.0, 1.0, line);
            draw::hatch(&painter, rect, 6.0, -1.0, line);
        }
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, inks.ink), StrokeKind::Inside);
}

/// A piece of the hatching of who holds a room.
fn held(ui: &mut Ui, hold: Hold) {
    let inks = inks(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(22.0, 14.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect);
    let (hue, ground) = match hold {
        Hold::Officers => (inks.custody, 0.1),
        Hold::Contested => (inks.danger, 0.16),
        Hold::Men => (inks.danger, 0.3),
        Hold::Frontier => (inks.danger, 0.95),
    };
    painter.rect_filled(rect, 0.0, inks.slate);
    painter.rect_filled(rect, 0.0, hue.gamma_multiply(ground));
    let line = Stroke::new(2.0, hue.gamma_multiply(0.8));
    match hold {
        Hold::Officers => draw::dots(&painter, rect, 4.5, line.color),
        Hold::Contested => {
            draw::hatch(&painter, rect, 6.0, 1.0, line);
            draw::hatch(&painter, rect, 6.0, -1.0, line);
        }
        Hold::Men => draw::hatch(&painter, rect, 6.0, 1.0, line),
        Hold::Frontier => {}
    }
    painter.rect_stroke(rect, 0.0, Stroke::new(1.0, inks.ink), StrokeKind::Inside);
}
