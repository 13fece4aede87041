//! The first tick: everybody and everything to where it is when a level begins.

use std::sync::Arc;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use crate::chance::Chance;
use crate::clock::Clock;
use crate::conduct::{self, Conduct};
use crate::due::DueQueue;
use crate::happening::{DayFact, Happenings, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::Level;
use crate::movement::{Bodies, Files, Travel, Waits, Walks};
use crate::needs::Needs;
use crate::order::OrderQueue;
use crate::people::{Everybody, Role, Roster, making};
use crate::prison::{Doors, Fires, Grid};
use crate::rules::{Amended, Rules};
use crate::schedule::{Beginning, Rebuild};
use crate::section::RegisterSection;
use crate::unrest::Spirits;
use crate::{custody, story};

/// Sections of the leaves.
pub(super) fn leaves(app: &mut App) {
    app.register_section::<Clock>();
    app.register_section::<Amended>();
    app.register_section::<Chance>();
    app.register_section::<Happenings>();
    app.register_section::<OrderQueue>();
    app.register_section::<DueQueue>();
}

/// Everybody and everything to where it is at the first tick.
pub(super) fn settle_in(world: &mut World, level: &Arc<Level>, seed: u64) {
    let chance = Chance { seed };
    world.insert_resource(Rules::of(level.clone()));
    world.insert_resource(Amended::default());
    world.insert_resource(Clock::new(level.starts));
    world.insert_resource(chance);
    world.insert_resource(Happenings::default());
    world.insert_resource(OrderQueue::default());
    world.insert_resource(DueQueue::default());
    world.insert_resource(Grid::of(&level.map));
    world.insert_resource(Doors::with_flow(level.crowd.door_flow));
    world.init_resource::<Fires>();
    world.insert_resource(Files::marching_at(level.crowd.march, level.crowd.spacing));
    world.insert_resource(Bodies::default());
    // The map first: where people belong is found on it.
    world.run_schedule(Rebuild);
    let made = making::populate(world, level, chance);
    story::start(world);
    spawn_bodies(world, &made.speeds);
    world.run_schedule(Rebuild);
    world.resource_mut::<Happenings>().record(
        0,
        What::Day(DayFact::LevelBegan),
        None,
        None,
        HappeningId::NONE,
    );
    world.run_schedule(Beginning);
    stand_to(world);
    let _ = world.run_system_once(|mut travel: Travel, roster: Res<Roster>| {
        for person in roster
            .with_role(Role::Soldier)
            .chain(roster.with_role(Role::Trooper))
        {
            travel.vanish(person);
        }
    });
}

fn spawn_bodies(world: &mut World, speeds: &[u16]) {
    let mut bodies = Bodies::default();
    let mut waits = Waits::default();
    let mut conduct = Conduct::default();
    let mut needs = Needs::default();
    let mut spirits = Spirits::default();
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
                let temper = Everybody::identity(world, person).map_or(0, |man| man.temper);
                spirits.spawn(world.resource::<Chance>(), temper);
            }
        }
    }
    world.insert_resource(bodies);
    world.insert_resource(waits);
    world.insert_resource(conduct);
    world.insert_resource(needs);
    world.insert_resource(spirits);
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
