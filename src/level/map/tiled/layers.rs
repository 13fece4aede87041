//! The layers of a map, from the lowest up, onto one sheet.
//!
//! Tile layers lie over one another as the eye sees them: what is drawn in a higher one counts.
//! Labels and areas are no part of that; they are gathered, and settled once the ground is known.
//! Layers of objects hold labels and areas; layers of images are for the eye. Hidden layers
//! count: one hides a layer to see better. A layer with the property `ignore` does not.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::data::{numbers, place_of};
use super::reader::TiledReader;
use super::said::{Marking, Meaning, properties};
use super::shape::{ObjectForm, Shape};
use super::sheet::{DrawnArea, DrawnMap, DrawnSpot};
use super::tileset::{TURNED, Tilesets};
use super::xml::{Xml, elements};
use crate::nouns::Origin;
use crate::text::problem::quote;

/// Most layers of a map.
const MOST_LAYERS: usize = 64;
/// Most objects of a map.
const MOST_OBJECTS: usize = 100_000;
/// Most labels and pieces of areas that are drawn as tiles: each tile of the largest map once.
const MOST_MARKS: usize = 1 << 20;
/// Most different tiles on a map.
const MOST_KINDS: usize = 1 << 16;
/// Of how many different tiles that mean nothing is told; the place of each takes time to find.
const MOST_TOLD: usize = 100;

/// The layers of a map while they are read.
pub(super) struct Layers<'r, 'a, 't> {
    /// What is at hand.
    pub reader: &'r mut TiledReader<'a>,
    /// The map.
    pub xml: &'r Xml<'t>,
    /// Its tilesets.
    pub tilesets: Tilesets,
    /// What is drawn so far.
    pub sheet: DrawnMap,
    /// Pixels of a tile.
    pub tile: f64,
    /// The groups that are being read, the outermost first.
    groups: Vec<String>,
    /// The line of each layer, by its groups and its name.
    names: BTreeMap<(Vec<String>, String), u32>,
    objects: usize,
    /// How many tiles were met that mean nothing.
    unknown: usize,
    /// What each number means, as far as it was met.
    met: BTreeMap<u32, Met>,
}

/// A number of a tile that was met.
enum Met {
    Means(Meaning),
    /// It means nothing; that is told at the end, once.
    Unknown(Box<Unknown>),
    /// It means nothing, and that is told already.
    Told,
}

/// What is wrong with a tile, where it stands first, and how often.
struct Unknown {
    what: String,
    mend: &'static str,
    layer: String,
    origin: Origin,
    x_y: (u32, u32),
    times: u32,
}

impl<'r, 'a, 't> Layers<'r, 'a, 't> {
    /// An empty sheet to read layers onto.
    pub(super) fn new(
        reader: &'r mut TiledReader<'a>,
        xml: &'r Xml<'t>,
        tilesets: Tilesets,
        sheet: DrawnMap,
        tile: u32,
    ) -> Self {
        Layers {
            reader,
            xml,
            tilesets,
            sheet,
            tile: f64::from(tile),
            groups: Vec::new(),
            names: BTreeMap::new(),
            objects: 0,
            unknown: 0,
            met: BTreeMap::new(),
        }
    }

    /// Reads the layers in an element: the map, or a group of layers.
    pub(super) fn read(&mut self, parent: Node) {
        for node in elements(parent) {
            let kind = node.tag_name().name();
            match kind {
                "layer" | "objectgroup" => {}
                "imagelayer" | "tileset" | "properties" | "editorsettings" => continue,
                "group" => {
                    if !self.ignored(node) && self.lies_straight(node) {
                        // Layers of one name may lie in different groups.
                        let group = node.attribute("name").unwrap_or("").to_owned();
                        self.groups.push(group);
                        self.read(node);
                        self.groups.pop();
                    }
                    continue;
                }
                other => {
                    let at = self.xml.at_node(node);
                    let what = format!("<{other}> is nothing this program knows");
                    self.reader.found.say(
                        &at,
                        what,
                        "a map is tile layers, object layers and groups of them",
                    );
                    continue;
                }
            }
            if self.ignored(node) {
                continue;
            }
            let name = node.attribute("name").unwrap_or("").to_owned();
            let at = self.xml.at_attribute(node, "name");
            if self.names.len() >= MOST_LAYERS {
                let what = format!("the map has more than {MOST_LAYERS} layers");
                self.reader.found.say(&at, what, "merge some of them");
                return;
            }
            let path = (self.groups.clone(), name.clone());
            if let Some(line) = self.names.insert(path, at.line) {
                let what = format!(
                    "two layers are called {}; the other one stands in line {line}",
                    quote(&name)
                );
                let mend = "give one of them another name, or merge them: Layer > Merge Layer Down";
                self.reader.found.say_layer(&at, &name, None, what, mend);
            }
            if !self.lies_straight(node) {
                continue;
            }
            self.sheet.layers.push(name.clone());
            if kind == "layer" {
                self.tiles(node, &name);
            } else {
                self.objects(node, &name);
            }
        }
    }

