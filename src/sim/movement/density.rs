//! How many men stand and walk about each tile.
//!
//! For each tile one word holds the men on the nine tiles round it, in five
//! classes of twelve bits: walking east, west, south, north, and standing. A
//! man who steps on another tile changes eighteen words, a man who looks ahead
//! reads one. Walls are one tile thick, so the nine tiles never reach into the
//! next room. A cache of where the bodies are.
//!
//! A level may put more than 4,095 men on nine tiles. Their classes then run into one another,
//! which only makes it as dense as can be in another direction; sums wrap, so that who leaves
//! takes away exactly what he brought.

use bevy_ecs::prelude::Resource;

use crate::ids::TileId;
use crate::level::Tile;
use crate::prison::{Grid, Topology};

/// A class of men: which way they go. Headings 0 to 3 are east, west, south and north.
pub const STANDING: u8 = 4;
/// Bits for one class.
const BITS: u32 = 12;
const MASK: u64 = (1 << BITS) - 1;

/// What the ground of a tile is like for walking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footing {
    /// Open tiles among the nine about it.
    pub area: u8,
    /// Whether it is a stair.
    pub stairs: bool,
}

/// Men about each tile.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Density {
    width: usize,
    /// A border of one row above and below keeps the nine tiles inside.
    sums: Vec<u64>,
    ground: Vec<Footing>,
}

impl Density {
    /// An empty map.
    pub fn of(grid: &Grid, topology: &Topology) -> Self {
        let width = grid.width() as usize;
        let mut ground = vec![Footing::default(); grid.len()];
        for (index, ground) in ground.iter_mut().enumerate() {
            let tile = TileId::from_index(index);
            if !topology.is_open(tile) {
                continue;
            }
            ground.stairs = grid.tile(tile) == Tile::Stairs;
            let (x, y) = grid.x_y(tile);
            for dy in -1..=1 {
                for dx in -1..=1 {
                    let open = grid
                        .at(x as i32 + dx, y as i32 + dy)
                        .is_some_and(|tile| topology.is_open(tile));
                    ground.area += open as u8;
                }
            }
        }
        Self {
            width,
            sums: vec![0; grid.len() + 2 * width + 2],
            ground,
        }
    }

    /// The class of a direction.
    pub fn heading(dx: f32, dy: f32) -> u8 {
        match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
            (true, true, _) => 0,
            (true, false, _) => 1,
            (false, _, true) => 2,
            (false, _, false) => 3,
        }
    }

    /// The ground of a tile.
    #[inline]
    pub fn ground(&self, tile: TileId) -> Footing {
        self.ground[tile.index()]
    }

    /// Quarters of men about a tile as one going `heading` feels them, himself included.
    #[inline]
    pub fn quarters(&self, tile: TileId, heading: u8) -> u32 {
        let sums = self.sums[tile.index() + self.width + 1];
        let all = (sums & MASK)
            + (sums >> BITS & MASK)
            + (sums >> (2 * BITS) & MASK)
            + (sums >> (3 * BITS) & MASK)
            + (sums >> (4 * BITS) & MASK);
        let opposed = sums >> ((heading ^ 1) as u32 * BITS) & MASK;
        (4 * all - opposed) as u32
    }

    /// Men about a tile.
    pub fn men(&self, tile: TileId) -> u32 {
        (0..5)
            .map(|class| (self.sums[tile.index() + self.width + 1] >> (class * BITS) & MASK) as u32)
            .sum()
    }

    /// A man of a class comes to a tile.
    #[inline]
    pub fn add(&mut self, tile: TileId, class: u8) {
        let one = 1 << (class as u32 * BITS);
        self.each_about(tile, |sum| *sum = sum.wrapping_add(one));
    }

    /// He leaves it.
    #[inline]
    pub fn remove(&mut self, tile: TileId, class: u8) {
        let one = 1 << (class as u32 * BITS);
        self.each_about(tile, |sum| *sum = sum.wrapping_sub(one));
    }

    #[inline]
    fn each_about(&mut self, tile: TileId, mut change: impl FnMut(&mut u64)) {
        // Somebody who sits or lies on furniture is out of the way.
        if self.ground[tile.index()].area == 0 {
            return;
        }
        // With the border, the tile above and to the left has the tile's own number.
        for row in 0..3 {
            let start = tile.index() + row * self.width;
            for sum in &mut self.sums[start..start + 3] {
                change(sum);
            }
        }
    }
}
