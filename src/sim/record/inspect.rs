//! What a save holds, to be read by people: its sections, what they say of a person, and where two
//! saves differ.
//!
//! Everything goes through the registered sections ([`crate::section`]) as trees ([`Tree`]), so a new
//! section is inspected without a line here. A *path* names a value inside a section:
//! `bodies[17].tile`. A list that is reached by fields alone and is as long as the roster has persons,
//! or inmates, is read as a column by [`PersonId`].

use super::save::Contents;
use crate::ids::PersonId;
use crate::kernel::tree::Tree;
use crate::people::{Everybody, Identity, Roster};
use crate::{Prison, section};

/// Most facts of a person that are shown of one section: the last ones.
const MOST_FACTS: usize = 40;
/// What a list says of a person is shown whole up to this many characters; of more, the part that names
/// him.
const FACT: usize = 300;
/// Most characters of a value that differs.
const VALUE: usize = 160;

/// The sections of a save with version, bytes and digest, and what the save says of itself.
pub fn listing(contents: &Contents) -> Tree {
    let header = &contents.header;
    let parts = contents.parts.iter().map(|part| {
        let bytes = contents.bytes(part);
        fields([
            ("name", Tree::Text(part.name.clone())),
            ("version", Tree::Whole(part.version.into())),
            ("bytes", Tree::Whole(bytes.len() as u64)),
            ("digest", hex(section::of_one(bytes))),
        ])
    });
    let settings = header.settings.iter().cloned().map(Tree::Text);
    fields([
        ("level", Tree::Text(header.level.clone())),
        ("level_hash", hex(header.hash)),
        ("settings", Tree::List("", settings.collect())),
        ("seed", Tree::Whole(header.seed)),
        ("rules", Tree::Whole(header.rules.into())),
        ("tick", Tree::Whole(header.tick)),
        ("digest", hex(contents.digest())),
        ("sections", Tree::List("", parts.collect())),
    ])
}

/// Who is meant by a name, a part of it, a prison number or badge, a key of the cast, or `person:N`.
///
/// # Errors
/// In words: nobody or more than one is so called.
pub fn person_named(prison: &Prison, words: &str) -> Result<PersonId, String> {
    let world = prison.world();
    let persons = world.resource::<Roster>().len();
    let wanted = words.trim().to_lowercase();
    if let Some(number) = wanted.strip_prefix("person:") {
        return number
            .parse()
            .ok()
            .filter(|index| *index < persons)
            .map(PersonId::from_index)
            .ok_or_else(|| {
                format!(
                    "there is no {wanted:?}; persons go from person:0 to person:{}",
                    persons.saturating_sub(1)
                )
            });
    }
    let identities = || {
        (0..persons)
            .map(PersonId::from_index)
            .filter_map(|person| Everybody::identity(world, person))
    };
    let is_he = |identity: &&Identity| {
        identity.name.to_lowercase() == wanted
            || identity.number.to_string() == wanted
            || identity.cast.as_deref() == Some(words.trim())
    };
    let mut found: Vec<&Identity> = identities().filter(is_he).collect();
    if found.is_empty() && !wanted.is_empty() {
        found = identities()
            .filter(|identity| identity.name.to_lowercase().contains(&wanted))
            .collect();
    }
    match found.as_slice() {
        [] => Err(format!(
            "nobody is called {words:?}; give a name, a number, a key of the cast, or person:N"
        )),
        [identity] => Ok(identity.id),
        [one, other, ..] => Err(format!(
            "{} persons are called {words:?}, such as {} (person:{}) and {} (person:{}); give the number of one",
            found.len(),
            one.name,
            one.id.0,
            other.name,
            other.id.0
        )),
    }
}

