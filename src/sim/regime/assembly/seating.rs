//! Who sits where: the seats of a hall in the order in which they fill, and the men of each sitting in
//! the order in which they are called.

use std::collections::VecDeque;

use super::Duty;
use crate::ids::{PersonId, PortalId, TileId};
use crate::level::{PlaceUse, RoomUse};

/// The men of some tiers, those of the tier that has the longest way to the hall first.
pub(super) fn farthest_first(
    duty: &mut Duty,
    hall: RoomUse,
    tiers: &[Vec<PersonId>],
) -> VecDeque<PersonId> {
    let to = duty.travel.topology.first_room(hall);
    let mut tiers: Vec<(u32, &Vec<PersonId>)> = tiers
        .iter()
        .map(|men| {
            let lane = men
                .first()
                .and_then(|man| duty.roster.of(*man).tier)
                .and_then(|tier| duty.tiers.tier(tier))
                .map(|tier| tier.lane.0);
            let way = lane
                .zip(to)
                .and_then(|(from, to)| duty.travel.way_to(from, to));
            (way.unwrap_or(0), men)
        })
        .collect();
    tiers.sort_by_key(|(way, _)| std::cmp::Reverse(*way));
    tiers
        .into_iter()
        .flat_map(|(_, men)| men)
        .copied()
        .collect()
}

/// The men of each service, tier by tier, as many as there are pews.
pub(super) fn share_out(
    tiers: Vec<Vec<PersonId>>,
    services: u32,
    pews: usize,
) -> VecDeque<VecDeque<PersonId>> {
    let mut tiers: VecDeque<Vec<PersonId>> = tiers.into();
    (0..services)
        .map(|_| {
            let mut list = VecDeque::new();
            while list.len() < pews
                && let Some(mut tier) = tiers.pop_front()
            {
                let rest = tier.split_off(tier.len().min(pews - list.len()));
                list.extend(tier);
                if !rest.is_empty() {
                    tiers.push_front(rest);
                }
            }
            list
        })
        .collect()
}

/// Seats in the order in which they are filled: the row farthest from the door first, and each
/// row from its far end, so that nobody passes a man who sits. Four rows fill side by side,
/// since one aisle serves fewer men than the door.
pub(super) fn seats(duty: &Duty, hall: RoomUse, seat: PlaceUse) -> VecDeque<TileId> {
    let topology = &duty.travel.topology;
    let grid = &duty.travel.grid;
    let Some((room, _)) = topology.rooms_for(hall).next() else {
        return VecDeque::new();
    };
    let door = way_in(duty, hall).map_or(TileId(0), |door| topology.portal(door).key());
    let mut rows: Vec<(u32, Vec<TileId>)> = Vec::new();
    for place in topology.places_for(seat).filter(|place| place.room == room) {
        let (_, y) = grid.x_y(place.tile);
        match rows.last_mut() {
            Some((row, seats)) if *row == y => seats.push(place.tile),
            _ => rows.push((y, vec![place.tile])),
        }
    }
    let (door_x, door_y) = grid.x_y(door);
    for (_, row) in &mut rows {
        row.sort_by_key(|tile| std::cmp::Reverse((grid.x_y(*tile).0.abs_diff(door_x), *tile)));
    }
    rows.sort_by_key(|(y, _)| std::cmp::Reverse((y.abs_diff(door_y), *y)));
    let rows: Vec<Vec<TileId>> = rows.into_iter().map(|(_, seats)| seats).collect();
    let mut order = VecDeque::new();
    for group in rows.chunks(4) {
        let longest = group.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..longest {
            order.extend(group.iter().filter_map(|row| row.get(index)));
        }
    }
    order
}

/// The door by which men come in.
pub(super) fn way_in(duty: &Duty, hall: RoomUse) -> Option<PortalId> {
    let (room, found) = duty.travel.topology.rooms_for(hall).next()?;
    duty.travel
        .way_in(room)
        .or_else(|| found.portals.first().copied())
}
