//! The key `unrest`: how men come to rise.

use serde::{Deserialize, Serialize};

use crate::keys::forms::Choice;
use crate::keys::{GroupRules, MayChange, keys};

/// How the ratio of guards to men who act enters the chance of arrest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArrestRule {
    /// As it is, as the paper prints it. There are no outbursts with it.
    Literal,
    /// Rounded down to a whole number, as in NetLogo's Rebellion: no chance of arrest at all once
    /// there are more men than guards. Outbursts as in the paper.
    #[default]
    Floor,
    /// Rounded to the nearest whole number, halves to the even one, as in Mesa: no chance of arrest
    /// once there are two men to a guard. Smaller and rarer outbursts.
    Round,
    /// Times a logistic of its logarithm, `q^8 / (1 + q^8)`: as steep as rounding, without its
    /// steps. One guard more or less always counts for something.
    Smooth,
}

impl ArrestRule {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Literal, Self::Floor, Self::Round, Self::Smooth];

    fn by_name() -> Vec<(String, Self)> {
        Self::ALL.map(|rule| (format!("{rule:?}"), rule)).to_vec()
    }
}

keys! {
    /// How men come to rise.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Unrest {
        path: "unrest",
        called: "unrest",
        amended: MayChange::All,
        hashed by place: ["rule"],

        /// How guards to men make up the chance of arrest in Epstein's rule: `Literal` as printed,
        /// without outbursts; `Floor` rounded down; `Round` rounded; `Smooth` without steps.
        rule: ArrestRule = Choice(ArrestRule::by_name), ArrestRule::Floor;
    }
}

impl GroupRules for Unrest {}
