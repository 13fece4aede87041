//! Getting from one place to another: crowd, doors, files, routes.
//!
//! - [`bodies`]: positions and legs; the loop of every step
//! - [`travel`]: journeys: what comes after a leg
//! - `steering`: the next leg, so that a crowd does not tread in one track
//! - `queues`: waiting before doors, and passing them
//! - [`files`]: marching files
//! - [`routes`], [`fields`]: which door next, and the way to it within a room
//! - [`density`], [`speed`]: how dense it is, and how fast one walks then
//! - [`by_hand`]: keys turned by the hand of whoever has them
//! - [`waits`]: who waits for what, and the longest waits
//! - [`progress`]: who gets no nearer to his goal
//!
//! Architecture invariants: nobody moves but by a leg or a file; a leg lies
//! wholly in open floor; every passage of a door takes a token. This room
//! knows nothing of why people go anywhere.

pub mod bodies;
pub mod by_hand;
pub mod density;
pub mod fields;
pub mod files;
mod orders;
pub mod progress;
mod queues;
pub mod routes;
pub mod speed;
mod steering;
pub mod travel;
pub mod waits;

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::prison::{Grid, RebuildMap, Topology};
use crate::schedule::{Rebuild, RoomOfHouse, SimSystems, SimTick};
use crate::section::RegisterSection;

pub use bodies::{Bodies, Body, Mode};
pub use density::Density;
pub use fields::FlowFields;
pub use files::{Files, Muster};
pub use progress::Progress;
pub use queues::Queues;
pub use routes::{Map, Routes, Walks};
pub use travel::{Arrivals, Travel};
pub use waits::{Reason, Waits};

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Bodies>();
    app.register_section::<Queues>();
    app.register_section::<Files>();
    app.register_section::<Waits>();
    app.register_section::<Progress>();
    app.stays_awake_while(somebody_is_on_his_way);
    app.init_resource::<Queues>();
    app.init_resource::<Progress>();
    app.init_resource::<Density>();
    app.init_resource::<FlowFields>();
    app.init_resource::<Routes>();
    app.init_resource::<Arrivals>();
    app.add_systems(Rebuild, rebuild_ways.after(RebuildMap));
    app.add_systems(
        SimTick,
        (
            walk.run_if(anybody_moves),
            progress::watch.run_if(progress::is_time),
        )
            .chain()
            .in_set(SimSystems::Movement),
    );
}

/// Whether anybody walks, waits before a door or marches.
fn somebody_is_on_his_way(world: &World) -> bool {
    !world.resource::<Bodies>().walking().is_empty()
        || !world.resource::<Queues>().is_empty()
        || world.resource::<Files>().any_marching()
}

/// Whether anybody walks, waits before a door or marches, or has just arrived.
fn anybody_moves(
    bodies: Res<Bodies>,
    queues: Res<Queues>,
    files: Res<Files>,
    arrivals: Res<Arrivals>,
) -> bool {
    !bodies.walking().is_empty()
        || !queues.is_empty()
        || !arrivals.0.is_empty()
        || files.any_marching()
}

/// One step of everybody and everything that moves.
fn walk(mut travel: Travel, mut ended: Local<Vec<crate::ids::PersonId>>) {
    travel.arrivals.0.clear();
    // Whether the file or the waiting man gets the next token changes each tick.
    let fallen_out = if travel.clock.tick.is_multiple_of(2) {
        travel.serve_doors();
        travel.march()
    } else {
        let fallen_out = travel.march();
        travel.serve_doors();
        fallen_out
    };
    // `ended` is only a buffer that keeps its capacity; it is empty between ticks.
    ended.clear();
    let parts = &mut travel;
    bodies::step_all(
        &mut parts.bodies,
        &parts.grid,
        &mut parts.density,
        &mut ended,
    );
    for person in &ended {
        travel.leg_ended(*person);
    }
    for person in fallen_out {
        travel.go_on(person);
    }
    travel.bodies.strike_off();
}

/// Works out densities, fields and routes again.
fn rebuild_ways(
    grid: Res<Grid>,
    topology: Res<Topology>,
    bodies: Res<Bodies>,
    mut density: ResMut<Density>,
    mut fields: ResMut<FlowFields>,
    mut routes: ResMut<Routes>,
) {
    *density = Density::of(&grid, &topology);
    for (_, body) in bodies.iter() {
        if body.mode != Mode::Gone {
            density.add(body.tile, body.heading);
        }
    }
    fields.follow(&grid, &topology);
    let map = Map {
        grid: &grid,
        topology: &topology,
    };
    routes.follow(&map, &mut fields);
}

/// After a change of the map: files fall out, and everybody under way looks again.
pub(crate) fn follow_new_map(mut travel: Travel) {
    travel.disband();
    travel.look_again();
    travel.bodies.strike_off();
}
