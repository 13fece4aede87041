//! What a level file says: read, merged, checked, explained. Plain data, no ECS.
//!
//! A level is a folder with `level.ron` (everything but the map) and a map: `map.txt`, or
//! `map.tmx` of the Tiled editor. [`load`] makes a [`Level`] of it, or reports everything that
//! is wrong at once; a [`Drawing`] is a map alone, and turns one form into the other.
//! For people, all keys are in `levels/README.md`.
//!
//! The way of a value: bytes (`files`) -> a tree with positions (`brackets`, `syntax`)
//! -> merged over the levels it extends and under `--set` (`chain`, `tree`, `set`) ->
//! read key by key (`read`, `units`, `times`; one file for each group of keys: `day`,
//! `people`, `work`, `walkers`, `legend`, and `map_text` or `tiled`) -> a [`Level`] (`plan`).
//!
//! Of a level that is lived in, `amendment` says what may change, `difference` what has
//! changed in its files, and `watch` when they have.
//!
//! Rooms that read files of their own beside `level.ron` (`story`: the screenplay) do it with the
//! same tools (`reading`), so that what is wrong with them is told in the same way.
//!
//! Rules of the room:
//! - Files are untrusted: sizes, depths and counts are limited before anything is
//!   sized by them, and no path leads outside a level's own folder but those of a map to its
//!   tilesets and templates (`files` says where these may lie).
//! - Nothing stops at the first error, and nothing is half-loaded.
//! - Only `files` touches a disk. No clock, no chance: the same files and options
//!   make the same [`Level`], with the same hash.

mod amendment;
mod brackets;
mod chain;
mod crisis;
mod day;
mod difference;
mod drawing;
mod files;
mod grievance;
mod hash;
mod legend;
mod listing;
mod load;
mod map_text;
mod names;
mod people;
mod plan;
mod problem;
mod read;
mod set;
mod syntax;
#[cfg(test)]
mod tests;
mod text_write;
mod things;
mod tile;
mod tiled;
mod times;
mod tree;
mod units;
mod walkers;
mod watch;
pub mod words;
mod work;

pub use amendment::{Amendment, Constants, HoursChange, LineChange, MOST_CHANGES};
pub use difference::{Difference, difference};
pub use drawing::{Drawing, Letters};
pub use files::{
    FileTrouble, FolderFiles, LEVEL_FILE, LevelFiles, SHARED, is_level_name, open_plain,
    without_waiting,
};
pub use grievance::Grievance;
pub use listing::{Listed, list};
pub use load::load;
pub use plan::{
    Answer, ArrestRule, BasisPoints, CastMember, CastRole, Crowd, Group, Guards, Job, Kitchen,
    Label, Level, MapPlan, Occasion, OldGrudge, Origin, Seconds, Spread, TimetableEntry, Unrest,
    WalkerGroup, Warden,
};
pub use problem::{MOST_SHOWN, Problem, Problems, printable};
pub use things::ItemKind;
pub use tile::{DoorKind, Floor, PlaceUse, RoomUse, Tile};
pub use tiled::{SharedTile, shared_tiles, tileset_text};
pub use watch::LevelWatch;

/// What other files of a level's folder are read with.
pub mod reading {
    pub use super::chain::read_beside;
    pub use super::problem::{Findings, quote};
    pub use super::read::{Fields, did_you_mean, entries, sound_key};
    pub use super::times::time_of_day;
    pub use super::tree::{Entry, Kind, Node};
    pub use super::units::{LENGTH, Quantity, TIME};
}
