//! Journeys: what somebody does at the end of each leg.
//!
//! In the room of his goal he looks for the way to it; elsewhere for the next
//! portal. Before a portal he takes a token, or waits; through it he walks
//! straight to the floor on the other side. Nobody is ever moved otherwise.

use std::collections::{BTreeMap, VecDeque};

use bevy_ecs::prelude::Res;
use bevy_ecs::prelude::{ResMut, Resource};
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use super::bodies::{Bodies, LOOK_AHEAD, Mode, Next};
use super::density::Density;
use super::fields::{FAR, Fields, Target, hull_is_open};
use super::files::Files;
use super::routes::{Map, Routes, Walks};
use super::waits::{Reason, Waits};
use crate::clock::Clock;
use crate::ids::{HappeningId, PersonId, PortalId, RoomId, TileId};
use crate::level::DoorKind;
use crate::prison::{Doors, Grid, Topology};
use crate::section::{Limits, Section};

/// From how far off men fan out before a door, mm; farther than the widest fan.
const FAN: u32 = 6_000;
/// How long an officer takes to unlock a door, pass and lock it again (DESIGN 11: a cell by key 4 s).
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

/// Who arrived where he was going in this tick. Read in the same tick, never saved.
#[derive(Resource, Clone, Debug, Default)]
pub struct Arrivals(pub Vec<PersonId>);

/// Everything that moving somebody touches.
#[derive(SystemParam)]
pub struct Travel<'w> {
    /// The time.
    pub clock: Res<'w, Clock>,
    /// The tiles.
    pub grid: Res<'w, Grid>,
    /// The rooms.
    pub topology: Res<'w, Topology>,
    /// The doors.
    pub doors: ResMut<'w, Doors>,
    /// The bodies.
    pub bodies: ResMut<'w, Bodies>,
    /// Who waits before doors.
    pub queues: ResMut<'w, Queues>,
    /// Who waits for what.
    pub waits: ResMut<'w, Waits>,
    /// Men about each tile.
    pub density: ResMut<'w, Density>,
    /// Flow fields.
    pub fields: ResMut<'w, Fields>,
    /// Routes.
    pub routes: ResMut<'w, Routes>,
    /// Who has arrived.
    pub arrivals: ResMut<'w, Arrivals>,
    /// Marching files.
    pub files: ResMut<'w, Files>,
}

