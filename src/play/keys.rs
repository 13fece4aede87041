//! Which key does what. Keys are named as the keyboard standard names them: `KeyW`, `Space`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Move the picture, or walk when sitting in an inmate's seat.
    North,
    /// See [`Act::North`].
    South,
    /// See [`Act::North`].
    West,
    /// See [`Act::North`].
    East,
    /// Move the picture.
    PanNorth,
    /// Move the picture.
    PanSouth,
    /// Move the picture.
    PanWest,
    /// Move the picture.
    PanEast,
    /// Draw larger.
    ZoomIn,
    /// Draw smaller.
    ZoomOut,
    /// The whole map.
    WholeMap,
    /// Stop or go on.
    Pause,
    /// One step faster.
    Faster,
    /// One step slower.
    Slower,
    /// The slowest speed.
    Speed1,
    /// The second speed.
    Speed2,
    /// The third speed.
    Speed3,
    /// The fourth speed.
    Speed4,
    /// The fastest speed.
    Speed5,
    /// Live on to the next bell.
    SkipToBell,
    /// Search for a man.
    Search,
    /// Keep the selected man in the middle.
    Follow,
    /// Select the next man in sight.
    NextMan,
    /// Select the man before.
    LastMan,
    /// The next overlay, and after the last none.
    Overlay,
    /// What may be ordered.
    Orders,
    /// The chart.
    Charts,
    /// What happened.
    Chronicle,
    /// What is wrong with the level.
    Check,
    /// The list of keys.
    Keys,
    /// Close what is open, or open the menu.
    Back,
    /// Save under the name `quick`.
    QuickSave,
    /// Load the save of that name.
    QuickLoad,
    /// Hide everything but the picture.
    Bare,
    /// The crisis desk.
    Crisis,
}

impl Act {
    /// All of them, with the keys they have at first, in the order of the list.
    pub const ALL: [(Self, &'static [&'static str]); 35] = [
        (Self::North, &["KeyW"]),
        (Self::South, &["KeyS"]),
        (Self::West, &["KeyA"]),
        (Self::East, &["KeyD"]),
        (Self::PanNorth, &["ArrowUp"]),
        (Self::PanSouth, &["ArrowDown"]),
        (Self::PanWest, &["ArrowLeft"]),
        (Self::PanEast, &["ArrowRight"]),
        (Self::ZoomIn, &["Equal", "NumpadAdd"]),
        (Self::ZoomOut, &["Minus", "NumpadSubtract"]),
        (Self::WholeMap, &["Home"]),
        (Self::Pause, &["Space"]),
        (Self::Faster, &["Period"]),
        (Self::Slower, &["Comma"]),
        (Self::Speed1, &["Digit1"]),
        (Self::Speed2, &["Digit2"]),
        (Self::Speed3, &["Digit3"]),
        (Self::Speed4, &["Digit4"]),
        (Self::Speed5, &["Digit5"]),
        (Self::SkipToBell, &["KeyN"]),
        (Self::Search, &["KeyF", "Slash"]),
        (Self::Follow, &["KeyE"]),
        (Self::NextMan, &["BracketRight"]),
        (Self::LastMan, &["BracketLeft"]),
        (Self::Overlay, &["KeyO"]),
        (Self::Orders, &["KeyR"]),
        (Self::Charts, &["KeyC"]),
        (Self::Chronicle, &["KeyL"]),
        (Self::Crisis, &["KeyT"]),
        (Self::Check, &["KeyK"]),
        (Self::Keys, &["F1"]),
        (Self::Back, &["Escape"]),
        (Self::QuickSave, &["F5"]),
        (Self::QuickLoad, &["F9"]),
        (Self::Bare, &["F11"]),
    ];

    /// What it is called in the list of keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::North => "North: move the picture, or walk",
            Self::South => "South: move the picture, or walk",
            Self::West => "West: move the picture, or walk",
            Self::East => "East: move the picture, or walk",
            Self::PanNorth => "Move the picture north",
            Self::PanSouth => "Move the picture south",
            Self::PanWest => "Move the picture west",
            Self::PanEast => "Move the picture east",
            Self::ZoomIn => "Nearer",
            Self::ZoomOut => "Farther",
            Self::WholeMap => "The whole map",
            Self::Pause => "Stop or go on",
            Self::Faster => "Faster",
            Self::Slower => "Slower",
            Self::Speed1 => "As fast as life",
            Self::Speed2 => "4 times as fast",
            Self::Speed3 => "16 times as fast",
            Self::Speed4 => "60 times as fast",
            Self::Speed5 => "300 times as fast",
            Self::SkipToBell => "On to the next bell",
            Self::Search => "Search for a man",
            Self::Follow => "Follow the selected man",
            Self::NextMan => "The next man in the picture",
            Self::LastMan => "The man before",
            Self::Overlay => "Figures on the map",
            Self::Orders => "Orders",
            Self::Charts => "The day's curves",
            Self::Chronicle => "What happened",
            Self::Check => "Check of the level",
            Self::Keys => "These keys",
            Self::Back => "Close, or the menu",
            Self::QuickSave => "Save quickly",
            Self::QuickLoad => "Load what was saved quickly",
            Self::Bare => "Nothing but the picture",
            Self::Crisis => "The crisis desk",
        }
    }
}

