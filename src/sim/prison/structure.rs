//! Structure: what can be built and torn down, and asking the works for it. Which doors have a lock.

use bevy_ecs::prelude::*;

use super::works::{Builder, Change};
use super::{Grid, Topology, Works};
use crate::ids::{HappeningId, TileId};
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

/// Whether works can build something on a tile, as far as the map says.
///
/// # Errors
/// Why not.
pub(crate) fn check_work(grid: &Grid, at: TileId, build: Tile) -> Result<(), Refusal> {
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
    if before == build {
        return Err(Refusal::BuiltAlready);
    }
    Ok(())
}

/// What works may build and tear down.
fn is_structure(tile: Tile) -> bool {
    matches!(tile, Tile::Floor(_)) || tile.is_barrier() || tile.door().is_some()
}

/// Queues what is to be built by order. The caller has made sure that nobody stands there.
pub(crate) fn plan(world: &mut World, at: TileId, to: Tile) {
    let change = Change {
        at,
        from: world.resource::<Grid>().tile(at),
        to,
        by: Builder::Ordered,
        cause: HappeningId::NONE,
    };
    world.resource_mut::<Works>().ask(change);
}
