//! Who can see where.
//!
//! Two kinds of sight. **Blocks** (the part of a 4 m square that lies inside one
//! room) are seen from blocks: coarse, cheap, local, so that its cost does not
//! grow with the map; guards and active men are counted for each. **Lines** from
//! tile to tile are exact, and drawn only when a named act is to be witnessed
//! or a man to be counted. Walls and shut doors of wood or steel stop sight;
//! bars, gates and cell doors do not.
//!
//! [`Sight`] works rows of blocks out when first asked for them, for one topology; whoever looks
//! keeps it as long as the map stays as it is.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::topology::Topology;
use crate::ids::{RoomId, TileId};
use crate::level::DoorKind;

/// Metres along the edge of a block.
pub const BLOCK: u32 = 4;
/// How far a man is recognised by daylight or lamp, m (docs/science.md#values-to-start-from: 40 m in the yard).
pub const RANGE: u32 = 40;
/// The same in the dark, m. A guess: a lantern's light.
pub const RANGE_DARK: u32 = 12;
/// The same in smoke, m. A guess.
pub const RANGE_SMOKE: u32 = 3;
/// How near two must be for a word in passing, mm. A guess: a few steps.
pub const A_WORD: u32 = 10_000;

/// A block: its square and its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// Row of squares.
    pub row: u32,
    /// Column of squares.
    pub column: u32,
    /// The room.
    pub room: RoomId,
}

/// Rows of sight between blocks.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// For each block asked for so far, those seen from it with their distance in metres.
    rows: BTreeMap<Block, Vec<(Block, u32)>>,
    /// For each block, one tile that stands for it.
    middles: BTreeMap<Block, TileId>,
}

impl Sight {
    /// The block a tile lies in, if it is in a room.
    pub fn block(grid: &Grid, topology: &Topology, tile: TileId) -> Option<Block> {
        let (x, y) = grid.x_y(tile);
        topology.room_at(tile).map(|room| Block {
            row: y / BLOCK,
            column: x / BLOCK,
            room,
        })
    }

    /// The blocks seen from a block, itself included, each with its distance in metres.
    pub fn seen_from(&mut self, grid: &Grid, topology: &Topology, from: Block) -> &[(Block, u32)] {
        if self.middles.is_empty() {
            self.find_middles(grid, topology);
        }
        let middles = &self.middles;
        self.rows.entry(from).or_insert_with(|| {
            let Some(&eye) = middles.get(&from) else {
                return Vec::new();
            };
            let reach = RANGE / BLOCK;
            let low = Block {
                row: from.row.saturating_sub(reach),
                column: 0,
                room: RoomId(0),
            };
            let high = Block {
                row: from.row + reach + 1,
                column: 0,
                room: RoomId(0),
            };
            middles
                .range(low..high)
                .filter(|(block, _)| block.column.abs_diff(from.column) <= reach)
                .filter_map(|(block, tile)| {
                    let metres = grid.distance(eye, *tile) / 1000;
                    (metres <= RANGE && sees(grid, topology, eye, *tile))
                        .then_some((*block, metres))
                })
                .collect()
        })
    }

    fn find_middles(&mut self, grid: &Grid, topology: &Topology) {
        let mut sums: BTreeMap<Block, Vec<TileId>> = BTreeMap::new();
        for (index, room) in topology.rooms().iter().enumerate() {
            for tile in &room.tiles {
                let (x, y) = grid.x_y(*tile);
                let block = Block {
                    row: y / BLOCK,
                    column: x / BLOCK,
                    room: RoomId::from_index(index),
                };
                sums.entry(block).or_default().push(*tile);
            }
        }
        self.middles = sums
            .into_iter()
            .filter_map(|(block, tiles)| tiles.get(tiles.len() / 2).map(|tile| (block, *tile)))
            .collect();
    }
}

/// Whether nothing stands between two tiles: an exact line from centre to centre.
///
/// Symmetric: the line is always drawn from the lower tile number to the higher.
pub fn sees(grid: &Grid, topology: &Topology, a: TileId, b: TileId) -> bool {
    let (from, to) = if a <= b { (a, b) } else { (b, a) };
    let ((x0, y0), (x1, y1)) = (grid.x_y(from), grid.x_y(to));
    let (dx, dy) = (x1.abs_diff(x0) as i64, y1.abs_diff(y0) as i64);
    let (step_x, step_y) = (
        (x1 as i64 - x0 as i64).signum(),
        (y1 as i64 - y0 as i64).signum(),
    );
    let (mut x, mut y) = (x0 as i64, y0 as i64);
    // Walks the tiles the line touches; through an exact corner it goes diagonally.
    let mut error = dx - dy;
    while (x, y) != (x1 as i64, y1 as i64) {
        if error > 0 {
            x += step_x;
            error -= 2 * dy;
        } else if error < 0 {
            y += step_y;
            error += 2 * dx;
        } else {
            x += step_x;
            y += step_y;
            error += 2 * dx - 2 * dy;
        }
        if (x, y) == (x1 as i64, y1 as i64) {
            break;
        }
        let Some(tile) = grid.at(x as i32, y as i32) else {
            return false;
        };
        if stops_sight(grid, topology, tile) {
            return false;
        }
    }
    true
}

fn stops_sight(grid: &Grid, topology: &Topology, tile: TileId) -> bool {
    let what = grid.tile(tile);
    what.stops_sight()
        || (what.door() == Some(DoorKind::Door) && topology.portal_of(tile).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prison::grid::drawn as map;

    #[test]
    fn bars_and_cell_doors_are_seen_through_walls_and_doors_are_not() {
        let (grid, topology) = map(&[
            "#########",
            "#.#.#.#.#",
            "#i#+#D###",
            "#.......#",
            "#########",
        ]);
        let eye = |x, y| grid.at(x, y).expect("on the map");
        let sees = |a, b| sees(&grid, &topology, a, b);
        assert!(sees(eye(1, 3), eye(1, 1)), "through bars");
        assert!(sees(eye(3, 3), eye(3, 1)), "through a cell door");
        assert!(!sees(eye(5, 3), eye(5, 1)), "not through a door");
        assert!(!sees(eye(7, 3), eye(7, 1)), "not through a wall");
        assert!(sees(eye(1, 3), eye(7, 3)), "along the room");
        for a in [eye(1, 1), eye(3, 1), eye(1, 3), eye(7, 3)] {
            for b in [eye(1, 1), eye(5, 1), eye(4, 3), eye(7, 1)] {
                assert_eq!(sees(a, b), sees(b, a));
            }
        }
    }

    #[test]
    fn blocks_see_their_own_room_and_not_behind_its_walls() {
        let (grid, topology) = map(&[
            "##############",
            "#............#",
            "#............#",
            "##############",
            "#............#",
            "##############",
        ]);
        let block = |x, y| {
            let tile = grid.at(x, y).expect("on the map");
            Sight::block(&grid, &topology, tile).expect("in a room")
        };
        let mut sight = Sight::default();
        let seen = sight.seen_from(&grid, &topology, block(1, 1)).to_vec();
        assert!(seen.iter().any(|(other, _)| *other == block(12, 1)));
        assert!(seen.iter().all(|(other, _)| other.room == block(1, 1).room));
        assert_eq!(
            seen.iter()
                .find(|(other, _)| *other == block(1, 1))
                .map(|s| s.1),
            Some(0)
        );
    }
}
