//! Orders to a man about what he should not have: pass it on, hide it, feel for what is hidden.
//!
//! A check consults what the man knows: what he has on him, who stands next to him, how far his hand
//! reaches. Whether anything is hidden where he feels for it, and whether an officer looks up, shows
//! when he does it.

mod hide_item;
mod pass_item;
mod take_item;

use bevy_ecs::prelude::World;

use super::hands::REACH;
use super::{Items, Whereabouts};
use crate::ids::{ItemId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::prison::{Grid, Topology, sight};
use crate::refusal::Refusal;

/// Where somebody is.
fn where_is(world: &World, person: PersonId) -> Result<TileId, Refusal> {
    let bodies = world.resource::<Bodies>();
    if person.index() >= bodies.len() || bodies.body(person).mode == Mode::Gone {
        return Err(Refusal::NoSuchPerson);
    }
    Ok(bodies.body(person).tile)
}

/// Whether a hand reaches from one tile to another.
fn reaches(world: &World, here: TileId, there: TileId) -> bool {
    let grid = world.resource::<Grid>();
    grid.distance(here, there) <= REACH
        && sight::sees(grid, world.resource::<Topology>(), here, there)
}

/// Whether somebody has a thing on him.
fn check_carries(world: &World, person: PersonId, item: ItemId) -> Result<(), Refusal> {
    match world.resource::<Items>().item(item) {
        Some(item) if item.at == Whereabouts::Carried(person) => Ok(()),
        _ => Err(Refusal::CarriesNoSuchThing),
    }
}

/// Whether a hand reaches a place where something could be hidden.
fn check_place(world: &World, here: TileId, at: TileId) -> Result<(), Refusal> {
    if world.resource::<Topology>().reach(at).is_none() {
        return Err(Refusal::NoHidingPlace);
    }
    if !reaches(world, here, at) {
        return Err(Refusal::PlaceOutOfReach);
    }
    Ok(())
}

/// Why somebody can neither pass on nor hide anything: he has nothing.
fn carries_nothing(world: &World, person: PersonId) -> Option<Refusal> {
    let mut carried = world.resource::<Items>().carried_by(person);
    carried.next().is_none().then_some(Refusal::CarriesNothing)
}
