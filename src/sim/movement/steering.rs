//! Steering: the next leg, so that a crowd does not tread in one track.
//!
//! Every man keeps a little to one side of the middle of tiles, takes corners more or less wide, and
//! comes to doors over the floor before them; all by his number, so that it is the same each time.
//! Every leg stays within the hull of two tiles that is open floor ([`super::fields`]).

use super::bodies::{LOOK_AHEAD, Next};
use super::fields::{FAR, Target, hull_is_open};
use super::travel::Travel;
use crate::ids::{PersonId, RoomId, TileId};

/// From how far off men fan out before a door, mm; farther than the widest fan.
const FAN: u32 = 6_000;

impl Travel<'_> {
    /// Stands aside a little, so that men do not walk in each other's tracks: the same
    /// for a man everywhere, within 0.3 m of the middle of a tile.
    fn aside(person: PersonId) -> (i32, i32) {
        let spread = person.0.wrapping_mul(0x9E37_79B9) >> 12;
        (
            (spread % 601) as i32 - 300,
            (spread / 601 % 601) as i32 - 300,
        )
    }

    pub(super) fn point_on(&self, person: PersonId, tile: TileId) -> (i32, i32) {
        let (x, y) = self.grid.centre(tile);
        let (dx, dy) = Self::aside(person);
        (x + dx, y + dy)
    }

    pub(super) fn walk_to_tile(&mut self, person: PersonId, tile: TileId, next: Next) {
        let here = self.bodies.bodies[person.index()].tile;
        let beyond = match next {
            Next::Door { key } => self.floor_beyond(key, tile),
            Next::Passed => Some(self.onwards(here, tile)),
            _ => self.bodies.journeys[person.index()]
                .waypoints
                .last()
                .map(|after| self.past(tile, *after)),
        };
        self.walk_on(person, tile, next, beyond.unwrap_or(tile));
    }

    fn walk_on(&mut self, person: PersonId, tile: TileId, next: Next, beyond: TileId) {
        let point = self.point_on(person, tile);
        self.bodies
            .begin_leg(&mut self.density, person, point, next, beyond);
    }

    /// The floor on the other side of a door, for one who stands before it.
    fn floor_beyond(&self, key: TileId, before: TileId) -> Option<TileId> {
        let portal = self.topology.portal(self.topology.portal_of(key)?);
        (0..2).find_map(|side| {
            let index = portal.approach[side]
                .iter()
                .position(|tile| *tile == before)?;
            portal.approach[1 - side].get(index).copied()
        })
    }

    /// The tile one looks at beyond `at`, on the way to `after`.
    fn past(&self, at: TileId, after: TileId) -> TileId {
        let distance = self.grid.distance(at, after) as f32;
        if distance <= LOOK_AHEAD {
            return after;
        }
        let ((ax, ay), (bx, by)) = (self.grid.centre(at), self.grid.centre(after));
        let share = LOOK_AHEAD / distance;
        self.grid.under(
            ax + ((bx - ax) as f32 * share) as i32,
            ay + ((by - ay) as f32 * share) as i32,
        )
    }

    /// The tile after `to` for one who walks there from `from` and on, if it is open.
    fn onwards(&self, from: TileId, to: TileId) -> TileId {
        let ((ax, ay), (bx, by)) = (self.grid.x_y(from), self.grid.x_y(to));
        let (dx, dy) = (
            (bx as i32 - ax as i32).signum(),
            (by as i32 - ay as i32).signum(),
        );
        self.grid
            .at(bx as i32 + dx, by as i32 + dy)
            .filter(|tile| self.topology.is_open(*tile))
            .unwrap_or(to)
    }

    /// The next leg along a field. Tells whether there is a way.
    pub(super) fn follow(
        &mut self,
        person: PersonId,
        room: RoomId,
        from: TileId,
        target: Target,
    ) -> bool {
        let (grid, topology) = (&*self.grid, &*self.topology);
        let (anchor, distance) = self.fields.way(grid, topology, room, target, from);
        if distance == FAR {
            return false;
        }
        let (after, left) = self.fields.way(grid, topology, room, target, anchor);
        if left == 0 {
            match target {
                Target::Tile(_) => self.walk_to_tile(person, anchor, Next::Look),
                Target::Portal(key) => {
                    match self.fan_out(person, room, (from, distance), anchor, key) {
                        Some(spot) => {
                            let beyond = self.past(spot, anchor);
                            self.walk_on(person, spot, Next::Look, beyond);
                        }
                        None => self.walk_to_tile(person, anchor, Next::Door { key }),
                    }
                }
            }
            return true;
        }
        // Round a corner not all tread on the same stone: some take it wide.
        let wide = self.take_wide(person, room, (from, distance), anchor, target);
        let after = match wide {
            Some(tile) => {
                self.fields
                    .way(&self.grid, &self.topology, room, target, tile)
                    .0
            }
            None => after,
        };
        let corner = wide.unwrap_or(anchor);
        let beyond = self.past(corner, after);
        self.walk_on(person, corner, Next::Look, beyond);
        true
    }

    /// From afar men do not come to a door all along the wall beside it, but over the floor before
    /// it: a tile up to four straight out from the door, the same number for a man everywhere.
    fn fan_out(
        &self,
        person: PersonId,
        room: RoomId,
        (from, distance): (TileId, u32),
        before: TileId,
        key: TileId,
    ) -> Option<TileId> {
        if distance < FAN {
            return None;
        }
        let beyond = self.floor_beyond(key, before)?;
        let ((x, y), (bx, by)) = (self.grid.x_y(before), self.grid.x_y(beyond));
        let (out_x, out_y) = (
            (x as i32 - bx as i32).signum(),
            (y as i32 - by as i32).signum(),
        );
        let steps = (person.0.wrapping_mul(0x85EB_CA6B) >> 16) % 5;
        (1..=steps as i32).rev().find_map(|steps| {
            let tile = self
                .grid
                .at(x as i32 + out_x * steps, y as i32 + out_y * steps)?;
            let clear = |a, b| hull_is_open(&self.grid, &self.topology, room, a, b);
            (clear(from, tile) && clear(tile, before)).then_some(tile)
        })
    }

    /// A tile up to three further out than a corner, the same number for a man everywhere, if it is
    /// in plain view and nearer to the target than where he stands.
    fn take_wide(
        &mut self,
        person: PersonId,
        room: RoomId,
        (from, distance): (TileId, u32),
        corner: TileId,
        target: Target,
    ) -> Option<TileId> {
        let (x, y) = self.grid.x_y(corner);
        let (x, y) = (x as i32, y as i32);
        let in_room = |dx: i32, dy: i32| {
            self.grid
                .at(x + dx, y + dy)
                .filter(|tile| self.topology.room_of(*tile) == Some(room))
        };
        let (mut out_x, mut out_y) = (0, 0);
        for dy in -1..=1 {
            for dx in -1..=1 {
                if in_room(dx, dy).is_none() {
                    out_x -= dx;
                    out_y -= dy;
                }
            }
        }
        let (out_x, out_y) = (out_x.signum(), out_y.signum());
        let wide = (person.0.wrapping_mul(0x85EB_CA6B) >> 16) % 4;
        (1..=wide as i32).rev().find_map(|steps| {
            let tile = in_room(out_x * steps, out_y * steps)?;
            let (_, left) = self
                .fields
                .way(&self.grid, &self.topology, room, target, tile);
            (left < distance && hull_is_open(&self.grid, &self.topology, room, from, tile))
                .then_some(tile)
        })
    }
}
