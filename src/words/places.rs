//! Where something is, as messages: in a room, between two, or in the walls.

use bevy_ecs::prelude::World;
use bighouse_sim::ids::TileId;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::{Grid, Room, Topology};
use bighouse_sim::vocabulary;

/// What a room is called: its own name, or what it is used as.
pub fn room(room: &Room) -> Part {
    match &room.name {
        Some(name) => Part::Written(name.clone()),
        None => Part::Word(vocabulary::room(room.used_as)),
    }
}

/// What a room is called, as a message: "the yard".
pub fn room_named(called: &Room) -> Message {
    Message::new("place").with("room", room(called))
}

/// Where a tile is: "in the yard".
pub fn where_is(world: &World, tile: TileId) -> Message {
    where_in(world.resource(), world.resource(), tile)
}

/// Where a tile of a map is: "in the yard".
pub fn where_in(grid: &Grid, topology: &Topology, tile: TileId) -> Message {
    if let Some(portal) = topology.portal_of(tile) {
        let [one, other] = topology.portal(portal).rooms.map(|id| topology.room(id));
        if one.name.is_none() && other.name.is_none() && one.used_as == other.used_as {
            let two = Part::Word(vocabulary::rooms(one.used_as));
            return Message::new("place-between-alike").with("rooms", two);
        }
        return Message::new("place-between")
            .with("one", room(one))
            .with("other", room(other));
    }
    if let Some(id) = topology.room_at(tile) {
        return Message::new("place-in").with("room", room(topology.room(id)));
    }
    let mut beside = grid.beside(tile);
    match beside.find_map(|near| topology.room_of(near)) {
        Some(id) => Message::new("place-beside").with("room", room(topology.room(id))),
        None => Message::new("place-in-walls"),
    }
}

/// Where somebody goes who goes to a tile: "the yard", or "the place between a cell and a gallery".
pub fn where_to(world: &World, tile: TileId) -> Message {
    let topology = world.resource::<Topology>();
    if topology.portal_of(tile).is_none()
        && let Some(id) = topology.room_at(tile)
    {
        return room_named(topology.room(id));
    }
    let place = Part::Message(Box::new(where_is(world, tile)));
    Message::new("place-other").with("place", place)
}
