//! Where the levels are, and one of them read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bighouse_sim::level::{self, FolderFiles, Level, Problems};
use bighouse_sim::story::{Screenplay, screenplay};

use crate::words::own::texts;

texts! {
    level_elsewhere(path, level) = "level-elsewhere";
    level_lost(path, problems) = "level-lost";
}

/// Where the levels are: `levels/` here, beside the program or above it, or in its sources.
pub fn levels_root() -> PathBuf {
    find("levels")
}

/// Where pictures and fonts are: `assets/` here, beside the program or above it, or in its sources.
pub fn assets_root() -> PathBuf {
    find("assets")
}

/// Where the languages are: `words/` in [`assets_root`].
pub fn words_root() -> PathBuf {
    assets_root().join("words")
}

fn find(folder: &str) -> PathBuf {
    let mut places = vec![PathBuf::from(folder)];
    if let Ok(program) = std::env::current_exe() {
        places.extend(
            program
                .ancestors()
                .skip(1)
                .take(4)
                .map(|dir| dir.join(folder)),
        );
    }
    places.push(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    places
        .into_iter()
        .find(|place| place.is_dir())
        .unwrap_or_else(|| PathBuf::from(folder))
}

/// A level beneath the folder of levels that a file names, such as a save, with the options that it
/// names. A file is no person: a path in it is not followed.
///
/// # Errors
/// Everything that is wrong with the level, with its places.
pub fn named(name: &str, settings: &[String]) -> Result<Arc<Level>, Problems> {
    let files = FolderFiles::new(levels_root()).by_name_alone();
    level::load(&files, name, settings).map(Arc::new)
}

/// A level, read, merged and checked.
///
/// # Errors
/// Everything that is wrong with it, with its places.
pub fn level(name: &str, sets: &[String]) -> Result<Arc<Level>, Problems> {
    level::load(&FolderFiles::new(levels_root()), name, sets).map(Arc::new)
}

/// The screenplay of a level that was read, if it has one.
///
/// # Errors
/// Everything that is wrong with it, with its places.
pub fn screenplay(level: &Level) -> Result<Option<Screenplay>, Problems> {
    screenplay::load(&FolderFiles::new(levels_root()), level)
}

/// Whether a level has a screenplay, be it sound or not.
pub fn has_screenplay(level: &Level) -> bool {
    !matches!(screenplay(level), Ok(None))
}

/// The level that a save or replay was made in, with the options it was read with: the one it names, or
/// the one `asked` for. A file names levels beneath the folder of levels; a path has to come from the
/// person.
///
/// # Errors
/// In words, with the path of the save or replay.
pub fn level_of(
    path: &Path,
    name: &str,
    settings: &[String],
    asked: Option<&str>,
) -> Result<Arc<Level>, String> {
    let path = path.display().to_string();
    if let Some(asked) = asked {
        return level(asked, settings).map_err(|problems| problems.to_string());
    }
    if !level::is_level_name(name) {
        return Err(text::level_elsewhere(path, format!("{name:?}")));
    }
    named(name, settings).map_err(|problems| text::level_lost(path, problems.to_string()))
}
