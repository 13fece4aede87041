//! `inspect`: what a save holds, as RON, and where two saves differ.

use std::path::Path;

use bighouse_sim::Prison;
use bighouse_sim::level::printable;
use bighouse_sim::record::{inspect, save};
use bighouse_sim::section;

use super::{Failure, InspectArgs, Outcome, input, output};
use crate::play::saves;

/// Most bytes of RON that are written.
const MOST_TEXT: usize = 4 << 20;
/// Most paths of a section that differ and are named.
const MOST_PATHS: usize = 8;

/// Lists the sections of a save, or writes one of them, or what they hold of a person, or where they
/// differ from those of another save.
pub fn inspect(args: &InspectArgs) -> Outcome {
    let level = args.level.as_deref();
    let bytes = input::bytes(&args.save, save::MOST_BYTES)?;
    if args.what.is_none() && args.person.is_none() {
        list(&args.save, &bytes)?;
    }
    let prison = saves::of_bytes(&args.save, &bytes, level).map_err(Failure::Input)?;
    match (&args.what, &args.person) {
        (Some(what), _) => about(&args.save, &prison, what, level),
        (None, Some(name)) => {
            let tree = inspect::person_named(&prison, name)
                .and_then(|person| inspect::of_person(&prison, person))
                .map_err(|what| wrong(&args.save, &what))?;
            say(&tree.text(MOST_TEXT))
        }
        (None, None) => Ok(()),
    }
}

fn wrong(path: &Path, what: &str) -> Failure {
    Failure::Input(format!("{}: {what}", path.display()))
}

/// Says lines. A save may have been written by anybody: nothing but what is seen reaches the terminal.
fn say(text: &str) -> Outcome {
    let lines: Vec<String> = text.trim_end().split('\n').map(printable).collect();
    output::say(lines.join("\n"))
}

/// The sections of a save, also of one that this program cannot load.
fn list(path: &Path, bytes: &[u8]) -> Outcome {
    let contents = save::contents(bytes).map_err(|error| wrong(path, &error.to_string()))?;
    say(&inspect::listing(&contents).text(MOST_TEXT))
}

/// A section by its name, or where the save differs from another.
fn about(path: &Path, prison: &Prison, what: &str, level: Option<&str>) -> Outcome {
    let names = || section::names(prison.world()).map(|(name, _)| name);
    if names().any(|name| name == what) {
        let tree = section::tree(prison.world(), what).map_err(|what| wrong(path, &what))?;
        return say(&tree.text(MOST_TEXT));
    }
    let other = Path::new(what);
    if !other.exists() {
        return Err(wrong(
            path,
            &format!(
                "{what:?} is neither a section nor another save; the sections are {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        ));
    }
    let bytes = input::bytes(other, save::MOST_BYTES)?;
    let second = saves::of_bytes(other, &bytes, level).map_err(Failure::Input)?;
    compare(prison, &second).and_then(|text| say(&text))
}

/// Which sections of two prisons differ, and where in them.
fn compare(one: &Prison, other: &Prison) -> Result<String, Failure> {
    let (digest, other_digest) = (one.digest(), other.digest());
    let differing: Vec<&str> = digest.differing(&other_digest).collect();
    if differing.is_empty() {
        return Ok(format!(
            "The same: all {} sections agree.",
            digest.sections.len()
        ));
    }
    let mut lines = vec![format!(
        "{} of {} sections differ.",
        differing.len(),
        digest.sections.len()
    )];
    for name in differing {
        let tree = |prison: &Prison| section::tree(prison.world(), name).map_err(Failure::Input);
        let (found, count) = inspect::differences(&tree(one)?, &tree(other)?, MOST_PATHS);
        lines.push(format!("{name}:"));
        for differing in &found {
            lines.push(format!(
                "    {}: {} | {}",
                differing.path, differing.one, differing.other
            ));
        }
        if count > found.len() {
            lines.push(format!("    and {} more", count - found.len()));
        }
    }
    Ok(lines.join("\n"))
}
