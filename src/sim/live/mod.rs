//! The running prison: built from a level and a seed, lived tick by tick, told by orders.
//!
//! - this file: building, living, looking
//! - `start`: everybody and everything to where it is at the first tick
//! - [`orders`]: whether an order may be given, carrying it out, and what a seat is offered
//! - `amend`: amending the level that is lived in
//! - `screenplay`: giving the orders of a screenplay
//! - `promises`: what the warden granted to rioters comes into the rules

mod amend;
#[cfg(test)]
mod crisis_tests;
pub mod orders;
mod promises;
#[cfg(test)]
mod riot_tests;
mod screenplay;
mod start;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;
use std::sync::Arc;

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::clock::{Clock, HOUR};
use crate::due::DueQueue;
use crate::level::Level;
use crate::movement::{Bodies, Density, Files, Mode, Queues};
use crate::order::{Given, Giver, Order, OrderQueue};
use crate::people::Roster;
use crate::prison::{Grid, Tiers, Topology};
use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::schedule::{Rebuild, SimSystems, SimTick};
use crate::section::{Digest, Limits};
use crate::story::{Playing, Screenplay};
use crate::{
    arena, clock, conduct, contraband, custody, harm, justice, movement, needs, outside, people,
    prison, regime, riot, rules, schedule, story, unrest,
};

pub use amend::difference;
pub use orders::{check, offers};

/// A prison that lives. It is `Send` and `Sync`, so that a window can keep it as a resource of its
/// own world and a batch can live several at once.
#[derive(Resource)]
pub struct Prison {
    world: World,
    /// One tick. It is kept beside the world: the world would take it out and put it back each time.
    tick: Schedule,
    /// A digest for each whole prison hour passed, and for the ticks of `finer`, with its tick.
    digests: Vec<(u64, Digest)>,
    /// When more digests than those are taken.
    finer: Option<Finer>,
}

/// Ticks after which a digest is taken, beside the whole hours: to find where two runs part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finer {
    /// Every this many ticks, from tick 0; at least 1.
    pub every: u64,
    /// From and up to which ticks.
    pub within: RangeInclusive<u64>,
}

impl Finer {
    /// How many digests it asks for in a run that ends at a tick.
    pub fn count(&self, end: u64) -> u64 {
        let (from, to) = (*self.within.start(), *self.within.end().min(&end));
        (to + 1)
            .div_ceil(self.every)
            .saturating_sub(from.div_ceil(self.every))
    }

    /// The first such tick after a tick.
    fn after(&self, tick: u64) -> Option<u64> {
        let next = (tick + 1)
            .max(*self.within.start())
            .next_multiple_of(self.every);
        self.within.contains(&next).then_some(next)
    }
}

impl Prison {
    /// Builds the prison of a level and puts everybody where he is at its first tick.
    pub fn new(level: Arc<Level>, seed: u64) -> Self {
        let mut app = App::empty();
        schedule::plugin(&mut app);
        start::leaves(&mut app);
        prison::plugin(&mut app);
        people::plugin(&mut app);
        movement::plugin(&mut app);
        conduct::plugin(&mut app);
        regime::plugin(&mut app);
        needs::plugin(&mut app);
        contraband::plugin(&mut app);
        harm::plugin(&mut app);
        custody::plugin(&mut app);
        unrest::plugin(&mut app);
        riot::plugin(&mut app);
        justice::plugin(&mut app);
        story::plugin(&mut app);
        outside::plugin(&mut app);
        arena::plugin(&mut app);
        app.add_systems(Rebuild, rules::follow_amendments);
        app.add_systems(
            SimTick,
            (screenplay::speak, orders::carry_out)
                .chain()
                .in_set(SimSystems::Orders),
        );
        // The app has only put the schedules together; what lives on is its world.
        let mut world = std::mem::take(app.world_mut());
        start::settle_in(&mut world, &level, seed);
        let tick = world.resource_mut::<Schedules>().remove(SimTick);
        Self {
            world,
            tick: tick.expect("the schedule of a tick was put together above"),
            digests: Vec::new(),
            finer: None,
        }
    }

    /// The state, to read.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The state, to write: for what loads it, and for tests of the rooms that plant faults.
    pub(crate) fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// The tick that comes next.
    pub fn now(&self) -> u64 {
        self.world().resource::<Clock>().tick
    }

    /// Lives one tick.
    pub fn tick(&mut self) {
        self.tick.run(&mut self.world);
        self.keep_digest();
    }

    /// Keeps the digest of this moment, if it is one of which a digest is kept.
    fn keep_digest(&mut self) {
        let now = self.now();
        let is_fine = |finer: &Finer| finer.after(now - 1) == Some(now);
        if now.is_multiple_of(HOUR) || self.finer.as_ref().is_some_and(is_fine) {
            let digest = self.digest();
            self.digests.push((now, digest));
        }
    }

    /// Takes digests also at these ticks, or at whole hours only.
    pub fn take_digests(&mut self, finer: Option<Finer>) {
        self.finer = finer;
    }

    /// Lives until a tick, jumping over ticks in which nothing is due and nobody moves.
    pub fn run_until(&mut self, until: u64) {
        while self.now() < until {
            let now = self.now();
            if let Some(next) = self.next_busy_tick()
                && next > now
            {
                // The watch for stuck men looks at each whole minute, the digest at each hour.
                let minute = now.next_multiple_of(clock::MINUTE);
                let finer = self.finer.as_ref().and_then(|finer| finer.after(now));
                let to = next.min(until).min(minute).min(finer.unwrap_or(u64::MAX));
                if to > now {
                    self.world.resource_mut::<Clock>().tick = to;
                    self.keep_digest();
                    continue;
                }
            }
            self.tick();
        }
    }

