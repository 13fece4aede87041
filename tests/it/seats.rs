//! Conduct: features bid, the highest wins, and a taken seat outbids them all. The house goes on
//! without whoever is led by his seat, and takes him back when he follows the bell again.

use bighouse::words::told;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed, Source};
use bighouse_sim::happening::{CountFact, Happenings, SeatFact, What};
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{DoorKind, RoomUse};
use bighouse_sim::movement::{Bodies, Files, Mode, Queues, Waits};
use bighouse_sim::order::{Giver, Order, OrderName, OrderQueue};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::{Doors, Grid, Tiers, Topology};
use bighouse_sim::record::{person, replay, save};
use bighouse_sim::refusal::Refusal;
use bighouse_sim::regime::Regime;

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
        line: None,
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
    };
    let take = Order::TakeSeat { person };
    assert_eq!(refused(&mut prison, take), Refusal::OnlyForOneself);
    assert_eq!(refused(&mut prison, Order::LockDown), Refusal::OnlyWarden);
    let walk = Order::WalkTo { person, at: place };
    assert_eq!(refused(&mut prison, walk), Refusal::OnlyForOneself);
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
        line: None,
    });
    prison.run_until(prison.now() + 10);
    let failed = What::Seat(SeatFact::OrderFailed {
        order: OrderName::EndLockDown,
        refusal: Refusal::NotLockedDown,
    });
    let is_told = prison
        .world()
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .any(|happening| happening.what == failed);
    assert!(is_told);
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

fn take_seat(prison: &mut Prison, person: PersonId) {
    prison
        .order(Giver::Person(person), Order::TakeSeat { person })
        .expect("the seat is free");
    prison.tick();
}

fn follow(prison: &mut Prison, person: PersonId) {
    prison
        .order(Giver::Person(person), Order::FollowTimetable { person })
        .expect("his seat is taken and leads him");
    prison.tick();
}

fn walk_to(prison: &mut Prison, person: PersonId, at: TileId) -> Result<(), Refusal> {
    prison.order(Giver::Person(person), Order::WalkTo { person, at })
}

fn mode(prison: &Prison, person: PersonId) -> Mode {
    prison.world().resource::<Bodies>().body(person).mode
}

fn tile(prison: &Prison, person: PersonId) -> TileId {
    prison.world().resource::<Bodies>().body(person).tile
}

fn room_use(prison: &Prison, person: PersonId) -> Option<RoomUse> {
    let topology = prison.world().resource::<Topology>();
    topology
        .room_at(tile(prison, person))
        .map(|room| topology.room(room).used_as)
}

fn floor_of(prison: &Prison, used_as: RoomUse) -> TileId {
    let topology = prison.world().resource::<Topology>();
    let (_, room) = topology.rooms_for(used_as).next().expect("there is one");
    room.tiles[room.tiles.len() / 2]
}

/// Lives until something holds; fails if it does not in this many ticks.
fn run_until(prison: &mut Prison, most: u64, what: &str, holds: impl Fn(&Prison) -> bool) {
    for _ in 0..most {
        if holds(prison) {
            return;
        }
        prison.tick();
    }
    panic!("{what} does not hold after {most} ticks");
}

fn inmates(prison: &Prison) -> Vec<PersonId> {
    prison.world().resource::<Roster>().all_inmates().collect()
}

/// Saved and loaded, the run is the same run.
fn holds_through_a_save(prison: &Prison) -> Prison {
    let loaded = save::read(shipped("cell_block", &[]), &save::write(prison))
        .expect("a save just written can be read");
    assert_eq!(loaded.digest(), prison.digest());
    loaded
}

#[test]
fn who_is_taken_out_of_a_marching_file_stands_and_the_file_closes_up() {
    let mut prison = at(7, 0);
    let in_the_middle = |prison: &Prison| {
        let files = prison.world().resource::<Files>();
        let file = files.iter().find(|file| file.marching)?;
        let men: Vec<PersonId> = file.men().collect();
        (men.len() >= 8).then(|| (men[3], men[4], men.len()))
    };
    run_until(&mut prison, 6_000, "a file marches", |prison| {
        in_the_middle(prison).is_some()
    });
    let (man, next, before) = in_the_middle(&prison).expect("it marches");
    let here = tile(&prison, man);
    take_seat(&mut prison, man);
    assert_ne!(mode(&prison, man), Mode::InFile);
    let mut prison = holds_through_a_save(&prison);
    let files = prison.world().resource::<Files>();
    let men: Vec<PersonId> = files
        .iter()
        .find(|file| file.marching)
        .expect("it marches on")
        .men()
        .collect();
    assert!(!men.contains(&man) && men.len() < before);
    // The one behind him passes where he stands, and eats.
    run_until(&mut prison, 8_000, "the next one eats", |prison| {
        prison.world().resource::<Conduct>().is_at(next, Deed::Eat)
    });
    let grid = prison.world().resource::<Grid>();
    assert!(grid.distance(tile(&prison, man), here) < 2_000, "he stayed");
    // He follows the bell again, and comes to his seat at the table by himself.
    follow(&mut prison, man);
    assert!(prison.world().resource::<Conduct>().is_seated(man));
    run_until(&mut prison, 6_000, "he eats", |prison| {
        prison.world().resource::<Conduct>().is_at(man, Deed::Eat)
    });
}

