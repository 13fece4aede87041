//! Which key does what. Keys are named as the keyboard standard names them: `KeyW`, `Space`.

use std::collections::BTreeMap;

use crate::words::own::texts;
use serde::{Deserialize, Serialize};

texts! {
    north = "act-north";
    south = "act-south";
    west = "act-west";
    east = "act-east";
    pan_north = "act-pan-north";
    pan_south = "act-pan-south";
    pan_west = "act-pan-west";
    pan_east = "act-pan-east";
    zoom_in = "act-zoom-in";
    zoom_out = "act-zoom-out";
    whole_map = "act-whole-map";
    pause = "act-pause";
    faster = "act-faster";
    slower = "act-slower";
    speed_1 = "act-speed-1";
    speed_2 = "act-speed-2";
    speed_3 = "act-speed-3";
    speed_4 = "act-speed-4";
    speed_5 = "act-speed-5";
    skip_to_bell = "act-skip-to-bell";
    search = "act-search";
    follow = "act-follow";
    next_man = "act-next-man";
    last_man = "act-last-man";
    overlay = "act-overlay";
    orders = "act-orders";
    charts = "act-charts";
    chronicle = "act-chronicle";
    check = "act-check";
    keys = "act-keys";
    back = "act-back";
    quick_save = "act-quick-save";
    quick_load = "act-quick-load";
    bare = "act-bare";
    crisis = "act-crisis";
    key_up = "key-up";
    key_down = "key-down";
    key_left = "key-left";
    key_right = "key-right";
    key_escape = "key-escape";
    key_space = "key-space";
    key_home = "key-home";
    key_keypad_add = "key-keypad-add";
    key_keypad_subtract = "key-keypad-subtract";
}

/// What a key can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyAct {
    /// Move the picture, or walk when sitting in an inmate's seat.
    North,
    /// See [`KeyAct::North`].
    South,
    /// See [`KeyAct::North`].
    West,
    /// See [`KeyAct::North`].
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

impl KeyAct {
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
            Self::North => text::north(),
            Self::South => text::south(),
            Self::West => text::west(),
            Self::East => text::east(),
            Self::PanNorth => text::pan_north(),
            Self::PanSouth => text::pan_south(),
            Self::PanWest => text::pan_west(),
            Self::PanEast => text::pan_east(),
            Self::ZoomIn => text::zoom_in(),
            Self::ZoomOut => text::zoom_out(),
            Self::WholeMap => text::whole_map(),
            Self::Pause => text::pause(),
            Self::Faster => text::faster(),
            Self::Slower => text::slower(),
            Self::Speed1 => text::speed_1(),
            Self::Speed2 => text::speed_2(),
            Self::Speed3 => text::speed_3(),
            Self::Speed4 => text::speed_4(),
            Self::Speed5 => text::speed_5(),
            Self::SkipToBell => text::skip_to_bell(),
            Self::Search => text::search(),
            Self::Follow => text::follow(),
            Self::NextMan => text::next_man(),
            Self::LastMan => text::last_man(),
            Self::Overlay => text::overlay(),
            Self::Orders => text::orders(),
            Self::Charts => text::charts(),
            Self::Chronicle => text::chronicle(),
            Self::Check => text::check(),
            Self::Keys => text::keys(),
            Self::Back => text::back(),
            Self::QuickSave => text::quick_save(),
            Self::QuickLoad => text::quick_load(),
            Self::Bare => text::bare(),
            Self::Crisis => text::crisis(),
        }
    }
}

/// What is printed on a key, as far as it can be said for every keyboard.
pub fn spoken(key: &str) -> String {
    let words = match key {
        "ArrowUp" => text::key_up(),
        "ArrowDown" => text::key_down(),
        "ArrowLeft" => text::key_left(),
        "ArrowRight" => text::key_right(),
        "Escape" => text::key_escape(),
        "Space" => text::key_space(),
        "Home" => text::key_home(),
        "NumpadAdd" => text::key_keypad_add(),
        "NumpadSubtract" => text::key_keypad_subtract(),
        // What is printed on these is the same in every language.
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
pub struct Bindings(BTreeMap<KeyAct, Vec<String>>);

impl Default for Bindings {
    fn default() -> Self {
        let mut keys = Self(BTreeMap::new());
        keys.fill_in();
        keys
    }
}

impl Bindings {
    /// The keys of an act.
    pub fn of(&self, act: KeyAct) -> &[String] {
        self.0.get(&act).map_or(&[], Vec::as_slice)
    }

    /// The act a key does.
    pub fn act_of(&self, key: &str) -> Option<KeyAct> {
        self.0
            .iter()
            .find(|(_, keys)| keys.iter().any(|other| other == key))
            .map(|(act, _)| *act)
    }

    /// Gives an act a key of its own, and takes it from whatever had it.
    pub fn bind(&mut self, act: KeyAct, key: &str) {
        for keys in self.0.values_mut() {
            keys.retain(|other| other != key);
        }
        self.0.insert(act, vec![key.to_string()]);
    }

    /// Gives an act these keys, whatever else has them.
    pub fn set(&mut self, act: KeyAct, keys: Vec<String>) {
        self.0.insert(act, keys);
    }

    /// Gives back the keys each act had at first.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Gives the acts that a file does not speak of the keys they have at first.
    pub(super) fn fill_in(&mut self) {
        for (act, keys) in KeyAct::ALL {
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
        keys.bind(KeyAct::Pause, "KeyW");
        assert_eq!(keys.of(KeyAct::Pause), ["KeyW"]);
        assert!(keys.of(KeyAct::North).is_empty());
        assert_eq!(keys.act_of("KeyW"), Some(KeyAct::Pause));
        assert_eq!(keys.act_of("Space"), None);
        let mut all: Vec<&str> = KeyAct::ALL
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
