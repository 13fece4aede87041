//! What one lamp, or one fire, lights: worked out once, walls casting shadows, and added to the light
//! of the map or taken from it as it burns more or less.

use bevy::prelude::*;
use bighouse_sim::ids::TileId;
use bighouse_sim::prison::light::LAMP_REACH;

use crate::play::House;

/// Texels of lamplight to the metre.
pub(super) const TEXELS: u32 = 4;

/// A lamp with what it lights.
pub(super) struct Lamplight {
    /// Where it is.
    pub tile: TileId,
    /// How brightly it burns now.
    pub burns: u8,
    /// Left and top texel, and texels in a row, of what it lights.
    left: u32,
    top: u32,
    width: u32,
    /// Light of each texel at full, row by row.
    light: Vec<u8>,
}

impl Lamplight {
    /// Burns so brightly from now on, in the texels of the whole map, this many to a row; tells
    /// whether that is a change.
    pub fn burn(&mut self, burns: u8, texels: &mut [u16], row: u32) -> bool {
        if burns == self.burns {
            return false;
        }
        let (old, new) = (self.burns as u32, burns as u32);
        self.burns = burns;
        for (place, light) in self.light.iter().enumerate() {
            let (x, y) = (place as u32 % self.width, place as u32 / self.width);
            let texel = &mut texels[((self.top + y) * row + self.left + x) as usize];
            let share = |burns: u32| (*light as u32 * burns / 255) as u16;
            *texel = *texel + share(new) - share(old);
        }
        true
    }
}

/// What a lamp on a tile lights, walls casting shadows.
pub(super) fn shine(house: House, lamp: TileId) -> Lamplight {
    let reach = LAMP_REACH as i32;
    let (lx, ly) = house.x_y(lamp);
    let (left, top) = (
        (lx as i32 - reach).max(0) as u32,
        (ly as i32 - reach).max(0) as u32,
    );
    let right = (lx + reach as u32 + 1).min(house.width());
    let bottom = (ly + reach as u32 + 1).min(house.height());
    let (columns, rows) = (right - left, bottom - top);
    let mut light = vec![0u8; (columns * rows * TEXELS * TEXELS) as usize];
    let bulb = Vec2::new(lx as f32 + 0.5, ly as f32 + 0.5);
    for y in 0..rows {
        for x in 0..columns {
            let lit = house
                .at((left + x) as i32, (top + y) as i32)
                .is_some_and(|tile| house.sees(lamp, tile));
            if !lit {
                continue;
            }
            for sub in 0..TEXELS * TEXELS {
                let (sx, sy) = (x * TEXELS + sub % TEXELS, y * TEXELS + sub / TEXELS);
                let point = Vec2::new(left as f32, top as f32)
                    + (Vec2::new(sx as f32, sy as f32) + 0.5) / TEXELS as f32;
                let far = (1.0 - point.distance(bulb) / reach as f32).max(0.0);
                // Bright about the lamp, long and faint beyond.
                let level = 0.55 * far + 0.45 * far * far * far;
                light[(sy * columns * TEXELS + sx) as usize] = (level * 235.0) as u8;
            }
        }
    }
    // Walls part light tile by tile; on the picture its edge is soft.
    let row = columns * TEXELS;
    let light = softened(&softened(&light, row, 1, row), row, row, rows * TEXELS);
    Lamplight {
        tile: lamp,
        burns: 0,
        left: left * TEXELS,
        top: top * TEXELS,
        width: columns * TEXELS,
        light,
    }
}

/// The mean of each texel and the two to either side of it, along rows or columns.
fn softened(light: &[u8], row: u32, stride: u32, along: u32) -> Vec<u8> {
    (0..light.len() as u32)
        .map(|at| {
            let place = if stride == 1 { at % row } else { at / row };
            let first = place.saturating_sub(2);
            let last = (place + 2).min(along - 1);
            let start = at - place * stride;
            let sum: u32 = (first..=last)
                .map(|other| light[(start + other * stride) as usize] as u32)
                .sum();
            (sum / (last - first + 1)) as u8
        })
        .collect()
}
