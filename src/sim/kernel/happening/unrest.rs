//! What men resent, and what they do about it short of a riot.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};
use crate::ids::PersonId;
use crate::level::Grievance;
use crate::vocabulary;

/// What happened among men who have had enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnrestFact {
    /// Men held something against the administration.
    Grudged {
        /// What.
        grievance: Grievance,
        /// Number of men.
        men: u32,
    },
    /// Men at table let it be heard that they would act if nobody guarded them.
    CupsBanged {
        /// Number of men.
        men: u32,
        /// Number of men there.
        of: u32,
    },
    /// Men began to act where they were.
    ProtestBegan {
        /// Number of men.
        men: u32,
        /// Whether it was over their plates.
        eating: bool,
    },
    /// A protest had doubled.
    ProtestGrew {
        /// Number of men who acted.
        men: u32,
    },
    /// A protest was over.
    ProtestEnded {
        /// Largest number of men who acted at once.
        men: u32,
    },
    /// A man stood up by his own choice and said that he would not have it.
    StoodUp,
    /// A man gave up what he took part in.
    Desisted,
    /// A man was laid hands on and led off.
    Arrested {
        /// The officer who led him off.
        by: PersonId,
    },
    /// The officers in a room left it to the men.
    GuardsFellBack {
        /// Number of officers there.
        guards: u32,
        /// Number of men against them.
        men: u32,
    },
}

impl UnrestFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::Grudged { grievance, men } => Facts::of("Grudged", "grudged")
                .lasting()
                .count("men", *men)
                .word("grievance", vocabulary::grievance(*grievance)),
            Self::CupsBanged { men, of } => Facts::of("CupsBanged", "cups-banged")
                .trouble(Grade::Warning, Topic::Protest)
                .count("men", *men)
                .count("of", *of)
                .at(),
            Self::ProtestBegan { men, eating } => {
                let message = match eating {
                    true => "protest-at-table-began",
                    false => "protest-began",
                };
                Facts::of("ProtestBegan", message)
                    .lasting()
                    .trouble(Grade::Event, Topic::Protest)
                    .who()
                    .count("others", men.saturating_sub(1))
                    .at()
            }
            Self::ProtestGrew { men } => Facts::of("ProtestGrew", "protest-grew")
                .trouble(Grade::Warning, Topic::Protest)
                .at()
                .count("men", *men),
            Self::ProtestEnded { men } => Facts::of("ProtestEnded", "protest-ended")
                .grade(Grade::Event)
                .at()
                .count("men", *men),
            Self::StoodUp => Facts::of("StoodUp", "stood-up")
                .lasting()
                .trouble(Grade::Event, Topic::Protest)
                .who()
                .at(),
            Self::Desisted => Facts::of("Desisted", "desisted").who().at(),
            Self::Arrested { by } => Facts::of("Arrested", "arrested")
                .lasting()
                .grade(Grade::Event)
                .who()
                .person("by", *by)
                .at(),
            Self::GuardsFellBack { guards, men } => Facts::of("GuardsFellBack", "guards-fell-back")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Alarm, Topic::Ground)
                .card(CardWeight::Always(7))
                .count("guards", *guards)
                .count("men", *men)
                .at(),
        }
    }
}
