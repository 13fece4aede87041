//! The key `day`: the timetable.
//!
//! Keys are times of day, with a weekday before them or not (`07:00`,
//! `Sun 09:00`); values say what begins then. Times are read to the minute.

use serde::{Deserialize, Serialize};

use crate::keys::forms::Later;
use crate::keys::quantities::Whole;
use crate::keys::{Here, KeyValue, Row, canonical, key_of, row_of, value_of};
use crate::nouns::Seconds;
use crate::text::problem::{Findings, quote};
use crate::text::read::{Fields, did_you_mean, entries};
use crate::text::times::{check_minute, time_of_day};
use crate::text::tree::{Kind, Node, fields as no_fields};
use crate::text::units::{Quantity, TIME};
use crate::words::WEEKDAYS;

/// Most lines a timetable can have: one for each minute of every day, and of each weekday.
pub(crate) const MOST_LINES: usize = 8 * 1_440;

/// The number of sittings, or of services.
const SITTINGS: Whole = Whole(1, 20);
/// The number of men visited.
const VISITED: Whole = Whole(0, 10_000);

const WITHIN: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 21_600,
    example: "30 min",
};
const EAT: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 7_200,
    example: "20 min",
};
const LENGTH: Quantity = Quantity {
    unit: &TIME,
    min: 60,
    max: 14_400,
    example: "50 min",
};

/// The keys of occasions that enter the hash by their place, in this order; see [`canonical`].
const HASHED_BY_PLACE: [&str; 8] = [
    "within", "sittings", "eat", "until", "services", "men", "length", "by",
];

/// One line of the timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimetableEntry {
    /// Only on this weekday (0 Monday to 6 Sunday); `None` is every day. An entry
    /// for a weekday replaces the everyday entry at the same time on that day.
    pub weekday: Option<u8>,
    /// Time of day.
    pub at: Seconds,
    /// What begins.
    pub occasion: Occasion,
}

