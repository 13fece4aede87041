//! The day, as docs/science.md#the-day works it out: meals served, counts complete, all locked in, nobody stuck.

use std::collections::BTreeMap;

use bighouse::words::told;
use bighouse_sim::Prison;
use bighouse_sim::clock::{DAY, HOUR, MINUTE, seconds};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::level::DoorKind;
use bighouse_sim::people::Roster;
use bighouse_sim::prison::{Doors, Topology};
use bighouse_sim::record::report::{Before, Report};

use crate::common::{Follower, shipped};

fn lived(level: &str, sets: &[&str], ticks: u64) -> (Prison, Report) {
    let mut prison = Prison::new(shipped(level, sets), 1);
    prison.run_until(ticks);
    let report = told::report(&prison, &Before::default(), 0.0);
    (prison, report)
}

/// What must be true of any day of a house that works.
fn is_a_good_day(report: &Report, meals: usize, counts: usize, lockups: usize) {
    let c = &report.counters;
    assert_eq!(c.meals.len(), meals, "{:?}", c.meals);
    for meal in &c.meals {
        assert!(
            meal.served as f64 >= 0.995 * meal.expected as f64,
            "at {} only {} of {} were served",
            meal.at,
            meal.served,
            meal.expected
        );
    }
    assert_eq!(c.counts.len(), counts);
    for count in &c.counts {
        assert!(count.complete, "{count:?}");
        assert_eq!(count.counted, report.population.inmates);
    }
    assert_eq!(c.lockups.len(), lockups);
    for lockup in &c.lockups {
        assert_eq!(lockup.missing, 0, "{lockup:?}");
        assert_eq!(
            lockup.locked_in + lockup.listed,
            report.population.inmates,
            "{lockup:?}"
        );
    }
    assert_eq!(c.got_stuck, 0, "{:?}", report.waits);
    assert_eq!(c.sealed_in, 0);
    assert!(
        c.most_ordered_wait_s <= 90 * 60,
        "somebody waited {} s by order in a day",
        c.most_ordered_wait_s
    );
    assert!(
        !report.waits["ordered"].is_empty(),
        "files fall in by order"
    );
    assert!(
        report.waits["ordered"].iter().all(|wait| wait.order > 0),
        "every ordered wait names its order"
    );
}

#[test]
fn the_big_house_lives_its_day() {
    let (_, report) = lived("big_house", &[], DAY);
    assert_eq!(report.population.inmates, 3_000);
    assert_eq!(report.population.capacity, 1_800);
    assert_eq!(report.population.guards, 360);
    // At dawn a lantern shows the cells nearest to the officer of each gallery.
    let watched = report.population.in_sight;
    assert!(
        (50..1_500).contains(&watched),
        "{watched} men in sight at dawn"
    );
    is_a_good_day(&report, 3, 6, 1);
    let full_sittings = report.counters.meals.iter().flat_map(|meal| &meal.fill_s);
    // 8 to 11 minutes by design; one dinner of some days takes a quarter of a minute more.
    for fill in full_sittings {
        assert!(
            (7 * 60..=11 * 60 + 30).contains(fill),
            "a sitting filled in {fill} s: {:?}",
            report.counters.meals
        );
    }
    let sleep = &report.population.sleep_in;
    assert_eq!(
        (sleep["bunk"], sleep["cell floor"], sleep["gallery"]),
        (1_800, 900, 300)
    );
}

#[test]
fn a_tenth_of_it_lives_a_week_with_its_sunday() {
    let (prison, report) = lived("big_house_300", &[], 7 * DAY);
    is_a_good_day(&report, 21, 42, 7);
    // Of 75 pews one or two may stay empty: who fights on the way there is led off, or lies hurt.
    let services = &report.counters.services;
    assert_eq!(services.len(), 2, "two services on Sunday");
    assert!(
        services.iter().all(|men| (73..=75).contains(men)),
        "{services:?}"
    );
    assert!(report.counters.visits > 0);
    let tired = |berth: &str| report.needs[berth]["tiredness"];
    assert!(
        tired("bunk") < tired("cell floor") && tired("cell floor") < tired("gallery"),
        "overcrowding costs sleep: {:?}",
        report.needs
    );
    let custody = prison.world().resource::<bighouse_sim::custody::Custody>();
    assert!(custody.on_posts() * 3 <= custody.on_duty());
}

