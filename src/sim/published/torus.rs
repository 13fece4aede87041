//! A square lattice whose edges meet, with one agent at most to a site.
//!
//! Sites are numbered row by row. Sight is Euclidean: a site sees all others whose middle is no
//! further away than its vision, in tenths of a site.

/// The ground.
#[derive(Clone, Debug)]
pub struct Torus {
    /// Sites of all sites' sight, one after the other.
    seen: Vec<u16>,
    /// How many sites each site sees, itself not counted.
    reach: usize,
    /// How many sites there are.
    sites: usize,
}

impl Torus {
    /// A square of this many sites a side.
    ///
    /// # Panics
    ///
    /// If it is so small that a site would see itself round the back, or has more than 65,000 sites.
    pub fn new(side: u16, vision_tenths: u16) -> Self {
        let far = i32::from(vision_tenths / 10);
        let side = i32::from(side);
        assert!(
            2 * far < side && side * side <= 65_000,
            "a torus of {side} x {side} sites is no ground for a vision of {far}"
        );
        let tenths = i32::from(vision_tenths);
        let offsets: Vec<(i32, i32)> = (-far..=far)
            .flat_map(|dy| (-far..=far).map(move |dx| (dx, dy)))
            .filter(|(dx, dy)| (*dx, *dy) != (0, 0) && 100 * (dx * dx + dy * dy) <= tenths * tenths)
            .collect();
        let seen = (0..side * side)
            .flat_map(|site| {
                offsets.iter().map(move |(dx, dy)| {
                    let x = (site % side + dx).rem_euclid(side);
                    let y = (site / side + dy).rem_euclid(side);
                    (y * side + x) as u16
                })
            })
            .collect();
        Self {
            seen,
            reach: offsets.len(),
            sites: (side * side) as usize,
        }
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.sites
    }

    /// The sites that a site sees, itself not among them. Whom one sees, sees one.
    #[inline]
    pub fn seen_from(&self, site: u16) -> &[u16] {
        let start = site as usize * self.reach;
        &self.seen[start..start + self.reach]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_sites_is_seen_round_every_edge() {
        let near = Torus::new(40, 17);
        let mut eight = near.seen_from(0).to_vec();
        eight.sort_unstable();
        assert_eq!(eight, [1, 39, 40, 41, 79, 1560, 1561, 1599]);
        // Lattice points in a circle of radius 7: 149.
        assert_eq!(Torus::new(40, 70).seen_from(777).len(), 148);
    }

    #[test]
    fn whom_one_sees_sees_one() {
        let torus = Torus::new(20, 50);
        for site in 0..400 {
            for other in torus.seen_from(site) {
                assert!(torus.seen_from(*other).contains(&site));
            }
        }
    }
}
