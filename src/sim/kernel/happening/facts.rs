//! All that holds of one kind of happening, said in one place: the file of its family.
//!
//! Whoever keeps, tells, shows or compares happenings reads it here: what stays on the record, who hears
//! of it, how much it matters, and everything it names. So a new kind is told, kept, checked and hidden
//! like the others without a line elsewhere.

use super::Happening;
use crate::ids::{ItemId, PersonId, TierId, TileId};
use crate::message::{Message, Part};
use crate::section::{Limits, MOST_COUNTED};

/// Most persons whom a happening names beside those who did and suffered it.
pub const MOST_NAMED: usize = 12;

/// How much a happening matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// For the record.
    Note,
    /// Worth a glance.
    Event,
    /// Something is amiss.
    Warning,
    /// At once.
    Alarm,
}

/// A kind of trouble.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Topic {
    /// Blows.
    Fight,
    /// A weapon was found.
    Weapon,
    /// A man is missing.
    Missing,
    /// Men protest.
    Protest,
    /// Rooms and doors come into the men's hands.
    Ground,
    /// A riot begins or ends.
    Riot,
    /// Something burns.
    Fire,
    /// Hostages are taken, freed or killed.
    Hostage,
    /// What the men want, and what they are answered.
    Demands,
    /// Shots fall.
    Shots,
    /// The army is called, and comes.
    Army,
}

impl Topic {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 11] = [
        Self::Fight,
        Self::Weapon,
        Self::Missing,
        Self::Protest,
        Self::Ground,
        Self::Riot,
        Self::Fire,
        Self::Hostage,
        Self::Demands,
        Self::Shots,
        Self::Army,
    ];
}

/// Who hears of a happening, besides the observer, who hears of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearers {
    /// Whoever sees the place, and the man himself.
    Witnesses,
    /// Everybody: it is heard or seen all over the house.
    Everybody,
    /// The warden at his desk, and nobody else.
    Desk,
    /// The warden at his desk, to whom it is reported, and the witnesses.
    DeskAndWitnesses,
    /// The man himself, and nobody else.
    Himself,
    /// Those who had a hand in it: the man himself, and the one with whom he shares it. A secret.
    HavingAHand(Option<PersonId>),
}

/// How heavy the title card of a happening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardWeight {
    /// Always this much: of two cards the heavier is shown first.
    Always(u8),
    /// As much as the room matters in which it happens.
    ByRoom,
}

/// What has to hold of a number or a person, beyond that the person exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// A number can be counted on from.
    Counted(u32),
    /// No more men than there are persons.
    Men(u32),
    /// The person is an inmate.
    Inmate(PersonId),
    /// No more members than a list may have.
    Members(usize, usize),
}

/// All that holds of one kind of happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The name of the kind, as in Rust.
    pub name: &'static str,
    /// Whether it stays on the record for good: what men hold against somebody, and riots.
    pub lasting: bool,
    /// Who hears of it.
    pub hearers: Hearers,
    /// How much it matters.
    pub grade: Grade,
    /// What kind of trouble it is.
    pub topic: Option<Topic>,
    /// The thing that has to be a weapon for it to be trouble.
    pub only_if_weapon: Option<ItemId>,
    /// How heavy its title card is, if it has one: the text `.card` of its message.
    pub card: Option<CardWeight>,
    /// Whether those who only hear of it cannot say who it was: they read the text `.unseen`.
    pub faceless: bool,
    message: &'static str,
    /// Another message if nobody in particular did it.
    by_nobody: Option<&'static str>,
    says_who: bool,
    says_where: bool,
    /// What its message names besides who and where.
    said: Vec<(&'static str, Part)>,
    /// Whom it names though its message does not.
    unsaid: Vec<PersonId>,
    bounds: Vec<Bound>,
}

impl Facts {
    /// A kind for the record, of which witnesses hear, with its message.
    pub(super) fn of(name: &'static str, message: &'static str) -> Self {
        Self {
            name,
            lasting: false,
            hearers: Hearers::Witnesses,
            grade: Grade::Note,
            topic: None,
            only_if_weapon: None,
            card: None,
            faceless: false,
            message,
            by_nobody: None,
            says_who: false,
            says_where: false,
            said: Vec::new(),
            unsaid: Vec::new(),
            bounds: Vec::new(),
        }
    }

    /// It stays on the record for good.
    pub(super) fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// It is heard by these.
    pub(super) fn heard_by(mut self, hearers: Hearers) -> Self {
        self.hearers = hearers;
        self
    }

    /// It matters so much, and is trouble of a kind.
    pub(super) fn trouble(mut self, grade: Grade, topic: Topic) -> Self {
        self.grade = grade;
        self.topic = Some(topic);
        self
    }

    /// It matters so much.
    pub(super) fn grade(mut self, grade: Grade) -> Self {
        self.grade = grade;
        self
    }

    /// It is trouble only if this thing is a weapon.
    pub(super) fn only_if_weapon(mut self, item: ItemId) -> Self {
        self.only_if_weapon = Some(item);
        self
    }

    /// It has a title card.
    pub(super) fn card(mut self, weight: CardWeight) -> Self {
        self.card = Some(weight);
        self
    }

    /// Those who only hear of it cannot say who it was.
    pub(super) fn faceless(mut self) -> Self {
        self.faceless = true;
        self
    }

