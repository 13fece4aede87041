//! The lockdown: everybody is sent home and every gate is locked, until it is lifted.

use bevy_ecs::prelude::*;

use super::{Base, Duty};
use crate::happening::{DoorFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::order::carry_out;
use crate::refusal::Refusal;

/// The lockdown begins.
pub(super) fn lock_down(duty: &mut Duty, cause: HappeningId) {
    let cause = duty.record(What::Door(DoorFact::LockedDown), cause);
    duty.regime.locked_down = true;
    duty.regime.base = Base::Home;
    duty.regime.called = cause;
    super::assembly::end_now(duty);
    duty.drop_calls();
    call_home(duty);
}

/// Sends everybody home, as the lockdown wants it.
pub(super) fn call_home(duty: &mut Duty) {
    let cause = duty.regime.called;
    let everybody: Vec<PersonId> = duty.roster.all_inmates().collect();
    for person in everybody {
        duty.send_home(person, cause);
    }
}

/// The lockdown ends, and the timetable goes on.
pub(super) fn lift(duty: &mut Duty) {
    let cause = duty.record(What::Door(DoorFact::LockDownEnded), HappeningId::NONE);
    duty.regime.locked_down = false;
    duty.regime.held.clear();
    duty.regime.called = cause;
    super::timetable::call_the_hour(duty);
}

/// A man's seat no longer leads him: if the door of his cell stands between him and where the
/// timetable has him, his tier is called.
pub(crate) fn take_back(world: &mut World, person: PersonId) -> Result<(), Refusal> {
    carry_out(world, move |mut duty: Duty| duty.let_through(person))
}