impl Travel<'_> {
    /// Sends somebody to a tile, from wherever he is.
    pub fn send(&mut self, person: PersonId, goal: TileId, cause: HappeningId) {
        self.set_out(person, goal, None, cause);
    }

    /// Sends somebody to a tile at marching pace: he is fetched, and the old walk as the young.
    pub fn send_marching(&mut self, person: PersonId, goal: TileId, cause: HappeningId) {
        let march = self.files.march();
        self.bodies.journeys[person.index()].pace = Some(march);
        self.set_out(person, goal, None, cause);
    }

    fn set_out(
        &mut self,
        person: PersonId,
        goal: TileId,
        point: Option<(i32, i32)>,
        cause: HappeningId,
    ) {
        self.halt(person);
        let journey = &mut self.bodies.journeys[person.index()];
        journey.goal = goal;
        journey.point = point;
        journey.cause = cause;
        journey.nearest = (u32::MAX, self.clock.tick);
        self.look(person);
    }

    /// Somebody walks at his own pace again.
    pub fn at_own_pace(&mut self, person: PersonId) {
        self.bodies.journeys[person.index()].pace = None;
    }

    /// Sends somebody to an exact point on a tile.
    pub fn send_to_point(
        &mut self,
        person: PersonId,
        goal: TileId,
        point: (i32, i32),
        cause: HappeningId,
    ) {
        self.set_out(person, goal, Some(point), cause);
    }

    /// Takes somebody out of queue and leg. He stands; his journey is over.
    pub fn halt(&mut self, person: PersonId) {
        self.fall_out(person);
        let journey = &mut self.bodies.journeys[person.index()];
        if let Next::Door { key } = journey.next
            && self.bodies.bodies[person.index()].mode == Mode::AtDoor
        {
            self.queues.leave(key, person);
        }
        let journey = &mut self.bodies.journeys[person.index()];
        journey.next = Next::Nothing;
        journey.waypoints.clear();
        self.waits.end(person, self.clock.tick);
        if self.bodies.bodies[person.index()].mode != Mode::Gone {
            self.bodies.stand(&mut self.density, person, Mode::Still);
        }
    }

    /// Takes somebody off the map.
    pub fn vanish(&mut self, person: PersonId) {
        self.halt(person);
        self.bodies.take_off(&mut self.density, person);
    }

    /// Stands aside a little, so that men do not walk in each other's tracks: the same
    /// for a man everywhere, within 0.3 m of the middle of a tile.
    fn aside(person: PersonId) -> (i32, i32) {
        let spread = person.0.wrapping_mul(0x9E37_79B9) >> 12;
        (
            (spread % 601) as i32 - 300,
            (spread / 601 % 601) as i32 - 300,
        )
    }

    fn point_on(&self, person: PersonId, tile: TileId) -> (i32, i32) {
        let (x, y) = self.grid.centre(tile);
        let (dx, dy) = Self::aside(person);
        (x + dx, y + dy)
    }

    fn walk_to_tile(&mut self, person: PersonId, tile: TileId, next: Next) {
        let here = self.bodies.bodies[person.index()].tile;
        let beyond = match next {
            Next::Door { key } => self.floor_beyond(key, tile),
            Next::Passed => Some(self.onwards(here, tile)),
            _ => self.bodies.journeys[person.index()]
                .waypoints
                .last()
                .map(|after| self.past(tile, *after)),
        };
        self.walk_on(person, tile, next, beyond.unwrap_or(tile));
    }

    fn walk_on(&mut self, person: PersonId, tile: TileId, next: Next, beyond: TileId) {
        let point = self.point_on(person, tile);
        self.bodies
            .begin_leg(&mut self.density, person, point, next, beyond);
    }

    /// The floor on the other side of a door, for one who stands before it.
    fn floor_beyond(&self, key: TileId, before: TileId) -> Option<TileId> {
        let portal = self.topology.portal(self.topology.portal_of(key)?);
        (0..2).find_map(|side| {
            let index = portal.approach[side]
                .iter()
                .position(|tile| *tile == before)?;
            portal.approach[1 - side].get(index).copied()
        })
    }

    /// The tile one looks at beyond `at`, on the way to `after`.
    fn past(&self, at: TileId, after: TileId) -> TileId {
        let distance = self.grid.distance(at, after) as f32;
        if distance <= LOOK_AHEAD {
            return after;
        }
        let ((ax, ay), (bx, by)) = (self.grid.centre(at), self.grid.centre(after));
        let share = LOOK_AHEAD / distance;
        self.grid.under(
            ax + ((bx - ax) as f32 * share) as i32,
            ay + ((by - ay) as f32 * share) as i32,
        )
    }

    /// The tile after `to` for one who walks there from `from` and on, if it is open.
    fn onwards(&self, from: TileId, to: TileId) -> TileId {
        let ((ax, ay), (bx, by)) = (self.grid.x_y(from), self.grid.x_y(to));
        let (dx, dy) = (
            (bx as i32 - ax as i32).signum(),
            (by as i32 - ay as i32).signum(),
        );
        self.grid
            .at(bx as i32 + dx, by as i32 + dy)
            .filter(|tile| self.topology.is_open(*tile))
            .unwrap_or(to)
    }

    /// The next leg along a field. Tells whether there is a way.
    fn follow(&mut self, person: PersonId, room: RoomId, from: TileId, target: Target) -> bool {
        let (grid, topology) = (&*self.grid, &*self.topology);
        let (anchor, distance) = self.fields.way(grid, topology, room, target, from);
        if distance == FAR {
            return false;
        }
        let (after, left) = self.fields.way(grid, topology, room, target, anchor);
        if left == 0 {
            match target {
                Target::Tile(_) => self.walk_to_tile(person, anchor, Next::Look),
                Target::Portal(key) => {
                    match self.fan_out(person, room, (from, distance), anchor, key) {
                        Some(spot) => {
                            let beyond = self.past(spot, anchor);
                            self.walk_on(person, spot, Next::Look, beyond);
                        }
                        None => self.walk_to_tile(person, anchor, Next::Door { key }),
                    }
                }
            }
            return true;
        }
        // Round a corner not all tread on the same stone: some take it wide.
        let wide = self.take_wide(person, room, (from, distance), anchor, target);
        let after = match wide {
            Some(tile) => {
                self.fields
                    .way(&self.grid, &self.topology, room, target, tile)
                    .0
            }
            None => after,
        };
        let corner = wide.unwrap_or(anchor);
        let beyond = self.past(corner, after);
        self.walk_on(person, corner, Next::Look, beyond);
        true
    }

    /// From afar men do not come to a door all along the wall beside it, but over the floor before
    /// it: a tile up to four straight out from the door, the same number for a man everywhere.
    fn fan_out(
        &self,
        person: PersonId,
        room: RoomId,
        (from, distance): (TileId, u32),
        before: TileId,
        key: TileId,
    ) -> Option<TileId> {
        if distance < FAN {
            return None;
        }
        let beyond = self.floor_beyond(key, before)?;
        let ((x, y), (bx, by)) = (self.grid.x_y(before), self.grid.x_y(beyond));
        let (out_x, out_y) = (
            (x as i32 - bx as i32).signum(),
            (y as i32 - by as i32).signum(),
        );
        let steps = (person.0.wrapping_mul(0x85EB_CA6B) >> 16) % 5;
        (1..=steps as i32).rev().find_map(|steps| {
            let tile = self
                .grid
                .at(x as i32 + out_x * steps, y as i32 + out_y * steps)?;
            let clear = |a, b| hull_is_open(&self.grid, &self.topology, room, a, b);
            (clear(from, tile) && clear(tile, before)).then_some(tile)
        })
    }

    /// A tile up to three further out than a corner, the same number for a man everywhere, if it is
    /// in plain view and nearer to the target than where he stands.
    fn take_wide(
        &mut self,
        person: PersonId,
        room: RoomId,
        (from, distance): (TileId, u32),
        corner: TileId,
        target: Target,
    ) -> Option<TileId> {
        let (x, y) = self.grid.x_y(corner);
        let (x, y) = (x as i32, y as i32);
        let in_room = |dx: i32, dy: i32| {
            self.grid
                .at(x + dx, y + dy)
                .filter(|tile| self.topology.room_of(*tile) == Some(room))
        };
        let (mut out_x, mut out_y) = (0, 0);
        for dy in -1..=1 {
            for dx in -1..=1 {
                if in_room(dx, dy).is_none() {
                    out_x -= dx;
                    out_y -= dy;
                }
            }
        }
        let (out_x, out_y) = (out_x.signum(), out_y.signum());
        let wide = (person.0.wrapping_mul(0x85EB_CA6B) >> 16) % 4;
        (1..=wide as i32).rev().find_map(|steps| {
            let tile = in_room(out_x * steps, out_y * steps)?;
            let (_, left) = self
                .fields
                .way(&self.grid, &self.topology, room, target, tile);
            (left < distance && hull_is_open(&self.grid, &self.topology, room, from, tile))
                .then_some(tile)
        })
    }

    /// Looks for the way from where somebody stands, and begins the next leg.
    pub(super) fn look(&mut self, person: PersonId) {
        let body = self.bodies.bodies[person.index()];
        if body.mode == Mode::Gone {
            return;
        }
        let journey = &mut self.bodies.journeys[person.index()];
        let goal = journey.goal;
        let walks = journey.walks;
        if let Some(tile) = journey.waypoints.pop() {
            self.walk_to_tile(person, tile, Next::Look);
            return;
        }
        if body.tile == goal {
            self.last_leg(person);
            return;
        }
        let Some(room) = self.topology.room_of(body.tile) else {
            self.step_out(person, body.tile);
            return;
        };
        let Some((access, goal_room)) = self.topology.reach(goal) else {
            self.give_up(person);
            return;
        };
        if room == goal_room {
            self.cross_room(person, room, body.tile, access);
            return;
        }
        let map = Map {
            grid: &self.grid,
            topology: &self.topology,
        };
        match self
            .routes
            .next(&map, &mut self.fields, walks, (room, body.tile), goal_room)
        {
            Some((portal, _)) => self.go_to_door(person, room, body.tile, portal),
            None => self.give_up(person),
        }
    }

    /// From furniture to the floor beside it; from a door to the floor before it.
    fn step_out(&mut self, person: PersonId, tile: TileId) {
        if let Some(place) = self.topology.place_on(tile) {
            let access = place.access;
            self.walk_to_tile(person, access, Next::Look);
            return;
        }
        let out = self.topology.portal_of(tile).and_then(|portal| {
            let portal = self.topology.portal(portal);
            let index = portal.tiles.iter().position(|other| *other == tile)?;
            Some(portal.approach[0][index])
        });
        match out {
            Some(floor) => self.walk_to_tile(person, floor, Next::Look),
            None => self.give_up(person),
        }
    }

    /// The way within one room to a tile of it.
    fn cross_room(&mut self, person: PersonId, room: RoomId, from: TileId, access: TileId) {
        if from == access {
            self.last_leg(person);
            return;
        }
        if hull_is_open(&self.grid, &self.topology, room, from, access) {
            if self.bodies.journeys[person.index()].goal == access {
                self.last_leg(person);
            } else {
                self.walk_to_tile(person, access, Next::Look);
            }
            return;
        }
        // The way from a door to a seat is the way from the seat to the door, walked back;
        // so one field for the door serves every seat.
        if let Some(portal) = self.portal_before(room, from)
            && let Some(back) = self.chain(room, access, portal)
        {
            let journey = &mut self.bodies.journeys[person.index()];
            journey.waypoints.clear();
            journey.waypoints.push(access);
            journey.waypoints.extend(back);
            self.look(person);
            return;
        }
        if !self.follow(person, room, from, Target::Tile(access)) {
            self.give_up(person);
        }
    }

    /// The portal a tile lies before, if its room leads somewhere through it.
    fn portal_before(&self, room: RoomId, tile: TileId) -> Option<PortalId> {
        self.grid
            .beside(tile)
            .filter_map(|beside| self.topology.portal_of(beside))
            .find(|portal| {
                let portal = self.topology.portal(*portal);
                portal.rooms.contains(&room)
                    && portal
                        .rooms
                        .iter()
                        .all(|room| !self.topology.room(*room).is_leaf())
            })
    }

    /// The anchors from a tile to a portal, in that order, the start excluded.
    fn chain(&mut self, room: RoomId, start: TileId, portal: PortalId) -> Option<Vec<TileId>> {
        let mut chain = Vec::new();
        let mut tile = start;
        for _ in 0..64 {
            let (anchor, distance) =
                self.fields
                    .to_portal(&self.grid, &self.topology, room, portal, tile);
            if distance == FAR {
                return None;
            }
            if anchor == tile {
                return Some(chain);
            }
            chain.push(anchor);
            tile = anchor;
        }
        None
    }

    /// The last leg: onto the very tile, or point, of the goal.
    fn last_leg(&mut self, person: PersonId) {
        let journey = &self.bodies.journeys[person.index()];
        let goal = journey.goal;
        let point = match journey.point {
            Some(point) => point,
            None if self.topology.place_on(goal).is_some() => self.grid.centre(goal),
            None => self.point_on(person, goal),
        };
        self.bodies
            .begin_leg(&mut self.density, person, point, Next::Arrive, goal);
    }

    fn go_to_door(&mut self, person: PersonId, room: RoomId, from: TileId, portal: PortalId) {
        let found = self.topology.portal(portal);
        let key = found.key();
        let Some(side) = found.side(room) else {
            self.give_up(person);
            return;
        };
        if found.approach[side].contains(&from) {
            // The last step aligns him with the door, so that he goes straight through it.
            self.walk_to_tile(person, from, Next::Door { key });
            return;
        }
        let only = self.topology.only_portal(found.rooms[1 - side]) == Some(portal)
            && !self.topology.room(room).is_leaf();
        if only {
            // A door onto a leaf has no field of its own: it is a goal in this room.
            let (grid, from) = (&*self.grid, from);
            let nearest = found.approach[side]
                .iter()
                .copied()
                .min_by_key(|tile| (grid.distance(from, *tile), *tile));
            let Some(before) = nearest else { return };
            if hull_is_open(&self.grid, &self.topology, room, from, before) {
                self.walk_to_tile(person, before, Next::Door { key });
                return;
            }
            self.cross_room(person, room, from, before);
            return;
        }
        if !self.follow(person, room, from, Target::Portal(key)) {
            self.give_up(person);
        }
    }

    /// There is no way. He stands and waits; the regime's next bid or a new map sends him on.
    fn give_up(&mut self, person: PersonId) {
        let tile = self.bodies.bodies[person.index()].tile;
        let cause = self.bodies.journeys[person.index()].cause;
        self.bodies.stand(&mut self.density, person, Mode::Still);
        self.bodies.journeys[person.index()].next = Next::Look;
        self.waits
            .begin(person, Reason::Blocked, tile, cause, self.clock.tick);
    }

    /// What the end of a leg means.
    pub(super) fn leg_ended(&mut self, person: PersonId) {
        match self.bodies.journeys[person.index()].next {
            Next::Look | Next::Passed => self.look(person),
            Next::Arrive => {
                if self.fall_in(person) {
                    return;
                }
                self.bodies.journeys[person.index()].next = Next::Nothing;
                self.bodies.stand(&mut self.density, person, Mode::Still);
                self.arrivals.0.push(person);
            }
            Next::Door { key } => self.come_to_door(person, key),
            Next::Nothing => self.bodies.stand(&mut self.density, person, Mode::Still),
        }
    }

    fn come_to_door(&mut self, person: PersonId, key: TileId) {
        let Some(portal) = self.topology.portal_of(key) else {
            self.look(person);
            return;
        };
        let tick = self.clock.tick;
        let free = !self.doors.is_locked(portal) && self.queues.len(key) == 0;
        if free && self.take_token(portal) {
            self.pass(person, portal);
            return;
        }
        self.bodies.stand(&mut self.density, person, Mode::AtDoor);
        let has_keys = self.bodies.journeys[person.index()].has_keys;
        self.queues.join(key, person, tick, has_keys);
        self.note_wait_at_door(person, portal);
    }

    fn take_token(&mut self, portal: PortalId) -> bool {
        let width = self.topology.portal(portal).width();
        self.doors.take_token(portal, width, self.clock.tick)
    }

    fn note_wait_at_door(&mut self, person: PersonId, portal: PortalId) {
        let found = self.topology.portal(portal);
        let reason = match (self.doors.is_locked(portal), found.kind) {
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
            while let Some((person, since)) = self
                .queues
                .waiting
                .get(&key)
                .and_then(|queue| queue.front())
                .copied()
            {
                let locked = self.doors.is_locked(portal);
                let by_key = locked
                    && self.topology.portal(portal).kind != DoorKind::OuterGate
                    && self.bodies.journeys[person.index()].has_keys
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
            if let Some((first, _)) = self.queues.waiting.get(&key).and_then(|q| q.front()) {
                let first = *first;
                self.note_wait_at_door(first, portal);
            }
        }
    }

    /// After the map has changed nobody's leg can be trusted: everybody under way looks again.
    pub(super) fn look_again(&mut self) {
        self.queues.clear();
        for index in 0..self.bodies.len() {
            let person = PersonId::from_index(index);
            let body = &self.bodies.bodies[index];
            if matches!(body.mode, Mode::Gone | Mode::InFile)
                || self.bodies.journeys[index].next == Next::Nothing
            {
                continue;
            }
            self.waits.end(person, self.clock.tick);
            self.bodies.stand(&mut self.density, person, Mode::Still);
            self.bodies.journeys[index].waypoints.clear();
            self.look(person);
        }
    }

    /// The room of somebody's goal; for a file, of where he goes after it.
    fn goal_room(&self, person: PersonId) -> Option<RoomId> {
        let journey = self.bodies.journey(person);
        let goal = match (journey.file, self.bodies.body(person).mode) {
            (Some(_), Mode::InFile) => journey.after,
            _ => journey.goal,
        };
        self.topology.reach(goal).map(|(_, room)| room)
    }

    /// Whether every leg somebody walks leads nearer to his goal without a choice of doors:
    /// in the goal's room, in the room before its only door, and on the way out of a leaf.
    pub fn leads_on(&self, person: PersonId) -> bool {
        let (Some(here), Some(goal)) = (
            self.topology.room_at(self.bodies.body(person).tile),
            self.goal_room(person),
        ) else {
            return false;
        };
        let before = self
            .topology
            .only_portal(goal)
            .and_then(|door| self.topology.portal(door).beyond(goal));
        here == goal || before == Some(here) || self.topology.only_portal(here).is_some()
    }

    /// How far somebody still has to go to the room of his goal, mm: along his route, not as
    /// the crow flies. 0 where [`Travel::leads_on`]; `None` if there is no way.
    pub fn left(&mut self, person: PersonId) -> Option<u32> {
        if self.leads_on(person) {
            return Some(0);
        }
        let walks = self.bodies.journey(person).walks;
        let goal = self.goal_room(person)?;
        let tile = self.bodies.body(person).tile;
        let (from, room) = self.topology.reach(tile).or_else(|| {
            let portal = self.topology.portal(self.topology.portal_of(tile)?);
            Some((portal.approach[1][0], portal.rooms[1]))
        })?;
        let map = Map {
            grid: &self.grid,
            topology: &self.topology,
        };
        self.routes
            .next(&map, &mut self.fields, walks, (room, from), goal)
            .map(|(_, left)| left)
    }

    /// How far inmates go from a tile to a room, mm; `None` if there is no way.
    pub fn way_to(&mut self, from: TileId, to: RoomId) -> Option<u32> {
        let room = self.topology.room_of(from)?;
        if room == to {
            return Some(0);
        }
        let map = Map {
            grid: &self.grid,
            topology: &self.topology,
        };
        self.routes
            .next(&map, &mut self.fields, Walks::AsInmate, (room, from), to)
            .map(|(_, left)| left)
    }

    /// Whether somebody walks as inmates do.
    pub fn walks(&self, person: PersonId) -> Walks {
        self.bodies.journeys[person.index()].walks
    }
}
