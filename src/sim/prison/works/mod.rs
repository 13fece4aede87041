//! Works: changes of tiles, each with what it comes from.
//!
//! - this file: the queue, and carrying it out
//! - [`breach`]: what tanks broke, until masons have mended it
//!
//! Nobody changes a tile himself: whoever wants one changed queues it here, be it an order, a tank or a
//! mason. The queue is emptied where orders are carried out, once a tick, and everything that hangs on the
//! map is worked out again after that. Works take no time and no men yet: a change that is queued is done
//! the next time the queue is looked at, unless something else was built there meanwhile.

pub mod breach;

use bevy_ecs::prelude::{Mut, Resource, World};
use serde::{Deserialize, Serialize};

use super::{Doors, Grid, Topology};
use crate::clock::Clock;
use crate::happening::{Happenings, What, WorksFact};
use crate::ids::{HappeningId, TileId};
use crate::level::Tile;
use crate::section::{Limits, Section};

pub use breach::Breach;

/// Who changes a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Builder {
    /// Whoever was ordered to. A door he hangs is left unlocked.
    Ordered,
    /// A tank: a lock that it breaks is none.
    Tank,
    /// A mason, who mends what a tank broke, and locks it.
    Mason,
}

/// A change of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where.
    pub at: TileId,
    /// What stands there. If something else does when its turn comes, it is left alone.
    pub from: Tile,
    /// What is to stand there.
    pub to: Tile,
    /// Who does it.
    pub by: Builder,
    /// What it comes from.
    pub cause: HappeningId,
}

/// What is to be built and torn down, and what tanks broke.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Works {
    /// Changes to be made, oldest first.
    queue: Vec<Change>,
    /// What tanks broke and nobody has mended yet, in the order in which it broke.
    breaches: Vec<Breach>,
}

impl Section for Works {
    const NAME: &'static str = "prison.works";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let tiles = limits.tiles as usize;
        let sound = self.queue.len() <= tiles
            && self.breaches.len() <= tiles
            && self
                .queue
                .iter()
                .all(|change| change.at.0 < limits.tiles && change.cause.0 <= limits.happenings)
            && self.breaches.iter().all(|breach| breach.is_sound(limits));
        if sound {
            Ok(())
        } else {
            Err("works are planned off the map".into())
        }
    }
}

impl Works {
    /// Asks for a change.
    pub(crate) fn ask(&mut self, change: Change) {
        self.queue.push(change);
    }
}

/// Makes the changes that are queued; returns those made, after which whatever hangs on the map has to be
/// worked out again.
pub(crate) fn carry_out(world: &mut World) -> Vec<Change> {
    if world.resource::<Works>().queue.is_empty() {
        return Vec::new();
    }
    let mut queue = std::mem::take(&mut world.resource_mut::<Works>().queue);
    queue.retain(|change| make(world, change));
    queue
}

/// Makes a change, unless something else stands there by now; tells whether it did.
fn make(world: &mut World, change: &Change) -> bool {
    let tick = world.resource::<Clock>().tick;
    let mut grid = world.resource_mut::<Grid>();
    if grid.tile(change.at) != change.from {
        return false;
    }
    grid.set(change.at, change.to);
    let what = What::Works(WorksFact::TileChanged {
        from: change.from,
        to: change.to,
    });
    let mut happenings = world.resource_mut::<Happenings>();
    happenings.record(tick, what, None, Some(change.at), change.cause);
    true
}

/// Once the map follows: what masons hung again is locked, a lock that a tank broke is none.
pub(crate) fn see_to_locks(world: &mut World, made: &[Change]) {
    world.resource_scope(|world, mut doors: Mut<Doors>| {
        let topology = world.resource::<Topology>();
        for change in made {
            if change.by != Builder::Ordered
                && let Some(portal) = topology.portal_of(change.at)
            {
                let has_lock = topology.portal(portal).has_lock();
                doors.set_locked(portal, has_lock);
            }
        }
    });
}
