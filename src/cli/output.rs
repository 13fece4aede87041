//! What the verbs write: never over a file that exists unless told to, and never half.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use bighouse_sim::level::{printable, without_waiting};

use super::{Failure, Outcome};
use crate::play::files;

/// Says a line on standard output. A reader who has gone away has heard enough.
pub fn say(line: impl Display) -> Outcome {
    is_heard(line).map(drop)
}

/// Says a line on standard output, and whether there is still a reader for it.
pub fn is_heard(line: impl Display) -> Result<bool, Failure> {
    match writeln!(io::stdout(), "{line}") {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::Run(format!(
            "standard output cannot be written to: {error}"
        ))),
    }
}

/// Says on standard error what was left out, and goes on. Whoever does not listen is told nothing.
pub fn warn(line: impl Display) {
    let _ = writeln!(io::stderr(), "{}", printable(&line.to_string()));
}

/// Whether all these files can and may be written, each of them only once.
pub fn may_write_all(paths: &[&Path], force: bool) -> Outcome {
    let mut places: Vec<PathBuf> = Vec::new();
    for path in paths {
        may_write(path, force)?;
        let place = place(path);
        if places.contains(&place) {
            return Err(Failure::Input(format!(
                "{}: it is to be written twice; give each output a file of its own",
                path.display()
            )));
        }
        places.push(place);
    }
    paths.iter().try_for_each(|path| can_write(path))
}

/// Where a file lies, or will lie, however it is spelt.
fn place(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let there = || {
        let name = path.file_name().unwrap_or_default();
        folder.canonicalize().map(|folder| folder.join(name))
    };
    path.canonicalize()
        .or_else(|_| there())
        .unwrap_or_else(|_| path.to_owned())
}

/// Whether its folder takes the file that is written beside it: known before a long run as well.
fn can_write(path: &Path) -> Outcome {
    files::can_replace(path).map_err(|error| {
        Failure::Input(format!(
            "{}: it cannot be written there: {error}; choose another folder or name",
            path.display()
        ))
    })
}

/// Whether a file may be written: known before a long run, not after it.
fn may_write(path: &Path, force: bool) -> Outcome {
    if path.is_dir() {
        return Err(Failure::Input(format!(
            "{}: this is a folder; give the name of a file",
            path.display()
        )));
    }
    // A device or a pipe would be replaced by a file, which is never what was meant.
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return Err(Failure::Input(format!(
            "{}: it is not a plain file, and is left as it is; give the name of a file",
            path.display()
        )));
    }
    // A link that leads to nothing yet exists as well: it would be written through or over.
    if path.symlink_metadata().is_ok() && !force {
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

/// Opens a file to be written to as it grows. Without `force` it must be new.
pub fn create(path: &Path, force: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true);
    if !force {
        return options.create_new(true).open(path);
    }
    // Emptied once it is known to be a plain file still.
    let file = without_waiting(options.create(true).truncate(false)).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    file.set_len(0)?;
    Ok(file)
}

/// Writes a file whole: beside it first, then into its place. Without `force` it must still be new.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Outcome {
    // Somebody else may have written it during a long run.
    may_write(path, force)?;
    files::replace(path, bytes)
        .map_err(|error| Failure::Run(format!("{}: it cannot be written: {error}", path.display())))
}
