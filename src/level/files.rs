//! Where the files of a level come from. The only file of this room that
//! touches a disk.
//!
//! Level files are untrusted. A level is found by its name beneath the folder of
//! levels; a name is made of letters, digits, `_` and `-`, with slashes between,
//! so it cannot lead elsewhere. Only what a person asked for on the command
//! line may be a path. A file is read if it really lies in the folder of its
//! level, links followed, and up to a size that is given. What a map refers to may
//! also lie in the folders of the levels its level extends, in the [`SHARED`] folder
//! and among the assets, and nowhere else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file with everything but the map.
pub const LEVEL_FILE: &str = "level.ron";

/// The folder beneath the folder of levels with what all maps share: tileset, templates, stamps.
pub const SHARED: &str = "tiled";

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileTrouble {
    /// There is nothing of this name.
    #[error("it is not there")]
    NotFound,
    /// A name of a level with something in it that names do not have.
    #[error("this is no name of a level")]
    BadName,
    /// It lies, or leads, outside the folder it belongs to.
    #[error("it leads outside the folder of its level")]
    Outside,
    /// It is a folder, a device or the like.
    #[error("it is not a plain file")]
    NoFile,
    /// It is larger than allowed.
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    /// What the system said.
    #[error("{0}")]
    System(String),
}

impl FileTrouble {
    /// How a file that is there can be had after all; nothing for what is not there.
    pub(super) fn mend(&self) -> &'static str {
        match self {
            FileTrouble::NotFound | FileTrouble::BadName => "",
            FileTrouble::Outside => {
                "put the file itself there; a link may not lead out of the folder"
            }
            FileTrouble::NoFile => "put a plain file there",
            FileTrouble::TooLarge(_) => "is it the right file? Such files are much smaller",
            FileTrouble::System(_) => "see that whoever runs the program may read the file",
        }
    }
}

/// A source of level files.
pub trait LevelFiles {
    /// The level that is meant by `asked`, as the other methods take it. `by` is the
    /// level that extends it; without one a person asked for it.
    ///
    /// # Errors
    /// [`FileTrouble::BadName`], [`FileTrouble::NotFound`] or [`FileTrouble::Outside`].
    fn resolve(&self, asked: &str, by: Option<&str>) -> Result<String, FileTrouble>;

    /// The bytes of a file of a level, at most `max_bytes` of them.
    ///
    /// # Errors
    /// See [`FileTrouble`].
    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble>;

    /// Whether a level has a file, of any kind.
    fn exists(&self, level: &str, file: &str) -> bool;

    /// The bytes of a file that a map refers to: a tileset or a template. `path` leads to it
    /// from the folder of `level`, whose map it is; `behind` are the levels this one extends.
    /// It has to lie in the folder of one of these, in the shared folder [`SHARED`] beneath
    /// the folder of levels, or beside a level that was asked for by its path, or among the program's
    /// assets.
    ///
    /// Files that lie on no disk have this by the names of their levels alone.
    ///
    /// # Errors
    /// See [`FileTrouble`].
    fn read_referred(
        &self,
        level: &str,
        behind: &[String],
        path: &str,
        max_bytes: u64,
    ) -> Result<Vec<u8>, FileTrouble> {
        let whole = tidy(&format!("{level}/{path}"));
        let shared = SHARED.to_owned();
        let homes = std::iter::once(level)
            .chain(behind.iter().map(String::as_str))
            .chain(std::iter::once(shared.as_str()));
        for home in homes {
            let inner = whole.strip_prefix(home);
            if let Some(file) = inner.and_then(|inner| inner.strip_prefix('/')) {
                return self.read(home, file, max_bytes);
            }
        }
        Err(FileTrouble::Outside)
    }

    /// What people call a file, such as `levels/big_house/level.ron`.
    fn describe(&self, level: &str, file: &str) -> String;

    /// Names of the levels there are, sorted, for suggestions.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Whether a text is a name of a level: segments of `A-Z a-z 0-9 _ -`, with slashes between.
pub fn is_level_name(text: &str) -> bool {
    text.len() <= 200
        && text.split('/').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        })
}

/// A path with slashes, without what leads down and up again. It may still begin with `..`.
pub(super) fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            (".", _) => {}
            ("", Some(_)) => {}
            ("..", Some(&last)) if last != ".." && !last.is_empty() => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Levels in folders beneath one folder.