/// Declares the occasions; the keys of each are declared as in [`keys!`](crate::keys::keys).
macro_rules! occasions {
    (
        $(#[$meta:meta])*
        pub enum Occasion {
            $(
                $(#[doc = $about:literal])+
                $Occasion:ident $({
                    $(
                        $(#[doc = $doc:literal])+
                        $field:ident: $Type:ty = $form:expr, $default:expr;
                    )+
                })?,
            )+
        }
    ) => {
        $(#[$meta])*
        pub enum Occasion {
            $(
                $(#[doc = $about])+
                $Occasion $({
                    $(
                        $(#[doc = $doc])+
                        $field: $Type,
                    )+
                })?,
            )+
        }

        impl Occasion {
            /// Their names.
            const NAMES: &'static [&'static str] = &[$(stringify!($Occasion)),+];

            /// The number of their keys.
            pub(crate) const KEYS: usize = 0 $($(+ [$(stringify!($field)),+].len())?)+;

            /// Its name.
            pub(crate) fn name(&self) -> &'static str {
                match self {
                    $(Self::$Occasion { .. } => stringify!($Occasion),)+
                }
            }

            /// Reads the keys of an occasion; `None` if none has the name.
            fn read(
                name: &str,
                fields: &mut Fields,
                here: &Here,
                found: &mut Findings,
            ) -> Option<Self> {
                $(
                    if name == stringify!($Occasion) {
                        return Some(Self::$Occasion $({
                            $(
                                $field: $crate::keys::forms::Form::value(
                                    &$form,
                                    key_of!($field),
                                    $default,
                                    fields,
                                    here,
                                    found,
                                ),
                            )+
                        })?);
                    }
                )+
                None
            }

            /// The values of its keys, in the order of their declaration.
            fn values(&self, here: &Here) -> Vec<KeyValue> {
                match self {
                    $(
                        Self::$Occasion $({ $($field),+ })? => vec![
                            $($(
                                value_of!($field, key_of!($field), $form, $default, "", here),
                            )+)?
                        ],
                    )+
                }
            }

            /// What people read about each occasion: its name, what it is, its keys.
            pub(crate) fn rows() -> Vec<(&'static str, &'static [&'static str], Vec<Row>)> {
                vec![
                    $(
                        (
                            stringify!($Occasion),
                            &[$($about),+],
                            vec![
                                $($(
                                    row_of!([$($doc)+] key_of!($field), $form, $default),
                                )+)?
                            ],
                        ),
                    )+
                ]
            }
        }
    };
}

occasions! {
    /// What the bell calls to. It lasts until the next occasion, unless it says otherwise.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Occasion {
        /// The bell: men rise.
        Bell,
        /// Everybody is counted where he is.
        Count {
            /// A count that takes longer is not complete.
            within: Seconds = WITHIN, 1_800;
        },
        /// A meal in the mess hall.
        Meal {
            /// The number of sittings in which the tiers are called.
            sittings: u32 = SITTINGS, 1;
            /// How long a man may eat once he sits.
            eat: Seconds = EAT, 1_200;
            /// When the meal is over.
            until: Seconds = Later, 3_600;
        },
        /// Gangs go to their work.
        Work,
        /// Everybody who may goes to the yard.
        Yard,
        /// Everybody goes back to his cell, or stays there.
        Rest,
        /// Services in the chapel.
        Chapel {
            /// The number of services that follow one another.
            services: u32 = SITTINGS, 1;
            /// How long one lasts.
            length: Seconds = LENGTH, 3_000;
        },
        /// Visits, besides what else goes on.
        Visits {
            /// The number of men who are visited.
            men: u32 = VISITED, 20;
            /// How long one visit lasts.
            length: Seconds = LENGTH, 1_800;
        },
        /// Back to the cells.
        LockUp {
            /// When all are behind a locked gate.
            by: Seconds = Later, 1_800;
        },
        /// Lights out: men lie down.
        LightsOut,
    }
}

/// Reads the timetable, sorted by (weekday or none, time).
pub(crate) fn read_day(node: &Node, found: &mut Findings) -> Vec<TimetableEntry> {
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
    let nothing = no_fields(&node.origin);
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
    let here = Here {
        begins: at,
        ..Here::default()
    };
    let Some(occasion) = Occasion::read(name, &mut fields, &here, found) else {
        let hint = did_you_mean(found, name, Occasion::NAMES.iter().copied());
        found.say(
            &node.origin,
            format!("{} is no occasion{hint}", quote(name)),
            format!("the occasions are {}", Occasion::NAMES.join(", ")),
        );
        return None;
    };
    fields.close(found);
    Some(occasion)
}

impl TimetableEntry {
    fn here(&self) -> Here<'static> {
        Here {
            begins: self.at,
            ..Here::default()
        }
    }

    /// Whether a line that comes from elsewhere than a file could stand in one.
    ///
    /// # Errors
    /// A sentence that says what is out of its range.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self
            .weekday
            .is_some_and(|day| usize::from(day) >= WEEKDAYS.len())
        {
            return Err("a week has seven days, 0 Monday to 6 Sunday".into());
        }
        check_minute("the begin of a line", self.at)?;
        let values = self.occasion.values(&self.here());
        values.into_iter().try_for_each(|value| value.sound)
    }

    /// The line in the text that is hashed.
    pub(crate) fn canonical(&self) -> String {
        let values = self.occasion.values(&self.here());
        format!(
            "{} {} {}{}",
            self.weekday.map_or(-1, i64::from),
            self.at,
            self.occasion.name(),
            canonical(&values, &HASHED_BY_PLACE)
        )
    }
}

impl Occasion {
    /// As a level file writes it: `Meal(sittings: 2, eat: "20 min", until: "08:20")`.
    pub fn written(&self) -> String {
        let values: Vec<String> = self
            .values(&Here::default())
            .into_iter()
            .map(|value| format!("{}: {}", value.key, value.in_file))
            .collect();
        if values.is_empty() {
            self.name().to_owned()
        } else {
            format!("{}({})", self.name(), values.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::parse;
    use crate::text::times::LAST_MINUTE;

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
    fn what_is_wrong_with_a_timetable_is_reported_all_at_once() {
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
