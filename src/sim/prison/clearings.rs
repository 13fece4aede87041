//! Rectangles of floor: whether all tiles of one belong to one room, told at once.
//!
//! Whoever makes straight for something asks whether nothing stands between, and in most cases the
//! whole rectangle between him and there is open floor. To look at each of its tiles would cost more
//! than the walk itself; so it is noted for each corner of tiles how many tiles of no room lie above
//! and to the left of it, and the number of those in a rectangle is a sum of four such numbers.
//!
//! Where one room ends and another begins need not be noted: floor joined orthogonally is one room,
//! so a rectangle in which every tile is of a room is of one room.

/// How many tiles of no room lie above and to the left of each corner of tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clearings {
    /// Corners in a row: one more than tiles.
    corners: usize,
    above: Vec<u32>,
}

impl Clearings {
    /// Those of a map of which it is known, row by row, which tiles are of a room.
    pub fn of(width: usize, of_a_room: impl ExactSizeIterator<Item = bool>) -> Self {
        let corners = width + 1;
        let mut above =
            Vec::with_capacity(of_a_room.len() + corners + of_a_room.len() / width.max(1));
        above.resize(corners, 0);
        let mut in_row = 0;
        for (index, of_a_room) in of_a_room.enumerate() {
            if index % width == 0 {
                in_row = 0;
                above.push(0);
            }
            in_row += u32::from(!of_a_room);
            above.push(above[above.len() - corners] + in_row);
        }
        Self { corners, above }
    }

    /// Whether every tile of a rectangle, given by two tiles in opposite corners of it, is of a room.
    #[inline]
    pub fn is_clear(&self, (ax, ay): (u32, u32), (bx, by): (u32, u32)) -> bool {
        let at = |x: u32, y: u32| self.above[y as usize * self.corners + x as usize];
        let (left, right) = (ax.min(bx), ax.max(bx) + 1);
        let (top, bottom) = (ay.min(by), ay.max(by) + 1);
        // Never below zero: the left side counts what lies within the right side.
        at(right, bottom) + at(left, top) == at(left, bottom) + at(right, top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_clear_if_each_of_its_tiles_is() {
        let (width, height) = (5, 4);
        for walls in 0_u32..4_096 {
            // Spread over the map, so that rows differ.
            let map: Vec<bool> = (0..width * height)
                .map(|tile| walls.wrapping_mul(0x9E37_79B9) >> (tile + 7) & 1 == 0)
                .collect();
            let clearings = Clearings::of(width as usize, map.iter().copied());
            let all = || (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            for (a, b) in all().flat_map(|a| all().map(move |b| (a, b))) {
                let within =
                    |at: u32, one: u32, other: u32| (one.min(other)..=one.max(other)).contains(&at);
                let each = all()
                    .filter(|(x, y)| within(*x, a.0, b.0) && within(*y, a.1, b.1))
                    .all(|(x, y)| map[(y * width + x) as usize]);
                assert_eq!(clearings.is_clear(a, b), each, "{map:?} {a:?} {b:?}");
            }
        }
    }
}
