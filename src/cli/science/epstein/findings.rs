//! What the runs of Epstein's model say, beside what others found.
//!
//! The bands are about what an independent program measured of the same rules (docs/science.md#the-printed-rule-does-not-work);
//! "paper" is what Epstein reports. Where he shows one run (a jump of legitimacy, slices, cops
//! walked off), a hundred are made here, and what is read off is in how many.

use bighouse_sim::published::outbursts::OUTBURST;

use crate::cli::science::figures::{Finding, deviation, mean, median, share_over};
use crate::cli::science::study::Results;

/// What the runs say, beside what others found.
pub fn findings(results: &Results) -> Vec<Finding> {
    let all = |arm: &str, name: &str| results.all(arm, name);
    let over = f64::from(OUTBURST);
    let mut found = vec![
        Finding::new(
            "on paper",
            "act, no cop in sight, %",
            mean(&all("on paper", "no cop")),
            44.2..=44.6,
            "44.4",
        ),
        Finding::new(
            "on paper",
            "act, a cop a man, %",
            mean(&all("on paper", "a cop a man")),
            1.93..=2.03,
            "1.98",
        ),
        Finding::new(
            "on paper",
            "the most aggrieved at L 0.9, bp",
            mean(&all("on paper", "margin at 0.9")),
            -10_000.0..=0.0,
            "nobody acts",
        ),
        Finding::mean(
            "literal",
            "outbursts a run",
            &all("literal", "outbursts"),
            0.0..=0.0,
            "0",
        ),
        Finding::mean(
            "literal",
            "peak",
            &all("literal", "peak"),
            12.0..=35.0,
            "12 to 34",
        ),
    ];
    let floor = "floor";
    found.extend(rhythm(
        results,
        floor,
        [102.0, 118.0, 20.6, 22.6, 720.0, 850.0],
        ["110", "21.6", "772"],
    ));
    found.extend([
        Finding::new(
            floor,
            "wait, deviation",
            deviation(&all(floor, "waits")),
            6.6..=8.6,
            "7.6",
        ),
        Finding::new(
            floor,
            "activation, deviation",
            deviation(&all(floor, "activations")),
            380.0..=500.0,
            "441",
        ),
        Finding::mean(
            floor,
            "peak",
            &all(floor, "peak"),
            293.0..=368.0,
            "293 to 365",
        ),
        Finding::mean(
            floor,
            "calm cycles, %",
            &all(floor, "calm"),
            70.0..=90.0,
            "long calm",
        ),
        Finding::mean(
            floor,
            "longest outburst",
            &all(floor, "longest"),
            5.0..=12.0,
            "sudden bursts",
        ),
        Finding::mean(
            floor,
            "jailed / arrests a cycle",
            &all(floor, "mean term"),
            15.3..=15.6,
            "15.5 (Little)",
        ),
        Finding::new(
            floor,
            "tension, before / after",
            mean(&all(floor, "tension before")) / mean(&all(floor, "tension after")),
            1.2..=5.0,
            "builds up",
        ),
    ]);
    found.extend(rhythm(
        results,
        "round",
        [78.0, 99.0, 27.0, 33.0, 340.0, 430.0],
        ["88", "30.0", "357"],
    ));
    found.push(Finding::mean(
        "round",
        "peak",
        &all("round", "peak"),
        175.0..=261.0,
        "175 to 261",
    ));
    found.extend(rhythm(
        results,
        "smooth",
        [90.0, 115.0, 20.0, 28.0, 500.0, 700.0],
        ["bursts", "", ""],
    ));
    let replication = [
        "50 to 67; 45 to 54",
        "46.2, 54.3; paper 60",
        "724, 627; paper 708",
    ];
    for arm in ["floor, density 0.050", "floor, density 0.052"] {
        found.extend(rhythm(
            results,
            arm,
            [45.0, 67.0, 42.0, 62.0, 560.0, 780.0],
            replication,
        ));
        let waits = deviation(&all(arm, "waits"));
        found.push(Finding::new(
            arm,
            "wait, deviation",
            waits,
            24.0..=42.0,
            "27.4, 34.6; paper 55",
        ));
    }
    found.extend([
        Finding::mean(
            "deception",
            "active, no cop near, %",
            &all("deception", "alone"),
            60.0..=100.0,
            "active",
        ),
        Finding::mean(
            "deception",
            "active, a cop near, %",
            &all("deception", "watched"),
            0.0..=30.0,
            "quiet",
        ),
        Finding::mean(
            "jump",
            "active before",
            &all("jump", "before"),
            0.0..=0.0,
            "0",
        ),
        Finding::new(
            "jump",
            "explodes, % of runs",
            share_over(&all("jump", "peak"), over),
            20.0..=45.0,
            "one run, explodes",
        ),
        Finding::new(
            "jump",
            "peak, median",
            median(&all("jump", "peak")),
            9.0..=60.0,
            "",
        ),
        Finding::new(
            "slices, held",
            "explodes, % of runs",
            share_over(&all("slices, held", "peak"), over),
            0.0..=16.0,
            "",
        ),
        Finding::new(
            "slices",
            "spikes down to 0.7, % of runs",
            share_over(&all("slices", "peak at 0.7"), over),
            0.0..=12.0,
            "one run, no spike",
        ),
        Finding::new(
            "slices",
            "spikes down to 0.2, % of runs",
            share_over(&all("slices", "peak"), over),
            0.0..=20.0,
            "one run, no spike",
        ),
        Finding::new(
            "slices",
            "peak, median",
            median(&all("slices", "peak")),
            0.0..=6.0,
            "no spike",
        ),
        Finding::new(
            "slices",
            "jailed in the end, median",
            median(&all("slices", "jailed")),
            300.0..=420.0,
            "fills",
        ),
        Finding::new(
            "cops walked off",
            "tips, % of runs",
            share_over(&all("cops walked off", "peak"), over),
            90.0..=100.0,
            "tips",
        ),
        Finding::new(
            "cops walked off",
            "cops left when it tips",
            median(&all("cops walked off", "cops left")),
            60.0..=90.0,
            "some cut",
        ),
    ]);
    found
}

/// How often there are outbursts, what lies between two, and how many are in one.
fn rhythm(
    results: &Results,
    arm: &str,
    bands: [f64; 6],
    published: [&'static str; 3],
) -> [Finding; 3] {
    let [few, many, short, long, small, large] = bands;
    let [outbursts, wait, activation] = published;
    let all = |name: &str| results.all(arm, name);
    [
        Finding::mean(
            arm,
            "outbursts a run",
            &all("outbursts"),
            few..=many,
            outbursts,
        ),
        Finding::new(arm, "wait, mean", mean(&all("waits")), short..=long, wait),
        Finding::new(
            arm,
            "activation, mean",
            mean(&all("activations")),
            small..=large,
            activation,
        ),
    ]
}
