//! How the map is drawn. Its tiles hide what is behind them, are a unit wide and are never tinted,
//! flipped or animated, so that much less is worked out for each corner and pixel than for tiles in
//! general; and their colours are decoded once a pixel, after the texels about it were mixed, not
//! once a texel.
//!
//! What lies over the map as light and wear ([`super::shade`]) is a second texture, by which each colour
//! is multiplied as it is coded: so patterns keep their contrast in sun and in shadow.

use bevy::asset::embedded_asset;
use bevy::prelude::*;
use bevy::render::render_resource::{
    AsBindGroup, RenderPipelineDescriptor, ShaderType, TextureFormat,
};
use bevy::shader::ShaderRef;
use bevy::shader::load_shader_library;
use bevy::sprite_render::{Material2d, Material2dPlugin};
use bevy_ecs_tilemap::prelude::*;

/// Format of textures whose colours are coded as usual, and decoded here.
pub(super) const CODED: TextureFormat = TextureFormat::Rgba8Unorm;
const SHADER: &str = "embedded://bighouse/view/opaque.wgsl";

/// The material of the tilemap.
#[derive(Asset, AsBindGroup, TypePath, Clone, Default)]
pub(super) struct Opaque {
    #[texture(0)]
    #[sampler(1)]
    pub shade: Handle<Image>,
    #[uniform(2)]
    pub tone: Tone,
}

/// How the texture of light and wear lies on the map, and the tone of the hour.
#[derive(ShaderType, Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tone {
    /// From metres to the texture: what to multiply x and y with.
    pub scale: Vec2,
    /// By what the texture's value is multiplied in red, green and blue.
    pub tint: Vec3,
}

impl MaterialTilemap for Opaque {
    fn vertex_shader() -> ShaderRef {
        SHADER.into()
    }

    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn specialize(descriptor: &mut RenderPipelineDescriptor, _: MaterialTilemapKey<Self>) {
        let targets = descriptor
            .fragment
            .iter_mut()
            .flat_map(|it| &mut it.targets);
        for target in targets.flatten() {
            target.blend = None;
        }
    }
}

/// The material of a picture of many tiles.
#[derive(Asset, AsBindGroup, TypePath, Clone)]
pub(super) struct Pictured {
    #[texture(0)]
    #[sampler(1)]
    pub texture: Handle<Image>,
    #[texture(2)]
    #[sampler(3)]
    pub shade: Handle<Image>,
    #[uniform(4)]
    pub tone: Tone,
}

impl Material2d for Pictured {
    fn fragment_shader() -> ShaderRef {
        "embedded://bighouse/view/distant.wgsl".into()
    }
}

pub(super) fn plugin(app: &mut App) {
    embedded_asset!(app, "opaque.wgsl");
    embedded_asset!(app, "distant.wgsl");
    load_shader_library!(app, "gamma.wgsl");
    app.add_plugins((
        MaterialTilemapPlugin::<Opaque>::default(),
        Material2dPlugin::<Pictured>::default(),
    ));
}
