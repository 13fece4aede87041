//! People, and the marks that are set over them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::DENSITIES;
use super::atlas::Pieces;
use super::paint::{self, Layer, Picture};
use super::palette::Palette;
use super::source::Source;
use super::tiles::shadow_of;

/// Facings and their turns in degrees from the drawing, which faces north; y is down.
const FACINGS: [(&str, u32); 8] = [
    ("n", 0),
    ("ne", 45),
    ("e", 90),
    ("se", 135),
    ("s", 180),
    ("sw", 225),
    ("w", 270),
    ("nw", 315),
];

/// A person's cell in units of 1/64 m, round his middle: 1.25 m, so that his arms and shadow fit.
const CELL: [f32; 4] = [-40.0, -40.0, 80.0, 80.0];

/// How much larger than life men are drawn at the lowest density.
const FAR_SCALE: f32 = 1.3;
/// What of its width a rim of ink keeps there: the paler the man, the sooner he is seen.
const FAR_INK: f32 = 0.45;

/// Sizes of marks in screen pixels.
const MARK_SIZES: [u32; 5] = [12, 16, 24, 32, 48];

/// `dots.ron`: pictures of few pixels, drawn pixel by pixel.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dots {
    /// What a character stands for: a colour of the palette and its opacity in percent.
    legend: BTreeMap<char, (String, u8)>,
    /// Rows of characters from the top, by name and size in pixels.
    dots: BTreeMap<String, BTreeMap<u32, Vec<String>>>,
}

/// Draws every person, mark and dot.
pub fn draw(art: &Path, palette: &Palette) -> Result<Pieces, String> {
    let mut pieces = dots(art, palette)?;
    let men = Source::read(&art.join("people.svg"))?;
    for drawing in &men.drawings {
        // What is carried and the ghosts are nobody's in particular; a posture is drawn for every kind.
        let (kinds, alone): (Vec<_>, bool) = match palette.kinds.get_key_value(&drawing.id) {
            Some(kind) => (vec![kind], true),
            None => (
                palette
                    .kinds
                    .iter()
                    .filter(|(name, kind)| {
                        let first = name.split('.').next();
                        let wanted = |kind: &String| Some(kind.as_str()) == first;
                        kind.shows.iter().any(|s| s == "man")
                            && (drawing.kinds.is_empty() || drawing.kinds.iter().any(wanted))
                    })
                    .collect(),
                false,
            ),
        };
        for (name, kind) in kinds {
            let facings = if drawing.turns.is_empty() {
                &FACINGS[..1]
            } else {
                &FACINGS[..]
            };
            for (facing, turn) in facings {
                let mut full = if alone {
                    drawing.id.clone()
                } else {
                    format!("{name}.{}", drawing.id)
                };
                if !drawing.turns.is_empty() {
                    full = format!("{full}.{facing}");
                }
                let sizes = pieces.entry(full.clone()).or_default();
                for density in DENSITIES {
                    let side = density * 5 / 4;
                    let defs = men
                        .defs_of(&drawing.body)
                        .replace("{unturn}", &format!("rotate(-{turn})"));
                    // Where a man is but a few pixels wide he is drawn larger than life.
                    let scale = if density < 16 { FAR_SCALE } else { 1.0 };
                    let body = format!(
                        "<g transform='rotate({turn}) scale({scale})'>{}</g>",
                        drawing.body
                    );
                    let text = format!("{defs}{body}");
                    let rims = palette.rims.get(&density).ok_or("no rims")?;
                    let look = palette.sheet(&text, density, Some(kind))?;
                    let far_ink = density < 16 && kind.wears["rim"] == "ink";
                    let rim_width = rims.rim * if far_ink { FAR_INK } else { 1.0 };
                    let rim = palette.silhouette(
                        &text,
                        density,
                        Some(kind),
                        &kind.wears["rim"],
                        rim_width,
                    )?;
                    let halo = palette.silhouette(
                        &text,
                        density,
                        Some(kind),
                        "ink",
                        rims.rim + rims.halo,
                    )?;
                    let dark =
                        palette.silhouette(&text, density, Some(kind), "ink", rims.rim * 0.5)?;
                    let cast = match &drawing.shadow {
                        Some(height) => {
                            let shadow = palette
                                .shadows
                                .get(height)
                                .ok_or_else(|| format!("no shadow \"{height}\""))?;
                            shadow_of(&body, shadow)
                        }
                        None => String::new(),
                    };
                    let mut layers = vec![Layer {
                        sheet: &dark,
                        body: &cast,
                    }];
                    if !kind.shows.iter().any(|s| s == "hollow") {
                        // A rim of ink needs no ink outside it.
                        if kind.wears["rim"] != "ink" {
                            layers.push(Layer {
                                sheet: &halo,
                                body: &body,
                            });
                        }
                        layers.push(Layer {
                            sheet: &rim,
                            body: &body,
                        });
                    }
                    layers.push(Layer {
                        sheet: &look,
                        body: &body,
                    });
                    let picture = paint::draw(CELL, (side, side), &defs, &layers)
                        .map_err(|why| format!("{full}: {why}"))?;
                    sizes.insert(density, picture);
                }
            }
        }
    }
    marks(art, palette, &mut pieces)?;
    Ok(pieces)
}

