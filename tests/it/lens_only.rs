//! Picture and panels read the prison through the lens alone: of the simulation they may name what
//! is no secret, and nothing else. Neither may the rooms of a seat that put into figures and words
//! what it knows, but for what is listed here with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Item, UseTree};

use crate::common::root;

/// What picture and panels may name of the simulation, with all that is under it, and why.
const OPEN: [(&str, &str); 14] = [
    ("ids", "numbers of persons, tiles, happenings"),
    (
        "message",
        "texts that are to be made, for whoever reads them",
    ),
    ("vocabulary", "words for what the prison names"),
    ("level", "words for tiles, rooms and hours"),
    ("clock", "what time it is"),
    ("order", "what may be ordered"),
    (
        "live",
        "what may be ordered now, as far as the giver can know",
    ),
    ("regime::today", "the timetable, which hangs on the wall"),
    ("prison::light", "daylight, and what lamps go by"),
    ("prison::check", "what is odd about the level's files"),
    ("movement::Reason", "names of reasons for waiting"),
    ("needs::Need", "names of needs"),
    ("needs::HURTS", "from where a need hurts"),
    ("needs::WORST", "where a need is at its worst"),
];

/// Rooms in which everything is read through the lens.
const SEATED: [&str; 2] = ["src/view", "src/ui"];

/// A path of the simulation that a file names, and the line.
struct Named {
    path: Vec<String>,
    line: usize,
}

/// Finds what a file names of the simulation.
#[derive(Default)]
struct Reader {
    named: Vec<Named>,
    /// What the names of this file stand for: `Clock` for `clock::Clock`.
    stands_for: BTreeMap<String, Vec<String>>,
}

const SIMULATION: &str = "bighouse_sim";

impl Reader {
    fn of(text: &str) -> Self {
        let file = syn::parse_file(text).expect("it is sound Rust");
        let mut reader = Self::default();
        // Names first: a path may stand before its `use`.
        for item in &file.items {
            if let Item::Use(item) = item {
                reader.take(&item.tree, Vec::new());
            }
        }
        reader.visit_file(&file);
        reader
    }

