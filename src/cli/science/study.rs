//! What a study is: its arms, and the results of their runs.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::figures::Finding;
use super::store::Store;
use super::values::Values;
use crate::cli::Failure;

/// One question, with what is run for it and what is read off.
pub struct Study {
    /// What it is called: on the command line, and its file of results.
    pub name: &'static str,
    /// What it asks, in a line.
    pub about: &'static str,
    /// What is compared.
    pub arms: fn() -> Result<Vec<Arm>, Failure>,
    /// What the results say.
    pub findings: fn(&Results) -> Vec<Finding>,
}

/// From a seed to what was measured.
type Live = Box<dyn Fn(u64) -> Result<Values, Failure> + Send + Sync>;

/// One of the things that a study compares.
pub struct Arm {
    /// What it is called in the results.
    pub name: String,
    /// All that its runs depend on besides the seed and the rules of the house, in words: a run made
    /// with other inputs is made again.
    pub inputs: String,
    /// Its seeds are 1 to this.
    pub seeds: u64,
    /// And in a hurry 1 to this.
    pub quick: u64,
    /// One run.
    pub live: Live,
}

impl Arm {
    /// The seeds that are asked for.
    pub fn seeds(&self, quick: bool) -> RangeInclusive<u64> {
        1..=if quick { self.quick } else { self.seeds }
    }
}

/// The results of a study, as far as they were asked for.
pub struct Results<'a> {
    arms: BTreeMap<&'a str, Vec<&'a Values>>,
}

impl<'a> Results<'a> {
    /// Those of these arms, of all seeds or of those in a hurry.
    pub fn new(arms: &'a [Arm], store: &'a Store, quick: bool) -> Self {
        let of = |arm: &'a Arm| {
            let values = arm
                .seeds(quick)
                .filter_map(|seed| store.get(&arm.name, seed));
            (arm.name.as_str(), values.collect())
        };
        Self {
            arms: arms.iter().map(of).collect(),
        }
    }

    /// The numbers of a name in all runs of an arm, in the order of the seeds.
    pub fn all(&self, arm: &str, name: &str) -> Vec<f64> {
        let runs = self.arms.get(arm).into_iter().flatten();
        runs.flat_map(|values| values.get(name)).copied().collect()
    }

    /// How many runs there are.
    pub fn runs(&self) -> usize {
        self.arms.values().map(Vec::len).sum()
    }
}
