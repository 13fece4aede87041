//! Fire: rooms that burn, and the smoke in them.
//!
//! Who sets a room on fire and what comes of it is the riot's ([`crate::riot`]); that it burns is a
//! state of the house like a door that stands open. A fire keeps to its room: walls are of stone, and
//! what burns is what was carried in. While it burns, nobody in the room sees far.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::topology::Topology;
use crate::clock::{DAY, MINUTE};
use crate::ids::{HappeningId, RoomId, TileId};
use crate::level::RoomUse;
use crate::section::{Limits, Section};

/// How long a fire takes to fill its room, and to die down at its end. Guesses.
const TAKES_HOLD: u64 = 10 * MINUTE;
const DIES_DOWN: u64 = 5 * MINUTE;
/// From this strength on one sees only what is next to one, per cent.
const SMOKY: u32 = 30;
/// How long the marks of it are left.
const BLACK: u64 = 3 * DAY;

/// A room that burns, or has burnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fire {
    /// The tile by which the room is named.
    pub place: TileId,
    /// Where it was set.
    pub seat: TileId,
    /// When.
    pub began: u64,
    /// When it is out: burnt down, or put out.
    pub ends: u64,
    /// That it was set.
    pub cause: HappeningId,
}

impl Fire {
    /// How much of the room is on fire, per cent; the smoke in it is as thick.
    pub fn strength(&self, tick: u64) -> u32 {
        let grown = tick.saturating_sub(self.began).min(TAKES_HOLD) * 100 / TAKES_HOLD;
        let left = self.ends.saturating_sub(tick).min(DIES_DOWN) * 100 / DIES_DOWN;
        grown.min(left) as u32
    }

    /// Whether it burns.
    pub fn burns(&self, tick: u64) -> bool {
        (self.began..self.ends).contains(&tick)
    }
}

/// What burns, and what has burnt lately, oldest first.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fires {
    list: Vec<Fire>,
}

impl Fires {
    /// What burns now, oldest first.
    pub fn burning(&self, tick: u64) -> impl Iterator<Item = &Fire> {
        self.list.iter().filter(move |fire| fire.burns(tick))
    }

    /// Rooms black with what burnt in them lately, oldest first.
    pub fn burnt(&self, tick: u64) -> impl Iterator<Item = &Fire> {
        self.list.iter().filter(move |fire| fire.ends <= tick)
    }

    /// The fire in a room.
    pub fn in_room(&self, topology: &Topology, room: RoomId, tick: u64) -> Option<&Fire> {
        self.burning(tick)
            .find(|fire| topology.room_at(fire.place) == Some(room))
    }

    /// Rooms in which one sees only what is next to one.
    pub fn smoky(&self, topology: &Topology, tick: u64) -> Vec<RoomId> {
        self.burning(tick)
            .filter(|fire| fire.strength(tick) >= SMOKY)
            .filter_map(|fire| topology.room_at(fire.place))
            .collect()
    }

    pub(crate) fn set(&mut self, fire: Fire) {
        self.list.push(fire);
    }

    /// The fire that burns in a room, named by its tile, is put out by then.
    pub(crate) fn put_out(&mut self, place: TileId, now: u64, by: u64) {
        let burning = self.list.iter_mut().filter(|fire| fire.burns(now));
        for fire in burning.filter(|fire| fire.place == place) {
            fire.ends = fire.ends.min(by);
        }
    }

    /// Rooms that burnt long ago are clean again.
    pub(crate) fn forget(&mut self, tick: u64) {
        self.list.retain(|fire| tick < fire.ends + BLACK);
    }
}

/// Whether there is enough in a room to burn: stuffs, wood, paper, grease. Cells are iron and stone.
pub fn has_fuel(used_as: RoomUse) -> bool {
    matches!(
        used_as,
        RoomUse::MessHall
            | RoomUse::Kitchen
            | RoomUse::Laundry
            | RoomUse::Chapel
            | RoomUse::Mill
            | RoomUse::Workshop
            | RoomUse::Visiting
            | RoomUse::Office
            | RoomUse::WardenOffice
            | RoomUse::Receiving
            | RoomUse::GuardRoom
    )
}

impl Section for Fires {
    const NAME: &'static str = "prison.fires";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.list.len() <= limits.tiles as usize
            && self.list.iter().all(|fire| {
                fire.place.0 < limits.tiles
                    && fire.seat.0 < limits.tiles
                    && limits.is_past(fire.began)
                    && limits.is_planned(fire.ends)
                    && fire.cause.0 <= limits.happenings
            });
        if sound {
            Ok(())
        } else {
            Err("a fire is out of range".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::HOUR;

    #[test]
    fn a_fire_takes_hold_and_dies_down() {
        let fire = Fire {
            place: TileId(0),
            seat: TileId(0),
            began: HOUR,
            ends: 2 * HOUR,
            cause: HappeningId::NONE,
        };
        let after = |minutes: u64| fire.strength(HOUR + minutes * MINUTE);
        assert_eq!(
            [after(0), after(5), after(10), after(50)],
            [0, 50, 100, 100]
        );
        assert_eq!([after(58), after(60), after(90)], [40, 0, 0]);
        assert!(fire.burns(HOUR) && !fire.burns(2 * HOUR) && !fire.burns(HOUR - 1));
    }

    #[test]
    fn who_looks_for_a_fire_finds_the_one_that_burns() {
        let mut fires = Fires::default();
        for (began, ends) in [(0, HOUR), (3 * HOUR, 4 * HOUR)] {
            fires.set(Fire {
                place: TileId(7),
                seat: TileId(7),
                began,
                ends,
                cause: HappeningId::NONE,
            });
        }
        let lists = |tick| (fires.burning(tick).count(), fires.burnt(tick).count());
        assert_eq!(lists(MINUTE), (1, 0));
        assert_eq!(lists(2 * HOUR), (0, 1));
        assert_eq!(lists(5 * HOUR), (0, 2));
        fires.forget(5 * HOUR + BLACK);
        assert_eq!(fires.burnt(5 * HOUR).count(), 0);
    }
}
