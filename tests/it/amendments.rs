//! Amendments: what is saved in a level while it is lived in holds from the next tick on, as an
//! order; what cannot is told, and nothing changes.

use std::sync::Arc;

use bighouse::words::day;
use bighouse::words::orders::refusal;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::custody::Custody;
use bighouse_sim::due::{DueKind, DueQueue};
use bighouse_sim::happening::{CustodyFact, DayFact, Happenings, SeatFact, What};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::{
    self, Amendment, Crowd, Guards, HoursChange, Level, LineChange, Occasion,
};
use bighouse_sim::live;
use bighouse_sim::order::{Given, Giver, Order, OrderQueue};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::record::{replay, save};
use bighouse_sim::refusal::Refusal;
use bighouse_sim::regime::{Regime, today};
use bighouse_sim::rules::Rules;

use crate::common::forged::forged;
use crate::common::shipped;

fn level(sets: &[&str]) -> Arc<Level> {
    shipped("cell_block", sets)
}

/// The smallest prison at a time of its first day.
fn at(hour: u32, minute: u32) -> Prison {
    let mut prison = Prison::new(level(&[]), 1);
    let tick = tick_of(&prison, hour, minute);
    prison.run_until(tick);
    prison
}

fn tick_of(prison: &Prison, hour: u32, minute: u32) -> u64 {
    let clock = prison.world().resource::<Clock>();
    clock.next_at(clock.tick, hour * 3600 + minute * 60)
}

fn amend(prison: &mut Prison, amendment: Amendment) -> Result<(), String> {
    prison
        .order(Giver::Author, Order::AmendLevel(Box::new(amendment)))
        .map_err(|why| refusal(prison.world(), &why))
}

/// Everyday lines of the timetable, each set or taken away.
fn day(lines: &[(u32, Option<Occasion>)]) -> Amendment {
    let change = |(at, occasion): &(u32, Option<Occasion>)| LineChange {
        weekday: None,
        at: *at,
        occasion: occasion.clone(),
    };
    Amendment {
        day: lines.iter().map(change).collect(),
        ..Amendment::default()
    }
}

const fn time(hour: u32, minute: u32) -> u32 {
    hour * 3600 + minute * 60
}

/// When bells rang after `from`, and to what.
fn rung(prison: &Prison, from: u64) -> Vec<(String, &'static str)> {
    let clock = prison.world().resource::<Clock>();
    prison
        .world()
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .filter(|happening| happening.tick >= from)
        .filter_map(|happening| match &happening.what {
            What::Day(DayFact::OccasionCalled { occasion }) => Some((
                clock.hh_mm(happening.tick),
                day::title_of(occasion, clock.second_of_day(happening.tick)),
            )),
            _ => None,
        })
        .collect()
}

fn rung_in_words(prison: &Prison, from: u64) -> Vec<String> {
    rung(prison, from)
        .into_iter()
        .map(|(at, title)| format!("{at} {title}"))
        .collect()
}

fn doing(prison: &Prison, deed: Deed) -> usize {
    let conduct = prison.world().resource::<Conduct>();
    let inmates = prison.world().resource::<Roster>().all_inmates();
    inmates
        .filter(|person| conduct.doing(*person).activity.deed == deed)
        .count()
}

fn kitchen(quality: u32) -> Amendment {
    let mut kitchen = level(&[]).kitchen.clone();
    (kitchen.quality, kitchen.spend_cents) = (quality, 11);
    Amendment {
        kitchen: Some(kitchen),
        ..Amendment::default()
    }
}

#[test]
fn a_constant_amended_holds_from_the_next_tick_and_is_written_down() {
    let mut prison = at(6, 40);
    let before = prison.digest();
    amend(&mut prison, kitchen(4_000)).expect("it lies in the range");
    assert_eq!(prison.world().resource::<Rules>().kitchen.quality, 6_000);
    prison.tick();
    let rules = prison.world().resource::<Rules>();
    assert_eq!(rules.kitchen.quality, 4_000);
    assert_eq!(rules.as_read().kitchen.quality, 6_000, "as it was read");
    assert_ne!(prison.digest().all, before.all);
    let told = prison
        .world()
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .find_map(|happening| match &happening.what {
            What::Seat(SeatFact::Amended { what }) => Some(what.clone()),
            _ => None,
        });
    let told = told.expect("the chronicle tells of it");
    assert!(told.contains("kitchen.quality 60 % -> 40 %"), "{told}");
    assert!(told.contains("kitchen.spend 17 c/man/day -> 11"), "{told}");
    let error = amend(&mut prison, kitchen(4_000)).expect_err("it changes nothing");
    assert!(error.contains("in force already"), "{error}");
}

