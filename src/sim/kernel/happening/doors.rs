//! Levers and locks: tiers and doors opened and locked, and the lockdown.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Hearers};
use crate::ids::TierId;

/// What happened to doors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DoorFact {
    /// A tier was called out; the keepers of its lever are to open it.
    TierCalled {
        /// The tier.
        tier: TierId,
    },
    /// A tier is to be locked.
    TierDismissed {
        /// The tier.
        tier: TierId,
    },
    /// A tier's lever was thrown and its cells stand open.
    TierUnlocked {
        /// The tier.
        tier: TierId,
    },
    /// A tier's lever was thrown and its cells are locked.
    TierLocked {
        /// The tier.
        tier: TierId,
    },
    /// The keepers were ordered to open or lock a door.
    DoorCalled {
        /// Whether it shall stand open.
        open: bool,
    },
    /// A door was unlocked.
    DoorUnlocked,
    /// A door was locked.
    DoorLocked,
    /// The prison was locked down.
    LockedDown,
    /// The lockdown was lifted.
    LockDownEnded,
}

impl DoorFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::TierCalled { tier } => Facts::of("TierCalled", "tier-called").tier(*tier),
            Self::TierDismissed { tier } => {
                Facts::of("TierDismissed", "tier-dismissed").tier(*tier)
            }
            Self::TierUnlocked { tier } => {
                Facts::of("TierUnlocked", "tier-unlocked").who().tier(*tier)
            }
            Self::TierLocked { tier } => Facts::of("TierLocked", "tier-locked").who().tier(*tier),
            Self::DoorCalled { open: true } => Facts::of("DoorCalled", "door-called-open").at(),
            Self::DoorCalled { open: false } => Facts::of("DoorCalled", "door-called-locked").at(),
            Self::DoorUnlocked => Facts::of("DoorUnlocked", "door-unlocked").who().at(),
            Self::DoorLocked => Facts::of("DoorLocked", "door-locked").who().at(),
            Self::LockedDown => Facts::of("LockedDown", "locked-down")
                .heard_by(Hearers::Everybody)
                .grade(Grade::Warning),
            Self::LockDownEnded => Facts::of("LockDownEnded", "lock-down-ended")
                .heard_by(Hearers::Everybody)
                .grade(Grade::Event),
        }
    }
}
