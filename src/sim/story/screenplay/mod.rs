//! A screenplay: what the cast chooses, and when, as orders under conditions.
//!
//! - this file: what it says, as plain data
//! - `read`: from `screenplay.ron` to that, with everything that is wrong with it
//! - `names`: the names of happenings, deeds and things
//! - [`conditions`]: whether what a line waits for is the case
//! - [`acts`]: from a line's order to one that can be given now
//! - [`lines`]: how far each line has come
//! - `written`: conditions as the file says them, and which part of one is not the case
//!
//! A screenplay is a giver of orders like a seat: what it says is no state of the prison, and it goes
//! through the same checks. What is state is how far its lines have come, which follows from the
//! orders that were given, so that a replay needs no screenplay.

pub mod acts;
pub mod conditions;
pub mod lines;
mod names;
mod read;
mod written;

use std::sync::Arc;

use bevy_ecs::prelude::Resource;
use xxhash_rust::xxh3::xxh3_64;

use crate::conduct::Deed;
use crate::contraband::ItemKind;
use crate::level::Seconds;
use crate::refusal::Refusal;

pub use conditions::Memory;
pub use lines::{Lines, Spoken};
pub use read::{SCREENPLAY_FILE, load};
pub use written::{missing, written};

/// A screenplay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screenplay {
    /// Its lines, in order.
    pub lines: Vec<ScreenplayLine>,
    /// How many conditions it has that remember happenings.
    remembered: usize,
}

impl Screenplay {
    /// Hash of all it says: of the form in which it is read, which is the same for the same text.
    pub fn hash(&self) -> u64 {
        xxh3_64(format!("{self:?}").as_bytes())
    }
}

/// A line: somebody does something once something is the case.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenplayLine {
    /// What it is called.
    pub name: String,
    /// What it waits for.
    pub when: Condition,
    /// What is ordered then, one after the other.
    pub then: Vec<ScreenplayOrder>,
}

/// What a line waits for. Persons are named by their keys in the cast.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// It is this time of day or later, the first such after the beginning.
    After(Seconds),
    /// It is not yet this time of day, the first such after the beginning.
    Before(Seconds),
    /// Somebody does something where he is to do it.
    Doing {
        /// Who.
        who: String,
        /// What.
        deed: Deed,
    },
    /// Somebody is in a room.
    In {
        /// Who.
        who: String,
        /// The room's name, or its use.
        at: String,
    },
    /// Somebody is near another.
    Near {
        /// Who.
        who: String,
        /// Whom.
        whom: String,
        /// How near, mm.
        within: u32,
    },
    /// Somebody has something forbidden on him.
    Has {
        /// Who.
        who: String,
        /// What.
        item: ItemKind,
    },
    /// Something happened within the last day.
    Happened {
        /// Its name.
        what: &'static str,
        /// Who did or suffered it, if that matters.
        who: Option<String>,
        /// In which room, if that matters.
        at: Option<String>,
        /// How long ago at least, seconds.
        ago: Seconds,
        /// Its place among the conditions that remember.
        place: usize,
    },
    /// Another line has been spoken.
    Done {
        /// Which, by its place.
        line: usize,
        /// How long ago at least, seconds.
        ago: Seconds,
    },
    /// All of these.
    All(Vec<Condition>),
    /// One of these.
    Any(Vec<Condition>),
    /// The contrary.
    Not(Box<Condition>),
}

/// An order as a screenplay names it.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenplayOrder {
    /// Its name in [`Order`](crate::order::Order).
    pub order: &'static str,
    /// Who gives it; else whoever is to act, or the warden.
    pub by: Option<String>,
    /// Its fields.
    pub fields: Vec<(&'static str, Value)>,
}

/// The value of a field of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Somebody of the cast.
    Person(String),
    /// A place.
    Place(ScreenplayPlace),
    /// Something of this kind that whoever is to act has on him.
    Item(ItemKind),
    /// Anything else, as RON.
    Plain(String),
}

/// A place, as a screenplay names it.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenplayPlace {
    /// The middle of a room: its own name, or its use.
    Room(String),
    /// Where somebody is.
    Where(String),
    /// Where somebody sleeps.
    Berth(String),
    /// The door of a room that is nearest to whoever is to act.
    Door(String),
    /// The same of the room somebody is in.
    DoorOf(String),
}

/// A screenplay that is played, with what it remembers. It is no state: it belongs to whoever plays it.
#[derive(Resource)]
pub struct Playing {
    /// What is played.
    pub screenplay: Arc<Screenplay>,
    /// What has happened, as far as it asks.
    pub memory: Memory,
    /// Why the order of each line was refused when it was last tried.
    pub refused: Vec<Option<Refusal>>,
}

impl Playing {
    /// A screenplay that begins to be played.
    pub fn new(screenplay: Arc<Screenplay>) -> Self {
        Self {
            memory: Memory::of(screenplay.remembered),
            refused: vec![None; screenplay.lines.len()],
            screenplay,
        }
    }
}
