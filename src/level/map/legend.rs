//! The key `legend`: what each character of `map.txt` means.
//!
//! A level adds to the [default legend](DEFAULT) or replaces parts of it. A
//! character is a tile, or a label that lies on a floor, or a floor that belongs
//! to a named area.

use std::collections::BTreeMap;

use crate::nouns::names::{floors, rooms, tiles};
use crate::nouns::{Floor, RoomUse, Tile};
use crate::text::problem::{Findings, is_hidden, quote};
use crate::text::read::{Fields, choice, did_you_mean, entries, sound_text, written};
use crate::text::tree::{Entry, Kind, Node};

/// What a character means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LegendEntry {
    /// A tile.
    Tile(Tile),
    /// A label of a room, and the floor it lies on.
    Room {
        /// What the room is for.
        room: RoomUse,
        /// What people call it.
        name: Option<String>,
        /// The floor beneath.
        floor: Floor,
    },
    /// A tile of a named area.
    Area {
        /// The area.
        name: String,
        /// The floor beneath.
        floor: Floor,
    },
}

/// A legend: the meaning of each character it knows.
pub(crate) type Legend = BTreeMap<char, LegendEntry>;

/// The tiles of the default legend. A blank is solid ground, which is a wall.
const TILES: [(char, Tile); 45] = [
    ('#', Tile::Wall),
    (' ', Tile::Wall),
    ('W', Tile::OuterWall),
    ('f', Tile::Fence),
    ('i', Tile::Bars),
    ('w', Tile::Window),
    ('+', Tile::CellDoor),
    ('|', Tile::BarredGate),
    ('D', Tile::Door),
    ('G', Tile::OuterGate),
    ('o', Tile::Doorway),
    ('.', Tile::Floor(Floor::Flags)),
    ('_', Tile::Floor(Floor::Boards)),
    (';', Tile::Floor(Floor::Concrete)),
    (',', Tile::Floor(Floor::Cinders)),
    (':', Tile::Floor(Floor::Gravel)),
    ('\'', Tile::Floor(Floor::Sawdust)),
    ('"', Tile::Floor(Floor::Grass)),
    ('=', Tile::Floor(Floor::Road)),
    ('/', Tile::Stairs),
    ('b', Tile::Bunk),
    ('m', Tile::Mattress),
    ('u', Tile::Bucket),
    ('t', Tile::Table),
    ('n', Tile::Bench),
    ('p', Tile::Pew),
    ('l', Tile::Loom),
    ('s', Tile::Stove),
    ('a', Tile::Tub),
    ('d', Tile::Desk),
    ('k', Tile::Counter),
    ('h', Tile::Cot),
    ('j', Tile::Slab),
    ('v', Tile::VisitChair),
    ('r', Tile::VisitorChair),
    ('A', Tile::Altar),
    ('K', Tile::KeyBoard),
    ('R', Tile::GunRack),
    ('e', Tile::Shelf),
    ('B', Tile::Bed),
    ('P', Tile::Post),
    ('x', Tile::WorkSpot),
    ('L', Tile::Lamp),
    ('S', Tile::Searchlight),
    ('N', Tile::Wagon),
];

/// The labels of the default legend, with the floor beneath.
const LABELS: [(char, RoomUse); 29] = [
    ('c', RoomUse::Cell),
    ('g', RoomUse::Gallery),
    ('H', RoomUse::CellHouse),
    ('1', RoomUse::MessHall),
    ('2', RoomUse::Kitchen),
    ('3', RoomUse::Laundry),
    ('4', RoomUse::Yard),
    ('5', RoomUse::Chapel),
    ('6', RoomUse::Mill),
    ('7', RoomUse::Hospital),
    ('8', RoomUse::Morgue),
    ('9', RoomUse::Dungeon),
    ('0', RoomUse::Workshop),
    ('V', RoomUse::Visiting),
    ('O', RoomUse::Office),
    ('Q', RoomUse::WardenOffice),
    ('q', RoomUse::WardenHouse),
    ('Y', RoomUse::Armoury),
    ('y', RoomUse::KeyRoom),
    ('C', RoomUse::Receiving),
    ('E', RoomUse::Gatehouse),
    ('U', RoomUse::GuardRoom),
    ('T', RoomUse::Tower),
    ('X', RoomUse::Outside),
    ('Z', RoomUse::BeyondRoad),
    ('F', RoomUse::Home),
    ('I', RoomUse::Shop),
    ('J', RoomUse::Police),
    ('M', RoomUse::Undertaker),
];

