//! The key `walkers`: plain walkers of an arena. Their areas are held to those of the map.

use serde::{Deserialize, Serialize};

use crate::keys::forms::{Form, YesNo, with_length};
use crate::keys::quantities::{FromTo, PERSONS, WithSpread};
use crate::keys::{GroupRules, Here, MayChange, keys, read_groups};
use crate::nouns::{MapPlan, Seconds, Spread};
use crate::text::problem::{Findings, quote};
use crate::text::read::{did_you_mean, sound_text, written};
use crate::text::tree::{Kind, Node};
use crate::text::units::{Quantity, SPEED, TIME};

const FREE_SPEED: Quantity = Quantity {
    unit: &SPEED,
    min: 100,
    max: 2_200,
    example: "1.34 m/s +- 0.26",
};
const STARTS_AFTER: Quantity = Quantity {
    unit: &TIME,
    min: 0,
    max: 86_400,
    example: "10..100 s",
};

/// Free speed of an ordinary man, mm/s: mean and standard deviation (Weidmann 1993).
const ORDINARY_SPEED: Spread = Spread {
    mean: 1_340,
    spread: 260,
};

keys! {
    /// Plain walkers of an arena.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct WalkerGroup {
        path: "walkers",
        called: "a group of walkers",
        amended: MayChange::Nothing,
        hashed by place: ["men", "forever", "speed", "starts_after", "from", "route"],
        entry: name,

        /// The number of walkers; they start spread evenly over the area `from`.
        men: u32 = PERSONS, 1;
        /// Area they start in.
        from: String = AreaName, String::new(), told as "must be written";
        /// Areas they walk to, one after the other; at the last they leave.
        route: Vec<String> = Route, Vec::new(), told as "must be written";
        /// Whether they begin the route again at its end rather than leave.
        forever: bool = YesNo, false;
        /// Free walking speed (in the program: mm/s).
        speed: Spread = WithSpread(FREE_SPEED), ORDINARY_SPEED;
        /// Each starts at a time drawn evenly from this range.
        starts_after: (Seconds, Seconds) = FromTo(STARTS_AFTER), (0, 0), told as "at once";
    }
}

impl GroupRules for WalkerGroup {}

/// Reads the walkers, in the order of the file. Their areas are held to those of
/// the map, if there is one.
pub(crate) fn read_walkers(
    node: &Node,
    map: Option<&MapPlan>,
    found: &mut Findings,
) -> Vec<WalkerGroup> {
    read_groups(node, map, found, |_, fields, entry, found| {
        for key in ["from", "route"] {
            if fields.get(key).is_none() {
                found.say(
                    &entry.origin,
                    format!("these walkers have no {key}"),
                    "write the areas they start in and go to: (from: \"start\", route: [\"exit\"])",
                );
            }
        }
    })
}

/// The name of an area of the map.
struct AreaName;

impl Form for AreaName {
    type Value = String;

    fn read(&self, node: &Node, key: &str, here: &Here, found: &mut Findings) -> Option<String> {
        area(node, key, here.map, found)
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
        "name of an area of the map".to_owned()
    }
}

/// How many areas a route may have.
const LONGEST_ROUTE: usize = 100;

/// A list of areas.
struct Route;

impl Form for Route {
    type Value = Vec<String>;

    fn read(
        &self,
        node: &Node,
        key: &str,
        here: &Here,
        found: &mut Findings,
    ) -> Option<Self::Value> {
        let usage = "write route: [\"exit\"]";
        let items = match &node.kind {
            Kind::Seq(items) => items.as_slice(),
            Kind::Broken => return None,
            other => {
                let what = format!("{key} is a list of areas, and here is {}", other.in_words());
                found.say(&node.origin, what, usage);
                return None;
            }
        };
        if items.is_empty() || items.len() > LONGEST_ROUTE {
            let what = format!(
                "a {key} has 1 to {LONGEST_ROUTE} areas, and this one has {}",
                items.len()
            );
            found.say(&node.origin, what, usage);
        }
        let read = |item| area(item, key, here.map, found);
        Some(items.iter().take(LONGEST_ROUTE).filter_map(read).collect())
    }

    fn check(&self, key: &str, value: &Self::Value, _: &Here) -> Result<(), String> {
        if (1..=LONGEST_ROUTE).contains(&value.len()) {
            Ok(())
        } else {
            Err(format!("{key} has 1 to {LONGEST_ROUTE} areas"))
        }
    }

    fn written(&self, value: &Self::Value) -> String {
        let areas: Vec<String> = value.iter().map(|area| format!("\"{area}\"")).collect();
        format!("[{}]", areas.join(", "))
    }

    fn is_quoted(&self) -> bool {
        false
    }

    fn canonical(&self, value: &Self::Value) -> String {
        value.iter().map(|area| with_length(area)).collect()
    }

    fn range(&self) -> String {
        format!("list of 1 to {LONGEST_ROUTE} areas")
    }
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
