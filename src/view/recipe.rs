//! Which pieces make the picture of a tile: the map says what a thing is, this says how it looks.
//!
//! Pure. A recipe is the list of pieces laid over one another, the lowest first; tiles with the
//! same recipe share one picture. Walls join by their neighbours: an edge on each side where no
//! wall follows, and a lit face and a shadow on the floor to the south and east of them.

use bighouse_sim::ids::TileId;
use bighouse_sim::level::{DoorKind, Floor, RoomUse, Tile};
use bighouse_sim::prison::light;
use smallvec::SmallVec;

/// The pieces of one tile.
pub type Recipe = SmallVec<[&'static str; 8]>;

/// How a door stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoorState {
    /// One can pass.
    Open,
    /// Nobody has said whether it is locked.
    Shut,
    /// Locked.
    Locked,
    /// Broken open.
    Forced,
}

/// The map as it is to be drawn.
pub struct Drawn<'a> {
    /// What stands on each tile, row by row.
    pub tiles: &'a [Tile],
    /// The floor under it.
    pub floors: &'a [Floor],
    /// What the room of each tile is for, row by row; none where it is not known.
    pub uses: &'a [Option<RoomUse>],
    /// Tiles in a row.
    pub width: u32,
    /// Tiles that fire has blackened, in order.
    pub burnt: &'a [TileId],
}

/// The four sides: which way, in the order of the pieces.
const SIDES: [(i32, i32); 4] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// The floors of a level, in its order, and after them those that rooms have by what they are for.
#[rustfmt::skip]
const FLOORS: [[&str; 4]; 14] = [
    ["floor.flags.0", "floor.flags.1", "floor.flags.2", "floor.flags.3"],
    ["floor.boards.0", "floor.boards.1", "floor.boards.2", "floor.boards.3"],
    ["floor.concrete.0", "floor.concrete.1", "floor.concrete.2", "floor.concrete.3"],
    ["floor.cinders.0", "floor.cinders.1", "floor.cinders.2", "floor.cinders.3"],
    ["floor.gravel.0", "floor.gravel.1", "floor.gravel.2", "floor.gravel.3"],
    ["floor.sawdust.0", "floor.sawdust.1", "floor.sawdust.2", "floor.sawdust.3"],
    ["floor.grass.0", "floor.grass.1", "floor.grass.2", "floor.grass.3"],
    ["floor.road.0", "floor.road.1", "floor.road.2", "floor.road.3"],
    ["floor.tiles.0", "floor.tiles.1", "floor.tiles.2", "floor.tiles.3"],
    ["floor.slabs.0", "floor.slabs.1", "floor.slabs.2", "floor.slabs.3"],
    ["floor.planks.0", "floor.planks.1", "floor.planks.2", "floor.planks.3"],
    ["floor.lino.0", "floor.lino.1", "floor.lino.2", "floor.lino.3"],
    ["floor.parquet.0", "floor.parquet.1", "floor.parquet.2", "floor.parquet.3"],
    ["floor.duck.0", "floor.duck.1", "floor.duck.2", "floor.duck.3"],
];
const TILES: usize = 8;
const SLABS: usize = 9;
const PLANKS: usize = 10;
const LINO: usize = 11;
const PARQUET: usize = 12;
const DUCK: usize = 13;
/// The ink wash over what has burnt.
const BURNT: &str = "damage.12";
const WALL: [&str; 4] = ["wall.n", "wall.e", "wall.s", "wall.w"];
const WALL_CORNERS: [&str; 4] = ["wall.ne", "wall.se", "wall.sw", "wall.nw"];
const OUTER: [&str; 4] = ["outer.n", "outer.e", "outer.s", "outer.w"];
const OUTER_CORNERS: [&str; 4] = ["outer.ne", "outer.se", "outer.sw", "outer.nw"];
const FENCE: [&str; 4] = ["fence.n", "fence.e", "fence.s", "fence.w"];
const BARS: [&str; 4] = ["bars.n", "bars.e", "bars.s", "bars.w"];
const TABLE: [&str; 4] = ["table.n", "table.e", "table.s", "table.w"];
const PLATES: [&str; 4] = ["plate.n", "plate.e", "plate.s", "plate.w"];
const BUNK: [&str; 4] = ["bunk.n", "bunk.e", "bunk.s", "bunk.w"];
const PEW: [&str; 4] = ["pew.n", "pew.e", "pew.s", "pew.w"];
const COT: [&str; 4] = ["cot.n", "cot.e", "cot.s", "cot.w"];
const BED: [&str; 4] = ["bed.n", "bed.e", "bed.s", "bed.w"];
const CHAIR: [&str; 4] = ["chair.n", "chair.e", "chair.s", "chair.w"];

