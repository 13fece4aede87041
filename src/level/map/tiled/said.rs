//! What a tile of a tileset, or an object, says it is: its class and its properties.
//!
//! A class is one of the names of tiles, floors and uses of rooms (`Bunk`, `Gravel`, `Cell`),
//! or `Room` with a property `use`, or `Area`. Tiled calls it `type` in the files of 1.8 and
//! from 1.10, `class` in those of 1.9: both are read. Properties are `use`, `name` and `floor`;
//! another one is an error, since it would be a slip of the pen or a wish nobody grants.

use std::sync::Arc;

use roxmltree::Node;

use super::xml::{Xml, elements};
use crate::nouns::Origin;
use crate::nouns::names::{floors, rooms, tiles};
use crate::nouns::{Floor, RoomUse, Tile};
use crate::text::problem::{Findings, quote};
use crate::text::read::{LONGEST_TEXT, did_you_mean, sound_text};

/// The class of a room whose use is a property.
pub(super) const ROOM: &str = "Room";
/// The class of an area.
pub(super) const AREA: &str = "Area";
/// The properties that mean something.
const PROPERTIES: [&str; 3] = ["use", "name", "floor"];

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The word.
    pub text: String,
    /// Its place.
    pub origin: Origin,
}

/// What was said, before it is known whether it makes sense.
#[derive(Clone, Debug, Default)]
pub(super) struct Marking {
    /// Its class.
    pub class: Option<Word>,
    /// Its name.
    pub name: Option<Word>,
    /// The use of its room.
    room: Option<Word>,
    /// Its floor.
    floor: Option<Word>,
}

/// What it means. Each tile that is drawn with it holds one, so they share its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A tile.
    Tile(Tile),
    /// The label of a room.
    Label {
        /// What the room is for.
        room: RoomUse,
        /// What people call it.
        name: Option<Arc<str>>,
        /// The floor beneath, if it was said.
        floor: Option<Floor>,
    },
    /// A part of a named area.
    Area {
        /// The area.
        name: Arc<str>,
        /// The floor beneath, if it was said.
        floor: Option<Floor>,
    },
}

impl Marking {
    /// Reads class, name and properties of an element.
    pub(super) fn read(xml: &Xml, node: Node, found: &mut Findings) -> Marking {
        let word = |name: &str| {
            let text = node.attribute(name).filter(|text| !text.is_empty())?;
            Some(Word {
                text: text.to_owned(),
                origin: xml.at_attribute(node, name),
            })
        };
        let mut said = Marking {
            class: word("class").or_else(|| word("type")),
            name: word("name"),
            ..Marking::default()
        };
        let mut seen: Vec<&str> = Vec::new();
        for (name, property, value) in properties(node) {
            if PROPERTIES.contains(&name) {
                if seen.contains(&name) {
                    found.say(
                        &xml.at_attribute(property, "name"),
                        format!("the property {name} is said twice"),
                        "take one of the two away",
                    );
                }
                seen.push(name);
            }
            let word = Some(Word {
                text: value.to_owned(),
                origin: xml.at_attribute(property, "value"),
            })
            .filter(|word| !word.text.is_empty());
            match name {
                "use" => said.room = word,
                "name" => said.name = word.or(said.name),
                "floor" => said.floor = word,
                other => {
                    let hint = did_you_mean(found, other, PROPERTIES.into_iter());
                    found.say(
                        &xml.at_attribute(property, "name"),
                        format!("{} is no property that means something{hint}", quote(other)),
                        "the properties of tiles and objects are use, name, floor",
                    );
                }
            }
        }
        said
    }

    /// Whether it says what it is at all.
    pub(super) fn is_something(&self) -> bool {
        self.class.is_some() || self.room.is_some()
    }

    /// This, where it says something, and `beneath` where it does not.
    pub(super) fn over(self, beneath: &Marking) -> Marking {
        Marking {
            class: self.class.or_else(|| beneath.class.clone()),
            name: self.name.or_else(|| beneath.name.clone()),
            room: self.room.or_else(|| beneath.room.clone()),
            floor: self.floor.or_else(|| beneath.floor.clone()),
        }
    }

