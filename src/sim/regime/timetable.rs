//! The timetable: which line holds, and what it sets going.

use super::calls::Called;
use super::{Base, Duty};
use crate::clock::{Clock, DAY, seconds};
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::happening::What;
use crate::ids::{PersonId, TierId};
use crate::level::{Level, Occasion, TimetableEntry};

/// The lines that hold on a weekday, in order, each with its place in the level's list.
pub fn lines_of(level: &Level, weekday: u8) -> Vec<(u32, &TimetableEntry)> {
    let mut lines: Vec<(u32, &TimetableEntry)> = level
        .day
        .iter()
        .enumerate()
        .filter(|(_, entry)| match entry.weekday {
            Some(day) => day == weekday,
            // An everyday line gives way to the weekday's own at the same time.
            None => !level
                .day
                .iter()
                .any(|other| other.weekday == Some(weekday) && other.at == entry.at),
        })
        .map(|(index, entry)| (index as u32, entry))
        .collect();
    lines.sort_by_key(|(index, entry)| (entry.at, *index));
    lines
}

/// The first line after `tick`, and when it begins.
pub fn next_line(level: &Level, clock: &Clock, tick: u64) -> Option<(u64, u32)> {
    let today = clock.day(tick);
    (today..today + 9).find_map(|day| {
        let weekday = clock.weekday(tick + (day - today) * DAY);
        lines_of(level, weekday)
            .into_iter()
            .find_map(|(index, entry)| {
                let at = clock.tick_at(day, entry.at)?;
                (at > tick).then_some((at, index))
            })
    })
}

/// The line that says where men should be at `tick`: counts and visits go on beside it.
pub fn main_line_at(level: &Level, clock: &Clock, tick: u64) -> Option<u32> {
    let beside =
        |occasion: &Occasion| matches!(occasion, Occasion::Count { .. } | Occasion::Visits { .. });
    let second = clock.second_of_day(tick);
    let weekday = clock.weekday(tick);
    let last = |lines: Vec<(u32, &TimetableEntry)>, until: u32| {
        lines
            .into_iter()
            .rev()
            .find(|(_, entry)| entry.at <= until && !beside(&entry.occasion))
            .map(|(index, _)| index)
    };
    last(lines_of(level, weekday), second)
        .or_else(|| last(lines_of(level, (weekday + 6) % 7), u32::MAX))
}

/// Sets the regime to the hour at which a level starts.
pub(crate) fn start(duty: &mut Duty) {
    let tick = duty.tick();
    let level = duty.rules.0.clone();
    let clock = duty.travel.clock.clone();
    duty.regime.tiers = vec![super::calls::TierState::default(); duty.tiers.len()];
    let second = clock.second_of_day(tick);
    // Whether it is day or night by the last line that says so, today's or yesterday's.
    let weekday = clock.weekday(tick);
    let yesterday = lines_of(&level, (weekday + 6) % 7);
    let today = lines_of(&level, weekday);
    let past = today
        .iter()
        .rev()
        .filter(|(_, entry)| entry.at <= second)
        .chain(yesterday.iter().rev());
    for (_, entry) in past {
        let (day, night) = match entry.occasion {
            Occasion::Bell => (true, false),
            Occasion::LockUp { .. } => (false, false),
            Occasion::LightsOut => (false, true),
            _ => continue,
        };
        duty.regime.day = day;
        duty.regime.night = night;
        break;
    }
    match main_line_at(&level, &clock, tick) {
        Some(line) => ring(duty, line),
        None => duty.everybody_home(Default::default()),
    }
    if let Some((at, next)) = next_line(&level, &clock, tick) {
        duty.due.push(at, DueKind::Bell, PersonId(0), next);
    }
}

/// Rings the bell when a line of the timetable begins.
pub(super) fn keep(mut duty: Duty) {
    let rung: Vec<u32> = duty.due.now(DueKind::Bell).map(|due| due.stamp).collect();
    for entry in rung {
        let tick = duty.tick();
        ring(&mut duty, entry);
        let next = next_line(&duty.rules.0, &duty.travel.clock, tick);
        if let Some((at, next)) = next {
            duty.due.push(at, DueKind::Bell, PersonId(0), next);
        }
    }
    let night_work: Vec<(PersonId, bool)> = duty
        .due
        .now(DueKind::NightWork)
        .map(|due| (due.subject, due.stamp == 1))
        .collect();
    for (job, begins) in night_work {
        duty.night_work(job, begins);
    }
    let over = duty.regime.lock_by.is_some_and(|by| duty.tick() >= by);
    if over {
        super::calls::locked_in(&mut duty);
    }
}

