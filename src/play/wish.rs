//! What a panel, a key or a click may ask for: values, carried out by whoever runs the game.

use std::path::PathBuf;

use bevy_ecs::prelude::Resource;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::order::Order;

use super::Seat;
use super::gauge::Overlay;

/// The wishes of this frame, in order. Panels and keys add to it; it is granted once a frame.
#[derive(Resource, Clone, Debug, Default)]
pub struct Wishes(pub Vec<Wish>);

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Give an order in the name of the seat.
    Order(Order),
    /// Give one order for each of several tiles: what is drawn on the map by dragging.
    OrderEach(Order, Vec<TileId>),
    /// Go at this many times real time.
    Speed(u32),
    /// One step faster (or slower).
    Step {
        /// Faster.
        faster: bool,
    },
    /// Stop, or go on.
    Pause(bool),
    /// Stop if it goes, go on if it stands.
    TogglePause,
    /// Live on as fast as can be to a tick.
    SkipTo(u64),
    /// Live on to the next bell.
    SkipToBell,
    /// Select somebody, or nobody.
    Select(Option<PersonId>),
    /// Keep the selected person in the middle of the picture.
    Follow(bool),
    /// Look at a point, m from the map's left and top edge.
    LookAt(f32, f32),
    /// Draw this many pixels a metre.
    Zoom(f32),
    /// Draw at least this many pixels a metre.
    ZoomAtLeast(f32),
    /// Lay figures over the map, or none.
    Overlay(Option<Overlay>),
    /// Sit down somewhere else.
    Sit(Seat),
    /// Begin a level from its start.
    Begin {
        /// Its name, or the path of its folder.
        level: String,
        /// The seed of chance.
        seed: u64,
        /// Whether the level's screenplay is played, if it has one.
        screenplay: bool,
    },
    /// Begin the present level again with the same seed, as its files are now.
    Restart,
    /// Save under a name.
    Save(String),
    /// Load a save.
    Load(PathBuf),
    /// Put the card on the screen away.
    DismissCard,
    /// Put away what is said about the last wish.
    DismissComplaint,
    /// Leave the seat and go to the title screen; the game stands still behind it.
    ToTitle,
    /// Go on with the game that was left for the title screen, in the seat it was played from.
    Continue,
    /// Leave the title screen: what is behind it is played from now on.
    Play,
    /// Show or hide a panel.
    Panel(Panel),
    /// End the game.
    Quit,
}

/// Panels that can be opened and shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Panel {
    /// Search for a man.
    Search,
    /// What the seat may order.
    Orders,
    /// Waits and needs over the day.
    Charts,
    /// What happened.
    Chronicle,
    /// Findings of the check of the level.
    Check,
    /// Saves.
    Saves,
    /// Settings.
    Settings,
    /// Which key does what.
    Keys,
    /// Pause menu.
    Menu,
    /// The crisis desk.
    Crisis,
    /// From a happening to its roots.
    Why,
}
