//! From the text of a level file to a [`Node`] tree, by `ron2`'s parser.
//!
//! The parser recovers from errors and tells where they are; what it cannot be
//! trusted with is looked at before (`brackets`). Each key may be written once.

use std::collections::BTreeSet;

use ron2::ast::{Expr, StructBody, StructField, TupleElement, parse_document_lossy};
use ron2::{ErrorKind, Span};

use crate::nouns::Origin;
use crate::text::brackets::{Places, brackets_match};
use crate::text::problem::{Findings, quote};
use crate::text::tree::{Entry, Kind, Node};

/// How long a key may be, in characters.
const LONGEST_KEY: usize = 200;

/// Reads one RON value. Errors go to `found`; `None` if nothing can be made of the text.
pub(crate) fn parse(file: &str, text: &str, found: &mut Findings) -> Option<Node> {
    let places = Places::new(file, text);
    brackets_match(text, &places, found)?;
    let (document, errors) = parse_document_lossy(text);
    let mut told = BTreeSet::new();
    for error in &errors {
        // What follows at the same place is mostly a consequence of the first.
        let place = places.of(error.span());
        if told.insert((place.line, place.column)) {
            let (what, mend) = in_words(error.kind(), text, error.span());
            found.say(&place, what, mend);
        }
    }
    let value = document.value?;
    Some(convert(value, &places, found))
}

/// Whether a text is one RON value without any error.
pub(crate) fn is_sound(text: &str) -> bool {
    let mut found = Findings::default();
    parse("", text, &mut found).is_some() && found.is_empty()
}

/// A parser's error in words, with how to mend it.
fn in_words(kind: &ErrorKind, text: &str, span: &Span) -> (String, String) {
    let next = text
        .get(span.start_offset..)
        .and_then(|rest| rest.chars().next());
    let found = |c: char| {
        if c.is_control() {
            "a control character".to_owned()
        } else {
            format!("\"{c}\"")
        }
    };
    match kind {
        ErrorKind::Expected { expected, .. } => {
            let (what, mend) = match expected.as_ref() {
                _ if next == Some(':') => (
                    "\":\" cannot stand here",
                    "in one pair of parentheses either all values have names, as in \
                     Area(name: \"gate\", floor: Gravel), or none has",
                ),
                e if e.contains("map key") => (
                    "a \":\" is missing after a key",
                    "write it as key: value; keys of a map {...} stand in \"quotes\"",
                ),
                e if e.contains("comma") => (
                    "a comma is missing before this",
                    "keys and values are parted by commas",
                ),
                e if e.contains("closing") => (
                    "this does not belong here: a comma or the closing bracket should follow",
                    "a value with a unit stands in quotes, such as \"40 %\"",
                ),
                "value" => ("a value is missing here", ""),
                other => return (format!("{other} expected"), String::new()),
            };
            (what.to_owned(), mend.to_owned())
        }
        ErrorKind::UnexpectedChar(c) => (
            format!("{} cannot stand here", found(*c)),
            "texts stand in \"quotes\", also those with a unit, such as \"20 min\"".to_owned(),
        ),
        ErrorKind::Eof => ("the file ends too early".to_owned(), String::new()),
        ErrorKind::ExpectedStringEnd => (
            "the text that begins here is never closed".to_owned(),
            "close it with \"".to_owned(),
        ),
        ErrorKind::UnclosedBlockComment => (
            "the comment that begins here is never closed".to_owned(),
            "close it with */".to_owned(),
        ),
        ErrorKind::InvalidEscape(why) => (
            format!("this escape in a text means nothing: {why}"),
            "write a backslash as \\\\".to_owned(),
        ),
        ErrorKind::TrailingCharacters => (
            "something follows the end of the level".to_owned(),
            "a level file is one pair of parentheses: ( key: value, ... )".to_owned(),
        ),
        other => (other.to_string(), String::new()),
    }
}

/// From the parser's tree to ours. The depth was checked before.
fn convert(expr: Expr, places: &Places, found: &mut Findings) -> Node {
    let origin = places.of(expr.span());
    let kind = match expr {
        Expr::Unit(_) => Kind::Fields(Vec::new()),
        Expr::Bool(yes) => Kind::Bool(yes.value),
        Expr::Number(number) => Kind::Number(number.raw.into_owned()),
        Expr::String(text) => Kind::Text(text.value),
        Expr::Char(c) => Kind::Text(c.value.to_string()),
        Expr::Option(option) => match option.value {
            None => Kind::None,
            Some(inner) => return convert(inner.expr, places, found),
        },
        Expr::Seq(seq) => Kind::Seq(
            seq.items
                .into_iter()
                .map(|item| convert(item.expr, places, found))
                .collect(),
        ),
        Expr::Map(map) => {
            let mut entries = Entries::default();
            for entry in map.entries {
                let at = places.of(entry.key.span());
                match entry.key {
                    Expr::String(key) => {
                        let value = convert(entry.value, places, found);
                        entries.push(key.value, at, value, found);
                    }
                    Expr::Char(key) => {
                        let value = convert(entry.value, places, found);
                        entries.push(key.value.to_string(), at, value, found);
                    }
                    Expr::Error(_) => {}
                    _ => found.say(
                        &at,
                        "a key of a map is a text",
                        "write it in quotes: {\"key\": value}",
                    ),
                }
            }
            Kind::Map(entries.list)
        }
        Expr::Tuple(tuple) => Kind::Tuple(convert_elements(tuple.elements, places, found)),
        Expr::AnonStruct(fields) => Kind::Fields(convert_fields(fields.fields, places, found)),
        Expr::Struct(call) => Kind::Call {
            name: bare(&call.name.name).to_owned(),
            body: call.body.map(|body| {
                let kind = match body {
                    StructBody::Tuple(tuple) if tuple.elements.is_empty() => {
                        Kind::Fields(Vec::new())
                    }
                    StructBody::Tuple(tuple) => {
                        Kind::Tuple(convert_elements(tuple.elements, places, found))
                    }
                    StructBody::Fields(fields) => {
                        Kind::Fields(convert_fields(fields.fields, places, found))
                    }
                };
                let origin = origin.clone();
                Box::new(Node { kind, origin })
            }),
        },
        Expr::Byte(_) | Expr::Bytes(_) => {
            found.say(
                &origin,
                "a level holds no bytes",
                "write a text in plain quotes, without the b",
            );
            Kind::Broken
        }
        Expr::Error(_) => Kind::Broken,
    };
    Node { kind, origin }
}

