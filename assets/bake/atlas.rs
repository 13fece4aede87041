//! Packs pictures into one sheet and writes its index.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::paint::Picture;

/// Pictures of one sheet: by piece, then by density (or, for dots and marks, by size in pixels).
pub type Pieces = BTreeMap<String, BTreeMap<u32, Picture>>;

/// Width of a sheet in pixels; the oldest graphics cards we ask for take it.
const WIDTH: u32 = 2048;

/// A sheet: one picture, and where each piece lies in it.
pub struct Sheet {
    /// The picture.
    picture: Picture,
    /// Left, top, width and height in pixels, by piece and density.
    places: BTreeMap<String, BTreeMap<u32, [u32; 4]>>,
}

/// Lays the pieces out in rows, the largest density first and by name within it.
///
/// Two clear pixels part a piece from the next. With `bleed`, the rim of each is
/// repeated once outside it, so that smooth sampling at an edge finds the tile's own colour.
pub fn pack(pieces: &Pieces, bleed: bool) -> Sheet {
    let gap = if bleed { 4 } else { 2 };
    let margin = gap / 2;
    let mut keys: Vec<u32> = pieces.values().flat_map(|p| p.keys().copied()).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.dedup();
    let mut places = BTreeMap::<String, BTreeMap<u32, [u32; 4]>>::new();
    let (mut x, mut y, mut row) = (0, 0, 0);
    for key in keys {
        for (name, sizes) in pieces {
            let Some(picture) = sizes.get(&key) else {
                continue;
            };
            let (w, h) = (picture.width, picture.height);
            // A new row where this one is full, or where the next piece is much lower.
            if x + w + gap > WIDTH || (h + gap) * 2 <= row {
                (x, y, row) = (0, y + row, 0);
            }
            let place = [x + margin, y + margin, w, h];
            places.entry(name.clone()).or_default().insert(key, place);
            x += w + gap;
            row = row.max(h + gap);
        }
    }
    let mut sheet = Picture::clear(WIDTH, y + row);
    for (name, sizes) in &places {
        for (key, &[x, y, w, h]) in sizes {
            let piece = &pieces[name][key];
            let rim = i64::from(bleed);
            for dy in -rim..i64::from(h) + rim {
                for dx in -rim..i64::from(w) + rim {
                    let from = (dx.clamp(0, i64::from(w) - 1), dy.clamp(0, i64::from(h) - 1));
                    let to = (i64::from(x) + dx, i64::from(y) + dy);
                    let pixel = piece.get(from.0 as u32, from.1 as u32);
                    sheet.set(to.0 as u32, to.1 as u32, pixel);
                }
            }
        }
    }
    Sheet {
        picture: sheet,
        places,
    }
}

impl Sheet {
    /// The sheet as a PNG file: RGBA of 8 bits, straight alpha, sRGB.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.picture.width, self.picture.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        encoder.set_compression(png::Compression::High);
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&self.picture.bytes))
            .map_err(|why| why.to_string())?;
        Ok(bytes)
    }

    /// The index as RON: `(pieces: {"name": {density: (x, y, w, h)}})`, y down.
    pub fn index(&self) -> String {
        let mut text =
            String::from("// Written by the bake: see assets/README.md.\n(\n    pieces: {\n");
        for (name, sizes) in &self.places {
            let sizes: Vec<String> = sizes
                .iter()
                .rev()
                .map(|(key, [x, y, w, h])| format!("{key}: ({x}, {y}, {w}, {h})"))
                .collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "        \"{name}\": {{{}}},", sizes.join(", "));
        }
        text.push_str("    },\n)\n");
        text
    }
}
