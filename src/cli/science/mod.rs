//! `science`: what is known of prisons and crowds, held against this one.
//!
//! A **study** asks one thing and lives in one file: its **arms** (what is compared), each run with
//! this many seeds, and its **findings**, each a figure with the one that is expected and the band in
//! which it must lie. Results are kept as they come in, a line for each run, in a file for each study;
//! what is there is not run again, unless the rules of the house or the arm's inputs have changed.
//!
//! **A new study** is a file with a [`Study`] and a name in [`STUDIES`]. What an arm runs is a closure
//! from a seed to [`Values`](values::Values): a published model, or a whole prison, as `run` makes one: a level read
//! with `--set`s, lived for so long, figures taken from its report. Such an arm names the hash of the
//! level and how long it is lived in its inputs.

mod epstein;
mod figures;
mod film;
mod granovetter;
mod prison;
mod runner;
mod store;
mod study;
mod table;
mod values;

use std::path::Path;

use self::store::Store;
use self::study::{Arm, Results, Study};
use super::{Failure, Outcome, ScienceArgs, output};

/// All studies, in the order in which they are told.
const STUDIES: [Study; 4] = [
    epstein::STUDY,
    granovetter::STUDY,
    prison::STUDY,
    film::STUDY,
];

/// Runs what has not been run yet, and tells what all of it says.
pub fn science(args: &ScienceArgs) -> Outcome {
    let mut chosen = Vec::new();
    for study in choose(&args.only)? {
        let arms = (study.arms)()?;
        chosen.push((study, arms));
    }
    folder(&args.out)?;
    let mut stores = Vec::new();
    for (study, arms) in &chosen {
        stores.push(Store::open(&args.out, study.name, arms)?);
    }
    let every: Vec<&[Arm]> = chosen.iter().map(|(_, arms)| arms.as_slice()).collect();
    runner::run(&every, &mut stores, args.quick)?;
    let (mut all, mut off) = (0, 0);
    for ((study, arms), store) in chosen.iter().zip(&mut stores) {
        store.tidy()?;
        let results = Results::new(arms, store, args.quick);
        let findings = (study.findings)(&results);
        all += findings.len();
        off += findings.iter().filter(|finding| !finding.holds()).count();
        output::say(table::text(study, &results, &findings))?;
    }
    if off > 0 {
        return Err(Failure::Run(format!(
            "{off} of {all} findings lie outside their bands"
        )));
    }
    output::say(format_args!("All {all} findings lie in their bands."))
}

/// The studies of these names; without a name, all.
fn choose(only: &[String]) -> Result<Vec<&'static Study>, Failure> {
    let names = || {
        STUDIES
            .iter()
            .map(|study| study.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    if let Some(unknown) = only
        .iter()
        .find(|name| STUDIES.iter().all(|study| study.name != **name))
    {
        return Err(Failure::Input(format!(
            "--only {unknown}: there is no such study; there are {}",
            names()
        )));
    }
    let wanted = |study: &&Study| only.is_empty() || only.iter().any(|name| name == study.name);
    Ok(STUDIES.iter().filter(wanted).collect())
}

/// Makes the folder of the results, if it is not there.
fn folder(path: &Path) -> Outcome {
    if path.exists() && !path.is_dir() {
        return Err(Failure::Input(format!(
            "--out {}: this is a file; a folder is wanted",
            path.display()
        )));
    }
    std::fs::create_dir_all(path).map_err(|error| {
        Failure::Input(format!(
            "--out {}: it cannot be made: {error}",
            path.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn studies_and_arms_have_names_of_their_own() {
        let mut names: Vec<&str> = STUDIES.iter().map(|study| study.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STUDIES.len());
        for study in STUDIES {
            let arms = (study.arms)().expect("they can be had");
            let mut names: Vec<&str> = arms.iter().map(|arm| arm.name.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), arms.len(), "{}", study.name);
            assert!(arms.iter().all(|arm| (1..=arm.seeds).contains(&arm.quick)));
        }
    }

    #[test]
    fn a_study_that_is_not_there_is_named_with_those_that_are() {
        let Err(Failure::Input(why)) = choose(&["epstien".into()]) else {
            panic!("it is refused");
        };
        assert!(why.contains("epstien") && why.contains("epstein, granovetter"));
        assert_eq!(choose(&[]).map(|all| all.len()).ok(), Some(STUDIES.len()));
    }

    #[test]
    fn the_committed_results_come_out_again() {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/science");
        for name in ["epstein", "granovetter"] {
            let study = choose(&[name.into()]).expect("it is there")[0];
            let arms = (study.arms)().expect("they can be had");
            let store = Store::open(&golden, name, &arms).expect("it can be read");
            for arm in &arms {
                let again = (arm.live)(1).expect("it can be run");
                assert_eq!(
                    store.get(&arm.name, 1),
                    Some(&again),
                    "{name}, {}: if that is meant, run: bighouse science --out tests/golden/science",
                    arm.name
                );
            }
        }
    }
}