fn convert_elements(
    elements: Vec<TupleElement>,
    places: &Places,
    found: &mut Findings,
) -> Vec<Node> {
    elements
        .into_iter()
        .map(|element| convert(element.expr, places, found))
        .collect()
}

fn convert_fields(fields: Vec<StructField>, places: &Places, found: &mut Findings) -> Vec<Entry> {
    let mut entries = Entries::default();
    for field in fields {
        let at = places.of(&field.name.span);
        let value = convert(field.value, places, found);
        // A field the parser made up to go on after an error has no name.
        if field.name.name.is_empty() || field.name.span.is_synthetic() {
            continue;
        }
        entries.push(bare(&field.name.name).to_owned(), at, value, found);
    }
    entries.list
}

/// A name without the mark of a raw identifier.
fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Entries, each key once.
#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    keys: BTreeSet<String>,
}

impl Entries {
    fn push(&mut self, key: String, origin: Origin, value: Node, found: &mut Findings) {
        if key.chars().nth(LONGEST_KEY).is_some() {
            found.say(
                &origin,
                format!("this key is longer than {LONGEST_KEY} characters"),
                "",
            );
        } else if !self.keys.insert(key.clone()) {
            found.say(
                &origin,
                format!("{} is written twice", quote(&key)),
                "take one of the two away",
            );
        } else {
            self.list.push(Entry { key, origin, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> String {
        let mut found = Findings::default();
        found.remember("f", text);
        parse("f", text, &mut found);
        found.into_problems().to_string()
    }

    #[test]
    fn a_key_written_twice_is_an_error_where_it_stands() {
        let report = problems_of("(a: 1,\n b: {\"x\": 1, \"x\": 2}, a: 3)");
        assert!(
            report.contains("f:2:14: \"x\" is written twice"),
            "{report}"
        );
        assert!(
            report.contains("f:2:23: \"a\" is written twice"),
            "{report}"
        );
    }

    #[test]
    fn a_bracket_that_is_missing_is_named_where_it_was_opened() {
        assert!(problems_of("(a: (b: 1,\n c: 2").contains("f:1:5: this \"(\" is never closed"));
        assert!(
            problems_of("(a: [1, 2)")
                .contains("\")\" does not close the \"[\" of line 1, column 5")
        );
        assert!(problems_of("(a: 1))").contains("f:1:7: \")\" closes nothing"));
        assert!(problems_of("(a: \"b)").contains("f:1:5: the text or comment that begins here"));
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert!(
            problems_of("(a: \"b,\n c: \"d\")")
                .contains("f:1:5: the text that begins here does not end on its line")
        );
        let report = problems_of("(title: \"\u{e9}\u{e9}\u{e9}\", title: 1)");
        assert!(report.contains("f:1:16: "), "{report}");
        let long = format!("(a: \"{}\", a: 1)", "\u{e9}".repeat(1_000));
        assert!(problems_of(&long).contains("f:1:1009: "));
    }

    #[test]
    fn several_errors_of_syntax_are_told_at_once() {
        let report = problems_of("(a: ?,\n b: 1,\n c: %,\n d: (x 2),\n)");
        for place in ["f:1:5", "f:3:5", "f:4:"] {
            assert!(report.contains(place), "{place} in {report}");
        }
    }

    #[test]
    fn hostile_nesting_ends_soon_and_in_words() {
        for unit in ["(", "[", "{", "a(", "[[,", "Some(", "(a:", "{\"a\":", "[a("] {
            let report = problems_of(&unit.repeat(100_000));
            assert!(report.contains("brackets nest deeper"), "{unit}: {report}");
        }
        for unit in [
            "[),", "/**/", "a(]", "r#", "'", "\"", "\\", ",", "//\n", "()", ":", "0x", "-", "a:",
        ] {
            assert!(
                !problems_of(&unit.repeat(100_000)).is_empty() || unit == "/**/" || unit == "//\n"
            );
            problems_of(&format!("({})", unit.repeat(50_000)));
            problems_of(&format!("(a: [{}])", unit.repeat(50_000)));
        }
    }
}
