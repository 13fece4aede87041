//! A walking ground: whether its walkers can come to where they are to go.

use super::Weight::Grave;
use super::{Checking, quoted};
use crate::ids::{RoomId, TileId};
use crate::message::Message;

impl Checking<'_> {
    /// Every area of a route can be come to from the one before it.
    pub(super) fn ground(&mut self) {
        for group in &self.level.walkers {
            let stations = std::iter::once(&group.from).chain(&group.route);
            let stations: Vec<(&String, Vec<RoomId>)> = stations
                .map(|area| (area, self.rooms_of_area(area)))
                .collect();
            for pair in stations.windows(2) {
                let [(from, here), (to, there)] = pair else {
                    continue;
                };
                let reached = here.iter().any(|room| {
                    let reached = self.topology.reachable_from(*room);
                    there.iter().any(|room| reached[room.index()])
                });
                // What has no tiles at all was refused when the level was read.
                if reached || here.is_empty() || there.is_empty() {
                    continue;
                }
                self.of_key(
                    Grave,
                    &format!("walkers.{}.route", group.name),
                    Message::new("check-no-way")
                        .with("from", quoted(from))
                        .with("to", quoted(to)),
                );
            }
        }
    }

    /// The rooms in which the tiles of an area lie.
    fn rooms_of_area(&self, area: &str) -> Vec<RoomId> {
        let tiles = self.level.map.areas.get(area).into_iter().flatten();
        let mut rooms: Vec<RoomId> = tiles
            .filter_map(|tile| self.topology.room_of(TileId(*tile)))
            .collect();
        rooms.sort_unstable();
        rooms.dedup();
        rooms
    }
}
