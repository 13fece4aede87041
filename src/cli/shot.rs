//! `shot`: one frame of a level at a time of its day, drawn off-screen into a PNG.

use bevy::prelude::UVec2;
use bighouse_sim::clock::{Clock, DAY};
use bighouse_sim::ids::PersonId;

use super::{Failure, LookArgs, Outcome, ShotArgs, output, start};
use crate::app::{OffScreen, Picture};
use crate::play::gauge::Overlay;
use crate::play::{Screen, Seat, Settings, Table};
use crate::view::camera::{Eye, ZOOMS};

/// Pixels a metre of a picture of which only the middle is said.
const USUAL_ZOOM: f32 = 16.0;
/// Largest edge of a picture, pixels.
const LARGEST: u32 = 8192;

/// Draws the frame that the arguments describe.
pub fn shot(args: &ShotArgs) -> Outcome {
    let size = size(&args.size)?;
    let look = Look::of(&args.look)?;
    output::may_write_all(&[args.out.as_path()], args.force)?;
    let mut table = start::table(&args.start)?;
    if let Some(words) = &args.seat {
        let seat = Seat::named(table.prison(), words).map_err(Failure::Input)?;
        table.sit(seat).map_err(Failure::Input)?;
    }
    if let Some(at) = &args.at {
        let tick = tick_of(&table, at)?;
        table.live_until(tick);
    }
    table.tempo.set_paused(true);
    table.overlay = look.overlay;
    // He has gone elsewhere since the seat was taken.
    if let Some(person) = table.seat().person() {
        table.glance.look_at = place_of(&table, person);
    }
    if let Some(words) = &args.select {
        let person = crate::play::dossier::find_one(table.prison(), table.lens(), words)
            .map_err(|why| Failure::Input(format!("--select {words}: {why}")))?;
        table.selected = Some(person);
        if look.center.is_none()
            && let Some(sighting) = table.lens().person(table.prison(), person)
        {
            table.glance.look_at =
                Some((sighting.at.0 as f32 / 1000.0, sighting.at.1 as f32 / 1000.0));
        }
    }
    // Where it looks from is said on the command line, and nobody is followed.
    let glance = std::mem::take(&mut table.glance).look_at;
    let mut game = look.drawn(table, size, glance, USUAL_ZOOM)?;
    let picture = game.picture().map_err(Failure::Run)?;
    let bytes = encoded(&picture)
        .map_err(|error| Failure::Run(format!("the picture makes no PNG: {error}")))?;
    output::write(&args.out, &bytes, args.force)?;
    output::say(format_args!("{}", args.out.display()))
}

/// What of the map is drawn, and with what.
pub(super) struct Look {
    center: Option<(f32, f32)>,
    zoom: Option<f32>,
    pub(super) overlay: Option<Overlay>,
    ui: bool,
}

impl Look {
    /// What the arguments say of it.
    pub(super) fn of(args: &LookArgs) -> Result<Self, Failure> {
        Ok(Self {
            center: args.center.as_deref().map(center).transpose()?,
            zoom: zoom(args.zoom)?,
            overlay: args.overlay.as_deref().map(overlay).transpose()?,
            ui: args.ui,
        })
    }

    /// The game at a table, drawn off-screen from there. Where no place is said it looks at `else_at`, and
    /// where no scale is said at so many pixels a metre.
    pub(super) fn drawn(
        &self,
        table: Table,
        size: UVec2,
        else_at: Option<(f32, f32)>,
        usual: f32,
    ) -> Result<OffScreen, Failure> {
        let screen = Screen {
            bare: !self.ui,
            ..Screen::default()
        };
        // Nothing moves in a picture, and nothing of it may depend on when it was taken.
        let settings = Settings {
            motion: false,
            ..Settings::default()
        };
        let mut game = OffScreen::new(table, screen, settings, size).map_err(Failure::Run)?;
        if let Some(center) = self.center.or(else_at) {
            let eye = Eye::looking_at(center.into(), self.zoom.unwrap_or(usual));
            game.world().insert_resource(eye);
        } else if let Some(zoom) = self.zoom {
            game.frame();
            let at = game.world().resource::<Eye>().at;
            game.world().insert_resource(Eye::looking_at(at, zoom));
        }
        Ok(game)
    }
}