    fn take(&mut self, tree: &UseTree, mut path: Vec<String>) {
        let is_of_it = |path: &[String]| path.first().is_some_and(|first| first == SIMULATION);
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.take(&tree.tree, path);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.take(tree, path.clone());
                }
            }
            UseTree::Name(name) => {
                if name.ident != "self" {
                    path.push(name.ident.to_string());
                }
                if is_of_it(&path) {
                    let name = path.last().expect("a path has an end").clone();
                    self.stands_for.insert(name, path[1..].to_vec());
                    self.name(&path[1..], tree.span());
                }
            }
            UseTree::Rename(rename) => {
                path.push(rename.ident.to_string());
                if is_of_it(&path) {
                    self.stands_for
                        .insert(rename.rename.to_string(), path[1..].to_vec());
                    self.name(&path[1..], tree.span());
                }
            }
            UseTree::Glob(_) if is_of_it(&path) => {
                path.push("*".into());
                self.name(&path[1..], tree.span());
            }
            UseTree::Glob(_) => {}
        }
    }

    fn name(&mut self, path: &[String], span: Span) {
        self.named.push(Named {
            path: path.to_vec(),
            line: span.start().line,
        });
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        // Those at the head of the file have been taken; one inside a function is taken here.
        let known = self.named.len();
        self.take(&item.tree, Vec::new());
        let again = |new: &Named, old: &[Named]| {
            old.iter()
                .any(|old| old.path == new.path && old.line == new.line)
        };
        let news = self.named.split_off(known);
        for new in news {
            if !again(&new, &self.named) {
                self.named.push(new);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        let (first, rest) = parts.split_first().expect("a path has a part");
        if first == SIMULATION && !rest.is_empty() {
            self.name(rest, path.span());
        } else if !rest.is_empty()
            && let Some(stands_for) = self.stands_for.get(first)
        {
            let whole = [stands_for.as_slice(), rest].concat();
            self.name(&whole, path.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        // What stands in a macro is not parsed: its words are looked through for whole paths.
        let text = mac.tokens.to_string().replace(' ', "");
        for (place, _) in text.match_indices(&format!("{SIMULATION}::")) {
            let path = text[place + SIMULATION.len() + 2..]
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let path = path.map(|path| path.split("::").map(str::to_owned).collect::<Vec<_>>());
            if let Some(path) = path.take(1).next() {
                self.name(&path, mac.span());
            }
        }
        visit::visit_macro(self, mac);
    }
}

/// Whether a path lies under one of some.
fn is_under(path: &[String], of: &[(&str, &str)]) -> bool {
    let path = path.join("::");
    of.iter().any(|(open, _)| {
        path.strip_prefix(open)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).expect("it can be read");
            folders.extend(inside.map(|entry| entry.expect("it can be read").path()));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{} is empty", folder.display());
    found
}

/// What the files of a folder name of the simulation beside what is open to them.
fn breaches(folder: &str, open: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for path in sources(&root().join(folder)) {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let name = path.strip_prefix(root()).expect("it is in the tree");
        for named in Reader::of(&text).named {
            if !is_under(&named.path, open) {
                let what = named.path.join("::");
                wrong.push(format!("{}:{}: {what}", name.display(), named.line));
            }
        }
    }
    wrong
}

#[test]
fn picture_and_panels_name_nothing_of_the_prison_that_could_be_secret() {
    for folder in SEATED {
        let wrong = breaches(folder, &OPEN);
        assert!(
            wrong.is_empty(),
            "only `play::lens` may read this for a seat:\n{}",
            wrong.join("\n")
        );
    }
}

/// The resources of the simulation: its state, and the caches made of it.
fn resources() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in sources(&root().join("src/sim")) {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        for item in syn::parse_file(&text).expect("it is sound Rust").items {
            let (attributes, name) = match item {
                Item::Struct(item) => (item.attrs, item.ident),
                Item::Enum(item) => (item.attrs, item.ident),
                _ => continue,
            };
            let derives = attributes
                .iter()
                .filter(|one| one.path().is_ident("derive"));
            let is_one = derives.into_iter().any(|one| {
                let list = one.meta.require_list().map(|list| list.tokens.to_string());
                list.is_ok_and(|list| list.split(',').any(|one| one.trim() == "Resource"))
            });
            if is_one {
                found.insert(name.to_string());
            }
        }
    }
    found
}

#[test]
fn of_what_is_open_only_the_clock_is_state() {
    let resources = resources();
    for known in ["Bodies", "Riots", "Fires", "Items", "Happenings", "Grid"] {
        assert!(resources.contains(known), "{known} is a resource");
    }
    let mut named = BTreeSet::new();
    for path in SEATED
        .iter()
        .flat_map(|folder| sources(&root().join(folder)))
    {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let paths = Reader::of(&text).named.into_iter();
        // `live::Needs` is what an order still needs, no state.
        let paths = paths.filter(|named| named.path.first().is_none_or(|room| room != "live"));
        named.extend(paths.filter_map(|named| named.path.last().cloned()));
    }
    let state: Vec<&String> = named.intersection(&resources).collect();
    assert_eq!(state, ["Clock"]);
}

#[test]
fn a_path_is_found_however_it_is_written() {
    let found = |text: &str| -> Vec<String> {
        let named = Reader::of(text).named.into_iter();
        named.map(|named| named.path.join("::")).collect()
    };
    assert_eq!(
        found("use bighouse_sim::{ids::TileId, riot::{self, Riots as All}};"),
        ["ids::TileId", "riot", "riot::Riots"]
    );
    assert_eq!(
        found("use bighouse_sim::riot; fn f(w: &W) { w.get::<riot::Riots>(); }"),
        ["riot", "riot::Riots"]
    );
    assert_eq!(
        found("fn f() { use bighouse_sim::custody::*; }"),
        ["custody::*"]
    );
    assert_eq!(
        found("fn f(w: &W) -> bighouse_sim::needs::Needs { g() }"),
        ["needs::Needs"]
    );
    assert_eq!(
        found("fn f() { let x = vec![bighouse_sim::riot::Riots::default()]; }"),
        ["riot::Riots::default"]
    );
    assert_eq!(
        found("use crate::riot::Riots; // bighouse_sim::riot"),
        [""; 0]
    );
    let open = [("needs::Need", "")];
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert!(is_under(&path("needs::Need::Hunger"), &open));
    assert!(!is_under(&path("needs::Needs"), &open), "another word");
}
