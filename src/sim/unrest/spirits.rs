//! What each inmate puts up with, holds just, shies from and does about it.
//!
//! **Hardship** is a slow average of his unmet needs; **legitimacy** is his own, begins at the
//! level's and moves only by happenings, each of which he remembers as a cause; **risk aversion** he
//! is born with. Units: basis points.

use bevy_ecs::prelude::*;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::decision::{Decision, ONE};
use crate::chance::{Chance, Purpose};
pub use crate::happening::Grievance;
use crate::ids::{HappeningId, PersonId};
use crate::section::{Limits, Section};

/// Most causes a man keeps; what is less goes into the remainder.
pub const MOST_CAUSES: usize = 12;
/// Legitimacy with which a level begins (docs/science.md#values-to-start-from): nobody can rebel at that.
pub const FIRST_LEGITIMACY: i32 = 9_000;

/// Most legitimacy that a kind of grievance can cost a man, basis points, however often it comes: one
/// grows used to what comes every day, and it takes several wrongs to make a rebel (Goldstone & Useem
/// 1999: a sense of injustice about actions rather than plain want). Guesses.
const fn most(kind: Grievance) -> i32 {
    match kind {
        Grievance::Food => 2_000,
        Grievance::Unfed => 1_000,
        Grievance::Beaten => 3_000,
        Grievance::SawBeaten => 1_200,
        Grievance::Punished => 2_000,
        Grievance::SawPunished => 800,
        Grievance::SawKilled => 2_000,
        Grievance::Refused => 1_500,
        Grievance::Thirst => 1_000,
    }
}

/// One cause of what a man holds against the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// What.
    pub kind: Grievance,
    /// By whom, if it was somebody's doing.
    pub by: Option<PersonId>,
    /// Legitimacy it cost so far, basis points.
    pub weight: i32,
    /// How often.
    pub times: u32,
    /// The first time.
    pub first: HappeningId,
    /// The last time.
    pub last: HappeningId,
}

/// What a man shows of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mood {
    /// Nothing.
    #[default]
    Quiet,
    /// He acts, with others, where he is.
    Protesting,
    /// He takes part in a riot.
    Rioting,
    /// He has been subdued, and dares nothing for a while.
    Cowed,
}

impl Mood {
    /// Whether he acts.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Protesting | Self::Rioting)
    }
}

/// One man.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spirit {
    /// Slow average of his unmet needs, as he feels them.
    pub hardship: i32,
    /// What he shies from.
    pub risk: i32,
    /// How violent he is.
    pub temper: i32,
    /// How strongly he feels, per ten thousand: men differ.
    pub feels: i32,
    /// What he shows.
    pub mood: Mood,
    /// Since when; until when, for the cowed.
    pub since: u64,
    /// That he stood up by his own choice, not by the rule: then he acts whatever the odds.
    pub stood_up: Option<HappeningId>,
    /// What he holds against the administration, the heaviest first.
    pub causes: Vec<Cause>,
    /// The sum of what was too little to be kept.
    pub rest: i32,
}

impl Spirit {
    /// How just he holds the administration.
    pub fn legitimacy(&self) -> i32 {
        let lost: i32 = self.causes.iter().map(|cause| cause.weight).sum();
        (FIRST_LEGITIMACY - lost - self.rest).clamp(0, FIRST_LEGITIMACY)
    }

    /// His grievance: hardship as far as he holds the administration unjust.
    pub fn grievance(&self) -> i32 {
        self.hardship * (ONE as i32 - self.legitimacy()) / ONE as i32
    }

    /// He shows something else from now on; the cowed until then.
    pub(super) fn turns(&mut self, mood: Mood, since: u64) {
        self.mood = mood;
        self.since = since;
        if !mood.is_active() {
            self.stood_up = None;
        }
    }

    /// By how much his grievance outweighs what he risks against some guards, hundredths, beside some
    /// men who act. He acts if it is positive.
    pub fn margin(&self, rule: &Decision, cops: u32, actives: u32) -> i32 {
        rule.margin(
            self.hardship as u32,
            self.legitimacy() as u32,
            self.risk as u32,
            cops,
            actives,
        )
    }

