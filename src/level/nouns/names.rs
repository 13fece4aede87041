//! The names by which files call tiles, floors and uses of rooms: those of the
//! types in [`super::tile`] and [`super::things`], so that neither can drift from the other.

use crate::nouns::ItemKind;
use crate::nouns::{Floor, RoomUse, Tile};

/// Every floor.
const FLOORS: [Floor; 8] = [
    Floor::Flags,
    Floor::Boards,
    Floor::Concrete,
    Floor::Cinders,
    Floor::Gravel,
    Floor::Sawdust,
    Floor::Grass,
    Floor::Road,
];

/// The floors by name.
pub(crate) fn floors() -> Vec<(String, Floor)> {
    FLOORS.map(|floor| (format!("{floor:?}"), floor)).to_vec()
}

/// The uses of rooms by name.
pub(crate) fn rooms() -> Vec<(String, RoomUse)> {
    RoomUse::ALL
        .map(|room| (format!("{room:?}"), room))
        .to_vec()
}

/// The kinds of forbidden things by name.
pub(crate) fn things() -> Vec<(String, ItemKind)> {
    ItemKind::ALL
        .map(|kind| (format!("{kind:?}"), kind))
        .to_vec()
}

/// The tiles by name, but for the floors, which have names of their own.
pub(crate) fn tiles() -> Vec<(String, Tile)> {
    Tile::ALL
        .into_iter()
        .filter(|tile| !matches!(tile, Tile::Floor(_)))
        .map(|tile| (format!("{tile:?}"), tile))
        .collect()
}
