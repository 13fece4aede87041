//! Day, night, lamps and searchlights.

use bevy::prelude::Vec2;
use bighouse::app::Picture;
use bighouse::play::Settings;
use bighouse::view::ground::Ground;
use bighouse::view::light::Lights;
use bighouse_sim::clock::TICKS_PER_SECOND;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{Floor, Tile};
use bighouse_sim::prison::light::{self, LampKind};
use bighouse_sim::prison::{Grid, Tiers, Topology};
use bighouse_sim::record::save;

use super::Stage;
use crate::common::picture::{mean, mean_of_all};
use crate::common::shipped;

/// The whole of `cell_block`, without its people, who move.
fn empty_house() -> Option<Stage> {
    let mut stage = Stage::of("cell_block", 640, 400)?;
    stage.show_people(false);
    stage.look(36.0, 23.0, 8.0);
    Some(stage)
}

/// The lamps of the house: which, and where, m.
fn lamps(stage: &mut Stage) -> Vec<(LampKind, Vec2)> {
    let found = {
        let table = stage.table();
        let world = table.prison().world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        light::lamps(grid, topology, world.resource::<Tiers>())
    };
    found
        .into_iter()
        .map(|lamp| (lamp.kind, stage.middle(lamp.tile)))
        .collect()
}

/// The middles of bare floor of a kind, m.
fn floor(stage: &mut Stage, kind: Floor) -> Vec<Vec2> {
    let tiles: Vec<TileId> = {
        let ground = stage.world().resource::<Ground>();
        (0..ground.tiles().len())
            .filter(|index| ground.tiles()[*index] == Tile::Floor(kind))
            .map(TileId::from_index)
            .collect()
    };
    tiles.into_iter().map(|tile| stage.middle(tile)).collect()
}

/// How bright the picture is half a metre around a point.
fn value(stage: &mut Stage, picture: &Picture, at: Vec2) -> Option<f32> {
    Some(mean(picture, stage.around(at, 0.5)?))
}

#[test]
fn night_is_darker_than_day_but_not_black() {
    let Some(mut stage) = empty_house() else {
        return;
    };
    stage.live_until(12, 20);
    let day = mean_of_all(&stage.picture());
    stage.live_until(23, 30);
    let night = mean_of_all(&stage.picture());
    assert!(night < 0.75 * day, "by night {night}, by day {day}");
    assert!(night > 12.0, "by night {night}: nothing can be made out");
}

#[test]
fn the_sun_lights_the_ground_outdoors_and_its_shadows_move_with_the_hour() {
    let Some(mut stage) = empty_house() else {
        return;
    };
    stage.world().resource_mut::<Settings>().sun = true;
    let mut outdoors = floor(&mut stage, Floor::Cinders);
    outdoors.extend(floor(&mut stage, Floor::Gravel));
    let mut indoors = floor(&mut stage, Floor::Flags);
    indoors.extend(floor(&mut stage, Floor::Concrete));
    let mut seen = Vec::new();
    for (hour, minute) in [(9, 0), (12, 20), (15, 30)] {
        stage.live_until(hour, minute);
        let picture = stage.picture();
        let mut values = |places: &[Vec2]| -> Vec<f32> {
            let found = places.iter();
            found
                .filter_map(|at| value(&mut stage, &picture, *at))
                .collect()
        };
        let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
        let (ground, rooms) = (values(&outdoors), values(&indoors));
        let mut sunny = ground.clone();
        sunny.sort_by(|one, other| other.total_cmp(one));
        sunny.truncate(ground.len() / 4);
        assert!(
            mean(&sunny) > mean(&rooms) + 12.0,
            "at {hour} in the sun {}, indoors {}",
            mean(&sunny),
            mean(&rooms)
        );
        seen.push(ground);
    }
    // Where it was light in the morning and is dark in the afternoon, and the other way round.
    let darker = |one: usize, other: usize| {
        let pairs = seen[one].iter().zip(&seen[other]);
        pairs.filter(|(one, other)| **one + 20.0 < **other).count()
    };
    assert!(darker(0, 2) > 10 && darker(2, 0) > 10, "shadows move");
}

