//! Blows, weapons, wounds and deaths by another's hand.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Topic};
use crate::ids::{ItemId, PersonId};

/// What somebody suffered at another's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HarmFact {
    /// An officer struck a man.
    ManBeaten {
        /// The officer who struck.
        by: PersonId,
        /// Number of those who saw it.
        seen: u32,
        /// The nearest of them, in order.
        witnesses: Vec<PersonId>,
    },
    /// An inmate went for somebody.
    WentFor {
        /// The one he went for.
        whom: PersonId,
    },
    /// An inmate went for the weapon another has on him.
    GraspedFor {
        /// The other.
        whom: PersonId,
    },
    /// An officer was overpowered.
    Overpowered {
        /// The man who had the better of him.
        by: PersonId,
    },
    /// An inmate took another's weapon from him.
    Disarmed {
        /// The weapon.
        item: ItemId,
        /// The man it was taken from.
        of: PersonId,
    },
    /// Somebody was killed by an inmate.
    Killed {
        /// The man who killed him.
        by: PersonId,
    },
    /// Somebody was wounded.
    Wounded {
        /// The man who wounded him, if it was one man's doing.
        by: Option<PersonId>,
    },
    /// Somebody died of his wounds.
    DiedOfWounds,
    /// Somebody who was wounded is well again.
    GotWell,
    /// A man was shot dead by soldiers or officers.
    ShotDead,
}

impl HarmFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::ManBeaten {
                by,
                seen,
                witnesses,
            } => Facts::of("ManBeaten", "man-beaten")
                .lasting()
                .trouble(Grade::Event, Topic::Fight)
                .person("by", *by)
                .who()
                .at()
                .count("seen", *seen)
                .unsaid(witnesses),
            Self::WentFor { whom } => Facts::of("WentFor", "went-for")
                .trouble(Grade::Event, Topic::Fight)
                .who()
                .person("whom", *whom)
                .at(),
            Self::GraspedFor { whom } => Facts::of("GraspedFor", "grasped-for")
                .who()
                .person("whom", *whom)
                .at(),
            Self::Overpowered { by } => Facts::of("Overpowered", "overpowered")
                .lasting()
                .trouble(Grade::Warning, Topic::Fight)
                .who()
                .person("by", *by)
                .at(),
            Self::Disarmed { item, of } => Facts::of("Disarmed", "disarmed")
                .trouble(Grade::Warning, Topic::Weapon)
                .who()
                .item(*item)
                .person("of", *of)
                .at(),
            Self::Killed { by } => Facts::of("Killed", "killed")
                .lasting()
                .trouble(Grade::Alarm, Topic::Fight)
                .who()
                .person("by", *by)
                .at(),
            Self::Wounded { by: Some(by) } => Facts::of("Wounded", "wounded-by")
                .trouble(Grade::Warning, Topic::Fight)
                .who()
                .person("by", *by)
                .at(),
            Self::Wounded { by: None } => Facts::of("Wounded", "wounded")
                .trouble(Grade::Warning, Topic::Fight)
                .who()
                .at(),
            Self::DiedOfWounds => Facts::of("DiedOfWounds", "died-of-wounds")
                .lasting()
                .who()
                .at(),
            Self::GotWell => Facts::of("GotWell", "got-well").who(),
            Self::ShotDead => Facts::of("ShotDead", "shot-dead")
                .lasting()
                .trouble(Grade::Alarm, Topic::Shots)
                .who()
                .at(),
        }
    }
}
