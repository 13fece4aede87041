//! What the runs of a prison say, beside what is known of riots.
//!
//! "Known" is the table of 18 riots from 1927 to 1993 (docs/science.md#riots-on-record). Famous riots are long and bloody
//! ones: they show what can be, not how often. Where a band is not theirs it says so.

use crate::cli::science::figures::{Finding, median};
use crate::cli::science::study::Results;

/// The arms in which riots are looked at.
const ARMS: [&str; 4] = ["calm", "no grip", "motive", "hungry"];

/// What the runs say, beside what is known.
pub fn findings(results: &Results) -> Vec<Finding> {
    let mut found = cells(results);
    found.extend(riots(results));
    found.extend(crowding(results));
    found
}

/// Of 20 runs, how many a number of theirs is at least one in.
fn of_20(numbers: &[f64]) -> f64 {
    let some = numbers.iter().filter(|number| **number >= 1.0).count();
    20.0 * some as f64 / numbers.len() as f64
}

/// Who riots: with a motive and without a grip, and nobody else.
fn cells(results: &Results) -> Vec<Finding> {
    let runs = |arm, number| of_20(&results.all(arm, number));
    vec![
        Finding::new(
            "calm",
            "runs of 20 with a riot",
            runs("calm", "riots"),
            0.0..=0.0,
            "none",
        ),
        Finding::mean(
            "calm",
            "held just at the end, %",
            &results.all("calm", "legitimacy"),
            80.0..=90.0,
            "0.9 at the start",
        ),
        Finding::new(
            "no grip",
            "runs of 20 with a full riot",
            runs("no grip", "full riots"),
            0.0..=2.0,
            "prone",
        ),
        Finding::new(
            "motive",
            "runs of 20 with a full riot",
            runs("motive", "full riots"),
            0.0..=2.0,
            "prone",
        ),
        Finding::new(
            "hungry",
            "runs of 20 with a riot",
            runs("hungry", "riots"),
            12.0..=20.0,
            "normal",
        ),
        Finding::new(
            "hungry",
            "runs of 20 with a full riot",
            runs("hungry", "full riots"),
            2.1..=20.0,
            "normal",
        ),
    ]
}

/// What riots are like, over all of them.
fn riots(results: &Results) -> Vec<Finding> {
    let all =
        |name: &str| -> Vec<f64> { ARMS.iter().flat_map(|arm| results.all(arm, name)).collect() };
    let sum = |name: &str| all(name).iter().sum::<f64>();
    let spread = |what, name: &str, middle: f64, band, known| Finding {
        value: middle,
        ..Finding::mean("all riots", what, &all(name), band, known)
    };
    let middle = |name: &str| median(&all(name));
    vec![
        Finding::new(
            "all riots",
            "how many",
            all("hours").len() as f64,
            50.0..=1_000.0,
            "18",
        ),
        spread(
            "took part of the loose, median %",
            "taking part",
            middle("taking part"),
            20.0..=80.0,
            "24 to 81, median 33",
        ),
        spread(
            "began it, of all men, median %",
            "starters",
            middle("starters"),
            0.0..=3.0,
            "0.05 to 3",
        ),
        spread(
            "lasted, median hours",
            "hours",
            middle("hours"),
            3.0..=24.0,
            "2 to 600; 5.8 in 1927-30",
        ),
        Finding::new(
            "all riots",
            "of the hostages killed by inmates, %",
            100.0 * sum("hostages killed") / sum("hostages"),
            0.0..=10.0,
            "about 3 of 250",
        ),
        spread(
            "dead, median",
            "dead",
            middle("dead"),
            0.0..=43.0,
            "0 to 43, without two fires and massacres",
        ),
        Finding::new(
            "all riots",
            "of the dead in the retaking or for telling, %",
            100.0 * (sum("dead in the retaking") + sum("informers killed")) / sum("dead"),
            50.0..=100.0,
            "most",
        ),
        spread(
            "of what they acted on has a name, median %",
            "named",
            middle("named"),
            90.0..=100.0,
            "-",
        ),
        Finding::new(
            "all riots",
            "inmates outside the wall at the end",
            ARMS.iter()
                .flat_map(|arm| results.all(arm, "at large"))
                .sum(),
            0.0..=0.0,
            "4 at Auburn, else none",
        ),
    ]
}

/// What more men in the same house do to fights, officers, food and work in proportion.
fn crowding(results: &Results) -> Vec<Finding> {
    let sum = |arm: &str, name: &str| results.all(arm, name).iter().sum::<f64>();
    let rate = |arm| sum(arm, "fights") / sum(arm, "thousand man-days");
    let few = rate("uncrowded");
    let change = 100.0 * (rate("calm") - few) / few;
    let events = |arm| Finding::new(arm, "fights", sum(arm, "fights"), 200.0..=100_000.0, "-");
    vec![
        events("uncrowded"),
        events("calm"),
        Finding::new(
            "uncrowded",
            "fights of 1,000 men a day",
            few,
            0.2..=2.3,
            "0.2 to 2.3, seen and unseen",
        ),
        Finding::new(
            "calm",
            "more fights a man than uncrowded, %",
            change,
            -30.0..=30.0,
            "0 to 30",
        ),
    ]
}
