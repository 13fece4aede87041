//! What a level says, once it is read, merged and checked: plain data.
//!
//! Units: lengths in tiles of one metre or whole millimetres, speeds in mm/s,
//! times in whole seconds, shares in basis points (1 % = 100) so that nothing
//! here rounds differently on another machine.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::things::ItemKind;
use super::tile::{RoomUse, Tile};
use crate::Grievance;

/// A share in basis points: 10,000 is the whole.
pub type BasisPoints = u32;
/// Whole seconds; as a time of day, seconds since midnight.
pub type Seconds = u32;

/// A level, whole and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The name it was asked for by, as in `levels/NAME`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Date and time at tick 0.
    pub starts: DateTime,
    /// The timetable. Sorted by (weekday or none, time).
    pub day: Vec<TimetableEntry>,
    /// The kitchen.
    pub kitchen: Kitchen,
    /// The inmates in groups, in the order of the file.
    pub population: Vec<Group>,
    /// Named persons, in the order of the file.
    pub cast: Vec<CastMember>,
    /// What the inmates hold against the administration already.
    pub grudges: Vec<OldGrudge>,
    /// The officers.
    pub guards: Guards,
    /// Work for inmates, in the order of the file.
    pub jobs: Vec<Job>,
    /// How the warden answers a riot.
    pub warden: Warden,
    /// By which rule men rise.
    pub unrest: Unrest,
    /// Constants of walking.
    pub crowd: Crowd,
    /// Groups of plain walkers: a level with these is a walking ground (arena).
    pub walkers: Vec<WalkerGroup>,
    /// The map.
    pub map: MapPlan,
    /// Hash of everything above: two levels with the same hash are the same prison.
    pub hash: u64,
    /// Where each key was written, by its path (`kitchen.quality`, `day.07:00.until`).
    pub origins: BTreeMap<String, Origin>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file as people know it, such as `levels/big_house/level.ron`, or `--set`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One line of the timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimetableEntry {
    /// Only on this weekday (0 Monday to 6 Sunday); `None` is every day. An entry
    /// for a weekday replaces the everyday entry at the same time on that day.
    pub weekday: Option<u8>,
    /// Time of day.
    pub at: Seconds,
    /// What begins.
    pub occasion: Occasion,
}

/// What the bell calls to. It lasts until the next occasion, unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occasion {
    /// The bell: men rise.
    Bell,
    /// Everybody is counted where he is.
    Count {
        /// A count that takes longer is not complete.
        within: Seconds,
    },
    /// A meal in the mess hall.
    Meal {
        /// How many sittings the tiers are called in.
        sittings: u32,
        /// How long a man may eat once he sits.
        eat: Seconds,
        /// Time of day at which the meal is over.
        until: Seconds,
    },
    /// Gangs go to their work.
    Work,
    /// Everybody who may goes to the yard.
    Yard,
    /// Everybody goes back to his cell, or stays there.
    Rest,
    /// Services in the chapel.
    Chapel {
        /// How many services follow one another.
        services: u32,
        /// How long one lasts.
        length: Seconds,
    },
    /// Visits, besides what else goes on.
    Visits {
        /// How many men are visited.
        men: u32,
        /// How long one visit lasts.
        length: Seconds,
    },
    /// Back to the cells; all are behind a locked gate by `by`.
    LockUp {
        /// Time of day.
        by: Seconds,
    },
    /// Lights out: men lie down.
    LightsOut,
}

/// The kitchen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kitchen {
    /// How far a meal fills a man: 10,000 is a good one.
    pub quality: BasisPoints,
    /// Cents spent for each man and day.
    pub spend_cents: u32,
}

/// A mean and the half width of the spread about it, in the unit of the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean.
    pub mean: i32,
    /// Standard deviation; draws are clipped at three of them and at the key's range.
    pub spread: i32,
}

/// Inmates who have something in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its key.
    pub name: String,
    /// How many.
    pub men: u32,
    /// How violent, basis points.
    pub temper: Spread,
    /// Age in years.
    pub age: Spread,
    /// Sentence in years; 99 and above is life.
    pub term: Spread,
}

/// What somebody of the cast is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CastRole {
    /// One of the population's inmates.
    #[default]
    Inmate,
    /// One of the officers.
    Officer,
    /// The warden.
    Warden,
    /// Somebody of the town.
    Civilian,
}

/// A named person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastMember {
    /// Its key.
    pub key: String,
    /// The full name; the key with a capital, if none was written.
    pub name: String,
    /// What he or she is.
    pub role: CastRole,
    /// Prison number, for inmates.
    pub number: Option<u32>,
    /// Group of the population he is taken from, for inmates.
    pub group: Option<String>,
    /// How violent, basis points.
    pub temper: Option<BasisPoints>,
    /// Age in years.
    pub age: Option<u32>,
    /// Sentence in years.
    pub term: Option<u32>,
    /// Cell by name, such as `B-114`.
    pub cell: Option<String>,
    /// Job by key of `jobs`, for inmates.
    pub job: Option<String>,
    /// Name of the room where a civilian lives.
    pub home: Option<String>,
    /// Name of the room where a civilian works.
    pub work: Option<String>,
    /// What is forbidden and an inmate has on him when the level begins.
    pub carries: Vec<ItemKind>,
}

