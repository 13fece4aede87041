//! How far the lines of a screenplay have come: which of their orders were given, and when.
//!
//! It follows from the orders that were carried out and says nothing of what the lines are.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::ScreenplayLine;
use crate::order::MOST_LINES;
use crate::section::{Limits, Section};

/// Most orders of a line.
pub const MOST_ACTS: usize = 20;
/// After this many orders that were given and came to nothing a line is let go.
pub const MOST_FAILED: u32 = 20;

/// How far a line has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// Which, by its place in the screenplay.
    pub line: u32,
    /// How many of its orders have been carried out.
    pub given: u32,
    /// How many came to nothing.
    pub failed: u32,
    /// When the last was given.
    pub at: u64,
}

/// The lines of which an order was given, in order.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines(Vec<Spoken>);

impl Lines {
    /// Whether nothing of a screenplay has been said yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How far a line has come; `None` if none of its orders was given yet.
    pub fn of(&self, line: usize) -> Option<&Spoken> {
        self.0
            .binary_search_by_key(&line, |spoken| spoken.line as usize)
            .ok()
            .map(|place| &self.0[place])
    }

    /// When the last order of a line was given, if all of it has been spoken.
    pub fn done(&self, place: usize, line: &ScreenplayLine) -> Option<u64> {
        self.of(place)
            .filter(|spoken| spoken.given as usize >= line.then.len())
            .map(|spoken| spoken.at)
    }

    /// The order of a line that is to be given next, by its place; `None` if there is none any more.
    pub fn next(&self, place: usize, line: &ScreenplayLine) -> Option<usize> {
        let spoken = self.of(place);
        let given = spoken.map_or(0, |spoken| spoken.given as usize);
        let failed = spoken.map_or(0, |spoken| spoken.failed);
        (given < line.then.len() && failed < MOST_FAILED).then_some(given)
    }

    /// Notes that an order of a line was given, and whether it could be carried out.
    pub(crate) fn note(&mut self, line: u32, tick: u64, carried_out: bool) {
        let place = match self.0.binary_search_by_key(&line, |spoken| spoken.line) {
            Ok(place) => place,
            Err(place) => {
                let spoken = Spoken {
                    line,
                    given: 0,
                    failed: 0,
                    at: tick,
                };
                self.0.insert(place, spoken);
                place
            }
        };
        let spoken = &mut self.0[place];
        spoken.at = tick;
        let counted = if carried_out {
            &mut spoken.given
        } else {
            &mut spoken.failed
        };
        *counted = counted.saturating_add(1);
    }
}

impl Section for Lines {
    const NAME: &'static str = "story.lines";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.0.is_sorted_by(|a, b| a.line < b.line)
            && self
                .0
                .iter()
                .all(|spoken| spoken.line < MOST_LINES && limits.is_past(spoken.at));
        if sound {
            Ok(())
        } else {
            Err("the lines of the screenplay are not in order".into())
        }
    }

    fn most_bytes(_: &Limits) -> u64 {
        (1 << 10) + 32 * u64::from(MOST_LINES)
    }
}
