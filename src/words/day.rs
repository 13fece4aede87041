//! What the calendar and the timetable say: day and time, what a line is called, what it asks, and what
//! comes next for somebody. It names nobody, and so says the same to everybody.

use bighouse_sim::clock::Clock;
use bighouse_sim::level::{Occasion, TimetableEntry};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::regime::today::{Call, DayLine};
use bighouse_sim::vocabulary;

use super::{Words, own, spoken};

/// The weekdays, Monday first, as a date has them.
pub(super) const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];
/// The months, January first, as a date has them.
pub(super) const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// Day and time at a tick: "Thu 20 Nov 1930 07:05".
pub fn when(clock: &Clock, tick: u64) -> String {
    when_in(spoken(), clock, tick)
}

/// The same in a language.
pub(super) fn when_in(words: &Words, clock: &Clock, tick: u64) -> String {
    let date = clock.civil(tick);
    let named = |names: &[&'static str], place: usize| {
        let id = names.get(place).copied().unwrap_or_default();
        Part::Written(words.fixed(id).to_owned())
    };
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    // Days and years are no numbers of things: they take no commas.
    let written = |number: i16| Part::Written(number.to_string());
    words.bare(
        &Message::new("day-and-time")
            .with(
                "weekday",
                named(&WEEKDAYS, usize::from(clock.weekday(tick))),
            )
            .with("day", written(date.day().into()))
            .with("month", named(&MONTHS, month))
            .with("year", written(date.year()))
            .with("time", Part::Written(clock.hh_mm(tick))),
    )
}

/// What a line is called: "Dinner".
pub fn title(entry: &TimetableEntry) -> &'static str {
    title_of(&entry.occasion, entry.at)
}

/// What an occasion is called that begins at that second of the day.
pub fn title_of(occasion: &Occasion, second_of_day: u32) -> &'static str {
    own::fixed(vocabulary::title(occasion, second_of_day))
}

/// What a line asks, in a few words; until when, if its title says all else.
pub fn asks(line: &DayLine) -> String {
    spoken().bare(&line.asks)
}

/// What a line is for him whom it calls: "Work: mill".
pub fn call(call: &Call) -> String {
    spoken().bare(&call.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_time_are_said_as_a_calendar_has_them() {
        let clock = Clock::new("1930-11-20T06:25:00".parse().expect("a date"));
        let midnight = clock.tick_at(1, 0).expect("it is to come");
        assert_eq!(when(&clock, 0), "Thu 20 Nov 1930 06:25");
        assert_eq!(when(&clock, midnight), "Fri 21 Nov 1930 00:00");
    }

    #[test]
    fn a_line_says_what_it_asks_and_a_meal_goes_by_the_hour() {
        let meal = Occasion::Meal {
            sittings: 1,
            eat: 1_200,
            until: 30_000,
        };
        let asks = |occasion: &Occasion| spoken().bare(&vocabulary::asks(occasion, 27_000));
        assert_eq!(asks(&meal), "1 sitting, 20 min at the table, until 08:20");
        assert_eq!(asks(&Occasion::Work), "until 07:30");
        let visits = |men| asks(&Occasion::Visits { men, length: 1_800 });
        assert_eq!(
            [1, 10].map(visits),
            [
                "1 man is visited, 30 min each",
                "10 men are visited, 30 min each"
            ]
        );
        assert_eq!(
            [25_200, 42_000, 57_600].map(|at| title_of(&meal, at)),
            ["Breakfast", "Dinner", "Supper"]
        );
    }
}
