//! Places by name: cells, rooms and towers. The plan of the house is no secret, so every seat may ask;
//! what was built or torn down since, a seat knows once it has seen it.

use bighouse_sim::Prison;
use bighouse_sim::ids::{RoomId, TileId};
use bighouse_sim::level::{DoorKind, RoomUse, Tile};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::{Grid, Tiers};
use bighouse_sim::regime::Regime;
use bighouse_sim::vocabulary;

use super::lens::{House, Lens};
use super::reader::SeatReader;
use crate::words::{self, places, told};

/// Pixels a metre from which on a cell is shown.
const NEAR: f32 = 24.0;
/// Pixels a metre from which on a room is shown.
const AWAY: f32 = 8.0;

/// A place that answers to a name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPlace {
    /// What it is called.
    pub name: String,
    /// Its middle, m from the map's left and top edge.
    pub at: (f32, f32),
    /// How near one has to look to see it, pixels a metre.
    pub zoom: f32,
}

/// The name of a room, as it is written on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// What the room is called, without an article.
    pub name: String,
    /// A point in it, m from the map's left and top edge.
    pub at: (f32, f32),
    /// Its width and height, m.
    pub size: (f32, f32),
}

/// The house as a seat knows it, with what its rooms are called.
pub(super) fn plan<'a>(prison: &'a Prison, house: House<'a>) -> places::HousePlan<'a> {
    places::HousePlan {
        grid: house.grid,
        topology: house.topology,
        tiers: prison.world().resource(),
    }
}

/// The places that have these words in their names: cells by the whole name, rooms by a part.
pub fn find(prison: &Prison, lens: &Lens, words: &str, most: usize) -> Vec<NamedPlace> {
    let wanted = words.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let house = lens.house(prison);
    let plan = plan(prison, house);
    let cells = prison.world().resource::<Tiers>().cells();
    let cells = cells
        .filter(|(_, cell)| cell.name.to_lowercase() == wanted)
        .map(|(_, cell)| NamedPlace {
            name: words::capital(&words::spoken().bare(&places::cell_named(&cell.name))),
            at: house.middle(cell.door),
            zoom: NEAR,
        });
    let rooms = house
        .topology
        .rooms()
        .iter()
        .enumerate()
        .filter(|(_, room)| !matches!(room.used_as, RoomUse::Cell | RoomUse::Way))
        .map(|(id, room)| NamedPlace {
            name: told::said(prison.world(), &plan.room_named(RoomId::from_index(id))),
            at: middle(room.bounds),
            zoom: AWAY,
        })
        .filter(|place| {
            let name = place.name.to_lowercase();
            name.split([' ', '-']).any(|word| word.starts_with(&wanted)) || name.contains(&wanted)
        });
    cells.chain(rooms).take(most).collect()
}

/// The doors that are held locked by order, by where they are. It stands on the warden's desk.
pub fn held_locked(prison: &Prison) -> Vec<String> {
    let world = prison.world();
    world
        .resource::<Regime>()
        .held()
        .iter()
        .map(|door| told::where_is(world, *door))
        .collect()
}

fn middle((left, top, right, bottom): (u32, u32, u32, u32)) -> (f32, f32) {
    (
        (left + right + 1) as f32 / 2.0,
        (top + bottom + 1) as f32 / 2.0,
    )
}

/// The names of the rooms, for the map: all but cells and ways, which are too many.
pub fn signs(prison: &Prison, lens: &Lens) -> Vec<Sign> {
    let House { grid, topology } = lens.house(prison);
    let tiers = prison.world().resource::<Tiers>();
    topology
        .rooms()
        .iter()
        .enumerate()
        .filter(|(_, room)| !matches!(room.used_as, RoomUse::Cell | RoomUse::Way))
        .filter_map(|(index, room)| {
            let tier = match room.used_as {
                RoomUse::Gallery => tiers.of_gallery(topology, RoomId::from_index(index)).next(),
                _ => None,
            };
            let name = match (tier, &room.name) {
                (Some((_, tier)), None) => tier.name.clone(),
                (_, Some(name)) => bare(name).to_owned(),
                (None, None) => words::spoken().plain(vocabulary::sign(room.used_as)),
            };
            let (at, size) = spot(grid, &room.tiles)?;
            Some(Sign { name, at, size })
        })
        .collect()
}

