//! The form of an object: where it is held, how large it is, which tiles it covers.
//!
//! Objects are measured in pixels of the map. A thing of no size is a point; an object that is
//! a tile is held at its lower left corner, unless its tileset says otherwise.

use roxmltree::Node;

use super::reader::TiledReader;
use super::said::Marking;
use super::template::Template;
use super::tileset::Tilesets;
use super::xml::{Xml, elements};

/// What an object looks like on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ObjectForm {
    /// A point, or something of no size.
    Point,
    /// A rectangle or an ellipse.
    Box,
    /// A picture of a tile.
    Icon,
    /// A polygon or a line.
    Outline,
    /// Words for people: a note.
    Text,
}

/// Form, place and size, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// What it looks like.
    pub form: ObjectForm,
    /// Left side, or where a point lies.
    pub x: f64,
    /// Upper side, or where a point lies.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// Whether it was turned.
    pub turned: bool,
    /// How far its left upper corner lies from where it is held, in widths and heights.
    held: (f64, f64),
}

/// Columns and rows of tiles: from, and before which one it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tiles {
    /// Columns.
    pub x: (i64, i64),
    /// Rows.
    pub y: (i64, i64),
}

impl Shape {
    /// Reads the form of an object, over that of its template. Also what it says, with what its
    /// tile says beneath.
    pub(super) fn read(
        reader: &mut TiledReader,
        xml: &Xml,
        node: Node,
        tilesets: &Tilesets,
        said: Marking,
        template: Option<&Template>,
    ) -> Option<(Marking, Shape)> {
        let x = reader.pixels(xml, node, "x")?;
        let y = reader.pixels(xml, node, "y")?;
        let size = |name: &str, reader: &mut TiledReader, usual: Option<f64>| match (
            node.has_attribute(name),
            usual,
        ) {
            (false, Some(usual)) => Some(usual),
            _ => reader.pixels(xml, node, name),
        };
        let w = size("width", reader, template.map(|t| t.shape.w))?;
        let h = size("height", reader, template.map(|t| t.shape.h))?;
        let turned = match (node.has_attribute("rotation"), template) {
            (false, Some(template)) => template.shape.turned,
            _ => reader.pixels(xml, node, "rotation")? != 0.0,
        };
        if w < 0.0 || h < 0.0 {
            let at = xml.at_node(node);
            reader
                .found
                .say(&at, "the object is smaller than nothing", "draw it again");
            return None;
        }
        let mut said = match template {
            Some(template) => said.over(&template.said),
            None => said,
        };
        let mut held = template.map_or((0.0, 0.0), |t| t.shape.held);
        let mut form = template.map(|t| t.shape.form);
        if node.has_attribute("gid") {
            let gid = reader.number(xml, node, "gid", 1, u32::MAX)?;
            let Some((tileset, _, tile)) = tilesets.find(gid) else {
                if !tilesets.broken {
                    let at = xml.at_attribute(node, "gid");
                    let what = format!("no tileset has the tile {gid}");
                    reader.found.say(&at, what, "draw the object again");
                }
                return None;
            };
            said = said.over(&tile);
            held = corner(&tileset.alignment);
            form = Some(ObjectForm::Icon);
        }
        let drawn = elements(node).find_map(|child| match child.tag_name().name() {
            "point" => Some(ObjectForm::Point),
            "ellipse" | "capsule" => Some(ObjectForm::Box),
            "polygon" | "polyline" => Some(ObjectForm::Outline),
            "text" => Some(ObjectForm::Text),
            _ => None,
        });
        let form = match (form, drawn) {
            (Some(ObjectForm::Icon), _) => ObjectForm::Icon,
            (_, Some(drawn)) => drawn,
            (Some(form), None) => form,
            (None, None) => ObjectForm::Box,
        };
        let form = if form == ObjectForm::Box && w == 0.0 && h == 0.0 {
            ObjectForm::Point
        } else {
            form
        };
        let shape = Shape {
            form,
            x: x + held.0 * w,
            y: y + held.1 * h,
            w,
            h,
            turned,
            held,
        };
        Some((said, shape))
    }