#[test]
fn worse_food_fills_men_less() {
    use bighouse_sim::needs::{Need, Needs};
    let hunger = |quality: Option<u32>| {
        let mut prison = at(6, 40);
        if let Some(quality) = quality {
            amend(&mut prison, kitchen(quality)).expect("it lies in the range");
        }
        prison.run_until(2 * HOUR);
        let now = prison.now();
        let needs = prison.world().resource::<Needs>();
        let inmates = prison.world().resource::<Roster>().all_inmates();
        inmates
            .map(|person| i64::from(needs.of(person, Need::Food, now)))
            .sum::<i64>()
    };
    assert!(hunger(Some(1_000)) > hunger(None));
}

/// A bit of everything that can be amended.
fn everything() -> Vec<(u64, Amendment)> {
    let guards = level(&[]).guards.clone();
    let mut crowd = level(&[]).crowd.clone();
    (crowd.door_flow, crowd.march, crowd.spacing) = (2_500, 1_400, 700);
    vec![
        (
            20,
            day(&[
                (time(7, 30), Some(Occasion::Yard)),
                (
                    time(7, 0),
                    Some(Occasion::Meal {
                        sittings: 2,
                        eat: 600,
                        until: time(7, 29),
                    }),
                ),
                (time(8, 30), None),
            ]),
        ),
        (
            60,
            Amendment {
                crowd: Some(crowd),
                ..kitchen(2_000)
            },
        ),
        (
            90,
            Amendment {
                guards: Some(Guards {
                    day: 3,
                    evening: 5,
                    evening_from: time(13, 0),
                    ..guards
                }),
                ..Amendment::default()
            },
        ),
    ]
}

#[test]
fn an_amended_run_saved_and_loaded_at_every_tick_is_the_same_run() {
    let start = || {
        let mut prison = Prison::new(level(&[]), 1);
        prison.run_until(35 * MINUTE + 100);
        prison
    };
    let (mut straight, mut broken) = (start(), start());
    let first = straight.now();
    for (after, amendment) in everything() {
        for prison in [&mut straight, &mut broken] {
            prison.order_at(Given {
                tick: first + after,
                giver: Giver::Author,
                order: Order::AmendLevel(Box::new(amendment.clone())),
                line: None,
            });
        }
    }
    for _ in 0..400 {
        straight.tick();
        let bytes = save::write(&broken);
        broken = save::read(level(&[]), &bytes).expect("a save just written can be read");
        broken.tick();
        let (mine, theirs) = (straight.digest(), broken.digest());
        assert_eq!(mine.differs_in(&theirs), None, "at {}", straight.now());
    }
    let rules = broken.world().resource::<Rules>();
    assert_eq!((rules.kitchen.quality, rules.crowd.march), (2_000, 1_400));
    assert_eq!((rules.guards.day, rules.guards.evening), (3, 5));
    // And through what was amended: the bells, the shift at its new hour.
    for prison in [&mut straight, &mut broken] {
        prison.run_until(8 * HOUR);
    }
    assert_eq!(straight.digest().differs_in(&broken.digest()), None);
    let bells = rung_in_words(&broken, first);
    assert!(bells.contains(&"07:30 Yard".to_owned()), "{bells:?}");
    assert!(!bells.contains(&"08:30 Work".to_owned()), "{bells:?}");
    let shifts = broken.world().resource::<Happenings>().chronicle().iter();
    let evening: Vec<(String, u32)> = shifts
        .filter_map(|happening| match happening.what {
            What::Custody(CustodyFact::ShiftBegan { shift: 1, officers }) => {
                let clock = broken.world().resource::<Clock>();
                Some((clock.hh_mm(happening.tick), officers))
            }
            _ => None,
        })
        .collect();
    assert_eq!(evening, [("13:00".to_owned(), 5)]);
}

