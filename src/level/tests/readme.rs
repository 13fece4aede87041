//! What `levels/README.md` tells people is what the code does.

use super::super::legend::{Mark, default_legend};
use super::super::tile::Tile;
use super::{Shelf, problems};

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
            Mark::Tile(Tile::Floor(floor)) => format!("{floor:?}"),
            Mark::Tile(tile) => format!("{tile:?}"),
            Mark::Room { room, floor, .. } => format!("{room:?} | {floor:?}"),
            Mark::Area { .. } => panic!("the default legend has no areas"),
        };
        let row = format!("| {shown} | {means} |");
        assert!(readme.contains(&row), "no row {row}");
    }
}

#[test]
fn the_readme_names_every_key() {
    let readme = include_str!("../../../levels/README.md");
    let level = "(format: 1, \u{78}: 1, kitchen: (x: 1), population: {\"a\": (x: 1)}, cast: {\"a\": (x: 1)}, guards: (x: 1), warden: (x: 1), unrest: (x: 1),
        jobs: {\"a\": (room: Mill, x: 1)}, crowd: (x: 1), walkers: {\"a\": (from: \"start\", route: [\"start\"], x: 1)},
        legend: {\"z\": Area(\"start\"), \"?\": Room(use: Yard, x: 1)},
        day: {\"07:00\": Meal(x: 1), \"08:00\": Count(x: 1), \"09:00\": Chapel(x: 1), \"10:00\": Visits(x: 1), \"11:00\": LockUp(x: 1)})";
    let shelf = Shelf::default()
        .with("a/level.ron", level)
        .with("a/map.txt", "z");
    let mends: Vec<String> = problems(&shelf, "a", &[])
        .list
        .into_iter()
        .map(|p| p.mend)
        .collect();
    assert_eq!(mends.len(), 16, "{mends:?}");
    for mend in mends {
        let (_, keys) = mend.split_once(" are ").unwrap();
        for key in keys.split(", ") {
            assert!(readme.contains(&format!("`{key}`")), "no {key} of {mend}");
        }
    }
}
