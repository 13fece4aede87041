//! Works: changes of tiles, each with what it comes from, and with the time and the men it takes.
//!
//! - this file: the queue, and carrying it out
//! - [`breach`]: what tanks broke, until masons have mended it
//! - [`labour`]: how many masons a change takes, and for how long
//!
//! Nobody changes a tile himself: whoever wants one changed queues it here, be it an order, a tank or a
//! mason. The queue is looked at where orders are carried out, once a tick, and everything that hangs on the
//! map is worked out again after that. What the author of a run orders, and what a tank breaks, is done at
//! once; what the warden orders, and what is to be mended, masons do, the oldest first, as many at a time
//! as there are men for. They wait for whoever stands in their way, and leave alone what has become
//! something else meanwhile.

pub mod breach;
pub mod labour;

use std::collections::BTreeSet;

use bevy_ecs::prelude::{Mut, Resource, World};
use serde::{Deserialize, Serialize};

use super::{Doors, Grid, Topology};
use crate::clock::{Clock, MINUTE};
use crate::due::{DueKind, DueQueue};
use crate::happening::{Happenings, What, WorksFact};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::Tile;
use crate::section::{Limits, Section};

pub use breach::Breach;
pub use labour::{Labour, MASONS};

/// How long masons wait for whoever stands in their way, ticks.
const WAIT: u64 = MINUTE;

/// Who changes a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Builder {
    /// The author of the run, who is no man of the prison: it stands there at once. A door that he hangs
    /// is left unlocked.
    Author,
    /// Masons, by order of the warden. A door that they hang is left unlocked.
    Ordered,
    /// A tank: a lock that it breaks is none.
    Tank,
    /// Masons, who mend what a tank broke, and lock it.
    Mason,
}

impl Builder {
    /// Whether it takes no time and no men.
    fn is_at_once(self) -> bool {
        match self {
            Self::Author | Self::Tank => true,
            Self::Ordered | Self::Mason => false,
        }
    }

    /// Whether a door is left as a lock would have it: locked, if it has one.
    fn sees_to_the_lock(self) -> bool {
        match self {
            Self::Tank | Self::Mason => true,
            Self::Author | Self::Ordered => false,
        }
    }
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

impl Change {
    /// What it takes.
    pub fn labour(&self) -> Labour {
        Labour::of(self.from, self.to)
    }
}

/// A change that is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Queued {
    change: Change,
    /// When it will be done; none until men are at it.
    done: Option<u64>,
}

/// What is to be built and torn down, and what tanks broke.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Works {
    /// Changes to be made, oldest first.
    queue: Vec<Queued>,
    /// What tanks broke and nobody has mended yet, in the order in which it broke.
    breaches: Vec<Breach>,
}

impl Section for Works {
    const NAME: &'static str = "prison.works";
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let tiles = limits.tiles as usize;
        let is_sound = |job: &Queued| {
            job.change.at.0 < limits.tiles
                && job.change.cause.0 <= limits.happenings
                && job.done.is_none_or(|done| limits.is_planned(done))
        };
        let sound = self.queue.len() <= 2 * tiles
            && self.breaches.len() <= tiles
            && self.busy() <= MASONS
            && self.queue.iter().all(is_sound)
            && self.breaches.iter().all(|breach| breach.is_sound(limits));
        if sound {
            Ok(())
        } else {
            Err("works are planned off the map, or by more men than there are".into())
        }
    }
}

impl Works {
    /// Asks for a change.
    pub(crate) fn ask(&mut self, change: Change) {
        self.queue.push(Queued { change, done: None });
    }

    /// What masons are to build, oldest first, and when it will be done if they are at it.
    pub fn planned(&self) -> impl Iterator<Item = (&Change, Option<u64>)> {
        let jobs = self.queue.iter().filter(|job| !job.change.by.is_at_once());
        jobs.map(|job| (&job.change, job.done))
    }

