//! Labour: how many masons a change of a tile takes, and for how long.
//!
//! The figures are rounded from what a bricklayer of the time lays in a day, 600 to 1,000 bricks
//! (docs/science.md#works): a metre of wall three metres high and a brick and a half thick is some
//! 500. What is built up as a gap in the great wall is closed as high as a man cannot climb, not to its
//! old height.

use crate::clock::MINUTE;
use crate::level::Tile;

/// The masons and smiths who are at hand. They come from the town, and are not inmates: nobody meets them.
pub const MASONS: u32 = 6;

/// What a change takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labour {
    /// Men who are at it together.
    pub men: u32,
    /// How long, ticks.
    pub takes: u64,
}

impl Labour {
    const fn new(men: u32, minutes: u64) -> Self {
        Self {
            men,
            takes: minutes * MINUTE,
        }
    }

    /// What it takes that one tile becomes another: what stands there is taken down, and the other built.
    pub fn of(from: Tile, to: Tile) -> Self {
        let (down, up) = (taking_down(from), building(to));
        Self {
            men: down.men.max(up.men),
            takes: down.takes + up.takes,
        }
    }
}

fn building(tile: Tile) -> Labour {
    match tile {
        Tile::OuterWall => Labour::new(6, 120),
        Tile::Wall | Tile::Window => Labour::new(3, 120),
        Tile::Bars => Labour::new(2, 60),
        Tile::Fence => Labour::new(2, 20),
        Tile::CellDoor | Tile::BarredGate => Labour::new(2, 60),
        Tile::Door | Tile::Doorway | Tile::OuterGate => Labour::new(2, 30),
        _ => Labour::new(2, 10),
    }
}

fn taking_down(tile: Tile) -> Labour {
    match tile {
        Tile::OuterWall => Labour::new(4, 120),
        Tile::Wall | Tile::Window => Labour::new(3, 30),
        Tile::Bars | Tile::OuterGate | Tile::CellDoor | Tile::BarredGate => Labour::new(2, 30),
        Tile::Fence | Tile::Door | Tile::Doorway => Labour::new(2, 10),
        _ => Labour::new(1, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Floor;

    #[test]
    fn the_masons_at_hand_are_enough_for_anything() {
        let floor = Tile::Floor(Floor::Gravel);
        for tile in [
            Tile::OuterWall,
            Tile::Wall,
            Tile::OuterGate,
            Tile::Bars,
            Tile::Fence,
            Tile::Door,
        ] {
            let (up, down) = (Labour::of(floor, tile), Labour::of(tile, floor));
            assert!((1..=MASONS).contains(&up.men) && (1..=MASONS).contains(&down.men));
            assert!(up.takes > 0 && down.takes > 0, "{tile:?} takes no time");
        }
        assert!(Labour::of(floor, Tile::OuterWall).takes > Labour::of(floor, Tile::Fence).takes);
    }
}
