//! From `screenplay.ron` to a [`Screenplay`]: the same form, positions and errors as `level.ron`.
//!
//! A screenplay lies over that of the level its level extends, as levels do. It is untrusted: lines,
//! orders and depths are limited.

use super::acts::as_order;
use super::lines::MOST_ACTS;
use super::names::{by_name, happenings, variants};
use super::{Condition, Screenplay, ScreenplayLine, ScreenplayOrder, ScreenplayPlace, Value};
use crate::conduct::Deed;
use crate::contraband::ItemKind;
use crate::level::reading::{
    Entry, Fields, Findings, Kind, LENGTH, Node, Quantity, TIME, did_you_mean, entries, quote,
    read_beside, sound_key, time_of_day,
};
use crate::level::{Level, LevelFiles, Problems, RoomUse, Seconds};
use crate::order::{FieldInfo, FieldKind, MOST_LINES, OrderInfo, OrderName};

/// The file of a level's folder in which its screenplay is.
pub const SCREENPLAY_FILE: &str = "screenplay.ron";

const AGO: Quantity = Quantity {
    unit: &TIME,
    min: 0,
    max: 86_400,
    example: "30 s",
};
const WITHIN: Quantity = Quantity {
    unit: &LENGTH,
    min: 500,
    max: 100_000,
    example: "1.5 m",
};

/// Reads the screenplay of a level; `None` if it has none.
///
/// # Errors
/// Everything that is wrong with it, at once.
pub fn load(files: &dyn LevelFiles, level: &Level) -> Result<Option<Screenplay>, Problems> {
    let mut found = Findings::default();
    let tree = read_beside(
        files,
        &level.name,
        SCREENPLAY_FILE,
        "screenplay",
        &mut found,
    );
    let screenplay = tree.map(|tree| {
        let mut reader = Reader {
            level,
            line_names: Vec::new(),
            remembered: 0,
            found: &mut found,
        };
        reader.screenplay(&tree)
    });
    if found.is_empty() {
        Ok(screenplay)
    } else {
        Err(found.into_problems())
    }
}

struct Reader<'a> {
    level: &'a Level,
    /// The names of all lines, in order.
    line_names: Vec<String>,
    /// Conditions so far that remember happenings.
    remembered: usize,
    found: &'a mut Findings,
}

