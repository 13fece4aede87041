//! Checking a prison: what a level's map and rules make, looked at before anybody lives in it.
//!
//! A finding is a message with parts; its words are in the files of a language.
//!
//! Findings are no errors: an overcrowded or badly built prison may be lived in, and that is
//! what people make levels for. Each names the place and a remedy; **grave** are those that keep the
//! day from taking place: men who cannot be let out, fed, or called where the bell calls.
//!
//! - this file: the findings, and their order
//! - `building`: doors, locks, rooms, bunks, posts, as the map draws them
//! - `plan`: what was drawn and cannot have been meant: rooms without a label, holes in the wall
//! - `day`: what the timetable, the jobs and the shifts ask of the building
//! - `ground`: whether walkers of a walking ground can come to where they are to go

mod building;
mod day;
mod ground;
mod plan;

use std::collections::BTreeMap;

use super::{Grid, Tiers, Topology};
use crate::ids::TileId;
use crate::level::{Level, PlaceUse, RoomUse};
use crate::message::{Message, Part};

/// An officer keeps the locks that lie within this of his post, mm.
pub const KEEPS: u32 = 14_000;

/// One thing worth saying about a prison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Column and row of the tile it is about, from 0; `None` if it is about the level file.
    pub at: Option<(u32, u32)>,
    /// File, line and column, as an editor shows them.
    pub place: String,
    /// What is the matter, as a message whose `mend` says how to mend it.
    pub finding: Message,
    /// How many more there are of this kind that are not reported one by one.
    pub more: usize,
    /// Whether it keeps the day from taking place.
    pub grave: bool,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// What is worth saying.
    pub findings: Vec<Defect>,
    /// Rooms.
    pub rooms: usize,
    /// Doors.
    pub doors: usize,
    /// Cells.
    pub cells: usize,
    /// Berths in cells.
    pub berths: u32,
    /// Inmates.
    pub inmates: u32,
}

impl Survey {
    /// How many findings are grave.
    pub fn grave(&self) -> usize {
        self.findings.iter().filter(|finding| finding.grave).count()
    }
}

/// Looks at the prison a level makes.
pub fn check(level: &Level) -> Survey {
    let grid = Grid::of(&level.map);
    let topology = Topology::of(&grid);
    let tiers = Tiers::of(&grid, &topology);
    let inmates = level.population.iter().map(|group| group.men).sum();
    let mut checking = Checking {
        level,
        grid: &grid,
        topology: &topology,
        tiers: &tiers,
        inmates,
        holes: 0,
        findings: Vec::new(),
    };
    if inmates > 0 {
        // What follows from a hole in the wall is not told besides.
        checking.plan();
    }
    checking.building();
    checking.ground();
    if inmates > 0 {
        checking.day();
    }
    Survey {
        findings: few_of_a_kind(checking.findings),
        rooms: topology.rooms().len(),
        doors: topology.portals().len(),
        cells: tiers.cells().count(),
        berths: tiers
            .cells()
            .map(|(_, cell)| cell.berths.len() as u32)
            .sum(),
        inmates,
    }
}

struct Checking<'a> {
    level: &'a Level,
    grid: &'a Grid,
    topology: &'a Topology,
    tiers: &'a Tiers,
    inmates: u32,
    /// Holes in the great wall.
    holes: u32,
    findings: Vec<Defect>,
}

/// A number as a part of a finding.
fn number(number: impl TryInto<i64>) -> Part {
    Part::Count(number.try_into().unwrap_or(i64::MAX))
}

/// A text as it is.
fn written(text: &str) -> Part {
    Part::Written(text.to_owned())
}

/// A text of a file, with its marks.
fn quoted(text: &str) -> Part {
    Part::Written(format!("{text:?}"))
}

/// A word of level files, by the name it has there.
fn by_name(word: impl std::fmt::Debug) -> Part {
    Part::Written(format!("{word:?}"))
}

/// How many findings of one kind are told one by one.
const TOLD: usize = 4;

/// The findings, of each kind the first few: one wall that is missing makes forty.
fn few_of_a_kind(findings: Vec<Defect>) -> Vec<Defect> {
    let mut told: Vec<Defect> = Vec::new();
    let mut kinds: BTreeMap<(&'static str, bool), (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let kind = kinds
            .entry((finding.finding.id, finding.grave))
            .or_default();
        kind.0 += 1;
        if kind.0 <= TOLD {
            kind.1 = told.len();
            told.push(finding);
        }
    }
    for (many, last) in kinds.into_values().filter(|(many, _)| *many > TOLD) {
        told[last].more = many - TOLD;
    }
    told
}

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Remark,
    Grave,
}

impl Checking<'_> {
    /// Something about a tile; its place is shown as an editor shows it, line and column from 1.
    fn of_tile(&mut self, weight: Weight, tile: TileId, finding: Message) {
        let (x, y) = self.grid.x_y(tile);
        self.findings.push(Defect {
            at: Some((x, y)),
            place: self.level.map.place(x, y),
            finding,
            more: 0,
            grave: weight == Weight::Grave,
        });
    }

    /// Something about a key of the level file.
    fn of_key(&mut self, weight: Weight, key: &str, finding: Message) {
        let place = match self.level.origins.get(key) {
            Some(origin) => format!("{}:{}:{}", origin.file, origin.line, origin.column),
            None => format!("level.ron, {key}"),
        };
        self.findings.push(Defect {
            at: None,
            place,
            finding,
            more: 0,
            grave: weight == Weight::Grave,
        });
    }

    /// Places of one kind in rooms of one use.
    fn places(&self, used_as: PlaceUse, room: RoomUse) -> u32 {
        self.topology
            .places_for(used_as)
            .filter(|place| self.topology.room(place.room).used_as == room)
            .count() as u32
    }
}
