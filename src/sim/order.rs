//! Orders: the only door from outside into the prison.
//!
//! An order is a value with an imperative name. Each feature that can be told
//! something has an `orders.rs` with a pure `check` (why not, in words a player
//! reads) and an `apply`. A replay is the list of these with their ticks.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, TileId};
use crate::level::Tile;
use crate::section::{Limits, Section};

/// Who gives an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Giver {
    /// The author of the run: a test, a sandbox, an observer. May do what the house can do.
    Author,
    /// A person, through whoever sits in his seat.
    Person(PersonId),
}

/// What can be asked of the prison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Build or tear down one tile of the structure: floor, wall, bars, fence or a door.
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
}

/// Most orders a run may be given: a replay and a save hold them all.
pub const MOST_GIVEN: usize = 200_000;

/// Why an order is refused, in words for a player.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal with these words.
    pub fn because(why: impl Into<String>) -> Self {
        Self(why.into())
    }
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
}

impl Given {
    /// Whether the persons and tiles it names exist.
    pub fn is_sound(&self, persons: u32, tiles: u32) -> bool {
        let giver = match self.giver {
            Giver::Person(person) => person.0 < persons,
            Giver::Author => true,
        };
        giver
            && match self.order {
                Order::LockDown | Order::EndLockDown => true,
                Order::LockDoor { at } | Order::UnlockDoor { at } | Order::PlanWork { at, .. } => {
                    at.0 < tiles
                }
                Order::TakeSeat { person } | Order::LeaveSeat { person } => person.0 < persons,
                Order::WalkTo { person, at } => person.0 < persons && at.0 < tiles,
            }
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

impl Section for OrderQueue {
    const NAME: &'static str = "orders";
    const VERSION: u32 = 1;

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
        MOST_GIVEN as u64 * 32
    }
}
