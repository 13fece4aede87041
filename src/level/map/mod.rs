//! Maps: read as text or of the Tiled editor, and from one form to the other.

pub(crate) mod drawing;
pub(crate) mod legend;
pub(crate) mod text;
pub(crate) mod text_write;
pub(crate) mod tiled;

pub use drawing::{Drawing, Letters};
pub use tiled::{SharedTile, shared_tiles, tileset_text};
