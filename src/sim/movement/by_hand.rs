//! Keys that are turned by the hand of whoever has them.

use bevy_ecs::prelude::*;

use super::bodies::{Bodies, Mode};
use crate::clock::Clock;
use crate::happening::{DoorFact, Happenings, What};
use crate::ids::{HappeningId, PersonId, PortalId, TileId};
use crate::prison::{Doors, Grid, Topology};
use crate::refusal::Refusal;

/// As far as a hand with a key reaches, mm.
const REACH: u32 = 1_500;

/// Whether somebody has the key of a door, and it is within reach of his hand.
///
/// # Errors
/// Why not.
pub(crate) fn check(world: &World, person: PersonId, at: TileId) -> Result<(), Refusal> {
    let bodies = world.resource::<Bodies>();
    let body = bodies.body(person);
    if body.mode == Mode::Gone {
        return Err(Refusal::NoSuchPerson);
    }
    if !bodies.journey(person).has_keys {
        return Err(Refusal::NoKeys);
    }
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let near = topology.portal_of(at).is_some_and(|portal| {
        let tiles = &topology.portal(portal).tiles;
        tiles
            .iter()
            .any(|tile| grid.distance(body.tile, *tile) <= REACH)
    });
    if near {
        Ok(())
    } else {
        Err(Refusal::DoorOutOfReach)
    }
}

/// Somebody locks or unlocks a door himself, at once.
///
/// # Errors
/// That it is so already.
pub(crate) fn turn_key(
    world: &mut World,
    who: PersonId,
    at: TileId,
    lock: bool,
) -> Result<(), Refusal> {
    let portal: PortalId = world
        .resource::<Topology>()
        .portal_of(at)
        .ok_or(Refusal::NoDoor)?;
    let turned = world.resource_mut::<Doors>().set_locked(portal, lock);
    if !turned {
        return Err(if lock {
            Refusal::DoorLocked
        } else {
            Refusal::DoorUnlocked
        });
    }
    let key = world.resource::<Topology>().portal(portal).key();
    let tick = world.resource::<Clock>().tick;
    let what = if lock {
        What::Door(DoorFact::DoorLocked)
    } else {
        What::Door(DoorFact::DoorUnlocked)
    };
    let mut happenings = world.resource_mut::<Happenings>();
    happenings.record(tick, what, Some(who), Some(key), HappeningId::NONE);
    Ok(())
}
