//! The key `guards`: the officers. Without it there are none.

use serde::{Deserialize, Serialize};

use crate::keys::forms::TimeOfDay;
use crate::keys::quantities::PERSONS;
use crate::keys::{Clash, GroupRules, MayChange, keys};
use crate::nouns::{BasisPoints, Seconds};
use crate::text::units::{A_DAY, Quantity, SHARE};

const SHARE_OF_ONE: Quantity = Quantity {
    unit: &SHARE,
    min: 0,
    max: 10_000,
    example: "60 %",
};
const SEARCHES: Quantity = Quantity {
    unit: &A_DAY,
    min: 0,
    max: 500,
    example: "2 /day",
};

keys! {
    /// The officers.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Guards {
        path: "guards",
        called: "guards",
        amended: MayChange::All,
        hashed by place: [
            "day", "evening", "night", "day_from", "evening_from", "night_from", "harshness",
            "searches", "corruption",
        ],

        /// Officers on duty in the day shift; of each shift at most a third hold posts, and one in
        /// twelve waits with the response team.
        day: u32 = PERSONS, 0;
        /// Officers on duty in the evening shift.
        evening: u32 = PERSONS, 0;
        /// Officers on duty in the night shift.
        night: u32 = PERSONS, 0;
        /// When the day shift begins.
        day_from: Seconds = TimeOfDay, 21_600;
        /// When the evening shift begins, later than the day shift.
        evening_from: Seconds = TimeOfDay, 50_400;
        /// When the night shift begins, later than the evening shift.
        night_from: Seconds = TimeOfDay, 79_200;
        /// How harsh the officers are: how often men are beaten and searched, and how long they are
        /// punished.
        harshness: BasisPoints = SHARE_OF_ONE, 5_000;
        /// Cells searched in a day without a reason, and the same number of men at their work; at a
        /// harshness of 100 % half as many again, at 0 % half as many.
        searches: u32 = SEARCHES, 2;
        /// Share of the officers who look away when they search a man with money, and bring drink,
        /// tools, now and then a knife or a gun in for it.
        corruption: BasisPoints = SHARE_OF_ONE, 500;
    }
}

impl GroupRules for Guards {
    fn clash(&self) -> Option<Clash> {
        let follow = self.day_from < self.evening_from && self.evening_from < self.night_from;
        (!follow).then_some(Clash {
            key: None,
            what: "the shifts do not follow one another",
            mend: "day_from comes before evening_from, and that before night_from",
        })
    }
}

impl Guards {
    /// Officers of all three shifts.
    pub fn officers(&self) -> u32 {
        self.day
            .saturating_add(self.evening)
            .saturating_add(self.night)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{KeyGroup, read_group};
    use crate::text::problem::Findings;
    use crate::text::syntax::parse;

    fn read(text: &str, found: &mut Findings) -> Guards {
        let node = parse("f", text, &mut Findings::default()).unwrap();
        read_group(&node, found)
    }

    #[test]
    fn shifts_follow_one_another() {
        let mut found = Findings::default();
        let guards = read("(day: 150, harshness: \"80 %\")", &mut found);
        assert!(found.is_empty());
        assert_eq!(
            (guards.day, guards.night, guards.harshness),
            (150, 0, 8_000)
        );
        assert_eq!(guards.searches, 2);
        let guards = read("(searches: \"12 /day\")", &mut found);
        assert_eq!((guards.searches, guards.corruption), (12, 500));
        let guards = read("(night_from: \"05:00\")", &mut found);
        let report = found.into_problems().to_string();
        assert!(
            report.contains("f:1:1: the shifts do not follow"),
            "{report}"
        );
        assert_eq!(
            guards.check(),
            Err(
                "the shifts do not follow one another: day_from comes before evening_from, and \
                 that before night_from"
                    .to_owned()
            )
        );
    }
}
