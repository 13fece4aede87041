//! How happenings become hardship and grievance. One happening stands for one occasion; who it
//! concerns takes it as strongly as he feels.
//!
//! All rates are guesses to be calibrated against SCIENCE 1 and 4; they are the same in every level.

use super::Temper;
use super::decision::ONE;
use super::spirits::{Grievance, Mood};
use crate::clock::{HOUR, MINUTE};
use crate::due::DueKind;
use crate::happening::{CustodyFact, DayFact, HarmFact, JusticeFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::OldGrudge;
use crate::needs::{Need, Needs};

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
/// What a man holds against the administration grows less by one part in so many with each night that
/// passes: without new cause half of it is gone in six weeks (SCIENCE 6: 30 to 90 days).
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

/// What men felt is over: their hardship follows their needs, four times a day and at each meal.
pub(super) fn follow_needs(temper: &mut Temper) {
    let tick = temper.tick();
    let needs = &temper.needs;
    for (person, man) in temper.spirits.iter_mut() {
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
pub(crate) fn begin(mut temper: Temper) {
    let tick = temper.tick();
    for OldGrudge { grievance, weight } in temper.watch.rules.grudges.clone() {
        let men = temper.spirits.iter().count() as u32;
        let what = What::Unrest(UnrestFact::Grudged { grievance, men });
        let began = temper
            .watch
            .happenings
            .record(tick, what, None, None, HappeningId::NONE);
        for (_, man) in temper.spirits.iter_mut() {
            man.holds_against(grievance, None, weight as i32, began);
        }
    }
}

/// Hears what happened in the last tick.
pub(super) fn hear(mut temper: Temper) {
    let heard: Vec<(What, Option<PersonId>, HappeningId)> = temper
        .watch
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
                eaten(&mut temper, expected, served, id)
            }
            What::Harm(HarmFact::ManBeaten { by, .. }) => {
                if let Some(who) = who {
                    beaten(&mut temper, who, by, id);
                }
            }
            What::Custody(CustodyFact::Informed { noticed, .. })
            | What::Custody(CustodyFact::ToldOn { noticed, .. }) => {
                if let Some(who) = who {
                    temper.spirits.know_of(who, &noticed, id);
                }
            }
            What::Justice(JusticeFact::Punished {
                days,
                just,
                known_to,
                ..
            }) => {
                if let Some(who) = who {
                    punished(&mut temper, who, days, just, &known_to, id);
                }
            }
            _ => {
                follow_needs(&mut temper);
                temper.let_out();
            }
        }
        temper.look_whether_it_stirs();
    }
}

/// A meal was as good as it was.
fn eaten(temper: &mut Temper, expected: u32, served: u32, meal: HappeningId) {
    follow_needs(temper);
    let quality = temper.watch.rules.kitchen.quality as i32;
    let lacks = FAIR_FOOD - quality;
    let weight = if lacks > 0 {
        lacks * MEAL / ONE as i32
    } else {
        lacks * GOOD_MEAL / ONE as i32
    };
    let tick = temper.tick();
    if lacks > 0 {
        // What the food cost is a happening of its own: it stays on the record while somebody
        // remembers it.
        let men = temper.spirits.iter().count() as u32;
        temper.watch.happenings.record(
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
    for (_, man) in temper.spirits.iter_mut() {
        let felt = weight * man.feels / ONE as i32;
        man.takes(Grievance::Food, None, felt, meal);
        if unfed {
            man.takes(Grievance::Unfed, None, UNFED * man.feels / ONE as i32, meal);
        }
    }
}

/// A man was punished: he minds the days, and being innocent; those who know of it mind the latter.
fn punished(
    temper: &mut Temper,
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
    if let Some(man) = temper.spirits.get_mut(who) {
        let weight = his + DAY_LOCKED_IN * days.min(30) as i32;
        man.holds_against(Grievance::Punished, None, weight, what);
    }
    for other in known_to {
        if let Some(man) = temper.spirits.get_mut(*other) {
            man.holds_against(Grievance::SawPunished, None, theirs, what);
        }
    }
}

/// An officer struck a man, before whoever saw it.
fn beaten(temper: &mut Temper, victim: PersonId, by: PersonId, blow: HappeningId) {
    let here = temper.watch.travel.bodies.body(victim).tile;
    let witnesses = temper.watch.who_sees(here, &[victim, by]);
    if let Some(man) = temper.spirits.get_mut(victim) {
        man.takes(Grievance::Beaten, Some(by), BEATEN, blow);
    }
    for witness in witnesses {
        if let Some(man) = temper.spirits.get_mut(witness) {
            let felt = SAW_BEATEN * man.feels / ONE as i32;
            man.takes(Grievance::SawBeaten, Some(by), felt, blow);
        }
    }
}

/// Between two looks at men who might act.
pub(super) const LOOK: u64 = 100;
/// A man who was subdued dares nothing for so long.
pub(crate) const COWED: u64 = 36 * HOUR;
/// A protest that nobody answers wears out: so long a man keeps at it.
pub(super) const KEEPS_AT_IT: u64 = 40 * MINUTE;

impl Temper<'_> {
    /// A night has passed: what was yesterday weighs a little less.
    pub(super) fn fade(&mut self) {
        let tick = self.tick();
        let (mut legitimacy, mut hardship, mut men) = (0_i64, 0_i64, 0_i64);
        for (_, man) in self.spirits.iter_mut() {
            man.forgets(FADES);
            legitimacy += i64::from(man.legitimacy());
            hardship += i64::from(man.hardship);
            men += 1;
        }
        let what = What::Day(DayFact::NightPassed {
            legitimacy: (legitimacy / men.max(1)) as u32,
            hardship: (hardship / men.max(1)) as u32,
        });
        self.watch
            .happenings
            .record(tick, what, None, None, HappeningId::NONE);
    }

    /// Who was led off to his cell goes by the bell again.
    fn let_out(&mut self) {
        let conduct = &self.watch.conduct;
        let led_off: Vec<PersonId> = self
            .watch
            .roster
            .all_inmates()
            .filter(|person| conduct.is_led_off(*person))
            .filter(|person| self.watch.travel.bodies.journey(*person).escort.is_none())
            .collect();
        for person in led_off {
            self.let_go(person);
        }
    }

    /// If somebody would act were he not guarded, men are looked at from now on.
    pub(crate) fn look_whether_it_stirs(&mut self) {
        let threshold = self.decision().threshold as i32;
        let stirring = self
            .spirits
            .iter()
            .any(|(_, man)| man.grievance() > threshold || man.mood.is_active());
        if stirring && !self.spirits.stirring {
            let next = self.tick().next_multiple_of(LOOK) + LOOK;
            self.watch.due.push(next, DueKind::Temper, PersonId(0), 0);
        }
        self.spirits.stirring = stirring;
    }
}
