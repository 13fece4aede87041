//! A texture that is written anew in place: what draws with it has it bound and would go on to draw
//! with the old one if it were replaced.

use std::sync::Arc;

use bevy::prelude::*;
use bevy::render::extract_resource::{ExtractResource, ExtractResourcePlugin};
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::{
    Extent3d, Origin3d, TexelCopyBufferLayout, TexelCopyTextureInfo, TextureAspect,
};
use bevy::render::renderer::RenderQueue;
use bevy::render::texture::GpuImage;
use bevy::render::{Render, RenderApp, RenderSystems};

/// What is to be in a texture of one byte a texel.
#[derive(Resource, ExtractResource, Clone, Default)]
pub(super) struct Renewed {
    texture: Handle<Image>,
    extent: UVec2,
    copies: Vec<Arc<Vec<u8>>>,
    times: u32,
}

impl Renewed {
    /// A texture that is as it was handed over.
    pub fn of(texture: &Handle<Image>) -> Self {
        Self {
            texture: texture.clone(),
            ..Self::default()
        }
    }

    /// Has it hold this from now on, the largest copy first.
    pub fn with(&mut self, extent: UVec2, copies: Vec<Arc<Vec<u8>>>) {
        (self.extent, self.copies) = (extent, copies);
        self.times += 1;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Renewed>()
        .add_plugins(ExtractResourcePlugin::<Renewed>::default());
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(Render, write.in_set(RenderSystems::PrepareResources));
    }
}

/// Writes the texture if it holds something else, once it is there.
fn write(
    renewed: Option<Res<Renewed>>,
    images: Res<RenderAssets<GpuImage>>,
    queue: Res<RenderQueue>,
    mut written: Local<(AssetId<Image>, u32)>,
) {
    let Some(renewed) = renewed else { return };
    let now = (renewed.texture.id(), renewed.times);
    if *written == now || renewed.times == 0 {
        return;
    }
    let Some(image) = images.get(&renewed.texture) else {
        return;
    };
    for (mip_level, texels) in (0..).zip(&renewed.copies) {
        let (width, height) = (renewed.extent.x >> mip_level, renewed.extent.y >> mip_level);
        queue.write_texture(
            TexelCopyTextureInfo {
                texture: &image.texture,
                mip_level,
                origin: Origin3d::ZERO,
                aspect: TextureAspect::All,
            },
            texels,
            TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(width),
                rows_per_image: Some(height),
            },
            Extent3d {
                width,
                height,
                depth_or_array_layers: 1,
            },
        );
    }
    *written = now;
}
