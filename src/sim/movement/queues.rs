//! Doors on the way: waiting before them, and passing.
//!
//! Who comes to a door takes a token and passes, or waits; the first come is the first served,
//! but officers, who have the keys. A lock holds everybody but those. The keeper of an outer gate
//! passes no inmate, whether the gate stands open or not.

use std::collections::{BTreeMap, VecDeque};

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::bodies::{Bodies, Mode, Next};
use super::routes::Walks;
use super::travel::Travel;
use super::waits::Reason;
use crate::ids::{PersonId, PortalId, TileId};
use crate::level::DoorKind;
use crate::section::{Limits, Section};

/// An officer opens a door for a man he walks with from this near, mm.
const AT_HAND: u32 = 3_000;
/// How long an officer takes to unlock a door, pass and lock it again (docs/science.md#the-day: a cell by key 4 s).
const KEY_TURN: u64 = 40;

/// Those who wait before doors, in the order in which they came; those with keys first.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queues {
    /// By the tile that names the portal: who, and since which tick.
    waiting: BTreeMap<TileId, VecDeque<(PersonId, u64)>>,
}

impl Section for Queues {
    const NAME: &'static str = "movement.queues";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.waiting.iter().all(|(key, queue)| {
            limits.is_door(*key)
                && queue
                    .iter()
                    .all(|(person, since)| person.0 < limits.persons && *since <= limits.tick)
        });
        if sound {
            Ok(())
        } else {
            Err("a queue stands before no door".into())
        }
    }
}

impl Queues {
    /// Whether those who wait before doors are those who stand before them, each once.
    pub(crate) fn agree(&self, bodies: &Bodies) -> Result<(), String> {
        let mut waiting = vec![false; bodies.len()];
        for (key, queue) in &self.waiting {
            for (person, _) in queue {
                let stands = bodies.body(*person).mode == Mode::AtDoor
                    && bodies.journey(*person).next == Next::Door { key: *key };
                if !stands || std::mem::replace(&mut waiting[person.index()], true) {
                    return Err(format!("person {} waits where he is not", person.0));
                }
            }
        }
        let lost = bodies
            .iter()
            .find(|(person, body)| (body.mode == Mode::AtDoor) != waiting[person.index()]);
        match lost {
            Some((person, _)) => Err(format!("person {} waits in no queue", person.0)),
            None => Ok(()),
        }
    }

    /// How many wait before a door, on either side.
    pub fn len(&self, key: TileId) -> usize {
        self.waiting.get(&key).map_or(0, VecDeque::len)
    }

