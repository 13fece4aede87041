//! Orders to the building: locks and works.

use bevy_ecs::prelude::*;

use super::works::{Builder, Change};
use super::{Grid, Topology, Works};
use crate::ids::{HappeningId, TileId};
use crate::level::Tile;
use crate::order::{Order, Refusal};

/// Whether an order to the building can be carried out, as far as the map tells.
pub fn check(world: &World, order: &Order) -> Result<(), Refusal> {
    let grid = world.resource::<Grid>();
    let topology = world.resource::<Topology>();
    match order {
        Order::LockDoor { at } | Order::UnlockDoor { at } => {
            let portal = topology
                .portal_of(*at)
                .ok_or_else(|| Refusal::because("there is no door there"))?;
            if topology.portal(portal).has_lock() {
                Ok(())
            } else {
                Err(Refusal::because("a doorway has no lock"))
            }
        }
        Order::PlanWork { at, build } => check_work(grid, *at, *build),
        _ => Ok(()),
    }
}

fn check_work(grid: &Grid, at: TileId, build: Tile) -> Result<(), Refusal> {
    if at.index() >= grid.len() {
        return Err(Refusal::because("that is off the map"));
    }
    let (x, y) = grid.x_y(at);
    if x == 0 || y == 0 || x + 1 == grid.width() || y + 1 == grid.height() {
        return Err(Refusal::because("the edge of the map stays as it is"));
    }
    let before = grid.tile(at);
    if !is_structure(before) {
        return Err(Refusal::because(
            "furniture stands there; works change floors, walls and doors only",
        ));
    }
    if !is_structure(build) {
        return Err(Refusal::because(
            "works build floors, walls, fences, bars and doors only",
        ));
    }
    if before == build {
        return Err(Refusal::because("that stands there already"));
    }
    Ok(())
}

/// What works may build and tear down.
fn is_structure(tile: Tile) -> bool {
    matches!(tile, Tile::Floor(_)) || tile.is_barrier() || tile.door().is_some()
}

/// Queues what is to be built. The caller has made sure that nobody stands there.
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
