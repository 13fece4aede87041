//! Order and disorder as a seat knows it: who bears himself how, what lies over the map, what is
//! told and what it does to the clock, and why.

use std::process::Command;

use bighouse::play::alerts::Topic;
use bighouse::play::gauge::{self, Hold, Overlay};
use bighouse::play::{Bearing, FigureKind, Lens, Posture, Seat, Table, Wish, crisis};
use bighouse::words::told as words;
use bighouse_sim::clock::{DAY, HOUR, MINUTE};
use bighouse_sim::happening::{Happenings, HarmFact, ReliefFact, What};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::movement::Bodies;
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::Topology;
use bighouse_sim::riot::Riots;
use bighouse_sim::unrest::{Mood, Spirits};

use crate::common::folder::Folder;
use crate::common::riot::{table, until_riot, until_shots};
use crate::common::shipped;

#[test]
fn rioters_hostages_soldiers_and_the_dead_are_seen_for_what_they_are() {
    let table = table(until_shots());
    let (prison, lens) = (table.prison(), table.lens());
    let (spirits, roster) = (
        prison.world().resource::<Spirits>(),
        prison.world().resource::<Roster>(),
    );
    let mut seen = std::collections::BTreeMap::<Bearing, u32>::new();
    for man in lens.people(prison) {
        *seen.entry(man.bearing).or_default() += 1;
        let rioting = spirits.mood(man.person) == Mood::Rioting;
        assert_eq!(man.bearing == Bearing::Riots, rioting, "{:?}", man.person);
        let soldier = roster.role(man.person) == Role::Soldier;
        assert_eq!(man.kind == FigureKind::Soldier, soldier);
        assert_eq!(man.bearing == Bearing::Dead, man.posture == Posture::Fallen);
    }
    for bearing in [Bearing::Riots, Bearing::Storms, Bearing::Dead] {
        assert!(
            seen.contains_key(&bearing),
            "nobody is {bearing:?}: {seen:?}"
        );
    }
}

#[test]
fn whom_rioters_hold_kneels() {
    let table = table(until_riot());
    let (prison, lens) = (table.prison(), table.lens());
    let riot = prison
        .world()
        .resource::<Riots>()
        .now()
        .expect("it goes on");
    assert!(!riot.hostages.is_empty());
    for man in lens.people(prison) {
        let held = riot.hostages.contains(&man.person);
        assert_eq!(man.bearing == Bearing::Held, held, "{:?}", man.person);
        let is_led = man.posture == Posture::Walk;
        assert!(!held || is_led || man.posture == Posture::Kneel);
    }
}

#[test]
fn a_tank_is_seen_by_those_before_whom_it_stands() {
    let table = table(until_shots());
    let prison = table.prison();
    let tanks = table.lens().tanks(prison);
    assert!(!tanks.is_empty(), "the army broke in");
    // It stands outside the wall: nobody in his cell sees it.
    let topology = prison.world().resource::<Topology>();
    let bodies = prison.world().resource::<Bodies>();
    let in_cell = |man: &PersonId| {
        let room = topology.room_at(bodies.body(*man).tile);
        room.is_some_and(|room| topology.room(room).used_as == RoomUse::Cell)
    };
    let roster = prison.world().resource::<Roster>();
    let man = roster.all_inmates().find(in_cell).expect("somebody is in");
    let lens = Lens::new(prison, Seat::Inmate(man));
    assert!(lens.tanks(prison).is_empty());
}

#[test]
fn a_calm_house_shows_nobody_to_be_afraid_of_and_nothing_the_men_hold() {
    let table = Table::new(shipped("big_house_300", &[]), "big_house_300", &[], 1);
    let (prison, lens) = (table.prison(), table.lens());
    assert!(lens.people(prison).all(|man| man.bearing == Bearing::Quiet));
    let levels = |overlay| gauge::levels(prison, lens, overlay);
    assert!(levels(Overlay::Unrest).iter().all(|level| *level == 0));
    let control = levels(Overlay::Control);
    let mens = [Hold::Men, Hold::Contested, Hold::Frontier].map(Hold::level);
    assert!(!control.iter().any(|level| mens.contains(level)));
    assert!(control.contains(&Hold::Officers.level()));
    assert!(levels(Overlay::Fear).iter().any(|level| *level > 100));
}

