//! A day in the cell block, from outside: build a prison, live, order, look, ask why.
//!
//! From the root of the repository: `cargo run -p bighouse-sim --example a_day`

use std::error::Error;
use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::clock::HOUR;
use bighouse_sim::happening::Happenings;
use bighouse_sim::level::{FolderFiles, load};
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::record::report;

/// Lives it, with an hour of lockdown in the afternoon, and returns its report.
pub fn a_day() -> Result<report::Report, Box<dyn Error>> {
    let levels = FolderFiles::new("levels");
    let level = Arc::new(load(&levels, "cell_block", &[])?);
    let mut prison = Prison::new(level, 1);
    prison.run_until(8 * HOUR);
    prison.order(Giver::Author, Order::LockDown)?;
    prison.run_until(9 * HOUR);
    prison.order(Giver::Author, Order::EndLockDown)?;
    prison.run_until(24 * HOUR);
    let happenings = prison.world().resource::<Happenings>();
    println!(
        "{} things happened; the last of them came from",
        happenings.chronicle().len()
    );
    for cause in happenings.causes(happenings.last_id()) {
        println!("  {:?} in tick {}", cause.what, cause.tick);
    }
    // What a report says in words is made elsewhere; here the name of each message will do.
    Ok(report::of(
        &prison,
        &report::Before::default(),
        0.0,
        &|message| message.id.to_owned(),
    ))
}

/// Prints what came of it.
pub fn main() -> Result<(), Box<dyn Error>> {
    let report = a_day()?;
    for meal in &report.counters.meals {
        println!("{}: {} of {} men ate", meal.at, meal.served, meal.expected);
    }
    println!("The state at the end has the digest {}.", report.digest);
    Ok(())
}
