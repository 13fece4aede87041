//! `why`: what a happening came from.

use std::path::Path;

use bighouse_sim::Prison;
use bighouse_sim::happening::Happenings;
use bighouse_sim::record::save;
use bighouse_sim::record::why::{self, Line};

use super::{Failure, Outcome, input};

/// Largest chronicle that is read.
const MOST_CHRONICLE: u64 = 1 << 30;

/// Tells the chain of causes of a happening of a save or chronicle.
pub fn why(path: &Path, event: &str) -> Outcome {
    let head = input::bytes(path, MOST_CHRONICLE)?;
    let lines = if head.starts_with(b"BIGHOUSE") {
        from_save(path, &head)?
    } else {
        from_chronicle(path, head)?
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
    println!("{}  {}  [{}]", line.when, line.words, line.id);
    let mut depth = 1;
    while let Ok(index) = lines.binary_search_by_key(&line.cause, |line| line.id) {
        // A cause is older than what it causes; a forged chronicle ends here.
        if lines[index].id >= line.id {
            break;
        }
        line = &lines[index];
        println!(
            "{}because {}  {}  [{}]",
            "  ".repeat(depth),
            line.when,
            line.words,
            line.id
        );
        depth = (depth + 1).min(40);
    }
    Ok(())
}

fn from_save(path: &Path, bytes: &[u8]) -> Result<Vec<Line>, Failure> {
    let fail = |why: String| Failure::Input(format!("{}: {why}", path.display()));
    let header = save::header(bytes).map_err(|error| fail(error.to_string()))?;
    let level = input::level(&header.level, &[])?;
    let prison: Prison = save::read(level, bytes).map_err(|error| fail(error.to_string()))?;
    let world = prison.world();
    Ok(world
        .resource::<Happenings>()
        .chronicle()
        .iter()
        .map(|happening| why::line(world, happening))
        .collect())
}

fn from_chronicle(path: &Path, bytes: Vec<u8>) -> Result<Vec<Line>, Failure> {
    let fail = |why: String| Failure::Input(format!("{}: {why}", path.display()));
    let text = String::from_utf8(bytes)
        .map_err(|_| fail("this is neither a save nor a chronicle".into()))?;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line: Line = serde_json::from_str(line).map_err(|error| {
            fail(format!(
                "line {}: this is no line of a chronicle: {error}",
                number + 1
            ))
        })?;
        lines.push(line);
    }
    lines.sort_by_key(|line| line.id);
    Ok(lines)
}
