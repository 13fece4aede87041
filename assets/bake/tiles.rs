//! Pieces of a map tile, each exactly one metre square; and what is larger and stands on many.

use std::collections::BTreeMap;
use std::path::Path;

use super::DENSITIES;
use super::atlas::Pieces;
use super::paint::{self, Layer};
use super::palette::Palette;
use super::scatter;
use super::source::{Drawing, Source};

/// The files with pieces of tiles.
const FILES: [&str; 6] = ["floors", "walls", "bars", "doors", "furniture", "damage"];

/// Draws every piece of a tile at every density.
pub fn draw(art: &Path, palette: &Palette) -> Result<Pieces, String> {
    draw_files(&FILES, art, palette)
}

/// Draws what comes with a crisis and stands on many tiles.
pub fn draw_crisis(art: &Path, palette: &Palette) -> Result<Pieces, String> {
    draw_files(&["crisis"], art, palette)
}

fn draw_files(files: &[&str], art: &Path, palette: &Palette) -> Result<Pieces, String> {
    let mut pieces = Pieces::new();
    for file in files {
        let source = Source::read(&art.join(file).with_extension("svg"))?;
        for drawing in &source.drawings {
            for (name, body, turn) in members(drawing)? {
                let mut sizes = BTreeMap::new();
                for density in DENSITIES {
                    sizes.insert(
                        density,
                        piece(palette, &source, drawing, &body, turn, density)?,
                    );
                }
                if pieces.insert(name.clone(), sizes).is_some() {
                    return Err(format!("{file}.svg: \"{name}\" is drawn twice"));
                }
            }
        }
    }
    Ok(pieces)
}

/// What a drawing stands for: names, SVG text and turns in degrees.
fn members(drawing: &Drawing) -> Result<Vec<(String, String, u32)>, String> {
    // The seed is the name: a new drawing changes no other.
    let seed = drawing.id.bytes().fold(7, |h: u64, b| {
        h.wrapping_mul(131).wrapping_add(u64::from(b))
    });
    if drawing.variants > 0 {
        return (0..drawing.variants)
            .map(|variant| {
                let body = scatter::expand(&drawing.body, seed, variant)
                    .map_err(|why| format!("{}: {why}", drawing.id))?;
                // Parts may belong to one variant alone: class `v2`.
                let body = (0..drawing.variants)
                    .filter(|v| *v != variant)
                    .fold(body, |body, v| {
                        body.replace(&format!("class=\"v{v}\""), "display=\"none\"")
                    });
                Ok((drawing.id.replace('*', &variant.to_string()), body, 0))
            })
            .collect();
    }
    let body =
        scatter::expand(&drawing.body, seed, 0).map_err(|why| format!("{}: {why}", drawing.id))?;
    if drawing.turns.is_empty() {
        return Ok(vec![(drawing.id.clone(), body, 0)]);
    }
    let turned = drawing.turns.iter().zip([0, 90, 180, 270]);
    Ok(turned
        .map(|(turn, degrees)| (drawing.id.replace('*', turn), body.clone(), degrees))
        .collect())
}

/// Draws one piece at one density.
fn piece(
    palette: &Palette,
    source: &Source,
    drawing: &Drawing,
    body: &str,
    turn: u32,
    density: u32,
) -> Result<paint::Picture, String> {
    let [left, top, width, height] = drawing.bounds;
    let (x, y) = (left + width / 2.0, top + height / 2.0);
    // Light does not turn with a drawing: gradients are turned back.
    let defs = source
        .defs_of(body)
        .replace("{unturn}", &format!("rotate(-{turn} {x} {y})"));
    let body = format!("<g transform='rotate({turn} {x} {y})'>{body}</g>");
    let text = format!("{defs}{body}");
    let sheet = palette.sheet(&text, density, None)?;
    let mut layers = Vec::new();
    let (dark, cast, rim, halo);
    if let Some(height) = &drawing.shadow {
        let shadow = palette
            .shadows
            .get(height)
            .ok_or_else(|| format!("no shadow \"{height}\""))?;
        // Where pixels are dear it falls farther, or it would not be seen.
        let shadow = &shadow.longer(match density {
            8 => 2.2,
            16 => 1.4,
            _ => 1.0,
        });
        dark = palette.silhouette(&text, density, None, "ink", 0.5)?;
        cast = shadow_of(&body, shadow);
        layers.push(Layer {
            sheet: &dark,
            body: &cast,
        });
    }
    if let Some(colour) = &drawing.rim {
        let fine = *palette.rims.keys().next().ok_or("no rims")?;
        let rims = &palette.rims[&density.max(fine)];
        // Where pixels are dear it is still as many of them wide.
        let coarse = (fine as f32 / density as f32).max(1.0);
        // Outside the ink outline that its shapes wear.
        let line = palette.lines[&density];
        let grown =
            |colour: &str, grow| palette.silhouette(&text, density, None, colour, line + grow);
        halo = grown("ink", (rims.rim + rims.halo) * coarse)?;
        rim = grown(colour, rims.rim * coarse)?;
        for sheet in [&halo, &rim] {
            layers.push(Layer { sheet, body: &body });
        }
    }
    layers.push(Layer {
        sheet: &sheet,
        body: &body,
    });
    let pixels = |units: f32| (units * density as f32 / 64.0).round() as u32;
    paint::draw(
        drawing.bounds,
        (pixels(width), pixels(height)),
        &defs,
        &layers,
    )
    .map_err(|why| format!("{}: {why}", drawing.id))
}

/// The shadow that a turned drawing casts, as SVG text; its shapes must wear a silhouette.
pub fn shadow_of(body: &str, shadow: &super::palette::Shadow) -> String {
    let super::palette::Shadow {
        east,
        south,
        blur,
        depth,
    } = shadow;
    format!(
        "<filter id='soft' x='-30%' y='-30%' width='160%' height='160%'>\
         <feGaussianBlur stdDeviation='{blur}'/></filter>\
         <g opacity='{depth}' filter='url(#soft)'><g transform='translate({east} {south})'>{body}</g></g>"
    )
}
