//! Who gets no nearer to where he goes.
//!
//! Once a minute everybody under way is asked how far he still has to go. Who has
//! not come half a metre nearer for ten minutes, and does not stand in an
//! ordered wait, is stuck (docs/architecture.md#words-that-are-measured). A queue is progress while its head moves; before a shut
//! door to which his seat told him to walk, a man waits by order.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::bodies::{Mode, Next};
use super::travel::Travel;
use super::waits::Reason;
use crate::clock::{Clock, MINUTE};
use crate::happening::{DayFact, Happenings, SeatFact, What, WorksFact};
use crate::ids::{HappeningId, PersonId};
use crate::section::{Limits, MOST_COUNTED, Section};

/// How long without getting nearer is stuck.
const STUCK_AFTER: u64 = 10 * MINUTE;
/// What counts as nearer, mm.
const NEARER: u32 = 500;

/// Who is or was stuck.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Stuck now, in order.
    pub stuck: Vec<PersonId>,
    /// Sealed in now: no way, locked or not, leads from them to the rest of the prison.
    pub sealed: Vec<PersonId>,
    /// How often somebody got stuck.
    pub times: u32,
    /// Doors of which the head moved since the last look: tokens taken by then.
    taken: Vec<u64>,
}

impl Section for Progress {
    const NAME: &'static str = "movement.progress";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        match self
            .stuck
            .iter()
            .chain(&self.sealed)
            .find(|person| person.0 >= limits.persons)
        {
            Some(person) => Err(format!("person {} is unknown", person.0)),
            None if !self.stuck.is_sorted_by(|a, b| a < b) || self.times > MOST_COUNTED => {
                Err("the list of those who are stuck is out of order".into())
            }
            None => Ok(()),
        }
    }
}

/// Whether it is time to look.
pub(super) fn is_time(clock: Res<Clock>) -> bool {
    clock.tick.is_multiple_of(MINUTE)
}

/// Looks who got nearer; once a minute.
pub(super) fn watch(
    mut travel: Travel,
    mut progress: ResMut<Progress>,
    mut happenings: ResMut<Happenings>,
) {
    let tick = travel.clock.tick;
    let taken: Vec<u64> = travel.doors.iter().map(|door| door.taken).collect();
    for index in 0..travel.bodies.len() {
        let person = PersonId::from_index(index);
        let body = travel.bodies.body(person);
        let journey = travel.bodies.journey(person);
        let on_his_way = journey.next != Next::Nothing && body.mode != Mode::Gone;
        let wait = travel.waits.of(person);
        let excused = wait.is_some_and(|wait| {
            let head_moved = || {
                let portal = travel.topology.portal_of(wait.at);
                portal.is_some_and(|portal| {
                    taken.get(portal.index()) != progress.taken.get(portal.index())
                })
            };
            // Who was told to walk to a shut door waits there by order.
            let told = || {
                let cause = happenings.find(journey.cause);
                cause.is_some_and(|cause| cause.what == What::Seat(SeatFact::WalkOrdered))
            };
            match wait.reason {
                Reason::Ordered => true,
                Reason::Queue => head_moved(),
                Reason::SallyPort => told() || head_moved(),
                Reason::Locked => told(),
                Reason::Blocked => false,
            }
        });
        // A file has its own head to wait for.
        let leads_on = body.mode == Mode::Walking && travel.leads_on(person);
        if !on_his_way || excused || leads_on || is_behind(&travel, person) {
            travel.bodies.journeys[index].nearest = (u32::MAX, tick);
            set_stuck(&mut progress, person, false);
            continue;
        }
        let left = travel.left(person).unwrap_or(u32::MAX - NEARER);
        let journey = &mut travel.bodies.journeys[index];
        // 0 was noted where every step leads on, such as in a tower he has left since.
        let has_left = journey.nearest.0 == 0 && left > 0;
        if has_left || left.saturating_add(NEARER) <= journey.nearest.0 {
            journey.nearest = (left, tick);
            set_stuck(&mut progress, person, false);
        } else if tick - journey.nearest.1 >= STUCK_AFTER && set_stuck(&mut progress, person, true)
        {
            let cause = journey.cause;
            let at = travel.bodies.body(person).tile;
            progress.times += 1;
            happenings.record(
                tick,
                What::Day(DayFact::GotStuck),
                Some(person),
                Some(at),
                cause,
            );
        }
    }
    progress.taken = taken;
}

/// Whether somebody marches behind others: his file's first man is asked for all of them.
fn is_behind(travel: &Travel, person: PersonId) -> bool {
    let file = travel.bodies.journey(person).file;
    travel.bodies.body(person).mode == Mode::InFile
        && file
            .and_then(|file| travel.files.find(file))
            .is_some_and(|file| file.men().next() != Some(person))
}

/// Finds who is cut off from the rest since the map changed, and reports it.
pub(crate) fn find_sealed_in(
    travel: Travel,
    mut progress: ResMut<Progress>,
    mut happenings: ResMut<Happenings>,
) {
    let topology = &travel.topology;
    // The rest is where the road leads to, or where the most floor is.
    let world = topology
        .first_room(crate::level::RoomUse::BeyondRoad)
        .or_else(|| {
            let rooms = topology.rooms().iter().enumerate();
            rooms
                .max_by_key(|(_, room)| room.tiles.len())
                .map(|(index, _)| crate::ids::RoomId::from_index(index))
        });
    let Some(world) = world else { return };
    let reached = topology.reachable_from(world);
    let sealed: Vec<PersonId> = travel
        .bodies
        .iter()
        .filter(|(_, body)| body.mode != Mode::Gone)
        .filter(|(_, body)| {
            topology
                .room_at(body.tile)
                .is_none_or(|room| !reached[room.index()])
        })
        .map(|(person, _)| person)
        .collect();
    let tick = travel.clock.tick;
    let what = if sealed.is_empty() {
        What::Works(WorksFact::Unsealed)
    } else {
        What::Works(WorksFact::SealedIn {
            men: sealed.len() as u32,
        })
    };
    if sealed != progress.sealed {
        let at = sealed
            .first()
            .map(|person| travel.bodies.body(*person).tile);
        happenings.record(tick, what, sealed.first().copied(), at, HappeningId::NONE);
    }
    progress.sealed = sealed;
}

/// Notes whether somebody is stuck; tells whether that is new.
fn set_stuck(progress: &mut Progress, person: PersonId, stuck: bool) -> bool {
    match (progress.stuck.binary_search(&person), stuck) {
        (Err(place), true) => {
            progress.stuck.insert(place, person);
            true
        }
        (Ok(place), false) => {
            progress.stuck.remove(place);
            true
        }
        _ => false,
    }
}
