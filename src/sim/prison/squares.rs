//! Squares of rooms: where people are counted by their place rather than one by one.
//!
//! A square is what lies of one room in a square of the map. Those in which anybody can be are listed in
//! the order of rooms, columns and rows, so that a count by squares is a list beside this one: found with
//! a few steps, and those of a room, or of a column of it, stand one behind the other.

use std::ops::Range;

use super::grid::Grid;
use super::topology::Topology;
use crate::ids::{RoomId, TileId};

/// Edge of the squares, m.
pub const SQUARE: u32 = 10;

/// The squares in which anybody can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Squares {
    /// Columns and rows of the squares, by room, and in order in each.
    squares: Vec<(u32, u32)>,
    /// Where the squares of each room begin, and behind the last where they end.
    first: Vec<usize>,
}

impl Squares {
    /// Those of a map.
    pub(super) fn of(grid: &Grid, topology: &Topology) -> Self {
        let mut all: Vec<(RoomId, (u32, u32))> = (0..grid.len())
            .map(TileId::from_index)
            .filter_map(|tile| Some((topology.room_at(tile)?, Self::at(grid, tile))))
            .collect();
        // Tiles of a square mostly lie side by side: few are left to be sorted.
        all.dedup();
        all.sort_unstable();
        all.dedup();
        let rooms = 0..=topology.rooms().len();
        Self {
            first: rooms
                .map(|room| all.partition_point(|(of, _)| of.index() < room))
                .collect(),
            squares: all.into_iter().map(|(_, square)| square).collect(),
        }
    }

    /// Column and row of the square of the map in which a tile lies.
    pub fn at(grid: &Grid, tile: TileId) -> (u32, u32) {
        let (x, y) = grid.x_y(tile);
        (x / SQUARE, y / SQUARE)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.squares.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.squares.is_empty()
    }

    /// All of them, in order: the room, column and row.
    pub fn iter(&self) -> impl Iterator<Item = (RoomId, u32, u32)> + '_ {
        let rooms = (0..self.first.len().saturating_sub(1)).map(RoomId::from_index);
        rooms.flat_map(|room| {
            let of_room = self.squares[self.of_room(room)].iter();
            of_room.map(move |(x, y)| (room, *x, *y))
        })
    }

    /// The places in the list of those of a room.
    pub fn of_room(&self, room: RoomId) -> Range<usize> {
        match self.first.get(room.index()..room.index() + 2) {
            Some([first, end]) => *first..*end,
            _ => 0..0,
        }
    }

    /// The place in the list of a square of a room.
    pub fn place(&self, room: RoomId, square: (u32, u32)) -> Option<usize> {
        let of_room = self.of_room(room);
        let place = self.squares[of_room.clone()].binary_search(&square);
        place.ok().map(|place| of_room.start + place)
    }

    /// The places in the list of the squares of a room that lie at most so far to each side of one of
    /// them, column by column.
    pub fn about(
        &self,
        room: RoomId,
        (x, y): (u32, u32),
        far: u32,
    ) -> impl Iterator<Item = Range<usize>> + '_ {
        let of_room = self.of_room(room);
        let squares = &self.squares[of_room.clone()];
        let (top, bottom) = (y.saturating_sub(far), y + far);
        (x.saturating_sub(far)..=x + far).map(move |column| {
            let first = squares.partition_point(|square| *square < (column, top));
            let below = squares[first..].iter();
            let rows = below
                .take_while(|square| **square <= (column, bottom))
                .count();
            of_room.start + first..of_room.start + first + rows
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prison::grid::drawn;

    #[test]
    fn everybody_is_counted_in_a_square_of_his_room_in_the_order_of_rooms_columns_and_rows() {
        let yard = format!("#{}#", ".".repeat(38));
        let hall = format!("#{}#{}#", ".".repeat(12), ".".repeat(25));
        let doors = format!("####D{}", "#".repeat(35));
        let wall = "#".repeat(40);
        let mut rows: Vec<&str> = vec![&wall];
        rows.extend([yard.as_str(); 18]);
        rows.push(&doors);
        rows.extend([hall.as_str(); 11]);
        rows.push(&wall);
        let (grid, topology) = drawn(&rows);
        let squares = topology.squares();
        let all: Vec<_> = squares.iter().collect();
        assert_eq!(all.len(), squares.len());
        assert!(all.is_sorted_by(|a, b| a < b));
        for tile in (0..grid.len()).map(TileId::from_index) {
            let Some(room) = topology.room_at(tile) else {
                continue;
            };
            let (x, y) = Squares::at(&grid, tile);
            let place = squares.place(room, (x, y)).expect("somebody can be there");
            assert_eq!(all[place], (room, x, y));
            for far in 0..5 {
                let about: Vec<_> = squares.about(room, (x, y), far).flatten().collect();
                let near = |(of, column, row): &(RoomId, u32, u32)| {
                    *of == room && column.abs_diff(x) <= far && row.abs_diff(y) <= far
                };
                let expected: Vec<_> = (0..all.len()).filter(|place| near(&all[*place])).collect();
                assert_eq!(about, expected, "{room:?} {x} {y} {far}");
            }
        }
        // Rows 0 to 19 are the yard and the doorway, which is the yard's.
        assert_eq!(squares.of_room(RoomId(0)).len(), 8);
        assert_eq!(squares.place(RoomId(1), (3, 2)), None);
    }
}
