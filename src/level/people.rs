//! The keys `population`, `cast`, `grudges` and `guards`: who is in the prison.
//!
//! Tempers and harshness are basis points, ages and terms whole years.

use std::collections::{BTreeMap, BTreeSet};

use super::names::things;
use super::plan::{CastMember, CastRole, Group, Guards, Job, OldGrudge, Seconds, Spread};
use super::problem::{Findings, quote};
use super::read::{Fields, choice, did_you_mean, entries, sound_key, written};
use super::things::ItemKind;
use super::times::{check_minute, time_of_day};
use super::tree::{Kind, Node};
use super::units::{A_DAY, Quantity, SHARE, YEARS};
use super::words::capital;
use crate::Grievance;

/// How many persons a level may hold in all. The design's largest prison has
/// 3,000; movement is laid out for some tens of thousands.
pub(super) const MOST_PERSONS: u32 = 100_000;

/// Most things somebody of the cast carries.
const MOST_CARRIED: usize = 10;

const TEMPER: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    range: "0 % to 100 %",
    example: "60 % +- 20",
};
const SHARE_OF_ONE: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    range: "0 % to 100 %",
    example: "60 %",
};
const SEARCHES: Quantity = Quantity {
    unit: &A_DAY,
    min: 0,
    max: 500,
    range: "0 to 500 /day",
    example: "2 /day",
};
const AGE: Quantity = Quantity {
    unit: &YEARS,
    min: 18,
    max: 90,
    range: "18 to 90 years",
    example: "38 +- 9",
};
const TERM: Quantity = Quantity {
    unit: &YEARS,
    min: 1,
    max: 99,
    range: "1 to 99 years (99 is life)",
    example: "8 +- 6",
};

/// Reads the groups of inmates, in the order of the file.
pub(super) fn read_population(node: &Node, found: &mut Findings) -> Vec<Group> {
    let mut groups = Vec::new();
    for entry in entries(node, "population", found) {
        sound_key(entry, "population", found);
        let mut fields = Fields::of(&entry.value, "a group of population", found);
        groups.push(Group {
            name: entry.key.clone(),
            men: fields.whole("men", 0..=MOST_PERSONS, 0, found),
            temper: fields.spread("temper", &TEMPER, spread(4_000, 1_500), found),
            age: fields.spread("age", &AGE, spread(31, 9), found),
            term: fields.spread("term", &TERM, spread(8, 6), found),
        });
        fields.close(found);
    }
    groups
}

fn spread(mean: i32, spread: i32) -> Spread {
    Spread { mean, spread }
}

/// Reads the named persons, in the order of the file, and holds them to the
/// groups and jobs there are.
pub(super) fn read_cast(
    node: &Node,
    groups: &[Group],
    jobs: &[Job],
    found: &mut Findings,
) -> Vec<CastMember> {
    let mut cast = Vec::new();
    let group_by_name: BTreeMap<&str, &Group> = groups
        .iter()
        .map(|group| (group.name.as_str(), group))
        .collect();
    let job_names: BTreeSet<&str> = jobs.iter().map(|job| job.name.as_str()).collect();
    let mut wardens = 0;
    let mut numbers = BTreeSet::new();
    let mut taken: BTreeMap<&str, u32> = BTreeMap::new();
    let roles = [
        CastRole::Inmate,
        CastRole::Officer,
        CastRole::Warden,
        CastRole::Civilian,
    ]
    .map(|role| (format!("{role:?}"), role));
    for entry in entries(node, "cast", found) {
        sound_key(entry, "cast", found);
        let mut fields = Fields::of(&entry.value, "a person of cast", found);
        let role = fields.choice("role", &roles, found).unwrap_or_default();
        let person = CastMember {
            key: entry.key.clone(),
            name: fields
                .text("name", found)
                .unwrap_or_else(|| capital(&entry.key)),
            role,
            number: fields
                .get("number")
                .and_then(|node| super::read::whole(node, "number", 1..=999_999, found)),
            group: fields.text("group", found),
            temper: fields.written("temper", "60 %", found, |t| SHARE_OF_ONE.read(t)),
            age: fields.written("age", "41", found, |t| AGE.read(t)),
            term: fields.written("term", "99", found, |t| TERM.read(t)),
            cell: fields.text("cell", found),
            job: fields.text("job", found),
            home: fields.text("home", found),
            work: fields.text("work", found),
            carries: read_carried(&mut fields, found),
        };
        belongs(&person, &mut fields, found);
        if role == CastRole::Warden {
            wardens += 1;
            if wardens > 1 {
                let what = "a prison has one warden, and here is another";
                found.say(fields.place("role"), what, "give this person another role");
            }
        }
        if let Some(number) = person.number
            && !numbers.insert(number)
        {
            let what = format!("number {number} is somebody else's");
            found.say(
                fields.place("number"),
                what,
                "each inmate has a number of his own",
            );
        }
        if let Some(name) = &person.group {
            match group_by_name.get(name.as_str()) {
                Some(group) => {
                    let of_group = taken.entry(group.name.as_str()).or_default();
                    *of_group += 1;
                    if *of_group > group.men {
                        found.say(
                            fields.place("group"),
                            format!(
                                "{} has only {} men, and the cast takes more",
                                quote(name),
                                group.men
                            ),
                            "the cast is part of its groups: give the group more men",
                        );
                    }
                }
                None => unknown(
                    "group",
                    name,
                    groups.iter().map(|g| g.name.as_str()),
                    &fields,
                    found,
                ),
            }
        }
        if let Some(name) = &person.job
            && !job_names.contains(name.as_str())
        {
            unknown(
                "job",
                name,
                jobs.iter().map(|job| job.name.as_str()),
                &fields,
                found,
            );
        }
        fields.close(found);
        cast.push(person);
    }
    cast
}

