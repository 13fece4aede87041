//! How far a riot has come: one phase at a time, each with what is known of it.

use serde::{Deserialize, Serialize};

use crate::happening::RiotEnd;
use crate::ids::HappeningId;
use crate::section::Limits;

/// How far a riot has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Men hold rooms, and nobody goes in against them.
    #[default]
    Held,
    /// The prison is being taken back.
    Stormed {
        /// Since when, ticks.
        since: u64,
        /// By whom: the strongest of those who went in.
        by: RiotEnd,
    },
    /// It is over.
    Over {
        /// When, ticks.
        at: u64,
        /// What ended it.
        by: RiotEnd,
        /// When the storm began that ended it, if one did, ticks.
        stormed: Option<u64>,
    },
}

impl Phase {
    pub(super) fn is_sound(self, limits: &Limits) -> bool {
        match self {
            Self::Held => true,
            Self::Stormed { since, .. } => limits.is_past(since),
            Self::Over { at, stormed, .. } => {
                limits.is_past(at) && stormed.is_none_or(|tick| limits.is_past(tick))
            }
        }
    }
}

/// How the men were answered last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Talks {
    /// Not yet, or they were put off.
    #[default]
    Unanswered,
    /// Their spokesman is heard.
    Heard {
        /// Since when, ticks.
        since: u64,
    },
    /// They were refused.
    Refused {
        /// When, ticks.
        at: u64,
    },
    /// All was granted.
    Granted {
        /// When, ticks.
        at: u64,
        /// The happening of it.
        granted: HappeningId,
    },
}

impl Talks {
    /// Since when their spokesman is heard, while he is, ticks.
    pub fn heard_since(self) -> Option<u64> {
        match self {
            Self::Heard { since } => Some(since),
            Self::Unanswered | Self::Refused { .. } | Self::Granted { .. } => None,
        }
    }

    /// When they were refused, if that is how it stands, ticks.
    pub fn refused(self) -> Option<u64> {
        match self {
            Self::Refused { at } => Some(at),
            Self::Unanswered | Self::Heard { .. } | Self::Granted { .. } => None,
        }
    }

    /// When all was granted, ticks, and the happening of it.
    pub fn granted(self) -> Option<(u64, HappeningId)> {
        match self {
            Self::Granted { at, granted } => Some((at, granted)),
            Self::Unanswered | Self::Heard { .. } | Self::Refused { .. } => None,
        }
    }

    pub(super) fn is_sound(self, limits: &Limits) -> bool {
        match self {
            Self::Unanswered => true,
            Self::Heard { since: tick } | Self::Refused { at: tick } => limits.is_past(tick),
            Self::Granted { at, granted } => limits.is_past(at) && granted.0 <= limits.happenings,
        }
    }
}

/// Whether those who can be called to help have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relief {
    /// Nobody has called them.
    #[default]
    AtHome,
    /// They are on their way.
    Called {
        /// When they were called, ticks.
        at: u64,
        /// When they come, ticks.
        comes: u64,
    },
    /// They are here.
    Here {
        /// When they were called, ticks.
        at: u64,
        /// When they came, ticks.
        comes: u64,
    },
}

impl Relief {
    /// When they were called and when they come or came, ticks, once they have been called.
    pub fn called(self) -> Option<(u64, u64)> {
        match self {
            Self::AtHome => None,
            Self::Called { at, comes } | Self::Here { at, comes } => Some((at, comes)),
        }
    }

    /// Whether they are here.
    pub fn is_here(self) -> bool {
        matches!(self, Self::Here { .. })
    }

    /// They come if it is time; tells whether they did.
    pub(super) fn comes(&mut self, tick: u64) -> bool {
        match *self {
            Self::Called { at, comes } if tick >= comes => {
                *self = Self::Here { at, comes };
                true
            }
            Self::AtHome | Self::Called { .. } | Self::Here { .. } => false,
        }
    }

    pub(super) fn is_sound(self, limits: &Limits) -> bool {
        self.called()
            .is_none_or(|(at, comes)| limits.is_past(at) && limits.is_planned(comes))
    }
}

/// Water or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Supply {
    /// It was never cut off.
    #[default]
    On,
    /// It is cut off.
    Cut {
        /// Since when, ticks.
        since: u64,
    },
    /// It was cut off, and is back.
    Restored,
}

impl Supply {
    /// Since when it has been cut off, while it is, ticks.
    pub fn cut_since(self) -> Option<u64> {
        match self {
            Self::Cut { since } => Some(since),
            Self::On | Self::Restored => None,
        }
    }

    /// Whether it was ever cut off.
    pub fn was_cut(self) -> bool {
        self != Self::On
    }

    pub(super) fn is_sound(self, limits: &Limits) -> bool {
        self.cut_since().is_none_or(|since| limits.is_past(since))
    }
}
