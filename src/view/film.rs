//! The film: a vignette and a little grain. Off on software renderers, and by choice.

use bevy::asset::RenderAssetUsages;
use bevy::image::ImageSampler;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::render::renderer::RenderAdapterInfo;

use super::camera::{Eye, MapCamera, PictureSize};
use super::z;
use crate::play::Settings;

/// What the corners lose.
const VIGNETTE: f32 = 0.35;
/// How far grain lightens or darkens.
const GRAIN: f32 = 0.03;
/// Grain changes so often in a second.
const GRAIN_HZ: f32 = 12.0;
/// Edge of the grain's picture, pixels.
const GRAIN_EDGE: u32 = 256;

/// Whether a processor draws, not a graphics card: sheets over the whole picture cost it dear.
#[derive(Resource, Default)]
pub struct SoftwareRenderer(pub bool);

#[derive(Component, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Vignette,
    Grain,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SoftwareRenderer>()
        .add_systems(Startup, (ask_adapter, hang_sheets))
        .add_systems(
            PostUpdate,
            keep_before_camera
                .after(super::camera::place_camera)
                .before(TransformSystems::Propagate),
        );
}

fn ask_adapter(adapter: Option<Res<RenderAdapterInfo>>, mut software: ResMut<SoftwareRenderer>) {
    software.0 = adapter.is_some_and(|adapter| format!("{:?}", adapter.device_type) == "Cpu");
}

fn hang_sheets(mut commands: Commands, mut images: ResMut<Assets<Image>>) {
    let vignette = images.add(vignette());
    let grain = images.add(grain());
    for (sheet, image, height) in [
        (Sheet::Vignette, vignette, z::FILM),
        (Sheet::Grain, grain, z::FILM + 1.0),
    ] {
        commands.spawn((
            sheet,
            Sprite::from_image(image),
            Transform::from_xyz(0.0, 0.0, height),
            Visibility::Hidden,
        ));
    }
}

fn keep_before_camera(
    settings: Res<Settings>,
    software: Res<SoftwareRenderer>,
    eye: Res<Eye>,
    size: Res<PictureSize>,
    time: Res<Time<Real>>,
    cameras: Query<&Transform, (With<MapCamera>, Without<Sheet>)>,
    mut sheets: Query<(&Sheet, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let Ok(camera) = cameras.single() else {
        return;
    };
    for (sheet, mut sprite, mut transform, mut visibility) in &mut sheets {
        let wanted = !settings.plain
            && !software.0
            && match sheet {
                Sheet::Vignette => settings.vignette,
                Sheet::Grain => settings.grain,
            };
        visibility.set_if_neq(if wanted {
            Visibility::Visible
        } else {
            Visibility::Hidden
        });
        if !wanted {
            continue;
        }
        let extent = size.0 / eye.zoom;
        transform.translation.x = camera.translation.x;
        transform.translation.y = camera.translation.y;
        match sheet {
            Sheet::Vignette => sprite.custom_size = Some(extent * 1.01),
            Sheet::Grain => {
                // One pixel of grain is one of the picture; it jumps about at its own pace.
                let frame = if settings.motion {
                    (time.elapsed_secs() * GRAIN_HZ) as u32
                } else {
                    0
                };
                let corner = Vec2::new(
                    (frame.wrapping_mul(97) % GRAIN_EDGE) as f32,
                    (frame.wrapping_mul(61) % GRAIN_EDGE) as f32,
                );
                sprite.rect = Some(Rect::from_corners(corner, corner + size.0));
                sprite.custom_size = Some(extent);
            }
        }
    }
}

fn picture(edge: UVec2, pixels: Vec<u8>) -> Image {
    Image::new(
        Extent3d {
            width: edge.x,
            height: edge.y,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}

fn vignette() -> Image {
    let edge = UVec2::new(128, 72);
    let mut pixels = Vec::new();
    for y in 0..edge.y {
        for x in 0..edge.x {
            let place = (Vec2::new(x as f32, y as f32) + 0.5) / edge.as_vec2() * 2.0 - 1.0;
            let out = (place.length() / std::f32::consts::SQRT_2 - 0.45).max(0.0) / 0.55;
            pixels.extend([11, 11, 13, (out * out * VIGNETTE * 255.0) as u8]);
        }
    }
    let mut image = picture(edge, pixels);
    image.sampler = ImageSampler::linear();
    image
}

fn grain() -> Image {
    let mut pixels = Vec::new();
    let mut noise = 0x2545_F491u32;
    for _ in 0..GRAIN_EDGE * GRAIN_EDGE {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        let value = if noise & 1 == 0 { 0 } else { 255 };
        let alpha = (noise >> 8) % (GRAIN * 2.0 * 255.0) as u32;
        pixels.extend([value, value, value, alpha as u8]);
    }
    let mut image = picture(UVec2::splat(GRAIN_EDGE), pixels);
    image.sampler = ImageSampler::Descriptor(bevy::image::ImageSamplerDescriptor {
        address_mode_u: bevy::image::ImageAddressMode::Repeat,
        address_mode_v: bevy::image::ImageAddressMode::Repeat,
        ..bevy::image::ImageSamplerDescriptor::nearest()
    });
    image
}
