//! Pieces of a map tile: each exactly one metre square.

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

/// Draws every piece at every density.
pub fn draw(art: &Path, palette: &Palette) -> Result<Pieces, String> {
    let mut pieces = Pieces::new();
    for file in FILES {
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
    // Light does not turn with a drawing: gradients are turned back.
    let defs = source
        .defs_of(body)
        .replace("{unturn}", &format!("rotate(-{turn} 32 32)"));
    let body = format!("<g transform='rotate({turn} 32 32)'>{body}</g>");
    let text = format!("{defs}{body}");
    let sheet = palette.sheet(&text, density, None)?;
    let mut layers = Vec::new();
    let (dark, cast);
    if let Some(height) = &drawing.shadow {
        let shadow = palette
            .shadows
            .get(height)
            .ok_or_else(|| format!("no shadow \"{height}\""))?;
        dark = palette.silhouette(&text, density, None, "ink", 0.5)?;
        cast = shadow_of(&body, shadow);
        layers.push(Layer {
            sheet: &dark,
            body: &cast,
        });
    }
    layers.push(Layer {
        sheet: &sheet,
        body: &body,
    });
    paint::draw([0.0, 0.0, 64.0, 64.0], (density, density), &defs, &layers)
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
