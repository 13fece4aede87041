//! What the timetable does when order is lost: the prison is locked down until it is over, and for
//! some hours after.

use super::Duty;
use crate::clock::HOUR;
use crate::due::DueKind;
use crate::happening::What;
use crate::ids::PersonId;

/// How long the men stay locked in after a riot: until all is counted and mended.
const AFTERMATH: u64 = 12 * HOUR;

/// Locks down when officers fall back, and lifts it when the time has come.
pub(super) fn answer(mut duty: Duty) {
    let (mut lost, mut over) = (None, false);
    for happening in duty.happenings.last() {
        match happening.what {
            What::GuardsFellBack { .. } => lost = Some(happening.id),
            What::RiotEnded { .. } => over = true,
            _ => {}
        }
    }
    if let Some(cause) = lost
        && !duty.regime.locked_down
    {
        super::orders::lock_down(&mut duty, cause);
    }
    let tick = duty.tick();
    if over && duty.regime.locked_down {
        // Whoever ran about is called home again.
        super::orders::call_home(&mut duty);
        duty.due
            .push(tick + AFTERMATH, DueKind::Lift, PersonId(0), 0);
    }
    if duty.due.now(DueKind::Lift).next().is_some() && duty.regime.locked_down {
        super::orders::lift(&mut duty);
    }
}