/// The floor a room of this use has, unless the legend says otherwise.
pub(crate) fn usual_floor(room: RoomUse) -> Floor {
    match room {
        RoomUse::Way
        | RoomUse::Cell
        | RoomUse::Gallery
        | RoomUse::CellHouse
        | RoomUse::MessHall
        | RoomUse::Dungeon
        | RoomUse::Receiving => Floor::Flags,
        RoomUse::Kitchen
        | RoomUse::Laundry
        | RoomUse::Hospital
        | RoomUse::Morgue
        | RoomUse::Armoury
        | RoomUse::KeyRoom
        | RoomUse::Tower => Floor::Concrete,
        RoomUse::Yard => Floor::Cinders,
        RoomUse::Mill => Floor::Sawdust,
        RoomUse::Gatehouse => Floor::Gravel,
        RoomUse::Outside => Floor::Grass,
        RoomUse::BeyondRoad => Floor::Road,
        RoomUse::Chapel
        | RoomUse::Workshop
        | RoomUse::Visiting
        | RoomUse::Office
        | RoomUse::WardenOffice
        | RoomUse::WardenHouse
        | RoomUse::GuardRoom
        | RoomUse::Home
        | RoomUse::Shop
        | RoomUse::Police
        | RoomUse::Undertaker => Floor::Boards,
    }
}

/// The legend every map begins with.
pub(crate) fn default_legend() -> Legend {
    let tiles = TILES
        .into_iter()
        .map(|(c, tile)| (c, LegendEntry::Tile(tile)));
    let labels = LABELS.into_iter().map(|(c, room)| {
        let mark = LegendEntry::Room {
            room,
            name: None,
            floor: usual_floor(room),
        };
        (c, mark)
    });
    tiles.chain(labels).collect()
}

/// Reads the key, over the default legend.
pub(crate) fn read_legend(node: &Node, found: &mut Findings) -> Legend {
    let mut legend = default_legend();
    for entry in entries(node, "legend", found) {
        let mut letters = entry.key.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if !is_hidden(c) => {
                if let Some(mark) = read_entry(&entry.value, found) {
                    legend.insert(c, mark);
                }
            }
            _ => found.say(
                &entry.origin,
                format!("{} is not one character", quote(&entry.key)),
                "a key of the legend is the one character that stands in the map",
            ),
        }
    }
    legend
}

const KINDS: [&str; 4] = ["Tile", "Floor", "Room", "Area"];

