//! `map.tmx`, a map of the Tiled editor, to a [`Drawing`]; and back ([`write()`]).
//!
//! # What is read
//!
//! The subset of TMX (doc.mapeditor.org) in which a prison can be drawn: one orthogonal, finite
//! map of square tiles; tile layers in every encoding Tiled writes; object layers, templates;
//! groups of layers; tilesets in the map or in files. Tiles and objects say by their class what
//! they are (`said`); layers lie over one another as the eye sees them (`layers`); labels and
//! areas are settled on the ground they make (`sheet`). Pictures are never opened. What people
//! need to know of it stands in `levels/README.md`.
//!
//! # Why it is read here and not by the crate `tiled`
//!
//! The crate reads more kinds of map than a prison needs, and these things it does not do, on
//! which the contract of level files insists: it tells no line, column or tile of what is wrong;
//! it stops at the first mistake; it unpacks a layer to whatever size the file claims; it takes
//! a layer with too few tiles, and panics when the missing ones are asked for. A pass before it
//! that watched over all this would have to parse, decode and unpack everything itself, and then
//! the crate would only do it a second time.
//!
//! # Rules
//!
//! - Sizes, depths and numbers are limited before anything is sized by them (`xml`, `data`).
//! - Other files are asked for by `LevelFiles::read_referred` alone, which knows where they may lie.
//! - Nothing stops at the first mistake, and without a mistake the drawing is whole.

mod data;
mod layers;
mod reader;
mod said;
mod shape;
mod shared;
mod sheet;
mod template;
mod tileset;
mod write;
mod xml;

use crate::files::LevelFiles;
use crate::map::drawing::Drawing;
use crate::map::text::WIDEST;
use crate::nouns::MapPlan;
use crate::text::problem::{Findings, quote};
use layers::Layers;
use reader::TiledReader;
use sheet::DrawnMap;
use tileset::Tilesets;
use xml::{Xml, parse, text_of};

pub use shared::{SharedTile, shared_tiles, tileset_text};
pub(crate) use write::write;

/// Most bytes of a map of Tiled: one of 1,024 x 1,024 with three layers as CSV.
pub(crate) const MAP_BYTES: u64 = 16 << 20;
/// Most pixels of a tile.
const MOST_PIXELS: u32 = 1_024;

/// Reads a map. Problems go to `found`; without them the drawing is whole. `level` is the level
/// in whose folder `file` lies, `behind` are those it extends.
pub(crate) fn read_tiled(
    files: &dyn LevelFiles,
    level: &str,
    behind: &[String],
    file: &str,
    bytes: &[u8],
    found: &mut Findings,
) -> Drawing {
    let name = files.describe(level, file);
    let mut drawing = None;
    if let Some(text) = text_of(&name, bytes, found)
        && let Some(xml) = parse(&name, text, found)
    {
        let before = found.count();
        drawing = read_map(TiledReader::new(files, level, behind, found), &xml);
        if found.count() > before {
            found.remember(&name, text);
        }
    }
    drawing.unwrap_or_else(|| Drawing {
        plan: MapPlan {
            file: name,
            ..MapPlan::default()
        },
        blank: Vec::new(),
    })
}

fn read_map(mut reader: TiledReader, xml: &Xml) -> Option<Drawing> {
    let root = xml.doc.root_element();
    if !root.has_tag_name("map") {
        let name = quote(root.tag_name().name());
        let what = format!("this is no map but <{}>", name.trim_matches('"'));
        let mend = "a map of Tiled ends in .tmx and begins with <map>";
        reader.found.say(&xml.at_node(root), what, mend);
        return None;
    }
    let mut sound = true;
    let mut insist = |reader: &mut TiledReader, name: &str, wanted: &str, mend: &str| {
        let is = root.attribute(name).unwrap_or("");
        if is != wanted {
            let what = format!(
                "the {name} of the map is {}, and {wanted} is read",
                quote(is)
            );
            reader.found.say(&xml.at_attribute(root, name), what, mend);
            sound = false;
        }
    };
    insist(
        &mut reader,
        "orientation",
        "orthogonal",
        "in Tiled choose Map > Map Properties > Orientation: Orthogonal",
    );
    if root.has_attribute("infinite") {
        insist(
            &mut reader,
            "infinite",
            "0",
            "in Tiled choose Map > Map Properties > Infinite: off, and save",
        );
    }
    let width = reader.number(xml, root, "width", 1, WIDEST);
    let height = reader.number(xml, root, "height", 1, WIDEST);
    let tile = reader.number(xml, root, "tilewidth", 1, MOST_PIXELS);
    let tall = reader.number(xml, root, "tileheight", 1, MOST_PIXELS);
    let (tile, tall) = (tile?, tall?);
    if tile != tall {
        let what = format!("the tiles are {tile} x {tall} px, and a tile is a square metre");
        let mend = "in Tiled choose Map > Map Properties, and the same tile width and height; 32 suits the shared tileset";
        reader
            .found
            .say(&xml.at_attribute(root, "tileheight"), what, mend);
        sound = false;
    }
    let sheet = DrawnMap::new(width?, height?);
    if !sound {
        return None;
    }
    let tilesets = Tilesets::read(&mut reader, xml, root, "");
    let mut layers = Layers::new(&mut reader, xml, tilesets, sheet, tile);
    layers.read(root);
    let sheet = layers.close();
    if sheet.layers.is_empty() {
        let mend = "a map has tile layers, such as floor and things";
        reader
            .found
            .say(&xml.at_node(root), "the map has no layers", mend);
    }
    Some(sheet.settle(xml, reader.found))
}
