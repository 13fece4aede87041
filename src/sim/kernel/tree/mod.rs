//! A value as a tree of what it holds, to be shown and compared without knowing its type.
//!
//! Whatever can be saved can be made a tree ([`Tree::of`]): names of types, fields and variants stay, so
//! that a tree can be written as RON and a [`crate::ids::PersonId`] is found wherever it stands. A value
//! that is there and the same value in `Some` are the same tree.
//!
//! Limits: a tree has at most [`MOST_NODES`] values; what is written of it, as many bytes as the caller
//! allows.

mod planter;

use std::fmt::{Display, Write as _};

use serde::Serialize;
use serde::ser;

use planter::Planter;

/// Most values of a tree, itself and all that it holds: some 300 MB of memory.
pub const MOST_NODES: usize = 4_000_000;
/// A value is written on one line if it takes no more characters than this.
const LINE: usize = 100;
/// What a plain tuple is called.
pub const TUPLE: &str = "()";
/// Most characters of a text that are written.
const MOST_TEXT: usize = 200;

/// A value, by what it holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// Nothing: a unit, or an option without a value.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number from 0 on.
    Whole(u64),
    /// A whole number below 0.
    Negative(i64),
    /// A fraction.
    Fraction(f64),
    /// A text or a character.
    Text(String),
    /// Plain bytes.
    Bytes(Vec<u8>),
    /// A variant or a type that holds nothing, by its name.
    Name(&'static str),
    /// A number with the name of its type: `PersonId`, `TileId`.
    Id(&'static str, u64),
    /// Values without names, with the name of what holds them: empty for a list, [`TUPLE`] for a plain
    /// tuple.
    List(&'static str, Vec<Tree>),
    /// Values by key.
    Map(Vec<(Tree, Tree)>),
    /// Values by the names of their fields, with the name of what holds them.
    Fields(&'static str, Vec<(&'static str, Tree)>),
}

/// Why a value cannot be made a tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoTree(String);

impl ser::Error for NoTree {
    fn custom<T: Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

impl Tree {
    /// The tree of a value.
    ///
    /// # Errors
    /// If it holds more than [`MOST_NODES`] values.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, NoTree> {
        let mut left = MOST_NODES;
        value.serialize(Planter { left: &mut left })
    }

    /// The value as RON on one line, cut off after `most` characters.
    pub fn line(&self, most: usize) -> String {
        let mut out = String::new();
        if self.write_line(&mut out, most) {
            return out;
        }
        let mut cut: String = out.chars().take(most).collect();
        cut.push_str(" ...");
        cut
    }

    /// Whether it is written in at most `most` characters.
    pub fn fits(&self, most: usize) -> bool {
        self.write_line(&mut String::new(), most)
    }

    /// The value as RON over as many lines as it needs, at most `most` bytes of it; what is left out is
    /// said at the end. Where a list has values of several lines, each says its place in it.
    pub fn text(&self, most: usize) -> String {
        let mut page = Page {
            out: String::new(),
            most,
            left_out: 0,
        };
        self.write_lines(&mut page, 0, "", "");
        if page.left_out > 0 {
            page.out
                .push_str(&format!("// {} more lines are left out\n", page.left_out));
        }
        page.out
    }

    /// Writes it on the line; whether all of it is there. Stops soon after `most` bytes.
    fn write_line(&self, out: &mut String, most: usize) -> bool {
        // Writing to a text cannot fail.
        let _ = match self {
            Self::Nothing => write!(out, "None"),
            Self::Flag(flag) => write!(out, "{flag}"),
            Self::Whole(number) => write!(out, "{number}"),
            Self::Negative(number) => write!(out, "{number}"),
            Self::Fraction(number) => write!(out, "{number:?}"),
            Self::Text(text) => {
                let shown: String = text.chars().take(MOST_TEXT).collect();
                let rest = if shown.len() < text.len() { "..." } else { "" };
                write!(out, "{:?}", shown + rest)
            }
            Self::Bytes(bytes) => write!(out, "{:?}", &bytes[..bytes.len().min(MOST_TEXT)]),
            Self::Name(name) => write!(out, "{name}"),
            Self::Id(name, number) => write!(out, "{name}({number})"),
            Self::List(..) | Self::Map(_) | Self::Fields(..) => {
                let (open, close) = self.brackets();
                out.push_str(&open);
                let count = self.count();
                for place in 0..count {
                    if out.len() > most {
                        return false;
                    }
                    let (key, value) = self.part(place);
                    out.push_str(&key);
                    if !value.write_line(out, most) {
                        return false;
                    }
                    if place + 1 < count {
                        out.push_str(", ");
                    }
                }
                out.push_str(close);
                Ok(())
            }
        };
        out.len() <= most
    }

    fn write_lines(&self, page: &mut Page, depth: usize, before: &str, after: &str) {
        let indent = "    ".repeat(depth.min(20));
        let mut line = String::new();
        if self.count() == 0 || self.write_line(&mut line, LINE) {
            line.clear();
            self.write_line(&mut line, usize::MAX);
            page.put(&format!("{indent}{before}{line}{after}\n"));
            return;
        }
        let (open, close) = self.brackets();
        page.put(&format!("{indent}{before}{open}\n"));
        for place in 0..self.count() {
            let (mut key, value) = self.part(place);
            if matches!(self, Self::List(..)) && value.count() > 0 {
                key = format!("/* {place} */ ");
            }
            value.write_lines(page, depth + 1, &key, ",");
        }
        page.put(&format!("{indent}{close}{after}\n"));
    }

    fn brackets(&self) -> (String, &'static str) {
        match self {
            Self::List("", _) => ("[".into(), "]"),
            Self::List(name, _) if *name == TUPLE => ("(".into(), ")"),
            Self::List(name, _) | Self::Fields(name, _) => (format!("{name}("), ")"),
            Self::Map(_) => ("{".into(), "}"),
            Self::Nothing
            | Self::Flag(_)
            | Self::Whole(_)
            | Self::Negative(_)
            | Self::Fraction(_)
            | Self::Text(_)
            | Self::Bytes(_)
            | Self::Name(_)
            | Self::Id(..) => (String::new(), ""),
        }
    }

    /// How many values it holds itself.
    pub fn count(&self) -> usize {
        match self {
            Self::List(_, parts) => parts.len(),
            Self::Map(parts) => parts.len(),
            Self::Fields(_, parts) => parts.len(),
            Self::Nothing
            | Self::Flag(_)
            | Self::Whole(_)
            | Self::Negative(_)
            | Self::Fraction(_)
            | Self::Text(_)
            | Self::Bytes(_)
            | Self::Name(_)
            | Self::Id(..) => 0,
        }
    }

    /// What is written before one of the values it holds, and the value.
    fn part(&self, place: usize) -> (String, &Self) {
        match self {
            Self::List(_, parts) => (String::new(), &parts[place]),
            Self::Map(parts) => (format!("{}: ", parts[place].0.line(LINE)), &parts[place].1),
            Self::Fields(_, parts) => (format!("{}: ", parts[place].0), &parts[place].1),
            _ => (String::new(), self),
        }
    }
}

/// A text that grows no further than it may.
struct Page {
    out: String,
    most: usize,
    left_out: usize,
}

impl Page {
    fn put(&mut self, line: &str) {
        if self.left_out == 0 && self.out.len() + line.len() <= self.most {
            self.out.push_str(line);
        } else {
            self.left_out += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::PersonId;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    enum Deed {
        Sleeps,
        Strikes { whom: PersonId, times: i32 },
        Waits(u8),
    }

    #[derive(Serialize)]
    struct Man {
        deeds: Vec<Deed>,
        debts: BTreeMap<PersonId, Option<u32>>,
        name: &'static str,
    }

    fn man() -> Man {
        Man {
            deeds: vec![
                Deed::Sleeps,
                Deed::Strikes {
                    whom: PersonId(3),
                    times: -2,
                },
                Deed::Waits(7),
            ],
            debts: BTreeMap::from([(PersonId(1), Some(5)), (PersonId(2), None)]),
            name: "Kent\u{1b}[0m",
        }
    }

    #[test]
    fn a_value_is_written_as_ron_with_its_names() {
        let tree = Tree::of(&man()).expect("it is small");
        assert_eq!(
            tree.line(400),
            "Man(deeds: [Sleeps, Strikes(whom: PersonId(3), times: -2), Waits(7)], \
             debts: {PersonId(1): 5, PersonId(2): None}, name: \"Kent\\u{1b}[0m\")"
        );
        assert_eq!(tree.line(10), "Man(deeds: ...");
        assert_eq!(
            tree.text(10_000),
            "Man(\n    deeds: [Sleeps, Strikes(whom: PersonId(3), times: -2), Waits(7)],\n    \
             debts: {PersonId(1): 5, PersonId(2): None},\n    name: \"Kent\\u{1b}[0m\",\n)\n"
        );
    }

    #[test]
    fn what_is_left_out_of_a_long_text_is_said() {
        let tree = Tree::of(&vec![vec![1_000_000_u32; 40]; 5]).expect("it is small");
        let text = tree.text(400);
        assert!(text.len() < 500, "{text}");
        assert!(text.ends_with("more lines are left out\n"), "{text}");
    }

    #[test]
    fn more_than_a_tree_may_hold_is_refused() {
        let error = Tree::of(&vec![0_u8; MOST_NODES]).expect_err("it is too large");
        assert!(error.to_string().contains("more than"), "{error}");
    }
}
