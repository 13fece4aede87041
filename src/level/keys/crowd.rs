//! The key `crowd`: constants of walking.
//!
//! The defaults are those of the Big House: doors pass 1.3 to 2.0 men a metre and second
//! (Weidmann 1993), files march at 1.1 m/s, 0.9 m apart.

use serde::{Deserialize, Serialize};

use crate::keys::{GroupRules, MayChange, keys};
use crate::nouns::{Millimetres, MillimetresPerSecond};
use crate::text::units::{FLOW, LENGTH, Quantity, SPEED};

const DOOR_FLOW: Quantity = Quantity {
    unit: &FLOW,
    min: 500,
    max: 3_000,
    example: "1.6 /m/s",
};
const MARCH: Quantity = Quantity {
    unit: &SPEED,
    min: 300,
    max: 2_200,
    example: "1.1 m/s",
};
const SPACING: Quantity = Quantity {
    unit: &LENGTH,
    min: 500,
    max: 3_000,
    example: "0.9 m",
};

keys! {
    /// Constants of walking.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Crowd {
        path: "crowd",
        called: "crowd",
        amended: MayChange::All,
        hashed by place: ["door_flow", "march", "spacing"],

        /// Men a door passes for each metre of width and second (in the program: in 1,000 seconds).
        door_flow: u32 = DOOR_FLOW, 1_600;
        /// Speed of a marching file.
        march: MillimetresPerSecond = MARCH, 1_100;
        /// Distance from man to man in a file.
        spacing: Millimetres = SPACING, 900;
    }
}

impl GroupRules for Crowd {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::kitchen::Kitchen;
    use crate::keys::{KeyGroup, read_group};
    use crate::text::problem::Findings;
    use crate::text::syntax::parse;

    fn read<G: KeyGroup>(text: &str, found: &mut Findings) -> G {
        let node = parse("f", text, &mut Findings::default()).unwrap();
        read_group(&node, found)
    }

    #[test]
    fn constants_are_read_in_their_units() {
        let mut found = Findings::default();
        let kitchen: Kitchen = read("(quality: \"40 %\")", &mut found);
        assert_eq!((kitchen.quality, kitchen.spend_cents), (4_000, 17));
        let crowd: Crowd = read("(march: \"1.2 m/s\", door_flow: \"2 /m/s\")", &mut found);
        assert_eq!(
            (crowd.door_flow, crowd.march, crowd.spacing),
            (2_000, 1_200, 900)
        );
        assert!(found.is_empty());
        let _: Crowd = read("(march: \"9 m/s\", spacing: 0.9)", &mut found);
        let report = found.into_problems().to_string();
        assert!(report.contains("range, 0.3 to 2.2 m/s"), "{report}");
        assert!(report.contains("has no unit"), "{report}");
    }
}