/// What somebody has on him: a list of kinds of things.
fn read_carried(fields: &mut Fields, found: &mut Findings) -> Vec<ItemKind> {
    let kinds = things();
    let items = match fields.get("carries") {
        None => return Vec::new(),
        Some(Node {
            kind: Kind::Seq(items),
            ..
        }) if items.len() <= MOST_CARRIED => items,
        Some(node) => {
            let what = format!("carries is a list of at most {MOST_CARRIED} things");
            found.say(&node.origin, what, "write carries: [Knife]");
            return Vec::new();
        }
    };
    items
        .iter()
        .filter_map(|node| choice(node, "carries", &kinds, found))
        .collect()
}

/// Reads what the inmates hold against the administration when the level begins.
pub(super) fn read_grudges(node: &Node, found: &mut Findings) -> Vec<OldGrudge> {
    let mut grudges = Vec::new();
    let names = Grievance::ALL.map(|grievance| (format!("{grievance:?}"), grievance));
    for entry in entries(node, "grudges", found) {
        let known = names.iter().find(|(name, _)| *name == entry.key);
        let Some((_, grievance)) = known else {
            let list: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            let hint = did_you_mean(found, &entry.key, list.iter().copied());
            let what = format!(
                "{} is nothing that is held against anybody{hint}",
                quote(&entry.key)
            );
            found.say(
                &entry.origin,
                what,
                format!("it is one of {}", list.join(", ")),
            );
            continue;
        };
        let weight = written(&entry.value, "a grudge", "40 %", found, |text| {
            SHARE_OF_ONE.read(text)
        });
        grudges.extend(weight.map(|weight| OldGrudge {
            grievance: *grievance,
            weight,
        }));
    }
    grudges
}

