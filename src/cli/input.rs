//! What the verbs read: levels, saves, texts. All of it untrusted, all of it limited in size.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use bighouse_sim::clock::LONGEST_RUN;
use bighouse_sim::level::Level;

use super::Failure;
use crate::play::library;

/// A level, read, merged and checked.
pub fn level(name: &str, sets: &[String]) -> Result<Arc<Level>, Failure> {
    library::level(name, sets).map_err(|problems| Failure::Input(problems.to_string()))
}

/// The level that a save or replay says it was made in.
pub fn level_of(path: &Path, name: &str) -> Result<Arc<Level>, Failure> {
    level(name, &[]).map_err(|failure| match failure {
        Failure::Input(why) => Failure::Input(format!(
            "{}: the level it was made in can not be had; put that level back:\n{why}",
            path.display()
        )),
        other => other,
    })
}

/// A plain file, opened.
pub fn file(path: &Path) -> Result<File, Failure> {
    let fail = |why: String| Failure::Input(format!("{}: {why}", path.display()));
    let lost =
        |error: std::io::Error| fail(format!("it can not be opened: {error}; is the path right?"));
    // Asked before it is opened: opening a pipe would wait for its writer.
    let about = std::fs::metadata(path).map_err(lost)?;
    if about.is_dir() {
        return Err(fail("this is a folder; a file is wanted".into()));
    }
    if !about.is_file() {
        return Err(fail("it is not a plain file".into()));
    }
    File::open(path).map_err(lost)
}

/// The bytes of a file of at most so many.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let fail = |why: String| Failure::Input(format!("{}: {why}", path.display()));
    let mut bytes = Vec::new();
    file(path)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fail(format!("it can not be read: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(fail(format!("it is larger than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

/// The text of a file of at most so many bytes.
pub fn text(path: &Path, most: u64) -> Result<String, Failure> {
    String::from_utf8(bytes(path, most)?)
        .map_err(|_| Failure::Input(format!("{}: it is not UTF-8 text", path.display())))
}

/// A length of prison time such as `24h`, in ticks.
pub fn length(text: &str) -> Result<u64, Failure> {
    let wrong = || {
        Failure::Input(format!(
            "--for {text}: a length is a number and a unit, such as 24h, 7d, 90m or 4021s, up to 400 days"
        ))
    };
    let unit = text.chars().last().ok_or_else(wrong)?;
    let ticks = match unit {
        's' => 10,
        'm' => 600,
        'h' => 36_000,
        'd' => 864_000,
        _ => return Err(wrong()),
    };
    let number: u64 = text[..text.len() - 1].trim().parse().map_err(|_| wrong())?;
    number
        .checked_mul(ticks)
        .filter(|ticks| *ticks <= LONGEST_RUN)
        .ok_or_else(wrong)
}
