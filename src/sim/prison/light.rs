//! Daylight, and which lamps burn.
//!
//! Pure: worked out from the hour, the timetable and the map, never saved. Levels of light run
//! from 0, darkness, to 255, noon.

use super::grid::Grid;
use super::tiers::Tiers;
use super::topology::Topology;
use crate::clock::{Clock, seconds};
use crate::ids::TileId;
use crate::level::{Floor, Level, Occasion, RoomUse, Tile, TimetableEntry};

/// Radius of a lamp's light, m.
pub const LAMP_REACH: u32 = 9;
/// What a lamp in a gallery gives while the men sleep.
pub const NIGHT_LAMP: u8 = 45;
/// Seconds from the lamps of one tier to those of the next, when the bell has gone.
pub const TIER_AFTER_TIER: u32 = 2;

/// Daylight at hours of a late November day at 41 degrees north (sunrise 7:04, sunset 16:37,
/// civil twilight half an hour more): seconds since midnight, level.
const DAYLIGHT: [(u32, u8); 8] = [
    (0, 0),
    (clock(6, 15), 0),
    (clock(7, 4), 150),
    (clock(7, 50), 255),
    (clock(15, 45), 255),
    (clock(16, 37), 140),
    (clock(17, 25), 0),
    (clock(24, 0), 0),
];

const fn clock(hours: u32, minutes: u32) -> u32 {
    hours * 3600 + minutes * 60
}

/// The light of the sky at a second of the day.
pub fn daylight(second: u32) -> u8 {
    DAYLIGHT
        .windows(2)
        .find_map(|pair| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            (from..to).contains(&second).then(|| {
                let part = (high as i32 - low as i32) * (second - from) as i32;
                (low as i32 + part / (to - from) as i32) as u8
            })
        })
        .unwrap_or(0)
}

/// Whether a floor lies under the sky.
pub fn is_under_the_sky(floor: Floor) -> bool {
    matches!(
        floor,
        Floor::Cinders | Floor::Gravel | Floor::Grass | Floor::Road
    )
}

/// What lamps go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LampKind {
    /// Under the sky: burns from dusk to dawn.
    Yard,
    /// In a room: burns from the bell to lights out.
    Room,
    /// In a gallery: as in a room, but lit tier by tier, and turned low by night.
    Gallery {
        /// Its turn among the galleries.
        turn: u16,
    },
}

/// A lamp on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lamp {
    /// Where.
    pub tile: TileId,
    /// When it burns.
    pub kind: LampKind,
}

/// The floor of each tile, row by row: under furniture, doors, fences and bars it is the floor
/// next to them.
pub fn floors(tiles: &[Tile], width: u32) -> Vec<Floor> {
    let width = width.max(1) as usize;
    let mut floors: Vec<Option<Floor>> = tiles
        .iter()
        .map(|tile| match tile {
            Tile::Floor(floor) => Some(*floor),
            _ => None,
        })
        .collect();
    let mut bare: Vec<usize> = (0..tiles.len())
        .filter(|index| floors[*index].is_none() && !is_solid(tiles[*index]))
        .collect();
    // Spreads a tile at a time over what stands on the floor, but not through what parts rooms.
    while !bare.is_empty() {
        let before = bare.len();
        let mut found = Vec::new();
        bare.retain(|index| {
            let column = index % width;
            let beside = [
                index.checked_sub(width),
                (column > 0).then(|| index - 1),
                (column + 1 < width).then_some(index + 1),
                Some(index + width).filter(|below| *below < tiles.len()),
            ];
            let floor = beside
                .into_iter()
                .flatten()
                .filter(|other| !tiles[*other].is_barrier())
                .find_map(|other| floors[other]);
            found.extend(floor.map(|floor| (*index, floor)));
            floor.is_none()
        });
        for (index, floor) in found {
            floors[index] = Some(floor);
        }
        if bare.len() == before {
            break;
        }
    }
    floors.into_iter().map(Option::unwrap_or_default).collect()
}

fn is_solid(tile: Tile) -> bool {
    matches!(tile, Tile::Wall | Tile::OuterWall | Tile::Window)
}

/// The lamps of a map, in its order.
pub fn lamps(grid: &Grid, topology: &Topology, tiers: &Tiers) -> Vec<Lamp> {
    let floors = floors(grid.tiles(), grid.width());
    let mut galleries: Vec<_> = tiers
        .all()
        .iter()
        .filter_map(|tier| tier.gallery(topology))
        .collect();
    galleries.dedup();
    grid.tiles()
        .iter()
        .enumerate()
        .filter(|(_, tile)| **tile == Tile::Lamp)
        .map(|(index, _)| {
            let tile = TileId::from_index(index);
            let room = topology.room_at(tile);
            let gallery = room.filter(|room| topology.room(*room).used_as == RoomUse::Gallery);
            let kind = if let Some(room) = gallery {
                let turn = galleries.iter().position(|other| *other == room);
                LampKind::Gallery {
                    turn: turn.unwrap_or(0) as u16,
                }
            } else if is_under_the_sky(floors[index]) {
                LampKind::Yard
            } else {
                LampKind::Room
            };
            Lamp { tile, kind }
        })
        .collect()
}

/// How brightly the lamps of a kind burn at a tick. Where the light is cut off those in rooms and galleries
/// do not; those of the yard and the wall hang on a line of their own.
pub fn burning(kind: LampKind, level: &Level, clock: &Clock, tick: u64, cut_off: bool) -> u8 {
    match kind {
        LampKind::Room | LampKind::Gallery { .. } if cut_off => 0,
        LampKind::Yard => {
            let sky = daylight(clock.second_of_day(tick));
            if sky < 110 { 255 } else { 0 }
        }
        LampKind::Room => {
            if men_are_up(level, clock, tick) {
                255
            } else {
                0
            }
        }
        LampKind::Gallery { turn } => {
            let delay = seconds(turn as u32 * TIER_AFTER_TIER);
            if men_are_up(level, clock, tick.saturating_sub(delay)) {
                255
            } else {
                NIGHT_LAMP
            }
        }
    }
}

/// Whether it is between the bell and lights out. Where the timetable has no bell, always.
fn men_are_up(level: &Level, clock: &Clock, tick: u64) -> bool {
    let second = clock.second_of_day(tick);
    let weekday = clock.weekday(tick);
    let turns = |entry: &&TimetableEntry| {
        entry.weekday.is_none_or(|day| day == weekday)
            && matches!(entry.occasion, Occasion::Bell | Occasion::LightsOut)
    };
    let last = level
        .day
        .iter()
        .filter(turns)
        .filter(|entry| entry.at <= second)
        .max_by_key(|entry| entry.at);
    // Before the first of the day, what holds is the last of the evening before.
    last.or_else(|| level.day.iter().filter(turns).max_by_key(|entry| entry.at))
        .is_none_or(|entry| entry.occasion == Occasion::Bell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_dark_before_the_bell_of_a_november_morning_and_light_at_noon() {
        assert_eq!(daylight(clock(6, 10)), 0);
        assert!(daylight(clock(6, 29)) < 60);
        assert_eq!(daylight(clock(12, 0)), 255);
        assert_eq!(daylight(clock(21, 0)), 0);
        let all: Vec<u8> = (0..86_400).step_by(60).map(daylight).collect();
        assert!(
            all.windows(2).all(|pair| pair[0].abs_diff(pair[1]) < 12),
            "it never jumps"
        );
    }
}
