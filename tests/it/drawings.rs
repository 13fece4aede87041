//! What ships is what the drawing programs draw: maps, stamps, tileset, templates, project.
//!
//! Whoever changes one of these by hand, and is content, changes the drawing too, or takes it out
//! of its program: `cargo run --example draw_levels`, `cargo run --example draw_tileset`.

use std::fs;

use bighouse_sim::level::{Drawing, FolderFiles, Letters};

use crate::common::root;

#[path = "../../levels/draw.rs"]
#[allow(
    dead_code,
    reason = "a program of its own, of which only the drawings are used"
)]
mod levels;
#[path = "../../levels/tiled/draw.rs"]
#[allow(
    dead_code,
    reason = "a program of its own, of which only the files are used"
)]
mod tileset;

#[test]
fn the_maps_that_ship_are_those_that_are_drawn() {
    let drawings = levels::drawings();
    assert!(drawings.len() > 9);
    for levels::Drawn { path, text, .. } in drawings {
        let shipped = fs::read_to_string(root().join("levels").join(&path)).unwrap_or_default();
        assert!(
            shipped == text,
            "levels/{path} is not what draw_levels draws; run: cargo run --example draw_levels -- levels --force"
        );
    }
}

#[test]
fn the_tileset_that_ships_is_the_one_that_is_drawn() {
    for (path, text) in tileset::texts() {
        let shipped = fs::read_to_string(root().join("levels").join(&path)).unwrap_or_default();
        assert!(
            shipped == text,
            "levels/{path} is not what draw_tileset draws; run: cargo run --example draw_tileset -- levels"
        );
    }
    // The picture is drawn with floats, which may differ by a shade: its size may not.
    let shipped = fs::read(root().join("levels/tiled/bighouse.png")).expect("a picture");
    let drawn = tileset::picture();
    assert_eq!(shipped[..24], drawn[..24], "the size of the picture");
}

#[test]
fn every_tile_of_the_tileset_has_a_picture_of_its_own() {
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&tileset::picture()).expect("a picture");
    let mut seen = std::collections::BTreeMap::new();
    for tile in bighouse_sim::level::shared_tiles() {
        let (left, top) = (tile.id % 16 * 32, tile.id / 16 * 32);
        let picture: Vec<u8> = (0..32 * 32)
            .filter_map(|n| pixels.pixel(left + n % 32, top + n / 32))
            .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
            .collect();
        assert_eq!(picture.len(), 4 * 32 * 32);
        if let Some(other) = seen.insert(picture, tile.class.clone()) {
            panic!("{other} and {} look alike", tile.class);
        }
    }
}

#[test]
fn the_project_is_sound_json_and_offers_every_use_and_floor() {
    let text = fs::read_to_string(root().join("levels/bighouse.tiled-project")).expect("a project");
    let project: serde_json::Value = serde_json::from_str(&text).expect("sound JSON");
    let types = project["propertyTypes"].as_array().expect("types");
    let values = |name: &str| {
        let found = types
            .iter()
            .find(|kind| kind["name"] == name)
            .expect("an enumeration");
        found["values"].as_array().expect("values").len()
    };
    assert_eq!((values("Floor"), values("RoomUse")), (8, 30));
}

#[test]
fn stamps_and_templates_are_read_as_maps_are() {
    let files = FolderFiles::new(root().join("levels"));
    let stamps = fs::read_dir(root().join("levels/tiled/stamps")).expect("stamps");
    let mut cells = Vec::new();
    for stamp in stamps {
        let file = stamp
            .expect("a file")
            .file_name()
            .into_string()
            .expect("a name");
        let drawing = Drawing::read(&files, "tiled/stamps", &file, &Letters::usual());
        let drawing = drawing.unwrap_or_else(|problems| panic!("{problems}"));
        cells.push((drawing.plan().labels.len(), file));
    }
    cells.sort();
    assert_eq!(cells.last(), Some(&(43, "cell_house_wing.tmx".to_owned())));
}
