//! Houses, galleries, tiers and cells, as the map lays them out.
//!
//! A tier is the row of cells along one side of a gallery; it opens by one
//! lever, falls in as one file and is called to meals as one. Houses are
//! lettered in the order of the map; the cells of a house are numbered from 1,
//! gallery by gallery, tier by tier, outwards from the gate: `B-114`.
//!
//! Found in the level's own map and never again: a tier stays what it was when works change the
//! building, so all here is named by tiles. A lever works the doors that still stand.

use std::collections::BTreeMap;

use bevy_ecs::prelude::Resource;

use super::grid::Grid;
use super::topology::{Portal, Topology};
use crate::ids::{PortalId, RoomId, TierId, TileId};
use crate::level::{DoorKind, PlaceUse, RoomUse};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its door, by the first tile of its portal.
    pub door: TileId,
    /// What it is called, such as `B-114`.
    pub name: String,
    /// Its berths, in the order of the map.
    pub berths: Vec<TileId>,
    /// Where men without a berth lie: the floor tiles, the one farthest from the door first.
    pub floor: Vec<TileId>,
}

/// The row of cells along one side of a gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// What it is called, such as `B2 north`.
    pub name: String,
    /// The house, from 0.
    pub house: u16,
    /// The gate between the gallery and the rest, if there is one, by the first tile of its portal.
    pub gate: Option<TileId>,
    /// The cells, nearest to the gate first.
    pub cells: Vec<Cell>,
    /// Places for mattresses in the gallery that belong to this tier, nearest to the gate first.
    pub mattresses: Vec<TileId>,
    /// Where its men fall in: the two ends of a straight lane before its cells, that by the gate first.
    pub lane: (TileId, TileId),
}

impl Tier {
    /// The gallery it lies along, as the map is now.
    pub fn gallery(&self, topology: &Topology) -> Option<RoomId> {
        topology.room_of(self.lane.0)
    }
}

/// All tiers.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Tiers {
    tiers: Vec<Tier>,
}

impl Tiers {
    /// Finds the tiers of a map.
    pub fn of(grid: &Grid, topology: &Topology) -> Self {
        let houses: Vec<RoomId> = topology
            .rooms_for(RoomUse::CellHouse)
            .map(|(room, _)| room)
            .collect();
        let mut galleries: Vec<(u16, RoomId)> = topology
            .rooms_for(RoomUse::Gallery)
            .map(|(room, _)| (house_of(topology, &houses, room), room))
            .collect();
        galleries.sort();
        let places = SleepingPlaces::of(topology);
        let mut tiers = Vec::new();
        let mut number = 0;
        let mut in_house = 0;
        let mut last_house = None;
        for (house, gallery) in galleries {
            if last_house != Some(house) {
                last_house = Some(house);
                number = 0;
                in_house = 0;
            }
            in_house += 1;
            for mut tier in tiers_of(grid, topology, &places, house, in_house, gallery) {
                for cell in &mut tier.cells {
                    number += 1;
                    cell.name = format!("{}-{number}", letter(house));
                }
                tiers.push(tier);
            }
        }
        Self { tiers }
    }

    /// All tiers, by [`TierId`].
    pub fn all(&self) -> &[Tier] {
        &self.tiers
    }

    /// One tier.
    pub fn tier(&self, tier: TierId) -> Option<&Tier> {
        self.tiers.get(tier.index())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.tiers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tiers.is_empty()
    }

    /// All cells with their tiers.
    pub fn cells(&self) -> impl Iterator<Item = (TierId, &Cell)> {
        self.tiers.iter().enumerate().flat_map(|(index, tier)| {
            tier.cells
                .iter()
                .map(move |cell| (TierId::from_index(index), cell))
        })
    }

    /// The tiers of one gallery.
    pub fn of_gallery<'a>(
        &'a self,
        topology: &'a Topology,
        gallery: RoomId,
    ) -> impl Iterator<Item = (TierId, &'a Tier)> {
        self.tiers
            .iter()
            .enumerate()
            .filter(move |(_, tier)| tier.gallery(topology) == Some(gallery))
            .map(|(index, tier)| (TierId::from_index(index), tier))
    }
}

fn letter(house: u16) -> char {
    char::from(b'A' + (house % 26) as u8)
}

/// The house a gallery opens to; galleries that open to none make up one house more.
fn house_of(topology: &Topology, houses: &[RoomId], gallery: RoomId) -> u16 {
    let beyond = topology
        .room(gallery)
        .portals
        .iter()
        .filter_map(|portal| topology.portal(*portal).beyond(gallery));
    beyond
        .filter_map(|room| houses.iter().position(|house| *house == room))
        .min()
        .unwrap_or(houses.len()) as u16
}

/// Berths and mattresses by room, in the order of the map: looked up once, since a map may have as
/// many cells, and as many bunks, as it has tiles.
struct SleepingPlaces {
    berths: BTreeMap<RoomId, Vec<TileId>>,
    mattresses: BTreeMap<RoomId, Vec<TileId>>,
}

