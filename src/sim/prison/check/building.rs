//! The building: doors that lead somewhere and that somebody opens, rooms one can come to, bunks and
//! posts that are of use.

use std::collections::BTreeSet;

use super::Weight::{Grave, Remark};
use super::{Checking, KEEPS, by_name, number, written};
use crate::ids::{RoomId, TileId};
use crate::level::{DoorKind, PlaceUse, RoomUse};
use crate::message::Message;
use crate::prison::sight;

/// A post from which no more than this is seen sees nothing to speak of, m2.
const BLIND: usize = 10;
/// How far about a post is looked for what it sees, m.
const ABOUT: i32 = 8;
/// Most posts whose sight is looked at.
const MOST_POSTS: usize = 5_000;

impl Checking<'_> {
    pub(super) fn building(&mut self) {
        self.doors_lead_somewhere();
        self.labels();
        self.furniture();
        if self.inmates > 0 {
            self.sealed_rooms();
            self.levers();
            self.outer_gates();
            self.cells_have_berths();
            self.posts_see();
            self.posts_are_near();
        }
    }

    fn doors_lead_somewhere(&mut self) {
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            let is_door = self.grid.tile(tile).door().is_some();
            if is_door && self.topology.portal_of(tile).is_none() {
                self.of_tile(Remark, tile, Message::new("check-door-leads-nowhere"));
            }
        }
        for portal in self.topology.portals() {
            if portal.rooms[0] == portal.rooms[1] && portal.kind != DoorKind::Doorway {
                self.of_tile(Remark, portal.key(), Message::new("check-door-in-one-room"));
            }
        }
    }

    fn labels(&mut self) {
        let mut labelled: BTreeSet<RoomId> = BTreeSet::new();
        for label in &self.level.map.labels {
            let Some(tile) = self.grid.at(label.x as i32, label.y as i32) else {
                continue;
            };
            let Some(room) = self.topology.room_of(tile) else {
                continue;
            };
            let used_as = self.topology.room(room).used_as;
            let follows = self.holes > 0 && (used_as.is_outside() || label.room.is_outside());
            if !labelled.insert(room) && used_as != label.room && !follows {
                self.of_tile(
                    Remark,
                    tile,
                    Message::new("check-two-labels")
                        .with("one", by_name(used_as))
                        .with("other", by_name(label.room)),
                );
            }
        }
    }

    fn furniture(&mut self) {
        for index in 0..self.grid.len() {
            let tile = TileId::from_index(index);
            let what = self.grid.tile(tile);
            let Some(used_as) = what.place() else {
                continue;
            };
            if self.topology.place_on(tile).is_none() {
                let weight = match used_as {
                    PlaceUse::Berth | PlaceUse::Post => Grave,
                    _ => Remark,
                };
                self.of_tile(
                    weight,
                    tile,
                    Message::new("check-out-of-reach").with("what", by_name(what)),
                );
            }
        }
    }

    /// A room without a way to the others; with places in it, those are out of reach.
    fn sealed_rooms(&mut self) {
        let Some((start, _)) = self
            .topology
            .rooms_for(RoomUse::BeyondRoad)
            .chain(self.topology.rooms_for(RoomUse::Way))
            .next()
        else {
            return;
        };
        let reached = self.topology.reachable_from(start);
        let mut places = vec![0_u32; reached.len()];
        let mut bunks = vec![0_u32; reached.len()];
        for used_as in [
            PlaceUse::Berth,
            PlaceUse::Mattress,
            PlaceUse::Eat,
            PlaceUse::Pray,
            PlaceUse::Work,
            PlaceUse::Cot,
            PlaceUse::Visited,
            PlaceUse::Visitor,
            PlaceUse::Post,
            PlaceUse::Bed,
        ] {
            for place in self.topology.places_for(used_as) {
                places[place.room.index()] += 1;
                bunks[place.room.index()] += u32::from(used_as == PlaceUse::Berth);
            }
        }
        for (index, room) in self.topology.rooms().iter().enumerate() {
            if reached[index] {
                continue;
            }
            let (Some(first), used_as) = (room.tiles.first().copied(), room.used_as) else {
                continue;
            };
            let sealed = |id| {
                Message::new(id)
                    .with("room", by_name(used_as))
                    .with("area", number(room.tiles.len()))
            };
            let what = match (bunks[index], places[index]) {
                (0, 0) => sealed("check-sealed"),
                (0, places) => sealed("check-sealed-places").with("places", number(places)),
                (bunks, _) => sealed("check-sealed-bunks").with("bunks", number(bunks)),
            };
            let weight = if places[index] > 0 { Grave } else { Remark };
            self.of_tile(weight, first, what);
        }
    }

    /// Cell doors are worked by the levers of galleries, and by nothing else.
    fn levers(&mut self) {
        let worked: BTreeSet<TileId> = self.tiers.cells().map(|(_, cell)| cell.door).collect();
        for portal in self.topology.portals() {
            if portal.kind != DoorKind::Cell || worked.contains(&portal.key()) {
                continue;
            }
            // Those of the dungeon are opened by key, for one man at a time.
            let leads_to = |used_as: RoomUse| {
                let mut rooms = portal.rooms.iter();
                rooms.any(|room| self.topology.room(*room).used_as == used_as)
            };
            if leads_to(RoomUse::Dungeon) {
                continue;
            }
            let weight = if leads_to(RoomUse::Cell) {
                Grave
            } else {
                Remark
            };
            self.of_tile(weight, portal.key(), Message::new("check-no-lever"));
        }
    }

    /// Gates of the outer kind open for who waits before them if they are the two of a gatehouse; a
    /// gate to the outside opens for nobody otherwise.
    fn outer_gates(&mut self) {
        let mut worked: BTreeSet<TileId> = BTreeSet::new();
        for (gatehouse, room) in self.topology.rooms_for(RoomUse::Gatehouse) {
            let gates: Vec<_> = room
                .portals
                .iter()
                .map(|portal| self.topology.portal(*portal))
                .filter(|portal| portal.kind == DoorKind::OuterGate)
                .collect();
            let [first, second, ..] = gates.as_slice() else {
                continue;
            };
            worked.extend([first.key(), second.key()]);
            let leads_out = [first, second].map(|gate| {
                gate.beyond(gatehouse)
                    .is_some_and(|room| self.topology.room(room).used_as.is_outside())
            });
            if leads_out[0] == leads_out[1] && self.holes == 0 {
                let what = match leads_out[0] {
                    true => "check-gates-lead-out",
                    false => "check-gates-lead-in",
                };
                self.of_tile(Remark, first.key(), Message::new(what));
            }
        }
        for portal in self.topology.portals() {
            if portal.kind == DoorKind::OuterGate && !worked.contains(&portal.key()) {
                self.of_tile(Grave, portal.key(), Message::new("check-gate-of-nobody"));
            }
        }
    }

    fn cells_have_berths(&mut self) {
        let with_berths: BTreeSet<RoomId> = self
            .topology
            .places_for(PlaceUse::Berth)
            .map(|place| place.room)
            .collect();
        for (id, room) in self.topology.rooms_for(RoomUse::Cell) {
            if let (false, Some(tile)) = (with_berths.contains(&id), room.tiles.first()) {
                self.of_tile(Remark, *tile, Message::new("check-no-berth"));
            }
        }
    }

    fn posts_see(&mut self) {
        let posts: Vec<(TileId, RoomId)> = self
            .topology
            .places_for(PlaceUse::Post)
            .take(MOST_POSTS)
            .map(|place| (place.tile, place.room))
            .collect();
        for (post, room) in posts {
            // A tower looks out over its own walls.
            if self.topology.room(room).used_as == RoomUse::Tower {
                continue;
            }
            let (x, y) = self.grid.x_y(post);
            let about = (-ABOUT..=ABOUT).flat_map(|dy| (-ABOUT..=ABOUT).map(move |dx| (dx, dy)));
            let seen = about
                .filter_map(|(dx, dy)| self.grid.at(x as i32 + dx, y as i32 + dy))
                .filter(|tile| *tile != post && self.topology.is_open(*tile))
                .filter(|tile| sight::sees(self.grid, self.topology, post, *tile))
                .take(BLIND + 1)
                .count();
            if seen <= BLIND {
                self.of_tile(
                    Remark,
                    post,
                    Message::new("check-blind-post").with("seen", number(seen)),
                );
            }
        }
    }

    /// A lever without a post by it waits for an officer on his rounds.
    fn posts_are_near(&mut self) {
        let posts: Vec<TileId> = self
            .topology
            .places_for(PlaceUse::Post)
            .map(|place| place.tile)
            .take(MOST_POSTS)
            .collect();
        for tier in self.tiers.all() {
            let lever = tier.lane.0;
            let near = posts
                .iter()
                .any(|post| self.grid.distance(*post, lever) <= KEEPS);
            if !near {
                self.of_tile(
                    Remark,
                    lever,
                    Message::new("check-far-lever")
                        .with("metres", number(KEEPS / 1000))
                        .with("tier", written(&tier.name)),
                );
            }
        }
    }
}