/// A picture as the bytes of a PNG.
fn encoded(picture: &Picture) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let opaque: Vec<u8> = picture
        .pixels
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}

/// Where the seat knows somebody to be, m.
fn place_of(table: &Table, person: PersonId) -> Option<(f32, f32)> {
    let sighting = table.lens().person(table.prison(), person)?;
    let (x, y) = sighting.at;
    Some((x as f32 / 1000.0, y as f32 / 1000.0))
}

/// A size such as `1280x720`.
pub(super) fn size(text: &str) -> Result<UVec2, Failure> {
    let wrong = || {
        Failure::Input(format!(
            "--size {text}: a size is width and height in pixels, such as 1280x720, up to {LARGEST}"
        ))
    };
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let edge = |text: &str| {
        text.trim()
            .parse()
            .ok()
            .filter(|edge| (16..=LARGEST).contains(edge))
            .ok_or_else(wrong)
    };
    Ok(UVec2::new(edge(width)?, edge(height)?))
}

fn center(text: &str) -> Result<(f32, f32), Failure> {
    let wrong = || {
        Failure::Input(format!(
            "--center {text}: a place is metres from the left and the top, such as 80,120"
        ))
    };
    let (x, y) = text.split_once(',').ok_or_else(wrong)?;
    let number = |text: &str| {
        text.trim()
            .parse()
            .ok()
            .filter(|number: &f32| number.is_finite())
            .ok_or_else(wrong)
    };
    Ok((number(x)?, number(y)?))
}

fn zoom(zoom: Option<f32>) -> Result<Option<f32>, Failure> {
    let (least, most) = (ZOOMS[0], ZOOMS[ZOOMS.len() - 1]);
    match zoom {
        Some(zoom) if !(least..=most).contains(&zoom) => Err(Failure::Input(format!(
            "--zoom {zoom}: it is drawn at {least} to {most} pixels a metre"
        ))),
        zoom => Ok(zoom),
    }
}

fn overlay(name: &str) -> Result<Overlay, Failure> {
    Overlay::named(name).ok_or_else(|| {
        let names: Vec<&str> = Overlay::ALL.iter().map(|overlay| overlay.name()).collect();
        Failure::Input(format!(
            "--overlay {name}: there is no such overlay; there are {}",
            names.join(", ")
        ))
    })
}

/// The tick of a time such as `12:05`, `06:30:20` or `2d 12:05`: the first of it from the start on,
/// or this many days later.
pub(super) fn tick_of(table: &Table, text: &str) -> Result<u64, Failure> {
    let wrong = || {
        Failure::Input(format!(
            "--at {text}: a time is hours and minutes, such as 12:05 or 06:30:20, or days before \
             it: 2d 12:05"
        ))
    };
    let (days, time) = match text.trim().split_once("d ") {
        Some((days, time)) => (days.trim().parse::<u64>().map_err(|_| wrong())?, time),
        None => (0, text.trim()),
    };
    if days > 60 {
        return Err(Failure::Input(format!("--at {text}: at most 60 days on")));
    }
    let parts: Vec<u32> = time
        .split(':')
        .map(|part| part.trim().parse::<u32>().map_err(|_| wrong()))
        .collect::<Result<_, _>>()?;
    let second = match parts.as_slice() {
        [hour @ 0..24, minute @ 0..60] => hour * 3600 + minute * 60,
        [hour @ 0..24, minute @ 0..60, second @ 0..60] => hour * 3600 + minute * 60 + second,
        _ => return Err(wrong()),
    };
    let clock = table.prison().world().resource::<Clock>();
    Ok(clock.next_at(0, second) + days * DAY)
}