    /// What the warden has ordered to be built on a tile.
    pub fn ordered_at(&self, at: TileId) -> Option<Tile> {
        let mut planned = self.planned();
        let ordered = planned.find(|(change, _)| change.at == at && change.by == Builder::Ordered);
        ordered.map(|(change, _)| change.to)
    }

    /// What the warden has ordered to be built on a tile is not to be built.
    pub(super) fn call_off(&mut self, at: TileId) {
        self.queue
            .retain(|job| job.change.at != at || job.change.by != Builder::Ordered);
    }

    /// How many masons are at work.
    fn busy(&self) -> u32 {
        let at_work = self.queue.iter().filter(|job| job.done.is_some());
        at_work.map(|job| job.change.labour().men).sum()
    }

    /// Men go to the oldest jobs for which there are enough; returns when these will be done. One for
    /// which there are too few holds up the younger ones: else a large one would never be begun.
    fn begin(&mut self, tick: u64) -> Vec<u64> {
        let mut free = MASONS.saturating_sub(self.busy());
        let mut begun = Vec::new();
        let waiting = self.queue.iter_mut().filter(|job| job.done.is_none());
        for job in waiting.filter(|job| !job.change.by.is_at_once()) {
            let labour = job.change.labour();
            let Some(left) = free.checked_sub(labour.men) else {
                break;
            };
            free = left;
            let done = tick + labour.takes;
            job.done = Some(done);
            begun.push(done);
        }
        begun
    }

    /// Takes out what is to be made now.
    fn take_due(&mut self, tick: u64) -> Vec<Change> {
        let is_due =
            |job: &Queued| job.change.by.is_at_once() || job.done.is_some_and(|done| done <= tick);
        let due = self.queue.extract_if(.., |job| is_due(job));
        due.map(|job| job.change).collect()
    }
}

/// Makes the changes whose time has come, and sends men to the next; returns the changes made, after which
/// whatever hangs on the map has to be worked out again. Masons wait while somebody stands in their way.
pub(crate) fn carry_out(
    world: &mut World,
    stood_on: impl Fn(&World) -> BTreeSet<TileId>,
) -> Vec<Change> {
    if world.resource::<Works>().queue.is_empty() {
        return Vec::new();
    }
    let tick = world.resource::<Clock>().tick;
    let mut due = world.resource_mut::<Works>().take_due(tick);
    if due.iter().any(|change| !change.by.is_at_once()) {
        let stood_on = stood_on(world);
        due.retain(|change| {
            let waits = !change.by.is_at_once() && stood_on.contains(&change.at);
            if waits {
                let done = Some(tick + WAIT);
                let job = Queued {
                    change: *change,
                    done,
                };
                world.resource_mut::<Works>().queue.push(job);
                wake(world, tick + WAIT);
            }
            !waits
        });
    }
    due.retain(|change| make(world, change));
    for done in world.resource_mut::<Works>().begin(tick) {
        wake(world, done);
    }
    due
}

/// Nobody sleeps through the tick in which a job is done.
fn wake(world: &mut World, at: u64) {
    world
        .resource_mut::<DueQueue>()
        .push(at, DueKind::Work, PersonId(0), 0);
}

/// Makes a change, unless something else stands there by now; tells whether it did.
fn make(world: &mut World, change: &Change) -> bool {
    let tick = world.resource::<Clock>().tick;
    let mends = change.by == Builder::Mason;
    if mends {
        world.resource_mut::<Works>().forget(change.at);
    }
    let mut grid = world.resource_mut::<Grid>();
    if grid.tile(change.at) != change.from {
        return false;
    }
    grid.set(change.at, change.to);
    let mut happenings = world.resource_mut::<Happenings>();
    let mut cause = change.cause;
    if mends {
        let what = What::Works(WorksFact::BreachMended { build: change.to });
        cause = happenings.record(tick, what, None, Some(change.at), cause);
    }
    let what = What::Works(WorksFact::TileChanged {
        from: change.from,
        to: change.to,
    });
    happenings.record(tick, what, None, Some(change.at), cause);
    true
}

