//! Files that somebody named, read. All of it is untrusted: plain files only, and limited in size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use bighouse_sim::level::open_plain;

/// A plain file, opened.
///
/// # Errors
/// In words, with its path: it is not there, is no plain file, or cannot be opened.
pub fn open(path: &Path) -> Result<File, String> {
    let fail = |why: String| format!("{}: {why}", path.display());
    let lost =
        |error: std::io::Error| fail(format!("it cannot be opened: {error}; is the path right?"));
    match open_plain(path).map_err(lost)? {
        Some(file) => Ok(file),
        None if path.is_dir() => Err(fail("this is a folder; a file is wanted".into())),
        None => Err(fail("it is not a plain file; a file is wanted".into())),
    }
}

/// The bytes of a file of at most this many.
///
/// # Errors
/// As [`open`], or it cannot be read or is larger.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let fail = |why: String| format!("{}: {why}", path.display());
    let mut bytes = Vec::new();
    open(path)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fail(format!("it cannot be read: {error}")))?;
    if bytes.len() as u64 > most {
        return Err(fail(format!("it is larger than {} MiB", most >> 20)));
    }
    Ok(bytes)
}

/// The text of a file of at most this many bytes.
///
/// # Errors
/// As [`bytes`], or it is no UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String, String> {
    String::from_utf8(bytes(path, most)?)
        .map_err(|_| format!("{}: it is not UTF-8 text", path.display()))
}
