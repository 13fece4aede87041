//! The panels: what stands around the picture, and the screens before and between.
//!
//! - [`model`]: what a panel is shown (the table, the screen, the settings, the notes) and what it
//!   may ask for. A panel is a plain function of the model: it writes nothing, since egui may call
//!   it twice a frame, and so it is tested without a window.
//! - [`notes`]: what belongs to the panels alone: words being typed, a key being chosen.
//! - [`hud`]: top line, ribbon of the day, notices, cards. [`panels`]: dossier, search, orders,
//!   charts, chronicle, check. [`menus`]: title, menu, saves, settings, keys.
//! - [`theme`]: inks, type, patterns and ornament.
//! - [`frame`]: puts them together on one window. [`glue`]: the systems.
//!   `canvas`: what they are painted on.
//!
//! **Rules of the room.** Persons are read through `play` alone (lens, dossier, gauge, news), never
//! from the prison; nothing here changes the prison: it asks, as [`crate::play::Wish`]es. Every
//! widget has a label that can be read aloud. Nothing is told by colour alone.

mod canvas;
pub mod frame;
pub mod glue;
pub mod hud;
pub mod menus;
pub mod model;
pub mod notes;
pub mod panels;
pub mod theme;

pub(crate) use bevy_egui::egui;

pub use glue::{UiSystems, plugin};
