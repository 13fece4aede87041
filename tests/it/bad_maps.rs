//! Broken, hostile and absurd maps of Tiled: told what is wrong with them, in which file, layer,
//! column and row, and how to mend it. Nothing panics, nothing grows without bound, no file is
//! opened that is not the map's to open, nothing is half-loaded.
//!
//! Damage is drawn from fixed seeds. `BIGHOUSE_HARDER=20` draws twenty times as much of it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bighouse::words::findings;
use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::level::{self, FolderFiles, Level, Problems};
use bighouse_sim::prison::check as prison_check;

use crate::common::dice::{Dice, harder};
use crate::common::root;
use crate::common::shelf::Shelf;
use crate::common::tmx::{Format, written_as};
use crate::convert::Desk;

/// A small sound map: a cell with a bunk, a door, an office with a name.
const MAP: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<map version="1.8" orientation="orthogonal" renderorder="right-down" width="6" height="4" tilewidth="32" tileheight="32" infinite="0">
 <tileset firstgid="1" source="../tiled/bighouse.tsx"/>
 <layer id="1" name="floor" width="6" height="4">
  <data encoding="csv">
0,0,0,0,0,0,
0,1,1,0,2,0,
0,1,1,0,2,0,
0,0,0,0,0,0
</data>
 </layer>
 <layer id="2" name="things" width="6" height="4">
  <data encoding="csv">
17,17,17,17,17,17,
17,0,33,25,0,17,
17,0,33,17,0,17,
17,17,17,17,17,17
</data>
 </layer>
 <layer id="3" name="labels" width="6" height="4">
  <data encoding="csv">
0,0,0,0,0,0,
0,0,0,0,0,0,
0,66,0,0,0,0,
0,0,0,0,0,0
</data>
 </layer>
 <objectgroup id="4" name="rooms">
  <object id="1" name="the desk" type="Office" x="140" y="70"><point/></object>
  <object id="2" name="yard" type="Area" x="32" y="32" width="32" height="64"/>
 </objectgroup>
</map>
"#;

impl Shelf {
    /// A level `a` with this map, beside the shared tileset.
    fn of(map: impl Into<Vec<u8>>) -> Shelf {
        let tileset = fs::read(root().join("levels/tiled/bighouse.tsx")).expect("the tileset");
        Shelf::default()
            .with("a/level.ron", "(format: 1)")
            .with("a/map.tmx", map)
            .with("tiled/bighouse.tsx", tileset)
    }

    fn load(&self) -> Result<Level, Problems> {
        level::load(self, "a", &[])
    }

    fn told(&self) -> String {
        match self.load() {
            Ok(_) => panic!("the map loads"),
            Err(problems) => problems.to_string(),
        }
    }
}

/// The sound map with something else in one place.
fn changed(from: &str, to: &str) -> String {
    assert!(MAP.contains(from), "{from} is not in the map");
    MAP.replacen(from, to, 1)
}

#[test]
fn the_map_that_the_tests_break_is_sound() {
    let level = Shelf::of(MAP)
        .load()
        .unwrap_or_else(|problems| panic!("{problems}"));
    let labels: Vec<_> = level
        .map
        .labels
        .iter()
        .map(|l| (l.x, l.y, l.name.as_deref()))
        .collect();
    assert_eq!(labels, [(1, 2, None), (4, 2, Some("the desk"))]);
    assert_eq!(level.map.areas["yard"], [7, 13]);
}

