//! The promise about chance: what is taken away changes no draw that does not follow from it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Prison;
use super::level;
use crate::chance::ledger::{self, Draw};
use crate::chance::{Event, Purpose};
use crate::clock::HOUR;
use crate::due::{DueKind, DueQueue};
use crate::happening::{Happening, Happenings, HarmFact, What};
use crate::ids::PersonId;

/// A day of hard officers, with or without the beating that was to come in a tick: what was drawn in it
/// and what happened.
fn day(seed: u64, spared: Option<u64>) -> (BTreeMap<u64, Draw>, Vec<Happening>) {
    let hard = ["guards.harshness=90%", "guards.searches=20 /day"];
    let mut prison = Prison::new(level("big_house_300", &hard), seed);
    ledger::begin();
    if let Some(tick) = spared {
        prison.run_until(tick);
        let world = prison.world_mut();
        let mut due = world.resource_mut::<DueQueue>();
        let struck = due.strike(DueKind::Roughness, |due| due.tick == tick);
        assert_eq!(struck, Some(tick), "a temper was to give way then");
    }
    prison.run_until(16 * HOUR);
    let happenings = prison.world().resource::<Happenings>();
    (ledger::end(), happenings.all().cloned().collect())
}

/// Of what happened in one of two runs only, the persons.
fn touched(one: &[Happening], other: &[Happening]) -> BTreeSet<PersonId> {
    let tell = |all: &[Happening]| -> BTreeSet<String> {
        let told = all.iter();
        told.map(|one| format!("{} {:?} {:?} {:?}", one.tick, one.who, one.at, one.what))
            .collect()
    };
    let (told, others) = (tell(one), tell(other));
    let mut persons = BTreeSet::new();
    for (all, elsewhere) in [(one, &others), (other, &told)] {
        for happening in all {
            let line = format!(
                "{} {:?} {:?} {:?}",
                happening.tick, happening.who, happening.at, happening.what
            );
            if !elsewhere.contains(&line) {
                persons.extend(happening.who);
                persons.extend(happening.what.facts().persons());
            }
        }
    }
    persons
}

#[test]
fn without_one_mans_beating_every_draw_that_does_not_follow_from_it_is_the_same() {
    for seed in [1, 2] {
        let (drawn, happened) = day(seed, None);
        let beaten = happened
            .iter()
            .find(|one| matches!(one.what, What::Harm(HarmFact::ManBeaten { .. })))
            .expect("at such harshness somebody is beaten in a day");
        // A search may end with blows too; this one came of an officer's temper.
        let (without, happened_without) = day(seed, Some(beaten.tick));
        let touched = touched(&happened, &happened_without);
        assert!(beaten.who.is_some_and(|man| touched.contains(&man)));
        assert!(drawn.len() > 3_000, "only {} draws", drawn.len());

        let follows = |drawn: &Draw| match drawn.name {
            Some((Purpose::Roughness, ..)) => true,
            Some((_, subject, _)) => touched.contains(&PersonId(subject as u32)),
            None => false,
        };
        let mut differ = Vec::new();
        let events: BTreeSet<u64> = drawn.keys().chain(without.keys()).copied().collect();
        for event in events {
            let (one, other) = (drawn.get(&event), without.get(&event));
            let same = match (one, other) {
                (Some(one), Some(other)) => {
                    let picks = |from: &Draw| Event::of_key(event).pick(from.from.iter().copied());
                    // Who is picked stays so, unless he was not among the others, or somebody new was.
                    picks(one) == picks(other) || one.from != other.from
                }
                _ => false,
            };
            if !same && !one.or(other).is_some_and(follows) {
                differ.push((one.or(other).cloned(), one.is_some()));
            }
        }
        assert_eq!(differ, [], "seed {seed}: {} men touched", touched.len());
    }
}