/// Once the map follows: what masons hung again is locked, a lock that a tank broke is none.
pub(crate) fn see_to_locks(world: &mut World, made: &[Change]) {
    world.resource_scope(|world, mut doors: Mut<Doors>| {
        let topology = world.resource::<Topology>();
        for change in made {
            if change.by.sees_to_the_lock()
                && let Some(portal) = topology.portal_of(change.at)
            {
                let has_lock = topology.portal(portal).has_lock();
                doors.set_locked(portal, has_lock);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Floor;

    fn job(at: u32, from: Tile, to: Tile, by: Builder) -> Change {
        let (at, cause) = (TileId(at), HappeningId::NONE);
        Change {
            at,
            from,
            to,
            by,
            cause,
        }
    }

    #[test]
    fn masons_do_the_oldest_first_as_many_at_a_time_as_there_are_men_for() {
        let floor = Tile::Floor(Floor::Gravel);
        let mut works = Works::default();
        for at in 0..3 {
            works.ask(job(at, floor, Tile::Wall, Builder::Ordered));
        }
        works.ask(job(3, floor, Tile::Fence, Builder::Ordered));
        let wall = Labour::of(floor, Tile::Wall);
        assert_eq!(
            works.begin(100),
            vec![100 + wall.takes; 2],
            "three men at each, of six"
        );
        assert_eq!(works.begin(101), vec![]);
        assert_eq!(works.take_due(100 + wall.takes - 1), vec![]);
        let done: Vec<u32> = works
            .take_due(100 + wall.takes)
            .iter()
            .map(|change| change.at.0)
            .collect();
        assert_eq!(done, [0, 1]);
        assert_eq!(
            works.begin(5000).len(),
            2,
            "the third wall, and the fence beside it"
        );
        assert_eq!(works.busy(), wall.men + Labour::of(floor, Tile::Fence).men);
    }

    #[test]
    fn tanks_and_the_author_need_no_men_and_an_order_can_be_called_off() {
        let floor = Tile::Floor(Floor::Gravel);
        let mut works = Works::default();
        works.ask(job(1, floor, Tile::Wall, Builder::Ordered));
        works.ask(job(2, Tile::OuterGate, Tile::Doorway, Builder::Tank));
        works.ask(job(3, floor, Tile::Wall, Builder::Author));
        assert_eq!(works.ordered_at(TileId(1)), Some(Tile::Wall));
        assert_eq!(works.ordered_at(TileId(3)), None, "it stands there at once");
        let at_once: Vec<u32> = works.take_due(0).iter().map(|change| change.at.0).collect();
        assert_eq!(at_once, [2, 3]);
        works.call_off(TileId(1));
        assert_eq!(works.planned().count(), 0);
    }

    #[test]
    fn masons_wait_for_whoever_stands_in_their_way() {
        let (grid, _) = crate::prison::grid::drawn(&["####", "#..#", "####"]);
        let at = grid.at(1, 1).expect("on the map");
        let before = grid.tile(at);
        let mut world = World::new();
        world.insert_resource(grid);
        world.insert_resource(Clock::new("1930-11-20T06:25:00".parse().expect("a date")));
        world.init_resource::<Happenings>();
        world.init_resource::<DueQueue>();
        world.init_resource::<Works>();
        let change = job(at.0, before, Tile::Fence, Builder::Ordered);
        world.resource_mut::<Works>().ask(change);
        let somebody = |_: &World| BTreeSet::from([at]);
        assert_eq!(carry_out(&mut world, somebody), []);
        let done = change.labour().takes;
        assert_eq!(world.resource::<DueQueue>().next_tick(), Some(done));
        world.resource_mut::<Clock>().tick = done;
        assert_eq!(carry_out(&mut world, somebody), [], "he stands there");
        world.resource_mut::<Clock>().tick = done + WAIT;
        assert_eq!(carry_out(&mut world, |_| BTreeSet::new()), [change]);
        assert_eq!(world.resource::<Grid>().tile(at), Tile::Fence);
    }
}