    /// He holds something against the administration.
    pub(super) fn holds_against(
        &mut self,
        kind: Grievance,
        by: Option<PersonId>,
        weight: i32,
        what: HappeningId,
    ) {
        let felt = weight * self.feels / ONE as i32;
        self.takes(kind, by, felt, what);
    }

    /// What he holds against the administration of a kind.
    fn held(&self, kind: Grievance) -> i32 {
        let of_it = self.causes.iter().filter(|cause| cause.kind == kind);
        of_it.map(|cause| cause.weight).sum()
    }

    /// What he holds against the administration grows less by one part in this many.
    pub(super) fn forgets(&mut self, parts: i32) {
        for cause in &mut self.causes {
            cause.weight -= (cause.weight / parts).max(1);
        }
        self.causes.retain(|cause| cause.weight > 0);
        self.rest -= self.rest / parts;
    }

    /// He forgives a share, basis points, of what he holds against the administration of some kinds.
    pub(super) fn forgives(&mut self, share: i32, which: impl Fn(Grievance) -> bool) {
        for cause in self.causes.iter_mut().filter(|cause| which(cause.kind)) {
            cause.weight -= cause.weight * share / ONE as i32;
        }
        self.causes.retain(|cause| cause.weight > 0);
        self.causes
            .sort_by_key(|cause| (-cause.weight, cause.kind, cause.by));
    }

    /// He holds something against the administration, or forgives (a negative weight) some of a kind.
    pub(super) fn takes(
        &mut self,
        kind: Grievance,
        by: Option<PersonId>,
        weight: i32,
        what: HappeningId,
    ) {
        let weight = match weight {
            // What he has grown used to weighs less each time.
            1.. => weight * (most(kind) - self.held(kind)).max(0) / most(kind),
            forgiven => forgiven,
        };
        let known = self
            .causes
            .iter_mut()
            .find(|cause| cause.kind == kind && cause.by == by);
        match known {
            Some(cause) => {
                cause.weight = (cause.weight + weight).max(0);
                if weight > 0 {
                    cause.times += 1;
                    cause.last = what;
                }
            }
            None if weight > 0 => self.causes.push(Cause {
                kind,
                by,
                weight,
                times: 1,
                first: what,
                last: what,
            }),
            None => {}
        }
        self.causes.retain(|cause| cause.weight > 0);
        self.causes
            .sort_by_key(|cause| (-cause.weight, cause.kind, cause.by));
        if self.causes.len() > MOST_CAUSES
            && let Some(least) = self.causes.pop()
        {
            self.rest = (self.rest + least.weight).min(FIRST_LEGITIMACY);
        }
    }
}

/// A man of whom others know that he told an officer something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Informer {
    /// Who told.
    pub person: PersonId,
    /// Who knows it, in order.
    pub known_to: Vec<PersonId>,
    /// That he told, the last time.
    pub cause: HappeningId,
}

/// Every inmate's spirit, by person.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spirits {
    men: Vec<Spirit>,
    /// Men of whom others know that they told, in order.
    informers: Vec<Informer>,
    /// Whether somebody would act if nobody guarded him: then men are looked at every ten seconds.
    pub(super) stirring: bool,
}

impl Spirits {
    /// One more inmate, with what he is born with.
    pub fn spawn(&mut self, chance: &Chance, temper: u32) {
        let person = PersonId::from_index(self.men.len());
        let mut rng = chance.stream(Purpose::Spirit, person, 0);
        // Even, as in Epstein's model, but the violent shy from less.
        let risk = rng.random_range(0..=ONE) as i32;
        let feels = rng.random_range(5_000..=15_000_i32);
        self.men.push(Spirit {
            hardship: 3_000 * feels / ONE as i32,
            risk: (risk + (4_000 - temper as i32) / 2).clamp(0, ONE as i32),
            feels,
            temper: temper as i32,
            ..Spirit::default()
        });
    }

    /// One man's.
    pub fn of(&self, person: PersonId) -> Option<&Spirit> {
        self.men.get(person.index())
    }

