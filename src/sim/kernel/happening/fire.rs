//! Fires, and who falls in the smoke.

use serde::{Deserialize, Serialize};

use super::facts::{CardWeight, Facts, Grade, Hearers, Topic};

/// What happened in a fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FireFact {
    /// A room was set on fire.
    FireSet,
    /// A fire was out.
    FireOut,
    /// Somebody fell in the smoke.
    Overcome,
    /// Somebody died in the smoke.
    Suffocated,
}

impl FireFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            // Smoke over the roofs is seen by everybody. It does not say who set it.
            Self::FireSet => Facts::of("FireSet", "fire-set")
                .lasting()
                .heard_by(Hearers::Everybody)
                .faceless()
                .trouble(Grade::Alarm, Topic::Fire)
                .card(CardWeight::Always(7))
                .who()
                .at(),
            Self::FireOut => Facts::of("FireOut", "fire-out")
                .heard_by(Hearers::Everybody)
                .trouble(Grade::Note, Topic::Fire)
                .at(),
            Self::Overcome => Facts::of("Overcome", "overcome")
                .trouble(Grade::Warning, Topic::Fire)
                .who()
                .at(),
            Self::Suffocated => Facts::of("Suffocated", "suffocated")
                .lasting()
                .trouble(Grade::Warning, Topic::Fire)
                .who()
                .at(),
        }
    }
}
