//! The tables of keys in `levels/README.md`, written from the keys themselves.
//!
//! Each table stands between two lines: `<!-- keys of kitchen -->` and `<!-- end of keys -->`. A test
//! holds the file to what is written here, and `BLESS=1 cargo test -p bighouse-level readme` writes it.

use crate::keys::level::LEVEL_KEYS;
use crate::keys::{
    CastMember, Crowd, Group, Guards, Job, KeyGroup, Kitchen, MayChange, Occasion, Row, Unrest,
    WalkerGroup, Warden,
};

const END: &str = "<!-- end of keys -->";

/// A text with every table of keys in it written anew between its two lines.
///
/// # Errors
/// The group whose lines are not there, in words.
pub fn with_key_tables(text: &str) -> Result<String, String> {
    let mut text = text.to_owned();
    for (group, table) in tables() {
        let begin = format!("<!-- keys of {group} -->\n");
        let parts = text.split_once(&begin).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before, after))
        });
        let Some((before, after)) = parts else {
            return Err(format!("there are no lines {} and {END}", begin.trim_end()));
        };
        text = format!("{before}{begin}{table}{END}{after}");
    }
    Ok(text)
}

/// Each table by the name of its group.
fn tables() -> Vec<(&'static str, String)> {
    vec![
        ("level", level_table()),
        ("day", day_table()),
        group_table::<Kitchen>(),
        group_table::<Group>(),
        group_table::<CastMember>(),
        group_table::<Guards>(),
        group_table::<Warden>(),
        group_table::<Unrest>(),
        group_table::<Job>(),
        group_table::<Crowd>(),
        group_table::<WalkerGroup>(),
    ]
}

/// The group that has a key, as messages call it: of several the first.
pub(crate) fn group_of(key: &str) -> Option<&'static str> {
    if LEVEL_KEYS.iter().any(|known| known.key == key) {
        return Some("a level");
    }
    [
        of_group::<Kitchen>(key),
        of_group::<Guards>(key),
        of_group::<Warden>(key),
        of_group::<Unrest>(key),
        of_group::<Crowd>(key),
        of_group::<Group>(key),
        of_group::<Job>(key),
        of_group::<CastMember>(key),
        of_group::<WalkerGroup>(key),
    ]
    .into_iter()
    .flatten()
    .next()
}

fn of_group<G: KeyGroup>(key: &str) -> Option<&'static str> {
    G::rows().iter().any(|row| row.key == key).then_some(G::OF)
}

fn level_table() -> String {
    let mut table = "| key | what | default |\n|---|---|---|\n".to_owned();
    for key in &LEVEL_KEYS {
        table.push_str(&format!(
            "| `{}` | {} | {} |\n",
            key.key, key.doc, key.default
        ));
    }
    table
}

fn group_table<G: KeyGroup>() -> (&'static str, String) {
    let mut table = "| key | what | unit and range | default |\n|---|---|---|---|\n".to_owned();
    for row in G::rows() {
        table.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            row.key,
            sentence(row.doc),
            row.range,
            row.default
        ));
    }
    let played = match G::AMENDED {
        MayChange::All => "All of it may change while the level is played.".to_owned(),
        MayChange::Only(keys) => format!(
            "While the level is played `{}` may change; the rest needs a restart.",
            keys.join("`, `")
        ),
        MayChange::Nothing => "A change needs a restart.".to_owned(),
    };
    (G::PATH, format!("{table}\n{played}\n"))
}

fn day_table() -> String {
    let mut table = "| occasion | what | its keys (range; default) |\n|---|---|---|\n".to_owned();
    for (name, about, rows) in Occasion::rows() {
        let keys: Vec<String> = rows.iter().map(key_of_occasion).collect();
        table.push_str(&format!(
            "| `{name}` | {} | {} |\n",
            sentence(about),
            keys.join("; ")
        ));
    }
    format!("{table}\nAll of it may change while the level is played.\n")
}

fn key_of_occasion(row: &Row) -> String {
    let doc = sentence(row.doc);
    format!("`{}`: {doc} ({}; {})", row.key, row.range, row.default)
}

/// The lines of a doc as one sentence, without its full stop.
fn sentence(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ").trim_end_matches('.').to_owned()
}
