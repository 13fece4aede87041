//! Big House: a prison of 1930, built for 1,800, holding 3,000.
//!
//! # The plan of the house
//!
//! - `src/sim/` is a package of its own, `bighouse-sim`: the prison. It knows no window, no
//!   asset and no wall clock; its `lib.rs` has the plan of its rooms.
//! - [`words`]: messages of the prison made into texts, in a language, for a reader.
//! - [`play`]: who sits where: the table, seats, tempo, what a seat may know. Draws nothing.
//! - `view`: the picture: map, people, light, camera.
//! - `ui`: panels, menus, type.
//! - `app`: table, picture and panels put together, in a window or off-screen.
//! - [`cli`]: the command line, one file per verb.
//! - `src/main.rs`: thin: parse, run, exit code.
//!
//! `view`, `ui` and `app` belong to the feature `window`; without it the program runs, checks and
//! replays, and plays the day in the terminal.
//!
//! **Who may use whom:** `words` uses the simulation; `play` uses `words` and the simulation; `view` and
//! `ui` use those three, and never each other; `app` uses all of them; `cli` uses everything, nothing uses `cli`; the
//! simulation uses nothing of this package (Cargo forbids it). Only `play` gives orders.
//! `tests/it/architecture/` holds the rules.

#[cfg(feature = "window")]
pub mod app;
pub mod cli;
pub mod play;
#[cfg(feature = "window")]
pub mod ui;
#[cfg(feature = "window")]
pub mod view;
pub mod words;