fn read_entry(node: &Node, found: &mut Findings) -> Option<LegendEntry> {
    let usage = "write Tile(\"Loom\"), Floor(\"Grass\"), Area(\"start\"), Area(name: \"start\", floor: Gravel) or Room(use: Shop, name: \"bookshop\")";
    let (name, body) = match &node.kind {
        Kind::Call {
            name,
            body: Some(body),
        } => (name.as_str(), body.as_ref()),
        Kind::Broken => return None,
        other => {
            let what = format!(
                "the meaning of a character, and here is {}",
                other.in_words()
            );
            found.say(&node.origin, what, usage);
            return None;
        }
    };
    // The first value may stand without its name: by position it is the first key.
    let first = match name {
        "Tile" => "tile",
        "Floor" => "floor",
        "Room" => "use",
        "Area" => "name",
        other => {
            let hint = did_you_mean(found, other, KINDS.into_iter());
            let what = format!("{} is no kind of meaning{hint}", quote(other));
            found.say(&node.origin, what, usage);
            return None;
        }
    };
    let named;
    let body = match &body.kind {
        Kind::Tuple(values) => {
            let [value] = values.as_slice() else {
                let what = format!("{name} takes one value without a name");
                found.say(&body.origin, what, usage);
                return None;
            };
            named = Node {
                kind: Kind::Fields(vec![Entry {
                    key: first.to_owned(),
                    origin: value.origin.clone(),
                    value: value.clone(),
                }]),
                origin: body.origin.clone(),
            };
            &named
        }
        _ => body,
    };
    let mut fields = Fields::of(body, name, found);
    let must = fields.get(first);
    if must.is_none() {
        let what = format!("{name} needs its {first}");
        found.say(&node.origin, what, usage);
    }
    let mark = match name {
        "Tile" => must
            .and_then(|node| choice(node, "tile", &tiles(), found))
            .map(LegendEntry::Tile),
        "Floor" => must
            .and_then(|node| choice(node, "floor", &floors(), found))
            .map(|floor| LegendEntry::Tile(Tile::Floor(floor))),
        "Room" => {
            let room = must.and_then(|node| choice(node, "use", &rooms(), found));
            let name = fields.text("name", found);
            let floor = fields.choice("floor", &floors(), found);
            room.map(|room| LegendEntry::Room {
                room,
                name,
                floor: floor.unwrap_or(usual_floor(room)),
            })
        }
        _ => {
            let area = must.and_then(|node| written(node, "name", "start", found, sound_text));
            let floor = fields.choice("floor", &floors(), found).unwrap_or_default();
            area.map(|name| LegendEntry::Area { name, floor })
        }
    };
    fields.close(found);
    mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::parse;

    fn legend(text: &str) -> (Legend, String) {
        let mut found = Findings::default();
        let node = parse("f", text, &mut found).unwrap();
        (
            read_legend(&node, &mut found),
            found.into_problems().to_string(),
        )
    }

    #[test]
    fn the_default_legend_has_each_tile_and_each_room_under_one_character() {
        let legend = default_legend();
        assert_eq!(legend.len(), TILES.len() + LABELS.len());
        for tile in Tile::ALL {
            assert!(
                legend.values().any(|mark| *mark == LegendEntry::Tile(tile)),
                "{tile:?}"
            );
        }
        for (name, floor) in floors() {
            let mark = LegendEntry::Tile(Tile::Floor(floor));
            assert!(legend.values().any(|known| *known == mark), "{name}");
        }
        for room in RoomUse::ALL
            .into_iter()
            .filter(|room| *room != RoomUse::Way)
        {
            let is = |mark: &LegendEntry| matches!(mark, LegendEntry::Room { room: known, .. } if *known == room);
            assert!(legend.values().any(is), "{room:?}");
        }
    }

    #[test]
    fn a_level_gives_characters_new_meanings() {
        let (legend, report) = legend(
            r#"{"M": Tile("Loom"), "z": Area("start"), "y": Area(name: "b", floor: Gravel),
                "!": Room(use: Shop, name: "bookshop"), "Q": Floor(Grass), "?": Room(Yard)}"#,
        );
        assert_eq!(report, "");
        assert_eq!(legend[&'M'], LegendEntry::Tile(Tile::Loom));
        assert_eq!(
            legend[&'y'],
            LegendEntry::Area {
                name: "b".to_owned(),
                floor: Floor::Gravel
            }
        );
        assert_eq!(legend[&'Q'], LegendEntry::Tile(Tile::Floor(Floor::Grass)));
        let shop = LegendEntry::Room {
            room: RoomUse::Shop,
            name: Some("bookshop".to_owned()),
            floor: Floor::Boards,
        };
        assert_eq!(legend[&'!'], shop);
    }

    #[test]
    fn what_is_wrong_with_a_legend_is_told_all_at_once() {
        let (_, report) = legend(
            r#"{"ab": Tile("Loom"), "": Tile("Loom"), "c": Tile("Lom"), "d": Tyle("Loom"), "e": Loom,
                "f": Area(floor: Flags), "g": Room(use: Shop, nmae: "x"), "h": Area("a", Flags), "i": "Loom"}"#,
        );
        for part in [
            "\"ab\" is not one character",
            "\"\" is not one character",
            "did you mean \"Loom\"?",
            "did you mean \"Tile\"?",
            "the meaning of a character, and here is \"Loom\" by its name",
            "Area needs its name",
            "did you mean \"name\"?",
            "Area takes one value without a name",
            "here is the text \"Loom\"",
        ] {
            assert!(report.contains(part), "{part} in {report}");
        }
    }
}
