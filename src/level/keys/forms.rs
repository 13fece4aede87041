//! The forms in which a level file writes the value of a key: `"40 %"`, `"1 h..4 h"`, `Refuse`.
//!
//! A form reads a value with its errors, holds it to its range, writes it as a level file does, and
//! writes it into the text that is hashed. Forms of numbers are in `quantities`.

use std::fmt::Debug;

use crate::keys::Here;
use crate::nouns::Seconds;
use crate::text::problem::Findings;
use crate::text::read::{Fields, choice, sound_text, written, yes_no};
use crate::text::times::{LAST_MINUTE, check_hours, check_minute, hours, time_of_day};
use crate::text::tree::Node;
use crate::words;

/// How the value of a key is written in a level file.
pub(crate) trait Form {
    /// What it is in the program.
    type Value: PartialEq;

    /// Reads what is written; what is wrong with it goes to `found`.
    fn read(
        &self,
        node: &Node,
        key: &str,
        here: &Here,
        found: &mut Findings,
    ) -> Option<Self::Value>;

    /// The value of a key among fields: what is written, or else the default.
    fn value(
        &self,
        key: &'static str,
        default: Self::Value,
        fields: &mut Fields,
        here: &Here,
        found: &mut Findings,
    ) -> Self::Value {
        fields
            .get(key)
            .and_then(|node| self.read(node, key, here, found))
            .unwrap_or(default)
    }

    /// Whether a value that comes from elsewhere than a file, a replay or a save, could stand in one.
    ///
    /// # Errors
    /// A sentence that says what is out of its range.
    fn check(&self, key: &str, value: &Self::Value, here: &Here) -> Result<(), String>;

    /// The value as a level file writes it, without quotes.
    fn written(&self, value: &Self::Value) -> String;

    /// Whether a level file writes it in quotes.
    fn is_quoted(&self) -> bool {
        true
    }

    /// The value as a level file writes it, with the quotes it needs.
    fn in_file(&self, value: &Self::Value) -> String {
        let written = self.written(value);
        if self.is_quoted() {
            format!("\"{written}\"")
        } else {
            written
        }
    }

    /// The value in the text that is hashed. It never changes: the hash of a level hangs on it.
    fn canonical(&self, value: &Self::Value) -> String;

    /// Whether a value is the default.
    fn is_usual(&self, value: &Self::Value, default: &Self::Value) -> bool {
        value == default
    }

    /// Unit and range in words, for people.
    fn range(&self) -> String;

    /// The default in words, for people.
    fn default_in_words(&self, default: &Self::Value) -> String {
        format!("`{}`", self.in_file(default))
    }
}

/// One of the names of a type's values: `Refuse`.
pub(crate) struct Choice<T>(pub fn() -> Vec<(String, T)>);

/// A choice among more names than these is not listed in its range.
const MOST_LISTED: usize = 10;

impl<T: Copy + Debug + PartialEq> Form for Choice<T> {
    type Value = T;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<T> {
        choice(node, key, &self.0(), found)
    }

    fn check(&self, _: &str, _: &T, _: &Here) -> Result<(), String> {
        Ok(())
    }

    fn written(&self, value: &T) -> String {
        format!("{value:?}")
    }

    fn is_quoted(&self) -> bool {
        false
    }

    fn canonical(&self, value: &T) -> String {
        format!(" {value:?}")
    }

    fn range(&self) -> String {
        let names = self.0();
        if names.len() > MOST_LISTED {
            return "a name of the tables below".to_owned();
        }
        let names: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
        names.join(", ")
    }
}

/// `true` or `false`.
pub(crate) struct YesNo;

impl Form for YesNo {
    type Value = bool;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<bool> {
        yes_no(node, key, found)
    }

    fn check(&self, _: &str, _: &bool, _: &Here) -> Result<(), String> {
        Ok(())
    }

    fn written(&self, value: &bool) -> String {
        value.to_string()
    }

    fn is_quoted(&self) -> bool {
        false
    }

    fn canonical(&self, value: &bool) -> String {
        format!(" {value}")
    }

    fn range(&self) -> String {
        "`true` or `false`".to_owned()
    }
}

