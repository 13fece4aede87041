//! [`SearchBlock`]: officers search every cell along a gallery.

use bevy_ecs::prelude::World;

use super::super::{Custody, TaskKind, searches};
use super::{call_searches, check_officers};
use crate::ids::TileId;
use crate::order::kinds::SearchBlock;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for SearchBlock {
    const GIVERS: Givers = Givers::WardenAndOfficers;
    const HEADING: Heading = Heading::Searches;
    const SCENE: Option<&'static str> = Some("SearchBlock(at: Berth(\"kent\"))");
    const REFUSALS: &'static [Refusal] = &[Refusal::NoOfficers, Refusal::NoBlock];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        check_officers(world.resource::<Custody>())?;
        if searches::block_at(world, self.at).is_empty() {
            return Err(Refusal::NoBlock);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        let cells = searches::block_at(world, self.at).into_iter();
        call_searches(world, giver, cells.map(TaskKind::SearchCell).collect())
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { at }))
    }
}
