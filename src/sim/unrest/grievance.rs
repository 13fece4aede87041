//! How happenings become hardship and grievance. One happening stands for one occasion; who it
//! concerns takes it as strongly as he feels.
//!
//! All rates are guesses to be calibrated against docs/science.md#the-decision-to-act and docs/science.md#riots-on-record; they are the same in every level.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::decision::{Decision, ONE};
use super::quarrels::DAWNS;
use super::spirits::{Grievance, Mood, Spirits};
use crate::clock::{Clock, HOUR, MINUTE};
use crate::conduct::{Conduct, Source};
use crate::due::{DueKind, DueQueue};
use crate::happening::{CustodyFact, DayFact, Happenings, HarmFact, JusticeFact, UnrestFact, What};
use crate::harm::Presence;
use crate::ids::{HappeningId, PersonId};
use crate::level::OldGrudge;
use crate::movement::Bodies;
use crate::needs::{Need, Needs};
use crate::people::Roster;
use crate::prison::{Fires, Grid, Topology};
use crate::rules::Rules;

/// Quality of food that men hold fair, basis points.
const FAIR_FOOD: i32 = 6_000;
/// Legitimacy that a meal costs for each basis point it lacks, per ten thousand.
const MEAL: i32 = 200;
/// The same that a better one gives back.
const GOOD_MEAL: i32 = 100;
/// Legitimacy that a meal costs whoever went without.
const UNFED: i32 = 150;
/// What it costs to be struck, and to see it.
const BEATEN: i32 = 900;
const SAW_BEATEN: i32 = 90;
/// What a day in the dungeon costs, and to be punished for nothing; and what it costs those who know of
/// a just punishment, and of an unjust one.
const DAY_LOCKED_IN: i32 = 15;
const INNOCENT: i32 = 600;
const SAW_PUNISHED: i32 = 10;
const SAW_INNOCENT: i32 = 150;
/// What a man holds against the administration grows less with each night that passes, by one part in this many: without new cause half of it is gone in six weeks (docs/science.md#values-to-start-from: 30 to 90 days).
const FADES: i32 = 60;
/// How much of the way to what his needs are now his hardship goes at each look, per ten thousand.
const FOLLOWS: i32 = 1_500;
/// What each need counts for in hardship, per ten thousand.
const WEIGHTS: [(Need, i32); 4] = [
    (Need::Food, 4_500),
    (Need::Sleep, 2_500),
    (Need::Space, 1_500),
    (Need::Occupation, 1_500),
];

/// What men feel, and what they hear of.
#[derive(SystemParam)]
pub(super) struct Feelings<'w> {
    clock: Res<'w, Clock>,
    rules: Res<'w, Rules>,
    grid: Res<'w, Grid>,
    topology: Res<'w, Topology>,
    fires: Res<'w, Fires>,
    roster: Res<'w, Roster>,
    bodies: Res<'w, Bodies>,
    needs: Res<'w, Needs>,
    conduct: ResMut<'w, Conduct>,
    spirits: ResMut<'w, Spirits>,
    due: ResMut<'w, DueQueue>,
    happenings: ResMut<'w, Happenings>,
}

/// What men felt is over: their hardship follows their needs, four times a day and at each meal.
pub(super) fn follow_needs(feelings: &mut Feelings) {
    let tick = feelings.clock.tick;
    let needs = &feelings.needs;
    for (person, man) in feelings.spirits.iter_mut() {
        let now = hardship(needs, person, tick) * man.feels / ONE as i32;
        man.hardship += (now - man.hardship) * FOLLOWS / ONE as i32;
        man.hardship = man.hardship.clamp(0, ONE as i32);
        if man.mood == Mood::Cowed && tick >= man.since {
            man.turns(Mood::Quiet, tick);
        }
    }
}

/// Unmet needs, weighted.
fn hardship(needs: &Needs, person: PersonId, tick: u64) -> i32 {
    WEIGHTS
        .iter()
        .map(|(need, weight)| needs.of(person, *need, tick) * weight / ONE as i32)
        .sum()
}

