//! Orders: what the seat may ask of the prison, and why not where it may not.
//!
//! What may be asked comes from the prison itself (`what_may`); here each kind gets a head to stand
//! under and a way to be given: at once, by a click on the map, or by writing in the timetable. A
//! new kind is one line in `way`.

use super::super::egui::{Align2, Context, Rect, Ui, vec2};
use super::super::model::{Asks, Model};
use super::super::theme::say;
use super::{day_plan, hands, window};
use crate::play::{AimedOrder, Panel, Table, Wish, dossier, ordered as waiting, places};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::{Floor, Tile};
use bighouse_sim::live::{self, Needs};
use bighouse_sim::order::Order;

/// The head of what is ordered of the whole house.
const HOUSE: &str = "The house";
/// The head of the answers to a riot.
const ANSWERS: &str = "Answers to a riot";

/// How an order is given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// As soon as it is asked for.
    Now(Order),
    /// By a click on the map.
    ByClick(AimedOrder),
    /// By choosing what to build, and a click on the map.
    Building,
    /// By writing in the timetable.
    Writing,
    /// By finding somebody first.
    Finding,
    /// Of the man who is selected.
    OfTheSelected(About),
    /// By choosing what he has, and whom beside him.
    Passing(PersonId),
    /// By choosing what he has, and a click on the map.
    Hiding(PersonId),
}

/// What is ordered of the man who is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// That he is searched.
    Search,
    /// That this man goes for him.
    Attack(PersonId),
    /// That this man takes his weapon.
    Disarm(PersonId),
}

impl About {
    /// The order, and how its button begins.
    fn order(self, man: PersonId) -> (Order, &'static str) {
        match self {
            Self::Search => (Order::SearchMan { man }, "Search"),
            Self::Attack(person) => (Order::Attack { person, whom: man }, "Go for"),
            Self::Disarm(person) => (Order::Disarm { person, whom: man }, "Take the weapon of"),
        }
    }
}

/// What an answer to a riot does; `None` for orders that are none.
fn answer(order: &Order) -> Option<&'static str> {
    Some(match order {
        Order::TalkToRioters => "Their spokesman is heard: it takes time, and eases them",
        Order::StallRioters => "An answer comes later; each time it is believed less",
        Order::ConcedeDemands => "All they demand is granted, and costs what it costs",
        Order::RefuseDemands => "A violent leader may answer for it with a hostage",
        Order::CutWater => "Thirst wears them out, and is held against you",
        Order::RestoreWater => "The water runs again",
        Order::CutLight => "In the dark they see less of you, and you of them",
        Order::RestoreLight => "The lamps burn again",
        Order::StormPrison => "Whoever is there goes in; most who die in a riot die then",
        Order::CallTroopers => "They come within hours, with rifles",
        Order::CallArmy => "It comes within hours, with soldiers and tanks",
        _ => return None,
    })
}