/// A name of a level file without its English article.
fn bare(name: &str) -> &str {
    ["the ", "a ", "an "]
        .into_iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

/// Where the name of a room of these tiles stands, and how wide and high the room is there, m: about
/// the tile that is nearest to the middle of all of them.
fn spot(grid: &Grid, tiles: &[TileId]) -> Option<((f32, f32), (f32, f32))> {
    let many = tiles.len().max(1) as f32;
    let points = tiles.iter().map(|tile| {
        let (x, y) = grid.x_y(*tile);
        (x as i32, y as i32)
    });
    let sum = points.clone().fold((0.0, 0.0), |sum, at| {
        (sum.0 + at.0 as f32, sum.1 + at.1 as f32)
    });
    let (x, y) = (sum.0 / many, sum.1 / many);
    let off = |at: &(i32, i32)| (at.0 as f32 - x).powi(2) + (at.1 as f32 - y).powi(2);
    let (x, y) = points.min_by(|a, b| off(a).total_cmp(&off(b)))?;
    // Number of tiles free of walls and doors from there in a direction.
    let free = |x: i32, y: i32, dx: i32, dy: i32| {
        let within = |far: &i32| {
            let tile = grid.at(x + dx * far, y + dy * far);
            tile.is_some_and(|tile| !grid.tile(tile).bounds_room())
        };
        (1..).take_while(within).count() as i32
    };
    let (west, east) = (free(x, y, -1, 0), free(x, y, 1, 0));
    let middle = x + (east - west) / 2;
    let (north, south) = (free(middle, y, 0, -1), free(middle, y, 0, 1));
    Some((
        (
            x as f32 + 0.5 + (east - west) as f32 / 2.0,
            y as f32 + 0.5 + (south - north) as f32 / 2.0,
        ),
        ((west + east + 1) as f32, (north + south + 1) as f32),
    ))
}

/// What a place is called: its room, and what stands there or whether the door is locked, as far
/// as the seat knows.
pub fn called(prison: &Prison, lens: &Lens, tile: TileId) -> Option<String> {
    let house = lens.house(prison);
    let plan = plan(prison, house);
    let topology = house.topology;
    let reader = SeatReader::new(prison, lens);
    let stands = house.tiles().get(tile.index()).copied()?;
    let stands_there = Message::new("tile-at")
        .with("tile", Part::Word(vocabulary::tile(stands)))
        .with("at", inside(plan.where_is(tile)));
    let Some(portal) = topology.portal_of(tile) else {
        let room = topology.room_at(tile);
        let named = room.map(|id| plan.room_named(id));
        return Some(
            reader.sentence(&match (named, stands) {
                (Some(room), Tile::Floor(_) | Tile::Lamp) => room,
                (Some(room), stands) => Message::new("tile-in-room")
                    .with("room", inside(room))
                    .with("tile", Part::Word(vocabulary::tile(stands))),
                (None, _) => stands_there,
            }),
        );
    };
    let portal = topology.portal(portal);
    let cell = portal
        .rooms
        .into_iter()
        .find_map(|room| plan.cell_name(room));
    let door = match cell {
        Some(cell) if portal.kind == DoorKind::Cell => {
            Message::new("cell-door-named").with("name", Part::Written(cell.to_owned()))
        }
        _ => stands_there,
    };
    let lock = match lens.is_locked(prison, portal.key()) {
        _ if !portal.has_lock() => return Some(reader.sentence(&door)),
        Some(true) => "door-is-locked",
        Some(false) => "door-is-not-locked",
        None => "door-lock-not-known",
    };
    let door = Message::new(lock).with("door", inside(door));
    Some(reader.sentence(&door))
}

/// A message as a part of another.
fn inside(message: Message) -> Part {
    Part::Message(Box::new(message))
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let text = || Part::Written("text".into());
    let mut made = vec![
        places::cell_named("A-101"),
        Message::new("cell-door-named").with("name", text()),
        Message::new("tile-at")
            .with("tile", text())
            .with("at", text()),
        Message::new("tile-in-room")
            .with("room", text())
            .with("tile", text()),
    ];
    let locks = [
        "door-is-locked",
        "door-is-not-locked",
        "door-lock-not-known",
    ];
    made.extend(locks.map(|lock| Message::new(lock).with("door", text())));
    made
}
