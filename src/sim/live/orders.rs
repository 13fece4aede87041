//! Whether an order may be given, and carrying it out: each room's part of it in its place.

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::promises;
use crate::clock::Clock;
use crate::happening::{Happenings, SeatFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::order::{Given, Giver, Order, OrderQueue, Refusal};
use crate::people::{Role, Roster};
use crate::prison::works::{self, Change};
use crate::schedule::Rebuild;
use crate::story::Lines;
use crate::{conduct, contraband, custody, movement, prison, regime, riot};

/// Whether an order may be given: pure, and in words if not.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    if let Giver::Person(person) = giver
        && person.index() >= world.resource::<Roster>().len()
    {
        return Err(Refusal::because("nobody of that number is here to give it"));
    }
    match order {
        Order::LockDown | Order::EndLockDown => regime::orders::check(world, giver, order),
        Order::LockDoor { at } | Order::UnlockDoor { at } if by_hand(world, giver) => {
            prison::orders::check(world, order)?;
            movement::orders::check_hand(world, giver, *at)
        }
        Order::LockDoor { .. } | Order::UnlockDoor { .. } | Order::PlanWork { .. } => {
            of_the_warden(world, giver)?;
            prison::orders::check(world, order)?;
            match order {
                Order::PlanWork { at, .. } => movement::orders::check_clear(world, *at),
                _ => Ok(()),
            }
        }
        Order::ManPost { .. } | Order::LeavePost { .. } => {
            of_the_warden(world, giver)?;
            custody::orders::check(world, order)
        }
        Order::AmendTimetable(_) => {
            of_the_warden(world, giver)?;
            super::amend::check(world, order)
        }
        Order::AmendLevel(_) if giver != Giver::Author => {
            Err(Refusal::because("only the author of the level amends it"))
        }
        Order::AmendLevel(_) => super::amend::check(world, order),
        Order::TakeSeat { .. }
        | Order::LeaveSeat { .. }
        | Order::WalkTo { .. }
        | Order::FollowTimetable { .. } => conduct::orders::check(world, giver, order),
        Order::PassItem { .. } | Order::HideItem { .. } | Order::TakeItem { .. } => {
            contraband::orders::check(world, giver, order)
        }
        Order::SearchMan { .. } | Order::SearchCell { .. } | Order::SearchBlock { .. } => {
            custody::searches::check(world, giver, order)
        }
        Order::InformWarden { .. } => custody::warnings::check(world, giver, order),
        Order::Protest { .. }
        | Order::Desist { .. }
        | Order::Attack { .. }
        | Order::Disarm { .. }
        | Order::SetFire { .. } => riot::acts::check(world, giver, order),
        Order::TalkToRioters
        | Order::StallRioters
        | Order::ConcedeDemands
        | Order::RefuseDemands
        | Order::CutWater
        | Order::RestoreWater
        | Order::CutLight
        | Order::RestoreLight
        | Order::StormPrison
        | Order::CallTroopers
        | Order::CallArmy => {
            of_the_warden(world, giver)?;
            riot::orders::check(world, order)
        }
    }
}

/// Whether who orders a door locked or unlocked turns the key himself: an inmate.
fn by_hand(world: &World, giver: Giver) -> bool {
    matches!(giver, Giver::Person(person) if world.resource::<Roster>().is_inmate(person))
}

/// Whether somebody gives the orders of the warden.
fn of_the_warden(world: &World, giver: Giver) -> Result<(), Refusal> {
    match giver {
        Giver::Person(person) if world.resource::<Roster>().role(person) != Role::Warden => {
            Err(Refusal::because("only the warden gives that order"))
        }
        _ => Ok(()),
    }
}

