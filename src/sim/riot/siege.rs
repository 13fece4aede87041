//! Siege: what the men want, by when, and what wears them out.

use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::{Fray, Riot, STEP};
use crate::chance::Purpose;
use crate::clock::{HOUR, MINUTE};
use crate::happening::{Demand, Grievance, SiegeFact, What};
use crate::ids::{HappeningId, TileId};
use crate::level::Tile;
use crate::prison::light;
use crate::section::{Limits, MOST_COUNTED};
use crate::unrest::decision::ONE;
use crate::unrest::scene::Scene;

/// How long until the men say what they want, unless they are asked.
const DEMAND: u64 = 60 * MINUTE;
/// How long the men wait for an answer before they take it for a refusal.
pub(super) const PATIENCE: u64 = 60 * MINUTE;
/// Between two deadlines once they were refused.
pub(super) const DEADLINE: u64 = 60 * MINUTE;
/// How violent a leader has to be to have a hostage shot at a deadline, basis points.
pub(super) const RUTHLESS: i32 = 8_500;
/// Of what men hold against the administration, what is less is no demand, basis points.
const WORTH_A_DEMAND: u32 = 500;
/// How long nobody minds that the water does not run; then, what an hour of it wears off grievance,
/// basis points, and the most. Guesses: at Leavenworth in 1929 heat and thirst had a part in an end
/// after six hours (SCIENCE 4).
const NOT_THIRSTY: u64 = 3 * HOUR;
const THIRST: u64 = 1_000;
const PARCHED: u64 = 6_000;
/// How much easier a man leaves to whom all has been granted, basis points. A guess: at Jackson in
/// 1952 and Lucasville in 1993 nearly all came out after the settlement.
const SETTLED: i32 = 3_000;
/// Daylight below which it is dark where no lamp burns, of 255.
const DUSK: u8 = 60;

/// A demand, with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// What they demand.
    pub demand: Demand,
    /// The heaviest of the grievances behind it.
    pub grievance: Grievance,
    /// Share of all they hold against the administration that is behind it, basis points.
    pub share: u32,
    /// The last happening of that grievance.
    pub root: HappeningId,
}

/// A tile that tanks broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Where.
    pub at: TileId,
    /// What stood there.
    pub was: Tile,
    /// What they left.
    pub left: Tile,
    /// Whether it is mended.
    pub mended: bool,
}

/// How a riot was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Siege {
    /// What the men want, the heaviest first.
    pub demands: Vec<Wanted>,
    /// By when they want an answer.
    pub answer_by: Option<u64>,
    /// Since when their spokesman is heard, while he is.
    pub talking: Option<u64>,
    /// For how many half hours he has been heard in all.
    pub rounds: u32,
    /// How often they were put off.
    pub stalls: u32,
    /// When all was granted, and the happening of it.
    pub granted: Option<(u64, HappeningId)>,
    /// Since when the water has been cut off, while it is.
    pub dry: Option<u64>,
    /// Since when the light has been cut off, while it is.
    pub dark: Option<u64>,
    /// Whether either was ever cut off.
    pub was_dry: bool,
    /// See `was_dry`.
    pub was_dark: bool,
    /// When the state troopers were called, and when they come.
    pub troopers: Option<(u64, u64)>,
    /// Whether they have come.
    pub troopers_here: bool,
    /// Whether the army has.
    pub army_here: bool,
    /// How often those who went in were driven out.
    pub beaten_back: u32,
    /// What tanks broke.
    pub gaps: Vec<Gap>,
}

impl Siege {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        let past = |tick: Option<u64>| tick.is_none_or(|tick| limits.is_past(tick));
        self.demands.len() <= Demand::ALL.len()
            && self
                .demands
                .iter()
                .all(|wanted| wanted.root.0 <= limits.happenings && wanted.share <= ONE)
            && self.answer_by.is_none_or(|tick| limits.is_planned(tick))
            && past(self.talking)
            && past(self.dry)
            && past(self.dark)
            && self.granted.is_none_or(|(tick, granted)| {
                limits.is_past(tick) && granted.0 <= limits.happenings
            })
            && self
                .troopers
                .is_none_or(|(called, comes)| limits.is_past(called) && limits.is_planned(comes))
            && [self.rounds, self.stalls, self.beaten_back]
                .into_iter()
                .all(|times| times <= MOST_COUNTED)
            && self.gaps.len() <= limits.tiles as usize
            && self.gaps.iter().all(|gap| gap.at.0 < limits.tiles)
    }

    /// Whether it is dark where the men are at a second of the day: the light is cut off, and the sky gives
    /// none.
    pub fn is_dark(&self, second_of_day: u32) -> bool {
        self.dark.is_some() && light::daylight(second_of_day) < DUSK
    }

    /// The demands alone, the heaviest first.
    pub fn wants(&self) -> Vec<Demand> {
        self.demands.iter().map(|wanted| wanted.demand).collect()
    }

    /// How much less grievance keeps a man in the riot by now, basis points: for thirst, and because he
    /// has what he wanted.
    pub(super) fn eases(&self, tick: u64) -> i32 {
        let dry = self.dry.map_or(0, |since| {
            tick.saturating_sub(since).saturating_sub(NOT_THIRSTY)
        });
        let thirst = (dry * THIRST / HOUR).min(PARCHED) as i32;
        let settled = if self.granted.is_some() { SETTLED } else { 0 };
        thirst + settled
    }
}

