//! What `levels/README.md` tells people is what the code does.

use std::fs;
use std::path::Path;

use super::{Shelf, problems, report};
use crate::keys::KeyGroup;
use crate::keys::level::LEVEL_KEYS;
use crate::map::legend::{LegendEntry, default_legend};
use crate::nouns::{
    CastMember, Crowd, Group, Guards, Job, Kitchen, Tile, Unrest, WalkerGroup, Warden,
};
use crate::with_key_tables;

#[test]
fn the_readme_tells_what_each_character_of_the_default_legend_means() {
    let readme = include_str!("../../../levels/README.md");
    for (c, mark) in default_legend() {
        let shown = match c {
            ' ' => "(blank)".to_owned(),
            '|' => "`\\|`".to_owned(),
            c => format!("`{c}`"),
        };
        let means = match mark {
            LegendEntry::Tile(Tile::Floor(floor)) => format!("{floor:?}"),
            LegendEntry::Tile(tile) => format!("{tile:?}"),
            LegendEntry::Room { room, floor, .. } => format!("{room:?} | {floor:?}"),
            LegendEntry::Area { .. } => panic!("the default legend has no areas"),
        };
        let row = format!("| {shown} | {means} |");
        assert!(readme.contains(&row), "no row {row}");
    }
}

#[test]
fn the_tables_of_keys_in_the_readme_are_those_of_the_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../levels/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let wanted = with_key_tables(&readme).unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    for (line, (is, should)) in readme.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(
            is,
            should,
            "line {} of levels/README.md. If the key is meant so, run: BLESS=1 cargo test -p bighouse-level readme",
            line + 1
        );
    }
    assert!(
        readme == wanted,
        "a table of levels/README.md is too long or too short; run: BLESS=1 cargo test -p bighouse-level readme"
    );
}

#[test]
fn the_table_of_a_levels_own_keys_names_those_that_are_read() {
    let report = report("(format: 1, x: 1)");
    let keys: Vec<&str> = LEVEL_KEYS.iter().map(|key| key.key).collect();
    let mend = format!("the keys of a level are {}\n", keys.join(", "));
    assert!((report + "\n").contains(&mend), "{mend}");
}

#[test]
fn the_readme_names_every_key_of_the_legend() {
    let readme = include_str!("../../../levels/README.md");
    let level =
        "(format: 1, legend: {\"z\": Area(name: \"start\", x: 1), \"?\": Room(use: Yard, x: 1)})";
    let shelf = Shelf::default()
        .with("a/level.ron", level)
        .with("a/map.txt", "z");
    let found = problems(&shelf, "a", &[]).list;
    assert_eq!(found.len(), 2);
    for problem in found {
        let (_, keys) = problem.mend.split_once(" are ").unwrap();
        for key in keys.split(", ") {
            assert!(readme.contains(&format!("`{key}`")), "no {key}");
        }
    }
}

/// A key of the list that no longer exists would silently leave the hash.
fn places_are_keys<G: KeyGroup>() {
    let keys: Vec<&str> = G::rows().iter().map(|row| row.key).collect();
    for place in G::HASHED_BY_PLACE {
        assert!(keys.contains(place), "{}.{place}", G::PATH);
    }
}

#[test]
fn every_key_that_is_hashed_by_place_is_there() {
    places_are_keys::<Kitchen>();
    places_are_keys::<Group>();
    places_are_keys::<CastMember>();
    places_are_keys::<Guards>();
    places_are_keys::<Warden>();
    places_are_keys::<Unrest>();
    places_are_keys::<Job>();
    places_are_keys::<Crowd>();
    places_are_keys::<WalkerGroup>();
}
