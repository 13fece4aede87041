//! What a field of an order can be: a person, a tile, an item, a number, what is built, a change of the
//! level.
//!
//! Whatever must hold of all values of a kind is said here once: which are sound, how a menu fills one in,
//! which stands in an example.

use std::borrow::Cow;

use crate::ids::{ItemId, PersonId, TileId};
use crate::level::words::line_key;
use crate::level::{Amendment, LineChange, Occasion, Tile};
use crate::message::{Message, Part};
use crate::vocabulary;

/// The kinds of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Somebody.
    Person,
    /// A square metre of the map.
    Tile,
    /// A forbidden thing.
    Item,
    /// A whole number.
    Number,
    /// What is built on a tile.
    Build,
    /// A change of one line of the timetable.
    Line,
    /// A change of the level in force.
    Amendment,
}

impl FieldKind {
    /// What is written in an order file, for the reference of orders.
    pub fn in_order_file(self) -> &'static str {
        match self {
            Self::Person => "a person, by his number: `(21)`",
            Self::Tile => "a tile, by its number (row times width plus column, from 0): `(3120)`",
            Self::Item => "a forbidden thing, by its number: `(2)`",
            Self::Number => "a whole number",
            Self::Build => "a tile of the map by its name: `Wall`, `Floor(Flags)`",
            Self::Line => "`(weekday: None, at: SECONDS, occasion: Some(WHAT))`",
            Self::Amendment => "a change of the level, as replays write it",
        }
    }

    /// What is written in a screenplay, for the reference of orders.
    pub fn in_screenplay(self) -> &'static str {
        match self {
            Self::Person => "his key in the cast: `\"kent\"`",
            Self::Tile => {
                "the name or use of a room, `Where(\"kent\")`, `Berth(\"kent\")`, \
                 `Door(\"Chapel\")` or `DoorOf(\"kent\")`"
            }
            Self::Item => "the kind of thing that he has on him: `Knife`",
            Self::Number => "the same",
            Self::Build | Self::Line | Self::Amendment => "no screenplay has it",
        }
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// Somebody.
    Person(PersonId),
    /// A square metre of the map.
    Tile(TileId),
    /// A forbidden thing.
    Item(ItemId),
    /// A whole number.
    Number(u32),
    /// What is built on a tile.
    Build(Tile),
    /// A change of one line of the timetable.
    Line(&'a LineChange),
    /// A change of the level in force.
    Amendment(&'a Amendment),
}

impl<'a> FieldValue<'a> {
    /// Whether it names only what exists in a prison with this number of persons and tiles. Things come and go:
    /// whether one is there shows when the order is checked.
    pub fn is_sound(&self, persons: u32, tiles: u32) -> bool {
        match self {
            Self::Person(person) => person.0 < persons,
            Self::Tile(tile) => tile.0 < tiles,
            Self::Item(_) | Self::Number(_) | Self::Build(_) => true,
            Self::Line(_) | Self::Amendment(_) => self
                .as_amendment()
                .is_some_and(|amendment| amendment.check_ranges().is_ok()),
        }
    }

    /// It as a part of a message; `None` for a change of the level, which is told when it is made.
    pub fn part(&self) -> Option<Part> {
        match self {
            Self::Person(person) => Some(Part::Person(*person)),
            Self::Tile(tile) => Some(Part::Place(*tile)),
            Self::Item(item) => Some(Part::Item(*item)),
            Self::Number(number) => Some(Part::Count(i64::from(*number))),
            Self::Build(tile) => Some(Part::Word(vocabulary::tile(*tile))),
            Self::Line(change) => Some(Part::Message(Box::new(line(change)))),
            Self::Amendment(_) => None,
        }
    }

    /// The amendment of the level that it is, if it is one.
    pub fn as_amendment(&self) -> Option<Cow<'a, Amendment>> {
        match self {
            Self::Amendment(amendment) => Some(Cow::Borrowed(amendment)),
            Self::Line(line) => Some(Cow::Owned(Amendment {
                day: vec![(*line).clone()],
                ..Amendment::default()
            })),
            Self::Person(_) | Self::Tile(_) | Self::Item(_) | Self::Number(_) | Self::Build(_) => {
                None
            }
        }
    }
}

/// A change of one line of the timetable: "07:30 breakfast".
pub fn line(change: &LineChange) -> Message {
    let key = Part::Written(line_key(change.weekday, change.at));
    match &change.occasion {
        Some(occasion) => {
            let title = vocabulary::title(occasion, change.at);
            Message::new("line-set")
                .with("line", key)
                .with("occasion", Part::Word(title))
        }
        None => Message::new("line-struck").with("line", key),
    }
}

/// A field to be filled in.
#[derive(Debug)]
pub enum FieldPlace<'a> {
    /// Somebody.
    Person(&'a mut PersonId),
    /// A square metre of the map.
    Tile(&'a mut TileId),
    /// A forbidden thing.
    Item(&'a mut ItemId),
    /// What is built on a tile.
    Build(&'a mut Tile),
    /// What no menu fills in by itself.
    Other,
}

impl<'a> FieldPlace<'a> {
    /// The person, if it is one.
    pub(super) fn person(self) -> Option<&'a mut PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Tile(_) | Self::Item(_) | Self::Build(_) | Self::Other => None,
        }
    }
}

/// A type that fields of orders have.
pub trait Field {
    /// Its kind.
    const KIND: FieldKind;

    /// What it says.
    fn value(&self) -> FieldValue<'_>;

    /// Where a choice goes.
    fn place(&mut self) -> FieldPlace<'_>;

    /// One for an example.
    fn sample() -> Self;
}

impl Field for PersonId {
    const KIND: FieldKind = FieldKind::Person;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Person(*self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Person(self)
    }

    fn sample() -> Self {
        Self(21)
    }
}

impl Field for TileId {
    const KIND: FieldKind = FieldKind::Tile;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Tile(*self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Tile(self)
    }

    fn sample() -> Self {
        Self(3_120)
    }
}

impl Field for ItemId {
    const KIND: FieldKind = FieldKind::Item;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Item(*self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Item(self)
    }

    fn sample() -> Self {
        Self(2)
    }
}

impl Field for u32 {
    const KIND: FieldKind = FieldKind::Number;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Number(*self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Other
    }

    fn sample() -> Self {
        12
    }
}

impl Field for Tile {
    const KIND: FieldKind = FieldKind::Build;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Build(*self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Build(self)
    }

    fn sample() -> Self {
        Self::Wall
    }
}

impl Field for LineChange {
    const KIND: FieldKind = FieldKind::Line;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Line(self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Other
    }

    fn sample() -> Self {
        Self {
            weekday: None,
            at: 14 * 3_600,
            occasion: Some(Occasion::Yard),
        }
    }
}

impl Field for Box<Amendment> {
    const KIND: FieldKind = FieldKind::Amendment;

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Amendment(self)
    }

    fn place(&mut self) -> FieldPlace<'_> {
        FieldPlace::Other
    }

    fn sample() -> Self {
        Self::new(Amendment {
            day: vec![LineChange::sample()],
            ..Amendment::default()
        })
    }
}