#[test]
fn a_replay_with_amendments_is_written_read_and_the_run_again() {
    let mut prison = at(6, 50);
    for (after, amendment) in everything() {
        let until = 25 * MINUTE + after * 10;
        prison.run_until(until);
        amend(&mut prison, amendment).expect("it lies in the range");
    }
    let warden = warden(&prison);
    prison
        .order(
            Giver::Person(warden),
            Order::AmendTimetable(LineChange {
                weekday: Some(6),
                at: time(10, 0),
                occasion: Some(Occasion::Visits {
                    men: 3,
                    length: 900,
                }),
            }),
        )
        .expect("the warden may");
    prison.run_until(3 * HOUR + 7);
    let text = replay::write(&replay::of(&prison));
    let replay = replay::read(&text).expect("it was just written");
    assert_eq!(replay.orders.len(), 4);
    let mut again = Prison::new(level(&[]), replay.seed);
    let mut orders = replay.orders.as_slice();
    for (tick, digest) in &replay.digests {
        orders = again.run_with(orders, *tick);
        assert_eq!(again.digest().all, digest.all, "at tick {tick}");
    }
    assert_eq!(replay::write(&replay::of(&again)), text);
}

fn warden(prison: &Prison) -> PersonId {
    let roster = prison.world().resource::<Roster>();
    roster
        .with_role(Role::Warden)
        .next()
        .expect("there is a warden")
}

#[test]
fn a_line_taken_away_does_not_ring_and_a_new_one_does() {
    let mut prison = at(9, 30);
    let from = prison.now();
    let lines = [
        (time(11, 40), None),
        (time(10, 15), Some(Occasion::Yard)),
        (time(10, 45), Some(Occasion::Rest)),
    ];
    amend(&mut prison, day(&lines)).expect("it lies in the range");
    let until = tick_of(&prison, 13, 1);
    prison.run_until(until);
    assert_eq!(
        rung_in_words(&prison, from),
        ["10:15 Yard", "10:45 Cells", "13:00 Count"]
    );
    let queued = |prison: &Prison| {
        let due = prison.world().resource::<DueQueue>();
        due.entries()
            .filter(|due| due.kind == DueKind::Bell)
            .count()
    };
    assert_eq!(queued(&prison), 1, "one bell waits, the next");
}

#[test]
fn amendments_in_the_ticks_about_a_bell_neither_lose_nor_double_it() {
    for early in 0..4 {
        let mut prison = at(9, 30);
        let bell = tick_of(&prison, 11, 40);
        // In four ticks that follow one another, about that of the bell.
        for (tick, quality) in (0..4).zip([1_000, 2_000, 3_000, 4_000]) {
            let mut amendment = kitchen(quality);
            amendment.day = day(&[(time(20, tick as u32), Some(Occasion::Rest))]).day;
            prison.order_at(Given {
                tick: bell + tick - early,
                giver: Giver::Author,
                order: Order::AmendLevel(Box::new(amendment)),
                line: None,
            });
        }
        let from = prison.now();
        prison.run_until(bell + MINUTE);
        assert_eq!(rung_in_words(&prison, from), ["11:40 Dinner"], "{early}");
        assert_eq!(prison.world().resource::<Rules>().kitchen.quality, 4_000);
    }
}

#[test]
fn what_the_hour_calls_for_by_the_new_timetable_is_called_at_once() {
    let mut prison = at(9, 30);
    assert_eq!(doing(&prison, Deed::Exercise), 0);
    amend(&mut prison, day(&[(time(9, 0), Some(Occasion::Yard))])).expect("it may");
    prison.run_until(prison.now() + 20 * MINUTE);
    assert!(doing(&prison, Deed::Exercise) > 50, "they are in the yard");
    assert_eq!(today::what_is_on(prison.world()), Some("title-yard"));
    // Taken away again, work goes on as if it had never been.
    amend(&mut prison, day(&[(time(9, 0), None)])).expect("it is there");
    prison.run_until(prison.now() + 20 * MINUTE);
    assert_eq!(doing(&prison, Deed::Exercise), 0);
    assert_eq!(doing(&prison, Deed::Work), 28);
}

