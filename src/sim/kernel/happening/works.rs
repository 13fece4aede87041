//! What is built and torn down, and whom that seals in.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade};
use crate::level::Tile;
use crate::vocabulary;

/// What was built or torn down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorksFact {
    /// A wall, door or floor was built or torn down.
    TileChanged {
        /// What was there.
        from: Tile,
        /// What is there now.
        to: Tile,
    },
    /// The warden had masons sent to build or tear something down.
    WorkOrdered {
        /// What is to stand there.
        build: Tile,
    },
    /// What he had ordered is not to be built.
    WorkCalledOff {
        /// What was to stand there.
        build: Tile,
    },
    /// Men were found with no way out of where they are.
    SealedIn {
        /// Number of men.
        men: u32,
    },
    /// Men who had been sealed in can get out again.
    Unsealed,
    /// What was broken is built up again.
    BreachMended {
        /// What stands there.
        build: Tile,
    },
}

impl WorksFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::TileChanged {
                from,
                to: Tile::Floor(_),
            } => Facts::of("TileChanged", "tile-torn-down")
                .word("tile", vocabulary::tile(*from))
                .at(),
            Self::TileChanged { from: _, to } => Facts::of("TileChanged", "tile-built")
                .word("tile", vocabulary::tile(*to))
                .at(),
            Self::WorkOrdered {
                build: Tile::Floor(_),
            } => Facts::of("WorkOrdered", "clearing-ordered").who().at(),
            Self::WorkOrdered { build } => Facts::of("WorkOrdered", "work-ordered")
                .who()
                .word("tile", vocabulary::tile(*build))
                .at(),
            Self::WorkCalledOff { build } => Facts::of("WorkCalledOff", "work-called-off")
                .who()
                .word("tile", vocabulary::tile(*build))
                .at(),
            Self::SealedIn { men } => Facts::of("SealedIn", "sealed-in")
                .grade(Grade::Warning)
                .count("men", *men)
                .who(),
            Self::Unsealed => Facts::of("Unsealed", "unsealed"),
            Self::BreachMended { build } => Facts::of("BreachMended", "breach-mended")
                .word("tile", vocabulary::tile(*build))
                .at(),
        }
    }
}
