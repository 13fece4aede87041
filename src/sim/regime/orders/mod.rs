//! Orders to the regime: the lockdown and its end, and locks.

mod end_lock_down;
mod lock_door;
mod lock_down;
mod unlock_door;

use bevy_ecs::prelude::World;

use super::{Duty, gates};
use crate::ids::{PersonId, TileId};
use crate::movement::by_hand;
use crate::order::{Giver, carry_out};
use crate::people::Roster;
use crate::prison::{Topology, structure};
use crate::refusal::Refusal;

/// Why a lock is not turned.
const LOCK_REFUSALS: &[Refusal] = &[
    Refusal::NoDoor,
    Refusal::NoLock,
    Refusal::NoSuchPerson,
    Refusal::NoKeys,
    Refusal::DoorOutOfReach,
    Refusal::DoorLocked,
    Refusal::DoorUnlocked,
];

/// The inmate who turns the key himself, if it is one who gives the order.
fn hand(world: &World, giver: Giver) -> Option<PersonId> {
    let roster = world.resource::<Roster>();
    giver.person().filter(|person| roster.is_inmate(*person))
}

/// Whether a lock can be turned by order, or by the hand of who orders it.
fn check_lock(world: &World, giver: Giver, at: TileId) -> Result<(), Refusal> {
    structure::check_lock(world.resource::<Topology>(), at)?;
    match hand(world, giver) {
        Some(person) => by_hand::check(world, person, at),
        None => Ok(()),
    }
}

/// A door is locked or unlocked: by the hand of who orders it, or by whoever keeps the key, who is called.
fn turn_lock(world: &mut World, giver: Giver, at: TileId, lock: bool) -> Result<(), Refusal> {
    match hand(world, giver) {
        Some(person) => by_hand::turn_key(world, person, at, lock),
        None => carry_out(world, move |mut duty: Duty| {
            gates::order(&mut duty, at, !lock)
        })?,
    }
}
