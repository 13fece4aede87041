//! [`PlanWork`]: one tile of the structure is built or torn down, where nobody stands.

use bevy_ecs::prelude::World;

use super::super::bodies::{Bodies, Mode};
use crate::ids::TileId;
use crate::level::Tile;
use crate::order::kinds::PlanWork;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::prison::{Grid, structure};
use crate::refusal::Refusal;

impl OrderKind for PlanWork {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::Works;
    const SCENE: Option<&'static str> = None;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::OffTheMap,
        Refusal::EdgeOfTheMap,
        Refusal::FurnitureThere,
        Refusal::NoWork,
        Refusal::BuiltAlready,
        Refusal::SomebodyThere,
    ];
    const CHANGES_MAP: bool = true;

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        structure::check_work(world.resource::<Grid>(), self.at, self.build)?;
        let occupied = world
            .resource::<Bodies>()
            .iter()
            .any(|(_, body)| body.mode != Mode::Gone && body.tile == self.at);
        if occupied {
            return Err(Refusal::SomebodyThere);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        structure::plan(world, self.at, self.build);
        Ok(())
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let (at, build) = (TileId::default(), Tile::Wall);
        Some(Offer::without(Missing::BuildAndTile, Self { at, build }))
    }
}
