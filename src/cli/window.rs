//! `play` in a window.

use super::{Failure, Outcome, PlayArgs, input};
use crate::app;
use crate::play::saves::Saves;
use crate::play::{Screen, Seat, Table};

/// Why there can be no window here, in words; `None` if there can.
pub fn why_not() -> Option<String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Some("there is no display".into());
    }
    (!app::can_draw()).then(|| "there is no graphics driver".into())
}

/// Whether an X server answers where `DISPLAY` says.
fn has_display() -> bool {
    let Ok(display) = std::env::var("DISPLAY") else {
        return false;
    };
    match display.strip_prefix(':') {
        // A display of this machine has its socket; a name left over from another session has not.
        Some(local) => {
            let number = local.split('.').next().unwrap_or(local);
            std::path::Path::new(&format!("/tmp/.X11-unix/X{number}")).exists()
        }
        None => !display.is_empty(),
    }
}

/// Opens the window: at the title, or in the seat that was asked for.
pub fn play(args: &PlayArgs) -> Outcome {
    let level = input::level(&args.level, &args.sets)?;
    let mut table = Table::new(level, &args.level, &args.sets, args.seed).with_bench();
    if let Some(folder) = dirs::data_dir() {
        table = table.with_saves(Saves::in_folder(folder.join("bighouse").join("saves")));
    }
    if let Some(words) = &args.seat {
        let seat = Seat::named(table.prison(), words).map_err(Failure::Input)?;
        table.sit(seat).map_err(Failure::Input)?;
        table.tempo.set_speed(seat.usual_speed());
    }
    if let Some(speed) = args.speed {
        table.tempo.set_speed(speed);
    }
    let screen = Screen {
        title: args.seat.is_none(),
        ..Screen::default()
    };
    app::in_window(table, screen).map_err(Failure::Run)
}
