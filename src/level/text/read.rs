//! Reads values out of a [`Node`] tree and notes every problem on the way.
//!
//! Nothing here stops at the first error: a value that cannot be read counts as
//! its default, so that one load reports everything. The result of a load with
//! problems is thrown away, so a default never slips in unseen.

use std::ops::RangeInclusive;

use crate::nouns::Origin;
use crate::text::problem::{Findings, is_hidden, quote};
use crate::text::set::SET_FILE;
use crate::text::tree::{Entry, Kind, Node};
use crate::text::units::Quantity;

/// How long a name or a text may be, in characters.
pub(crate) const LONGEST_TEXT: usize = 200;

/// Fields of a struct or a call, read one by one; [`Fields::close`] reports
/// those that nobody asked for.
pub struct Fields<'t> {
    /// What it is, in messages.
    of: String,
    at: &'t Origin,
    entries: &'t [Entry],
    asked: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// The fields of a node; a node without fields is reported and counts as one with none.
    pub fn of(node: &'t Node, of: impl Into<String>, found: &mut Findings) -> Self {
        let of = of.into();
        let entries = match &node.kind {
            Kind::Fields(entries) | Kind::Patch(entries) => entries.as_slice(),
            Kind::Broken => &[],
            other => {
                found.say(
                    &node.origin,
                    format!("{of} has fields, and here is {}", other.in_words()),
                    "write (key: value, ...) in round parentheses",
                );
                &[]
            }
        };
        Fields {
            of,
            at: &node.origin,
            entries,
            asked: Vec::new(),
        }
    }

    /// Where the whole of it was written.
    pub fn at(&self) -> &'t Origin {
        self.at
    }

    /// The value of a key, if it is written.
    pub fn get(&mut self, key: &'static str) -> Option<&'t Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// Where a key was written, or the whole if it was not.
    pub fn place(&self, key: &str) -> &'t Origin {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map_or(self.at, |entry| &entry.value.origin)
    }

    /// A quantity with its unit.
    pub fn quantity(
        &mut self,
        key: &'static str,
        quantity: &Quantity,
        default: u32,
        found: &mut Findings,
    ) -> u32 {
        self.get(key)
            .and_then(|node| written(node, key, quantity.example, found, |t| quantity.read(t)))
            .unwrap_or(default)
    }

    /// A text that `read` understands; `example` shows how to write it.
    pub fn written<T>(
        &mut self,
        key: &'static str,
        example: &str,
        found: &mut Findings,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.get(key)
            .and_then(|node| written(node, key, example, found, read))
    }

    /// A text for people: 1 to `LONGEST_TEXT` characters, all of which are seen.
    pub fn text(&mut self, key: &'static str, found: &mut Findings) -> Option<String> {
        self.written(key, "some text", found, sound_text)
    }

    /// One of several names, bare or in quotes.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        names: &[(String, T)],
        found: &mut Findings,
    ) -> Option<T> {
        self.get(key)
            .and_then(|node| choice(node, key, names, found))
    }

    /// Reports the keys that nobody asked for.
    pub fn close(self, found: &mut Findings) {
        for entry in self.entries {
            if self.asked.contains(&entry.key.as_str()) {
                continue;
            }
            let elsewhere = found.group_of(&entry.key).filter(|group| *group != self.of);
            let hint = match elsewhere {
                Some(_) => String::new(),
                None => did_you_mean(found, &entry.key, self.asked.iter().copied()),
            };
            let mend = if let Some(group) = elsewhere {
                format!("{group} has this key: write it there")
            } else if self.asked.is_empty() {
                format!("{} has no keys", self.of)
            } else {
                format!("the keys of {} are {}", self.of, self.asked.join(", "))
            };
            found.say(
                &entry.origin,
                format!("{} is no key of {}{hint}", quote(&entry.key), self.of),
                mend,
            );
        }
    }
}

/// The entries of a map; anything else is reported and counts as empty.
pub fn entries<'t>(node: &'t Node, of: &str, found: &mut Findings) -> &'t [Entry] {
    match &node.kind {
        Kind::Map(entries) | Kind::Patch(entries) => entries,
        // `()` and `{}` look alike to people.
        Kind::Fields(entries) if entries.is_empty() => &[],
        Kind::Broken => &[],
        other => {
            found.say(
                &node.origin,
                format!("{of} is a map, and here is {}", other.in_words()),
                format!("write {of}: {{ \"name\": ..., }}"),
            );
            &[]
        }
    }
}

/// A whole number within a range.
pub(crate) fn whole(
    node: &Node,
    key: &str,
    range: RangeInclusive<u32>,
    found: &mut Findings,
) -> Option<u32> {
    let say = format!("a whole number from {} to {}", range.start(), range.end());
    match &node.kind {
        Kind::Number(raw) => {
            let plain: String = raw.chars().filter(|c| *c != '_').take(40).collect();
            let value = plain.parse().ok().filter(|value| range.contains(value));
            if value.is_none() {
                found.say(
                    &node.origin,
                    format!(
                        "{key} is {say}, and here is {}",
                        quote(raw).trim_matches('"')
                    ),
                    "",
                );
            }
            value
        }
        other => {
            mismatch(
                node,
                other,
                key,
                &say,
                &range.start().max(&1).to_string(),
                found,
            );
            None
        }
    }
}

