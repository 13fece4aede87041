//! The prison as state: tiles, rooms, doors, places, sight.
//!
//! Architecture invariant: only the tiles that differ from the level and the
//! locks are state; rooms, portals, places and lines of sight are worked out
//! from them again whenever the map changes ([`Topology`]).
//!
//! - [`grid`]: the tiles
//! - [`topology`]: rooms, portals and places found in them
//! - `clearings`: which rectangles of tiles are all floor of one room
//! - [`doors`]: locks, and how many men a door passes
//! - [`fire`]: rooms that burn
//! - [`sight`]: who can see where
//! - `spots`: some tile of a room, by chance
//! - [`squares`]: squares of rooms, by which people are counted
//! - [`structure`]: what can be built and torn down, and asking the works for it
//! - [`works`]: changes of tiles, each with what it comes from
//! - [`check`]: findings on a level before anybody lives in it

pub mod check;
mod clearings;
pub mod doors;
pub mod fire;
pub mod grid;
pub mod light;
pub mod sight;
mod spots;
pub mod squares;
pub mod structure;
pub mod tiers;
pub mod topology;
pub mod works;

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::schedule::Rebuild;
use crate::section::RegisterSection;

pub use doors::Doors;
pub use fire::Fires;
pub use grid::Grid;
pub use sight::Sight;
pub(crate) use spots::some_spot;
pub use squares::Squares;
pub use tiers::Tiers;
pub use topology::{Place, Portal, Room, Topology};
pub use works::Works;

/// Links of [`Rebuild`]: the map is known before anything is placed on it.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RebuildMap;

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Grid>();
    app.register_section::<Doors>();
    app.register_section::<Fires>();
    app.register_section::<Works>();
    app.init_resource::<Works>();
    app.init_resource::<Topology>();
    app.init_resource::<Tiers>();
    app.add_systems(Rebuild, rebuild_map.in_set(RebuildMap));
}

/// Works out the topology again, with everything of this room that hangs on it.
pub(crate) fn rebuild_map(
    grid: Res<Grid>,
    mut topology: ResMut<Topology>,
    mut tiers: ResMut<Tiers>,
    mut doors: ResMut<Doors>,
) {
    *topology = Topology::of(&grid);
    if tiers.is_empty() {
        *tiers = Tiers::of(&grid, &topology);
    }
    doors.follow(&topology);
}