impl Drawn<'_> {
    /// The tile at a column and row; solid beyond the edge.
    fn at(&self, x: i32, y: i32) -> Tile {
        let width = self.width as i32;
        if x < 0 || y < 0 || x >= width {
            return Tile::Wall;
        }
        self.tiles
            .get((y * width + x) as usize)
            .copied()
            .unwrap_or(Tile::Wall)
    }

    fn side(&self, x: i32, y: i32, side: usize) -> Tile {
        let (dx, dy) = SIDES[side];
        self.at(x + dx, y + dy)
    }

    /// The pieces of the tile at a column and row.
    pub fn recipe(&self, x: u32, y: u32, door: DoorState) -> Recipe {
        let mut recipe = Recipe::new();
        let index = (y * self.width + x) as usize;
        let Some(tile) = self.tiles.get(index).copied() else {
            return recipe;
        };
        let floor = self.floors.get(index).copied().unwrap_or_default();
        let (x, y) = (x as i32, y as i32);
        if is_wall(tile) {
            self.wall(&mut recipe, tile, x, y);
            return recipe;
        }
        let relief = self.relief(x, y, tile);
        // Only bare floor is varied: each variant would double the pictures of all else.
        let bare = relief.is_empty() && matches!(tile, Tile::Floor(_));
        let kind = laid(floor, self.uses.get(index).copied().flatten());
        let variant = match kind {
            // Light and dark slabs go in turn, whatever lies on them.
            SLABS => (x + y).rem_euclid(2) as usize + if bare { scatter(x, y) & 2 } else { 0 },
            _ if bare => scatter(x, y),
            _ => 0,
        };
        recipe.push(FLOORS[kind][variant]);
        recipe.extend(relief);
        self.thing(&mut recipe, tile, x, y, door);
        if self.burnt.binary_search(&TileId::from_index(index)).is_ok() {
            recipe.push(BURNT);
        }
        recipe
    }

    fn wall(&self, recipe: &mut Recipe, tile: Tile, x: i32, y: i32) {
        let all_round = (-1..=1)
            .flat_map(|dy| (-1..=1).map(move |dx| (dx, dy)))
            .all(|(dx, dy)| is_wall(self.at(x + dx, y + dy)));
        let outer = tile == Tile::OuterWall;
        if all_round && !outer {
            recipe.push("solid");
            return;
        }
        recipe.push(if outer { "outer.top" } else { "wall.top" });
        let (edges, corners) = if outer {
            (OUTER, OUTER_CORNERS)
        } else {
            (WALL, WALL_CORNERS)
        };
        let joined: [bool; 4] = std::array::from_fn(|side| is_wall(self.side(x, y, side)));
        for (side, edge) in edges.into_iter().enumerate() {
            if !joined[side] {
                recipe.push(edge);
            }
        }
        let diagonals = [(1, -1), (1, 1), (-1, 1), (-1, -1)];
        for (corner, (dx, dy)) in diagonals.into_iter().enumerate() {
            let between = joined[corner] && joined[(corner + 1) % 4];
            if between && !is_wall(self.at(x + dx, y + dy)) {
                recipe.push(corners[corner]);
            }
        }
        if tile == Tile::Window {
            recipe.push(if joined[1] || joined[3] {
                "window.h"
            } else {
                "window.v"
            });
        }
    }

    /// What walls to the north and west cast on a tile.
    fn relief(&self, x: i32, y: i32, tile: Tile) -> SmallVec<[&'static str; 2]> {
        let mut relief = SmallVec::new();
        if tile.door().is_some() {
            return relief;
        }
        let (north, west) = (is_wall(self.at(x, y - 1)), is_wall(self.at(x - 1, y)));
        if north {
            relief.push(if !is_wall(self.at(x - 1, y - 1)) {
                "face.left"
            } else if !is_wall(self.at(x + 1, y - 1)) {
                "face.right"
            } else {
                "face.mid"
            });
        }
        if west {
            relief.push("shade.w");
        } else if !north && is_wall(self.at(x - 1, y - 1)) {
            relief.push("shade.nw");
        }
        relief
    }

    fn arms(&self, recipe: &mut Recipe, x: i32, y: i32, arms: [&'static str; 4], own: Tile) {
        for (side, arm) in arms.into_iter().enumerate() {
            let other = self.side(x, y, side);
            if other == own || is_wall(other) || other.door().is_some() {
                recipe.push(arm);
            }
        }
    }

    /// The side on which the first neighbour of a kind stands.
    fn side_of(&self, x: i32, y: i32, wanted: impl Fn(Tile) -> bool) -> Option<usize> {
        (0..4).find(|side| wanted(self.side(x, y, *side)))
    }

    /// Whether equal tiles follow one another from west to east.
    fn runs_across(&self, x: i32, y: i32, tile: Tile) -> bool {
        self.at(x - 1, y) == tile || self.at(x + 1, y) == tile
    }

    fn thing(&self, recipe: &mut Recipe, tile: Tile, x: i32, y: i32, door: DoorState) {
        let across = self.runs_across(x, y, tile);
        let opposite = |side: usize| (side + 2) % 4;
        match tile {
            Tile::Floor(_) | Tile::Wall | Tile::OuterWall | Tile::Window => {}
            Tile::Fence => {
                recipe.push("fence.post");
                self.arms(recipe, x, y, FENCE, tile);
            }
            Tile::Bars => {
                recipe.push("bars.post");
                self.arms(recipe, x, y, BARS, tile);
            }
            Tile::CellDoor | Tile::BarredGate | Tile::Door | Tile::OuterGate | Tile::Doorway => {
                if let Some(kind) = tile.door() {
                    let parts = |other: Tile| other.bounds_room() && other != Tile::Doorway;
                    let lies_across = across
                        || parts(self.at(x - 1, y)) && parts(self.at(x + 1, y))
                        || !(parts(self.at(x, y - 1)) || parts(self.at(x, y + 1)));
                    recipe.push(door_piece(kind, lies_across, door));
                }
            }
            Tile::Stairs => recipe.push(if across { "stairs.h" } else { "stairs.v" }),
            Tile::Bunk => {
                // The head lies away from the other berth of the rack.
                let other = self.side_of(x, y, |other| other == Tile::Bunk);
                recipe.push(BUNK[other.map_or(0, opposite)]);
            }
            Tile::Mattress => recipe.push("mattress.v"),
            Tile::Table => {
                recipe.push("table.top");
                for side in 0..4 {
                    let other = self.side(x, y, side);
                    if other != Tile::Table {
                        recipe.push(TABLE[side]);
                    }
                    if other == Tile::Bench {
                        recipe.push(PLATES[side]);
                    }
                }
            }
            Tile::Bench => {
                let table = self.side_of(x, y, |other| other == Tile::Table);
                let along = table.map_or(across, |side| side % 2 == 0);
                recipe.push(if along { "bench.h" } else { "bench.v" });
            }
            // One prays towards the north; the back of the pew is behind one.
            Tile::Pew => recipe.push(PEW[2]),
            Tile::Cot | Tile::Bed => {
                let wall = self.side_of(x, y, is_wall).unwrap_or(0);
                recipe.push(if tile == Tile::Cot {
                    COT[wall]
                } else {
                    BED[wall]
                });
            }
            Tile::VisitChair | Tile::VisitorChair => {
                let table =
                    self.side_of(x, y, |other| matches!(other, Tile::Table | Tile::Counter));
                recipe.push(CHAIR[table.map_or(2, opposite)]);
            }
            Tile::Counter => recipe.push(if across { "counter.h" } else { "counter.v" }),
            Tile::Bucket => recipe.push("bucket"),
            Tile::Loom => recipe.push("loom"),
            Tile::Stove => recipe.push("stove"),
            Tile::Tub => recipe.push("tub"),
            Tile::Desk => recipe.push("desk"),
            Tile::Slab => recipe.push("slab"),
            Tile::Altar => recipe.push("altar"),
            Tile::KeyBoard => recipe.push("keyboard"),
            Tile::GunRack => recipe.push("gunrack"),
            Tile::Shelf => recipe.push("shelf"),
            Tile::Post => recipe.push("post"),
            Tile::WorkSpot => recipe.push("workspot"),
            Tile::Lamp => recipe.push("lamp"),
            Tile::Searchlight => recipe.push("searchlight"),
            Tile::Wagon => recipe.push("wagon"),
        }
    }
}