#[test]
fn a_seat_may_be_taken_in_any_state_a_man_is_in() {
    // Through a morning, at odd times, everybody who is at something new is taken and let go again.
    let mut prison = at(6, 20 + 9);
    let mut seen: std::collections::BTreeSet<String> = Default::default();
    let until = prison.now() + 5 * HOUR;
    let mut turn = 0;
    while prison.now() < until {
        prison.run_until(prison.now() + 97);
        let men = inmates(&prison);
        // Doorways are passed in a second: who stands in one is taken before whoever has his turn.
        let in_turn = men[turn % men.len()];
        let topology = prison.world().resource::<Topology>();
        let in_doorway = men
            .iter()
            .find(|man| topology.portal_of(tile(&prison, **man)).is_some());
        let man = in_doorway.copied().unwrap_or(in_turn);
        turn += 7;
        let is_door = prison
            .world()
            .resource::<Topology>()
            .portal_of(tile(&prison, man))
            .is_some();
        let state = format!(
            "{:?} {:?} {is_door}",
            mode(&prison, man),
            deed(&prison, man)
        );
        if !seen.insert(state) {
            continue;
        }
        take_seat(&mut prison, man);
        let mut twin = holds_through_a_save(&prison);
        prison.run_until(prison.now() + 40);
        twin.run_until(prison.now());
        assert_eq!(twin.digest(), prison.digest());
        assert_eq!(mode(&prison, man), Mode::Still, "he stands");
        let topology = prison.world().resource::<Topology>();
        let here = tile(&prison, man);
        assert!(topology.portal_of(here).is_none(), "not in a doorway");
        prison
            .order(Giver::Person(man), Order::LeaveSeat { person: man })
            .expect("it is taken");
    }
    let has = |part: &str| seen.iter().any(|state| state.contains(part));
    for part in [
        "InFile",
        "Walking",
        "true",
        "Still Rest",
        "Still Eat",
        "Still Work",
    ] {
        assert!(has(part), "nobody was {part}: {seen:?}");
    }
    // Nothing of it has hurt the day: all who were let go are where the bell has them.
    prison.run_until(prison.now() + 10 * MINUTE);
    assert_eq!(
        prison
            .world()
            .resource::<bighouse_sim::movement::Progress>()
            .stuck,
        Vec::new()
    );
}

#[test]
fn a_truant_holds_up_neither_his_sitting_nor_the_next_and_goes_without() {
    let mut prison = at(6, 58);
    // Those of the first sitting: the first man of the first tier stays where he is.
    let tier = prison.world().resource::<Roster>().all_inmates().next();
    let truant = tier.expect("there are men");
    take_seat(&mut prison, truant);
    let until = prison.now() + 90 * MINUTE;
    prison.run_until(until);
    let meal = prison.world().resource::<Regime>().ledger.meals[0].clone();
    assert_eq!(meal.sittings.len(), 2, "the second sitting was called");
    assert_eq!((meal.expected, meal.served), (60, 59));
    // His tier was locked behind the others, and is opened for him when he follows the bell.
    follow(&mut prison, truant);
    run_until(&mut prison, 9_000, "he does as the bell says", |prison| {
        let doing = prison.world().resource::<Conduct>().doing(truant);
        doing.there && doing.activity.deed != Deed::Stand
    });
}

