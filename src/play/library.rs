//! Where the levels are, and one of them read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bighouse_sim::level::{self, FolderFiles, Level, Problems};

/// Where the levels are: `levels/` here, beside the program or above it, or in its sources.
pub fn levels_root() -> PathBuf {
    find("levels")
}

/// Where pictures and fonts are: `assets/` here, beside the program or above it, or in its sources.
pub fn assets_root() -> PathBuf {
    find("assets")
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

/// A level, read, merged and checked.
///
/// # Errors
/// Everything that is wrong with it, with its places.
pub fn level(name: &str, sets: &[String]) -> Result<Arc<Level>, Problems> {
    level::load(&FolderFiles::new(levels_root()), name, sets).map(Arc::new)
}

/// The level that a save or replay says it was made in.
///
/// # Errors
/// In words, with the path of the save or replay.
pub fn level_of(path: &Path, name: &str) -> Result<Arc<Level>, String> {
    level(name, &[]).map_err(|problems| {
        format!(
            "{}: the level it was made in can not be had; put that level back:\n{problems}",
            path.display()
        )
    })
}
