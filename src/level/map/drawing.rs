//! A map as it was drawn, and one form of it from the other: `map.txt` and `map.tmx`.
//!
//! A drawing is the plan of the map and, besides, which tiles were left blank; that is solid
//! ground like any wall, but people see where they drew nothing. A form that cannot say
//! everything a drawing holds is not written: the result is read again and compared.

use crate::files::{FileTrouble, LEVEL_FILE, LevelFiles, SHARED};
use crate::load::map_bytes;
use crate::map::legend::{Legend, default_legend, read_legend};
use crate::map::text::read_map;
use crate::map::text_write::write_map;
use crate::map::tiled;
use crate::nouns::{MapPlan, Origin};
use crate::text::chain::{merged, read_chain};
use crate::text::problem::{Findings, Problems};
use crate::text::read::Fields;
use crate::text::tree::fields;

/// A map as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What the prison is made of.
    pub(crate) plan: MapPlan,
    /// Which tiles were left blank: as many as the plan has.
    pub(crate) blank: Vec<bool>,
}

/// What the characters of a level's text map mean.
#[derive(Clone, Debug)]
pub struct Letters {
    legend: Legend,
    /// Where more of them are written, for messages.
    file: String,
}

impl Letters {
    /// The characters every map begins with.
    pub fn usual() -> Letters {
        Letters {
            legend: default_legend(),
            file: LEVEL_FILE.to_owned(),
        }
    }

    /// The characters of a level: those it and the levels it extends say in `legend`.
    ///
    /// # Errors
    /// Everything that is wrong with these files as such, and with the legend.
    pub fn of(files: &dyn LevelFiles, level: &str) -> Result<Letters, Problems> {
        let mut found = Findings::default();
        let legend = read_chain(files, level, &mut found)
            .and_then(|chain| merged(chain, &[], &mut found))
            .map(|(tree, _)| {
                let nothing = fields(&Origin {
                    file: String::new(),
                    line: 0,
                    column: 0,
                });
                let mut keys = Fields::of(&tree, "a level", &mut found);
                read_legend(keys.get("legend").unwrap_or(&nothing), &mut found)
            });
        match legend {
            Some(legend) if found.is_empty() => Ok(Letters {
                legend,
                file: files.describe(level, LEVEL_FILE),
            }),
            _ => Err(found.into_problems()),
        }
    }
}

impl Drawing {
    /// Reads a map, text or Tiled by the end of its name. `file` lies in the folder of `level`,
    /// which need not be a whole level.
    ///
    /// # Errors
    /// Everything that is wrong with the map, at once.
    pub fn read(
        files: &dyn LevelFiles,
        level: &str,
        file: &str,
        letters: &Letters,
    ) -> Result<Drawing, Problems> {
        let mut found = Findings::default();
        let behind = levels_behind(files, level);
        let drawing = match files.read(level, file, map_bytes(file)) {
            Ok(bytes) if file.ends_with(".tmx") => Some(tiled::read_tiled(
                files, level, &behind, file, &bytes, &mut found,
            )),
            Ok(bytes) => {
                let name = files.describe(level, file);
                Some(read_map(&name, &bytes, &letters.legend, &mut found))
            }
            Err(trouble) => {
                let what = format!("the map cannot be read: {trouble}");
                found.say_file(files.describe(level, file), what, trouble.mend());
                None
            }
        };
        match drawing {
            Some(drawing) if found.is_empty() => Ok(drawing),
            _ => Err(found.into_problems()),
        }
    }

    /// Reads a map that is text and lies in no file.
    ///
    /// # Errors
    /// Everything that is wrong with it, at once.
    pub fn of_text(text: &str, letters: &Letters) -> Result<Drawing, Problems> {
        let mut found = Findings::default();
        let drawing = read_map("map.txt", text.as_bytes(), &letters.legend, &mut found);
        if found.is_empty() {
            Ok(drawing)
        } else {
            Err(found.into_problems())
        }
    }

    /// The plan of the map.
    pub fn plan(&self) -> &MapPlan {
        &self.plan
    }

    /// The map as text.
    ///
    /// # Errors
    /// What these characters cannot say.
    pub fn to_text(&self, letters: &Letters) -> Result<String, Problems> {
        let mut found = Findings::default();
        let text = write_map(self, &letters.legend, &letters.file, &mut found);
        if found.is_empty() {
            let again = read_map(
                &self.plan.file,
                text.as_bytes(),
                &letters.legend,
                &mut found,
            );
            self.compare(&again, &mut found);
        }
        if found.is_empty() {
            Ok(text)
        } else {
            Err(found.into_problems())
        }
    }

    /// The map as one of Tiled; `tileset` leads to `bighouse.tsx` from where it will lie.
    ///
    /// # Errors
    /// What Tiled cannot say.
    pub fn to_tiled(&self, tileset: &str) -> Result<String, Problems> {
        let mut found = Findings::default();
        let text = tiled::write(self, tileset);
        let desk = Desk {
            name: &self.plan.file,
        };
        let bytes = tiled::write(self, DESK_TILESET).into_bytes();
        let again = tiled::read_tiled(&desk, SHARED, &[], "map.tmx", &bytes, &mut found);
        self.compare(&again, &mut found);
        if found.is_empty() {
            Ok(text)
        } else {
            Err(found.into_problems())
        }
    }

    /// What was written makes the same prison.
    fn compare(&self, again: &Drawing, found: &mut Findings) {
        let again = MapPlan {
            file: self.plan.file.clone(),
            ..again.plan.clone()
        };
        if found.is_empty() && self.plan != again {
            found.say_file(
                &self.plan.file,
                "the map cannot be written so that it reads the same",
                "this is a mistake of the program: please report it with the map",
            );
        }
    }
}

/// The levels a level extends, as far as they can be found out.
fn levels_behind(files: &dyn LevelFiles, level: &str) -> Vec<String> {
    if !files.exists(level, LEVEL_FILE) {
        return Vec::new();
    }
    let mut ignored = Findings::default();
    read_chain(files, level, &mut ignored)
        .into_iter()
        .flatten()
        .skip(1)
        .map(|member| member.level)
        .collect()
}

/// Where a map that was written lies while it is read again: beside the shared tileset.
struct Desk<'n> {
    name: &'n str,
}

/// The shared tileset, from the desk.
const DESK_TILESET: &str = "bighouse.tsx";

impl LevelFiles for Desk<'_> {
    fn resolve(&self, asked: &str, _: Option<&str>) -> Result<String, FileTrouble> {
        Ok(asked.to_owned())
    }

    fn read(&self, _: &str, file: &str, _: u64) -> Result<Vec<u8>, FileTrouble> {
        match file {
            DESK_TILESET => Ok(tiled::tileset_text().into_bytes()),
            _ => Err(FileTrouble::NotFound),
        }
    }

    fn exists(&self, _: &str, file: &str) -> bool {
        file == DESK_TILESET
    }

    fn describe(&self, _: &str, _: &str) -> String {
        self.name.to_owned()
    }
}
