//! The keyboard standard's names of keys, from egui's.

use super::super::egui::Key;

/// The name of a key as settings have it: `KeyW`, `Digit1`, `ArrowUp`.
pub fn code(key: Key) -> String {
    let name = key.name();
    match key {
        Key::ArrowUp => "ArrowUp".into(),
        Key::ArrowDown => "ArrowDown".into(),
        Key::ArrowLeft => "ArrowLeft".into(),
        Key::ArrowRight => "ArrowRight".into(),
        Key::Equals | Key::Plus => "Equal".into(),
        Key::OpenBracket => "BracketLeft".into(),
        Key::CloseBracket => "BracketRight".into(),
        Key::Backtick => "Backquote".into(),
        Key::Colon => "Semicolon".into(),
        Key::Questionmark => "Slash".into(),
        Key::Pipe => "Backslash".into(),
        _ => match name.chars().next() {
            Some(letter) if name.len() == 1 && letter.is_ascii_alphabetic() => {
                format!("Key{name}")
            }
            Some(digit) if name.len() == 1 && digit.is_ascii_digit() => format!("Digit{name}"),
            _ => name.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_keys_acts_have_at_first() {
        let said = [
            (Key::W, "KeyW"),
            (Key::Num4, "Digit4"),
            (Key::ArrowLeft, "ArrowLeft"),
            (Key::Space, "Space"),
            (Key::Period, "Period"),
            (Key::OpenBracket, "BracketLeft"),
            (Key::Escape, "Escape"),
            (Key::F11, "F11"),
            (Key::Home, "Home"),
        ];
        for (key, name) in said {
            assert_eq!(code(key), name);
        }
    }
}
