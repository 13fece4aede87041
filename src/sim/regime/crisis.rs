//! What the timetable does when order is lost: the prison is locked down until it is over, and for
//! some hours after. Then the men are counted; and whoever is locked in is brought his meals.

use super::Duty;
use super::ledger::MealRecord;
use crate::clock::{HOUR, MINUTE};
use crate::due::DueKind;
use crate::happening::{CustodyFact, DayFact, RiotFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::movement::waits::Reason;

/// How long the men stay locked in after a riot: until all is counted and mended.
const AFTERMATH: u64 = 12 * HOUR;
/// How long they have to come home before they are counted, and how long that may take.
const COMING_HOME: u64 = 30 * MINUTE;
const COUNTED_WITHIN: u64 = HOUR;
/// From so long after a riot on officers look for those who cannot get home, and so often again.
const FETCHED: u64 = 10 * MINUTE;
/// How long after the bell a meal comes to the cells: officers carry it, a tier at a time. A guess.
const CARRYING: u64 = 2 * HOUR;

/// What is due in a lockdown, by the stamp of [`DueKind::Lift`].
const LIFT: u32 = 0;
const COUNT: u32 = 1;
const MEAL: u32 = 2;
const FETCH: u32 = 3;

/// Locks down when officers fall back, and does what a lockdown asks for when it is due.
pub(super) fn answer(duty: &mut Duty) {
    let (mut lost, mut over) = (None, None);
    for happening in duty.happenings.last() {
        match happening.what {
            What::Unrest(UnrestFact::GuardsFellBack { .. }) => lost = Some(happening.id),
            What::Riot(RiotFact::RiotEnded { .. }) => over = Some(happening.id),
            _ => {}
        }
    }
    if let Some(cause) = lost
        && !duty.regime.locked_down
    {
        super::lockdown::lock_down(duty, cause);
    }
    let tick = duty.tick();
    if over.is_some() && duty.regime.locked_down {
        // Whoever ran about is called home again.
        super::lockdown::call_home(duty);
        let_everybody_home(duty);
        for (after, stamp) in [
            (FETCHED, FETCH),
            (COMING_HOME, COUNT),
            (CARRYING, MEAL),
            (AFTERMATH, LIFT),
        ] {
            duty.due
                .push(tick + after, DueKind::Lift, PersonId(0), stamp);
        }
    }
    let due: Vec<u32> = duty.due.now(DueKind::Lift).map(|due| due.stamp).collect();
    for stamp in due {
        if !duty.regime.locked_down {
            break;
        }
        let called = duty.regime.called;
        match stamp {
            LIFT => super::lockdown::lift(duty),
            COUNT => {
                // Whom a lever was thrown before is still about.
                let_everybody_home(duty);
                super::counting::begin(duty, COUNTED_WITHIN, called);
            }
            FETCH => {
                fetch_the_stranded(duty, called);
                duty.due
                    .push(tick + FETCHED, DueKind::Lift, PersonId(0), FETCH);
            }
            _ => carry_a_meal(duty, called),
        }
    }
}

/// Doors were locked while men were on their way home: an officer takes each of those who stand
/// before one to his cell. Who still stands there is called again after ten minutes, after twenty, after
/// forty.
fn fetch_the_stranded(duty: &mut Duty, cause: HappeningId) {
    let tick = duty.tick();
    let stranded: Vec<PersonId> = duty
        .roster
        .all_inmates()
        .filter(|person| {
            duty.travel.wait_of(*person).is_some_and(|wait| {
                let looks = (tick - wait.since) / FETCHED;
                wait.reason == Reason::Locked && (looks == 0 || looks.is_power_of_two())
            })
        })
        .filter(|person| !duty.is_locked_in(*person) && !duty.conduct.is_away(*person))
        .collect();
    for person in stranded {
        let to = duty.roster.of(person).berth;
        let what = What::Custody(CustodyFact::EscortCalled { to });
        duty.happenings
            .record(tick, what, Some(person), None, cause);
    }
}

/// Opens the tiers of those who stand before their own locked doors.
fn let_everybody_home(duty: &mut Duty) {
    let everybody: Vec<PersonId> = duty.roster.all_inmates().collect();
    for person in everybody {
        duty.let_through(person);
    }
}

/// The bell rang for a meal in a lockdown: it is carried to the cells.
pub(super) fn call_a_meal(duty: &mut Duty) {
    let at = duty.tick() + CARRYING;
    duty.due.push(at, DueKind::Lift, PersonId(0), MEAL);
}

/// Whoever is locked in has his plate; nobody else expects one.
fn carry_a_meal(duty: &mut Duty, cause: HappeningId) {
    let men = duty
        .roster
        .all_inmates()
        .filter(|person| duty.is_locked_in(*person))
        .count() as u32;
    if men == 0 {
        return;
    }
    let tick = duty.tick();
    duty.regime.ledger.meals.push(MealRecord {
        tick,
        expected: men,
        served: men,
        sittings: Vec::new(),
    });
    duty.regime.ledger.food_cents += u64::from(men) * u64::from(duty.rules.kitchen.spend_cents) / 3;
    let what = What::Day(DayFact::MealEnded {
        expected: men,
        served: men,
    });
    duty.record(what, cause);
}
