//! [`StallRioters`]: an answer comes later; each time it is believed less.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::StallRioters;
use crate::refusal::Refusal;

impl RiotOrderKind for StallRioters {
    const ORDER: Self = Self;
    const WORD: &'static str = "StallRioters";
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::StormedNoTalk,
        Refusal::Granted,
        Refusal::NoDemands,
        Refusal::NoDeadline,
        Refusal::NotBelieved,
    ];
}

impl RiotOrder for StallRioters {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        desk.check_listened_to()?;
        desk.check_demanded()?;
        if desk.riot.siege.talks.heard_since().is_some() {
            return Err(Refusal::NoDeadline);
        }
        if desk.riot.siege.talks.refused().is_some() {
            return Err(Refusal::NotBelieved);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        command.mob.stall(riot, by, why);
    }
}
