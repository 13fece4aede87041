//! The key `warden`: how a riot is answered.
//!
//! What the built-in warden does while nobody sits in his seat. Times count from when a riot is
//! called one.

use serde::{Deserialize, Serialize};

use crate::keys::forms::Choice;
use crate::keys::quantities::{FromTo, OrNever};
use crate::keys::{GroupRules, MayChange, keys};
use crate::nouns::{BasisPoints, Seconds};
use crate::text::units::{Quantity, SHARE, TIME};

const AFTER: Quantity = Quantity {
    unit: &TIME,
    min: 0,
    max: 86_400,
    example: "10 min",
};
const COMES: Quantity = Quantity {
    unit: &TIME,
    min: 300,
    max: 86_400,
    example: "1 h..4 h",
};
const FORCE: Quantity = Quantity {
    unit: &SHARE,
    min: 1_000,
    max: 100_000,
    example: "200 %",
};

/// State troopers of 1929 lay in barracks about the country: from the next of them to the prison is
/// a guess.
const TROOPERS_COME: (Seconds, Seconds) = (1_800, 5_400);
/// Militia and regulars took one to four hours to come to the great riots of 1929 and 1930.
const ARMY_COMES: (Seconds, Seconds) = (3_600, 14_400);

/// What the built-in warden answers to demands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// No.
    #[default]
    Refuse,
    /// Not yet, as often as the men put up with it.
    Stall,
    /// He has the spokesman heard, and gives nothing.
    Talk,
    /// Yes.
    Concede,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Refuse, Self::Stall, Self::Talk, Self::Concede];

    fn by_name() -> Vec<(String, Self)> {
        Self::ALL
            .map(|answer| (format!("{answer:?}"), answer))
            .to_vec()
    }
}

// The defaults are those of the warden of the film, who does not bargain: he refuses, and calls the
// army when he sees within an hour that his own men are not enough.
keys! {
    /// How the warden answers a riot. Times count from when it is called one.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Warden {
        path: "warden",
        called: "warden",
        amended: MayChange::All,
        hashed by place: [
            "answer", "storm", "water", "light", "troopers", "army", "troopers_come", "army_comes",
        ],

        /// What he answers to demands. `Stall`: not yet, until the men take it for a refusal;
        /// `Talk`: the spokesman is heard for hours, and gets nothing; `Concede`: what they want is
        /// granted, food, punishments and blows alike.
        answer: Answer = Choice(Answer::by_name), Answer::Refuse;
        /// He storms once the officers who are there amount to this share of the men who take part;
        /// a trooper counts for four officers.
        storm: Option<BasisPoints> = OrNever(FORCE), Some(20_000);
        /// When he has the water cut off.
        water: Option<Seconds> = OrNever(AFTER), None;
        /// When he has the light cut off.
        light: Option<Seconds> = OrNever(AFTER), None;
        /// When he calls the state troopers; there is one to 75 inmates.
        troopers: Option<Seconds> = OrNever(AFTER), None;
        /// How long the troopers take to come.
        troopers_come: (Seconds, Seconds) = FromTo(COMES), TROOPERS_COME;
        /// When he calls the army; there is a soldier to 25 inmates.
        army: Option<Seconds> = OrNever(AFTER), Some(3_600);
        /// How long the army takes to come.
        army_comes: (Seconds, Seconds) = FromTo(COMES), ARMY_COMES;
    }
}

impl GroupRules for Warden {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::unrest::{ArrestRule, Unrest};
    use crate::keys::{KeyGroup, read_group};
    use crate::text::problem::Findings;
    use crate::text::syntax::parse;
    use crate::text::tree::Node;

    fn tree(text: &str) -> Node {
        parse("f", text, &mut Findings::default()).unwrap()
    }

    #[test]
    fn a_policy_is_read_and_what_is_not_written_is_as_usual() {
        let mut found = Findings::default();
        let warden: Warden = read_group(
            &tree(
                r#"(answer: Talk, troopers: "10 min", army: "never", army_comes: "2..3 h", water: "1 h")"#,
            ),
            &mut found,
        );
        assert!(found.is_empty());
        assert_eq!(
            warden,
            Warden {
                answer: Answer::Talk,
                troopers: Some(600),
                army: None,
                army_comes: (7_200, 10_800),
                water: Some(3_600),
                ..Warden::default()
            }
        );
        assert_eq!(warden.check(), Ok(()));
        let unrest: Unrest = read_group(&tree("(rule: Smooth)"), &mut found);
        assert_eq!(unrest.rule, ArrestRule::Smooth);
        let usual: Unrest = read_group(&tree("()"), &mut found);
        assert_eq!(usual, Unrest::default());
    }

    #[test]
    fn a_policy_out_of_range_is_reported_key_by_key() {
        let mut found = Findings::default();
        let _: Warden = read_group(
            &tree(
                r#"(answer: Refuze, storm: "5 %", army: "30 h", army_comes: "4 h..1 h", water: 20, trooper: "1 h")"#,
            ),
            &mut found,
        );
        let _: Unrest = read_group(&tree("(rule: Flor)"), &mut found);
        let report = found.into_problems().to_string();
        for part in [
            "did you mean \"Refuse\"?",
            "it is one of Refuse, Stall, Talk, Concede",
            "\"5 %\" is out of its range, 10 % to 1,000 %, or never",
            "\"30 h\" is out of its range, 0 s to 24 h, or never",
            "\"4 h..1 h\" ends before it begins",
            "has no unit",
            "\"trooper\" is no key of warden; did you mean \"troopers\"?",
            "did you mean \"Floor\"?",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }

    #[test]
    fn a_policy_that_no_file_could_hold_is_refused() {
        let usual = Warden::default;
        let forged = [
            Warden {
                storm: Some(1),
                ..usual()
            },
            Warden {
                army: Some(u32::MAX),
                ..usual()
            },
            Warden {
                army_comes: (7_200, 3_600),
                ..usual()
            },
            Warden {
                troopers_come: (0, 3_600),
                ..usual()
            },
        ];
        for warden in forged {
            assert!(warden.check().is_err(), "{warden:?}");
        }
    }
}
