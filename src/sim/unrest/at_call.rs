//! Who is near enough to come within a minute, by squares of the map, whatever the rooms.
//!
//! It is asked for every square in which somebody stands, and in a riot hundreds of squares have somebody
//! who would come. So numbers are summed down each column of the map: those within a circle are a
//! difference for each column that it cuts.

use crate::prison::Grid;
use crate::prison::squares::SQUARE;

/// How near one must be to come within a minute, mm.
const A_MINUTE: u32 = 60_000;
/// The same in squares.
const FAR: u32 = A_MINUTE / 1_000 / SQUARE;

/// Whether one is near enough to come to the other within a minute, both given by their squares.
const fn is_at_call(one: (u32, u32), other: (u32, u32)) -> bool {
    one.0.abs_diff(other.0).pow(2) + one.1.abs_diff(other.1).pow(2) <= FAR * FAR
}

/// Those who would come.
pub(super) struct AtCall {
    /// How many squares there are in a column of the map.
    rows: usize,
    /// For each column: how many there are above each square, and in all of it.
    above: Vec<u32>,
    /// How many squares up and down are near enough, in a column this far to the side.
    reach: [u32; FAR as usize + 1],
}

impl AtCall {
    /// Of a map, those at some squares.
    pub fn of(grid: &Grid, numbers: impl Iterator<Item = ((u32, u32), u32)>) -> Self {
        let columns = grid.width().div_ceil(SQUARE) as usize;
        let rows = grid.height().div_ceil(SQUARE) as usize;
        let mut above = vec![0; columns * (rows + 1)];
        for ((x, y), number) in numbers {
            above[x as usize * (rows + 1) + y as usize + 1] += number;
        }
        for column in above.chunks_exact_mut(rows + 1) {
            let mut sum = 0;
            for number in column {
                sum += *number;
                *number = sum;
            }
        }
        let reach = std::array::from_fn(|aside| {
            let is_near = |away: &u32| is_at_call((0, 0), (aside as u32, *away));
            (1..=FAR).take_while(is_near).count() as u32
        });
        Self { rows, above, reach }
    }

    /// How many of them come to a square of the map in time.
    pub fn near(&self, (x, y): (u32, u32)) -> u32 {
        let columns = self.above.chunks_exact(self.rows + 1).zip(0..);
        columns
            .skip(x.saturating_sub(FAR) as usize)
            .take_while(|(_, column)| *column <= x + FAR)
            .map(|(above, column)| {
                let reach = self.reach[column.abs_diff(x) as usize];
                let end = (y + reach + 1).min(self.rows as u32);
                above[end as usize] - above[y.saturating_sub(reach) as usize]
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prison::grid::drawn;

    #[test]
    fn those_in_a_circle_are_summed_as_one_by_one() {
        // Neither side a whole number of squares.
        for (width, height) in [(1, 1), (203, 47), (60, 161)] {
            let row = ".".repeat(width);
            let (grid, _) = drawn(&vec![row.as_str(); height]);
            let squares = |side: usize| 0..(side as u32).div_ceil(SQUARE);
            let all = || squares(width).flat_map(|x| squares(height).map(move |y| (x, y)));
            let number = |(x, y): (u32, u32)| (x * 7 + y * 13) % 5 * ((x + y) % 2);
            // Several come from one square, in no order.
            let twice = all().chain(all());
            let at_call = AtCall::of(&grid, twice.map(|at| (at, number(at))));
            for here in all() {
                let near = all().filter(|at| is_at_call(*at, here));
                let one_by_one: u32 = near.map(|at| 2 * number(at)).sum();
                assert_eq!(at_call.near(here), one_by_one, "{here:?}");
            }
        }
    }
}
