//! The timetable changed while the prison lives by it.
//!
//! What is queued follows: the bells of lines that are gone do not ring, those of new ones do. What
//! has begun goes on to its end, unless another line holds now: then that is called, as if the
//! bell rang. A line that only changed its own times goes on with those. Counts and visits that go
//! on beside it are left as they were called.

use bevy_ecs::prelude::World;

use super::Duty;
use super::assembly;
use super::timetable::{call_the_hour, first_line, main_line_at, still_to_come};
use crate::clock::seconds;
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::ids::PersonId;
use crate::level::{Level, Occasion, TimetableEntry};
use crate::order::carry_out;
use crate::refusal::Refusal;

/// Follows a change of the rules that were in force before.
pub(crate) fn follow(world: &mut World, before: &Level) -> Result<(), Refusal> {
    let before = before.clone();
    carry_out(world, move |mut duty: Duty| {
        if duty.rules.day != before.day {
            follow_timetable(&mut duty, &before);
        }
        follow_hours(&mut duty, &before);
    })
}

fn follow_timetable(duty: &mut Duty, before: &Level) {
    let tick = duty.tick();
    let now = duty.rules.now().clone();
    let clock = duty.travel.clock.clone();
    // A bell of this very tick has not rung yet; struck here, it rings in the next.
    let unrung = duty.due.strike(DueKind::Bell, |_| true);
    let from = unrung.map_or(tick, |unrung| unrung.min(tick));
    if let Some((at, line)) = first_line(&now, &clock, from) {
        duty.due.push(at, DueKind::Bell, PersonId(0), line);
    }
    if duty.regime.locked_down {
        return;
    }
    let line_of = |level: &Level| -> Option<TimetableEntry> {
        let line = main_line_at(level, &clock, tick)?;
        level.day.get(line as usize).cloned()
    };
    let (old, new) = (line_of(before), line_of(&now));
    if old == new {
        return;
    }
    match (old, new) {
        (Some(old), Some(new)) if is_the_same_call(&old, &new) => go_on_with(duty, &new),
        // It begins in this tick: its bell, just queued, calls it.
        (_, Some(new)) if clock.tick_at(clock.day(tick), new.at) == Some(tick) => {}
        _ => call_the_hour(duty),
    }
}

/// Whether two lines call to the same at the same time, be it for longer or shorter.
fn is_the_same_call(one: &TimetableEntry, other: &TimetableEntry) -> bool {
    (one.weekday, one.at) == (other.weekday, other.at)
        && std::mem::discriminant(&one.occasion) == std::mem::discriminant(&other.occasion)
}

/// The line that holds has other times now.
fn go_on_with(duty: &mut Duty, line: &TimetableEntry) {
    let tick = duty.tick();
    let end = |second| still_to_come(line, second, &duty.travel.clock).unwrap_or(tick);
    match line.occasion {
        Occasion::Meal { eat, until, .. } => {
            let until = end(until);
            if let Some(meal) = duty
                .regime
                .assembly
                .as_mut()
                .filter(|assembly| assembly.deed == Deed::Eat)
            {
                meal.until = until;
                meal.rise = assembly::Rise::Each(seconds(eat));
            }
        }
        Occasion::Chapel { length, .. } => {
            if let Some(service) = duty
                .regime
                .assembly
                .as_mut()
                .filter(|assembly| assembly.deed == Deed::Pray)
            {
                service.rise = assembly::Rise::Together(seconds(length));
            }
        }
        Occasion::LockUp { by } => {
            let by = end(by);
            if duty.regime.lock_by.is_some() {
                duty.regime.lock_by = Some(by);
            }
        }
        _ => {}
    }
    duty.regime.line = Some(line.clone());
}

/// Night jobs with other hours: what was queued of the old ones is struck, and while their gangs are
/// locked in where they work, the new ones are queued.
fn follow_hours(duty: &mut Duty, before: &Level) {
    for job in 0..duty.rules.jobs.len() {
        let hours = duty.rules.jobs[job].hours;
        if before.jobs.get(job).is_some_and(|old| old.hours == hours) {
            continue;
        }
        let subject = PersonId::from_index(job);
        duty.due
            .strike(DueKind::NightWork, |due| due.subject == subject);
        if duty.regime.day {
            continue;
        }
        let second = duty.travel.clock.second_of_day(duty.tick());
        let at_work = hours.is_some_and(|(from, to)| {
            if from < to {
                (from..to).contains(&second)
            } else {
                second >= from || second < to
            }
        });
        duty.night_work(subject, at_work);
        if let (true, Some((_, to))) = (at_work, hours) {
            let ends = duty.travel.clock.next_at(duty.tick() + 1, to);
            duty.due.push(ends, DueKind::NightWork, subject, 0);
        } else {
            duty.queue_night_work(job);
        }
    }
}
