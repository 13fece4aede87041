//! Activities: what can be done, and where.

use serde::{Deserialize, Serialize};

use crate::ids::{FileId, TileId};
use crate::movement::Walks;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// Stands about.
    Stand,
    /// Is in his cell, or on his mattress, awake.
    Rest,
    /// Sleeps.
    Sleep,
    /// Sits at his plate.
    Eat,
    /// Works.
    Work,
    /// Is in the yard.
    Exercise,
    /// Sits in chapel.
    Pray,
    /// Is visited, or visits.
    Visit,
    /// Stands guard.
    Guard,
    /// Makes a round.
    Round,
    /// Works a lever, a lock, a count.
    Task,
    /// Is off duty.
    OffDuty,
    /// Walks the route of an arena.
    Walk,
    /// Protests: will not eat, work, leave or be still.
    Protest,
    /// Takes part in a riot.
    Riot,
    /// Is held by inmates.
    Captive,
    /// Goes where there is trouble.
    Respond,
    /// Has fallen back from men too many for him.
    FallBack,
    /// Sweeps the prison with the soldiers.
    Storm,
    /// Is dead.
    Dead,
    /// Is locked in for punishment.
    Confined,
    /// Goes for another.
    Attack,
    /// Is wounded: lies where he fell, or in the hospital.
    Wounded,
    /// Gets out of a room that burns, and waits until it is out.
    Flee,
}

impl Deed {
    /// Whether unrest has him, so that he cannot do his duty.
    pub fn is_beset(self) -> bool {
        matches!(
            self,
            Self::Captive
                | Self::Respond
                | Self::FallBack
                | Self::Storm
                | Self::Dead
                | Self::Wounded
                | Self::Flee
        )
    }
}

/// Something to do at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What.
    pub deed: Deed,
    /// Where.
    pub at: TileId,
    /// The file he goes there with.
    pub file: Option<FileId>,
}

impl Activity {
    /// Something to do at a place, to which he goes by himself.
    pub fn new(deed: Deed, at: TileId) -> Self {
        Self {
            deed,
            at,
            file: None,
        }
    }

    /// Whether one who walks so is marched there: inmates on the timetable's errands.
    pub fn is_marched(&self, walks: Walks) -> bool {
        walks == Walks::AsInmate
            && matches!(
                self.deed,
                Deed::Eat | Deed::Work | Deed::Pray | Deed::Rest | Deed::Sleep
            )
    }

    /// The same, reached with a file.
    pub fn with_file(self, file: Option<FileId>) -> Self {
        Self { file, ..self }
    }
}