#[test]
fn who_is_out_at_night_keeps_no_tier_open_and_is_let_in_when_he_goes_home() {
    let mut prison = at(16, 0);
    let man = inmates(&prison)[10];
    run_until(&mut prison, 20_000, "he is out of his cell", |prison| {
        room_use(prison, man) == Some(RoomUse::Yard)
            || room_use(prison, man) == Some(RoomUse::MessHall)
            || room_use(prison, man) == Some(RoomUse::Way)
    });
    take_seat(&mut prison, man);
    let night = prison
        .world()
        .resource::<Clock>()
        .next_at(prison.now(), 22 * 3600);
    prison.run_until(night);
    let open = |prison: &Prison| {
        let world = prison.world();
        let topology = world.resource::<Topology>();
        let doors = world.resource::<Doors>();
        let tiers = world.resource::<Tiers>();
        tiers
            .cells()
            .filter_map(|(_, cell)| topology.portal_of(cell.door))
            .filter(|door| !doors.is_locked(*door))
            .count()
    };
    assert_eq!(open(&prison), 0, "every lever is thrown");
    assert_ne!(room_use(&prison, man), Some(RoomUse::Cell));
    let lockup = prison.world().resource::<Regime>().ledger.lockups[0];
    assert_eq!((lockup.men, lockup.missing), (59, 1));
    prison
        .order(Giver::Person(man), Order::LeaveSeat { person: man })
        .expect("it is taken");
    run_until(&mut prison, 9_000, "he sleeps", |prison| {
        prison.world().resource::<Conduct>().is_at(man, Deed::Sleep)
    });
    prison.run_until(prison.now() + 5 * MINUTE);
    assert_eq!(open(&prison), 0, "and the lever behind him");
}

#[test]
fn a_man_locked_in_waits_at_his_door_and_is_let_out_by_the_bell_only() {
    let mut prison = at(2, 30);
    let man = inmates(&prison)[0];
    assert_eq!(deed(&prison, man), Deed::Sleep);
    take_seat(&mut prison, man);
    let yard = floor_of(&prison, RoomUse::Yard);
    walk_to(&mut prison, man, yard).expect("he may try");
    prison.run_until(prison.now() + 5 * MINUTE);
    assert_eq!(room_use(&prison, man), Some(RoomUse::Cell));
    let waiting = person::waiting(prison.world(), man).expect("he waits");
    let words = told::said(prison.world(), &waiting.message);
    assert!(
        words.starts_with("waits for the door between gallery A1 and cell A-")
            || words.starts_with("waits for the door between cell A-"),
        "{}",
        words
    );
    assert!(words.contains("since 02:3"), "{}", words);
    follow(&mut prison, man);
    prison.run_until(prison.now() + 5 * MINUTE);
    assert_eq!(deed(&prison, man), Deed::Sleep);
}

#[test]
fn no_inmate_walks_out_of_the_sally_port() {
    let mut prison = at(9, 30);
    let (man, _) = worker(&prison);
    take_seat(&mut prison, man);
    let outside = floor_of(&prison, RoomUse::Outside);
    walk_to(&mut prison, man, outside).expect("he may try");
    // Through a change of shift, when the gates are opened for officers again and again.
    let shift = prison
        .world()
        .resource::<Clock>()
        .next_at(prison.now(), 15 * 3600);
    let mut passed = 0;
    while prison.now() < shift {
        prison.run_until(prison.now() + MINUTE);
        let world = prison.world();
        let topology = world.resource::<Topology>();
        let within = room_use(&prison, man).is_none_or(|used_as| !used_as.is_outside());
        assert!(within, "he is out at {}", prison.now());
        passed = topology
            .portals()
            .iter()
            .filter(|portal| portal.kind == DoorKind::OuterGate)
            .filter_map(|portal| topology.portal_of(portal.key()))
            .map(|gate| world.resource::<Doors>().door(gate).taken)
            .sum();
    }
    assert!(passed > 0, "officers have passed him");
    let waiting = person::waiting(prison.world(), man).expect("he waits");
    let words = told::said(prison.world(), &waiting.message);
    assert!(
        words.starts_with("stands before the gate between") && words.contains("not opened to him"),
        "{}",
        words
    );
    // That he stands there by order makes him no stuck man.
    let progress = prison
        .world()
        .resource::<bighouse_sim::movement::Progress>();
    assert_eq!((progress.stuck.clone(), progress.times), (Vec::new(), 0));
    holds_through_a_save(&prison);
}

