//! A [`Drawing`] as a map of Tiled that uses the shared tileset, as Tiled itself would save it,
//! with CSV, so that a change of a tile is a change of a line.
//!
//! Four layers: `floor` (also beneath things, as the floor goes on round them), `things` (walls,
//! doors, furniture), `labels`, and the objects `rooms` with the labels that have names; a fifth
//! with the `areas`, if there are any. Solid ground is left empty.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::shared::{PIXELS, number_of, number_of_label};
use crate::map::drawing::Drawing;
use crate::nouns::MapPlan;
use crate::nouns::{Floor, RoomUse, Tile};

/// The text of a map; `tileset` leads to `bighouse.tsx` from where the map will lie.
pub(crate) fn write(drawing: &Drawing, tileset: &str) -> String {
    let Drawing { plan, blank } = drawing;
    let MapPlan {
        width,
        height,
        tiles,
        labels,
        areas,
        ..
    } = plan;
    let count = tiles.len();
    let index = |x: u32, y: u32| usize::try_from(y * width + x).unwrap_or(usize::MAX);
    let beneath = floors(plan, blank);
    let mut known = BTreeMap::new();
    let mut number = |tile: Tile| *known.entry(tile).or_insert_with(|| 1 + number_of(tile));
    let floor: Vec<u32> = beneath
        .iter()
        .map(|floor| floor.map_or(0, |floor| number(Tile::Floor(floor))))
        .collect();
    let things: Vec<u32> = tiles
        .iter()
        .zip(blank)
        .map(|(tile, blank)| match tile {
            Tile::Floor(_) => 0,
            _ if *blank => 0,
            tile => number(*tile),
        })
        .collect();
    let mut signs = vec![0; count];
    let mut known = BTreeMap::new();
    let mut sign_of = |room: RoomUse| {
        *known
            .entry(room)
            .or_insert_with(|| 1 + number_of_label(room))
    };
    for label in labels.iter().filter(|label| label.name.is_none()) {
        if let Some(sign) = signs.get_mut(index(label.x, label.y)) {
            *sign = sign_of(label.room);
        }
    }
    let mut objects = String::new();
    let mut id = 0;
    for label in labels {
        let Some(name) = &label.name else { continue };
        id += 1;
        put(
            &mut objects,
            format_args!(
                "  <object id=\"{id}\" name=\"{}\" gid=\"{}\" x=\"{}\" y=\"{}\" width=\"{PIXELS}\" height=\"{PIXELS}\"/>\n",
                escaped(name),
                sign_of(label.room),
                label.x * PIXELS,
                (label.y + 1) * PIXELS,
            ),
        );
    }
    let rooms = std::mem::take(&mut objects);
    for (name, indices) in areas {
        for [x, y, w, h] in rectangles(indices, *width) {
            id += 1;
            put(
                &mut objects,
                format_args!(
                    "  <object id=\"{id}\" name=\"{}\" type=\"Area\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                    escaped(name),
                    x * PIXELS,
                    y * PIXELS,
                    w * PIXELS,
                    h * PIXELS,
                ),
            );
        }
    }
    let mut out = String::with_capacity(count * 8 + 1_000);
    let last = if areas.is_empty() { 4 } else { 5 };
    put(
        &mut out,
        format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <map version=\"1.8\" tiledversion=\"1.8.2\" orientation=\"orthogonal\" renderorder=\"right-down\" \
             width=\"{width}\" height=\"{height}\" tilewidth=\"{PIXELS}\" tileheight=\"{PIXELS}\" infinite=\"0\" \
             nextlayerid=\"{}\" nextobjectid=\"{}\">\n \
             <tileset firstgid=\"1\" source=\"{}\"/>\n",
            last + 1,
            id + 1,
            escaped(tileset)
        ),
    );
    for (id, name, numbers) in [
        (1, "floor", floor),
        (2, "things", things),
        (3, "labels", signs),
    ] {
        tile_layer(&mut out, id, name, (*width, *height), &numbers);
    }
    object_layer(&mut out, 4, "rooms", &rooms);
    if !areas.is_empty() {
        object_layer(&mut out, 5, "areas", &objects);
    }
    out.push_str("</map>\n");
    out
}

fn tile_layer(out: &mut String, id: u32, name: &str, (width, height): (u32, u32), numbers: &[u32]) {
    put(
        out,
        format_args!(
            " <layer id=\"{id}\" name=\"{name}\" width=\"{width}\" height=\"{height}\">\n  <data encoding=\"csv\">\n"
        ),
    );
    let rows = numbers.chunks(usize::try_from(width).unwrap_or(usize::MAX).max(1));
    for (y, row) in (1..).zip(rows) {
        for (x, number) in (1..).zip(row) {
            let comma = if x == width && y == height { "" } else { "," };
            put(out, format_args!("{number}{comma}"));
        }
        out.push('\n');
    }
    out.push_str("</data>\n </layer>\n");
}

