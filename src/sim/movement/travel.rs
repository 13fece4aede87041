//! Journeys: what somebody does at the end of each leg.
//!
//! In the room of his goal he looks for the way to it; elsewhere for the next
//! portal. Before a portal he takes a token, or waits (`queues`); through it he walks
//! straight to the floor on the other side. Nobody is ever moved otherwise.

use bevy_ecs::prelude::{Res, ResMut, Resource};
use bevy_ecs::system::SystemParam;

use super::bodies::{Bodies, Mode, Next};
use super::density::Density;
use super::fields::{FAR, FlowFields, Target, hull_is_open};
use super::files::{File, Files};
use super::queues::Queues;
use super::routes::{Map, Routes, Walks};
use super::waits::{Reason, Wait, Waits};
use crate::clock::Clock;
use crate::ids::{FileId, HappeningId, PersonId, PortalId, RoomId, TileId};
use crate::prison::{Doors, Grid, Topology};

/// Who arrived where he was going in this tick. Read in the same tick, never saved.
#[derive(Resource, Clone, Debug, Default)]
pub struct Arrivals(pub Vec<PersonId>);

/// Everything that moving somebody touches.
///
/// Other rooms read the fields that are open to them, and change nothing in these but what a body carries
/// (`set_keys`, `set_escort`) and whether a door is locked (`set_locked`); everything else goes through the
/// methods.
#[derive(SystemParam)]
pub struct Travel<'w> {
    /// The time.
    pub(crate) clock: Res<'w, Clock>,
    /// The tiles.
    pub(crate) grid: Res<'w, Grid>,
    /// The rooms.
    pub(crate) topology: Res<'w, Topology>,
    /// The doors.
    pub(crate) doors: ResMut<'w, Doors>,
    /// The bodies.
    pub(crate) bodies: ResMut<'w, Bodies>,
    /// Who waits before doors.
    pub(super) queues: ResMut<'w, Queues>,
    /// Who waits for what.
    pub(super) waits: ResMut<'w, Waits>,
    /// Men about each tile.
    pub(super) density: ResMut<'w, Density>,
    /// Flow fields.
    pub(super) fields: ResMut<'w, FlowFields>,
    /// Routes.
    pub(super) routes: ResMut<'w, Routes>,
    /// Who has arrived.
    pub(super) arrivals: ResMut<'w, Arrivals>,
    /// Marching files.
    pub(super) files: ResMut<'w, Files>,
}

impl Travel<'_> {
    /// What somebody waits for, if he waits.
    pub fn wait_of(&self, person: PersonId) -> Option<Wait> {
        self.waits.of(person)
    }

    /// Who waits before a door.
    pub fn waiting_before(&self, door: TileId) -> impl Iterator<Item = PersonId> + '_ {
        self.queues.before(door)
    }

    /// The door by which a room must be entered, if it may only be entered by one.
    pub fn way_in(&self, room: RoomId) -> Option<PortalId> {
        self.routes.way_in(&self.topology, room)
    }

    /// A file, while it stands or marches.
    pub fn file(&self, file: FileId) -> Option<&File> {
        self.files.find(file)
    }

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
        let goes_on = self.goes_on_as_he_is(person, goal);
        if goes_on {
            self.fall_out(person);
        } else {
            self.halt(person);
        }
        let tick = self.clock.tick;
        let journey = &mut self.bodies.journeys[person.index()];
        journey.goal = goal;
        journey.point = point;
        journey.cause = cause;
        journey.nearest = (u32::MAX, tick);
        if goes_on {
            journey.waypoints.clear();
        } else {
            self.look(person);
        }
    }

    /// Whether somebody who is sent elsewhere need not stop for it: he is passing a door, on the
    /// other side of which he will look for his way, or he waits at the door by which he would go
    /// anyway, and keeps his place there.
    fn goes_on_as_he_is(&mut self, person: PersonId, goal: TileId) -> bool {
        let body = self.bodies.bodies[person.index()];
        let journey = &self.bodies.journeys[person.index()];
        match (body.mode, journey.next) {
            (Mode::Walking, Next::Passed) => true,
            (Mode::AtDoor, Next::Door { key }) => {
                let walks = journey.walks;
                self.way(walks, body.tile, goal)
                    .is_some_and(|(portal, _)| self.topology.portal(portal).key() == key)
            }
            _ => false,
        }
    }

    /// The first door on the way from a tile to a goal in another room, and how far it is in all, mm.
    fn way(&mut self, walks: Walks, from: TileId, goal: TileId) -> Option<(PortalId, u32)> {
        let room = self.topology.room_of(from)?;
        let (_, goal_room) = self.topology.reach(goal)?;
        if room == goal_room {
            return None;
        }
        let map = Map {
            grid: &self.grid,
            topology: &self.topology,
        };
        self.routes
            .next(&map, &mut self.fields, walks, (room, from), goal_room)
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

    /// Puts somebody who was off the map on a tile.
    pub fn appear(&mut self, person: PersonId, at: TileId) {
        if self.bodies.body(person).mode == Mode::Gone {
            self.bodies
                .put_on(&self.grid, &mut self.density, person, at);
        }
    }

    /// Takes somebody off the map.
    pub fn vanish(&mut self, person: PersonId) {
        self.halt(person);
        self.bodies.take_off(&mut self.density, person);
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
        match self.out_of_doorway(person, tile) {
            Some(floor) => self.walk_to_tile(person, floor, Next::Look),
            None => self.give_up(person),
        }
    }

    /// The floor on that side of a doorway from which it is nearer to where somebody goes.
    fn out_of_doorway(&mut self, person: PersonId, tile: TileId) -> Option<TileId> {
        let portal = self.topology.portal(self.topology.portal_of(tile)?);
        let index = portal.tiles.iter().position(|other| *other == tile)?;
        let sides = [0, 1].map(|side| (portal.approach[side][index], portal.rooms[side]));
        let journey = &self.bodies.journeys[person.index()];
        let (walks, goal) = (journey.walks, journey.goal);
        let goal_room = self.topology.reach(goal).map(|(_, room)| room);
        let mut left = |(floor, room): (TileId, RoomId)| {
            if Some(room) == goal_room {
                return 0;
            }
            self.way(walks, floor, goal)
                .map_or(u32::MAX, |(_, left)| left)
        };
        let (first, second) = (left(sides[0]), left(sides[1]));
        Some(sides[usize::from(second < first)].0)
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