#[test]
fn a_walk_by_keys_is_smooth_goes_through_doors_and_is_one_happening() {
    let mut prison = at(9, 30);
    let (man, _) = worker(&prison);
    take_seat(&mut prison, man);
    // Out of the mill and across the prison to the mess hall, a new goal a few metres ahead each
    // three ticks, as keys would have it: the tiles of the way, found by walking it once.
    let goal = floor_of(&prison, RoomUse::Kitchen);
    let trail = {
        let mut scout = holds_through_a_save(&prison);
        walk_to(&mut scout, man, goal).expect("there is a way");
        let mut trail = Vec::new();
        while tile(&scout, man) != goal {
            scout.tick();
            if scout
                .world()
                .resource::<Topology>()
                .reach(tile(&scout, man))
                .is_some()
                && trail.last() != Some(&tile(&scout, man))
            {
                trail.push(tile(&scout, man));
            }
            assert!(
                scout.now() < prison.now() + 4_000,
                "the way is a few minutes"
            );
        }
        trail
    };
    assert!(trail.len() > 25, "{}", trail.len());
    let orders = prison.world().resource::<OrderQueue>().given.len();
    let began = prison.now();
    let (mut place, mut given, mut stood) = (0, 0, 0);
    while tile(&prison, man) != goal {
        if let Some(here) = trail
            .iter()
            .rposition(|tile_of| *tile_of == tile(&prison, man))
        {
            place = place.max(here);
        }
        let ahead = trail[(place + 3).min(trail.len() - 1)];
        if prison.now().is_multiple_of(3) && walk_to(&mut prison, man, ahead).is_ok() {
            given += 1;
        }
        let before = *prison.world().resource::<Bodies>().body(man);
        prison.tick();
        let body = prison.world().resource::<Bodies>().body(man);
        stood += u32::from((before.x, before.y) == (body.x, body.y));
        assert!(
            prison.now() < began + 4_000,
            "he gets there: {place} of {}",
            trail.len()
        );
    }
    assert!(stood < 60, "he stood for {stood} ticks");
    assert!(
        given <= trail.len(),
        "{given} orders for {} metres",
        trail.len()
    );
    let written = prison.world().resource::<OrderQueue>().given.len() - orders;
    assert_eq!(written, given);
    let walks = prison
        .world()
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .filter(|happening| happening.what == What::Seat(SeatFact::WalkOrdered))
        .count();
    assert!(walks <= 3, "{walks} happenings for one walk");
    // The replay of it is the same walk.
    let text = replay::write(&replay::of(&prison));
    let replay = replay::read(&text).expect("it was just written");
    let mut again = Prison::new(shipped("cell_block", &[]), replay.seed);
    again.run_with(&replay.orders, replay.end);
    assert_eq!(again.digest(), prison.digest());
}

#[test]
fn a_walk_said_again_is_refused_and_one_overtaken_is_forgotten() {
    let mut prison = at(9, 30);
    let (man, place) = worker(&prison);
    take_seat(&mut prison, man);
    walk_to(&mut prison, man, place).expect("he may");
    let yard = floor_of(&prison, RoomUse::Yard);
    walk_to(&mut prison, man, yard).expect("he may change his mind");
    prison.tick();
    let given = prison.world().resource::<OrderQueue>().given.clone();
    let walks: Vec<&Order> = given
        .iter()
        .map(|given| &given.order)
        .filter(|order| matches!(order, Order::WalkTo { .. }))
        .collect();
    assert_eq!(
        walks,
        [&Order::WalkTo {
            person: man,
            at: yard
        }]
    );
    let error = walk_to(&mut prison, man, yard).expect_err("he is on his way");
    assert_eq!(error, Refusal::OnHisWay);
    follow(&mut prison, man);
    let again = prison
        .order(Giver::Person(man), Order::FollowTimetable { person: man })
        .expect_err("he does");
    assert_eq!(again, Refusal::FollowsTimetable);
    walk_to(&mut prison, man, yard).expect("and may walk there again");
}

