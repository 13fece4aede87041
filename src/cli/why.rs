//! `why`: what a happening came from.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use bighouse_sim::happening::Happenings;
use bighouse_sim::level::printable;
use bighouse_sim::level::words::per_cent;
use bighouse_sim::record::save;

use super::{Failure, Outcome, input, output};
use crate::play::saves;
use crate::words::told::{self, Line};

/// Largest chronicle that is read.
const MOST_CHRONICLE: u64 = 256 << 20;
/// Longest line of one.
const MOST_LINE: u64 = 64 << 10;

/// Tells the chain of causes of a happening of a save or chronicle.
pub fn why(path: &Path, event: &str, level: Option<&str>) -> Outcome {
    let mut head = Vec::new();
    // Whatever cannot be read here is reported below.
    let _ = input::file(path)?.take(8).read_to_end(&mut head);
    let lines = if head == b"BIGHOUSE" {
        from_save(path, &input::bytes(path, save::MOST_BYTES)?, level)?
    } else if level.is_some() {
        return Err(Failure::Input(format!(
            "{}: --level goes with a save, and this is none",
            path.display()
        )));
    } else {
        from_chronicle(path)?
    };
    let found = match event.trim().parse::<u32>() {
        Ok(number) => lines.iter().find(|line| line.id == number),
        Err(_) => {
            let words = event.to_lowercase();
            lines
                .iter()
                .rev()
                .find(|line| line.words.to_lowercase().contains(&words))
        }
    };
    let Some(found) = found else {
        return Err(Failure::Input(format!(
            "{}: no happening {event:?}; give a number from 1 to {} or words from one",
            path.display(),
            lines.last().map_or(0, |line| line.id)
        )));
    };
    let mut line = found;
    output::say(shown(line))?;
    let mut roots = line.roots.as_slice();
    let mut depth = 1;
    while let Ok(index) = lines.binary_search_by_key(&line.cause, |line| line.id) {
        // A cause is older than what it causes; a forged chronicle ends here.
        if lines[index].id >= line.id {
            break;
        }
        line = &lines[index];
        output::say(format_args!(
            "{}because {}",
            "  ".repeat(depth),
            shown(line)
        ))?;
        depth = (depth + 1).min(40);
        if roots.is_empty() {
            roots = line.roots.as_slice();
        }
    }
    if !roots.is_empty() {
        output::say("What those who rose held against the house, the heaviest first:")?;
    }
    for root in roots {
        let last = lines.binary_search_by_key(&root.last, |line| line.id);
        let last = last.map_or_else(|_| "before".into(), |index| shown(&lines[index]));
        let what = printable(&root.what);
        let share = per_cent(root.share);
        output::say(format_args!(
            "  {share:>3} %  {what}; the last of it {last}"
        ))?;
    }
    Ok(())
}

/// A line as it is shown. Whoever wrote the file may have put anything into it.
fn shown(line: &Line) -> String {
    printable(&format!("{}  {}  [{}]", line.when, line.words, line.id))
}

fn from_save(path: &Path, bytes: &[u8], level: Option<&str>) -> Result<Vec<Line>, Failure> {
    let prison = saves::of_bytes(path, bytes, level).map_err(Failure::Input)?;
    let world = prison.world();
    Ok(world
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .map(|happening| told::line(world, happening))
        .collect())
}

/// The lines of a chronicle, read one by one: no more of it is held than what they say.
fn from_chronicle(path: &Path) -> Result<Vec<Line>, Failure> {
    let fail = |number: usize, why: String| {
        Failure::Input(format!("{}:line {number}: {why}", path.display()))
    };
    let mut file = BufReader::new(input::file(path)?);
    let mut lines: Vec<Line> = Vec::new();
    let mut left = MOST_CHRONICLE;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = (&mut file)
            .take(MOST_LINE)
            .read_until(b'\n', &mut bytes)
            .map_err(|error| fail(number, format!("it cannot be read: {error}")))?;
        if read == 0 {
            break;
        }
        left = left.checked_sub(read as u64).ok_or_else(|| {
            let most = MOST_CHRONICLE >> 20;
            fail(number, format!("the chronicle is larger than {most} MiB"))
        })?;
        match serde_json::from_slice(&bytes) {
            Ok(line) => lines.push(line),
            // The program that wrote it was ended in the middle of its last line.
            Err(_) if number > 1 && is_cut_off(&bytes) => {
                output::warn(format_args!(
                    "{}:line {number}: it is cut off, and left out",
                    path.display()
                ));
                break;
            }
            Err(error) => {
                return Err(fail(
                    number,
                    format!("this is no line of a chronicle, nor the file a save: {error}"),
                ));
            }
        }
    }
    lines.sort_by_key(|line| line.id);
    Ok(lines)
}

/// Whether a line ends with the file, in the middle of itself, rather than with its own end.
fn is_cut_off(line: &[u8]) -> bool {
    !line.ends_with(b"\n") && (line.len() as u64) < MOST_LINE
}
