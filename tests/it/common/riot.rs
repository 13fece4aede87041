//! A riot to look at: lived once in a small prison, and handed out as often as it is wanted.

use std::sync::OnceLock;

use bighouse::play::Table;
use bighouse_sim::Prison;
use bighouse_sim::clock::{DAY, HOUR};
use bighouse_sim::happening::{Happenings, HarmFact, What};
use bighouse_sim::record::save;
use bighouse_sim::riot::Riots;

use super::shipped;

/// A small prison with nothing to eat and few officers.
pub const STARVED: [&str; 4] = [
    "kitchen.quality=10%",
    "guards.day=9",
    "guards.evening=9",
    "guards.night=5",
];

/// The seed of a riot with hostages, soldiers and shots in it.
const SEED: u64 = 6;
/// It rises within this many days.
const DAYS: u64 = 10;

/// The small prison at the first moment in which it is called a riot.
pub fn until_riot() -> Prison {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    let level = shipped("big_house_300", &STARVED);
    let saved = SAVED.get_or_init(|| {
        let mut prison = Prison::new(level.clone(), SEED);
        live_while(&mut prison, HOUR / 12, |prison| {
            let riots = prison.world().resource::<Riots>();
            riots.now().is_none_or(|riot| !riot.is_called())
        });
        save::write(&prison)
    });
    save::read(level, saved).expect("a save just written can be read")
}

/// The same some hours later: the prison is being taken back, and the first man has just been shot.
pub fn until_shots() -> Prison {
    static SAVED: OnceLock<Vec<u8>> = OnceLock::new();
    let saved = SAVED.get_or_init(|| {
        let mut prison = until_riot();
        live_while(&mut prison, 10, |prison| {
            let chronicle = prison.world().resource::<Happenings>().chronicle();
            let late = chronicle.iter().rev().take(50);
            !late
                .into_iter()
                .any(|one| one.what == What::Harm(HarmFact::ShotDead))
        });
        save::write(&prison)
    });
    let level = shipped("big_house_300", &STARVED);
    save::read(level, saved).expect("a save just written can be read")
}

fn live_while(prison: &mut Prison, step: u64, goes_on: impl Fn(&Prison) -> bool) {
    while goes_on(prison) {
        assert!(
            prison.now() < DAYS * DAY,
            "nothing came of it in {DAYS} days"
        );
        let next = prison.now() + step;
        prison.run_until(next);
    }
}

/// A prison on the table, seen by the observer.
pub fn table(prison: Prison) -> Table {
    let sets = STARVED.map(str::to_owned);
    let level = shipped("big_house_300", &STARVED);
    let mut table = Table::new(level, "big_house_300", &sets, SEED);
    table.begin_from(prison);
    table
}