#[test]
fn a_line_that_is_past_when_it_is_written_calls_nobody() {
    let mut prison = at(9, 30);
    let lines = [
        (time(8, 30), None),
        // Over at 08:20, as the timetable has it: nobody is called to breakfast at 09:30.
        (time(7, 10), Some(Occasion::Rest)),
        (time(7, 10), None),
    ];
    amend(&mut prison, day(&lines[..1])).expect("it is there");
    prison.run_until(prison.now() + 20 * MINUTE);
    assert_eq!(doing(&prison, Deed::Eat), 0);
    assert_eq!(doing(&prison, Deed::Rest), 60, "all are at home");
    let error = amend(&mut prison, day(&lines[2..])).expect_err("it is not there");
    assert!(error.contains("no line at 07:10"), "{error}");
}

#[test]
fn a_meal_that_goes_on_ends_when_its_line_says_so_now() {
    let mut prison = at(7, 20);
    let served = |prison: &Prison| prison.world().resource::<Regime>().ledger.meals[0].served;
    assert!(served(&prison) < 60);
    let meal = Occasion::Meal {
        sittings: 2,
        eat: 1_200,
        until: time(7, 25),
    };
    amend(&mut prison, day(&[(time(7, 0), Some(meal))])).expect("it may");
    prison.run_until(prison.now() + 6 * MINUTE);
    let regime = prison.world().resource::<Regime>();
    assert!(regime.assembly.is_none(), "the tables are cleared");
    assert_eq!(regime.ledger.meals.len(), 1, "it was not called anew");
    assert!(served(&prison) < 60, "some went without");
}

#[test]
fn other_hours_of_a_night_job_hold_the_same_night() {
    let sets = ["jobs.bakers=(room: Kitchen, men: 4, night: true, hours: \"18:30..05:30\")"];
    let mut prison = Prison::new(level(&sets), 1);
    let evening = tick_of(&prison, 18, 10);
    prison.run_until(evening);
    let jobs = &prison.world().resource::<Rules>().jobs;
    let bakers = jobs.iter().position(|job| job.name == "bakers");
    let hours = Amendment {
        hours: vec![HoursChange {
            job: bakers.expect("they bake") as u16,
            hours: Some((time(19, 30), time(4, 0))),
        }],
        ..Amendment::default()
    };
    amend(&mut prison, hours).expect("it is a night job");
    let working = |prison: &mut Prison, hour, minute| {
        let tick = tick_of(prison, hour, minute);
        prison.run_until(tick);
        doing(prison, Deed::Work)
    };
    assert_eq!(working(&mut prison, 19, 0), 0, "not at the old hour");
    assert_eq!(working(&mut prison, 19, 31), 4);
    assert_eq!(working(&mut prison, 3, 59), 4);
    assert_eq!(working(&mut prison, 4, 1), 0);
}

#[test]
fn officers_are_shared_out_anew_and_nobody_is_made() {
    let mut prison = at(9, 30);
    let guards = prison.world().resource::<Rules>().guards.clone();
    let wanted = |day, evening, night| Amendment {
        guards: Some(Guards {
            day,
            evening,
            night,
            ..guards.clone()
        }),
        ..Amendment::default()
    };
    let error = amend(&mut prison, wanted(4, 4, 4)).expect_err("11 are employed");
    assert!(
        error.contains("12 officers") && error.contains("11 are"),
        "{error}"
    );
    amend(&mut prison, wanted(1, 6, 2)).expect("nine of eleven");
    let on_duty = |prison: &mut Prison, hour| {
        let tick = tick_of(prison, hour, 30);
        prison.run_until(tick);
        prison.world().resource::<Custody>().on_duty()
    };
    assert_eq!(on_duty(&mut prison, 10), 4, "who is on stays on");
    assert_eq!(on_duty(&mut prison, 14), 6);
    assert_eq!(on_duty(&mut prison, 22), 2);
    assert_eq!(on_duty(&mut prison, 6), 1);
    // A shift that should be on by its new time comes on at once.
    let early = Amendment {
        guards: Some(Guards {
            day: 1,
            evening: 6,
            night: 2,
            evening_from: time(6, 15),
            ..guards
        }),
        ..Amendment::default()
    };
    amend(&mut prison, early).expect("it may");
    prison.run_until(prison.now() + 15 * MINUTE);
    assert_eq!(prison.world().resource::<Custody>().on_duty(), 6);
}

