//! The key `day`: the timetable.
//!
//! Keys are times of day, with a weekday before them or not (`07:00`,
//! `Sun 09:00`); values say what begins then. Times are read to the minute.

use super::plan::{Occasion, Seconds, TimetableEntry};
use super::problem::{Findings, quote};
use super::read::{Fields, did_you_mean, entries};
use super::times::{LAST_MINUTE, check_minute, time_of_day};
use super::tree::{Kind, Node};
use super::units::{Quantity, TIME};
use super::words::WEEKDAYS;

const OCCASIONS: [&str; 10] = [
    "Bell",
    "Count",
    "Meal",
    "Work",
    "Yard",
    "Rest",
    "Chapel",
    "Visits",
    "LockUp",
    "LightsOut",
];

/// Most lines a timetable can have: one for each minute of every day, and of each weekday.
pub(super) const MOST_LINES: usize = 8 * 1_440;
/// How many sittings or services there may be, and men visited.
const SITTINGS: std::ops::RangeInclusive<u32> = 1..=20;
const VISITED: std::ops::RangeInclusive<u32> = 0..=10_000;

const WITHIN: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 21_600,
    range: "1 min to 6 h",
    example: "30 min",
};
const EAT: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 7_200,
    range: "1 min to 2 h",
    example: "20 min",
};
const LENGTH: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 14_400,
    range: "1 min to 4 h",
    example: "50 min",
};

/// Reads the timetable, sorted by (weekday or none, time).
pub(super) fn read_day(node: &Node, found: &mut Findings) -> Vec<TimetableEntry> {
    let mut day = Vec::new();
    for entry in entries(node, "day", found) {
        let Some((weekday, at)) = read_key(&entry.key) else {
            found.say(
                &entry.origin,
                format!("{} is no time of the timetable", quote(&entry.key)),
                "write \"07:00\" for every day, or \"Sun 09:00\" for one weekday (Mon, Tue, Wed, Thu, Fri, Sat, Sun)",
            );
            continue;
        };
        if let Some(occasion) = read_occasion(&entry.value, at, found) {
            day.push(TimetableEntry {
                weekday,
                at,
                occasion,
            });
        }
    }
    day.sort_by_key(|entry| (entry.weekday, entry.at));
    day
}

/// Weekday (0 Monday) and time of a key. Each moment has one spelling, so that
/// two keys are never the same moment.
fn read_key(key: &str) -> Option<(Option<u8>, Seconds)> {
    let Some((weekday, time)) = key.split_once(' ') else {
        return Some((None, time_of_day(key).ok()?));
    };
    let weekday = WEEKDAYS.iter().position(|name| *name == weekday)?;
    Some((u8::try_from(weekday).ok(), time_of_day(time).ok()?))
}

fn read_occasion(node: &Node, at: Seconds, found: &mut Findings) -> Option<Occasion> {
    let (name, body) = match &node.kind {
        Kind::Call { name, body } => (name.as_str(), body.as_deref()),
        Kind::Text(name) => (name.as_str(), None),
        Kind::Broken => return None,
        other => {
            found.say(
                &node.origin,
                format!(
                    "an entry of day is an occasion, and here is {}",
                    other.in_words()
                ),
                "write the name of an occasion, such as Work or Meal(sittings: 2)",
            );
            return None;
        }
    };
    let nothing = super::tree::fields(&node.origin);
    let mut fields = match body.map(|body| (body, &body.kind)) {
        Some((body, Kind::Tuple(_))) => {
            found.say(
                &body.origin,
                format!("the values of {name} have names"),
                "write them like Meal(sittings: 2, eat: \"20 min\")",
            );
            return None;
        }
        Some((body, _)) => Fields::of(body, name, found),
        None => Fields::of(&nothing, name, found),
    };
    let occasion = match name {
        "Bell" => Occasion::Bell,
        "Count" => Occasion::Count {
            within: fields.quantity("within", &WITHIN, 1_800, found),
        },
        "Meal" => Occasion::Meal {
            sittings: fields.whole("sittings", SITTINGS, 1, found),
            eat: fields.quantity("eat", &EAT, 1_200, found),
            until: later(&mut fields, "until", at, 3_600, found),
        },
        "Work" => Occasion::Work,
        "Yard" => Occasion::Yard,
        "Rest" => Occasion::Rest,
        "Chapel" => Occasion::Chapel {
            services: fields.whole("services", SITTINGS, 1, found),
            length: fields.quantity("length", &LENGTH, 3_000, found),
        },
        "Visits" => Occasion::Visits {
            men: fields.whole("men", VISITED, 20, found),
            length: fields.quantity("length", &LENGTH, 1_800, found),
        },
        "LockUp" => Occasion::LockUp {
            by: later(&mut fields, "by", at, 1_800, found),
        },
        "LightsOut" => Occasion::LightsOut,
        other => {
            let hint = did_you_mean(found, other, OCCASIONS.into_iter());
            found.say(
                &node.origin,
                format!("{} is no occasion{hint}", quote(other)),
                format!("the occasions are {}", OCCASIONS.join(", ")),
            );
            return None;
        }
    };
    fields.close(found);
    Some(occasion)
}

