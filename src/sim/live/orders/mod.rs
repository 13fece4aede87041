//! Whether an order may be given, carrying orders out, and what the menu of a seat is offered.
//!
//! What holds of an order stands in its own file, in the lowest room that it concerns: in
//! `movement/orders`, `regime/orders`, `contraband/orders`, `custody/orders`, `riot/orders`, or here
//! for those about seats and the level, which concern many rooms.

mod amend_level;
mod amend_timetable;
mod follow_timetable;
mod leave_seat;
mod take_seat;
mod walk_to;

use std::collections::BTreeSet;

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::promises;
use crate::clock::Clock;
use crate::conduct::seats;
use crate::custody::Custody;
use crate::happening::{Happenings, SeatFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Given, Giver, Givers, Missing, Offer, Order, OrderName, OrderQueue};
use crate::people::{Role, Roster};
use crate::prison::works::{self, Change};
use crate::refusal::Refusal;
use crate::schedule::Rebuild;
use crate::story::Lines;
use crate::{movement, prison, regime};

/// Whether an order may be given. It changes nothing.
///
/// # Errors
/// Why not.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    check_giver(world, giver, order)?;
    order.check_kind(world, giver)
}

/// Whether who gives an order is one of those who may.
fn check_giver(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    let Giver::Person(person) = giver else {
        return Ok(());
    };
    let roster = world.resource::<Roster>();
    if person.index() >= roster.len() {
        return Err(Refusal::NoSuchGiver);
    }
    let role = roster.role(person);
    let (may, otherwise) = match order.info().givers {
        Givers::Author => (false, Refusal::OnlyAuthor),
        Givers::Warden => (role == Role::Warden, Refusal::OnlyWarden),
        Givers::WardenOrKey => (
            role == Role::Warden || roster.is_inmate(person),
            Refusal::OnlyWarden,
        ),
        Givers::WardenAndOfficers => (
            role == Role::Warden || is_on_duty(world, person),
            Refusal::OnlyWardenAndOfficers,
        ),
        Givers::Himself => {
            // Of a seat it is said first that there is nobody to sit for.
            if let Some(actor) = order.actor() {
                seats::check_here(world, actor)?;
            }
            (order.actor() == Some(person), Refusal::OnlyForOneself)
        }
        Givers::InmateHimself => (order.actor() == Some(person), Refusal::OnlyForOneself),
    };
    if may { Ok(()) } else { Err(otherwise) }
}

fn is_on_duty(world: &World, person: PersonId) -> bool {
    let officer = world.resource::<Custody>().officer(person);
    officer.is_some_and(|officer| officer.on_duty)
}

/// What a seat may order at this moment, for its menu, by headings: what each order still lacks, and why
/// it is refused if it is. What is not its to order is not in the list. Whether a chosen door, post or
/// place will do, [`check`] says.
pub fn offers(world: &World, giver: Giver) -> Vec<Offer> {
    let mut offers: Vec<Offer> = OrderName::ALL
        .iter()
        .map(|name| name.info())
        .filter(|info| is_offered_to(world, giver, info.givers))
        .filter_map(|info| (info.offer)(world, giver))
        .collect();
    for offer in &mut offers {
        if offer.missing == Missing::Nothing {
            offer.refused = check(world, giver, &offer.order).err();
        }
    }
    offers.sort_by_key(|offer| offer.order.info().heading);
    offers
}

/// Whose menus show an order. What is done by hand or by oneself the author orders of nobody in
/// particular: his menu has only the orders of the warden and his own.
fn is_offered_to(world: &World, giver: Giver, givers: Givers) -> bool {
    let Giver::Person(person) = giver else {
        return !matches!(givers, Givers::InmateHimself);
    };
    let roster = world.resource::<Roster>();
    if person.index() >= roster.len() {
        return false;
    }
    let role = roster.role(person);
    match givers {
        Givers::Author => false,
        Givers::Warden | Givers::WardenOrKey => role == Role::Warden,
        Givers::WardenAndOfficers => matches!(role, Role::Warden | Role::Officer),
        Givers::Himself => true,
        Givers::InmateHimself => role == Role::Inmate,
    }
}

/// Carries out the orders of this tick, and what was promised or is to be built since the last; after a
/// change of the map everything that hangs on it follows.
pub(super) fn carry_out(world: &mut World) {
    promises::keep(world);
    let mut changed = works::carry_out(world, stood_on);
    give(world, &mut changed);
    if !changed.is_empty() {
        world.run_schedule(Rebuild);
        works::see_to_locks(world, &changed);
        // Neither system can fail: they read what the rebuild has just made.
        let _ = world.run_system_once(movement::follow_new_map);
        let _ = world.run_system_once(movement::progress::find_sealed_in);
        world.resource_scope(|world, mut regime: Mut<regime::Regime>| {
            regime.keep_held(world.resource::<prison::Topology>());
        });
    }
}

/// Where somebody stands.
fn stood_on(world: &World) -> BTreeSet<TileId> {
    let bodies = world.resource::<Bodies>().iter();
    let there = bodies.filter(|(_, body)| body.mode != Mode::Gone);
    there.map(|(_, body)| body.tile).collect()
}

/// Gives the orders of this tick. What they have built is done before the next of them, and noted.
fn give(world: &mut World, changed: &mut Vec<Change>) {
    let tick = world.resource::<Clock>().tick;
    let queue = world.resource::<OrderQueue>();
    if queue.waiting.first().is_none_or(|given| given.tick > tick) {
        return;
    }
    let mut queue = world.resource_mut::<OrderQueue>();
    let due = queue.waiting.partition_point(|given| given.tick <= tick);
    let orders: Vec<Given> = queue.waiting.drain(..due).collect();
    queue.given.extend(orders.iter().cloned());
    for given in orders {
        let done = check(world, given.giver, &given.order)
            .and_then(|()| given.order.apply_kind(world, given.giver));
        if let Some(line) = given.line {
            world.resource_mut::<Lines>().note(line, tick, done.is_ok());
        }
        match done {
            Ok(()) if given.order.info().changes_map => {
                changed.extend(works::carry_out(world, stood_on));
            }
            Ok(()) => {}
            Err(refusal) => {
                let what = What::Seat(SeatFact::OrderFailed {
                    order: given.order.name(),
                    refusal,
                });
                world.resource_mut::<Happenings>().record(
                    tick,
                    what,
                    given.giver.person(),
                    None,
                    HappeningId::NONE,
                );
            }
        }
    }
}
