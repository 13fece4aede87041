//! The policy of the built-in warden, as the level has it ([`Warden`](crate::level::Warden)).
//!
//! He gives the same orders as whoever sits in his seat, by the same door ([`super::orders`]); while
//! somebody sits there, the policy rests.

use bevy_ecs::prelude::*;

use super::command::Command;
use super::orders::RiotOrder;
use super::storm::DRIVEN_OUT;
use super::{Riot, Riots, Step};
use crate::clock::{HOUR, MINUTE, seconds};
use crate::level::Answer;
use crate::order::kinds::{
    CallArmy, CallTroopers, ConcedeDemands, CutLight, CutWater, RefuseDemands, StallRioters,
    StormPrison, TalkToRioters,
};
use crate::unrest::decision::ONE;
use crate::unrest::scene::Scene;

/// How long the built-in warden thinks it over.
const ANSWER: u64 = 30 * MINUTE;
/// How long after it is a riot a warden who means to talk has the spokesman heard.
const TALKS: u64 = 20 * MINUTE;
/// How long the army waits for men to come out to whom all has been granted.
const GRACE: u64 = 2 * HOUR;

/// The built-in warden gives the orders of his policy, each when its time has come and once.
pub(super) fn decide(mut riots: ResMut<Riots>, mut command: Command, step: Res<Step>) {
    if let Some(riot) = riots.now_mut() {
        command.decide(riot, &step.scene);
    }
}

impl Command<'_> {
    fn decide(&mut self, riot: &mut Riot, scene: &Scene) {
        let Some((called, why)) = riot.called else {
            return;
        };
        let warden = self.mob.warden();
        if warden.is_some_and(|warden| self.mob.conduct.is_seated(warden)) {
            return;
        }
        let tick = self.mob.tick();
        let policy = self.rules.warden.clone();
        let is_time =
            |after: Option<u32>| after.is_some_and(|after| tick >= called + seconds(after));
        let siege = &riot.siege;
        let mut orders: Vec<&dyn RiotOrder> = Vec::new();
        if riot.siege.army.called().is_none() && is_time(policy.army) {
            orders.push(&CallArmy);
        }
        if siege.troopers.called().is_none() && is_time(policy.troopers) {
            orders.push(&CallTroopers);
        }
        if !siege.water.was_cut() && is_time(policy.water) {
            orders.push(&CutWater);
        }
        if !siege.light.was_cut() && is_time(policy.light) {
            orders.push(&CutLight);
        }
        let (refused, granted) = (siege.talks.refused(), siege.talks.granted());
        let unanswered = refused.is_none() && granted.is_none();
        let is_heard = siege.talks.heard_since().is_some();
        let thought_over = siege
            .demanded
            .is_some_and(|demanded| tick >= demanded + ANSWER);
        match policy.answer {
            Answer::Refuse if unanswered && thought_over => orders.push(&RefuseDemands),
            Answer::Concede if unanswered && thought_over => orders.push(&ConcedeDemands),
            // Just before they lose patience.
            Answer::Stall
                if unanswered && siege.answer_by.is_some_and(|by| tick + 2 * MINUTE >= by) =>
            {
                orders.push(&StallRioters);
            }
            Answer::Talk if unanswered && !is_heard && tick >= called + TALKS => {
                orders.push(&TalkToRioters);
            }
            _ => {}
        }
        if self.is_time_to_storm(riot, scene, policy.storm) {
            orders.push(&StormPrison);
        }
        for order in orders {
            if order.check(&self.desk(riot)).is_ok() {
                order.obey(self, riot, warden, why);
            }
        }
    }

    /// Whether the built-in warden storms: with the army once it is there, unless he means to talk;
    /// with others when they are enough.
    fn is_time_to_storm(&self, riot: &Riot, scene: &Scene, storm: Option<u32>) -> bool {
        if riot.stormed().is_some() || self.gives_time(riot) {
            return false;
        }
        if riot.siege.army.is_here() {
            return true;
        }
        let men = self.mob.rioters().len().max(1) as u64;
        let force = u64::from(self.mob.force_counts(riot, scene));
        let is_strong = force * u64::from(DRIVEN_OUT) >= men;
        is_strong && storm.is_some_and(|share| force * u64::from(ONE) >= u64::from(share) * men)
    }

    /// Whether there is still talk, or reason to wait for it.
    fn gives_time(&self, riot: &Riot) -> bool {
        let talks = riot.siege.talks;
        if let Some((granted, _)) = talks.granted() {
            return self.mob.tick() < granted + GRACE;
        }
        let means_to_talk = matches!(self.rules.warden.answer, Answer::Talk | Answer::Concede);
        talks.heard_since().is_some() || (means_to_talk && talks.refused().is_none())
    }
}
