//! `trace`: what everybody did in a run, as text, and where it differs from another trace.

use std::path::Path;
use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::clock::HOUR;
use bighouse_sim::record::trace::{Tracer, first_difference};

use super::{Failure, Outcome, TraceArgs, input, output};

/// Most bytes of a trace that is compared with.
const MOST_BYTES: u64 = 4 << 30;

/// Lives a run hour by hour and writes its trace, or holds it against one that was written before.
pub fn trace(args: &TraceArgs) -> Outcome {
    if let Some(out) = &args.out {
        output::may_write_all(&[out.as_path()], args.force)?;
    }
    let level = input::level(&args.level.level, &args.level.sets)?;
    let length = input::length(&args.length)?;
    let mut prison = Prison::new(level.clone(), args.seed);
    if args.screenplay {
        prison.play(Arc::new(input::screenplay(&level)?));
    }
    let mut tracer = Tracer::default();
    let mut text = String::new();
    loop {
        tracer.happenings(&prison, &mut text);
        tracer.people(&prison, &mut text);
        let now = prison.now();
        if now >= length {
            break;
        }
        prison.run_until((now + HOUR).min(length));
    }
    if let Some(out) = &args.out {
        output::write(out, text.as_bytes(), args.force)?;
    }
    match &args.against {
        Some(other) => compare(&text, other),
        None => output::say(format_args!("{} lines.", text.lines().count())),
    }
}

fn compare(text: &str, path: &Path) -> Outcome {
    let other = input::text(path, MOST_BYTES)?;
    match first_difference(&other, text) {
        None => output::say(format_args!("The same: {} lines.", text.lines().count())),
        Some((line, then, now)) => Err(Failure::Run(format!(
            "{}:{line}: the behaviour differs\n  then: {}\n  now:  {}",
            path.display(),
            then.unwrap_or("(the end)"),
            now.unwrap_or("(the end)")
        ))),
    }
}
