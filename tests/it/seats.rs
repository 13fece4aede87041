//! Conduct: features bid, the highest wins, and a taken seat outbids them all.

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed, Source};
use bighouse_sim::happening::{Happenings, What};
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::RoomUse;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::Topology;

use crate::common::shipped;

fn at(hour: u32, minute: u32) -> Prison {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    let tick = prison
        .world()
        .resource::<Clock>()
        .next_at(0, hour * 3600 + minute * 60);
    prison.run_until(tick);
    prison
}

fn deed(prison: &Prison, person: PersonId) -> Deed {
    prison
        .world()
        .resource::<Conduct>()
        .doing(person)
        .activity
        .deed
}

/// Somebody at work, and a place in the room where he works.
fn worker(prison: &Prison) -> (PersonId, TileId) {
    let world = prison.world();
    let conduct = world.resource::<Conduct>();
    let topology = world.resource::<Topology>();
    let person = world
        .resource::<Roster>()
        .all_inmates()
        .find(|person| conduct.is_at(*person, Deed::Work))
        .expect("somebody works in the morning");
    let here = world.resource::<Bodies>().body(person).tile;
    let room = topology.room_at(here).expect("he is in a room");
    (person, topology.room(room).tiles[0])
}

#[test]
fn a_seat_outbids_the_bell() {
    let mut prison = at(9, 30);
    let (person, place) = worker(&prison);
    prison
        .order(Giver::Person(person), Order::TakeSeat { person })
        .expect("his own seat");
    prison.order_at(bighouse_sim::order::Given {
        tick: prison.now() + 1,
        giver: Giver::Person(person),
        order: Order::WalkTo { person, at: place },
    });
    // Through dinner, to which everybody else is called.
    prison.run_until(prison.now() + 3 * HOUR);
    assert_eq!(deed(&prison, person), Deed::Stand);
    let body = prison.world().resource::<Bodies>().body(person);
    assert_eq!(body.tile, place, "he stands where he was told");
    let conduct = prison.world().resource::<Conduct>();
    assert!(
        conduct.bid_of(person, Source::Regime).is_some(),
        "the bell still bids for him"
    );
    // The seat left, the timetable has him again.
    prison
        .order(Giver::Person(person), Order::LeaveSeat { person })
        .expect("it is taken");
    prison.run_until(prison.now() + 10 * MINUTE);
    assert_ne!(deed(&prison, person), Deed::Stand);
    assert_ne!(prison.world().resource::<Bodies>().body(person).tile, place);
}

#[test]
fn duty_outbids_an_officers_round() {
    let mut prison = at(6, 59);
    let officers: Vec<PersonId> = prison
        .world()
        .resource::<Roster>()
        .with_role(Role::Officer)
        .collect();
    let mut tasks = 0;
    for _ in 0..MINUTE * 2 {
        prison.tick();
        tasks += officers
            .iter()
            .filter(|officer| deed(&prison, **officer) == Deed::Task)
            .count();
    }
    assert!(
        tasks > 0,
        "somebody went to a lever when breakfast was called"
    );
}

#[test]
fn nobody_decides_for_another_and_only_the_warden_locks_down() {
    let mut prison = at(9, 30);
    let (person, place) = worker(&prison);
    let other = PersonId(if person.0 == 0 { 1 } else { 0 });
    let refused = |prison: &mut Prison, order: Order| {
        prison
            .order(Giver::Person(other), order)
            .expect_err("it is refused")
            .to_string()
    };
    let words = refused(&mut prison, Order::TakeSeat { person });
    assert!(words.contains("oneself"), "{words}");
    let words = refused(&mut prison, Order::LockDown);
    assert!(words.contains("warden"), "{words}");
    let words = refused(&mut prison, Order::WalkTo { person, at: place });
    assert!(words.contains("oneself"), "{words}");
    let before = prison.digest();
    assert_eq!(before, prison.digest(), "a refusal changes nothing");
}

#[test]
fn an_order_that_fails_later_is_a_happening() {
    let mut prison = at(9, 30);
    prison.order_at(bighouse_sim::order::Given {
        tick: prison.now() + 5,
        giver: Giver::Author,
        order: Order::EndLockDown,
    });
    prison.run_until(prison.now() + 10);
    let failed = prison
        .world()
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .any(|happening| matches!(&happening.what, What::OrderFailed { why } if why.contains("lockdown")));
    assert!(failed);
}

#[test]
fn a_lockdown_sends_everybody_home_and_its_end_back_to_work() {
    let mut prison = at(9, 30);
    prison
        .order(Giver::Author, Order::LockDown)
        .expect("it is not locked down");
    prison.run_until(prison.now() + 15 * MINUTE);
    let in_cells = |prison: &Prison| {
        let world = prison.world();
        let topology = world.resource::<Topology>();
        let bodies = world.resource::<Bodies>();
        world
            .resource::<Roster>()
            .all_inmates()
            .filter(|person| {
                topology
                    .room_at(bodies.body(*person).tile)
                    .is_some_and(|room| topology.room(room).used_as == RoomUse::Cell)
            })
            .count()
    };
    assert_eq!(in_cells(&prison), 60);
    prison
        .order(Giver::Author, Order::EndLockDown)
        .expect("it is locked down");
    prison.run_until(prison.now() + 15 * MINUTE);
    assert!(in_cells(&prison) < 60, "the workers are at work again");
}
