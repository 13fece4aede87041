//! Rooms, portals and places, as found in the tiles.
//!
//! - A **room** is walkable floor joined orthogonally, bounded by barriers,
//!   furniture and doors, with at most one label.
//! - A **portal** is a straight run of equal door tiles between two rooms. Its
//!   width is the length of the run in metres. Portals are numbered in the order
//!   of their first tile, rooms in that of theirs.
//! - A **place** is a tile that holds one man at what he does (a berth, a seat,
//!   a loom). Furniture is stepped on from its access tile.
//!
//! All of it is a cache of the grid: rebuilt when the map changes, never saved.

use std::sync::Arc;

use bevy_ecs::prelude::Resource;
use xxhash_rust::xxh3::Xxh3;

use super::clearings::Clearings;
use super::grid::Grid;
use super::squares::Squares;
use crate::ids::{PortalId, RoomId, TileId};
use crate::level::{DoorKind, PlaceUse, RoomUse};

/// "No room", in the table of tiles.
const NONE: u16 = u16::MAX;

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// What it is for.
    pub used_as: RoomUse,
    /// Its own name, if it has one.
    pub name: Option<String>,
    /// Its walkable tiles, in the order of the map.
    pub tiles: Vec<TileId>,
    /// Leftmost column, top row, rightmost column, bottom row.
    pub bounds: (u32, u32, u32, u32),
    /// The portals that lead out of it, in order.
    pub portals: Vec<PortalId>,
    /// Tells rooms of different shape apart: a field worked out for a room holds as long as this does.
    pub shape: u64,
}

impl Room {
    /// Whether it has one way out at most: nobody passes through it on the way elsewhere.
    pub fn is_leaf(&self) -> bool {
        self.portals.len() <= 1
    }
}

/// A door, gate or doorway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Its tiles, in the order of the map. The first names it in saved state.
    pub tiles: Vec<TileId>,
    /// What it is made of.
    pub kind: DoorKind,
    /// The rooms on its two sides: first the one above or to the left.
    pub rooms: [RoomId; 2],
    /// For each side the floor tiles before each of its tiles.
    pub approach: [Vec<TileId>; 2],
}

impl Portal {
    /// The tile that names it.
    pub fn key(&self) -> TileId {
        self.tiles[0]
    }

    /// Width in metres.
    pub fn width(&self) -> u32 {
        self.tiles.len() as u32
    }

    /// Which side `room` is on: 0 or 1.
    pub fn side(&self, room: RoomId) -> Option<usize> {
        self.rooms.iter().position(|side| *side == room)
    }

    /// The room on the other side.
    pub fn beyond(&self, room: RoomId) -> Option<RoomId> {
        self.side(room).map(|side| self.rooms[1 - side])
    }

    /// Whether it can be locked at all.
    pub fn has_lock(&self) -> bool {
        self.kind != DoorKind::Doorway
    }
}

/// A place that holds one man.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub tile: TileId,
    /// For what.
    pub used_as: PlaceUse,
    /// The walkable tile it is stepped on from; itself, if it can be walked on.
    pub access: TileId,
    /// The room.
    pub room: RoomId,
}

/// Rooms, portals, places.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Topology {
    rooms: Vec<Room>,
    portals: Vec<Portal>,
    places: Vec<Place>,
    room_of: Vec<u16>,
    portal_of: Vec<u16>,
    place_of: Vec<u32>,
    /// Walkable: floor of a room, or a door tile.
    open: Vec<bool>,
    clearings: Clearings,
    /// Shared with what is counted by it.
    squares: Arc<Squares>,
}

impl Topology {
    /// Works out the topology of a map.
    pub fn of(grid: &Grid) -> Self {
        let mut found = Self {
            room_of: vec![NONE; grid.len()],
            portal_of: vec![NONE; grid.len()],
            place_of: vec![u32::MAX; grid.len()],
            open: vec![false; grid.len()],
            ..Self::default()
        };
        found.find_rooms(grid);
        let of_a_room = found.room_of.iter().map(|room| *room != NONE);
        found.clearings = Clearings::of(grid.width() as usize, of_a_room);
        found.find_portals(grid);
        found.find_places(grid);
        found.label(grid);
        found.take_shapes(grid);
        found.squares = Arc::new(Squares::of(grid, &found));
        found
    }

