//! Siege: what the men want, by when, and what wears them out.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::mob::Mob;
use super::phase::{Relief, Supply, Talks};
use super::{Riot, Riots, STEP};
use crate::clock::{HOUR, MINUTE};
use crate::happening::{Demand, Grievance, SiegeFact, What};
use crate::ids::HappeningId;
use crate::level::Tile;
use crate::prison::light;
use crate::section::{Limits, MOST_COUNTED};
use crate::unrest::decision::ONE;

/// How long until the men say what they want, unless they are asked.
const DEMAND: u64 = 60 * MINUTE;
/// How long the men wait for an answer before they take it for a refusal.
pub(super) const PATIENCE: u64 = 60 * MINUTE;
/// Of what men hold against the administration, what is less is no demand, basis points.
const WORTH_A_DEMAND: u32 = 500;
/// How long nobody minds that the water does not run; then, what an hour of it wears off grievance,
/// basis points, and the most. Guesses: at Leavenworth in 1929 heat and thirst had a part in an end
/// after six hours (docs/science.md#riots-on-record).
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

/// How a riot was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Siege {
    /// When they said what they want, ticks.
    pub demanded: Option<u64>,
    /// What the men want, the heaviest first.
    pub demands: Vec<Wanted>,
    /// By when they want an answer, ticks.
    pub answer_by: Option<u64>,
    /// How they were answered last.
    pub talks: Talks,
    /// For how many half hours their spokesman has been heard in all.
    pub rounds: u32,
    /// How often they were put off.
    pub stalls: u32,
    /// The water.
    pub water: Supply,
    /// The light.
    pub light: Supply,
    /// The state troopers.
    pub troopers: Relief,
    /// The army.
    pub army: Relief,
    /// How often those who went in were driven out.
    pub beaten_back: u32,
    /// What tanks broke, and how many tiles of it.
    pub breached: Option<(Tile, u32)>,
}

impl Siege {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.demands.len() <= Demand::ALL.len()
            && self
                .demands
                .iter()
                .all(|wanted| wanted.root.0 <= limits.happenings && wanted.share <= ONE)
            && self.demanded.is_none_or(|tick| limits.is_past(tick))
            && self.answer_by.is_none_or(|tick| limits.is_planned(tick))
            && self.talks.is_sound(limits)
            && self.water.is_sound(limits)
            && self.light.is_sound(limits)
            && self.troopers.is_sound(limits)
            && self.army.is_sound(limits)
            && self.breached.is_none_or(|(_, tiles)| tiles <= limits.tiles)
            && [self.rounds, self.stalls, self.beaten_back]
                .into_iter()
                .all(|times| times <= MOST_COUNTED)
    }

    /// Whether it is dark where the men are at a second of the day: the light is cut off, and the sky gives
    /// none.
    pub fn is_dark(&self, second_of_day: u32) -> bool {
        self.light.cut_since().is_some() && light::daylight(second_of_day) < DUSK
    }

    /// The demands alone, the heaviest first.
    pub fn wants(&self) -> Vec<Demand> {
        self.demands.iter().map(|wanted| wanted.demand).collect()
    }

    /// How much less grievance keeps a man in the riot by now, basis points: for thirst, and because he
    /// has what he wanted.
    pub(super) fn eases(&self, tick: u64) -> i32 {
        let dry = self.water.cut_since().map_or(0, |since| {
            tick.saturating_sub(since).saturating_sub(NOT_THIRSTY)
        });
        let thirst = (dry * THIRST / HOUR).min(PARCHED) as i32;
        let settled = if self.talks.granted().is_some() {
            SETTLED
        } else {
            0
        };
        thirst + settled
    }
}

/// The men say what they want, are heard, thirst, and lose patience, while nobody goes in against them.
pub(super) fn stand_out(mut riots: ResMut<Riots>, mut mob: Mob) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    if !riot.is_called() || riot.stormed().is_some() {
        return;
    }
    mob.make_demands(riot, false);
    mob.hear_them(riot);
    mob.go_thirsty(riot);
    mob.wait_for_an_answer(riot);
}

impl Mob<'_> {
    /// The men say what they want, when they have had an hour to agree on it or are asked.
    pub(super) fn make_demands(&mut self, riot: &mut Riot, asked: bool) {
        let tick = self.tick();
        let Some((called, why)) = riot.called else {
            return;
        };
        if riot.siege.demanded.is_some() || (!asked && tick < called + DEMAND) {
            return;
        }
        riot.siege.demanded = Some(tick);
        let (causes, _) = self.spirits.causes_of(riot.joined.iter().copied());
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
        let late = riot.siege.answer_by.is_some_and(|by| self.tick() >= by);
        if late && riot.siege.talks == Talks::Unanswered {
            self.refuse(riot, None, riot.why());
        }
    }
}

/// Whether a span of time, counted again and again from a tick on, has come to its end in this step of a
/// riot. All in ticks.
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
        let wanted: Vec<(Demand, Grievance, u32)> = demands
            .iter()
            .map(|wanted| (wanted.demand, wanted.grievance, wanted.share))
            .collect();
        assert_eq!(
            wanted,
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
            water: Supply::Cut { since: 1_000 },
            ..Siege::default()
        };
        assert_eq!(siege.eases(1_000 + NOT_THIRSTY), 0);
        assert_eq!(siege.eases(1_000 + NOT_THIRSTY + 2 * HOUR), 2_000);
        assert_eq!(siege.eases(1_000 + 100 * HOUR), PARCHED as i32);
        siege.water = Supply::Restored;
        assert_eq!(siege.eases(1_000 + 100 * HOUR), 0);
    }
}
