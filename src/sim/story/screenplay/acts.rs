//! From an order of a screenplay, which names persons, places and things, to one of numbers that can
//! be given now.

use bevy_ecs::prelude::World;

use super::conditions::{cell, tile_of};
use super::{ScreenplayOrder, ScreenplayPlace, Value};
use crate::contraband::{ItemKind, Items};
use crate::ids::{ItemId, PersonId, RoomId, TileId};
use crate::order::{Giver, Order, OrderName};
use crate::people::{Role, Roster};
use crate::prison::{Grid, Topology};
use crate::refusal::Refusal;
use crate::story::Cast;

impl ScreenplayOrder {
    /// Who gives it: who is said to, who is to act, or the warden.
    fn giver(&self, world: &World) -> Option<PersonId> {
        let actor = OrderName::named(self.order).and_then(|order| order.info().actor());
        let acts = self.fields.iter().find_map(|(name, value)| match value {
            Value::Person(key) if actor == Some(name) => Some(key),
            _ => None,
        });
        match self.by.as_ref().or(acts) {
            Some(key) => world.resource::<Cast>().of(key),
            None => world.resource::<Roster>().with_role(Role::Warden).next(),
        }
    }

    /// The order as it would be given now.
    ///
    /// # Errors
    /// What it names that is not there.
    pub fn order(&self, world: &World) -> Result<(Giver, Order), Refusal> {
        let giver = self.giver(world).ok_or(Refusal::NobodyGives)?;
        let mut fields = Vec::new();
        for (name, value) in &self.fields {
            fields.push(format!("{name}:{}", value.text(world, giver)?));
        }
        let order = as_order(self.order, &fields).map_err(|why| Refusal::NotReadable { why })?;
        Ok((Giver::Person(giver), order))
    }
}

/// An order from its name and its fields, as RON.
pub(super) fn as_order(name: &str, fields: &[String]) -> Result<Order, String> {
    let text = match fields {
        [] => name.to_owned(),
        fields => format!("{name}({})", fields.join(",")),
    };
    ron::from_str(&text).map_err(|error| error.to_string())
}

impl Value {
    fn text(&self, world: &World, giver: PersonId) -> Result<String, Refusal> {
        let number = match self {
            Self::Person(key) => world.resource::<Cast>().of(key).map(|person| person.0),
            Self::Place(spot) => spot.tile(world, giver).map(|tile| tile.0),
            Self::Item(kind) => in_hand(world, giver, *kind).map(|item| item.0),
            Self::Plain(text) => return Ok(text.clone()),
        };
        match (number, self) {
            (Some(number), _) => Ok(format!("({number})")),
            (None, Self::Item(kind)) => Err(Refusal::HasNone { kind: *kind }),
            (None, Self::Person(key)) => Err(Refusal::NotInThisPrison { key: key.clone() }),
            (None, _) => Err(Refusal::NoSuchPlace),
        }
    }

    /// The same for a prison in which everything is number 0: to see whether the order can be read.
    pub(super) fn sample(&self) -> String {
        match self {
            Self::Plain(text) => text.clone(),
            _ => "(0)".into(),
        }
    }
}

/// Something of a kind that somebody has on him.
fn in_hand(world: &World, person: PersonId, kind: ItemKind) -> Option<ItemId> {
    let items = world.resource::<Items>();
    items
        .carried_by(person)
        .find(|id| items.item(*id).is_some_and(|item| item.kind == kind))
}

impl ScreenplayPlace {
    /// The tile that is meant, seen from whoever gives the order.
    fn tile(&self, world: &World, giver: PersonId) -> Option<TileId> {
        let person = |key: &str| world.resource::<Cast>().of(key);
        let topology = world.resource::<Topology>();
        let grid = world.resource::<Grid>();
        let here = tile_of(world, giver).unwrap_or_default();
        match self {
            Self::Where(key) => tile_of(world, person(key)?),
            Self::Berth(key) => Some(world.resource::<Roster>().of(person(key)?).berth),
            Self::Room(name) => rooms(world, name)
                .filter_map(|room| middle(grid, topology, room))
                .min_by_key(|tile| (grid.distance(here, *tile), *tile)),
            Self::Door(name) => door(world, rooms(world, name), here),
            Self::DoorOf(key) => {
                let room = topology.room_at(tile_of(world, person(key)?)?);
                door(world, room.into_iter(), here)
            }
        }
    }
}

/// The rooms of a name or a use, or the cell of a name.
fn rooms<'w>(world: &'w World, name: &'w str) -> impl Iterator<Item = RoomId> + 'w {
    let topology = world.resource::<Topology>();
    let cell = cell(world, name).and_then(|door| topology.portal_of(door));
    (0..topology.rooms().len())
        .map(RoomId::from_index)
        .filter(move |id| {
            let room = topology.room(*id);
            room.name.as_deref() == Some(name)
                || format!("{:?}", room.used_as) == name
                || (cell.is_some() && topology.only_portal(*id) == cell)
        })
}

/// Of the doors of some rooms that have a lock the one nearest to a place.
fn door(world: &World, rooms: impl Iterator<Item = RoomId>, here: TileId) -> Option<TileId> {
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    rooms
        .flat_map(|room| topology.room(room).portals.iter())
        .map(|portal| topology.portal(*portal))
        .filter(|portal| portal.has_lock())
        .map(|portal| portal.key())
        .min_by_key(|tile| (grid.distance(here, *tile), *tile))
}

/// The floor of a room that is nearest to its middle.
fn middle(grid: &Grid, topology: &Topology, room: RoomId) -> Option<TileId> {
    let room = topology.room(room);
    let (left, top, right, bottom) = room.bounds;
    let centre = grid.at(((left + right) / 2) as i32, ((top + bottom) / 2) as i32)?;
    room.tiles
        .iter()
        .copied()
        .min_by_key(|tile| (grid.distance(*tile, centre), *tile))
}
