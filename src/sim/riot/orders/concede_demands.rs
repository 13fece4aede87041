//! [`ConcedeDemands`]: all that the rioters demand is granted.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::ConcedeDemands;
use crate::refusal::Refusal;

impl RiotOrderKind for ConcedeDemands {
    const ORDER: Self = Self;
    const WORD: &'static str = "ConcedeDemands";
    const IS_FINAL: bool = true;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::StormedNoTalk,
        Refusal::Granted,
        Refusal::NoDemands,
    ];
}

impl RiotOrder for ConcedeDemands {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        desk.check_listened_to()?;
        desk.check_demanded()
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.concede(riot, by, why);
    }
}