impl SleepingPlaces {
    fn of(topology: &Topology) -> Self {
        let by_room = |used_as| {
            let mut rooms: BTreeMap<RoomId, Vec<TileId>> = BTreeMap::new();
            for place in topology.places_for(used_as) {
                rooms.entry(place.room).or_default().push(place.tile);
            }
            rooms
        };
        Self {
            berths: by_room(PlaceUse::Berth),
            mattresses: by_room(PlaceUse::Mattress),
        }
    }
}

fn tiers_of(
    grid: &Grid,
    topology: &Topology,
    places: &SleepingPlaces,
    house: u16,
    in_house: u32,
    gallery: RoomId,
) -> Vec<Tier> {
    let room = topology.room(gallery);
    let (left, top, right, bottom) = room.bounds;
    let lengthwise = right - left >= bottom - top;
    let is_cell_door = |portal: &Portal| {
        portal.kind == DoorKind::Cell
            && portal
                .rooms
                .iter()
                .any(|room| topology.room(*room).used_as == RoomUse::Cell)
    };
    let gate = room
        .portals
        .iter()
        .copied()
        .find(|portal| !is_cell_door(topology.portal(*portal)));
    // Along the gallery, and across it, in tiles.
    let along = |tile: TileId| {
        let (x, y) = grid.x_y(tile);
        if lengthwise { x } else { y }
    };
    let across = |tile: TileId| {
        let (x, y) = grid.x_y(tile);
        if lengthwise { y } else { x }
    };
    let (start, end) = if lengthwise {
        (left, right)
    } else {
        (top, bottom)
    };
    let gate_at_start = gate.is_none_or(|gate| {
        let at = along(topology.portal(gate).key());
        at.abs_diff(start) <= at.abs_diff(end)
    });
    let from_gate = |tile: TileId| {
        if gate_at_start {
            along(tile).abs_diff(start)
        } else {
            along(tile).abs_diff(end)
        }
    };
    let mut mattresses = places.mattresses.get(&gallery).cloned().unwrap_or_default();
    mattresses.sort_by_key(|tile| (from_gate(*tile), *tile));
    let sides = if lengthwise {
        ["north", "south"]
    } else {
        ["west", "east"]
    };
    let mut tiers = Vec::new();
    for (side, side_name) in sides.iter().enumerate() {
        let row = match (side, lengthwise) {
            (0, true) => top,
            (0, false) => left,
            (_, true) => bottom,
            (_, false) => right,
        };
        let mut cells: Vec<Cell> = room
            .portals
            .iter()
            .filter_map(|door| {
                let portal = topology.portal(*door);
                if !is_cell_door(portal) {
                    return None;
                }
                let on_this_side = match side {
                    0 => across(portal.key()) < row,
                    _ => across(portal.key()) > row,
                };
                let cell = portal.beyond(gallery)?;
                on_this_side.then(|| cell_of(grid, topology, places, cell, *door))
            })
            .collect();
        cells.sort_by_key(|cell| from_gate(cell.door));
        if cells.is_empty() {
            continue;
        }
        let tile_at = |along: u32| {
            let (x, y) = if lengthwise {
                (along, row)
            } else {
                (row, along)
            };
            TileId(y * grid.width() + x)
        };
        // The lane is the longest straight floor from the gate's end of the gallery.
        let mut lane: Vec<TileId> = (start..=end).map(tile_at).collect();
        if !gate_at_start {
            lane.reverse();
        }
        let lane: Vec<TileId> = lane
            .into_iter()
            .skip_while(|tile| topology.room_of(*tile) != Some(gallery))
            .take_while(|tile| topology.room_of(*tile) == Some(gallery))
            .collect();
        let (Some(first), Some(last)) = (lane.first(), lane.last()) else {
            continue;
        };
        tiers.push(Tier {
            name: format!("{}{in_house} {side_name}", letter(house)),
            house,
            gate: gate.map(|gate| topology.portal(gate).key()),
            cells,
            mattresses: Vec::new(),
            lane: (*first, *last),
        });
    }
    let count = tiers.len().max(1);
    for (index, mattress) in mattresses.into_iter().enumerate() {
        if let Some(tier) = tiers.get_mut(index % count) {
            tier.mattresses.push(mattress);
        }
    }
    tiers
}

fn cell_of(
    grid: &Grid,
    topology: &Topology,
    places: &SleepingPlaces,
    room: RoomId,
    door: PortalId,
) -> Cell {
    let berths = places.berths.get(&room).cloned().unwrap_or_default();
    let portal = topology.portal(door);
    let mut floor = topology.room(room).tiles.clone();
    floor.sort_by_key(|tile| (std::cmp::Reverse(grid.distance(*tile, portal.key())), *tile));
    Cell {
        door: portal.key(),
        name: String::new(),
        berths,
        floor,
    }
}
