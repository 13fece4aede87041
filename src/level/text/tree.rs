//! The syntax tree of a level file, and how a child is merged over its parent.
//!
//! Each node knows where it was written. Merging goes by key: fields of structs
//! and entries of maps merge one by one, a call (`Meal(...)`) merges field by
//! field with a call of the same name, and everything else replaces. `None`
//! takes a key away; taking away what is not there is an error, so that a
//! misspelt key cannot pass unseen. The order of keys is the parent's, with
//! new keys behind.

use std::collections::BTreeMap;

use crate::nouns::Origin;
use crate::text::problem::{Findings, quote};
use crate::text::read::did_you_mean;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub origin: Origin,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key was written.
    pub origin: Origin,
    /// The value.
    pub value: Node,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `None`: take this key away.
    None,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// `[a, b]`.
    Seq(Vec<Node>),
    /// `(key: value, ...)`.
    Fields(Vec<Entry>),
    /// `{"key": value, ...}`.
    Map(Vec<Entry>),
    /// `(a, b)`.
    Tuple(Vec<Node>),
    /// `Name`, `Name(key: value, ...)` or `Name(a, b)`.
    Call {
        /// The name.
        name: String,
        /// Fields or a tuple, if there are parentheses.
        body: Option<Box<Node>>,
    },
    /// Keys set from the command line: merges into fields, a map or a call alike.
    Patch(Vec<Entry>),
    /// Something with an error that was already reported.
    Broken,
}

impl Kind {
    /// What it is, in words.
    pub fn in_words(&self) -> String {
        match self {
            Kind::None => "None".to_owned(),
            Kind::Bool(yes) => yes.to_string(),
            Kind::Number(raw) => format!("the number {}", quote(raw).trim_matches('"')),
            Kind::Text(text) => format!("the text {}", quote(text)),
            Kind::Seq(_) => "a list [...]".to_owned(),
            Kind::Fields(_) => "fields (key: value)".to_owned(),
            Kind::Map(_) => "a map {...}".to_owned(),
            Kind::Tuple(_) => "values in parentheses".to_owned(),
            Kind::Call { name, .. } => format!("{} by its name", quote(name)),
            Kind::Patch(_) => "a set of keys".to_owned(),
            Kind::Broken => "something broken".to_owned(),
        }
    }
}

/// Merges a child over its parent. `path` names both in messages.
pub(crate) fn merge(parent: Node, child: Node, path: &str, found: &mut Findings) -> Node {
    let Node { kind, origin } = child;
    let kind = match (parent.kind, kind) {
        (Kind::Fields(old), Kind::Fields(new) | Kind::Patch(new)) => {
            Kind::Fields(merge_entries(old, new, path, found))
        }
        (Kind::Map(old), Kind::Map(new) | Kind::Patch(new)) => {
            Kind::Map(merge_entries(old, new, path, found))
        }
        (Kind::Patch(old), Kind::Patch(new)) => Kind::Patch(merge_entries(old, new, path, found)),
        (
            Kind::Call { name, body },
            Kind::Call {
                name: same,
                body: new,
            },
        ) if name == same => {
            let body = match (body, new) {
                (Some(old), Some(new)) => Some(Box::new(merge(*old, *new, path, found))),
                (None, Some(new)) => Some(Box::new(settle(*new, path, found))),
                (old, None) => old,
            };
            Kind::Call { name, body }
        }
        (Kind::Call { name, body }, Kind::Patch(new)) => {
            let old = body.map_or_else(|| fields(&origin), |body| *body);
            let new = Node {
                kind: Kind::Patch(new),
                origin: origin.clone(),
            };
            Kind::Call {
                name,
                body: Some(Box::new(merge(old, new, path, found))),
            }
        }
        (_, kind) => return settle(Node { kind, origin }, path, found),
    };
    Node { kind, origin }
}

/// An empty struct.
pub(crate) fn fields(origin: &Origin) -> Node {
    Node {
        kind: Kind::Fields(Vec::new()),
        origin: origin.clone(),
    }
}

fn merge_entries(old: Vec<Entry>, new: Vec<Entry>, path: &str, found: &mut Findings) -> Vec<Entry> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut merged: Vec<Option<Entry>> = Vec::new();
    for entry in old {
        places.insert(entry.key.clone(), merged.len());
        merged.push(Some(entry));
    }
    for Entry { key, origin, value } in new {
        let inner = join(path, &key);
        let place = places.get(&key).copied();
        let held = place
            .and_then(|place| merged.get_mut(place))
            .and_then(Option::take);
        let removes = matches!(value.kind, Kind::None);
        let value = match held {
            Some(_) if removes => continue,
            Some(held) => merge(held.value, value, &inner, found),
            None if removes => {
                let hint = did_you_mean(found, &key, places.keys().map(String::as_str));
                found.say(
                    &origin,
                    format!(
                        "None takes away {}, which is not there{hint}",
                        quote(&inner)
                    ),
                    "None takes away a key of the level that is extended",
                );
                continue;
            }
            None => settle(value, &inner, found),
        };
        let entry = Some(Entry { key, origin, value });
        match place.and_then(|place| merged.get_mut(place)) {
            Some(slot) => *slot = entry,
            None => {
                if let Some(Entry { key, .. }) = &entry {
                    places.insert(key.clone(), merged.len());
                }
                merged.push(entry);
            }
        }
    }
    merged.into_iter().flatten().collect()
}

