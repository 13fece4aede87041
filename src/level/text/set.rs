//! `--set path.to.key=value`: the last child of a level.
//!
//! The value is RON where it can be read as such (`12`, `None`, `Work`,
//! `Meal(sittings: 1)`), and otherwise it is a text, so that `40%` and `20 min`
//! need no quotes. Problems name the option: its "file" is `--set`, its line is
//! the number of the option on the command line.

use crate::nouns::Origin;
use crate::text::problem::{Findings, quote};
use crate::text::syntax::{is_sound, parse};
use crate::text::tree::{Entry, Kind, Node};

/// What stands for a file where an option is meant.
pub(crate) const SET_FILE: &str = "--set";

/// How many options are read, and how deep a path may go.
const MOST_OPTIONS: usize = 1_000;
const DEEPEST_PATH: usize = 16;

/// Reads the options into patches, in order.
pub(crate) fn read_options(sets: &[String], found: &mut Findings) -> Vec<Node> {
    let lines: Vec<String> = sets.iter().map(|set| set.replace('\n', " ")).collect();
    found.remember(SET_FILE, &lines.join("\n"));
    if sets.len() > MOST_OPTIONS {
        let what = format!("more than {MOST_OPTIONS} options");
        found.say_file(SET_FILE, what, "write a level that extends this one");
    }
    lines
        .iter()
        .take(MOST_OPTIONS)
        .enumerate()
        .filter_map(|(n, option)| read_option(option, n, found))
        .collect()
}

fn read_option(option: &str, n: usize, found: &mut Findings) -> Option<Node> {
    let place = |column: usize| Origin {
        file: SET_FILE.to_owned(),
        line: u32::try_from(n + 1).unwrap_or(u32::MAX),
        column: u32::try_from(column + 1).unwrap_or(u32::MAX),
    };
    let usage = "write it as --set kitchen.quality=40%";
    let Some((path, value)) = option.split_once('=') else {
        found.say(&place(0), format!("{} has no \"=\"", quote(option)), usage);
        return None;
    };
    let keys: Vec<&str> = path.split('.').map(str::trim).collect();
    if keys.len() > DEEPEST_PATH || keys.iter().any(|key| key.is_empty()) {
        let what = format!("{} is no path to a key", quote(path));
        found.say(&place(0), what, usage);
        return None;
    }
    if matches!(keys.first(), Some(&("format" | "extends"))) {
        let what = format!("{} is not for options", quote(path));
        found.say(&place(0), what, "write it in level.ron");
        return None;
    }
    let value_column = path.chars().count() + 1;
    let mut node = read_value(value.trim(), &place(value_column));
    for key in keys.into_iter().rev() {
        let entry = Entry {
            key: key.to_owned(),
            origin: place(0),
            value: node,
        };
        node = Node {
            kind: Kind::Patch(vec![entry]),
            origin: place(0),
        };
    }
    Some(node)
}

/// A value: RON if it is, otherwise a text. All of it gets one origin.
fn read_value(value: &str, at: &Origin) -> Node {
    let text = || Node {
        kind: Kind::Text(value.to_owned()),
        origin: at.clone(),
    };
    if !is_sound(value) {
        return text();
    }
    match parse(SET_FILE, value, &mut Findings::default()) {
        Some(mut node) => {
            place_at(&mut node, at);
            node
        }
        None => text(),
    }
}

fn place_at(node: &mut Node, at: &Origin) {
    node.origin = at.clone();
    match &mut node.kind {
        Kind::Fields(entries) | Kind::Map(entries) | Kind::Patch(entries) => {
            for entry in entries {
                entry.origin = at.clone();
                place_at(&mut entry.value, at);
            }
        }
        Kind::Seq(items) | Kind::Tuple(items) => {
            for item in items {
                place_at(item, at);
            }
        }
        Kind::Call {
            body: Some(body), ..
        } => place_at(body, at),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of(option: &str) -> Kind {
        let mut found = Findings::default();
        let mut node = read_options(&[option.to_owned()], &mut found).remove(0);
        assert!(found.is_empty());
        while let Kind::Patch(mut entries) = node.kind {
            node = entries.remove(0).value;
        }
        node.kind
    }

    #[test]
    fn a_value_that_is_not_ron_is_a_text() {
        let text = |t: &str| Kind::Text(t.to_owned());
        assert_eq!(value_of("kitchen.quality=40%"), text("40%"));
        assert_eq!(value_of("day.07:00.eat=25 min"), text("25 min"));
        assert_eq!(value_of("kitchen.spend=17 c/man/day"), text("17 c/man/day"));
        assert_eq!(
            value_of("starts=1930-11-20 06:25"),
            text("1930-11-20 06:25")
        );
        assert_eq!(value_of("title=Hungry House"), text("Hungry House"));
        assert_eq!(value_of("title=\"a = b\""), text("a = b"));
        assert_eq!(value_of("guards.day=150"), Kind::Number("150".to_owned()));
        assert_eq!(value_of("day.11:40=None"), Kind::None);
        assert!(matches!(
            value_of("day.08:30=Work"),
            Kind::Call { body: None, .. }
        ));
    }

    #[test]
    fn an_option_that_is_none_is_told_apart() {
        let mut found = Findings::default();
        let sets = ["a.b=1", "nonsense", "a..b=1", "=1", "extends=x"].map(str::to_owned);
        assert_eq!(read_options(&sets, &mut found).len(), 1);
        let report = found.into_problems().to_string();
        for place in [
            "--set:2:1: \"nonsense\"",
            "--set:3:1: \"a..b\"",
            "--set:4:1: \"\"",
            "--set:5:1: \"extends\" is not for options",
        ] {
            assert!(report.contains(place), "{place} in {report}");
        }
    }
}
