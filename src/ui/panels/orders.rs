//! Orders: what the seat may ask of the prison, and why not where it may not.
//!
//! A new kind of order is one line in [`KINDS`].

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::window;
use crate::play::{AimedOrder, Panel, Table, Wish};
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{Floor, Tile};
use bighouse_sim::live;
use bighouse_sim::order::Order;
use bighouse_sim::prison::{Grid, Topology};

/// How an order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// As soon as it is asked for.
    Now(Now),
    /// By a click on the map.
    ByClick(AimedOrder),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    LockDown,
    EndLockDown,
}

/// A kind of order: under which head it stands, what it is called, what it does, how it is given.
struct Kind(&'static str, &'static str, &'static str, How);

/// The kinds there are, in the order of the list.
const KINDS: &[Kind] = &[
    Kind(
        "The house",
        "Lock down",
        "Lock every door, send everybody to his cell",
        How::Now(Now::LockDown),
    ),
    Kind(
        "The house",
        "End the lockdown",
        "Go on with the timetable",
        How::Now(Now::EndLockDown),
    ),
    Kind(
        "Doors",
        "Lock a door",
        "An officer who keeps its key goes and locks it",
        How::ByClick(AimedOrder::LockDoor),
    ),
    Kind(
        "Doors",
        "Unlock a door",
        "An officer who keeps its key goes and unlocks it",
        How::ByClick(AimedOrder::UnlockDoor),
    ),
    build("a wall", Tile::Wall),
    build("bars", Tile::Bars),
    build("a fence", Tile::Fence),
    build("a barred window", Tile::Window),
    build("a cell door", Tile::CellDoor),
    build("a barred gate", Tile::BarredGate),
    build("a door", Tile::Door),
    build("a doorway", Tile::Doorway),
    build("plain floor", Tile::Floor(Floor::Flags)),
];

const fn build(name: &'static str, tile: Tile) -> Kind {
    Kind(
        "Works",
        name,
        "Built or torn down on one square metre",
        How::ByClick(AimedOrder::Build(tile)),
    )
}

/// What is built is called.
pub fn tile_name(tile: Tile) -> &'static str {
    KINDS
        .iter()
        .find(|kind| kind.3 == How::ByClick(AimedOrder::Build(tile)))
        .map_or("that", |kind| kind.1)
}

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Orders) {
        return;
    }
    let place = (Align2::LEFT_TOP, vec2(300.0, 460.0));
    window::show(ctx, free, Panel::Orders, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    if let Some(person) = model.table.seat().person() {
        say::heading(ui, "Himself");
        let walk = AimedOrder::Walk(person);
        one(
            ui,
            "Walk somewhere",
            "He goes there and stays until told otherwise",
            How::ByClick(walk),
            model,
            asks,
        );
    }
    let (mut head, mut said) = ("", None);
    for Kind(under, name, tip, how) in KINDS {
        if *under != head {
            head = under;
            say::heading(ui, under);
            said = None;
        }
        let refused = one(ui, name, tip, *how, model, asks);
        // Why not is said once for all that the same thing forbids.
        if let Some(why) = refused.filter(|why| said.as_ref() != Some(why)) {
            say::weak(ui, format!("Not now: {why}."));
            said = Some(why);
        }
    }
}

/// Shows an order, and gives back why it is refused.
fn one(
    ui: &mut Ui,
    name: &str,
    tip: &str,
    how: How,
    model: &Model,
    asks: &mut Asks,
) -> Option<String> {
    let refused = refused(model.table, how);
    let aimed = matches!(how, How::ByClick(order) if model.aim.0 == Some(order));
    let name = match how {
        How::ByClick(AimedOrder::Build(_)) => format!("Build {name}"),
        _ => name.to_owned(),
    };
    let words = if aimed {
        format!("{name}: click on the map")
    } else {
        name
    };
    if say::button_or_why(ui, words, refused.as_deref(), tip).clicked() {
        match how {
            How::Now(now) => asks.wish(Wish::Order(order(now))),
            How::ByClick(aim) => asks.aim((!aimed).then_some(aim)),
        }
    }
    refused
}

fn order(now: Now) -> Order {
    match now {
        Now::LockDown => Order::LockDown,
        Now::EndLockDown => Order::EndLockDown,
    }
}

/// Why the seat may not give an order anywhere; `None` if it may.
fn refused(table: &Table, how: How) -> Option<String> {
    let world = table.prison().world();
    let giver = table.seat().giver();
    let why = |order: &Order| {
        live::check(world, giver, order)
            .err()
            .map(|refusal| refusal.to_string())
    };
    match how {
        How::Now(now) => why(&order(now)),
        How::ByClick(aimed) => {
            let mut last = Some("there is no place for it".into());
            for tile in places(table, aimed) {
                last = why(&aimed.at(tile));
                if last.is_none() {
                    break;
                }
            }
            last
        }
    }
}

/// Most places an order is tried at before it is said that it can not be given.
const TRIED: usize = 48;

/// Some places where an order might be carried out.
fn places(table: &Table, aimed: AimedOrder) -> Vec<TileId> {
    let world = table.prison().world();
    match aimed {
        AimedOrder::LockDoor | AimedOrder::UnlockDoor => world
            .resource::<Topology>()
            .portals()
            .iter()
            .filter(|portal| portal.has_lock())
            .map(|portal| portal.key())
            .take(TRIED)
            .collect(),
        AimedOrder::Build(_) | AimedOrder::Walk(_) => {
            let tiles = world.resource::<Grid>().len();
            // A step that meets no width of a map evenly, so that they lie spread out.
            (0..tiles)
                .step_by((tiles / TRIED).max(1) | 1)
                .map(TileId::from_index)
                .collect()
        }
    }
}
