//! The policy of the built-in warden, as the level has it ([`Warden`](crate::level::Warden)).
//!
//! He gives the same orders as whoever sits in his seat, by the same door ([`super::orders`]); while
//! somebody sits there, the policy rests.

use super::storm::DRIVEN_OUT;
use super::{Fray, Riot};
use crate::clock::{HOUR, MINUTE, seconds};
use crate::ids::PersonId;
use crate::level::Answer;
use crate::order::Order;
use crate::people::Role;
use crate::unrest::decision::ONE;
use crate::unrest::scene::Scene;

/// How long the built-in warden thinks it over.
const ANSWER: u64 = 30 * MINUTE;
/// How long after it is a riot a warden who means to talk has the spokesman heard.
const TALKS: u64 = 20 * MINUTE;
/// For so long the army waits for men to come out to whom all has been granted.
const GRACE: u64 = 2 * HOUR;

impl Fray<'_> {
    /// The built-in warden gives the orders of his policy, each when its time has come and once.
    pub(super) fn decide(&mut self, riot: &mut Riot, scene: &Scene) {
        let Some((told, why)) = riot.told else {
            return;
        };
        let warden = self.warden();
        if warden.is_some_and(|warden| self.temper.watch.conduct.is_seated(warden)) {
            return;
        }
        let tick = self.tick();
        let policy = self.temper.watch.rules.warden.clone();
        let is_time = |after: Option<u32>| after.is_some_and(|after| tick >= told + seconds(after));
        let siege = &riot.siege;
        let mut orders: Vec<Order> = Vec::new();
        if riot.army.is_none() && is_time(policy.army) {
            orders.push(Order::CallArmy);
        }
        if siege.troopers.is_none() && is_time(policy.troopers) {
            orders.push(Order::CallTroopers);
        }
        if !siege.was_dry && is_time(policy.water) {
            orders.push(Order::CutWater);
        }
        if !siege.was_dark && is_time(policy.light) {
            orders.push(Order::CutLight);
        }
        let unanswered = riot.refused.is_none() && siege.granted.is_none();
        let thought_over = riot
            .demanded
            .is_some_and(|demanded| tick >= demanded + ANSWER);
        match policy.answer {
            Answer::Refuse if unanswered && thought_over => orders.push(Order::RefuseDemands),
            Answer::Concede if unanswered && thought_over => orders.push(Order::ConcedeDemands),
            // Just before they lose patience.
            Answer::Stall
                if unanswered && siege.answer_by.is_some_and(|by| tick + 2 * MINUTE >= by) =>
            {
                orders.push(Order::StallRioters);
            }
            Answer::Talk if unanswered && siege.talking.is_none() && tick >= told + TALKS => {
                orders.push(Order::TalkToRioters);
            }
            _ => {}
        }
        if self.is_time_to_storm(riot, scene, policy.storm) {
            orders.push(Order::StormPrison);
        }
        for order in orders {
            if self.may(riot, &order).is_ok() {
                self.obey(riot, &order, warden, why);
            }
        }
    }

    /// Whether the built-in warden storms: with the army once it is there, unless he means to talk;
    /// with others when they are enough.
    fn is_time_to_storm(&self, riot: &Riot, scene: &Scene, storm: Option<u32>) -> bool {
        if riot.stormed.is_some() || self.gives_time(riot) {
            return false;
        }
        if riot.siege.army_here {
            return true;
        }
        let men = self.rioters().len().max(1) as u64;
        let force = u64::from(self.force_counts(riot, scene));
        let is_strong = force * u64::from(DRIVEN_OUT) >= men;
        is_strong && storm.is_some_and(|share| force * u64::from(ONE) >= u64::from(share) * men)
    }

    /// Whether there is still talk, or reason to wait for it.
    fn gives_time(&self, riot: &Riot) -> bool {
        let siege = &riot.siege;
        if let Some((granted, _)) = siege.granted {
            return self.tick() < granted + GRACE;
        }
        let means_to_talk = matches!(
            self.temper.watch.rules.warden.answer,
            Answer::Talk | Answer::Concede
        );
        siege.talking.is_some() || (means_to_talk && riot.refused.is_none())
    }

    /// Who is the warden, if there is one alive.
    pub(super) fn warden(&self) -> Option<PersonId> {
        let roster = &self.temper.watch.roster;
        let warden = roster.with_role(Role::Warden).next();
        warden.filter(|warden| !roster.is_dead(*warden))
    }
}
