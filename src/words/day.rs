//! What the timetable says: what a line is called, what it asks, what is on, and what comes next for
//! somebody. It names nobody, and so says the same to everybody.

use bighouse_sim::level::{Occasion, TimetableEntry};
use bighouse_sim::regime::today::{Call, DayLine};
use bighouse_sim::vocabulary;

use super::{own, spoken};

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
