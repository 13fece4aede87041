//! How high things stand, as the sun sees them, and which way its light falls through windows.
//!
//! Pure. Buildings are drawn without their roofs, but throw the shadow of one: all that is indoors counts as
//! high as its building. Heights are a guess at such a prison: cell houses of several tiers, a wall
//! that nobody climbs, towers above it.

use bevy::prelude::*;
use bighouse_sim::level::{RoomUse, Tile};

use super::shade::Plan;
use super::sun::Sun;

/// Heights, m.
const TOWER: f32 = 9.5;
const CELL_HOUSE: f32 = 7.0;
const CHAPEL: f32 = 6.0;
const OUTER_WALL: f32 = 6.0;
const BUILDING: f32 = 4.5;
const WALL: f32 = 3.0;
const FENCE: f32 = 2.4;
const LAMP: f32 = 4.5;
const WAGON: f32 = 2.2;
/// A window's sill and top, m above the floor, and the half of its width.
const SILL: f32 = 0.9;
const LINTEL: f32 = 3.0;
const HALF_WIDTH: f32 = 0.42;
/// Bars of a window.
const BARS: f32 = 4.0;
/// How far from a window the light of the sky is felt indoors, m.
const FELT: i32 = 5;

/// What stands on the map.
#[derive(Default)]
pub(super) struct Standing {
    /// Height of each tile, m, row by row: of posts only in the middle of theirs.
    heights: Vec<f32>,
    posts: Vec<bool>,
    width: usize,
    /// The windows, with the way from outside in.
    windows: Vec<(IVec2, IVec2)>,
}

impl Standing {
    /// What stands on a map.
    pub fn of(plan: &Plan) -> Self {
        let width = plan.width as usize;
        let indoors: Vec<f32> = (0..plan.tiles.len())
            .map(|index| match plan.uses[index] {
                Some(RoomUse::Tower) => TOWER,
                _ if plan.open[index] => 0.0,
                Some(RoomUse::Cell | RoomUse::Gallery | RoomUse::CellHouse) => CELL_HOUSE,
                Some(RoomUse::Chapel) => CHAPEL,
                Some(_) => BUILDING,
                None => 0.0,
            })
            .collect();
        let about = |index: usize| {
            let (x, y) = ((index % width) as i32, (index / width) as i32);
            (-2..=2)
                .flat_map(move |dy| (-2..=2).map(move |dx| (x + dx, y + dy)))
                .filter_map(|(x, y)| plan.index(x, y))
                .map(|other| indoors[other])
                .fold(0.0, f32::max)
        };
        let heights = plan
            .tiles
            .iter()
            .enumerate()
            .map(|(index, tile)| match tile {
                Tile::OuterWall => OUTER_WALL.max(about(index)),
                Tile::Wall | Tile::Window => WALL.max(about(index)),
                Tile::Fence => FENCE,
                // A door is as high as the house it leads into.
                _ if is_in_wall(plan, index) => about(index),
                Tile::Lamp if plan.open[index] => LAMP,
                Tile::Wagon => WAGON,
                _ => indoors[index],
            });
        let posts = plan
            .tiles
            .iter()
            .map(|tile| matches!(tile, Tile::Fence | Tile::Lamp));
        Self {
            heights: heights.collect(),
            posts: posts.collect(),
            width,
            windows: windows(plan),
        }
    }

    /// The height of what stands on each texel of a row, so many texels to the metre.
    pub fn row(&self, y: usize, fine: usize, into: &mut [f32]) {
        let (row, sub) = (y / fine, y % fine);
        let is_middle =
            |sub: usize| (fine * 3 / 8..fine * 5 / 8 + usize::from(fine < 8)).contains(&sub);
        let start = row * self.width;
        for (tile, texels) in into.chunks_exact_mut(fine).enumerate() {
            let height = self.heights[start + tile];
            if !self.posts[start + tile] || height >= BUILDING + 0.1 {
                texels.fill(height);
                continue;
            }
            for (x, texel) in texels.iter_mut().enumerate() {
                *texel = if is_middle(x) && is_middle(sub) {
                    height
                } else {
                    0.0
                };
            }
        }
    }

    /// Lays the sun that falls in at the windows over the floors: 255 where it is full.
    pub fn let_in(&self, plan: &Plan, sun: &Sun, fine: u32, glow: &mut [u8]) {
        for (window, inward) in &self.windows {
            if sun.way.dot(inward.as_vec2()) > 0.18 {
                shaft(plan, *window, *inward, sun, fine, glow);
            }
        }
    }

