//! A level that is played while its files are edited: what may change (`amendment`), what has
//! changed between two readings (`difference`), and whether any file has changed (`watch`).

pub(crate) mod amendment;
pub(crate) mod difference;
pub(crate) mod watch;

pub use amendment::{Amendment, Constants, HoursChange, LineChange, MOST_CHANGES};
pub use difference::{Difference, difference};
pub use watch::LevelWatch;
