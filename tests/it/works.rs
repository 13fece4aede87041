//! The map is state: walls and doors change in a running day, and what must hold holds.

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::happening::{DoorFact, Happenings, What, WorksFact};
use bighouse_sim::ids::{TierId, TileId};
use bighouse_sim::level::{DoorKind, Floor, RoomUse, Tile};
use bighouse_sim::live::check_caches;
use bighouse_sim::movement::{Bodies, Mode, Progress};
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::prison::{Doors, Grid, Tiers, Topology};
use bighouse_sim::record::save;
use bighouse_sim::refusal::Refusal;
use bighouse_sim::regime::Regime;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use crate::common::shipped;

/// An order to change something at random: a tile or a lock.
fn any_change(prison: &Prison, rng: &mut Pcg32) -> Order {
    let world = prison.world();
    let grid = world.resource::<Grid>();
    let at = TileId(rng.random_range(0..grid.len() as u32));
    match rng.random_range(0..10) {
        0 | 1 => {
            let portals = world.resource::<Topology>().portals();
            let portal = &portals[rng.random_range(0..portals.len() as u32) as usize];
            let at = portal.tiles[0];
            if rng.random_range(0..2) == 0 {
                Order::LockDoor { at }
            } else {
                Order::UnlockDoor { at }
            }
        }
        2..=4 => Order::PlanWork {
            at,
            build: Tile::Wall,
        },
        5 => Order::PlanWork {
            at,
            build: Tile::Door,
        },
        6 => Order::PlanWork {
            at,
            build: Tile::Bars,
        },
        _ => Order::PlanWork {
            at,
            build: Tile::Floor(Floor::Flags),
        },
    }
}

fn everybody_stands_somewhere(prison: &Prison) {
    let world = prison.world();
    let grid = world.resource::<Grid>();
    let topology = world.resource::<Topology>();
    for (person, body) in world.resource::<Bodies>().iter() {
        if body.mode == Mode::Gone {
            continue;
        }
        assert_eq!(grid.under(body.x, body.y), body.tile);
        assert!(
            topology.is_open(body.tile)
                || topology.place_on(body.tile).is_some()
                || !grid.tile(body.tile).is_barrier(),
            "{} stands in a wall",
            person.0
        );
    }
}

#[test]
fn a_thousand_changes_of_walls_and_doors_break_nothing() {
    let level = shipped("cell_block", &[]);
    let mut prison = Prison::new(level.clone(), 4);
    let mut twin = Prison::new(level.clone(), 4);
    prison.run_until(30 * MINUTE);
    twin.run_until(30 * MINUTE);
    let mut rng = Pcg32::seed_from_u64(9);
    let (mut done, mut refused) = (0, 0);
    while done < 1_000 {
        let order = any_change(&prison, &mut rng);
        match prison.order(Giver::Author, order.clone()) {
            Ok(()) => {
                twin.order(Giver::Author, order).expect("the twin agrees");
                done += 1;
            }
            Err(_) => {
                refused += 1;
                assert!(refused < 100_000, "nearly every order is refused");
                continue;
            }
        }
        let next = prison.now() + 11;
        prison.run_until(next);
        twin.run_until(next);
        if done % 50 == 0 {
            everybody_stands_somewhere(&prison);
            assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
            assert_eq!(
                prison.digest().differs_in(&twin.digest()),
                None,
                "after {done} changes"
            );
            // The twin goes on from a save.
            twin = save::read(level.clone(), &save::write(&twin)).expect("its own save");
        }
    }
    let changed = prison.world().resource::<Grid>().changes().len();
    assert!(changed > 200, "{changed} tiles differ from the level");
}

#[test]
fn men_sealed_in_are_reported_and_reported_free_again() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    prison.run_until(5 * MINUTE);
    let world = prison.world();
    let topology = world.resource::<Topology>();
    let (_, cell) = topology
        .rooms_for(RoomUse::Cell)
        .next()
        .expect("there are cells");
    let door = topology.portal(cell.portals[0]).tiles[0];
    let kind = world.resource::<Grid>().tile(door);
    let build = |prison: &mut Prison, build: Tile| {
        prison
            .order(Giver::Author, Order::PlanWork { at: door, build })
            .expect("nobody stands in the door");
        prison.run_until(prison.now() + 5);
    };
    build(&mut prison, Tile::Wall);
    let sealed = prison.world().resource::<Progress>().sealed.clone();
    assert_eq!(sealed.len(), 3, "three men to a cell");
    let told = |prison: &Prison, wanted: &What| {
        prison
            .world()
            .resource::<Happenings>()
            .chronicle()
            .iter()
            .any(|happening| happening.what == *wanted)
    };
    assert!(told(&prison, &What::Works(WorksFact::SealedIn { men: 3 })));
    build(&mut prison, kind);
    assert_eq!(prison.world().resource::<Progress>().sealed, []);
    assert!(told(&prison, &What::Works(WorksFact::Unsealed)));
}