#[test]
fn who_queues_keeps_his_place_when_he_is_told_to_go_the_same_way() {
    let mut prison = at(7, 0);
    let queued = |prison: &Prison| {
        let queues = prison.world().resource::<Queues>();
        let doors = prison.world().resource::<Doors>();
        doors
            .iter()
            .map(|door| queues.before(door.key).collect::<Vec<_>>())
            .find(|men| men.len() >= 3)
    };
    // Too few men for a crowd before a door: those locked in at night are told to walk out.
    let mut night = at(2, 30);
    let men = inmates(&night);
    let cell = |prison: &Prison, man| {
        let topology = prison.world().resource::<Topology>();
        topology.room_at(tile(prison, man))
    };
    let mates: Vec<PersonId> = men
        .iter()
        .copied()
        .filter(|man| cell(&night, *man) == cell(&night, men[0]))
        .collect();
    assert_eq!(mates.len(), 3);
    let (yard, hall) = (
        floor_of(&night, RoomUse::Yard),
        floor_of(&night, RoomUse::MessHall),
    );
    for man in &mates {
        take_seat(&mut night, *man);
        walk_to(&mut night, *man, yard).expect("he may try");
    }
    night.run_until(night.now() + MINUTE);
    let before = queued(&night).expect("three wait at the door of their cell");
    walk_to(&mut night, before[0], hall).expect("he may");
    night.run_until(night.now() + 5);
    assert_eq!(
        queued(&night),
        Some(before.clone()),
        "he is still the first"
    );
    let second = person::waiting(night.world(), before[1]).expect("he waits");
    assert!(!told::said(night.world(), &second.message).is_empty());
    // In the day's crowds, who is told nothing is not in anybody's way either.
    prison.run_until(prison.now() + MINUTE);
    let waits = prison.world().resource::<Waits>();
    let file = inmates(&prison)
        .into_iter()
        .find_map(|man| waits.of(man).map(|_| man))
        .and_then(|man| person::waiting(prison.world(), man));
    if let Some(waiting) = file {
        let words = told::said(prison.world(), &waiting.message);
        assert!(words.contains("since 07:0"), "{}", words);
    }
}

#[test]
fn who_stands_in_a_file_is_told_by_which_order_and_until_when() {
    let mut prison = at(7, 0);
    let in_file = |prison: &Prison| {
        inmates(prison).into_iter().find(|man| {
            mode(prison, *man) == Mode::InFile
                && prison.world().resource::<Waits>().of(*man).is_some()
        })
    };
    run_until(&mut prison, 3_000, "somebody falls in", |prison| {
        in_file(prison).is_some()
    });
    let man = in_file(&prison).expect("he stands there");
    let waiting = person::waiting(prison.world(), man).expect("he waits");
    let words = told::said(prison.world(), &waiting.message);
    assert!(
        words.contains("stands in his file: the bell called to a meal"),
        "{}",
        words
    );
    let until = waiting.until.expect("its end is known");
    assert!(until > prison.now() && until < prison.now() + 2 * MINUTE);
    let card = person::belongs(prison.world(), man);
    assert!(card.cell.is_some_and(|cell| cell.starts_with("A-")));
    assert_eq!(card.next.expect("the day goes on").at, "08:30");
}

#[test]
fn a_count_that_misses_a_man_is_not_complete_and_names_him() {
    let mut prison = at(9, 30);
    // He stands in a corner of the grounds that is walled up about him.
    let (man, _) = worker(&prison);
    let grid = prison.world().resource::<Grid>();
    let corner = grid.at(2, 2).expect("on the map");
    let around = [
        (1, 2),
        (2, 1),
        (3, 2),
        (2, 3),
        (1, 1),
        (3, 3),
        (3, 1),
        (1, 3),
    ]
    .map(|(x, y)| grid.at(x, y).expect("on the map"));
    take_seat(&mut prison, man);
    walk_to(&mut prison, man, corner).expect("there is a way");
    run_until(&mut prison, 20_000, "he is in the corner", |prison| {
        tile(prison, man) == corner && mode(prison, man) == Mode::Still
    });
    for at in around {
        let build = bighouse_sim::level::Tile::Wall;
        // Some of it is wall already.
        let _ = prison.order(Giver::Author, Order::PlanWork { at, build });
    }
    let afternoon = prison.world().resource::<Clock>().next_at(0, 14 * 3600);
    prison.run_until(afternoon);
    let chronicle = prison.world().resource::<Happenings>().chronicle();
    let ended = chronicle
        .iter()
        .rev()
        .find_map(|happening| match happening.what {
            What::Count(CountFact::CountEnded {
                counted,
                book,
                complete,
                ..
            }) => Some((counted, book, complete)),
            _ => None,
        });
    assert_eq!(ended, Some((59, 60, false)));
    let missed: Vec<&bighouse_sim::happening::Happening> = chronicle
        .iter()
        .filter(|happening| matches!(happening.what, What::Count(CountFact::MissedAtCount { .. })))
        .collect();
    assert_eq!(missed.len(), 1);
    assert_eq!(missed[0].who, Some(man));
    let words = told::line(prison.world(), missed[0]).words;
    assert!(words.contains("was missed at count"), "{words}");
    let causes = prison.world().resource::<Happenings>().causes(missed[0].id);
    assert!(causes.iter().any(|cause| {
        told::line(prison.world(), cause)
            .words
            .contains("not complete")
    }));
}
