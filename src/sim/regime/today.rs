//! The timetable to read: the lines of today, what is on, which bell is next, and whom it calls.
//!
//! Read from the rules the prison lives by, so that a timetable amended meanwhile is the one that
//! is told. Nothing here is state, and nothing is changed.

use bevy_ecs::prelude::World;

use super::Regime;
use super::timetable::{lines_of, next_line};
use crate::clock::{Clock, DAY_S, MINUTE};
use crate::ids::PersonId;
use crate::level::{Occasion, TimetableEntry};
use crate::message::{Message, Part};
use crate::people::Roster;
use crate::rules::Rules;
use crate::vocabulary;

/// A line of today's timetable, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The line itself.
    pub entry: TimetableEntry,
    /// The second of the day at which it is over: at its own end, or when the next line moves men.
    pub until: u32,
    /// The tick it begins at; `None` if that was before the prison began to live.
    pub tick: Option<u64>,
    /// What it asks; until when, if its title says all else.
    pub asks: Message,
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
    /// What it is for whom it was asked: `Work: mill`.
    pub what: Message,
}

/// The second of the day it is now.
pub fn now(world: &World) -> u32 {
    let clock = world.resource::<Clock>();
    clock.second_of_day(clock.tick)
}

/// The tick of a second of today; `None` if that was before the prison began to live.
pub fn tick_of(world: &World, second: u32) -> Option<u64> {
    let clock = world.resource::<Clock>();
    clock.tick_at(clock.day(clock.tick), second.min(DAY_S))
}

/// The tick of this many seconds after today's midnight, or before it; `None` if that was before the
/// prison began to live.
pub fn tick_from_midnight(world: &World, seconds: i64) -> Option<u64> {
    let clock = world.resource::<Clock>();
    let (days, second) = (
        seconds.div_euclid(i64::from(DAY_S)),
        seconds.rem_euclid(i64::from(DAY_S)),
    );
    let day = clock.day(clock.tick).checked_add_signed(days)?;
    clock.tick_at(day, u32::try_from(second).ok()?)
}

/// The weekday this many days from today, 0 Monday to 6 Sunday.
pub fn weekday(world: &World, days: i64) -> u8 {
    let clock = world.resource::<Clock>();
    (i64::from(clock.weekday(clock.tick)) + days).rem_euclid(7) as u8
}

/// The line whose bell has rung within the last minute, or rings now.
pub fn just_rung(world: &World) -> Option<DayLine> {
    let now = world.resource::<Clock>().tick;
    today(world)
        .into_iter()
        .rfind(|line| line.tick.is_some_and(|at| at <= now && now < at + MINUTE))
}

/// The lines of today in order, counts and visits among them.
pub fn today(world: &World) -> Vec<DayLine> {
    lines_on(world, 0)
}

/// The lines of a day this many days from today in order, counts and visits among them.
pub fn lines_on(world: &World, days: i64) -> Vec<DayLine> {
    let entries = lines_of(world.resource::<Rules>(), weekday(world, days));
    entries
        .iter()
        .enumerate()
        .map(|(place, (_, entry))| {
            let next = entries[place + 1..]
                .iter()
                .find(|(_, later)| !later.occasion.is_beside())
                .map_or(DAY_S, |(_, later)| later.at);
            let until = match entry.occasion {
                Occasion::Count { within: length } | Occasion::Visits { length, .. } => {
                    entry.at.saturating_add(length)
                }
                Occasion::Meal { until, .. } => until,
                _ => next,
            };
            DayLine {
                entry: (*entry).clone(),
                until: until.clamp(entry.at, DAY_S),
                tick: tick_from_midnight(world, days * i64::from(DAY_S) + i64::from(entry.at)),
                asks: vocabulary::asks(&entry.occasion, next),
            }
        })
        .collect()
}

/// The message of what is on: the line that says where men should be, or the lockdown. Everybody in the
/// house is told as much by the bell.
pub fn what_is_on(world: &World) -> Option<&'static str> {
    let regime = world.resource::<Regime>();
    if regime.locked_down {
        return Some("title-lockdown");
    }
    let line = regime.line.as_ref()?;
    Some(vocabulary::title(&line.occasion, line.at))
}

/// The next bell: its tick, and the line it calls to.
pub fn next_bell(world: &World) -> Option<(u64, &TimetableEntry)> {
    let rules = world.resource::<Rules>();
    let clock = world.resource::<Clock>();
    let (tick, line) = next_line(rules, clock, clock.tick)?;
    Some((tick, rules.day.get(line as usize)?))
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
        let job_named =
            |id, name: &str| Message::new(id).with("job", Part::Written(name.replace('_', " ")));
        let what = match (&entry.occasion, job) {
            // A count finds him where he is, and who is visited learns it when the visitor sits.
            (occasion, _) if occasion.is_beside() => continue,
            (Occasion::Work, Some(job)) if !job.night => job_named("call-work", &job.name),
            (Occasion::Work, _) => Message::new("call-no-work"),
            (Occasion::LockUp { .. }, Some(job)) if job.night => {
                job_named("call-night-work", &job.name)
            }
            _ => Message::new(vocabulary::title(&entry.occasion, entry.at)),
        };
        return Some(Call {
            tick,
            at: clock.hh_mm(tick),
            entry: entry.clone(),
            what,
        });
    }
    None
}
