//! `check`: everything that is wrong with a level, once or whenever one of its files is saved.

use std::time::Duration;

use bighouse_sim::level::{FolderFiles, Level, LevelFiles, LevelWatch, Problems, load};
use bighouse_sim::prison::check as prison_check;
use bighouse_sim::story::{Screenplay, screenplay};

use super::{Failure, Outcome, complain, output};
use crate::play::library;
use crate::words::findings;

/// How often the files are looked at, and how long after a change it is waited for the editor to
/// have written all of it.
const LOOK: Duration = Duration::from_millis(300);
const SETTLE: Duration = Duration::from_millis(100);

/// Checks a level: its files, its screenplay, then the prison they make.
pub fn check(name: &str, sets: &[String]) -> Outcome {
    let files = FolderFiles::new(library::levels_root());
    tell(read(&files, name, sets)?)
}

/// Checks a level, and again whenever one of its files is another; ends when nobody listens.
pub fn watch(name: &str, sets: &[String]) -> Outcome {
    let files = FolderFiles::new(library::levels_root());
    loop {
        let (read, watch) = LevelWatch::on(&files, |files| read(files, name, sets));
        match read.map_err(Failure::from).and_then(tell) {
            Err(Failure::Input(words)) => complain(&words),
            told => told?,
        }
        let read = watch.files(&files).len();
        // That a reader has gone is noticed by what is said to him next: he is given the time to go.
        std::thread::sleep(SETTLE);
        if !output::is_heard(format_args!(
            "Watching {read} files; stop it with Ctrl+C.\n"
        ))? {
            return Ok(());
        }
        while !watch.has_changed(&files) {
            std::thread::sleep(LOOK);
        }
        std::thread::sleep(SETTLE);
    }
}

/// A level, and what came of reading its screenplay.
struct Read {
    level: Level,
    screenplay: Result<Option<Screenplay>, Problems>,
}

fn read(files: &dyn LevelFiles, name: &str, sets: &[String]) -> Result<Read, Problems> {
    let level = load(files, name, sets)?;
    let screenplay = screenplay::load(files, &level);
    Ok(Read { level, screenplay })
}

/// Says what is to be said of a level, and that nothing is wrong only where that goes for its screenplay
/// too.
fn tell(Read { level, screenplay }: Read) -> Outcome {
    let found = prison_check::check(&level);
    for finding in &found.findings {
        let grave = if finding.grave { "grave: " } else { "" };
        let (place, what) = (&finding.place, findings::what(finding));
        let remedy = findings::remedy(finding);
        output::say(format_args!("{place}: {grave}{what}; {remedy}"))?;
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
    let screenplay = screenplay?;
    let grave = match found.grave() {
        0 => String::new(),
        grave => format!(", {grave} of them grave"),
    };
    match found.findings.len() {
        0 => output::say("Nothing is wrong with it."),
        1 => output::say(format_args!("It can be lived in; 1 remark above{grave}.")),
        many => output::say(format_args!(
            "It can be lived in; {many} remarks above{grave}."
        )),
    }?;
    match screenplay {
        None => Ok(()),
        Some(screenplay) => {
            let lines = screenplay.lines.len();
            output::say(format_args!("Its screenplay has {lines} lines."))
        }
    }
}
