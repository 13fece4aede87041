//! Orders to persons: taking and leaving seats, walking somewhere, following the timetable.
//!
//! A seat that is taken holds its person where he is, until it leads him somewhere
//! (`WalkTo`) or lets bell and duty lead (`FollowTimetable`); then it is still taken.

use bevy_ecs::prelude::*;

use super::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::clock::Clock;
use crate::happening::{Happenings, SeatFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Order, Refusal};
use crate::prison::{Grid, Topology};

/// Whether an order to a person may be given.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    let conduct = world.resource::<Conduct>();
    let bodies = world.resource::<Bodies>();
    let (Order::TakeSeat { person }
    | Order::LeaveSeat { person }
    | Order::FollowTimetable { person }
    | Order::WalkTo { person, .. }) = order
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
    let is_seated = conduct.is_seated(*person);
    match order {
        Order::TakeSeat { .. } if is_seated => Err(Refusal::because("the seat is taken")),
        Order::TakeSeat { .. } => Ok(()),
        _ if !is_seated => Err(Refusal::because("take the seat first")),
        Order::FollowTimetable { .. } if !conduct.is_led(*person) => {
            Err(Refusal::because("he follows the timetable already"))
        }
        Order::WalkTo { .. } if conduct.is_kept(*person) => {
            Err(Refusal::because("he is in the officers' hands"))
        }
        Order::WalkTo { .. } | Order::FollowTimetable { .. } if conduct.is_helpless(*person) => {
            Err(Refusal::because(
                "he can go nowhere: he is held, wounded or dead",
            ))
        }
        Order::WalkTo { at, .. } => {
            let Some(at) = where_to_stand(world, *person, *at) else {
                return Err(Refusal::because("nobody can stand there"));
            };
            // Said again and again by whoever walks him by keys: it need not be written down.
            match conduct.bid_of(*person, Source::Seat) {
                Some(bid) if bid.activity.at == at => {
                    Err(Refusal::because("he is there, or on his way there"))
                }
                _ => Ok(()),
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
            let cause = record(world, What::Seat(SeatFact::SeatTaken), *person, None);
            let here = where_he_can_stand(world, *person);
            let mut conduct = world.resource_mut::<Conduct>();
            conduct.take_seat(*person);
            // Who is kept stays where he is kept, whoever decides for him.
            if !conduct.is_kept(*person) && !conduct.is_helpless(*person) {
                seat_bid(&mut conduct, *person, here, cause);
            }
        }
        Order::LeaveSeat { person } => {
            record(world, What::Seat(SeatFact::SeatLeft), *person, None);
            world.resource_mut::<Conduct>().leave_seat(*person);
        }
        Order::FollowTimetable { person } => {
            record(
                world,
                What::Seat(SeatFact::TimetableFollowed),
                *person,
                None,
            );
            world
                .resource_mut::<Conduct>()
                .withdraw(*person, Source::Seat);
        }
        Order::WalkTo { person, at } => {
            let at =
                where_to_stand(world, *person, *at).ok_or("nobody can stand there any more")?;
            // A walk is one happening, however often its goal changes before he stands.
            let conduct = world.resource::<Conduct>();
            let doing = conduct.doing(*person);
            let before = conduct
                .bid_of(*person, Source::Seat)
                .filter(|bid| bid.activity == doing.activity && !doing.there)
                .map(|bid| bid.cause);
            let cause = match before {
                Some(cause) => cause,
                None => record(world, What::Seat(SeatFact::WalkOrdered), *person, Some(at)),
            };
            let mut conduct = world.resource_mut::<Conduct>();
            seat_bid(&mut conduct, *person, at, cause);
        }
        _ => {}
    }
    Ok(())
}

/// Where somebody who is sent to a tile comes to stand: there, or before the door that it is, on the side
/// that is nearer to him.
fn where_to_stand(world: &World, person: PersonId, at: TileId) -> Option<TileId> {
    let topology = world.resource::<Topology>();
    if topology.reach(at).is_some() {
        return Some(at);
    }
    let grid = world.resource::<Grid>();
    let here = world.resource::<Bodies>().body(person).tile;
    let door = topology.portal(topology.portal_of(at)?);
    let sides = door.approach.iter().flatten().copied();
    sides.min_by_key(|tile| (grid.distance(here, *tile), *tile))
}

/// Where somebody stays when his seat is taken: the tile he is on, but for one in a doorway, who
/// steps out of it the way he faces.
fn where_he_can_stand(world: &World, person: PersonId) -> TileId {
    let body = world.resource::<Bodies>().body(person);
    let topology = world.resource::<Topology>();
    let Some(portal) = topology.portal_of(body.tile) else {
        return body.tile;
    };
    let portal = topology.portal(portal);
    let Some(place) = portal.tiles.iter().position(|tile| *tile == body.tile) else {
        return body.tile;
    };
    let grid = world.resource::<Grid>();
    let (fx, fy) = body.facing().unwrap_or_default();
    let ahead = |tile: &&TileId| {
        let (x, y) = grid.centre(**tile);
        fx * (x - body.x) as f32 + fy * (y - body.y) as f32
    };
    portal
        .approach
        .iter()
        .filter_map(|side| side.get(place))
        .max_by(|a, b| ahead(a).total_cmp(&ahead(b)))
        .copied()
        .unwrap_or(body.tile)
}

fn seat_bid(conduct: &mut Conduct, person: PersonId, at: TileId, cause: HappeningId) {
    conduct.bid(
        person,
        Source::Seat,
        Bid {
            activity: Activity::new(Deed::Stand, at),
            urgency: Urgency::Seat,
            cause,
        },
    );
}