#[test]
fn each_mistake_is_told_with_its_place() {
    let deep = "<group name=\"g\">".repeat(40);
    let mut wrong = Vec::new();
    for (from, to, told) in [
        // The map as a whole.
        (
            "orthogonal",
            "isometric",
            "map.tmx:2:33: the orientation of the map is \"isometric\"",
        ),
        ("infinite=\"0\"", "infinite=\"1\"", "Infinite: off"),
        (
            "width=\"6\" height=\"4\" tile",
            "width=\"0\" height=\"4\" tile",
            "width is \"0\"",
        ),
        (
            "width=\"6\" height=\"4\" tile",
            "width=\"-6\" height=\"4\" tile",
            "width is a whole number from 1 to 1024",
        ),
        (
            "width=\"6\" height=\"4\" tile",
            "width=\"6\" height=\"99999999999\" tile",
            "height is \"99999999999\"",
        ),
        (
            "width=\"6\" height=\"4\" tile",
            "width=\"6\" tile",
            "<map> does not say its height",
        ),
        (
            "width=\"6\" height=\"4\" tile",
            "width=\"1024\" height=\"1024\" tile",
            "(layer \"floor\"): the width of the layer is 6, and that of the map 1024",
        ),
        (
            "tileheight=\"32\"",
            "tileheight=\"16\"",
            "the tiles are 32 x 16 px",
        ),
        (
            "tilewidth=\"32\" tileheight=\"32\"",
            "tilewidth=\"0\" tileheight=\"0\"",
            "tilewidth is a whole number from 1",
        ),
        ("<map ", "<maps ", "no sound XML"),
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<!DOCTYPE map [<!ENTITY a \"b\">]>",
            "map.tmx:1:1: maps have no document type",
        ),
        (" <layer id=\"1\"", &deep, "elements lie more than 32 deep"),
        (
            " <layer id=\"1\"",
            "<wing/><layer id=\"1\"",
            "<wing> is nothing this program knows",
        ),
        // Tilesets.
        (
            "../tiled/bighouse.tsx",
            "../tiled/bighaus.tsx",
            "map.tmx:3:32: \"../tiled/bighaus.tsx\" cannot be read: it is not there",
        ),
        ("../tiled/bighouse.tsx", "../../secret.tsx", "outside"),
        (
            "../tiled/bighouse.tsx",
            "/etc/passwd",
            "is no path from this file",
        ),
        (
            "../tiled/bighouse.tsx",
            "file:///etc/passwd",
            "is no path from this file",
        ),
        (
            "../tiled/bighouse.tsx",
            "C:\\secret.tsx",
            "is no path from this file",
        ),
        (
            "../tiled/bighouse.tsx",
            "map.tmx",
            "map.tmx:2:1: this is no tileset but <map>",
        ),
        (
            "../tiled/bighouse.tsx",
            "level.ron",
            "levels/a/level.ron:1:1: this is no sound XML",
        ),
        ("firstgid=\"1\"", "firstgid=\"0\"", "firstgid is \"0\""),
        (
            "firstgid=\"1\"",
            "firstgid=\"5\"",
            "no tileset has the tile 1; it stands on the map 4 times",
        ),
        // Layers of tiles.
        (
            "name=\"things\"",
            "name=\"floor\"",
            "two layers are called \"floor\"; the other one stands in line 4",
        ),
        (
            "name=\"things\" width=\"6\"",
            "name=\"things\" width=\"7\"",
            "map.tmx:12:37 (layer \"things\"): the width of the layer is 7",
        ),
        (
            "name=\"things\" ",
            "name=\"things\" offsetx=\"16\" ",
            "the layer is moved: its offsetx is not 0",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,25,0,",
            "the layer has 23 tiles, and the map has 24",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,25,0,17,17,",
            "the layer has more than 24 tiles",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,250,0,17,",
            "map.tmx:15:9 (layer \"things\", x 3, y 1): no tileset has the tile 250; it stands on the map once",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,12,0,17,",
            "(layer \"things\", x 3, y 1): tile 11 of the tileset \"bighouse\" has no class",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,door,0,17,",
            "map.tmx:15:9 (layer \"things\", x 3, y 1): \"door\" is no number of a tile",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,-1,0,17,",
            "\"-1\" is no number of a tile",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,4294967296,0,17,",
            "\"4294967296\" is no number of a tile",
        ),
        (
            "17,0,33,25,0,17,",
            "17,0,33,,0,17,",
            "\"\" is no number of a tile",
        ),
        (
            "<data encoding=\"csv\">",
            "<data encoding=\"morse\">",
            "encoded as \"morse\"",
        ),
        (
            "<data encoding=\"csv\">",
            "<data encoding=\"base64\">",
            "no sound base64",
        ),
        (
            "<data encoding=\"csv\">",
            "<data encoding=\"base64\" compression=\"rar\">",
            "Tile Layer Format: CSV",
        ),
        ("<data encoding=\"csv\">", "<data>", "the layer has 0 tiles"),
        (
            "<data encoding=\"csv\">",
            "<data encoding=\"csv\"><chunk/>",
            "written in chunks",
        ),
        (
            "0,66,0,0,0,0",
            "66,66,0,0,0,0",
            "(layer \"labels\", x 0, y 2): the label Cell lies on a Wall",
        ),
        (
            "0,66,0,0,0,0",
            "0,66,66,0,0,0",
            "the label Cell lies on a Bunk",
        ),
        // Objects.
        (
            "type=\"Office\"",
            "",
            "object 1, \"the desk\", has no class",
        ),
        (
            "type=\"Office\"",
            "type=\"Ofice\"",
            "\"Ofice\" is no class of tiles or rooms; did you mean \"Office\"?",
        ),
        (
            "type=\"Office\"",
            "type=\"Room\"",
            "object 1, \"the desk\", is a room without a use",
        ),
        (
            "type=\"Office\"",
            "type=\"Bunk\"",
            "is a Bunk, and that is no thing for a layer of objects",
        ),
        (
            "type=\"Office\"",
            "gid=\"900\"",
            "no tileset has the tile 900",
        ),
        ("type=\"Office\"", "gid=\"-1\"", "gid is \"-1\""),
        (
            "x=\"140\"",
            "x=\"-140\"",
            "map.tmx:29:3 (layer \"rooms\"): object 1, \"the desk\", lies at -140 70 px",
        ),
        ("x=\"140\"", "x=\"14000\"", "does not lie whole on the map"),
        ("x=\"140\"", "x=\"NaN\"", "x is \"NaN\""),
        ("x=\"140\"", "x=\"1e300\"", "x is \"1e300\""),
        (
            "x=\"140\"",
            "x=\"40\"",
            "two labels lie here: Cell and Office",
        ),
        (
            "<point/>",
            "<polygon points=\"0,0 1,1 1,0\"/>",
            "is a polygon or a line",
        ),
        (
            "<point/>",
            "<properties><property name=\"flor\" value=\"Boards\"/></properties>",
            "\"flor\" is no property that means something; did you mean \"floor\"?",
        ),
        (
            "<point/>",
            "<properties><property name=\"floor\" value=\"Board\"/></properties>",
            "did you mean \"Boards\"?",
        ),
        (
            "<point/>",
            "<properties><property name=\"use\" value=\"Mill\"/></properties>",
            "a Office by its class, and \"Mill\" by its use",
        ),
        (
            "name=\"the desk\" type",
            "name=\"the&#10;desk\" type",
            "control character",
        ),
        ("name=\"yard\" ", "", "is an area without a name"),
        (
            "width=\"32\" height=\"64\"/>",
            "width=\"32\" height=\"-64\"/>",
            "smaller than nothing",
        ),
        (
            "width=\"32\" height=\"64\"/>",
            "width=\"320\" height=\"64\"/>",
            "does not lie whole on the map",
        ),
        (
            "width=\"32\" height=\"64\"/>",
            "width=\"32\" height=\"64\" rotation=\"45\"/>",
            "is turned",
        ),
        (
            "x=\"32\" y=\"32\" width=\"32\" height=\"64\"/>",
            "x=\"0\" y=\"0\" width=\"32\" height=\"64\"/>",
            "nobody can stand anywhere in the area \"yard\"",
        ),
        (
            "name=\"yard\" type=\"Area\"",
            "template=\"no.tx\"",
            "\"no.tx\" cannot be read: it is not there",
        ),
        (
            "name=\"yard\" type=\"Area\"",
            "template=\"../tiled/bighouse.tsx\"",
            "this is no template but <tileset>",
        ),
    ] {
        let report = Shelf::of(changed(from, to)).told();
        if !report.contains(told) {
            wrong.push(format!("{to}: no {told:?} in\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn all_mistakes_are_told_at_once() {
    let map = MAP
        .replace("17,0,33,25,0,17", "17,0,33,250,0,17")
        .replace("0,66,0,0,0,0", "66,0,0,0,0,0")
        .replace("type=\"Office\"", "type=\"Ofice\"")
        .replace("name=\"yard\" ", "");
    let report = Shelf::of(map).told();
    for told in [
        "the tile 250",
        "lies on a Wall",
        "did you mean \"Office\"?",
        "an area without a name",
    ] {
        assert!(report.contains(told), "{told} in {report}");
    }
}

#[test]
fn a_map_cut_off_anywhere_is_refused() {
    for end in 0..MAP.trim_end().len() {
        let report = Shelf::of(&MAP[..end]).told();
        assert!(report.contains("levels/a/map.tmx:"), "{end}: {report}");
    }
    let report = Shelf::of(b"<map>\n \xff</map>".to_vec()).told();
    assert!(
        report.contains("map.tmx:2:2: here is a byte that is no UTF-8"),
        "{report}"
    );
    let report = Shelf::of("{ \"layers\": [] }").told();
    assert!(report.contains("save it from Tiled as .tmx"), "{report}");
}

#[test]
fn layers_that_unpack_to_more_than_the_map_are_refused_and_not_unpacked() {
    // 256 MiB of nothing in a few hundred kilobytes, for a map of 24 tiles.
    let much = vec![0_u8; 256 << 20];
    for format in [Format::Zlib, Format::Gzip] {
        let packed = STANDARD.encode(format.pack(&much));
        let bomb = format!("{}{packed}</data>", format.head());
        let map = written_as(MAP, format);
        let first = map.find("<data").expect("a layer");
        let end = map[first..].find("</data>").expect("its end") + first + "</data>".len();
        let hostile = format!("{}{bomb}{}", &map[..first], &map[end..]);
        let report = Shelf::of(hostile).told();
        assert!(
            report.contains("the layer has more than 24 tiles"),
            "{report}"
        );
    }
    // A frame of zstd that wants a window of terabytes, and one of 16 MiB.
    for window in [0xFF, 0x70] {
        let frame = STANDARD.encode([0x28, 0xB5, 0x2F, 0xFD, 0, window, 0, 0, 0]);
        let bomb = format!("{}{frame}</data>", Format::Zstd.head());
        let hostile = changed(
            "<data encoding=\"csv\">",
            &format!("{bomb}<data encoding=\"csv\">"),
        );
        let report = Shelf::of(hostile).told();
        assert!(report.contains("more than 8 MiB at once"), "{report}");
    }
}

#[test]
fn every_format_says_the_same_and_is_refused_when_it_is_cut() {
    let hash = Shelf::of(MAP).load().expect("a sound map").hash;
    for format in Format::ALL {
        let map = written_as(MAP, format);
        assert_eq!(
            Shelf::of(map.as_str()).load().expect("a sound map").hash,
            hash,
            "{format:?}"
        );
        let short = map.replacen("width=\"6\" height=\"4\"", "width=\"6\" height=\"5\"", 1);
        let short = short.replace("width=\"6\" height=\"4\">", "width=\"6\" height=\"5\">");
        let report = Shelf::of(short).told();
        assert!(
            report.contains("the layer has 24 tiles, and the map has 30"),
            "{format:?} {report}"
        );
    }
}

#[test]
fn maps_without_measure_are_refused_soon() {
    let large = |layers: &str| {
        format!(
            "<map orientation=\"orthogonal\" width=\"1024\" height=\"1024\" tilewidth=\"32\" tileheight=\"32\">\
             <tileset firstgid=\"1\" source=\"../tiled/bighouse.tsx\"/>{layers}</map>"
        )
    };
    let full = |tile: u32| {
        let data = Format::Zlib.data(&vec![tile; 1 << 20]);
        move |name: usize| {
            format!("<layer name=\"{name}\" width=\"1024\" height=\"1024\">{data}</layer>")
        }
    };
    // Many layers that are nothing but labels.
    let layers: String = (0..60).map(full(66)).collect();
    assert!(
        Shelf::of(large(&layers))
            .told()
            .contains("more than 1048576 labels")
    );
    // As many different tiles as there are tiles.
    let kinds: Vec<u32> = (1_000..1_000 + (1 << 20)).collect();
    let csv = format!(
        "<layer name=\"k\" width=\"1024\" height=\"1024\">{}</layer>",
        Format::Csv.data(&kinds)
    );
    assert!(Shelf::of(large(&csv)).told().contains("different tiles"));
    // Many areas over everything.
    let area =
        "<object name=\"a\" type=\"Area\" x=\"0\" y=\"0\" width=\"32768\" height=\"32768\"/>";
    let floor = full(1)(0);
    let layers = format!(
        "{floor}<objectgroup name=\"o\">{}</objectgroup>",
        area.repeat(10_000)
    );
    assert!(Shelf::of(large(&layers)).told().contains("cover more than"));
    // More objects than anybody draws, each wrong in its own way.
    let wrong = "<object name=\"a\" type=\"Aera\" x=\"0\" y=\"0\"/>".repeat(120_000);
    let layers = format!("{floor}<objectgroup name=\"o\">{wrong}</objectgroup>");
    assert!(Shelf::of(large(&layers)).told().contains("and "));
    // Layers without end, attributes without end, a file without end.
    let layers = (0..100).map(full(1)).collect::<String>();
    assert!(
        Shelf::of(large(&layers))
            .told()
            .contains("more than 64 layers")
    );
    let tag = format!(
        "<map {}/>",
        (0..100_000)
            .map(|n| format!("a{n}='' "))
            .collect::<String>()
    );
    assert!(Shelf::of(tag).told().contains("more than 64 attributes"));
    assert!(
        Shelf::of(" ".repeat((16 << 20) + 1))
            .told()
            .contains("larger than 16777216 bytes")
    );
}

#[test]
fn thousands_of_objects_are_fine() {
    let objects: String = (0..4_000)
        .map(|n| format!("<object id=\"{n}\" name=\"{}\" type=\"Area\" x=\"32\" y=\"32\" width=\"32\" height=\"32\"/>", n % 7))
        .collect();
    let map = changed("<object id=\"1\"", &format!("{objects}<object id=\"1\""));
    assert_eq!(
        Shelf::of(map).load().expect("a sound map").map.areas.len(),
        8
    );
}

#[test]
fn two_labels_in_one_room_are_remarked_on() {
    let map = changed("0,66,0,0,0,0,\n0,0", "0,66,0,0,0,0,\n0,0")
        .replace("x=\"140\" y=\"70\"", "x=\"40\" y=\"40\"");
    let level = Shelf::of(map).load().expect("a sound map");
    let remarks = prison_check::check(&level)
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.place, findings::what(finding)))
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        remarks.contains(
            "levels/a/map.tmx (x 1, y 2): this room is labelled Office already, and Cell here"
        ),
        "{remarks}"
    );
}

#[cfg(unix)]
#[test]
fn no_file_is_opened_that_is_not_the_maps_to_open() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new("foreign-files");
    let tileset =
        fs::read_to_string(root().join("levels/tiled/bighouse.tsx")).expect("the tileset");
    // Beside the folder of levels, in another level, behind links.
    fs::write(desk.0.join("secret.tsx"), &tileset).expect("a file");
    desk.write("other/set.tsx", &tileset);
    desk.write("a/level.ron", "(format: 1)");
    desk.write("a/own/set.tsx", &tileset);
    desk.write("b/level.ron", "(format: 1, extends: \"other\")");
    desk.write("other/level.ron", "(format: 1)");
    let a = desk.0.join("levels/a");
    symlink(desk.0.join("secret.tsx"), a.join("link.tsx")).expect("a link");
    symlink(desk.0.join("levels/other"), a.join("folder")).expect("a link");
    symlink("loop.tsx", a.join("loop.tsx")).expect("a link");
    fs::create_dir(a.join("dir.tsx")).expect("a folder");
    let told = |level: &str, source: &str| {
        desk.write(
            &format!("{level}/map.tmx"),
            &changed("../tiled/bighouse.tsx", source),
        );
        match level::load(&desk.files(), level, &[]) {
            Ok(_) => "fine".to_owned(),
            Err(problems) => problems.to_string(),
        }
    };
    for outside in [
        "../../secret.tsx",
        "link.tsx",
        "../other/set.tsx",
        "folder/set.tsx",
        "../tiled/../../secret.tsx",
    ] {
        let report = told("a", outside);
        assert!(
            report.contains("map.tmx:3:") && report.contains("leads outside"),
            "{outside}: {report}"
        );
    }
    assert!(told("a", "loop.tsx").contains("cannot be read"));
    assert!(told("a", "dir.tsx").contains("it is not a plain file"));
    // Its own folder, that of a level it extends, the shared one.
    for (level, inside) in [
        ("a", "own/set.tsx"),
        ("b", "../other/set.tsx"),
        ("a", "../tiled/bighouse.tsx"),
        ("a", "./own/../own/set.tsx"),
    ] {
        assert_eq!(told(level, inside), "fine", "{inside}");
    }
    // A picture is never opened, wherever it is said to lie.
    desk.write(
        "a/own/set.tsx",
        &tileset.replace("bighouse.png", "/dev/zero"),
    );
    assert_eq!(told("a", "own/set.tsx"), "fine");
    // A template that leads on to a foreign tileset, and one that leads to itself.
    let template = "<template><tileset firstgid=\"1\" source=\"../../../secret.tsx\"/><object gid=\"1\" width=\"32\" height=\"32\"/></template>";
    desk.write("a/own/t.tx", template);
    desk.write(
        "a/map.tmx",
        &changed("type=\"Office\"", "template=\"own/t.tx\""),
    );
    let report = level::load(&desk.files(), "a", &[])
        .expect_err("a foreign file")
        .to_string();
    assert!(
        report.contains("own/t.tx:1:") && report.contains("outside"),
        "{report}"
    );
}

