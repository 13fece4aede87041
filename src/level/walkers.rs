//! The key `walkers`: plain walkers of an arena.
//!
//! Speeds are mm/s, times whole seconds after the start.

use super::people::MOST_PERSONS;
use super::plan::{MapPlan, Spread, WalkerGroup};
use super::problem::{Findings, quote};
use super::read::{Fields, did_you_mean, entries, sound_key, sound_text, written};
use super::tree::{Kind, Node};
use super::units::{Quantity, SPEED, TIME};

/// How many areas a route may have.
const LONGEST_ROUTE: usize = 100;

const FREE_SPEED: Quantity = Quantity {
    unit: &SPEED,
    min: 100,
    max: 2_200,
    range: "0.1 to 2.2 m/s",
    example: "1.34 m/s +- 0.26",
};
const STARTS_AFTER: Quantity = Quantity {
    unit: &TIME,
    min: 0,
    max: 86_400,
    range: "0 s to 24 h",
    example: "10..100 s",
};

/// Free speed of an ordinary man, mm/s: Weidmann's mean and standard deviation.
const ORDINARY_SPEED: Spread = Spread {
    mean: 1_340,
    spread: 260,
};

/// Reads the walkers, in the order of the file. Their areas are held to those of
/// the map, if there is one.
pub(super) fn read_walkers(
    node: &Node,
    map: Option<&MapPlan>,
    found: &mut Findings,
) -> Vec<WalkerGroup> {
    let mut groups = Vec::new();
    for entry in entries(node, "walkers", found) {
        sound_key(entry, "walkers", found);
        let mut fields = Fields::of(&entry.value, "a group of walkers", found);
        let from = fields
            .get("from")
            .and_then(|node| area(node, "from", map, found));
        let route = fields.get("route").map(|node| read_route(node, map, found));
        for (key, missing) in [
            ("from", fields.get("from").is_none()),
            ("route", fields.get("route").is_none()),
        ] {
            if missing {
                found.say(
                    &entry.origin,
                    format!("these walkers have no {key}"),
                    "write the areas they start in and go to: (from: \"start\", route: [\"exit\"])",
                );
            }
        }
        groups.push(WalkerGroup {
            name: entry.key.clone(),
            men: fields.whole("men", 0..=MOST_PERSONS, 1, found),
            from: from.unwrap_or_default(),
            route: route.unwrap_or_default(),
            forever: fields.yes_no("forever", false, found),
            speed: fields.spread("speed", &FREE_SPEED, ORDINARY_SPEED, found),
            starts_after: fields
                .written("starts_after", STARTS_AFTER.example, found, |t| {
                    STARTS_AFTER.read_range(t)
                })
                .unwrap_or((0, 0)),
        });
        fields.close(found);
    }
    groups
}

fn read_route(node: &Node, map: Option<&MapPlan>, found: &mut Findings) -> Vec<String> {
    let items = match &node.kind {
        Kind::Seq(items) => items.as_slice(),
        Kind::Broken => return Vec::new(),
        other => {
            found.say(
                &node.origin,
                format!("route is a list of areas, and here is {}", other.in_words()),
                "write route: [\"exit\"]",
            );
            return Vec::new();
        }
    };
    if items.is_empty() || items.len() > LONGEST_ROUTE {
        found.say(
            &node.origin,
            format!(
                "a route has 1 to {LONGEST_ROUTE} areas, and this one has {}",
                items.len()
            ),
            "write route: [\"exit\"]",
        );
    }
    items
        .iter()
        .take(LONGEST_ROUTE)
        .filter_map(|item| area(item, "route", map, found))
        .collect()
}

/// The name of an area that is on the map.
fn area(node: &Node, key: &str, map: Option<&MapPlan>, found: &mut Findings) -> Option<String> {
    let name = written(node, key, "exit", found, sound_text)?;
    if let Some(map) = map
        && !map.areas.contains_key(&name)
    {
        let known: Vec<&str> = map.areas.keys().map(String::as_str).collect();
        let hint = did_you_mean(found, &name, known.iter().copied());
        let listed: Vec<String> = known.iter().take(20).map(|name| quote(name)).collect();
        let mend = if listed.is_empty() {
            "mark it: give a letter of the map a meaning, legend: { \"z\": Area(\"exit\") }"
                .to_owned()
        } else {
            format!("the areas of the map are {}", listed.join(", "))
        };
        found.say(
            &node.origin,
            format!("{key}: there is no area {} on the map{hint}", quote(&name)),
            mend,
        );
    }
    Some(name)
}
