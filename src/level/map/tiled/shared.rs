//! The tileset all maps share, `levels/tiled/bighouse.tsx`: which tile has which number, and
//! the text of the file.
//!
//! Sixteen tiles a row: floors; walls and doors; things (two rows); labels (two rows). A number
//! once given is in every map that was drawn: new tiles go to the end of their rows.

use std::fmt::Write;

use super::said::{AREA, ROOM};
use crate::nouns::names::{floors, rooms, tiles};
use crate::nouns::{RoomUse, Tile};

/// Tiles in a row of the picture.
const COLUMNS: u32 = 16;
/// Rows of the picture.
const ROWS: u32 = 6;
/// Pixels of a tile.
pub(super) const PIXELS: u32 = 32;

/// A tile of the shared tileset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedTile {
    /// Its number in the tileset.
    pub id: u32,
    /// Its class: what it is.
    pub class: String,
}

/// Every tile of the shared tileset, by number.
pub fn shared_tiles() -> Vec<SharedTile> {
    let is_structure = |tile: &Tile| tile.bounds_room() || *tile == Tile::Stairs;
    let (structure, things): (Vec<_>, Vec<_>) = tiles()
        .into_iter()
        .partition(|(_, tile)| is_structure(tile));
    let names = |names: Vec<(String, Tile)>| names.into_iter().map(|(name, _)| name).collect();
    let rows: [(u32, Vec<String>); 5] = [
        (0, floors().into_iter().map(|(name, _)| name).collect()),
        (COLUMNS - 2, vec![ROOM.to_owned(), AREA.to_owned()]),
        (COLUMNS, names(structure)),
        (2 * COLUMNS, names(things)),
        (
            4 * COLUMNS,
            rooms().into_iter().map(|(name, _)| name).collect(),
        ),
    ];
    let numbered = |(first, names): (u32, Vec<String>)| {
        (first..)
            .zip(names)
            .map(|(id, class)| SharedTile { id, class })
    };
    rows.into_iter().flat_map(numbered).collect()
}

/// The number of a tile in the shared tileset.
pub(super) fn number_of(tile: Tile) -> u32 {
    match tile {
        Tile::Floor(floor) => number_of_class(&format!("{floor:?}")),
        tile => number_of_class(&format!("{tile:?}")),
    }
}

/// The number of a label in the shared tileset.
pub(super) fn number_of_label(room: RoomUse) -> u32 {
    number_of_class(&format!("{room:?}"))
}

fn number_of_class(class: &str) -> u32 {
    let tiles = shared_tiles();
    let tile = tiles.iter().find(|tile| tile.class == class);
    tile.map_or(0, |tile| tile.id)
}

/// The text of `bighouse.tsx`, as Tiled would save it.
pub fn tileset_text() -> String {
    let (width, height) = (COLUMNS * PIXELS, ROWS * PIXELS);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <tileset version=\"1.8\" tiledversion=\"1.8.2\" name=\"bighouse\" tilewidth=\"{PIXELS}\" \
         tileheight=\"{PIXELS}\" tilecount=\"{}\" columns=\"{COLUMNS}\">\n \
         <image source=\"bighouse.png\" width=\"{width}\" height=\"{height}\"/>\n",
        COLUMNS * ROWS
    );
    let mut tiles = shared_tiles();
    tiles.sort_by_key(|tile| tile.id);
    for SharedTile { id, class } in tiles {
        let _ = writeln!(out, " <tile id=\"{id}\" type=\"{class}\"/>");
    }
    out.push_str("</tileset>\n");
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::said::class_names;
    use super::*;

    #[test]
    fn every_class_has_a_number_of_its_own_in_the_picture() {
        let tiles = shared_tiles();
        let classes: BTreeSet<String> = tiles.iter().map(|tile| tile.class.clone()).collect();
        assert_eq!(classes, class_names().into_iter().collect());
        let numbers: BTreeSet<u32> = tiles.iter().map(|tile| tile.id).collect();
        assert_eq!(numbers.len(), tiles.len());
        assert!(numbers.into_iter().all(|id| id < COLUMNS * ROWS));
    }
}
