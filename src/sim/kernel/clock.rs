//! Prison time.
//!
//! Ten ticks are one second, always; people walk at human speed and nothing is
//! dilated. The tick number is the only clock of the simulation: the wall
//! clock belongs to whoever calls it.

use bevy_ecs::prelude::Resource;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::level::words::time_of_day;
use crate::section::{LAST_TICK, Limits, Section};

pub use super::time::{DAY, DAY_S, HOUR, LONGEST_RUN, MINUTE, TICKS_PER_SECOND, seconds};

/// What time it is in the prison.
#[derive(Resource, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// The tick now being lived, from 0.
    pub tick: u64,
    /// Date and time at tick 0. It comes from the level.
    #[serde(skip)]
    starts: DateTime,
}

impl Clock {
    /// A clock at tick 0.
    pub fn new(starts: DateTime) -> Self {
        Self { tick: 0, starts }
    }

    /// Ticks between the midnight before tick 0 and tick 0.
    fn offset(&self) -> u64 {
        let time = self.starts.time();
        let seconds = time.hour() as u64 * 3600 + time.minute() as u64 * 60 + time.second() as u64;
        seconds * TICKS_PER_SECOND
    }

    /// Days since the day of tick 0.
    pub fn day(&self, tick: u64) -> u64 {
        (tick + self.offset()) / DAY
    }

    /// Seconds since midnight at `tick`.
    pub fn second_of_day(&self, tick: u64) -> u32 {
        ((tick + self.offset()) % DAY / TICKS_PER_SECOND) as u32
    }

    /// Weekday at `tick`, 0 Monday to 6 Sunday.
    pub fn weekday(&self, tick: u64) -> u8 {
        let first = self.starts.date().weekday().to_monday_zero_offset() as u64;
        ((first + self.day(tick)) % 7) as u8
    }

    /// The first tick of the second `second_of_day` on `day` (days since that of
    /// tick 0), or `None` if it lies before tick 0.
    pub fn tick_at(&self, day: u64, second_of_day: u32) -> Option<u64> {
        (day * DAY + second_of_day as u64 * TICKS_PER_SECOND).checked_sub(self.offset())
    }

    /// The first tick at or after `from` at which the clock shows `second_of_day`.
    pub fn next_at(&self, from: u64, second_of_day: u32) -> u64 {
        let day = self.day(from);
        match self.tick_at(day, second_of_day) {
            Some(tick) if tick >= from => tick,
            _ => self.tick_at(day + 1, second_of_day).unwrap_or(from + DAY),
        }
    }

    /// Date and time at `tick`.
    pub fn civil(&self, tick: u64) -> DateTime {
        let seconds = (tick / TICKS_PER_SECOND).min(i64::MAX as u64) as i64;
        self.starts
            .saturating_add(SignedDuration::from_secs(seconds))
    }

    /// Hour and minute at `tick`, as `07:05`.
    pub fn hh_mm(&self, tick: u64) -> String {
        time_of_day(self.second_of_day(tick))
    }
}

impl Section for Clock {
    const NAME: &'static str = "clock";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        if self.tick == limits.tick && self.tick <= LAST_TICK {
            Ok(())
        } else {
            Err("the tick is another, or of no time a prison lives to".into())
        }
    }

    fn settle(&mut self, before: Self) {
        let tick = self.tick;
        *self = before;
        self.tick = tick;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Clock {
        Clock::new("1930-11-20T06:25:00".parse().expect("a date"))
    }

    #[test]
    fn thursday_is_thursday_until_midnight() {
        let clock = clock();
        assert_eq!(clock.weekday(0), 3);
        let midnight = clock.next_at(0, 0);
        assert_eq!(clock.weekday(midnight - 1), 3);
        assert_eq!(clock.weekday(midnight), 4);
    }

    #[test]
    fn next_at_is_now_or_later() {
        let clock = clock();
        assert_eq!(clock.next_at(0, 6 * 3600 + 25 * 60), 0);
        assert_eq!(clock.next_at(1, 6 * 3600 + 25 * 60), DAY);
        assert_eq!(clock.next_at(0, 7 * 3600), 35 * MINUTE);
    }

    #[test]
    fn the_hour_shows_two_digits_and_turns_at_midnight() {
        let clock = clock();
        assert_eq!(clock.hh_mm(0), "06:25");
        assert_eq!(clock.hh_mm(40 * MINUTE), "07:05");
        let midnight = clock.next_at(0, 0);
        assert_eq!(clock.hh_mm(midnight - 1), "23:59");
        assert_eq!(clock.hh_mm(midnight), "00:00");
    }
}
