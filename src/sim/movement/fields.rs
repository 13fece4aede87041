//! Local flow fields: from every tile of a room the way to one target.
//!
//! A field tells for each tile of a room the **anchor**: the farthest tile on the
//! shortest way that can be walked to in a straight line, and the distance to
//! the target. "Can be walked" means that the whole hull of the two tiles is
//! floor of the room, so a man anywhere in the one may make straight for any
//! point of the other and never touch a wall. Fields come from walls only;
//! doors that open and close do not touch them.
//!
//! A cache, filled when first asked for, kept while the room keeps its shape.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use bevy_ecs::prelude::Resource;

use crate::ids::{PortalId, RoomId, TileId};
use crate::prison::{Grid, Topology};

/// What a field leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The floor before a portal, on the room's side; named by the portal's first tile.
    Portal(TileId),
    /// One tile.
    Tile(TileId),
}

/// A field: for the n-th tile of the room, the anchor and the distance in mm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowField {
    anchors: Vec<TileId>,
    distances: Vec<u32>,
}

/// Distance of a tile from which the target cannot be reached.
pub const FAR: u32 = u32::MAX;
/// Entries kept before fields to single tiles are forgotten: 16 MiB of them.
const KEPT: usize = 2_000_000;
/// Entries kept before all fields are forgotten: 192 MiB. A hall of a million tiles with a
/// thousand doors would otherwise fill any memory.
const MOST_KEPT: usize = 24_000_000;

/// All fields asked for so far.
#[derive(Resource, Clone, Debug, Default)]
pub struct FlowFields {
    fields: BTreeMap<(u64, Target), FlowField>,
    /// The place of each tile in its room's list.
    local: Vec<u32>,
    /// Entries of fields to single tiles.
    to_tiles: usize,
    /// Entries of all fields.
    all: usize,
}

impl FlowFields {
    /// Matches the cache to a new topology: rooms that kept their shape keep their fields.
    pub(crate) fn follow(&mut self, grid: &Grid, topology: &Topology) {
        self.local.clear();
        self.local.resize(grid.len(), u32::MAX);
        let mut shapes = std::collections::BTreeSet::new();
        for room in topology.rooms() {
            shapes.insert(room.shape);
            for (index, tile) in room.tiles.iter().enumerate() {
                self.local[tile.index()] = index as u32;
            }
        }
        self.fields.retain(|(shape, _), _| shapes.contains(shape));
        self.to_tiles = self
            .fields
            .iter()
            .filter(|((_, target), _)| matches!(target, Target::Tile(_)))
            .map(|(_, field)| field.anchors.len())
            .sum();
        self.all = self.entries();
    }

    /// The way from `from` to a portal of its room: next anchor and distance, mm.
    pub fn to_portal(
        &mut self,
        grid: &Grid,
        topology: &Topology,
        room: RoomId,
        portal: PortalId,
        from: TileId,
    ) -> (TileId, u32) {
        let target = Target::Portal(topology.portal(portal).key());
        self.way(grid, topology, room, target, from)
    }

    /// The way from `from` to a tile of the same room: next anchor and distance, mm.
    pub fn to_tile(
        &mut self,
        grid: &Grid,
        topology: &Topology,
        room: RoomId,
        tile: TileId,
        from: TileId,
    ) -> (TileId, u32) {
        self.way(grid, topology, room, Target::Tile(tile), from)
    }

    /// The way from `from` to a target in its room: next anchor and distance, mm.
    pub fn way(
        &mut self,
        grid: &Grid,
        topology: &Topology,
        room: RoomId,
        target: Target,
        from: TileId,
    ) -> (TileId, u32) {
        if self.to_tiles > KEPT || self.all > MOST_KEPT {
            self.forget();
        }
        let local = &self.local;
        let shape = topology.room(room).shape;
        let (to_tiles, all) = (&mut self.to_tiles, &mut self.all);
        let field = self.fields.entry((shape, target)).or_insert_with(|| {
            let field = flood(grid, topology, local, room, target);
            *all += field.anchors.len();
            if matches!(target, Target::Tile(_)) {
                *to_tiles += field.anchors.len();
            }
            field
        });
        if topology.room_of(from) != Some(room) {
            return (from, FAR);
        }
        let index = local[from.index()] as usize;
        match (field.anchors.get(index), field.distances.get(index)) {
            (Some(anchor), Some(distance)) => (*anchor, *distance),
            _ => (from, FAR),
        }
    }

    /// Forgets the fields to single tiles, or all if there are too many of the others too.
    fn forget(&mut self) {
        self.fields
            .retain(|(_, target), _| matches!(target, Target::Portal(_)));
        self.to_tiles = 0;
        self.all = self.entries();
        if self.all > MOST_KEPT {
            self.fields.clear();
            self.all = 0;
        }
    }

