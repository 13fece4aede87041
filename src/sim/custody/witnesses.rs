//! Who is near enough to strike, and who sees it.

use super::Watch;
use crate::conduct::Deed;
use crate::ids::{PersonId, TileId};
use crate::movement::Mode;
use crate::prison::sight;

/// A blow is struck within this along each axis, mm.
const BLOW: i32 = 1_500;
/// It is seen from this far, mm (SCIENCE 6: 15 m).
const SEEN: u32 = 15_000;

impl Watch<'_> {
    /// Whether somebody is alive and on the map.
    pub(crate) fn is_there(&self, person: PersonId) -> bool {
        !self.roster.is_dead(person) && self.travel.bodies.body(person).mode != Mode::Gone
    }

    /// The inmate nearest to somebody, if one is near enough for a blow.
    pub(crate) fn inmate_before(&self, person: PersonId) -> Option<PersonId> {
        let topology = &self.travel.topology;
        let me = *self.travel.bodies.body(person);
        let room = topology.room_at(me.tile);
        self.travel
            .bodies
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
    pub(crate) fn who_sees(&self, at: TileId, besides: &[PersonId]) -> Vec<PersonId> {
        let (grid, topology) = (&self.travel.grid, &self.travel.topology);
        let smoky = self.fires.smoky(topology, self.travel.clock.tick);
        let seen_from = match topology.room_at(at) {
            Some(room) if smoky.contains(&room) => sight::RANGE_SMOKE * 1_000,
            _ => SEEN,
        };
        let mut saw: Vec<(u32, PersonId)> = self
            .travel
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
