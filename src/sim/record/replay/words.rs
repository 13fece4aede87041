//! The words that lines of replays and order files are made of.

use serde::Deserialize;

/// A tick up to the last that is allowed.
pub(super) fn tick(word: &str, last: u64) -> Result<u64, String> {
    whole(word).and_then(|tick| {
        if tick <= last {
            Ok(tick)
        } else {
            Err(format!(
                "tick {tick} is later than any prison lives to ({last})"
            ))
        }
    })
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
}

pub(super) fn whole(word: &str) -> Result<u64, String> {
    word.trim()
        .parse()
        .map_err(|_| format!("{word:?} is no whole number"))
}

/// Reads a value that takes up a whole text.
pub(in crate::record) fn whole_ron<T: for<'de> Deserialize<'de>>(
    text: &str,
    what: &str,
) -> Result<T, String> {
    let mut reader = ron::Deserializer::from_str(text).map_err(|error| error.to_string())?;
    // Shown only as far as a line of a message goes.
    let shown: String = text.chars().take(200).collect();
    let value =
        T::deserialize(&mut reader).map_err(|error| format!("{shown:?} is no {what}: {error}"))?;
    reader
        .end()
        .map_err(|error| format!("something follows the {what}: {error}"))?;
    Ok(value)
}
