//! Figures on the map, and marks on people and places.
//!
//! An overlay is one texture over the whole map in one hue, hatched, so that it is read as a
//! drawing on the picture and not as a part of it.

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bighouse_sim::prison::Grid;

use super::atlas::Atlas;
use super::camera::Eye;
use super::z;
use crate::play::Table;
use crate::play::gauge::{self, Overlay};

/// Texels of an overlay to the metre: enough for hatching.
const TEXELS: u32 = 4;
/// Danger and custody of the art sheet.
const DANGER: [u8; 3] = [0xE8, 0x50, 0x2E];
const CUSTODY: [u8; 3] = [0x2F, 0x8F, 0xE0];
/// Prison time between two drawings of an overlay, ticks.
const EVERY: u64 = 10;

#[derive(Resource, Default)]
struct Sheet {
    sprite: Option<Entity>,
    texture: Handle<Image>,
    drawn: Option<(Overlay, u64, u32)>,
}

/// The ring about the selected person.
#[derive(Component)]
struct Ring;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sheet>().add_systems(
        PostUpdate,
        (draw_sheet, mark_selected)
            .after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

fn draw_sheet(
    mut commands: Commands,
    table: Res<Table>,
    mut sheet: ResMut<Sheet>,
    mut images: ResMut<Assets<Image>>,
    mut sprites: Query<(&mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let Some(overlay) = table.overlay else {
        if let Some(sprite) = sheet.sprite
            && let Ok((_, _, mut visibility)) = sprites.get_mut(sprite)
        {
            visibility.set_if_neq(Visibility::Hidden);
            sheet.drawn = None;
        }
        return;
    };
    let Some(sprite) = sheet.sprite else {
        sheet.texture = images.add(Image::default());
        let sprite = commands
            .spawn((
                Sprite::from_image(sheet.texture.clone()),
                Transform::default(),
                Visibility::Hidden,
            ))
            .id();
        sheet.sprite = Some(sprite);
        return;
    };
    let now = (overlay, table.now() / EVERY, table.sittings());
    if sheet.drawn == Some(now) {
        return;
    }
    sheet.drawn = Some(now);
    let grid = table.prison().world().resource::<Grid>();
    let (width, height) = (grid.width(), grid.height());
    let levels = gauge::levels(table.prison(), table.lens(), overlay);
    if let Some(mut image) = images.get_mut(&sheet.texture) {
        *image = hatched(&levels, width, height, hue(overlay));
    }
    if let Ok((mut sprite, mut transform, mut visibility)) = sprites.get_mut(sprite) {
        let extent = Vec2::new(width as f32, height as f32);
        sprite.custom_size = Some(extent);
        transform.translation = Vec3::new(extent.x / 2.0, -extent.y / 2.0, z::OVERLAY);
        visibility.set_if_neq(Visibility::Visible);
    }
}

fn hue(overlay: Overlay) -> [u8; 3] {
    match overlay {
        Overlay::Sight | Overlay::Zones => CUSTODY,
        Overlay::Density | Overlay::Waits | Overlay::Needs => DANGER,
    }
}

/// Levels as lines of one hue that grow closer and stronger.
fn hatched(levels: &[u8], width: u32, height: u32, hue: [u8; 3]) -> Image {
    let row = width * TEXELS;
    let mut pixels = vec![0u8; (row * height * TEXELS * 4) as usize];
    for (index, level) in levels.iter().enumerate().filter(|(_, level)| **level > 0) {
        let (x, y) = (index as u32 % width, index as u32 / width);
        let level = *level as u32;
        for sub in 0..TEXELS * TEXELS {
            let (tx, ty) = (x * TEXELS + sub % TEXELS, y * TEXELS + sub / TEXELS);
            let on_line = (tx + ty) % 4 == 0 || (level > 200 && (tx + 4 - ty % 4) % 4 == 0);
            let alpha = if on_line {
                90 + level * 150 / 255
            } else {
                level * 105 / 255
            };
            let at = ((ty * row + tx) * 4) as usize;
            pixels[at..at + 3].copy_from_slice(&hue);
            pixels[at + 3] = alpha.min(255) as u8;
        }
    }
    let mut image = Image::new(
        Extent3d {
            width: row,
            height: height * TEXELS,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD | RenderAssetUsages::MAIN_WORLD,
    );
    image.sampler = ImageSampler::linear();
    image
}

/// Keeps the ring about the selected person.
fn mark_selected(
    mut commands: Commands,
    table: Res<Table>,
    eye: Res<Eye>,
    atlas: Res<Atlas>,
    mut rings: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Ring>>,
) {
    let Ok((mut sprite, mut transform, mut visibility)) = rings.single_mut() else {
        if rings.is_empty() {
            commands.spawn((
                Ring,
                Sprite::from_image(atlas.people_image.clone()),
                Transform::default(),
                Visibility::Hidden,
            ));
        }
        return;
    };
    let sighting = table
        .selected
        .and_then(|person| table.lens().person(table.prison(), person));
    let Some(sighting) = sighting else {
        visibility.set_if_neq(Visibility::Hidden);
        return;
    };
    let pixels = match eye.zoom {
        ..10.0 => 12,
        10.0..20.0 => 24,
        20.0..40.0 => 32,
        _ => 48,
    };
    if let Some((x, y, w, h)) = atlas.people.cut("mark.selection", pixels) {
        let rect = Rect::new(x as f32, y as f32, (x + w) as f32, (y + h) as f32);
        let extent = Vec2::splat((w as f32 / eye.zoom).max(1.3));
        if sprite.rect != Some(rect) || sprite.custom_size != Some(extent) {
            sprite.rect = Some(rect);
            sprite.custom_size = Some(extent);
        }
    }
    let (x, y) = match sighting.age {
        None => table.between(sighting.person, sighting.at),
        Some(_) => (sighting.at.0 as f32, sighting.at.1 as f32),
    };
    let place = Vec3::new(x / 1000.0, -y / 1000.0, z::MARKS);
    if transform.translation != place {
        transform.translation = place;
    }
    visibility.set_if_neq(Visibility::Visible);
}
