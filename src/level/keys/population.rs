//! The key `population`: the inmates, in groups.

use serde::{Deserialize, Serialize};

use crate::keys::quantities::{PERSONS, WithSpread};
use crate::keys::{GroupRules, MayChange, keys};
use crate::nouns::Spread;
use crate::text::units::{Quantity, SHARE, YEARS};

const TEMPER: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    example: "60 % +- 20",
};
/// How old an inmate is.
pub(crate) const AGE: Quantity = Quantity {
    unit: &YEARS,
    min: 18,
    max: 90,
    example: "38 +- 9",
};
/// How long a sentence is.
pub(crate) const TERM: Quantity = Quantity {
    unit: &YEARS,
    min: 1,
    max: 99,
    example: "8 +- 6",
};

const fn spread(mean: i32, spread: i32) -> Spread {
    Spread { mean, spread }
}

keys! {
    /// Inmates who have something in common.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Group {
        path: "population",
        called: "a group of population",
        amended: MayChange::Nothing,
        hashed by place: ["men", "temper", "age", "term"],
        entry: name,

        /// The number of men.
        men: u32 = PERSONS, 0;
        /// How violent they are (in the program: basis points).
        temper: Spread = WithSpread(TEMPER), spread(4_000, 1_500);
        /// Age.
        age: Spread = WithSpread(AGE), spread(31, 9);
        /// Sentence; 99 years is life.
        term: Spread = WithSpread(TERM), spread(8, 6);
    }
}

impl GroupRules for Group {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::read_groups;
    use crate::text::problem::Findings;
    use crate::text::syntax::parse;

    fn read(text: &str, found: &mut Findings) -> Vec<Group> {
        let node = parse("f", text, &mut Findings::default()).unwrap();
        read_groups(&node, None, found, |_, _, _, _| {})
    }

    #[test]
    fn a_group_is_read_with_its_units_and_defaults() {
        let mut found = Findings::default();
        let groups = read(
            r#"{"lifers": (men: 400, temper: "60 % +- 20", term: "99"), "rest": ()}"#,
            &mut found,
        );
        assert!(found.is_empty());
        assert_eq!(groups[0].name, "lifers");
        assert_eq!(groups[0].temper, spread(6_000, 2_000));
        assert_eq!(groups[0].age, spread(31, 9));
        assert_eq!(groups[0].term, spread(99, 0));
        assert_eq!((groups[1].men, groups[1].temper), (0, spread(4_000, 1_500)));
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
            read(&format!("{{\"a\": (men: {number})}}"), &mut found);
            let report = found.into_problems().to_string();
            assert!(
                report.contains("men is a whole number from 0 to 100000, and here is"),
                "{number}: {report}"
            );
        }
    }
}
