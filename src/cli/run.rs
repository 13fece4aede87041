//! `run`: a level lived without a window, and summed up.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bighouse_sim::Prison;
use bighouse_sim::arena::Arena;
use bighouse_sim::clock::{Clock, DAY, HOUR, MINUTE};
use bighouse_sim::happening::Happenings;
use bighouse_sim::ids::HappeningId;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::Given;
use bighouse_sim::prison::Grid;
use bighouse_sim::record::{replay, report, save};
use bighouse_sim::riot::Riots;
use bighouse_sim::rules::Rules;

use super::live::Status;
use super::replay::finer;
use super::{Failure, Goal, Outcome, RunArgs, input, output, start, summary};
use crate::words::told;

/// Longest a walking ground is given to end by itself.
const ARENA: u64 = 4 * HOUR;
/// Longest a run goes on for what it is to go on until, days.
const LONGEST: u64 = 60;

/// Runs a level.
pub fn run(args: &RunArgs) -> Outcome {
    let outputs = [&args.report, &args.chronicle, &args.save, &args.record];
    let outputs: Vec<&Path> = outputs
        .into_iter()
        .flatten()
        .map(|path| path.as_path())
        .collect();
    output::may_write_all(&outputs, args.force)?;
    let length = args.length.as_deref().map(input::length).transpose()?;
    let mut prison = start::prison(&args.start)?;
    let level = Arc::clone(prison.world().resource::<Rules>().as_read());
    let is_arena = !level.walkers.is_empty();
    if args.screenplay {
        let screenplay = input::screenplay(&level)?;
        prison.play(Arc::new(screenplay));
    }
    let before = report::Before::of(&prison);
    let given = match &args.orders {
        Some(path) => read_orders(&prison, path)?,
        None => Vec::new(),
    };
    let mut orders = given.as_slice();
    let from = prison.now();
    let usual = match args.until {
        Some(_) => LONGEST * DAY,
        None if is_arena => ARENA,
        None => 24 * HOUR,
    };
    let until = from + length.unwrap_or(usual);
    prison.take_digests(finer(args.digests.as_deref(), from, until, until)?);
    let mut chronicle = args
        .chronicle
        .as_deref()
        .map(|path| Chronicle::create(path, args.force, &prison))
        .transpose()?;
    let status = Status::new(until - from);
    let began = Instant::now();
    while prison.now() < until {
        let next = (prison.now() + MINUTE).min(until);
        orders = prison.run_with(orders, next);
        if let Some(chronicle) = &mut chronicle {
            chronicle.follow(&prison)?;
        }
        status.show(&prison, from);
        if is_arena && length.is_none() && prison.world().resource::<Arena>().is_over() {
            break;
        }
        if args.until.is_some_and(|goal| has_come(&prison, goal, from)) {
            break;
        }
    }
    let wall_s = began.elapsed().as_secs_f64();
    status.clear();
    let report = told::report(&prison, &before, wall_s);
    if let Some(path) = &args.report {
        let json = serde_json::to_vec_pretty(&report)
            .map_err(|error| Failure::Run(format!("the report cannot be written: {error}")))?;
        output::write(path, &json, args.force)?;
    }
    if let Some(path) = &args.save {
        output::write(path, &save::write(&prison), args.force)?;
    }
    if let Some(path) = &args.record {
        let replay = replay::write(&replay::of(&prison));
        output::write(path, replay.as_bytes(), args.force)?;
    }
    if let Some(chronicle) = chronicle {
        chronicle.finish()?;
    }
    let mut said = summary::of(&report).trim_end().to_owned();
    if let Some(goal) = args.until
        && !has_come(&prison, goal, from)
    {
        said.push_str(&format!("\nIn {LONGEST} days no riot was over."));
    }
    output::say(&said)
}

/// Whether something has come about since a tick.
fn has_come(prison: &Prison, goal: Goal, from: u64) -> bool {
    match goal {
        Goal::RiotOver => prison
            .world()
            .resource::<Riots>()
            .all()
            .iter()
            .any(|riot| riot.is_called() && riot.ended().is_some_and(|(tick, _)| tick >= from)),
    }
}

fn read_orders(prison: &Prison, path: &Path) -> Result<Vec<Given>, Failure> {
    let text = input::text(path, replay::MOST_BYTES)?;
    let world = prison.world();
    let persons = world.resource::<Bodies>().len() as u32;
    let tiles = world.resource::<Grid>().len() as u32;
    replay::read_orders(&text, world.resource::<Clock>(), persons, tiles).map_err(|errors| {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| format!("{}:{error}", path.display()))
            .collect();
        Failure::Input(lines.join("\n"))
    })
}

/// The whole chronicle, streamed to a file.
struct Chronicle<'a> {
    path: &'a Path,
    file: BufWriter<File>,
    last: HappeningId,
}

impl<'a> Chronicle<'a> {
    /// A chronicle of what happens from now on: what a save holds was written when it happened.
    fn create(path: &'a Path, force: bool, prison: &Prison) -> Result<Self, Failure> {
        let file = output::create(path, force).map_err(|error| {
            Failure::Run(format!("{}: it cannot be written: {error}", path.display()))
        })?;
        Ok(Self {
            path,
            file: BufWriter::new(file),
            last: match prison.now() {
                // How a level begins belongs to it.
                0 => HappeningId::NONE,
                _ => prison.world().resource::<Happenings>().last_id(),
            },
        })
    }

    fn fail(&self, error: std::io::Error) -> Failure {
        Failure::Run(format!(
            "{}: it cannot be written: {error}",
            self.path.display()
        ))
    }

    fn follow(&mut self, prison: &Prison) -> Outcome {
        let world = prison.world();
        let chronicle = world.resource::<Happenings>().chronicle();
        let start = chronicle.partition_point(|happening| happening.id <= self.last);
        for happening in &chronicle[start..] {
            self.last = happening.id;
            let line = serde_json::to_string(&told::line(world, happening))
                .map_err(|error| self.fail(error.into()))?;
            writeln!(self.file, "{line}").map_err(|error| self.fail(error))?;
        }
        Ok(())
    }

    fn finish(mut self) -> Outcome {
        self.file.flush().map_err(|error| self.fail(error))
    }
}