/// The floor that a room has: of some uses one knows them by it, whatever the level says they are laid
/// with; out of doors it is the level's.
fn laid(floor: Floor, used: Option<RoomUse>) -> usize {
    let own = floor as usize;
    if light::is_under_the_sky(floor) {
        return own;
    }
    match used {
        Some(RoomUse::Kitchen) => TILES,
        Some(RoomUse::MessHall) => SLABS,
        Some(RoomUse::Mill | RoomUse::Workshop) => PLANKS,
        Some(RoomUse::Hospital | RoomUse::Morgue) => LINO,
        Some(RoomUse::Chapel) => PARQUET,
        Some(RoomUse::Laundry) => DUCK,
        Some(RoomUse::Cell | RoomUse::Dungeon) => Floor::Concrete as usize,
        _ => own,
    }
}

fn door_piece(kind: DoorKind, across: bool, state: DoorState) -> &'static str {
    use DoorState::{Forced, Locked, Open, Shut};
    match (kind, across, state) {
        (DoorKind::Doorway, true, _) => "door.way.h",
        (DoorKind::Doorway, false, _) => "door.way.v",
        (DoorKind::Cell, true, Open) => "door.cell.h.open",
        (DoorKind::Cell, true, Shut) => "door.cell.h.shut",
        (DoorKind::Cell, true, Locked) => "door.cell.h.locked",
        (DoorKind::Cell, true, Forced) => "door.cell.h.forced",
        (DoorKind::Cell, false, Open) => "door.cell.v.open",
        (DoorKind::Cell, false, Shut) => "door.cell.v.shut",
        (DoorKind::Cell, false, Locked) => "door.cell.v.locked",
        (DoorKind::Cell, false, Forced) => "door.cell.v.forced",
        (DoorKind::BarredGate, true, Open) => "door.gate.h.open",
        (DoorKind::BarredGate, true, Shut) => "door.gate.h.shut",
        (DoorKind::BarredGate, true, Locked) => "door.gate.h.locked",
        (DoorKind::BarredGate, true, Forced) => "door.gate.h.forced",
        (DoorKind::BarredGate, false, Open) => "door.gate.v.open",
        (DoorKind::BarredGate, false, Shut) => "door.gate.v.shut",
        (DoorKind::BarredGate, false, Locked) => "door.gate.v.locked",
        (DoorKind::BarredGate, false, Forced) => "door.gate.v.forced",
        (DoorKind::Door, true, Open) => "door.door.h.open",
        (DoorKind::Door, true, Shut) => "door.door.h.shut",
        (DoorKind::Door, true, Locked) => "door.door.h.locked",
        (DoorKind::Door, true, Forced) => "door.door.h.forced",
        (DoorKind::Door, false, Open) => "door.door.v.open",
        (DoorKind::Door, false, Shut) => "door.door.v.shut",
        (DoorKind::Door, false, Locked) => "door.door.v.locked",
        (DoorKind::Door, false, Forced) => "door.door.v.forced",
        (DoorKind::OuterGate, true, Open) => "door.outer.h.open",
        (DoorKind::OuterGate, true, Shut) => "door.outer.h.shut",
        (DoorKind::OuterGate, true, Locked) => "door.outer.h.locked",
        (DoorKind::OuterGate, true, Forced) => "door.outer.h.forced",
        (DoorKind::OuterGate, false, Open) => "door.outer.v.open",
        (DoorKind::OuterGate, false, Shut) => "door.outer.v.shut",
        (DoorKind::OuterGate, false, Locked) => "door.outer.v.locked",
        (DoorKind::OuterGate, false, Forced) => "door.outer.v.forced",
    }
}

