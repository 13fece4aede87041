//! Promises about works: they take time and men.

use std::collections::BTreeSet;

use super::super::Prison;
use super::{happened, level};
use crate::clock::HOUR;
use crate::happening::{What, WorksFact};
use crate::ids::TileId;
use crate::level::{Floor, RoomUse, Tile};
use crate::movement::Bodies;
use crate::order::{Giver, Order};
use crate::people::{Role, Roster};
use crate::prison::works::Labour;
use crate::prison::{Grid, Topology, Works};
use crate::record::save;
use crate::refusal::Refusal;

fn warden(prison: &Prison) -> Giver {
    let roster = prison.world().resource::<Roster>();
    Giver::Person(roster.with_role(Role::Warden).next().expect("there is one"))
}

/// Floors of the yard on which nobody stands.
fn free_floors(prison: &Prison) -> Vec<TileId> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let bodies = world.resource::<Bodies>();
    let stood_on: BTreeSet<TileId> = bodies.iter().map(|(_, body)| body.tile).collect();
    let (_, yard) = topology
        .rooms_for(RoomUse::Yard)
        .next()
        .expect("there is one");
    let free = yard.tiles.iter().copied();
    free.filter(|at| matches!(grid.tile(*at), Tile::Floor(_)) && !stood_on.contains(at))
        .collect()
}

fn tile(prison: &Prison, at: TileId) -> Tile {
    prison.world().resource::<Grid>().tile(at)
}

fn plan(prison: &mut Prison, giver: Giver, at: TileId, build: Tile) -> Result<(), Refusal> {
    let ordered = prison.order(giver, Order::PlanWork { at, build });
    prison.tick();
    ordered
}

#[test]
fn what_the_warden_orders_takes_masons_and_time_and_what_the_author_orders_does_not() {
    let mut prison = Prison::new(level("cell_block", &[]), 1);
    prison.run_until(HOUR);
    let (warden, floors) = (warden(&prison), free_floors(&prison));
    let (his, the_authors) = (floors[0], floors[40]);
    let takes = Labour::of(tile(&prison, his), Tile::Wall).takes;
    plan(&mut prison, warden, his, Tile::Wall).expect("the warden may");
    plan(&mut prison, Giver::Author, the_authors, Tile::Wall).expect("the author may");
    prison.tick();
    assert_eq!(tile(&prison, the_authors), Tile::Wall);
    assert_ne!(tile(&prison, his), Tile::Wall);
    let again = plan(&mut prison, warden, his, Tile::Wall);
    assert_eq!(again, Err(Refusal::OrderedAlready));

    // Saved in the middle of it, it goes on where it was.
    prison.run_until(prison.now() + takes / 2);
    let loaded = save::read(level("cell_block", &[]), &save::write(&prison));
    let mut loaded = loaded.expect("its own save");
    for prison in [&mut prison, &mut loaded] {
        let done = prison
            .world()
            .resource::<Works>()
            .planned()
            .find_map(|(_, done)| done);
        let done = done.expect("masons are at it");
        prison.run_until(done);
        assert_ne!(tile(prison, his), Tile::Wall);
        prison.run_until(done + 2);
        assert_eq!(tile(prison, his), Tile::Wall);
    }
    assert_eq!(prison.digest(), loaded.digest());
}

#[test]
fn an_order_to_build_can_be_called_off() {
    let mut prison = Prison::new(level("cell_block", &[]), 1);
    prison.run_until(HOUR);
    let (warden, at) = (warden(&prison), free_floors(&prison)[0]);
    let before = tile(&prison, at);
    plan(&mut prison, warden, at, Tile::Wall).expect("the warden may");
    plan(&mut prison, warden, at, before).expect("what stands there may be ordered again");
    assert_eq!(prison.world().resource::<Works>().planned().count(), 0);
    prison.run_until(prison.now() + 4 * HOUR);
    assert_eq!(tile(&prison, at), before);
    let called_off = |what: &What| {
        matches!(
            what,
            What::Works(WorksFact::WorkCalledOff { build: Tile::Wall })
        )
    };
    assert_eq!(happened(&prison, called_off), 1);
    let nothing = plan(&mut prison, warden, at, Tile::Floor(Floor::Gravel));
    assert!(matches!(nothing, Ok(()) | Err(Refusal::BuiltAlready)));
}
