//! Order and disorder in a prison of 300: when it riots, what its riots are like, what crowding does.
//!
//! - [`runs`]: one run of a level, and what is measured of it
//! - [`findings`]: what the runs say, beside what is known of riots
//!
//! The arms are one level, `big_house_300`, with other food, other officers or other numbers; no rule
//! knows which of them is lived in. Motive (food and harshness) and grip (officers) make up the four
//! cells of Boin & Rattray (2004): a riot should want both a motive and a failing grip.

mod findings;
mod runs;

use super::study::{Arm, Study};
use crate::cli::{Failure, input};

/// The prison's own disorder.
pub const STUDY: Study = Study {
    name: "prison",
    about: "riots and fights in big_house_300, lived 30 days (Boin & Rattray 2004; docs/science.md#riots-on-record)",
    arms,
    findings: findings::findings,
};

/// How long each run lives, days.
const DAYS: u64 = 30;

/// Well fed and kept with a light hand.
const NO_MOTIVE: [&str; 2] = ["kitchen.quality=90%", "guards.harshness=30%"];
/// Hungry, and kept with a heavy one.
const MOTIVE: [&str; 2] = ["kitchen.quality=40%", "guards.harshness=80%"];
/// One officer on duty to fifteen men, as in 1929 where it stayed quiet; to 27, where it did not.
const GRIP: [&str; 3] = ["guards.day=20", "guards.evening=20", "guards.night=8"];
const NO_GRIP: [&str; 3] = ["guards.day=11", "guards.evening=11", "guards.night=5"];
/// As many men as there are berths, and officers and jobs in proportion to the men.
const UNCROWDED: [&str; 17] = [
    "population.lifers.men=19",
    "population.robbers.men=49",
    "population.thieves.men=46",
    "population.forgers.men=14",
    "population.manslaughter.men=10",
    "population.short-timers.men=42",
    "guards.day=12",
    "guards.evening=12",
    "guards.night=5",
    "jobs.mill.men=60",
    "jobs.kitchen.men=5",
    "jobs.laundry.men=4",
    "jobs.workshops.men=4",
    "jobs.yard_gang.men=6",
    "jobs.way_gang.men=3",
    "jobs.orderlies.men=1",
    "jobs.bakers.men=1",
];

fn arms() -> Result<Vec<Arm>, Failure> {
    let sets = |parts: &[&[&str]]| -> Vec<String> {
        parts.concat().iter().map(|set| (*set).to_owned()).collect()
    };
    Ok(vec![
        arm("calm", sets(&[&NO_MOTIVE, &GRIP]), 20)?,
        arm("no grip", sets(&[&NO_MOTIVE, &NO_GRIP]), 20)?,
        arm("motive", sets(&[&MOTIVE, &GRIP]), 20)?,
        arm("hungry", sets(&[&MOTIVE, &NO_GRIP]), 30)?,
        arm("uncrowded", sets(&[&NO_MOTIVE, &UNCROWDED]), 20)?,
    ])
}

fn arm(name: &str, sets: Vec<String>, seeds: u64) -> Result<Arm, Failure> {
    let level = input::level("big_house_300", &sets)?;
    Ok(Arm {
        name: name.into(),
        inputs: format!("{DAYS} days, level {:016x}: {}", level.hash, sets.join(" ")),
        seeds,
        quick: 2,
        live: Box::new(move |seed| Ok(runs::live(&level, DAYS, seed))),
    })
}
