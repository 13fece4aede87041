//! `check`: everything that is wrong with a level.

use bighouse_sim::prison::check as prison_check;

use super::{Outcome, input, output};

/// Checks a level: its files, then the prison they make.
pub fn check(name: &str, sets: &[String]) -> Outcome {
    let level = input::level(name, sets)?;
    let found = prison_check::check(&level);
    for remark in &found.remarks {
        output::say(remark)?;
    }
    output::say(format_args!(
        "{}: {} ({} x {} m, {} rooms, {} cells with {} berths, {} doors); {} inmates, {} officers on duty by day.",
        level.name,
        level.title,
        level.map.width,
        level.map.height,
        found.rooms,
        found.cells,
        found.berths,
        found.doors,
        found.inmates,
        level.guards.day,
    ))?;
    if found.inmates > found.berths && found.berths > 0 {
        output::say(format_args!(
            "Overcrowded: {:.2} men for each berth; {} sleep on the floor.",
            found.inmates as f64 / found.berths as f64,
            found.inmates - found.berths
        ))?;
    }
    match found.remarks.len() {
        0 => output::say("Nothing is wrong with it."),
        1 => output::say("It can be lived in; 1 remark above."),
        many => output::say(format_args!("It can be lived in; {many} remarks above.")),
    }
}
