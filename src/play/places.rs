//! Places by name: cells, rooms and towers. The plan of the house is no secret, so every seat may ask.

use bighouse_sim::Prison;
use bighouse_sim::level::RoomUse;
use bighouse_sim::prison::{Grid, Tiers, Topology};
use bighouse_sim::record::why;
use bighouse_sim::regime::Regime;

/// A place that answers to a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Its middle, m from the map's left and top edge.
    pub at: (f32, f32),
}

/// The places that have these words in their names: cells by the whole name, rooms by a part.
pub fn find(prison: &Prison, words: &str, most: usize) -> Vec<Place> {
    let wanted = words.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let cells = world
        .resource::<Tiers>()
        .cells()
        .filter(|(_, cell)| cell.name.to_lowercase() == wanted)
        .map(|(_, cell)| {
            let (x, y) = grid.x_y(cell.door);
            Place {
                name: format!("Cell {}", cell.name),
                at: (x as f32 + 0.5, y as f32 + 0.5),
            }
        });
    let rooms = topology
        .rooms()
        .iter()
        .filter(|room| !matches!(room.used_as, RoomUse::Cell | RoomUse::Way))
        .map(|room| Place {
            name: why::room_name(room.used_as, room.name.as_deref()),
            at: middle(room.bounds),
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
        .map(|door| why::where_is(world, *door))
        .collect()
}

fn middle((left, top, right, bottom): (u32, u32, u32, u32)) -> (f32, f32) {
    (
        (left + right + 1) as f32 / 2.0,
        (top + bottom + 1) as f32 / 2.0,
    )
}