/// Carries out the orders of this tick, and what was promised or is to be built since the last; after a
/// change of the map everything that hangs on it follows.
pub(super) fn carry_out(world: &mut World) {
    promises::keep(world);
    let mut changed = works::carry_out(world);
    give(world, &mut changed);
    if !changed.is_empty() {
        world.run_schedule(Rebuild);
        works::see_to_locks(world, &changed);
        // Neither system can fail: they read what the rebuild has just made.
        let _ = world.run_system_once(movement::follow_new_map);
        let _ = world.run_system_once(movement::progress::find_sealed_in);
        world.resource_scope(|world, mut regime: Mut<regime::Regime>| {
            regime.keep_held(world.resource::<prison::Topology>());
        });
    }
}

/// Gives the orders of this tick.
fn give(world: &mut World, changed: &mut Vec<Change>) {
    let tick = world.resource::<Clock>().tick;
    let queue = world.resource::<OrderQueue>();
    if queue.waiting.first().is_none_or(|given| given.tick > tick) {
        return;
    }
    let mut queue = world.resource_mut::<OrderQueue>();
    let due = queue.waiting.partition_point(|given| given.tick <= tick);
    let orders: Vec<Given> = queue.waiting.drain(..due).collect();
    queue.given.extend(orders.iter().cloned());
    for given in orders {
        let by_hand = by_hand(world, given.giver);
        let who = match given.giver {
            Giver::Person(person) => Some(person),
            Giver::Author => None,
        };
        let done = check(world, given.giver, &given.order)
            .map_err(|refusal| refusal.to_string())
            .and_then(|()| match (who, &given.order) {
                (Some(who), Order::LockDoor { at }) if by_hand => {
                    movement::orders::turn_key(world, who, *at, true)
                }
                (Some(who), Order::UnlockDoor { at }) if by_hand => {
                    movement::orders::turn_key(world, who, *at, false)
                }
                _ => apply(world, who, &given.order, changed),
            });
        if let Some(line) = given.line {
            world.resource_mut::<Lines>().note(line, tick, done.is_ok());
        }
        if let Err(why) = done {
            world.resource_mut::<Happenings>().record(
                tick,
                What::Seat(SeatFact::OrderFailed { why }),
                who,
                None,
                HappeningId::NONE,
            );
        }
    }
}

fn apply(
    world: &mut World,
    who: Option<PersonId>,
    order: &Order,
    changed: &mut Vec<Change>,
) -> Result<(), String> {
    match order {
        Order::LockDown
        | Order::EndLockDown
        | Order::LockDoor { .. }
        | Order::UnlockDoor { .. } => regime::orders::apply(world, order),
        Order::PlanWork { at, build } => {
            prison::orders::plan(world, *at, *build);
            changed.extend(works::carry_out(world));
            Ok(())
        }
        Order::ManPost { .. } | Order::LeavePost { .. } => {
            custody::orders::apply(world, who, order)
        }
        Order::AmendTimetable(_) | Order::AmendLevel(_) => {
            super::amend::apply(world, who, order, HappeningId::NONE)
        }
        Order::TakeSeat { person } | Order::WalkTo { person, .. } => {
            conduct::orders::apply(world, order)?;
            custody::orders::hand_over(world, *person);
            Ok(())
        }
        Order::LeaveSeat { person } | Order::FollowTimetable { person } => {
            conduct::orders::apply(world, order)?;
            regime::orders::take_back(world, *person)
        }
        Order::PassItem { .. } | Order::HideItem { .. } | Order::TakeItem { .. } => {
            contraband::orders::apply(world, order)
        }
        Order::SearchMan { .. } | Order::SearchCell { .. } | Order::SearchBlock { .. } => {
            custody::searches::apply(world, who, order)
        }
        Order::InformWarden { .. } => custody::warnings::apply(world, order),
        Order::Protest { .. }
        | Order::Desist { .. }
        | Order::Attack { .. }
        | Order::Disarm { .. }
        | Order::SetFire { .. } => riot::acts::apply(world, order),
        Order::TalkToRioters
        | Order::StallRioters
        | Order::ConcedeDemands
        | Order::RefuseDemands
        | Order::CutWater
        | Order::RestoreWater
        | Order::CutLight
        | Order::RestoreLight
        | Order::StormPrison
        | Order::CallTroopers
        | Order::CallArmy => riot::orders::apply(world, who, order),
    }
}
