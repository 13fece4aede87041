//! What is drawn on a map, once its layers are one: ground, labels, areas; and the
//! [`Drawing`] it makes.

use std::collections::BTreeMap;

use super::said::Meaning;
use super::shape::Tiles;
use super::xml::Xml;
use crate::map::drawing::Drawing;
use crate::map::legend::usual_floor;
use crate::map::text::{MANY_NAMED, MEND_MANY_NAMED, MOST_NAMED};
use crate::nouns::Tile;
use crate::nouns::{Label, MapPlan};
use crate::text::problem::{Findings, quote};

/// How many tiles all areas and labelled rectangles together may cover: each tile of the
/// largest map sixteen times.
const MOST_COVERED: u64 = 16 << 20;
/// Of how many drawn at wrong places is told; the place of each takes time to find.
const MOST_TOLD: usize = 200;

/// Where something was drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct DrawnSpot {
    /// The layer, by its place in [`DrawnMap::layers`].
    pub layer: usize,
    /// The byte of the file at which it stands.
    pub at: usize,
}

/// A label, or a piece of an area.
#[derive(Clone, Debug)]
pub(super) struct DrawnArea {
    /// What it is; no tile.
    pub meaning: Meaning,
    /// The tiles it lies on.
    pub tiles: Tiles,
    /// Where it was drawn.
    pub spot: DrawnSpot,
}

impl DrawnArea {
    /// A mark that is drawn as a tile.
    pub(super) fn of_tile(meaning: Meaning, x: u32, y: u32, spot: DrawnSpot) -> DrawnArea {
        let (x, y) = (i64::from(x), i64::from(y));
        let tiles = Tiles {
            x: (x, x + 1),
            y: (y, y + 1),
        };
        DrawnArea {
            meaning,
            tiles,
            spot,
        }
    }
}

/// See the file.
pub(super) struct DrawnMap {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What is drawn on each tile, if anything.
    pub ground: Vec<Option<Tile>>,
    /// Labels and areas.
    pub drawn: Vec<DrawnArea>,
    /// Names of the layers.
    pub layers: Vec<String>,
    /// Part of the ground is not known, and that is told already.
    pub unknown: bool,
}

impl DrawnMap {
    /// A sheet with nothing on it.
    pub(super) fn new(width: u32, height: u32) -> DrawnMap {
        let tiles = usize::try_from(u64::from(width) * u64::from(height)).unwrap_or(0);
        DrawnMap {
            width,
            height,
            ground: vec![None; tiles],
            drawn: Vec::new(),
            layers: Vec::new(),
            unknown: false,
        }
    }

    /// Column and row of the n-th tile.
    pub(super) fn x_y(&self, n: usize) -> (u32, u32) {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        (n % self.width.max(1), n / self.width.max(1))
    }

    fn index(&self, (x, y): (u32, u32)) -> usize {
        usize::try_from(y * self.width + x).unwrap_or(usize::MAX)
    }

    fn ground(&self, x_y: (u32, u32)) -> Option<Tile> {
        self.ground.get(self.index(x_y)).copied().flatten()
    }

    fn draw(&mut self, x_y: (u32, u32), tile: Tile) {
        let index = self.index(x_y);
        if let Some(ground) = self.ground.get_mut(index) {
            *ground = Some(tile);
        }
    }

