//! The art that is committed is what its sources bake, and nothing is missing from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[path = "../../assets/bake/mod.rs"]
mod bake;

/// A folder of `assets/`.
fn assets(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(folder)
}

/// Left, top, width and height in pixels, by density.
type Sizes = BTreeMap<u32, (u32, u32, u32, u32)>;

/// An index as the game reads it.
#[derive(Deserialize)]
struct Index {
    pieces: BTreeMap<String, Sizes>,
}

/// A committed sheet.
struct Sheet {
    index: Index,
    width: u32,
    height: u32,
    /// RGBA, straight alpha.
    pixels: Vec<u8>,
}

impl Sheet {
    fn read(name: &str) -> Self {
        let folder = assets("atlas");
        let text = std::fs::read_to_string(folder.join(format!("{name}.ron")))
            .expect("the index is there");
        let file =
            std::fs::File::open(folder.join(format!("{name}.png"))).expect("the sheet is there");
        let mut reader = png::Decoder::new(std::io::BufReader::new(file))
            .read_info()
            .expect("the sheet is a PNG");
        let mut pixels = vec![
            0;
            reader
                .output_buffer_size()
                .expect("the sheet fits the memory")
        ];
        let info = reader.next_frame(&mut pixels).expect("the sheet is whole");
        assert_eq!(info.color_type, png::ColorType::Rgba);
        Self {
            index: ron::from_str(&text).expect("the index is RON"),
            width: info.width,
            height: info.height,
            pixels,
        }
    }

    /// The pixels of a piece, row by row.
    fn piece(&self, name: &str, key: u32) -> Vec<[u8; 4]> {
        let (left, top, width, height) = self.index.pieces[name][&key];
        let pixel = |x: u32, y: u32| {
            let at = ((y * self.width + x) * 4) as usize;
            [0, 1, 2, 3].map(|channel| self.pixels[at + channel])
        };
        (top..top + height)
            .flat_map(|y| (left..left + width).map(move |x| (x, y)))
            .map(|(x, y)| pixel(x, y))
            .collect()
    }
}

const FLOORS: [&str; 14] = [
    "flags", "boards", "concrete", "cinders", "gravel", "sawdust", "grass", "road", "tiles",
    "slabs", "planks", "lino", "parquet", "duck",
];

/// Every word of one list joined to every word of the next.
fn all(lists: &[&[&str]]) -> Vec<String> {
    lists.iter().fold(vec![String::new()], |names, list| {
        names
            .iter()
            .flat_map(|name| list.iter().map(move |word| format!("{name}{word}")))
            .collect()
    })
}

/// The names the game asks for on the sheet of tiles.
fn tiles() -> Vec<String> {
    let sides: &[&str] = &[".n", ".e", ".s", ".w"];
    let ways: &[&str] = &[".h", ".v"];
    let damages: Vec<String> = (0..13).map(|n| format!("damage.{n}")).collect();
    [
        all(&[&["floor."], &FLOORS, &[".0", ".1", ".2", ".3"]]),
        all(&[
            &["wall", "outer"],
            &[".top", ".n", ".e", ".s", ".w", ".ne", ".se", ".sw", ".nw"],
        ]),
        all(&[&[
            "face.mid",
            "face.left",
            "face.right",
            "shade.w",
            "shade.nw",
            "solid",
        ]]),
        all(&[&["fence", "bars"], &[".post", ".n", ".e", ".s", ".w"]]),
        all(&[
            &["door."],
            &["cell", "gate", "door", "outer"],
            ways,
            &[".open", ".shut", ".locked", ".forced"],
        ]),
        all(&[
            &[
                "window", "door.way", "stairs", "mattress", "bench", "counter",
            ],
            ways,
        ]),
        all(&[
            &["bunk", "table", "plate", "pew", "cot", "chair", "bed"],
            sides,
        ]),
        all(&[&[
            "table.top",
            "bucket",
            "loom",
            "stove",
            "tub",
            "desk",
            "slab",
            "altar",
        ]]),
        all(&[&[
            "keyboard", "gunrack", "shelf", "post", "workspot", "lamp", "lamp.off",
        ]]),
        all(&[&["searchlight", "wagon"]]),
        damages,
    ]
    .concat()
}

/// The names of people and of what they carry.
fn people() -> Vec<String> {
    let facings: &[&str] = &[".e", ".se", ".s", ".sw", ".w", ".nw", ".n", ".ne"];
    let inmates = ["inmate.a", "inmate.b", "inmate.c", "inmate.d"];
    let others = [
        "guard",
        "warden",
        "civilian.m",
        "civilian.f",
        "soldier",
        "trooper",
    ];
    let postures: &[&str] = &[
        ".walk0",
        ".walk1",
        ".walk2",
        ".walk3",
        ".sit",
        ".lie",
        ".fight",
        ".hands_up",
        ".dead",
    ];
    [
        all(&[&inmates, postures, facings]),
        all(&[&others, postures, facings]),
        all(&[&inmates, &[".protest"], facings]),
        all(&[
            &["guard", "warden", "civilian.m", "civilian.f"],
            &[".kneel"],
            facings,
        ]),
        all(&[&["guard", "soldier", "trooper"], &[".aim"], facings]),
        all(&[&["carry.box", "carry.plate"], facings]),
        all(&[&["ghost.inmate", "ghost.guard"]]),
    ]
    .concat()
}

#[test]
fn the_committed_sheets_are_what_the_sources_bake() {
    let baked = bake::bake(&assets("art")).expect("the sources bake");
    for (name, bytes) in &baked {
        let committed = std::fs::read(assets("atlas").join(name)).expect("the file is committed");
        assert!(
            committed == *bytes,
            "assets/atlas/{name} is not what assets/art bakes: run `cargo run --example bake_art` and commit what it writes"
        );
    }
}

