//! A few small pictures that were looked at and found good.
//!
//! Drivers round differently, so that the pictures are compared with some tolerance:
//!
//! - a **pixel** counts as different from [`Tolerance::pixel`] on, in the channel that differs
//!   most: filters and blends are exact to a few steps of 255, half a dozen when three lie upon
//!   one another;
//! - a **share** of the pixels may be so different: edges of figures and letters that fall upon
//!   another side of a pixel's middle;
//! - but in **blocks** of 8 by 8 pixels the mean brightness has to agree: a man who is missing,
//!   a lamp that does not burn, a door drawn otherwise all move it by more.
//!
//! A picture that differs is written beside the golden one in the tests' own folder under the
//! target directory, with the difference four times as strong as it is. When it is meant to look
//! as it does now, look at it, and bless it: `BLESS=1 cargo test --test it frames`.

use std::path::PathBuf;

use bighouse::app::Picture;
use bighouse::play::{Screen, Settings};

use super::Stage;
use crate::common::picture::{difference, difference_picture, mean, pixel, read, reduced, write};
use crate::common::root;

/// How far a picture may be from the golden one.
#[derive(Clone, Copy)]
struct Tolerance {
    /// A pixel counts as different if a channel differs by more.
    pixel: u8,
    /// Share of pixels that may be different.
    share: f32,
    /// The mean brightness of a block may differ by so much.
    block: f32,
    /// Share of blocks in which it may differ by more.
    blocks: f32,
}

/// For the map alone: a man is two to twelve pixels wide, and more than a block's tolerance.
const MAP: Tolerance = Tolerance {
    pixel: 12,
    share: 0.01,
    block: 3.0,
    blocks: 0.002,
};

/// For pictures with panels: letters are set by another program, and a word may be changed
/// without anybody wishing to look at a picture for it. A panel or a beam is more than that.
const PANELS: Tolerance = Tolerance {
    pixel: 24,
    share: 0.03,
    block: 8.0,
    blocks: 0.02,
};

/// Edge of a block, pixels.
const BLOCK: u32 = 8;
/// No golden picture is larger, bytes.
const LARGEST: u64 = 100_000;

/// What tells two pictures apart; `None` if they agree.
fn verdict(found: &Picture, golden: &Picture, tolerance: Tolerance) -> Option<String> {
    let size = |picture: &Picture| (picture.width, picture.height);
    if size(found) != size(golden) {
        return Some(format!("it is of another size: {:?}", size(found)));
    }
    let (width, height) = size(found);
    let different = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .filter(|(x, y)| difference(found, golden, *x, *y) > tolerance.pixel)
        .count();
    let share = different as f32 / (width * height) as f32;
    let (mut blocks, mut off, mut worst) = (0, 0, (0.0f32, (0, 0)));
    for top in (0..height).step_by(BLOCK as usize) {
        for left in (0..width).step_by(BLOCK as usize) {
            let block = (left, top, BLOCK, BLOCK);
            let by = (mean(found, block) - mean(golden, block)).abs();
            blocks += 1;
            off += u32::from(by > tolerance.block);
            if by > worst.0 {
                worst = (by, (left, top));
            }
        }
    }
    let off = off as f32 / blocks as f32;
    (share > tolerance.share || off > tolerance.blocks).then(|| {
        format!(
            "{:.2} % of its pixels and {:.2} % of its blocks differ, most at {:?}, by {:.1}",
            share * 100.0,
            off * 100.0,
            worst.1,
            worst.0
        )
    })
}

