//! [`CutLight`]: the light is cut off.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::CutLight;
use crate::refusal::Refusal;

impl RiotOrderKind for CutLight {
    const ORDER: Self = Self;
    const WORD: &'static str = "CutLight";
    const REFUSALS: &'static [Refusal] = &[Refusal::NoRiot, Refusal::LightCut];
}

impl RiotOrder for CutLight {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        if desk.riot.siege.light.cut_since().is_some() {
            return Err(Refusal::LightCut);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.cut_light(riot, by, why);
    }
}
