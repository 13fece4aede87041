//! What is wrong with a file of a language, and where.

use std::fmt;
use std::path::PathBuf;

use bighouse_sim::level::printable;

/// Something wrong with a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageProblem {
    /// The file, or the folder.
    pub file: PathBuf,
    /// Line and column, from 1; `None` if it is about the whole file.
    pub at: Option<(usize, usize)>,
    /// What, in words.
    pub what: String,
}

impl fmt::Display for LanguageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display().to_string();
        write!(f, "{}:", printable(&file))?;
        if let Some((line, column)) = self.at {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", printable(&self.what))
    }
}

/// The line and column of a byte of a text, from 1.
pub(super) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..byte).unwrap_or(text.as_bytes());
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    // Bytes that continue a letter are no columns of their own.
    let letters = before[start..].iter().filter(|byte| **byte & 0xC0 != 0x80);
    (line, letters.count() + 1)
}
