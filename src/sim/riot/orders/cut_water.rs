//! [`CutWater`]: the water is cut off.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::CutWater;
use crate::refusal::Refusal;

impl RiotOrderKind for CutWater {
    const ORDER: Self = Self;
    const WORD: &'static str = "CutWater";
    const REFUSALS: &'static [Refusal] = &[Refusal::NoRiot, Refusal::WaterCut];
}

impl RiotOrder for CutWater {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        if desk.riot.siege.water.cut_since().is_some() {
            return Err(Refusal::WaterCut);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.cut_water(riot, by, why);
    }
}
