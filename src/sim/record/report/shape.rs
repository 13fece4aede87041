//! What a report holds, part by part.
//!
//! Its JSON form is what scripts read: keys are added, not renamed. Times are seconds of prison time
//! unless a key says otherwise.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::riots::{RiotLine, UnrestLine};
use super::super::story::{BeatLine, SpokenLine};

/// Who is where, at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Population {
    /// Inmates on the book.
    pub inmates: u32,
    /// Berths in cells.
    pub capacity: u32,
    /// Officers employed.
    pub guards: u32,
    /// Officers on duty.
    pub guards_on_duty: u32,
    /// Of those, on fixed posts.
    pub guards_on_posts: u32,
    /// Inmates in sight of an officer on duty, by blocks of 4 m (in the dark, those near him).
    pub in_sight: u32,
    /// Civilians.
    pub civilians: u32,
    /// Inmates outside the wall.
    pub at_large: u32,
    /// Inmates dead.
    pub dead: u32,
    /// Inmates in the dungeon.
    pub in_dungeon: u32,
    /// Inmates paroled. There is no board yet.
    pub paroled: u32,
    /// Inmates who sleep in a berth, on the floor of a cell, on a mattress in a gallery.
    pub sleep_in: BTreeMap<&'static str, u32>,
}

/// One meal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meal {
    /// When it was called.
    pub at: String,
    /// Men who should eat.
    pub expected: u32,
    /// Men served (docs/architecture.md#words-that-are-measured).
    pub served: u32,
    /// Seconds each sitting took from the first man through the door to the last one seated.
    pub fill_s: Vec<u32>,
    /// Men seated in each sitting.
    pub seated: Vec<u32>,
}

/// One count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountLine {
    /// When it was called.
    pub at: String,
    /// Men counted.
    pub counted: u32,
    /// Men on the book.
    pub book: u32,
    /// Whether it was complete in time.
    pub complete: bool,
    /// Seconds it took.
    pub took_s: u32,
}

/// One lock-up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LockUp {
    /// When it was looked at.
    pub at: String,
    /// Men behind a locked cell or gallery gate.
    pub locked_in: u32,
    /// Listed night workers.
    pub listed: u32,
    /// Men elsewhere.
    pub missing: u32,
}

/// What was counted over the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Counters {
    /// Meals, in order.
    pub meals: Vec<Meal>,
    /// Counts, in order.
    pub counts: Vec<CountLine>,
    /// Lock-ups, in order.
    pub lockups: Vec<LockUp>,
    /// Men at each service in the chapel.
    pub services: Vec<u32>,
    /// Visits that took place.
    pub visits: u32,
    /// Visits that came to nothing.
    pub visits_missed: u32,
    /// Passages through doors.
    pub doors_passed: u64,
    /// Cents spent on food.
    pub food_cents: u64,
    /// How often somebody got stuck.
    pub got_stuck: u32,
    /// Persons stuck at the end.
    pub stuck: u32,
    /// Persons sealed in at the end.
    pub sealed_in: u32,
    /// Longest sum of ordered waits of one man and day since the level began, seconds.
    pub most_ordered_wait_s: u32,
    /// How often a need came to hurt somebody.
    pub hurts: BTreeMap<&'static str, u32>,
    /// What is forbidden.
    pub contraband: ContrabandLine,
    /// Searches, and men beaten.
    pub searches: SearchLine,
    /// Offences, and what came of them.
    pub discipline: DisciplineLine,
}

/// What is forbidden.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContrabandLine {
    /// Items made or brought in; in a run from the beginning, those of before the level began included.
    pub made: u32,
    /// How often one was hidden.
    pub hidden: u32,
    /// How often one was taken out.
    pub fetched: u32,
    /// How often one changed hands unseen.
    pub passed_unseen: u32,
    /// How often an officer saw it.
    pub passed_seen: u32,
    /// Items found, by kind.
    pub found: BTreeMap<&'static str, u32>,
    /// Items nobody has found, by kind.
    pub at_large: BTreeMap<&'static str, u32>,
}

/// What officers did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchLine {
    /// Cells searched.
    pub cells: u32,
    /// Men searched.
    pub men: u32,
    /// Men beaten.
    pub beaten: u32,
}

/// Offences and what came of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DisciplineLine {
    /// Reports.
    pub offences: u32,
    /// Hearings.
    pub hearings: u32,
    /// Men punished.
    pub punished: u32,
    /// Of those, for what they had not done.
    pub unjustly: u32,
    /// Days of dungeon given.
    pub days: u32,
    /// Days of good time taken.
    pub good_time_days: u32,
}

/// One of the longest waits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WaitLine {
    /// Who.
    pub who: String,
    /// How long, seconds.
    pub seconds: u32,
    /// Since when.
    pub since: String,
    /// Column and row of the tile he waited at, or for.
    pub at: (u32, u32),
    /// For an ordered wait, the happening it came from; 0 otherwise.
    pub order: u32,
}

/// A walker of an arena.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Walker {
    /// His number.
    pub id: u32,
    /// His group.
    pub group: String,
    /// When he set off.
    pub start_s: Option<f64>,
    /// When he came to the end.
    pub end_s: Option<f64>,
    /// The last area of his route.
    pub exit: String,
}

/// The report of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The level's name.
    pub level: String,
    /// The level's hash, 16 hex digits: two levels of one hash are the same prison.
    pub level_hash: String,
    /// The options the level was read with.
    pub settings: Vec<String>,
    /// Its title.
    pub title: String,
    /// The seed.
    pub seed: u64,
    /// The rules.
    pub rules: u32,
    /// Where the run began.
    pub from: String,
    /// Where it ended.
    pub to: String,
    /// Ticks lived.
    pub ticks: u64,
    /// Seconds of wall time they took.
    pub wall_s: f64,
    /// Prison time over wall time.
    pub real_time_factor: f64,
    /// Digest of the state at the end, 16 hex digits.
    pub digest: String,
    /// Who is where.
    pub population: Population,
    /// What was counted.
    pub counters: Counters,
    /// Needs at the end: the mean lack in per cent, by what a man sleeps on.
    pub needs: BTreeMap<&'static str, BTreeMap<&'static str, f64>>,
    /// The longest waits, by reason.
    pub waits: BTreeMap<&'static str, Vec<WaitLine>>,
    /// Unrest.
    pub unrest: UnrestLine,
    /// Riots, oldest first.
    pub riots: Vec<RiotLine>,
    /// Escapes. None can be tried yet.
    pub escapes: Vec<()>,
    /// Beats of the film that came about, in their order.
    pub beats: Vec<BeatLine>,
    /// The lines of the screenplay, if one was played.
    pub screenplay: Vec<SpokenLine>,
    /// Walkers of an arena.
    pub walkers: Vec<Walker>,
}
