//! The key `cast`: people with a name. They are held to the groups and jobs there are.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::keys::forms::{Choice, Form, MaybeText, with_length};
use crate::keys::population::{AGE, TERM};
use crate::keys::quantities::{Maybe, Whole};
use crate::keys::{Group, GroupRules, Here, Job, MayChange, keys, read_groups};
use crate::nouns::names::things;
use crate::nouns::{BasisPoints, ItemKind, Years};
use crate::text::problem::{Findings, quote};
use crate::text::read::{Fields, choice, did_you_mean, sound_text, written};
use crate::text::tree::{Kind, Node};
use crate::text::units::{Quantity, SHARE};
use crate::words::capital;

const TEMPER: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    example: "60 %",
};

/// What somebody of the cast is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CastRole {
    /// One of the population's inmates.
    #[default]
    Inmate,
    /// One of the officers.
    Officer,
    /// The warden.
    Warden,
    /// Somebody of the town.
    Civilian,
}

impl CastRole {
    fn by_name() -> Vec<(String, Self)> {
        [Self::Inmate, Self::Officer, Self::Warden, Self::Civilian]
            .map(|role| (format!("{role:?}"), role))
            .to_vec()
    }
}

keys! {
    /// A named person.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct CastMember {
        path: "cast",
        called: "a person of cast",
        amended: MayChange::Nothing,
        hashed by place: [
            "name", "role", "number", "temper", "age", "term", "group", "cell", "job", "home",
            "work", "carries",
        ],
        entry: key,

        /// The full name.
        name: String = FullName, String::new(), told as "the key with a capital";
        /// What he or she is; there is one `Warden` at most.
        role: CastRole = Choice(CastRole::by_name), CastRole::Inmate;
        /// Of an inmate: his prison number, nobody else's.
        number: Option<u32> = Maybe(Whole(1, 999_999)), None, told as "drawn";
        /// Of an inmate: the group of the population he is one of.
        group: Option<String> = MaybeText, None, told as "any";
        /// How violent he or she is.
        temper: Option<BasisPoints> = Maybe(TEMPER), None, told as "drawn";
        /// Age.
        age: Option<Years> = Maybe(AGE), None, told as "drawn";
        /// Of an inmate: his sentence; 99 years is life.
        term: Option<Years> = Maybe(TERM), None, told as "drawn";
        /// Of an inmate: his cell by name, such as `B-114`.
        cell: Option<String> = MaybeText, None, told as "any";
        /// Of an inmate: his job by its key in `jobs`.
        job: Option<String> = MaybeText, None, told as "any";
        /// Of the others: the name of the room where they live.
        home: Option<String> = MaybeText, None, told as "none";
        /// Of the others: the name of the room where they work.
        work: Option<String> = MaybeText, None, told as "none";
        /// Of an inmate: forbidden things he has on him when the level begins, such as
        /// `[Knife, Money]`.
        carries: Vec<ItemKind> = Things, Vec::new(), told as "none";
    }
}

impl GroupRules for CastMember {}

/// A full name; the key with a capital, if none is written.
struct FullName;

impl Form for FullName {
    type Value = String;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<String> {
        written(node, key, "some text", found, sound_text)
    }

    fn value(
        &self,
        key: &'static str,
        _: String,
        fields: &mut Fields,
        here: &Here,
        found: &mut Findings,
    ) -> String {
        fields
            .get(key)
            .and_then(|node| self.read(node, key, here, found))
            .unwrap_or_else(|| capital(here.entry))
    }

    fn check(&self, key: &str, value: &String, _: &Here) -> Result<(), String> {
        sound_text(value)
            .map(drop)
            .map_err(|why| format!("{key}: {why}"))
    }

    fn written(&self, value: &String) -> String {
        value.clone()
    }

    fn canonical(&self, value: &String) -> String {
        with_length(value)
    }

    fn range(&self) -> String {
        "text".to_owned()
    }
}

/// Most things somebody of the cast carries.
const MOST_CARRIED: usize = 10;

/// A list of kinds of forbidden things.
struct Things;

impl Form for Things {
    type Value = Vec<ItemKind>;

    fn read(&self, node: &Node, key: &str, _: &Here, found: &mut Findings) -> Option<Self::Value> {
        let kinds = things();
        let Kind::Seq(items) = &node.kind else {
            say_things(node, found);
            return None;
        };
        if items.len() > MOST_CARRIED {
            say_things(node, found);
            return None;
        }
        let read = |node| choice(node, key, &kinds, found);
        Some(items.iter().filter_map(read).collect())
    }

    fn check(&self, key: &str, value: &Self::Value, _: &Here) -> Result<(), String> {
        if value.len() <= MOST_CARRIED {
            Ok(())
        } else {
            Err(format!("{key} is a list of at most {MOST_CARRIED} things"))
        }
    }

    fn written(&self, value: &Self::Value) -> String {
        let kinds: Vec<String> = value.iter().map(|kind| format!("{kind:?}")).collect();
        format!("[{}]", kinds.join(", "))
    }

    fn is_quoted(&self) -> bool {
        false
    }

    fn canonical(&self, value: &Self::Value) -> String {
        value
            .iter()
            .map(|kind| format!(" carries {kind:?}"))
            .collect()
    }

    fn range(&self) -> String {
        let names: Vec<String> = things()
            .into_iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        format!("list of up to {MOST_CARRIED} of {}", names.join(", "))
    }
}

