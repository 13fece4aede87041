//! From the sources in `assets/art/` to the sheets in `assets/atlas/`.
//!
//! - The sources hold shapes and no colours: shapes wear *classes*, and the
//!   [`palette`] says what a class looks like at a density. So one drawing serves
//!   every density with lines that are whole pixels there.
//! - Light comes from the north-west. A drawing is turned, its shadow and its
//!   gradients are not.
//! - The same sources give the same bytes: no clock, no chance but the seeded
//!   [`scatter`] of pebbles, names in order.

mod atlas;
mod paint;
mod palette;
mod people;
mod scatter;
mod source;
mod tiles;

use std::collections::BTreeMap;
use std::path::Path;

/// The files a bake makes, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Pixels a metre the pieces are drawn at.
pub const DENSITIES: [u32; 4] = [64, 32, 16, 8];

/// Bakes the sheets from the sources in the folder `art`.
///
/// # Errors
///
/// A sentence naming the source that is missing or cannot be read.
pub fn bake(art: &Path) -> Result<Files, String> {
    let palette = palette::Palette::read(&art.join("palette.ron"))?;
    let mut files = Files::new();
    for (name, pieces, bleed) in [
        ("tiles", tiles::draw(art, &palette)?, true),
        ("people", people::draw(art, &palette)?, false),
        ("crisis", tiles::draw_crisis(art, &palette)?, false),
    ] {
        let sheet = atlas::pack(&pieces, bleed);
        files.insert(format!("{name}.png"), sheet.png()?);
        files.insert(format!("{name}.ron"), sheet.index().into_bytes());
    }
    Ok(files)
}
