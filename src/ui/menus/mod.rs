//! Screens before and between: the title, and what the game stands still for.
//!
//! - [`title`]: the first screen, over the living picture. [`levels`]: which prison, which seed.
//!   [`seats`]: as whom.
//! - [`pause`]: the menu. [`saves`], [`settings`], [`keys`]: what it leads to, also from the title.
//! - [`sheet`]: the sheet of paper they are printed on.

pub mod alerts;
pub mod key_names;
pub mod keys;
pub mod levels;
pub mod pause;
pub mod saves;
pub mod seats;
pub mod settings;
pub mod sheet;
pub mod title;

use super::egui::Context;
use super::model::{Asks, Model};
use crate::play::Panel;

/// Shows the sheet on top, if one is open.
pub fn show(ctx: &Context, model: &Model, asks: &mut Asks) {
    match model.screen.top() {
        Some(Panel::Keys) => keys::show(ctx, model, asks),
        Some(Panel::Settings) => settings::show(ctx, model, asks),
        Some(Panel::Saves) => saves::show(ctx, model, asks),
        Some(Panel::Menu) => pause::show(ctx, model, asks),
        _ => {}
    }
}

/// Whether a sheet lies over everything.
pub fn is_open(model: &Model) -> bool {
    let sheets = [Panel::Keys, Panel::Settings, Panel::Saves, Panel::Menu];
    sheets.into_iter().any(|panel| model.screen.shows(panel))
}
