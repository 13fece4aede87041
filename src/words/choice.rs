//! Which languages there are, and one of them by its name.
//!
//! Each folder in the folder of words (`assets/words`) is a language, named for its identifier. English is
//! built in, and so is always there.

use std::path::Path;

use unic_langid::LanguageIdentifier;

use super::{LanguageProblem, Words};

/// The name of English.
pub const ENGLISH: &str = "en";

/// The languages in the folder of words: English first, then the others in the order of their names.
pub fn languages(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let folders = entries.filter_map(Result::ok).filter(is_folder);
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let mut others: Vec<String> = names
        .filter(|name| name != ENGLISH && name.parse::<LanguageIdentifier>().is_ok())
        .collect();
    others.sort();
    let mut all = vec![ENGLISH.to_owned()];
    all.append(&mut others);
    all
}

fn is_folder(entry: &std::fs::DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

impl Words {
    /// The language of a name in the folder of words, with everything that is wrong with its files. A
    /// name that is none of [`languages`] gives English.
    pub fn named(folder: &Path, name: &str) -> (Self, Vec<LanguageProblem>) {
        // The name may come from a file: it is never followed as a path.
        if name == ENGLISH || !languages(folder).iter().any(|other| other == name) {
            return (Self::english(), Vec::new());
        }
        Self::load(&folder.join(name))
    }
}