    /// Whether a layer is for its author alone.
    fn ignored(&self, node: Node) -> bool {
        properties(node).any(|(name, _, value)| name == "ignore" && value == "true")
    }

    /// A layer lies on the map tile on tile.
    fn lies_straight(&mut self, node: Node) -> bool {
        for name in ["offsetx", "offsety", "x", "y"] {
            if self.reader.pixels(self.xml, node, name) != Some(0.0) {
                let at = self.xml.at_attribute(node, name);
                let layer = node.attribute("name").unwrap_or("");
                let what = format!("the layer is moved: its {name} is not 0");
                let mend = "set its offset to 0, and draw where things are";
                self.reader.found.say_layer(&at, layer, None, what, mend);
                return false;
            }
        }
        true
    }

    fn tiles(&mut self, node: Node, name: &str) {
        let (width, height) = (self.sheet.width, self.sheet.height);
        for (side, wanted) in [("width", width), ("height", height)] {
            match self.reader.number(self.xml, node, side, 1, 1_024) {
                Some(number) if number == wanted => {}
                None => return,
                Some(number) => {
                    let at = self.xml.at_attribute(node, side);
                    let what = format!(
                        "the {side} of the layer is {number}, and that of the map {wanted}"
                    );
                    let mend = "open the map in Tiled and choose Map > Resize Map";
                    self.reader.found.say_layer(&at, name, None, what, mend);
                    return;
                }
            }
        }
        self.only(node, name, &["data", "properties"]);
        let mut all = elements(node).filter(|child| child.has_tag_name("data"));
        let (data, second) = (all.next(), all.next());
        if let Some(second) = second {
            let at = self.xml.at_node(second);
            let mend = "open the map in Tiled and save it again";
            self.reader
                .found
                .say_layer(&at, name, None, "the layer has its tiles twice", mend);
        }
        let Some(data) = data else {
            let at = self.xml.at_node(node);
            let mend = "open the map in Tiled and save it again";
            self.reader
                .found
                .say_layer(&at, name, None, "the layer has no tiles in it", mend);
            return;
        };
        let count = self.sheet.ground.len();
        let numbers = match numbers(self.xml.text, data, count) {
            Ok(numbers) => numbers,
            Err(wrong) => {
                let at = self.xml.at(wrong.at);
                let x_y = wrong.tile.map(|n| self.sheet.x_y(n));
                self.reader
                    .found
                    .say_layer(&at, name, x_y, wrong.what, wrong.mend);
                return;
            }
        };
        let layer = self.sheet.layers.len() - 1;
        for (n, number) in numbers.into_iter().enumerate() {
            let gid = number & !TURNED;
            if gid == 0 {
                continue;
            }
            if !self.met.contains_key(&gid) {
                if self.met.len() >= MOST_KINDS {
                    let at = self.xml.at_node(data);
                    let what = format!("the map has more than {MOST_KINDS} different tiles");
                    self.reader
                        .found
                        .say_layer(&at, name, None, what, "about 80 are enough");
                    return;
                }
                let met = self.meet(gid, data, n, name);
                self.met.insert(gid, met);
            }
            match self.met.get_mut(&gid) {
                Some(Met::Means(Meaning::Tile(tile))) => {
                    if let Some(ground) = self.sheet.ground.get_mut(n) {
                        *ground = Some(*tile);
                    }
                }
                Some(Met::Means(_)) if self.sheet.drawn.len() >= MOST_MARKS + MOST_OBJECTS => {
                    let at = self.xml.at_node(data);
                    let what = format!("the map has more than {MOST_MARKS} labels");
                    self.reader
                        .found
                        .say_layer(&at, name, None, what, "a room has one label");
                    return;
                }
                Some(Met::Means(meaning)) => {
                    let (x, y) = self.sheet.x_y(n);
                    let mark = DrawnArea::of_tile(
                        meaning.clone(),
                        x,
                        y,
                        DrawnSpot {
                            layer,
                            at: data.range().start,
                        },
                    );
                    self.sheet.drawn.push(mark);
                }
                Some(Met::Unknown(unknown)) => unknown.times += 1,
                Some(Met::Told) | None => {}
            }
        }
    }

