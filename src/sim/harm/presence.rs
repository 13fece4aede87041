//! Presence: who is there, who is near enough to strike, and who sees it.

use crate::conduct::{Conduct, Deed};
use crate::ids::{PersonId, RoomId, TileId};
use crate::movement::{Bodies, Mode};
use crate::people::Roster;
use crate::prison::{Fires, Grid, Topology, sight};

/// A blow is struck within this along each axis, mm.
const BLOW: i32 = 1_500;
/// It is seen from this far, mm (docs/science.md#values-to-start-from: 15 m).
const SEEN: u32 = 15_000;

/// Where everybody is and what he does, to be asked who can do what to whom before whose eyes.
#[derive(Clone, Copy)]
pub(crate) struct Presence<'a> {
    /// The time, ticks.
    pub tick: u64,
    /// The tiles.
    pub grid: &'a Grid,
    /// The rooms.
    pub topology: &'a Topology,
    /// What burns.
    pub fires: &'a Fires,
    /// Who lives.
    pub roster: &'a Roster,
    /// Where everybody is.
    pub bodies: &'a Bodies,
    /// What everybody does.
    pub conduct: &'a Conduct,
}

impl Presence<'_> {
    pub(super) fn tile(&self, person: PersonId) -> TileId {
        self.bodies.body(person).tile
    }

    pub(super) fn room_of(&self, person: PersonId) -> Option<RoomId> {
        self.topology.room_at(self.tile(person))
    }

    /// How far two persons are from one another, mm.
    pub(super) fn between(&self, one: PersonId, other: PersonId) -> u32 {
        self.grid.distance(self.tile(one), self.tile(other))
    }

    /// Whoever is alive in a room, in order.
    pub fn inside(&self, room: RoomId) -> Vec<PersonId> {
        self.bodies
            .iter()
            .filter(|(_, body)| body.mode != Mode::Gone)
            .filter(|(_, body)| self.topology.room_at(body.tile) == Some(room))
            .map(|(person, _)| person)
            .filter(|person| !self.roster.is_dead(*person))
            .collect()
    }

    /// Whether somebody is alive and on the map.
    pub fn is_there(&self, person: PersonId) -> bool {
        !self.roster.is_dead(person) && self.bodies.body(person).mode != Mode::Gone
    }

    /// The inmate nearest to somebody, if one is near enough for a blow.
    pub fn inmate_before(&self, person: PersonId) -> Option<PersonId> {
        let topology = self.topology;
        let me = *self.bodies.body(person);
        let room = topology.room_at(me.tile);
        self.bodies
            .iter()
            .take(self.roster.inmates() as usize)
            .filter(|(man, _)| *man != person)
            .filter_map(|(man, body)| {
                let (dx, dy) = ((body.x - me.x).abs(), (body.y - me.y).abs());
                let near = dx <= BLOW && dy <= BLOW && body.mode != Mode::Gone;
                near.then_some((dx + dy, man, body.tile))
            })
            .filter(|(_, man, tile)| topology.room_at(*tile) == room && !self.roster.is_dead(*man))
            .min()
            .map(|(_, man, _)| man)
    }

    /// Who is awake and sees blows at a place, besides those who have a part in it: the nearest first.
    pub fn who_sees(&self, at: TileId, besides: &[PersonId]) -> Vec<PersonId> {
        let (grid, topology) = (self.grid, self.topology);
        let smoky = self.fires.smoky(topology, self.tick);
        let seen_from = match topology.room_at(at) {
            Some(room) if smoky.contains(&room) => sight::RANGE_SMOKE * 1_000,
            _ => SEEN,
        };
        let mut saw: Vec<(u32, PersonId)> = self
            .bodies
            .iter()
            .filter(|(person, body)| {
                body.mode != Mode::Gone
                    && grid.distance(at, body.tile) <= seen_from
                    && !besides.contains(person)
            })
            .filter(|(person, _)| {
                let doing = self.conduct.doing(*person);
                !(doing.there && matches!(doing.activity.deed, Deed::Sleep | Deed::Dead))
            })
            .filter(|(_, body)| sight::sees(grid, topology, at, body.tile))
            .map(|(person, body)| (grid.distance(at, body.tile), person))
            .collect();
        saw.sort_unstable();
        saw.into_iter().map(|(_, person)| person).collect()
    }
}
