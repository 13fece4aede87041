//! Giving the orders of a screenplay that is played: in the tick in which a line's condition holds
//! and its order may be given, by whoever is to act.
//!
//! An order that is refused is not given: it is asked again as long as the condition holds. One that was
//! given and came to nothing is given again, up to a number of times.

use bevy_ecs::prelude::*;

use super::check;
use crate::clock::Clock;
use crate::due::LOOK_EVERY;
use crate::happening::Happenings;
use crate::order::{Given, OrderQueue};
use crate::story::screenplay::conditions::holds;
use crate::story::{Lines, Playing};

/// Gives what is to be said in this tick.
pub(super) fn speak(world: &mut World) {
    let tick = world.resource::<Clock>().tick;
    let quiet = world.resource::<Happenings>().last().is_empty();
    if !world.contains_resource::<Playing>() || (quiet && !tick.is_multiple_of(LOOK_EVERY)) {
        return;
    }
    let given = world.resource_scope(|world, mut playing: Mut<Playing>| lines(world, &mut playing));
    let mut queue = world.resource_mut::<OrderQueue>();
    for given in given {
        queue.wait(given);
    }
}

/// The orders of the lines whose time has come.
fn lines(world: &World, playing: &mut Playing) -> Vec<Given> {
    let screenplay = playing.screenplay.clone();
    playing.memory.follow(world, &screenplay);
    let tick = world.resource::<Clock>().tick;
    let spoken = world.resource::<Lines>();
    let mut orders = Vec::new();
    for (place, line) in screenplay.lines.iter().enumerate() {
        playing.refused[place] = None;
        let Some(next) = spoken.next(place, line) else {
            continue;
        };
        // What was begun is gone through with.
        if next == 0 && !holds(world, &screenplay, &playing.memory, &line.when) {
            continue;
        }
        let asked = line.then[next].order(world).and_then(|(giver, order)| {
            let room = world.resource::<OrderQueue>().check_room(&order);
            room.and_then(|()| check(world, giver, &order))?;
            Ok((giver, order))
        });
        match asked {
            Ok((giver, order)) => orders.push(Given {
                tick,
                giver,
                order,
                line: Some(place as u32),
            }),
            Err(why) => playing.refused[place] = Some(why),
        }
    }
    orders
}
