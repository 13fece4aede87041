//! Night as one veil of ink over the map.
//!
//! For each picture the part in view is put together from the light of sky, lamps, fires and beams into
//! one small texture: its alpha is what light is missing. So night costs one sheet over the picture,
//! however many lamps burn. It is put together again only when the view or the light changes.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bighouse_sim::ids::TileId;

use super::camera::{Eye, PictureSize};
use super::light::{LightSystems, Lights, together};
use super::still::STILL;
use super::z;
use crate::play::Table;

/// The darkest the veil gets: the map is always to be made out.
const DARKEST: f32 = 0.92;
/// Ink and flare of the art sheet.
const INK: [f32; 3] = [11.0, 11.0, 13.0];
const FLARE: [f32; 3] = [255.0, 251.0, 239.0];
/// How much of the picture a beam covers with flare.
const BEAM_COVER: f32 = 0.24;
/// How much of the light an unseen place loses for a seat.
const UNSEEN: f32 = 0.55;
/// How often beams move in a second.
const BEAM_HZ: f64 = 20.0;

/// The veil as it was drawn last.
#[derive(Resource, Default)]
pub(super) struct Veil {
    sheet: Option<Entity>,
    texture: Handle<Image>,
    /// What it was drawn for.
    of: Option<Drawn>,
    drawn: u32,
}

impl Veil {
    /// How often it was drawn or taken away: another number is another veil.
    pub fn drawn(&self) -> u32 {
        self.drawn
    }
}

/// What a veil is drawn for.
#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    /// The part of the map, m.
    view: Rect,
    /// How far the beams have turned.
    step: u64,
    sky: f32,
    /// See [`Lights::changes`].
    changes: u32,
    /// When the seat last looked about.
    looked: u64,
}

/// When the veil of this picture is drawn.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct VeilSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Veil>().add_systems(
        PostUpdate,
        draw_veil
            .in_set(VeilSystems)
            .after(LightSystems)
            .after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

/// Texels of the veil to the metre at a zoom.
fn fineness(zoom: f32) -> f32 {
    match zoom {
        ..4.0 => 1.0,
        4.0..12.0 => 2.0,
        _ => 4.0,
    }
}

fn draw_veil(
    mut commands: Commands,
    table: Res<Table>,
    eye: Res<Eye>,
    size: Res<PictureSize>,
    lights: Res<Lights>,
    mut veil: ResMut<Veil>,
    mut images: ResMut<Assets<Image>>,
    mut veils: Query<(&mut Sprite, &mut Transform, &mut Visibility)>,
) {
    if lights.extent() == UVec2::ZERO {
        return;
    }
    let Some(sheet) = veil.sheet else {
        veil.texture = images.add(veil_image(1, 1, vec![0; 4]));
        let sheet = commands.spawn((
            Sprite::from_image(veil.texture.clone()),
            Transform::from_xyz(0.0, 0.0, z::LIGHT),
            Visibility::Hidden,
            STILL,
        ));
        veil.sheet = Some(sheet.id());
        // It is drawn from the next picture on; this one would not find it yet.
        return;
    };
    let Ok((mut sprite, mut transform, mut visibility)) = veils.get_mut(sheet) else {
        return;
    };
    let sees_all = table.lens().sees_all();
    if lights.sky() >= 1.0 && sees_all {
        if visibility.set_if_neq(Visibility::Hidden) {
            veil.drawn += 1;
            veil.of = None;
        }
        return;
    }
    visibility.set_if_neq(Visibility::Visible);
    let fine = fineness(eye.zoom);
    // In whole texels, so that the light does not swim when the picture moves.
    let view = eye.in_view(size.0);
    let view = Rect {
        min: (view.min * fine).floor() / fine - 1.0 / fine,
        max: (view.max * fine).ceil() / fine + 1.0 / fine,
    };
    let now = Drawn {
        view,
        step: if lights.sky() < 0.5 {
            (lights.turned() * BEAM_HZ) as u64
        } else {
            0
        },
        sky: lights.sky(),
        changes: lights.changes(),
        looked: if sees_all { 0 } else { table.now() / 5 },
    };
    if veil.of == Some(now) {
        return;
    }
    veil.of = Some(now);
    veil.drawn += 1;
    let texels = (view.size() * fine).round().as_uvec2().max(UVec2::ONE);
    let pixels = veil_pixels(&lights, &table, view.min, fine, texels);
    if let Some(mut image) = images.get_mut(&veil.texture) {
        *image = veil_image(texels.x, texels.y, pixels);
    }
    sprite.custom_size = Some(view.size());
    let middle = view.center();
    transform.translation = Vec3::new(middle.x, -middle.y, z::LIGHT);
}

fn veil_pixels(lights: &Lights, table: &Table, corner: Vec2, fine: f32, texels: UVec2) -> Vec<u8> {
    let sees_all = table.lens().sees_all();
    let decode = decoded();
    let mut pixels = Vec::with_capacity((texels.x * texels.y * 4) as usize);
    for y in 0..texels.y {
        for x in 0..texels.x {
            let at = corner + (Vec2::new(x as f32, y as f32) + 0.5) / fine;
            let beam = lights.beam_light(at);
            let mut light = together(lights.still_light(at), beam * 0.8);
            if !sees_all {
                light *= 1.0 - UNSEEN * (1.0 - seen(lights, table, at));
            }
            let dark = (1.0 - light) * DARKEST;
            let flare = beam * BEAM_COVER;
            // The veil's ink with the beam's flare on top, as one colour.
            let alpha = dark + flare * (1.0 - dark);
            for channel in 0..3 {
                let ink = INK[channel] * dark * (1.0 - flare);
                let mixed = if alpha > 0.0 {
                    (ink + FLARE[channel] * flare) / alpha
                } else {
                    0.0
                };
                pixels.push(decode[mixed.clamp(0.0, 255.0) as usize]);
            }
            pixels.push((alpha * 255.0) as u8);
        }
    }
    pixels
}

/// Linear light of each colour value. The veil is handed over decoded: it is read a million times a
/// frame, and a processor that draws would decode it each time.
fn decoded() -> [u8; 256] {
    std::array::from_fn(|coded| {
        let linear = Color::srgb_u8(coded as u8, 0, 0).to_linear().red;
        (linear * 255.0).round() as u8
    })
}

/// How much of a point is seen, 0 to 1: the edge of what is seen is soft, not one of tiles.
fn seen(lights: &Lights, table: &Table, at: Vec2) -> f32 {
    let corner = (at - 0.5).floor();
    let part = at - 0.5 - corner;
    let part = part * part * (3.0 - 2.0 * part);
    let tile = |x: f32, y: f32| f32::from(is_seen(lights, table, corner + Vec2::new(x, y)));
    let upper = tile(0.0, 0.0) * (1.0 - part.x) + tile(1.0, 0.0) * part.x;
    let lower = tile(0.0, 1.0) * (1.0 - part.x) + tile(1.0, 1.0) * part.x;
    upper * (1.0 - part.y) + lower * part.y
}

fn is_seen(lights: &Lights, table: &Table, at: Vec2) -> bool {
    let extent = lights.extent();
    if at.cmplt(Vec2::ZERO).any() || at.cmpge(extent.as_vec2()).any() {
        return false;
    }
    let tile = TileId(at.y as u32 * extent.x + at.x as u32);
    table.lens().sees_tile(tile)
}

fn veil_image(width: u32, height: u32, pixels: Vec<u8>) -> Image {
    let mut image = Image::new(
        Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8Unorm,
        RenderAssetUsages::RENDER_WORLD | RenderAssetUsages::MAIN_WORLD,
    );
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor::linear());
    image
}