/// What men have held against the administration since before the level began.
pub(super) fn begin(mut feelings: Feelings) {
    let tick = feelings.clock.tick;
    for OldGrudge { grievance, weight } in feelings.rules.grudges.clone() {
        let men = feelings.spirits.iter().count() as u32;
        let what = What::Unrest(UnrestFact::Grudged { grievance, men });
        let began = feelings
            .happenings
            .record(tick, what, None, None, HappeningId::NONE);
        for (_, man) in feelings.spirits.iter_mut() {
            man.holds_against(grievance, None, weight as i32, began);
        }
    }
}

/// Hears what happened in the last tick.
pub(super) fn hear(mut feelings: Feelings) {
    let heard: Vec<(What, Option<PersonId>, HappeningId)> = feelings
        .happenings
        .last()
        .iter()
        .filter(|happening| {
            matches!(
                happening.what,
                What::Day(DayFact::MealEnded { .. })
                    | What::Harm(HarmFact::ManBeaten { .. })
                    | What::Justice(JusticeFact::Punished { .. })
                    | What::Day(DayFact::OccasionCalled { .. })
                    | What::Custody(CustodyFact::Informed { .. })
                    | What::Custody(CustodyFact::ToldOn { .. })
            )
        })
        .map(|happening| (happening.what.clone(), happening.who, happening.id))
        .collect();
    for (what, who, id) in heard {
        match what {
            What::Day(DayFact::MealEnded { expected, served }) => {
                eaten(&mut feelings, expected, served, id)
            }
            What::Harm(HarmFact::ManBeaten { by, .. }) => {
                if let Some(who) = who {
                    beaten(&mut feelings, who, by, id);
                }
            }
            What::Custody(CustodyFact::Informed { noticed, .. })
            | What::Custody(CustodyFact::ToldOn { noticed, .. }) => {
                if let Some(who) = who {
                    feelings.spirits.know_of(who, &noticed, id);
                }
            }
            What::Justice(JusticeFact::Punished {
                days,
                just,
                known_to,
                ..
            }) => {
                if let Some(who) = who {
                    punished(&mut feelings, who, days, just, &known_to, id);
                }
            }
            _ => {
                follow_needs(&mut feelings);
                feelings.let_out();
            }
        }
        let rule = Decision::by(&feelings.rules);
        let (tick, feelings) = (feelings.clock.tick, &mut feelings);
        let due = &mut feelings.due;
        feelings.spirits.look_whether_it_stirs(&rule, tick, due);
    }
}

/// A meal was as good as it was.
fn eaten(feelings: &mut Feelings, expected: u32, served: u32, meal: HappeningId) {
    follow_needs(feelings);
    let quality = feelings.rules.kitchen.quality as i32;
    let lacks = FAIR_FOOD - quality;
    let weight = if lacks > 0 {
        lacks * MEAL / ONE as i32
    } else {
        lacks * GOOD_MEAL / ONE as i32
    };
    let tick = feelings.clock.tick;
    if lacks > 0 {
        // What the food cost is a happening of its own: it stays on the record while somebody
        // remembers it.
        let men = feelings.spirits.iter().count() as u32;
        feelings.happenings.record(
            tick,
            What::Unrest(UnrestFact::Grudged {
                grievance: Grievance::Food,
                men,
            }),
            None,
            None,
            meal,
        );
    }
    let unfed = expected.saturating_sub(served) > expected / 4;
    for (_, man) in feelings.spirits.iter_mut() {
        let felt = weight * man.feels / ONE as i32;
        man.takes(Grievance::Food, None, felt, meal);
        if unfed {
            man.takes(Grievance::Unfed, None, UNFED * man.feels / ONE as i32, meal);
        }
    }
}

