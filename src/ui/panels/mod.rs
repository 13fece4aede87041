//! Panels that are opened when they are wanted.
//!
//! - [`dossier`]: a man in words, at the right edge while somebody is selected.
//! - [`search`]: find a man. [`orders`]: what the seat may order, and
//!   [`day_plan`]: the timetable to write in. [`charts`]: waits and needs over
//!   the day. [`chronicle`]: what happened. [`check`]: what is odd about the level.
//! - [`crisis`]: the crisis desk. [`why`]: from a happening to its roots, by clicks. [`hands`]: what
//!   an inmate may do with what he should not have.
//! - [`window`]: the frame they share.

pub mod charts;
pub mod check;
pub mod chronicle;
pub mod confirm;
pub mod crisis;
pub mod day_plan;
pub mod dossier;
pub mod hands;
pub mod orders;
pub mod search;
pub mod why;
pub mod window;