fn is_wall(tile: Tile) -> bool {
    matches!(tile, Tile::Wall | Tile::OuterWall | Tile::Window)
}

/// A number from 0 to 3 that looks thrown, the same each time.
fn scatter(x: i32, y: i32) -> usize {
    let mixed = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    ((mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D) >> 30) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipes(rows: &[&str]) -> Vec<Vec<Recipe>> {
        let tiles: Vec<Tile> = rows
            .iter()
            .flat_map(|row| row.chars())
            .map(|c| match c {
                '#' => Tile::Wall,
                't' => Tile::Table,
                'n' => Tile::Bench,
                'b' => Tile::Bunk,
                '+' => Tile::CellDoor,
                'i' => Tile::Bars,
                _ => Tile::Floor(Floor::Flags),
            })
            .collect();
        let width = rows[0].len() as u32;
        let floors = vec![Floor::Flags; tiles.len()];
        let drawn = Drawn {
            tiles: &tiles,
            floors: &floors,
            uses: &[],
            width,
            burnt: &[],
        };
        (0..rows.len() as u32)
            .map(|y| {
                (0..width)
                    .map(|x| drawn.recipe(x, y, DoorState::Locked))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn walls_have_edges_where_no_wall_follows_and_a_face_to_the_south() {
        let found = recipes(&["....", ".##.", "....", "...."]);
        assert_eq!(
            found[1][1].as_slice(),
            ["wall.top", "wall.n", "wall.s", "wall.w"]
        );
        assert_eq!(
            found[1][2].as_slice(),
            ["wall.top", "wall.n", "wall.e", "wall.s"]
        );
        assert!(found[2][1].contains(&"face.left"));
        assert!(found[2][2].contains(&"face.right"));
        assert!(found[2][3].contains(&"shade.nw"));
    }

    #[test]
    fn what_has_burnt_is_black_with_whatever_stands_on_it() {
        let tiles = [Tile::Floor(Floor::Flags), Tile::Table, Tile::Table];
        let drawn = Drawn {
            tiles: &tiles,
            floors: &[Floor::Flags; 3],
            uses: &[],
            width: 3,
            burnt: &[TileId(0), TileId(1)],
        };
        let black = |x| drawn.recipe(x, 0, DoorState::Shut).contains(&BURNT);
        assert_eq!([black(0), black(1), black(2)], [true, true, false]);
    }

    #[test]
    fn rooms_have_floors_that_one_knows_them_by_and_yards_keep_theirs() {
        let tiles = [Tile::Floor(Floor::Flags), Tile::Floor(Floor::Cinders)];
        let drawn = Drawn {
            tiles: &tiles,
            floors: &[Floor::Flags, Floor::Cinders],
            uses: &[Some(RoomUse::Kitchen); 2],
            width: 2,
            burnt: &[],
        };
        let floor = |x| drawn.recipe(x, 0, DoorState::Shut)[0];
        assert!(floor(0).starts_with("floor.tiles") && floor(1).starts_with("floor.cinders"));
    }

    #[test]
    fn bunks_make_a_rack_and_plates_stand_before_benches() {
        let found = recipes(&["#####", "#b n#", "#b t#", "#####"]);
        assert!(found[1][1].contains(&"bunk.n") && found[2][1].contains(&"bunk.s"));
        assert!(found[1][3].contains(&"bench.h"));
        assert!(found[2][3].contains(&"plate.n"));
        assert!(!found[2][3].contains(&"plate.s"));
    }

    #[test]
    fn a_cell_door_in_a_row_of_bars_lies_across() {
        let found = recipes(&["#..#", "#+i#", "#..#"]);
        assert!(found[1][1].contains(&"door.cell.h.locked"));
        assert!(found[1][2].contains(&"bars.e") && found[1][2].contains(&"bars.w"));
    }
}
