//! Both forms of a map are one: text to Tiled and back loses nothing, and nothing is overwritten.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use bighouse_sim::level::{self, Drawing, FolderFiles, Letters, Level};

use crate::common::root;

/// A folder of its own for a test, with the shared tileset in it; gone when the test is over.
pub struct Desk(pub PathBuf);

impl Desk {
    /// A desk with an empty folder of levels.
    pub fn new(name: &str) -> Desk {
        let path = std::env::temp_dir().join(format!("bighouse-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let tiled = path.join("levels/tiled");
        fs::create_dir_all(tiled.join("templates")).expect("a folder for the test");
        let shared = root().join("levels/tiled");
        for file in ["bighouse.tsx", "bighouse.png"] {
            fs::copy(shared.join(file), tiled.join(file)).expect("a copy");
        }
        for file in fs::read_dir(shared.join("templates")).expect("templates") {
            let file = file.expect("a file");
            let copy = tiled.join("templates").join(file.file_name());
            fs::copy(file.path(), copy).expect("a copy");
        }
        Desk(path)
    }

    /// Writes a file of the folder of levels.
    pub fn write(&self, path: &str, text: &str) -> PathBuf {
        let path = self.0.join("levels").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }

    /// The levels on it.
    pub fn files(&self) -> FolderFiles {
        FolderFiles::new(self.0.join("levels"))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A level, which has to be sound.
pub fn loaded(files: &FolderFiles, name: &str) -> Level {
    level::load(files, name, &[]).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Every folder that ships with a map in it, and the map.
pub fn maps() -> Vec<(PathBuf, &'static str)> {
    let mut maps = Vec::new();
    for home in ["levels", "tests/arenas"] {
        for folder in fs::read_dir(root().join(home)).expect("a folder") {
            let folder = folder.expect("an entry").path();
            for file in ["map.txt", "map.tmx"] {
                if folder.join(file).exists() {
                    maps.push((folder.clone(), file));
                }
            }
        }
    }
    maps.sort();
    maps
}

/// The program, where the folder of levels is that of the desk.
fn bighouse(desk: &Desk, args: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bighouse"))
        .arg("convert")
        .args(args)
        .current_dir(&desk.0)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn refused(output: &Output, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in parts {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn every_map_that_ships_is_the_same_prison_in_both_forms() {
    let desk = Desk::new("both-forms");
    let maps = maps();
    assert!(maps.len() >= 10, "{maps:?}");
    let shipped = FolderFiles::new(root().join("levels"));
    for (folder, file) in maps {
        let path = folder.to_str().expect("a plain path");
        let letters = Letters::of(&shipped, path).expect("sound letters");
        let drawing = Drawing::read(&shipped, path, file, &letters).expect("a sound map");
        let hash = loaded(&shipped, path).hash;
        let text = drawing.to_text(&letters).expect("text");
        let tiled = drawing
            .to_tiled("../tiled/bighouse.tsx")
            .expect("a map of Tiled");
        let level = fs::read_to_string(folder.join("level.ron")).expect("a level");
        desk.write("text/level.ron", &level);
        desk.write("text/map.txt", &text);
        desk.write("tiled_map/level.ron", &level);
        desk.write("tiled_map/map.tmx", &tiled);
        let files = desk.files();
        let both = [loaded(&files, "text"), loaded(&files, "tiled_map")];
        assert_eq!(
            both.each_ref().map(|level| level.hash),
            [hash, hash],
            "{path}"
        );
        // And on: the one from the other, to the letter.
        let again = Drawing::read(&files, "tiled_map", "map.tmx", &letters).expect("a map");
        assert_eq!(again.to_text(&letters).expect("text"), text, "{path}");
        let again = Drawing::read(&files, "text", "map.txt", &letters).expect("a map");
        assert_eq!(
            again.to_tiled("../tiled/bighouse.tsx").expect("a map"),
            tiled,
            "{path}"
        );
    }
}

#[test]
fn a_map_is_turned_over_at_the_command_line_and_never_over_a_file() {
    let desk = Desk::new("command-line");
    let text = fs::read_to_string(root().join("tests/arenas/rimea_6/map.txt")).expect("a map");
    let level = fs::read_to_string(root().join("tests/arenas/rimea_6/level.ron")).expect("a level");
    desk.write("a/level.ron", &level);
    let map = desk.write("a/map.txt", &text);
    let out = desk.0.join("levels/a/other.tmx");
    assert!(bighouse(&desk, &[&map, &out]).status.success());
    refused(&bighouse(&desk, &[&map, &out]), &["other.tmx", "--force"]);
    assert!(
        bighouse(&desk, &[&map, &out, Path::new("--force")])
            .status
            .success()
    );
    let back = desk.0.join("levels/a/back.txt");
    let output = bighouse(&desk, &[&out, &back]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Lines that end early come back whole: the prison is the same.
    let files = desk.files();
    let letters = Letters::of(&files, "a").expect("letters");
    let read = |file| Drawing::read(&files, "a", file, &letters).expect("a map");
    assert_eq!(read("map.txt").plan().tiles, read("back.txt").plan().tiles);
    assert_eq!(read("map.txt").plan().areas, read("back.txt").plan().areas);
    assert_eq!(fs::read_to_string(&map).expect("the map"), text);

    refused(
        &bighouse(&desk, &[&map, &map]),
        &["both maps are of one form"],
    );
    refused(
        &bighouse(&desk, &[&map, &desk.0.join("x.png")]),
        &[".txt (text) or .tmx (Tiled)"],
    );
    refused(
        &bighouse(
            &desk,
            &[&desk.0.join("levels/a/no.txt"), &desk.0.join("x.tmx")],
        ),
        &["it is not there"],
    );
    refused(
        &bighouse(&desk, &[&desk.0.join("no/a.txt"), &desk.0.join("x.tmx")]),
        &["no such folder"],
    );
    refused(
        &bighouse(&desk, &[&map, &desk.0.join("no/x.tmx")]),
        &["no such folder"],
    );
    let broken = desk.write("a/broken.txt", "##\n#\u{20ac}\n");
    refused(
        &bighouse(&desk, &[&broken, &desk.0.join("x.tmx")]),
        &["broken.txt:2:2"],
    );
    assert!(!desk.0.join("x.tmx").exists());
}

#[test]
fn what_text_has_no_letter_for_is_told_with_the_line_that_would_bring_one() {
    let desk = Desk::new("no-letter");
    let map = desk.write(
        "a/map.tmx",
        "<map orientation=\"orthogonal\" width=\"3\" height=\"1\" tilewidth=\"32\" tileheight=\"32\">\n\
         <tileset firstgid=\"1\" source=\"../tiled/bighouse.tsx\"/>\n\
         <layer name=\"floor\" width=\"3\" height=\"1\"><data encoding=\"csv\">1,2,2</data></layer>\n\
         <objectgroup name=\"rooms\">\n\
         <object id=\"1\" name=\"bookshop\" type=\"Shop\" x=\"5\" y=\"5\"><point/></object>\n\
         <object id=\"2\" name=\"start\" type=\"Area\" x=\"0\" y=\"0\" width=\"96\" height=\"32\"/>\n\
         </objectgroup>\n</map>\n",
    );
    let out = desk.0.join("levels/a/out.txt");
    refused(
        &bighouse(&desk, &[&map, &out]),
        &[
            "(x 0, y 0): the area \"start\" and the label Shop lie on one tile",
            "(x 1, y 0): no character of the legend means Area(name: \"start\", floor: Boards); it stands on the map 2 times",
            "legend: { \"$\": Area(name: \"start\", floor: Boards) }",
        ],
    );
    assert!(!out.exists());
    // With letters of its own it can be said; the level the map is for is the one beside OUT.
    desk.write(
        "b/level.ron",
        "(format: 1, legend: { \"!\": Room(use: Shop, name: \"bookshop\", floor: Flags), \"?\": Area(name: \"start\", floor: Boards) })",
    );
    let text = fs::read_to_string(&map).expect("the map").replace(
        "x=\"0\" y=\"0\" width=\"96\"",
        "x=\"32\" y=\"0\" width=\"64\"",
    );
    let map = desk.write("a/map.tmx", &text);
    let out = desk.0.join("levels/b/map.txt");
    let output = bighouse(&desk, &[&map, &out]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&out).expect("the text"), "!??\n");
    assert_eq!(
        loaded(&desk.files(), "b").map.labels[0].name.as_deref(),
        Some("bookshop")
    );
}
