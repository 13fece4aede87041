//! `replay`: a run lived again from its orders.

use std::path::Path;
use std::time::Instant;

use bighouse_sim::Prison;
use bighouse_sim::movement::Bodies;
use bighouse_sim::prison::Grid;
use bighouse_sim::record::replay;

use super::{Failure, Outcome, input, output, summary};
use crate::words::told;

/// Lives a replay again, in the level it names or the one that is given; with `verify` compares its
/// digests.
pub fn replay(path: &Path, level: Option<&str>, verify: bool) -> Outcome {
    let text = input::text(path, replay::MOST_BYTES)?;
    let replay = replay::read(&text)
        .map_err(|error| Failure::Input(format!("{}:{error}", path.display())))?;
    if verify && replay.digests.is_empty() {
        return Err(Failure::Input(format!(
            "{}: it has no digests to compare: leave --verify away, or record it again",
            path.display()
        )));
    }
    let level = input::level_of(path, &replay.level, level)?;
    let hash = level.hash;
    let level = replay.level_in(level).ok_or_else(|| {
        Failure::Input(format!(
            "{}: it was made in another version of level {:?} (hash {:016x}, now {hash:016x}); put that level back as it was",
            path.display(),
            replay.level,
            replay.hash,
        ))
    })?;
    let mut prison = Prison::new(level, replay.seed);
    let persons = prison.world().resource::<Bodies>().len() as u32;
    let tiles = prison.world().resource::<Grid>().len() as u32;
    replay::check_orders(&replay, &text, persons, tiles)
        .map_err(|error| Failure::Input(format!("{}:{error}", path.display())))?;
    let mut orders = replay.orders.as_slice();
    let began = Instant::now();
    for (tick, digest) in &replay.digests {
        orders = prison.run_with(orders, *tick);
        if verify && prison.digest().all != *digest {
            return Err(Failure::Run(format!(
                "{}: at tick {tick} ({}) the digest differs: this run is {:016x}, the replay says {digest:016x}",
                path.display(),
                summary::spoken(&prison),
                prison.digest().all,
            )));
        }
    }
    prison.run_with(orders, replay.end);
    let report = told::report(&prison, 0, began.elapsed().as_secs_f64());
    output::say(summary::of(&report).trim_end())?;
    match replay.digests.len() {
        _ if !verify => Ok(()),
        1 => output::say("Its one digest agrees."),
        many => output::say(format_args!("All {many} digests agree.")),
    }
}
