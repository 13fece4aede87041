//! Fights: two inmates go for one another, and officers who see it part and report them.
//!
//! When and between whom it comes to blows is for what men feel ([`crate::unrest`]) and deal in
//! ([`crate::contraband`]) to say. Nobody is hurt in such a fight yet.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::Presence;
use crate::happening::{Happenings, HarmFact, JusticeFact, Offence, What};
use crate::ids::{HappeningId, PersonId};
use crate::people::Role;
use crate::section::{Limits, MOST_COUNTED, Section};

/// Fights so far.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fights {
    /// All there were.
    pub fought: u32,
    /// Those that an officer saw.
    pub seen: u32,
}

impl Section for Fights {
    const NAME: &'static str = "harm.fights";
    const VERSION: u32 = 1;

    fn check(&self, _: &Limits) -> Result<(), String> {
        if self.seen <= self.fought && self.fought <= MOST_COUNTED {
            Ok(())
        } else {
            Err("more fights were seen than fought".into())
        }
    }
}

impl Fights {
    /// Two men fight, and the nearest officer who sees it reports them both.
    pub(crate) fn fight(
        &mut self,
        there: &Presence,
        happenings: &mut Happenings,
        (man, other): (PersonId, PersonId),
        cause: HappeningId,
    ) {
        let at = there.tile(man);
        let what = What::Harm(HarmFact::WentFor { whom: other });
        let fought = happenings.record(there.tick, what, Some(man), Some(at), cause);
        self.fought += 1;
        let officer = there
            .who_sees(at, &[man, other])
            .into_iter()
            .find(|person| there.roster.role(*person) == Role::Officer);
        let Some(by) = officer else {
            return;
        };
        self.seen += 1;
        let offence = Offence::Fighting;
        for who in [man, other] {
            let what = What::Justice(JusticeFact::OffenceSeen { offence, by });
            happenings.record(there.tick, what, Some(who), Some(at), fought);
        }
    }
}
