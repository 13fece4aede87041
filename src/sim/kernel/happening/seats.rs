//! What came from outside: seats taken and left, and orders that failed or amended the level.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Hearers};
use crate::message::Part;

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
        /// Why, in words.
        why: String,
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
            Self::OrderFailed { why } => Facts::of("OrderFailed", "order-failed")
                .heard_by(Hearers::Himself)
                .grade(Grade::Event)
                .part("why", Part::Written(why.clone())),
            Self::Amended { what } => {
                Facts::of("Amended", "amended").part("what", Part::Written(what.clone()))
            }
        }
    }
}
