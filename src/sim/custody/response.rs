//! The response team: officers of each shift who hold no post, make no rounds and see to no locks, but wait
//! together in the guard room, or where the guns are, until they are sent for.
//!
//! They come from wherever they are; others only from near by ([`crate::unrest`]). A guess: one in twelve of
//! those on duty, so that a small house has none.

use super::Officers;
use crate::conduct::{Activity, Deed};
use crate::ids::{PersonId, RoomId, TileId};
use crate::level::RoomUse;

/// Of how many officers of a shift one waits to be sent for.
const ONE_OF: usize = 12;

/// How many of a shift wait to be sent for.
pub(super) fn size(shift: usize) -> usize {
    shift / ONE_OF
}

impl Officers<'_> {
    fn waiting_room(&self) -> Option<RoomId> {
        let topology = self.topology;
        [RoomUse::GuardRoom, RoomUse::Armoury]
            .into_iter()
            .find_map(|used_as| topology.rooms_for(used_as).next())
            .map(|(room, _)| room)
    }

    /// Where an officer of the response team waits, if he is of it.
    pub(super) fn waits(&self, person: PersonId) -> Option<Activity> {
        let officers = &self.custody.officers;
        let team = officers
            .iter()
            .filter(|officer| officer.on_duty && officer.in_response);
        let place = team
            .map(|officer| officer.person)
            .position(|officer| officer == person)?;
        let stands: Vec<TileId> = self.stands_in(self.waiting_room()?);
        let at = stands.get(place % stands.len().max(1))?;
        Some(Activity::new(Deed::Guard, *at))
    }
}