/// Whether a line that comes from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is out of its range.
pub(super) fn check_line(line: &TimetableEntry) -> Result<(), String> {
    if line
        .weekday
        .is_some_and(|day| usize::from(day) >= WEEKDAYS.len())
    {
        return Err("a week has seven days, 0 Monday to 6 Sunday".into());
    }
    check_minute("the begin of a line", line.at)?;
    let whole = |key: &str, range: &std::ops::RangeInclusive<u32>, number: u32| {
        if range.contains(&number) {
            Ok(())
        } else {
            Err(format!(
                "{key} is out of its range, {} to {}",
                range.start(),
                range.end()
            ))
        }
    };
    let after = |key: &str, at: Seconds| {
        check_minute(key, at)?;
        if at > line.at {
            Ok(())
        } else {
            Err(format!("{key} is not after the time at which it begins"))
        }
    };
    match line.occasion {
        Occasion::Count { within } => WITHIN.check("within", within),
        Occasion::Meal {
            sittings,
            eat,
            until,
        } => {
            whole("sittings", &SITTINGS, sittings)?;
            EAT.check("eat", eat)?;
            after("until", until)
        }
        Occasion::Chapel { services, length } => {
            whole("services", &SITTINGS, services)?;
            LENGTH.check("length", length)
        }
        Occasion::Visits { men, length } => {
            whole("men", &VISITED, men)?;
            LENGTH.check("length", length)
        }
        Occasion::LockUp { by } => after("by", by),
        Occasion::Bell | Occasion::Work | Occasion::Yard | Occasion::Rest | Occasion::LightsOut => {
            Ok(())
        }
    }
}

/// A time of day after `at`; `usual` seconds after it if it is not written.
fn later(
    fields: &mut Fields,
    key: &'static str,
    at: Seconds,
    usual: Seconds,
    found: &mut Findings,
) -> Seconds {
    let usual = at.saturating_add(usual).min(LAST_MINUTE);
    let time = fields
        .written(key, "08:20", found, time_of_day)
        .unwrap_or(usual);
    if time <= at {
        found.say(
            fields.place(key),
            format!("{key} is not after the time at which this begins"),
            format!("write a time of the same day, after the key and up to 23:59, as {key}"),
        );
    }
    time
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    fn day(text: &str) -> (Vec<TimetableEntry>, String) {
        let mut found = Findings::default();
        let node = parse("f", text, &mut found).unwrap();
        (
            read_day(&node, &mut found),
            found.into_problems().to_string(),
        )
    }

    #[test]
    fn occasions_come_sorted_with_their_defaults() {
        let (day, report) = day(
            r#"{"21:00": LightsOut, "Sun 09:00": Chapel, "07:00": Meal(sittings: 2, until: "08:20"),
                "17:30": LockUp, "23:30": Meal}"#,
        );
        assert_eq!(report, "");
        assert_eq!(
            day[0].occasion,
            Occasion::Meal {
                sittings: 2,
                eat: 1_200,
                until: 30_000
            }
        );
        assert_eq!(day[1].occasion, Occasion::LockUp { by: 64_800 });
        assert_eq!(day[2].occasion, Occasion::LightsOut);
        assert_eq!(
            day[3].occasion,
            Occasion::Meal {
                sittings: 1,
                eat: 1_200,
                until: LAST_MINUTE
            }
        );
        assert_eq!(day[4].weekday, Some(6));
        assert_eq!(
            day[4].occasion,
            Occasion::Chapel {
                services: 1,
                length: 3_000
            }
        );
    }

    #[test]
    fn what_is_wrong_with_a_timetable_is_told_all_at_once() {
        let (_, report) = day(
            r#"{"7:00": Bell, "Son 09:00": Chapel, "08:00": Wrok, "09:00": Meal(siitings: 2),
                "10:00": Meal(2), "11:00": Meal(until: "10:00"), "12:00": 5, "13:00": Count(within: "9 h"),
                "23:59": LockUp, "14:00": Meal(sittings: 0)}"#,
        );
        for part in [
            "\"7:00\" is no time",
            "\"Son 09:00\" is no time",
            "did you mean \"Work\"?",
            "did you mean \"sittings\"?",
            "the values of Meal have names",
            "until is not after",
            "an entry of day is an occasion, and here is the number 5",
            "range, 1 min to 6 h",
            "by is not after",
            "sittings is a whole number from 1 to 20, and here is 0",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
