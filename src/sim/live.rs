//! The running prison: built from a level and a seed, lived tick by tick, told by orders.

use std::sync::Arc;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use crate::chance::Chance;
use crate::clock::{Clock, HOUR};
use crate::conduct::Conduct;
use crate::due::DueQueue;
use crate::happening::{Happenings, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::Level;
use crate::movement::{Bodies, Density, Files, Mode, Progress, Queues, Waits, Walks};
use crate::needs::Needs;
use crate::order::{Given, Giver, Order, OrderQueue, Refusal};
use crate::people::{Role, Roster, making};
use crate::prison::{Doors, Grid, Tiers, Topology};
use crate::rules::Rules;
use crate::schedule::{Rebuild, SimSystems, SimTick};
use crate::section::{Digest, Limits};
use crate::{
    arena, clock, conduct, custody, movement, needs, outside, people, prison, regime, schedule,
    section,
};

/// A prison that lives. It is `Send` and `Sync`, so that a window can keep it as a resource of its
/// own world and a batch can live several at once.
#[derive(Resource)]
pub struct Prison {
    world: World,
    /// A digest for each whole prison hour passed, with its tick.
    hourly: Vec<(u64, Digest)>,
}

impl Prison {
    /// Builds the prison of a level and puts everybody where he is at its first tick.
    pub fn new(level: Arc<Level>, seed: u64) -> Self {
        let mut app = App::empty();
        schedule::plugin(&mut app);
        leaves(&mut app);
        prison::plugin(&mut app);
        people::plugin(&mut app);
        movement::plugin(&mut app);
        conduct::plugin(&mut app);
        regime::plugin(&mut app);
        needs::plugin(&mut app);
        custody::plugin(&mut app);
        outside::plugin(&mut app);
        arena::plugin(&mut app);
        app.add_systems(SimTick, carry_out_orders.in_set(SimSystems::Orders));
        // The app has only put the schedules together; what lives on is its world.
        let mut world = std::mem::take(app.world_mut());
        settle_in(&mut world, &level, seed);
        Self {
            world,
            hourly: Vec::new(),
        }
    }

    /// The state, to read.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The state, to change behind the prison's back: for tests that plant faults.
    pub fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// The tick that comes next.
    pub fn now(&self) -> u64 {
        self.world().resource::<Clock>().tick
    }

    /// Lives one tick.
    pub fn tick(&mut self) {
        self.world.run_schedule(SimTick);
        let now = self.now();
        if now.is_multiple_of(HOUR) {
            let digest = self.digest();
            self.hourly.push((now, digest));
        }
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
                let to = next.min(until).min(minute);
                if to > now {
                    self.world.resource_mut::<Clock>().tick = to;
                    if to.is_multiple_of(HOUR) {
                        let digest = self.digest();
                        self.hourly.push((to, digest));
                    }
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
        let still = world.resource::<Bodies>().walking().is_empty()
            && world.resource::<Queues>().is_empty()
            && !world.resource::<Files>().any_marching()
            && world.resource::<Happenings>().is_quiet()
            && world.resource::<Conduct>().is_settled()
            && world.resource::<OrderQueue>().waiting.is_empty()
            && !custody::has_work(world)
            && !regime::is_stirring(world);
        if !still || now.is_multiple_of(clock::MINUTE) {
            return None;
        }
        Some(world.resource::<DueQueue>().next_tick().unwrap_or(u64::MAX))
    }

    /// Gives an order, to be carried out in the next tick, or says why not.
    pub fn order(&mut self, giver: Giver, order: Order) -> Result<(), Refusal> {
        check(self.world(), giver, &order)?;
        let tick = self.now();
        self.order_at(Given { tick, giver, order });
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

    /// Puts an order in the queue; it is checked when its tick comes.
    pub fn order_at(&mut self, given: Given) {
        let mut queue = self.world.resource_mut::<OrderQueue>();
        let place = queue
            .waiting
            .partition_point(|other| other.tick <= given.tick);
        queue.waiting.insert(place, given);
    }

    /// Hash of the whole state.
    pub fn digest(&self) -> Digest {
        Digest::of(self.world())
    }

    /// A digest for each whole prison hour lived since the start or the load, with its tick.
    pub fn hourly_digests(&self) -> &[(u64, Digest)] {
        &self.hourly
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
            entries: rules.day.len() as u32,
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

    /// Whether the sections of a save agree with one another, where one can not be checked without
    /// the other; in words if not.
    pub(crate) fn agrees(&self) -> Result<(), String> {
        let world = self.world();
        let bodies = world.resource::<Bodies>();
        world.resource::<Queues>().agree(bodies)?;
        world.resource::<Files>().agree(bodies)
    }

    /// Works every cache out again from the state.
    pub fn rebuild(&mut self) {
        self.world.run_schedule(Rebuild);
    }
}

/// Whether an order may be given: pure, and in words if not.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    if let Giver::Person(person) = giver
        && person.index() >= world.resource::<Roster>().len()
    {
        return Err(Refusal::because("nobody of that number is here to give it"));
    }
    match order {
        Order::LockDown | Order::EndLockDown => regime::orders::check(world, giver, order),
        Order::LockDoor { .. } | Order::UnlockDoor { .. } | Order::PlanWork { .. } => {
            if let Giver::Person(person) = giver
                && world.resource::<Roster>().role(person) != Role::Warden
            {
                return Err(Refusal::because("only the warden gives that order"));
            }
            prison::orders::check(world, order)?;
            match order {
                Order::PlanWork { at, .. } => movement::orders::check_clear(world, *at),
                _ => Ok(()),
            }
        }
        Order::TakeSeat { .. } | Order::LeaveSeat { .. } | Order::WalkTo { .. } => {
            conduct::orders::check(world, giver, order)
        }
    }
}

/// Carries out the orders of this tick; after a change of the map everything that hangs on it follows.
fn carry_out_orders(world: &mut World) {
    let tick = world.resource::<Clock>().tick;
    if world
        .resource::<OrderQueue>()
        .waiting
        .first()
        .is_none_or(|given| given.tick > tick)
    {
        return;
    }
    let mut queue = world.resource_mut::<OrderQueue>();
    let due = queue.waiting.partition_point(|given| given.tick <= tick);
    let orders: Vec<Given> = queue.waiting.drain(..due).collect();
    queue.given.extend(orders.iter().cloned());
    let mut map_changed = false;
    for given in orders {
        let done = check(world, given.giver, &given.order)
            .map_err(|refusal| refusal.to_string())
            .and_then(|()| apply(world, &given.order, &mut map_changed));
        if let Err(why) = done {
            let who = match given.giver {
                Giver::Person(person) => Some(person),
                Giver::Author => None,
            };
            world.resource_mut::<Happenings>().record(
                tick,
                What::OrderFailed { why },
                who,
                None,
                HappeningId::NONE,
            );
        }
    }
    if map_changed {
        world.run_schedule(Rebuild);
        // Neither system can fail: they read what the rebuild has just made.
        let _ = world.run_system_once(movement::follow_new_map);
        let _ = world.run_system_once(movement::progress::find_sealed_in);
    }
}

fn apply(world: &mut World, order: &Order, map_changed: &mut bool) -> Result<(), String> {
    match order {
        Order::LockDown | Order::EndLockDown => regime::orders::apply(world, order),
        Order::LockDoor { at } => prison::orders::call_lock(world, *at, false),
        Order::UnlockDoor { at } => prison::orders::call_lock(world, *at, true),
        Order::PlanWork { at, build } => {
            prison::orders::build(world, *at, *build);
            *map_changed = true;
            Ok(())
        }
        Order::TakeSeat { .. } | Order::LeaveSeat { .. } | Order::WalkTo { .. } => {
            conduct::orders::apply(world, order)
        }
    }
}

/// Sections of the leaves.
fn leaves(app: &mut App) {
    use section::RegisterSection;
    app.register_section::<Clock>();
    app.register_section::<Chance>();
    app.register_section::<Happenings>();
    app.register_section::<OrderQueue>();
    app.register_section::<DueQueue>();
}

/// Everybody and everything to where it is at the first tick.
fn settle_in(world: &mut World, level: &Arc<Level>, seed: u64) {
    let chance = Chance { seed };
    world.insert_resource(Rules(level.clone()));
    world.insert_resource(Clock::new(level.starts));
    world.insert_resource(chance);
    world.insert_resource(Happenings::default());
    world.insert_resource(OrderQueue::default());
    world.insert_resource(DueQueue::default());
    world.insert_resource(Grid::of(&level.map));
    world.insert_resource(Doors::with_flow(level.crowd.door_flow));
    world.insert_resource(Files::marching_at(level.crowd.march, level.crowd.spacing));
    world.insert_resource(Queues::default());
    world.insert_resource(Progress::default());
    world.insert_resource(regime::Regime::default());
    world.insert_resource(custody::Custody::default());
    world.insert_resource(arena::Arena::default());
    world.insert_resource(Bodies::default());
    // The map first: where people belong is found on it.
    world.run_schedule(Rebuild);
    let made = making::populate(world, level, chance);
    spawn_bodies(world, &made.speeds);
    world.run_schedule(Rebuild);
    world
        .resource_mut::<Happenings>()
        .record(0, What::LevelBegan, None, None, HappeningId::NONE);
    // The start of each feature can not fail: they read what was just inserted.
    let _ = world.run_system_once(|mut duty: regime::Duty| regime::timetable::start(&mut duty));
    let _ = world.run_system_once(|mut watch: custody::Watch| watch.start());
    let _ = world.run_system_once(outside::start);
    let _ = world.run_system_once(arena::start);
    stand_to(world);
}

fn spawn_bodies(world: &mut World, speeds: &[u16]) {
    let mut bodies = Bodies::default();
    let mut waits = Waits::default();
    let mut conduct = Conduct::default();
    let mut needs = Needs::default();
    {
        let grid = world.resource::<Grid>();
        let roster = world.resource::<Roster>();
        for (index, speed) in speeds.iter().enumerate() {
            let person = PersonId::from_index(index);
            let at = roster.of(person).berth;
            let walks = match roster.role(person) {
                Role::Inmate => Walks::AsInmate,
                _ => Walks::Freely,
            };
            bodies.spawn(grid, at, *speed, walks);
            waits.spawn();
            conduct.spawn(at);
            if roster.is_inmate(person) {
                needs.spawn();
            }
        }
    }
    world.insert_resource(bodies);
    world.insert_resource(waits);
    world.insert_resource(conduct);
    world.insert_resource(needs);
}

/// Whoever is on duty, at work or at home at the first tick stands there already.
fn stand_to(world: &mut World) {
    let posts = world
        .run_system_once(|watch: custody::Watch| watch.standing_places())
        .unwrap_or_default();
    let mut moved: Vec<(PersonId, crate::ids::TileId)> = posts;
    {
        let roster = world.resource::<Roster>();
        let conduct = world.resource::<Conduct>();
        for person in roster
            .with_role(Role::Warden)
            .chain(roster.with_role(Role::Civilian))
        {
            if let Some(bid) = conduct.bid_of(person, conduct::Source::Errand) {
                moved.push((person, bid.activity.at));
            }
        }
    }
    world.resource_scope(|world, mut bodies: Mut<Bodies>| {
        let grid = world.resource::<Grid>();
        for (person, tile) in moved {
            bodies.put(grid, person, tile);
        }
    });
    world.run_schedule(Rebuild);
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