#[test]
fn overlays_show_where_it_stirs_and_who_holds_what() {
    let table = table(until_riot());
    let (prison, lens) = (table.prison(), table.lens());
    let topology = prison.world().resource::<Topology>();
    let riot = prison
        .world()
        .resource::<Riots>()
        .now()
        .expect("it goes on");
    let control = gauge::levels(prison, lens, Overlay::Control);
    for place in &riot.rooms {
        let hold = Hold::of_level(control[place.index()]);
        assert!(
            matches!(hold, Some(Hold::Men | Hold::Contested)),
            "{place:?}: {hold:?}"
        );
    }
    // Every frontier door leads from what they hold to what they do not.
    let theirs = lens.held(prison);
    let theirs = |room| matches!(theirs.get(&room), Some(Hold::Men | Hold::Contested));
    for portal in topology.portals() {
        let [a, b] = portal.rooms;
        let shown = control[portal.key().index()] == Hold::Frontier.level();
        assert_eq!(shown, theirs(a) != theirs(b), "{:?}", portal.key());
    }
    let unrest = gauge::levels(prison, lens, Overlay::Unrest);
    assert!(unrest.iter().any(|level| *level > 50));
    // Where they riot none of them reckons to be caught.
    let fear = gauge::levels(prison, lens, Overlay::Fear);
    assert_eq!(fear[riot.place.index()], 0);
}

#[test]
fn the_warden_knows_what_was_seen_and_reported_and_the_observer_why() {
    let mut table = table(until_riot());
    table.live_until(table.now() + MINUTE);
    let all = crisis::of(table.prison(), table.lens(), table.news());
    assert!(all.story.is_some() && !all.causes.is_empty());
    assert!(all.facts.iter().any(|(what, _)| *what == "Hostages"));

    let warden = Seat::named(table.prison(), "warden").expect("there is one");
    table.sit(warden).expect("it is free");
    table.live_until(table.now() + MINUTE);
    let known = crisis::of(table.prison(), table.lens(), table.news());
    assert_eq!((known.story, known.causes.len()), (None, 0));
    assert!(
        known
            .reports
            .iter()
            .any(|report| report.topic == Some(Topic::Riot)),
        "that it is a riot is reported to him"
    );
    let riots = |lens: &Lens| gauge::levels(table.prison(), lens, Overlay::Unrest);
    let seen = |levels: Vec<u8>| levels.into_iter().filter(|level| *level > 0).count();
    let observer = Lens::new(table.prison(), Seat::Observer);
    assert!(
        seen(riots(table.lens())) < seen(riots(&observer)),
        "what stirs within men he does not see"
    );
}

#[test]
fn why_walks_from_a_riot_to_its_root_and_ranks_what_men_held_against_the_house() {
    let mut table = table(until_riot());
    table.live_until(table.now() + MINUTE);
    let (prison, lens, news) = (table.prison(), table.lens(), table.news());
    let riot = prison
        .world()
        .resource::<Riots>()
        .now()
        .expect("it goes on");
    let (_, told) = riot.called.expect("it is called one");
    let chain = crisis::why(prison, lens, news, told);
    assert!(chain.len() >= 3, "{chain:?}");
    assert!(chain.iter().all(|step| step.id.is_some()));
    let ranked = crisis::ranked(prison, lens, told);
    assert!(ranked.is_sorted_by(|a, b| a.1 >= b.1) && !ranked.is_empty());
    for (_, _, last) in ranked {
        assert!(!crisis::why(prison, lens, news, last).is_empty());
    }
    // Each step says of the one before that it came of it.
    for pair in chain.windows(2) {
        let (later, earlier) = (pair[0].id.expect("told"), pair[1].id.expect("told"));
        let happenings = prison.world().resource::<Happenings>();
        assert_eq!(happenings.find(later).map(|one| one.cause), Some(earlier));
    }
}