#[test]
fn nothing_is_built_where_somebody_stands_or_furniture_is() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    prison.run_until(100);
    let world = prison.world();
    let grid = world.resource::<Grid>();
    let (_, body) = world
        .resource::<Bodies>()
        .iter()
        .find(|(_, body)| matches!(grid.tile(body.tile), Tile::Floor(_)))
        .expect("somebody stands on a floor");
    let occupied = body.tile;
    let bunk = (0..grid.len())
        .map(TileId::from_index)
        .find(|tile| grid.tile(*tile) == Tile::Bunk)
        .expect("there are bunks");
    for (at, why) in [
        (occupied, Refusal::SomebodyThere),
        (bunk, Refusal::FurnitureThere),
    ] {
        let refusal = prison
            .order(
                Giver::Author,
                Order::PlanWork {
                    at,
                    build: Tile::Wall,
                },
            )
            .expect_err("it is refused");
        assert_eq!(refusal, why);
    }
}

/// Whether a door is locked.
fn is_locked(prison: &Prison, at: TileId) -> bool {
    let world = prison.world();
    let portal = world.resource::<Topology>().portal_of(at).expect("a door");
    world.resource::<Doors>().is_locked(portal)
}

/// Lives this many minutes.
fn live(prison: &mut Prison, minutes: u64) {
    let until = prison.now() + minutes * MINUTE;
    prison.run_until(until);
}

#[test]
fn a_gate_locked_by_order_stays_locked_until_it_is_ordered_open_or_a_lockdown_ends() {
    let level = shipped("cell_block", &[]);
    let mut prison = Prison::new(level.clone(), 1);
    // Half past nine: the inner doors stand open.
    live(&mut prison, 185);
    let topology = prison.world().resource::<Topology>();
    let at = topology
        .portals()
        .iter()
        .filter(|portal| matches!(portal.kind, DoorKind::BarredGate | DoorKind::Door))
        .map(|portal| portal.key())
        .find(|key| !is_locked(&prison, *key))
        .expect("a gate stands open");
    let order = |prison: &mut Prison, order| {
        prison.order(Giver::Author, order).expect("it may be given");
    };
    let calls = |prison: &Prison| {
        let happenings = prison.world().resource::<Happenings>().chronicle().iter();
        happenings
            .filter(|one| {
                one.at == Some(at) && matches!(one.what, What::Door(DoorFact::DoorCalled { .. }))
            })
            .count()
    };
    let before = calls(&prison);
    order(&mut prison, Order::LockDoor { at });
    live(&mut prison, 5);
    assert!(is_locked(&prison, at));
    // Through a save and a meal, and nobody is sent to it again.
    let mut prison = save::read(level, &save::write(&prison)).expect("a save");
    assert_eq!(prison.world().resource::<Regime>().held(), [at]);
    for _ in 0..150 {
        live(&mut prison, 1);
        assert!(is_locked(&prison, at));
    }
    assert_eq!(calls(&prison), before + 1);
    order(&mut prison, Order::UnlockDoor { at });
    live(&mut prison, 5);
    assert!(!is_locked(&prison, at));
    assert_eq!(calls(&prison), before + 2);
    order(&mut prison, Order::LockDoor { at });
    order(&mut prison, Order::LockDown);
    live(&mut prison, 10);
    assert!(is_locked(&prison, at));
    order(&mut prison, Order::EndLockDown);
    live(&mut prison, 10);
    assert!(prison.world().resource::<Regime>().held().is_empty());
    assert!(!is_locked(&prison, at), "the timetable has it again");
}

#[test]
fn a_cell_locked_by_order_stays_locked_when_the_lever_of_its_tier_is_thrown() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    let cells: Vec<TileId> = prison
        .world()
        .resource::<Tiers>()
        .tier(TierId::from_index(0))
        .expect("a tier")
        .cells
        .iter()
        .map(|cell| cell.door)
        .collect();
    let (held, others) = cells.split_first().expect("it has cells");
    prison
        .order(Giver::Author, Order::LockDoor { at: *held })
        .expect("it may be given");
    live(&mut prison, 20);
    let mut opened = false;
    for _ in 0..60 {
        live(&mut prison, 1);
        opened |= others.iter().all(|cell| !is_locked(&prison, *cell));
        assert!(is_locked(&prison, *held));
    }
    assert!(opened, "the others were let out to breakfast");
}

#[test]
fn a_door_that_is_torn_down_is_held_no_more() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    let topology = prison.world().resource::<Topology>();
    let at = topology
        .portals()
        .iter()
        .find(|portal| portal.kind == DoorKind::Cell)
        .expect("a cell")
        .key();
    let build = Tile::Bars;
    for order in [Order::LockDoor { at }, Order::PlanWork { at, build }] {
        prison.order(Giver::Author, order).expect("it may be given");
        prison.tick();
    }
    assert!(prison.world().resource::<Regime>().held().is_empty());
}
