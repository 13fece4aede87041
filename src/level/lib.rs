//! What a level file says: read, merged, checked, explained. Plain data, no ECS.
//!
//! A level is a folder with `level.ron` (everything but the map) and a map: `map.txt`, or
//! `map.tmx` of the Tiled editor. [`load`] makes a [`Level`] of it, or reports everything that
//! is wrong at once; a [`Drawing`] is a map alone, and turns one form into the other.
//! For people, all keys are in `levels/README.md`.
//!
//! The way of a value: bytes (`files`) -> a tree with positions, merged over the levels it
//! extends and under `--set` (`text`) -> read key by key (`keys`) or tile by tile (`map`) ->
//! a [`Level`] (`nouns`).
//!
//! | room | what lives there |
//! |---|---|
//! | `nouns` | what a level is made of, which everybody else reads: tiles, uses of rooms, occasions, grievances |
//! | `text` | level files as text: syntax, merging, `--set`, quantities with units, problems with their place |
//! | `keys` | one file a group of keys. A key says its field, unit, range, default and doc once; reading, the range check, the difference, the hash and the tables of `levels/README.md` come from there |
//! | `map` | maps: as text, of Tiled, and from one form to the other |
//! | `edit` | a level that is played: what may change (amendment), what has changed in its files (difference), and when (watch) |
//!
//! Rooms that read files of their own beside `level.ron` (`story`: the screenplay) do it with the
//! same tools (`reading`), so that their errors look the same.
//!
//! Rules of the package:
//! - Files are untrusted: sizes, depths and counts are limited before anything is
//!   sized by them, and no path leads outside a level's own folder but those of a map to its
//!   tilesets and templates (`files` says where these may lie).
//! - Nothing stops at the first error, and nothing is half-loaded.
//! - Only `files` touches a disk. No clock, no chance: the same files and options
//!   make the same [`Level`], with the same hash.

mod edit;
mod files;
mod hash;
mod keys;
mod listing;
mod load;
mod map;
mod nouns;
#[cfg(test)]
mod tests;
mod text;
pub mod words;

pub use edit::{
    Amendment, Constants, Difference, HoursChange, LevelWatch, LineChange, MOST_CHANGES, difference,
};
pub use files::{
    FileTrouble, FolderFiles, LEVEL_FILE, LevelFiles, SHARED, is_level_name, open_plain,
    without_waiting,
};
pub use keys::table::with_key_tables;
pub use listing::{Listed, list};
pub use load::load;
pub use map::{Drawing, Letters, SharedTile, shared_tiles, tileset_text};
pub use nouns::{
    Answer, ArrestRule, BasisPoints, CastMember, CastRole, Cents, Crowd, DoorKind, Floor,
    Grievance, Group, Guards, ItemKind, Job, Kitchen, Label, Level, MapPlan, Millimetres,
    MillimetresPerSecond, Occasion, OldGrudge, Origin, PlaceUse, RoomUse, Seconds, Spread, Tile,
    TimetableEntry, Unrest, WalkerGroup, Warden, Years,
};
pub use text::problem::{MOST_SHOWN, Problem, Problems, printable};

/// What other files of a level's folder are read with.
pub mod reading {
    pub use crate::text::chain::read_beside;
    pub use crate::text::problem::{Findings, quote};
    pub use crate::text::read::{Fields, did_you_mean, entries, sound_key};
    pub use crate::text::times::time_of_day;
    pub use crate::text::tree::{Entry, Kind, Node};
    pub use crate::text::units::{LENGTH, Quantity, TIME};
}
