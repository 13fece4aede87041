//! [`TalkToRioters`]: their spokesman is heard, for as long as he has something to say.

use super::super::Riot;
use super::super::command::Command;
use super::{Desk, RiotOrder, RiotOrderKind};
use crate::ids::{HappeningId, PersonId};
use crate::order::kinds::TalkToRioters;
use crate::refusal::Refusal;

impl RiotOrderKind for TalkToRioters {
    const ORDER: Self = Self;
    const WORD: &'static str = "TalkToRioters";
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoRiot,
        Refusal::StormedNoTalk,
        Refusal::Granted,
        Refusal::BeingHeard,
    ];
}

impl RiotOrder for TalkToRioters {
    fn check(&self, desk: &Desk) -> Result<(), Refusal> {
        desk.check_listened_to()?;
        if desk.riot.siege.talks.heard_since().is_some() {
            return Err(Refusal::BeingHeard);
        }
        Ok(())
    }

    fn obey(&self, command: &mut Command, riot: &mut Riot, _: Option<PersonId>, why: HappeningId) {
        command.mob.talk(riot, why);
    }
}
