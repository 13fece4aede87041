//! A meal as it is eaten: who came in first, who sat down, who has eaten and rises.

use std::collections::VecDeque;

use super::{Duty, Rise};
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::RoomUse;

/// Who sat down; who has eaten.
pub(in crate::regime) fn note(duty: &mut Duty) {
    // Who was fed in an earlier tick has been dealt with in that tick.
    duty.regime.ledger.fed.clear();
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    let (deed, rise) = (assembly.deed, assembly.rise);
    let tick = duty.tick();
    let sat: Vec<PersonId> = duty
        .conduct
        .changed()
        .iter()
        .copied()
        .filter(|person| duty.roster.is_inmate(*person) && duty.conduct.is_at(*person, deed))
        .collect();
    for person in sat {
        sit_down(duty, person, rise, tick);
    }
    let eaten: Vec<PersonId> = duty
        .due
        .now(DueKind::Eaten)
        .filter(|due| {
            let doing = duty.conduct.doing(due.subject);
            duty.conduct.is_at(due.subject, Deed::Eat) && doing.since as u32 == due.stamp
        })
        .map(|due| due.subject)
        .collect();
    for person in eaten {
        rise_from_table(duty, person);
    }
}

fn sit_down(duty: &mut Duty, person: PersonId, rise: Rise, tick: u64) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let seat = duty.conduct.doing(person).activity.at;
    let Some(man) = assembly
        .seated
        .iter_mut()
        .find(|man| (man.person, man.seat) == (person, seat))
    else {
        return;
    };
    let for_the_first_time = !std::mem::replace(&mut man.sat, true);
    let all_seated = for_the_first_time
        && assembly.coming() == 0
        && assembly.sittings.front().is_none_or(VecDeque::is_empty);
    let (sitting, cause) = (assembly.sitting, assembly.cause);
    if let Rise::Each(eat) = rise {
        duty.due
            .push(tick + eat, DueKind::Eaten, person, tick as u32);
        let record = duty
            .regime
            .ledger
            .meals
            .last_mut()
            .and_then(|meal| meal.sittings.last_mut());
        if let (true, Some(record)) = (for_the_first_time, record) {
            record.seated += 1;
            record.last_seated = tick;
            if record.first_in == 0 {
                record.first_in = tick;
            }
        }
        if all_seated
            && duty
                .regime
                .assembly
                .as_ref()
                .is_some_and(|a| a.sittings.len() > 1)
        {
            close_sitting(duty, sitting, cause);
        }
    }
}

fn rise_from_table(duty: &mut Duty, person: PersonId) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let cause = assembly.cause;
    if let Some(place) = assembly.seated.iter().position(|man| man.person == person) {
        let man = assembly.seated.remove(place);
        assembly.free.push_back(man.seat);
    }
    if let Some(meal) = duty.regime.ledger.meals.last_mut() {
        meal.served += 1;
    }
    duty.regime.ledger.fed.push(person);
    duty.send_home(person, cause);
}

/// Notes when the first man of a sitting is through the door.
pub(super) fn note_first_in(duty: &mut Duty) {
    let tick = duty.tick();
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    let known = duty
        .regime
        .ledger
        .meals
        .last()
        .and_then(|meal| meal.sittings.last())
        .is_none_or(|sitting| sitting.first_in != 0);
    if assembly.deed != Deed::Eat || known {
        return;
    }
    let hall = duty.travel.topology.first_room(RoomUse::MessHall);
    let came_in = assembly
        .seated
        .iter()
        .any(|man| !man.sat && duty.room_of(man.person) == hall);
    let sitting = duty
        .regime
        .ledger
        .meals
        .last_mut()
        .and_then(|meal| meal.sittings.last_mut());
    if let (true, Some(sitting)) = (came_in, sitting) {
        sitting.first_in = tick;
    }
}

/// Records that all of a sitting are seated, and how long that took.
pub(super) fn close_sitting(duty: &mut Duty, sitting: u32, cause: HappeningId) {
    let record = duty
        .regime
        .ledger
        .meals
        .last()
        .and_then(|meal| meal.sittings.last().copied());
    if let Some(record) = record {
        duty.record(
            What::Day(DayFact::SittingSeated {
                sitting,
                men: record.seated,
                fill_s: record.fill_s(),
            }),
            cause,
        );
    }
}
