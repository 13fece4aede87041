//! A [`Drawing`] as `map.txt`: each tile by the character the legend has for it.
//!
//! A text map says one thing a tile. What it has no character for is told with the line of the
//! legend that would bring one; two areas on one tile, or an area and a label, it cannot say.

use std::collections::BTreeMap;

use crate::map::drawing::Drawing;
use crate::map::legend::{Legend, LegendEntry, default_legend, usual_floor};
use crate::nouns::{Floor, Tile};
use crate::nouns::{MapPlan, Origin};
use crate::text::problem::{Findings, quote};

/// A mark the legend has no character for: where it stands first, and how often.
struct Missing {
    mark: LegendEntry,
    x_y: (u32, u32),
    times: u32,
}

/// The characters for marks, as far as they were asked for.
struct Pen<'l> {
    legend: &'l Legend,
    usual: Legend,
    missing: Vec<Missing>,
}

/// How many different marks without a character are told; each wants a line in the legend.
const MOST_MISSING: usize = 60;

/// Writes a map. What cannot be written goes to `found`; `more` is the file in which further
/// characters are given a meaning.
pub(crate) fn write_map(
    drawing: &Drawing,
    legend: &Legend,
    more: &str,
    found: &mut Findings,
) -> String {
    let Drawing { plan, blank } = drawing;
    let mut pen = Pen {
        legend,
        usual: default_legend(),
        missing: Vec::new(),
    };
    let mut marks = marks(plan, found);
    let blank_is_wall = legend.get(&' ') == Some(&LegendEntry::Tile(Tile::Wall));
    let mut tiles: BTreeMap<Tile, char> = BTreeMap::new();
    let mut out = String::with_capacity(plan.tiles.len() + plan.tiles.len() / 64 + 64);
    for (n, (tile, blank)) in (0_u32..).zip(plan.tiles.iter().zip(blank)) {
        let x_y = (n % plan.width.max(1), n / plan.width.max(1));
        let c = match marks.remove(&n) {
            Some(mark) => pen.letter(mark, x_y),
            None if *blank && blank_is_wall => ' ',
            None => match tiles.get(tile) {
                Some(c) => *c,
                None => {
                    let c = pen.letter(LegendEntry::Tile(*tile), x_y);
                    // What is missing is counted each time.
                    if c != MISSING {
                        tiles.insert(*tile, c);
                    }
                    c
                }
            },
        };
        out.push(c);
        if x_y.0 + 1 == plan.width {
            out.push('\n');
        }
    }
    pen.close(&plan.file, more, found);
    out
}

/// What stands for a character there is none for; no map holds it.
const MISSING: char = '\0';

/// Labels and areas, by the number of their tile.
fn marks(plan: &MapPlan, found: &mut Findings) -> BTreeMap<u32, LegendEntry> {
    let mut marks = BTreeMap::new();
    let file = whole(&plan.file);
    let floor_of = |n: u32| {
        let index = usize::try_from(n).unwrap_or(usize::MAX);
        match plan.tiles.get(index) {
            Some(Tile::Floor(floor)) => Ok(*floor),
            tile => Err(tile.copied().unwrap_or(Tile::Wall)),
        }
    };
    for label in &plan.labels {
        let n = label.y * plan.width + label.x;
        let mark = LegendEntry::Room {
            room: label.room,
            name: label.name.clone(),
            floor: floor_of(n).unwrap_or(usual_floor(label.room)),
        };
        marks.insert(n, mark);
    }
    for (name, tiles) in &plan.areas {
        let mut told = false;
        for n in tiles {
            let x_y = (n % plan.width.max(1), n / plan.width.max(1));
            let floor = floor_of(*n);
            let mark = LegendEntry::Area {
                name: name.clone(),
                floor: floor.unwrap_or(Floor::Flags),
            };
            let other = match (floor, marks.insert(*n, mark)) {
                (Err(tile), _) => format!("a {tile:?}"),
                (_, Some(LegendEntry::Room { room, .. })) => format!("the label {room:?}"),
                (_, Some(LegendEntry::Area { name, .. })) => format!("the area {}", quote(&name)),
                (Ok(_), _) => continue,
            };
            if !told {
                told = true;
                let what = format!(
                    "the area {} and {other} lie on one tile, and a text map says one thing a tile",
                    quote(name)
                );
                found.say_tile(&file, x_y, what, "draw them beside one another");
            }
        }
    }
    marks
}

impl Pen<'_> {
    fn letter(&mut self, mark: LegendEntry, x_y: (u32, u32)) -> char {
        let letters = self.legend.iter().filter(|(_, known)| **known == mark);
        // The usual character before a level's own, and a blank only if there is no other.
        let best =
            letters.min_by_key(|(c, _)| (**c == ' ', self.usual.get(*c) != Some(&mark), **c));
        if let Some((c, _)) = best {
            return *c;
        }
        let full = self.missing.len() >= MOST_MISSING;
        let known = self.missing.iter_mut().find(|missing| missing.mark == mark);
        if let Some(missing) = known {
            missing.times += 1;
        } else if !full {
            self.missing.push(Missing {
                mark,
                x_y,
                times: 1,
            });
        }
        MISSING
    }

    fn close(self, file: &str, more: &str, found: &mut Findings) {
        let free = ('!'..='~').chain('\u{a1}'..='\u{ff}');
        let mut free = free.filter(|c| !self.legend.contains_key(c) && !"\"\\".contains(*c));
        for Missing { mark, x_y, times } in self.missing {
            let meaning = in_words(&mark);
            let often = match times {
                1 => "it stands on the map once".to_owned(),
                times => format!("it stands on the map {times} times"),
            };
            let c = free.next().unwrap_or('?');
            found.say_tile(
                &whole(file),
                x_y,
                format!("no character of the legend means {meaning}; {often}"),
                format!("write into {more}, legend: {{ \"{c}\": {meaning} }}"),
            );
        }
    }
}

/// A mark as the legend writes it.
fn in_words(mark: &LegendEntry) -> String {
    match mark {
        LegendEntry::Tile(Tile::Floor(floor)) => format!("Floor(\"{floor:?}\")"),
        LegendEntry::Tile(tile) => format!("Tile(\"{tile:?}\")"),
        LegendEntry::Room { room, name, floor } => match name {
            Some(name) => format!("Room(use: {room:?}, name: {name:?}, floor: {floor:?})"),
            None => format!("Room(use: {room:?}, floor: {floor:?})"),
        },
        LegendEntry::Area { name, floor } => format!("Area(name: {name:?}, floor: {floor:?})"),
    }
}

fn whole(file: &str) -> Origin {
    Origin {
        file: file.to_owned(),
        line: 0,
        column: 0,
    }
}
