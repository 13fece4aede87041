//! The levels there are, with their titles.

use std::path::PathBuf;

use crate::files::{FolderFiles, LevelFiles};
use crate::text::chain::{merged, read_chain};
use crate::text::problem::{Findings, Problem};
use crate::text::read::Fields;

/// A level as the list of levels shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name, as one asks for it.
    pub name: String,
    /// What people call it, or the first thing that keeps it from being read.
    pub title: Result<String, Box<Problem>>,
}

/// The levels beneath a folder, sorted by name. Only titles are read: a level
/// that is listed may still hold errors.
pub fn list(levels_root: impl Into<PathBuf>) -> Vec<Listed> {
    let files = FolderFiles::new(levels_root);
    files
        .names()
        .into_iter()
        .map(|name| Listed {
            title: title_of(&files, &name),
            name,
        })
        .collect()
}

/// The title of a level, inherited or its own; nothing else is checked.
fn title_of(files: &dyn LevelFiles, name: &str) -> Result<String, Box<Problem>> {
    let mut found = Findings::default();
    let mut title = None;
    if let Some(tree) = read_chain(files, name, &mut found).and_then(|c| merged(c, &[], &mut found))
    {
        title = Fields::of(&tree.0, "a level", &mut found).text("title", &mut found);
    }
    match found.into_problems().list.into_iter().next() {
        Some(problem) => Err(Box::new(problem)),
        None => Ok(title.unwrap_or_else(|| name.to_owned())),
    }
}
