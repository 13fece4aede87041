//! Draws what maps of Tiled share: the tileset and its picture, the templates, the project.
//!
//! `draw_tileset levels` writes `tiled/bighouse.tsx`, `tiled/bighouse.png`,
//! `tiled/templates/`, `tiled/objecttypes.xml` and `bighouse.tiled-project` into the folder
//! `levels`, over what is there: unlike maps, nobody draws these by hand. The names in them are
//! those the game knows, so neither can drift from the other; `tests/it/drawings.rs` holds that
//! what ships is what this draws.

mod icons;
mod letters;

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use bighouse_sim::level::{RoomUse, shared_tiles, tileset_text};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Pixels of a tile.
const PIXELS: u32 = 32;
/// Tiles in a row.
const COLUMNS: u32 = 16;
/// Rows.
const ROWS: u32 = 6;

/// Uses of rooms that people give names to: each has a template.
const NAMED: [(&str, RoomUse); 6] = [
    ("home", RoomUse::Home),
    ("office", RoomUse::Office),
    ("police", RoomUse::Police),
    ("shop", RoomUse::Shop),
    ("workshop", RoomUse::Workshop),
    ("yard", RoomUse::Yard),
];

/// Writes everything.
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: draw_tileset FOLDER");
        return ExitCode::FAILURE;
    };
    let folder = PathBuf::from(folder);
    let mut files: Vec<(String, Vec<u8>)> = texts()
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    files.push(("tiled/bighouse.png".to_owned(), picture()));
    for (path, bytes) in files {
        let file = folder.join(path);
        let written = file
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&file, bytes));
        if let Err(error) = written {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
        println!("{}", file.display());
    }
    ExitCode::SUCCESS
}

/// The files that are text: path from the folder of levels, and what stands in them.
pub fn texts() -> Vec<(String, String)> {
    let mut all = vec![
        ("tiled/bighouse.tsx".to_owned(), tileset_text()),
        ("tiled/objecttypes.xml".to_owned(), object_types()),
        ("bighouse.tiled-project".to_owned(), project()),
        ("tiled/templates/room.tx".to_owned(), room_template()),
        ("tiled/templates/area.tx".to_owned(), area_template()),
    ];
    for (name, room) in NAMED {
        let path = format!("tiled/templates/{name}.tx");
        all.push((path, named_template(name, room)));
    }
    all
}

// --- The picture --------------------------------------------------------------

/// The picture of the tileset, as PNG.
pub fn picture() -> Vec<u8> {
    let (width, height) = (COLUMNS * PIXELS, ROWS * PIXELS);
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'>"
    );
    for tile in shared_tiles() {
        let (x, y) = (tile.id % COLUMNS * PIXELS, tile.id / COLUMNS * PIXELS);
        let _ = write!(
            svg,
            "<svg x='{x}' y='{y}' width='{PIXELS}' height='{PIXELS}' viewBox='0 0 32 32'>{}</svg>",
            tile_picture(&tile.class)
        );
    }
    svg.push_str("</svg>");
    let tree = Tree::from_str(&svg, &Options::default()).expect("the pictures are sound SVG");
    let mut pixels = Pixmap::new(width, height).expect("a picture of this size");
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().expect("a picture can be encoded")
}

/// One tile: its icon, the letters of its label, or both.
fn tile_picture(class: &str) -> String {
    let letters = letters::path(letters::words(class));
    let outside = RoomUse::ALL
        .into_iter()
        .any(|room| room.is_outside() && format!("{room:?}") == class);
    let (plate, ink) = icons::plate(outside);
    let beneath = icons::icon(class).unwrap_or_else(|| {
        assert!(!letters.is_empty(), "{class} has no picture");
        plate
    });
    format!("{beneath}<path d='{letters}' fill='{ink}' shape-rendering='crispEdges'/>")
}

// --- Templates ------------------------------------------------------------------

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const TILESET: &str = " <tileset firstgid=\"1\" source=\"../bighouse.tsx\"/>\n";

fn gid(class: &str) -> u32 {
    let tiles = shared_tiles();
    let tile = tiles.iter().find(|tile| tile.class == class);
    1 + tile
        .unwrap_or_else(|| panic!("{class} is in the tileset"))
        .id
}