fn check(name: &str, found: &Picture, tolerance: Tolerance) {
    let golden = root().join(format!("tests/golden/frames/{name}.png"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(golden.parent().expect("a folder")).expect("the folder is made");
        write(found, &golden);
        return;
    }
    let verdict = match read(&golden) {
        Ok(golden) => {
            let verdict = verdict(found, &golden, tolerance);
            verdict.map(|words| (words, difference_picture_of(found, &golden)))
        }
        Err(why) => Some((why, None)),
    };
    let Some((words, difference)) = verdict else {
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let new = folder.join(format!("{name}.png"));
    write(found, &new);
    let mut told = format!(
        "{name} does not look as it did: {words}.\n  now: {}\n  golden: {}\n",
        new.display(),
        golden.display()
    );
    if let Some(difference) = difference {
        let path = folder.join(format!("{name}.difference.png"));
        write(&difference, &path);
        told += &format!("  difference, four times as strong: {}\n", path.display());
    }
    panic!(
        "{told}Look at them. If it is meant to look so, run: BLESS=1 cargo test --test it frames"
    );
}

fn difference_picture_of(found: &Picture, golden: &Picture) -> Option<Picture> {
    ((found.width, found.height) == (golden.width, golden.height))
        .then(|| difference_picture(found, golden))
}

#[test]
fn the_cell_block_looks_as_it_did() {
    let Some(mut stage) = Stage::of("cell_block", 400, 224) else {
        return;
    };
    stage.world().resource_mut::<Settings>().sun = true;
    stage.live_until(12, 20);
    stage.look(17.0, 27.0, 16.0);
    check("cell_block_day", &stage.picture(), MAP);
    stage.look(12.0, 26.0, 32.0);
    check("cell_block_close", &stage.picture(), MAP);
    stage.live_until(20, 30);
    stage.look(20.0, 12.0, 16.0);
    check("cell_block_night", &stage.picture(), MAP);
}

#[test]
fn the_big_house_looks_as_it_did() {
    let Some(mut stage) = Stage::of("big_house", 1248, 960) else {
        return;
    };
    stage.world().resource_mut::<Settings>().sun = true;
    stage.live_until(12, 20);
    stage.look(156.0, 120.0, 4.0);
    check("big_house_noon", &reduced(&stage.picture(), 4), MAP);
}

#[test]
fn the_first_picture_of_the_big_house_looks_as_it_did() {
    let Some(mut stage) = Stage::of("big_house", 1280, 720) else {
        return;
    };
    stage.world().resource_mut::<Screen>().bare = false;
    stage.live_until(6, 29);
    let picture = stage.settled_picture();
    check("big_house_first", &reduced(&picture, 4), PANELS);
}

#[test]
fn golden_pictures_are_small() {
    let mut many = 0;
    for entry in std::fs::read_dir(root().join("tests/golden/frames")).expect("golden pictures") {
        let about = entry.expect("a file").metadata().expect("a file");
        assert!(about.len() < LARGEST, "{} bytes", about.len());
        many += 1;
    }
    assert!(many >= 5, "{many} golden pictures");
}

#[test]
fn the_comparison_finds_what_it_is_there_to_find() {
    let golden = read(&root().join("tests/golden/frames/cell_block_day.png")).expect("a picture");
    assert_eq!(verdict(&golden, &golden, MAP), None);
    // Rounding of every pixel is let pass.
    let mut rounded = golden.clone();
    for (place, value) in rounded.pixels.iter_mut().enumerate() {
        *value = value.saturating_add((place % 3) as u8);
    }
    assert_eq!(verdict(&rounded, &golden, MAP), None);
    // One man less in the picture is not: a disc of half a metre painted like the floor.
    let mut planted = golden.clone();
    for (x, y) in (0..14).flat_map(|y| (0..14).map(move |x| (x, y))) {
        let at = (((100 + y) * golden.width + 200 + x) * 4) as usize;
        let [red, ..] = pixel(&golden, 200 + x, 100 + y);
        planted.pixels[at..at + 3].fill(red.wrapping_add(90));
    }
    assert!(verdict(&planted, &golden, MAP).is_some(), "a man is lost");
    // Nor is a lamp that burns less: some of the light of a part of the picture.
    let mut dimmed = golden.clone();
    for (x, y) in (0..64).flat_map(|y| (0..64).map(move |x| (x, y))) {
        let at = (((40 + y) * golden.width + 40 + x) * 4) as usize;
        for value in &mut dimmed.pixels[at..at + 3] {
            *value = (f32::from(*value) * 0.9) as u8;
        }
    }
    assert!(verdict(&dimmed, &golden, MAP).is_some(), "a lamp is dimmer");
    assert!(verdict(&reduced(&golden, 2), &golden, MAP).is_some());
}
