//! The pictures of the shared tileset, as SVG on a square of 32 px. Dark and plain: they only
//! have to tell tiles apart in Tiled; the game has pictures of its own.
//!
//! Floors fill their square and differ by pattern, walls fill it and are dark, the great wall
//! with a light northern edge; things stand on nothing, so that the floor beneath them is seen.

const INK: &str = "#0B0B0D";
const SOOT: &str = "#17181A";
const IRON: &str = "#2B2D30";
const SLATE: &str = "#45484B";
const PEWTER: &str = "#A9A8A2";
const SILVER: &str = "#DEDACE";
const PAPER: &str = "#EBE6D8";
const FLARE: &str = "#FFFBEF";

/// The picture of a tile that is no label; `None` for a class that has none.
pub fn icon(class: &str) -> Option<String> {
    let colours = [
        ("INK", INK),
        ("SOOT", SOOT),
        ("IRON", IRON),
        ("SLATE", SLATE),
        ("PEWTER", PEWTER),
        ("SILVER", SILVER),
        ("PAPER", PAPER),
        ("FLARE", FLARE),
        // Something that stands on the floor has an edge of ink.
        ("EDGED", "stroke='#0B0B0D' stroke-width='1.4'"),
        ("LINE", "fill='none' stroke='#0B0B0D' stroke-width='1.4'"),
        (
            "WALL",
            "<rect width='32' height='32' fill='#2B2D30'/><path d='M0 10.5H32M0 21.5H32M10 2V10M26 2V10M2 11V21M18 11V21M10 22V32M26 22V32' stroke='#17181A'/>",
        ),
    ];
    let (_, drawn) = ICONS.iter().find(|(name, _)| *name == class)?;
    let drawn = colours
        .iter()
        .fold((*drawn).to_owned(), |svg, (name, value)| {
            svg.replace(&format!("({name})"), value)
        });
    Some(drawn)
}

/// The plate of a label beneath its letters: dark, and light outside the wall.
pub fn plate(is_outside: bool) -> (String, &'static str) {
    let (ground, letters) = if is_outside {
        (PAPER, INK)
    } else {
        (SOOT, FLARE)
    };
    let plate = format!(
        "<rect x='0.75' y='3.75' width='30.5' height='24.5' rx='3' fill='{ground}' fill-opacity='0.9' \
         stroke='{PEWTER}' stroke-width='1.5'/>"
    );
    (plate, letters)
}

