//! `map.txt` to a [`Drawing`]: one character a tile, one line a row. `text_write` is the way back.
//!
//! Lines may end early: what is missing is solid ground. Both kinds of line end
//! are read. There are no comments; what a character means is the legend's.

use std::collections::BTreeMap;

use crate::map::drawing::Drawing;
use crate::map::legend::{Legend, LegendEntry};
use crate::nouns::Tile;
use crate::nouns::{Label, MapPlan, Origin};
use crate::text::problem::{Findings, is_hidden};

/// The most tiles a map has from side to side, and from top to bottom.
pub(crate) const WIDEST: u32 = 1_024;

/// Most labels with a name of their own: each holds its name, which may be long.
pub(crate) const MOST_NAMED: usize = 20_000;
/// What is said of the first that is too many, and what to do about it.
pub(crate) const MANY_NAMED: &str =
    "the map has more than 20000 labels with a name of their own, and this is the first too many";
/// See [`MANY_NAMED`].
pub(crate) const MEND_MANY_NAMED: &str =
    "a room has one label: draw fewer of them, or leave away their names";

/// Reads a map. Problems go to `found`; without them the drawing is whole.
pub(crate) fn read_map(file: &str, bytes: &[u8], legend: &Legend, found: &mut Findings) -> Drawing {
    let mut blank = Vec::new();
    let plan = read_plan(file, bytes, legend, &mut blank, found);
    Drawing { plan, blank }
}

fn read_plan(
    file: &str,
    bytes: &[u8],
    legend: &Legend,
    blank: &mut Vec<bool>,
    found: &mut Findings,
) -> MapPlan {
    let mut plan = MapPlan {
        file: file.to_owned(),
        ..MapPlan::default()
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let sound = String::from_utf8_lossy(sound);
            let line = sound.split('\n').count();
            let column = sound
                .rsplit('\n')
                .next()
                .map_or(0, |line| line.chars().count())
                + 1;
            found.say(
                &at(file, column - 1, line - 1),
                "here is a byte that is no UTF-8",
                "save the map as UTF-8 text",
            );
            return plan;
        }
    };
    found.remember(file, text);
    let rows: Vec<&str> = text
        .trim_end_matches(['\n', '\r'])
        .split('\n')
        .map(|row| row.strip_suffix('\r').unwrap_or(row))
        .collect();
    let width = rows
        .iter()
        .map(|row| row.chars().count())
        .max()
        .unwrap_or(0);
    if width == 0 {
        found.say_file(file, "the map is empty", "draw at least one tile");
        return plan;
    }
    for (size, side, place) in [
        (width, "wide", at(file, to_usize(WIDEST), 0)),
        (rows.len(), "high", at(file, 0, to_usize(WIDEST))),
    ] {
        if size > to_usize(WIDEST) {
            found.say(
                &place,
                format!("the map is {size} tiles {side}, and {WIDEST} is the most"),
                "a tile is one metre",
            );
            return plan;
        }
    }
    plan.width = u32::try_from(width).unwrap_or(WIDEST);
    plan.height = u32::try_from(rows.len()).unwrap_or(WIDEST);
    plan.tiles.reserve_exact(width * rows.len());
    let mut unknown: BTreeMap<char, Unknown> = BTreeMap::new();
    let mut named = 0;
    for (y, row) in (0_u32..).zip(&rows) {
        for (x, c) in (0..plan.width).zip(row.chars().chain(std::iter::repeat(' '))) {
            let tile = match legend.get(&c) {
                Some(LegendEntry::Tile(tile)) => *tile,
                Some(LegendEntry::Room { room, name, floor }) => {
                    named += usize::from(name.is_some());
                    if named == MOST_NAMED + 1 {
                        let place = at(file, to_usize(x), to_usize(y));
                        found.say_tile(&place, (x, y), MANY_NAMED, MEND_MANY_NAMED);
                    }
                    if name.is_none() || named <= MOST_NAMED {
                        plan.labels.push(Label {
                            x,
                            y,
                            room: *room,
                            name: name.clone(),
                        });
                    }
                    Tile::Floor(*floor)
                }
                Some(LegendEntry::Area { name, floor }) => {
                    let index = y * plan.width + x;
                    match plan.areas.get_mut(name) {
                        Some(area) => area.push(index),
                        None => {
                            plan.areas.insert(name.clone(), vec![index]);
                        }
                    }
                    Tile::Floor(*floor)
                }
                None => {
                    unknown.entry(c).or_insert(Unknown { x, y, times: 0 }).times += 1;
                    Tile::Wall
                }
            };
            plan.tiles.push(tile);
            blank.push(c == ' ' && tile == Tile::Wall);
        }
    }
    for (c, first) in unknown {
        first.say(c, file, found);
    }
    plan
}

/// A character the legend does not know: where it stands first and how often.
struct Unknown {
    x: u32,
    y: u32,
    times: u32,
}

