//! Men in the yard: the spot a man is called to, and the strolls he takes from there.

use super::Duty;
use crate::chance::{Event, Purpose};
use crate::clock::seconds;
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::ids::{PersonId, TileId};
use crate::level::RoomUse;
use crate::movement::fields::hull_is_open;
use crate::prison::some_spot;

/// How far a man in the yard strolls at a time, m along each axis.
const STROLL: i32 = 25;

/// Men in the yard walk on now and then.
pub(super) fn stroll(duty: &mut Duty) {
    let tick = duty.tick();
    let mut news: Vec<(PersonId, bool)> = Vec::new();
    for person in duty.conduct.changed() {
        if duty.roster.is_inmate(*person) && duty.conduct.is_at(*person, Deed::Exercise) {
            news.push((*person, false));
        }
    }
    for due in duty.due.now(DueKind::Stroll) {
        let doing = duty.conduct.doing(due.subject);
        if doing.there && doing.activity.deed == Deed::Exercise && doing.since as u32 == due.stamp {
            news.push((due.subject, true));
        }
    }
    for (person, walk_on) in news {
        if walk_on {
            if let Some(spot) = duty.stroll_to(person, tick) {
                let cause = duty.conduct.doing(person).cause;
                duty.bid(person, Activity::new(Deed::Exercise, spot), cause);
            }
        } else {
            let event = duty.chance.event(Purpose::Stroll, person, tick);
            let stay = seconds(event.on("stays").between((60, 400)));
            duty.due
                .push(tick + stay, DueKind::Stroll, person, tick as u32);
        }
    }
}

impl Duty<'_> {
    /// A spot of the yard.
    pub(super) fn yard_spot(&self, person: PersonId, tick: u64) -> Option<TileId> {
        let event = self.chance.event(Purpose::Stroll, person, tick);
        let (grid, topology) = (&self.travel.grid, &self.travel.topology);
        let (yard, _) = topology.rooms_for(RoomUse::Yard).next()?;
        some_spot(grid, topology, yard, event.on("spot"))
    }

    /// Some spot of the yard in plain view, within a minute's walk; none if he is hemmed in.
    fn stroll_to(&self, person: PersonId, tick: u64) -> Option<TileId> {
        let event = self
            .chance
            .event(Purpose::Stroll, person, tick)
            .on("walks on");
        let here = self.travel.bodies.body(person).tile;
        let room = self.travel.topology.room_of(here)?;
        let (x, y) = self.travel.grid.x_y(here);
        let along = |event: Event| event.below(2 * STROLL as u64 + 1) as i32 - STROLL;
        (0..8_u32).find_map(|nth| {
            let (dx, dy) = (
                along(event.of(nth).on("across")),
                along(event.of(nth).on("down")),
            );
            let tile = self.travel.grid.at(x as i32 + dx, y as i32 + dy)?;
            hull_is_open(&self.travel.grid, &self.travel.topology, room, here, tile).then_some(tile)
        })
    }
}
