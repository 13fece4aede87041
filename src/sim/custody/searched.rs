//! How often men and cells have been searched: what tells one search of a man from another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, TileId};
use crate::section::{Limits, MOST_COUNTED};

/// Searches so far, of whoever and whatever was searched at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Searched {
    men: BTreeMap<PersonId, u32>,
    /// By their doors.
    cells: BTreeMap<TileId, u32>,
}

impl Searched {
    /// A man is searched; which of his searches it is, from 1.
    pub fn man(&mut self, man: PersonId) -> u64 {
        once_more(self.men.entry(man).or_default())
    }

    /// A cell is searched; which of its searches it is, from 1.
    pub fn cell(&mut self, door: TileId) -> u64 {
        once_more(self.cells.entry(door).or_default())
    }

    pub fn is_sound(&self, limits: &Limits) -> bool {
        self.men.keys().all(|man| man.0 < limits.inmates)
            && self.cells.keys().all(|door| door.0 < limits.tiles)
            && self
                .men
                .values()
                .chain(self.cells.values())
                .all(|times| *times <= MOST_COUNTED)
    }
}

fn once_more(times: &mut u32) -> u64 {
    *times += 1;
    u64::from(*times)
}
