//! [`CallTroopers`]: the state troopers come within hours.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::CallTroopers;
use crate::people::Role;
use crate::refusal::{Refusal, ReliefForce};

/// An hour for an example, as a tick of a run that starts at midnight.
const NOON: u64 = 12 * crate::clock::HOUR;

impl RiotOrderKind for CallTroopers {
    const ORDER: Self = Self;
    const WORD: &'static str = "CallTroopers";
    const IS_FINAL: bool = true;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::ReliefHere {
            force: ReliefForce::Troopers,
        },
        Refusal::ReliefOnItsWay {
            force: ReliefForce::Troopers,
            at: NOON,
        },
        Refusal::NoRelief {
            force: ReliefForce::Troopers,
        },
    ];
}

impl RiotOrder for CallTroopers {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        let troopers = desk.riot.siege.troopers;
        desk.check_relief(ReliefForce::Troopers, troopers, Role::Trooper)
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.call_troopers(riot, by, why);
    }
}
