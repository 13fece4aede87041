//! Counting: an officer walks along a gallery and counts whom he sees.
//!
//! Nobody is counted but by a line of sight from where the officer stands, and nobody
//! twice. What he counts is what is there, not what the book says.

use super::{Task, TaskKind, Watch};
use crate::clock::seconds;
use crate::conduct::{Activity, Deed};
use crate::happening::{CountFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::RoomUse;
use crate::prison::sight;

/// A look into two cells.
pub(super) const LOOK: u64 = seconds(1);
/// A look round a room.
pub(super) const LOOK_ROUND: u64 = seconds(10);
/// How far into cells he counts, mm: across the gallery and to the back of a cell.
const INTO_CELLS: u32 = 6_500;
/// Most men who are named when a count misses them.
const MOST_NAMED: usize = 12;
/// How far he counts in a room, mm.
const IN_ROOM: u32 = 60_000;

fn is_count(kind: TaskKind) -> bool {
    matches!(kind, TaskKind::CountGallery(..) | TaskKind::CountRoom(_))
}

impl Watch<'_> {
    /// Tasks for a count: every gallery with a man still to be counted, and every other room
    /// in which inmates are.
    pub(super) fn call_count(&mut self, count: u32, cause: HappeningId) {
        let inmates = self.roster.inmates() as usize;
        if self.custody.count != count || self.custody.counted.len() != inmates {
            self.custody.count = count;
            self.custody.counted.clear();
            self.custody.counted.resize(inmates, false);
        }
        self.custody
            .tasks
            .retain(|task| task.officer.is_some() || !is_count(task.kind));
        let mut galleries: Vec<TileId> = Vec::new();
        let mut rooms: Vec<TileId> = Vec::new();
        let being_counted: Vec<TileId> = self
            .custody
            .tasks
            .iter()
            .filter_map(|task| match task.kind {
                TaskKind::CountGallery(tile, _) | TaskKind::CountRoom(tile) => Some(tile),
                _ => None,
            })
            .collect();
        for person in self.roster.all_inmates() {
            if self.custody.counted[person.index()] {
                continue;
            }
            let topology = &self.travel.topology;
            let here = topology.room_at(self.travel.bodies.body(person).tile);
            let in_cells = |room: RoomId| {
                matches!(
                    topology.room(room).used_as,
                    RoomUse::Cell | RoomUse::Gallery
                )
            };
            let tier = self.roster.of(person).tier;
            let gallery = tier
                .and_then(|tier| self.tiers.tier(tier))
                .map(|tier| tier.lane.0);
            match here {
                Some(room) if !in_cells(room) => {
                    if let Some(tile) = topology.room(room).tiles.first().copied() {
                        rooms.push(tile);
                    }
                }
                _ => galleries.extend(gallery),
            }
        }
        // Both tiers of a gallery are one walk: name it by the first tier's lane.
        let mut walks: Vec<TileId> = Vec::new();
        for tile in galleries {
            let Some(room) = self.travel.topology.room_of(tile) else {
                continue;
            };
            let first = self
                .tiers
                .of_gallery(&self.travel.topology, room)
                .next()
                .map(|(_, tier)| tier.lane.0);
            walks.extend(first);
        }
        walks.sort_unstable();
        walks.dedup();
        rooms.sort_unstable();
        rooms.dedup();
        for tile in walks {
            if !being_counted.contains(&tile) {
                self.add_task(TaskKind::CountGallery(tile, 0), cause);
            }
        }
        for tile in rooms {
            if !being_counted.contains(&tile) {
                self.add_task(TaskKind::CountRoom(tile), cause);
            }
        }
    }

    /// Where an officer stops along a gallery: before every cell, in the middle of the gallery.
    pub(super) fn count_steps(&self, gallery: RoomId) -> Vec<TileId> {
        let topology = &self.travel.topology;
        let grid = &self.travel.grid;
        let (left, top, right, bottom) = topology.room(gallery).bounds;
        let lengthwise = right - left >= bottom - top;
        let mut steps: Vec<TileId> = Vec::new();
        for (_, tier) in self.tiers.of_gallery(topology, gallery) {
            for cell in &tier.cells {
                let (x, y) = grid.x_y(cell.door);
                let middle = if lengthwise {
                    grid.at(x as i32, ((top + bottom) / 2) as i32)
                } else {
                    grid.at(((left + right) / 2) as i32, y as i32)
                };
                steps.extend(middle.filter(|tile| topology.room_of(*tile) == Some(gallery)));
            }
        }
        let gate = self
            .tiers
            .of_gallery(topology, gallery)
            .next()
            .map_or(TileId(0), |(_, tier)| tier.lane.0);
        steps.sort_by_key(|tile| (grid.distance(*tile, gate), *tile));
        steps.dedup();
        steps
    }

    /// Counts whom the officer sees from where he stands, within a distance. Returns how many
    /// had not been counted.
    fn count_seen(&mut self, officer: PersonId, within: u32) -> u32 {
        let here = self.travel.bodies.body(officer).tile;
        let mut men = 0;
        for person in self.roster.all_inmates() {
            if self.custody.counted[person.index()] {
                continue;
            }
            let there = self.travel.bodies.body(person).tile;
            if self.travel.grid.distance(here, there) <= within
                && sight::sees(&self.travel.grid, &self.travel.topology, here, there)
            {
                self.custody.counted[person.index()] = true;
                men += 1;
            }
        }
        men
    }

    /// Counts at one step of a gallery and goes on to the next. Tells whether there is one.
    pub(super) fn count_on(&mut self, officer: PersonId, task: Task) -> bool {
        let TaskKind::CountGallery(tile, step) = task.kind else {
            return false;
        };
        let men = task.men + self.count_seen(officer, INTO_CELLS);
        let next = TaskKind::CountGallery(tile, step + 1);
        let place = self
            .travel
            .topology
            .room_of(tile)
            .and_then(|gallery| self.count_steps(gallery).get(step as usize + 1).copied());
        let Some(place) = place else {
            self.report_count(officer, task, men);
            return false;
        };
        if let Some(task) = self
            .custody
            .tasks
            .iter_mut()
            .find(|other| other.id == task.id)
        {
            task.kind = next;
            task.men = men;
        }
        self.bid(officer, Activity::new(Deed::Task, place), task.cause);
        true
    }

    /// Counts a room from where he stands in it.
    pub(super) fn count_round(&mut self, officer: PersonId, task: Task) {
        let men = self.count_seen(officer, IN_ROOM);
        self.report_count(officer, task, men);
    }

    /// The count is over: who still counts leaves off, be it that he cannot come to where he was to
    /// count.
    pub(super) fn end_count(&mut self, count: u32, complete: bool, cause: HappeningId) {
        let counting: Vec<(Option<PersonId>, u32)> = self
            .custody
            .tasks
            .iter()
            .filter(|task| is_count(task.kind))
            .map(|task| (task.officer, task.id))
            .collect();
        self.custody.tasks.retain(|task| !is_count(task.kind));
        for (officer, id) in counting {
            if let Some(officer) = officer {
                self.finish(officer, id);
            }
        }
        if !complete && self.custody.count == count {
            self.name_the_missing(count, cause);
        }
    }

    /// Writes down who was not found at a count that was not complete. Where many are missing it
    /// is no matter of single men, and the sum says it.
    fn name_the_missing(&mut self, count: u32, cause: HappeningId) {
        let missing: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| self.custody.counted.get(person.index()) == Some(&false))
            .collect();
        if missing.len() > MOST_NAMED {
            return;
        }
        let tick = self.tick();
        for person in missing {
            self.happenings.record(
                tick,
                What::Count(CountFact::MissedAtCount { count }),
                Some(person),
                None,
                cause,
            );
        }
    }

    fn report_count(&mut self, officer: PersonId, task: Task, men: u32) {
        let tick = self.tick();
        let at = self.travel.bodies.body(officer).tile;
        let count = self.custody.count;
        self.happenings.record(
            tick,
            What::Count(CountFact::RoomCounted { count, men }),
            Some(officer),
            Some(at),
            task.cause,
        );
    }
}
