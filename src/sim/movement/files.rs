//! Marching files: men one behind the other along one line.
//!
//! A file falls in along its **trail**, a line worked out in advance from where
//! it gathers to the floor behind the last door of its way. Each man has a
//! distance along the trail; he steps forward as far as the man before him and
//! the doors let him, so a file costs one subtraction a man. At the end of the
//! trail he falls out and goes to his own goal. When the map changes all files
//! fall out where they are, and everybody finds his own way.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::bodies::{Bodies, Mode};
use super::density::Density;
use super::fields::FAR;
use super::routes::{Map, Walks};
use super::travel::Travel;
use super::waits::Reason;
use crate::ids::{FileId, HappeningId, PersonId, PortalId, RoomId, TileId};
use crate::prison::Topology;
use crate::section::{Limits, MOST_COUNTED, Section};

/// A door on a trail: where on it the man needs a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Gate {
    /// The tile that names the portal.
    key: TileId,
    /// Distance along the trail at which the door begins, mm.
    at: i32,
}

/// One man of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Marcher {
    person: PersonId,
    /// Distance along the trail, mm. While the file gathers: where he is to stand.
    at: i32,
    /// Whether he stands in the file.
    joined: bool,
    /// The next door before him, as a place in `gates`.
    gate: u32,
    /// The part of the trail he is on.
    part: u32,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its number.
    pub id: FileId,
    /// What called it.
    pub cause: HappeningId,
    /// Whether it has begun to march.
    pub marching: bool,
    /// The first man first.
    men: Vec<Marcher>,
    /// Corners of the trail, mm.
    trail: Vec<(i32, i32)>,
    /// Distance along the trail of each corner, mm.
    reach: Vec<i32>,
    gates: Vec<Gate>,
    /// How many men it had when it left.
    pub left_with: u32,
}

/// All files, those that gather and those that march.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    files: Vec<File>,
    last_id: u32,
    /// Marching speed, mm/s, from the level.
    march: u32,
    /// Distance from man to man, mm, from the level.
    spacing: i32,
}

impl Section for Files {
    const NAME: &'static str = "movement.files";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let on_map = |(x, y): &(i32, i32)| {
            *x >= 0 && *y >= 0 && *x < limits.width_mm && *y < limits.height_mm
        };
        let sound = self.files.iter().all(|file| {
            file.trail.len() >= 2
                && file.trail.len() == file.reach.len()
                && file.trail.iter().all(on_map)
                && file.reach.first() == Some(&0)
                && file.reach.is_sorted()
                && file.reach.last().is_some_and(|last| *last <= 10_000_000)
                && file.id.0 <= self.last_id
                && file.cause.0 <= limits.happenings
                && file.left_with <= MOST_COUNTED
                && file.gates.iter().all(|gate| limits.is_door(gate.key))
                && file.men.iter().all(|man| {
                    man.person.0 < limits.persons
                        && man.at >= 0
                        && file.reach.last().is_some_and(|last| man.at <= *last)
                        && (man.part as usize) + 1 < file.trail.len()
                        && file.reach[man.part as usize] <= man.at
                        && (man.joined || !file.marching)
                        && man.gate as usize <= file.gates.len()
                })
        });
        let numbered = self.files.is_sorted_by(|a, b| a.id < b.id) && self.last_id <= MOST_COUNTED;
        if sound && numbered && self.spacing > 0 && self.march <= 3_000 {
            Ok(())
        } else {
            Err("a file is out of order".into())
        }
    }
}

impl Files {
    /// Whether those who stand in files are those the files move, each once.
    pub(crate) fn agree(&self, bodies: &Bodies) -> Result<(), String> {
        let mut joined = vec![false; bodies.len()];
        for file in &self.files {
            for man in file.men.iter().filter(|man| man.joined) {
                let person = man.person;
                let stands = bodies.body(person).mode == Mode::InFile
                    && bodies.journey(person).file == Some(file.id);
                if !stands || std::mem::replace(&mut joined[person.index()], true) {
                    return Err(format!("person {} marches where he is not", person.0));
                }
            }
        }
        let lost = bodies
            .iter()
            .find(|(person, body)| (body.mode == Mode::InFile) != joined[person.index()]);
        match lost {
            Some((person, _)) => Err(format!("person {} marches in no file", person.0)),
            None => Ok(()),
        }
    }

    /// No files, and how they will march.
    pub fn marching_at(march: u32, spacing: u32) -> Self {
        Self {
            files: Vec::new(),
            last_id: 0,
            march,
            spacing: spacing.max(1) as i32,
        }
    }

