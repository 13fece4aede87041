//! The officers: shifts, posts, escorts, arms drawn, and what they are informed of.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Hearers};
use crate::ids::{PersonId, TileId};

/// What officers did, and what they were informed of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CustodyFact {
    /// A shift of officers came on.
    ShiftBegan {
        /// 0 day, 1 evening, 2 night.
        shift: u8,
        /// Officers of it.
        officers: u32,
    },
    /// An officer took over a post.
    PostTaken,
    /// A post is to be held from now on.
    PostManned,
    /// A post is to be held no more.
    PostGivenUp,
    /// An officer is to take a man somewhere.
    EscortCalled {
        /// Where.
        to: TileId,
    },
    /// An officer has a man in hand, and they go.
    EscortBegan {
        /// The officer.
        by: PersonId,
    },
    /// The officer let go of him.
    EscortEnded {
        /// Whether they came to where he was to be taken.
        there: bool,
    },
    /// Officers drew arms and went where trouble was expected.
    GuardsArmed {
        /// Number of officers.
        officers: u32,
    },
    /// A man informed an officer, for the warden, of trouble to come. A secret.
    Informed {
        /// The officer.
        to: PersonId,
        /// Where it is to come.
        of: TileId,
        /// Inmates who noticed that he told, in order.
        noticed: Vec<PersonId>,
    },
    /// A man told an officer that another has a weapon. A secret.
    ToldOn {
        /// The officer.
        to: PersonId,
        /// The man who has it.
        man: PersonId,
        /// Inmates who noticed that he told, in order.
        noticed: Vec<PersonId>,
    },
}

impl CustodyFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::ShiftBegan { shift, officers } => {
                let named = match shift {
                    0 => "shift-day",
                    1 => "shift-evening",
                    _ => "shift-night",
                };
                Facts::of("ShiftBegan", "shift-began")
                    .word("shift", named)
                    .count("officers", *officers)
            }
            Self::PostTaken => Facts::of("PostTaken", "post-taken").who().at(),
            Self::PostManned => Facts::of("PostManned", "post-manned").at(),
            Self::PostGivenUp => Facts::of("PostGivenUp", "post-given-up").at(),
            Self::EscortCalled { to } => Facts::of("EscortCalled", "escort-called")
                .who()
                .place("to", *to),
            Self::EscortBegan { by } => Facts::of("EscortBegan", "escort-began")
                .person("by", *by)
                .who(),
            Self::EscortEnded { there: true } => {
                Facts::of("EscortEnded", "escort-ended").who().at()
            }
            Self::EscortEnded { there: false } => Facts::of("EscortEnded", "escort-failed").who(),
            Self::GuardsArmed { officers } => Facts::of("GuardsArmed", "guards-armed")
                .lasting()
                .count("officers", *officers)
                .at(),
            Self::Informed { to, of, noticed } => Facts::of("Informed", "informed")
                .lasting()
                .heard_by(Hearers::HavingAHand(None))
                .who()
                .person("to", *to)
                .place("of", *of)
                .unsaid(noticed),
            Self::ToldOn { to, man, noticed } => Facts::of("ToldOn", "told-on")
                .lasting()
                .heard_by(Hearers::HavingAHand(None))
                .who()
                .person("to", *to)
                .inmate("man", *man)
                .unsaid(noticed),
        }
    }
}