/// Under which head a kind of order stands, how it is given, and what it does. Seats are taken and
/// left elsewhere, and levels are edited in their files.
fn way(needs: Needs) -> Option<(&'static str, Way, &'static str)> {
    let by_click = |aimed| Way::ByClick(aimed);
    Some(match needs {
        Needs::Nothing(Order::TakeSeat { .. } | Order::LeaveSeat { .. }) | Needs::Level => {
            return None;
        }
        Needs::ThingToPass(person) => (
            "What he should not have",
            Way::Passing(person),
            "From hand to hand, to a man beside him; an officer who looks up sees it",
        ),
        Needs::ThingToHide(person) => (
            "What he should not have",
            Way::Hiding(person),
            "Within a hand's reach; a search may find it",
        ),
        Needs::PlaceToFeel(person) => (
            "What he should not have",
            by_click(AimedOrder::Feel(person)),
            "Within a hand's reach; what is hidden there he takes, his own before another's",
        ),
        Needs::RoomOfTrouble(person) => (
            "Himself",
            by_click(AimedOrder::Warn(person)),
            "He tells an officer near him, for the warden, that there will be trouble in a room \
             within a day",
        ),
        Needs::ManToSearch => (
            "Searches",
            Way::OfTheSelected(About::Search),
            "An officer goes to him and searches him",
        ),
        Needs::CellToSearch => (
            "Searches",
            by_click(AimedOrder::SearchCell),
            "An officer searches it, and the men in it",
        ),
        Needs::BlockToSearch => (
            "Searches",
            by_click(AimedOrder::SearchBlock),
            "Officers search every cell along a gallery, one after the other",
        ),
        Needs::PersonToAttack(person) => (
            "Himself",
            Way::OfTheSelected(About::Attack(person)),
            "He goes for him with what he has; who falls, and who sees it, shows then",
        ),
        Needs::ManToDisarm(person) => (
            "Himself",
            Way::OfTheSelected(About::Disarm(person)),
            "He goes for the weapon the other has on him",
        ),
        Needs::Nothing(order @ Order::Protest { .. }) => (
            "Himself",
            Way::Now(order),
            "He stands up and will not have it, whatever the odds; others may follow",
        ),
        Needs::Nothing(order @ Order::Desist { .. }) => (
            "Himself",
            Way::Now(order),
            "He leaves the protest or the riot, and keeps out of it for a while",
        ),
        Needs::Nothing(order @ Order::SetFire { .. }) => (
            "Himself",
            Way::Now(order),
            "He sets fire to the room he is in, if those about him let him; get out of it then",
        ),
        Needs::Nothing(order @ Order::FollowTimetable { .. }) => (
            "Himself",
            Way::Now(order),
            "He goes where the bell and his duty call him",
        ),
        Needs::Place(person) => (
            "Himself",
            by_click(AimedOrder::Walk(person)),
            "He goes there and stays until told otherwise",
        ),
        Needs::Nothing(order) => match answer(&order) {
            Some(tip) => (ANSWERS, Way::Now(order), tip),
            None => (HOUSE, Way::Now(order), "The whole house, at once"),
        },
        Needs::DoorToLock => (
            "Doors",
            by_click(AimedOrder::LockDoor),
            "An officer who keeps its key goes and locks it. It stays locked until it is ordered \
             unlocked, or a lockdown ends",
        ),
        Needs::DoorToUnlock => (
            "Doors",
            by_click(AimedOrder::UnlockDoor),
            "An officer who keeps its key goes and unlocks it",
        ),
        Needs::PostToMan => (
            "Posts",
            by_click(AimedOrder::ManPost),
            "This shift and those that follow hold it",
        ),
        Needs::PostToLeave => (
            "Posts",
            by_click(AimedOrder::LeavePost),
            "It is held no more",
        ),
        Needs::Line => ("The day", Way::Writing, "What the bell calls to, and when"),
        Needs::Work => (
            "Works",
            Way::Building,
            "Built or torn down on one square metre",
        ),
        Needs::Person => (
            "Seats",
            Way::Finding,
            "Search for a man; his dossier has the button",
        ),
    })
}

/// What works build, and what it is called.
const WORKS: [(&str, Tile); 9] = [
    ("a wall", Tile::Wall),
    ("bars", Tile::Bars),
    ("a fence", Tile::Fence),
    ("a barred window", Tile::Window),
    ("a cell door", Tile::CellDoor),
    ("a barred gate", Tile::BarredGate),
    ("a door", Tile::Door),
    ("a doorway", Tile::Doorway),
    ("plain floor", Tile::Floor(Floor::Flags)),
];

/// What is built is called.
pub fn tile_name(tile: Tile) -> &'static str {
    WORKS
        .iter()
        .find(|(_, other)| *other == tile)
        .map_or("that", |(name, _)| name)
}

/// What was ordered and is still to be carried out, in a line; `None` if nothing is.
pub fn ordered(table: &Table) -> Option<String> {
    let words = waiting::words(table.prison(), table.seat());
    (!words.is_empty()).then(|| format!("Ordered, from the next moment on: {}.", words.join("; ")))
}

/// Shows it, if it is open.
pub fn show(ctx: &Context, free: Rect, model: &Model, asks: &mut Asks) {
    if !model.screen.shows(Panel::Orders) {
        return;
    }
    let place = (Align2::LEFT_TOP, vec2(330.0, 480.0));
    window::show(ctx, free, Panel::Orders, place, asks, |ui, asks| {
        body(ui, model, asks);
    });
}