    /// The next tick in which something is due, if nothing moves before it.
    fn next_busy_tick(&self) -> Option<u64> {
        let world = self.world();
        let now = self.now();
        if schedule::is_awake(world) || now.is_multiple_of(clock::MINUTE) {
            return None;
        }
        Some(world.resource::<DueQueue>().next_tick().unwrap_or(u64::MAX))
    }

    /// Gives an order, to be carried out in the next tick, or says why not.
    pub fn order(&mut self, giver: Giver, order: Order) -> Result<(), Refusal> {
        self.world().resource::<OrderQueue>().check_room(&order)?;
        check(self.world(), giver, &order)?;
        let tick = self.now();
        self.order_at(Given {
            tick,
            giver,
            order,
            line: None,
        });
        Ok(())
    }

    /// Lives until a tick, giving orders as their ticks come. Orders that are still to come are not
    /// state: they belong to whoever gives them. Returns those not given yet.
    pub fn run_with<'a>(&mut self, mut orders: &'a [Given], until: u64) -> &'a [Given] {
        while let Some((first, rest)) = orders.split_first()
            && first.tick < until
        {
            self.run_until(first.tick);
            self.order_at(first.clone());
            orders = rest;
        }
        self.run_until(until);
        orders
    }

    /// Plays a screenplay from now on. It gives orders as a seat does; how far its lines have come is
    /// state, and what they say is not.
    pub fn play(&mut self, screenplay: Arc<Screenplay>) {
        self.world.insert_resource(Playing::new(screenplay));
    }

    /// Those of a run's orders that this prison has not been given: all of a prison that begins; those
    /// after the save of one that was loaded.
    ///
    /// # Errors
    /// In words: it was given other orders, so it is not of the same run.
    pub fn still_to_come<'a>(&self, orders: &'a [Given]) -> Result<&'a [Given], String> {
        let queue = self.world.resource::<OrderQueue>();
        let had = queue.given.len() + queue.waiting.len();
        let same = orders
            .iter()
            .zip(queue.given.iter().chain(&queue.waiting))
            .all(|(one, other)| one == other);
        // What was ordered before now was ordered of this prison as well.
        let is_later = |rest: &[Given]| rest.first().is_none_or(|next| next.tick >= self.now());
        match orders.get(had..) {
            Some(rest) if same && is_later(rest) => Ok(rest),
            _ => Err("it is a save of another run: other orders were given in it".into()),
        }
    }

    /// Puts an order in the queue; it is checked when its tick comes.
    pub fn order_at(&mut self, given: Given) {
        self.world.resource_mut::<OrderQueue>().wait(given);
    }

    /// Hash of the whole state.
    pub fn digest(&self) -> Digest {
        Digest::of(self.world())
    }

    /// A digest for each whole prison hour lived since the start or the load, and for the ticks that
    /// [`Prison::take_digests`] asked for, with its tick.
    pub fn digests(&self) -> &[(u64, Digest)] {
        &self.digests
    }

    /// What a loaded section may refer to.
    pub(crate) fn limits(&self, tick: u64, happenings: u32) -> Limits {
        let world = self.world();
        let grid = world.resource::<Grid>();
        let rules = world.resource::<Rules>();
        Limits {
            tiles: grid.len() as u32,
            width_mm: grid.width() as i32 * 1000,
            height_mm: grid.height() as i32 * 1000,
            persons: world.resource::<Bodies>().len() as u32,
            inmates: world.resource::<Roster>().inmates(),
            tiers: world.resource::<Tiers>().len() as u32,
            jobs: rules.jobs.len() as u32,
            tick,
            happenings,
            doors: world
                .resource::<Topology>()
                .portals()
                .iter()
                .map(|portal| portal.key())
                .collect(),
        }
    }

    /// Whether the sections of a save agree with one another, where one cannot be checked without
    /// the other; in words if not.
    pub(crate) fn agrees(&self) -> Result<(), String> {
        let world = self.world();
        let bodies = world.resource::<Bodies>();
        world
            .resource::<rules::Amended>()
            .agree(world.resource::<Rules>())?;
        world.resource::<Queues>().agree(bodies)?;
        world.resource::<Files>().agree(bodies)
    }

    /// Works every cache out again from the state.
    pub fn rebuild(&mut self) {
        self.world.run_schedule(Rebuild);
    }
}

/// Caches that do not agree with what the state says; empty if all is well.
pub fn check_caches(world: &World) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let grid = world.resource::<Grid>();
    let topology = Topology::of(grid);
    if topology != *world.resource::<Topology>() {
        wrong.push("topology");
    }
    let planned = grid.as_planned();
    if Tiers::of(&planned, &Topology::of(&planned)) != *world.resource::<Tiers>() {
        wrong.push("tiers");
    }
    let mut density = Density::of(grid, &topology);
    for (_, body) in world.resource::<Bodies>().iter() {
        if body.mode != Mode::Gone {
            density.add(body.tile, body.heading);
        }
    }
    if density != *world.resource::<Density>() {
        wrong.push("density");
    }
    wrong
}
