//! [`CallArmy`]: the army comes within hours, with soldiers and tanks.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::CallArmy;
use crate::people::Role;
use crate::refusal::{Refusal, ReliefForce};

/// An hour for an example, as a tick of a run that starts at midnight.
const NOON: u64 = 12 * crate::clock::HOUR;

impl RiotOrderKind for CallArmy {
    const ORDER: Self = Self;
    const WORD: &'static str = "CallArmy";
    const IS_FINAL: bool = true;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::ReliefHere {
            force: ReliefForce::Army,
        },
        Refusal::ReliefOnItsWay {
            force: ReliefForce::Army,
            at: NOON,
        },
        Refusal::NoRelief {
            force: ReliefForce::Army,
        },
    ];
}

impl RiotOrder for CallArmy {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        desk.check_relief(ReliefForce::Army, desk.riot.siege.army, Role::Soldier)
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.call_army(riot, by, why);
    }
}
