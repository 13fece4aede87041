//! Draws the maps of the levels that come with the game, and the stamps for Tiled.
//!
//! `draw_levels levels` writes `cell_block/map.txt`, `big_house_300/map.txt`,
//! `big_house/map.tmx` and `tiled/stamps/` into the folder `levels`. A file that is there
//! already is left alone, and the program fails, unless `--force` is given: people may have
//! changed it by hand. `tests/it/drawings.rs` holds that what ships is what this draws.
//!
//! All are drawn as text; what is to be a map of Tiled is turned into one by the same code as
//! `bighouse convert` uses.
//!
//! Rules of the drawings (one character is one square metre; x to the east, y to
//! the south, both from 0):
//!
//! - A room is floor inside walls with exactly one label letter; floor without
//!   a label is a way. A door is a straight run of equal tiles in a wall, with open
//!   floor of two rooms on its two sides; two doors never touch.
//! - Every place for one man (bench, loom, cot ...) has open floor beside it.
//! - A cell is 2 x 3 m: two berths, a bucket, three tiles of floor. A gallery is 3 m
//!   wide with a tier of cells on each side, and ends at a barred gate.
//! - Areas are given with their walls ([`Area::inner`] is what lies within).
//!
//! It is the same on every machine: no chance, no clock.

#[path = "tiled/stamps.rs"]
mod stamps;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bighouse_sim::level::{Drawing, FolderFiles, Letters};

/// A file this program draws.
pub struct Drawn {
    /// Its path from the folder of levels.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// Columns and rows.
    pub size: (usize, usize),
}

