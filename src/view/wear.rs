//! What feet, rain and work have done to the ground, as a value for each texel by which its colour is
//! multiplied.
//!
//! Pure, and the same each time for the same map. The pictures of a tile repeat; this does not, so that
//! one sees a yard and not the tiles it is made of.

use bevy::prelude::*;
use bighouse_sim::level::{Floor, RoomUse, Tile};

use super::chalk;
use super::noise::{smooth, thrown};
use super::paths;
use super::shade::{NEUTRAL, Plan};

/// How far ground of one kind reaches raggedly into that of another, m.
const RAGGED: f32 = 0.8;

/// What the tops of high furniture have of the light from above.
const TOPS: f32 = 1.07;
/// How far its shadow falls on the floor, m, and how deep it is.
const CAST: Vec2 = Vec2::new(0.34, 0.52);
const DEEP: f32 = 0.34;

/// A value for each tile, between whose middles one reads in between.
#[derive(Default)]
pub(super) struct WearField {
    values: Vec<f32>,
    width: i32,
    height: i32,
}

impl WearField {
    pub fn of(plan: &Plan, value: impl Fn(usize) -> f32) -> Self {
        Self {
            values: (0..plan.tiles.len()).map(value).collect(),
            width: plan.width as i32,
            height: plan.height as i32,
        }
    }

    /// Each value as the mean of itself and the eight about it, so many times.
    pub fn softened(mut self, times: u32) -> Self {
        for _ in 0..times {
            let mean = |index: usize| {
                let (x, y) = (index as i32 % self.width, index as i32 / self.width);
                let about = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (x + dx, y + dy)));
                about.map(|(x, y)| self.at(x, y)).sum::<f32>() / 9.0
            };
            self.values = (0..self.values.len()).map(mean).collect();
        }
        self
    }

    fn at(&self, x: i32, y: i32) -> f32 {
        let (x, y) = (x.clamp(0, self.width - 1), y.clamp(0, self.height - 1));
        self.values[(y * self.width + x) as usize]
    }

    /// The value at a point, m.
    pub fn read(&self, at: Vec2) -> f32 {
        let at = at - 0.5;
        let corner = at.floor();
        let part = at - corner;
        let (x, y) = (corner.x as i32, corner.y as i32);
        let upper = self.at(x, y) + (self.at(x + 1, y) - self.at(x, y)) * part.x;
        let lower = self.at(x, y + 1) + (self.at(x + 1, y + 1) - self.at(x, y + 1)) * part.x;
        upper + (lower - upper) * part.y
    }
}

/// What the wear of a place follows from.
struct Traces {
    /// Share of walls about each tile.
    walls: WearField,
    /// Share of furniture and walls about each tile: where nobody treads.
    untrodden: WearField,
    /// How much is walked outdoors.
    paths: WearField,
    /// Stoves, looms and tubs near each tile.
    work: WearField,
}

impl Traces {
    fn of(plan: &Plan) -> Self {
        let is = |wanted: &dyn Fn(Tile) -> bool, index: usize| f32::from(wanted(plan.tiles[index]));
        let is_wall = |tile| matches!(tile, Tile::Wall | Tile::OuterWall | Tile::Window);
        let is_bare = |tile: Tile| matches!(tile, Tile::Floor(_) | Tile::Lamp | Tile::Post);
        let works = |tile| matches!(tile, Tile::Stove | Tile::Tub | Tile::Loom | Tile::WorkSpot);
        Self {
            walls: WearField::of(plan, |index| is(&is_wall, index)).softened(2),
            untrodden: WearField::of(plan, |index| is(&|tile| !is_bare(tile), index)).softened(2),
            paths: paths::paths(plan),
            work: WearField::of(plan, |index| is(&works, index)).softened(2),
        }
    }
}

/// The value of a kind of ground under the sky beside the others: at 8 pixels a metre its pattern alone
/// would not tell it.
fn of_ground(floor: Floor) -> f32 {
    match floor {
        Floor::Cinders => 0.96,
        Floor::Gravel => 1.06,
        Floor::Grass => 0.90,
        Floor::Road => 1.0,
        Floor::Flags | Floor::Boards | Floor::Concrete | Floor::Sawdust => 1.0,
    }
}

