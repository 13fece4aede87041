//! `replay`: a run lived again from its orders, and held against its digests.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bighouse_sim::Prison;
use bighouse_sim::chance::Chance;
use bighouse_sim::clock::Clock;
use bighouse_sim::level::Level;
use bighouse_sim::live::Finer;
use bighouse_sim::movement::Bodies;
use bighouse_sim::prison::Grid;
use bighouse_sim::record::desync::{self, FirstDifference};
use bighouse_sim::record::replay::{self, MOST_DIGESTS, Replay};
use bighouse_sim::record::{report, save};

use super::{Failure, Outcome, ReplayArgs, input, output, summary};
use crate::words::{day, told};

/// Lives a replay again, in the level it names or the one that is given, from the beginning or from a save;
/// compares its digests if asked to, or records it again with finer ones.
pub fn replay(args: &ReplayArgs) -> Outcome {
    let path = args.file.as_path();
    let wrong = |what: String| Failure::Input(format!("{}: {what}", path.display()));
    if let Some(out) = &args.record {
        output::may_write_all(&[out.as_path()], args.force)?;
    }
    let text = input::text(path, replay::MOST_BYTES)?;
    let replay = replay::read(&text)
        .map_err(|error| Failure::Input(format!("{}:{error}", path.display())))?;
    if args.verify && replay.digests.is_empty() {
        return Err(wrong(
            "it has no digests to compare: leave --verify away, or record it again".into(),
        ));
    }
    let level = input::level_of(path, &replay.level, &replay.settings, args.level.as_deref())?;
    let hash = level.hash;
    let level = replay.level_in(level).ok_or_else(|| {
        wrong(format!(
            "it was made in another version of level {:?} (hash {:016x}, now {hash:016x}); put that level back as it was",
            replay.level, replay.hash,
        ))
    })?;
    let mut prison = match &args.load {
        None => Prison::new(level.clone(), replay.seed),
        Some(save) => begun(save, &replay, level.clone())?,
    };
    let from = prison.now();
    let before = report::Before::of(&prison);
    let persons = prison.world().resource::<Bodies>().len() as u32;
    let tiles = prison.world().resource::<Grid>().len() as u32;
    replay::check_orders(&replay, &text, persons, tiles)
        .map_err(|error| Failure::Input(format!("{}:{error}", path.display())))?;
    let began = Instant::now();
    if args.verify {
        desync::check_layout(&replay, &prison).map_err(|what| {
            wrong(format!(
                "its digests cannot be compared: {what}; verify it with the program that made it, or leave --verify away"
            ))
        })?;
        desync::verify(&mut prison, &replay)
            .map_err(|difference| differs(path, &level, &replay, &prison, &difference))?;
    } else {
        let from = args.from.unwrap_or(0);
        let to = args.to.unwrap_or(replay.end);
        prison.take_digests(finer(args.digests.as_deref(), from, to, replay.end)?);
        let orders = prison.still_to_come(&replay.orders).map_err(wrong)?;
        prison.run_with(orders, replay.end);
    }
    let report = told::report(&prison, &before, began.elapsed().as_secs_f64());
    output::say(summary::of(&report).trim_end())?;
    if let Some(out) = &args.record {
        let again = replay::write(&replay::of(&prison));
        output::write(out, again.as_bytes(), args.force)?;
    }
    let compared = replay.digests.iter().filter(|(tick, _)| *tick >= from);
    match compared.count() {
        _ if !args.verify => Ok(()),
        0 => output::say("It has no digest after the save."),
        1 => output::say("Its one digest agrees."),
        many => output::say(format_args!("All {many} digests agree.")),
    }
}

/// The prison of a save from which a replay is lived on.
fn begun(path: &Path, replay: &Replay, level: Arc<Level>) -> Result<Prison, Failure> {
    let wrong = |what: String| Failure::Input(format!("{}: {what}", path.display()));
    let bytes = input::bytes(path, save::MOST_BYTES)?;
    let prison = save::read(level, &bytes).map_err(|error| wrong(error.to_string()))?;
    if prison.world().resource::<Chance>().seed != replay.seed {
        return Err(wrong(
            "it is a save of another run: its seed is another".into(),
        ));
    }
    if prison.now() > replay.end {
        return Err(wrong("it was saved after the end of the replay".into()));
    }
    prison.still_to_come(&replay.orders).map_err(wrong)?;
    Ok(prison)
}

/// What `--digests` asks for in a run that ends at a tick: nothing without it.
pub fn finer(every: Option<&str>, from: u64, to: u64, end: u64) -> Result<Option<Finer>, Failure> {
    let Some(every) = every else {
        return Ok(None);
    };
    let finer = Finer {
        every: input::step(every)?,
        within: from..=to,
    };
    let count = finer.count(end);
    if count > MOST_DIGESTS as u64 {
        return Err(Failure::Input(format!(
            "--digests {every}: that is {count} digests, and a replay holds {MOST_DIGESTS}; take them less often, or of a shorter stretch"
        )));
    }
    Ok(Some(finer))
}

/// What is said of a replay that this program does not live as it was recorded.
fn differs(
    path: &Path,
    level: &Arc<Level>,
    replay: &Replay,
    prison: &Prison,
    difference: &FirstDifference,
) -> Failure {
    let clock = prison.world().resource::<Clock>();
    let file = path.display();
    let FirstDifference {
        agreed,
        tick,
        this,
        said,
        ..
    } = *difference;
    let sections = match difference.sections.as_slice() {
        [] if replay.sections.is_empty() => {
            "in sections that a replay of format 1 does not name (nor does it say whether the layout of the state was this program's)".to_owned()
        }
        [] => "but in no section: its line was changed by hand".to_owned(),
        sections => format!("in {}", sections.join(", ")),
    };
    let mut words = format!(
        "{file}: at tick {tick} ({}) the digest differs, {sections}: this run is {this:016x}, the replay says {said:016x}.\n\
         At tick {agreed} ({}) the two agree.\n",
        day::when(clock, tick),
        day::when(clock, agreed),
    );
    if tick == agreed + 1 {
        words.push_str(&format!("The first tick that differs is {agreed}."));
        return Failure::Run(words);
    }
    words.push_str(&match desync::hunt(level.clone(), replay, difference) {
        Err(error) => format!("A save of this run at tick {} cannot be read: {error}.", difference.saved_at),
        Ok(Some(parting)) => format!(
            "This program does not live it twice alike: straight through and from a save of tick {} it parts in tick {}, in {}. \
             Some state is not saved, or an order is not defined; docs/desync.md says how to go on.",
            difference.saved_at,
            parting.tick.saturating_sub(1),
            parting.sections.join(", ")
        ),
        Ok(None) => format!(
            "This program lives that stretch twice alike, so the tick is found only against the program that made the replay. There say\n  \
             bighouse replay {file} --record FINER --digests tick --from {agreed} --to {tick}\n\
             and here: bighouse replay FINER --verify (docs/desync.md)."
        ),
    });
    Failure::Run(words)
}