    /// How much of the sky's light each tile indoors has from the windows near it, 0 to 1.
    pub fn skylight(&self, plan: &Plan) -> Vec<f32> {
        let mut felt = vec![0.0f32; plan.tiles.len()];
        for (window, inward) in &self.windows {
            let first = *window + *inward;
            for dy in -FELT..=FELT {
                for dx in -FELT..=FELT {
                    let at = first + IVec2::new(dx, dy);
                    let deep = (at - first).dot(*inward);
                    let Some(index) = plan.index(at.x, at.y).filter(|_| deep >= 0) else {
                        continue;
                    };
                    if plan.open[index] || !plan.is_clear(first, at) {
                        continue;
                    }
                    let far = (at - first).as_vec2().length() / FELT as f32;
                    let gives = (1.0 - far).max(0.0).powi(2) * 0.6;
                    felt[index] = 1.0 - (1.0 - felt[index]) * (1.0 - gives);
                }
            }
        }
        felt
    }
}

/// Whether a tile is a door in a wall, not a gate in a fence.
fn is_in_wall(plan: &Plan, index: usize) -> bool {
    if plan.tiles[index].door().is_none() {
        return false;
    }
    let at = plan.at(index);
    let ends = |way: IVec2| {
        let beyond = (1..8)
            .filter_map(|far| plan.index(at.x + way.x * far, at.y + way.y * far))
            .map(|other| plan.tiles[other])
            .find(|tile| tile.door().is_none());
        matches!(beyond, Some(Tile::Wall | Tile::OuterWall | Tile::Window))
    };
    [IVec2::X, IVec2::Y]
        .into_iter()
        .any(|way| ends(way) && ends(-way))
}

/// The windows that have the sky on one side and a room on the other.
fn windows(plan: &Plan) -> Vec<(IVec2, IVec2)> {
    let ways = [(0, 1), (-1, 0), (1, 0), (0, -1)].map(IVec2::from);
    let is_open = |at: IVec2| plan.index(at.x, at.y).map(|index| plan.open[index]);
    let is_room = |at: IVec2| {
        let index = plan.index(at.x, at.y);
        index.is_some_and(|index| plan.uses[index].is_some() && !plan.open[index])
    };
    (0..plan.tiles.len())
        .filter(|index| plan.tiles[*index] == Tile::Window)
        .filter_map(|index| {
            let at = plan.at(index);
            ways.into_iter()
                .find(|way| is_open(at - *way) == Some(true) && is_room(at + *way))
                .map(|way| (at, way))
        })
        .collect()
}

/// The patch of light that one window throws on the floor, parted by its bars.
fn shaft(plan: &Plan, window: IVec2, inward: IVec2, sun: &Sun, fine: u32, glow: &mut [u8]) {
    let into = inward.as_vec2();
    let along = into.perp();
    // The middle of the wall's inner side.
    let from = window.as_vec2() + 0.5 + into * 0.5;
    let straight = sun.way.dot(into);
    let reach = (LINTEL / sun.steepness).min(11.0);
    let end = from + sun.way * reach;
    let corner = from.min(end) - 1.0;
    let other = from.max(end) + 1.0;
    let texel = |m: f32| (m.max(0.0) * fine as f32) as u32;
    let row = plan.width * fine;
    for y in texel(corner.y)..texel(other.y).min(plan.height * fine) {
        for x in texel(corner.x)..texel(other.x).min(row) {
            let at = (Vec2::new(x as f32, y as f32) + 0.5) / fine as f32;
            let to = at - from;
            let deep = to.dot(into);
            if deep <= 0.0 {
                continue;
            }
            // Back along the ray to the wall: where it came in, and how high.
            let ray = deep / straight;
            let aside = (to - sun.way * ray).dot(along);
            let height = ray * sun.steepness;
            let edge = ((HALF_WIDTH - aside.abs()) / 0.10).clamp(0.0, 1.0)
                * ((height - SILL) / 0.25).clamp(0.0, 1.0)
                * ((LINTEL - height) / 0.35).clamp(0.0, 1.0);
            if edge <= 0.0 {
                continue;
            }
            let tile = at.floor().as_ivec2();
            let index = plan.index(tile.x, tile.y);
            if index.is_none_or(|index| plan.uses[index].is_none() || plan.open[index])
                || !plan.is_clear(window + inward, tile)
            {
                continue;
            }
            let across = (aside / (2.0 * HALF_WIDTH) + 0.5) * (BARS + 1.0);
            let bar = 1.0 - ((across.fract() - 0.5).abs() * 2.0 - 0.72).max(0.0) / 0.28 * 0.6;
            let value = (edge * bar * 255.0) as u8;
            let texel = &mut glow[(y * row + x) as usize];
            *texel = (*texel).max(value);
        }
    }
}
