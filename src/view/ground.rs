//! The map as a tilemap: semantic tiles in, pictures out; what changes is redrawn where it changes.

use bevy::prelude::*;
use bevy_ecs_tilemap::prelude::*;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{Floor, RoomUse, Tile};
use bighouse_sim::prison::light;

use super::added::{self, Added};
use super::atlas::Atlas;
use super::opaque::{self, Opaque};
use super::recipe::{DoorState, Drawn};
use super::still::STILL;
use super::tileset::Tileset;
use super::z;
use crate::play::Table;

/// Tiles along the edge of what is drawn as one mesh: a change redraws so much.
const CHUNK: u32 = 16;

/// What of the map is drawn now.
#[derive(Resource, Default)]
pub struct Ground {
    /// Which prison it is of; see [`Table::sittings`].
    sitting: Option<u32>,
    tiles: Vec<Tile>,
    floors: Vec<Floor>,
    uses: Vec<Option<RoomUse>>,
    width: u32,
    height: u32,
    /// How each door tile stands, in the order of the map.
    doors: Vec<(TileId, DoorState)>,
    /// Tiles that fire has blackened, in order.
    burnt: Vec<TileId>,
    tileset: Tileset,
    texture: Handle<Image>,
    tilemap: Option<Entity>,
    material: Handle<Opaque>,
    /// The entity of each tile, row by row.
    entities: Vec<Entity>,
    layers: Vec<u32>,
    laid: u32,
    changes: u32,
}

impl Ground {
    /// The floor of each tile as drawn, row by row.
    pub fn floors(&self) -> &[Floor] {
        &self.floors
    }

    /// What the room of each tile is for, row by row; see [`crate::play::House::uses`].
    pub(super) fn uses(&self) -> &[Option<RoomUse>] {
        &self.uses
    }

    /// Tiles that fire has blackened, in order.
    pub(super) fn burnt(&self) -> &[TileId] {
        &self.burnt
    }

    /// The tiles as drawn, row by row.
    pub fn tiles(&self) -> &[Tile] {
        &self.tiles
    }

    /// Tiles in a row, and rows.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// How many maps have been laid; another number is another map.
    pub fn laid(&self) -> u32 {
        self.laid
    }

    /// How often what is drawn of the map has changed.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// What the tilemap is drawn with.
    pub(super) fn material(&self) -> &Handle<Opaque> {
        &self.material
    }

    /// The pictures the map is made of.
    pub fn tileset(&self) -> &Tileset {
        &self.tileset
    }

    /// The layer of the tileset of each tile of a part of a row.
    pub fn row(&self, y: u32, left: u32, right: u32) -> &[u32] {
        &self.layers[self.index(left, y)..self.index(right, y)]
    }

    /// How many different pictures the map is made of.
    pub fn pictures(&self) -> usize {
        self.tileset.len()
    }

    fn index(&self, x: u32, y: u32) -> usize {
        (y * self.width + x) as usize
    }

    fn layer_at(&mut self, atlas: &Atlas, x: u32, y: u32, door: DoorState) -> u32 {
        let drawn = Drawn {
            tiles: &self.tiles,
            floors: &self.floors,
            uses: &self.uses,
            width: self.width,
            burnt: &self.burnt,
        };
        let recipe = drawn.recipe(x, y, door);
        self.tileset.layer(&atlas.tiles, recipe)
    }

