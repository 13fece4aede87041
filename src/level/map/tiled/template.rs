//! Templates of objects: a `.tx` holds one object, and what it says holds for each copy of it
//! unless the copy says otherwise.

use super::reader::TiledReader;
use super::said::Marking;
use super::shape::Shape;
use super::tileset::Tilesets;
use super::xml::{Xml, elements};
use crate::text::problem::quote;

/// What a template says.
#[derive(Clone, Debug)]
pub(super) struct Template {
    /// What its object is.
    pub said: Marking,
    /// Its form and size.
    pub shape: Shape,
}

/// Reads a `.tx`; `path` leads to it from the folder of the level.
pub(super) fn read_file(reader: &mut TiledReader, xml: &Xml, path: &str) -> Option<Template> {
    let root = xml.doc.root_element();
    let object = elements(root).find(|child| child.has_tag_name("object"));
    let (true, Some(object)) = (root.has_tag_name("template"), object) else {
        let name = quote(root.tag_name().name());
        let what = format!("this is no template but <{}>", name.trim_matches('"'));
        reader
            .found
            .say(&xml.at_node(root), what, "a template of Tiled ends in .tx");
        return None;
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tilesets = Tilesets::read(reader, xml, root, folder);
    let said = Marking::read(xml, object, reader.found);
    Shape::read(reader, xml, object, &tilesets, said, None)
        .map(|(said, shape)| Template { said, shape })
}