#[test]
fn what_lies_out_of_its_range_is_refused_whoever_writes_it() {
    let meal = |eat, until| {
        day(&[(
            time(7, 0),
            Some(Occasion::Meal {
                sittings: 2,
                eat,
                until,
            }),
        )])
    };
    let crowd = |door_flow| Amendment {
        crowd: Some(Crowd {
            door_flow,
            ..Crowd::default()
        }),
        ..Amendment::default()
    };
    let hours = |job, hours| Amendment {
        hours: vec![HoursChange { job, hours }],
        ..Amendment::default()
    };
    let line = |weekday, at| Amendment {
        day: vec![LineChange {
            weekday,
            at,
            occasion: Some(Occasion::Rest),
        }],
        ..Amendment::default()
    };
    let bad = [
        (kitchen(10_001), "kitchen.quality is out of its range"),
        (crowd(0), "crowd.door_flow is out of its range"),
        (crowd(u32::MAX), "crowd.door_flow is out of its range"),
        (
            meal(59, time(8, 0)),
            "eat is out of its range, 1 min to 2 h",
        ),
        (meal(600, time(6, 0)), "until is not after"),
        (meal(600, time(24, 0)), "until is no time of day"),
        (line(Some(7), 0), "seven days"),
        (line(None, 61), "to the minute"),
        (line(None, u32::MAX), "to the minute"),
        (hours(0, Some((0, 0))), "ends when it begins"),
    ];
    let mut prison = at(6, 40);
    for (amendment, words) in bad {
        let error = amend(&mut prison, amendment.clone()).expect_err(words);
        assert!(error.contains(words), "{error} for {words}");
        let given = Given {
            tick: prison.now() + 5,
            giver: Giver::Author,
            order: Order::AmendLevel(Box::new(amendment)),
            line: None,
        };
        assert!(!given.is_sound(100, 10_000), "{words}");
        // Forged into a save it is refused as well.
        let loaded = forged(&level(&[]), &at(6, 40), |queue: &mut OrderQueue| {
            queue.waiting.push(given.clone());
        });
        assert!(loaded.is_err());
        // And in a replay.
        let mut replay = replay::of(&prison);
        replay.orders = vec![Given { tick: 0, ..given }];
        let text = replay::write(&replay);
        let read = replay::read(&text).expect("it is a replay");
        assert!(replay::check_orders(&read, &text, 100, 10_000).is_err());
    }
    for (amendment, words) in [
        (hours(99, None), "no job number 99"),
        (hours(0, Some((0, 60))), "no job of the night"),
        (Amendment::default(), "in force already"),
    ] {
        let error = amend(&mut prison, amendment).expect_err(words);
        assert!(error.contains(words), "{error}");
    }
    let other = Giver::Person(warden(&prison));
    let error = prison
        .order(other, Order::AmendLevel(Box::new(kitchen(100))))
        .expect_err("the warden is no author");
    assert_eq!(error, Refusal::OnlyAuthor);
}

#[test]
fn a_forged_level_in_force_is_refused() {
    use bighouse_sim::rules::Amended;
    let forge = |change: &dyn Fn(&mut bighouse_sim::level::Constants)| {
        let prison = at(6, 40);
        let mut constants = prison.world().resource::<Rules>().constants();
        change(&mut constants);
        let in_force = Amended::from(&level(&[]), constants);
        let loaded = forged(&level(&[]), &prison, |amended| *amended = in_force);
        loaded.map(|_| ())
    };
    assert_eq!(forge(&|constants| constants.kitchen.quality = 1), Ok(()));
    assert!(forge(&|constants| constants.kitchen.quality = 10_001).is_err());
    assert!(forge(&|constants| constants.day.reverse()).is_err());
    assert!(forge(&|constants| constants.day[0].at = 7).is_err());
    assert!(forge(&|constants| constants.hours.push(None)).is_err());
    assert!(forge(&|constants| constants.guards.day = 5_000).is_err());
}

