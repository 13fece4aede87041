//! [`StormPrison`]: the prison is taken back with whoever is there.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::StormPrison;
use crate::refusal::Refusal;

impl RiotOrderKind for StormPrison {
    const ORDER: Self = Self;
    const WORD: &'static str = "StormPrison";
    const IS_FINAL: bool = true;
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::StormedAlready,
        Refusal::NobodyToStorm,
    ];
}

impl RiotOrder for StormPrison {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        let riot = desk.riot;
        if riot.stormed().is_some() {
            return Err(Refusal::StormedAlready);
        }
        let is_relieved = riot.siege.troopers.is_here() || riot.siege.army.is_here();
        if desk.on_duty <= riot.hostages.len() as u32 && !is_relieved {
            return Err(Refusal::NobodyToStorm);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.go_in(riot, by, why);
    }
}
