//! Checking a prison: what a level's map and rules make, looked at before anybody lives in it.
//!
//! Remarks are no errors: an overcrowded or badly built prison may be lived in, and that is
//! what people make levels for. Each names the place and a remedy.

use std::collections::BTreeSet;

use super::{Grid, Tiers, Topology};
use crate::ids::{RoomId, TileId};
use crate::level::{CastRole, DoorKind, Level, Occasion, PlaceUse, RoomUse};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is worth saying, in the order of the map.
    pub remarks: Vec<String>,
    /// Rooms.
    pub rooms: usize,
    /// Doors.
    pub doors: usize,
    /// Cells.
    pub cells: usize,
    /// Berths in cells.
    pub berths: u32,
    /// Inmates.
    pub inmates: u32,
}

/// Looks at the prison a level makes.
pub fn check(level: &Level) -> Found {
    let grid = Grid::of(&level.map);
    let topology = Topology::of(&grid);
    let tiers = Tiers::of(&grid, &topology);
    let mut checking = Checking {
        level,
        grid: &grid,
        topology: &topology,
        tiers: &tiers,
        remarks: Vec::new(),
    };
    checking.doors_lead_somewhere();
    checking.labels();
    checking.furniture();
    let inmates = level.population.iter().map(|group| group.men).sum();
    if inmates > 0 {
        checking.sealed_rooms();
        checking.beds(inmates);
        checking.mess_hall(inmates);
        checking.jobs();
        checking.cast();
    }
    Found {
        remarks: checking.remarks,
        rooms: topology.rooms().len(),
        doors: topology.portals().len(),
        cells: tiers.cells().count(),
        berths: tiers
            .cells()
            .map(|(_, cell)| cell.berths.len() as u32)
            .sum(),
        inmates,
    }
}

struct Checking<'a> {
    level: &'a Level,
    grid: &'a Grid,
    topology: &'a Topology,
    tiers: &'a Tiers,
    remarks: Vec<String>,
}