    fn door_state(&self, index: usize) -> DoorState {
        let tile = TileId::from_index(index);
        match self.doors.binary_search_by_key(&tile, |(tile, _)| *tile) {
            Ok(place) => self.doors[place].1,
            Err(_) => DoorState::Shut,
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins((TilemapPlugin, opaque::plugin, added::plugin))
        .init_resource::<Ground>()
        .add_systems(
            Update,
            (lay_ground, redraw_changes).chain().in_set(GroundSystems),
        );
}

/// When it is known what of the map is drawn.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct GroundSystems;

/// How each door tile stands, as the seat knows it.
fn doors(table: &Table) -> Vec<(TileId, DoorState)> {
    let (prison, lens) = (table.prison(), table.lens());
    let doors = lens.house(prison).doors();
    let mut doors: Vec<(TileId, DoorState)> = doors
        .flat_map(|(key, tiles)| {
            let state = match lens.is_locked(prison, key) {
                Some(true) => DoorState::Locked,
                Some(false) if table.news().is_broken(key) => DoorState::Forced,
                Some(false) => DoorState::Open,
                None => DoorState::Shut,
            };
            tiles.iter().map(move |tile| (*tile, state))
        })
        .collect();
    doors.sort_unstable_by_key(|(tile, _)| *tile);
    doors
}

/// Lays the whole map when another prison comes to the table.
fn lay_ground(
    mut commands: Commands,
    table: Res<Table>,
    atlas: Res<Atlas>,
    mut ground: ResMut<Ground>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<Opaque>>,
    mut added: ResMut<Added>,
) {
    if ground.sitting == Some(table.sittings()) {
        return;
    }
    let ground = &mut *ground;
    for old in ground.entities.drain(..).chain(ground.tilemap.take()) {
        commands.entity(old).despawn();
    }
    let house = table.lens().house(table.prison());
    ground.sitting = Some(table.sittings());
    ground.laid += 1;
    ground.changes += 1;
    (ground.width, ground.height) = (house.width(), house.height());
    ground.tiles = house.tiles().to_vec();
    ground.floors = light::floors(&ground.tiles, ground.width);
    ground.uses = house.uses();
    ground.doors = doors(&table);
    ground.burnt = table.lens().blackened(table.prison());
    ground.tileset = Tileset::default();
    let (width, height) = ground.size();
    ground.layers.clear();
    for y in 0..height {
        for x in 0..width {
            let index = ground.index(x, y);
            let layer = ground.layer_at(&atlas, x, y, ground.door_state(index));
            ground.layers.push(layer);
        }
    }
    // A lock that turns is no reason to send the texture again.
    for (tile, _) in ground.doors.clone() {
        let (x, y) = house.x_y(tile);
        for state in [DoorState::Open, DoorState::Shut, DoorState::Locked] {
            ground.layer_at(&atlas, x, y, state);
        }
    }
    ground.texture = images.add(ground.tileset.image());
    *added = Added::to(&ground.texture);
    let tilemap = commands.spawn_empty().id();
    let size = TilemapSize {
        x: width,
        y: height,
    };
    let mut storage = TileStorage::empty(size);
    for y in 0..height {
        for x in 0..width {
            // The tilemap counts rows from the bottom.
            let position = TilePos {
                x,
                y: height - 1 - y,
            };
            let tile = commands
                .spawn(TileBundle {
                    position,
                    tilemap_id: TilemapId(tilemap),
                    texture_index: TileTextureIndex(ground.layers[ground.index(x, y)]),
                    ..default()
                })
                .id();
            storage.set(&position, tile);
            ground.entities.push(tile);
        }
    }
    ground.material = materials.add(Opaque::default());
    commands.entity(tilemap).insert(MaterialTilemapBundle {
        grid_size: TilemapGridSize { x: 1.0, y: 1.0 },
        tile_size: TilemapTileSize { x: 1.0, y: 1.0 },
        map_type: TilemapType::Square,
        material: ground.material.clone().into(),
        size,
        storage,
        texture: TilemapTexture::TextureContainer(ground.texture.clone()),
        transform: Transform::from_xyz(0.5, 0.5 - height as f32, z::GROUND),
        render_settings: TilemapRenderSettings {
            render_chunk_size: UVec2::splat(CHUNK),
            y_sort: false,
        },
        ..default()
    });
    commands.entity(tilemap).insert(STILL);
    ground.tilemap = Some(tilemap);
}

/// Redraws the tiles that changed and those beside them, whose joins may have.
fn redraw_changes(
    mut commands: Commands,
    table: Res<Table>,
    atlas: Res<Atlas>,
    mut ground: ResMut<Ground>,
    mut images: ResMut<Assets<Image>>,
    mut added: ResMut<Added>,
    mut tiles: Query<&mut TileTextureIndex>,
) {
    if ground.sitting != Some(table.sittings()) || !table.is_changed() {
        return;
    }
    let now = table.lens().house(table.prison()).tiles();
    let mut dirty: Vec<usize> = Vec::new();
    if now != ground.tiles.as_slice() {
        let changed: Vec<usize> = (0..now.len())
            .filter(|index| now[*index] != ground.tiles[*index])
            .collect();
        let (width, height) = ground.size();
        for index in changed {
            let (x, y) = (index as u32 % width, index as u32 / width);
            for ny in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                for nx in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    dirty.push(ground.index(nx, ny));
                }
            }
        }
        ground.tiles = now.to_vec();
        ground.floors = light::floors(now, width);
        ground.uses = table.lens().house(table.prison()).uses();
    }
    let doors = doors(&table);
    if doors != ground.doors {
        let turned = doors
            .iter()
            .filter(|door| ground.doors.binary_search(door).is_err());
        dirty.extend(turned.map(|(tile, _)| tile.index()));
        ground.doors = doors;
    }
    let burnt = table.lens().blackened(table.prison());
    if burnt != ground.burnt {
        let other = |one: &[TileId], tile: &TileId| one.binary_search(tile).is_err();
        let black = burnt.iter().filter(|tile| other(&ground.burnt, tile));
        let clean = ground.burnt.iter().filter(|tile| other(&burnt, tile));
        dirty.extend(black.chain(clean).map(|tile| tile.index()));
        ground.burnt = burnt;
    }
    if dirty.is_empty() {
        return;
    }
    dirty.sort_unstable();
    dirty.dedup();
    ground.changes += 1;
    let known = ground.tileset.len();
    for index in dirty {
        let (x, y) = (index as u32 % ground.width, index as u32 / ground.width);
        let state = ground.door_state(index);
        let layer = ground.layer_at(&atlas, x, y, state);
        if layer != ground.layers[index] {
            ground.layers[index] = layer;
            if let Ok(mut texture) = tiles.get_mut(ground.entities[index]) {
                texture.0 = layer;
            }
        }
    }
    if !ground.tileset.fits() {
        // Of a texture with more layers everything is new; what is bound would go on to be the old one.
        let image = ground.tileset.image();
        ground.texture = images.add(image);
        *added = Added::to(&ground.texture);
        if let Some(tilemap) = ground.tilemap {
            let texture = TilemapTexture::TextureContainer(ground.texture.clone());
            commands.entity(tilemap).insert(texture);
        }
    } else {
        for layer in known..ground.tileset.len() {
            added.add(layer as u32, ground.tileset.layer_bytes(layer as u32));
        }
    }
}
