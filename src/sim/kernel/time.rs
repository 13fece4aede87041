//! Lengths of prison time, in ticks.

/// Ticks in a second of prison time.
pub const TICKS_PER_SECOND: u64 = 10;
/// Ticks in a minute.
pub const MINUTE: u64 = 60 * TICKS_PER_SECOND;
/// Ticks in an hour.
pub const HOUR: u64 = 60 * MINUTE;
/// Ticks in a day.
pub const DAY: u64 = 24 * HOUR;
/// Seconds in a day: times of day are below it.
pub const DAY_S: u32 = (DAY / TICKS_PER_SECOND) as u32;

/// The longest run that is asked for at once, and the longest replay: 400 days.
pub const LONGEST_RUN: u64 = 400 * DAY;

/// Ticks in this many seconds.
pub const fn seconds(seconds: u32) -> u64 {
    seconds as u64 * TICKS_PER_SECOND
}
