//! Title or game, and which panels are open.

use std::collections::BTreeSet;

use bevy_ecs::prelude::Resource;

use super::Panel;

/// What is on the screen besides the picture.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether the title is shown; the prison behind it lives on, but nobody plays it.
    pub title: bool,
    /// Whether nothing but the picture is drawn.
    pub bare: bool,
    /// The panels that are open.
    pub open: BTreeSet<Panel>,
    /// Whether somebody asked for the end.
    pub quit: bool,
}

impl Screen {
    /// Opens a panel, or shuts it if it is open.
    pub fn toggle(&mut self, panel: Panel) {
        if !self.open.remove(&panel) {
            self.open.insert(panel);
        }
    }
}
