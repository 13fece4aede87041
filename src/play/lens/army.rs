//! The army's tanks: one before each gap that they broke, while the prison is taken back.
//!
//! The simulation knows what tanks broke and not where they stand. They stand outside, before the
//! gap, and look in; a gate behind another gate has none of its own.

use std::collections::BTreeSet;

use bighouse_sim::Prison;
use bighouse_sim::ids::TileId;
use bighouse_sim::prison::{Grid, Topology, Works};
use bighouse_sim::riot::Riots;

/// Most tanks the army brings.
const MOST: usize = 3;
/// The middle of a tank is so far before the gap, mm: half its length, and room for who comes by.
const BEFORE: i32 = 3_600;
/// A wall is no thicker than this, tiles.
const THICKEST: i32 = 4;

/// A tank, as the seat sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tank {
    /// Its middle, mm from the map's left and top edge.
    pub at: (i32, i32),
    /// Which way it looks: right and down, one of the four sides.
    pub facing: (i32, i32),
}

/// The tanks that are here.
pub(super) fn tanks(prison: &Prison) -> Vec<Tank> {
    let world = prison.world();
    let Some(riot) = world.resource::<Riots>().now() else {
        return Vec::new();
    };
    if !riot.siege.army.is_here() || riot.stormed().is_none() {
        return Vec::new();
    }
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let breaches = world.resource::<Works>().breaches().iter();
    let broken = breaches.filter(|breach| !breach.is_to_be_mended());
    let is_outside = |tile: TileId| {
        let room = topology.room_at(tile);
        room.is_some_and(|room| topology.room(room).used_as.is_outside())
    };
    groups(grid, broken.map(|breach| breach.at).collect())
        .iter()
        .filter_map(|gap| before(grid, gap, is_outside))
        .take(MOST)
        .collect()
}

/// Tiles that touch one another taken together, in order.
fn groups(grid: &Grid, mut tiles: BTreeSet<TileId>) -> Vec<BTreeSet<TileId>> {
    let mut groups = Vec::new();
    while let Some(first) = tiles.pop_first() {
        let mut group = BTreeSet::from([first]);
        let mut edge = vec![first];
        while let Some(tile) = edge.pop() {
            let (x, y) = grid.x_y(tile);
            for (dx, dy) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))) {
                let near = grid.at(x as i32 + dx, y as i32 + dy);
                if let Some(near) = near.filter(|near| tiles.remove(near)) {
                    group.insert(near);
                    edge.push(near);
                }
            }
        }
        groups.push(group);
    }
    groups
}

/// The tank before a gap; `None` where no side of it leads outside.
fn before(
    grid: &Grid,
    gap: &BTreeSet<TileId>,
    is_outside: impl Fn(TileId) -> bool,
) -> Option<Tank> {
    let leads_out = |tile: TileId, (dx, dy): (i32, i32)| {
        let (x, y) = grid.x_y(tile);
        (1..=THICKEST)
            .map_while(|step| grid.at(x as i32 + dx * step, y as i32 + dy * step))
            .find(|beyond| !gap.contains(beyond))
            .is_some_and(&is_outside)
    };
    let ways = [(0, 1), (-1, 0), (1, 0), (0, -1)];
    let out = ways
        .into_iter()
        .map(|way| {
            (
                gap.iter().filter(|tile| leads_out(**tile, way)).count(),
                way,
            )
        })
        .max_by_key(|(tiles, _)| *tiles)
        .filter(|(tiles, _)| *tiles > 0)?
        .1;
    let columns = || gap.iter().map(|tile| grid.x_y(*tile).0 as i32);
    let rows = || gap.iter().map(|tile| grid.x_y(*tile).1 as i32);
    let (left, right) = (columns().min()? * 1_000, (columns().max()? + 1) * 1_000);
    let (top, bottom) = (rows().min()? * 1_000, (rows().max()? + 1) * 1_000);
    let at = match out {
        (-1, _) => (left - BEFORE, (top + bottom) / 2),
        (1, _) => (right + BEFORE, (top + bottom) / 2),
        (_, -1) => ((left + right) / 2, top - BEFORE),
        _ => ((left + right) / 2, bottom + BEFORE),
    };
    grid.at(at.0.div_euclid(1_000), at.1.div_euclid(1_000))?;
    Some(Tank {
        at,
        facing: (-out.0, -out.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bighouse_sim::level::{Floor, MapPlan, Tile};

    /// A map of plain characters: `#` wall, `%` a gap, `.` outside, the rest inside.
    fn map(rows: &[&str]) -> (Grid, BTreeSet<TileId>, Vec<bool>) {
        let cells: Vec<char> = rows.iter().flat_map(|row| row.chars()).collect();
        let tiles = cells
            .iter()
            .map(|cell| match cell {
                '#' => Tile::OuterWall,
                '%' => Tile::Doorway,
                _ => Tile::Floor(Floor::Gravel),
            })
            .collect();
        let gaps = (0..cells.len()).filter(|place| cells[*place] == '%');
        (
            Grid::of(&MapPlan {
                width: rows[0].len() as u32,
                height: rows.len() as u32,
                tiles,
                ..MapPlan::default()
            }),
            gaps.map(TileId::from_index).collect(),
            cells.iter().map(|cell| *cell == '.').collect(),
        )
    }

    #[test]
    fn tiles_that_touch_are_one_gap() {
        let (grid, gaps, _) = map(&["%%   ", "  %  ", "    %", "    %"]);
        let sizes: Vec<usize> = groups(&grid, gaps).iter().map(BTreeSet::len).collect();
        assert_eq!(sizes, [3, 2]);
    }

    #[test]
    fn a_tank_stands_outside_and_looks_in() {
        let (grid, gaps, outside) = map(&[
            "         ",
            "###%%%###",
            "###%%%###",
            ".........",
            ".........",
            ".........",
            ".........",
            ".........",
        ]);
        let tank = before(&grid, &gaps, |tile| outside[tile.index()]).expect("a tank");
        assert_eq!(tank.facing, (0, -1));
        assert_eq!(tank.at, (4_500, 3_000 + BEFORE));
    }

    #[test]
    fn a_gate_behind_a_gate_has_no_tank() {
        let (grid, gaps, outside) = map(&["      ", "##%%##", "      ", "##  ##", "......"]);
        assert_eq!(before(&grid, &gaps, |tile| outside[tile.index()]), None);
    }
}