    /// Settles labels and areas on the ground.
    pub(super) fn settle(mut self, xml: &Xml, found: &mut Findings) -> Drawing {
        let mut labels: BTreeMap<(u32, u32), Label> = BTreeMap::new();
        let mut areas: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut covered = 0;
        let mut named = 0;
        let mut told = 0;
        let drawn = std::mem::take(&mut self.drawn);
        let layers = std::mem::take(&mut self.layers);
        for DrawnArea {
            meaning,
            tiles,
            spot,
        } in drawn
        {
            let first = tiles.each().next().unwrap_or_default();
            let layer = layers.get(spot.layer).map_or("", String::as_str);
            let mut complain = |x_y: (u32, u32), what: String, mend: &str| {
                told += 1;
                if told <= MOST_TOLD {
                    found.say_layer(&xml.at(spot.at), layer, Some(x_y), what, mend);
                }
            };
            covered += tiles.count();
            if covered > MOST_COVERED {
                let what =
                    format!("areas and labels cover more than {MOST_COVERED} tiles together");
                complain(first, what, "draw them smaller");
                break;
            }
            match meaning {
                Meaning::Tile(_) => {}
                Meaning::Label { room, name, floor } => {
                    let Some(x_y) = self.place_of_label(&tiles) else {
                        let what = match self.ground(first) {
                            Some(tile) if tiles.count() == 1 => {
                                format!("the label {room:?} lies on a {tile:?}")
                            }
                            _ => format!("there is no open floor beneath the label {room:?}"),
                        };
                        if !self.unknown {
                            complain(first, what, "a label lies on open floor of its room");
                        }
                        continue;
                    };
                    let usual = floor.unwrap_or(usual_floor(room));
                    if floor.is_some() || self.ground(x_y).is_none() {
                        self.draw(x_y, Tile::Floor(usual));
                    }
                    named += usize::from(name.is_some());
                    if named > MOST_NAMED {
                        complain(x_y, MANY_NAMED.to_owned(), MEND_MANY_NAMED);
                        break;
                    }
                    let (x, y) = x_y;
                    let name = name.map(|name| name.as_ref().to_owned());
                    let label = Label { x, y, room, name };
                    if let Some(other) = labels.insert((y, x), label) {
                        let other = other.room;
                        let what = format!("two labels lie here: {other:?} and {room:?}");
                        complain(x_y, what, "take one of them away");
                    }
                }
                Meaning::Area { name, floor } => {
                    if !areas.contains_key(name.as_ref()) {
                        areas.insert(name.as_ref().to_owned(), Vec::new());
                    }
                    let Some(area) = areas.get_mut(name.as_ref()) else {
                        continue;
                    };
                    let before = area.len();
                    for x_y in tiles.each() {
                        // An area that is drawn tile by tile brings its own floor along.
                        if tiles.count() == 1 && self.ground(x_y).is_none() {
                            self.draw(x_y, Tile::Floor(floor.unwrap_or_default()));
                        }
                        if self.ground(x_y).is_some_and(Tile::is_walkable) {
                            area.push(x_y.1 * self.width + x_y.0);
                        }
                    }
                    if area.len() == before && !self.unknown {
                        let what =
                            format!("nobody can stand anywhere in the area {}", quote(&name));
                        complain(first, what, "draw the area over open floor");
                    }
                }
            }
        }
        for area in areas.values_mut() {
            area.sort_unstable();
            area.dedup();
        }
        let blank = self.ground.iter().map(Option::is_none).collect();
        let tiles = self
            .ground
            .into_iter()
            .map(|tile| tile.unwrap_or(Tile::Wall));
        let plan = MapPlan {
            width: self.width,
            height: self.height,
            tiles: tiles.collect(),
            labels: labels.into_values().collect(),
            areas,
            file: xml.file.to_owned(),
        };
        Drawing { plan, blank }
    }

    /// The tile a label lies on: of a single tile that one, of a rectangle the open floor nearest
    /// to its middle.
    fn place_of_label(&self, tiles: &Tiles) -> Option<(u32, u32)> {
        let middle = (tiles.x.0 + tiles.x.1 - 1, tiles.y.0 + tiles.y.1 - 1);
        let single = tiles.count() == 1;
        let open = |x_y: &(u32, u32)| match self.ground(*x_y) {
            Some(Tile::Floor(_)) => true,
            None => single,
            Some(_) => false,
        };
        tiles.each().filter(open).min_by_key(|(x, y)| {
            let (dx, dy) = (2 * i64::from(*x) - middle.0, 2 * i64::from(*y) - middle.1);
            (dx * dx + dy * dy, *y, *x)
        })
    }
}