/// Begins a line of the timetable.
pub(super) fn ring(duty: &mut Duty, index: u32) {
    let level = duty.rules.0.clone();
    let Some(entry) = level.day.get(index as usize) else {
        return;
    };
    let call = duty.record(What::OccasionCalled { entry: index }, Default::default());
    if duty.regime.locked_down {
        return;
    }
    let at = duty.tick();
    // Ends of things that the timetable gives as a time of day.
    let until = |second: u32, clock: &Clock| clock.next_at(at, second);
    match entry.occasion {
        Occasion::Count { within } => {
            if duty.regime.base != Base::Home && !duty.regime.night {
                duty.begin_line(index, call, Base::Home);
                duty.everybody_home(call);
            }
            super::counting::begin(duty, seconds(within), call);
        }
        Occasion::Visits { men, length } => {
            super::visits::begin(duty, men, seconds(length), call);
        }
        Occasion::Bell => {
            duty.regime.day = true;
            duty.regime.night = false;
            duty.begin_line(index, call, Base::Home);
            duty.everybody_home(call);
        }
        Occasion::Meal {
            sittings,
            eat,
            until: end,
        } => {
            let end = until(end, &duty.travel.clock);
            let base = duty.regime.base;
            duty.begin_line(index, call, base);
            super::assembly::begin_meal(duty, sittings, seconds(eat), end, call);
        }
        Occasion::Chapel { services, length } => {
            duty.begin_line(index, call, Base::Home);
            super::assembly::begin_services(duty, services, seconds(length), call);
        }
        Occasion::Work => {
            duty.begin_line(index, call, Base::Work);
            duty.call_to_work(call);
        }
        Occasion::Yard => {
            duty.begin_line(index, call, Base::Yard);
            duty.call_to_yard(call);
        }
        Occasion::Rest => {
            duty.begin_line(index, call, Base::Home);
            duty.everybody_home(call);
        }
        Occasion::LockUp { by } => {
            duty.regime.day = false;
            duty.begin_line(index, call, Base::Home);
            duty.regime.lock_by = Some(until(by, &duty.travel.clock));
            duty.everybody_home(call);
            duty.night_gang_to_work(call);
        }
        Occasion::LightsOut => {
            duty.regime.day = false;
            duty.regime.night = true;
            duty.begin_line(index, call, Base::Home);
            duty.everybody_home(call);
        }
    }
}

impl Duty<'_> {
    fn begin_line(&mut self, index: u32, call: crate::ids::HappeningId, base: Base) {
        super::assembly::end_now(self);
        let regime = &mut self.regime;
        regime.entry = Some(index);
        regime.called = call;
        regime.base = base;
        self.drop_calls();
        let soon = self.tick() + 1;
        self.due.push(soon, DueKind::Dispatch, PersonId(0), 0);
    }

    /// The listed night workers go to where they work, and are locked in there.
    fn night_gang_to_work(&mut self, call: crate::ids::HappeningId) {
        for tier in 0..self.tiers.len() {
            let tier = TierId::from_index(tier);
            let gang: Vec<Called> = self
                .roster
                .of_tier(tier)
                .iter()
                .filter(|person| self.is_listed(**person))
                .filter_map(|person| {
                    Some(Called {
                        person: *person,
                        deed: Deed::Rest,
                        at: self.roster.of(*person).work_place?,
                    })
                })
                .collect();
            self.call(tier, gang, call);
        }
        let tick = self.tick();
        for (index, job) in self.rules.0.clone().jobs.iter().enumerate() {
            let (true, Some((from, to))) = (job.night, job.hours) else {
                continue;
            };
            let begins = self.travel.clock.next_at(tick + 1, from);
            let ends = self.travel.clock.next_at(begins + 1, to);
            self.due
                .push(begins, DueKind::NightWork, PersonId(index as u32), 1);
            self.due
                .push(ends, DueKind::NightWork, PersonId(index as u32), 0);
        }
    }

    /// The night gang of a job begins to work, or rests where it is until the bell.
    fn night_work(&mut self, job: PersonId, begins: bool) {
        if self.regime.day {
            return;
        }
        let deed = if begins { Deed::Work } else { Deed::Rest };
        let cause = self.regime.called;
        for person in self.roster.all_inmates() {
            let entry = self.roster.of(person);
            if let (true, Some(place)) = (entry.job.map(u32::from) == Some(job.0), entry.work_place)
            {
                self.bid(person, Activity::new(deed, place), cause);
            }
        }
    }
}