/// A man was punished: he minds the days, and being innocent; those who know of it mind the latter.
fn punished(
    feelings: &mut Feelings,
    who: PersonId,
    days: u32,
    just: bool,
    known_to: &[PersonId],
    what: HappeningId,
) {
    let (his, theirs) = match just {
        true => (0, SAW_PUNISHED),
        false => (INNOCENT, SAW_INNOCENT),
    };
    if let Some(man) = feelings.spirits.get_mut(who) {
        let weight = his + DAY_LOCKED_IN * days.min(30) as i32;
        man.holds_against(Grievance::Punished, None, weight, what);
    }
    for other in known_to {
        if let Some(man) = feelings.spirits.get_mut(*other) {
            man.holds_against(Grievance::SawPunished, None, theirs, what);
        }
    }
}

/// An officer struck a man, before whoever saw it.
fn beaten(feelings: &mut Feelings, victim: PersonId, by: PersonId, blow: HappeningId) {
    let here = feelings.bodies.body(victim).tile;
    let witnesses = feelings.presence().who_sees(here, &[victim, by]);
    if let Some(man) = feelings.spirits.get_mut(victim) {
        man.takes(Grievance::Beaten, Some(by), BEATEN, blow);
    }
    for witness in witnesses {
        if let Some(man) = feelings.spirits.get_mut(witness) {
            let felt = SAW_BEATEN * man.feels / ONE as i32;
            man.takes(Grievance::SawBeaten, Some(by), felt, blow);
        }
    }
}

/// Between two looks at men who might act.
pub(super) const LOOK: u64 = 100;
/// For how long a man who was subdued dares nothing.
pub(crate) const COWED: u64 = 36 * HOUR;
/// A protest that nobody answers wears out: how long a man keeps at it.
pub(super) const KEEPS_AT_IT: u64 = 40 * MINUTE;

/// A night has passed: what was yesterday weighs a little less.
pub(super) fn fade(mut feelings: Feelings) {
    let mut nights = feelings.due.now(DueKind::Fight);
    if !nights.any(|due| due.stamp == DAWNS) {
        return;
    }
    drop(nights);
    let (mut legitimacy, mut hardship, mut men) = (0_i64, 0_i64, 0_i64);
    for (_, man) in feelings.spirits.iter_mut() {
        man.forgets(FADES);
        legitimacy += i64::from(man.legitimacy());
        hardship += i64::from(man.hardship);
        men += 1;
    }
    let what = What::Day(DayFact::NightPassed {
        legitimacy: (legitimacy / men.max(1)) as u32,
        hardship: (hardship / men.max(1)) as u32,
    });
    let tick = feelings.clock.tick;
    feelings
        .happenings
        .record(tick, what, None, None, HappeningId::NONE);
}

impl Feelings<'_> {
    fn presence(&self) -> Presence<'_> {
        Presence {
            tick: self.clock.tick,
            grid: &self.grid,
            topology: &self.topology,
            fires: &self.fires,
            roster: &self.roster,
            bodies: &self.bodies,
            conduct: &self.conduct,
        }
    }

    /// Who was led off to his cell goes by the bell again.
    fn let_out(&mut self) {
        let conduct = &self.conduct;
        let led_off: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| conduct.is_led_off(*person))
            .filter(|person| self.bodies.journey(*person).escort.is_none())
            .collect();
        for person in led_off {
            self.conduct.withdraw(person, Source::Unrest);
        }
    }
}

impl Spirits {
    /// If somebody would act were he not guarded, men are looked at from now on.
    pub(crate) fn look_whether_it_stirs(&mut self, rule: &Decision, tick: u64, due: &mut DueQueue) {
        let threshold = rule.threshold as i32;
        let stirring = self
            .iter()
            .any(|(_, man)| man.grievance() > threshold || man.mood.is_active());
        if stirring && !self.stirring {
            let next = tick.next_multiple_of(LOOK) + LOOK;
            due.push(next, DueKind::Temper, PersonId(0), 0);
        }
        self.stirring = stirring;
    }
}
