//! What a level says, once it is read, merged and checked: plain data.
//!
//! Units: lengths in tiles of one metre or whole millimetres, speeds in mm/s,
//! times in whole seconds, shares in basis points (1 % = 100) so that nothing
//! here rounds differently on another machine.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    CastMember, Crowd, Group, Guards, Job, Kitchen, OldGrudge, RoomUse, Tile, TimetableEntry,
    Unrest, WalkerGroup, Warden,
};

/// A share in basis points: 10,000 is the whole.
pub type BasisPoints = u32;
/// Whole seconds; as a time of day, seconds since midnight.
pub type Seconds = u32;
/// Whole cents.
pub type Cents = u32;
/// Whole years; 99 and above, as a sentence, is life.
pub type Years = u32;
/// Whole millimetres.
pub type Millimetres = u32;
/// Whole millimetres a second.
pub type MillimetresPerSecond = u32;

/// A level, whole and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The name it was asked for by, as in `levels/NAME`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Date and time at tick 0.
    pub starts: DateTime,
    /// The timetable. Sorted by (weekday or none, time).
    pub day: Vec<TimetableEntry>,
    /// The kitchen.
    pub kitchen: Kitchen,
    /// The inmates in groups, in the order of the file.
    pub population: Vec<Group>,
    /// Named persons, in the order of the file.
    pub cast: Vec<CastMember>,
    /// What the inmates hold against the administration already.
    pub grudges: Vec<OldGrudge>,
    /// The officers.
    pub guards: Guards,
    /// Work for inmates, in the order of the file.
    pub jobs: Vec<Job>,
    /// How the warden answers a riot.
    pub warden: Warden,
    /// By which rule men rise.
    pub unrest: Unrest,
    /// Constants of walking.
    pub crowd: Crowd,
    /// Groups of plain walkers: a level with these is a walking ground (arena).
    pub walkers: Vec<WalkerGroup>,
    /// The map.
    pub map: MapPlan,
    /// The options it was read with, such as `kitchen.quality=40%`, in their order. A save and a replay
    /// hold them, so that they find the same level again.
    pub settings: Vec<String>,
    /// Hash of everything above but the options themselves: two levels with the same hash are the same prison.
    pub hash: u64,
    /// Where each key was written, by its path (`kitchen.quality`, `day.07:00.until`).
    pub origins: BTreeMap<String, Origin>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file as people know it, such as `levels/big_house/level.ron`, or `--set`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A mean and the half width of the spread about it, in the unit of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean.
    pub mean: i32,
    /// Standard deviation; draws are clipped at three of them and at the key's range.
    pub spread: i32,
}

/// The map: `width * height` tiles, row by row from the top left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapPlan {
    /// Tiles from left to right.
    pub width: u32,
    /// Tiles from top to bottom.
    pub height: u32,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Labels of rooms: each lies on the floor of the room it names.
    pub labels: Vec<Label>,
    /// Named areas: sets of tile indices, sorted.
    pub areas: BTreeMap<String, Vec<u32>>,
    /// The file it was read from, for messages.
    pub file: String,
}

impl MapPlan {
    /// Where people find a tile: line and column of a map that is text, column and row (from 0)
    /// of a map of Tiled, which shows these two at its foot.
    pub fn place(&self, x: u32, y: u32) -> String {
        let file = &self.file;
        if file.ends_with(".txt") {
            format!("{file}:{}:{}", u64::from(y) + 1, u64::from(x) + 1)
        } else {
            format!("{file} (x {x}, y {y})")
        }
    }
}

/// A label on a tile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Column, from 0.
    pub x: u32,
    /// Row, from 0.
    pub y: u32,
    /// What the room is for.
    pub room: RoomUse,
    /// What people call it, if it has a name of its own.
    pub name: Option<String>,
}
