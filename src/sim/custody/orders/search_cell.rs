//! [`SearchCell`]: an officer searches a cell, and the men in it.

use bevy_ecs::prelude::World;

use super::super::{Custody, TaskKind, searches};
use super::{call_searches, check_officers, is_called};
use crate::ids::TileId;
use crate::order::kinds::SearchCell;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for SearchCell {
    const GIVERS: Givers = Givers::WardenAndOfficers;
    const HEADING: Heading = Heading::Searches;
    const SCENE: Option<&'static str> = Some("SearchCell(at: \"B-114\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoOfficers,
        Refusal::NoCell,
        Refusal::CellSearchedAlready,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let custody = world.resource::<Custody>();
        check_officers(custody)?;
        let door = searches::cell_at(world, self.at).ok_or(Refusal::NoCell)?;
        if is_called(custody, |kind| kind == TaskKind::SearchCell(door)) {
            return Err(Refusal::CellSearchedAlready);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        let cell = searches::cell_at(world, self.at).map(TaskKind::SearchCell);
        call_searches(world, giver, cell.into_iter().collect())
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { at }))
    }
}
