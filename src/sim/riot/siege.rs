//! Siege: what the men want, and what the warden answers.
//!
//! The warden of the film does not bargain: he calls the army, and refuses.

use rand::RngExt;

use super::{Fray, Riot};
use crate::chance::Purpose;
use crate::clock::MINUTE;
use crate::happening::{Grievance, What};
use crate::ids::PersonId;
use crate::people::Role;
use crate::unrest::protest::Scene;

/// How long after it is a riot the army is called.
const CALL: u64 = 5 * MINUTE;
/// How long it takes to come, minutes: state troopers and militia of 1929 took one to four hours
/// (SCIENCE 6).
const COMES: std::ops::Range<u32> = 60..240;
/// How long until the men say what they want, and until they are answered.
const DEMAND: u64 = 60 * MINUTE;
const ANSWER: u64 = 30 * MINUTE;
/// Between two deadlines once they were refused.
const DEADLINE: u64 = 60 * MINUTE;
/// How violent a leader has to be to have a hostage shot at a deadline, basis points.
const RUTHLESS: i32 = 8_500;
/// What a refusal costs of legitimacy.
const REFUSAL: i32 = 300;

impl Fray<'_> {
    pub(super) fn besiege(&mut self, riot: &mut Riot, _scene: &Scene) {
        let tick = self.tick();
        let Some((told, why)) = riot.told else {
            return;
        };
        let warden = self.temper.watch.roster.with_role(Role::Warden).next();
        if riot.army.is_none() && tick >= told + CALL {
            let soldiers = self.temper.watch.roster.with_role(Role::Soldier).count() as u32;
            let mut rng = self
                .temper
                .watch
                .chance
                .stream(Purpose::Fray, PersonId(0), told);
            let minutes = rng.random_range(COMES);
            riot.army = Some((tick, tick + u64::from(minutes) * MINUTE));
            self.record(What::ArmyCalled { soldiers }, warden, None, why);
        }
        if riot.stormed.is_some() {
            return;
        }
        if riot.demanded.is_none() && tick >= told + DEMAND {
            riot.demanded = Some(tick);
            let first = riot.causes.first().map_or(Grievance::Food, |cause| cause.0);
            let leader = Some(riot.leader);
            self.record(What::DemandsMade { first }, leader, None, why);
        }
        if let Some(demanded) = riot.demanded
            && riot.refused.is_none()
            && tick >= demanded + ANSWER
        {
            riot.refused = Some(tick);
            let refusal = self.record(What::DemandsRefused, warden, None, why);
            for man in riot.joined.clone() {
                if let Some(man) = self.temper.spirits.get_mut(man) {
                    man.holds_against(Grievance::Refused, warden, REFUSAL, refusal);
                }
            }
        }
        self.deadline(riot);
    }

    /// A violent leader who was refused has a hostage killed when a deadline passes, sometimes.
    fn deadline(&mut self, riot: &mut Riot) {
        let tick = self.tick();
        let Some(refused) = riot.refused else {
            return;
        };
        if tick == refused || !(tick - refused).is_multiple_of(DEADLINE) {
            return;
        }
        let temper = self
            .temper
            .spirits
            .of(riot.leader)
            .map_or(0, |man| man.temper);
        let mut rng = self
            .temper
            .watch
            .chance
            .stream(Purpose::Fray, riot.leader, tick);
        let odds = if temper >= RUTHLESS { 25 } else { 2 };
        if rng.random_range(0..100_u32) >= odds {
            return;
        }
        let Some(hostage) = riot.hostages.pop() else {
            return;
        };
        let here = self.tile(hostage);
        let why = Self::why(riot);
        let killed = self.record(What::HostageKilled, Some(hostage), Some(here), why);
        riot.hostages_killed += 1;
        riot.staff_killed += 1;
        self.die(hostage, killed);
    }
}
