//! Searches of men and cells, and what is found.

use serde::{Deserialize, Serialize};

use super::facts::{Facts, Grade, Topic};
use crate::ids::{ItemId, PersonId};

/// What happened at a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SearchFact {
    /// A search was called: of a man, or of the place.
    SearchCalled {
        /// The man, if it is one.
        man: Option<PersonId>,
    },
    /// An officer searched a man.
    ManSearched {
        /// The man.
        man: PersonId,
        /// Things found.
        found: u32,
    },
    /// An officer searched a cell.
    CellSearched {
        /// Things found.
        found: u32,
    },
    /// An officer could not get hold of whom he was to search.
    SearchFailed {
        /// The man.
        man: PersonId,
    },
    /// An officer found something forbidden.
    ItemFound {
        /// What.
        item: ItemId,
        /// Whose the officer believes it is: who had it on him, or whose bunk it was in.
        blamed: Option<PersonId>,
    },
}

impl SearchFact {
    /// All that holds of each kind.
    pub(super) fn facts(&self) -> Facts {
        match self {
            Self::SearchCalled { man: Some(man) } => {
                Facts::of("SearchCalled", "search-called-of-man").person("man", *man)
            }
            Self::SearchCalled { man: None } => Facts::of("SearchCalled", "search-called").at(),
            Self::ManSearched { man, found } => Facts::of("ManSearched", "man-searched")
                .who()
                .person("man", *man)
                .count("found", *found),
            Self::CellSearched { found } => Facts::of("CellSearched", "cell-searched")
                .who()
                .at()
                .count("found", *found),
            Self::SearchFailed { man } => Facts::of("SearchFailed", "search-failed")
                .who()
                .person("man", *man),
            Self::ItemFound {
                item,
                blamed: Some(man),
            } => found(*item, "item-found-with-man").person("blamed", *man),
            Self::ItemFound { item, blamed: None } => found(*item, "item-found"),
        }
    }
}

/// An officer found a thing: trouble if it is a weapon.
fn found(item: ItemId, message: &'static str) -> Facts {
    Facts::of("ItemFound", message)
        .trouble(Grade::Warning, Topic::Weapon)
        .only_if_weapon(item)
        .who()
        .item(item)
        .at()
}
