//! What the player likes: kept between games, changes nothing in the prison.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::alerts::Alerts;
use super::keys::Bindings;
use crate::words::ENGLISH;

/// Smallest and largest text, hundredths of the usual size.
pub const TEXT_SIZES: std::ops::RangeInclusive<u32> = 75..=200;

/// Settings.
#[derive(Resource, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language of the program: a folder of `assets/words`. English stands in for one that is not there.
    pub language: String,
    /// Size of text, hundredths of the usual: see [`TEXT_SIZES`].
    pub text_size: u32,
    /// Whether the camera glides and lamps flicker.
    pub motion: bool,
    /// Whether there is film grain over the picture.
    pub grain: bool,
    /// Whether the picture darkens towards its corners.
    pub vignette: bool,
    /// Whether the sun throws shadows that move with the hour.
    pub sun: bool,
    /// Whether fast people leave trails.
    pub trails: bool,
    /// Whether cards are shown.
    pub cards: bool,
    /// Plain colours and plain type instead of the film's.
    pub plain: bool,
    /// How trouble is told.
    pub alerts: Alerts,
    /// Which key does what.
    pub keys: Bindings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: ENGLISH.into(),
            text_size: 100,
            motion: true,
            grain: true,
            vignette: true,
            sun: true,
            trails: true,
            cards: true,
            plain: false,
            alerts: Alerts::default(),
            keys: Bindings::default(),
        }
    }
}

impl Settings {
    /// The same with every figure within its range: what is read from a file may say anything.
    pub fn sound(mut self) -> Self {
        self.text_size = self.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
        self.alerts = self.alerts.sound();
        self.keys.fill_in();
        self
    }
}
