//! Hostages: taken, kept, shown, freed and killed.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};
use crate::ids::PersonId;

/// What happened to hostages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HostageFact {
    /// An officer was taken.
    HostageTaken {
        /// The man who laid hands on him first.
        by: PersonId,
    },
    /// A hostage was let go, or freed.
    HostageFreed,
    /// A hostage was killed by rioters.
    HostageKilled,
    /// Hostages were brought to a place where they are kept.
    HostagesMoved,
    /// A man minds the hostages from now on.
    HostagesMinded,
    /// Hostages were lined up before all, as a deadline drew near.
    HostagesLinedUp,
    /// A hostage was to die, and nobody who would could get at any.
    HostagesOutOfReach,
}

impl HostageFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::HostageTaken { by } => Facts::of("HostageTaken", "hostage-taken")
                .lasting()
                .trouble(Grade::Alarm, Topic::Hostage)
                .card(CardWeight::Always(5))
                .who()
                .person("by", *by)
                .at(),
            Self::HostageFreed => Facts::of("HostageFreed", "hostage-freed")
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Event, Topic::Hostage)
                .who(),
            Self::HostageKilled => Facts::of("HostageKilled", "hostage-killed")
                .lasting()
                .heard_by(Hearers::DeskAndWitnesses)
                .trouble(Grade::Alarm, Topic::Hostage)
                .card(CardWeight::Always(9))
                .who()
                .at(),
            Self::HostagesMoved => Facts::of("HostagesMoved", "hostages-moved").at(),
            Self::HostagesMinded => Facts::of("HostagesMinded", "hostages-minded").who().at(),
            Self::HostagesLinedUp => Facts::of("HostagesLinedUp", "hostages-lined-up").who().at(),
            Self::HostagesOutOfReach => {
                Facts::of("HostagesOutOfReach", "hostages-out-of-reach").who()
            }
        }
    }
}
