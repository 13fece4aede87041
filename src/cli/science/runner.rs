//! Runs what has not been run yet, as many at once as there are cores.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::store::Store;
use super::study::Arm;
use crate::cli::Outcome;

/// A run to be made: study and arm by their places, and the seed.
#[derive(Clone, Copy)]
struct Job {
    study: usize,
    arm: usize,
    seed: u64,
}

/// Runs each arm with each seed that its store does not have yet. The first failure ends it, when
/// the runs under way are over; what was run before is kept.
pub fn run(studies: &[&[Arm]], stores: &mut [Store], quick: bool) -> Outcome {
    let jobs = missing(studies, stores, quick);
    let bar = bar(jobs.len());
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let next = AtomicUsize::new(0);
    let over = AtomicBool::new(false);
    let (done, results) = mpsc::channel();
    let outcome = std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            let done = done.clone();
            let (jobs, next, over) = (&jobs, &next, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed)
                    && let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let lived = (studies[job.study][job.arm].live)(job.seed);
                    if done.send((*job, lived)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let mut outcome = Ok(());
        for (job, lived) in results {
            let kept = lived.and_then(|values| stores[job.study].add(job.arm, job.seed, values));
            if outcome.is_ok() && kept.is_err() {
                over.store(true, Ordering::Relaxed);
                outcome = kept;
            }
            bar.set_message(format!(
                "{}, seed {}",
                studies[job.study][job.arm].name, job.seed
            ));
            bar.inc(1);
        }
        outcome
    });
    bar.finish_and_clear();
    // The runs came in as they were done: put them in their order.
    for (study, store) in stores.iter_mut().enumerate() {
        if jobs.iter().any(|job| job.study == study) {
            store.sort()?;
        }
    }
    outcome
}

/// The runs that no store has, seed by seed: whoever breaks off has all arms with equally many.
fn missing(studies: &[&[Arm]], stores: &[Store], quick: bool) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (study, arms) in studies.iter().enumerate() {
        for (arm, seeds) in arms.iter().map(|arm| arm.seeds(quick)).enumerate() {
            let missing = seeds.filter(|seed| stores[study].get(&arms[arm].name, *seed).is_none());
            jobs.extend(missing.map(|seed| Job { study, arm, seed }));
        }
    }
    jobs.sort_by_key(|job| job.seed);
    jobs
}

/// A progress bar on a terminal; nothing elsewhere.
fn bar(jobs: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(jobs as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg}\n{wide_bar} {pos} of {len} runs, {eta} to go")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::super::values::Values;
    use super::*;
    use crate::cli::Failure;

    #[test]
    fn what_was_run_is_not_run_again_and_a_failure_keeps_what_was() {
        let folder = std::env::temp_dir().join(format!("bighouse-runner-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("it can be made");
        // Fails with the seed named, and counts in its values who was asked.
        let arms = |fails: u64| {
            [Arm {
                name: "fed".into(),
                inputs: "a".into(),
                seeds: 6,
                quick: 2,
                live: Box::new(move |seed| match seed == fails {
                    true => Err(Failure::Run("the cook has gone".into())),
                    false => Ok(Values::default().one("made", fails as f64)),
                }),
            }]
        };
        let made = |stores: &[Store], seed| stores[0].get("fed", seed).map(|v| v.get("made")[0]);
        let first = arms(100);
        let mut stores = [Store::open(&folder, "x", &first).expect("an empty one")];
        run(&[&first], &mut stores, true).expect("two runs");
        assert_eq!((made(&stores, 2), made(&stores, 3)), (Some(100.0), None));
        let second = arms(6);
        let mut stores = [Store::open(&folder, "x", &second).expect("it is read")];
        let failed = run(&[&second], &mut stores, false);
        assert!(matches!(failed, Err(Failure::Run(why)) if why.contains("cook")));
        let stores = [Store::open(&folder, "x", &second).expect("it is read")];
        assert_eq!(
            (made(&stores, 2), made(&stores, 3)),
            (Some(100.0), Some(6.0))
        );
        assert_eq!(made(&stores, 6), None);
        std::fs::remove_dir_all(folder).expect("it can be taken away");
    }
}
