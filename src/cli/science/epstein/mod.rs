//! Epstein's civil violence, with the decision that the prison's men make (docs/science.md#what-the-paper-reports).
//!
//! - [`runs`]: one run of each kind, and what is measured of it
//! - [`findings`]: what they say, beside what others found
//!
//! An outburst is more than 50 active agents; how long it lasts and what lies between two is told in
//! `src/sim/published/outbursts.rs`.

mod findings;
mod runs;

use bighouse_sim::published::Inputs;
use bighouse_sim::unrest::{ArrestRule, Decision};

use self::runs::CYCLES;
use super::study::{Arm, Study};
use super::values::Values;
use crate::cli::Failure;

/// Whether the prison's decision does what is published of Epstein's model.
pub const STUDY: Study = Study {
    name: "epstein",
    about: "civil violence by the decision of the prison's men (Epstein 2002, model I)",
    arms,
    findings: findings::findings,
};

fn arms() -> Result<Vec<Arm>, Failure> {
    let bursts = |name: &str, rule, cops| {
        let decision = Decision {
            rule,
            ..Decision::default()
        };
        let inputs = Inputs {
            cops,
            ..Inputs::run_2(decision)
        };
        let words = format!("run 2: {rule:?}, {cops} cops, {CYCLES} cycles");
        arm(name, words, (20, 5), move |seed| runs::bursts(inputs, seed))
    };
    let decision = Decision::default();
    let run_1 = Inputs {
        vision_tenths: 17,
        legitimacy: 8_900,
        longest_term: Some(15),
        movement: false,
        ..Inputs::run_2(decision)
    };
    let once =
        |name: &str, words: &str, live: fn(u64) -> Values| arm(name, words.into(), (100, 30), live);
    Ok(vec![
        arm(
            "on paper",
            "L 0.82, 500 x 500 even draws".into(),
            (1, 1),
            |_| runs::on_paper(),
        ),
        bursts("literal", ArrestRule::Literal, 64),
        bursts("floor", ArrestRule::Floor, 64),
        bursts("round", ArrestRule::Round, 64),
        bursts("smooth", ArrestRule::Smooth, 64),
        bursts("floor, density 0.050", ArrestRule::Floor, 80),
        bursts("floor, density 0.052", ArrestRule::Floor, 83),
        arm(
            "deception",
            "run 1: floor, 300 cycles".into(),
            (20, 5),
            move |seed| runs::deception(run_1, seed),
        ),
        once(
            "jump",
            "run 4: floor, 0.9 to 0.7 at 77, 77 + 40 cycles",
            runs::jump,
        ),
        once(
            "slices, held",
            "run 4: floor, 0.9 to 0.7 by 0.01 a cycle from 77, 77 + 20 + 40 cycles",
            runs::slices_held,
        ),
        once(
            "slices",
            "run 3: floor, 0.9 to 0.2 by 0.01 a cycle",
            runs::slices,
        ),
        once(
            "cops walked off",
            "run 5: floor, 30 cycles, then one a cycle",
            runs::walked_off,
        ),
    ])
}

fn arm(
    name: &str,
    inputs: String,
    (seeds, quick): (u64, u64),
    live: impl Fn(u64) -> Values + Send + Sync + 'static,
) -> Arm {
    Arm {
        name: name.into(),
        inputs,
        seeds,
        quick,
        live: Box::new(move |seed| Ok(live(seed))),
    }
}
