//! Maps that the real Tiled wrote. Where Tiled is installed, it reads what ships and saves it in
//! every way it can, and what it saved is the same prison; where it is not, these tests say so
//! and are over, unless BIGHOUSE_REQUIRE_TOOLS is 1. `tests/maps/` holds a few small maps
//! that it wrote, which are read everywhere.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use bighouse_sim::level::{Drawing, FolderFiles, Letters, MapPlan};

use crate::common::tmx::{Format, written_as};
use crate::common::{is_installed, root};
use crate::convert::{Desk, loaded};

/// Has Tiled read a map and save it.
fn save(options: &[&str], from: &Path, to: &Path) {
    let output = Command::new("tiled")
        .args(options)
        .args(["--export-map", "tmx"])
        .args([from, to])
        .env("QT_QPA_PLATFORM", "offscreen")
        .stdin(Stdio::null())
        .output()
        .expect("Tiled runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && to.exists(),
        "{options:?}: {said}"
    );
}

/// A level of `levels/` on the desk, with its map as one of Tiled; its hash.
fn put(desk: &Desk, name: &str) -> (String, u64) {
    let shipped = FolderFiles::new(root().join("levels"));
    let folder = root().join("levels").join(name);
    let file = if folder.join("map.tmx").exists() {
        "map.tmx"
    } else {
        "map.txt"
    };
    let letters = Letters::of(&shipped, name).expect("letters");
    let drawing = Drawing::read(&shipped, name, file, &letters).expect("a sound map");
    let level = fs::read_to_string(folder.join("level.ron")).expect("a level");
    desk.write(&format!("{name}/level.ron"), &level);
    let text = drawing
        .to_tiled("../tiled/bighouse.tsx")
        .expect("a map of Tiled");
    (text, loaded(&shipped, name).hash)
}

#[test]
fn what_tiled_saves_in_any_format_is_the_same_prison() {
    if !is_installed("tiled") {
        return;
    }
    let desk = Desk::new("formats");
    for (name, formats) in [
        ("cell_block", &Format::ALL[..]),
        ("big_house_300", &Format::ALL[..]),
        ("big_house", &[Format::Csv, Format::Zstd][..]),
    ] {
        let (text, hash) = put(&desk, name);
        for format in formats {
            let from = desk.write(&format!("{name}/drawn.tmx"), &written_as(&text, *format));
            let to = desk.0.join(format!("levels/{name}/map.tmx"));
            save(&[], &from, &to);
            let saved = fs::read_to_string(&to).expect("a map");
            assert!(
                saved.contains("tiledversion") && saved.contains(format.head()),
                "{format:?}"
            );
            assert_eq!(loaded(&desk.files(), name).hash, hash, "{name} {format:?}");
        }
    }
}

#[test]
fn what_tiled_saves_with_any_option_is_the_same_prison() {
    if !is_installed("tiled") {
        return;
    }
    let desk = Desk::new("options");
    let (text, hash) = put(&desk, "big_house_300");
    // A copy of the label that Tiled keeps as a template.
    let (before, rest) = text
        .split_once(" name=\"bookshop\" gid=")
        .expect("a bookshop");
    let (_, after) = rest.split_once(" x=").expect("it lies somewhere");
    let (place, after) = after.split_once(" width=").expect("it has a size");
    let (_, after) = after.split_once("/>").expect("it ends");
    let text = format!(
        "{before} template=\"../tiled/templates/shop.tx\" name=\"bookshop\" x={place}/>{after}"
    );
    let from = desk.write("big_house_300/drawn.tmx", &text);
    let to = desk.0.join("levels/big_house_300/map.tmx");
    for options in [
        &["--minimize"][..],
        &["--embed-tilesets"][..],
        &["--detach-templates"][..],
        &["--resolve-types-and-properties"][..],
        &["--minimize", "--embed-tilesets", "--detach-templates"][..],
    ] {
        save(options, &from, &to);
        let saved = fs::read_to_string(&to).expect("a map");
        assert_eq!(
            saved.contains("bighouse.tsx"),
            !options.contains(&"--embed-tilesets")
        );
        assert_eq!(
            saved.contains("template="),
            !options.contains(&"--detach-templates")
        );
        assert_eq!(
            loaded(&desk.files(), "big_house_300").hash,
            hash,
            "{options:?}"
        );
    }
}

#[test]
fn tiled_saves_the_big_house_as_it_ships() {
    if !is_installed("tiled") {
        return;
    }
    let desk = Desk::new("as-it-ships");
    let map = root().join("levels/big_house/map.tmx");
    let to = desk.0.join("levels/saved.tmx");
    save(&[], &map, &to);
    let (shipped, saved) = (fs::read_to_string(map), fs::read_to_string(to));
    let (shipped, saved) = (shipped.expect("a map"), saved.expect("a map"));
    // Drawing a wall in Tiled changes the lines of that wall, and no others.
    let body = |text: &str| text.split_once("<layer").expect("layers").1.to_owned();
    assert!(
        body(&shipped) == body(&saved),
        "Tiled writes the layers otherwise"
    );
}

#[test]
fn small_maps_that_tiled_wrote_are_one_map() {
    let files = FolderFiles::new(root().join("levels"));
    let folder = root().join("tests/maps");
    let path = folder.to_str().expect("a plain path");
    let plan = |file: &str| -> MapPlan {
        let drawing = Drawing::read(
            &files,
            path,
            file,
            &Letters::of(&files, path).expect("letters"),
        );
        let plan = drawing.unwrap_or_else(|problems| panic!("{problems}"));
        MapPlan {
            file: String::new(),
            ..plan.plan().clone()
        }
    };
    let text = plan("map.txt");
    assert_eq!(text.labels.len(), 3);
    let mut read = 0;
    for entry in fs::read_dir(&folder).expect("maps") {
        let file = entry
            .expect("a file")
            .file_name()
            .into_string()
            .expect("a name");
        if file.ends_with(".tmx") {
            assert_eq!(plan(&file), text, "{file}");
            read += 1;
        }
    }
    assert!(read >= 9, "{read} maps");
}
