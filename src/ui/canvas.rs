//! The canvas of the panels: they are painted on a picture of their own, again only when they change, and
//! that is laid over the map. Where a panel hides the map, the map is not drawn at all.
//!
//! egui says each frame what it would paint. Where that is what it said before, nothing is cut into
//! triangles and nothing painted. The canvas lies over the picture in cells: whole ones, which
//! something fills, before the map is drawn; those that one sees through, after it; and the rest of the
//! canvas not at all.

mod cells;

use bevy::asset::{RenderAssetUsages, embedded_asset};
use bevy::camera::visibility::{NoFrustumCulling, RenderLayers};
use bevy::camera::{CameraOutputMode, ImageRenderTarget, RenderTarget};
use bevy::mesh::{Indices, MeshVertexBufferLayoutRef, PrimitiveTopology};
use bevy::prelude::*;
use bevy::render::render_resource::{
    AsBindGroup, BlendState, Extent3d, RenderPipelineDescriptor, SpecializedMeshPipelineError,
    TextureDimension, TextureFormat, TextureUsages,
};
use bevy::shader::ShaderRef;
use bevy::sprite_render::{AlphaMode2d, Material2d, Material2dKey, Material2dPlugin};
use bevy_egui::egui::epaint::ClippedShape;
use bevy_egui::{
    EguiFullOutput, EguiOutput, EguiPostUpdateSet, EguiRenderOutput, PrimaryEguiContext,
};

use cells::{Cells, Cover};

const SHADER: &str = "embedded://bighouse/ui/canvas.wgsl";
/// No camera but that of the canvas has this layer, and nothing lies on it.
const EMPTY_LAYER: usize = 31;
/// The panels lie over everything.
const HEIGHT: f32 = 99.0;
/// Pictures for which the canvas is painted anew after letters or sizes are new: what is handed to the
/// device is there a few pictures later.
const HANDED_OVER: u32 = 4;
/// Seconds after which it is painted anew though nothing changed, should the device have been late.
const ANEW_S: f32 = 1.0;

/// The canvas as something to draw with.
#[derive(Asset, AsBindGroup, TypePath, Clone)]
struct Painted {
    #[texture(0)]
    canvas: Handle<Image>,
    /// Whether one sees through it.
    clear: bool,
}

impl Material2d for Painted {
    fn vertex_shader() -> ShaderRef {
        SHADER.into()
    }

    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn alpha_mode(&self) -> AlphaMode2d {
        if self.clear {
            AlphaMode2d::Blend
        } else {
            AlphaMode2d::Opaque
        }
    }

    fn specialize(
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        _: Material2dKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        let targets = descriptor
            .fragment
            .iter_mut()
            .flat_map(|it| &mut it.targets);
        for target in targets.flatten().filter(|target| target.blend.is_some()) {
            target.blend = Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING);
        }
        Ok(())
    }
}

/// What is on the canvas.
#[derive(Resource, Default)]
struct Canvas {
    /// What was last asked to be painted, and at how many pixels a point.
    shapes: Vec<ClippedShape>,
    pixels_per_point: f32,
    size: UVec2,
    image: Handle<Image>,
    camera: Option<Entity>,
    /// The cells that hide the map, and those that one sees through.
    meshes: [Handle<Mesh>; 2],
    /// Whether it is painted in this picture.
    paints: bool,
    /// Pictures for which it is painted anew.
    again: u32,
    /// Seconds since it was last painted.
    age_s: f32,
}

/// The camera that paints the canvas.
#[derive(Component)]
struct Painter;

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "canvas.wgsl");
    app.add_plugins(Material2dPlugin::<Painted>::default())
        .init_resource::<Canvas>()
        .add_systems(
            PostUpdate,
            (
                (stretch, hold_back)
                    .chain()
                    .after(EguiPostUpdateSet::EndPass)
                    .before(EguiPostUpdateSet::ProcessOutput),
                hand_over
                    .after(EguiPostUpdateSet::ProcessOutput)
                    .before(EguiPostUpdateSet::PostProcessOutput),
            ),
        );
}

/// Everything the canvas is made of: its camera and the sheet it is laid in with.
type OfCanvas = Or<(With<Painter>, With<MeshMaterial2d<Painted>>)>;

