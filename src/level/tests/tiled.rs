//! Maps of Tiled that are wrong in ways of their own.

use super::{Shelf, loaded, problems};
use crate::load::load;
use crate::map::text::MOST_NAMED;

/// A map with the floor as tile 1 of its tileset; `tiles` are the others, `layers` what is drawn.
fn map(side: usize, tiles: &str, layers: &str) -> String {
    format!(
        "<map orientation=\"orthogonal\" width=\"{side}\" height=\"{side}\" tilewidth=\"32\" tileheight=\"32\">\n\
         <tileset firstgid=\"1\" name=\"t\" tilecount=\"9\"><tile id=\"0\" type=\"Flags\"/>{tiles}</tileset>\n\
         {layers}\n</map>\n"
    )
}

/// A layer that is one tile all over.
fn full(side: usize, name: &str, tile: u32) -> String {
    let tiles = vec![tile.to_string(); side * side].join(",");
    format!(
        "<layer name=\"{name}\" width=\"{side}\" height=\"{side}\"><data encoding=\"csv\">{tiles}</data></layer>"
    )
}

fn shelf(map: String) -> Shelf {
    Shelf::default()
        .with("a/level.ron", "(format: 1)")
        .with("a/map.tmx", map)
}

/// What is wrong with a level that has this map.
fn told(map: String) -> String {
    problems(&shelf(map), "a", &[]).to_string()
}

#[test]
fn a_name_on_each_tile_is_refused_at_the_first_too_many() {
    let name = "\u{1f512}".repeat(200);
    let tile = |class: &str| {
        format!(
            "<tile id=\"1\" type=\"{class}\"><properties><property name=\"name\" value=\"{name}\"/></properties></tile>"
        )
    };
    let side = 200;
    let report = told(map(side, &tile("Office"), &full(side, "labels", 2)));
    let (x, y) = (MOST_NAMED % side, MOST_NAMED / side);
    let place = format!("(layer \"labels\", x {x}, y {y}): the map has more than 20000 labels");
    assert!(report.contains(&place), "{report}");
    assert_eq!(report.matches("too many").count(), 1, "{report}");
    // An area is one name, however many tiles it has.
    let area = map(side, &tile("Area"), &full(side, "areas", 2));
    let level = load(&shelf(area), "a", &[]).unwrap();
    assert_eq!(level.map.areas[&name].len(), side * side);
}

#[test]
fn of_a_map_without_its_tileset_only_that_is_told() {
    let drawn = map(2, "", &full(2, "floor", 1)).replace(
        " name=\"t\" tilecount=\"9\"><tile id=\"0\" type=\"Flags\"/></tileset>",
        " source=\"lost.tsx\"/>",
    );
    let objects = "<objectgroup name=\"o\">\
        <object name=\"yard\" type=\"Area\" x=\"0\" y=\"0\" width=\"64\" height=\"64\"/>\
        <object type=\"Office\" x=\"0\" y=\"0\" width=\"64\" height=\"64\"/></objectgroup></map>";
    let found = problems(&shelf(drawn.replace("</map>", objects)), "a", &[]);
    assert_eq!(found.list.len(), 1, "{found}");
    assert!(found.to_string().contains("lost.tsx"), "{found}");
}

#[test]
fn names_that_are_too_long_or_not_seen_whole_are_refused_with_their_place() {
    let object = |name: &str| {
        let objects = format!(
            "<objectgroup name=\"o\">\n<object name=\"{name}\" type=\"Area\" x=\"0\" y=\"0\"/></objectgroup>"
        );
        map(2, "", &format!("{}\n{objects}", full(2, "floor", 1)))
    };
    for name in [
        "x".repeat(201),
        "a\u{202e}b".into(),
        "a\u{2028}b".into(),
        "\u{2067}b".into(),
    ] {
        let report = told(object(&name));
        for part in ["map.tmx:5:15: a name: ", "1 to 200 characters"] {
            assert!(report.contains(part), "{part} in {report}");
        }
        assert!(
            !report.contains(['\u{202e}', '\u{2028}', '\u{2067}']),
            "{report:?}"
        );
    }
    assert!(load(&shelf(object("\u{e9}t\u{e9} \u{1f512}")), "a", &[]).is_ok());
}

#[test]
fn what_is_said_twice_or_is_nothing_known_is_told() {
    let floor = full(2, "floor", 1);
    let twice = floor.replace("</data>", "</data>\n<data encoding=\"csv\">1,1,1,1</data>");
    let office = "<objectgroup name=\"o\">\n<object type=\"Office\" x=\"0\" y=\"0\"><properties>\
        <property name=\"name\" value=\"a\"/>\n<property name=\"name\" value=\"b\"/></properties></object>\
        </objectgroup>";
    let group = "<objectgroup name=\"o\">\n<thing/></objectgroup>";
    for (layers, said) in [
        (
            twice,
            "map.tmx:4:1 (layer \"floor\"): the layer has its tiles twice",
        ),
        (
            floor.replace("<data", "<dater/><data"),
            "(layer \"floor\"): <dater> is nothing this program knows in a layer",
        ),
        (
            format!("{floor}{group}"),
            "map.tmx:4:1 (layer \"o\"): <thing> is nothing this program knows in a layer",
        ),
        (
            format!("{floor}{office}"),
            "map.tmx:5:17: the property name is said twice",
        ),
    ] {
        let report = told(map(2, "", &layers));
        assert!(report.contains(said), "{said} in {report}");
    }
}

#[test]
fn layers_of_one_name_may_lie_in_different_groups_and_not_in_one() {
    let layer = |tile| full(2, "floor", tile);
    let group = |name: &str, layers: String| format!("<group name=\"{name}\">{layers}</group>");
    let apart = group("ground", layer(1)) + &group("house", layer(1));
    let files = shelf(map(2, "", &apart));
    assert_eq!(loaded(&files, "a", &[]).map.width, 2);
    let together = group("ground", layer(1) + &layer(1));
    assert!(told(map(2, "", &together)).contains("two layers are called"));
}