#[test]
fn a_difference_tells_what_can_be_amended_and_what_needs_a_restart() {
    let prison = at(6, 40);
    let old = level(&[]);
    let new = level(&[
        "kitchen.quality=40%",
        "crowd.march=1.25 m/s",
        "guards.harshness=80%",
        "day.11:40=None",
        "day.10:00=Count(within: \"20 min\")",
        "population.lifers.men=9",
        "starts=1930-11-20 06:00",
    ]);
    let found = live::difference(prison.world(), &old, &new);
    assert_eq!(
        found.amended,
        [
            "kitchen.quality 60 % -> 40 %",
            "guards.harshness 50 % -> 80 %",
            "crowd.march 1.1 m/s -> 1.25 m/s",
            "day.11:40 Meal(sittings: 2, eat: \"20 min\", until: \"13:00\") taken away",
            "day.10:00 Count(within: \"20 min\") added",
        ]
    );
    assert_eq!(
        found.restart,
        [
            "starts 1930-11-20T06:25:00 -> 1930-11-20T06:00:00",
            "population.lifers.men 8 -> 9"
        ]
    );
    let amendment = found.amendment.expect("there is something to amend");
    live::check(
        prison.world(),
        Giver::Author,
        &Order::AmendLevel(Box::new(amendment.clone())),
    )
    .expect("what two sound levels differ in is sound");
    // With the amendment over it, the old level is the new one in all that can be amended.
    let mut constants = old.constants();
    constants.amend(&amendment);
    assert_eq!(constants, new.constants());
    // More officers than are employed need a restart; the rest does not.
    let new = level(&["kitchen.quality=40%", "guards.day=8"]);
    let found = live::difference(prison.world(), &old, &new);
    assert_eq!(found.amended, ["kitchen.quality 60 % -> 40 %"]);
    assert_eq!(
        found.restart,
        ["guards: 15 officers in the three shifts, and 11 are employed"]
    );
    assert!(level::difference(&old, &old).is_empty());
}

#[test]
fn every_shipped_level_differs_from_another_in_words() {
    let (calm, hungry) = (
        shipped("big_house_calm", &[]),
        shipped("big_house_hungry", &[]),
    );
    let found = level::difference(&calm, &hungry);
    assert_eq!(
        found.restart,
        ["title \"The Calm House\" -> \"The Hungry House\""]
    );
    assert!(found.amended.len() >= 6, "{:?}", found.amended);
    let other = level::difference(&calm, &shipped("cell_block", &[]));
    assert!(
        other.restart.iter().any(|words| words.contains("the map")),
        "{:?}",
        other.restart
    );
}

#[test]
fn what_was_recorded_of_an_amended_run_is_at_home_in_the_amended_level() {
    let mut prison = at(6, 40);
    amend(&mut prison, kitchen(4_000)).expect("it lies in the range");
    prison.run_until(prison.now() + MINUTE);
    // The file on the disk says by now what was amended.
    let sets = ["kitchen.quality=40%", "kitchen.spend=11 c/man/day"];
    let bytes = save::write(&prison);
    let loaded = save::read(level(&sets), &bytes).expect("it is the same level, amended");
    assert_eq!(loaded.digest(), prison.digest());
    assert_eq!(
        loaded.world().resource::<Rules>().as_read().hash,
        level(&[]).hash
    );
    let text = replay::write(&replay::of(&prison));
    let replay = replay::read(&text).expect("it was just written");
    let home = replay.level_in(level(&sets)).expect("it is the same level");
    let mut again = Prison::new(home, replay.seed);
    again.run_with(&replay.orders, replay.end);
    assert_eq!(again.digest(), prison.digest());
    // Other men are another level.
    let other = level(&["population.lifers.men=9"]);
    assert!(replay.level_in(other.clone()).is_none());
    assert!(matches!(
        save::read(other, &bytes),
        Err(save::SaveError::OtherLevel(_))
    ));
}
