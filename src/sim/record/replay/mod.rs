//! Replays: the orders of a run, as text people can read.
//!
//! ```text
//! bighouse replay 2
//! level big_house 5f0c9b3a11223344
//! set kitchen.quality=40%
//! seed 1
//! rules 3
//! order 1200 author LockDown
//! order 2400 person:17 WalkTo(person:(17),at:(3120))
//! order 2700 person:21 line:3 PassItem(from:(21),to:(17),item:(2))
//! sections clock:1 chance:1 needs:2
//! digest 36000 0123456789abcdef 0011223344556677 8899aabbccddeeff 0f1e2d3c4b5a6978
//! digest 72000 fedcba9876543210 1122334455667788 = 1f2e3d4c5b6a7988
//! end 72000
//! ```
//!
//! A digest line has the hash of the whole state, then one of each section, in the order in which the line
//! `sections` names them with the versions of their layouts; `=` is that of the line before. A file of
//! format 1 has neither `sections` nor more than the first hash: it can still be lived again, and verified as
//! far as it goes.
//!
//! A line `set` is an option with which the level was read, as `--set` takes it.
//!
//! Was the level amended while it was lived in, a line `constants` before the orders says what it was
//! before, so that the replay is at home in the level as its file says it now.
//!
//! `line:3` says that the order was given from that line of the screenplay, from 0. What the AI decided is not in it: that is worked out again. An order file for
//! `run --orders` holds lines of the same kind, `order` ones only, where the tick may
//! also be a time of day (`07:05`), the first after the start.

mod orders;
mod read;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use super::order_text;
use crate::RULES;
use crate::chance::Chance;
use crate::level::{Constants, Level};
use crate::live::Prison;
use crate::order::{Given, Giver, Order, OrderQueue};
use crate::rules::Rules;
use crate::section::{self, Digest};

pub use orders::{check_orders, read_orders};
pub use read::read;
pub(super) use words::whole_ron;

/// The first line: digests by section.
const FIRST: &str = "bighouse replay 2";
/// The first line of a file with digests of the whole state only.
const FIRST_OF_OLD: &str = "bighouse replay 1";
/// No replay has more digests.
pub const MOST_DIGESTS: usize = 100_000;
/// Nor digests of more sections.
const MOST_SECTIONS: usize = 256;
/// No replay is larger.
pub const MOST_BYTES: u64 = 16 << 20;
/// Nor has longer lines.
const MOST_LINE: usize = 32_768;
/// But for the constants of a level, whose timetable may have a line for each minute of the week.
const MOST_CONSTANTS: usize = 2 << 20;
/// A level is read with at most this many options.
const MOST_SETTINGS: usize = 1_000;
/// The most errors of an order file that are named at once.
const MOST_ERRORS: usize = 50;
/// The lines a replay has once.
const ONCE: [&str; 4] = ["level", "seed", "rules", "end"];

/// A replay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// The level's name.
    pub level: String,
    /// The level's hash.
    pub hash: u64,
    /// The options the level was read with.
    pub settings: Vec<String>,
    /// What the level was before it was amended, if it was.
    pub constants: Option<Constants>,
    /// The seed.
    pub seed: u64,
    /// The orders, in order.
    pub orders: Vec<Given>,
    /// Names and versions of the sections whose digests it has; empty in a file of format 1.
    pub sections: Vec<(String, u32)>,
    /// Digests by tick.
    pub digests: Vec<(u64, Recorded)>,
    /// The tick at which the run ended.
    pub end: u64,
}

/// A digest as a replay holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Of everything.
    pub all: u64,
    /// Of each section, in the order of [`Replay::sections`].
    pub sections: Vec<u64>,
}

impl Recorded {
    fn of(digest: &Digest) -> Self {
        Self {
            all: digest.all,
            sections: digest.sections.iter().map(|(_, hash)| *hash).collect(),
        }
    }
}

impl Replay {
    /// The level it was made in: the one at hand, or the same before it was amended.
    pub fn level_in(&self, level: Arc<Level>) -> Option<Arc<Level>> {
        if level.hash == self.hash {
            return Some(level);
        }
        level
            .as_it_was(self.constants.as_ref()?, self.hash)
            .map(Arc::new)
    }
}

/// What is wrong with a replay or order file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ReplayError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

/// The replay of a run so far.
pub fn of(prison: &Prison) -> Replay {
    let world = prison.world();
    let rules = world.resource::<Rules>();
    let mut digests: Vec<(u64, Recorded)> = prison
        .digests()
        .iter()
        .map(|(tick, digest)| (*tick, Recorded::of(digest)))
        .collect();
    if digests.last().map(|last| last.0) != Some(prison.now()) {
        digests.push((prison.now(), Recorded::of(&prison.digest())));
    }
    let orders = world.resource::<OrderQueue>().given.clone();
    let amended = orders
        .iter()
        .any(|given| matches!(given.order, Order::AmendLevel(_)));
    Replay {
        level: rules.name.clone(),
        hash: rules.hash,
        settings: rules.settings.clone(),
        constants: amended.then(|| rules.as_read().constants()),
        seed: world.resource::<Chance>().seed,
        orders,
        sections: section::names(world)
            .map(|(name, version)| (name.to_owned(), version))
            .collect(),
        digests,
        end: prison.now(),
    }
}

/// A replay as text.
pub fn write(replay: &Replay) -> String {
    let mut out = format!("{FIRST}\nlevel {} {:016x}\n", replay.level, replay.hash);
    for setting in &replay.settings {
        out.push_str(&format!("set {}\n", setting.replace(['\n', '\r'], " ")));
    }
    out.push_str(&format!("seed {}\nrules {RULES}\n", replay.seed));
    if let Some(constants) = &replay.constants {
        // Numbers and names: RON can always write them.
        let constants = ron::to_string(constants).unwrap_or_default();
        out.push_str(&format!("constants {constants}\n"));
    }
    for given in &replay.orders {
        let line = given.line.map(|line| format!("line:{line} "));
        out.push_str(&format!(
            "order {} {} {}{}\n",
            given.tick,
            giver_text(given.giver),
            line.unwrap_or_default(),
            order_text::write(&given.order)
        ));
    }
    if !replay.sections.is_empty() {
        out.push_str("sections");
        for (name, version) in &replay.sections {
            out.push_str(&format!(" {name}:{version}"));
        }
        out.push('\n');
    }
    let mut before: &[u64] = &[];
    for (tick, digest) in &replay.digests {
        out.push_str(&format!("digest {tick} {:016x}", digest.all));
        for (place, hash) in digest.sections.iter().enumerate() {
            match before.get(place) == Some(hash) {
                true => out.push_str(" ="),
                false => out.push_str(&format!(" {hash:016x}")),
            }
        }
        out.push('\n');
        before = &digest.sections;
    }
    out.push_str(&format!("end {}\n", replay.end));
    out
}

fn giver_text(giver: Giver) -> String {
    match giver {
        Giver::Author => "author".into(),
        Giver::Person(person) => format!("person:{}", person.0),
    }
}
