//! What the verbs read: levels, saves, texts. What fails is told as a [`Failure`].

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use bighouse_sim::clock::LONGEST_RUN;
use bighouse_sim::level::{FolderFiles, Level, LevelFiles};
use bighouse_sim::story::Screenplay;
use bighouse_sim::story::screenplay::SCREENPLAY_FILE;

use super::Failure;
use crate::play::{files, library};

/// A level, read, merged and checked.
pub fn level(name: &str, sets: &[String]) -> Result<Arc<Level>, Failure> {
    Ok(library::level(name, sets)?)
}

/// The screenplay of a level, which must have one.
pub fn screenplay(level: &Level) -> Result<Screenplay, Failure> {
    library::screenplay(level)?.ok_or_else(|| {
        let files = FolderFiles::new(library::levels_root());
        Failure::Input(format!(
            "--screenplay: there is no {}; levels/README.md says how one is written",
            files.describe(&level.name, SCREENPLAY_FILE)
        ))
    })
}

/// The level that a save or replay was made in: the one it names, or the one `asked` for.
pub fn level_of(
    path: &Path,
    name: &str,
    settings: &[String],
    asked: Option<&str>,
) -> Result<Arc<Level>, Failure> {
    library::level_of(path, name, settings, asked).map_err(Failure::Input)
}

/// A plain file, opened.
pub fn file(path: &Path) -> Result<File, Failure> {
    files::open(path).map_err(Failure::Input)
}

/// The bytes of a file, if there are no more than `most`.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    files::bytes(path, most).map_err(Failure::Input)
}

/// The text of a file, if it has no more than `most` bytes.
pub fn text(path: &Path, most: u64) -> Result<String, Failure> {
    files::text(path, most).map_err(Failure::Input)
}

/// A length of prison time such as `24h`, in ticks.
pub fn length(text: &str) -> Result<u64, Failure> {
    ticks(text).ok_or_else(|| {
        Failure::Input(format!(
            "--for {text}: a length is a number and a unit, such as 24h, 7d, 90min or 4021s, up to 400 days"
        ))
    })
}

/// How often digests are taken, in ticks.
pub fn step(text: &str) -> Result<u64, Failure> {
    let step = match text {
        "tick" => Some(1),
        text => ticks(text).filter(|ticks| *ticks > 0),
    };
    step.ok_or_else(|| {
        Failure::Input(format!(
            "--digests {text}: say how often: tick, or a number and a unit, such as 10min or 1s"
        ))
    })
}

/// The units of a length of time: those of a level file, and `m` for minutes.
const UNITS: [(&str, u64); 5] = [
    ("s", 10),
    ("m", 600),
    ("min", 600),
    ("h", 36_000),
    ("d", 864_000),
];

fn ticks(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let (_, ticks) = UNITS.iter().find(|(name, _)| *name == unit.trim())?;
    let number: u64 = number.parse().ok()?;
    number
        .checked_mul(*ticks)
        .filter(|ticks| *ticks <= LONGEST_RUN)
}