/// A time of day, to the minute: `"06:00"`.
pub(crate) struct TimeOfDay;

impl Form for TimeOfDay {
    type Value = Seconds;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Seconds> {
        written(node, key, "06:00", found, time_of_day)
    }

    fn check(&self, key: &str, value: &Seconds, _: &Here) -> Result<(), String> {
        check_minute(key, *value)
    }

    fn written(&self, value: &Seconds) -> String {
        words::time_of_day(*value)
    }

    fn canonical(&self, value: &Seconds) -> String {
        format!(" {value}")
    }

    fn range(&self) -> String {
        "time of day, 00:00 to 23:59".to_owned()
    }
}

/// A time of day after the begin of the line of the timetable on which it stands. Its default counts
/// in seconds from that begin.
pub(crate) struct Later;

impl Form for Later {
    type Value = Seconds;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Seconds> {
        written(node, key, "08:20", found, time_of_day)
    }

    fn value(
        &self,
        key: &'static str,
        default: Seconds,
        fields: &mut Fields,
        here: &Here,
        found: &mut Findings,
    ) -> Seconds {
        let usual = here.begins.saturating_add(default).min(LAST_MINUTE);
        let time = fields
            .get(key)
            .and_then(|node| self.read(node, key, here, found))
            .unwrap_or(usual);
        if time <= here.begins {
            found.say(
                fields.place(key),
                format!("{key} is not after the time at which this begins"),
                format!("write a time of the same day, after the key and up to 23:59, as {key}"),
            );
        }
        time
    }

    fn check(&self, key: &str, value: &Seconds, here: &Here) -> Result<(), String> {
        check_minute(key, *value)?;
        if *value > here.begins {
            Ok(())
        } else {
            Err(format!("{key} is not after the time at which it begins"))
        }
    }

    fn written(&self, value: &Seconds) -> String {
        words::time_of_day(*value)
    }

    fn canonical(&self, value: &Seconds) -> String {
        format!(" {value}")
    }

    fn range(&self) -> String {
        "time of day after it begins, up to 23:59".to_owned()
    }

    fn default_in_words(&self, default: &Seconds) -> String {
        format!("{} later", words::length(*default))
    }
}

/// Hours from..to, which may go over midnight, or none: `"18:30..05:30"`.
pub(crate) struct MaybeHours;

impl Form for MaybeHours {
    type Value = Option<(Seconds, Seconds)>;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Self::Value> {
        written(node, key, "18:30..05:30", found, hours).map(Some)
    }

    fn check(&self, key: &str, value: &Self::Value, _: &Here) -> Result<(), String> {
        value.map_or(Ok(()), |hours| check_hours(key, hours))
    }

    fn written(&self, value: &Self::Value) -> String {
        match value {
            Some((from, to)) => {
                format!("{}..{}", words::time_of_day(*from), words::time_of_day(*to))
            }
            None => "none".to_owned(),
        }
    }

    fn canonical(&self, value: &Self::Value) -> String {
        value.map_or_else(String::new, |(from, to)| format!(" {from} {to}"))
    }

    fn range(&self) -> String {
        "from..to, two times of day; over midnight too".to_owned()
    }
}

/// A text for people that may be left away.
pub(crate) struct MaybeText;

impl Form for MaybeText {
    type Value = Option<String>;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Self::Value> {
        written(node, key, "some text", found, sound_text).map(Some)
    }

    fn check(&self, key: &str, value: &Self::Value, _: &Here) -> Result<(), String> {
        match value {
            Some(text) => sound_text(text)
                .map(drop)
                .map_err(|why| format!("{key}: {why}")),
            None => Ok(()),
        }
    }

    fn written(&self, value: &Self::Value) -> String {
        value.clone().unwrap_or_else(|| "none".to_owned())
    }

    fn canonical(&self, value: &Self::Value) -> String {
        match value {
            Some(text) => with_length(text),
            None => " -".to_owned(),
        }
    }

    fn range(&self) -> String {
        "text".to_owned()
    }
}

/// A text in what is hashed: its length stands before it, so that no two lists of texts are alike.
pub(crate) fn with_length(text: &str) -> String {
    format!(" {}:{text}", text.len())
}
