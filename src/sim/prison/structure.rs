//! Structure: what can be built and torn down, and asking the works for it. Which doors have a lock.

use bevy_ecs::prelude::*;

use super::works::{Builder, Change};
use super::{Grid, Topology, Works};
use crate::clock::Clock;
use crate::happening::{Happenings, What, WorksFact};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::Tile;
use crate::refusal::Refusal;

/// Whether a door with a lock stands at a tile.
///
/// # Errors
/// Why not.
pub(crate) fn check_lock(topology: &Topology, at: TileId) -> Result<(), Refusal> {
    let portal = topology.portal_of(at).ok_or(Refusal::NoDoor)?;
    if topology.portal(portal).has_lock() {
        Ok(())
    } else {
        Err(Refusal::NoLock)
    }
}

/// Whether works can build something on a tile, as far as the map and what is ordered already say.
///
/// # Errors
/// Why not.
pub(crate) fn check_work(
    grid: &Grid,
    works: &Works,
    at: TileId,
    build: Tile,
) -> Result<(), Refusal> {
    if at.index() >= grid.len() {
        return Err(Refusal::OffTheMap);
    }
    let (x, y) = grid.x_y(at);
    if x == 0 || y == 0 || x + 1 == grid.width() || y + 1 == grid.height() {
        return Err(Refusal::EdgeOfTheMap);
    }
    let before = grid.tile(at);
    if !is_structure(before) {
        return Err(Refusal::FurnitureThere);
    }
    if !is_structure(build) {
        return Err(Refusal::NoWork);
    }
    match works.ordered_at(at) {
        Some(ordered) if ordered == build => Err(Refusal::OrderedAlready),
        // What stands there may be ordered in the place of what was to come.
        Some(_) => Ok(()),
        None if before == build => Err(Refusal::BuiltAlready),
        None => Ok(()),
    }
}

/// What works may build and tear down.
fn is_structure(tile: Tile) -> bool {
    matches!(tile, Tile::Floor(_)) || tile.is_barrier() || tile.door().is_some()
}

/// Queues what is to be built by order: the author's stands there at once, the warden's is for masons, in
/// the place of what he had ordered there before. If it stands there already, that is only called off.
pub(crate) fn plan(world: &mut World, at: TileId, to: Tile, giver: Option<PersonId>) {
    let from = world.resource::<Grid>().tile(at);
    let before = world.resource::<Works>().ordered_at(at);
    world.resource_mut::<Works>().call_off(at);
    let fact = match (before, giver) {
        (Some(build), _) if from == to => Some(WorksFact::WorkCalledOff { build }),
        (_, Some(_)) => Some(WorksFact::WorkOrdered { build: to }),
        (_, None) => None,
    };
    let tick = world.resource::<Clock>().tick;
    let mut happenings = world.resource_mut::<Happenings>();
    let cause = fact.map_or(HappeningId::NONE, |fact| {
        happenings.record(tick, What::Works(fact), giver, Some(at), HappeningId::NONE)
    });
    if from != to {
        let by = giver.map_or(Builder::Author, |_| Builder::Ordered);
        let change = Change {
            at,
            from,
            to,
            by,
            cause,
        };
        world.resource_mut::<Works>().ask(change);
    }
}