    /// The tiles whose middle it covers; the tile it lies on, if it is a point or an icon.
    pub(super) fn tiles(&self, tile: f64) -> Tiles {
        let whole = |n: f64| n as i64;
        let Shape { x, y, w, h, .. } = *self;
        match self.form {
            ObjectForm::Point => one(whole((x / tile).floor()), whole((y / tile).floor())),
            ObjectForm::Icon => one(
                whole(((x + w / 2.0) / tile).floor()),
                whole(((y + h / 2.0) / tile).floor()),
            ),
            _ => {
                let edge = |at: f64| whole((at / tile - 0.5).ceil());
                Tiles {
                    x: (edge(x), edge(x + w)),
                    y: (edge(y), edge(y + h)),
                }
            }
        }
    }
}

fn one(x: i64, y: i64) -> Tiles {
    Tiles {
        x: (x, x + 1),
        y: (y, y + 1),
    }
}

/// How far the left upper corner of an icon lies from where it is held.
fn corner(alignment: &str) -> (f64, f64) {
    let x = match alignment {
        "top" | "center" | "bottom" => -0.5,
        "topright" | "right" | "bottomright" => -1.0,
        _ => 0.0,
    };
    let y = match alignment {
        "topleft" | "top" | "topright" => 0.0,
        "left" | "center" | "right" => -0.5,
        _ => -1.0,
    };
    (x, y)
}

impl Tiles {
    /// Whether it lies in a map of this size.
    pub(super) fn inside(&self, width: u32, height: u32) -> bool {
        self.x.0 >= 0
            && self.y.0 >= 0
            && self.x.1 <= i64::from(width)
            && self.y.1 <= i64::from(height)
    }

    /// Each of its tiles, row by row. It has to lie inside the map.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, u32)> {
        let Tiles { x, y } = *self;
        let number = |n: i64| u32::try_from(n).unwrap_or(0);
        (y.0..y.1).flat_map(move |row| (x.0..x.1).map(move |column| (number(column), number(row))))
    }

    /// How many tiles.
    pub(super) fn count(&self) -> u64 {
        let side = |(from, to): (i64, i64)| u64::try_from(to - from).unwrap_or(0);
        side(self.x) * side(self.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(form: ObjectForm, [x, y, w, h]: [f64; 4]) -> Tiles {
        let shape = Shape {
            form,
            x,
            y,
            w,
            h,
            turned: false,
            held: (0.0, 0.0),
        };
        shape.tiles(32.0)
    }

    #[test]
    fn a_rectangle_covers_the_tiles_whose_middle_it_covers() {
        let snapped = shape(ObjectForm::Box, [32.0, 64.0, 96.0, 32.0]);
        assert_eq!((snapped.x, snapped.y), ((1, 4), (2, 3)));
        let by_hand = shape(ObjectForm::Box, [28.0, 70.0, 104.0, 31.0]);
        assert_eq!((by_hand.x, by_hand.y), ((1, 4), (2, 3)));
        assert_eq!(shape(ObjectForm::Box, [20.0, 20.0, 20.0, 20.0]).count(), 0);
    }

    #[test]
    fn a_point_lies_on_one_tile_and_an_icon_on_that_of_its_middle() {
        assert_eq!(shape(ObjectForm::Point, [63.9, 64.0, 0.0, 0.0]), one(1, 2));
        assert_eq!(shape(ObjectForm::Point, [-0.1, 0.0, 0.0, 0.0]), one(-1, 0));
        assert_eq!(shape(ObjectForm::Icon, [20.0, 20.0, 32.0, 32.0]), one(1, 1));
        assert!(!one(-1, 0).inside(4, 4) && !one(4, 0).inside(4, 4) && one(3, 3).inside(4, 4));
    }

    #[test]
    fn icons_are_held_where_their_tileset_says() {
        assert_eq!(corner(""), (0.0, -1.0));
        assert_eq!(corner("bottomleft"), (0.0, -1.0));
        assert_eq!(corner("topleft"), (0.0, 0.0));
        assert_eq!(corner("center"), (-0.5, -0.5));
        assert_eq!(corner("bottomright"), (-1.0, -1.0));
    }
}
