//! Pictures that are added to the tilemap's texture while it is drawn.
//!
//! The tilemap keeps what it has bound: an image that is replaced as a whole may go on to be drawn as it
//! was, with new pictures black. So new layers are written into the texture that is there.

use bevy::prelude::*;
use bevy::render::extract_resource::{ExtractResource, ExtractResourcePlugin};
use bevy::render::render_asset::RenderAssets;
use bevy::render::render_resource::{
    Extent3d, Origin3d, TexelCopyBufferLayout, TexelCopyTextureInfo, TextureAspect,
};
use bevy::render::renderer::RenderQueue;
use bevy::render::texture::GpuImage;
use bevy::render::{Render, RenderApp, RenderSystems};

use super::tileset::MIPS;

/// The layers that were added to a texture since it was handed over.
#[derive(Resource, ExtractResource, Clone, Default)]
pub struct Added {
    texture: Handle<Image>,
    layers: Vec<(u32, Vec<u8>)>,
}

impl Added {
    /// None yet, to a texture.
    pub fn to(texture: &Handle<Image>) -> Self {
        Self {
            texture: texture.clone(),
            layers: Vec::new(),
        }
    }

    /// One more, with all its sizes.
    pub fn add(&mut self, layer: u32, bytes: &[u8]) {
        self.layers.push((layer, bytes.to_vec()));
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Added>()
        .add_plugins(ExtractResourcePlugin::<Added>::default());
    if let Some(render) = app.get_sub_app_mut(RenderApp) {
        render.add_systems(Render, write.in_set(RenderSystems::PrepareResources));
    }
}

/// Writes the layers that are not written yet, once the texture is there.
fn write(
    added: Option<Res<Added>>,
    images: Res<RenderAssets<GpuImage>>,
    queue: Res<RenderQueue>,
    mut written: Local<(AssetId<Image>, usize)>,
) {
    let Some(added) = added else { return };
    if written.0 != added.texture.id() {
        *written = (added.texture.id(), 0);
    }
    let Some(image) = images.get(&added.texture) else {
        return;
    };
    for (layer, bytes) in added.layers.iter().skip(written.1) {
        let mut rest = bytes.as_slice();
        for (mip_level, edge) in (0..).zip(MIPS) {
            let (pixels, smaller) = rest.split_at((edge * edge * 4) as usize);
            rest = smaller;
            queue.write_texture(
                TexelCopyTextureInfo {
                    texture: &image.texture,
                    mip_level,
                    origin: Origin3d {
                        z: *layer,
                        ..Origin3d::ZERO
                    },
                    aspect: TextureAspect::All,
                },
                pixels,
                TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(edge * 4),
                    rows_per_image: Some(edge),
                },
                Extent3d {
                    width: edge,
                    height: edge,
                    depth_or_array_layers: 1,
                },
            );
        }
    }
    written.1 = added.layers.len();
}
