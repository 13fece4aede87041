//! The tiles put together: one picture for each recipe that occurs, at every density, as the
//! layers of one texture with its smaller copies.
//!
//! So a map of any number of things lies in one tilemap of one layer, and costs what a plain
//! floor would. The densities that were baked (64, 32, 16, 8 pixels a metre) are put together
//! from their own pieces; smaller ones are averages.

use std::collections::HashMap;

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{
    Extent3d, TextureDimension, TextureUsages, TextureViewDescriptor, TextureViewDimension,
};

use super::atlas::Sheet;
use super::opaque::CODED;
use super::recipe::Recipe;

/// Densities that are baked, pixels a metre, the largest first.
const BAKED: [u32; 4] = [64, 32, 16, 8];
/// Sizes of one layer, from the largest to a single pixel.
pub(super) const MIPS: [u32; 7] = [64, 32, 16, 8, 4, 2, 1];
/// Room for recipes that works and doors bring later.
const SLACK: usize = 96;
/// What shows through a tile that has holes.
const INK: [u8; 4] = [11, 11, 13, 255];
/// Bytes of one layer with its smaller copies.
const LAYER_BYTES: usize = {
    let mut sum = 0;
    let mut mip = 0;
    while mip < MIPS.len() {
        sum += (MIPS[mip] * MIPS[mip] * 4) as usize;
        mip += 1;
    }
    sum
};

/// The pictures of the recipes met so far.
#[derive(Clone, Debug, Default)]
pub struct Tileset {
    layers: HashMap<Recipe, u32>,
    pixels: Vec<u8>,
    capacity: usize,
}

impl Tileset {
    /// The layer of a recipe; puts its picture together if it is new.
    pub fn layer(&mut self, sheet: &Sheet, recipe: Recipe) -> u32 {
        let next = self.layers.len() as u32;
        match self.layers.entry(recipe) {
            std::collections::hash_map::Entry::Occupied(known) => *known.get(),
            std::collections::hash_map::Entry::Vacant(new) => {
                put_together(sheet, new.key(), &mut self.pixels);
                new.insert(next);
                next
            }
        }
    }

    /// The picture of a layer at one of its sizes, pixels a metre: red, green, blue, alpha.
    pub fn pixels(&self, layer: u32, density: u32) -> &[u8] {
        let larger: u32 = MIPS
            .iter()
            .filter(|mip| **mip > density)
            .map(|mip| mip * mip * 4)
            .sum();
        let start = layer as usize * LAYER_BYTES + larger as usize;
        &self.pixels[start..][..(density * density * 4) as usize]
    }

    /// A layer with all its sizes, the largest first.
    pub fn layer_bytes(&self, layer: u32) -> &[u8] {
        &self.pixels[layer as usize * LAYER_BYTES..][..LAYER_BYTES]
    }

    /// How many pictures there are.
    pub fn len(&self) -> usize {
        self.layers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty()
    }

    /// Whether all pictures have room in the texture that was handed out last.
    pub fn fits(&self) -> bool {
        self.layers.len() <= self.capacity
    }

    /// All pictures as one texture of layers, with room for some more.
    pub fn image(&mut self) -> Image {
        if !self.fits() {
            self.capacity = self.layers.len() + SLACK;
        }
        let mut pixels = self.pixels.clone();
        pixels.resize(self.capacity * LAYER_BYTES, 0);
        let mut image = Image::new_uninit(
            Extent3d {
                width: MIPS[0],
                height: MIPS[0],
                depth_or_array_layers: self.capacity as u32,
            },
            TextureDimension::D2,
            CODED,
            RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD,
        );
        image.texture_descriptor.mip_level_count = MIPS.len() as u32;
        // The tilemap asks for a texture that can be copied from.
        image.texture_descriptor.usage =
            TextureUsages::COPY_DST | TextureUsages::COPY_SRC | TextureUsages::TEXTURE_BINDING;
        image.texture_view_descriptor = Some(TextureViewDescriptor {
            dimension: Some(TextureViewDimension::D2Array),
            ..TextureViewDescriptor::default()
        });
        image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
            mag_filter: ImageFilterMode::Linear,
            min_filter: ImageFilterMode::Linear,
            mipmap_filter: ImageFilterMode::Nearest,
            ..ImageSamplerDescriptor::default()
        });
        image.data = Some(pixels);
        image
    }
}

/// Lays the pieces of a recipe over one another, at every size.
fn put_together(sheet: &Sheet, recipe: &Recipe, pixels: &mut Vec<u8>) {
    let mut smallest = Vec::new();
    for density in BAKED {
        let mut layer = INK.repeat((density * density) as usize);
        for piece in recipe {
            if let Some((left, top, width, height)) = sheet.cut(piece, density) {
                for y in 0..height.min(density) {
                    for x in 0..width.min(density) {
                        let from = (((top + y) * sheet.width + left + x) * 4) as usize;
                        let to = ((y * density + x) * 4) as usize;
                        over(&mut layer[to..to + 4], &sheet.pixels[from..from + 4]);
                    }
                }
            }
        }
        pixels.extend_from_slice(&layer);
        smallest = layer;
    }
    let mut size = BAKED[3];
    while size > 1 {
        size /= 2;
        smallest = halved(&smallest, size);
        pixels.extend_from_slice(&smallest);
    }
}

/// One pixel over another, straight alpha.
fn over(below: &mut [u8], above: &[u8]) {
    let alpha = above[3] as u32;
    match alpha {
        0 => {}
        255 => below.copy_from_slice(above),
        _ => {
            for channel in 0..3 {
                let mixed = above[channel] as u32 * alpha + below[channel] as u32 * (255 - alpha);
                below[channel] = ((mixed + 127) / 255) as u8;
            }
            below[3] = (alpha + below[3] as u32 * (255 - alpha) / 255) as u8;
        }
    }
}

/// A picture of half the size: each pixel the mean of four.
fn halved(picture: &[u8], size: u32) -> Vec<u8> {
    let mut half = Vec::with_capacity((size * size * 4) as usize);
    for y in 0..size {
        for x in 0..size {
            for channel in 0..4 {
                let at = |dx: u32, dy: u32| {
                    picture[(((2 * y + dy) * 2 * size + 2 * x + dx) * 4 + channel) as usize] as u32
                };
                half.push(((at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) / 4) as u8);
            }
        }
    }
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_over_another_mixes_by_its_alpha() {
        let mut below = [100, 100, 100, 255];
        over(&mut below, &[200, 0, 100, 128]);
        assert_eq!(below, [150, 50, 100, 255]);
        over(&mut below, &[1, 2, 3, 255]);
        assert_eq!(below, [1, 2, 3, 255]);
    }

    #[test]
    fn a_layer_has_all_its_sizes() {
        let mut pixels = Vec::new();
        put_together(&Sheet::default(), &Recipe::new(), &mut pixels);
        assert_eq!(pixels.len(), LAYER_BYTES);
        assert_eq!(
            halved(
                &[10, 20, 30, 40, 30, 20, 10, 0, 10, 20, 30, 40, 30, 20, 10, 0],
                1
            ),
            [20, 20, 20, 20]
        );
        assert_eq!(pixels[..4], INK);
    }
}
