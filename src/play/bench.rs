//! The level-maker's bench: the files of the level that is played are watched, and what is saved in
//! them comes into the prison.
//!
//! A constant, a price, a line of the timetable is amended in the next tick, by a recorded order. A
//! changed map or population is offered as a new beginning with the same seed. A broken file is
//! shown with its places, and the game goes on with what it had.

use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::level::{Amendment, FolderFiles, Level, LevelWatch};
use bighouse_sim::live;

use super::library;

/// Seconds of wall time between two looks at the files.
const LOOK_EVERY: f64 = 0.4;

/// What a look at the files came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Edited {
    /// They cannot be read as a level: everything that is wrong, with its places.
    Broken(String),
    /// They were read.
    Read {
        /// What can be amended at once.
        amendment: Option<Amendment>,
        /// What needs a new beginning, in words.
        restart: Vec<String>,
    },
}

/// The files of one level, watched.
#[derive(Clone, Debug)]
pub struct Bench {
    watch: LevelWatch,
    /// The level as its files were read last without an error.
    level: Arc<Level>,
    waited: f64,
}

impl Bench {
    /// Begins to watch the files of a level; `None` if they cannot be read now.
    pub fn of(name: &str, sets: &[String]) -> Option<Self> {
        let files = FolderFiles::new(library::levels_root());
        let (level, watch) = LevelWatch::load(&files, name, sets);
        Some(Self {
            watch,
            level: Arc::new(level.ok()?),
            waited: 0.0,
        })
    }

    /// Looks at the files, if it is time, and says what was saved in them since the last look.
    pub fn look(
        &mut self,
        prison: &Prison,
        name: &str,
        sets: &[String],
        wall_s: f64,
    ) -> Option<Edited> {
        self.waited += wall_s;
        if self.waited < LOOK_EVERY {
            return None;
        }
        self.waited = 0.0;
        let files = FolderFiles::new(library::levels_root());
        if !self.watch.has_changed(&files) {
            return None;
        }
        let (level, watch) = LevelWatch::load(&files, name, sets);
        self.watch = watch;
        Some(match level {
            Err(problems) => Edited::Broken(problems.to_string()),
            Ok(level) => {
                let found = live::difference(prison.world(), &self.level, &level);
                // What needs a restart is still to come when the file is saved again.
                if found.restart.is_empty() {
                    self.level = Arc::new(level);
                }
                Edited::Read {
                    amendment: found.amendment,
                    restart: found.restart,
                }
            }
        })
    }
}
