//! Orders to officers: posts, searches; and what an inmate tells the warden through them.

mod inform_warden;
mod leave_post;
mod man_post;
mod search_block;
mod search_cell;
mod search_man;

use bevy_ecs::prelude::World;

use super::{Custody, TaskKind, Watch};
use crate::happening::{CustodyFact, What};
use crate::ids::{HappeningId, TileId};
use crate::order::{Giver, carry_out};
use crate::refusal::Refusal;

/// Whether there is a post for an officer at a tile.
fn check_post(custody: &Custody, at: TileId) -> Result<(), Refusal> {
    if custody.posts.contains(&at) {
        Ok(())
    } else {
        Err(Refusal::NoPost)
    }
}

/// A post is held, or given up, from now on.
fn change_post(world: &mut World, giver: Giver, at: TileId, man: bool) -> Result<(), Refusal> {
    carry_out(world, move |mut watch: Watch| {
        let tick = watch.tick();
        let what = if man {
            What::Custody(CustodyFact::PostManned)
        } else {
            What::Custody(CustodyFact::PostGivenUp)
        };
        let by = giver.person();
        let cause = watch
            .happenings
            .record(tick, what, by, Some(at), HappeningId::NONE);
        if man {
            watch.man_post(at, cause);
        } else {
            watch.give_up_post(at, cause);
        }
    })
}

/// Whether there is anybody to search.
fn check_officers(custody: &Custody) -> Result<(), Refusal> {
    if custody.officers.is_empty() {
        return Err(Refusal::NoOfficers);
    }
    Ok(())
}

/// Whether a search is under way.
fn is_called(custody: &Custody, is_it: impl Fn(TaskKind) -> bool) -> bool {
    custody.tasks.iter().any(|task| is_it(task.kind))
}

/// Officers are called to searches.
fn call_searches(world: &mut World, giver: Giver, kinds: Vec<TaskKind>) -> Result<(), Refusal> {
    carry_out(world, move |mut watch: Watch| {
        for kind in &kinds {
            watch.call_search(*kind, giver.person(), HappeningId::NONE);
        }
    })
}
