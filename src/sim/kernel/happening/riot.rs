//! A riot: ground taken, and how it begins and ends.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};
use crate::ids::TierId;

/// What happened in a riot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RiotFact {
    /// Men had held a part of the prison by force for ten minutes.
    RiotBegan {
        /// Number of men.
        men: u32,
    },
    /// A part of the prison came into the rioters' hands.
    RoomTaken,
    /// Rioters opened a door, by key or by force.
    DoorForced {
        /// Whether they had the key.
        by_key: bool,
    },
    /// Cells of a tier were opened by rioters.
    TierFreed {
        /// The tier.
        tier: TierId,
    },
    /// A riot was over.
    RiotEnded {
        /// What ended it.
        by: RiotEnd,
    },
    /// The dead of a riot, and those who were held, were counted.
    TollTaken {
        /// Inmates dead.
        inmates: u32,
        /// Of the staff dead.
        staff: u32,
        /// Those who lie wounded.
        wounded: u32,
        /// Officers who had been held.
        held: u32,
    },
}

impl RiotFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::RiotBegan { men } => Facts::of("RiotBegan", "riot-began")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Alarm, Topic::Riot)
                .card(CardWeight::Always(8))
                .count("men", *men)
                .at(),
            Self::RoomTaken => Facts::of("RoomTaken", "room-taken")
                .lasting()
                .trouble(Grade::Warning, Topic::Ground)
                .card(CardWeight::ByRoom)
                .at(),
            Self::DoorForced { by_key } => {
                let message = match by_key {
                    true => "door-opened-by-key",
                    false => "door-forced",
                };
                Facts::of("DoorForced", message)
                    .trouble(Grade::Warning, Topic::Ground)
                    .at()
            }
            Self::TierFreed { tier } => Facts::of("TierFreed", "tier-freed")
                .trouble(Grade::Warning, Topic::Ground)
                .tier(*tier),
            Self::RiotEnded { by } => Facts::of("RiotEnded", "riot-ended")
                .lasting()
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Event, Topic::Riot)
                .card(CardWeight::Always(9))
                .word("by", by.message()),
            Self::TollTaken {
                inmates,
                staff,
                wounded,
                held,
            } => Facts::of("TollTaken", "toll-taken")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .grade(Grade::Event)
                .count("inmates", *inmates)
                .count("staff", *staff)
                .count("wounded", *wounded)
                .count("held", *held),
        }
    }
}

/// What ended a riot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RiotEnd {
    /// The men came to themselves.
    Weariness,
    /// What they wanted was granted.
    Settlement,
    /// The officers took the prison back.
    Officers,
    /// The army did.
    Army,
    /// The state troopers did.
    Troopers,
}

impl RiotEnd {
    /// Its message, as in "the riot was over, by weariness".
    pub fn message(self) -> &'static str {
        match self {
            Self::Weariness => "riot-end-weariness",
            Self::Settlement => "riot-end-settlement",
            Self::Officers => "riot-end-officers",
            Self::Army => "riot-end-army",
            Self::Troopers => "riot-end-troopers",
        }
    }
}