    /// How they march from now on.
    pub(crate) fn amend(&mut self, march: u32, spacing: u32) {
        self.march = march;
        self.spacing = spacing.max(1) as i32;
    }

    /// Marching speed, mm/s.
    pub fn march(&self) -> u16 {
        self.march.min(super::bodies::FASTEST as u32) as u16
    }

    /// One file.
    pub fn find(&self, id: FileId) -> Option<&File> {
        self.files.iter().find(|file| file.id == id)
    }

    /// Whether any file marches.
    pub fn any_marching(&self) -> bool {
        self.files.iter().any(|file| file.marching)
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    fn find_mut(&mut self, id: FileId) -> Option<&mut File> {
        self.files.iter_mut().find(|file| file.id == id)
    }
}

impl File {
    /// Who is in it, first man first, those who have not joined yet included.
    pub fn men(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.men.iter().map(|man| man.person)
    }

    /// Whether everybody stands in it.
    pub fn is_complete(&self) -> bool {
        self.men.iter().all(|man| man.joined)
    }

    fn point(&self, at: i32, part: usize) -> ((i32, i32), (f32, f32)) {
        let (a, b) = (self.trail[part], self.trail[part + 1]);
        let length = (self.reach[part + 1] - self.reach[part]).max(1) as f32;
        let unit = ((b.0 - a.0) as f32 / length, (b.1 - a.1) as f32 / length);
        let along = (at - self.reach[part]) as f32;
        (
            (a.0 + (unit.0 * along) as i32, a.1 + (unit.1 * along) as i32),
            unit,
        )
    }
}

/// What a file is to do.
pub struct Muster<'a> {
    /// What called it.
    pub cause: HappeningId,
    /// The straight lane it falls in on: the end it leaves by, and the far end.
    pub lane: (TileId, TileId),
    /// How far to the side of tile centres it marches, mm; keeps two files apart.
    pub aside: i32,
    /// Who, with the place before which each would like to stand; nearest to the lane's first end first.
    pub men: &'a [(PersonId, TileId)],
    /// The room it marches to; men fall out behind its door.
    pub to: RoomId,
}