    /// What it means; `what` and `at` are for messages: "object 7", and where it stands.
    pub(super) fn meaning(&self, what: &str, at: &Origin, found: &mut Findings) -> Option<Meaning> {
        let class = self.class.as_ref().map_or("", |class| class.text.as_str());
        let floor = match &self.floor {
            Some(word) => Some(chosen(word, "floor", &floors(), found)?),
            None => None,
        };
        let name = match &self.name {
            Some(word) => Some(sound_name(word, found)?),
            None => None,
        };
        if class == AREA {
            if name.is_none() {
                found.say(
                    self.class.as_ref().map_or(at, |class| &class.origin),
                    format!("{what} is an area without a name"),
                    "give it the name by which `walkers` of level.ron call it",
                );
            }
            return name.map(|name| Meaning::Area { name, floor });
        }
        if class == ROOM || class.is_empty() {
            let Some(word) = &self.room else {
                let (what, mend) = if class == ROOM {
                    (
                        format!("{what} is a room without a use"),
                        "give it a property `use`, such as MessHall",
                    )
                } else {
                    (
                        format!("{what} has no class, so nobody knows what it is"),
                        "give it the class of what it is, such as Bunk, MessHall, Room or Area; a layer of notes gets the property `ignore`",
                    )
                };
                found.say(at, what, mend);
                return None;
            };
            let room = chosen(word, "use of a room", &rooms(), found)?;
            return Some(Meaning::Label { room, name, floor });
        }
        let known = of_class(class);
        match (known, &self.room) {
            (None, _) => {
                let word = self.class.as_ref()?;
                let names = class_names();
                let hint = did_you_mean(found, class, names.iter().map(String::as_str));
                found.say(
                    &word.origin,
                    format!("{} is no class of tiles or rooms{hint}", quote(class)),
                    "levels/README.md has a table of the names of tiles, floors and uses of rooms",
                );
                None
            }
            (Some(Class::Room(room)), other) => {
                if let Some(other) = other.as_ref().filter(|o| o.text != format!("{room:?}")) {
                    let what = format!(
                        "{what} is a {room:?} by its class, and {} by its use",
                        quote(&other.text)
                    );
                    found.say(&other.origin, what, "say it once");
                    return None;
                }
                Some(Meaning::Label { room, name, floor })
            }
            (Some(Class::Tile(tile)), _) => Some(Meaning::Tile(tile)),
        }
    }
}

/// The properties of an element: name, element and value. A long text is not an attribute.
pub(super) fn properties<'a, 't>(
    node: Node<'a, 't>,
) -> impl Iterator<Item = (&'a str, Node<'a, 't>, &'a str)> {
    elements(node)
        .filter(|child| child.has_tag_name("properties"))
        .flat_map(elements)
        .filter(|child| child.has_tag_name("property"))
        .map(|child| {
            let value = child.attribute("value").or_else(|| child.text());
            (
                child.attribute("name").unwrap_or(""),
                child,
                value.unwrap_or(""),
            )
        })
}

/// What a class means by itself.
fn of_class(class: &str) -> Option<Class> {
    fn find<T: Copy>(names: &[(String, T)], class: &str) -> Option<T> {
        let known = names.iter().find(|(name, _)| name == class);
        known.map(|(_, value)| *value)
    }
    let tile = find(&tiles(), class).or_else(|| find(&floors(), class).map(Tile::Floor));
    tile.map(Class::Tile)
        .or_else(|| find(&rooms(), class).map(Class::Room))
}

/// The kinds of class that stand for themselves.
enum Class {
    Tile(Tile),
    Room(RoomUse),
}

/// Every class.
pub(super) fn class_names() -> Vec<String> {
    let mut all: Vec<String> = tiles().into_iter().map(|(name, _)| name).collect();
    all.extend(floors().into_iter().map(|(name, _)| name));
    all.extend(rooms().into_iter().map(|(name, _)| name));
    all.extend([ROOM.to_owned(), AREA.to_owned()]);
    all
}

fn chosen<T: Copy>(
    word: &Word,
    key: &str,
    names: &[(String, T)],
    found: &mut Findings,
) -> Option<T> {
    let value = names.iter().find(|(name, _)| *name == word.text);
    if value.is_none() {
        let hint = did_you_mean(
            found,
            &word.text,
            names.iter().map(|(name, _)| name.as_str()),
        );
        let known: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        found.say(
            &word.origin,
            format!("{} is no {key}{hint}", quote(&word.text)),
            format!("known are {}", known.join(", ")),
        );
    }
    value.map(|(_, value)| *value)
}

fn sound_name(word: &Word, found: &mut Findings) -> Option<Arc<str>> {
    sound_text(&word.text)
        .map_err(|why| {
            let mend = format!(
                "a name is one line of 1 to {LONGEST_TEXT} characters, all of which are seen"
            );
            found.say(&word.origin, format!("a name: {why}"), mend);
        })
        .map(Arc::from)
        .ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_class_has_two_meanings() {
        let names = class_names();
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(names.len(), different.len());
    }
}
