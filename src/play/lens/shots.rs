//! Shots, as far as a seat sees them fall.
//!
//! The record says who fell and where, not by whose hand: a shot comes from the nearest man with a
//! rifle whom the seat sees. Where it sees none, it sees only that somebody falls.

use bighouse_sim::Prison;
use bighouse_sim::happening::{Happenings, HarmFact, What};
use bighouse_sim::ids::{HappeningId, TileId};

use super::{Bearing, Lens};

/// A shot older than this is no news to one who looks for the first time, ticks.
const FRESH: u64 = 10;
/// The farthest from which a man is shot, mm.
const RANGE: i32 = 40_000;

/// A shot that the seat saw fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shot {
    /// Where he stood who fired, mm from the map's left and top edge; `None` if that was not seen.
    pub from: Option<(i32, i32)>,
    /// Where he lies who fell.
    pub to: TileId,
}

impl Lens {
    /// The shots that the seat saw fall after a happening, and the last happening there is now, to
    /// ask with the next time. Who asks for the first time has none, and is shown the last second.
    pub fn shots(
        &self,
        prison: &Prison,
        after: Option<HappeningId>,
    ) -> (Vec<Shot>, Option<HappeningId>) {
        let chronicle = prison.world().resource::<Happenings>().chronicle();
        let new = match after {
            Some(heard) => chronicle.partition_point(|happening| happening.id <= heard),
            None => chronicle.partition_point(|happening| happening.tick + FRESH < prison.now()),
        };
        let fallen = chronicle.get(new..).unwrap_or(&[]).iter();
        let shots = fallen
            .filter(|happening| happening.what == What::Harm(HarmFact::ShotDead))
            .filter_map(|happening| happening.at)
            .filter(|at| self.sees_tile(*at))
            .map(|to| Shot {
                from: self.nearest_rifle(prison, to),
                to,
            })
            .collect();
        (shots, chronicle.last().map(|happening| happening.id))
    }

    /// Where the man with a rifle stands who is nearest to a tile, of those in sight, mm.
    fn nearest_rifle(&self, prison: &Prison, to: TileId) -> Option<(i32, i32)> {
        let (x, y) = self.house(prison).grid.centre(to);
        let about = (x - RANGE, y - RANGE, x + RANGE, y + RANGE);
        let far = |at: (i32, i32)| {
            let (dx, dy) = (i64::from(at.0 - x), i64::from(at.1 - y));
            dx * dx + dy * dy
        };
        self.people_within(prison, about)
            .filter(|man| man.kind.is_relief() || man.bearing == Bearing::Storms)
            .filter(|man| man.age.is_none() && man.bearing != Bearing::Dead)
            .map(|man| man.at)
            .filter(|at| far(*at) <= i64::from(RANGE) * i64::from(RANGE))
            .min_by_key(|at| far(*at))
    }
}