impl Travel<'_> {
    /// Lays out a file and tells where each man is to stand. `None` if there is no way.
    pub fn muster(&mut self, muster: &Muster) -> Option<FileId> {
        let (near, far) = muster.lane;
        let mut trail = vec![self.grid.centre(far), self.grid.centre(near)];
        if near == far {
            trail.pop();
        }
        let mut crossings: Vec<(usize, TileId)> = Vec::new();
        self.lay_trail(near, muster.to, &mut trail, &mut crossings)?;
        if trail.len() < 2 {
            return None;
        }
        let trail = shift(&trail, muster.aside);
        let mut reach = vec![0_i32];
        for pair in trail.windows(2) {
            let (dx, dy) = (
                (pair[1].0 - pair[0].0) as i64,
                (pair[1].1 - pair[0].1) as i64,
            );
            let length = ((dx * dx + dy * dy) as u64).isqrt() as i32;
            reach.push(reach[reach.len() - 1] + length);
        }
        let gates = crossings
            .iter()
            .map(|(corner, key)| Gate {
                key: *key,
                at: reach[*corner],
            })
            .collect();
        let lane_end = if near == far { 0 } else { reach[1] };
        let spacing = self.files.spacing;
        let mut limit = lane_end;
        let mut men = Vec::new();
        for (person, before) in muster.men {
            let wished = lane_end - self.grid.distance(*before, near) as i32;
            // Those for whom the lane is too short stand close at its far end.
            let at = wished.min(limit).max(0);
            limit = (at - spacing).max(0);
            men.push(Marcher {
                person: *person,
                at,
                joined: false,
                gate: 0,
                part: 0,
            });
        }
        self.files.last_id += 1;
        let id = FileId(self.files.last_id);
        self.files.files.push(File {
            id,
            cause: muster.cause,
            marching: false,
            men,
            trail,
            reach,
            gates,
            left_with: 0,
        });
        Some(id)
    }

    /// The corners of the way from a tile to the floor behind the door of a room.
    fn lay_trail(
        &mut self,
        from: TileId,
        to: RoomId,
        trail: &mut Vec<(i32, i32)>,
        crossings: &mut Vec<(usize, TileId)>,
    ) -> Option<()> {
        let mut tile = from;
        let mut room = self.topology.room_of(tile)?;
        for _ in 0..64 {
            if room == to {
                return Some(());
            }
            let map = Map {
                grid: &self.grid,
                topology: &self.topology,
            };
            let (portal, _) =
                self.routes
                    .next(&map, &mut self.fields, Walks::AsInmate, (room, tile), to)?;
            for _ in 0..256 {
                let (anchor, distance) =
                    self.fields
                        .to_portal(&self.grid, &self.topology, room, portal, tile);
                if distance == FAR {
                    return None;
                }
                if anchor == tile {
                    break;
                }
                tile = anchor;
                trail.push(self.grid.centre(tile));
            }
            let (beyond, floor) = beyond(&self.topology, portal, room, tile)?;
            crossings.push((trail.len() - 1, self.topology.portal(portal).key()));
            tile = floor;
            room = beyond;
            trail.push(self.grid.centre(tile));
        }
        None
    }

    /// Sends somebody to his place in a file that gathers; he marches with it and goes on
    /// to `goal` from where it ends. A file that has left without him is not run after.
    pub fn send_in_file(
        &mut self,
        person: PersonId,
        file: FileId,
        goal: TileId,
        cause: HappeningId,
    ) {
        let stand = self
            .files
            .find(file)
            .filter(|file| !file.marching)
            .and_then(|file| {
                let man = file.men.iter().find(|man| man.person == person)?;
                Some(file.point(man.at, 0).0)
            });
        let Some((x, y)) = stand else {
            self.send(person, goal, cause);
            return;
        };
        let tile = self.grid.under(x, y);
        self.send_to_point(person, tile, (x, y), cause);
        let journey = &mut self.bodies.journeys[person.index()];
        journey.file = Some(file);
        journey.after = goal;
    }

    /// Somebody who was sent to a file has come to his place. Tells whether that was so.
    pub(super) fn fall_in(&mut self, person: PersonId) -> bool {
        let journey = &self.bodies.journeys[person.index()];
        let Some(id) = journey.file else {
            return false;
        };
        let cause = journey.cause;
        let tile = self.bodies.bodies[person.index()].tile;
        let Some(man) = self
            .files
            .find_mut(id)
            .filter(|file| !file.marching)
            .and_then(|file| file.men.iter_mut().find(|man| man.person == person))
        else {
            // It left without him: he goes on by himself.
            self.go_on(person);
            return true;
        };
        man.joined = true;
        self.bodies.stand(&mut self.density, person, Mode::InFile);
        self.waits
            .begin(person, Reason::Ordered, tile, cause, self.clock.tick);
        true
    }

    /// A file leaves with those who stand in it; the others go by themselves.
    pub fn march_off(&mut self, id: FileId) {
        let tick = self.clock.tick;
        let Some(file) = self.files.find_mut(id).filter(|file| !file.marching) else {
            return;
        };
        file.marching = true;
        let (men, late): (Vec<Marcher>, Vec<Marcher>) =
            file.men.iter().copied().partition(|man| man.joined);
        file.left_with = men.len() as u32;
        file.men = men;
        let leaving: Vec<PersonId> = file.men().collect();
        for person in leaving {
            self.waits.end(person, tick);
        }
        for man in late {
            if self.bodies.journeys[man.person.index()].file == Some(id) {
                self.go_on(man.person);
            }
        }
    }

    /// Out of his file, and on to where he goes in the end.
    pub(super) fn go_on(&mut self, person: PersonId) {
        let journey = &mut self.bodies.journeys[person.index()];
        journey.file = None;
        let (after, cause) = (journey.after, journey.cause);
        self.send(person, after, cause);
    }

    /// Takes one man out of his file, wherever it is.
    pub(super) fn fall_out(&mut self, person: PersonId) {
        let journey = &mut self.bodies.journeys[person.index()];
        if let Some(file) = journey.file.take()
            && let Some(file) = self.files.find_mut(file)
        {
            file.men.retain(|man| man.person != person);
        }
    }

    /// Every marching file takes a step. Returns those who came to the end of their trail: they go
    /// on by themselves, but not in this tick, in which they have taken their step.
    pub(super) fn march(&mut self) -> Vec<PersonId> {
        let mut out = Vec::new();
        if self.files.files.is_empty() {
            return out;
        }
        let full_step = self.files.march as i32 / 10;
        let spacing = self.files.spacing;
        let mut files = std::mem::take(&mut self.files.files);
        for file in &mut files {
            if file.marching {
                self.march_one(file, full_step, spacing, &mut out);
            }
        }
        files.retain(|file| !file.men.is_empty());
        self.files.files = files;
        out
    }

    fn march_one(
        &mut self,
        file: &mut File,
        full_step: i32,
        spacing: i32,
        out: &mut Vec<PersonId>,
    ) {
        let end = file.reach[file.reach.len() - 1];
        let mut before = i32::MAX;
        let mut fallen = 0;
        for index in 0..file.men.len() {
            let man = file.men[index];
            let stairs = self
                .density
                .ground(self.bodies.body(man.person).tile)
                .stairs;
            let step = if stairs {
                (full_step as f32 * super::speed::STAIRS) as i32
            } else {
                full_step
            };
            let mut at = (man.at + step)
                .min(before.saturating_sub(spacing))
                .min(end)
                .max(man.at);
            if at == man.at {
                before = at;
                continue;
            }
            if let Some(gate) = file.gates.get(man.gate as usize).copied()
                && at > gate.at
            {
                if self.may_pass(gate.key, man.person, index == 0) {
                    file.men[index].gate += 1;
                } else {
                    at = gate.at.max(man.at);
                }
            }
            before = at;
            if at == man.at {
                continue;
            }
            let man = &mut file.men[index];
            man.at = at;
            while (man.part as usize) + 2 < file.trail.len()
                && file.reach[man.part as usize + 1] < at
            {
                man.part += 1;
            }
            let (person, part) = (man.person, man.part as usize);
            let (point, unit) = file.point(at, part);
            let heading = Density::heading(unit.0, unit.1);
            debug_assert!(heading < 4, "a heading is one of four");
            self.bodies
                .place(&self.grid, &mut self.density, person, point, unit);
            if at >= end {
                fallen = index + 1;
                before = i32::MAX;
                out.push(person);
            }
        }
        file.men.drain(..fallen);
    }

    /// Whether the door lets a marching man through; notes why the first of a file waits.
    fn may_pass(&mut self, key: TileId, person: PersonId, first: bool) -> bool {
        let tick = self.clock.tick;
        let Some(portal) = self.topology.portal_of(key) else {
            return true;
        };
        let locked = self.doors.is_locked(portal);
        let width = self.topology.portal(portal).width();
        if !locked && self.doors.take_token(portal, width, tick) {
            if first {
                self.waits.end(person, tick);
            }
            return true;
        }
        if first {
            let reason = if locked {
                Reason::Locked
            } else {
                Reason::Queue
            };
            let cause = self.bodies.journeys[person.index()].cause;
            self.waits.begin(person, reason, key, cause, tick);
        }
        false
    }

    /// The map has changed: every file falls out where it is, and everybody finds his own way.
    pub(super) fn disband(&mut self) {
        for file in std::mem::take(&mut self.files.files) {
            for man in file.men {
                if self.bodies.journeys[man.person.index()].file == Some(file.id) {
                    self.go_on(man.person);
                }
            }
        }
    }
}

