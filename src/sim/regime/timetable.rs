//! The timetable: which line holds, and what it sets going.

use super::calls::Called;
use super::{Base, Duty};
use crate::clock::{Clock, DAY, seconds};
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, PersonId, TierId};
use crate::level::{Level, Occasion, TimetableEntry};

/// How much longer than its length a service may take, to come and to go, seconds.
const LATE_FOR_CHAPEL: u32 = 20 * 60;

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
    first_line(level, clock, tick + 1)
}

/// The first line at `tick` or after it, and when it begins.
pub fn first_line(level: &Level, clock: &Clock, tick: u64) -> Option<(u64, u32)> {
    let today = clock.day(tick);
    (today..today + 9).find_map(|day| {
        let weekday = clock.weekday(tick + (day - today) * DAY);
        lines_of(level, weekday)
            .into_iter()
            .find_map(|(index, entry)| {
                let at = clock.tick_at(day, entry.at)?;
                (at >= tick).then_some((at, index))
            })
    })
}

/// The line that says where men should be at `tick`: counts and visits go on beside it.
pub fn main_line_at(level: &Level, clock: &Clock, tick: u64) -> Option<u32> {
    let second = clock.second_of_day(tick);
    let weekday = clock.weekday(tick);
    let last = |lines: Vec<(u32, &TimetableEntry)>, until: u32| {
        lines
            .into_iter()
            .rev()
            .find(|(_, entry)| entry.at <= until && !entry.occasion.is_beside())
            .map(|(index, _)| index)
    };
    last(lines_of(level, weekday), second)
        .or_else(|| last(lines_of(level, (weekday + 6) % 7), u32::MAX))
}

/// Sets the regime to the hour at which a level starts.
pub(crate) fn start(duty: &mut Duty) {
    let tick = duty.tick();
    duty.regime.tiers = vec![super::calls::TierState::default(); duty.tiers.len()];
    call_the_hour(duty);
    let next = next_line(duty.rules.now(), &duty.travel.clock, tick);
    if let Some((at, next)) = next {
        duty.due.push(at, DueKind::Bell, PersonId(0), next);
    }
}

/// Calls what the hour calls for, as if the bell rang now.
pub(super) fn call_the_hour(duty: &mut Duty) {
    let tick = duty.tick();
    let level = duty.rules.now().clone();
    let clock = duty.travel.clock.clone();
    tell_day_from_night(duty, &level, &clock);
    match main_line_at(&level, &clock, tick) {
        Some(line) => ring(duty, line),
        None => duty.everybody_home(Default::default()),
    }
}

/// Whether it is day or night by the last line that says so, today's or yesterday's.
fn tell_day_from_night(duty: &mut Duty, level: &Level, clock: &Clock) {
    let tick = duty.tick();
    let second = clock.second_of_day(tick);
    let weekday = clock.weekday(tick);
    let yesterday = lines_of(level, (weekday + 6) % 7);
    let today = lines_of(level, weekday);
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
}

/// Rings the bell when a line of the timetable begins.
pub(super) fn keep(duty: &mut Duty) {
    let rung: Vec<u32> = duty.due.now(DueKind::Bell).map(|due| due.stamp).collect();
    for entry in rung {
        let tick = duty.tick();
        ring(duty, entry);
        let next = next_line(duty.rules.now(), &duty.travel.clock, tick);
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
        super::lock_up::note_locked_in(duty);
    }
}

