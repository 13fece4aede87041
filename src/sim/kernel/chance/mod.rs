//! Chance, by event.
//!
//! - this file: what chance decides in a prison, and the seed of a run
//! - [`event`]: draws, each by the name of its event
//! - `ledger`: what was drawn in a run, for tests
//!
//! A draw depends on the seed of the run, what it is for, whom it concerns and which of his it is (by the
//! tick, the day or a count): never on how many draws others made before, nor on how many there were to
//! choose from. So a new feature that rolls dice does not change the dice of the old ones, and a cause
//! that is taken away changes only what follows from it. Whatever is made once at the beginning, always
//! with as many numbers, has a stream of its own ([`Chance::stream`]); all else draws by [`Event`].
//! The generator is PCG, whose stream is the same on every machine; never draw a `usize`, whose width is
//! not.

pub mod event;
pub(crate) mod ledger;

use bevy_ecs::prelude::Resource;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::ids::PersonId;
use crate::section::{Limits, Section};

pub use event::{Event, Named};

/// What a stream of chance is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub enum Purpose {
    /// Traits drawn once, at the beginning.
    Traits = 1,
    /// Names and numbers.
    Names = 2,
    /// When a walker of an arena sets off.
    Premovement = 3,
    /// Where a man strolls to in the yard, and when.
    Stroll = 4,
    /// Where an officer's round leads.
    Rounds = 5,
    /// Who is visited.
    Visits = 6,
    /// What an inmate shies from, and how strongly he feels.
    Spirit = 7,
    /// What comes of blows, shots and forced doors.
    Fray = 8,
    /// What is made and brought in against the rules, by whom and when.
    Contraband = 9,
    /// What a man does with what he has and should not.
    Dealing = 10,
    /// Whether somebody notices what is done before his eyes.
    Notice = 11,
    /// Which cells and men are searched, and what is found.
    Searches = 12,
    /// When an officer's temper gives way.
    Roughness = 13,
    /// What is decided at a hearing.
    Hearing = 14,
    /// Which men fight, and when.
    Fights = 15,
    /// Who has the better of whom.
    Assault = 16,
    /// What a wound comes to.
    Wounds = 17,
    /// Who is hit that was not aimed at.
    Crossfire = 18,
    /// Who sets fire, and how long it burns.
    Arson = 19,
    /// Whom smoke fells.
    Smoke = 20,
    /// Which officers can be bought.
    Corruption = 21,
    /// Who tells on whom.
    Telling = 22,
    /// A published model, which stands beside the prison and uses one stream for a run.
    Published = 100,
}

/// The seed of a run.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    /// The seed, as on the command line.
    pub seed: u64,
}

impl Chance {
    /// The event of a `purpose` that concerns somebody or something, by when it is or which of his it is.
    pub fn event(&self, purpose: Purpose, subject: impl Named, nth: u64) -> Event {
        let mut key = [0; 28];
        key[..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..12].copy_from_slice(&(purpose as u32).to_le_bytes());
        key[12..20].copy_from_slice(&subject.number().to_le_bytes());
        key[20..].copy_from_slice(&nth.to_le_bytes());
        let event = Event(xxh3_64(&key));
        ledger::named(event.0, (purpose, subject.number(), nth));
        event
    }

    /// The stream for `purpose`, one person and one tick: for what always takes as many numbers.
    pub fn stream(&self, purpose: Purpose, person: PersonId, tick: u64) -> Pcg32 {
        let mut key = [0; 24];
        key[..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..12].copy_from_slice(&(purpose as u32).to_le_bytes());
        key[12..16].copy_from_slice(&person.0.to_le_bytes());
        key[16..].copy_from_slice(&tick.to_le_bytes());
        Pcg32::seed_from_u64(xxh3_64(&key))
    }
}

/// About normal, in whole numbers: the sum of twelve even draws (Irwin-Hall),
/// which needs no logarithm and is thus the same everywhere. Within three
/// `spread` of `mean`.
pub fn normal(rng: &mut Pcg32, mean: i32, spread: i32) -> i32 {
    let sum: i64 = (0..12).map(|_| rng.random_range(0..=1000_i64)).sum();
    let deviation = (sum - 6000) * spread as i64 / 1000;
    let bound = 3 * spread as i64;
    (mean as i64 + deviation.clamp(-bound, bound)) as i32
}

impl Section for Chance {
    const NAME: &'static str = "chance";
    const VERSION: u32 = 1;

    fn check(&self, _: &Limits) -> Result<(), String> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_each_part_of_its_name() {
        let draw = |seed, purpose, person, tick| {
            Chance { seed }
                .stream(purpose, PersonId(person), tick)
                .random::<u64>()
        };
        let first = draw(1, Purpose::Traits, 0, 0);
        assert_eq!(first, draw(1, Purpose::Traits, 0, 0));
        assert_ne!(first, draw(2, Purpose::Traits, 0, 0));
        assert_ne!(first, draw(1, Purpose::Names, 0, 0));
        assert_ne!(first, draw(1, Purpose::Traits, 1, 0));
        assert_ne!(first, draw(1, Purpose::Traits, 0, 1));
    }

    #[test]
    fn normal_has_the_mean_and_spread_it_was_given() {
        let mut rng = Chance { seed: 7 }.stream(Purpose::Traits, PersonId(0), 0);
        let draws: Vec<i64> = (0..4000)
            .map(|_| normal(&mut rng, 1340, 260) as i64)
            .collect();
        let mean = draws.iter().sum::<i64>() / 4000;
        let variance = draws.iter().map(|d| (d - mean).pow(2)).sum::<i64>() / 4000;
        assert!((mean - 1340).abs() < 15, "mean {mean}");
        assert!((variance - 260 * 260).abs() < 7000, "variance {variance}");
    }
}
