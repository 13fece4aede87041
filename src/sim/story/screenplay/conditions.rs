//! Whether what a line of a screenplay waits for is the case.

use std::collections::VecDeque;

use bevy_ecs::prelude::World;

use super::{Condition, Lines, Screenplay};
use crate::clock::{Clock, DAY, seconds};
use crate::conduct::Conduct;
use crate::contraband::Items;
use crate::happening::{Happening, Happenings};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::prison::{Grid, Tiers, Topology};
use crate::story::Cast;

/// When what a screenplay asks for happened, by the places of its conditions: within the last day, as
/// long as the chronicle keeps everything. So one that is begun again after a load knows the same.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    seen: Vec<VecDeque<u64>>,
    last: HappeningId,
}

impl Memory {
    pub(super) fn of(conditions: usize) -> Self {
        Self {
            seen: vec![VecDeque::new(); conditions],
            last: HappeningId::NONE,
        }
    }

    /// Takes in what has happened since it last did.
    pub fn follow(&mut self, world: &World, screenplay: &Screenplay) {
        let now = world.resource::<Clock>().tick;
        for seen in &mut self.seen {
            while seen.front().is_some_and(|tick| tick + DAY <= now) {
                seen.pop_front();
            }
        }
        let chronicle = world.resource::<Happenings>().chronicle();
        let new = chronicle.partition_point(|happening| happening.id <= self.last);
        let Some(last) = chronicle.last() else { return };
        self.last = last.id;
        for happening in &chronicle[new..] {
            if happening.tick + DAY <= now {
                continue;
            }
            let name = happening.what.facts().name;
            for line in &screenplay.lines {
                self.take(world, &line.when, happening, name);
            }
        }
    }

    fn take(&mut self, world: &World, condition: &Condition, happening: &Happening, name: &str) {
        match condition {
            Condition::Happened {
                what,
                who,
                at,
                place,
                ..
            } => {
                let fits = *what == name
                    && who
                        .as_ref()
                        .is_none_or(|who| happening.who == world.resource::<Cast>().of(who))
                    && at
                        .as_ref()
                        .is_none_or(|at| happening.at.is_some_and(|tile| is_in(world, tile, at)));
                if fits && let Some(seen) = self.seen.get_mut(*place) {
                    seen.push_back(happening.tick);
                }
            }
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.take(world, part, happening, name);
                }
            }
            Condition::Not(part) => self.take(world, part, happening, name),
            _ => {}
        }
    }
}

/// Whether a condition is the case.
pub fn holds(
    world: &World,
    screenplay: &Screenplay,
    memory: &Memory,
    condition: &Condition,
) -> bool {
    let clock = world.resource::<Clock>();
    let now = clock.tick;
    let person = |key: &str| {
        let person = world.resource::<Cast>().of(key)?;
        let here = world.resource::<Bodies>().body(person);
        (here.mode != Mode::Gone).then_some((person, here.tile))
    };
    match condition {
        Condition::After(second) => now >= clock.next_at(0, *second),
        Condition::Before(second) => now < clock.next_at(0, *second),
        Condition::Doing { who, deed } => {
            person(who).is_some_and(|(who, _)| world.resource::<Conduct>().is_at(who, *deed))
        }
        Condition::In { who, at } => person(who).is_some_and(|(_, tile)| is_in(world, tile, at)),
        Condition::Near { who, whom, within } => {
            let (who, whom) = (person(who), person(whom));
            who.zip(whom).is_some_and(|((_, here), (_, there))| {
                world.resource::<Grid>().distance(here, there) <= *within
            })
        }
        Condition::Has { who, item } => person(who).is_some_and(|(who, _)| {
            let items = world.resource::<Items>();
            items
                .carried_by(who)
                .any(|id| items.item(id).is_some_and(|found| found.kind == *item))
        }),
        Condition::Happened { ago, place, .. } => memory
            .seen
            .get(*place)
            .and_then(VecDeque::front)
            .is_some_and(|first| first + seconds(*ago) <= now),
        Condition::Done { line, ago } => {
            let lines = world.resource::<Lines>();
            let done = screenplay
                .lines
                .get(*line)
                .and_then(|other| lines.done(*line, other));
            done.is_some_and(|done| done + seconds(*ago) <= now)
        }
        Condition::All(parts) => parts
            .iter()
            .all(|part| holds(world, screenplay, memory, part)),
        Condition::Any(parts) => parts
            .iter()
            .any(|part| holds(world, screenplay, memory, part)),
        Condition::Not(part) => !holds(world, screenplay, memory, part),
    }
}

/// Whether a tile lies in a room of this name or use.
fn is_in(world: &World, tile: TileId, name: &str) -> bool {
    let topology = world.resource::<Topology>();
    topology.room_at(tile).is_some_and(|id| {
        let room = topology.room(id);
        room.name.as_deref() == Some(name)
            || format!("{:?}", room.used_as) == name
            || cell(world, name).is_some_and(|door| {
                topology
                    .portal_of(door)
                    .is_some_and(|portal| topology.only_portal(id) == Some(portal))
            })
    })
}

/// The door of a cell of this name.
pub(super) fn cell(world: &World, name: &str) -> Option<TileId> {
    let mut cells = world.resource::<Tiers>().cells();
    cells
        .find(|(_, cell)| cell.name == name)
        .map(|(_, cell)| cell.door)
}

/// Where somebody is.
pub(super) fn tile_of(world: &World, person: PersonId) -> Option<TileId> {
    let body = world.resource::<Bodies>().body(person);
    (body.mode != Mode::Gone).then_some(body.tile)
}
