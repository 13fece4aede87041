//! Orders to a man about what he should not have: pass it on, hide it, feel for what is hidden.
//!
//! `check` consults what the man knows: what he has on him, who stands next to him, how far his hand
//! reaches. Whether anything is hidden where he feels for it, and whether an officer looks up, shows
//! when he does it.

use bevy_ecs::prelude::*;
use bevy_ecs::system::RunSystemOnce;

use super::hands::REACH;
use super::{Dealings, Items, Whereabouts};
use crate::ids::{ItemId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::order::{Giver, Order, Refusal};
use crate::people::Roster;
use crate::prison::{Grid, Topology, sight};

fn is_here(world: &World, person: PersonId) -> Result<TileId, Refusal> {
    let bodies = world.resource::<Bodies>();
    if person.index() >= bodies.len() || bodies.body(person).mode == Mode::Gone {
        return Err(Refusal::because("there is no such person"));
    }
    Ok(bodies.body(person).tile)
}

fn within_reach(world: &World, here: TileId, there: TileId) -> bool {
    let grid = world.resource::<Grid>();
    grid.distance(here, there) <= REACH
        && sight::sees(grid, world.resource::<Topology>(), here, there)
}

fn carries(world: &World, person: PersonId, item: ItemId) -> Result<(), Refusal> {
    match world.resource::<Items>().item(item) {
        Some(item) if item.at == Whereabouts::Carried(person) => Ok(()),
        _ => Err(Refusal::because("he has no such thing on him")),
    }
}

/// Whether an order about what is forbidden may be given.
pub fn check(world: &World, giver: Giver, order: &Order) -> Result<(), Refusal> {
    let (Order::PassItem { from: who, .. }
    | Order::HideItem { person: who, .. }
    | Order::TakeItem { person: who, .. }) = order
    else {
        return Ok(());
    };
    if let Giver::Person(person) = giver
        && person != *who
    {
        return Err(Refusal::because("one decides for oneself only"));
    }
    let here = is_here(world, *who)?;
    match order {
        Order::PassItem { from, to, item } => {
            carries(world, *from, *item)?;
            let there = is_here(world, *to)?;
            if from == to {
                return Err(Refusal::because("he has it already"));
            }
            if !world.resource::<Roster>().is_inmate(*to) {
                return Err(Refusal::because("that is no man to give it to"));
            }
            if !within_reach(world, here, there) {
                return Err(Refusal::because("he is not within a hand's reach"));
            }
            Ok(())
        }
        Order::HideItem { item, at, .. } => {
            carries(world, *who, *item)?;
            hand_at(world, here, *at)
        }
        Order::TakeItem { at, .. } => hand_at(world, here, *at),
        _ => Ok(()),
    }
}

/// Whether a hand comes to a place where something could be hidden.
fn hand_at(world: &World, here: TileId, at: TileId) -> Result<(), Refusal> {
    if world.resource::<Topology>().reach(at).is_none() {
        return Err(Refusal::because("nothing can be hidden there"));
    }
    if !within_reach(world, here, at) {
        return Err(Refusal::because("that is not within a hand's reach"));
    }
    Ok(())
}

/// Carries it out.
pub(crate) fn apply(world: &mut World, order: &Order) -> Result<(), String> {
    let order = order.clone();
    world
        .run_system_once(move |mut dealings: Dealings| match order {
            Order::PassItem { from, to, item } => {
                let went = dealings.pass(item, from, to);
                went.then_some(()).ok_or("he does not have it any more")
            }
            Order::HideItem { person, item, at } => {
                let went = dealings.hide(item, person, at);
                went.then_some(()).ok_or("he does not have it any more")
            }
            Order::TakeItem { person, at } => {
                // His own before another's.
                let there: Vec<(bool, ItemId)> = dealings
                    .items
                    .hidden_at(at)
                    .map(|id| {
                        let owner = dealings.items.item(id).map(|item| item.owner);
                        (owner != Some(person), id)
                    })
                    .collect();
                let item = there.into_iter().min();
                let taken = item.is_some_and(|(_, id)| dealings.fetch(id, person));
                taken.then_some(()).ok_or("there is nothing hidden there")
            }
            _ => Ok(()),
        })
        .map_err(|error| error.to_string())?
        .map_err(str::to_owned)
}
