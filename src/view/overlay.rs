//! Figures on the map, and marks on people and places.
//!
//! An overlay is one texture over the whole map in one hue, hatched, so that it is read as a
//! drawing on the picture and not as a part of it.

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};

use super::atlas::Atlas;
use super::camera::Eye;
use super::z;
use crate::play::gauge::{self, DrawnAs, Hold, Hue, Overlay, Zone};
use crate::play::{DrawnFrom, OrderInHand, Screen, Table, Under};

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

/// The square about the tile that the next click is for.
#[derive(Component)]
struct Target;

/// The ring about the selected person.
#[derive(Component)]
struct Ring;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sheet>().add_systems(
        PostUpdate,
        (draw_sheet, mark_selected, mark_target)
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
    let house = table.lens().house(table.prison());
    let (width, height) = (house.width(), house.height());
    let levels = gauge::levels(table.prison(), table.lens(), overlay);
    if let Some(mut image) = images.get_mut(&sheet.texture) {
        *image = hatched(&levels, width, height, overlay.declared().drawn);
    }
    if let Ok((mut sprite, mut transform, mut visibility)) = sprites.get_mut(sprite) {
        let extent = Vec2::new(width as f32, height as f32);
        sprite.custom_size = Some(extent);
        transform.translation = Vec3::new(extent.x / 2.0, -extent.y / 2.0, z::OVERLAY);
        visibility.set_if_neq(Visibility::Visible);
    }
}

/// The hue of a level: one for each overlay, but where two sides hold the house.
fn hue(drawn: DrawnAs, level: u8) -> [u8; 3] {
    match drawn {
        DrawnAs::Lines(Hue::Custody) | DrawnAs::Zones => CUSTODY,
        DrawnAs::Lines(Hue::Danger) => DANGER,
        DrawnAs::Holds if Hold::of_level(level) == Some(Hold::Officers) => CUSTODY,
        DrawnAs::Holds => DANGER,
    }
}

/// Whether a texel lies on a line of the hatching of a level.
fn is_on_line(level: u8, tx: u32, ty: u32) -> bool {
    let rising = (tx + ty).is_multiple_of(4);
    let falling = (tx + 4 - ty % 4).is_multiple_of(4);
    rising || (level > 200 && falling)
}

/// How strong a texel of a zone is: ground and lines are of a strength of their own for each, and
/// lines lie two metres apart, so that they are told apart also from afar.
fn of_zone(level: u8, tx: u32, ty: u32) -> u8 {
    let (x, y) = (tx % 8 < 2, ty % 8 < 2);
    let rising = (tx + ty) % 8 < 2;
    let falling = (tx + 8 - ty % 8) % 8 < 2;
    let (ground, is_line) = match Zone::of_level(level) {
        Some(Zone::Outside) => (12, false),
        Some(Zone::Ways) => (30, false),
        Some(Zone::Yard) => (40, x && y),
        Some(Zone::Cells) => (60, x),
        Some(Zone::Meals) => (60, y),
        Some(Zone::Work) => (100, rising),
        Some(Zone::Care) => (25, x || y),
        Some(Zone::Staff) => (130, rising || falling),
        None => (240, true),
    };
    if is_line { 190.max(ground) } else { ground }
}

/// How strong a texel of a held room is: each side has a hatching of its own, beside its hue.
fn of_hold(level: u8, tx: u32, ty: u32) -> u8 {
    let rising = (tx + ty) % 8 < 2;
    let falling = (tx + 8 - ty % 8) % 8 < 2;
    let (ground, is_line) = match Hold::of_level(level) {
        Some(Hold::Officers) => (22, tx % 8 < 2 && ty % 8 < 2),
        Some(Hold::Contested) => (40, rising || falling),
        Some(Hold::Men) => (75, rising),
        Some(Hold::Frontier) | None => (240, true),
    };
    if is_line { 200.max(ground) } else { ground }
}

/// Levels as lines of one hue that grow closer and stronger; rooms by what they are for each in a
/// hatching of its own.
fn hatched(levels: &[u8], width: u32, height: u32, drawn: DrawnAs) -> Image {
    let row = width * TEXELS;
    let mut pixels = vec![0u8; (row * height * TEXELS * 4) as usize];
    for (index, level) in levels.iter().enumerate().filter(|(_, level)| **level > 0) {
        let (x, y) = (index as u32 % width, index as u32 / width);
        for sub in 0..TEXELS * TEXELS {
            let (tx, ty) = (x * TEXELS + sub % TEXELS, y * TEXELS + sub / TEXELS);
            let strength = u32::from(*level);
            let alpha = match drawn {
                DrawnAs::Zones => u32::from(of_zone(*level, tx, ty)),
                DrawnAs::Holds => u32::from(of_hold(*level, tx, ty)),
                DrawnAs::Lines(_) if is_on_line(*level, tx, ty) => 90 + strength * 150 / 255,
                DrawnAs::Lines(_) => strength * 105 / 255,
            };
            let at = ((ty * row + tx) * 4) as usize;
            pixels[at..at + 3].copy_from_slice(&hue(drawn, *level));
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

/// Texels along the edge of the mark of a tile.
const MARK: u32 = 32;

/// A square with an ink rim inside its edge, open in the middle.
fn square() -> Image {
    let mut pixels = vec![0u8; (MARK * MARK * 4) as usize];
    for (place, pixel) in pixels.chunks_exact_mut(4).enumerate() {
        let (x, y) = (place as u32 % MARK, place as u32 / MARK);
        let off = x.min(y).min(MARK - 1 - x).min(MARK - 1 - y);
        let shade = match off {
            0..4 => [CUSTODY[0], CUSTODY[1], CUSTODY[2], 255],
            4..6 => [0x0B, 0x0B, 0x0D, 255],
            _ => [CUSTODY[0], CUSTODY[1], CUSTODY[2], 50],
        };
        pixel.copy_from_slice(&shade);
    }
    let mut image = Image::new(
        Extent3d {
            width: MARK,
            height: MARK,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.sampler = ImageSampler::linear();
    image
}

/// Keeps the square about the tile under the pointer, while the next click gives an order there.
fn mark_target(
    mut commands: Commands,
    table: Res<Table>,
    eye: Res<Eye>,
    aim: Res<OrderInHand>,
    under: Res<Under>,
    drawn_from: Res<DrawnFrom>,
    screen: Res<Screen>,
    mut images: ResMut<Assets<Image>>,
    mut marks: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Target>>,
) {
    let Ok((mut sprite, mut transform, mut visibility)) = marks.single_mut() else {
        if marks.is_empty() {
            commands.spawn((
                Target,
                Sprite::from_image(images.add(square())),
                Transform::default(),
                Visibility::Hidden,
            ));
        }
        return;
    };
    let tile = under.0.filter(|_| aim.0.is_some() && !screen.title);
    let Some(tile) = tile else {
        visibility.set_if_neq(Visibility::Hidden);
        return;
    };
    let house = table.lens().house(table.prison());
    // While it is drawn by dragging, all that lies between.
    let (one, other) = (
        house.middle(tile),
        house.middle(drawn_from.0.unwrap_or(tile)),
    );
    let (one, other) = (Vec2::from(one), Vec2::from(other));
    // From afar it is still to be seen.
    let extent = (one - other).abs() + Vec2::ONE;
    sprite.custom_size = Some(extent.max(Vec2::splat(9.0 / eye.zoom)));
    let middle = (one + other) / 2.0;
    let place = Vec3::new(middle.x, -middle.y, z::MARKS);
    if transform.translation != place {
        transform.translation = place;
    }
    visibility.set_if_neq(Visibility::Visible);
}