#[test]
fn the_command_ranks_what_the_men_of_a_riot_held_against_the_house() {
    let prison = until_riot();
    let world = prison.world();
    let happenings = world.resource::<Happenings>().chronicle();
    let lines: Vec<String> = happenings
        .iter()
        .map(|happening| serde_json::to_string(&words::line(world, happening)).expect("plain data"))
        .collect();
    let folder = Folder::new("why");
    let chronicle = folder.write("riot.jsonl", lines.join("\n"));
    let told = Command::new(env!("CARGO_BIN_EXE_bighouse"))
        .args(["why", &chronicle, "it was a riot"])
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let (chain, ranked) = told.split_once("the heaviest first:").expect("a ranking");
    assert!(chain.contains("because"), "{told}");
    let shares: Vec<u32> = ranked
        .lines()
        .filter_map(|line| line.trim().split_once(" %")?.0.parse().ok())
        .collect();
    assert!(
        shares.len() > 1 && shares.is_sorted_by(|a, b| a >= b),
        "{told}"
    );
    let riot = world.resource::<Riots>().now().expect("it goes on");
    let (_, _, heaviest) = riot.causes[0];
    assert!(ranked.contains(&format!("[{}]", heaviest.0)), "{told}");
}

#[test]
fn shots_slow_the_clock_to_life_and_the_player_may_go_faster_again() {
    let mut table = table(until_riot());
    table.live_until(table.now() + MINUTE);
    table.budget = std::time::Duration::from_secs(5);
    table.grant(&Wish::Speed(300));
    for _ in 0..4_000 {
        table.live(0.05);
        if table.heed().by() == Some(Topic::Shots) {
            break;
        }
        if table.tempo.speed() < 300 {
            table.grant(&Wish::Speed(300));
        }
    }
    assert_eq!(table.heed().by(), Some(Topic::Shots));
    assert_eq!(table.tempo.speed(), 1);
    let chronicle = table.prison().world().resource::<Happenings>().chronicle();
    let shot = chronicle.iter().rev().find(|one| {
        matches!(
            one.what,
            What::Harm(HarmFact::ShotDead) | What::Relief(ReliefFact::StormBegan { .. })
        )
    });
    let since = table.now() - shot.expect("they went in").tick;
    assert!(since <= 160, "it was slowed {since} ticks after they did");
    table.grant(&Wish::Speed(60));
    assert_eq!(table.heed().by(), None);
    table.live(0.05);
    assert_eq!(table.tempo.speed(), 60);
}

#[test]
fn cards_tell_of_the_riot_and_never_come_within_twenty_seconds() {
    let mut table = table(until_riot());
    table.live_until(table.now() + MINUTE);
    table.budget = std::time::Duration::from_secs(5);
    let (mut wall_s, mut shown, mut last) = (0.0_f64, Vec::new(), None);
    let is_over = |table: &Table| {
        let riot = &table.prison().world().resource::<Riots>().all()[0];
        riot.ended()
            .is_some_and(|(tick, _)| table.now() > tick + 5 * HOUR)
            || table.now() > riot.began + DAY
    };
    while !is_over(&table) {
        table.grant(&Wish::Speed(300));
        table.live(0.2);
        wall_s += 0.2;
        let card = table.news().card().map(|card| card.lines.join(" "));
        if card != last
            && let Some(words) = &card
        {
            shown.push((wall_s, words.clone()));
        }
        last = card;
    }
    for pair in shown.windows(2) {
        assert!(pair[1].0 - pair[0].0 >= 20.0 - 0.3, "{pair:?}");
    }
    let words: Vec<&str> = shown.iter().map(|(_, words)| words.as_str()).collect();
    let told = |words: &&str| words.starts_with("It is over,");
    assert!(words.iter().any(told), "{words:?}");
}
