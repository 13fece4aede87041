//! A question before an order that nothing takes back.

use super::super::egui::{Align2, Area, Context, Frame, Id, Key, Margin, Order, Rect, Stroke};
use super::super::model::{Asks, Model};
use super::super::notes::Note;
use super::super::theme::{inks, say};
use super::orders;
use crate::play::Wish;
use crate::words::orders::{Said, label, said};
use crate::words::own::texts;

texts! {
    sure(order) = "confirm-sure";
    no = "confirm-no";
}

/// Width of the question, points.
const WIDTH: f32 = 360.0;

/// Asks, if there is something to ask.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    let Some(order) = &model.notes.confirm else {
        return;
    };
    let reader = orders::reader(model.table);
    let name = label(order, &reader);
    let inks = inks(ctx);
    let answer = Area::new(Id::new("confirm"))
        .order(Order::Foreground)
        .pivot(Align2::CENTER_CENTER)
        .fixed_pos(free.center())
        .constrain_to(free)
        .show(ctx, |ui| {
            Frame::new()
                .fill(inks.ink)
                .stroke(Stroke::new(1.0, inks.paper))
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.set_width(WIDTH);
                    say::report(ui, text::sure(&name));
                    if let Some(tip) = said(order, Said::Tip, &reader) {
                        say::weak(ui, tip);
                    }
                    ui.horizontal(|ui| {
                        let yes = ui.button(&name).clicked();
                        let no = ui.button(text::no()).clicked();
                        (yes, no || ui.input(|input| input.key_pressed(Key::Escape)))
                    })
                    .inner
                })
                .inner
        });
    let (yes, no) = answer.inner;
    if yes {
        asks.wish(Wish::Order(order.clone()));
    }
    if yes || no {
        asks.note(Note::Confirm(None));
    }
}
