//! Orders: the only door from outside into the prison.
//!
//! An order is a value with an imperative name. A replay is the list of these with their ticks.
//!
//! - this file: the list of all orders with their fields, who gives one, and the queue
//! - `declare`: what is made of that list
//! - [`kind`]: what every order says of itself in its room ([`OrderKind`])
//! - [`value`]: what a field can be
//!
//! To add an order, see `docs/adding-order.md`.

#[macro_use]
mod declare;
pub mod kind;
mod message_id;
pub mod value;

use std::borrow::Cow;

use bevy_ecs::prelude::{Resource, World};
use bevy_ecs::system::{IntoSystem, RunSystemOnce};
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, TileId};
use crate::level::{Amendment, LineChange, Tile};
use crate::message::Message;
use crate::refusal::Refusal;
use crate::section::{Limits, Section};

pub use kind::{FieldInfo, Givers, Heading, Missing, Offer, OrderInfo, OrderKind};
pub use value::{Field, FieldKind, FieldPlace, FieldValue};

/// Who gives an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Giver {
    /// The author of the run: a test, a sandbox, an observer. May do what the house can do.
    Author,
    /// A person, through whoever sits in his seat.
    Person(PersonId),
}

impl Giver {
    /// The person, if it is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Author => None,
            Self::Person(person) => Some(person),
        }
    }
}

orders! {
    /// What can be asked of the prison.
    pub enum Order {
        /// Lock every door and send everybody to his cell.
        LockDown,
        /// Go on with the timetable.
        EndLockDown,
        /// Have a door locked, by an officer who keeps its key.
        LockDoor {
            /// Any tile of the door.
            at: TileId,
        },
        /// Have a door unlocked.
        UnlockDoor {
            /// Any tile of the door.
            at: TileId,
        },
        /// Build or tear down one tile of the structure: floor, wall, bars, fence or a door. For the warden masons do it, in the time it takes; the author's stands there at once.
        PlanWork {
            /// Where.
            at: TileId,
            /// What shall stand there.
            build: Tile,
        },
        /// Take the seat of a person: from now on what he does is the giver's choice.
        TakeSeat {
            /// Whose.
            person: PersonId,
        },
        /// Leave the seat: the person does as the rules have it.
        LeaveSeat {
            /// Whose.
            person: PersonId,
        },
        /// Have the person whose seat is taken walk somewhere and stay there.
        WalkTo {
            /// Whom.
            person: PersonId,
            /// Where.
            at: TileId,
        },
        /// Have the person whose seat is taken go where the bell and his duty call him, until the next
        /// `WalkTo`. The seat stays taken.
        FollowTimetable {
            /// Who.
            person: PersonId,
        },
        /// Change one line of the timetable: set what begins, or take the line away.
        AmendTimetable(
            /// On which weekday (0 Monday to 6 Sunday, `None` for the everyday line), at which second of the
            /// day, and what begins then; `None` takes the line away.
            LineChange
        ),
        /// Have a post held, by this shift and those that follow.
        ManPost {
            /// The post.
            at: TileId,
        },
        /// Have a post held no more.
        LeavePost {
            /// The post.
            at: TileId,
        },
        /// Change constants, prices, policies or the timetable of the level that is lived in.
        AmendLevel(
            /// What changes.
            Box<Amendment>
        ),
        /// Have a man pass something that is forbidden to another within reach of his hand.
        PassItem {
            /// Who has it.
            from: PersonId,
            /// Who gets it.
            to: PersonId,
            /// What.
            item: ItemId,
        },
        /// Have a man hide what he has on him within reach of his hand.
        HideItem {
            /// Who has it.
            person: PersonId,
            /// What.
            item: ItemId,
            /// Where: a bunk, a table, a loom, a tile of floor.
            at: TileId,
        },
        /// Have a man feel for what is hidden at a place, and take it.
        TakeItem {
            /// Who.
            person: PersonId,
            /// Where.
            at: TileId,
        },
        /// Have an inmate searched.
        SearchMan {
            /// Whom.
            man: PersonId,
        },
        /// Have a cell searched, and the men in it.
        SearchCell {
            /// Any tile of it.
            at: TileId,
        },
        /// Have every cell along a gallery searched.
        SearchBlock {
            /// Any tile of the gallery, or of a cell along it.
            at: TileId,
        },
        /// Have an inmate tell an officer near him, for the warden, that there will be trouble.
        InformWarden {
            /// Who.
            person: PersonId,
            /// In which room it will come: any tile of it.
            at: TileId,
            /// Within how many hours.
            hours: u32,
        },
        /// Have an inmate stand up and say that he will not have it, whatever the odds.
        Protest {
            /// Who.
            person: PersonId,
        },
        /// Have an inmate give up the protest or the riot he takes part in.
        Desist {
            /// Who.
            person: PersonId,
        },
        /// Have an inmate go for somebody in the same room: an officer, a soldier, another inmate.
        Attack {
            /// Who.
            person: PersonId,
            /// For whom.
            whom: PersonId,
        },
        /// Have an inmate take the weapon another has on him, in the same room.
        Disarm {
            /// Who.
            person: PersonId,
            /// From whom.
            whom: PersonId,
        },
        /// Have a rioter set fire to the room he is in.
        SetFire {
            /// Who.
            person: PersonId,
        },
        /// Have the rioters' spokesman heard, for as long as he has something to say.
        TalkToRioters,
        /// Put the rioters off: an answer comes later.
        StallRioters,
        /// Grant what the rioters want.
        ConcedeDemands,
        /// Refuse what the rioters want.
        RefuseDemands,
        /// Cut off the water.
        CutWater,
        /// Let the water run again.
        RestoreWater,
        /// Cut off the light.
        CutLight,
        /// Let the lamps burn again.
        RestoreLight,
        /// Take the prison back with whoever is there.
        StormPrison,
        /// Call the state troopers.
        CallTroopers,
        /// Call the army.
        CallArmy,
    }
}