/// Draws everything.
fn main() -> ExitCode {
    let mut force = false;
    let mut folder = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--force" => force = true,
            _ if folder.is_none() => folder = Some(PathBuf::from(argument)),
            _ => return usage(),
        }
    }
    let Some(folder) = folder else {
        return usage();
    };
    let mut failed = false;
    for Drawn { path, text, size } in drawings() {
        let file = folder.join(path);
        match write_map(&file, &text, force) {
            Ok(()) => println!("{}: {} x {}", file.display(), size.0, size.1),
            Err(why) => {
                eprintln!("{}: {why}", file.display());
                failed = true;
            }
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Every file, drawn.
pub fn drawings() -> Vec<Drawn> {
    let text = |name: &str, map: Canvas| Drawn {
        path: format!("{name}/map.txt"),
        text: map.to_text(),
        size: (map.width, map.height),
    };
    let mut all = vec![
        text("cell_block", cell_block()),
        text("big_house_300", big_house_300()),
        tiled("big_house/map.tmx", "../tiled/bighouse.tsx", &big_house()),
    ];
    for (name, stamp) in stamps::stamps() {
        let path = format!("tiled/stamps/{name}.tmx");
        all.push(tiled(&path, "../bighouse.tsx", &stamp));
    }
    all
}

/// A map of Tiled. Its letters are those of the Big House.
fn tiled(path: &str, tileset: &str, map: &Canvas) -> Drawn {
    let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/levels"));
    let text = Letters::of(&files, "big_house")
        .and_then(|letters| Drawing::of_text(&map.to_text(), &letters))
        .and_then(|drawing| drawing.to_tiled(tileset));
    Drawn {
        path: path.to_owned(),
        text: text.unwrap_or_else(|problems| panic!("{path}: {problems}")),
        size: (map.width, map.height),
    }
}

/// Says how the program is called.
fn usage() -> ExitCode {
    eprintln!("usage: draw_levels FOLDER [--force]");
    ExitCode::FAILURE
}

/// Writes one map; refuses to overwrite one unless `force` is set.
fn write_map(file: &Path, text: &str, force: bool) -> Result<(), String> {
    if file.exists() && !force {
        return Err("is there already; --force overwrites it".to_owned());
    }
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
    }
    std::fs::write(file, text).map_err(|error| error.to_string())
}

// --- The canvas -------------------------------------------------------------

/// A rectangle of tiles, walls included.
#[derive(Clone, Copy, Debug)]
struct Area {
    /// Westernmost column.
    x: usize,
    /// Northernmost row.
    y: usize,
    /// Columns.
    w: usize,
    /// Rows.
    h: usize,
}

impl Area {
    /// The rectangle from one corner to the other, both included.
    fn span(x0: usize, y0: usize, x1: usize, y1: usize) -> Area {
        assert!(x0 <= x1 && y0 <= y1, "empty area {x0},{y0} to {x1},{y1}");
        Area {
            x: x0,
            y: y0,
            w: x1 - x0 + 1,
            h: y1 - y0 + 1,
        }
    }

    /// The easternmost column.
    fn east(self) -> usize {
        self.x + self.w - 1
    }

    /// The southernmost row.
    fn south(self) -> usize {
        self.y + self.h - 1
    }

    /// What lies within its walls.
    fn inner(self) -> Area {
        Area::span(self.x + 1, self.y + 1, self.east() - 1, self.south() - 1)
    }
}

/// A map being drawn.
struct Canvas {
    /// Columns.
    width: usize,
    /// Rows.
    height: usize,
    /// Characters, row by row.
    tiles: Vec<char>,
}

impl Canvas {
    /// A map of solid ground.
    fn new(width: usize, height: usize) -> Canvas {
        Canvas {
            width,
            height,
            tiles: vec![' '; width * height],
        }
    }

    /// Puts one tile.
    fn set(&mut self, x: usize, y: usize, tile: char) {
        assert!(x < self.width && y < self.height, "{x},{y} is off the map");
        self.tiles[y * self.width + x] = tile;
    }

    /// The tile at a place.
    fn get(&self, x: usize, y: usize) -> char {
        self.tiles[y * self.width + x]
    }

    /// Puts something on open floor: labels, posts, lamps, furniture.
    /// Panics where there is none, since then the drawing is wrong.
    fn put(&mut self, x: usize, y: usize, tile: char) {
        let there = self.get(x, y);
        assert!(
            ".-_;,:'\"=".contains(there),
            "'{tile}' at {x},{y} would replace '{there}'"
        );
        self.set(x, y, tile);
    }

    /// The same thing at several places, written as `x,y` with spaces between.
    fn put_all(&mut self, places: &str, tile: char) {
        for place in places.split_whitespace() {
            let (x, y) = place.split_once(',').expect("a place is x,y");
            let number = |text: &str| text.parse().expect("a place is two numbers");
            self.put(number(x), number(y), tile);
        }
    }

    /// Puts furniture on open floor as a picture of it, row by row from `x`, `y`;
    /// a space leaves the floor as it is.
    fn picture(&mut self, x: usize, y: usize, rows: &[&str]) {
        for (dy, row) in rows.iter().enumerate() {
            for (dx, tile) in row.chars().enumerate() {
                if tile != ' ' {
                    self.put(x + dx, y + dy, tile);
                }
            }
        }
    }

    /// A row of `n` things on open floor, from west to east, `step` apart.
    fn row(&mut self, x: usize, y: usize, n: usize, step: usize, tile: char) {
        for i in 0..n {
            self.put(x + i * step, y, tile);
        }
    }

    /// A column of `n` things on open floor, from north to south, `step` apart.
    fn column(&mut self, x: usize, y: usize, n: usize, step: usize, tile: char) {
        for i in 0..n {
            self.put(x, y + i * step, tile);
        }
    }

    /// Fills an area.
    fn fill(&mut self, area: Area, tile: char) {
        for y in area.y..=area.south() {
            for x in area.x..=area.east() {
                self.set(x, y, tile);
            }
        }
    }

    /// The border of an area, one tile thick.
    fn frame(&mut self, area: Area, tile: char) {
        self.fill(Area { h: 1, ..area }, tile);
        self.fill(Area { w: 1, ..area }, tile);
        self.fill(
            Area::span(area.x, area.south(), area.east(), area.south()),
            tile,
        );
        self.fill(
            Area::span(area.east(), area.y, area.east(), area.south()),
            tile,
        );
    }

    /// A room: walls round a floor.
    fn room(&mut self, area: Area, wall: char, floor: char) {
        self.fill(area.inner(), floor);
        self.frame(area, wall);
    }

    /// A door of `n` tiles in a wall that runs from west to east.
    fn door_across(&mut self, x: usize, y: usize, n: usize, tile: char) {
        self.fill(Area { x, y, w: n, h: 1 }, tile);
    }

    /// A door of `n` tiles in a wall that runs from north to south.
    fn door_down(&mut self, x: usize, y: usize, n: usize, tile: char) {
        self.fill(Area { x, y, w: 1, h: n }, tile);
    }

    /// Barred windows in a wall from west to east, `step` apart.
    fn windows_across(&mut self, x: usize, y: usize, n: usize, step: usize) {
        for i in 0..n {
            self.window(x + i * step, y);
        }
    }

    /// Barred windows in a wall from north to south, `step` apart.
    fn windows_down(&mut self, x: usize, y: usize, n: usize, step: usize) {
        for i in 0..n {
            self.window(x, y + i * step);
        }
    }

    /// A window, where there is wall to hold it.
    fn window(&mut self, x: usize, y: usize) {
        if self.get(x, y) == '#' {
            self.set(x, y, 'w');
        }
    }

    /// The map as text, one line a row.
    fn to_text(&self) -> String {
        let mut text = String::with_capacity((self.width + 1) * self.height);
        for row in self.tiles.chunks(self.width) {
            text.extend(row);
            text.push('\n');
        }
        text
    }
}

// --- Parts of a prison ------------------------------------------------------

/// Rows from the back wall of one gallery's northern tier to that of the next.
const GALLERY_PERIOD: usize = 12;
/// Columns of a cell with its eastern wall.
const CELL_PITCH: usize = 3;
/// Width of a cell house's hall.
const HALL_WIDTH: usize = 6;

/// A cell house as it is asked for.
struct CellHouse {
    /// Its north-western corner.
    x: usize,
    /// See `x`.
    y: usize,
    /// How many galleries, one south of the other.
    galleries: usize,
    /// Cells on each side of a gallery.
    cells: usize,
    /// Mattresses in each gallery.
    mattresses: usize,
}

impl CellHouse {
    /// The whole house, with its walls.
    fn area(&self) -> Area {
        Area {
            x: self.x,
            y: self.y,
            w: self.cells * CELL_PITCH + 1 + 2 + HALL_WIDTH + 1,
            h: self.galleries * GALLERY_PERIOD + 1,
        }
    }

    /// The hall across the eastern ends of the galleries, without its walls.
    fn hall(&self) -> Area {
        let area = self.area();
        Area {
            x: area.east() - HALL_WIDTH,
            y: area.y + 1,
            w: HALL_WIDTH,
            h: area.h - 2,
        }
    }

    /// Draws it: galleries to the west, the hall to the east. The gate of the hall
    /// is the caller's.
    fn draw(&self, c: &mut Canvas) {
        let area = self.area();
        c.fill(area, '#');
        c.fill(self.hall(), '.');
        for gallery in 0..self.galleries {
            self.draw_gallery(c, gallery);
        }
        let hall = self.hall();
        c.put(hall.x + 2, hall.y + 1, 'H');
        for gallery in 0..self.galleries {
            c.put(hall.x + 2, hall.y + 6 + gallery * GALLERY_PERIOD, 'L');
        }
    }

    /// One gallery: a tier on either side, a window at its western end, a gate at the
    /// eastern one and, above the first gallery, stairs.
    fn draw_gallery(&self, c: &mut Canvas, gallery: usize) {
        let top = self.y + gallery * GALLERY_PERIOD;
        let walk = Area {
            x: self.x + 1,
            y: top + 5,
            w: self.cells * CELL_PITCH - 1,
            h: 3,
        };
        let middle = walk.y + 1;
        c.fill(walk, '.');
        for cell in 0..self.cells {
            let x = walk.x + cell * CELL_PITCH;
            // The northern tier's doors are to its south, the southern tier's to its north.
            draw_cell(c, x, [top + 1, top + 2, top + 3], top + 4);
            draw_cell(c, x, [top + 11, top + 10, top + 9], top + 8);
        }
        let gate = walk.east() + 1;
        c.door_down(gate, walk.y, 3, '|');
        let step = if gallery == 0 { '.' } else { '/' };
        c.fill(
            Area {
                x: gate + 1,
                y: walk.y,
                w: 2,
                h: 3,
            },
            step,
        );
        c.put(walk.east(), middle, 'P');
        c.put(walk.x, middle, 'g');
        c.window(self.x, middle);
        let first = walk.x + 2;
        let length = walk.w - 5;
        for i in 0..self.mattresses {
            c.put(
                first + (2 * i + 1) * length / (2 * self.mattresses),
                middle,
                'm',
            );
        }
        for i in 0..self.cells / 5 {
            c.put(walk.x + 7 + i * 5 * CELL_PITCH, walk.y, 'L');
        }
    }
}

/// One cell of two columns from `x`. `rows` are its rows from the back to the front,
/// `front` the row of its bars. The berths are to the east, so that no door of a
/// cell touches the gate at the gallery's eastern end.
fn draw_cell(c: &mut Canvas, x: usize, rows: [usize; 3], front: usize) {
    for (row, tiles) in rows.into_iter().zip([['.', 'u'], ['c', 'b'], ['.', 'b']]) {
        c.set(x, row, tiles[0]);
        c.set(x + 1, row, tiles[1]);
    }
    c.set(x, front, '+');
    c.set(x + 1, front, 'i');
}

/// A mess hall as it is asked for. Its doors are the caller's.
struct MessHall {
    /// Its north-western corner.
    x: usize,
    /// See `x`.
    y: usize,
    /// How many tables, one south of the other.
    tables: usize,
    /// Seats on each side of a table.
    seats: usize,
    /// Width of the aisles at the western and eastern ends of the tables.
    side: usize,
    /// Width of the aisles north of the first and south of the last table.
    end: usize,
}

impl MessHall {
    /// The whole hall, with its walls.
    fn area(&self) -> Area {
        Area {
            x: self.x,
            y: self.y,
            w: self.seats + 2 * self.side + 2,
            h: self.tables * 4 - 1 + 2 * self.end + 2,
        }
    }

    /// Draws walls, tables and seats: aisle, seats, table, seats, aisle and so on.
    fn draw(&self, c: &mut Canvas) {
        let area = self.area();
        c.room(area, '#', '.');
        let x = area.x + 1 + self.side;
        for table in 0..self.tables {
            let y = area.y + 1 + self.end + 4 * table;
            c.row(x, y, self.seats, 1, 'n');
            c.row(x, y + 1, self.seats, 1, 't');
            c.row(x, y + 2, self.seats, 1, 'n');
        }
    }
}

/// Furnishes an open floor with rows of one piece of furniture, each with a walkable
/// row on one side at least: rows lie `pitch` apart, in `blocks` blocks of
/// `per_block` pieces with `gap` free columns between them.
struct Rows {
    /// First column.
    x: usize,
    /// First row.
    y: usize,
    /// Rows.
    rows: usize,
    /// From row to row.
    pitch: usize,
    /// Blocks in a row.
    blocks: usize,
    /// Pieces in a block.
    per_block: usize,
    /// Free columns between blocks.
    gap: usize,
}

impl Rows {
    /// Puts the pieces.
    fn draw(&self, c: &mut Canvas, tile: char) {
        for row in 0..self.rows {
            for block in 0..self.blocks {
                let x = self.x + block * (self.per_block + self.gap);
                c.row(x, self.y + row * self.pitch, self.per_block, 1, tile);
            }
        }
    }
}

/// A chapel's pews: double rows with a free row between, in blocks with free columns
/// between; `x`, `y` is the first pew.
fn pews(
    c: &mut Canvas,
    x: usize,
    y: usize,
    rows: usize,
    blocks: usize,
    per_block: usize,
    gap: usize,
) {
    for row in 0..rows {
        let y = y + row / 2 * 3 + row % 2;
        for block in 0..blocks {
            c.row(x + block * (per_block + gap), y, per_block, 1, 'p');
        }
    }
}

/// A visiting table of `seats` from `x`, `y`: inmates' chairs in the row `inmates`,
/// visitors' chairs in the row `visitors`, the table between them.
fn visiting_table(
    c: &mut Canvas,
    x: usize,
    y: usize,
    seats: usize,
    inmates: usize,
    visitors: usize,
) {
    c.row(x, inmates, seats, 1, 'v');
    c.row(x, y, seats, 1, 't');
    c.row(x, visitors, seats, 1, 'r');
}

/// A tower: a room in the great wall with a post and searchlights; its door is
/// the caller's.
fn tower(c: &mut Canvas, area: Area, lights: &[(usize, usize)], post: (usize, usize)) {
    c.room(area, 'W', '.');
    for &(x, y) in lights {
        c.put(x, y, 'S');
    }
    c.put(post.0, post.1, 'P');
    let inner = area.inner();
    let label = (inner.y..=inner.south())
        .flat_map(|y| (inner.x..=inner.east()).map(move |x| (x, y)))
        .find(|&(x, y)| c.get(x, y) == '.')
        .expect("a tower has free floor");
    c.put(label.0, label.1, 'T');
}

/// A building of the town, as wide and as deep as the picture of what is in it, with a
/// door in its western wall at row `door` of the map.
fn town_building(c: &mut Canvas, x: usize, y: usize, door: usize, inside: &[&str]) {
    let (w, h) = (inside[0].len() + 2, inside.len() + 2);
    c.room(Area { x, y, w, h }, '#', '_');
    c.picture(x + 1, y + 1, inside);
    c.set(x, door, 'D');
}

// --- The maps ---------------------------------------------------------------

/// The smallest prison: one gallery of twenty cells, everything else beside it.
fn cell_block() -> Canvas {
    let mut map = Canvas::new(72, 46);
    let c = &mut map;
    // Outside first, then the wall and the ground within it.
    c.fill(Area::span(53, 1, 70, 44), '"');
    c.room(Area::span(1, 1, 52, 44), 'W', ':');

    let house = CellHouse {
        x: 4,
        y: 4,
        galleries: 1,
        cells: 10,
        mattresses: 0,
    };
    house.draw(c);
    c.door_across(39, 16, 3, '|');
    c.put(40, 14, 'P');

    // West to east through the rows; one post keeps both doors.
    let mess = MessHall {
        x: 4,
        y: 22,
        tables: 2,
        seats: 10,
        side: 4,
        end: 1,
    };
    mess.draw(c);
    c.put(6, 27, '1');
    c.door_across(6, 22, 2, 'D');
    c.door_across(19, 22, 2, 'D');
    c.put(13, 23, 'P');
    c.put_all("7,29 20,25", 'L');
    c.windows_across(10, 22, 3, 3);
    c.windows_down(23, 24, 3, 3);

    c.room(Area::span(4, 32, 17, 39), '#', ';');
    c.door_across(6, 32, 2, 'D');
    c.door_down(17, 35, 2, 'D');
    c.put(6, 35, '2');
    c.row(10, 33, 4, 1, 's');
    c.row(9, 36, 4, 1, 'k');
    c.row(8, 38, 5, 1, 'e');
    c.put(14, 36, 'L');
    c.windows_down(4, 34, 2, 3);

    c.room(Area::span(28, 22, 52, 28), '#', '\'');
    c.fill(Area::span(52, 22, 52, 28), 'W');
    c.door_down(28, 24, 3, 'D');
    c.put(29, 23, '6');
    c.row(32, 24, 10, 2, 'l');
    c.row(32, 26, 10, 2, 'l');
    c.put(30, 26, 'P');
    c.put_all("41,25 51,25", 'L');
    c.windows_across(33, 22, 5, 4);

    // The yard, fenced off from the way.
    c.fill(Area::span(29, 29, 51, 43), ',');
    c.fill(Area::span(28, 29, 28, 44), 'f');
    c.set(28, 44, 'W');
    c.door_down(28, 34, 3, '|');
    c.put(40, 36, '4');
    c.put(31, 35, 'P');
    c.put_all("33,31 47,31 33,41 47,41", 'L');
    c.put_all("43,33 45,38 39,40 36,33", 'x');

    tower(c, Area::span(1, 40, 5, 44), &[(2, 43), (4, 43)], (3, 42));
    c.door_across(3, 40, 1, 'D');

    c.room(Area::span(46, 1, 52, 8), '#', '_');
    c.fill(Area::span(46, 1, 52, 1), 'W');
    c.fill(Area::span(52, 1, 52, 8), 'W');
    c.door_across(48, 8, 1, 'D');
    c.put(47, 3, 'Q');
    c.put(49, 4, 'd');
    c.put_all("51,2 51,3", 'e');
    c.put(51, 6, 'L');

    // The gatehouse stands before the wall; the road begins at its outer gate.
    c.room(Area::span(52, 14, 59, 21), 'W', '.');
    c.door_down(52, 17, 2, 'G');
    c.door_down(59, 17, 2, 'G');
    c.put(53, 15, 'E');
    c.put_all("54,19 57,16", 'P');
    c.put(56, 20, 'L');

    c.put_all("46,12 44,20 24,19 10,19 26,30 22,41 3,24", 'L');

    c.fill(Area::span(60, 16, 70, 19), '=');
    c.fill(Area::span(65, 1, 65, 44), 'f');
    c.door_down(65, 16, 4, 'o');
    c.put(61, 10, 'X');
    c.put(68, 17, 'Z');
    c.put_all("61,14 61,21 63,34", 'L');
    map
}

/// A tenth of the big house, with the same ratios: one cell house of three
/// galleries, and one of everything else.
fn big_house_300() -> Canvas {
    let mut map = Canvas::new(162, 82);
    let c = &mut map;
    c.fill(Area::span(1, 1, 160, 80), '"');
    c.room(Area::span(3, 4, 127, 77), 'W', '"');
    small_ways(c);
    small_house_and_mess(c);
    small_work_and_worship(c);
    small_administration(c);
    small_custody_and_care(c);
    small_town(c);
    map
}

/// Ways, fences between them and the strip along the wall, yard, towers.
fn small_ways(c: &mut Canvas) {
    c.fill(Area::span(64, 10, 71, 71), ':');
    c.fill(Area::span(10, 47, 121, 52), ':');
    c.fill(Area::span(95, 10, 99, 67), ':');
    c.fill(Area::span(95, 26, 122, 33), ':');
    c.fill(Area::span(64, 10, 71, 10), 'f');
    c.door_across(66, 10, 3, '|');
    c.put(68, 13, 'P');
    c.fill(Area::span(95, 10, 99, 10), 'f');
    c.fill(Area::span(95, 67, 99, 67), 'f');
    c.fill(Area::span(122, 47, 122, 52), 'f');
    c.fill(Area::span(9, 47, 9, 52), 'f');
    c.fill(Area::span(64, 71, 71, 71), 'f');
    c.put_all(
        "68,17 68,24 66,38 66,44 68,58 68,66 97,16 97,22 97,40 97,58 14,49 26,50 \
         38,49 50,50 78,50 90,49 104,50 118,49 106,32 114,27",
        'L',
    );
    c.put_all("20,50 32,48 44,51 70,62 65,20", 'x');

    // The yard.
    c.room(Area::span(9, 53, 63, 71), 'f', ',');
    c.door_across(48, 53, 3, '|');
    c.door_down(63, 61, 3, '|');
    c.put(36, 62, '4');
    c.put_all("47,55 60,63", 'P');
    c.put_all("14,56 14,68 36,56 36,68 57,56 57,68", 'L');
    c.put_all(
        "18,60 21,65 25,59 28,66 31,61 40,65 43,60 46,66 52,64 23,62",
        'x',
    );

    tower(c, Area::span(1, 27, 4, 30), &[(2, 28)], (3, 28));
    c.set(4, 28, 'D');
    tower(c, Area::span(125, 3, 128, 6), &[(127, 4)], (126, 5));
    c.set(126, 6, 'D');
    tower(c, Area::span(125, 75, 128, 78), &[(127, 77)], (126, 76));
    c.set(126, 75, 'D');
    c.put_all("6,12 6,40 6,60 30,7 90,7 30,74 90,74 125,16 125,60", 'L');
}

/// House A, the mess hall east of it, kitchen and laundry north of that.
fn small_house_and_mess(c: &mut Canvas) {
    let house = CellHouse {
        x: 9,
        y: 10,
        galleries: 3,
        cells: 15,
        mattresses: 10,
    };
    house.draw(c);
    c.door_down(63, 40, 3, '|');
    c.put(61, 41, 'P');
    c.windows_down(63, 13, 5, 5);

    let mess = MessHall {
        x: 72,
        y: 20,
        tables: 6,
        seats: 13,
        side: 4,
        end: 1,
    };
    mess.draw(c);
    c.put(74, 26, '1');
    c.door_down(72, 30, 2, 'D');
    c.door_down(94, 39, 2, 'D');
    c.put_all("74,32 92,38 83,45", 'P');
    c.put_all("75,23 75,41 91,25 91,43", 'L');
    c.windows_across(77, 46, 5, 3);

    c.room(Area::span(72, 10, 84, 20), '#', ';');
    c.door_across(74, 20, 2, 'D');
    c.door_down(72, 14, 2, 'D');
    c.put(74, 17, '2');
    c.row(76, 11, 6, 1, 's');
    c.row(76, 14, 6, 1, 'k');
    c.row(76, 17, 6, 1, 'k');
    c.column(83, 13, 5, 1, 'e');
    c.put(80, 12, 'L');

    c.room(Area::span(84, 10, 94, 20), '#', ';');
    c.door_down(94, 14, 2, 'D');
    c.put(92, 18, '3');
    c.row(86, 12, 4, 2, 'a');
    c.row(86, 15, 4, 2, 'a');
    c.row(86, 18, 3, 1, 'e');
    c.put(93, 12, 'L');
}

/// The mill and the chapel.
fn small_work_and_worship(c: &mut Canvas) {
    c.room(Area::span(72, 53, 95, 71), '#', '\'');
    c.door_across(83, 53, 3, 'D');
    c.door_down(72, 61, 3, 'D');
    c.put(74, 60, '6');
    for y in [54, 64] {
        let looms = Rows {
            x: 75,
            y,
            rows: 4,
            pitch: 2,
            blocks: 2,
            per_block: 7,
            gap: 4,
        };
        looms.draw(c, 'l');
    }
    c.put_all("82,55 75,62", 'P');
    c.put_all("84,58 84,66 92,62", 'L');
    c.windows_down(95, 56, 5, 3);
    c.windows_across(76, 71, 6, 3);

    c.room(Area::span(100, 53, 122, 67), '#', '_');
    c.door_across(110, 53, 3, 'D');
    pews(c, 102, 55, 5, 3, 5, 2);
    c.put(110, 63, '5');
    c.row(110, 65, 3, 1, 'A');
    c.put(115, 54, 'P');
    c.put_all("101,64 121,64", 'L');
    c.windows_down(122, 56, 4, 3);
}

/// Administration and gatehouse, round the forecourt.
fn small_administration(c: &mut Canvas) {
    let block = Area::span(100, 10, 122, 25);
    c.fill(block, '#');
    // A corridor between two rows of rooms.
    c.fill(Area::span(101, 17, 121, 18), '_');
    c.door_down(100, 17, 2, 'D');
    c.put_all("106,17 117,18", 'L');

    c.fill(Area::span(101, 11, 106, 15), '_');
    c.put(102, 14, 'Q');
    c.put(104, 12, 'd');
    c.row(101, 11, 2, 1, 'e');
    c.set(103, 16, 'D');
    c.fill(Area::span(108, 11, 112, 15), '_');
    c.put(111, 14, 'q');
    c.row(109, 11, 2, 1, 'B');
    c.put(112, 12, 't');
    c.set(110, 16, 'D');
    c.fill(Area::span(114, 11, 117, 15), '.');
    c.put(115, 14, 'Y');
    c.row(114, 11, 4, 1, 'R');
    c.set(116, 16, 'D');
    c.put(117, 14, 'P');
    c.fill(Area::span(119, 11, 121, 15), '_');
    c.put(120, 12, 'y');
    c.row(119, 11, 3, 1, 'K');
    c.set(120, 16, 'D');
    c.put(121, 14, 'P');

    c.fill(Area::span(101, 20, 106, 24), '_');
    c.put(102, 21, 'O');
    c.put_all("104,22 104,23", 'd');
    c.set(103, 19, 'D');
    c.fill(Area::span(108, 20, 113, 24), '_');
    c.put(109, 21, 'U');
    c.row(110, 22, 2, 1, 't');
    c.put(113, 24, 's');
    c.set(110, 19, 'D');
    c.fill(Area::span(115, 20, 121, 24), '_');
    c.put(116, 23, 'C');
    c.row(118, 22, 2, 1, 'd');
    c.column(121, 20, 4, 1, 'e');
    c.set(118, 19, 'D');
    c.door_across(115, 25, 2, 'D');
    c.windows_across(102, 25, 3, 2);
    c.windows_across(109, 25, 3, 2);

    c.room(Area::span(117, 26, 127, 33), 'W', '.');
    c.door_down(117, 29, 2, 'G');
    c.door_down(127, 29, 2, 'G');
    c.put(118, 27, 'E');
    c.put_all("119,31 125,28", 'P');
    c.put(122, 32, 'L');
}

/// Hospital, morgue, visiting room, workshop and dungeon, south of the forecourt.
fn small_custody_and_care(c: &mut Canvas) {
    c.fill(Area::span(100, 34, 122, 46), '#');
    c.fill(Area::span(101, 35, 106, 39), ';');
    c.put(104, 38, '7');
    c.row(102, 35, 4, 1, 'h');
    c.put(105, 37, 'd');
    c.door_down(100, 38, 1, 'D');
    c.windows_across(102, 34, 2, 3);

    // Two cells off a passage of their own.
    c.fill(Area::span(101, 41, 106, 42), '.');
    c.door_down(100, 41, 2, 'D');
    c.put(104, 41, 'P');
    for x in [102, 105] {
        c.fill(Area::span(x, 44, x + 1, 45), '.');
        c.put(x, 44, '9');
        c.put(x + 1, 45, 'u');
        c.set(x, 43, '+');
    }

    c.fill(Area::span(108, 35, 113, 40), ';');
    c.put(112, 39, '8');
    c.put(113, 36, 'j');
    c.column(108, 39, 2, 1, 'N');
    c.door_across(110, 34, 2, 'D');
    c.door_down(107, 37, 1, 'D');

    c.fill(Area::span(108, 42, 113, 45), '_');
    c.put(109, 44, '0');
    c.row(108, 42, 6, 1, 'd');
    c.door_across(110, 46, 2, 'D');

    c.fill(Area::span(115, 35, 121, 45), '_');
    visiting_table(c, 115, 39, 6, 40, 38);
    c.put(116, 43, 'V');
    c.put(120, 43, 'P');
    c.door_across(115, 34, 2, 'D');
    c.door_across(117, 46, 2, 'D');
    c.put(120, 36, 'L');
}

/// Road, town and the way beyond.
fn small_town(c: &mut Canvas) {
    c.fill(Area::span(134, 1, 138, 80), '=');
    c.fill(Area::span(128, 27, 160, 32), '=');
    c.fill(Area::span(150, 22, 160, 22), 'f');
    c.fill(Area::span(150, 37, 160, 37), 'f');
    c.fill(Area::span(150, 22, 150, 37), 'f');
    c.door_down(150, 28, 4, 'o');
    c.put(155, 34, 'Z');
    c.put(142, 40, 'X');
    let bookshop = ["ee ee e", "      e", " !    e", "    k e"];
    town_building(c, 141, 8, 11, &bookshop);
    let home = ["B    BB", "       ", "  $    ", "s   tt "];
    town_building(c, 141, 16, 19, &home);
    let police = ["  d   e", "      e", "  d    ", "       ", " @    e"];
    town_building(c, 141, 42, 45, &police);
    let undertaker = ["ee     ", "    j j", "       ", " M     ", "   k   "];
    town_building(c, 141, 51, 54, &undertaker);
    let cottage = ["     BB", "  F    ", "       ", "s  t   "];
    town_building(c, 141, 61, 63, &cottage);
    c.put_all(
        "131,25 131,34 132,10 132,45 132,60 140,10 140,24 140,50 140,70 148,34 156,25",
        'L',
    );
}

/// The big house: three cell houses to the west, mess hall in the middle, yard to the
/// south-east, mill and chapel to the north, administration and gate to the east.
fn big_house() -> Canvas {
    let mut map = Canvas::new(312, 240);
    let c = &mut map;
    // The wall is two metres thick; grass lies on both sides of it.
    c.fill(Area::span(1, 1, 310, 238), '"');
    c.room(Area::span(4, 16, 265, 223), 'W', '"');
    c.frame(Area::span(5, 17, 264, 222), 'W');
    ways(c);
    yard(c);
    towers(c);
    cell_houses(c);
    mess_and_kitchen(c);
    chapel(c);
    mill(c);
    administration(c);
    hospital_and_shops(c);
    dungeon(c);
    town(c);
    map
}

/// The ways between the buildings, and the fences that part them from the strip along
/// the wall.
fn ways(c: &mut Canvas) {
    // The central way before the cell houses; a way round three sides of the mess
    // hall, so that men who have eaten do not meet those who wait at the door.
    c.fill(Area::span(112, 24, 121, 216), ':');
    c.fill(Area::span(112, 66, 177, 73), ':');
    c.fill(Area::span(161, 70, 258, 77), ':');
    c.fill(Area::span(174, 24, 177, 77), ':');
    c.fill(Area::span(199, 70, 206, 153), ':');
    c.fill(Area::span(112, 146, 229, 153), ':');
    c.fill(Area::span(207, 139, 229, 153), ':');
    c.fill(Area::span(199, 107, 253, 114), ':');

    c.fill(Area::span(112, 24, 121, 24), 'f');
    c.door_across(115, 24, 3, '|');
    c.put(118, 26, 'P');
    c.fill(Area::span(174, 24, 177, 24), 'f');
    c.fill(Area::span(259, 70, 259, 77), 'f');
    c.door_down(259, 72, 3, '|');
    c.put(257, 75, 'P');
    c.fill(Area::span(111, 85, 111, 88), 'f');
    c.fill(Area::span(111, 150, 111, 153), 'f');
    c.fill(Area::span(111, 215, 111, 217), 'f');
    c.fill(Area::span(112, 217, 121, 217), 'f');
    c.door_across(115, 217, 3, '|');
    c.put(118, 215, 'P');

    // The forecourt of the gate is fenced off.
    c.fill(Area::span(240, 107, 240, 114), 'f');
    c.door_down(240, 109, 3, '|');
    c.put(238, 112, 'P');

    // Posts outside the two doors of the mess hall.
    c.put_all("120,121 200,121", 'P');

    for y in [
        30, 42, 54, 64, 82, 92, 102, 112, 126, 136, 148, 158, 172, 186, 198, 210,
    ] {
        c.put(if y % 4 == 0 { 113 } else { 120 }, y, 'L');
    }
    for x in [128, 140, 152, 164, 184, 196, 208, 222, 236, 248] {
        c.put(x, if x < 170 { 69 } else { 72 }, 'L');
    }
    for x in [130, 144, 158, 172, 186, 214, 226] {
        c.put(x, 149, 'L');
    }
    c.put_all(
        "175,34 175,46 175,58 203,84 203,96 203,108 203,128 203,140",
        'L',
    );
    c.put_all("212,110 224,110 234,108 243,108 250,113", 'L');

    // Gangs that sweep and mend: 50 places, none before a door.
    c.column(114, 166, 10, 4, 'x');
    c.column(119, 166, 10, 4, 'x');
    c.column(114, 30, 9, 4, 'x');
    c.column(119, 31, 9, 4, 'x');
    c.row(209, 142, 6, 3, 'x');
    c.row(209, 146, 6, 3, 'x');
}

/// The yard: cinders behind a fence, with three gates.
fn yard(c: &mut Canvas) {
    c.room(Area::span(122, 154, 259, 217), 'f', ',');
    c.fill(Area::span(230, 138, 259, 154), 'f');
    c.fill(Area::span(231, 139, 258, 154), ',');
    c.door_across(199, 154, 3, '|');
    c.door_down(122, 184, 3, '|');
    c.put(190, 184, '4');
    c.put_all(
        "198,156 125,187 243,140 160,156 140,214 180,214 220,214 256,160 256,200 \
         160,186",
        'P',
    );
    for y in [160, 178, 196, 212] {
        for x in [130, 150, 172, 194, 216, 238, 254] {
            c.put(x, y, 'L');
        }
    }
    c.put_all("238,146 252,146", 'L');
    // Ten gangs of ten.
    for (x, y) in [
        (134, 165),
        (156, 168),
        (178, 165),
        (204, 170),
        (226, 165),
        (136, 202),
        (158, 200),
        (182, 204),
        (206, 200),
        (230, 203),
    ] {
        c.row(x, y, 5, 2, 'x');
        c.row(x + 1, y + 2, 5, 2, 'x');
    }
}

/// Eight towers on the wall, and lamps along its inside.
fn towers(c: &mut Canvas) {
    for (x, y, lights, door) in [
        (3, 15, [(4, 16), (4, 18)], (6, 19)),
        (150, 14, [(151, 15), (153, 15)], (152, 18)),
        (262, 15, [(265, 16), (265, 18)], (263, 19)),
        (263, 168, [(266, 169), (266, 171)], (263, 170)),
        (262, 220, [(265, 221), (265, 223)], (263, 220)),
        (150, 221, [(151, 224), (153, 224)], (152, 221)),
        (3, 220, [(4, 221), (4, 223)], (6, 220)),
        (2, 117, [(3, 118), (3, 120)], (6, 119)),
    ] {
        tower(c, Area { x, y, w: 5, h: 5 }, &lights, (x + 2, y + 2));
        c.set(door.0, door.1, 'D');
    }
    for x in (20..260).step_by(24) {
        c.put(x, 21, 'L');
        c.put(x, 220, 'L');
    }
    for y in (32..216).step_by(24) {
        c.put(9, y, 'L');
        c.put(262, y - 6, 'L');
    }
    c.put_all("40,87 80,87 40,151 80,151", 'L');
}

/// Houses A, B and C, from north to south. Their gates lie so that no man who comes
/// back from the mess hall passes those who wait at its door.
fn cell_houses(c: &mut Canvas) {
    for (y, gate) in [(24, 76), (89, 141), (154, 160)] {
        let house = CellHouse {
            x: 12,
            y,
            galleries: 5,
            cells: 30,
            mattresses: 20,
        };
        house.draw(c);
        let east = house.area().east();
        c.windows_down(east, y + 3, 15, 4);
        c.fill(Area::span(east, gate - 1, east, gate + 3), '#');
        c.door_down(east, gate, 3, '|');
        c.put(east - 3, gate + 1, 'P');
    }
}

/// The mess hall with its two doors, the kitchen and the laundry north of it.
fn mess_and_kitchen(c: &mut Canvas) {
    let mess = MessHall {
        x: 122,
        y: 93,
        tables: 12,
        seats: 65,
        side: 5,
        end: 2,
    };
    mess.draw(c);
    let area = mess.area();
    c.put(125, 104, '1');
    c.door_down(area.x, 118, 2, 'D');
    c.door_down(area.east(), 118, 2, 'D');
    c.put_all(
        "124,115 196,122 124,98 124,141 196,98 196,141 145,94 175,94 145,144 175,144",
        'P',
    );
    for y in [99, 111, 127, 139] {
        for x in [126, 194] {
            c.put(x, y, 'L');
        }
        for x in [143, 160, 177] {
            c.put(x, y, 'L');
        }
    }
    c.windows_across(128, area.south(), 16, 4);
    c.windows_down(area.x, 97, 5, 4);
    c.windows_down(area.x, 123, 5, 4);
    c.windows_down(area.east(), 97, 5, 4);
    c.windows_down(area.east(), 123, 5, 4);

    c.room(Area::span(122, 74, 160, 93), '#', ';');
    c.door_across(124, 74, 2, 'D');
    c.door_across(126, 93, 2, 'D');
    c.put(125, 84, '2');
    c.put(128, 76, 'P');
    for x in [130, 144] {
        c.row(x, 77, 12, 1, 's');
        c.row(x, 81, 12, 1, 'k');
        c.row(x, 85, 12, 1, 'k');
        c.row(x, 89, 12, 1, 'e');
    }
    c.put_all("128,79 157,79 128,87 157,87 143,83", 'L');
    c.windows_across(131, 74, 7, 4);
    c.windows_down(122, 78, 4, 4);

    c.room(Area::span(160, 78, 198, 93), '#', ';');
    c.door_across(178, 78, 2, 'D');
    c.put(162, 86, '3');
    c.put(182, 79, 'P');
    for y in [81, 84, 87, 90] {
        c.row(165, y, 12, 2, 'a');
    }
    c.column(193, 81, 10, 1, 'e');
    c.put_all("163,80 163,91 191,85 196,80 196,91", 'L');
    c.windows_across(163, 78, 4, 4);
    c.windows_across(183, 78, 4, 4);
    c.windows_down(198, 81, 3, 4);
}

/// The chapel: 760 pews before the altar.
fn chapel(c: &mut Canvas) {
    let area = Area::span(122, 24, 173, 65);
    c.room(area, '#', '_');
    c.door_across(147, 65, 3, 'D');
    pews(c, 126, 34, 19, 2, 20, 4);
    c.put(147, 30, '5');
    c.row(146, 27, 4, 1, 'A');
    c.put_all("145,63 171,44", 'P');
    c.put_all(
        "124,32 171,32 124,46 124,60 171,60 140,27 155,27 148,48",
        'L',
    );
    c.windows_down(area.x, 28, 9, 4);
    c.windows_down(area.east(), 28, 9, 4);
    c.windows_across(126, area.y, 11, 4);
}

/// The mill: 1,080 looms in two halls' worth of rows, with a broad aisle each way.
fn mill(c: &mut Canvas) {
    let area = Area::span(178, 24, 259, 69);
    c.room(area, '#', '\'');
    c.door_down(area.x, 45, 3, 'D');
    c.door_across(217, area.south(), 3, 'D');
    for x in [181, 221] {
        for y in [25, 50] {
            let looms = Rows {
                x,
                y,
                rows: 10,
                pitch: 2,
                blocks: 9,
                per_block: 3,
                gap: 1,
            };
            looms.draw(c, 'l');
        }
    }
    c.put(200, 46, '6');
    c.put_all(
        "220,66 180,44 217,32 217,58 257,34 257,60 180,62 240,46",
        'P',
    );
    for x in [190, 210, 230, 250] {
        c.put(x, 47, 'L');
    }
    for y in [28, 40, 54, 64] {
        c.put(219, y, 'L');
        c.put(179, y, 'L');
        c.put(258, y, 'L');
    }
    c.windows_across(182, area.y, 19, 4);
    c.windows_across(183, area.south(), 8, 4);
    c.windows_across(223, area.south(), 9, 4);
    c.windows_down(area.east(), 28, 10, 4);
}

/// Administration, receiving room and visiting room, and the gatehouse.
fn administration(c: &mut Canvas) {
    c.fill(Area::span(207, 78, 259, 106), '#');
    // A corridor; north of it the rooms of guards and warden.
    c.fill(Area::span(208, 91, 258, 93), '_');
    c.door_down(207, 91, 2, 'D');
    c.put(210, 93, 'P');
    c.put_all("218,92 231,92 244,92 256,92", 'L');
    for (x0, x1, floor, door, label) in [
        (208, 217, '_', 212, 'U'),
        (219, 224, '_', 221, 'y'),
        (226, 231, '.', 228, 'Y'),
        (233, 237, '_', 235, 'O'),
        (239, 243, '_', 241, 'O'),
        (245, 251, '_', 248, 'Q'),
        (253, 258, '_', 255, 'q'),
    ] {
        c.fill(Area::span(x0, 79, x1, 89), floor);
        c.set(door, 90, 'D');
        c.put(x0 + 1, 87, label);
        c.put(x1, 88, 'L');
        c.windows_across(x0 + 1, 78, 2, (x1 - x0 - 1).min(4));
    }
    // Guard room: tables, a stove for the coffee, coats on shelves.
    c.row(210, 82, 5, 1, 't');
    c.row(210, 85, 5, 1, 't');
    c.put(217, 80, 's');
    c.row(208, 79, 6, 1, 'e');
    // Keys and rifles, each under an officer's eye.
    c.row(220, 79, 4, 1, 'K');
    c.put(222, 84, 'd');
    c.put(223, 87, 'P');
    c.row(226, 79, 6, 1, 'R');
    c.column(226, 81, 4, 1, 'R');
    c.column(231, 81, 4, 1, 'R');
    c.put(230, 87, 'P');
    // Two offices, the warden's office, the warden's rooms.
    for x in [235, 241] {
        c.column(x, 81, 3, 2, 'd');
        c.row(x - 2, 79, 3, 1, 'e');
    }
    c.put(248, 82, 'd');
    c.row(246, 79, 5, 1, 'e');
    c.row(246, 86, 2, 1, 't');
    c.row(254, 80, 2, 1, 'B');
    c.put(258, 80, 'e');
    c.row(254, 84, 2, 1, 't');

    // The visiting room: inmates come from the west, visitors from the forecourt.
    c.fill(Area::span(208, 95, 250, 105), '_');
    visiting_table(c, 208, 100, 42, 99, 101);
    c.put(228, 97, 'V');
    c.door_down(207, 96, 2, 'D');
    c.door_across(245, 106, 2, 'D');
    c.put_all("211,96 243,104", 'P');
    c.put_all("222,96 238,96 218,104 232,104", 'L');
    c.windows_across(210, 106, 8, 4);

    // The receiving room: new men are searched and measured here.
    c.fill(Area::span(252, 95, 258, 105), '_');
    c.put(254, 101, 'C');
    c.row(254, 98, 3, 1, 'd');
    c.column(258, 95, 6, 1, 'e');
    c.set(255, 94, 'D');
    c.door_across(252, 106, 2, 'D');
    c.put(254, 104, 'P');
    c.put(256, 103, 'L');

    // The gatehouse cuts through the whole wall.
    c.room(Area::span(254, 106, 265, 115), 'W', '.');
    c.door_down(254, 110, 2, 'G');
    c.door_down(265, 110, 2, 'G');
    c.put(256, 108, 'E');
    c.put_all("256,113 263,108", 'P');
    c.put_all("259,107 259,114", 'L');
}

/// Hospital, morgue and two workshops south of the avenue.
fn hospital_and_shops(c: &mut Canvas) {
    c.fill(Area::span(207, 115, 240, 138), '#');
    c.fill(Area::span(208, 116, 230, 126), ';');
    c.put(226, 116, '7');
    c.put(217, 116, 'P');
    for y in [118, 121, 124] {
        c.row(210, y, 10, 2, 'h');
    }
    c.row(211, 126, 6, 3, 'd');
    c.door_across(213, 115, 2, 'D');
    c.put_all("209,120 221,122 230,117", 'L');
    c.windows_across(218, 115, 4, 3);
    c.windows_down(207, 118, 3, 3);

    // The dead leave the hospital by the morgue, and the morgue by the forecourt.
    c.fill(Area::span(232, 116, 239, 126), ';');
    c.door_down(231, 121, 1, 'D');
    c.door_down(240, 119, 3, 'D');
    c.put(233, 119, '8');
    c.row(233, 117, 3, 2, 'j');
    c.fill(Area::span(236, 123, 237, 125), 'N');
    c.put(233, 125, 'L');

    c.fill(Area::span(208, 128, 222, 137), '_');
    c.door_down(207, 131, 2, 'D');
    c.put(209, 129, '0');
    c.put(209, 134, 'P');
    for y in [129, 132, 135] {
        c.row(211, y, 10, 1, 'd');
    }
    c.put_all("222,130 210,137", 'L');
    c.windows_across(209, 138, 4, 3);
    c.windows_down(207, 134, 2, 2);

    c.fill(Area::span(224, 128, 239, 137), '_');
    c.door_across(226, 138, 2, 'D');
    c.put(225, 129, '0');
    c.put(229, 137, 'P');
    for y in [129, 132, 135] {
        c.row(227, y, 11, 1, 'k');
    }
    c.put_all("225,133 239,134", 'L');
    c.windows_across(231, 138, 3, 3);
}

/// The dungeon: twelve cells of four square metres along a passage, by the way that
/// leads from the forecourt to the yard.
fn dungeon(c: &mut Canvas) {
    c.fill(Area::span(241, 115, 249, 137), ':');
    c.fill(Area::span(241, 138, 249, 138), 'f');
    c.door_across(244, 138, 3, '|');
    c.put_all("242,124 248,133", 'L');
    c.put(243, 117, 'P');

    c.fill(Area::span(250, 115, 259, 138), '#');
    c.fill(Area::span(254, 115, 259, 115), 'W');
    c.fill(Area::span(251, 116, 258, 118), '.');
    c.fill(Area::span(254, 119, 255, 136), '.');
    c.door_down(250, 116, 2, 'D');
    c.put(253, 118, 'P');
    c.put_all("257,117 254,128 255,136", 'L');
    for y in (120..=135).step_by(3) {
        for (x, door, bucket) in [(251, 253, 251), (257, 256, 258)] {
            c.fill(Area { x, y, w: 2, h: 2 }, '.');
            c.set(door, y, '+');
            c.put(bucket, y + 1, 'u');
            c.put(bucket, y, '9');
        }
    }
}

/// The town: a road along the wall, one to the gate, houses and shops, and the way
/// beyond the road where officers off duty and visitors come from.
fn town(c: &mut Canvas) {
    c.fill(Area::span(275, 1, 281, 238), '=');
    c.fill(Area::span(266, 108, 310, 113), '=');
    c.fill(Area::span(296, 96, 310, 96), 'f');
    c.fill(Area::span(296, 125, 310, 125), 'f');
    c.fill(Area::span(296, 96, 296, 125), 'f');
    c.door_down(296, 109, 4, 'o');
    c.put(304, 118, 'Z');
    c.put(286, 104, 'X');

    let bookshop = [
        " eeeee  e",
        "        e",
        "        e",
        "  !  k  e",
        "     k  e",
        "        e",
        "  eee    ",
    ];
    town_building(c, 285, 80, 84, &bookshop);
    let store = [
        " ee     e",
        "    k   e",
        "  I k   e",
        "    k   e",
        "         ",
        "         ",
    ];
    town_building(c, 285, 134, 138, &store);
    let marlowes = [
        "BB     BB",
        "         ",
        "   $     ",
        "         ",
        "     tt  ",
        "s       e",
    ];
    town_building(c, 285, 62, 66, &marlowes);
    let home = [
        "BB     BB",
        "         ",
        "   F     ",
        "         ",
        "     tt  ",
        "s       e",
    ];
    for (y, door) in [(18, 21), (42, 46), (186, 190), (210, 213)] {
        town_building(c, 285, y, door, &home);
    }
    let police = [
        "        e",
        "  d     e",
        "        e",
        "  d      ",
        "    @    ",
        "      tt ",
        "         ",
        "  d      ",
        "        e",
    ];
    town_building(c, 285, 148, 153, &police);
    let undertaker = [
        "eee      ",
        "       j ",
        "         ",
        "    M  j ",
        "         ",
        "   k     ",
        "   k     ",
    ];
    town_building(c, 285, 165, 169, &undertaker);
    c.fill(Area::span(283, 175, 284, 177), 'N');

    for y in (8..236).step_by(18) {
        c.put(273, y, 'L');
        c.put(283, y + 3, 'L');
    }
    c.put_all(
        "269,105 269,116 289,106 289,115 300,106 300,115 308,100 308,121",
        'L',
    );
}