/// Begins a line of the timetable.
pub(super) fn ring(duty: &mut Duty, index: u32) {
    let level = duty.rules.now().clone();
    let Some(entry) = level.day.get(index as usize) else {
        return;
    };
    let occasion = entry.occasion.clone();
    let call = duty.record(
        What::Day(DayFact::OccasionCalled { occasion }),
        Default::default(),
    );
    duty.keep_in_who_was_led_off(call);
    if duty.regime.locked_down {
        if matches!(entry.occasion, Occasion::Meal { .. }) {
            super::crisis::call_a_meal(duty);
        }
        return;
    }
    match entry.occasion {
        Occasion::Count { within } => {
            if duty.regime.base != Base::Home && !duty.regime.night {
                duty.begin_line(entry, call, Base::Home);
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
            duty.begin_line(entry, call, Base::Home);
            duty.everybody_home(call);
        }
        Occasion::Meal {
            sittings,
            eat,
            until: end,
        } => match still_to_come(entry, end, &duty.travel.clock) {
            Some(end) => {
                let base = duty.regime.base;
                duty.begin_line(entry, call, base);
                super::assembly::begin_meal(duty, sittings, seconds(eat), end, call);
            }
            None => duty.rest(entry, call),
        },
        Occasion::Chapel { services, length } => {
            let since = duty
                .travel
                .clock
                .second_of_day(duty.tick())
                .checked_sub(entry.at);
            if since.is_some_and(|since| since < services * (length + LATE_FOR_CHAPEL)) {
                duty.begin_line(entry, call, Base::Home);
                super::assembly::begin_services(duty, services, seconds(length), call);
            } else {
                duty.rest(entry, call);
            }
        }
        Occasion::Work => {
            duty.begin_line(entry, call, Base::Work);
            duty.call_to_work(call);
        }
        Occasion::Yard => {
            duty.begin_line(entry, call, Base::Yard);
            duty.call_to_yard(call);
        }
        Occasion::Rest => duty.rest(entry, call),
        Occasion::LockUp { by } => {
            duty.regime.day = false;
            duty.begin_line(entry, call, Base::Home);
            duty.regime.lock_by = still_to_come(entry, by, &duty.travel.clock);
            duty.everybody_home(call);
            duty.night_gang_to_work(call);
        }
        Occasion::LightsOut => {
            duty.regime.day = false;
            duty.regime.night = true;
            duty.begin_line(entry, call, Base::Home);
            duty.everybody_home(call);
        }
    }
}

/// When a time of day comes that lies after a line's own; `None` if the line was rung late, after a
/// lockdown or an amendment, and it is past.
pub(super) fn still_to_come(entry: &TimetableEntry, second: u32, clock: &Clock) -> Option<u64> {
    let end = clock.next_at(clock.tick, second);
    let most = seconds(second.saturating_sub(entry.at));
    (end <= clock.tick + most).then_some(end)
}

impl Duty<'_> {
    /// Everybody to his cell.
    fn rest(&mut self, entry: &TimetableEntry, call: HappeningId) {
        self.begin_line(entry, call, Base::Home);
        self.everybody_home(call);
    }

    fn begin_line(&mut self, entry: &TimetableEntry, call: HappeningId, base: Base) {
        super::assembly::end_now(self);
        let regime = &mut self.regime;
        regime.line = Some(entry.clone());
        regime.called = call;
        regime.base = base;
        self.drop_calls();
        let soon = self.tick() + 1;
        self.due.push(soon, DueKind::Dispatch, PersonId(0), 0);
    }

    /// The listed night workers go to where they work, and are locked in there.
    fn night_gang_to_work(&mut self, call: HappeningId) {
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
        for job in 0..self.rules.jobs.len() {
            self.queue_night_work(job);
        }
    }

    /// Queues when the gang of a night job begins to work, and when it ends.
    pub(super) fn queue_night_work(&mut self, index: usize) {
        let Some((true, Some((from, to)))) =
            self.rules.jobs.get(index).map(|job| (job.night, job.hours))
        else {
            return;
        };
        let tick = self.tick();
        let begins = self.travel.clock.next_at(tick + 1, from);
        let ends = self.travel.clock.next_at(begins + 1, to);
        self.due
            .push(begins, DueKind::NightWork, PersonId(index as u32), 1);
        self.due
            .push(ends, DueKind::NightWork, PersonId(index as u32), 0);
    }

    /// The night gang of a job begins to work, or rests where it is until the bell.
    pub(super) fn night_work(&mut self, job: PersonId, begins: bool) {
        if self.regime.day {
            return;
        }
        let deed = if begins { Deed::Work } else { Deed::Rest };
        let cause = self.regime.called;
        let everybody: Vec<PersonId> = self.roster.all_inmates().collect();
        for person in everybody {
            let entry = self.roster.of(person);
            if let (true, Some(place)) = (entry.job.map(u32::from) == Some(job.0), entry.work_place)
            {
                self.bid(person, Activity::new(deed, place), cause);
            }
        }
    }
}
