//! [`RefuseDemands`]: what the rioters demand is refused.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::RefuseDemands;
use crate::refusal::Refusal;

impl RiotOrderKind for RefuseDemands {
    const ORDER: Self = Self;
    const WORD: &'static str = "RefuseDemands";
    const IS_FINAL: bool = true;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::StormedNoTalk,
        Refusal::Granted,
        Refusal::NoDemands,
        Refusal::RefusedAlready,
    ];
}

impl RiotOrder for RefuseDemands {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        desk.check_listened_to()?;
        desk.check_demanded()?;
        if desk.riot.siege.talks.refused().is_some() {
            return Err(Refusal::RefusedAlready);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.refuse(riot, by, why);
    }
}