/// Reports fields that a person of this role has no use for.
fn belongs(person: &CastMember, fields: &mut Fields, found: &mut Findings) {
    let of_inmates = ["number", "group", "term", "cell", "job", "carries"];
    let of_others = ["home", "work"];
    let (wrong, whose) = match person.role {
        CastRole::Inmate => (of_others.as_slice(), "those who live in the town"),
        _ => (of_inmates.as_slice(), "inmates"),
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

/// The shifts of a level that does not write them: 06:00, 14:00 and 22:00.
const SHIFTS: (Seconds, Seconds, Seconds) = (21_600, 50_400, 79_200);

/// Reads the officers; without the key there are none.
pub(super) fn read_guards(node: &Node, found: &mut Findings) -> Guards {
    let mut fields = Fields::of(node, "guards", found);
    let mut from = |key, usual| {
        fields
            .written(key, "06:00", found, time_of_day)
            .unwrap_or(usual)
    };
    let day_from = from("day_from", SHIFTS.0);
    let evening_from = from("evening_from", SHIFTS.1);
    let night_from = from("night_from", SHIFTS.2);
    let guards = Guards {
        day: fields.whole("day", 0..=MOST_PERSONS, 0, found),
        evening: fields.whole("evening", 0..=MOST_PERSONS, 0, found),
        night: fields.whole("night", 0..=MOST_PERSONS, 0, found),
        day_from,
        evening_from,
        night_from,
        harshness: fields.quantity("harshness", &SHARE_OF_ONE, 5_000, found),
        searches: fields.quantity("searches", &SEARCHES, 2, found),
        corruption: fields.quantity("corruption", &SHARE_OF_ONE, 500, found),
    };
    if !shifts_follow(&guards) {
        found.say(
            fields.at(),
            "the shifts do not follow one another",
            "day_from comes before evening_from, and that before night_from",
        );
    }
    fields.close(found);
    guards
}

fn shifts_follow(guards: &Guards) -> bool {
    guards.day_from < guards.evening_from && guards.evening_from < guards.night_from
}

/// Whether officers that come from elsewhere than a file could stand in one.
///
/// # Errors
/// A sentence that says what is out of its range.
pub(super) fn check_guards(guards: &Guards) -> Result<(), String> {
    let shifts = [
        ("day", guards.day, guards.day_from),
        ("evening", guards.evening, guards.evening_from),
        ("night", guards.night, guards.night_from),
    ];
    for (shift, officers, from) in shifts {
        if officers > MOST_PERSONS {
            return Err(format!(
                "guards.{shift} is out of its range, 0 to {MOST_PERSONS}"
            ));
        }
        check_minute(&format!("guards.{shift}_from"), from)?;
    }
    if !shifts_follow(guards) {
        return Err(
            "the shifts do not follow one another: day_from comes before evening_from, and that before night_from"
                .into(),
        );
    }
    SHARE_OF_ONE.check("guards.harshness", guards.harshness)?;
    SHARE_OF_ONE.check("guards.corruption", guards.corruption)?;
    SEARCHES.check("guards.searches", guards.searches)
}

#[cfg(test)]
mod tests {
    use super::super::syntax::parse;
    use super::*;

    fn tree(text: &str) -> Node {
        parse("f", text, &mut Findings::default()).unwrap()
    }

    #[test]
    fn a_group_is_read_with_its_units_and_defaults() {
        let mut found = Findings::default();
        let node = tree(r#"{"lifers": (men: 400, temper: "60 % +- 20", term: "99"), "rest": ()}"#);
        let groups = read_population(&node, &mut found);
        assert!(found.is_empty());
        assert_eq!(groups[0].temper, spread(6_000, 2_000));
        assert_eq!(groups[0].age, spread(31, 9));
        assert_eq!(groups[0].term, spread(99, 0));
        assert_eq!((groups[1].men, groups[1].temper), (0, spread(4_000, 1_500)));
    }

    #[test]
    fn the_cast_is_held_to_groups_jobs_and_roles() {
        let mut found = Findings::default();
        let groups = read_population(&tree(r#"{"lifers": (men: 1)}"#), &mut found);
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

    #[test]
    fn giant_and_negative_numbers_are_out_of_range() {
        for number in [
            "99999999999999999999",
            "-5",
            "1e999",
            "NaN",
            "inf",
            "100001",
            "4.5",
            "0xFF_FF_FF",
        ] {
            let mut found = Findings::default();
            read_population(&tree(&format!("{{\"a\": (men: {number})}}")), &mut found);
            let report = found.into_problems().to_string();
            assert!(
                report.contains("men is a whole number from 0 to 100000, and here is"),
                "{number}: {report}"
            );
        }
    }

    #[test]
    fn shifts_follow_one_another() {
        let mut found = Findings::default();
        let guards = read_guards(&tree("(day: 150, harshness: \"80 %\")"), &mut found);
        assert!(found.is_empty());
        assert_eq!(
            (guards.day, guards.night, guards.harshness),
            (150, 0, 8_000)
        );
        assert_eq!(guards.searches, 2);
        let guards = read_guards(&tree("(searches: \"12 /day\")"), &mut found);
        assert_eq!((guards.searches, guards.corruption), (12, 500));
        read_guards(&tree("(night_from: \"05:00\")"), &mut found);
        assert!(!found.is_empty());
    }
}
