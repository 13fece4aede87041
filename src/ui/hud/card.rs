//! A card: white on ink in a thin Deco border, for what matters.

use super::super::egui::{
    Align, Align2, Area, Context, CursorIcon, Frame, Id, Layout, Margin, Order, Rect, RichText,
    Sense, WidgetInfo, WidgetType, vec2,
};
use super::super::menus;
use super::super::model::{Asks, Model};
use super::super::theme::{draw, fonts, inks};
use crate::play::Wish;
use crate::words::own::texts;

texts! {
    put_away = "card-put-away";
}

/// Size of a card's words, points.
const SIZE: f32 = 34.0;
/// Widest a card is, points.
const WIDEST: f32 = 640.0;
/// Words of a card beyond this many characters are set smaller.
const LONG: usize = 40;

/// Shows the card there is, in the middle of the lower third.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let id = Id::new("card");
    let card = model.table.news().card().filter(|_| model.settings.cards);
    let there = if model.settings.motion {
        ctx.animate_bool_with_time(id.with("fade"), card.is_some(), 0.6)
    } else {
        f32::from(u8::from(card.is_some()))
    };
    let Some(card) = card else {
        return;
    };
    let inks = inks(ctx);
    let widest = WIDEST.min(free.width() - 24.0);
    // A sheet covers everything; the card waits under it.
    if menus::is_open(model) {
        return;
    }
    let long = card.lines.iter().any(|line| line.chars().count() > LONG);
    let area = Area::new(id)
        .order(Order::Foreground)
        .pivot(Align2::CENTER_CENTER)
        .fixed_pos(free.center_top() + vec2(0.0, free.height() * 0.76))
        .constrain_to(free)
        .show(ctx, |ui| {
            ui.set_opacity(there.max(0.05));
            ui.set_max_width(widest);
            let shown = Frame::new()
                .fill(inks.ink)
                .inner_margin(Margin::symmetric(36, 22))
                .show(ui, |ui| {
                    let size = if long { fonts::TITLE } else { SIZE };
                    let longest = card.lines.iter().fold(0.0, |longest: f32, line| {
                        longest.max(draw::width(ui, line, fonts::title(size)))
                    });
                    ui.set_max_width((longest + 2.0).min(ui.available_width()));
                    ui.with_layout(Layout::top_down(Align::Center), |ui| {
                        for line in &card.lines {
                            ui.label(
                                RichText::new(line)
                                    .font(fonts::title(size))
                                    .color(inks.flare),
                            );
                        }
                    });
                });
            let rect = shown.response.rect;
            draw::deco_border(ui.painter(), rect.shrink(5.0), inks.paper);
            let response = ui
                .interact(rect, id.with("dismiss"), Sense::click())
                .on_hover_cursor(CursorIcon::PointingHand);
            response
                .widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, text::put_away()));
            response.clicked()
        });
    if area.inner {
        asks.wish(Wish::DismissCard);
    }
}
