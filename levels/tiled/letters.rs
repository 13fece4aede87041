//! Letters of five by seven dots for the plates of labels: a picture of 32 px has no room for
//! a real typeface, and these are the same on every machine.

/// Capitals, a number a row from the top; the highest of five bits is the leftmost dot.
const CAPITALS: [[u8; 7]; 26] = [
    [14, 17, 17, 31, 17, 17, 17],
    [30, 17, 17, 30, 17, 17, 30],
    [14, 17, 16, 16, 16, 17, 14],
    [30, 17, 17, 17, 17, 17, 30],
    [31, 16, 16, 30, 16, 16, 31],
    [31, 16, 16, 30, 16, 16, 16],
    [14, 17, 16, 23, 17, 17, 15],
    [17, 17, 17, 31, 17, 17, 17],
    [14, 4, 4, 4, 4, 4, 14],
    [7, 2, 2, 2, 2, 18, 12],
    [17, 18, 20, 24, 20, 18, 17],
    [16, 16, 16, 16, 16, 16, 31],
    [17, 27, 21, 21, 17, 17, 17],
    [17, 25, 21, 19, 17, 17, 17],
    [14, 17, 17, 17, 17, 17, 14],
    [30, 17, 17, 30, 16, 16, 16],
    [14, 17, 17, 17, 21, 18, 13],
    [30, 17, 17, 30, 20, 18, 17],
    [15, 16, 16, 14, 1, 1, 30],
    [31, 4, 4, 4, 4, 4, 4],
    [17, 17, 17, 17, 17, 17, 14],
    [17, 17, 17, 17, 17, 10, 4],
    [17, 17, 17, 21, 21, 27, 17],
    [17, 17, 10, 4, 10, 17, 17],
    [17, 17, 10, 4, 4, 4, 4],
    [31, 1, 2, 4, 8, 16, 31],
];

/// What stands on the plate of a label: lines of at most five capitals.
pub fn words(class: &str) -> &'static [&'static str] {
    match class {
        "Room" => &["ROOM"],
        "Area" => &["AREA"],
        "Way" => &["WAY"],
        "Cell" => &["CELL"],
        "Gallery" => &["GALL", "ERY"],
        "CellHouse" => &["CELL", "HOUSE"],
        "MessHall" => &["MESS", "HALL"],
        "Kitchen" => &["KIT", "CHEN"],
        "Laundry" => &["LAUN", "DRY"],
        "Yard" => &["YARD"],
        "Chapel" => &["CHA", "PEL"],
        "Mill" => &["MILL"],
        "Workshop" => &["WORK", "SHOP"],
        "Hospital" => &["HOSP"],
        "Morgue" => &["MOR", "GUE"],
        "Dungeon" => &["DUN", "GEON"],
        "Visiting" => &["VISIT"],
        "Office" => &["OFF", "ICE"],
        "WardenOffice" => &["WARD", "OFF"],
        "WardenHouse" => &["WARD", "HOUSE"],
        "Armoury" => &["ARM", "OURY"],
        "KeyRoom" => &["KEY", "ROOM"],
        "Receiving" => &["RECV"],
        "Gatehouse" => &["GATE", "HOUSE"],
        "GuardRoom" => &["GUARD", "ROOM"],
        "Tower" => &["TOWER"],
        "Outside" => &["OUT", "SIDE"],
        "BeyondRoad" => &["BEY", "ROAD"],
        "Home" => &["HOME"],
        "Shop" => &["SHOP"],
        "Police" => &["POL", "ICE"],
        "Undertaker" => &["UNDER", "TAKER"],
        _ => &[],
    }
}

/// The lines in the middle of a square of 32 px, as a path of SVG.
pub fn path(lines: &[&str]) -> String {
    let mut d = String::new();
    let top = (33 - 9 * lines.len()) / 2;
    for (row, line) in lines.iter().enumerate() {
        let left = (33 - 6 * line.len()) / 2;
        for (column, letter) in line.bytes().enumerate() {
            let glyph = CAPITALS[usize::from(letter - b'A')];
            for (y, bits) in glyph.into_iter().enumerate() {
                for x in (0..5).filter(|x| bits & (16 >> x) != 0) {
                    let (x, y) = (left + 6 * column + x, top + 9 * row + y);
                    d.push_str(&format!("M{x} {y}h1v1h-1z"));
                }
            }
        }
    }
    d
}
