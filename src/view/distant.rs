//! The map from afar: when tiles are but a few pixels wide, pictures of many tiles at once.
//!
//! A tilemap pays by the tile, of which a distant view has tens of thousands; a picture pays by
//! the pixel. The pictures are put together from the tileset's small sizes, so that nothing changes
//! to the eye when the one takes over from the other.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureUsages};
use bevy_ecs_tilemap::prelude::TilemapTexture;

use super::camera::Eye;
use super::ground::Ground;
use super::opaque::{CODED, Pictured};
use super::shade::Shade;
use super::still::STILL;
use super::tileset::Tileset;
use super::z;

/// The nearest view that is drawn from pictures, pixels a metre: the density they are kept at.
const NEAREST: u32 = 8;
/// Tiles along the edge of a picture: a change puts so much together anew.
const EDGE: u32 = 64;

/// The pictures, row by row.
#[derive(Resource, Default)]
struct Pictures {
    /// Of which map; see [`Ground::laid`].
    laid: u32,
    of: Vec<Picture>,
}

/// A picture of some tiles.
struct Picture {
    mesh: Entity,
    material: Handle<Pictured>,
    /// Left and top tile, and tiles in a row and rows.
    part: URect,
    /// The layer of the tileset of each tile, row by row.
    layers: Vec<u32>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pictures>().add_systems(
        PostUpdate,
        (hang, keep_up, take_over)
            .chain()
            .after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

fn is_distant(eye: &Eye) -> bool {
    eye.zoom <= NEAREST as f32
}

/// Hangs empty pictures when another map is laid.
fn hang(
    mut commands: Commands,
    ground: Res<Ground>,
    shade: Res<Shade>,
    mut pictures: ResMut<Pictures>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Pictured>>,
) {
    if pictures.laid == ground.laid() {
        return;
    }
    pictures.laid = ground.laid();
    for old in pictures.of.drain(..) {
        commands.entity(old.mesh).despawn();
    }
    let (width, height) = ground.size();
    for top in (0..height).step_by(EDGE as usize) {
        for left in (0..width).step_by(EDGE as usize) {
            let part = URect::new(
                left,
                top,
                (left + EDGE).min(width),
                (top + EDGE).min(height),
            );
            let middle = part.as_rect().center();
            let material = materials.add(Pictured {
                texture: Handle::default(),
                shade: shade.texture.clone(),
                tone: shade.tone,
            });
            let mesh = commands
                .spawn((
                    Mesh2d(meshes.add(Rectangle::from_size(part.size().as_vec2()))),
                    MeshMaterial2d(material.clone()),
                    Transform::from_xyz(middle.x, -middle.y, z::GROUND),
                    Visibility::Hidden,
                    STILL,
                ))
                .id();
            pictures.of.push(Picture {
                mesh,
                material,
                part,
                layers: Vec::new(),
            });
        }
    }
}

/// Puts pictures together of which a tile has changed, while they are looked at.
fn keep_up(
    eye: Res<Eye>,
    ground: Res<Ground>,
    mut pictures: ResMut<Pictures>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<Pictured>>,
) {
    if !is_distant(&eye) || !(ground.is_changed() || eye.is_changed()) {
        return;
    }
    for picture in &mut pictures.of {
        let part = picture.part;
        let rows = (part.min.y..part.max.y).map(|y| ground.row(y, part.min.x, part.max.x));
        if rows.clone().flatten().eq(&picture.layers) {
            continue;
        }
        picture.layers = rows.flatten().copied().collect();
        if let Some(mut material) = materials.get_mut(&picture.material) {
            let image = put_together(ground.tileset(), &picture.layers, part.size());
            material.texture = images.add(image);
        }
    }
}

/// Shows the pictures from afar and the tilemap from near.
fn take_over(
    eye: Res<Eye>,
    pictures: Res<Pictures>,
    mut shown: Query<&mut Visibility, Without<TilemapTexture>>,
    mut tilemaps: Query<&mut Visibility, With<TilemapTexture>>,
) {
    let (far, near) = match is_distant(&eye) {
        true => (Visibility::Inherited, Visibility::Hidden),
        false => (Visibility::Hidden, Visibility::Inherited),
    };
    for picture in &pictures.of {
        if let Ok(mut visibility) = shown.get_mut(picture.mesh) {
            visibility.set_if_neq(far);
        }
    }
    for mut visibility in &mut tilemaps {
        visibility.set_if_neq(near);
    }
}

/// Tiles side by side, and that again in smaller copies down to a pixel a tile.
fn put_together(tileset: &Tileset, layers: &[u32], size: UVec2) -> Image {
    let copies = NEAREST.ilog2() + 1;
    let mut pixels = Vec::with_capacity(layers.len() * (NEAREST * NEAREST * 4) as usize * 4 / 3);
    for copy in 0..copies {
        let density = NEAREST >> copy;
        let row = (density * 4) as usize;
        for tiles in layers.chunks_exact(size.x as usize) {
            for y in 0..density as usize {
                for layer in tiles {
                    pixels.extend_from_slice(&tileset.pixels(*layer, density)[y * row..][..row]);
                }
            }
        }
    }
    let mut image = Image::new_uninit(
        Extent3d {
            width: size.x * NEAREST,
            height: size.y * NEAREST,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        CODED,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.texture_descriptor.mip_level_count = copies;
    image.texture_descriptor.usage = TextureUsages::COPY_DST | TextureUsages::TEXTURE_BINDING;
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
        mag_filter: ImageFilterMode::Linear,
        min_filter: ImageFilterMode::Linear,
        mipmap_filter: ImageFilterMode::Nearest,
        ..ImageSamplerDescriptor::default()
    });
    image.data = Some(pixels);
    image
}