/// Most orders a run may be given: a replay and a save hold them all. A man who is walked by keys
/// for sixteen hours on end, three orders a second, comes near it.
pub const MOST_GIVEN: usize = 200_000;
/// Most lines of a screenplay.
pub const MOST_LINES: u32 = 200;
/// How many of these may be amendments of the level, which are larger than other orders.
pub const MOST_AMENDED: usize = 1_000;
/// No amendment takes more bytes in a save.
const AMENDMENT_BYTES: usize = 4_096;

impl OrderName {
    /// The order of this name.
    pub fn named(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|name| name.info().word == word)
    }
}

impl Order {
    /// What it says of its kind.
    pub fn info(&self) -> &'static OrderInfo {
        self.name().info()
    }

    /// The amendment of the level that it is, if it is one.
    pub fn as_amendment(&self) -> Option<Cow<'_, Amendment>> {
        self.values().iter().find_map(FieldValue::as_amendment)
    }

    /// The person who acts, if the order is given to be done by somebody.
    pub fn actor(&self) -> Option<PersonId> {
        self.values()
            .into_iter()
            .find_map(|value| match value {
                FieldValue::Person(person) => Some(person),
                _ => None,
            })
            .filter(|_| self.info().givers.is_actor())
    }

    /// Its message: what it is called, with what it names as parts, but for who acts: who gives an order
    /// to himself needs not be told of whom it is.
    pub fn message(&self) -> Message {
        let info = self.info();
        let fields = info.fields.iter().zip(self.values());
        fields
            .filter(|(field, _)| Some(field.name) != info.actor())
            .fold(
                Message::new(info.message),
                |message, (field, value)| match value.part() {
                    Some(part) => message.with(field.name, part),
                    None => message,
                },
            )
    }

    /// Whether the persons and tiles it names exist in a prison with this number of both.
    pub fn is_sound(&self, persons: u32, tiles: u32) -> bool {
        let values = self.values();
        values.iter().all(|value| value.is_sound(persons, tiles))
    }

    /// The same at a tile.
    #[must_use]
    pub fn at_tile(mut self, at: TileId) -> Self {
        for place in self.places() {
            if let FieldPlace::Tile(tile) = place {
                *tile = at;
            }
        }
        self
    }

    /// The same done by somebody: the first person it names.
    #[cfg(test)]
    #[must_use]
    pub(crate) fn acted_by(mut self, who: PersonId) -> Self {
        let mut persons = self.places().into_iter().filter_map(FieldPlace::person);
        if let Some(person) = persons.next() {
            *person = who;
        }
        drop(persons);
        self
    }

    /// The same about somebody: the last person it names.
    #[must_use]
    pub fn about(mut self, whom: PersonId) -> Self {
        let last = self.places().into_iter().rev();
        let mut persons = last.filter_map(FieldPlace::person);
        if let Some(person) = persons.next() {
            *person = whom;
        }
        drop(persons);
        self
    }

    /// The same with a thing.
    #[must_use]
    pub fn with_item(mut self, item: ItemId) -> Self {
        for place in self.places() {
            if let FieldPlace::Item(thing) = place {
                *thing = item;
            }
        }
        self
    }

    /// The same that builds something.
    #[must_use]
    pub fn building(mut self, build: Tile) -> Self {
        for place in self.places() {
            if let FieldPlace::Build(tile) = place {
                *tile = build;
            }
        }
        self
    }
}