fn say_things(node: &Node, found: &mut Findings) {
    let what = format!("carries is a list of at most {MOST_CARRIED} things");
    found.say(&node.origin, what, "write carries: [Knife]");
}

/// What the persons that were read so far have taken.
#[derive(Default)]
struct Taken<'g> {
    wardens: u32,
    numbers: BTreeSet<u32>,
    men_of_group: BTreeMap<&'g str, u32>,
}

/// Reads the named persons, in the order of the file, and holds them to the
/// groups and jobs there are.
pub(crate) fn read_cast(
    node: &Node,
    groups: &[Group],
    jobs: &[Job],
    found: &mut Findings,
) -> Vec<CastMember> {
    let mut taken = Taken::default();
    let group_by_name: BTreeMap<&str, &Group> = groups
        .iter()
        .map(|group| (group.name.as_str(), group))
        .collect();
    let job_names: BTreeSet<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
    read_groups(
        node,
        None,
        found,
        |person: &CastMember, fields, _, found| {
            belongs(person, fields, found);
            unique(person, fields, &mut taken, found);
            if let Some(name) = &person.group {
                match group_by_name.get(name.as_str()).copied() {
                    Some(group) => fits(group, fields, &mut taken, found),
                    None => {
                        let known = groups.iter().map(|group| group.name.as_str());
                        unknown("group", name, known, fields, found);
                    }
                }
            }
            if let Some(name) = &person.job
                && !job_names.contains(name.as_str())
            {
                let known = jobs.iter().map(|job| job.name.as_str());
                unknown("job", name, known, fields, found);
            }
        },
    )
}

/// Reports a second warden, and a number that somebody else has.
fn unique(person: &CastMember, fields: &Fields, taken: &mut Taken, found: &mut Findings) {
    if person.role == CastRole::Warden {
        taken.wardens += 1;
        if taken.wardens > 1 {
            let what = "a prison has one warden, and here is another";
            found.say(fields.place("role"), what, "give this person another role");
        }
    }
    if let Some(number) = person.number
        && !taken.numbers.insert(number)
    {
        let what = format!("number {number} is somebody else's");
        let mend = "each inmate has a number of his own";
        found.say(fields.place("number"), what, mend);
    }
}

/// Reports a person who is more than the men of his group.
fn fits<'g>(group: &'g Group, fields: &Fields, taken: &mut Taken<'g>, found: &mut Findings) {
    let of_group = taken.men_of_group.entry(group.name.as_str()).or_default();
    *of_group += 1;
    if *of_group > group.men {
        found.say(
            fields.place("group"),
            format!(
                "{} has only {} men, and the cast takes more",
                quote(&group.name),
                group.men
            ),
            "the cast is part of its groups: give the group more men",
        );
    }
}

/// Reports fields that a person of this role has no use for.
fn belongs(person: &CastMember, fields: &mut Fields, found: &mut Findings) {
    let of_inmates = ["number", "group", "term", "cell", "job", "carries"];
    let of_others = ["home", "work"];
    let (wrong, whose) = match person.role {
        CastRole::Inmate => (of_others.as_slice(), "those who live in the town"),
        CastRole::Officer | CastRole::Warden | CastRole::Civilian => {
            (of_inmates.as_slice(), "inmates")
        }
    };
    for key in wrong {
        if fields.get(key).is_some() {
            found.say(
                fields.place(key),
                format!(
                    "{key} is only for {whose}, and this is an {:?}",
                    person.role
                )
                .replace("an Warden", "the Warden")
                .replace("an Civilian", "a Civilian"),
                "take it away, or write another role: Inmate, Officer, Warden or Civilian",
            );
        }
    }
}

fn unknown<'k>(
    key: &str,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    fields: &Fields,
    found: &mut Findings,
) {
    let hint = did_you_mean(found, name, known.clone());
    let list: Vec<String> = known.take(20).map(quote).collect();
    let mend = if list.is_empty() {
        format!("this level has no {key} yet")
    } else {
        format!("there are {}", list.join(", "))
    };
    found.say(
        fields.place(key),
        format!("there is no {key} {}{hint}", quote(name)),
        mend,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::read_groups;
    use crate::text::syntax::parse;

    fn tree(text: &str) -> Node {
        parse("f", text, &mut Findings::default()).unwrap()
    }

    #[test]
    fn the_cast_is_held_to_groups_jobs_and_roles() {
        let mut found = Findings::default();
        let lifers = tree(r#"{"lifers": (men: 1)}"#);
        let groups = read_groups(&lifers, None, &mut found, |_, _, _, _| {});
        let cast = read_cast(
            &tree(
                r#"{"butch": (group: "lifers", number: 7), "kent": (group: "lifers", number: 7),
                    "a": (group: "lifer"), "b": (job: "mill"), "w": (role: Warden), "v": (role: "Warden"),
                    "anne": (role: Civilian, cell: "A-1", home: "x"), "c": (home: "x"), "d.e": (role: Gard)}"#,
            ),
            &groups,
            &[],
            &mut found,
        );
        assert_eq!(cast.len(), 9);
        assert_eq!(cast[0].name, "Butch");
        let report = found.into_problems().to_string();
        for part in [
            "has only 1 men",
            "number 7 is somebody else's",
            "did you mean \"lifers\"?",
            "this level has no job yet",
            "a prison has one warden",
            "cell is only for inmates, and this is a Civilian",
            "home is only for those who live in the town, and this is an Inmate",
            "has a dot in it",
            "role: \"Gard\" is not known",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
