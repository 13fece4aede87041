//! [`PlanWork`]: one tile of the structure is built or torn down. Masons do it for the warden, in the time it
//! takes; for the author of a run it stands there at once, where nobody stands.

use bevy_ecs::prelude::World;

use super::super::bodies::{Bodies, Mode};
use crate::ids::TileId;
use crate::level::Tile;
use crate::order::kinds::PlanWork;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::prison::{Grid, Topology, Works, structure};
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
        Refusal::OrderedAlready,
        Refusal::OutsideTheWall,
        Refusal::SomebodyThere,
    ];
    const CHANGES_MAP: bool = true;

    fn check(&self, world: &World, giver: Giver) -> Result<(), Refusal> {
        let (grid, works) = (world.resource::<Grid>(), world.resource::<Works>());
        structure::check_work(grid, works, self.at, self.build)?;
        if giver.person().is_some() && is_outside(world, self.at) {
            return Err(Refusal::OutsideTheWall);
        }
        // Masons wait until he is gone; what the author builds stands there at once.
        let mut bodies = world.resource::<Bodies>().iter();
        let mut is_occupied =
            || bodies.any(|(_, body)| body.mode != Mode::Gone && body.tile == self.at);
        if giver == Giver::Author && is_occupied() {
            return Err(Refusal::SomebodyThere);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        structure::plan(world, self.at, self.build, giver.person());
        Ok(())
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let (at, build) = (TileId::default(), Tile::Wall);
        Some(Offer::without(Missing::BuildAndTile, Self { at, build }))
    }
}

/// Whether a tile and all that lies beside it is ground outside the wall. The wall itself is not.
fn is_outside(world: &World, at: TileId) -> bool {
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let about = std::iter::once(at).chain(grid.beside(at));
    let mut rooms = about.filter_map(|tile| topology.room_of(tile)).peekable();
    rooms.peek().is_some() && rooms.all(|room| topology.room(room).used_as.is_outside())
}