// ---------------------------------------------------------------- damage at random

/// What damage puts in.
const PIECES: [&str; 24] = [
    "<",
    ">",
    "/>",
    "\"",
    "'",
    "&",
    "&amp;",
    "&#0;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "0",
    "-1",
    "4294967295",
    "1e999",
    "NaN",
    " gid=\"33\"",
    " width=\"1024\"",
    "<object x=\"0\" y=\"0\"/>",
    "</data>",
    "\u{20ac}",
    "../",
];

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len());
    let end = (at + 1 + dice.below(40)).min(bytes.len());
    match dice.below(8) {
        0 => bytes[at] = dice.below(256) as u8,
        // A digit for a digit, which leaves it sound XML.
        1..=3 => {
            let digit = bytes[at..].iter().position(u8::is_ascii_digit);
            if let Some(digit) = digit {
                bytes[at + digit] = b'0' + dice.below(10) as u8;
            }
        }
        4 => {
            let piece = dice.one_of(&PIECES);
            bytes.splice(at..at, piece.bytes());
        }
        5 => {
            bytes.drain(at..end);
        }
        6 => {
            let copy = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, copy);
        }
        // An attribute goes.
        _ => {
            let text = bytes[at..]
                .iter()
                .position(|byte| *byte == b' ')
                .map(|space| at + space);
            if let Some(space) = text {
                let next = bytes[space + 1..]
                    .iter()
                    .position(|b| *b == b' ' || *b == b'>');
                bytes.drain(space..next.map_or(space + 1, |next| space + 1 + next));
            }
        }
    }
}

