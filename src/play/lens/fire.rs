//! What burns and what has burnt, as far as a seat sees it.

use bighouse_sim::Prison;
use bighouse_sim::ids::{RoomId, TileId};
use bighouse_sim::prison::fire::Fire;
use bighouse_sim::prison::{Fires, Grid, Topology};

use super::Lens;

/// Into how many pieces the life of a fire is cut to find how far it came.
const LOOKS: u64 = 16;

/// A room that burns, as the seat sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blaze {
    /// Where it was set.
    pub seat: TileId,
    /// How strong it is, per cent.
    pub strength: u32,
    /// The tiles that are on fire, as far as they are in sight: those nearest to the seat first.
    pub burning: Vec<TileId>,
    /// All tiles of the room that are in sight: smoke is over them.
    pub room: Vec<TileId>,
    /// Its doors that are in sight and not shut, each with the way out: right and down. Smoke leaks there.
    pub leaks: Vec<(TileId, (i32, i32))>,
}

/// The tiles of a room with what stands in it, those nearest to a fire's seat first.
fn from_the_seat(grid: &Grid, topology: &Topology, room: RoomId, seat: TileId) -> Vec<TileId> {
    let floor = &topology.room(room).tiles;
    let stands = |tile: &TileId| {
        let at = topology.room_at(*tile);
        topology.room_of(*tile).is_none()
            && !grid.tile(*tile).bounds_room()
            && at.is_none_or(|other| other == room)
    };
    // What is no floor belongs to the room it stands in.
    let things = floor
        .iter()
        .flat_map(|tile| grid.beside(*tile))
        .filter(stands);
    let mut tiles: Vec<TileId> = floor.iter().copied().chain(things).collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles.sort_by_cached_key(|tile| (grid.distance(seat, *tile), *tile));
    tiles
}

/// How many tiles of this many a share of them is, per cent; of a fire one at the least.
fn share(of: usize, strength: u32) -> usize {
    (of * strength as usize).div_ceil(100).clamp(1, of.max(1))
}

/// The rooms that burn.
pub(super) fn blazes(prison: &Prison, lens: &Lens) -> Vec<Blaze> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let now = prison.now();
    let is_seen = |tile: &TileId| lens.sees_tile(*tile);
    let burning = world.resource::<Fires>().burning(now);
    burning
        .filter_map(|fire| {
            let room = topology.room_at(fire.place)?;
            let tiles = from_the_seat(grid, topology, room, fire.seat);
            let strength = fire.strength(now);
            let on_fire = tiles.iter().take(share(tiles.len(), strength));
            let burning: Vec<TileId> = on_fire.copied().filter(is_seen).collect();
            Some(Blaze {
                seat: fire.seat,
                strength,
                burning,
                leaks: leaks(prison, lens, room),
                room: tiles.into_iter().filter(is_seen).collect(),
            })
        })
        .filter(|blaze| !(blaze.room.is_empty() && blaze.leaks.is_empty()))
        .collect()
}

/// Where smoke leaks from a room.
fn leaks(prison: &Prison, lens: &Lens, room: RoomId) -> Vec<(TileId, (i32, i32))> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let portals = topology.room(room).portals.iter();
    portals
        .map(|portal| topology.portal(*portal))
        .filter(|portal| lens.is_locked(prison, portal.key()) != Some(true))
        .flat_map(|portal| {
            let beyond = portal.side(room).map(|side| &portal.approach[1 - side]);
            portal.tiles.iter().zip(beyond.into_iter().flatten())
        })
        .filter(|(door, beyond)| lens.sees_tile(**door) && lens.sees_tile(**beyond))
        .map(|(door, beyond)| {
            let ((x, y), (bx, by)) = (grid.x_y(*door), grid.x_y(*beyond));
            let way = |from: u32, to: u32| (to as i32 - from as i32).signum();
            (*door, (way(x, bx), way(y, by)))
        })
        .collect()
}

/// How far a fire came until a tick, per cent.
fn came_to(fire: &Fire, now: u64) -> u32 {
    let until = now.min(fire.ends).saturating_sub(fire.began);
    let looks = (0..=LOOKS).map(|look| fire.strength(fire.began + until * look / LOOKS));
    looks.max().unwrap_or(0)
}

/// The tiles that fire has blackened, as the seat knows it, in order: those it has looked at since.
pub(super) fn blackened(prison: &Prison, lens: &Lens) -> Vec<TileId> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let (fires, now) = (world.resource::<Fires>(), prison.now());
    let mut black: Vec<TileId> = Vec::new();
    for fire in fires.burning(now).chain(fires.burnt(now)) {
        let Some(room) = topology.room_at(fire.place) else {
            continue;
        };
        let tiles = from_the_seat(grid, topology, room, fire.seat);
        let reached = share(tiles.len(), came_to(fire, now));
        let known = |tile: &TileId| {
            let news = lens.news_of(now, *tile);
            news.is_some_and(|age| now.saturating_sub(age) > fire.began)
        };
        black.extend(tiles.into_iter().take(reached).filter(known));
    }
    black.sort_unstable();
    black.dedup();
    black
}

#[cfg(test)]
mod tests {
    use super::*;
    use bighouse_sim::clock::MINUTE;
    use bighouse_sim::ids::HappeningId;

    #[test]
    fn what_has_burnt_stays_black_when_the_fire_dies_down() {
        let fire = Fire {
            place: TileId(0),
            seat: TileId(0),
            began: 0,
            ends: 60 * MINUTE,
            cause: HappeningId::NONE,
        };
        assert_eq!(fire.strength(60 * MINUTE), 0);
        assert_eq!(came_to(&fire, 90 * MINUTE), 100);
        assert!(came_to(&fire, MINUTE) < 20);
    }

    #[test]
    fn a_fire_burns_somewhere_from_its_beginning() {
        assert_eq!(
            (share(200, 0), share(200, 50), share(200, 100)),
            (1, 100, 200)
        );
        assert_eq!(share(0, 50), 1);
    }
}
