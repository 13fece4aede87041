//! The timetable to read: the lines of a day in words, what is on, what comes next, for whom.
//! Nothing here is state, and nothing is changed.

use bevy_ecs::prelude::World;

use super::timetable::{lines_of, next_line};
use super::{Base, Regime};
use crate::clock::Clock;
use crate::ids::PersonId;
use crate::level::{Level, Occasion, TimetableEntry};
use crate::people::Roster;
use crate::rules::Rules;

/// A line of a day's timetable, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line itself.
    pub entry: TimetableEntry,
    /// When it begins, `07:00`.
    pub at: String,
    /// What it is called: `Meal`.
    pub title: &'static str,
    /// What it asks, in a few words; empty if the title says it all.
    pub words: String,
}

/// A line that is to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The tick in which its bell rings.
    pub tick: u64,
    /// When that is, `07:00`.
    pub at: String,
    /// The line.
    pub entry: TimetableEntry,
    /// What it is for whom it was asked, in words: `Work in the mill`.
    pub words: String,
}

/// The lines of a weekday (0 Monday) in order, counts and visits among them.
pub fn lines(level: &Level, weekday: u8) -> Vec<Line> {
    lines_of(level, weekday)
        .into_iter()
        .map(|(_, entry)| Line {
            entry: entry.clone(),
            at: crate::level::words::time_of_day(entry.at),
            title: entry.occasion.title(),
            words: entry.occasion.words(),
        })
        .collect()
}

/// The timetable of today.
pub fn today(world: &World) -> Vec<Line> {
    let clock = world.resource::<Clock>();
    lines(world.resource::<Rules>(), clock.weekday(clock.tick))
}

/// What goes on now, in words: the line that holds, and what goes on beside it.
pub fn what_is_on(world: &World) -> String {
    let regime = world.resource::<Regime>();
    let mut parts = Vec::new();
    if regime.locked_down {
        parts.push("Lockdown".to_owned());
    } else if let Some(line) = &regime.line {
        let over = matches!(
            line.occasion,
            Occasion::Meal { .. } | Occasion::Chapel { .. }
        ) && regime.assembly.is_none();
        parts.push(match (over, regime.base) {
            (false, _) => line.occasion.title().to_owned(),
            (true, Base::Work) => "Work".to_owned(),
            (true, Base::Yard) => "Yard".to_owned(),
            (true, Base::Home) => "Cells".to_owned(),
        });
    }
    if regime.count.is_some() {
        parts.push("Count".to_owned());
    }
    if !regime.visits.is_empty() {
        parts.push("Visits".to_owned());
    }
    parts.join(", ")
}

/// The next bell: its tick, and the line it calls to.
pub fn next_bell(world: &World) -> Option<(u64, TimetableEntry)> {
    let rules = world.resource::<Rules>();
    let clock = world.resource::<Clock>();
    let (tick, line) = next_line(rules, clock, clock.tick)?;
    Some((tick, rules.day.get(line as usize)?.clone()))
}

/// The next line that calls somebody anywhere, and what it is for him.
pub fn next_call(world: &World, person: PersonId) -> Option<Call> {
    let rules = world.resource::<Rules>();
    let clock = world.resource::<Clock>();
    let roster = world.resource::<Roster>();
    if !roster.is_inmate(person) {
        return None;
    }
    let job = roster
        .of(person)
        .job
        .and_then(|job| rules.jobs.get(usize::from(job)));
    let mut from = clock.tick;
    // A day's lines at the most pass before one calls him.
    for _ in 0..=rules.day.len() {
        let (tick, line) = next_line(rules, clock, from)?;
        let entry = rules.day.get(line as usize)?;
        from = tick;
        let words = match (&entry.occasion, job) {
            // A count finds him where he is, and who is visited learns it when the visitor sits.
            (Occasion::Count { .. } | Occasion::Visits { .. }, _) => continue,
            (Occasion::Work, Some(job)) if !job.night => {
                format!("Work: {}", job.name.replace('_', " "))
            }
            (Occasion::Work, _) => "Work: none, to his cell".to_owned(),
            (Occasion::LockUp { .. }, Some(job)) if job.night => {
                format!("Night work: {}", job.name.replace('_', " "))
            }
            (occasion, _) => occasion.title().to_owned(),
        };
        return Some(Call {
            tick,
            at: clock.hh_mm(tick),
            entry: entry.clone(),
            words,
        });
    }
    None
}
