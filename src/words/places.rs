//! Where something is, as messages: in a room, at a door, on the way by another room, or in the walls.

use bevy_ecs::prelude::World;
use bighouse_sim::ids::{RoomId, TileId};
use bighouse_sim::level::RoomUse;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::{Grid, Tiers, Topology};
use bighouse_sim::vocabulary;

/// Whoever stands on a way no farther than this from the door of a room is by that room, mm.
const BY: u32 = 30_000;
/// So far about a tile in the walls is looked for a room, m.
const ABOUT: i32 = 4;

/// A map with what its rooms are called: that of the prison, or as somebody knows it.
#[derive(Clone, Copy)]
pub struct HousePlan<'a> {
    /// The tiles.
    pub grid: &'a Grid,
    /// The rooms.
    pub topology: &'a Topology,
    /// The cells.
    pub tiers: &'a Tiers,
}

impl<'a> HousePlan<'a> {
    /// That of the prison.
    pub fn of(world: &'a World) -> Self {
        Self {
            grid: world.resource(),
            topology: world.resource(),
            tiers: world.resource(),
        }
    }

    /// What a room is called: its own name, its number if it is a cell, the floor it serves if it is a
    /// gallery, or what it is used as.
    pub fn room(&self, id: RoomId) -> Part {
        let room = self.topology.room(id);
        if let Some(name) = &room.name {
            return Part::Written(name.clone());
        }
        let numbered = match room.used_as {
            RoomUse::Cell => self.cell_name(id).map(cell_named),
            RoomUse::Gallery => self.gallery_name(id).map(|name| {
                Message::new("gallery-named").with("name", Part::Written(name.to_owned()))
            }),
            _ => None,
        };
        match numbered {
            Some(message) => Part::Message(Box::new(message)),
            None => Part::Word(vocabulary::room(room.used_as)),
        }
    }

    /// What a room is called, as a message: "the yard".
    pub fn room_named(&self, id: RoomId) -> Message {
        Message::new("place").with("room", self.room(id))
    }

    /// The number of a cell, such as `B-114`.
    pub fn cell_name(&self, id: RoomId) -> Option<&'a str> {
        let found = self.topology.room(id);
        if found.used_as != RoomUse::Cell {
            return None;
        }
        let mut cells = self.tiers.cells();
        cells
            .find(|(_, cell)| {
                let door = self.topology.portal_of(cell.door);
                door.is_some_and(|door| found.portals.contains(&door))
            })
            .map(|(_, cell)| cell.name.as_str())
    }

    /// The house and floor of a gallery, such as `B2`: what its tiers have in common.
    fn gallery_name(&self, id: RoomId) -> Option<&'a str> {
        let mut tiers = self.tiers.all().iter();
        tiers
            .find(|tier| tier.gallery(self.topology) == Some(id))
            .and_then(|tier| tier.name.split(' ').next())
    }

    /// Where a tile is: "in the yard".
    pub fn where_is(&self, tile: TileId) -> Message {
        let topology = self.topology;
        if let Some(portal) = topology.portal_of(tile) {
            return self.at_door(topology.portal(portal).rooms);
        }
        if let Some(id) = topology.room_at(tile) {
            let by = match topology.room(id).used_as {
                RoomUse::Way => self.by(id, tile),
                _ => None,
            };
            return match by {
                Some(room) => Message::new("place-on-way").with("room", self.room(room)),
                None => Message::new("place-in").with("room", self.room(id)),
            };
        }
        match self.near(tile) {
            Some(id) => Message::new("place-beside").with("room", self.room(id)),
            None => Message::new("place-in-walls"),
        }
    }

    fn at_door(&self, rooms: [RoomId; 2]) -> Message {
        let of = |id: RoomId| self.topology.room(id);
        let [one, other] = rooms;
        let unnamed = |id: RoomId| matches!(self.room(id), Part::Word(_));
        if unnamed(one) && unnamed(other) && of(one).used_as == of(other).used_as {
            let two = Part::Word(vocabulary::rooms(of(one).used_as));
            return Message::new("place-between-alike").with("rooms", two);
        }
        Message::new("place-between")
            .with("one", self.room(one))
            .with("other", self.room(other))
    }

    /// The room by whose door a tile of a way lies: the nearest of those that have a name or a use.
    fn by(&self, way: RoomId, tile: TileId) -> Option<RoomId> {
        let topology = self.topology;
        let portals = topology.room(way).portals.iter();
        let doors = portals.filter_map(|portal| {
            let portal = topology.portal(*portal);
            let beyond = portal.beyond(way)?;
            let is_way = topology.room(beyond).used_as == RoomUse::Way;
            let named = !is_way || topology.room(beyond).name.is_some();
            named.then(|| (self.grid.distance(tile, portal.key()), beyond))
        });
        doors
            .filter(|(distance, _)| *distance <= BY)
            .min()
            .map(|(_, room)| room)
    }

    /// The room nearest to a tile that lies in none: furniture among furniture.
    fn near(&self, tile: TileId) -> Option<RoomId> {
        let beside = self
            .grid
            .beside(tile)
            .find_map(|tile| self.topology.room_of(tile));
        if beside.is_some() {
            return beside;
        }
        let (x, y) = self.grid.x_y(tile);
        let about = (-ABOUT..=ABOUT).flat_map(|dy| (-ABOUT..=ABOUT).map(move |dx| (dx, dy)));
        about
            .filter_map(|(dx, dy)| {
                let tile = self.grid.at(x as i32 + dx, y as i32 + dy)?;
                Some((dx * dx + dy * dy, self.topology.room_of(tile)?))
            })
            .min()
            .map(|(_, room)| room)
    }

    /// Where somebody goes who goes to a tile: "the yard", or "the place between a cell and a gallery".
    pub fn where_to(&self, tile: TileId) -> Message {
        if self.topology.portal_of(tile).is_none()
            && let Some(id) = self.topology.room_at(tile)
        {
            return self.room_named(id);
        }
        let place = Part::Message(Box::new(self.where_is(tile)));
        Message::new("place-other").with("place", place)
    }
}

/// What a cell is called.
pub fn cell_named(name: &str) -> Message {
    Message::new("cell-named").with("name", Part::Written(name.to_owned()))
}
