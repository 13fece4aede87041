//! Watching the files of a level: which were asked for in reading it, and whether any is another now.
//!
//! A load goes through a [`LevelWatch`] that notes what is asked of the [`LevelFiles`]: what was
//! read, what was looked for and not found, which names were looked up. So whatever a level consists
//! of in the end is watched, and a level that cannot be read is watched as well as one that can: the
//! mended file is noticed, and so is a map that is drawn at last. What counts is the content of a
//! file; when it was written does not.

use std::collections::BTreeMap;
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_64;

use crate::files::{FileTrouble, LevelFiles};
use crate::load::load;
use crate::nouns::Level;
use crate::text::problem::Problems;

/// Something that was asked of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lookup {
    /// Which level is meant by a name, for a level that extends it or for a person.
    Resolve(String, Option<String>),
    /// The bytes of a file of a level, at most the number of the last part.
    Read(String, String, u64),
    /// The bytes of a file that the map of a level refers to.
    Referred {
        /// The level whose map it is.
        level: String,
        /// The levels it extends.
        behind: Vec<String>,
        /// The way from the folder of the level to the file.
        path: String,
        /// This many bytes at the most.
        most: u64,
    },
    /// Whether a level has a file.
    Exists(String, String),
}

/// What the reply was.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reply {
    Level(Result<String, FileTrouble>),
    /// Hash of the bytes.
    Bytes(Result<u64, FileTrouble>),
    Exists(bool),
}

impl Reply {
    fn of_bytes(read: &Result<Vec<u8>, FileTrouble>) -> Reply {
        Reply::Bytes(match read {
            Ok(bytes) => Ok(xxh3_64(bytes)),
            Err(trouble) => Err(trouble.clone()),
        })
    }
}

/// What a level was read from, as it was then.
#[derive(Clone, Debug, Default)]
pub struct LevelWatch {
    replies: BTreeMap<Lookup, Reply>,
}

impl LevelWatch {
    /// Loads a level as [`load`] does; the watch is on what was read, also if that failed.
    pub fn load(
        files: &dyn LevelFiles,
        name: &str,
        sets: &[String],
    ) -> (Result<Level, Problems>, Self) {
        Self::on(files, |files| load(files, name, sets))
    }

    /// Does what reads files; the watch is on all that it asks of them.
    pub fn on<T>(files: &dyn LevelFiles, reads: impl FnOnce(&dyn LevelFiles) -> T) -> (T, Self) {
        let noting = Noting {
            files,
            replies: Mutex::default(),
        };
        let read = reads(&noting);
        let replies = noting
            .replies
            .into_inner()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        (read, Self { replies })
    }

    /// Whether any file is another than it was: changed, gone, or there at last.
    pub fn has_changed(&self, files: &dyn LevelFiles) -> bool {
        self.replies
            .iter()
            .any(|(lookup, reply)| ask(files, lookup) != *reply)
    }

    /// The files that were read or looked for, as people call them, in order.
    pub fn files(&self, files: &dyn LevelFiles) -> Vec<String> {
        let mut names: Vec<String> = self
            .replies
            .keys()
            .filter_map(|lookup| match lookup {
                Lookup::Read(level, file, _) | Lookup::Exists(level, file) => {
                    Some(files.describe(level, file))
                }
                Lookup::Referred { level, path, .. } => Some(files.describe(level, path)),
                Lookup::Resolve(..) => None,
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

fn ask(files: &dyn LevelFiles, lookup: &Lookup) -> Reply {
    match lookup {
        Lookup::Resolve(asked, by) => Reply::Level(files.resolve(asked, by.as_deref())),
        Lookup::Read(level, file, most) => Reply::of_bytes(&files.read(level, file, *most)),
        Lookup::Referred {
            level,
            behind,
            path,
            most,
        } => Reply::of_bytes(&files.read_referred(level, behind, path, *most)),
        Lookup::Exists(level, file) => Reply::Exists(files.exists(level, file)),
    }
}

/// Files that note what is asked of them.
struct Noting<'f> {
    files: &'f dyn LevelFiles,
    replies: Mutex<BTreeMap<Lookup, Reply>>,
}

impl Noting<'_> {
    fn note(&self, lookup: Lookup, reply: Reply) {
        let mut replies = match self.replies.lock() {
            Ok(replies) => replies,
            Err(poisoned) => poisoned.into_inner(),
        };
        replies.insert(lookup, reply);
    }
}

impl LevelFiles for Noting<'_> {
    fn resolve(&self, asked: &str, by: Option<&str>) -> Result<String, FileTrouble> {
        let found = self.files.resolve(asked, by);
        let lookup = Lookup::Resolve(asked.to_owned(), by.map(str::to_owned));
        self.note(lookup, Reply::Level(found.clone()));
        found
    }

    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
        let read = self.files.read(level, file, max_bytes);
        let lookup = Lookup::Read(level.to_owned(), file.to_owned(), max_bytes);
        self.note(lookup, Reply::of_bytes(&read));
        read
    }

    // Where such a file may lie, the files themselves know best.
    fn read_referred(
        &self,
        level: &str,
        behind: &[String],
        path: &str,
        max_bytes: u64,
    ) -> Result<Vec<u8>, FileTrouble> {
        let read = self.files.read_referred(level, behind, path, max_bytes);
        let lookup = Lookup::Referred {
            level: level.to_owned(),
            behind: behind.to_vec(),
            path: path.to_owned(),
            most: max_bytes,
        };
        self.note(lookup, Reply::of_bytes(&read));
        read
    }

    fn exists(&self, level: &str, file: &str) -> bool {
        let exists = self.files.exists(level, file);
        let lookup = Lookup::Exists(level.to_owned(), file.to_owned());
        self.note(lookup, Reply::Exists(exists));
        exists
    }

    fn describe(&self, level: &str, file: &str) -> String {
        self.files.describe(level, file)
    }

    fn names(&self) -> Vec<String> {
        self.files.names()
    }
}