fn object_layer(out: &mut String, id: u32, name: &str, objects: &str) {
    if objects.is_empty() {
        put(
            out,
            format_args!(" <objectgroup id=\"{id}\" name=\"{name}\"/>\n"),
        );
    } else {
        put(
            out,
            format_args!(" <objectgroup id=\"{id}\" name=\"{name}\">\n{objects} </objectgroup>\n"),
        );
    }
}

/// The floor of each tile, also beneath things: there it is that of the nearest floor from which
/// no wall parts it. It is for the eye alone. Walls have none.
fn floors(plan: &MapPlan, blank: &[bool]) -> Vec<Option<Floor>> {
    let width = usize::try_from(plan.width).unwrap_or(1).max(1);
    let mut floors: Vec<Option<Floor>> = plan
        .tiles
        .iter()
        .map(|tile| match tile {
            Tile::Floor(floor) => Some(*floor),
            _ => None,
        })
        .collect();
    let mut next: Vec<usize> = (0..floors.len())
        .filter(|n| floors.get(*n).is_some_and(Option::is_some))
        .collect();
    while !next.is_empty() {
        let mut reached = Vec::new();
        for from in next {
            let column = from % width;
            let sides = [
                from.checked_sub(width),
                (column > 0).then(|| from - 1),
                (column + 1 < width).then_some(from + 1),
                Some(from + width),
            ];
            let floor = floors.get(from).copied().flatten();
            for side in sides.into_iter().flatten() {
                let thing = plan.tiles.get(side).is_some_and(|tile| !tile.bounds_room());
                let free = floors.get(side).is_some_and(Option::is_none);
                if thing && free && blank.get(side) == Some(&false) {
                    if let Some(there) = floors.get_mut(side) {
                        *there = floor;
                    }
                    reached.push(side);
                }
            }
        }
        next = reached;
    }
    floors
}

/// Rectangles (x, y, width, height) that cover exactly these tiles: runs of a row, joined with
/// equal runs beneath them.
fn rectangles(indices: &[u32], width: u32) -> Vec<[u32; 4]> {
    let width = width.max(1);
    let mut done = Vec::new();
    let mut open: Vec<[u32; 4]> = Vec::new();
    let runs = indices.chunk_by(|a, b| a + 1 == *b && b % width != 0);
    for run in runs {
        let Some(first) = run.first() else { continue };
        let (x, y) = (first % width, first / width);
        let w = u32::try_from(run.len()).unwrap_or(u32::MAX);
        let (ended, still): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|[_, top, _, h]| top + h < y);
        done.extend(ended);
        open = still;
        match open
            .iter_mut()
            .find(|[ox, top, ow, h]| (*ox, *ow, *top + *h) == (x, w, y))
        {
            Some(above) => above[3] += 1,
            None => open.push([x, y, w, 1]),
        }
    }
    done.extend(open);
    done.sort_by_key(|[x, y, ..]| (*y, *x));
    done
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Writing to a string cannot fail.
fn put(out: &mut String, arguments: std::fmt::Arguments) {
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_cover_exactly_their_tiles() {
        // ##.#
        // ##..
        // .###
        let tiles = [0, 1, 3, 4, 5, 9, 10, 11];
        let parts = rectangles(&tiles, 4);
        assert_eq!(parts, [[0, 0, 2, 2], [3, 0, 1, 1], [1, 2, 3, 1]]);
        // A row's end and the next one's beginning are no neighbours.
        assert_eq!(rectangles(&[3, 4], 4), [[3, 0, 1, 1], [0, 1, 1, 1]]);
    }

    #[test]
    fn floor_goes_on_beneath_things_but_not_through_walls() {
        let (flags, boards) = (Tile::Floor(Floor::Flags), Tile::Floor(Floor::Boards));
        let plan = MapPlan {
            width: 6,
            height: 1,
            tiles: vec![
                flags,
                Tile::Bunk,
                Tile::Wall,
                Tile::Bunk,
                Tile::Desk,
                boards,
            ],
            ..MapPlan::default()
        };
        let (flags, boards) = (Some(Floor::Flags), Some(Floor::Boards));
        let expected = [flags, flags, None, boards, boards, boards];
        assert_eq!(floors(&plan, &[false; 6]), expected);
    }

    #[test]
    fn names_are_written_so_that_they_are_read_the_same() {
        let name = "Rat & Bone <\"'>";
        let text = format!("<a name=\"{}\"/>", escaped(name));
        let doc = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(doc.root_element().attribute("name"), Some(name));
    }
}
