//! One run of a level, and what is measured of it.

use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::clock::DAY;
use bighouse_sim::level::Level;
use bighouse_sim::record::report::Before;
use bighouse_sim::record::riots::RiotLine;

use crate::cli::science::values::Values;
use crate::words::told;

/// Of the loose, this many per cent make a full riot (docs/architecture.md#words-that-are-measured).
const FULL: f64 = 20.0;

/// Lives a level for this many days.
pub fn live(level: &Arc<Level>, days: u64, seed: u64) -> Values {
    let mut prison = Prison::new(level.clone(), seed);
    prison.run_until(days * DAY);
    let report = told::report(&prison, &Before::default(), 0.0);
    let riots = &report.riots;
    let men = f64::from(report.population.inmates + report.population.dead);
    let each = |of: fn(&RiotLine) -> f64| riots.iter().map(of);
    Values::default()
        .one("riots", riots.len() as u32)
        .one(
            "full riots",
            riots
                .iter()
                .filter(|riot| taking_part(riot) >= FULL)
                .count() as u32,
        )
        .one("protests", report.unrest.protests)
        .one("legitimacy", report.unrest.legitimacy)
        .one("fights", report.unrest.fights)
        .one("fights seen", report.unrest.fights_seen)
        .one("thousand man-days", men * days as f64 / 1_000.0)
        .one("at large", report.population.at_large)
        .many("taking part", each(taking_part))
        .many(
            "starters",
            riots
                .iter()
                .map(|riot| 100.0 * f64::from(riot.starters) / men),
        )
        .many("hours", each(|riot| riot.minutes as f64 / 60.0))
        .many("hostages", each(|riot| riot.hostages_taken.into()))
        .many("hostages killed", each(|riot| riot.hostages_killed.into()))
        .many(
            "dead",
            each(|riot| f64::from(riot.inmates_killed + riot.staff_killed)),
        )
        .many(
            "dead in the retaking",
            each(|riot| riot.killed_in_retaking.into()),
        )
        .many(
            "informers killed",
            each(|riot| riot.informers_killed.into()),
        )
        .many("named", each(|riot| 100.0 - riot.unnamed))
}

/// How many took part at the most, of those who were loose then, per cent.
fn taking_part(riot: &RiotLine) -> f64 {
    100.0 * f64::from(riot.peak_participants) / f64::from(riot.loose.max(1))
}
