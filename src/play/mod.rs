//! Who sits where: the table at which one live prison is played.
//!
//! - [`table`]: the prison being played, its level, seat and tempo; the one door for orders.
//! - [`seat`]: observer, warden or any inmate.
//! - [`tempo`]: pause, 1 to 300 times, skip to the next bell. Never in the simulation.
//! - [`lens`]: what a seat may know. Panels and pictures read people through it, and only
//!   through it.
//! - [`dossier`]: a person in words, as the seat knows him. `doing`: what he can be seen to do.
//! - [`reader`]: who reads: a seat, with the names that it knows.
//! - [`places`]: cells and rooms by name, and what a place is called.
//! - [`ordered`]: what was ordered and is still to be carried out.
//! - [`news`]: cards and notices. [`alerts`]: what of them is trouble, and slows the clock.
//! - [`crisis`]: a riot as the seat knows it, and why.
//! - [`gauge`]: figures on the map and over the day.
//! - [`saves`]: saves and autosaves on disk.
//! - [`files`]: files somebody named, read. [`library`]: where the levels are. [`mod@bench`]: the level file that is being edited.
//! - [`wish`]: what a panel or key may ask for. [`screen`]: title or game, and which panels are open.
//! - [`settings`]: what the player likes. [`keys`]: which key does what.
//!
//! Nothing here draws, and nothing here changes the prison but by its orders.

pub mod alerts;
pub mod bench;
pub mod crisis;
pub(crate) mod doing;
pub mod dossier;
pub mod drawing;
pub mod files;
pub mod gauge;
pub mod keys;
pub mod lens;
pub mod library;
pub mod news;
pub mod ordered;
pub mod places;
pub mod reader;
pub mod saves;
pub mod screen;
pub mod seat;
pub mod settings;
pub mod table;
pub mod tempo;
pub mod wish;

pub use lens::{Bearing, Blaze, FigureKind, Hold, House, Lens, Planned, Posture, Sighting, Tank};
pub use screen::{DrawnFrom, OrderInHand, Pointer, Screen, Under};
pub use seat::Seat;
pub use settings::Settings;
pub use table::Table;
pub use tempo::Tempo;
pub use wish::{Panel, Wish, Wishes};