#[test]
fn cell_block_lives_its_day() {
    let (_, report) = lived("cell_block", &[], DAY);
    assert_eq!(report.population.inmates, 60);
    is_a_good_day(&report, 3, 6, 1);
}

#[test]
fn one_changed_line_is_another_day() {
    let (_, plain) = lived("cell_block", &[], DAY / 2);
    let (_, hungry) = lived("cell_block", &["kitchen.quality=10%"], DAY / 2);
    let (_, idle) = lived("cell_block", &["day.08:30=None"], DAY / 2);
    let hunger = |report: &Report| report.needs["bunk"]["hunger"];
    assert!(
        hunger(&hungry) > hunger(&plain) + 20.0,
        "{} against {}",
        hunger(&hungry),
        hunger(&plain)
    );
    assert!(idle.counters.doors_passed < plain.counters.doors_passed);
}

#[test]
fn every_man_is_followed_through_a_morning() {
    let mut prison = Prison::new(shipped("big_house", &[]), 1);
    // From the bell through the first sitting: files, mess hall, and the first men back.
    let mut follower = Follower::new(&prison);
    let until = prison
        .world()
        .resource::<bighouse_sim::clock::Clock>()
        .next_at(0, 7 * 3600 + 35 * 60);
    while prison.now() < until {
        follower.tick(&mut prison);
        if prison.now().is_multiple_of(seconds(5)) {
            one_man_a_seat(&prison);
            one_gate_at_a_time(&prison);
        }
    }
    follower.check_tokens(&prison);
    assert!(follower.longest > 100.0, "men marched");
}

fn one_man_a_seat(prison: &Prison) {
    let world = prison.world();
    let conduct = world.resource::<Conduct>();
    let mut seats = BTreeMap::new();
    for person in world.resource::<Roster>().all_inmates() {
        let doing = conduct.doing(person);
        if doing.there && doing.activity.deed == Deed::Eat {
            let before = seats.insert(doing.activity.at, person);
            assert_eq!(before, None, "two men on the seat {:?}", doing.activity.at);
        }
    }
}

fn one_gate_at_a_time(prison: &Prison) {
    let world = prison.world();
    let topology = world.resource::<Topology>();
    let doors = world.resource::<Doors>();
    let open = topology
        .portals()
        .iter()
        .zip(doors.iter())
        .filter(|(portal, door)| portal.kind == DoorKind::OuterGate && !door.locked)
        .count();
    assert!(open <= 1, "both gates of the sally port stand open");
}

#[test]
fn the_gates_of_the_sally_port_never_stand_open_together_through_a_change_of_shift() {
    let mut prison = Prison::new(shipped("big_house", &[]), 3);
    prison.run_until(
        prison
            .world()
            .resource::<bighouse_sim::clock::Clock>()
            .next_at(0, 14 * 3600),
    );
    let mut opened = 0;
    let end = prison.now() + 25 * MINUTE;
    while prison.now() < end {
        prison.tick();
        one_gate_at_a_time(&prison);
        let world = prison.world();
        let open = world
            .resource::<Topology>()
            .portals()
            .iter()
            .zip(world.resource::<Doors>().iter())
            .any(|(portal, door)| portal.kind == DoorKind::OuterGate && !door.locked);
        opened += u32::from(open);
    }
    assert!(opened > 100, "the shift came through it");
    let custody = prison.world().resource::<bighouse_sim::custody::Custody>();
    assert_eq!(custody.on_duty(), 150, "one shift on duty, the other gone");
}

#[test]
fn jumping_over_empty_ticks_changes_nothing() {
    let mut jumping = Prison::new(shipped("cell_block", &[]), 5);
    let mut ticking = Prison::new(shipped("cell_block", &[]), 5);
    jumping.run_until(3 * HOUR);
    while ticking.now() < 3 * HOUR {
        ticking.tick();
    }
    assert_eq!(jumping.digest(), ticking.digest());
    assert_eq!(jumping.digests(), ticking.digests());
}