    /// How many entries all fields have together.
    pub fn entries(&self) -> usize {
        self.fields.values().map(|field| field.anchors.len()).sum()
    }
}

/// Dijkstra from the target over the room's tiles; anchors are handed on where the hull allows it.
fn flood(
    grid: &Grid,
    topology: &Topology,
    local: &[u32],
    room: RoomId,
    target: Target,
) -> FlowField {
    let tiles = &topology.room(room).tiles;
    let mut anchors: Vec<TileId> = tiles.clone();
    let mut distances = vec![FAR; tiles.len()];
    let mut settled = vec![false; tiles.len()];
    let mut open = BinaryHeap::new();
    let sources: Vec<TileId> = match target {
        Target::Tile(tile) => vec![tile],
        Target::Portal(key) => topology
            .portal_of(key)
            .map(|portal| {
                let portal = topology.portal(portal);
                (0..2)
                    .filter(|side| portal.rooms[*side] == room)
                    .flat_map(|side| portal.approach[side].iter().copied())
                    .collect()
            })
            .unwrap_or_default(),
    };
    let in_room = |tile: &TileId| topology.room_of(*tile) == Some(room);
    for source in sources.into_iter().filter(in_room) {
        if let Some(distance) = distances.get_mut(local[source.index()] as usize) {
            *distance = 0;
            open.push(Reverse((0, source)));
        }
    }
    while let Some(Reverse((distance, tile))) = open.pop() {
        let index = local[tile.index()] as usize;
        if std::mem::replace(&mut settled[index], true) {
            continue;
        }
        let anchor = anchors[index];
        let from_anchor = distances[local[anchor.index()] as usize];
        let (x, y) = grid.x_y(tile);
        let (x, y) = (x as i32, y as i32);
        let in_room = |x: i32, y: i32| {
            grid.at(x, y)
                .filter(|tile| topology.room_of(*tile) == Some(room))
        };
        for (dx, dy) in [
            (0, -1),
            (-1, 0),
            (1, 0),
            (0, 1),
            (-1, -1),
            (1, -1),
            (-1, 1),
            (1, 1),
        ] {
            let Some(next) = in_room(x + dx, y + dy) else {
                continue;
            };
            let next_index = local[next.index()] as usize;
            if settled[next_index] {
                continue;
            }
            // Round a corner only through the square, never across it.
            if dx != 0 && dy != 0 && (in_room(x + dx, y).is_none() || in_room(x, y + dy).is_none())
            {
                continue;
            }
            let (candidate, anchor) = if hull_is_open(grid, topology, room, next, anchor) {
                (from_anchor + grid.distance(next, anchor), anchor)
            } else {
                (distance + grid.distance(next, tile), tile)
            };
            if candidate < distances[next_index] {
                distances[next_index] = candidate;
                anchors[next_index] = anchor;
                open.push(Reverse((candidate, next)));
            }
        }
    }
    FlowField { anchors, distances }
}

/// Whether every tile that the hull of two tiles touches is floor of the room.
pub fn hull_is_open(grid: &Grid, topology: &Topology, room: RoomId, a: TileId, b: TileId) -> bool {
    let is_in_room = |tile| topology.room_of(tile) == Some(room);
    // The hull lies within the rectangle between the two, which is mostly clear: asked first.
    is_in_room(a)
        && is_in_room(b)
        && (topology.is_clear_between(grid, a, b) || each_of_hull(grid, a, b, is_in_room))
}