#[derive(Clone, Debug)]
pub struct FolderFiles {
    root: PathBuf,
    /// Whether a person asks, who may say a path as well.
    paths: bool,
}

/// How many folders a look for levels opens at most.
const MOST_FOLDERS: usize = 10_000;
/// How deep levels lie beneath the folder of levels: `big_house/scenes/x`.
const DEEPEST_LEVEL: usize = 3;

impl FolderFiles {
    /// The levels beneath `levels_root`.
    pub fn new(levels_root: impl Into<PathBuf>) -> Self {
        FolderFiles {
            root: levels_root.into(),
            paths: true,
        }
    }

    /// The same, by their names alone: for what a file says, which is no person.
    pub fn by_name_alone(self) -> Self {
        FolderFiles {
            paths: false,
            ..self
        }
    }

    /// Where a level lies: beneath the root if it has the name of one there, otherwise where the path says.
    fn folder(&self, level: &str) -> PathBuf {
        let named = self.root.join(level);
        if is_level_name(level) && named.is_dir() {
            named
        } else {
            PathBuf::from(level)
        }
    }

    /// Whether a level was asked for by its path.
    fn is_path(&self, level: &str) -> bool {
        !(is_level_name(level) && self.root.join(level).is_dir())
    }

    /// A level by name beneath the root.
    fn named(&self, name: &str) -> Result<String, FileTrouble> {
        if !is_level_name(name) {
            return Err(FileTrouble::BadName);
        }
        let folder = self.root.join(name);
        if !folder.is_dir() {
            return Err(FileTrouble::NotFound);
        }
        if !canonical(&folder)?.starts_with(canonical(&self.root)?) {
            return Err(FileTrouble::Outside);
        }
        Ok(name.to_owned())
    }

    /// The name of a folder that lies beneath the root.
    fn name_of(&self, path: &Path) -> Option<String> {
        let root = self.root.canonicalize().ok()?;
        let path = path.canonicalize().ok()?;
        let inner = path.strip_prefix(root).ok()?.to_str()?;
        let name = inner.replace(std::path::MAIN_SEPARATOR, "/");
        is_level_name(&name).then_some(name)
    }

    /// A level that lies beside one that was asked for by its path, or beside a folder that it lies in: a
    /// scene lies two folders beneath its prison.
    fn beside(path: &str, name: &str) -> Result<String, FileTrouble> {
        if !is_level_name(name) || name.contains('/') {
            return Err(FileTrouble::NotFound);
        }
        let here = canonical(Path::new(path))?;
        let above = here.ancestors().skip(1).take(DEEPEST_LEVEL).enumerate();
        let mut above = above.filter(|(up, parent)| {
            let folder = parent.join(name);
            // Farther up only what is a level without doubt.
            folder.is_dir() && (*up == 0 || folder.join(LEVEL_FILE).is_file())
        });
        let (up, parent) = above.next().ok_or(FileTrouble::NotFound)?;
        let folder = parent.join(name);
        if canonical(&folder)?.parent() != Some(parent) {
            return Err(FileTrouble::Outside);
        }
        // Spelt as the path was, so that messages name files as people do; a dot
        // at its head keeps it from being taken for a name.
        let spelt = Path::new(path)
            .ancestors()
            .nth(up + 1)
            .filter(|p| !p.as_os_str().is_empty());
        let spelt = match spelt {
            Some(spelt) if canonical(spelt).is_ok_and(|spelt| spelt == parent) => spelt.join(name),
            _ => folder,
        };
        let spelt = spelt.to_str().ok_or(FileTrouble::BadName)?;
        Ok(if is_level_name(spelt) {
            format!("./{spelt}")
        } else {
            spelt.to_owned()
        })
    }
}

fn canonical(path: &Path) -> Result<PathBuf, FileTrouble> {
    path.canonicalize().map_err(|error| trouble(&error))
}

/// Has opening a file wait for nobody: not for the other end of a pipe that was put in its place.
/// It changes nothing of plain files.
pub fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    // `O_NONBLOCK`, where its number is known.
    #[cfg(all(
        any(target_os = "linux", target_os = "android"),
        not(any(
            target_arch = "mips",
            target_arch = "mips64",
            target_arch = "sparc",
            target_arch = "sparc64"
        ))
    ))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, 0o4000);
    #[cfg(any(
        target_vendor = "apple",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd",
        target_os = "dragonfly"
    ))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, 4);
    options
}

