//! The plan: what was drawn and cannot have been meant. Furniture of a room in a room without a label, a
//! bunk that lies in no cell, a hole in the great wall.

use std::collections::BTreeSet;

use super::Weight::{Grave, Remark};
use super::{Checking, by_name};
use crate::ids::{RoomId, TileId};
use crate::level::{PlaceUse, RoomUse, Tile};
use crate::message::Message;

/// Widest gap between two ends of the great wall that is a hole rather than where it ends, m.
const WIDEST_HOLE: i32 = 6;

impl Checking<'_> {
    pub(super) fn plan(&mut self) {
        self.unlabelled_rooms();
        self.bunks_lie_in_cells();
        self.holes_in_the_wall();
    }

    /// Rooms that are passages by their label, and something else by what stands in them.
    fn unlabelled_rooms(&mut self) {
        let mut told: BTreeSet<RoomId> = BTreeSet::new();
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            let what = self.grid.tile(tile);
            let Some(meant) = room_for(what) else {
                continue;
            };
            let Some(room) = self.room_beside(tile) else {
                continue;
            };
            if self.topology.room(room).used_as == RoomUse::Way && told.insert(room) {
                self.of_tile(
                    Remark,
                    tile,
                    Message::new("check-no-label")
                        .with("what", by_name(what))
                        .with("room", by_name(meant)),
                );
            }
        }
    }

    /// The room that a piece of furniture stands in: its own tile's, or that of a tile beside it.
    fn room_beside(&self, tile: TileId) -> Option<RoomId> {
        let (x, y) = self.grid.x_y(tile);
        let beside = [(0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)];
        let mut beside = beside.into_iter();
        beside.find_map(|(dx, dy)| {
            let tile = self.grid.at(x as i32 + dx, y as i32 + dy)?;
            self.topology.room_of(tile)
        })
    }

    fn bunks_lie_in_cells(&mut self) {
        let bunks: Vec<TileId> = self
            .topology
            .places_for(PlaceUse::Berth)
            .filter(|place| {
                let used_as = self.topology.room(place.room).used_as;
                !matches!(used_as, RoomUse::Cell | RoomUse::Dungeon)
            })
            .map(|place| place.tile)
            .collect();
        for bunk in bunks {
            self.of_tile(Remark, bunk, Message::new("check-bunk-in-no-cell"));
        }
    }

    /// Open ground of the outside between two ends of the great wall.
    fn holes_in_the_wall(&mut self) {
        let outside = self.rooms_outside();
        let mut told: BTreeSet<(i32, i32)> = BTreeSet::new();
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            if self.grid.tile(tile) != Tile::OuterWall {
                continue;
            }
            let (x, y) = self.grid.x_y(tile);
            let (x, y) = (x as i32, y as i32);
            for (dx, dy) in [(1, 0), (0, 1)] {
                if let Some(hole) = self.hole_after(&outside, (x, y), (dx, dy))
                    && told.insert(hole)
                    && let Some(tile) = self.grid.at(hole.0, hole.1)
                {
                    self.holes += 1;
                    self.of_tile(Grave, tile, Message::new("check-hole"));
                }
            }
        }
    }

    /// The rooms outside the wall, by any of their labels: through a hole the yard is one of them.
    fn rooms_outside(&self) -> BTreeSet<RoomId> {
        let rooms = self.topology.rooms().iter().enumerate();
        let by_use = rooms.filter(|(_, room)| room.used_as.is_outside());
        let by_use = by_use.map(|(index, _)| RoomId::from_index(index));
        let labels = self.level.map.labels.iter();
        let labelled = labels.filter(|label| label.room.is_outside());
        let by_label = labelled.filter_map(|label| {
            let tile = self.grid.at(label.x as i32, label.y as i32)?;
            self.topology.room_of(tile)
        });
        by_use.chain(by_label).collect()
    }

    /// Where the great wall breaks off after a tile and goes on beyond a gap, in a direction.
    fn hole_after(
        &self,
        outside: &BTreeSet<RoomId>,
        (x, y): (i32, i32),
        (dx, dy): (i32, i32),
    ) -> Option<(i32, i32)> {
        let is_wall = |n: i32| {
            let tile = self.grid.at(x + dx * n, y + dy * n)?;
            Some(self.grid.tile(tile) == Tile::OuterWall)
        };
        // It is a wall that runs in this direction, not one that is crossed.
        if is_wall(-1) != Some(true) || is_wall(1) != Some(false) {
            return None;
        }
        let is_ground = |n: i32| {
            let tile = self.grid.at(x + dx * n, y + dy * n)?;
            Some(outside.contains(&self.topology.room_of(tile)?))
        };
        let wide = (1..=WIDEST_HOLE).find(|n| is_ground(*n) != Some(true))?;
        let goes_on = is_wall(wide) == Some(true) && is_wall(wide + 1) == Some(true);
        (wide > 1 && goes_on).then_some((x + dx, y + dy))
    }
}

/// The room that a piece of furniture belongs into, where it belongs into one.
fn room_for(tile: Tile) -> Option<RoomUse> {
    match tile {
        Tile::Stove => Some(RoomUse::Kitchen),
        Tile::Tub => Some(RoomUse::Laundry),
        Tile::Loom => Some(RoomUse::Mill),
        Tile::Bench => Some(RoomUse::MessHall),
        Tile::Pew | Tile::Altar => Some(RoomUse::Chapel),
        Tile::Cot => Some(RoomUse::Hospital),
        Tile::Slab => Some(RoomUse::Morgue),
        Tile::VisitChair | Tile::VisitorChair => Some(RoomUse::Visiting),
        Tile::KeyBoard => Some(RoomUse::KeyRoom),
        Tile::GunRack => Some(RoomUse::Armoury),
        _ => None,
    }
}
