//! What stands still is drawn once: map and darkness are most of a picture and seldom change.
//!
//! Once nothing of them has changed for a few pictures, they are drawn into a picture of their own, and
//! that is laid into each picture that follows. While the eye moves, or light or walls change, they are
//! drawn directly, as if there were no such picture: so nothing is ever drawn twice.

use bevy::asset::{RenderAssetUsages, embedded_asset};
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers};
use bevy::camera::{CameraOutputMode, ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::render_resource::{
    AsBindGroup, Extent3d, TextureDimension, TextureFormat, TextureUsages,
};
use bevy::shader::ShaderRef;
use bevy::sprite_render::{Material2d, Material2dPlugin};

use super::camera::MapCamera;
use super::ground::Ground;
use super::shade::Shade;
use super::veil::{Veil, VeilSystems};

/// The layer on which lies what may stand still.
pub(super) const STILL: RenderLayers = RenderLayers::layer(2);
/// Pictures after which what has not changed is taken to stand still: walls are handed to the device in
/// the first of them.
const SETTLED: u32 = 8;
/// The same for light, which is there at once.
const SETTLED_LIGHT: u32 = 2;
/// Seconds after which it is drawn anew though nothing changed, should the device have been late.
const ANEW_S: f32 = 1.0;
const SHADER: &str = "embedded://bighouse/view/still.wgsl";

/// The picture of what stands still, as something to draw with.
#[derive(Asset, AsBindGroup, TypePath, Clone)]
struct Painted {
    #[texture(0)]
    picture: Handle<Image>,
}

impl Material2d for Painted {
    fn vertex_shader() -> ShaderRef {
        SHADER.into()
    }

    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }
}

/// What is seen of the map, and how it is lit.
#[derive(Clone, PartialEq)]
struct Seen {
    at: Vec3,
    scale: f32,
    /// See [`Ground::changes`].
    ground: u32,
    /// See [`Shade::changes`].
    shade: u32,
}

/// What is known of what stands still.
#[derive(Resource, Default)]
struct Still {
    size: UVec2,
    camera: Option<Entity>,
    /// The sheet by which it is laid into the picture.
    sheet: Option<Entity>,
    /// The scale at which the camera is set to draw.
    scale: Option<f32>,
    seen: Option<Seen>,
    veil: u32,
    /// Pictures in which neither has changed.
    stands: u32,
    stands_lit: u32,
    /// Seconds since it was drawn; `None` if what was drawn holds no more.
    age_s: Option<f32>,
}

/// The camera that draws what stands still.
#[derive(Component)]
struct Painter;

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "still.wgsl");
    app.add_plugins(Material2dPlugin::<Painted>::default())
        .init_resource::<Still>()
        .add_systems(
            PostUpdate,
            (stretch, look)
                .chain()
                .after(VeilSystems)
                .after(super::camera::place_camera)
                .before(TransformSystems::Propagate),
        );
}

/// Keeps the picture of what stands still as large as the picture.
fn stretch(
    mut commands: Commands,
    mut still: ResMut<Still>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Painted>>,
    cameras: Query<&Camera, With<MapCamera>>,
) {
    let Ok(camera) = cameras.single() else {
        return;
    };
    let size = camera.physical_target_size();
    let Some(size) = size.filter(|size| size.min_element() > 0 && *size != still.size) else {
        return;
    };
    for old in still.camera.take().into_iter().chain(still.sheet.take()) {
        commands.entity(old).despawn();
    }
    let picture = images.add(blank(size));
    let target = ImageRenderTarget {
        handle: picture.clone(),
        scale_factor: camera.target_scaling_factor().unwrap_or(1.0),
    };
    let painter = commands.spawn((
        Painter,
        Camera2d,
        Camera {
            order: -20,
            is_active: false,
            output_mode: CameraOutputMode::Write {
                blend_state: None,
                clear_color: ClearColorConfig::Default,
            },
            ..default()
        },
        RenderTarget::Image(target),
        Msaa::Off,
        STILL,
    ));
    still.camera = Some(painter.id());
    let sheet = commands.spawn((
        Mesh2d(meshes.add(Rectangle::new(2.0, 2.0))),
        MeshMaterial2d(materials.add(Painted { picture })),
        NoFrustumCulling,
        Visibility::Hidden,
    ));
    still.sheet = Some(sheet.id());
    still.size = size;
    (still.age_s, still.scale) = (None, None);
    still.stands = 0;
}

fn blank(size: UVec2) -> Image {
    let mut image = Image::new_uninit(
        Extent3d {
            width: size.x,
            height: size.y,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD,
    );
    image.texture_descriptor.usage =
        TextureUsages::RENDER_ATTACHMENT | TextureUsages::TEXTURE_BINDING;
    image
}

/// What a camera of pictures that stand still has: itself, where it stands and how much it takes in.
type Taking = (
    &'static mut Camera,
    &'static mut Transform,
    &'static mut Projection,
);

/// Sees whether anything has changed, and has what stands still drawn, or laid in.
fn look(
    time: Res<Time<Real>>,
    ground: Res<Ground>,
    shade: Res<Shade>,
    veil: Res<Veil>,
    mut still: ResMut<Still>,
    mut map: Query<(&mut RenderLayers, &Transform, &Projection), With<MapCamera>>,
    mut painters: Query<Taking, (With<Painter>, Without<MapCamera>)>,
    mut sheets: Query<&mut Visibility, With<MeshMaterial2d<Painted>>>,
) {
    let still = &mut *still;
    let Ok((mut sees, place, projection)) = map.single_mut() else {
        return;
    };
    let Some((Ok((mut painter, mut its_place, mut its_projection)), Ok(mut sheet))) = still
        .camera
        .zip(still.sheet)
        .map(|(painter, sheet)| (painters.get_mut(painter), sheets.get_mut(sheet)))
    else {
        return;
    };
    let scale = match projection {
        Projection::Orthographic(projection) => projection.scale,
        _ => 1.0,
    };
    let seen = Seen {
        at: place.translation,
        scale,
        ground: ground.changes(),
        shade: shade.changes(),
    };
    let moved = still.seen.as_ref() != Some(&seen);
    let relit = still.veil != veil.drawn();
    still.stands = if moved { 0 } else { still.stands + 1 };
    still.stands_lit = if relit { 0 } else { still.stands_lit + 1 };
    if moved || relit {
        still.age_s = None;
    }
    (still.seen, still.veil) = (Some(seen), veil.drawn());
    let stands = still.stands >= SETTLED && still.stands_lit >= SETTLED_LIGHT;
    if let Some(age) = &mut still.age_s {
        *age += time.delta_secs();
    }
    let paints = stands && still.age_s.is_none_or(|age| age > ANEW_S);
    if painter.is_active != paints {
        painter.is_active = paints;
    }
    if paints {
        still.age_s = Some(0.0);
    }
    // It looks where the other does, also while it does not draw: its matrices are made a picture later.
    its_place.set_if_neq(*place);
    if still.scale != Some(scale) {
        still.scale = Some(scale);
        *its_projection = projection.clone();
    }
    let (laid_in, layers) = match stands {
        true => (Visibility::Visible, RenderLayers::layer(0)),
        false => (Visibility::Hidden, RenderLayers::layer(0).union(&STILL)),
    };
    sheet.set_if_neq(laid_in);
    if *sees != layers {
        *sees = layers;
    }
}
