//! Orders to the regime: lockdown and its end, and locks.

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::{Base, Duty, Regime};
use crate::happening::{DoorFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::order::{Giver, Order, Refusal};
use crate::people::{Role, Roster};

/// Whether an order to the regime may be given.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    if let Giver::Person(person) = giver
        && world.resource::<Roster>().role(person) != Role::Warden
    {
        return Err(Refusal::because("only the warden can lock the prison down"));
    }
    let locked_down = world.resource::<Regime>().locked_down;
    match order {
        Order::LockDown if locked_down => {
            Err(Refusal::because("the prison is locked down already"))
        }
        Order::EndLockDown if !locked_down => Err(Refusal::because("there is no lockdown to end")),
        _ => Ok(()),
    }
}

/// Carries it out.
pub(crate) fn apply(world: &mut World, order: &Order) -> Result<(), String> {
    let order = order.clone();
    world
        .run_system_once(move |mut duty: Duty| {
            match order {
                Order::LockDown => lock_down(&mut duty, HappeningId::NONE),
                Order::EndLockDown => lift(&mut duty),
                Order::LockDoor { at } => return super::gates::order(&mut duty, at, false),
                Order::UnlockDoor { at } => return super::gates::order(&mut duty, at, true),
                _ => {}
            }
            Ok(())
        })
        .map_err(|error| error.to_string())?
}

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

pub(super) fn lift(duty: &mut Duty) {
    let cause = duty.record(What::Door(DoorFact::LockDownEnded), HappeningId::NONE);
    duty.regime.locked_down = false;
    duty.regime.held.clear();
    duty.regime.called = cause;
    super::timetable::call_the_hour(duty);
}

/// A man's seat no longer leads him: if the door of his cell stands between him and where the
/// timetable has him, his tier is called.
pub(crate) fn take_back(world: &mut World, person: PersonId) -> Result<(), String> {
    world
        .run_system_once(move |mut duty: Duty| duty.let_through(person))
        .map_err(|error| error.to_string())
}
