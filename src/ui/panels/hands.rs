//! What an inmate may do with what he has on him and should not have: each thing by name.

use super::super::egui::Ui;
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::orders;
use crate::play::{AimedOrder, Kind, Wish, dossier};
use bighouse_sim::ids::PersonId;
use bighouse_sim::live;
use bighouse_sim::order::Order;

/// Who is farther away than this is not within a hand's reach, mm.
const NEAR: i32 = 3_000;

/// Buttons to hide each of them by a click on the map.
pub fn hide(
    ui: &mut Ui,
    person: PersonId,
    name: &str,
    refused: Option<&str>,
    model: &Model,
    asks: &mut Asks,
) {
    let tip = "Within a hand's reach; a search may find it";
    if refused.is_some() {
        say::button_or_why(ui, name, refused, tip);
    }
    let table = model.table;
    for (item, what) in dossier::carries(table.prison(), table.seat(), person) {
        let aimed = AimedOrder::Hide(person, item);
        orders::aim(ui, &format!("Hide {what}"), tip, aimed, None, model, asks);
    }
}

/// Buttons to pass each of them to each man beside him.
pub fn pass(
    ui: &mut Ui,
    from: PersonId,
    name: &str,
    refused: Option<&str>,
    model: &Model,
    asks: &mut Asks,
) {
    let table = model.table;
    let (world, giver) = (table.prison().world(), table.seat().giver());
    let tip = "From hand to hand; an officer who looks up sees it";
    if refused.is_some() {
        say::button_or_why(ui, name, refused, tip);
        return;
    }
    let mut nobody = true;
    let Some(own) = table.lens().person(table.prison(), from) else {
        return;
    };
    let things = dossier::carries(table.prison(), table.seat(), from);
    let (x, y) = own.at;
    let near = (x - NEAR, y - NEAR, x + NEAR, y + NEAR);
    for seen in table.lens().people_within(table.prison(), near) {
        if seen.kind != Kind::Inmate || seen.age.is_some() {
            continue;
        }
        let to = seen.person;
        for (item, what) in &things {
            let order = Order::PassItem {
                from,
                to,
                item: *item,
            };
            if live::check(world, giver, &order).is_err() {
                continue;
            }
            nobody = false;
            let whom = dossier::title(table.prison(), table.lens(), to);
            let words = format!("Pass {what} to {whom}");
            if say::button_or_why(ui, words, None, tip).clicked() {
                asks.wish(Wish::Order(order));
            }
        }
    }
    if nobody {
        let why = Some("nobody stands within a hand's reach");
        say::button_or_why(ui, name, why, tip);
    }
}
