//! The tiles of the prison as they are now.
//!
//! A save holds only the difference to the level: what was built, torn down,
//! burned or dug since.

use std::collections::BTreeMap;

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::ids::TileId;
use crate::level::{Label, MapPlan, Tile};
use crate::section::{Limits, Section};

/// Millimetres along a tile's edge.
pub const TILE_MM: i32 = 1000;

/// The map.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// What differs from the level, by tile.
    changes: BTreeMap<TileId, Tile>,
    #[serde(skip)]
    width: u32,
    #[serde(skip)]
    height: u32,
    /// The tiles as the level has them.
    #[serde(skip)]
    plan: Vec<Tile>,
    /// The tiles as they are: the plan with the changes on top.
    #[serde(skip)]
    tiles: Vec<Tile>,
    #[serde(skip)]
    labels: Vec<Label>,
    #[serde(skip)]
    areas: BTreeMap<String, Vec<u32>>,
}

impl Section for Grid {
    const NAME: &'static str = "prison.grid";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        match self.changes.keys().find(|tile| tile.0 >= limits.tiles) {
            Some(tile) => Err(format!("tile {} is not on the map", tile.0)),
            None => Ok(()),
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        1024 + 8 * limits.tiles as u64
    }

    fn settle(&mut self, before: Self) {
        // The plan comes from the level; the section brought the difference.
        let changes = std::mem::take(&mut self.changes);
        *self = before;
        self.changes.clear();
        self.tiles.clone_from(&self.plan);
        for (tile, what) in changes {
            self.set(tile, what);
        }
    }
}

impl Grid {
    /// The map a level draws.
    pub fn of(plan: &MapPlan) -> Self {
        Self {
            changes: BTreeMap::new(),
            width: plan.width,
            height: plan.height,
            plan: plan.tiles.clone(),
            tiles: plan.tiles.clone(),
            labels: plan.labels.clone(),
            areas: plan.areas.clone(),
        }
    }

    /// The map as the level has it.
    pub fn as_planned(&self) -> Self {
        Self {
            changes: BTreeMap::new(),
            tiles: self.plan.clone(),
            ..self.clone()
        }
    }

    /// Tiles from left to right.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Tiles from top to bottom.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// How many tiles there are.
    pub fn len(&self) -> usize {
        self.tiles.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tiles.is_empty()
    }

    /// The tile there.
    #[inline]
    pub fn tile(&self, at: TileId) -> Tile {
        self.tiles[at.index()]
    }

    /// All tiles, row by row.
    pub fn tiles(&self) -> &[Tile] {
        &self.tiles
    }

    /// The labels of rooms.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The tiles of a named area.
    pub fn area(&self, name: &str) -> Option<&[u32]> {
        self.areas.get(name).map(Vec::as_slice)
    }

    /// What differs from the level.
    pub fn changes(&self) -> &BTreeMap<TileId, Tile> {
        &self.changes
    }

    /// Builds `what` at `at`. The caller sees to routes and rooms.
    pub(crate) fn set(&mut self, at: TileId, what: Tile) {
        let (Some(tile), Some(plan)) = (self.tiles.get_mut(at.index()), self.plan.get(at.index()))
        else {
            return;
        };
        *tile = what;
        if *plan == what {
            self.changes.remove(&at);
        } else {
            self.changes.insert(at, what);
        }
    }

    /// Column and row of a tile.
    #[inline]
    pub fn x_y(&self, at: TileId) -> (u32, u32) {
        (at.0 % self.width, at.0 / self.width)
    }

    /// The tile at a column and row, if it is on the map.
    #[inline]
    pub fn at(&self, x: i32, y: i32) -> Option<TileId> {
        if x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 {
            return None;
        }
        Some(TileId(y as u32 * self.width + x as u32))
    }

    /// The tile under a point in millimetres. Points of persons are always on the map.
    #[inline]
    pub fn under(&self, x_mm: i32, y_mm: i32) -> TileId {
        let x = x_mm as u32 / TILE_MM as u32;
        let y = y_mm as u32 / TILE_MM as u32;
        TileId(y * self.width + x)
    }

    /// The centre of a tile, mm.
    #[inline]
    pub fn centre(&self, at: TileId) -> (i32, i32) {
        let (x, y) = self.x_y(at);
        (
            x as i32 * TILE_MM + TILE_MM / 2,
            y as i32 * TILE_MM + TILE_MM / 2,
        )
    }

    /// Distance between two tiles as the crow flies, mm.
    pub fn distance(&self, a: TileId, b: TileId) -> u32 {
        let ((ax, ay), (bx, by)) = (self.centre(a), self.centre(b));
        let (dx, dy) = ((ax - bx) as i64, (ay - by) as i64);
        whole_root(dx * dx + dy * dy)
    }

    /// The four tiles beside one another orthogonally.
    pub fn beside(&self, at: TileId) -> impl Iterator<Item = TileId> + '_ {
        let (x, y) = self.x_y(at);
        let (x, y) = (x as i32, y as i32);
        [(0, -1), (-1, 0), (1, 0), (0, 1)]
            .into_iter()
            .filter_map(move |(dx, dy)| self.at(x + dx, y + dy))
    }
}

/// Below this the root of a whole number, as the processor takes it, is whole where it should be.
const ROOTED: i64 = 1 << 52;

/// The root of a number that is not negative, rounded down: by the processor's own root, which takes a
/// quarter of the time of one worked out in whole numbers, and is the same on every machine.
///
/// It could only be wrong if the root of `k² - 1` were rounded up to `k`. It lies more than `1 / 2k` below
/// `k`; for `k` up to 2²⁶ that is at least 2⁻²⁷, and below such a `k` numbers are 2⁻²⁷ apart at the most, so
/// that only what lies within 2⁻²⁸ is rounded up to it.
#[inline]
fn whole_root(square: i64) -> u32 {
    if square < ROOTED {
        (square as f64).sqrt() as u32
    } else {
        (square as u64).isqrt() as u32
    }
}

/// A map drawn in a test: `.` floor, `i` bars, `+` a cell door, `D` a door, anything else wall.
#[cfg(test)]
pub(crate) fn drawn(rows: &[&str]) -> (Grid, super::Topology) {
    use crate::level::Floor;
    let plan = MapPlan {
        width: rows[0].len() as u32,
        height: rows.len() as u32,
        tiles: rows
            .iter()
            .flat_map(|row| row.chars())
            .map(|c| match c {
                '.' => Tile::Floor(Floor::Flags),
                'i' => Tile::Bars,
                '+' => Tile::CellDoor,
                'D' => Tile::Door,
                _ => Tile::Wall,
            })
            .collect(),
        ..MapPlan::default()
    };
    let grid = Grid::of(&plan);
    let topology = super::Topology::of(&grid);
    (grid, topology)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_those_of_whole_numbers() {
        let exact = |square: i64| {
            let root = (square as u64).isqrt() as u32;
            assert_eq!(whole_root(square), root, "{square}");
        };
        (0..1_000_000).for_each(exact);
        // Squares and their neighbours, where rounding could err: up to those of whole numbers only.
        for root in (1..5_000_000).chain((1..=2_000_000).map(|less| (1 << 26) + 1_000 - less)) {
            let square: i64 = root * root;
            (square - 1..=square + 1).for_each(exact);
        }
        // Whatever else two tiles may lie apart.
        let mut noise = 1_u64;
        for shift in (12..62).cycle().take(1_000_000) {
            noise = noise
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            exact((noise >> 1 >> shift) as i64);
        }
    }
}
