//! Reprisals: in a riot men go for those of whom they know that they told on others.
//!
//! At Santa Fe in 1980 the worst of 33 deaths were informers' (SCIENCE 4). Only a man who noticed that
//! another told knows it of him ([`crate::unrest::Spirits::informers`]); of those the violent go for him once
//! nobody keeps order any more, and the others stand by. The odds are guesses.

use rand::RngExt;

use super::assault::Aim;
use super::{Fray, Riot};
use crate::chance::Purpose;
use crate::ids::{HappeningId, PersonId};

/// Whoever is at least so violent goes for an informer he sees, basis points; and once in so many steps of
/// ten seconds: within five minutes.
const VENGEFUL: i32 = 4_500;
const SELDOM: u32 = 30;
/// Odds of a man against one alone; what each who takes part and stands beside him adds.
const ALONE: i32 = 50;
const EACH_MAN: i32 = 10;
/// Of a hundred informers of whom the others had the better, so many are killed, and so many more lie
/// wounded, whatever the others had in their hands.
const PAID_BACK: (u32, u32) = (35, 60);

impl Fray<'_> {
    /// Those who know an informer and see him go for him.
    pub(super) fn pay_informers_back(&mut self, riot: &Riot) {
        if riot.told.is_none() || self.temper.spirits.informers().is_empty() {
            return;
        }
        let tick = self.tick();
        let rioters = self.rioters();
        for informer in self.temper.spirits.informers().to_vec() {
            let whom = informer.person;
            let watch = &self.temper.watch;
            if !watch.is_there(whom) || watch.conduct.is_helpless(whom) {
                continue;
            }
            let room = self.room_of(whom);
            let goes = |man: &PersonId| {
                let mut rng = watch.chance.stream(Purpose::Telling, *man, tick);
                *man != whom
                    && rioters.binary_search(man).is_ok()
                    && self.room_of(*man) == room
                    && self.violence(*man) >= VENGEFUL
                    && !watch.conduct.is_led(*man)
                    && self.assaults.of(*man).is_none()
                    && rng.random_range(0..SELDOM) == 0
            };
            if let Some(man) = informer.known_to.iter().copied().find(goes) {
                self.sets_out(man, whom, Aim::Reprisal, informer.cause);
            }
        }
    }

    /// He has got at an informer, with whoever stands beside him.
    pub(super) fn takes_revenge(&mut self, who: PersonId, whom: PersonId, cause: HappeningId) {
        let beside = self.rioters().into_iter().filter(|man| *man != who);
        let helpers = self.beside(beside, whom);
        let odds = ALONE + (self.violence(who) - self.violence(whom)) / 250 + self.edge(who)
            - self.edge(whom)
            + helpers * EACH_MAN;
        if !self.draw(who, odds) {
            self.hurt(who, whom, cause);
            return;
        }
        self.strike(whom, who, PAID_BACK, true, cause);
        if self.temper.watch.roster.is_dead(whom)
            && let Some(riot) = self.riots.now_mut()
        {
            riot.informers_killed += 1;
        }
    }
}