/// Each class and its picture; words in brackets stand for colours.
const ICONS: &[(&str, &str)] = &[
    (
        "Flags",
        "<rect width='32' height='32' fill='#6C6E70'/><path d='M0 .5H32M0 11.5H32M0 22.5H32M.5 0V11M16.5 0V11M8.5 12V22M25.5 12V22M.5 23V32M19.5 23V32' stroke='#606264'/>",
    ),
    (
        "Boards",
        "<rect width='32' height='32' fill='#727476'/><path d='M0 .5H32M0 8.5H32M0 16.5H32M0 24.5H32' stroke='#5E6062'/><path d='M10.5 1V8M24.5 9V16M6.5 17V24M20.5 25V32' stroke='#626466'/>",
    ),
    (
        "Concrete",
        "<rect width='32' height='32' fill='#747674'/><path d='M0 .5H32M.5 0V32' stroke='#696B6B'/><path d='M7 9h2M20 6h1M26 19h2M12 22h1M5 27h1M18 28h2' stroke='#666868'/>",
    ),
    (
        "Cinders",
        "<rect width='32' height='32' fill='#616365'/><path d='M3 4h2M11 2h1M19 5h2M28 3h1M7 10h1M15 12h2M24 11h1M2 17h2M10 19h1M20 18h2M29 20h1M5 26h1M14 25h2M23 27h1M28 29h2' stroke='#3C3E40' stroke-width='2'/>",
    ),
    (
        "Gravel",
        "<rect width='32' height='32' fill='#6B6D6D'/><g fill='#858782'><circle cx='5' cy='6' r='1.6'/><circle cx='21' cy='4' r='1.4'/><circle cx='13' cy='13' r='1.8'/><circle cx='27' cy='16' r='1.5'/><circle cx='6' cy='22' r='1.5'/><circle cx='18' cy='25' r='1.7'/></g><g fill='#505254'><circle cx='12' cy='4' r='1.3'/><circle cx='28' cy='8' r='1.3'/><circle cx='4' cy='14' r='1.4'/><circle cx='20' cy='18' r='1.4'/><circle cx='11' cy='28' r='1.5'/><circle cx='27' cy='27' r='1.4'/></g>",
    ),
    (
        "Sawdust",
        "<rect width='32' height='32' fill='#767875'/><path d='M4 5l3 1M14 3l2-2M22 6l3 1M29 12l-2 2M8 13l2-2M17 14l3 1M3 21l2 2M12 22l3-1M23 20l2 2M7 29l3-1M18 28l2 2M27 28l3-1' stroke='#62645F'/>",
    ),
    (
        "Grass",
        "<rect width='32' height='32' fill='#646662'/><path d='M5 8l1-4 1 4M17 6l1-4 1 4M26 12l1-4 1 4M10 18l1-4 1 4M20 23l1-4 1 4M4 27l1-4 1 4M28 29l1-4 1 4M13 30l1-4 1 4' fill='none' stroke='#464842'/>",
    ),
    (
        "Road",
        "<rect width='32' height='32' fill='#606264'/><path d='M6 5l4 1M22 9l3-1M12 17l4 1M25 22l3 1M5 25l4-1' stroke='#6C6E6E'/>",
    ),
    (
        "Room",
        "<rect x='2' y='2' width='28' height='28' rx='4' fill='(SOOT)' fill-opacity='.85' stroke='(FLARE)' stroke-width='1.5' stroke-dasharray='4 2'/>",
    ),
    (
        "Area",
        "<rect x='2' y='2' width='28' height='28' fill='(PAPER)' fill-opacity='.35' stroke='(FLARE)' stroke-width='1.5' stroke-dasharray='3 3'/>",
    ),
    ("Wall", "(WALL)"),
    (
        "OuterWall",
        "<rect width='32' height='32' fill='(SOOT)'/><path d='M0 16.5H32M16.5 2V16M6.5 17V32M26.5 17V32' stroke='(SLATE)'/><rect width='32' height='3' fill='(SILVER)'/>",
    ),
    (
        "Fence",
        "<path d='M1 6L31 26M1 26L31 6M8 2L31 18M1 14L24 30M1 18L24 2M8 30L31 14' stroke='(IRON)' stroke-width='1.2'/><path d='M3 2V30M29 2V30' stroke='(SILVER)' stroke-width='2.5'/>",
    ),
    (
        "Bars",
        "<path d='M0 4H32M0 28H32' stroke='(INK)' stroke-width='3'/><path d='M4 2V30M10 2V30M16 2V30M22 2V30M28 2V30' stroke='(INK)' stroke-width='3.2'/><path d='M3.5 3V29M9.5 3V29M15.5 3V29M21.5 3V29M27.5 3V29' stroke='(PEWTER)'/>",
    ),
    (
        "Window",
        "(WALL)<rect x='5' y='8' width='22' height='16' fill='(SILVER)' (EDGED)/><path d='M10.5 8V24M16 8V24M21.5 8V24' stroke='(INK)' stroke-width='2'/>",
    ),
    (
        "CellDoor",
        "<rect x='1' y='1' width='30' height='30' fill='(IRON)' fill-opacity='.55' stroke='(INK)' stroke-width='2'/><path d='M7 2V30M13 2V30M19 2V30M25 2V30' stroke='(PEWTER)' stroke-width='2.4'/><rect x='18' y='12' width='10' height='9' fill='(SILVER)' (EDGED)/><circle cx='23' cy='15.5' r='1.6' fill='(INK)'/><path d='M23 16V19' stroke='(INK)' stroke-width='1.4'/>",
    ),
    (
        "BarredGate",
        "<rect x='1' y='1' width='30' height='30' fill='(SOOT)' fill-opacity='.7' stroke='(INK)' stroke-width='2'/><path d='M6 2V30M11 2V30M16 2V30M21 2V30M26 2V30M1 9H31M1 23H31' stroke='(SILVER)' stroke-width='2.2'/>",
    ),
    (
        "Door",
        "<rect x='1' y='1' width='30' height='30' fill='(PEWTER)' stroke='(INK)' stroke-width='2'/><path d='M6 5H26V14H6ZM6 18H26V27H6Z' fill='none' stroke='(SLATE)' stroke-width='1.6'/><circle cx='26.5' cy='16' r='2' fill='(INK)'/>",
    ),
    (
        "OuterGate",
        "<rect x='1' y='1' width='30' height='30' fill='(IRON)' stroke='(INK)' stroke-width='2'/><path d='M3 3L29 29M29 3L3 29M16 2V30' stroke='(SILVER)' stroke-width='2.6'/><rect x='10' y='12' width='12' height='8' fill='(FLARE)' (EDGED)/>",
    ),
    (
        "Doorway",
        "<path d='M3 1V31M29 1V31' stroke='(INK)' stroke-width='6'/><path d='M3 1V31M29 1V31' stroke='(PEWTER)' stroke-width='2.4'/><path d='M9 16H23' stroke='(FLARE)' stroke-width='1.6' stroke-dasharray='3 2.5'/>",
    ),
    (
        "Stairs",
        "<rect width='32' height='32' fill='(SLATE)'/><path d='M0 3H32M0 9H32M0 15H32M0 21H32M0 27H32' stroke='(SILVER)' stroke-width='2'/><path d='M0 5.5H32M0 11.5H32M0 17.5H32M0 23.5H32M0 29.5H32' stroke='(INK)' stroke-width='1.6'/>",
    ),
    (
        "Bunk",
        "<rect x='3' y='2' width='26' height='28' rx='2' fill='(PAPER)' (EDGED)/><rect x='7' y='4.5' width='18' height='7' rx='2' fill='(FLARE)' (EDGED)/><path d='M3 15H29' stroke='(SLATE)' stroke-width='2'/>",
    ),
    (
        "Mattress",
        "<rect x='5' y='3' width='22' height='26' rx='4' fill='(PEWTER)' (EDGED)/><path d='M10.5 4V28M16 4V28M21.5 4V28' stroke='(SLATE)' stroke-width='1.6'/>",
    ),
    (
        "Bucket",
        "<circle cx='16' cy='17' r='9' fill='(SLATE)' (EDGED)/><circle cx='16' cy='17' r='5.5' fill='(INK)'/><path d='M7 15C8 4 24 4 25 15' fill='none' stroke='(SILVER)' stroke-width='1.6'/>",
    ),
    (
        "Table",
        "<rect x='0' y='6' width='32' height='20' fill='(PEWTER)' (EDGED)/><path d='M0 12.5H32M0 19.5H32' stroke='#8C8B86'/>",
    ),
    (
        "Bench",
        "<circle cx='16' cy='16' r='8.5' fill='(SILVER)' (EDGED)/><circle cx='16' cy='16' r='4.5' fill='none' stroke='(SLATE)' stroke-width='1.4'/>",
    ),
    (
        "Pew",
        "<rect x='1' y='12' width='30' height='13' fill='(PEWTER)' (EDGED)/><rect x='1' y='24' width='30' height='4.5' fill='(IRON)' (EDGED)/>",
    ),
    (
        "Loom",
        "<rect x='3' y='3' width='26' height='26' fill='(SLATE)' (EDGED)/><path d='M8 6V26M12 6V26M16 6V26M20 6V26M24 6V26' stroke='(PAPER)' stroke-width='1.4'/><rect x='2' y='14' width='28' height='4' fill='(SILVER)' (EDGED)/>",
    ),
    (
        "Stove",
        "<rect x='3' y='3' width='26' height='26' fill='(IRON)' (EDGED)/><g fill='none' stroke='(SILVER)' stroke-width='2'><circle cx='10' cy='10' r='4'/><circle cx='22' cy='10' r='4'/><circle cx='10' cy='22' r='4'/><circle cx='22' cy='22' r='4'/></g>",
    ),
    (
        "Tub",
        "<rect x='3' y='6' width='26' height='20' rx='9' fill='(SILVER)' (EDGED)/><rect x='7' y='10' width='18' height='12' rx='6' fill='(SLATE)'/><path d='M10 14q3-2 6 0t6 0M10 18q3-2 6 0t6 0' fill='none' stroke='(PAPER)' stroke-width='1.2'/>",
    ),
    (
        "Desk",
        "<rect x='2' y='7' width='28' height='18' fill='(SLATE)' (EDGED)/><rect x='9' y='10' width='11' height='12' fill='(FLARE)' (EDGED)/><path d='M11 13H18M11 16H18M11 19H16' stroke='(SLATE)'/><path d='M23 20L27 11' stroke='(SILVER)' stroke-width='1.8'/>",
    ),
    (
        "Counter",
        "<rect x='0' y='9' width='32' height='14' fill='(PEWTER)' (EDGED)/><rect x='0' y='9' width='32' height='4' fill='(SILVER)'/><path d='M4 16V22M16 16V22M28 16V22' stroke='(SLATE)' stroke-width='1.6'/>",
    ),
    (
        "Cot",
        "<rect x='4' y='2' width='24' height='28' rx='2' fill='(FLARE)' (EDGED)/><path d='M16 12V24M10 18H22' stroke='(SLATE)' stroke-width='4'/><rect x='8' y='4.5' width='16' height='5' rx='2' fill='(SILVER)' (EDGED)/>",
    ),
    (
        "Slab",
        "<rect x='6' y='2' width='20' height='28' fill='(SILVER)' (EDGED)/><path d='M9 6H23V26H9Z' fill='none' stroke='(SLATE)' stroke-width='1.4'/><path d='M16 8V24' stroke='(SLATE)' stroke-dasharray='2 2'/>",
    ),
    (
        "VisitChair",
        "<rect x='8' y='8' width='16' height='16' rx='2' fill='(SLATE)' (EDGED)/><rect x='7' y='22' width='18' height='4' fill='(INK)'/><path d='M11 12H21M11 16H21M11 20H21' stroke='(PEWTER)'/>",
    ),
    (
        "VisitorChair",
        "<rect x='8' y='8' width='16' height='16' rx='2' fill='(PAPER)' (EDGED)/><rect x='7' y='6' width='18' height='4' fill='(SLATE)'/><ellipse cx='16' cy='17' rx='6.5' ry='4' fill='(SLATE)'/><ellipse cx='16' cy='16.5' rx='3.5' ry='2' fill='(PAPER)'/>",
    ),
    (
        "Altar",
        "<rect x='2' y='12' width='28' height='15' fill='(PAPER)' (EDGED)/><path d='M16 2V22M10 8H22' stroke='(INK)' stroke-width='3.4'/><path d='M16 3V21M11 8H21' stroke='(FLARE)' stroke-width='1.4'/>",
    ),
    (
        "KeyBoard",
        "<rect x='3' y='5' width='26' height='22' fill='(SLATE)' (EDGED)/><g fill='none' stroke='(FLARE)' stroke-width='1.6'><circle cx='9' cy='11' r='2.4'/><path d='M9 13.5V22M9 19H11.5'/><circle cx='17' cy='11' r='2.4'/><path d='M17 13.5V22M17 19H19.5'/><circle cx='25' cy='11' r='2.4'/><path d='M25 13.5V22'/></g>",
    ),
    (
        "GunRack",
        "<rect x='3' y='4' width='26' height='24' fill='(IRON)' (EDGED)/><path d='M8 6V26M16 6V26M24 6V26' stroke='(SILVER)' stroke-width='1.8'/><path d='M8 18V26M16 18V26M24 18V26' stroke='(PEWTER)' stroke-width='4'/><path d='M4 12H28' stroke='(INK)' stroke-width='2'/>",
    ),
    (
        "Shelf",
        "<rect x='2' y='5' width='28' height='22' fill='(PEWTER)' (EDGED)/><path d='M2 16H30' stroke='(INK)' stroke-width='1.6'/><path d='M5 7V15M8 7V15M12 7V15M20 7V15M24 7V15M7 18V26M15 18V26M18 18V26M26 18V26' stroke='(IRON)' stroke-width='2'/>",
    ),
    (
        "Bed",
        "<rect x='2' y='1' width='28' height='30' rx='2' fill='(FLARE)' (EDGED)/><rect x='5' y='3.5' width='10' height='7' rx='2' fill='(PAPER)' (EDGED)/><rect x='17' y='3.5' width='10' height='7' rx='2' fill='(PAPER)' (EDGED)/><path d='M2 14H30M6 19L10 23M14 19L18 23M22 19L26 23' stroke='(PEWTER)' stroke-width='1.6'/>",
    ),
    (
        "Post",
        "<rect x='7' y='7' width='18' height='18' fill='(INK)' fill-opacity='.6' stroke='(FLARE)' stroke-width='2.4'/><circle cx='16' cy='16' r='3.2' fill='(FLARE)'/>",
    ),
    (
        "WorkSpot",
        "<circle cx='16' cy='16' r='11' fill='none' stroke='(INK)' stroke-width='1.8' stroke-dasharray='4 2.5'/><path d='M10 22L21 11M16 8Q23 8 24 16' fill='none' stroke='(FLARE)' stroke-width='2.2'/>",
    ),
    (
        "Lamp",
        "<circle cx='16' cy='16' r='12' fill='(FLARE)' fill-opacity='.28'/><circle cx='16' cy='16' r='5' fill='(FLARE)' (EDGED)/><path d='M16 3V8M16 24V29M3 16H8M24 16H29M7 7L10 10M22 22L25 25M25 7L22 10M7 25L10 22' stroke='(FLARE)' stroke-width='1.5'/>",
    ),
    (
        "Searchlight",
        "<path d='M13 18L2 1H30L19 18Z' fill='(FLARE)' fill-opacity='.5'/><circle cx='16' cy='21' r='7.5' fill='(IRON)' (EDGED)/><circle cx='16' cy='20' r='4' fill='(FLARE)'/>",
    ),
    (
        "Wagon",
        "<rect x='5' y='3' width='22' height='20' fill='(SLATE)' (EDGED)/><path d='M5 9.5H27M5 16.5H27' stroke='(PEWTER)'/><g fill='(INK)' stroke='(SILVER)' stroke-width='1.4'><circle cx='5' cy='8' r='3.5'/><circle cx='27' cy='8' r='3.5'/><circle cx='5' cy='20' r='3.5'/><circle cx='27' cy='20' r='3.5'/></g><path d='M16 23V31' stroke='(SILVER)' stroke-width='2'/>",
    ),
];
