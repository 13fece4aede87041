//! The key `grudges`: what has gone before. Its keys are the grievances, its values shares.

use serde::{Deserialize, Serialize};

use crate::nouns::{BasisPoints, Grievance};
use crate::text::problem::{Findings, quote};
use crate::text::read::{did_you_mean, entries, written};
use crate::text::tree::Node;
use crate::text::units::{Quantity, SHARE};

/// How much legitimacy a grievance has cost.
pub(crate) const WEIGHT: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    example: "40 %",
};

/// What the inmates hold against the administration when the level begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldGrudge {
    /// What.
    pub grievance: Grievance,
    /// What it has cost of legitimacy, with a man who feels as most do.
    pub weight: BasisPoints,
}

/// Reads what the inmates hold against the administration when the level begins.
pub(crate) fn read_grudges(node: &Node, found: &mut Findings) -> Vec<OldGrudge> {
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
        let weight = written(&entry.value, "a grudge", WEIGHT.example, found, |text| {
            WEIGHT.read(text)
        });
        grudges.extend(weight.map(|weight| OldGrudge {
            grievance: *grievance,
            weight,
        }));
    }
    grudges
}