/// A label whose use is chosen from a list.
fn room_template() -> String {
    format!(
        "{XML}<template>\n{TILESET} <object name=\"\" gid=\"{}\" width=\"{PIXELS}\" height=\"{PIXELS}\">\n  \
         <properties>\n   <property name=\"use\" propertytype=\"RoomUse\" value=\"Office\"/>\n  \
         </properties>\n </object>\n</template>\n",
        gid("Room")
    )
}

/// An area of three by three metres, to be drawn to its size.
fn area_template() -> String {
    let side = 3 * PIXELS;
    format!(
        "{XML}<template>\n <object name=\"start\" type=\"Area\" width=\"{side}\" height=\"{side}\"/>\n</template>\n"
    )
}

/// A label of one use, with a name to be changed.
fn named_template(name: &str, room: RoomUse) -> String {
    format!(
        "{XML}<template>\n{TILESET} <object name=\"{name}\" gid=\"{}\" width=\"{PIXELS}\" height=\"{PIXELS}\"/>\n</template>\n",
        gid(&format!("{room:?}"))
    )
}

// --- The project ----------------------------------------------------------------

/// Names of the floors, in the order of the tileset.
fn floors() -> Vec<String> {
    let tiles = shared_tiles();
    let floors = tiles.into_iter().filter(|tile| tile.id < COLUMNS - 2);
    floors.map(|tile| tile.class).collect()
}

fn uses() -> Vec<String> {
    RoomUse::ALL.map(|room| format!("{room:?}")).to_vec()
}

/// `bighouse.tiled-project`: where things lie, and the lists properties are chosen from. It is
/// what Tiled 1.8 to 1.11 read; 1.8 takes the classes of objects from `objecttypes.xml`.
fn project() -> String {
    let list = |names: &[String]| {
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        quoted.join(", ")
    };
    let enumeration = |id: u32, name: &str, values: &[String]| {
        format!(
            "        {{ \"id\": {id}, \"name\": \"{name}\", \"storageType\": \"string\", \"type\": \"enum\", \"valuesAsFlags\": false,\n          \
             \"values\": [{}] }}",
            list(values)
        )
    };
    let member = |name: &str, kind: &str| {
        format!(
            "{{ \"name\": \"{name}\", \"type\": \"string\", \"propertyType\": \"{kind}\", \"value\": \"\" }}"
        )
    };
    let class = |id: u32, name: &str, colour: &str, members: &[String]| {
        format!(
            "        {{ \"id\": {id}, \"name\": \"{name}\", \"type\": \"class\", \"color\": \"{colour}\", \"drawFill\": true,\n          \
             \"useAs\": [\"object\", \"tile\"], \"members\": [{}] }}",
            members.join(", ")
        )
    };
    let floor = member("floor", "Floor");
    let mut types = vec![
        enumeration(1, "Floor", &floors()),
        enumeration(2, "RoomUse", &uses()),
        class(3, "Area", "#fffbef", std::slice::from_ref(&floor)),
        class(
            4,
            "Room",
            "#a9a8a2",
            &[member("use", "RoomUse"), floor.clone()],
        ),
    ];
    for (id, name) in (5..).zip(uses()) {
        types.push(class(id, &name, "#dedace", std::slice::from_ref(&floor)));
    }
    format!(
        "{{\n    \"automappingRulesFile\": \"\",\n    \"commands\": [],\n    \"compatibilityVersion\": 1080,\n    \
         \"extensionsPath\": \"\",\n    \"folders\": [\".\"],\n    \"objectTypesFile\": \"tiled/objecttypes.xml\",\n    \
         \"propertyTypes\": [\n{}\n    ]\n}}\n",
        types.join(",\n")
    )
}

/// The classes of objects for Tiled 1.8.
fn object_types() -> String {
    let mut out = format!("{XML}<objecttypes>\n");
    let floor = "<property name=\"floor\" type=\"string\" propertytype=\"Floor\" default=\"\"/>";
    let room = "<property name=\"use\" type=\"string\" propertytype=\"RoomUse\" default=\"\"/>";
    let mut one = |name: &str, colour: &str, properties: &str| {
        let _ = writeln!(
            out,
            " <objecttype name=\"{name}\" color=\"{colour}\">{properties}</objecttype>"
        );
    };
    one("Area", "#fffbef", floor);
    one("Room", "#a9a8a2", &format!("{room}{floor}"));
    for name in uses() {
        one(&name, "#dedace", floor);
    }
    out.push_str("</objecttypes>\n");
    out
}
