//! What is on the screen besides the prison: title or game, open panels, where the pointer is, and
//! what the next click on the map is for.

use std::collections::BTreeSet;

use bevy_ecs::prelude::Resource;
use bighouse_sim::ids::TileId;
use bighouse_sim::order::Order;

use super::{Panel, Seat};

/// Panels that cover the picture, the uppermost first.
const SHEETS: [Panel; 4] = [Panel::Keys, Panel::Settings, Panel::Saves, Panel::Menu];

/// What is on the screen besides the picture.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether the title is shown; the prison behind it lives on, but nobody plays it.
    pub title: bool,
    /// Through whose eyes the game was played that was left for the title: it stands still, and can
    /// be gone on with.
    pub left: Option<Seat>,
    /// Whether nothing but the picture is drawn.
    pub bare: bool,
    /// The panels that are open.
    pub open: BTreeSet<Panel>,
    /// Whether somebody asked for the end.
    pub quit: bool,
    /// What is wrong with the level's files since they were changed: lines as a check prints them.
    /// The game goes on with what it had.
    pub level_error: Option<String>,
    /// What was changed in the level's files that only a new beginning can show.
    pub restart_offer: Option<Vec<String>>,
}

impl Screen {
    /// Opens a panel, or shuts it if it is open.
    pub fn toggle(&mut self, panel: Panel) {
        if !self.open.remove(&panel) {
            self.open.insert(panel);
        }
    }

    /// Whether a panel is open.
    pub fn shows(&self, panel: Panel) -> bool {
        self.open.contains(&panel)
    }

    /// The sheet that lies over everything, and for which the game stands still.
    pub fn sheet(&self) -> Option<Panel> {
        SHEETS.into_iter().find(|panel| self.shows(*panel))
    }

    /// The panel that lies on top: the first to be shut. Sheets lie over the panels beside the map.
    pub fn top(&self) -> Option<Panel> {
        self.sheet()
            .or_else(|| self.open.iter().next_back().copied())
    }
}

/// Where the pointer and the keys belong this frame, and what is left of the window for the map.
/// The panels fill it; whoever reads keys and clicks for the picture asks it first.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Pointer {
    /// Whether the pointer is over a panel, or drags something of one.
    pub over_panel: bool,
    /// Whether keys go to a panel: text is typed, a key is being chosen, a menu is open.
    pub typing: bool,
    /// Whether the next key, whichever it is, is being chosen for an act: it does nothing else.
    pub choosing_key: bool,
    /// What the panels leave free, as left, top, right, bottom in logical pixels of the window;
    /// `None` before anything was drawn.
    pub free: Option<[f32; 4]>,
}

/// The order that is given by the next click on the map, at the tile that is clicked; `None` if a click
/// selects as usual.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderInHand(pub Option<Order>);

/// The tile from which an order in hand is drawn over the map, while the button is held down.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawnFrom(pub Option<TileId>);

/// The tile under the pointer, if it is over the map. The picture finds it, the panels name it.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Under(pub Option<TileId>);
