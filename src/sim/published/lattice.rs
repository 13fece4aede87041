//! Who stands where on the torus, and how many of each sort every site sees.
//!
//! How many cops and active agents each site sees is kept up to date at each change, not
//! counted anew at each decision: most cycles change little.

use rand::RngExt;
use rand_pcg::Pcg32;

use super::torus::Torus;

/// Nobody stands there.
const EMPTY: u16 = u16::MAX;

/// How often a random site is tried before the empty ones are counted.
const TRIES: u32 = 40;

/// Whom sites see this many of.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// Cops.
    Cop,
    /// Active agents.
    Active,
}

/// The torus with those who stand on it.
#[derive(Clone, Debug)]
pub struct Lattice {
    torus: Torus,
    /// Who stands on each site, by number.
    holds: Vec<u16>,
    /// How many of each sort each site sees, itself not counted.
    seen: [Vec<u16>; 2],
}

impl Lattice {
    /// An empty one.
    ///
    /// # Panics
    ///
    /// If the torus is too small for the vision.
    pub fn new(side: u16, vision_tenths: u16) -> Self {
        let torus = Torus::new(side, vision_tenths);
        let sites = torus.sites();
        Self {
            torus,
            holds: vec![EMPTY; sites],
            seen: [vec![0; sites], vec![0; sites]],
        }
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.holds.len()
    }

    /// Puts somebody on a site.
    pub fn put(&mut self, who: u16, site: u16) {
        self.holds[site as usize] = who;
    }

    /// Clears a site.
    pub fn clear(&mut self, site: u16) {
        self.holds[site as usize] = EMPTY;
    }

    /// Who stands on a site.
    pub fn who(&self, site: u16) -> Option<u16> {
        Some(self.holds[site as usize]).filter(|who| *who != EMPTY)
    }

    /// Counts one of a sort on a site in, or out, for all sites that see it.
    pub fn count(&mut self, sort: Sort, site: u16, more: bool) {
        let seen = &mut self.seen[sort as usize];
        for other in self.torus.seen_from(site) {
            let seen = &mut seen[*other as usize];
            *seen = if more { *seen + 1 } else { *seen - 1 };
        }
    }

    /// How many of a sort a site sees, itself not counted.
    #[inline]
    pub fn seen(&self, sort: Sort, site: u16) -> u32 {
        u32::from(self.seen[sort as usize][site as usize])
    }

    /// All whom a site sees, itself not counted.
    pub fn near(&self, site: u16) -> impl Iterator<Item = u16> {
        let near = self.torus.seen_from(site).iter();
        near.filter_map(|site| self.who(*site))
    }

    /// A random empty site. There must be one.
    pub fn empty(&self, rng: &mut Pcg32) -> u16 {
        loop {
            let site = rng.random_range(0..self.holds.len() as u32) as u16;
            if self.who(site).is_none() {
                return site;
            }
        }
    }

    /// A random empty site within sight, if there is one.
    pub fn empty_near(&self, site: u16, rng: &mut Pcg32) -> Option<u16> {
        let near = self.torus.seen_from(site);
        for _ in 0..TRIES {
            let to = near[rng.random_range(0..near.len() as u32) as usize];
            if self.who(to).is_none() {
                return Some(to);
            }
        }
        let empty = || near.iter().filter(|site| self.who(**site).is_none());
        let many = empty().count() as u32;
        let nth = (many > 0).then(|| rng.random_range(0..many))?;
        empty().nth(nth as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Chance, Purpose};
    use crate::ids::PersonId;

    #[test]
    fn the_only_empty_site_is_found_and_in_a_crowd_none() {
        let mut lattice = Lattice::new(15, 70);
        let mut rng = Chance { seed: 1 }.stream(Purpose::Published, PersonId(0), 0);
        for site in 0..225 {
            lattice.put(site, site);
        }
        assert_eq!(lattice.empty_near(112, &mut rng), None);
        lattice.clear(113);
        assert_eq!(lattice.empty_near(112, &mut rng), Some(113));
        assert_eq!(lattice.empty(&mut rng), 113);
        // A corner is further away than 7.
        assert_eq!(lattice.empty_near(0, &mut rng), None);
    }
}
