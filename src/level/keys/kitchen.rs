//! The key `kitchen`.

use serde::{Deserialize, Serialize};

use crate::keys::{GroupRules, MayChange, keys};
use crate::nouns::{BasisPoints, Cents};
use crate::text::units::{Quantity, SHARE, SPEND};

const QUALITY: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    example: "80 %",
};
const SPEND_A_DAY: Quantity = Quantity {
    unit: &SPEND,
    min: 0,
    max: 1_000,
    example: "17 c/man/day",
};

keys! {
    /// The kitchen.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Kitchen {
        path: "kitchen",
        called: "kitchen",
        amended: MayChange::All,
        hashed by place: ["quality", "spend"],

        /// How far a meal fills a man: 100 % is a good meal.
        quality: BasisPoints = QUALITY, 8_000;
        /// Money spent on food for each man and day.
        spend_cents as "spend": Cents = SPEND_A_DAY, 17;
    }
}

impl GroupRules for Kitchen {}
