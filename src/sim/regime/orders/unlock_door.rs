//! [`UnlockDoor`]: by an officer who keeps the key, or by an inmate who has it.

use bevy_ecs::prelude::World;

use super::{LOCK_REFUSALS, check_lock, turn_lock};
use crate::ids::TileId;
use crate::order::kinds::UnlockDoor;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for UnlockDoor {
    const GIVERS: Givers = Givers::WardenOrKey;
    const HEADING: Heading = Heading::Doors;
    const SCENE: Option<&'static str> = Some("UnlockDoor(at: Door(\"Chapel\"))");
    const REFUSALS: &'static [Refusal] = LOCK_REFUSALS;

    fn check(&self, world: &World, giver: Giver) -> Result<(), Refusal> {
        check_lock(world, giver, self.at)
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        turn_lock(world, giver, self.at, false)
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { at }))
    }
}