/// Opens a plain file to be read; `None` if it is a folder, a pipe, a device or the like.
///
/// # Errors
/// What the system says.
pub fn open_plain(path: &Path) -> io::Result<Option<File>> {
    // Asked before it is opened, since some devices do things when they are opened; and asked again
    // of what was opened, since that may be another by then.
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = without_waiting(OpenOptions::new().read(true)).open(path)?;
    Ok(file.metadata()?.is_file().then_some(file))
}

/// The bytes of a plain file, at most this many.
fn read_plain(path: &Path, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
    let file = open_plain(path).map_err(|error| trouble(&error))?;
    let file = file.ok_or(FileTrouble::NoFile)?;
    let mut bytes = Vec::new();
    file.take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| trouble(&error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= max_bytes) {
        Ok(bytes)
    } else {
        Err(FileTrouble::TooLarge(max_bytes))
    }
}

fn trouble(error: &io::Error) -> FileTrouble {
    match error.kind() {
        io::ErrorKind::NotFound => FileTrouble::NotFound,
        _ => FileTrouble::System(error.to_string()),
    }
}

impl LevelFiles for FolderFiles {
    fn resolve(&self, asked: &str, by: Option<&str>) -> Result<String, FileTrouble> {
        match by {
            Some(by) if self.is_path(by) => {
                Self::beside(by, asked).or_else(|trouble| match trouble {
                    FileTrouble::NotFound => self.named(asked),
                    other => Err(other),
                })
            }
            Some(_) => self.named(asked),
            None if !self.paths => self.named(asked),
            None => self.named(asked).or_else(|trouble| {
                let path = Path::new(asked);
                if asked.is_empty() || trouble == FileTrouble::Outside {
                    Err(trouble)
                } else if path.is_dir() {
                    Ok(self.name_of(path).unwrap_or_else(|| asked.to_owned()))
                } else if is_level_name(asked) || !path.exists() {
                    Err(FileTrouble::NotFound)
                } else {
                    Err(FileTrouble::BadName)
                }
            }),
        }
    }

    fn read(&self, level: &str, file: &str, max_bytes: u64) -> Result<Vec<u8>, FileTrouble> {
        let folder = canonical(&self.folder(level))?;
        let path = canonical(&folder.join(file))?;
        if !path.starts_with(&folder) {
            return Err(FileTrouble::Outside);
        }
        read_plain(&path, max_bytes)
    }

    fn read_referred(
        &self,
        level: &str,
        behind: &[String],
        path: &str,
        max_bytes: u64,
    ) -> Result<Vec<u8>, FileTrouble> {
        let path = canonical(&canonical(&self.folder(level))?.join(path))?;
        let mut homes = vec![self.root.join(SHARED), self.root.join("../assets")];
        let levels = behind.iter().map(String::as_str).chain([level]);
        for level in levels {
            let folder = self.folder(level);
            // A folder of levels that was copied elsewhere brings what its maps share.
            if self.is_path(level) {
                homes.push(folder.join("..").join(SHARED));
            }
            homes.push(folder);
        }
        // A home that is not there holds no files.
        if homes
            .iter()
            .filter_map(|home| home.canonicalize().ok())
            .any(|home| path.starts_with(home))
        {
            read_plain(&path, max_bytes)
        } else {
            Err(FileTrouble::Outside)
        }
    }

    fn exists(&self, level: &str, file: &str) -> bool {
        self.folder(level).join(file).symlink_metadata().is_ok()
    }

    fn describe(&self, level: &str, file: &str) -> String {
        let path = self.folder(level).join(file);
        tidy(&path.display().to_string().replace('\\', "/"))
    }

    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut opened = 0;
        let mut folders = vec![(self.root.clone(), String::new(), 0)];
        while let Some((folder, name, depth)) = folders.pop() {
            opened += 1;
            if opened > MOST_FOLDERS {
                break;
            }
            if depth > 0 && folder.join(LEVEL_FILE).is_file() {
                names.push(name.clone());
            }
            if depth == DEEPEST_LEVEL {
                continue;
            }
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Ok(segment) = entry.file_name().into_string() else {
                    continue;
                };
                // A link is no folder here: it could lead round in circles.
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_folder && is_level_name(&segment) && folders.len() < MOST_FOLDERS {
                    let name = match depth {
                        0 => segment,
                        _ => format!("{name}/{segment}"),
                    };
                    folders.push((entry.path(), name, depth + 1));
                }
            }
        }
        names.sort();
        names
    }
}
