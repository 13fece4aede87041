//! Files that somebody named, read. All of it is untrusted: plain files only, and limited in size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use bighouse_sim::level::open_plain;

use crate::words::own::texts;

texts! {
    not_opened(path, why) = "file-not-opened";
    is_a_folder(path) = "file-is-a-folder";
    not_plain(path) = "file-not-plain";
    not_read(path, why) = "file-not-read";
    too_large(path, mebibytes) = "file-too-large";
    not_text(path) = "file-not-text";
}

/// A plain file, opened.
///
/// # Errors
/// In words, with its path: it is not there, is no plain file, or cannot be opened.
pub fn open(path: &Path) -> Result<File, String> {
    let named = path.display().to_string();
    match open_plain(path) {
        Err(error) => Err(text::not_opened(named, error.to_string())),
        Ok(Some(file)) => Ok(file),
        Ok(None) if path.is_dir() => Err(text::is_a_folder(named)),
        Ok(None) => Err(text::not_plain(named)),
    }
}

/// The bytes of a file of at most this many.
///
/// # Errors
/// As [`open`], or it cannot be read or is larger.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let named = || path.display().to_string();
    let mut bytes = Vec::new();
    open(path)?
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| text::not_read(named(), error.to_string()))?;
    if bytes.len() as u64 > most {
        return Err(text::too_large(named(), most >> 20));
    }
    Ok(bytes)
}

/// The text of a file of at most this many bytes.
///
/// # Errors
/// As [`bytes`], or it is no UTF-8.
pub fn text(path: &Path, most: u64) -> Result<String, String> {
    String::from_utf8(bytes(path, most)?).map_err(|_| text::not_text(path.display().to_string()))
}