/// Whether something holds of every tile that the hull of two tiles touches.
fn each_of_hull(grid: &Grid, a: TileId, b: TileId, holds: impl Fn(TileId) -> bool) -> bool {
    let ((ax, ay), (bx, by)) = (grid.x_y(a), grid.x_y(b));
    let right = if bx < ax { -1 } else { 1 };
    let down = if by < ay { -1 } else { 1 } * i64::from(grid.width());
    let (dx, dy) = (i64::from(ax.abs_diff(bx)), i64::from(ay.abs_diff(by)));
    // Walk along the longer axis; `u` goes along it, `v` across.
    let (du, dv, along, across) = match dx < dy {
        true => (dy, dx, down, right),
        false => (dx, dy, right, down),
    };
    // `u * dv / du` for the `u` before, this one and the next, without a division for each.
    let (mut before, mut here, mut rest) = (0, 0, 0);
    for u in 0..=du {
        rest += dv;
        let mut next = here;
        if rest >= du && du > 0 {
            rest -= du;
            next += 1;
        }
        let high = (next + i64::from(rest > 0)).min(dv);
        // Between two tiles of the map, so on the map.
        let first = i64::from(a.0) + u * along;
        if !(before..=high).all(|v| holds(TileId((first + v * across) as u32))) {
            return false;
        }
        (before, here) = (here, next);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prison::grid::drawn as map;

    #[test]
    fn round_a_corner_there_is_one_anchor_and_no_wall_is_cut() {
        let (grid, topology) = map(&[
            "##########",
            "#........#",
            "#.######.#",
            "#.#    #.#",
            "##########",
        ]);
        let room = RoomId(0);
        let mut fields = FlowFields::default();
        fields.follow(&grid, &topology);
        let start = grid.at(1, 3).expect("on the map");
        let goal = grid.at(8, 3).expect("on the map");
        let (first, distance) = fields.to_tile(&grid, &topology, room, goal, start);
        assert_eq!(first, grid.at(1, 1).expect("on the map"));
        assert_eq!(distance, 11_000);
        let (second, _) = fields.to_tile(&grid, &topology, room, goal, first);
        assert_eq!(second, grid.at(8, 1).expect("on the map"));
    }

    #[test]
    fn hulls_are_symmetric_and_stop_at_walls() {
        let (grid, topology) = map(&[
            "########", "#......#", "#...#..#", "#......#", "#......#", "########",
        ]);
        let tiles: Vec<TileId> = topology.rooms()[0].tiles.clone();
        let mut blocked = 0;
        for a in &tiles {
            for b in &tiles {
                let there = hull_is_open(&grid, &topology, RoomId(0), *a, *b);
                let back = hull_is_open(&grid, &topology, RoomId(0), *b, *a);
                assert_eq!(there, back, "{a:?} {b:?}");
                blocked += !there as u32;
            }
        }
        assert!(blocked > 20);
    }

    /// The hull tile by tile, with a division for each, as it is defined.
    fn hull_by_definition(
        grid: &Grid,
        topology: &Topology,
        room: RoomId,
        a: TileId,
        b: TileId,
    ) -> bool {
        let ((ax, ay), (bx, by)) = (grid.x_y(a), grid.x_y(b));
        let (dx, dy) = (bx as i32 - ax as i32, by as i32 - ay as i32);
        let swap = dx.abs() < dy.abs();
        let (du, dv) = (dx.abs().max(dy.abs()), dx.abs().min(dy.abs()));
        let across = |u: i32| match du {
            0 => 0..=0,
            _ => ((u - 1).max(0) * dv / du)..=(((u + 1) * dv + du - 1) / du).min(dv),
        };
        (0..=du).all(|u| {
            across(u).all(|v| {
                let (x, y) = if swap { (v, u) } else { (u, v) };
                let (right, down) = (if dx < 0 { -x } else { x }, if dy < 0 { -y } else { y });
                grid.at(ax as i32 + right, ay as i32 + down)
                    .is_some_and(|tile| topology.room_of(tile) == Some(room))
            })
        })
    }

    #[test]
    fn hulls_are_those_of_the_definition_between_all_tiles_of_many_maps() {
        let mut noise = 1_u32;
        let mut clear = 0;
        // From maps of a single tile, and without a wall, to those that are half wall.
        for (width, height, walls) in (0..160).map(|n| (1 + n % 9, 1 + n / 9 % 11, n % 7)) {
            let rows: Vec<String> = (0..height)
                .map(|_| {
                    let tile = |_| {
                        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        if noise >> 24 < walls * 20 { '#' } else { '.' }
                    };
                    (0..width).map(tile).collect()
                })
                .collect();
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let (grid, topology) = map(&rows);
            let tiles = || (0..grid.len()).map(TileId::from_index);
            for (a, b) in tiles().flat_map(|a| tiles().map(move |b| (a, b))) {
                for room in (0..topology.rooms().len()).map(RoomId::from_index) {
                    let open = hull_is_open(&grid, &topology, room, a, b);
                    let defined = hull_by_definition(&grid, &topology, room, a, b);
                    assert_eq!(open, defined, "{rows:?} {room:?} {a:?} {b:?}");
                    clear += u32::from(open && a != b);
                }
            }
        }
        assert!(clear > 10_000, "{clear}");
    }

    #[test]
    fn a_target_behind_a_wall_is_far() {
        let (grid, topology) = map(&["#####", "#.#.#", "#####"]);
        let mut fields = FlowFields::default();
        fields.follow(&grid, &topology);
        let goal = grid.at(3, 1).expect("on the map");
        let start = grid.at(1, 1).expect("on the map");
        assert_eq!(
            fields.to_tile(&grid, &topology, RoomId(0), goal, start).1,
            FAR
        );
    }
}