    /// Whether nobody waits anywhere.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Who waits before a door, first come first.
    pub fn before(&self, key: TileId) -> impl Iterator<Item = PersonId> + '_ {
        self.waiting
            .get(&key)
            .into_iter()
            .flatten()
            .map(|(person, _)| *person)
    }

    fn front(&self, key: TileId) -> Option<(PersonId, u64)> {
        self.waiting.get(&key)?.front().copied()
    }

    fn join(&mut self, key: TileId, person: PersonId, tick: u64, first: bool) {
        let queue = self.waiting.entry(key).or_default();
        if first {
            queue.push_front((person, tick));
        } else {
            queue.push_back((person, tick));
        }
    }

    /// Somebody goes away from a door.
    pub(super) fn leave(&mut self, key: TileId, person: PersonId) {
        if let Some(queue) = self.waiting.get_mut(&key) {
            queue.retain(|(waiting, _)| *waiting != person);
            if queue.is_empty() {
                self.waiting.remove(&key);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }
}

impl Travel<'_> {
    pub(super) fn come_to_door(&mut self, person: PersonId, key: TileId) {
        let Some(portal) = self.topology.portal_of(key) else {
            self.look(person);
            return;
        };
        let tick = self.clock.tick;
        let free = !self.doors.is_locked(portal) && self.queues.len(key) == 0;
        if free && self.is_let_through(person, portal) && self.take_token(portal) {
            self.pass(person, portal);
            return;
        }
        self.bodies.stand(&mut self.density, person, Mode::AtDoor);
        let has_keys = self.bodies.journeys[person.index()].has_keys;
        self.queues.join(key, person, tick, has_keys);
        self.note_wait_at_door(person, portal);
    }

    /// Whether the keeper of an outer gate passes somebody: officers, civilians and the warden, but
    /// no inmate. Other doors have a lock and no keeper.
    fn is_let_through(&self, person: PersonId, portal: PortalId) -> bool {
        self.topology.portal(portal).kind != DoorKind::OuterGate || self.passes_outer_gates(person)
    }

    /// Whether the keeper of an outer gate opens it for somebody.
    pub(crate) fn passes_outer_gates(&self, person: PersonId) -> bool {
        self.bodies.journeys[person.index()].walks != Walks::AsInmate
    }

    /// The first of those before a door whom its keeper does not hold back; before a locked one, the
    /// first for whom there is a key.
    fn first_before(&self, key: TileId, portal: PortalId) -> Option<(PersonId, u64)> {
        let queue = self.queues.waiting.get(&key)?;
        let mut waiting = queue
            .iter()
            .filter(|(person, _)| self.is_let_through(*person, portal));
        let first = waiting.next()?;
        if !self.doors.is_locked(portal) || self.has_a_key(first.0) {
            return Some(*first);
        }
        let with_key = waiting.find(|(person, _)| self.has_a_key(*person));
        Some(*with_key.unwrap_or(first))
    }

    fn take_token(&mut self, portal: PortalId) -> bool {
        let width = self.topology.portal(portal).width();
        self.doors.take_token(portal, width, self.clock.tick)
    }

    fn note_wait_at_door(&mut self, person: PersonId, portal: PortalId) {
        let found = self.topology.portal(portal);
        let locked = self.doors.is_locked(portal) || !self.is_let_through(person, portal);
        let reason = match (locked, found.kind) {
            (true, DoorKind::OuterGate) => Reason::SallyPort,
            (true, _) => Reason::Locked,
            (false, _) => Reason::Queue,
        };
        let cause = self.bodies.journeys[person.index()].cause;
        self.waits
            .begin(person, reason, found.key(), cause, self.clock.tick);
    }

    /// Through the door to the floor on the other side.
    fn pass(&mut self, person: PersonId, portal: PortalId) {
        let body = &self.bodies.bodies[person.index()];
        let found = self.topology.portal(portal);
        let crossing = (0..2).find_map(|side| {
            let index = found.approach[side]
                .iter()
                .position(|tile| *tile == body.tile)?;
            Some(found.approach[1 - side][index])
        });
        self.waits.end(person, self.clock.tick);
        match crossing {
            Some(floor) => self.walk_to_tile(person, floor, Next::Passed),
            None => self.look(person),
        }
    }

    /// Whether somebody has the keys, or an officer at hand who has them opens for him.
    fn has_a_key(&self, person: PersonId) -> bool {
        let journey = &self.bodies.journeys[person.index()];
        journey.has_keys
            || journey.escort.is_some_and(|escort| {
                let (here, there) = (self.bodies.body(person).tile, self.bodies.body(escort).tile);
                self.bodies.journeys[escort.index()].has_keys
                    && self.grid.distance(here, there) <= AT_HAND
            })
    }

    /// Lets those pass who wait before doors, as tokens and locks allow.
    pub(super) fn serve_doors(&mut self) {
        if self.queues.is_empty() {
            return;
        }
        let keys: Vec<TileId> = self.queues.waiting.keys().copied().collect();
        for key in keys {
            let Some(portal) = self.topology.portal_of(key) else {
                continue;
            };
            while let Some((person, since)) = self.first_before(key, portal) {
                let locked = self.doors.is_locked(portal);
                let by_key = locked
                    && self.topology.portal(portal).kind != DoorKind::OuterGate
                    && self.has_a_key(person)
                    && self.clock.tick >= since + KEY_TURN;
                if locked && !by_key {
                    break;
                }
                if !self.take_token(portal) {
                    break;
                }
                self.queues.leave(key, person);
                self.pass(person, portal);
            }
            // A lock that was turned while men waited changes what they wait for.
            let first = self.first_before(key, portal);
            if let Some((first, _)) = first.or_else(|| self.queues.front(key)) {
                self.note_wait_at_door(first, portal);
            }
        }
    }
}
