//! What an inmate may do with what he has on him and should not have: each thing by name.

use super::super::egui::Ui;
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::orders::{self, OrderButton};
use crate::play::{FigureKind, Wish, dossier};
use crate::words::own::texts;
use bighouse_sim::live;

texts! {
    hide(item) = "hands-hide";
    pass(item, who) = "hands-pass";
    nobody_near = "hands-nobody-near";
}

/// Who is farther away than this is not within a hand's reach, mm.
const NEAR: i32 = 3_000;

/// Buttons to hide each of them by a click on the map.
pub(super) fn hide(ui: &mut Ui, shown: &OrderButton, model: &Model, asks: &mut Asks) {
    if shown.refused.is_some() {
        orders::button(ui, shown);
    }
    let table = model.table;
    let Some(person) = shown.order.actor() else {
        return;
    };
    for (item, what) in dossier::carries(table.prison(), table.seat(), person) {
        let one = OrderButton {
            order: shown.order.clone().with_item(item),
            name: text::hide(what),
            tip: shown.tip.clone(),
            refused: None,
        };
        orders::aim(ui, &one, model, asks);
    }
}

/// Buttons to pass each of them to each man beside him.
pub(super) fn pass(ui: &mut Ui, shown: &OrderButton, model: &Model, asks: &mut Asks) {
    if shown.refused.is_some() {
        orders::button(ui, shown);
        return;
    }
    let table = model.table;
    let (world, giver) = (table.prison().world(), table.seat().giver());
    let mut nobody = true;
    let Some(from) = shown.order.actor() else {
        return;
    };
    let Some(own) = table.lens().person(table.prison(), from) else {
        return;
    };
    let things = dossier::carries(table.prison(), table.seat(), from);
    let (x, y) = own.at;
    let near = (x - NEAR, y - NEAR, x + NEAR, y + NEAR);
    for seen in table.lens().people_within(table.prison(), near) {
        if seen.kind != FigureKind::Inmate || seen.age.is_some() {
            continue;
        }
        let to = seen.person;
        for (item, what) in &things {
            let order = shown.order.clone().with_item(*item).about(to);
            if live::check(world, giver, &order).is_err() {
                continue;
            }
            nobody = false;
            let whom = dossier::title(table.prison(), table.lens(), to);
            let words = text::pass(what, whom);
            if say::button_or_why(ui, words, None, &shown.tip).clicked() {
                asks.wish(Wish::Order(order));
            }
        }
    }
    if nobody {
        let why = Some(text::nobody_near());
        say::button_or_why(ui, shown.name.as_str(), why, &shown.tip);
    }
}
