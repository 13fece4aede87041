//! What the verbs write: never over a file that exists unless told to, and never half.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;

/// Whether a file may be written: known before a long run, not after it.
pub fn may_write(path: &Path, force: bool) -> Result<(), Failure> {
    if path.exists() && !force {
        return Err(Failure::Input(format!(
            "{}: it exists; say --force to overwrite it, or choose another name",
            path.display()
        )));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(Failure::Input(format!(
            "{}: there is no such folder to write into",
            path.display()
        )));
    }
    Ok(())
}

/// Writes a file whole: beside it first, then into its place.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = beside(path);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        Failure::Run(format!(
            "{}: it can not be written: {error}",
            path.display()
        ))
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}