impl Reader<'_> {
    fn screenplay(&mut self, tree: &Node) -> Screenplay {
        let mut keys = Fields::of(tree, "a screenplay", self.found);
        // It was taken out before; it is named here for the list of keys.
        let _ = keys.get("format");
        let lines: &[Entry] = keys
            .get("lines")
            .map_or(&[], |node| entries(node, "lines", self.found));
        keys.close(self.found);
        if let Some(first_over) = lines.get(MOST_LINES as usize) {
            let what = format!("a screenplay has at most {MOST_LINES} lines");
            self.found.say(&first_over.origin, what, "");
        }
        let lines = &lines[..lines.len().min(MOST_LINES as usize)];
        self.line_names = lines.iter().map(|entry| entry.key.clone()).collect();
        let lines = lines.iter().map(|entry| self.line(entry)).collect();
        Screenplay {
            lines,
            remembered: self.remembered,
        }
    }

    fn line(&mut self, entry: &Entry) -> ScreenplayLine {
        sound_key(entry, "lines", self.found);
        let mut keys = Fields::of(&entry.value, "a line", self.found);
        let when = match keys.get("when") {
            Some(node) => self.condition(node),
            None => {
                let mend = "write when: After(\"07:30\"), or any other condition";
                let what = "this line does not say what it waits for";
                self.found.say(&entry.origin, what, mend);
                Condition::All(Vec::new())
            }
        };
        let then = match keys.get("then") {
            Some(Node {
                kind: Kind::Seq(nodes),
                ..
            }) => nodes.iter().filter_map(|node| self.act(node)).collect(),
            Some(node) => self.act(node).into_iter().collect(),
            None => Vec::new(),
        };
        if keys.get("then").is_none() || then.len() > MOST_ACTS {
            let what = format!("a line has 1 to {MOST_ACTS} orders");
            let mend = "write then: WalkTo(person: \"kent\", at: \"Chapel\"), or a list of orders";
            self.found.say(keys.place("then"), what, mend);
        }
        keys.close(self.found);
        ScreenplayLine {
            name: entry.key.clone(),
            when,
            then,
        }
    }

    fn condition(&mut self, node: &Node) -> Condition {
        const NAMES: [&str; 11] = [
            "After", "Before", "Doing", "In", "Near", "Has", "Happened", "Done", "All", "Any",
            "Not",
        ];
        let nothing = Condition::All(Vec::new());
        let (name, body) = match &node.kind {
            Kind::Call {
                name,
                body: Some(body),
            } => (name.as_str(), body),
            Kind::Broken => return nothing,
            other => {
                let what = format!("a condition is wanted, and here is {}", other.in_words());
                let mend = format!(
                    "write one of {}, such as After(\"07:30\")",
                    NAMES.join(", ")
                );
                self.found.say(&node.origin, what, mend);
                return nothing;
            }
        };
        match name {
            "After" | "Before" => {
                let time = self.time(body).unwrap_or_default();
                if name == "After" {
                    Condition::After(time)
                } else {
                    Condition::Before(time)
                }
            }
            "All" => Condition::All(self.conditions(body, name)),
            "Any" => Condition::Any(self.conditions(body, name)),
            "Not" => match &body.kind {
                Kind::Tuple(parts) if parts.len() == 1 => {
                    Condition::Not(Box::new(self.condition(&parts[0])))
                }
                _ => {
                    let mend = "write Not(Near(who: \"kent\", whom: \"butch\"))";
                    self.found
                        .say(&body.origin, "Not has one condition in it", mend);
                    nothing
                }
            },
            _ if NAMES.contains(&name) => self.condition_with_keys(name, body),
            _ => {
                let hint = did_you_mean(self.found, name, NAMES.into_iter());
                let what = format!("{} is no condition{hint}", quote(name));
                let mend = format!("the conditions are {}", NAMES.join(", "));
                self.found.say(&node.origin, what, mend);
                nothing
            }
        }
    }

    fn condition_with_keys(&mut self, name: &str, body: &Node) -> Condition {
        let mut keys = Fields::of(body, name, self.found);
        let condition = match name {
            "Doing" => Condition::Doing {
                who: self.person(&mut keys, "who"),
                deed: self
                    .name(&mut keys, "deed", variants::<Deed>())
                    .and_then(by_name)
                    .unwrap_or(Deed::Stand),
            },
            "In" => Condition::In {
                who: self.person(&mut keys, "who"),
                at: self.room(&mut keys, "at"),
            },
            "Near" => Condition::Near {
                who: self.person(&mut keys, "who"),
                whom: self.person(&mut keys, "whom"),
                within: keys.quantity("within", &WITHIN, 1_500, self.found),
            },
            "Has" => Condition::Has {
                who: self.person(&mut keys, "who"),
                item: self
                    .name(&mut keys, "item", variants::<ItemKind>())
                    .and_then(by_name)
                    .unwrap_or(ItemKind::Knife),
            },
            "Done" => {
                let names = self.line_names.clone();
                let line = self.known(&mut keys, "line", names.iter().map(String::as_str));
                Condition::Done {
                    line: names.iter().position(|name| *name == line).unwrap_or(0),
                    ago: keys.quantity("ago", &AGO, 0, self.found),
                }
            }
            _ => {
                let place = self.remembered;
                self.remembered += 1;
                Condition::Happened {
                    what: self
                        .name(&mut keys, "what", &happenings())
                        .unwrap_or_default(),
                    who: keys
                        .get("who")
                        .is_some()
                        .then(|| self.person(&mut keys, "who")),
                    at: keys.get("at").is_some().then(|| self.room(&mut keys, "at")),
                    ago: keys.quantity("ago", &AGO, 0, self.found),
                    place,
                }
            }
        };
        keys.close(self.found);
        condition
    }

    /// The conditions of a list.
    fn conditions(&mut self, body: &Node, name: &str) -> Vec<Condition> {
        if let Kind::Tuple(parts) = &body.kind
            && let [
                Node {
                    kind: Kind::Seq(parts),
                    ..
                },
            ] = parts.as_slice()
        {
            return parts.iter().map(|part| self.condition(part)).collect();
        }
        let mend =
            format!("write {name}([After(\"07:30\"), In(who: \"butch\", at: \"MessHall\")])");
        self.found.say(
            &body.origin,
            format!("{name} has a list of conditions in it"),
            mend,
        );
        Vec::new()
    }

    fn time(&mut self, body: &Node) -> Option<Seconds> {
        let part = match &body.kind {
            Kind::Tuple(parts) if parts.len() == 1 => &parts[0],
            _ => body,
        };
        let why = match &part.kind {
            Kind::Text(text) => match time_of_day(text) {
                Ok(time) => return Some(time),
                Err(why) => why,
            },
            _ => "a time of day is wanted".to_owned(),
        };
        self.found.say(&part.origin, why, "write After(\"07:30\")");
        None
    }

    /// A key whose value is one of the names there are.
    fn known<'k>(
        &mut self,
        keys: &mut Fields,
        key: &'static str,
        names: impl Iterator<Item = &'k str> + Clone,
    ) -> String {
        let word = match keys.get(key).map(|node| &node.kind) {
            Some(
                Kind::Text(word)
                | Kind::Call {
                    name: word,
                    body: None,
                },
            ) => word.clone(),
            Some(Kind::Broken) => return String::new(),
            _ => String::new(),
        };
        if !names.clone().any(|name| name == word) {
            let hint = did_you_mean(self.found, &word, names.clone());
            let list: Vec<&str> = names.take(100).collect();
            self.found.say(
                keys.place(key),
                format!("{key}: {} is not known{hint}", quote(&word)),
                format!("it is one of {}", list.join(", ")),
            );
        }
        word
    }

    /// The same of names that stand in the code.
    fn name(
        &mut self,
        keys: &mut Fields,
        key: &'static str,
        names: &[&'static str],
    ) -> Option<&'static str> {
        let word = self.known(keys, key, names.iter().copied());
        names.iter().copied().find(|name| *name == word)
    }

    /// Somebody of the cast.
    fn person(&mut self, keys: &mut Fields, key: &'static str) -> String {
        let level = self.level;
        self.known(
            keys,
            key,
            level.cast.iter().map(|member| member.key.as_str()),
        )
    }

    /// A room by its name or use; cells are found by theirs when the prison stands.
    fn room(&mut self, keys: &mut Fields, key: &'static str) -> String {
        if let Some(Node {
            kind: Kind::Text(text),
            ..
        }) = keys.get(key)
            && is_cell_name(text)
        {
            return text.clone();
        }
        let level = self.level;
        let uses: Vec<String> = RoomUse::ALL
            .iter()
            .map(|room| format!("{room:?}"))
            .collect();
        let named = level
            .map
            .labels
            .iter()
            .filter_map(|label| label.name.as_deref());
        let names: Vec<&str> = uses.iter().map(String::as_str).chain(named).collect();
        self.known(keys, key, names.into_iter())
    }

    fn act(&mut self, node: &Node) -> Option<ScreenplayOrder> {
        let (name, body) = match &node.kind {
            Kind::Call { name, body } => (name.as_str(), body.as_deref()),
            Kind::Broken => return None,
            other => {
                let what = format!("an order is wanted, and here is {}", other.in_words());
                let mend = "write it as LockDown, or WalkTo(person: \"kent\", at: \"Chapel\")";
                self.found.say(&node.origin, what, mend);
                return None;
            }
        };
        let named = OrderName::named(name).map(OrderName::info);
        let Some((info, scene)) = named.and_then(|info| Some((info, info.scene?))) else {
            self.no_order(node, name);
            return None;
        };
        let nothing = Node {
            kind: Kind::Fields(Vec::new()),
            origin: node.origin.clone(),
        };
        let mut keys = Fields::of(body.unwrap_or(&nothing), info.word, self.found);
        let by = keys
            .get("by")
            .is_some()
            .then(|| self.person(&mut keys, "by"));
        let fields: Vec<(&'static str, Value)> = info
            .fields
            .iter()
            .filter_map(|field| Some((field.name, self.value(&mut keys, info, field)?)))
            .collect();
        keys.close(self.found);
        // What is no person, place or thing is read as the order itself reads it.
        let sample: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}:{}", value.sample()))
            .collect();
        if fields.len() == info.fields.len()
            && let Err(why) = as_order(info.word, &sample)
        {
            let what = format!("the order {} cannot be read: {why}", info.form());
            self.found
                .say(&node.origin, what, format!("write it like {scene}"));
        }
        Some(ScreenplayOrder {
            order: info.word,
            by,
            fields,
        })
    }

    /// Says that the cast gives no order of this name.
    fn no_order(&mut self, node: &Node, name: &str) {
        let orders = || {
            let all = OrderName::ALL.iter().map(|order| order.info());
            all.filter(|info| info.scene.is_some())
                .map(|info| info.word)
        };
        let hint = did_you_mean(self.found, name, orders());
        let what = format!("{} is no order that the cast can give{hint}", quote(name));
        let mend = format!("the orders are {}", orders().collect::<Vec<_>>().join(", "));
        self.found.say(&node.origin, what, mend);
    }

    /// A field of an order.
    fn value(
        &mut self,
        keys: &mut Fields,
        order: &OrderInfo,
        field: &'static FieldInfo,
    ) -> Option<Value> {
        let key = field.name;
        let wanted = || format!("{key} is {}", field.kind.in_screenplay());
        let Some(node) = keys.get(key) else {
            let what = format!("{}: {key} is missing", order.form());
            self.found.say(keys.at(), what, wanted());
            return None;
        };
        match field.kind {
            FieldKind::Person => Some(Value::Person(self.person(keys, key))),
            FieldKind::Tile => Some(Value::Place(self.spot(keys, key))),
            FieldKind::Item => {
                let kind = self.name(keys, key, variants::<ItemKind>());
                Some(Value::Item(kind.and_then(by_name)?))
            }
            FieldKind::Number | FieldKind::Build | FieldKind::Line | FieldKind::Amendment => {
                match &node.kind {
                    Kind::Number(text) => Some(Value::Plain(text.clone())),
                    other => {
                        let what = format!(
                            "{}: {key} is a whole number, and here is {}",
                            order.form(),
                            other.in_words()
                        );
                        self.found.say(&node.origin, what, "");
                        None
                    }
                }
            }
        }
    }

    /// A place: the value of `key`.
    fn spot(&mut self, keys: &mut Fields, key: &'static str) -> ScreenplayPlace {
        let (name, inner) = match keys.get(key).map(|node| &node.kind) {
            Some(Kind::Call {
                name,
                body: Some(body),
            }) => match &body.kind {
                Kind::Tuple(parts) if parts.len() == 1 => (name.as_str(), &parts[0]),
                _ => ("", body.as_ref()),
            },
            _ => return ScreenplayPlace::Room(self.room(keys, key)),
        };
        let entry = [Entry {
            key: key.to_owned(),
            origin: inner.origin.clone(),
            value: inner.clone(),
        }];
        let whole = Node {
            kind: Kind::Fields(entry.to_vec()),
            origin: inner.origin.clone(),
        };
        let mut inside = Fields::of(&whole, "a place", self.found);
        match name {
            "Where" => ScreenplayPlace::Where(self.person(&mut inside, key)),
            "Berth" => ScreenplayPlace::Berth(self.person(&mut inside, key)),
            "DoorOf" => ScreenplayPlace::DoorOf(self.person(&mut inside, key)),
            "Door" => ScreenplayPlace::Door(self.room(&mut inside, key)),
            _ => {
                let mend = format!("a place is {}", FieldKind::Tile.in_screenplay());
                self.found.say(keys.place(key), "here is no place", mend);
                ScreenplayPlace::Room(String::new())
            }
        }
    }
}

/// Whether a text has the form of a cell's name: `B-114`.
fn is_cell_name(text: &str) -> bool {
    text.split_once('-').is_some_and(|(house, number)| {
        !house.is_empty()
            && house.bytes().all(|byte| byte.is_ascii_uppercase())
            && (1..=6).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