/// What the inmates hold against the administration when the level begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldGrudge {
    /// What.
    pub grievance: Grievance,
    /// What it has cost of legitimacy, with a man who feels as most do.
    pub weight: BasisPoints,
}

/// The officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guards {
    /// On duty by day.
    pub day: u32,
    /// On duty in the evening.
    pub evening: u32,
    /// On duty by night.
    pub night: u32,
    /// When the day shift begins.
    pub day_from: Seconds,
    /// When the evening shift begins.
    pub evening_from: Seconds,
    /// When the night shift begins.
    pub night_from: Seconds,
    /// How harsh they are, basis points.
    pub harshness: BasisPoints,
    /// Cells searched in a day without any reason, and as many men at work, at a harshness of 50 %.
    pub searches: u32,
    /// Share of them who look away, and bring things in, for money, basis points.
    pub corruption: BasisPoints,
}

/// What the built-in warden answers to demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// No.
    #[default]
    Refuse,
    /// Not yet, as often as the men put up with it.
    Stall,
    /// He has the spokesman heard, and gives nothing.
    Talk,
    /// Yes.
    Concede,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Refuse, Self::Stall, Self::Talk, Self::Concede];
}

/// How the warden answers a riot. Times count from when it is called one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warden {
    /// What he answers to demands.
    pub answer: Answer,
    /// He storms with what he has once it counts for so much of the men, basis points; `None` never.
    pub storm: Option<BasisPoints>,
    /// When he has the water cut off, if ever.
    pub water: Option<Seconds>,
    /// When he has the light cut off, if ever.
    pub light: Option<Seconds>,
    /// When he calls the state troopers, if ever.
    pub troopers: Option<Seconds>,
    /// How long they take to come, from and to.
    pub troopers_come: (Seconds, Seconds),
    /// When he calls the army, if ever.
    pub army: Option<Seconds>,
    /// How long it takes to come, from and to.
    pub army_comes: (Seconds, Seconds),
}

/// How the ratio of guards to men who act enters the chance of arrest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArrestRule {
    /// As it is, as the paper prints it. There are no outbursts with it.
    Literal,
    /// Rounded down to a whole number, as in NetLogo's Rebellion: no chance of arrest at all once
    /// there are more men than guards. Outbursts as in the paper.
    #[default]
    Floor,
    /// Rounded to the nearest whole number, halves to the even one, as in Mesa: no chance of arrest
    /// once there are two men to a guard. Smaller and rarer outbursts.
    Round,
    /// Times a logistic of its logarithm, `q^8 / (1 + q^8)`: as steep as rounding, without its
    /// steps. One guard more or less always counts for something.
    Smooth,
}

impl ArrestRule {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Literal, Self::Floor, Self::Round, Self::Smooth];
}

/// How men come to rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unrest {
    /// The rule of decision.
    pub rule: ArrestRule,
}

/// Work for inmates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its key.
    pub name: String,
    /// The use of the room it is done in.
    pub room: RoomUse,
    /// How many men it takes.
    pub men: u32,
    /// Whether it is done while the others are locked up: its men are the listed night workers.
    pub night: bool,
    /// When a night job begins and ends.
    pub hours: Option<(Seconds, Seconds)>,
}

/// Constants of walking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crowd {
    /// Men a door passes for each metre of width in 1,000 seconds.
    pub door_flow: u32,
    /// Speed of a marching file, mm/s.
    pub march: u32,
    /// Distance from man to man in a file, mm.
    pub spacing: u32,
}

/// Plain walkers of an arena.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkerGroup {
    /// Its key.
    pub name: String,
    /// How many; they start spread evenly over the area `from`.
    pub men: u32,
    /// Area they start in.
    pub from: String,
    /// Areas they walk to, one after the other; they leave at the last.
    pub route: Vec<String>,
    /// Whether they begin the route again at its end rather than leave.
    pub forever: bool,
    /// Free walking speed, mm/s.
    pub speed: Spread,
    /// Each starts at a time drawn evenly from this range.
    pub starts_after: (Seconds, Seconds),
}

/// The map: `width * height` tiles, row by row from the top left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapPlan {
    /// Tiles from left to right.
    pub width: u32,
    /// Tiles from top to bottom.
    pub height: u32,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Labels of rooms: each lies on the floor of the room it names.
    pub labels: Vec<Label>,
    /// Named areas: sets of tile indices, sorted.
    pub areas: BTreeMap<String, Vec<u32>>,
    /// The file it was read from, for messages.
    pub file: String,
}

impl MapPlan {
    /// Where people find a tile: line and column of a map that is text, column and row (from 0)
    /// of a map of Tiled, which shows these two at its foot.
    pub fn place(&self, x: u32, y: u32) -> String {
        let file = &self.file;
        if file.ends_with(".txt") {
            format!("{file}:{}:{}", u64::from(y) + 1, u64::from(x) + 1)
        } else {
            format!("{file} (x {x}, y {y})")
        }
    }
}

/// A label on a tile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Column, from 0.
    pub x: u32,
    /// Row, from 0.
    pub y: u32,
    /// What the room is for.
    pub room: RoomUse,
    /// What people call it, if it has a name of its own.
    pub name: Option<String>,
}
