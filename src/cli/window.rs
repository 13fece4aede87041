//! `play` in a window.

use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::{Failure, Outcome, PlayArgs, input, start};
use crate::app;
use crate::play::saves::Saves;
use crate::play::{Screen, Seat};

/// Why there can be no window here, in words; `None` if there can.
pub fn why_not() -> Option<String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Some("there is no display".into());
    }
    (!app::can_draw()).then(|| "there is no graphics driver".into())
}

/// Whether an X server answers where `DISPLAY` says.
fn has_display() -> bool {
    std::env::var("DISPLAY").is_ok_and(|display| answers(&display))
}

/// How long a server elsewhere may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether something listens at a display such as `:0`, `unix:0.0` or `host:10`. A name left over
/// from another session names nobody, or a socket that nobody listens at.
fn answers(display: &str) -> bool {
    let Some((host, screen)) = display.rsplit_once(':') else {
        return false;
    };
    let Ok(number) = screen.split('.').next().unwrap_or(screen).parse::<u16>() else {
        return false;
    };
    if matches!(host, "" | "unix") {
        return listens_here(&format!("/tmp/.X11-unix/X{number}"));
    }
    // X servers listen from this port on.
    let Some(port) = number.checked_add(6000) else {
        return false;
    };
    (host, port).to_socket_addrs().is_ok_and(|mut places| {
        places.any(|place| TcpStream::connect_timeout(&place, PATIENCE).is_ok())
    })
}

/// Whether a server of this machine listens at a socket: a file, or the name alone.
#[cfg(target_os = "linux")]
fn listens_here(socket: &str) -> bool {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixStream};

    let by_name = || {
        SocketAddr::from_abstract_name(socket)
            .is_ok_and(|name| UnixStream::connect_addr(&name).is_ok())
    };
    UnixStream::connect(socket).is_ok() || by_name()
}

#[cfg(not(target_os = "linux"))]
fn listens_here(_: &str) -> bool {
    true
}

/// Opens the window: at the title, or in the seat that was asked for.
pub fn play(args: &PlayArgs) -> Outcome {
    let mut table = start::table(&args.start())?.with_bench();
    if args.screenplay {
        let screenplay = input::screenplay(table.level())?;
        table.play(screenplay);
    }
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
        title: args.seat.is_none() && args.start.load.is_none(),
        ..Screen::default()
    };
    app::in_window(table, screen).map_err(Failure::Run)
}
