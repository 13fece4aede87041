//! The baked pictures: three sheets and where on them each piece lies.
//!
//! `assets/README.md` says what the pieces are called and how they are baked. Sheets are read
//! whole at the start; one that is missing or damaged ends the window with a word about it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use bevy::asset::RenderAssetUsages;
use bevy::camera::visibility::NoFrustumCulling;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use serde::Deserialize;

use crate::play::library;

/// Largest edge of a sheet, pixels.
const LARGEST: u32 = 8192;

/// A rectangle on a sheet, pixels: left, top, width, height.
pub type Cut = (u32, u32, u32, u32);

/// A sprite of a sheet that shows nothing yet: whoever draws it puts it where it belongs, cuts its picture
/// out and shows it. What is out of the picture he hides himself.
pub fn spare(sheet: &Handle<Image>) -> impl Bundle + use<> {
    (
        Sprite::from_image(sheet.clone()),
        Transform::default(),
        Visibility::Hidden,
        NoFrustumCulling,
    )
}

/// A piece as a sprite takes it.
pub fn rect((x, y, w, h): Cut) -> Rect {
    Rect::new(x as f32, y as f32, (x + w) as f32, (y + h) as f32)
}

/// The density, in pixels a metre, of the pieces of a crisis that are drawn at a zoom.
pub fn density(zoom: f32) -> u32 {
    match zoom {
        ..12.0 => 8,
        12.0..24.0 => 16,
        24.0..44.0 => 32,
        _ => 64,
    }
}

#[derive(Deserialize)]
struct Index {
    pieces: BTreeMap<String, BTreeMap<u32, Cut>>,
}

/// A sheet of pieces.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// Red, green, blue and alpha of each pixel, row by row.
    pub pixels: Vec<u8>,
    pieces: BTreeMap<String, BTreeMap<u32, Cut>>,
}

impl Sheet {
    /// Reads `NAME.png` and `NAME.ron` of a folder.
    ///
    /// # Errors
    /// In words, if one of them is missing or damaged.
    pub fn read(folder: &Path, name: &str) -> Result<Self, String> {
        let picture = folder.join(format!("{name}.png"));
        let index = folder.join(format!("{name}.ron"));
        let text = std::fs::read_to_string(&index)
            .map_err(|error| format!("{}: it cannot be read: {error}", index.display()))?;
        let index: Index = ron::from_str(&text)
            .map_err(|error| format!("{}: {error}; bake the art again", index.display()))?;
        let (width, height, pixels) = read_png(&picture)
            .map_err(|error| format!("{}: {error}; bake the art again", picture.display()))?;
        let inside = |(x, y, w, h): &Cut| x + w <= width && y + h <= height;
        if !index
            .pieces
            .values()
            .flat_map(|cuts| cuts.values())
            .all(inside)
        {
            return Err(format!(
                "{}: a piece lies outside its sheet; bake the art again",
                picture.display()
            ));
        }
        Ok(Self {
            width,
            height,
            pixels,
            pieces: index.pieces,
        })
    }

    /// Where a piece lies, at a density in pixels a metre (or, for dots and marks, in pixels).
    pub fn cut(&self, piece: &str, density: u32) -> Option<Cut> {
        self.pieces.get(piece)?.get(&density).copied()
    }

    /// The whole sheet as a picture to draw from.
    pub fn image(&self) -> Image {
        Image::new(
            Extent3d {
                width: self.width,
                height: self.height,
                depth_or_array_layers: 1,
            },
            TextureDimension::D2,
            self.pixels.clone(),
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::RENDER_WORLD,
        )
    }
}

fn read_png(path: &Path) -> Result<(u32, u32, Vec<u8>), String> {
    let file = File::open(path).map_err(|error| format!("it cannot be opened: {error}"))?;
    let mut decoder = png::Decoder::new(BufReader::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width > LARGEST || height > LARGEST {
        return Err("it is too large".into());
    }
    let bytes = reader.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; bytes];
    let info = reader
        .next_frame(&mut pixels)
        .map_err(|error| error.to_string())?;
    if info.color_type != png::ColorType::Rgba || info.bit_depth != png::BitDepth::Eight {
        return Err("it has not 8 bits each of red, green, blue and alpha".into());
    }
    pixels.truncate(info.buffer_size());
    Ok((width, height, pixels))
}

/// The sheets of the game.
#[derive(Resource, Clone, Debug, Default)]
pub struct Atlas {
    /// What the map is put together from.
    pub tiles: Sheet,
    /// People, dots and marks.
    pub people: Sheet,
    /// Tanks, flames and smoke.
    pub crisis: Sheet,
    /// The people's sheet, to draw from.
    pub people_image: Handle<Image>,
    /// The sheet of a crisis, to draw from.
    pub crisis_image: Handle<Image>,
}

impl Atlas {
    /// Reads the sheets of the game.
    ///
    /// # Errors
    /// In words, if one is missing or damaged.
    pub fn read() -> Result<Self, String> {
        let folder = library::assets_root().join("atlas");
        Ok(Self {
            tiles: Sheet::read(&folder, "tiles")?,
            people: Sheet::read(&folder, "people")?,
            crisis: Sheet::read(&folder, "crisis")?,
            people_image: Handle::default(),
            crisis_image: Handle::default(),
        })
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PreStartup, hand_over);
}

fn hand_over(mut atlas: ResMut<Atlas>, mut images: ResMut<Assets<Image>>) {
    atlas.people_image = images.add(atlas.people.image());
    atlas.crisis_image = images.add(atlas.crisis.image());
}
