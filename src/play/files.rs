//! Files that somebody named: read, which are untrusted (plain files only, and limited in size), and
//! written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

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

/// Where a file is written before it is moved into its place. Its name is ours alone, and the same each
/// time: what a crash left there is taken over by whoever writes that file next.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".bighouse-part");
    path.with_file_name(name)
}

/// Writes a file whole: beside its place first, then into it. A crash leaves what was there.
///
/// # Errors
/// The disk refuses. Nothing is left beside its place then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = create_beside(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether [`replace`] could write there.
///
/// # Errors
/// Why the disk would refuse.
pub fn can_replace(path: &Path) -> io::Result<()> {
    let beside = beside(path);
    create_beside(&beside).and_then(|_| fs::remove_file(&beside))
}

/// A new file, in the place of what a crash may have left. A link that lies there is not followed.
fn create_beside(beside: &Path) -> io::Result<File> {
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).open(beside)
}