#[test]
fn a_damaged_map_loads_or_is_told_what_is_wrong_with_it() {
    let shared = |path: &str| fs::read(root().join("levels").join(path)).expect("a shared file");
    let mut shelf = Shelf::of(MAP);
    let templates = ["room.tx", "shop.tx", "area.tx"].map(|file| format!("tiled/templates/{file}"));
    for path in &templates {
        shelf = shelf.with(path, shared(path));
    }
    let mut maps: Vec<Vec<u8>> = Format::ALL
        .map(|format| written_as(MAP, format).into_bytes())
        .to_vec();
    for entry in fs::read_dir(root().join("tests/maps")).expect("maps") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|kind| kind == "tmx") {
            let map = fs::read_to_string(path).expect("a map");
            maps.push(map.replace("../../levels/tiled/", "../tiled/").into_bytes());
        }
    }
    let big: [Vec<u8>; 2] = [
        shared("big_house/map.tmx"),
        shared("tiled/stamps/cell_house_wing.tmx"),
    ];
    let wing = String::from_utf8(big[1].clone())
        .expect("text")
        .replace("../bighouse", "../tiled/bighouse");
    maps.push(wing.into_bytes());
    let files = FolderFiles::new(root().join("levels"));
    assert!(level::load(&files, "big_house", &[]).is_ok());

    let mut dice = Dice(11);
    let (mut loaded, mut refused, mut lived) = (0, 0, 0);
    for round in 0..4_000 * harder() {
        let mut damaged = shelf.clone();
        // One in forty is the large one.
        let map = if round % 40 == 0 {
            &big[0]
        } else {
            &maps[round % maps.len()]
        };
        damaged.0.insert("a/map.tmx".to_owned(), map.clone());
        let hurt = match dice.below(6) {
            0 => "tiled/bighouse.tsx".to_owned(),
            1 => templates[dice.below(templates.len())].clone(),
            _ => "a/map.tmx".to_owned(),
        };
        let bytes = damaged.0.get_mut(&hurt).expect("a file");
        for _ in 0..=dice.below(3) {
            damage(bytes, &mut dice);
        }
        match catch_unwind(AssertUnwindSafe(|| damaged.load())) {
            Err(_) => {
                let bytes = String::from_utf8_lossy(&damaged.0[&hurt]).into_owned();
                panic!("round {round}: {hurt} made the loader panic:\n{bytes}");
            }
            Ok(Err(problems)) => {
                refused += 1;
                assert!(!problems.list.is_empty());
                assert!(
                    problems.to_string().contains("levels/"),
                    "round {round}: {problems}"
                );
            }
            Ok(Ok(level)) => {
                loaded += 1;
                if level.map.tiles.len() > 100 {
                    continue;
                }
                lived += 1;
                let level = Arc::new(level);
                let alive = catch_unwind(AssertUnwindSafe(|| {
                    let _ = prison_check::check(&level);
                    Prison::new(level, 1).run_until(MINUTE / 4);
                }));
                assert!(alive.is_ok(), "round {round}: {hurt} cannot be lived in");
            }
        }
    }
    assert!(
        loaded > 300 && refused > 1_000 && lived > 300,
        "{loaded} {refused} {lived}"
    );
}
