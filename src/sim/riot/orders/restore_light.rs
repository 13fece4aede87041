//! [`RestoreLight`]: the lamps burn again.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::RestoreLight;
use crate::refusal::Refusal;

impl RiotOrderKind for RestoreLight {
    const ORDER: Self = Self;
    const WORD: &'static str = "RestoreLight";
    const REFUSALS: &'static [Refusal] = &[Refusal::NoRiot, Refusal::LampsBurn];
}

impl RiotOrder for RestoreLight {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        if desk.riot.siege.light.cut_since().is_none() {
            return Err(Refusal::LampsBurn);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.restore_light(riot, by, why);
    }
}
