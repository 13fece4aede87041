//! Orders to persons: taking and leaving seats, walking somewhere.

use bevy_ecs::prelude::*;

use super::{Activity, Bid, Conduct, Deed, Source};
use crate::clock::Clock;
use crate::happening::{Happenings, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Order, Refusal};
use crate::prison::Topology;

/// Whether an order to a person may be given.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    let conduct = world.resource::<Conduct>();
    let bodies = world.resource::<Bodies>();
    let (Order::TakeSeat { person } | Order::LeaveSeat { person } | Order::WalkTo { person, .. }) =
        order
    else {
        return Ok(());
    };
    if person.index() >= bodies.len() || bodies.body(*person).mode == Mode::Gone {
        return Err(Refusal::because("there is no such person"));
    }
    if let Giver::Person(other) = giver
        && other != *person
    {
        return Err(Refusal::because("one decides for oneself only"));
    }
    match order {
        Order::TakeSeat { .. } if conduct.is_seated(*person) => {
            Err(Refusal::because("the seat is taken"))
        }
        Order::LeaveSeat { .. } | Order::WalkTo { .. } if !conduct.is_seated(*person) => {
            Err(Refusal::because("take the seat first"))
        }
        Order::WalkTo { at, .. } => {
            if world.resource::<Topology>().reach(*at).is_none() {
                Err(Refusal::because("nobody can stand there"))
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

/// Carries it out.
pub(crate) fn apply(world: &mut World, order: &Order) -> Result<(), String> {
    let tick = world.resource::<Clock>().tick;
    let record = |world: &mut World, what, person: PersonId, at| {
        world
            .resource_mut::<Happenings>()
            .record(tick, what, Some(person), at, HappeningId::NONE)
    };
    match order {
        Order::TakeSeat { person } => {
            let cause = record(world, What::SeatTaken, *person, None);
            let here = world.resource::<Bodies>().body(*person).tile;
            let mut conduct = world.resource_mut::<Conduct>();
            conduct.take_seat(*person);
            seat_bid(&mut conduct, *person, here, cause);
        }
        Order::LeaveSeat { person } => {
            record(world, What::SeatLeft, *person, None);
            world.resource_mut::<Conduct>().leave_seat(*person);
        }
        Order::WalkTo { person, at } => {
            let cause = record(world, What::WalkOrdered, *person, Some(*at));
            let mut conduct = world.resource_mut::<Conduct>();
            seat_bid(&mut conduct, *person, *at, cause);
        }
        _ => {}
    }
    Ok(())
}

fn seat_bid(conduct: &mut Conduct, person: PersonId, at: TileId, cause: HappeningId) {
    conduct.bid(
        person,
        Source::Seat,
        Bid {
            activity: Activity::new(Deed::Stand, at),
            urgency: u16::MAX,
            cause,
        },
    );
}
