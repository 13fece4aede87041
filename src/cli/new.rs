//! `new`: a level of one's own, as a variant of another.

use bighouse_sim::level;

use super::{Failure, Outcome, input, output};
use crate::play::library;

/// How much of the title of its parent a new level has in its own; a title has up to 200.
const LONGEST_TITLE: usize = 150;

/// Begins a level that extends another.
pub fn new(name: &str, extends: &str) -> Outcome {
    if !level::is_level_name(name) || name.contains('/') {
        return Err(Failure::Input(format!(
            "{name:?} is no name for a level; use letters, digits, - and _"
        )));
    }
    let parent = input::level(extends, &[])?;
    if !level::is_level_name(&parent.name) {
        return Err(Failure::Input(format!(
            "{extends}: a level can extend only what has a name under {}; put that level there first",
            library::levels_root().display()
        )));
    }
    let folder = library::levels_root().join(name);
    if folder.symlink_metadata().is_ok() {
        return Err(Failure::Input(format!(
            "{}: it exists; nothing was changed. Choose another name",
            folder.display()
        )));
    }
    let text = format!(
        "// A level of your own: everything it does not say is taken from {parent:?}.\n\
         // levels/README.md explains every key.\n\
         (\n    format: 1,\n    extends: {parent:?},\n    title: {title:?},\n\n    \
         // Change a line, and it is another prison:\n    \
         // kitchen: (quality: \"40 %\"),\n    \
         // day: {{ \"15:40\": None, \"15:00\": Yard }},\n    \
         // guards: (day: {guards}),\n)\n",
        parent = parent.name,
        title = format!("{} of my own", cut(&parent.title)),
        guards = parent.guards.day,
    );
    std::fs::create_dir(&folder).map_err(|error| {
        Failure::Run(format!("{}: it cannot be made: {error}", folder.display()))
    })?;
    let file = folder.join(level::LEVEL_FILE);
    let sound = output::write(&file, text.as_bytes(), false)
        .and_then(|()| input::level(name, &[]).map(drop));
    if let Err(failure) = sound {
        // Not half a level: both were made here, a moment ago.
        let _ = std::fs::remove_file(&file);
        let _ = std::fs::remove_dir(&folder);
        return Err(failure);
    }
    output::say(format_args!(
        "{} is written. Try: bighouse run {name} --for 24h",
        file.display()
    ))
}

/// A title with room for words after it.
fn cut(title: &str) -> &str {
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => title[..end].trim_end(),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_between_characters() {
        assert_eq!(cut("The Cell Block"), "The Cell Block");
        assert_eq!(cut(&"\u{e9}".repeat(195)), "\u{e9}".repeat(LONGEST_TITLE));
    }
}