impl Checking<'_> {
    /// The place of a tile as an editor shows it: line and column from 1.
    fn at(&self, tile: TileId) -> String {
        let (x, y) = self.grid.x_y(tile);
        self.level.map.place(x, y)
    }

    fn key(&self, key: &str) -> String {
        match self.level.origins.get(key) {
            Some(origin) => format!("{}:{}:{}", origin.file, origin.line, origin.column),
            None => format!("level.ron, {key}"),
        }
    }

    fn remark(&mut self, place: &str, what: &str, mend: &str) {
        self.remarks.push(format!("{place}: {what}; {mend}"));
    }

    fn doors_lead_somewhere(&mut self) {
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            let is_door = self.grid.tile(tile).door().is_some();
            if is_door && self.topology.portal_of(tile).is_none() {
                let place = self.at(tile);
                self.remark(
                    &place,
                    "this door leads nowhere",
                    "a door needs floor on two opposite sides",
                );
            }
        }
        for portal in self.topology.portals() {
            if portal.rooms[0] == portal.rooms[1] && portal.kind != DoorKind::Doorway {
                let place = self.at(portal.key());
                self.remark(
                    &place,
                    "both sides of this door are the same room",
                    "close the wall beside it",
                );
            }
        }
    }

    fn labels(&mut self) {
        let mut labelled: BTreeSet<RoomId> = BTreeSet::new();
        for label in &self.level.map.labels {
            let Some(tile) = self.grid.at(label.x as i32, label.y as i32) else {
                continue;
            };
            let Some(room) = self.topology.room_of(tile) else {
                continue;
            };
            if !labelled.insert(room) && self.topology.room(room).used_as != label.room {
                let place = self.at(tile);
                let used_as = self.topology.room(room).used_as;
                self.remark(
                    &place,
                    &format!(
                        "this room is labelled {used_as:?} already, and {:?} here",
                        label.room
                    ),
                    "take one label away, or part the room by a wall",
                );
            }
        }
    }

    fn furniture(&mut self) {
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            if self.grid.tile(tile).place().is_some() && self.topology.place_on(tile).is_none() {
                let place = self.at(tile);
                let what = format!("nobody can reach this {:?}", self.grid.tile(tile));
                self.remark(&place, &what, "leave floor on one of its four sides");
            }
        }
    }

    fn sealed_rooms(&mut self) {
        let Some((start, _)) = self
            .topology
            .rooms_for(RoomUse::BeyondRoad)
            .chain(self.topology.rooms_for(RoomUse::Way))
            .next()
        else {
            return;
        };
        let reached = self.topology.reachable_from(start);
        for (index, room) in self.topology.rooms().iter().enumerate() {
            if !reached[index] {
                let place = self.at(room.tiles[0]);
                let what = format!(
                    "this {:?} of {} m2 is sealed",
                    room.used_as,
                    room.tiles.len()
                );
                self.remark(&place, &what, "give it a door to the rest of the prison");
            }
        }
    }

    fn beds(&mut self, inmates: u32) {
        let sleep: usize = self
            .tiers
            .all()
            .iter()
            .map(|tier| {
                let cells: usize = tier
                    .cells
                    .iter()
                    .map(|cell| cell.berths.len() + cell.floor.len().min(3))
                    .sum();
                cells + tier.mattresses.len()
            })
            .sum();
        if sleep < inmates as usize {
            let place = self.key("population");
            let what = format!(
                "{inmates} men, but room to lie down for {sleep}, floors and galleries included"
            );
            self.remark(&place, &what, "take fewer men, or draw cells or mattresses");
        }
    }

    fn mess_hall(&mut self, inmates: u32) {
        let seats = self
            .topology
            .places_for(PlaceUse::Eat)
            .filter(|place| self.topology.room(place.room).used_as == RoomUse::MessHall)
            .count() as u32;
        for entry in &self.level.day {
            let Occasion::Meal {
                sittings,
                eat,
                until,
            } = entry.occasion
            else {
                continue;
            };
            let time = format!("{:02}:{:02}", entry.at / 3600, entry.at / 60 % 60);
            let place = self.key(&format!("day.{time}"));
            if seats.saturating_mul(sittings) < inmates {
                let what = format!(
                    "the meal at {time} seats {seats} men in each of {sittings} sittings, and there are {inmates}"
                );
                self.remark(
                    &place,
                    &what,
                    "give it more sittings, or the hall more benches",
                );
            }
            // Three minutes' march, the filling of the hall by its door, and the meal itself.
            let width = self.way_in_width();
            let fill = seats.min(inmates) * 1000 / (self.level.crowd.door_flow * width).max(1);
            let needed = 180 + fill + sittings * eat + (sittings - 1) * 60;
            if entry.at + needed > until {
                let what = format!(
                    "the meal at {time} needs about {} minutes for {sittings} sittings, and has {}",
                    needed / 60,
                    (until - entry.at) / 60
                );
                self.remark(&place, &what, "end it later, or let men eat for less long");
            }
        }
    }

    /// Width of the widest door of the mess hall to a way.
    fn way_in_width(&self) -> u32 {
        self.topology
            .rooms_for(RoomUse::MessHall)
            .flat_map(|(_, room)| &room.portals)
            .map(|portal| self.topology.portal(*portal).width())
            .max()
            .unwrap_or(1)
    }

    fn jobs(&mut self) {
        for job in &self.level.jobs {
            let places = self
                .topology
                .places_for(PlaceUse::Work)
                .filter(|place| self.topology.room(place.room).used_as == job.room)
                .count() as u32;
            if places < job.men {
                let place = self.key(&format!("jobs.{}", job.name));
                let what = format!(
                    "{:?} takes {} men, and rooms of use {:?} have {places} places of work",
                    job.name, job.men, job.room
                );
                self.remark(&place, &what, "take fewer men, or draw more places");
            }
        }
    }

    fn cast(&mut self) {
        for member in &self.level.cast {
            if let (CastRole::Inmate, Some(cell)) = (member.role, &member.cell)
                && !self.tiers.cells().any(|(_, found)| found.name == *cell)
            {
                let place = self.key(&format!("cast.{}.cell", member.key));
                let what = format!("there is no cell {cell:?}");
                let last = self
                    .tiers
                    .cells()
                    .last()
                    .map_or("none".to_string(), |(_, cell)| cell.name.clone());
                self.remark(&place, &what, &format!("cells go from A-1 to {last}"));
            }
            for (key, name) in [("home", &member.home), ("work", &member.work)] {
                if let Some(name) = name
                    && !self
                        .topology
                        .rooms()
                        .iter()
                        .any(|room| room.name.as_deref() == Some(name))
                {
                    let place = self.key(&format!("cast.{}.{key}", member.key));
                    let what = format!("no room is called {name:?}");
                    self.remark(
                        &place,
                        &what,
                        "name one in the legend: Room(use: Home, name: ...)",
                    );
                }
            }
        }
    }
}