#[test]
fn rooms_are_brighter_while_their_lamps_burn_and_yard_lamps_burn_all_night() {
    let Some(mut stage) = empty_house() else {
        return;
    };
    // It is dark at both hours; the lamps of the rooms are put out at nine.
    stage.live_until(20, 0);
    let evening = stage.picture();
    stage.live_until(22, 0);
    let night = stage.picture();
    let (mut rooms, mut yards) = (0, 0);
    for (kind, lamp) in lamps(&mut stage) {
        // Beside the lamp, not on its post.
        let at = lamp + Vec2::new(0.0, 1.0);
        let (Some(lit), Some(later)) = (
            value(&mut stage, &evening, at),
            value(&mut stage, &night, at),
        ) else {
            continue;
        };
        match kind {
            LampKind::Room => {
                rooms += 1;
                assert!(lit > later + 15.0, "{lamp}: {lit}, and then {later}");
            }
            LampKind::Gallery { .. } => {
                assert!(lit > later + 5.0, "{lamp}: {lit}, and then {later}");
            }
            LampKind::Yard => {
                yards += 1;
                // A beam may pass meanwhile, never so the lamp's own light.
                assert!(
                    (lit - later).abs() < 25.0,
                    "{lamp}: {lit}, and then {later}"
                );
            }
        }
    }
    assert!(rooms >= 3 && yards >= 3, "{rooms} rooms, {yards} yards");
}

#[test]
fn a_lamp_lights_the_ground_about_it_and_not_the_ground_far_from_it() {
    let Some(mut stage) = empty_house() else {
        return;
    };
    stage.live_until(22, 0);
    let picture = stage.picture();
    let lamps = lamps(&mut stage);
    let nearest = |at: Vec2| {
        lamps
            .iter()
            .map(|(_, lamp)| lamp.distance(at))
            .fold(f32::INFINITY, f32::min)
    };
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for at in floor(&mut stage, Floor::Cinders)
        .into_iter()
        .chain(floor(&mut stage, Floor::Gravel))
    {
        let beam = stage.world().resource::<Lights>().at(at) > 0.3;
        let Some(value) = value(&mut stage, &picture, at) else {
            continue;
        };
        match nearest(at) {
            ..2.0 => near.push(value),
            reach if reach > light::LAMP_REACH as f32 + 1.0 && !beam => far.push(value),
            _ => {}
        }
    }
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len().max(1) as f32;
    assert!(near.len() > 10 && far.len() > 10);
    assert!(
        mean(&near) > mean(&far) + 25.0,
        "near a lamp {}, far from all {}",
        mean(&near),
        mean(&far)
    );
}

/// The light of each tile of bare floor under the sky, as the game has it.
fn light_outside(stage: &mut Stage) -> Vec<(Vec2, f32)> {
    let mut spots = floor(stage, Floor::Cinders);
    spots.extend(floor(stage, Floor::Gravel));
    let lights = stage.world().resource::<Lights>();
    spots.into_iter().map(|at| (at, lights.at(at))).collect()
}

#[test]
fn a_beam_lights_the_ground_it_comes_to_and_leaves_it_dark_again() {
    let Some(mut stage) = empty_house() else {
        return;
    };
    // The same night a quarter of a minute later: the beams have turned, and nothing else.
    stage.live_until(23, 30);
    let (then, lit_then) = (stage.picture(), light_outside(&mut stage));
    let mut table = stage.table();
    let later = table.now() + 15 * TICKS_PER_SECOND;
    table.live_until(later);
    let kept = save::write(table.prison());
    let level = shipped("cell_block", &[]);
    table.begin_from(save::read(level, &kept).expect("its own save"));
    stage.game.frame();
    stage.show_people(false);
    stage.look(36.0, 23.0, 8.0);
    let (now, lit_now) = (stage.picture(), light_outside(&mut stage));
    let change = |place: &usize| lit_now[*place].1 - lit_then[*place].1;
    let mut places: Vec<usize> = (0..lit_now.len()).collect();
    places.sort_by(|a, b| change(a).total_cmp(&change(b)));
    // The ten tiles that lost most, and the ten that won most.
    let (mut lost, mut won) = (0.0, 0.0);
    for (left, come) in places.iter().zip(places.iter().rev()).take(10) {
        assert!(change(left) < -0.1 && change(come) > 0.1, "beams turn");
        for (place, sum) in [(left, &mut lost), (come, &mut won)] {
            let at = lit_now[*place].0;
            let before = value(&mut stage, &then, at).expect("it is in the picture");
            let after = value(&mut stage, &now, at).expect("it is in the picture");
            *sum += (after - before) / 10.0;
        }
    }
    assert!(
        won > 15.0 && lost < -15.0,
        "where a beam has come {won}, where one has gone {lost}"
    );
}
