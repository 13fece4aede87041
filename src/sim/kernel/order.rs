//! Orders: the only door from outside into the prison.
//!
//! An order is a value with an imperative name. Each feature that can be told
//! something has an `orders.rs` with a pure `check` (why not, in words a player
//! reads) and an `apply`. A replay is the list of these with their ticks.

use std::borrow::Cow;

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::ids::{ItemId, PersonId, TileId};
use crate::level::{Amendment, LineChange, Tile};
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
    /// Have the person whose seat is taken go where the bell and his duty call him, until the next
    /// `WalkTo`. The seat stays taken.
    FollowTimetable {
        /// Who.
        person: PersonId,
    },
    /// Change one line of the timetable: set what begins, or take the line away.
    AmendTimetable(LineChange),
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
    AmendLevel(Box<Amendment>),
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

/// Most orders a run may be given: a replay and a save hold them all. A man who is walked by keys
/// for sixteen hours on end, three orders a second, comes near it.
pub const MOST_GIVEN: usize = 200_000;
/// Most lines of a screenplay.
pub const MOST_LINES: u32 = 200;
/// How many of these may be amendments of the level, which are larger than other orders.
pub const MOST_AMENDED: usize = 1_000;
/// No amendment takes more bytes in a save.
const AMENDMENT_BYTES: usize = 4_096;

impl Order {
    /// The amendment of the level that it is, if it is one.
    pub fn as_amendment(&self) -> Option<Cow<'_, Amendment>> {
        match self {
            Self::AmendLevel(amendment) => Some(Cow::Borrowed(amendment)),
            Self::AmendTimetable(line) => Some(Cow::Owned(Amendment {
                day: vec![line.clone()],
                ..Amendment::default()
            })),
            _ => None,
        }
    }
}

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
            && match &self.order {
                Order::LockDown
                | Order::EndLockDown
                | Order::TalkToRioters
                | Order::StallRioters
                | Order::ConcedeDemands
                | Order::RefuseDemands
                | Order::CutWater
                | Order::RestoreWater
                | Order::CutLight
                | Order::RestoreLight
                | Order::StormPrison
                | Order::CallTroopers
                | Order::CallArmy => true,
                Order::LockDoor { at }
                | Order::UnlockDoor { at }
                | Order::PlanWork { at, .. }
                | Order::ManPost { at }
                | Order::LeavePost { at }
                | Order::SearchCell { at }
                | Order::SearchBlock { at } => at.0 < tiles,
                Order::TakeSeat { person }
                | Order::LeaveSeat { person }
                | Order::FollowTimetable { person }
                | Order::Protest { person }
                | Order::Desist { person }
                | Order::SetFire { person } => person.0 < persons,
                Order::Attack { person, whom } | Order::Disarm { person, whom } => {
                    person.0 < persons && whom.0 < persons
                }
                Order::WalkTo { person, at }
                | Order::HideItem { person, at, .. }
                | Order::TakeItem { person, at }
                | Order::InformWarden { person, at, .. } => person.0 < persons && at.0 < tiles,
                Order::PassItem { from, to, .. } => from.0 < persons && to.0 < persons,
                Order::SearchMan { man } => man.0 < persons,
                Order::AmendTimetable(_) | Order::AmendLevel(_) => self
                    .order
                    .as_amendment()
                    .is_some_and(|amendment| amendment.check_ranges().is_ok()),
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

impl OrderQueue {
    /// Whether one order more can be held; in words if not.
    ///
    /// # Errors
    /// What there is too much of.
    pub fn check_room(&self, order: &Order) -> Result<(), Refusal> {
        if self.given.len() + self.waiting.len() >= MOST_GIVEN {
            return Err(Refusal(format!(
                "the run has been given {MOST_GIVEN} orders, and a replay holds no more; save it and begin anew"
            )));
        }
        if matches!(order, Order::AmendLevel(_)) && self.amendments() >= MOST_AMENDED {
            return Err(Refusal(format!(
                "the level has been amended {MOST_AMENDED} times; begin anew with what it says now"
            )));
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