/// The wear of each texel of a map, so many to the metre, row by row.
pub(super) fn wear(plan: &Plan, fine: u32) -> Vec<u8> {
    let traces = Traces::of(plan);
    let row = (plan.width * fine) as usize;
    let mut wear = vec![0; row * (plan.height * fine) as usize];
    // Each texel is on its own, and they are millions: every core has a band of rows.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rows = ((plan.height * fine) as usize).div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        for (band, texels) in wear.chunks_mut((rows * row).max(1)).enumerate() {
            let traces = &traces;
            scope.spawn(move || {
                for (place, texel) in texels.iter_mut().enumerate() {
                    let (x, y) = (place % row, band * rows + place / row);
                    *texel = of_texel(plan, traces, fine, x as u32, y as u32);
                }
            });
        }
    });
    chalk::draw(plan, fine, &mut wear);
    wear
}

fn of_texel(plan: &Plan, traces: &Traces, fine: u32, x: u32, y: u32) -> u8 {
    let index = (y / fine * plan.width + x / fine) as usize;
    let at = (Vec2::new(x as f32, y as f32) + 0.5) / fine as f32;
    let value = match (plan.open[index], plan.tiles[index]) {
        (_, Tile::OuterWall) => 1.0 + 0.10 * (smooth(at / 2.7, 31) - 0.5),
        (_, Tile::Wall | Tile::Window) => 1.0,
        (true, _) => outdoors(plan, traces, at, index),
        (false, tile) => indoors(plan, traces, at, index, tile),
    };
    let grain = grain(plan, index, x as i32, y as i32);
    ((value + grain) * NEUTRAL).clamp(0.0, 255.0) as u8
}

/// What is too small to be more than a texel: clinker, pebbles, blades, dust.
fn grain(plan: &Plan, index: usize, x: i32, y: i32) -> f32 {
    let one = thrown(x, y, 5) - 0.5;
    if !plan.open[index] {
        return 0.025 * one;
    }
    // A few texels wide and round, so that it does not drown from afar and has no corners from near.
    let lump = smooth(Vec2::new(x as f32, y as f32) / 2.3, 7) - 0.5;
    let rare = |from: f32| (lump.abs() - from).max(0.0) * lump.signum();
    match plan.floors[index] {
        Floor::Cinders => 0.05 * one + 0.75 * rare(0.27),
        Floor::Gravel => 0.04 * one + 0.45 * rare(0.20),
        Floor::Grass => 0.10 * one + 0.16 * (thrown(x / 2, y / 3, 15) - 0.5),
        _ => 0.06 * one,
    }
}

fn outdoors(plan: &Plan, traces: &Traces, at: Vec2, index: usize) -> f32 {
    // Ground of one kind runs out raggedly into the next.
    let off = Vec2::new(smooth(at / 0.9, 11), smooth(at / 0.9, 12)) - 0.5;
    let off = off + (Vec2::new(smooth(at / 0.3, 13), smooth(at / 0.3, 14)) - 0.5) * 0.6;
    let aside = (at + off * 2.0 * RAGGED).floor().as_ivec2();
    let floor = plan
        .index(aside.x, aside.y)
        .filter(|other| plan.open[*other] && plan.tiles[*other] != Tile::OuterWall)
        .map_or(plan.floors[index], |other| plan.floors[other]);
    let wide = smooth(at / 26.0, 1) - 0.5;
    let middle = smooth(at / 8.0, 2) - 0.5;
    let close = smooth(at / 2.2, 3) - 0.5;
    let path = traces.paths.read(at + off * 0.7) * 1.9;
    let path = (path * (0.75 + 0.5 * smooth(at / 1.3, 4))).min(1.0);
    let damp = traces.walls.read(at) * (0.6 + 0.8 * smooth(at / 1.7, 6));
    let uneven = match floor {
        Floor::Grass => 0.10 * wide + 0.16 * middle + 0.14 * close,
        Floor::Cinders => 0.14 * wide + 0.12 * middle + 0.07 * close,
        Floor::Gravel => 0.08 * wide + 0.09 * middle + 0.06 * close,
        _ => 0.05 * wide + 0.08 * middle + 0.06 * close,
    };
    let trodden = match floor {
        Floor::Grass => 0.22,
        Floor::Cinders => 0.24,
        Floor::Gravel => 0.07,
        _ => 0.05,
    };
    // Where water stood on what rain makes muddy.
    let pool = (smooth(at / 5.6, 8) + 0.14 * smooth(at / 1.1, 9) - 0.90) / 0.16;
    let pool = match floor {
        Floor::Cinders | Floor::Gravel => 0.09 * pool.clamp(0.0, 1.0),
        _ => 0.0,
    };
    of_ground(floor) + uneven + trodden * path - 0.16 * damp - pool * (1.0 - path)
}

