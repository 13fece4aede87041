//! A service: it begins when all are seated, and all rise together.

use std::collections::VecDeque;

use super::{Duty, Rise, call_sitting};
use crate::clock::MINUTE;
use crate::happening::{DayFact, What};
use crate::ids::TileId;
use crate::regime::ledger::ServiceRecord;

/// A service begins when all are seated, or ten minutes after the last call.
pub(super) fn begin_service_when_seated(duty: &mut Duty) {
    let tick = duty.tick();
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let Rise::Together(length) = assembly.rise else {
        return;
    };
    let called = assembly.sittings.front().is_none_or(VecDeque::is_empty);
    let late = tick >= assembly.next_call + 10 * MINUTE;
    let coming = assembly.coming();
    if !called || assembly.seated.is_empty() || (coming > 0 && !late) {
        return;
    }
    assembly.ends = Some(tick + length);
    let (service, cause) = (assembly.sitting, assembly.cause);
    let men = (assembly.seated.len() - coming) as u32;
    duty.record(What::Day(DayFact::ServiceBegan { service, men }), cause);
    duty.regime
        .ledger
        .services
        .push(ServiceRecord { tick, men });
}

pub(super) fn rise_together(duty: &mut Duty) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    assembly.ends = None;
    assembly.sittings.pop_front();
    assembly.sitting += 1;
    let men = std::mem::take(&mut assembly.seated);
    let cause = assembly.cause;
    let mut seats: Vec<TileId> = Vec::new();
    for man in men {
        seats.push(man.seat);
        duty.send_home(man.person, cause);
    }
    let more = duty.regime.assembly.as_mut().is_some_and(|assembly| {
        assembly.free.extend(seats);
        !assembly.sittings.is_empty()
    });
    if more {
        call_sitting(duty);
    } else {
        duty.regime.assembly = None;
    }
}
