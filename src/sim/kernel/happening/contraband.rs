//! What is forbidden, as it is made, hidden and passed on: secrets of those who have a hand in it.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Hearers};
use crate::ids::{ItemId, PersonId};

/// What was done with a forbidden thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContrabandFact {
    /// A man made something forbidden, or got it from outside. A secret.
    ItemMade {
        /// What.
        item: ItemId,
    },
    /// He hid it. A secret.
    ItemHidden {
        /// What.
        item: ItemId,
    },
    /// He took it from where it was hidden. A secret.
    ItemFetched {
        /// What.
        item: ItemId,
    },
    /// It went from his hand to another's. A secret, but for whoever saw it ([`super::JusticeFact::OffenceSeen`]).
    ItemPassed {
        /// What.
        item: ItemId,
        /// The man who got it.
        to: PersonId,
    },
}

impl ContrabandFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::ItemMade { item } => secret("ItemMade", "item-made", *item),
            Self::ItemHidden { item } => secret("ItemHidden", "item-hidden", *item),
            Self::ItemFetched { item } => secret("ItemFetched", "item-fetched", *item),
            Self::ItemPassed { item, to } => secret("ItemPassed", "item-passed", *item)
                .heard_by(Hearers::HavingAHand(Some(*to)))
                .person("to", *to),
        }
    }
}

/// Somebody did something with a forbidden thing, and nobody else knows.
fn secret(name: &'static str, message: &'static str, item: ItemId) -> Facts {
    Facts::of(name, message)
        .heard_by(Hearers::HavingAHand(None))
        .who()
        .item(item)
        .at()
}
