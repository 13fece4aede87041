//! What an order to the building asks of movement: that nobody stands there.

use bevy_ecs::prelude::*;

use super::bodies::{Bodies, Mode};
use crate::ids::TileId;
use crate::order::Refusal;

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