    fn find_rooms(&mut self, grid: &Grid) {
        let mut stack = Vec::new();
        for first in 0..grid.len() {
            if self.room_of[first] != NONE || !grid.tiles()[first].is_walkable() {
                continue;
            }
            if self.rooms.len() >= NONE as usize {
                break;
            }
            let room = self.rooms.len() as u16;
            let mut tiles = Vec::new();
            self.room_of[first] = room;
            stack.push(TileId::from_index(first));
            while let Some(tile) = stack.pop() {
                tiles.push(tile);
                for next in grid.beside(tile) {
                    if self.room_of[next.index()] == NONE && grid.tile(next).is_walkable() {
                        self.room_of[next.index()] = room;
                        stack.push(next);
                    }
                }
            }
            tiles.sort_unstable();
            let (mut left, mut top, mut right, mut bottom) = (u32::MAX, u32::MAX, 0, 0);
            for tile in &tiles {
                let (x, y) = grid.x_y(*tile);
                self.open[tile.index()] = true;
                left = left.min(x);
                top = top.min(y);
                right = right.max(x);
                bottom = bottom.max(y);
            }
            self.rooms.push(Room {
                used_as: RoomUse::Way,
                name: None,
                tiles,
                bounds: (left, top, right, bottom),
                portals: Vec::new(),
                shape: 0,
            });
        }
    }

    fn find_portals(&mut self, grid: &Grid) {
        for index in 0..grid.len() {
            let first = TileId::from_index(index);
            let Some(kind) = grid.tile(first).door() else {
                continue;
            };
            if self.portal_of[index] != NONE || self.portals.len() >= NONE as usize {
                continue;
            }
            let (x, y) = grid.x_y(first);
            let (x, y) = (x as i32, y as i32);
            // A door is crossed where there is floor on both of two opposite sides.
            let floor = |x: i32, y: i32| {
                grid.at(x, y)
                    .filter(|tile| self.room_of[tile.index()] != NONE)
            };
            let vertical_run = floor(x - 1, y).is_some() && floor(x + 1, y).is_some();
            let horizontal_run = floor(x, y - 1).is_some() && floor(x, y + 1).is_some();
            let (along, across) = match (vertical_run, horizontal_run) {
                (true, _) => ((0, 1), (1, 0)),
                (_, true) => ((1, 0), (0, 1)),
                // A door onto a wall leads nowhere; it is part of the wall.
                _ => continue,
            };
            let mut portal: Option<Portal> = None;
            for step in 0..8 {
                let (px, py) = (x + along.0 * step, y + along.1 * step);
                let Some(tile) = grid
                    .at(px, py)
                    .filter(|t| grid.tile(*t).door() == Some(kind))
                else {
                    break;
                };
                let (Some(before), Some(after)) = (
                    floor(px - across.0, py - across.1),
                    floor(px + across.0, py + across.1),
                ) else {
                    break;
                };
                let rooms = [before, after].map(|tile| RoomId(self.room_of[tile.index()]));
                let portal = portal.get_or_insert_with(|| Portal {
                    tiles: Vec::new(),
                    kind,
                    rooms,
                    approach: [Vec::new(), Vec::new()],
                });
                if portal.rooms != rooms {
                    break;
                }
                portal.tiles.push(tile);
                portal.approach[0].push(before);
                portal.approach[1].push(after);
            }
            let Some(portal) = portal else { continue };
            let id = self.portals.len() as u16;
            for tile in &portal.tiles {
                self.portal_of[tile.index()] = id;
                self.open[tile.index()] = true;
            }
            let [a, b] = portal.rooms;
            self.rooms[a.index()].portals.push(PortalId(id));
            if a != b {
                self.rooms[b.index()].portals.push(PortalId(id));
            }
            self.portals.push(portal);
        }
    }

    fn find_places(&mut self, grid: &Grid) {
        for index in 0..grid.len() {
            let tile = TileId::from_index(index);
            let Some(used_as) = grid.tile(tile).place() else {
                continue;
            };
            let access = if grid.tile(tile).is_walkable() {
                Some(tile)
            } else {
                grid.beside(tile)
                    .find(|beside| self.room_of[beside.index()] != NONE)
            };
            let Some(access) = access else { continue };
            self.place_of[index] = self.places.len() as u32;
            self.places.push(Place {
                tile,
                used_as,
                access,
                room: RoomId(self.room_of[access.index()]),
            });
        }
    }

    fn label(&mut self, grid: &Grid) {
        for label in grid.labels() {
            let Some(tile) = grid.at(label.x as i32, label.y as i32) else {
                continue;
            };
            let room = self.room_of[tile.index()];
            if let Some(room) = self.rooms.get_mut(room as usize)
                && room.used_as == RoomUse::Way
            {
                room.used_as = label.room;
                room.name.clone_from(&label.name);
            }
        }
    }

