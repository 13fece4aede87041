//! Breaches: what tanks broke, and where they break the great wall.
//!
//! A tank takes the gates of the gatehouse off their hinges; where there is no gate it breaks the wall. What
//! it broke is mended tile by tile once the masons have been called.

use serde::{Deserialize, Serialize};

use super::{Builder, Change, Works};
use crate::ids::{HappeningId, TileId};
use crate::level::{Floor, RoomUse, Tile};
use crate::prison::{Grid, Topology};
use crate::section::Limits;

/// Tanks do not break through more than this, m.
const THICKEST: i32 = 4;
/// Width of the gap they leave, m.
const WIDTH: usize = 3;

/// A tile that a tank broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Where.
    pub at: TileId,
    /// What stood there.
    pub was: Tile,
    /// What is left of it.
    pub left: Tile,
    /// What the masons were called for; none until they are.
    masons: Option<HappeningId>,
}

impl Breach {
    /// A tile that is to be broken.
    pub(crate) fn new(at: TileId, was: Tile, left: Tile) -> Self {
        Self {
            at,
            was,
            left,
            masons: None,
        }
    }

    /// Whether the masons have been called for it.
    pub fn is_to_be_mended(&self) -> bool {
        self.masons.is_some()
    }

    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.at.0 < limits.tiles && self.masons.is_none_or(|why| why.0 <= limits.happenings)
    }
}

impl Works {
    /// What tanks broke and nobody has mended yet, in the order in which it broke.
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }

    /// Tanks break something, because of a happening.
    pub(crate) fn break_down(&mut self, broken: Vec<Breach>, cause: HappeningId) {
        for breach in &broken {
            self.ask(Change {
                at: breach.at,
                from: breach.was,
                to: breach.left,
                by: Builder::Tank,
                cause,
            });
        }
        self.breaches.extend(broken);
    }

    /// Masons are to mend whatever is broken; tells whether anything is that they were not called for yet.
    pub(crate) fn call_masons(&mut self, cause: HappeningId) -> bool {
        let mut called = false;
        for breach in &mut self.breaches {
            called |= breach.masons.is_none();
            breach.masons.get_or_insert(cause);
        }
        called
    }

    /// The masons who were called begin to mend what is broken, one tile after another.
    pub(crate) fn mend_breaches(&mut self) {
        let is_in_hand = |breach: &Breach| {
            let mut planned = self.planned();
            planned.any(|(change, _)| change.at == breach.at && change.by == Builder::Mason)
        };
        let called = |breach: &Breach| {
            Some(Change {
                at: breach.at,
                from: breach.left,
                to: breach.was,
                by: Builder::Mason,
                cause: breach.masons.filter(|_| !is_in_hand(breach))?,
            })
        };
        let jobs: Vec<Change> = self.breaches.iter().filter_map(called).collect();
        for job in jobs {
            self.ask(job);
        }
    }

    /// A breach is no more.
    pub(super) fn forget(&mut self, at: TileId) {
        self.breaches.retain(|breach| breach.at != at);
    }
}

/// A few metres of the great wall between the open and the inside nearest to a place, as thick as
/// it is. The last of its thickness becomes a threshold, so that inside and outside stay two rooms.
pub(crate) fn break_wall(grid: &Grid, topology: &Topology, near: TileId) -> Vec<Breach> {
    let used_as = |tile: TileId| Some(topology.room(topology.room_at(tile)?).used_as);
    let through = |from: TileId, (dx, dy): (i32, i32)| -> Option<Vec<TileId>> {
        let (x, y) = grid.x_y(from);
        let (x, y) = (x as i32, y as i32);
        // Through a tower nobody gets into the yard.
        let inside = used_as(grid.at(x - dx, y - dy)?)?;
        if inside.is_outside() || inside == RoomUse::Tower {
            return None;
        }
        let wall: Vec<TileId> = (0..THICKEST)
            .map_while(|step| grid.at(x + dx * step, y + dy * step))
            .take_while(|tile| grid.tile(*tile) == Tile::OuterWall)
            .collect();
        let deep = wall.len() as i32;
        let beyond = used_as(grid.at(x + dx * deep, y + dy * deep)?)?;
        (deep > 0 && beyond.is_outside()).then_some(wall)
    };
    let mut found: Vec<(u32, Vec<TileId>)> = Vec::new();
    for index in 0..grid.len() {
        let from = TileId::from_index(index);
        if grid.tile(from) != Tile::OuterWall {
            continue;
        }
        let ways = [(1, 0), (-1, 0), (0, 1), (0, -1)];
        let walls = ways.into_iter().filter_map(|way| through(from, way));
        found.extend(walls.map(|wall| (grid.distance(from, near), wall)));
    }
    found.sort();
    let mut broken: Vec<Breach> = Vec::new();
    for (_, wall) in found.into_iter().take(WIDTH) {
        let Some((threshold, inside)) = wall.split_last() else {
            continue;
        };
        let breach = |at: TileId, left: Tile| Breach::new(at, Tile::OuterWall, left);
        broken.extend(
            inside
                .iter()
                .map(|at| breach(*at, Tile::Floor(Floor::Gravel))),
        );
        broken.push(breach(*threshold, Tile::Doorway));
    }
    broken.sort_by_key(|breach| breach.at);
    broken.dedup_by_key(|breach| breach.at);
    broken
}
