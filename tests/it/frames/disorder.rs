//! Disorder in the picture: marks over rioters and hostages at every zoom, soldiers who look like
//! none of the others, the dead who look like no sleeper, and shots.

use bevy::prelude::Vec2;
use bighouse::play::{Bearing, FigureKind, Sighting, Wish};
use bighouse::view::shots::Shots;

use super::{Stage, metres};
use crate::common::picture::pixel;
use crate::common::riot::{table, until_riot, until_shots};

/// Danger and custody of the art sheet.
const DANGER: [u8; 3] = [0xE8, 0x50, 0x2E];
const CUSTODY: [u8; 3] = [0x2F, 0x8F, 0xE0];

/// Whether a picture has a hue within some pixels of a point of the map.
fn has_near(stage: &mut Stage, picture: &bighouse::app::Picture, at: Vec2, hue: [u8; 3]) -> bool {
    let place = stage.place(at);
    let (x, y) = (place.x as i32, place.y as i32);
    (-40..=12).any(|dy| {
        (-12..=12).any(|dx| {
            let (x, y) = (x + dx, y + dy);
            let inside = x >= 0 && y >= 0 && x < picture.width as i32 && y < picture.height as i32;
            inside && {
                let shown = pixel(picture, x as u32, y as u32);
                (0..3).all(|channel| shown[channel].abs_diff(hue[channel]) < 40)
            }
        })
    })
}

#[test]
fn rioters_and_hostages_are_marked_at_every_zoom() {
    let Some(mut stage) = Stage::at(640, 400, || table(until_riot())) else {
        return;
    };
    for zoom in [3.0, 8.0, 16.0, 32.0] {
        for (bearing, hue) in [(Bearing::Riots, DANGER), (Bearing::Held, CUSTODY)] {
            let man = {
                let table = stage.table();
                let people: Vec<_> = table.lens().people(table.prison()).collect();
                // From afar the mark of a hostage may lie over that of the man who minds him.
                let covered = |man: &Sighting| {
                    let other = |one: &&Sighting| one.bearing == Bearing::Held;
                    let mut held = people.iter().filter(other);
                    bearing == Bearing::Riots
                        && held.any(|one| metres(one).distance(metres(man)) < 8.0)
                };
                let shown = |man: &&Sighting| man.bearing == bearing && !covered(man);
                people.iter().find(shown).copied().expect("there is one")
            };
            // Where the camera can stand to the last digit.
            let at = (metres(&man) * 8.0).round() / 8.0;
            stage.look(at.x, at.y, zoom);
            let picture = stage.picture();
            assert!(
                has_near(&mut stage, &picture, at, hue),
                "{bearing:?} at {zoom} px/m has no mark"
            );
        }
    }
}

#[test]
fn a_calm_house_has_no_marks() {
    let Some(mut stage) = Stage::of("big_house_300", 640, 400) else {
        return;
    };
    for zoom in [4.0, 16.0] {
        stage.look(40.0, 30.0, zoom);
        let picture = stage.picture();
        let marked = (0..400)
            .flat_map(|y| (0..640).map(move |x| (x, y)))
            .any(|(x, y)| {
                let shown = pixel(&picture, x, y);
                (0..3).all(|channel| shown[channel].abs_diff(DANGER[channel]) < 20)
            });
        assert!(!marked, "at {zoom} px/m");
    }
}

#[test]
fn a_shot_is_seen_with_the_way_it_went_and_is_gone_a_moment_later() {
    let Some(mut stage) = Stage::at(640, 400, || table(until_shots())) else {
        return;
    };
    let seen = stage.world().resource::<Shots>().seen().to_vec();
    let shot = seen.first().copied().expect("a shot has just fallen");
    let dead = {
        let table = stage.table();
        let mut people = table.lens().people(table.prison());
        people.any(|man| man.bearing == Bearing::Dead && metres(&man).distance(shot.to) < 2.0)
    };
    assert!(dead, "who fell lies where the shot went");
    let from = shot.from.expect("who fired is seen by the observer");
    let armed = {
        let table = stage.table();
        let mut people = table.lens().people(table.prison());
        people.any(|man| {
            let armed = man.kind == FigureKind::Soldier || man.bearing == Bearing::Storms;
            armed && metres(&man).distance(from) < 1.0
        })
    };
    assert!(armed);
    stage.table().grant(&Wish::Speed(1));
    let began = std::time::Instant::now();
    while began.elapsed().as_secs_f32() < 1.0 {
        stage.game.frame();
    }
    let still = stage.world().resource::<Shots>().seen().contains(&shot);
    assert!(!still);
}