    /// Every man's, in order.
    pub fn iter(&self) -> impl Iterator<Item = (PersonId, &Spirit)> {
        self.men
            .iter()
            .enumerate()
            .map(|(index, spirit)| (PersonId::from_index(index), spirit))
    }

    pub(super) fn get_mut(&mut self, person: PersonId) -> Option<&mut Spirit> {
        self.men.get_mut(person.index())
    }

    /// A man holds something against the administration.
    pub(crate) fn blame(
        &mut self,
        man: PersonId,
        kind: Grievance,
        by: Option<PersonId>,
        weight: i32,
        what: HappeningId,
    ) {
        if let Some(man) = self.get_mut(man) {
            man.holds_against(kind, by, weight, what);
        }
    }

    /// A man forgives a share, basis points, of what he holds against the administration of some kinds.
    pub(crate) fn forgive(&mut self, man: PersonId, share: i32, which: impl Fn(Grievance) -> bool) {
        if let Some(man) = self.get_mut(man) {
            man.forgives(share, which);
        }
    }

    /// A man takes part in a riot from now on.
    pub(crate) fn join_riot(&mut self, man: PersonId, tick: u64) {
        if let Some(man) = self.get_mut(man) {
            man.turns(Mood::Rioting, tick);
        }
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (PersonId, &mut Spirit)> {
        self.men
            .iter_mut()
            .enumerate()
            .map(|(index, spirit)| (PersonId::from_index(index), spirit))
    }

    /// Men of whom others know that they told an officer something, in order.
    pub fn informers(&self) -> &[Informer] {
        &self.informers
    }

    /// Some men know from now on that one of them told.
    pub(crate) fn know_of(&mut self, person: PersonId, noticed: &[PersonId], cause: HappeningId) {
        if noticed.is_empty() {
            return;
        }
        let known = self
            .informers
            .binary_search_by_key(&person, |informer| informer.person);
        let place = known.unwrap_or_else(|place| {
            let known_to = Vec::new();
            let informer = Informer {
                person,
                known_to,
                cause,
            };
            self.informers.insert(place, informer);
            place
        });
        let informer = &mut self.informers[place];
        informer.cause = cause;
        informer.known_to.extend(noticed);
        informer.known_to.sort_unstable();
        informer.known_to.dedup();
    }

    /// What a man shows.
    pub fn mood(&self, person: PersonId) -> Mood {
        self.of(person).map_or(Mood::Quiet, |spirit| spirit.mood)
    }

    /// Whether a man acts by his own choice.
    pub(super) fn has_stood_up(&self, man: PersonId) -> bool {
        let spirit = self.of(man);
        spirit.is_some_and(|spirit| spirit.stood_up.is_some())
    }

    /// What the protest of some men comes from: that one of them stood up, or else the heaviest of
    /// what they hold against the administration.
    pub(crate) fn root_of(&self, men: &[PersonId]) -> HappeningId {
        let stood_up = men
            .iter()
            .find_map(|man| self.of(*man).and_then(|man| man.stood_up));
        stood_up.unwrap_or_else(|| {
            let (causes, _) = self.causes_of(men.iter().copied());
            causes.first().map_or(HappeningId::NONE, |cause| cause.2)
        })
    }

    /// How many act.
    pub fn active(&self) -> u32 {
        self.men.iter().filter(|man| man.mood.is_active()).count() as u32
    }

    /// Causes over some men, the heaviest first, with the share of what they hold against the
    /// administration, basis points; the last number is the share of the remainder.
    pub fn causes_of(
        &self,
        men: impl Iterator<Item = PersonId>,
    ) -> (Vec<(Grievance, u32, HappeningId)>, u32) {
        let mut sums = [(0_i64, HappeningId::NONE); Grievance::ALL.len()];
        let mut rest = 0_i64;
        for man in men.filter_map(|man| self.of(man)) {
            rest += i64::from(man.rest);
            for cause in &man.causes {
                let sum = &mut sums[cause.kind as usize];
                sum.0 += i64::from(cause.weight);
                sum.1 = sum.1.max(cause.last);
            }
        }
        let all = (sums.iter().map(|sum| sum.0).sum::<i64>() + rest).max(1);
        let share = |weight: i64| (weight * i64::from(ONE) / all) as u32;
        let mut found: Vec<(Grievance, u32, HappeningId)> = Grievance::ALL
            .into_iter()
            .zip(sums)
            .filter(|(_, sum)| sum.0 > 0)
            .map(|(kind, sum)| (kind, share(sum.0), sum.1))
            .collect();
        found.sort_by_key(|(kind, share, _)| (std::cmp::Reverse(*share), *kind));
        (found, share(rest))
    }
}

impl Section for Spirits {
    const NAME: &'static str = "unrest.spirits";
    const VERSION: u32 = 3;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let share = |value: i32| (0..=2 * ONE as i32).contains(&value);
        let inmate = |person: &PersonId| person.0 < limits.inmates;
        let informers_are_sound = self.informers.is_sorted_by(|a, b| a.person < b.person)
            && self.informers.iter().all(|informer| {
                inmate(&informer.person)
                    && informer.known_to.iter().all(inmate)
                    && informer.known_to.is_sorted_by(|a, b| a < b)
                    && informer.cause.0 <= limits.happenings
            });
        let sound = informers_are_sound
            && self.men.len() == limits.inmates as usize
            && self.men.iter().all(|man| {
                share(man.hardship)
                    && share(man.risk)
                    && share(man.feels)
                    && share(man.temper)
                    && share(man.rest)
                    && limits.is_planned(man.since)
                    && man.stood_up.is_none_or(|what| what.0 <= limits.happenings)
                    && man.causes.len() <= MOST_CAUSES
                    && man.causes.iter().all(|cause| {
                        (0..=FIRST_LEGITIMACY).contains(&cause.weight)
                            && cause.by.is_none_or(|by| by.0 < limits.persons)
                            && cause.first <= cause.last
                            && cause.last.0 <= limits.happenings
                            && cause.times <= crate::section::MOST_COUNTED
                    })
            });
        if sound {
            Ok(())
        } else {
            Err("a man's spirit is out of range".into())
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        1024 + 512 * limits.inmates as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_man_remembers_is_bounded_and_nothing_of_it_is_lost() {
        let mut man = Spirit::default();
        for by in 0..20 {
            man.takes(
                Grievance::Beaten,
                Some(PersonId(by)),
                10 + by as i32,
                HappeningId(by + 1),
            );
        }
        assert_eq!(man.causes.len(), MOST_CAUSES);
        // All but the little that he had grown used to meanwhile.
        let (sum, lost) = ((10..30).sum::<i32>(), FIRST_LEGITIMACY - man.legitimacy());
        assert!((sum * 9 / 10..=sum).contains(&lost), "{lost} of {sum}");
        assert_eq!(man.causes[0].by, Some(PersonId(19)), "the heaviest first");
    }

    #[test]
    fn men_grow_used_to_what_comes_every_day() {
        let mut man = Spirit::default();
        for meal in 1..1_000 {
            man.takes(Grievance::Food, None, 60, HappeningId(meal));
        }
        let lost = FIRST_LEGITIMACY - man.legitimacy();
        assert!((1_900..=2_000).contains(&lost), "{lost}");
        // Another wrong is felt in full.
        man.takes(Grievance::Beaten, None, 900, HappeningId(1_000));
        assert_eq!(man.legitimacy(), FIRST_LEGITIMACY - lost - 900);
    }

    #[test]
    fn good_food_makes_bad_food_good_and_no_more() {
        let mut man = Spirit::default();
        man.takes(Grievance::Food, None, 100, HappeningId(1));
        man.takes(Grievance::Food, None, 60, HappeningId(2));
        let weight = 100 + 60 * 1_900 / 2_000;
        assert_eq!((man.causes[0].weight, man.causes[0].times), (weight, 2));
        man.takes(Grievance::Food, None, -400, HappeningId(3));
        assert_eq!(man.legitimacy(), FIRST_LEGITIMACY);
    }
}
