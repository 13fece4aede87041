//! `clip`: a stretch of a level drawn off-screen into an animated GIF.

use gif::{DisposalMethod, Encoder, Frame, Repeat};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{ClipArgs, Failure, Outcome, input, output, shot, start};
use crate::app::{OffScreen, Picture};
use crate::play::Table;
use bighouse_sim::clock::TICKS_PER_SECOND;

/// Pixels a metre of a clip of which only the middle is said.
const USUAL_ZOOM: f32 = 8.0;
/// Most pictures of a clip.
const MOST: u64 = 1_500;
/// Largest edge of a clip, pixels: each of its pictures is kept whole.
const LARGEST: u32 = 1_920;
/// Most bytes of all its pictures before they are compressed.
const MOST_PIXELS: u64 = 1 << 30;
/// Grey values of the palette; the rest are shades of the hues that tell something.
const GREYS: usize = 175;
/// The place in the palette of what is as it was in the picture before: the last.
const AS_BEFORE: u8 = 255;
/// Shades of each hue.
const SHADES: usize = 20;
/// The hues of danger, custody, selection and secrets.
const HUES: [[u8; 3]; 4] = [
    [0xE8, 0x50, 0x2E],
    [0x2F, 0x8F, 0xE0],
    [0xFF, 0xF4, 0x5C],
    [0xF0, 0xB4, 0xE0],
];
/// Channels that differ by less make a grey.
const COLOURLESS: u8 = 18;

/// Draws the stretch that the arguments describe.
pub fn clip(args: &ClipArgs) -> Outcome {
    let size = shot::size(&args.size)?;
    let look = shot::Look::of(&args.look)?;
    let length = input::length(&args.length)?;
    let step = u64::from(args.speed) * TICKS_PER_SECOND / u64::from(args.fps);
    let step = step.max(1);
    let pictures = (length / step).max(1);
    if size.x.max(size.y) > LARGEST {
        return Err(Failure::Input(format!(
            "--size {}: a clip has at most {LARGEST} pixels each way",
            args.size
        )));
    }
    if pictures > MOST || pictures * u64::from(size.x) * u64::from(size.y) > MOST_PIXELS {
        return Err(Failure::Input(format!(
            "--for {}: that is {pictures} pictures of {}; take a shorter stretch, a higher --speed, or a smaller --size",
            args.length, args.size
        )));
    }
    output::may_write_all(&[args.out.as_path()], args.force)?;
    let mut table = start::table(&args.start)?;
    if let Some(from) = &args.from {
        let tick = shot::tick_of(&table, from)?;
        table.live_until(tick);
    }
    table.tempo.set_paused(true);
    table.overlay = look.overlay;
    let began = table.now();
    let mut game = look.drawn(table, size, None, USUAL_ZOOM)?;
    let bytes = animated(&mut game, began, step, pictures, args.fps)?;
    output::write(&args.out, &bytes, args.force)?;
    output::say(format_args!("{}", args.out.display()))
}

/// Lives on from picture to picture, and draws each.
fn animated(
    game: &mut OffScreen,
    began: u64,
    step: u64,
    pictures: u64,
    fps: u32,
) -> Result<Vec<u8>, Failure> {
    let bar = ProgressBar::with_draw_target(Some(pictures), ProgressDrawTarget::stderr());
    if let Ok(style) =
        ProgressStyle::with_template("{wide_bar} {pos} of {len} pictures, {eta} left")
    {
        bar.set_style(style);
    }
    let wrong = |error: gif::EncodingError| Failure::Run(format!("the clip makes no GIF: {error}"));
    let mut bytes = Vec::new();
    let first = game.picture().map_err(Failure::Run)?;
    let (width, height) = (first.width as u16, first.height as u16);
    let mut encoder = Encoder::new(&mut bytes, width, height, &palette()).map_err(wrong)?;
    encoder.set_repeat(Repeat::Infinite).map_err(wrong)?;
    let mut picture = first;
    let mut before: Vec<u8> = Vec::new();
    for nth in 0..pictures {
        if nth > 0 {
            let mut table = game.world().resource_mut::<Table>();
            table.live_until(began + nth * step);
            // What was lived is drawn in the frame after it.
            game.frame();
            picture = game.taken().map_err(Failure::Run)?;
        }
        let now = indexed(&picture);
        let frame = Frame {
            width,
            height,
            delay: (100 / fps) as u16,
            dispose: DisposalMethod::Keep,
            transparent: (nth > 0).then_some(AS_BEFORE),
            buffer: changed(&before, &now).into(),
            ..Frame::default()
        };
        before = now;
        encoder.write_frame(&frame).map_err(wrong)?;
        bar.inc(1);
    }
    drop(encoder);
    bar.finish_and_clear();
    Ok(bytes)
}

