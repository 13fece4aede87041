//! Tilesets: which number of a map is which tile. They lie in the map, or in a `.tsx` beside it
//! or in the shared folder; pictures are never opened, for the game has its own.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::reader::TiledReader;
use super::said::Marking;
use super::xml::{Xml, elements};
use crate::text::problem::quote;

/// Most tilesets of a map.
const MOST_TILESETS: usize = 64;

/// The tiles of one tileset.
#[derive(Clone, Debug, Default)]
pub(super) struct TilesetTiles {
    /// What people call it.
    pub name: String,
    /// Numbers its tiles may have: below this.
    count: u32,
    /// What each tile says it is.
    tiles: BTreeMap<u32, Marking>,
    /// Where a tile that is an object is held: `bottomleft` and the like.
    pub alignment: String,
}

/// The tilesets of a map, or of a template, by the first number each has there.
#[derive(Clone, Debug, Default)]
pub(super) struct Tilesets {
    sets: BTreeMap<u32, TilesetTiles>,
    /// One could not be read; its tiles are not known, and that is told already.
    pub broken: bool,
}

/// The bits of a tile's number that turn and mirror it. A bunk is a bunk either way round.
pub(super) const TURNED: u32 = 0xF000_0000;

impl TilesetTiles {
    /// What a tile says it is; `None` if there is no such tile.
    fn tile(&self, id: u32) -> Option<Marking> {
        match self.tiles.get(&id) {
            Some(said) => Some(said.clone()),
            None if id < self.count => Some(Marking::default()),
            None => None,
        }
    }

    /// Reads the element of a tileset that is written out here.
    fn read(reader: &mut TiledReader, xml: &Xml, node: Node) -> TilesetTiles {
        let mut tileset = TilesetTiles {
            name: node.attribute("name").unwrap_or("").to_owned(),
            alignment: node.attribute("objectalignment").unwrap_or("").to_owned(),
            ..TilesetTiles::default()
        };
        if node.has_attribute("tilecount") {
            tileset.count = reader
                .number(xml, node, "tilecount", 0, 1 << 20)
                .unwrap_or(0);
        }
        for tile in elements(node).filter(|child| child.has_tag_name("tile")) {
            if let Some(id) = reader.number(xml, tile, "id", 0, (1 << 28) - 1) {
                let said = Marking::read(xml, tile, reader.found);
                if tileset.tiles.insert(id, said).is_some() {
                    let at = xml.at_node(tile);
                    let what = format!("the tileset has two tiles with the number {id}");
                    reader
                        .found
                        .say(&at, what, "open it in Tiled and save it again");
                }
            }
        }
        tileset
    }
}

impl Tilesets {
    /// Reads the `<tileset>` elements of a map or template. `folder` is where its file lies,
    /// seen from the folder of the level.
    pub(super) fn read(reader: &mut TiledReader, xml: &Xml, root: Node, folder: &str) -> Tilesets {
        let mut all = Tilesets::default();
        for (n, node) in elements(root)
            .filter(|child| child.has_tag_name("tileset"))
            .enumerate()
        {
            let at = xml.at_node(node);
            if n >= MOST_TILESETS {
                let what = format!("the map has more than {MOST_TILESETS} tilesets");
                reader
                    .found
                    .say(&at, what, "take away those that it does not use");
                all.broken = true;
                break;
            }
            let Some(first) = reader.number(xml, node, "firstgid", 1, TURNED.wrapping_neg()) else {
                all.broken = true;
                continue;
            };
            let tileset = match node.attribute("source") {
                None => Some(TilesetTiles::read(reader, xml, node)),
                Some(source) => {
                    let origin = xml.at_attribute(node, "source");
                    reader.tileset(&origin, folder, source)
                }
            };
            match tileset {
                None => all.broken = true,
                Some(tileset) => {
                    if all.sets.insert(first, tileset).is_some() {
                        let what = format!("two tilesets begin with the number {first}");
                        reader
                            .found
                            .say(&at, what, "open the map in Tiled and save it again");
                    }
                }
            }
        }
        all
    }

    /// What the tile with this number says it is, with its number in its tileset; `None` if no
    /// tileset has it.
    pub(super) fn find(&self, gid: u32) -> Option<(&TilesetTiles, u32, Marking)> {
        let (first, tileset) = self.sets.range(..=gid & !TURNED).next_back()?;
        let id = (gid & !TURNED) - first;
        Some((tileset, id, tileset.tile(id)?))
    }
}

/// Reads a `.tsx`.
pub(super) fn read_file(reader: &mut TiledReader, xml: &Xml) -> Option<TilesetTiles> {
    let root = xml.doc.root_element();
    if root.has_tag_name("tileset") && !root.has_attribute("source") {
        return Some(TilesetTiles::read(reader, xml, root));
    }
    let what = format!(
        "this is no tileset but <{}>",
        quote(root.tag_name().name()).trim_matches('"')
    );
    reader
        .found
        .say(&xml.at_node(root), what, "a tileset of Tiled ends in .tsx");
    None
}
