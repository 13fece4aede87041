//! Numbers that look thrown and are the same each time, and noise made of them.

use bevy::prelude::*;

/// A number from 0 to 1 for a place.
pub(super) fn thrown(x: i32, y: i32, seed: u32) -> f32 {
    let mut mixed = (x as u32).wrapping_mul(0x9E37_79B1)
        ^ (y as u32).wrapping_mul(0x85EB_CA77)
        ^ seed.wrapping_mul(0xC2B2_AE3D);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297A_2D39);
    ((mixed ^ (mixed >> 15)) >> 8) as f32 / (1 << 24) as f32
}

/// Smooth noise from 0 to 1 that changes over a length of 1.
pub(super) fn smooth(at: Vec2, seed: u32) -> f32 {
    let corner = at.floor();
    let part = at - corner;
    let part = part * part * (3.0 - 2.0 * part);
    let (x, y) = (corner.x as i32, corner.y as i32);
    let upper = thrown(x, y, seed) + (thrown(x + 1, y, seed) - thrown(x, y, seed)) * part.x;
    let lower =
        thrown(x, y + 1, seed) + (thrown(x + 1, y + 1, seed) - thrown(x, y + 1, seed)) * part.x;
    upper + (lower - upper) * part.y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_smooth_and_stays_within_its_bounds() {
        let mut last = smooth(Vec2::ZERO, 3);
        for step in 1..400 {
            let value = smooth(Vec2::new(step as f32 * 0.05, 1.7), 3);
            assert!((0.0..=1.0).contains(&value) && (value - last).abs() < 0.2);
            last = value;
        }
    }
}
