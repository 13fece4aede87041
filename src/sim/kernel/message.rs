//! A text that is still to be made: which message it is, and what it names.
//!
//! The prison makes no sentences. It hands out messages, whose parts say *who*, *where* and *how many*;
//! the package that knows languages renders one for a reader, with the names that he knows. So a
//! name cannot slip into a text whose reader does not know it.
//!
//! Identifiers of messages are lower-case words joined by hyphens (`man-beaten`), as in the files of a
//! language. A part's name is the variable of that message.

use crate::ids::{ItemId, PersonId, TierId, TileId};

/// One thing a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Somebody, by the name the reader knows him by.
    Person(PersonId),
    /// Where something is: the room a tile lies in.
    Place(TileId),
    /// A tier, by its sign.
    Tier(TierId),
    /// A forbidden thing.
    Item(ItemId),
    /// A number of things or men.
    Count(i64),
    /// A tick, shown as the time of day.
    Time(u64),
    /// A length of prison time, seconds.
    Lasting(u32),
    /// A share, basis points.
    Share(u32),
    /// A word of a closed set, as the message of that identifier (`offence-weapon`).
    Word(&'static str),
    /// A beat of the film, by its place in the table of beats.
    Beat(u32),
    /// Another message inside this one.
    Message(Box<Message>),
    /// Several, said one after the other: "a, b and c".
    List(Vec<Part>),
    /// What people wrote (a name in a level file): shown as it is, in every language.
    Written(String),
}

/// A text that is still to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Which message of a language.
    pub id: &'static str,
    /// Its variables, each with what it stands for.
    pub parts: Vec<(&'static str, Part)>,
}

impl Message {
    /// A message without parts.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            parts: Vec::new(),
        }
    }

    /// The same with one part more.
    #[must_use]
    pub fn with(mut self, name: &'static str, part: Part) -> Self {
        self.parts.push((name, part));
        self
    }
}