    /// It has another message if nobody in particular did it.
    pub(super) fn by_nobody(mut self, message: &'static str) -> Self {
        self.by_nobody = Some(message);
        self
    }

    /// Its message says who (`$who`).
    pub(super) fn who(mut self) -> Self {
        self.says_who = true;
        self
    }

    /// Its message says where (`$at`).
    pub(super) fn at(mut self) -> Self {
        self.says_where = true;
        self
    }

    /// Its message names one thing more.
    pub(super) fn part(mut self, name: &'static str, part: Part) -> Self {
        self.said.push((name, part));
        self
    }

    /// Its message names another person.
    pub(super) fn person(self, name: &'static str, person: PersonId) -> Self {
        self.part(name, Part::Person(person))
    }

    /// Its message names an inmate.
    pub(super) fn inmate(mut self, name: &'static str, inmate: PersonId) -> Self {
        self.bounds.push(Bound::Inmate(inmate));
        self.person(name, inmate)
    }

    /// Its message names another place.
    pub(super) fn place(self, name: &'static str, tile: TileId) -> Self {
        self.part(name, Part::Place(tile))
    }

    /// Its message names a tier.
    pub(super) fn tier(self, tier: TierId) -> Self {
        self.part("tier", Part::Tier(tier))
    }

    /// Its message names a forbidden thing.
    pub(super) fn item(self, item: ItemId) -> Self {
        self.part("item", Part::Item(item))
    }

    /// Its message says a word of a closed set.
    pub(super) fn word(self, name: &'static str, word: &'static str) -> Self {
        self.part(name, Part::Word(word))
    }

    /// Its message says a number.
    pub(super) fn count(self, name: &'static str, number: u32) -> Self {
        self.part(name, Part::Count(number.into()))
    }

    /// Its message says a number of men, no more than there are persons.
    pub(super) fn men(mut self, name: &'static str, men: u32) -> Self {
        self.bounds.push(Bound::Men(men));
        self.count(name, men)
    }

    /// Its message says which of a row it is; kept from 0, said from 1.
    pub(super) fn place_in_row(mut self, name: &'static str, place: u32) -> Self {
        self.bounds.push(Bound::Counted(place));
        self.part(name, Part::Count(i64::from(place) + 1))
    }

    /// It holds which of a row it is, from 0, and its message does not say it.
    pub(super) fn unsaid_place_in_row(mut self, place: u32) -> Self {
        self.bounds.push(Bound::Counted(place));
        self
    }

    /// Its message says words of a closed set, none of them twice.
    pub(super) fn words(mut self, name: &'static str, words: Vec<Part>, most: usize) -> Self {
        self.bounds.push(Bound::Members(words.len(), most));
        self.part(name, Part::List(words))
    }

    /// It names persons, and its message does not.
    pub(super) fn unsaid(mut self, persons: &[PersonId]) -> Self {
        self.bounds.push(Bound::Members(persons.len(), MOST_NAMED));
        self.unsaid.extend_from_slice(persons);
        self
    }

    /// Whether only those who had a hand in it know of it.
    pub fn is_secret(&self) -> bool {
        matches!(self.hearers, Hearers::HavingAHand(_))
    }

    /// Everybody it names besides who did or suffered it.
    pub fn persons(&self) -> impl Iterator<Item = PersonId> + '_ {
        let said = self.said.iter().filter_map(|(_, part)| match part {
            Part::Person(person) => Some(*person),
            _ => None,
        });
        said.chain(self.unsaid.iter().copied())
    }

    /// The forbidden things it names.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.said.iter().filter_map(|(_, part)| match part {
            Part::Item(item) => Some(*item),
            _ => None,
        })
    }

    /// Whether the persons, tiles and tiers it names exist, and its numbers can be counted on from.
    pub fn is_sound(&self, limits: &Limits) -> bool {
        let said_is_sound = self.said.iter().all(|(_, part)| match part {
            Part::Place(tile) => tile.0 < limits.tiles,
            Part::Tier(tier) => u32::from(tier.0) < limits.tiers,
            // Persons are looked at below; a thing that is no more is named as something.
            Part::Person(_)
            | Part::Item(_)
            | Part::Count(_)
            | Part::Time(_)
            | Part::Lasting(_)
            | Part::Share(_)
            | Part::Word(_)
            | Part::Beat(_)
            | Part::Message(_)
            | Part::List(_)
            | Part::Written(_) => true,
        });
        said_is_sound
            && self.persons().all(|person| person.0 < limits.persons)
            && self.bounds.iter().all(|bound| match *bound {
                Bound::Counted(number) => number <= MOST_COUNTED,
                Bound::Men(men) => men <= limits.persons,
                Bound::Inmate(inmate) => inmate.0 < limits.inmates,
                Bound::Members(members, most) => members <= most,
            })
    }

    /// The message of a happening of this kind.
    pub(super) fn message(self, happening: &Happening) -> Message {
        let id = match (self.by_nobody, happening.who) {
            (Some(by_nobody), None) => by_nobody,
            _ => self.message,
        };
        let mut message = Message::new(id);
        if self.says_who {
            let who = happening.who.map_or(Part::Word("somebody"), Part::Person);
            message = message.with("who", who);
        }
        if self.says_where {
            let at = happening.at.map_or(Part::Word("somewhere"), Part::Place);
            message = message.with("at", at);
        }
        message.parts.extend(self.said);
        message
    }
}