/// The palette of every clip: greys from ink to flare, then the shades of each hue.
fn palette() -> Vec<u8> {
    let greys = (0..GREYS).flat_map(|grey| [(grey * 255 / (GREYS - 1)) as u8; 3]);
    let shades = HUES.iter().flat_map(|hue| {
        (1..=SHADES)
            .flat_map(move |shade| hue.map(|channel| (usize::from(channel) * shade / SHADES) as u8))
    });
    greys.chain(shades).chain([0; 3]).collect()
}

/// A picture by the places of its pixels in the palette.
fn indexed(picture: &Picture) -> Vec<u8> {
    picture
        .pixels
        .chunks_exact(4)
        .map(|pixel| place([pixel[0], pixel[1], pixel[2]]))
        .collect()
}

/// A picture without what is as it was: most of it, since the eye stands still.
fn changed(before: &[u8], now: &[u8]) -> Vec<u8> {
    let pixels = now.iter().enumerate();
    pixels
        .map(|(place, pixel)| match before.get(place) == Some(pixel) {
            true => AS_BEFORE,
            false => *pixel,
        })
        .collect()
}

/// The place in the palette that is nearest to a colour.
fn place(colour: [u8; 3]) -> u8 {
    let [red, green, blue] = colour.map(u32::from);
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    if most - least < u32::from(COLOURLESS) {
        let value = (red * 3 + green * 6 + blue) / 10;
        return (value as usize * (GREYS - 1) / 255) as u8;
    }
    // The hue whose mixture is most like it, at the shade of its brightest channel.
    let unlike = |hue: &[u8; 3]| {
        let brightest = u32::from(hue.iter().copied().max().unwrap_or(1));
        let channels = hue.iter().zip([red, green, blue]);
        channels
            .map(|(of_hue, is)| (u32::from(*of_hue) * most / brightest).abs_diff(is))
            .sum::<u32>()
    };
    let hue = (0..HUES.len())
        .min_by_key(|hue| unlike(&HUES[*hue]))
        .unwrap_or(0);
    let brightest = u32::from(HUES[hue].iter().copied().max().unwrap_or(1));
    let shade = (most as usize * SHADES / brightest as usize).clamp(1, SHADES);
    (GREYS + hue * SHADES + shade - 1) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_drawn_by_the_nearest_of_the_palette() {
        let palette = palette();
        assert_eq!(palette.len(), 256 * 3);
        assert_eq!(changed(&[], &[1, 2]), [1, 2]);
        assert_eq!(changed(&[1, 3], &[1, 2]), [AS_BEFORE, 2]);
        let drawn = |colour| {
            let place = usize::from(place(colour)) * 3;
            [palette[place], palette[place + 1], palette[place + 2]]
        };
        assert_eq!(drawn([0, 0, 0]), [0, 0, 0]);
        assert_eq!(drawn([255, 255, 255]), [255, 255, 255]);
        for hue in HUES {
            assert_eq!(drawn(hue), hue);
        }
        let grey = drawn([0x62, 0x64, 0x64])[0];
        assert!(grey.abs_diff(0x63) <= 2, "{grey}");
    }
}
