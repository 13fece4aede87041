//! Saves are digests: what is saved and loaded goes on as if nothing had happened, at any tick.

use bighouse_sim::Prison;
use bighouse_sim::clock::{HOUR, MINUTE};
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::Tile;
use bighouse_sim::live::check_caches;
use bighouse_sim::movement::{Bodies, Files, Mode};
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::prison::{Grid, Topology};
use bighouse_sim::record::{replay, save};

use crate::common::shipped;

/// A prison at a busy minute: men fall in and march to breakfast.
fn busy() -> Prison {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    prison.run_until(35 * MINUTE + 100);
    prison
}

#[test]
fn a_run_saved_and_loaded_at_every_tick_is_the_same_run() {
    let level = shipped("cell_block", &[]);
    let mut straight = busy();
    let mut broken = busy();
    let mut files_seen = false;
    for _ in 0..900 {
        straight.tick();
        let bytes = save::write(&broken);
        broken = save::read(level.clone(), &bytes).expect("a save just written can be read");
        broken.tick();
        files_seen |= broken.world().resource::<Files>().any_marching();
        assert_eq!(
            straight.digest().differs_in(&broken.digest()),
            None,
            "at tick {}",
            straight.now()
        );
    }
    assert!(files_seen, "the run was long enough to see a file march");
    assert_eq!(save::write(&straight), save::write(&broken));
}

#[test]
fn a_prison_lives_the_same_in_another_thread() {
    let mut here = busy();
    here.run_until(HOUR);
    let there = std::thread::spawn(|| {
        let mut prison = busy();
        prison.run_until(HOUR);
        prison
    })
    .join()
    .expect("it lives there too");
    // It has come back whole: read from here through a shared reference, as a window does.
    fn held_as_a_resource<T: Send + Sync + 'static>(held: &T) -> &T {
        held
    }
    assert_eq!(held_as_a_resource(&there).digest(), here.digest());
}

#[test]
fn who_walks_faces_where_he_goes() {
    let mut prison = busy();
    let mut seen = 0;
    for _ in 0..200 {
        let before: Vec<(i32, i32)> = prison
            .world()
            .resource::<Bodies>()
            .iter()
            .map(|(_, body)| (body.x, body.y))
            .collect();
        prison.tick();
        for (person, body) in prison.world().resource::<Bodies>().iter() {
            if body.mode == Mode::Gone {
                continue;
            }
            let (x, y) = before[person.index()];
            let (dx, dy) = ((body.x - x) as f32, (body.y - y) as f32);
            let length = (dx * dx + dy * dy).sqrt();
            let (fx, fy) = body.facing().expect("he is on the map");
            assert!((fx * fx + fy * fy - 1.0).abs() < 1e-3, "of length 1");
            // Within one leg: where two meet in a tick, he faces along the second.
            if body.mode == Mode::Walking && length > 60.0 {
                let ahead = (dx * fx + dy * fy) / length;
                seen += 1;
                assert!(ahead > -0.1, "{} walks backwards: {ahead}", person.0);
            }
        }
    }
    assert!(seen > 100, "{seen} steps were seen");
}

#[test]
fn a_save_holds_works_and_seats() {
    let level = shipped("cell_block", &[]);
    let mut prison = busy();
    let wall = free_floor(&prison);
    prison
        .order(
            Giver::Author,
            Order::PlanWork {
                at: wall,
                build: Tile::Wall,
            },
        )
        .expect("the floor is free");
    prison
        .order(
            Giver::Author,
            Order::TakeSeat {
                person: PersonId(3),
            },
        )
        .expect("the seat is free");
    prison.run_until(prison.now() + 50);
    let mut loaded = save::read(level, &save::write(&prison)).expect("it can be read");
    assert_eq!(loaded.world().resource::<Grid>().tile(wall), Tile::Wall);
    assert_eq!(loaded.digest(), prison.digest());
    prison.run_until(2 * HOUR);
    loaded.run_until(2 * HOUR);
    assert_eq!(loaded.digest(), prison.digest());
}

/// Some floor of the yard on which nobody stands.
fn free_floor(prison: &Prison) -> TileId {
    let world = prison.world();
    let bodies = world.resource::<bighouse_sim::movement::Bodies>();
    let (_, yard) = world
        .resource::<Topology>()
        .rooms_for(bighouse_sim::level::RoomUse::Yard)
        .next()
        .expect("there is a yard");
    *yard
        .tiles
        .iter()
        .find(|tile| {
            matches!(world.resource::<Grid>().tile(**tile), Tile::Floor(_))
                && bodies.iter().all(|(_, body)| body.tile != **tile)
        })
        .expect("somewhere in the yard is free")
}

#[test]
fn caches_are_what_the_state_makes_of_them() {
    let mut prison = busy();
    for _ in 0..600 {
        prison.tick();
        assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
    }
}

#[test]
fn a_replay_is_the_run_again() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 11);
    prison.run_until(40 * MINUTE);
    prison
        .order(Giver::Author, Order::LockDown)
        .expect("it is not locked down");
    prison.run_until(HOUR);
    prison
        .order(Giver::Author, Order::EndLockDown)
        .expect("it is locked down");
    prison.run_until(2 * HOUR + 17);
    let text = replay::write(&replay::of(&prison));
    let replay = replay::read(&text).expect("it was just written");
    assert_eq!(replay.orders.len(), 2);
    let mut again = Prison::new(shipped("cell_block", &[]), replay.seed);
    let mut orders = replay.orders.as_slice();
    for (tick, digest) in &replay.digests {
        orders = again.run_with(orders, *tick);
        assert_eq!(again.digest().all, digest.all, "at tick {tick}");
    }
    assert_eq!(again.now(), prison.now());
}
