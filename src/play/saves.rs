//! Saves on disk: written whole or not at all, autosaves in rotation.
//!
//! A save is written beside its place under another name and then moved there, so that a crash
//! leaves the old one. What is in a folder of saves may have been put there by anybody: it is
//! read through [`save::read`], which trusts nothing.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bighouse_sim::Prison;
use bighouse_sim::RULES;
use bighouse_sim::level::{Level, is_level_name, open_plain};
use bighouse_sim::record::save::{self, SaveError};

use super::{files, library};
use crate::words::own::texts;

texts! {
    no_name(name, most) = "save-no-name";
    not_written(path, why) = "save-not-written";
    level_lost(path, problems) = "save-level-lost";
    level_elsewhere(path, level) = "save-level-elsewhere";
    not_a_save(path) = "save-not-a-save";
    other_format(path, format, ours) = "save-other-format";
    damaged(path, why) = "save-damaged";
    other_level(path, level) = "save-other-level";
    other_rules(path, rules, ours) = "save-other-rules";
}

/// How many autosaves are kept.
pub const AUTOSAVES: usize = 5;
/// Most letters of the name of a save.
const LONGEST_NAME: usize = 60;
/// How the name of a save ends.
const ENDING: &str = "save";

/// A save in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its file.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// The level it was made in.
    pub level: String,
    /// Its tick.
    pub tick: u64,
    /// When it was written.
    pub written: SystemTime,
}

/// A folder of saves.
#[derive(Clone, Debug)]
pub struct Saves {
    folder: PathBuf,
}

impl Saves {
    /// The saves of a folder, which is made when the first is written.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a save of a name lies.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.{ENDING}"))
    }

    /// Writes a save under a name.
    ///
    /// # Errors
    /// If the name has anything but letters, digits, blanks, `-` and `_`, or the disk refuses.
    pub fn write(&self, prison: &Prison, name: &str) -> Result<PathBuf, String> {
        let name = name.trim();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        if name.is_empty() || name.chars().count() > LONGEST_NAME || !name.chars().all(plain) {
            return Err(text::no_name(name, LONGEST_NAME));
        }
        let path = self.path_of(name);
        self.put(&path, &save::write(prison))
            .map_err(|error| text::not_written(path.display().to_string(), error.to_string()))?;
        Ok(path)
    }

    /// Writes the next autosave over the oldest.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn autosave(&self, prison: &Prison) -> Result<PathBuf, String> {
        let name = |number: usize| format!("autosave-{number}");
        let age = |number: usize| {
            fs::metadata(self.path_of(&name(number)))
                .and_then(|about| about.modified())
                .ok()
        };
        // A place that is free comes first, then the oldest.
        let next = (1..=AUTOSAVES)
            .min_by_key(|number| age(*number))
            .unwrap_or(1);
        self.write(prison, &name(next))
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        files::replace(path, bytes)
    }

    /// The saves, the newest first. What is no save is left out.
    pub fn list(&self) -> Vec<Saved> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut saves: Vec<Saved> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind == ENDING))
            .filter_map(|path| {
                let file = open_plain(&path).ok()??;
                let about = file.metadata().ok()?;
                let mut head = Vec::new();
                file.take(64 << 10).read_to_end(&mut head).ok()?;
                let header = save::header(&head).ok()?;
                Some(Saved {
                    name: path.file_stem()?.to_string_lossy().into_owned(),
                    level: header.level,
                    tick: header.tick,
                    written: about.modified().ok()?,
                    path,
                })
            })
            .collect();
        saves.sort_by(|a, b| (b.written, &a.name).cmp(&(a.written, &b.name)));
        saves
    }
}

/// Reads a save, with the level it was made in: one beneath the folder of levels, or else the one
/// that is played, which a person asked for.
///
/// # Errors
/// In words: the file cannot be read, is no save, or its level cannot be had.
pub fn read(path: &Path, played: &Level) -> Result<Prison, String> {
    let bytes = files::bytes(path, save::MOST_BYTES)?;
    let named = path.display().to_string();
    let header = save::header(&bytes).map_err(|error| refusal(path, error))?;
    let problems = match library::named(&header.level, &header.settings) {
        Ok(level) => return save::read(level, &bytes).map_err(|error| refusal(path, error)),
        Err(problems) => problems,
    };
    // It may have been played by its path. Where that leads, the save may not say.
    save::read(Arc::new(played.clone()), &bytes).map_err(|error| match error {
        SaveError::OtherLevel(level) if is_level_name(&level) => {
            text::level_lost(named, problems.to_string())
        }
        SaveError::OtherLevel(level) => text::level_elsewhere(named, format!("{level:?}")),
        error => refusal(path, error),
    })
}

/// Why a save cannot be loaded, in words.
fn refusal(path: &Path, error: SaveError) -> String {
    let path = path.display().to_string();
    match error {
        SaveError::NotASave => text::not_a_save(path),
        SaveError::Format(format) => text::other_format(path, format, save::FORMAT),
        SaveError::Damaged(why) => text::damaged(path, why),
        // What a file says is shown with its marks, so that it cannot pass for words of ours.
        SaveError::OtherLevel(level) => text::other_level(path, format!("{level:?}")),
        SaveError::OtherRules(rules) => text::other_rules(path, rules, RULES),
    }
}

/// The prison that the bytes of a save hold, in the level it was made in: the one it names, or the
/// one `asked` for.
///
/// # Errors
/// In words: it is no save, or its level cannot be had.
pub fn of_bytes(path: &Path, bytes: &[u8], asked: Option<&str>) -> Result<Prison, String> {
    let header = save::header(bytes).map_err(|error| refusal(path, error))?;
    let level = library::level_of(path, &header.level, &header.settings, asked)?;
    save::read(level, bytes).map_err(|error| refusal(path, error))
}
