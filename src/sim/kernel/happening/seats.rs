//! What came from outside: seats taken and left, and orders that failed or amended the level.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Hearers};
use crate::message::Part;
use crate::order::OrderName;
use crate::refusal::Refusal;

/// What players and screenplays did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeatFact {
    /// A player or screenplay took a seat.
    SeatTaken,
    /// The seat was left; the man is his own again.
    SeatLeft,
    /// A person was ordered to walk somewhere.
    WalkOrdered,
    /// A person whose seat is taken goes by the bell and his duty again.
    TimetableFollowed,
    /// An order could not be carried out.
    OrderFailed {
        /// Which.
        order: OrderName,
        /// Why.
        refusal: Refusal,
    },
    /// Constants, policies or the timetable were amended.
    Amended {
        /// What, in words.
        what: String,
    },
}

impl SeatFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::SeatTaken => Facts::of("SeatTaken", "seat-taken").who(),
            Self::SeatLeft => Facts::of("SeatLeft", "seat-left").who(),
            Self::WalkOrdered => Facts::of("WalkOrdered", "walk-ordered").who().at(),
            Self::TimetableFollowed => Facts::of("TimetableFollowed", "timetable-followed").who(),
            Self::OrderFailed { order, refusal } => Facts::of("OrderFailed", "order-failed")
                .heard_by(Hearers::Himself)
                .grade(Grade::Event)
                .part("order", Part::Word(order.info().message))
                .part("why", Part::Message(Box::new(refusal.message()))),
            Self::Amended { what } => {
                Facts::of("Amended", "amended").part("what", Part::Written(what.clone()))
            }
        }
    }
}
