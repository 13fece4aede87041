//! What had been counted before a run: a save holds the sums of all that was lived, and a report is of
//! the run alone.

use std::collections::BTreeMap;

use super::{ContrabandLine, Counters, DisciplineLine, SearchLine, counters};
use crate::live::Prison;
use crate::record::riots::{self, UnrestLine};

/// The sums at the beginning of a run. The default is that of a level that begins.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// The tick at which the run began.
    pub(super) from: u64,
    counters: Counters,
    unrest: UnrestLine,
}

impl Before {
    /// Those of a prison that lives on from here.
    pub fn of(prison: &Prison) -> Self {
        if prison.now() == 0 {
            return Self::default();
        }
        let world = prison.world();
        Self {
            from: prison.now(),
            counters: counters(world, prison.now()),
            unrest: riots::unrest(world),
        }
    }

    /// Takes what was counted before the run from what was counted in all.
    pub(super) fn take_from(&self, counters: &mut Counters, unrest: &mut UnrestLine) {
        let before = &self.counters;
        // Every field is named: a new one is either a sum, or said not to be.
        let Counters {
            meals: _,
            counts: _,
            lockups: _,
            services: _,
            visits,
            visits_missed,
            doors_passed,
            food_cents,
            got_stuck,
            stuck: _,
            sealed_in: _,
            most_ordered_wait_s: _,
            hurts,
            contraband,
            searches,
            discipline,
        } = counters;
        less(visits, before.visits);
        less(visits_missed, before.visits_missed);
        *doors_passed = doors_passed.saturating_sub(before.doors_passed);
        *food_cents = food_cents.saturating_sub(before.food_cents);
        less(got_stuck, before.got_stuck);
        less_each(hurts, &before.hurts);
        take_contraband(contraband, &before.contraband);
        take_searches(searches, &before.searches);
        take_discipline(discipline, &before.discipline);
        take_unrest(unrest, &self.unrest);
    }
}

fn less(sum: &mut u32, before: u32) {
    *sum = sum.saturating_sub(before);
}

fn less_each(sums: &mut BTreeMap<&'static str, u32>, before: &BTreeMap<&'static str, u32>) {
    for (name, sum) in sums {
        less(sum, before.get(name).copied().unwrap_or(0));
    }
}

fn take_contraband(sums: &mut ContrabandLine, before: &ContrabandLine) {
    let ContrabandLine {
        made,
        hidden,
        fetched,
        passed_unseen,
        passed_seen,
        found,
        at_large: _,
    } = sums;
    less(made, before.made);
    less(hidden, before.hidden);
    less(fetched, before.fetched);
    less(passed_unseen, before.passed_unseen);
    less(passed_seen, before.passed_seen);
    less_each(found, &before.found);
}

fn take_searches(sums: &mut SearchLine, before: &SearchLine) {
    let SearchLine { cells, men, beaten } = sums;
    less(cells, before.cells);
    less(men, before.men);
    less(beaten, before.beaten);
}

fn take_discipline(sums: &mut DisciplineLine, before: &DisciplineLine) {
    let DisciplineLine {
        offences,
        hearings,
        punished,
        unjustly,
        days,
        good_time_days,
    } = sums;
    less(offences, before.offences);
    less(hearings, before.hearings);
    less(punished, before.punished);
    less(unjustly, before.unjustly);
    less(days, before.days);
    less(good_time_days, before.good_time_days);
}

fn take_unrest(sums: &mut UnrestLine, before: &UnrestLine) {
    let UnrestLine {
        protests,
        arrests,
        fights,
        fights_seen,
        fights_wounded,
        fights_killed,
        active: _,
        legitimacy: _,
        hardship: _,
        morale: _,
    } = sums;
    less(protests, before.protests);
    less(arrests, before.arrests);
    less(fights, before.fights);
    less(fights_seen, before.fights_seen);
    less(fights_wounded, before.fights_wounded);
    less(fights_killed, before.fights_killed);
}
