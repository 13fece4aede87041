//! Reprisals: in a riot men go for those of whom they know that they informed on others.
//!
//! At Santa Fe in 1980 the worst of 33 deaths were informers' (docs/science.md#riots-on-record). Only a man who noticed that
//! another informed knows it of him ([`crate::unrest::Spirits::informers`]); of those the violent go for him once
//! nobody keeps order any more, and the others stand by. The odds are guesses.

use bevy_ecs::prelude::*;

use super::Riots;
use super::brawls::Brawl;
use super::mob::Mob;
use crate::chance::Purpose;
use crate::harm::arms::Toll;
use crate::harm::{Aim, Assaults, Blow};
use crate::ids::{HappeningId, PersonId};

/// How violent a man is at the least who goes for an informer he sees, basis points; and in how many steps
/// of ten seconds he does so once: within five minutes.
const VENGEFUL: i32 = 4_500;
const SELDOM: u32 = 30;
/// Odds of a man against one alone; what each who takes part and stands beside him adds.
const ALONE: i32 = 50;
const EACH_MAN: i32 = 10;
/// Of 10,000 informers of whom the others had the better, how many are killed, and how many more lie
/// wounded, whatever the others had in their hands.
const PAID_BACK: Toll = Toll {
    killed: 3_500,
    wounded: 6_000,
    dies: 500,
};

/// Those who know an informer and see him go for him, once it is called a riot and nobody goes in yet.
pub(super) fn pay_informers_back(riots: Res<Riots>, mut mob: Mob, mut assaults: ResMut<Assaults>) {
    let is_lawless = |riot: &super::Riot| riot.is_called() && riot.stormed().is_none();
    if !riots.now().is_some_and(is_lawless) || mob.spirits.informers().is_empty() {
        return;
    }
    let tick = mob.tick();
    let rioters = mob.rioters();
    for informer in mob.spirits.informers().to_vec() {
        let whom = informer.person;
        if !mob.is_there(whom) || mob.conduct.is_helpless(whom) {
            continue;
        }
        let room = mob.room_of(whom);
        let event = mob
            .chance
            .event(Purpose::Telling, whom, tick)
            .on("is gone for");
        let goes = |man: &PersonId| {
            *man != whom
                && rioters.binary_search(man).is_ok()
                && mob.room_of(*man) == room
                && mob.violence(*man) >= VENGEFUL
                && !mob.conduct.is_led(*man)
                && assaults.of(*man).is_none()
                && event.of(*man).is(1, SELDOM)
        };
        if let Some(man) = informer.known_to.iter().copied().find(goes) {
            let now = (tick, mob.tile(man), informer.cause);
            let goes = (man, whom, Aim::Reprisal);
            assaults.begin(goes, now, &mut mob.happenings, &mut mob.due);
        }
    }
}

impl Brawl<'_> {
    /// He has got at an informer, with whoever stands beside him.
    pub(super) fn takes_revenge(
        &mut self,
        riots: &mut Riots,
        who: PersonId,
        whom: PersonId,
        cause: HappeningId,
    ) {
        let mob = &self.victims.mob;
        let beside = mob.rioters().into_iter().filter(|man| *man != who);
        let helpers = self.beside(beside, whom);
        let odds = ALONE + (mob.violence(who) - mob.violence(whom)) / 250 + self.edge(who)
            - self.edge(whom)
            + helpers * EACH_MAN;
        if !self.draw(who, odds) {
            self.strikes(riots, Blow::new(who, whom, cause));
            return;
        }
        let blow = Blow {
            toll: Some(PAID_BACK),
            ..Blow::new(whom, who, cause).that_fells()
        };
        self.strikes(riots, blow);
        if self.victims.mob.roster.is_dead(whom)
            && let Some(riot) = riots.now_mut()
        {
            riot.informers_killed += 1;
        }
    }
}