#[test]
fn every_piece_of_a_tile_is_a_metre_square_at_every_density() {
    let sheet = Sheet::read("tiles");
    for name in tiles() {
        let sizes = sheet
            .index
            .pieces
            .get(&name)
            .unwrap_or_else(|| panic!("{name} is missing"));
        for density in [64, 32, 16, 8] {
            let (_, _, width, height) = sizes[&density];
            assert_eq!((width, height), (density, density), "{name} at {density}");
        }
        // Some details are too small for 8 px/m, but never for 16.
        let shown = sheet.piece(&name, 16).iter().any(|pixel| pixel[3] > 0);
        assert!(shown, "{name} shows nothing at 16 px/m");
    }
    assert_eq!(
        sheet.index.pieces.len(),
        tiles().len(),
        "a piece nobody asks for"
    );
}

#[test]
fn every_person_has_every_posture_facing_and_density() {
    let sheet = Sheet::read("people");
    for name in people() {
        let sizes = sheet
            .index
            .pieces
            .get(&name)
            .unwrap_or_else(|| panic!("{name} is missing"));
        for density in [64, 32, 16, 8] {
            let (_, _, width, height) = sizes[&density];
            assert_eq!(
                (width, height),
                (density * 5 / 4, density * 5 / 4),
                "{name} at {density}"
            );
            assert!(
                sheet.piece(&name, density).iter().any(|pixel| pixel[3] > 0),
                "{name} at {density}"
            );
        }
    }
}

#[test]
fn every_mark_and_dot_is_there_in_its_sizes() {
    let sheet = Sheet::read("people");
    for (name, keys) in [
        ("dot.inmate", &[3, 4, 5][..]),
        ("dot.guard", &[4, 5, 6]),
        ("dot.warden", &[5, 6, 7]),
        ("dot.civilian", &[3, 4, 5]),
        ("dot.soldier", &[5, 6, 7]),
        ("dot.trooper", &[5, 6, 7]),
        ("dot.dead", &[5, 6, 7]),
        ("dot.danger", &[5, 7, 9]),
        ("dot.protest", &[5, 7, 9]),
        ("dot.custody", &[5, 7, 9]),
        ("ghost.inmate", &[4]),
        ("ghost.guard", &[4]),
        ("mark.danger", &[12, 16, 24, 32, 48]),
        ("mark.custody", &[12, 16, 24, 32, 48]),
        ("mark.protest", &[12, 16, 24, 32, 48]),
        ("mark.shot", &[12, 16, 24, 32, 48]),
        ("mark.selection", &[12, 16, 24, 32, 48]),
        ("mark.secret", &[12, 16, 24, 32, 48]),
    ] {
        for &key in keys {
            let (_, _, width, height) = sheet.index.pieces[name][&key];
            assert_eq!((width, height), (key, key), "{name} at {key}");
        }
    }
    let (_, _, width, height) = sheet.index.pieces["trail"][&64];
    assert_eq!((width, height), (64, 8));
}

#[test]
fn what_comes_with_a_crisis_is_there_at_every_density() {
    let sheet = Sheet::read("crisis");
    let named = [
        all(&[&["tank"], &[".n", ".e", ".s", ".w"]]),
        all(&[&["flame", "smoke"], &[".0", ".1", ".2", ".3"]]),
    ]
    .concat();
    for name in &named {
        for density in [64, 32, 16, 8] {
            let shown = sheet.piece(name, density).iter().any(|pixel| pixel[3] > 0);
            assert!(shown, "{name} at {density}");
        }
    }
    assert_eq!(
        sheet.index.pieces.len(),
        named.len(),
        "a piece nobody asks for"
    );
}

#[test]
fn floors_stay_in_the_band_that_silver_and_black_both_stand_out_from() {
    let sheet = Sheet::read("tiles");
    for name in all(&[&["floor."], &FLOORS, &[".0", ".1", ".2", ".3"]]) {
        for density in [64, 32, 16, 8] {
            let pixels = sheet.piece(&name, density);
            let mut sum = [0_u32; 3];
            for pixel in &pixels {
                assert_eq!(pixel[3], 255, "{name} at {density} is opaque");
                for channel in 0..3 {
                    let value = pixel[channel];
                    let (least, most) = ([0x5C, 0x5E, 0x60][channel], [0x7A, 0x7B, 0x78][channel]);
                    assert!(
                        (least..=most).contains(&value),
                        "{name} at {density}: {value:X}"
                    );
                    sum[channel] += u32::from(value);
                }
            }
            for channel in 0..3 {
                let average = sum[channel] / pixels.len() as u32;
                let (least, most) = ([0x60, 0x62, 0x64][channel], [0x76, 0x78, 0x75][channel]);
                assert!(
                    least < average && average < most,
                    "{name} at {density}: {average:X} on average"
                );
            }
        }
    }
}

#[test]
fn pieces_keep_two_clear_pixels_from_each_other_and_the_sheets_fit_a_graphics_card() {
    for name in ["tiles", "people", "crisis"] {
        let sheet = Sheet::read(name);
        assert!(
            sheet.width <= 2048 && sheet.height <= 4096,
            "{} x {}",
            sheet.width,
            sheet.height
        );
        // Each piece claims its pixels and one more on every side.
        let mut owner = vec![false; (sheet.width * sheet.height) as usize];
        for (piece, sizes) in &sheet.index.pieces {
            for &(left, top, width, height) in sizes.values() {
                for y in top - 1..=top + height {
                    for x in left - 1..=left + width {
                        let taken = &mut owner[(y * sheet.width + x) as usize];
                        assert!(!*taken, "{piece} touches another piece at {x}, {y}");
                        *taken = true;
                    }
                }
            }
        }
    }
}