impl Unknown {
    fn say(&self, c: char, file: &str, found: &mut Findings) {
        let Unknown { x, y, times } = *self;
        let shown = if is_hidden(c) || c.is_whitespace() {
            format!("the character U+{:04X}", u32::from(c))
        } else {
            format!("\"{c}\"")
        };
        let often = match times {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        let mend = if c == '\t' {
            "a tab has no width on a map: write blanks".to_owned()
        } else {
            format!(
                "give it a meaning in level.ron, legend: {{ \"{c}\": Tile(\"Loom\") }}, or draw another"
            )
        };
        let place = at(file, to_usize(x), to_usize(y));
        found.say_tile(
            &place,
            (x, y),
            format!("{shown} is not in the legend; it stands on the map {often}"),
            mend,
        );
    }
}

/// A count as the platform's size; maps are far smaller than either.
fn to_usize(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// A place in the file: `x` and `y` from 0.
fn at(file: &str, x: usize, y: usize) -> Origin {
    let from_one = |n: usize| u32::try_from(n.saturating_add(1)).unwrap_or(u32::MAX);
    Origin {
        file: file.to_owned(),
        line: from_one(y),
        column: from_one(x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::legend::default_legend;
    use crate::nouns::{Floor, RoomUse};

    fn map(bytes: &[u8]) -> (MapPlan, String) {
        let mut found = Findings::default();
        let mut legend = default_legend();
        let start = LegendEntry::Area {
            name: "start".to_owned(),
            floor: Floor::Grass,
        };
        legend.insert('z', start);
        let plan = read_map("m/map.txt", bytes, &legend, &mut found).plan;
        (plan, found.into_problems().to_string())
    }

    #[test]
    fn tiles_labels_and_areas_lie_where_they_were_drawn() {
        let (plan, report) = map(b"####\r\n#cz#\n#z.\n##\n\n");
        assert_eq!(report, "");
        assert_eq!((plan.width, plan.height, plan.tiles.len()), (4, 4, 16));
        let label = Label {
            x: 1,
            y: 1,
            room: RoomUse::Cell,
            name: None,
        };
        assert_eq!(plan.labels, [label]);
        assert_eq!(plan.areas["start"], [6, 9]);
        assert_eq!(plan.tiles[6], Tile::Floor(Floor::Grass));
        assert_eq!(plan.tiles[10], Tile::Floor(Floor::Flags));
        assert_eq!(plan.tiles[11], Tile::Wall);
    }

    #[test]
    fn a_name_on_each_tile_of_a_large_map_is_refused_at_the_first_too_many() {
        let told = |rows: usize| {
            let mut legend = default_legend();
            let shop = LegendEntry::Room {
                room: RoomUse::Shop,
                name: Some("\u{1f512}".repeat(200)),
                floor: Floor::Boards,
            };
            legend.insert('!', shop);
            let text = ("!".repeat(200) + "\n").repeat(rows);
            let mut found = Findings::default();
            let plan = read_map("m/map.txt", text.as_bytes(), &legend, &mut found).plan;
            (plan.labels.len(), found.into_problems().to_string())
        };
        assert_eq!(told(MOST_NAMED / 200), (MOST_NAMED, String::new()));
        let (labels, report) = told(1_000);
        assert_eq!(labels, MOST_NAMED);
        assert!(
            report.contains("m/map.txt:101:1 (x 0, y 100): the map has more than 20000 labels"),
            "{report}"
        );
        assert_eq!(report.matches("too many").count(), 1, "{report}");
    }

    #[test]
    fn each_unknown_character_is_told_once_with_place_and_number() {
        let (_, report) = map("###\n#@\u{20ac}\n@@\t".as_bytes());
        assert!(
            report.contains(
                "m/map.txt:2:2 (x 1, y 1): \"@\" is not in the legend; it stands on the map 3 times"
            ),
            "{report}"
        );
        assert!(
            report.contains("m/map.txt:2:3 (x 2, y 1): \"\u{20ac}\""),
            "{report}"
        );
        assert!(
            report.contains("m/map.txt:3:3 (x 2, y 2): the character U+0009"),
            "{report}"
        );
    }

    #[test]
    fn maps_that_are_empty_too_large_or_no_text_are_errors() {
        assert!(map(b"").1.contains("the map is empty"));
        assert!(map(b"\n\r\n\n").1.contains("the map is empty"));
        assert!(map(&b"#".repeat(1_025)).1.contains("1025 tiles wide"));
        assert!(map(&b"#\n".repeat(1_025)).1.contains("1025 tiles high"));
        assert_eq!(
            map(&[b"#".repeat(1_024), b"\n".repeat(1_023), b"#".to_vec()].concat())
                .0
                .tiles
                .len(),
            1_024 * 1_024
        );
        assert!(
            map(b"##\n#\xff")
                .1
                .contains("m/map.txt:2:2: here is a byte")
        );
    }
}