/// The room and floor behind a portal for one who stands before it.
fn beyond(
    topology: &Topology,
    portal: PortalId,
    room: RoomId,
    before: TileId,
) -> Option<(RoomId, TileId)> {
    let portal = topology.portal(portal);
    let side = portal.side(room)?;
    let index = portal.approach[side]
        .iter()
        .position(|tile| *tile == before)?;
    Some((portal.rooms[1 - side], portal.approach[1 - side][index]))
}

/// Moves a trail to its right by this many millimetres, so that files side by side do not cover
/// each other. Corners stay within their tiles, so the way stays open.
fn shift(trail: &[(i32, i32)], aside: i32) -> Vec<(i32, i32)> {
    let aside = aside.clamp(-400, 400);
    let direction = |a: (i32, i32), b: (i32, i32)| {
        let (dx, dy) = ((b.0 - a.0) as f32, (b.1 - a.1) as f32);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        (dx / length, dy / length)
    };
    (0..trail.len())
        .map(|index| {
            let here = trail[index];
            let into = (index > 0).then(|| direction(trail[index - 1], here));
            let out = trail.get(index + 1).map(|next| direction(here, *next));
            let (dx, dy) = match (into, out) {
                (Some(a), Some(b)) => ((a.0 + b.0), (a.1 + b.1)),
                (Some(a), None) => a,
                (None, Some(b)) => b,
                (None, None) => (0.0, 0.0),
            };
            let length = (dx * dx + dy * dy).sqrt();
            if length < 0.01 {
                return here;
            }
            (
                here.0 - (dy / length * aside as f32) as i32,
                here.1 + (dx / length * aside as f32) as i32,
            )
        })
        .collect()
}