fn body(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let all = live::what_may(table.prison().world(), table.seat().giver());
    if let Some(words) = ordered(table).filter(|_| table.tempo.is_paused()) {
        say::report(ui, words);
    }
    let (mut head, mut said) = ("", None);
    for ask in all {
        let Some((under, way, tip)) = way(ask.needs) else {
            continue;
        };
        if under != head {
            head = under;
            say::heading(ui, under);
            said = None;
        }
        let of_locks = way == Way::ByClick(AimedOrder::UnlockDoor);
        one(ui, ask.name, tip, way, ask.refused.as_deref(), model, asks);
        if of_locks {
            for door in places::held_locked(table.prison()) {
                say::weak(ui, format!("Held locked by order: the door {door}."));
            }
        }
        // Why not is said once for all that the same thing forbids.
        if let Some(why) = ask.refused.filter(|why| said.as_ref() != Some(why)) {
            say::weak(ui, format!("Not now: {why}."));
            said = Some(why);
        }
    }
    if let crate::play::Seat::Inmate(_) = table.seat() {
        say::weak(
            ui,
            "Locks, posts, works and the timetable are the warden's to order.",
        );
    }
}

/// Shows the orders to the whole house and the answers to a riot that the seat may give: they lie on the crisis desk too.
pub(super) fn of_the_crisis(ui: &mut Ui, model: &Model, asks: &mut Asks) {
    let table = model.table;
    let mut head = false;
    for ask in live::what_may(table.prison().world(), table.seat().giver()) {
        let Some((HOUSE | ANSWERS, way, tip)) = way(ask.needs) else {
            continue;
        };
        if !head {
            say::heading(ui, "What you may order");
            head = true;
        }
        one(ui, ask.name, tip, way, ask.refused.as_deref(), model, asks);
    }
}

fn one(
    ui: &mut Ui,
    name: &str,
    tip: &str,
    way: Way,
    refused: Option<&str>,
    model: &Model,
    asks: &mut Asks,
) {
    match way {
        Way::Now(order) => {
            if say::button_or_why(ui, name, refused, tip).clicked() {
                asks.wish(Wish::Order(order));
            }
        }
        Way::ByClick(aimed) => aim(ui, name, tip, aimed, refused, model, asks),
        Way::Building => {
            ui.horizontal_wrapped(|ui| {
                for (what, tile) in WORKS {
                    let aimed = AimedOrder::Build(tile);
                    aim(
                        ui,
                        &format!("Build {what}"),
                        tip,
                        aimed,
                        refused,
                        model,
                        asks,
                    );
                }
            });
        }
        Way::OfTheSelected(about) => of_the_selected(ui, name, about, tip, model, asks),
        Way::Passing(person) => hands::pass(ui, person, name, refused, model, asks),
        Way::Hiding(person) => hands::hide(ui, person, name, refused, model, asks),
        Way::Writing => day_plan::show(ui, model, asks),
        Way::Finding => {
            if say::button_or_why(ui, name, refused, tip).clicked() {
                asks.panel(Panel::Search);
            }
        }
    }
}

/// An order about the man who is selected.
fn of_the_selected(
    ui: &mut Ui,
    name: &str,
    about: About,
    tip: &str,
    model: &Model,
    asks: &mut Asks,
) {
    let table = model.table;
    let Some(man) = table.selected else {
        say::button_or_why(
            ui,
            name,
            Some("select him first, on the map or by search"),
            tip,
        );
        return;
    };
    let (order, verb) = about.order(man);
    let (world, giver) = (table.prison().world(), table.seat().giver());
    let refused = live::check(world, giver, &order).err();
    let why = refused.map(|refusal| refusal.to_string());
    let whom = dossier::title(table.prison(), table.lens(), man);
    let words = format!("{verb} {whom}");
    if say::button_or_why(ui, words, why.as_deref(), tip).clicked() {
        asks.wish(Wish::Order(order));
    }
}

/// An order that is given by the next click on the map.
pub(super) fn aim(
    ui: &mut Ui,
    name: &str,
    tip: &str,
    aimed: AimedOrder,
    refused: Option<&str>,
    model: &Model,
    asks: &mut Asks,
) {
    let is_aimed = model.aim.0 == Some(aimed);
    let words = if is_aimed {
        format!("{name}: click on the map")
    } else {
        name.to_owned()
    };
    if say::button_or_why(ui, words, refused, tip).clicked() {
        asks.aim((!is_aimed).then_some(aimed));
    }
}
