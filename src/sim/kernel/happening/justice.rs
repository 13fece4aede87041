//! Offences, hearings and punishments.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::ids::PersonId;

/// What happened between an offence and the end of its punishment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JusticeFact {
    /// An officer saw a man do what is forbidden.
    OffenceSeen {
        /// What.
        offence: Offence,
        /// The officer.
        by: PersonId,
    },
    /// A man was reported.
    OffenceReported {
        /// What he is said to have done.
        offence: Offence,
        /// The man who says so.
        by: Option<PersonId>,
    },
    /// A man was heard, and judged.
    HearingHeld {
        /// What he was charged with.
        offence: Offence,
        /// Whether he was believed guilty.
        convicted: bool,
    },
    /// A man was punished.
    Punished {
        /// Days to be locked in; 0 if there was no room for one more.
        days: u32,
        /// Days of good time lost.
        good_time: u32,
        /// Whether he had done it. That is announced to nobody; those who live with him know.
        just: bool,
        /// Those who know both of it: the men he shares a cell with, and others who had a part in it.
        known_to: Vec<PersonId>,
    },
    /// A man was locked in for punishment.
    Confined {
        /// Whether in the dungeon, or in his own cell for want of room.
        dungeon: bool,
    },
    /// A man who was locked in for punishment is one of the others again.
    Released,
}

impl JusticeFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::OffenceSeen { offence, by } => Facts::of("OffenceSeen", "offence-seen")
                .person("by", *by)
                .who()
                .at()
                .word("offence", offence.message()),
            Self::OffenceReported { offence, by } => {
                Facts::of("OffenceReported", "offence-reported")
                    .who()
                    .word("offence", offence.message())
                    .unsaid(by.as_slice())
            }
            Self::HearingHeld { offence, convicted } => {
                let message = match convicted {
                    true => "hearing-convicted",
                    false => "hearing-cleared",
                };
                Facts::of("HearingHeld", message)
                    .who()
                    .word("offence", offence.message())
            }
            Self::Punished {
                days,
                good_time,
                just: _,
                known_to,
            } => Facts::of("Punished", "punished")
                .who()
                .count("days", *days)
                .count("good-time", *good_time)
                .unsaid(known_to),
            Self::Confined { dungeon: true } => Facts::of("Confined", "confined-to-dungeon").who(),
            Self::Confined { dungeon: false } => Facts::of("Confined", "confined-to-cell").who(),
            Self::Released => Facts::of("Released", "released").who(),
        }
    }
}

/// What a man can be reported for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Offence {
    /// He passed on, or took, something forbidden.
    Passing,
    /// A weapon was found on him or in his bunk.
    Weapon,
    /// Something else forbidden was.
    Contraband,
    /// He fought.
    Fighting,
    /// He did not do as he was told.
    Refusal,
    /// He took part in a protest.
    Protest,
    /// He led a riot.
    Rioting,
}

impl Offence {
    /// Its message, as in "reported for fighting".
    pub fn message(self) -> &'static str {
        match self {
            Self::Passing => "offence-passing",
            Self::Weapon => "offence-weapon",
            Self::Contraband => "offence-contraband",
            Self::Fighting => "offence-fighting",
            Self::Refusal => "offence-refusal",
            Self::Protest => "offence-protest",
            Self::Rioting => "offence-rioting",
        }
    }
}