/// What each section holds of a person, by path.
///
/// # Errors
/// In words: a section is too large to be shown.
pub fn of_person(prison: &Prison, person: PersonId) -> Result<Tree, String> {
    let world = prison.world();
    let roster = world.resource::<Roster>();
    let search = Search {
        person,
        columns: [roster.len(), roster.inmates() as usize],
    };
    let mut sections = Vec::new();
    for (name, _) in section::names(world) {
        let tree = section::tree(world, name)?;
        let mut facts = Vec::new();
        search.collect(&tree, String::new(), false, &mut facts);
        let left_out = facts.len().saturating_sub(MOST_FACTS);
        let mut shown: Vec<(Tree, Tree)> = Vec::new();
        if left_out > 0 {
            shown.push((
                Tree::Text(format!("{left_out} earlier ones")),
                Tree::Text("left out".into()),
            ));
        }
        for (path, fact) in facts.into_iter().skip(left_out) {
            shown.push((Tree::Text(path), fact.clone()));
        }
        if !shown.is_empty() {
            sections.push((Tree::Text(name.into()), Tree::Map(shown)));
        }
    }
    let mut about = vec![("person", Tree::Whole(person.0.into()))];
    if let Some(identity) = Everybody::identity(world, person) {
        about.push(("name", Tree::Text(identity.name.clone())));
        about.push(("number", Tree::Whole(identity.number.into())));
        about.push(("age", Tree::Whole(identity.age.into())));
        about.push(("group", Tree::Text(identity.group.clone())));
        about.push(("temper", Tree::Whole(identity.temper.into())));
        about.push(("term", Tree::Whole(identity.term.into())));
    }
    about.push(("sections", Tree::Map(sections)));
    Ok(Tree::Fields("", about))
}

/// Finds what a section says of a person.
struct Search {
    person: PersonId,
    /// Lengths of the columns by person: of everybody, and of inmates.
    columns: [usize; 2],
}

impl Search {
    fn is_he(&self, tree: &Tree) -> bool {
        matches!(tree, Tree::Id("PersonId", number) if *number == u64::from(self.person.0))
    }

    fn is_named_in(&self, tree: &Tree) -> bool {
        match tree {
            Tree::List(_, parts) => parts.iter().any(|part| self.is_named_in(part)),
            Tree::Map(parts) => parts
                .iter()
                .any(|(key, value)| self.is_named_in(key) || self.is_named_in(value)),
            Tree::Fields(_, parts) => parts.iter().any(|(_, part)| self.is_named_in(part)),
            other => self.is_he(other),
        }
    }

    fn collect<'a>(
        &self,
        tree: &'a Tree,
        path: String,
        in_list: bool,
        facts: &mut Vec<(String, &'a Tree)>,
    ) {
        match tree {
            Tree::Fields(_, parts) => {
                for (name, part) in parts {
                    self.collect(part, field_path(&path, name), in_list, facts);
                }
            }
            // What has a name around it and nothing beside it is the thing itself.
            Tree::List(name, parts) if !name.is_empty() && parts.len() == 1 => {
                self.collect(&parts[0], path, in_list, facts);
            }
            Tree::List(name, parts) => {
                let is_column = !in_list && name.is_empty() && self.columns.contains(&parts.len());
                for (place, part) in parts.iter().enumerate() {
                    let path = format!("{path}[{place}]");
                    if is_column && place == self.person.index() {
                        facts.push((path, part));
                    } else {
                        self.element(part, path, facts);
                    }
                }
            }
            Tree::Map(parts) => {
                for (key, part) in parts {
                    let path = format!("{path}[{}]", key.line(VALUE));
                    if self.is_named_in(key) {
                        facts.push((path, part));
                    } else {
                        self.element(part, path, facts);
                    }
                }
            }
            other if self.is_he(other) => facts.push((path, other)),
            _ => {}
        }
    }

    /// An element of a list or map: whole, if it names him and is short enough.
    fn element<'a>(&self, part: &'a Tree, path: String, facts: &mut Vec<(String, &'a Tree)>) {
        if !self.is_named_in(part) {
            return;
        }
        if part.fits(FACT) {
            facts.push((path, part));
        } else {
            self.collect(part, path, true, facts);
        }
    }
}

/// A value in which two trees differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Where it stands.
    pub path: String,
    /// The value in the first, as RON.
    pub one: String,
    /// The value in the second.
    pub other: String,
}

/// Where two trees differ: the first `most` paths, and how many there are in all.
pub fn differences(one: &Tree, other: &Tree, most: usize) -> (Vec<Differing>, usize) {
    let mut comparison = Comparison {
        most,
        found: Vec::new(),
        count: 0,
    };
    comparison.compare(one, other, &mut String::new());
    (comparison.found, comparison.count)
}

struct Comparison {
    most: usize,
    found: Vec<Differing>,
    count: usize,
}