/// What is printed on a key, as far as it can be said for every keyboard.
pub fn spoken(key: &str) -> String {
    let words = match key {
        "ArrowUp" => "Up",
        "ArrowDown" => "Down",
        "ArrowLeft" => "Left",
        "ArrowRight" => "Right",
        "Equal" => "=",
        "Minus" => "-",
        "Period" => ".",
        "Comma" => ",",
        "Slash" => "/",
        "Backslash" => "\\",
        "Semicolon" => ";",
        "Quote" => "'",
        "Backquote" => "`",
        "BracketLeft" => "[",
        "BracketRight" => "]",
        "Escape" => "Esc",
        "NumpadAdd" => "keypad +",
        "NumpadSubtract" => "keypad -",
        other => other
            .strip_prefix("Key")
            .or_else(|| other.strip_prefix("Digit"))
            .unwrap_or(other),
    };
    words.to_owned()
}

/// The keys of each act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bindings(BTreeMap<Act, Vec<String>>);

impl Default for Bindings {
    fn default() -> Self {
        let mut keys = Self(BTreeMap::new());
        keys.fill_in();
        keys
    }
}

impl Bindings {
    /// The keys of an act.
    pub fn of(&self, act: Act) -> &[String] {
        self.0.get(&act).map_or(&[], Vec::as_slice)
    }

    /// The act a key does.
    pub fn act_of(&self, key: &str) -> Option<Act> {
        self.0
            .iter()
            .find(|(_, keys)| keys.iter().any(|other| other == key))
            .map(|(act, _)| *act)
    }

    /// Gives an act a key of its own, and takes it from whatever had it.
    pub fn bind(&mut self, act: Act, key: &str) {
        for keys in self.0.values_mut() {
            keys.retain(|other| other != key);
        }
        self.0.insert(act, vec![key.to_string()]);
    }

    /// Gives an act these keys, whatever else has them.
    pub fn set(&mut self, act: Act, keys: Vec<String>) {
        self.0.insert(act, keys);
    }

    /// Gives back the keys each act had at first.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Gives the acts that a file does not speak of the keys they have at first.
    pub(super) fn fill_in(&mut self) {
        for (act, keys) in Act::ALL {
            self.0
                .entry(act)
                .or_insert_with(|| keys.iter().map(ToString::to_string).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_called_as_they_are_printed() {
        assert_eq!(spoken("KeyW"), "W");
        assert_eq!(spoken("Digit3"), "3");
        assert_eq!(spoken("ArrowUp"), "Up");
        assert_eq!(spoken("F1"), "F1");
    }

    #[test]
    fn a_key_does_one_thing() {
        let mut keys = Bindings::default();
        keys.bind(Act::Pause, "KeyW");
        assert_eq!(keys.of(Act::Pause), ["KeyW"]);
        assert!(keys.of(Act::North).is_empty());
        assert_eq!(keys.act_of("KeyW"), Some(Act::Pause));
        assert_eq!(keys.act_of("Space"), None);
        let mut all: Vec<&str> = Act::ALL
            .iter()
            .flat_map(|(_, keys)| *keys)
            .copied()
            .collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many, "no key has two acts at first");
    }
}
