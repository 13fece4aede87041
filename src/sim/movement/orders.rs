//! What orders to the building ask of movement: that nobody stands there; and keys turned by the hand
//! of whoever has them.

use bevy_ecs::prelude::*;

use super::bodies::{Bodies, Mode};
use crate::clock::Clock;
use crate::happening::{DoorFact, Happenings, What};
use crate::ids::{HappeningId, PersonId, PortalId, TileId};
use crate::order::{Giver, Refusal};
use crate::prison::{Doors, Grid, Topology};

/// As far as a hand with a key reaches, mm.
const REACH: u32 = 1_500;

/// Whether nobody is on a tile.
pub fn check_clear(world: &World, at: TileId) -> Result<(), Refusal> {
    let occupied = world
        .resource::<Bodies>()
        .iter()
        .any(|(_, body)| body.mode != Mode::Gone && body.tile == at);
    if occupied {
        Err(Refusal::because("somebody stands there"))
    } else {
        Ok(())
    }
}

/// Whether somebody has the key of a door, and it is within reach of his hand.
///
/// # Errors
/// Why not.
pub fn check_hand(world: &World, giver: Giver, at: TileId) -> Result<(), Refusal> {
    let Giver::Person(person) = giver else {
        return Ok(());
    };
    let bodies = world.resource::<Bodies>();
    let body = bodies.body(person);
    if body.mode == Mode::Gone {
        return Err(Refusal::because("there is no such person"));
    }
    if !bodies.journey(person).has_keys {
        return Err(Refusal::because("he has no keys"));
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
        Err(Refusal::because("that door is not within a hand's reach"))
    }
}

/// Somebody locks or unlocks a door himself, at once.
pub(crate) fn turn_key(
    world: &mut World,
    who: PersonId,
    at: TileId,
    lock: bool,
) -> Result<(), String> {
    let portal: PortalId = world
        .resource::<Topology>()
        .portal_of(at)
        .ok_or("there is no door there any more")?;
    let turned = world.resource_mut::<Doors>().set_locked(portal, lock);
    if !turned {
        return Err(if lock {
            "the door is locked already".into()
        } else {
            "the door is open already".into()
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