    /// Finds out what a number means. What is wrong with a class is told where the tileset says
    /// it; what is wrong with a tile, at the first of them.
    fn meet(&mut self, gid: u32, data: Node, n: usize, layer: &str) -> Met {
        let (what, mend) = match self.tilesets.find(gid) {
            None if self.tilesets.broken => return Met::Told,
            None => (
                format!("no tileset has the tile {gid}"),
                "draw another tile there, or add the tileset it is from",
            ),
            Some((tileset, id, said)) => {
                let name = format!("tile {id} of the tileset {}", quote(&tileset.name));
                if said.is_something() {
                    let at = self.xml.at_node(data);
                    let meaning = said.meaning(&name, &at, self.reader.found);
                    return meaning.map_or(Met::Told, Met::Means);
                }
                (
                    format!("{name} has no class, so nobody knows what it is"),
                    "draw another tile there, or give it the class of what it is, such as Bunk",
                )
            }
        };
        self.unknown += 1;
        if self.unknown > MOST_TOLD {
            return Met::Told;
        }
        Met::Unknown(Box::new(Unknown {
            what,
            mend,
            layer: layer.to_owned(),
            origin: self.xml.at(place_of(self.xml.text, data, n)),
            x_y: self.sheet.x_y(n),
            times: 0,
        }))
    }

    /// Tells of the elements of a layer that are none of these.
    fn only(&mut self, node: Node, layer: &str, known: &[&str]) {
        let unknown = |child: &Node| !known.contains(&child.tag_name().name());
        for child in elements(node).filter(unknown).take(MOST_TOLD) {
            let at = self.xml.at_node(child);
            let name = quote(child.tag_name().name());
            let what = format!(
                "<{}> is nothing this program knows in a layer",
                name.trim_matches('"')
            );
            let mend = "open the map in Tiled and save it again";
            self.reader.found.say_layer(&at, layer, None, what, mend);
        }
    }

    fn objects(&mut self, node: Node, name: &str) {
        self.only(node, name, &["object", "properties"]);
        for object in elements(node).filter(|child| child.has_tag_name("object")) {
            self.objects += 1;
            if self.objects > MOST_OBJECTS {
                let at = self.xml.at_node(object);
                let what = format!("the map has more than {MOST_OBJECTS} objects");
                self.reader
                    .found
                    .say_layer(&at, name, None, what, "draw the labels as tiles");
                return;
            }
            self.object(object, name);
        }
    }

    fn object(&mut self, node: Node, layer: &str) -> Option<()> {
        let said = Marking::read(self.xml, node, self.reader.found);
        let template = match node.attribute("template") {
            Some(source) => {
                let origin = self.xml.at_attribute(node, "template");
                Some(self.reader.template(&origin, source)?)
            }
            None => None,
        };
        let (said, shape) = Shape::read(
            self.reader,
            self.xml,
            node,
            &self.tilesets,
            said,
            template.as_ref(),
        )?;
        if shape.form == ObjectForm::Text {
            return None;
        }
        let at = self.xml.at_node(node);
        let id = node.attribute("id").unwrap_or("without a number");
        let what = match &said.name {
            Some(name) => format!("object {id}, {},", quote(&name.text)),
            None => format!("object {id}"),
        };
        let meaning = said.meaning(&what, &at, self.reader.found)?;
        let found = &mut *self.reader.found;
        let mut complain = |what: String, mend: &str| {
            found.say_layer(&at, layer, None, what, mend);
        };
        if let Meaning::Tile(tile) = meaning {
            complain(
                format!("{what} is a {tile:?}, and that is no thing for a layer of objects"),
                "draw it in a layer of tiles; objects are labels of rooms, and areas",
            );
            return None;
        }
        if shape.turned && shape.form != ObjectForm::Point {
            complain(format!("{what} is turned"), "set its rotation to 0");
            return None;
        }
        if shape.form == ObjectForm::Outline {
            complain(
                format!("{what} is a polygon or a line"),
                "draw a point, a rectangle or an icon; several rectangles of one name make one area",
            );
            return None;
        }
        let tiles = shape.tiles(self.tile);
        if tiles.count() == 0 || !tiles.inside(self.sheet.width, self.sheet.height) {
            complain(
                format!(
                    "{what} lies at {} {} px, and does not lie whole on the map",
                    shape.x, shape.y
                ),
                "the map ends at its last tile: move the object onto it",
            );
            return None;
        }
        let spot = DrawnSpot {
            layer: self.sheet.layers.len() - 1,
            at: node.range().start,
        };
        self.sheet.drawn.push(DrawnArea {
            meaning,
            tiles,
            spot,
        });
        Some(())
    }

    /// Tells of the tiles no tileset has. What is drawn.
    pub(super) fn close(mut self) -> DrawnMap {
        self.sheet.unknown = self.tilesets.broken;
        for met in self.met.into_values() {
            let Met::Unknown(unknown) = met else { continue };
            let often = match unknown.times {
                1 => "once".to_owned(),
                times => format!("{times} times"),
            };
            self.reader.found.say_layer(
                &unknown.origin,
                &unknown.layer,
                Some(unknown.x_y),
                format!("{}; it stands on the map {often}", unknown.what),
                unknown.mend,
            );
        }
        self.sheet
    }
}
