//! Granovetter's thresholds: crowds that differ in next to nothing, and end in one or in all.

use bighouse_sim::published::thresholds::{equilibrium, joined, normal};

use super::figures::Finding;
use super::study::{Arm, Results, Study};
use super::values::Values;
use crate::cli::Failure;

/// The mean threshold of the normal crowds, as a share of the crowd.
const MEAN: f64 = 0.25;

/// How many join.
pub const STUDY: Study = Study {
    name: "granovetter",
    about: "how many of a crowd join, each once enough others have (Granovetter 1978)",
    arms,
    findings,
};

fn arms() -> Result<Vec<Arm>, Failure> {
    let crowd = |name: &str, inputs: &str, thresholds: fn() -> Vec<u32>| {
        arm(name, inputs, move || {
            Values::default().one("joined", joined(&thresholds()))
        })
    };
    let even = || (0..100).collect();
    let parted = || (0..100).map(|man| if man == 1 { 2 } else { man }).collect();
    Ok(vec![
        crowd("even", "thresholds 0 to 99", even),
        crowd(
            "even but for one man",
            "thresholds 0, 2, 2, 3 to 99",
            parted,
        ),
        arm(
            "normal",
            "mean 25, deviation 12.20 and 12.25 of 100",
            || {
                Values::default()
                    .one("at 12.20", 100.0 * share(0.1220))
                    .one("at 12.25", 100.0 * share(0.1225))
                    .one("critical", 100.0 * critical())
            },
        ),
    ])
}

/// Nothing in it is left to chance: one run.
fn arm(name: &str, inputs: &str, live: impl Fn() -> Values + Send + Sync + 'static) -> Arm {
    Arm {
        name: name.into(),
        inputs: inputs.into(),
        seeds: 1,
        quick: 1,
        live: Box::new(move |_| Ok(live())),
    }
}

/// The share that joins where thresholds are normal.
fn share(deviation: f64) -> f64 {
    equilibrium(|ready| normal(MEAN, deviation, ready))
}

/// The deviation at which a few become all, as a share of the crowd.
fn critical() -> f64 {
    let (mut few, mut all) = (0.10, 0.15);
    for _ in 0..12 {
        let middle = (few + all) / 2.0;
        if share(middle) < 0.5 {
            few = middle;
        } else {
            all = middle;
        }
    }
    (few + all) / 2.0
}

fn findings(results: &Results) -> Vec<Finding> {
    let of = |arm: &str, name: &str| results.all(arm, name).first().copied().unwrap_or(f64::NAN);
    let find =
        |arm, what, name, band, published| Finding::new(arm, what, of(arm, name), band, published);
    vec![
        find("even", "join", "joined", 100.0..=100.0, "100"),
        find("even but for one man", "join", "joined", 1.0..=1.0, "1"),
        find(
            "normal",
            "join at deviation 12.20, %",
            "at 12.20",
            5.0..=6.5,
            "5.5",
        ),
        find(
            "normal",
            "join at deviation 12.25, %",
            "at 12.25",
            99.5..=100.0,
            "nearly all",
        ),
        find(
            "normal",
            "critical deviation",
            "critical",
            12.20..=12.25,
            "12.2",
        ),
    ]
}
