//! The timetable of a day as everybody in the house knows it: what is on, and which bell is next.
//!
//! Read from the rules the prison lives by, so that a timetable amended during the game is the
//! one that is shown. Times of day are seconds since midnight.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::level::{Occasion, TimetableEntry};
use bighouse_sim::regime::timetable;
use bighouse_sim::rules::Rules;

use super::news;

/// Seconds in a day.
pub const DAY_S: u32 = 24 * 3600;

/// What a stretch of the day is for. Each has its own pattern in a picture of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stretch {
    /// In the cells, by day.
    Cells,
    /// In the mess hall.
    Meal,
    /// At work.
    Work,
    /// In the yard.
    Yard,
    /// In chapel.
    Chapel,
    /// Locked in for the night.
    Locked,
    /// Asleep.
    Night,
    /// Beside what else goes on: counts and visits.
    Beside,
}

/// A line of the timetable on a certain day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it begins.
    pub at: u32,
    /// When it is over: its own end, or the next line that moves men.
    pub until: u32,
    /// The tick it begins at; `None` if that was before the game.
    pub tick: Option<u64>,
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub stretch: Stretch,
    /// What it asks, in words: sittings, ends, numbers.
    pub detail: String,
    /// The weekday (0 Monday to 6 Sunday) it is written for; `None` is the everyday line.
    pub weekday: Option<u8>,
    /// What begins.
    pub occasion: Occasion,
}

impl Line {
    /// When it begins, as a clock shows it.
    pub fn hh_mm(&self) -> String {
        hh_mm(self.at)
    }
}

/// A second of the day, as a clock shows it.
pub fn hh_mm(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600 % 24, second / 60 % 60)
}

/// The second of the day it is now.
pub fn now(prison: &Prison) -> u32 {
    let clock = prison.world().resource::<Clock>();
    clock.second_of_day(prison.now())
}

/// The tick of a second of today; `None` if that was before the game began.
pub fn tick_of_today(prison: &Prison, second: u32) -> Option<u64> {
    let clock = prison.world().resource::<Clock>();
    clock.tick_at(clock.day(prison.now()), second.min(DAY_S))
}

/// The lines of today, in order.
pub fn today(prison: &Prison) -> Vec<Line> {
    let world = prison.world();
    let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
    let entries = timetable::lines_of(rules, clock.weekday(prison.now()));
    let day = clock.day(prison.now());
    entries
        .iter()
        .enumerate()
        .map(|(place, (_, entry))| {
            let next = entries[place + 1..]
                .iter()
                .map(|(_, later)| *later)
                .find(|later| stretch(later) != Stretch::Beside)
                .map_or(DAY_S, |later| later.at);
            line(entry, clock.tick_at(day, entry.at), next)
        })
        .collect()
}

/// What is on now: the line that says where men are, today's or the last of yesterday.
pub fn on_now(prison: &Prison) -> Option<&'static str> {
    let world = prison.world();
    let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
    let index = timetable::main_line_at(rules, clock, prison.now())?;
    rules.day.get(index as usize).map(news::occasion)
}

/// The next bell: its tick and what it calls to.
pub fn next_bell(prison: &Prison) -> Option<(u64, &'static str)> {
    let world = prison.world();
    let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
    let (tick, index) = timetable::next_line(rules, clock, prison.now())?;
    let entry = rules.day.get(index as usize)?;
    Some((tick, news::occasion(entry)))
}

fn line(entry: &TimetableEntry, tick: Option<u64>, next: u32) -> Line {
    let (until, detail) = match entry.occasion {
        Occasion::Count { within } => (
            entry.at + within,
            format!("to be complete within {} min", within / 60),
        ),
        Occasion::Meal {
            sittings,
            eat,
            until,
        } => (
            until,
            format!(
                "{sittings} sittings of {} min, over by {}",
                eat / 60,
                hh_mm(until)
            ),
        ),
        Occasion::Chapel { services, length } => {
            (next, format!("{services} services of {} min", length / 60))
        }
        Occasion::Visits { men, length } => (
            entry.at + length,
            format!("{men} men, {} min each", length / 60),
        ),
        Occasion::LockUp { by } => (next, format!("all behind a gate by {}", hh_mm(by))),
        _ => (next, format!("until {}", hh_mm(next))),
    };
    Line {
        at: entry.at,
        until: until.clamp(entry.at, DAY_S),
        tick,
        name: news::occasion(entry),
        stretch: stretch(entry),
        detail,
        weekday: entry.weekday,
        occasion: entry.occasion.clone(),
    }
}

fn stretch(entry: &TimetableEntry) -> Stretch {
    match entry.occasion {
        Occasion::Count { .. } | Occasion::Visits { .. } => Stretch::Beside,
        Occasion::Bell | Occasion::Rest => Stretch::Cells,
        Occasion::Meal { .. } => Stretch::Meal,
        Occasion::Work => Stretch::Work,
        Occasion::Yard => Stretch::Yard,
        Occasion::Chapel { .. } => Stretch::Chapel,
        Occasion::LockUp { .. } => Stretch::Locked,
        Occasion::LightsOut => Stretch::Night,
    }
}