/// A text that `read` understands. A number without a unit counts as its text,
/// and so does a bare word of the command line.
pub(crate) fn written<T>(
    node: &Node,
    key: &str,
    example: &str,
    found: &mut Findings,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    let text = match &node.kind {
        Kind::Text(text) | Kind::Number(text) => text,
        Kind::Call { name, body: None } if node.origin.file == SET_FILE => name,
        other => {
            mismatch(node, other, key, "a text", &quote(example), found);
            return None;
        }
    };
    match read(text) {
        Ok(value) => Some(value),
        Err(why) => {
            let mend = format!("write {key} as {}", quote(example));
            found.say(&node.origin, format!("{key}: {why}"), mend);
            None
        }
    }
}

/// `true` or `false`.
pub(crate) fn yes_no(node: &Node, key: &str, found: &mut Findings) -> Option<bool> {
    match &node.kind {
        Kind::Bool(yes) => Some(*yes),
        other => {
            mismatch(node, other, key, "true or false", "true", found);
            None
        }
    }
}

/// One of several names, bare or in quotes.
pub(crate) fn choice<T: Copy>(
    node: &Node,
    key: &str,
    names: &[(String, T)],
    found: &mut Findings,
) -> Option<T> {
    let word = match &node.kind {
        Kind::Call { name, body: None } | Kind::Text(name) => name,
        other => {
            let example = names
                .first()
                .map(|(name, _)| name.as_str())
                .unwrap_or_default();
            mismatch(node, other, key, "a name", example, found);
            return None;
        }
    };
    let value = names
        .iter()
        .find(|(name, _)| name == word)
        .map(|(_, value)| *value);
    if value.is_none() {
        let known: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let hint = did_you_mean(found, word, known.iter().copied());
        found.say(
            &node.origin,
            format!("{key}: {} is not known{hint}", quote(word)),
            format!("it is one of {}", known.join(", ")),
        );
    }
    value
}

fn mismatch(
    node: &Node,
    kind: &Kind,
    key: &str,
    wanted: &str,
    example: &str,
    found: &mut Findings,
) {
    if !matches!(kind, Kind::Broken) {
        found.say(
            &node.origin,
            format!("{key} is {wanted}, and here is {}", kind.in_words()),
            format!("write it like {example}"),
        );
    }
}

/// Checks a text for people.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub(crate) fn sound_text(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        Err("the text is empty".to_owned())
    } else if text.chars().nth(LONGEST_TEXT).is_some() {
        Err(format!("the text is longer than {LONGEST_TEXT} characters"))
    } else if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
        Err(format!(
            "{} has a control character in it: U+{:04X}",
            quote(text),
            u32::from(hidden)
        ))
    } else {
        Ok(text.to_owned())
    }
}

/// Checks the key of something people name: a sound text without a dot, since
/// dots part the keys of a path (`population.lifers.men`).
pub fn sound_key(entry: &Entry, of: &str, found: &mut Findings) {
    if let Err(why) = sound_text(&entry.key) {
        found.say(&entry.origin, format!("a key of {of}: {why}"), "");
    } else if entry.key.contains('.') {
        found.say(
            &entry.origin,
            format!("{} has a dot in it", quote(&entry.key)),
            format!(
                "the keys of {of} hold no dots: paths such as {of}.NAME.men are parted by them"
            ),
        );
    }
}

/// `; did you mean "..."?` for the known word nearest to a misspelt one, or nothing.
pub fn did_you_mean<'k>(
    found: &Findings,
    word: &str,
    known: impl Iterator<Item = &'k str>,
) -> String {
    // A distance takes time in the product of the lengths: words are cut, names
    // are counted, and nothing is suggested for problems that will not be shown.
    if found.is_full() {
        return String::new();
    }
    let small = |text: &str| text.chars().take(30).collect::<String>().to_lowercase();
    let word = small(word);
    known
        .take(200)
        .map(|name| (strsim::damerau_levenshtein(&word, &small(name)), name))
        .filter(|(distance, name)| {
            let shorter = name.chars().count().min(word.chars().count());
            *distance <= (shorter / 3).max(1) && *distance < shorter
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| format!("; did you mean {}?", quote(name)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_suggested_and_nothing_far() {
        let found = Findings::default();
        let known = ["quality", "spend", "Meal"];
        assert_eq!(
            did_you_mean(&found, "qualty", known.into_iter()),
            "; did you mean \"quality\"?"
        );
        assert_eq!(
            did_you_mean(&found, "meal", known.into_iter()),
            "; did you mean \"Meal\"?"
        );
        assert_eq!(did_you_mean(&found, "elephant", known.into_iter()), "");
        assert_eq!(did_you_mean(&found, "", known.into_iter()), "");
    }
}
