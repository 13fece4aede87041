//! [`RestoreWater`]: the water runs again.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::RestoreWater;
use crate::refusal::Refusal;

impl RiotOrderKind for RestoreWater {
    const ORDER: Self = Self;
    const WORD: &'static str = "RestoreWater";
    const REFUSALS: &'static [Refusal] = &[Refusal::NoRiot, Refusal::WaterRuns];
}

impl RiotOrder for RestoreWater {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        if desk.riot.siege.water.cut_since().is_none() {
            return Err(Refusal::WaterRuns);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.restore_water(riot, by, why);
    }
}
