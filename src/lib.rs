//! Big House: a prison of 1930, built for 1,800, holding 3,000.
//!
//! # The plan of the house
//!
//! - `src/sim/` is a package of its own, `bighouse-sim`: the prison. It knows no window, no
//!   asset and no wall clock; its `lib.rs` has the plan of its rooms.
//! - [`cli`]: the command line, one file per verb.
//! - `src/main.rs`: thin: parse, run, exit code.
//!
//! The window, the seats and the panels (`view`, `ui`, `play`) have their place beside [`cli`];
//! until they are built, `play` lives the day in the terminal.
//!
//! **Who may use whom:** `cli` uses everything, nothing uses `cli`; the simulation uses nothing
//! of this package (Cargo forbids it). `tests/it/architecture.rs` holds the rules.

pub mod cli;
pub mod play;
#[cfg(feature = "window")]
pub mod ui;