impl Fray<'_> {
    /// What both sides do between two steps.
    pub(super) fn besiege(&mut self, riot: &mut Riot, scene: &Scene) {
        if riot.told.is_none() {
            return;
        }
        self.decide(riot, scene);
        self.relief_comes(riot);
        if riot.stormed.is_some() {
            return;
        }
        self.make_demands(riot, false);
        self.hear_them(riot);
        self.go_thirsty(riot);
        self.wait_for_an_answer(riot);
        self.deadline(riot);
    }

    /// The men say what they want, when they have had an hour to agree on it or are asked.
    pub(super) fn make_demands(&mut self, riot: &mut Riot, asked: bool) {
        let tick = self.tick();
        let Some((told, why)) = riot.told else {
            return;
        };
        if riot.demanded.is_some() || (!asked && tick < told + DEMAND) {
            return;
        }
        riot.demanded = Some(tick);
        let (causes, _) = self.temper.spirits.causes_of(riot.joined.iter().copied());
        riot.siege.demands = demands_of(&causes);
        riot.siege.answer_by = Some(tick + PATIENCE);
        let demands = riot.siege.wants();
        self.record(
            What::Siege(SiegeFact::DemandsMade { demands }),
            Some(riot.leader),
            None,
            why,
        );
    }

    /// Who has no answer in time takes it for a refusal.
    fn wait_for_an_answer(&mut self, riot: &mut Riot) {
        let late = riot
            .siege
            .answer_by
            .is_some_and(|by| self.tick() >= by && riot.siege.talking.is_none());
        if late && riot.refused.is_none() && riot.siege.granted.is_none() {
            self.refuse(riot, None, Self::why(riot));
        }
    }

    /// Whether it is dark where the men are: the light is cut off, and the sky gives none.
    pub(super) fn is_dark(&self, riot: &Riot) -> bool {
        let clock = &self.temper.watch.travel.clock;
        riot.siege.is_dark(clock.second_of_day(clock.tick))
    }

    /// A violent leader who was refused has a hostage killed when a deadline passes, sometimes.
    fn deadline(&mut self, riot: &mut Riot) {
        let tick = self.tick();
        let Some(refused) = riot.refused else {
            return;
        };
        if !comes_round(refused, DEADLINE, tick) {
            return;
        }
        let mut rng = self
            .temper
            .watch
            .chance
            .stream(Purpose::Fray, riot.leader, tick);
        let odds = if self.is_ruthless(riot) { 25 } else { 2 };
        if rng.random_range(0..100_u32) >= odds {
            return;
        }
        self.kill_hostage(riot);
    }
}

/// Whether, since a tick, another of so many ticks has come to its end by this step of a riot.
pub(super) fn comes_round(since: u64, every: u64, tick: u64) -> bool {
    let passed = tick.saturating_sub(since);
    passed / every > passed.saturating_sub(STEP) / every
}

/// What men demand who hold that against the administration, the heaviest first.
fn demands_of(causes: &[(Grievance, u32, HappeningId)]) -> Vec<Wanted> {
    let mut demands: Vec<Wanted> = Vec::new();
    // Causes come heaviest first: the first behind a demand is the heaviest.
    for (grievance, share, root) in causes {
        let demand = Demand::over(*grievance);
        match demands.iter_mut().find(|wanted| wanted.demand == demand) {
            Some(wanted) => wanted.share += share,
            None => demands.push(Wanted {
                demand,
                grievance: *grievance,
                share: *share,
                root: *root,
            }),
        }
    }
    demands.retain(|wanted| wanted.share >= WORTH_A_DEMAND);
    demands.sort_by_key(|wanted| (std::cmp::Reverse(wanted.share), wanted.demand));
    demands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_are_what_men_hold_against_the_administration_put_together() {
        let demands = demands_of(&[
            (Grievance::SawBeaten, 4_000, HappeningId(7)),
            (Grievance::Food, 3_900, HappeningId(9)),
            (Grievance::Unfed, 1_000, HappeningId(3)),
            (Grievance::Punished, 400, HappeningId(2)),
        ]);
        let told: Vec<(Demand, Grievance, u32)> = demands
            .iter()
            .map(|wanted| (wanted.demand, wanted.grievance, wanted.share))
            .collect();
        assert_eq!(
            told,
            [
                (Demand::Food, Grievance::Food, 4_900),
                (Demand::Blows, Grievance::SawBeaten, 4_000),
            ]
        );
        assert_eq!(demands[0].root, HappeningId(9));
    }

    #[test]
    fn thirst_wears_men_out_after_hours_and_only_while_it_lasts() {
        let mut siege = Siege {
            dry: Some(1_000),
            ..Siege::default()
        };
        assert_eq!(siege.eases(1_000 + NOT_THIRSTY), 0);
        assert_eq!(siege.eases(1_000 + NOT_THIRSTY + 2 * HOUR), 2_000);
        assert_eq!(siege.eases(1_000 + 100 * HOUR), PARCHED as i32);
        siege.dry = None;
        assert_eq!(siege.eases(1_000 + 100 * HOUR), 0);
    }
}
