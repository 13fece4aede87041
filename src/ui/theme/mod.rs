//! How the panels look: silver and ink, and a plain theme for those who want one.
//!
//! - [`mod@inks`]: the palette, and the four hues that carry information.
//! - [`fonts`]: the faces and their sizes.
//! - [`dress`]: both put on egui.
//! - [`draw`]: patterns, marks and ornament. [`say`]: small pieces of text and buttons.

pub mod draw;
pub mod dress;
pub mod fonts;
pub mod inks;
pub mod say;

pub use dress::prepare;
pub use inks::{Inks, inks};