/// A value that has nothing beneath it: what it takes away cannot be there.
pub(crate) fn settle(node: Node, path: &str, found: &mut Findings) -> Node {
    let Node { kind, origin } = node;
    let kind = match kind {
        Kind::Fields(entries) => Kind::Fields(merge_entries(Vec::new(), entries, path, found)),
        Kind::Map(entries) => Kind::Map(merge_entries(Vec::new(), entries, path, found)),
        Kind::Patch(entries) => Kind::Patch(merge_entries(Vec::new(), entries, path, found)),
        Kind::Call { name, body } => Kind::Call {
            name,
            body: body.map(|body| Box::new(settle(*body, path, found))),
        },
        other => other,
    };
    Node { kind, origin }
}

/// A path with one more key.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// Notes where each value was written, by its dotted path; items of lists and
/// of calls without names go by their number from 0.
pub(crate) fn note_origins(node: &Node, path: &str, out: &mut BTreeMap<String, Origin>) {
    if !path.is_empty() {
        out.insert(path.to_owned(), node.origin.clone());
    }
    match &node.kind {
        Kind::Fields(entries) | Kind::Map(entries) | Kind::Patch(entries) => {
            for entry in entries {
                note_origins(&entry.value, &join(path, &entry.key), out);
            }
        }
        Kind::Seq(items) | Kind::Tuple(items) => {
            for (n, item) in items.iter().enumerate() {
                note_origins(item, &join(path, &n.to_string()), out);
            }
        }
        Kind::Call {
            body: Some(body), ..
        } => {
            note_origins(body, path, out);
            out.insert(path.to_owned(), node.origin.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::parse;

    fn tree(file: &str, text: &str) -> Node {
        let mut found = Findings::default();
        let node = parse(file, text, &mut found);
        assert!(found.is_empty(), "{}", found.into_problems());
        node.unwrap()
    }

    fn merged(parent: &str, child: &str) -> (Node, Findings) {
        let mut found = Findings::default();
        let node = merge(tree("parent", parent), tree("child", child), "", &mut found);
        (node, found)
    }

    fn shape(node: &Node) -> String {
        let entries = |entries: &[Entry]| {
            let parts: Vec<String> = entries
                .iter()
                .map(|e| format!("{}={}", e.key, shape(&e.value)))
                .collect();
            parts.join(",")
        };
        match &node.kind {
            Kind::Fields(inner) | Kind::Patch(inner) => format!("({})", entries(inner)),
            Kind::Map(inner) => format!("{{{}}}", entries(inner)),
            Kind::Number(raw) => raw.clone(),
            Kind::Call { name, body } => {
                format!("{name}{}", body.as_deref().map(shape).unwrap_or_default())
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_child_changes_only_what_it_writes() {
        let (node, found) = merged(
            r#"(a: (x: 1, y: 2), m: {"k": Meal(p: 1, q: 2), "l": Work})"#,
            r#"(m: {"k": Meal(q: 3), "l": Rest, "n": Bell}, a: (y: 5))"#,
        );
        assert!(found.is_empty());
        assert_eq!(
            shape(&node),
            "(a=(x=1,y=5),m={k=Meal(p=1,q=3),l=Rest,n=Bell})"
        );
    }

    #[test]
    fn none_takes_a_key_away() {
        let (node, found) = merged(r#"(m: {"k": 1, "l": 2})"#, r#"(m: {"k": None})"#);
        assert!(found.is_empty());
        assert_eq!(shape(&node), "(m={l=2})");
    }

    #[test]
    fn none_for_a_key_that_is_not_there_is_an_error_with_a_suggestion() {
        let (_, found) = merged(r#"(m: {"lifers": 1})"#, r#"(m: {"lifer": None})"#);
        let problems = found.into_problems();
        assert_eq!(problems.list.len(), 1);
        assert_eq!(problems.list[0].origin.column, 6);
        assert!(
            problems.to_string().contains("did you mean \"lifers\"?"),
            "{problems}"
        );
    }

    #[test]
    fn none_inside_something_new_is_an_error_too() {
        let (_, found) = merged("()", r#"(m: {"k": (a: None)})"#);
        assert_eq!(found.into_problems().list.len(), 1);
    }

    #[test]
    fn origins_are_those_of_the_file_that_wrote_the_value() {
        let (node, _) = merged("(a: (x: 1,\n y: 2))", "(a: (y: 5))");
        let mut origins = BTreeMap::new();
        note_origins(&node, "", &mut origins);
        assert_eq!(origins["a.x"].file, "parent");
        assert_eq!(
            (origins["a.y"].file.as_str(), origins["a.y"].column),
            ("child", 9)
        );
    }
}