/// Keeps the canvas as large as the picture.
fn stretch(
    mut commands: Commands,
    mut canvas: ResMut<Canvas>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Painted>>,
    carriers: Query<&Camera, With<PrimaryEguiContext>>,
    old: Query<Entity, OfCanvas>,
) {
    let size = carriers
        .single()
        .ok()
        .and_then(Camera::physical_target_size);
    let Some(size) = size.filter(|size| size.min_element() > 0 && *size != canvas.size) else {
        return;
    };
    for entity in &old {
        commands.entity(entity).despawn();
    }
    canvas.size = size;
    canvas.image = images.add(blank(size));
    canvas.shapes.clear();
    canvas.again = HANDED_OVER;
    let target = ImageRenderTarget {
        handle: canvas.image.clone(),
        scale_factor: 1.0,
    };
    let camera = commands.spawn((
        Painter,
        Camera2d,
        Camera {
            order: -10,
            is_active: false,
            clear_color: ClearColorConfig::Custom(Color::NONE),
            output_mode: CameraOutputMode::Write {
                blend_state: None,
                clear_color: ClearColorConfig::Custom(Color::NONE),
            },
            ..default()
        },
        RenderTarget::Image(target),
        Msaa::Off,
        RenderLayers::layer(EMPTY_LAYER),
        EguiOutput::default(),
        EguiRenderOutput::default(),
    ));
    canvas.camera = Some(camera.id());
    for (place, clear) in [false, true].into_iter().enumerate() {
        let mesh = meshes.add(laid(&[], size));
        canvas.meshes[place] = mesh.clone();
        commands.spawn((
            Mesh2d(mesh),
            MeshMaterial2d(materials.add(Painted {
                canvas: canvas.image.clone(),
                clear,
            })),
            Transform::from_xyz(0.0, 0.0, HEIGHT),
            NoFrustumCulling,
        ));
    }
}

/// An empty canvas.
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

/// Holds back what is painted already; lays out the cells of what is not.
fn hold_back(
    time: Res<Time<Real>>,
    mut canvas: ResMut<Canvas>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut outputs: Query<&mut EguiFullOutput, With<PrimaryEguiContext>>,
) {
    let Ok(mut output) = outputs.single_mut() else {
        return;
    };
    let Some(output) = output.bypass_change_detection().0.as_mut() else {
        return;
    };
    if canvas.camera.is_none() {
        return;
    }
    if !output.textures_delta.is_empty() {
        canvas.again = HANDED_OVER;
    }
    canvas.age_s += time.delta_secs();
    let is_new =
        output.shapes != canvas.shapes || output.pixels_per_point != canvas.pixels_per_point;
    canvas.paints = is_new || canvas.again > 0 || canvas.age_s > ANEW_S;
    if !canvas.paints {
        output.shapes.clear();
        return;
    }
    canvas.again = canvas.again.saturating_sub(1);
    canvas.age_s = 0.0;
    if is_new {
        canvas.shapes.clone_from(&output.shapes);
        canvas.pixels_per_point = output.pixels_per_point;
        let cells = Cells::of(&canvas.shapes, canvas.pixels_per_point, canvas.size);
        for (mesh, cover) in canvas.meshes.iter().zip([Cover::Whole, Cover::Clear]) {
            if let Some(mut mesh) = meshes.get_mut(mesh) {
                *mesh = laid(&cells.runs(cover), canvas.size);
            }
        }
    }
}

/// What a camera of panels has: itself, what egui says of a frame, and what is to be painted of it.
type Paints = (
    &'static mut Camera,
    &'static mut EguiOutput,
    &'static mut EguiRenderOutput,
);

/// Gives what is to be painted to the camera of the canvas.
fn hand_over(
    canvas: Res<Canvas>,
    mut from: Query<(&EguiOutput, &mut EguiRenderOutput), With<PrimaryEguiContext>>,
    mut to: Query<Paints, (With<Painter>, Without<PrimaryEguiContext>)>,
) {
    let (Ok((output, mut painted)), Ok((mut camera, mut meant, mut paints))) =
        (from.single_mut(), to.single_mut())
    else {
        return;
    };
    if camera.is_active != canvas.paints {
        camera.is_active = canvas.paints;
    }
    meant.pixels_per_point = output.pixels_per_point;
    *paints = std::mem::take(&mut *painted);
}

/// Rectangles of pixels as a mesh in places of the screen, before everything else.
fn laid(runs: &[URect], size: UVec2) -> Mesh {
    let mut corners = Vec::with_capacity(runs.len() * 4);
    let mut indices = Vec::with_capacity(runs.len() * 6);
    let place = |x: u32, y: u32| {
        let at = Vec2::new(x as f32, y as f32) / size.as_vec2();
        [at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 1.0]
    };
    for run in runs {
        let first = corners.len() as u32;
        corners.extend([
            place(run.min.x, run.min.y),
            place(run.min.x, run.max.y),
            place(run.max.x, run.max.y),
            place(run.max.x, run.min.y),
        ]);
        indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
    }
    // A mesh of nothing is none: it has one triangle that lies in a point.
    if runs.is_empty() {
        corners.extend([[0.0; 3]; 3]);
        indices.extend([0, 1, 2]);
    }
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, corners)
    .with_inserted_indices(Indices::U32(indices))
}
