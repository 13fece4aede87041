//! Seats: taking and leaving one, leading the person in it somewhere, letting bell and duty lead him.
//!
//! A seat that is taken holds its person where he is, until it leads him somewhere or lets bell and duty
//! lead; then it is still taken.

use bevy_ecs::prelude::*;

use super::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::clock::Clock;
use crate::happening::{Happenings, SeatFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::prison::{Grid, Topology};
use crate::refusal::Refusal;

/// Whether somebody is in the prison.
///
/// # Errors
/// That there is no such person.
pub(crate) fn check_here(world: &World, person: PersonId) -> Result<(), Refusal> {
    let bodies = world.resource::<Bodies>();
    if person.index() >= bodies.len() || bodies.body(person).mode == Mode::Gone {
        return Err(Refusal::NoSuchPerson);
    }
    Ok(())
}

/// Whether somebody is in the prison whose seat is taken.
///
/// # Errors
/// Why not.
pub(crate) fn check_seated(world: &World, person: PersonId) -> Result<(), Refusal> {
    check_here(world, person)?;
    if world.resource::<Conduct>().is_seated(person) {
        Ok(())
    } else {
        Err(Refusal::SeatNotTaken)
    }
}

fn record(world: &mut World, what: What, person: PersonId, at: Option<TileId>) -> HappeningId {
    let tick = world.resource::<Clock>().tick;
    world
        .resource_mut::<Happenings>()
        .record(tick, what, Some(person), at, HappeningId::NONE)
}

/// Takes somebody's seat.
pub(crate) fn take(world: &mut World, person: PersonId) {
    let cause = record(world, What::Seat(SeatFact::SeatTaken), person, None);
    let here = where_he_can_stand(world, person);
    let mut conduct = world.resource_mut::<Conduct>();
    conduct.take_seat(person);
    // Who is kept stays where he is kept, whoever decides for him.
    if !conduct.is_kept(person) && !conduct.is_helpless(person) {
        bid(&mut conduct, person, here, cause);
    }
}

/// Leaves somebody's seat.
pub(crate) fn leave(world: &mut World, person: PersonId) {
    record(world, What::Seat(SeatFact::SeatLeft), person, None);
    world.resource_mut::<Conduct>().leave_seat(person);
}

/// Lets bell and duty lead somebody whose seat is taken.
pub(crate) fn follow_timetable(world: &mut World, person: PersonId) {
    record(world, What::Seat(SeatFact::TimetableFollowed), person, None);
    world
        .resource_mut::<Conduct>()
        .withdraw(person, Source::Seat);
}

/// Leads somebody whose seat is taken to a tile.
///
/// # Errors
/// That nobody can stand there.
pub(crate) fn walk(world: &mut World, person: PersonId, at: TileId) -> Result<(), Refusal> {
    let at = where_to_stand(world, person, at).ok_or(Refusal::NowhereToStand)?;
    // A walk is one happening, however often its goal changes before he stands.
    let conduct = world.resource::<Conduct>();
    let doing = conduct.doing(person);
    let before = conduct
        .bid_of(person, Source::Seat)
        .filter(|bid| bid.activity == doing.activity && !doing.there)
        .map(|bid| bid.cause);
    let cause = match before {
        Some(cause) => cause,
        None => record(world, What::Seat(SeatFact::WalkOrdered), person, Some(at)),
    };
    let mut conduct = world.resource_mut::<Conduct>();
    bid(&mut conduct, person, at, cause);
    Ok(())
}

/// Where somebody who is sent to a tile comes to stand: there, or before the door that it is, on the side
/// that is nearer to him.
pub(crate) fn where_to_stand(world: &World, person: PersonId, at: TileId) -> Option<TileId> {
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

fn bid(conduct: &mut Conduct, person: PersonId, at: TileId, cause: HappeningId) {
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
