//! What every kind of order says of itself, and what a menu is offered of it.

use bevy_ecs::prelude::World;

use super::value::FieldKind;
use super::{Giver, Order, OrderName};
use crate::message::Message;
use crate::refusal::Refusal;

/// All that holds of one kind of order, said in its own file in the room that it concerns. An order without
/// one does not compile.
pub trait OrderKind: Sized {
    /// Who may give it. This is checked before [`OrderKind::check`].
    const GIVERS: Givers;
    /// Under which heading menus show it.
    const HEADING: Heading;
    /// A line of a screenplay that gives it; `None` if no screenplay does.
    const SCENE: Option<&'static str>;
    /// Why it may be refused, or fail, apart from who gives it; numbers in them are examples.
    const REFUSALS: &'static [Refusal];
    /// Whether nothing takes it back once it is given, so that whoever gives it by a click is asked again.
    const IS_FINAL: bool = false;
    /// Whether it asks for works that are to be done before the next order.
    const CHANGES_MAP: bool = false;

    /// Whether it may be given. It changes nothing, and consults only what `giver` can know.
    ///
    /// # Errors
    /// Why not.
    fn check(&self, world: &World, giver: Giver) -> Result<(), Refusal>;

    /// Carries it out.
    ///
    /// # Errors
    /// What kept it from succeeding, which nobody could know before.
    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal>;

    /// What the menu of a seat shows of it; `None` if it is not at hand now. It is asked only of those
    /// who are in [`OrderKind::GIVERS`].
    fn offer(world: &World, giver: Giver) -> Option<Offer>;
}

/// Who may give an order. The author of a run may give all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Givers {
    /// The author alone.
    Author,
    /// The warden.
    Warden,
    /// The warden, and an inmate who has the key, with his own hand.
    WardenOrKey,
    /// The warden, and officers on duty.
    WardenAndOfficers,
    /// The person who is to act: the first person among the fields.
    Himself,
    /// The inmate who is to act: the first person among the fields.
    InmateHimself,
}

impl Givers {
    /// Whether who gives it is the one who acts.
    pub fn is_actor(self) -> bool {
        match self {
            Self::Himself | Self::InmateHimself => true,
            Self::Author | Self::Warden | Self::WardenOrKey | Self::WardenAndOfficers => false,
        }
    }

    /// In words, for the reference of orders.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Author => "the author of the run",
            Self::Warden => "the warden",
            Self::WardenOrKey => "the warden; an inmate who has the key, with his own hand",
            Self::WardenAndOfficers => "the warden, an officer on duty",
            Self::Himself => "the person himself",
            Self::InmateHimself => "the inmate himself",
        }
    }
}

/// The headings of a menu of orders, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Who sits where.
    Seats,
    /// What the person whose seat it is does.
    Himself,
    /// What he has and should not have.
    Contraband,
    /// The whole house.
    House,
    /// Locks.
    Doors,
    /// Where officers stand.
    Posts,
    /// The timetable.
    Day,
    /// What is built and torn down.
    Works,
    /// Answers to a riot.
    Crisis,
    /// Searches.
    Searches,
    /// The level in force.
    Level,
}

impl Heading {
    /// All of them, in their order.
    pub const ALL: [Self; 11] = [
        Self::Seats,
        Self::Himself,
        Self::Contraband,
        Self::House,
        Self::Doors,
        Self::Posts,
        Self::Day,
        Self::Works,
        Self::Crisis,
        Self::Searches,
        Self::Level,
    ];

    /// What it is called, as a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Seats => "heading-seats",
            Self::Himself => "heading-himself",
            Self::Contraband => "heading-contraband",
            Self::House => "heading-house",
            Self::Doors => "heading-doors",
            Self::Posts => "heading-posts",
            Self::Day => "heading-day",
            Self::Works => "heading-works",
            Self::Crisis => "heading-crisis",
            Self::Searches => "heading-searches",
            Self::Level => "heading-level",
        }
    }
}

/// What has to be chosen before an order can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing.
    Nothing,
    /// A tile.
    Tile,
    /// Somebody, as a rule whoever is selected.
    Person,
    /// Somebody who may be anywhere: he is looked up first.
    PersonAnywhere,
    /// Something the person has on him, and whoever beside him gets it.
    ItemAndPerson,
    /// Something the person has on him, and a tile within his reach.
    ItemAndTile,
    /// What is built, and on which tile.
    BuildAndTile,
    /// A line of the timetable, and what begins then.
    Line,
    /// An edited level.
    Level,
}

/// An order that a seat may give, as far as it is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The order. What is missing has the number 0 in it, and is put in by [`Order::at_tile`],
    /// [`Order::about`], [`Order::with_item`] and [`Order::building`].
    pub order: Order,
    /// What has to be chosen first.
    pub missing: Missing,
    /// Why it is refused right now, whatever is chosen; `None` if it is not.
    pub refused: Option<Refusal>,
}

impl Offer {
    /// An order that can be given as it is. Whether it is refused is worked out by whoever asks for offers.
    pub fn whole(order: impl Into<Order>) -> Self {
        Self::without(Missing::Nothing, order)
    }

    /// An order that lacks something.
    pub fn without(missing: Missing, order: impl Into<Order>) -> Self {
        Self {
            order: order.into(),
            missing,
            refused: None,
        }
    }

    /// The same, refused if there is a reason.
    #[must_use]
    pub fn refused(mut self, why: Option<Refusal>) -> Self {
        self.refused = why;
        self
    }
}

/// A field of an order.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// Its name in order files and screenplays.
    pub name: &'static str,
    /// What it can be.
    pub kind: FieldKind,
    /// What it means, line by line.
    pub means: &'static [&'static str],
}

/// What a kind of order says of itself.
#[derive(Clone, Copy, Debug)]
pub struct OrderInfo {
    /// Which it is.
    pub name: OrderName,
    /// Its name in order files and screenplays.
    pub word: &'static str,
    /// Its message: what it is called on a button; with other texts under it (`.tip`: what it does,
    /// `.click`: what to click on, `.about`: its button once somebody or something is chosen, `.waits`:
    /// that it was ordered).
    pub message: &'static str,
    /// What it does, line by line.
    pub does: &'static [&'static str],
    /// Its fields, in order.
    pub fields: &'static [FieldInfo],
    /// Who may give it.
    pub givers: Givers,
    /// Under which heading menus show it.
    pub heading: Heading,
    /// A line of a screenplay that gives it; `None` if no screenplay does.
    pub scene: Option<&'static str>,
    /// Why it may be refused, apart from who gives it; numbers in them are examples.
    pub refusals: &'static [Refusal],
    /// Whether it changes the map.
    pub changes_map: bool,
    /// See [`OrderKind::IS_FINAL`].
    pub is_final: bool,
    /// What the menu of a seat shows of it.
    pub offer: fn(&World, Giver) -> Option<Offer>,
    /// An example of it.
    pub sample: fn() -> Order,
}

impl OrderInfo {
    /// The name of the field of whoever acts, if somebody does.
    pub fn actor(&self) -> Option<&'static str> {
        let mut fields = self.fields.iter();
        let person = fields.find(|field| field.kind == FieldKind::Person);
        person
            .filter(|_| self.givers.is_actor())
            .map(|field| field.name)
    }

    /// What it is called.
    pub fn label(&self) -> Message {
        (self.sample)().message()
    }

    /// How it is written, with its fields: `WalkTo(person, at)`.
    pub fn form(&self) -> String {
        let fields: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
        match fields.as_slice() {
            [] => self.word.to_owned(),
            fields => format!("{}({})", self.word, fields.join(", ")),
        }
    }
}
