//! The film: whether its beats come about in their scenes, with the screenplay, and from their causes.

use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::clock::{HOUR, MINUTE};
use bighouse_sim::story::{BEATS, Beats};

use super::figures::Finding;
use super::study::{Arm, Results, Study};
use super::values::Values;
use crate::cli::{Failure, input};

/// How many seeds a scene is lived with, and in how many its beat must come about at least.
const SEEDS: u64 = 20;
const IN_SO_MANY: f64 = 5.0;

/// The scenes: what each is about, and how long it is lived at the most, hours.
const SCENES: [(&str, u64); 11] = [
    ("food_protest", 3),
    ("dungeon", 5),
    ("knife_passed", 3),
    ("forewarned", 3),
    ("prison_taken", 4),
    ("ultimatum", 4),
    ("hostage_killed", 6),
    ("army_tanks", 7),
    ("morgan_takes_gun", 4),
    ("hostages_locked_in", 4),
    ("kent_killed", 7),
];

/// The beats of the film.
pub const STUDY: Study = Study {
    name: "film",
    about: "in how many of 20 seeds each beat of the film comes about in its scene",
    arms,
    findings,
};

fn arms() -> Result<Vec<Arm>, Failure> {
    SCENES
        .into_iter()
        .map(|(beat, hours)| arm(beat, hours))
        .collect()
}

fn arm(beat: &'static str, hours: u64) -> Result<Arm, Failure> {
    let level = input::level(&format!("big_house/scenes/{beat}"), &[])?;
    let screenplay = Arc::new(input::screenplay(&level)?);
    Ok(Arm {
        name: beat.into(),
        inputs: format!(
            "level {:016x}, screenplay {:016x}, {hours} h",
            level.hash,
            screenplay.hash()
        ),
        seeds: SEEDS,
        quick: 1,
        live: Box::new(move |seed| {
            let mut prison = Prison::new(level.clone(), seed);
            prison.play(screenplay.clone());
            let mut values = Values::default();
            // What comes after the beat is another scene's.
            while prison.now() < hours * HOUR {
                prison.run_until(prison.now() + MINUTE);
                if let Some(tick) = came(&prison, beat) {
                    let minute = tick as f64 / MINUTE as f64;
                    values = values.one("minute", minute);
                    break;
                }
            }
            let came = f64::from(u8::from(came(&prison, beat).is_some()));
            Ok(values.one("came", came))
        }),
    })
}

/// When a beat came about.
fn came(prison: &Prison, id: &str) -> Option<u64> {
    let found = prison.world().resource::<Beats>().found();
    let is_it = |beat: u32| BEATS.get(beat as usize).is_some_and(|beat| beat.id == id);
    found.iter().find(|one| is_it(one.beat)).map(|one| one.tick)
}

fn findings(results: &Results) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (beat, hours) in SCENES {
        let came = results.all(beat, "came");
        let share = came.iter().sum::<f64>();
        // In a hurry there are fewer runs, and as large a share of them is asked for.
        let least = IN_SO_MANY * came.len() as f64 / SEEDS as f64;
        findings.push(Finding::new(
            beat,
            "came, seeds",
            share,
            least..=came.len() as f64,
            "",
        ));
        let minutes = results.all(beat, "minute");
        if !minutes.is_empty() {
            // The stage is set an hour before it at least.
            findings.push(Finding::mean(
                beat,
                "after, min",
                &minutes,
                60.0..=(hours * 60) as f64,
                "",
            ));
        }
    }
    findings
}
