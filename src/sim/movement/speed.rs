//! How fast men walk in a crowd: Weidmann's fundamental diagram.
//!
//! `v(rho) = v0 (1 - exp(-1.913 (1/rho - 1/5.4)))` (docs/science.md#walking-speed), where `rho` is
//! the density ahead without the man himself. Denser than 5 men a square metre he
//! creeps on as fast as there, however dense it gets: in the densest crowds filmed,
//! 10 men a square metre, people still move (Johansson, Helbing et al. 2008,
//! arXiv 0810.4590), and a crowd that slows itself ever more locks for good.
//! The table is worked out once with `libm`, which is the same on every machine.

use std::sync::LazyLock;

/// Weidmann's gamma, 1/m2.
const GAMMA: f64 = 1.913;
/// Density at which nobody moves, 1/m2.
const RHO_MAX: f64 = 5.4;
/// Share of the free speed that is left in a jam: Weidmann's at 5 men a square metre, 3.7 cm/s.
/// With it 300 men who meet 300 in a corridor of 2 m get past in 10 minutes; with half of it,
/// and ever less the denser it is, they took an hour and a half (tests/it/movement.rs).
const SHUFFLE: f64 = 0.028;
/// Quarters of a man the table goes up to: 63 men about one tile.
const QUARTERS: usize = 256;
/// Share of the free speed on stairs: 0.855 of 1.295 m/s (IMO 1533, down; docs/science.md#walking-speed).
pub const STAIRS: f32 = 0.66;

/// Share of the free speed, by walkable tiles of the nine (1 to 9) and quarters of men on them.
pub struct SpeedTable([[f32; QUARTERS]; 10]);

/// The table. Men who come against us count for three quarters: they step aside.
pub static SPEED: LazyLock<SpeedTable> = LazyLock::new(SpeedTable::new);

impl SpeedTable {
    fn new() -> Self {
        let mut table = [[1.0; QUARTERS]; 10];
        for (area, row) in table.iter_mut().enumerate().skip(1) {
            for (quarters, share) in row.iter_mut().enumerate().skip(1) {
                *share = weidmann(quarters as f64 / 4.0 / area as f64) as f32;
            }
        }
        Self(table)
    }

    /// The share of the free speed that is left with this many quarters of men on this many tiles.
    #[inline]
    pub fn share(&self, area: u8, quarters: u32) -> f32 {
        self.0[(area as usize).min(9)][(quarters as usize).min(QUARTERS - 1)]
    }
}

/// Share of the free speed at a density in men per square metre.
pub fn weidmann(rho: f64) -> f64 {
    if rho <= 0.0 {
        return 1.0;
    }
    let share = 1.0 - libm::exp(-GAMMA * (1.0 / rho - 1.0 / RHO_MAX));
    share.max(SHUFFLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_gives_the_published_speeds() {
        for (rho, speed) in [
            (0.5, 1.298),
            (1.0, 1.058),
            (2.0, 0.606),
            (3.0, 0.331),
            (4.0, 0.156),
            (5.0, 0.037),
        ] {
            let ours = 1.34 * weidmann(rho);
            assert!((ours - speed).abs() < 0.001, "{rho}/m2: {ours} m/s");
        }
    }

    #[test]
    fn more_men_are_never_faster_and_never_locked() {
        for area in 1..=9 {
            for quarters in 1..255 {
                let here = SPEED.share(area, quarters);
                assert!(SPEED.share(area, quarters + 1) <= here);
                assert!(here > 0.0);
            }
        }
    }
}
