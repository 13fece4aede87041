//! The counts, and the lock-up in the evening.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Hearers, Topic};

/// What happened at a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountFact {
    /// A count was called: the officers are to count.
    CountCalled {
        /// Which count, from 0.
        count: u32,
    },
    /// An officer finished counting a room or gallery.
    RoomCounted {
        /// Which count.
        count: u32,
        /// Men he saw that had not been counted.
        men: u32,
    },
    /// A count ended.
    CountEnded {
        /// Which count.
        count: u32,
        /// Men counted.
        counted: u32,
        /// Men on the book.
        book: u32,
        /// Whether all were counted in time.
        complete: bool,
    },
    /// A man was not found at a count that was not complete.
    MissedAtCount {
        /// Which count, from 0.
        count: u32,
    },
    /// Everybody who should be was behind a locked gate.
    LockedIn {
        /// Men behind locked gates.
        men: u32,
        /// Listed night workers.
        listed: u32,
        /// Men who were elsewhere.
        missing: u32,
    },
}

impl CountFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::CountCalled { count } => Facts::of("CountCalled", "count-called")
                .heard_by(Hearers::Everybody)
                .place_in_row("count", *count),
            Self::RoomCounted { count, men } => Facts::of("RoomCounted", "room-counted")
                .unsaid_place_in_row(*count)
                .who()
                .men("men", *men)
                .at(),
            Self::CountEnded {
                count,
                counted,
                book,
                complete,
            } => {
                let facts = match complete {
                    true => Facts::of("CountEnded", "count-complete").grade(Grade::Event),
                    false => Facts::of("CountEnded", "count-not-complete")
                        .trouble(Grade::Warning, Topic::Missing),
                };
                facts
                    .heard_by(Hearers::Desk)
                    .unsaid_place_in_row(*count)
                    .count("counted", *counted)
                    .count("book", *book)
            }
            Self::MissedAtCount { count } => Facts::of("MissedAtCount", "missed-at-count")
                .trouble(Grade::Warning, Topic::Missing)
                .who()
                .place_in_row("count", *count),
            Self::LockedIn {
                men,
                listed,
                missing,
            } => Facts::of("LockedIn", "locked-in")
                .heard_by(Hearers::Desk)
                .count("men", *men)
                .count("listed", *listed)
                .count("missing", *missing),
        }
    }
}