impl Comparison {
    fn compare(&mut self, one: &Tree, other: &Tree, path: &mut String) {
        let before = path.len();
        match (one, other) {
            (Tree::Fields(a, mine), Tree::Fields(b, theirs))
                if a == b && mine.len() == theirs.len() =>
            {
                for ((name, one), (_, other)) in mine.iter().zip(theirs) {
                    *path = field_path(path, name);
                    self.compare(one, other, path);
                    path.truncate(before);
                }
            }
            (Tree::List(a, mine), Tree::List(b, theirs)) if a == b => {
                self.lengths(path, mine.len(), theirs.len());
                let is_wrapper = !a.is_empty() && mine.len() == 1;
                for (place, (one, other)) in mine.iter().zip(theirs).enumerate() {
                    if !is_wrapper {
                        path.push_str(&format!("[{place}]"));
                    }
                    self.compare(one, other, path);
                    path.truncate(before);
                }
            }
            (Tree::Map(mine), Tree::Map(theirs)) => {
                self.lengths(path, mine.len(), theirs.len());
                for ((key, one), (other_key, other)) in mine.iter().zip(theirs) {
                    path.push_str(&format!("[{}]", key.line(VALUE)));
                    if key == other_key {
                        self.compare(one, other, path);
                    } else {
                        self.put(path, || key.line(VALUE), || other_key.line(VALUE));
                    }
                    path.truncate(before);
                    // The entries after it are of other keys too.
                    if key != other_key {
                        break;
                    }
                }
            }
            // Two fractions that are no numbers do not differ if they are written alike.
            (Tree::Fraction(a), Tree::Fraction(b)) if a.to_bits() == b.to_bits() => {}
            _ if one == other => {}
            _ => self.put(path, || one.line(VALUE), || other.line(VALUE)),
        }
    }

    fn lengths(&mut self, path: &str, mine: usize, theirs: usize) {
        if mine != theirs {
            let path = field_path(path, "length");
            self.put(&path, || mine.to_string(), || theirs.to_string());
        }
    }

    fn put(&mut self, path: &str, one: impl FnOnce() -> String, other: impl FnOnce() -> String) {
        self.count += 1;
        if self.found.len() < self.most {
            self.found.push(Differing {
                path: path.to_owned(),
                one: one(),
                other: other(),
            });
        }
    }
}

fn field_path(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn fields<const N: usize>(parts: [(&'static str, Tree); N]) -> Tree {
    Tree::Fields("", parts.into())
}

fn hex(hash: u64) -> Tree {
    Tree::Text(format!("{hash:016x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[derive(Serialize)]
    struct Section {
        bodies: Vec<(i32, i32)>,
        ties: Vec<Vec<PersonId>>,
        log: Vec<Line>,
        warden: Option<PersonId>,
    }

    #[derive(Serialize)]
    struct Line {
        tick: u64,
        whom: PersonId,
    }

    fn section() -> Section {
        Section {
            bodies: vec![(1, 1), (2, 2), (3, 3)],
            ties: vec![vec![], vec![], vec![PersonId(1), PersonId(0)]],
            log: vec![
                Line {
                    tick: 5,
                    whom: PersonId(1),
                },
                Line {
                    tick: 9,
                    whom: PersonId(0),
                },
            ],
            warden: Some(PersonId(1)),
        }
    }

    #[test]
    fn what_a_section_says_of_a_person_is_found_in_columns_lists_and_fields() {
        let tree = Tree::of(&section()).expect("it is small");
        let search = Search {
            person: PersonId(1),
            columns: [3, 3],
        };
        let mut facts = Vec::new();
        search.collect(&tree, String::new(), false, &mut facts);
        let facts: Vec<String> = facts
            .iter()
            .map(|(path, fact)| format!("{path} {}", fact.line(80)))
            .collect();
        assert_eq!(
            facts,
            [
                "bodies[1] (2, 2)",
                "ties[1] []",
                "ties[2] [PersonId(1), PersonId(0)]",
                "log[0] Line(tick: 5, whom: PersonId(1))",
                "warden PersonId(1)",
            ]
        );
    }

    #[test]
    fn the_first_paths_that_differ_are_named_with_both_values() {
        let mut changed = section();
        changed.bodies[2].1 = 4;
        changed.log.pop();
        changed.log[0].tick = 6;
        changed.warden = None;
        let (one, other) = (Tree::of(&section()), Tree::of(&changed));
        let (found, count) = differences(&one.expect("small"), &other.expect("small"), 3);
        let found: Vec<String> = found
            .iter()
            .map(|it| format!("{} {} {}", it.path, it.one, it.other))
            .collect();
        assert_eq!(
            found,
            ["bodies[2][1] 3 4", "log.length 2 1", "log[0].tick 5 6"]
        );
        assert_eq!(count, 4);
    }
}
