//! What stands around the picture while the game goes on.
//!
//! - [`mod@line`]: the top line. [`tempo`]: its buttons for time. [`banner`]: whose eyes these are, and
//!   what went wrong.
//!   `still`: where what comes and goes over the map lies, so that nothing moves.
//! - [`ribbon`]: the day along the bottom edge; [`strip`] is its geometry. [`overlays`]: figures
//!   on the map. [`place`]: what lies under the pointer.
//! - [`toasts`]: notices as they come. [`card`]: a card, for what matters.

pub mod banner;
pub mod card;
pub mod line;
pub mod overlays;
pub mod place;
pub mod ribbon;
mod still;
pub mod strip;
pub mod tempo;
pub mod toasts;

/// Height of the top line, points. Where there is no room for one line it takes two.
pub const LINE: f32 = 36.0;
/// Height of the ribbon of the day, points.
pub const RIBBON: f32 = 44.0;
/// Below this width, in points, the top line takes two.
pub const NARROW: f32 = 1180.0;