fn indoors(plan: &Plan, traces: &Traces, at: Vec2, index: usize, tile: Tile) -> f32 {
    if is_high(tile) {
        return TOPS;
    }
    if !matches!(
        tile,
        Tile::Floor(_) | Tile::Lamp | Tile::Post | Tile::WorkSpot
    ) {
        return 1.0 - cast(plan, at);
    }
    let wide = smooth(at / 11.0, 21) - 0.5;
    let close = smooth(at / 2.6, 22) - 0.5;
    let untrodden = traces.untrodden.read(at);
    let polish = 0.05 * (0.5 - untrodden).clamp(-0.5, 0.5);
    let work = traces.work.read(at);
    let blot = |size: f32, from: f32, seed| {
        let edge = smooth(at / size, seed) + 0.15 * smooth(at / (size * 0.25), seed + 1) - 0.07;
        ((edge - from) / 0.11).clamp(0.0, 1.0)
    };
    let stain = match plan.uses[index] {
        // Oil that dripped from shafts and looms.
        Some(RoomUse::Mill | RoomUse::Workshop) => {
            0.12 * blot(1.7, 0.70, 41) + 0.10 * work * (0.5 + smooth(at / 0.7, 43))
        }
        // Grease about the stoves, water about the tubs.
        Some(RoomUse::Kitchen) => 0.16 * work + 0.09 * blot(1.2, 0.74, 44),
        Some(RoomUse::Laundry) => 0.14 * work + 0.11 * blot(2.4, 0.62, 46),
        Some(RoomUse::MessHall) => 0.08 * blot(1.1, 0.80, 48),
        Some(RoomUse::Hospital | RoomUse::Chapel | RoomUse::WardenHouse | RoomUse::Home) => 0.0,
        _ => 0.07 * blot(1.9, 0.76, 49),
    };
    1.0 + 0.05 * wide + 0.05 * close + polish - stain - cast(plan, at)
}

/// Whether furniture fills its tile and is as high as a table.
fn is_high(tile: Tile) -> bool {
    match tile {
        Tile::Table
        | Tile::Loom
        | Tile::Stove
        | Tile::Tub
        | Tile::Desk
        | Tile::Counter
        | Tile::Slab
        | Tile::Altar
        | Tile::KeyBoard
        | Tile::GunRack
        | Tile::Shelf
        | Tile::Wagon => true,
        Tile::Floor(_)
        | Tile::Wall
        | Tile::OuterWall
        | Tile::Fence
        | Tile::Bars
        | Tile::Window
        | Tile::CellDoor
        | Tile::BarredGate
        | Tile::Door
        | Tile::OuterGate
        | Tile::Doorway
        | Tile::Stairs
        | Tile::Bunk
        | Tile::Mattress
        | Tile::Bucket
        | Tile::Bench
        | Tile::Pew
        | Tile::Cot
        | Tile::VisitChair
        | Tile::VisitorChair
        | Tile::Bed
        | Tile::Post
        | Tile::WorkSpot
        | Tile::Lamp
        | Tile::Searchlight => false,
    }
}

/// The shadow that high furniture to the north and west of a point casts on it, as what it takes of its
/// value.
fn cast(plan: &Plan, at: Vec2) -> f32 {
    let falls = |far: f32| {
        let from = (at - CAST * far).floor().as_ivec2();
        let index = plan.index(from.x, from.y);
        f32::from(index.is_some_and(|index| is_high(plan.tiles[index])))
    };
    DEEP * (falls(0.25) + falls(0.5) + falls(0.75) + falls(1.0)) / 4.0
}