/// Runs a system on the prison: the way in which an order is carried out with what its room works with.
///
/// # Errors
/// [`Refusal::NotCarriedOut`] if the room is not there.
pub(crate) fn carry_out<T: 'static, M>(
    world: &mut World,
    system: impl IntoSystem<(), T, M>,
) -> Result<T, Refusal> {
    world
        .run_system_once(system)
        .map_err(|_| Refusal::NotCarriedOut)
}

/// An order on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The tick in which it is carried out.
    pub tick: u64,
    /// Who gave it.
    pub giver: Giver,
    /// The order.
    pub order: Order,
    /// The line of the screenplay it is given from, by its place, if it is.
    pub line: Option<u32>,
}

impl Given {
    /// Whether the persons and tiles it names exist.
    pub fn is_sound(&self, persons: u32, tiles: u32) -> bool {
        let giver = match self.giver {
            Giver::Person(person) => person.0 < persons,
            Giver::Author => true,
        };
        giver
            && self.line.is_none_or(|line| line < MOST_LINES)
            && self.order.is_sound(persons, tiles)
    }
}

/// Orders waiting for their tick, oldest first, and those that came from outside so far.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderQueue {
    /// Those that wait.
    pub waiting: Vec<Given>,
    /// Those carried out, for the replay.
    pub given: Vec<Given>,
}

impl OrderQueue {
    /// Whether one order more can be held.
    ///
    /// # Errors
    /// What there is too much of.
    pub fn check_room(&self, order: &Order) -> Result<(), Refusal> {
        if self.given.len() + self.waiting.len() >= MOST_GIVEN {
            return Err(Refusal::TooManyOrders {
                most: MOST_GIVEN as u32,
            });
        }
        if matches!(order, Order::AmendLevel(_)) && self.amendments() >= MOST_AMENDED {
            return Err(Refusal::TooManyAmendments {
                most: MOST_AMENDED as u32,
            });
        }
        Ok(())
    }

    fn amendments(&self) -> usize {
        self.waiting
            .iter()
            .chain(&self.given)
            .filter(|given| matches!(given.order, Order::AmendLevel(_)))
            .count()
    }

    /// Puts an order among those that wait. A walk that another has overtaken in the same tick is
    /// forgotten: whoever walks a man by keys changes his mind often.
    pub fn wait(&mut self, given: Given) {
        if let Order::WalkTo { person, .. } = given.order {
            self.waiting.retain(|other| {
                other.tick != given.tick
                    || other.giver != given.giver
                    || !matches!(other.order, Order::WalkTo { person: whom, .. } if whom == person)
            });
        }
        let place = self
            .waiting
            .partition_point(|other| other.tick <= given.tick);
        self.waiting.insert(place, given);
    }
}

impl Section for OrderQueue {
    const NAME: &'static str = "orders";
    const VERSION: u32 = 4;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let known = self
            .waiting
            .iter()
            .chain(&self.given)
            .all(|given| given.is_sound(limits.persons, limits.tiles));
        if known && self.waiting.is_sorted_by_key(|given| given.tick) {
            Ok(())
        } else {
            Err("an order names somebody unknown, or is out of order".into())
        }
    }

    fn most_bytes(_: &Limits) -> u64 {
        (MOST_GIVEN * 32 + MOST_AMENDED * AMENDMENT_BYTES) as u64
    }
}