    fn take_shapes(&mut self, grid: &Grid) {
        for room in &mut self.rooms {
            let mut hash = Xxh3::new();
            for tile in &room.tiles {
                hash.update(&tile.0.to_le_bytes());
                hash.update(&[grid.tile(*tile).is_walkable() as u8]);
            }
            for portal in &room.portals {
                for tile in &self.portals[portal.index()].tiles {
                    hash.update(&tile.0.to_le_bytes());
                }
            }
            room.shape = hash.digest();
        }
    }

    /// The squares of the rooms, by which people are counted.
    pub fn squares(&self) -> &Arc<Squares> {
        &self.squares
    }

    /// All rooms, by [`RoomId`].
    pub fn rooms(&self) -> &[Room] {
        &self.rooms
    }

    /// All portals, by [`PortalId`], in the order of their first tiles.
    pub fn portals(&self) -> &[Portal] {
        &self.portals
    }

    /// All places, in the order of their tiles.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// A room.
    #[inline]
    pub fn room(&self, room: RoomId) -> &Room {
        &self.rooms[room.index()]
    }

    /// A portal.
    #[inline]
    pub fn portal(&self, portal: PortalId) -> &Portal {
        &self.portals[portal.index()]
    }

    /// The room a floor tile belongs to.
    #[inline]
    pub fn room_of(&self, tile: TileId) -> Option<RoomId> {
        match self.room_of.get(tile.index()) {
            Some(&room) if room != NONE => Some(RoomId(room)),
            _ => None,
        }
    }

    /// Whether every tile of the rectangle between two tiles of a room is floor of that room too.
    #[inline]
    pub fn is_clear_between(&self, grid: &Grid, a: TileId, b: TileId) -> bool {
        self.clearings.is_clear(grid.x_y(a), grid.x_y(b))
    }

    /// The portal a door tile belongs to.
    #[inline]
    pub fn portal_of(&self, tile: TileId) -> Option<PortalId> {
        match self.portal_of.get(tile.index()) {
            Some(&portal) if portal != NONE => Some(PortalId(portal)),
            _ => None,
        }
    }

    /// The place on a tile.
    pub fn place_on(&self, tile: TileId) -> Option<&Place> {
        self.place_of
            .get(tile.index())
            .and_then(|place| self.places.get(*place as usize))
    }

    /// Whether men can be on this tile on their way: floor of a room, or a door.
    #[inline]
    pub fn is_open(&self, tile: TileId) -> bool {
        self.open.get(tile.index()).copied().unwrap_or(false)
    }

    /// The walkable tile from which `tile` is reached, and its room: itself, or a place's access.
    pub fn reach(&self, tile: TileId) -> Option<(TileId, RoomId)> {
        if let Some(room) = self.room_of(tile) {
            return Some((tile, room));
        }
        self.place_on(tile).map(|place| (place.access, place.room))
    }

    /// The tile by which a room is named.
    pub fn place_of(&self, room: RoomId) -> Option<TileId> {
        self.room(room).tiles.first().copied()
    }

    /// The room a person standing on `tile` is in; on a door tile, the room on its first side.
    pub fn room_at(&self, tile: TileId) -> Option<RoomId> {
        self.reach(tile).map(|(_, room)| room).or_else(|| {
            self.portal_of(tile)
                .map(|portal| self.portal(portal).rooms[0])
        })
    }

    /// The places of one kind, in the order of their tiles.
    pub fn places_for(&self, used_as: PlaceUse) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .filter(move |place| place.used_as == used_as)
    }

    /// The rooms of one use, in order.
    pub fn rooms_for(&self, used_as: RoomUse) -> impl Iterator<Item = (RoomId, &Room)> {
        self.rooms
            .iter()
            .enumerate()
            .filter(move |(_, room)| room.used_as == used_as)
            .map(|(index, room)| (RoomId::from_index(index), room))
    }

    /// The first room of one use.
    pub fn first_room(&self, used_as: RoomUse) -> Option<RoomId> {
        self.rooms_for(used_as).map(|(room, _)| room).next()
    }

    /// The only way out of a leaf room.
    pub fn only_portal(&self, room: RoomId) -> Option<PortalId> {
        match self.room(room).portals.as_slice() {
            [portal] => Some(*portal),
            _ => None,
        }
    }

    /// Which parts of the map can be reached from `room` through doors, whatever their locks.
    pub fn reachable_from(&self, room: RoomId) -> Vec<bool> {
        let mut reached = vec![false; self.rooms.len()];
        let mut stack = vec![room];
        if let Some(first) = reached.get_mut(room.index()) {
            *first = true;
        }
        while let Some(room) = stack.pop() {
            for portal in &self.room(room).portals {
                for next in self.portal(*portal).rooms {
                    if !reached[next.index()] {
                        reached[next.index()] = true;
                        stack.push(next);
                    }
                }
            }
        }
        reached
    }
}