/// Draws the marks, whose lines are whole pixels at each size.
fn marks(art: &Path, palette: &Palette, pieces: &mut Pieces) -> Result<(), String> {
    let source = Source::read(&art.join("marks.svg"))?;
    for drawing in &source.drawings {
        let defs = source.defs_of(&drawing.body);
        let sheet = palette.sheet(&format!("{defs}{}", drawing.body), 64, None)?;
        let sizes = pieces.entry(drawing.id.clone()).or_default();
        if drawing.id == "trail" {
            let layer = Layer {
                sheet: &sheet,
                body: &drawing.body,
            };
            sizes.insert(
                64,
                paint::draw([0.0, 0.0, 64.0, 8.0], (64, 8), &defs, &[layer])?,
            );
            continue;
        }
        for size in MARK_SIZES {
            let pixel = 48.0 / size as f32;
            let two = pixel * 2.0;
            let mut body = drawing.body.clone();
            for (word, value) in [
                ("{pixel}", pixel.to_string()),
                ("{two}", two.to_string()),
                ("{ring}", (5.0 + two).to_string()),
                ("{dash}", format!("{} {}", 10.5 + two, 10.235 - two)),
            ] {
                body = body.replace(word, &value);
            }
            let layer = Layer {
                sheet: &sheet,
                body: &body,
            };
            let picture = paint::draw([0.0, 0.0, 48.0, 48.0], (size, size), &defs, &[layer])?;
            sizes.insert(size, picture);
        }
    }
    Ok(())
}

/// Draws the dots pixel by pixel.
fn dots(art: &Path, palette: &Palette) -> Result<Pieces, String> {
    let file = art.join("dots.ron");
    let text =
        std::fs::read_to_string(&file).map_err(|why| format!("{}: {why}", file.display()))?;
    let dots: Dots = ron::from_str(&text).map_err(|why| format!("{}: {why}", file.display()))?;
    let mut pieces = Pieces::new();
    for (name, sizes) in &dots.dots {
        for (size, rows) in sizes {
            let mut picture = Picture::clear(*size, *size);
            for (y, row) in (0..).zip(rows) {
                for (x, pixel) in (0..).zip(row.chars()) {
                    let (colour, opacity) = dots
                        .legend
                        .get(&pixel)
                        .ok_or_else(|| format!("{name}: no '{pixel}' in the legend"))?;
                    let [r, g, b] = palette.bytes(colour)?;
                    picture.set(x, y, [r, g, b, (u16::from(*opacity) * 255 / 100) as u8]);
                }
            }
            pieces
                .entry(name.clone())
                .or_default()
                .insert(*size, picture);
        }
    }
    Ok(pieces)
}
