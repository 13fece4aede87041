//! People in the picture: all whom the seat knows of, where it knows them to be, and nobody else.

use bevy::prelude::Vec2;
use bighouse::app::Picture;
use bighouse::play::{FigureKind, Posture, Seat, Sighting, Table};
use bighouse::view::people::DrawnPeople;
use bighouse_sim::clock::Clock;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::prison::Topology;

use super::{ROUNDING, Stage, metres};
use crate::common::picture::{brightness, changed, mean, pixel};
use crate::common::shipped;

/// A figure, its outline and its rounding reach so far from its middle, m, beside the dots that
/// are larger from afar.
const FIGURE: f32 = 0.95;

/// The distance from a point to the nearest of these people, m.
fn nearest(people: &[Sighting], at: Vec2) -> f32 {
    people
        .iter()
        .map(|sighting| metres(sighting).distance(at))
        .fold(f32::INFINITY, f32::min)
}

/// Holds that what differs between a picture with people and one without is the people known of.
fn they_are_all_there_and_no_others(
    stage: &mut Stage,
    people: &[Sighting],
    with: &Picture,
    without: &Picture,
    zoom: f32,
) {
    let differing = changed(with, without, ROUNDING);
    for place in &differing {
        let at = stage.point(*place);
        let far = nearest(people, at);
        assert!(
            far <= FIGURE.max(4.5 / zoom),
            "at {zoom} px/m a pixel of {at} belongs to nobody known of: {far} m"
        );
    }
    let mut found = 0;
    for sighting in people {
        // A guard's dot is hollow.
        let reach = 0.35f32.max(2.0 / zoom);
        let Some((left, top, width, height)) = stage.around(metres(sighting), reach) else {
            continue;
        };
        found += 1;
        let inside = differing
            .iter()
            .filter(|(x, y)| (left..left + width).contains(x) && (top..top + height).contains(y))
            .count() as u32;
        assert!(
            inside * 5 >= width * height,
            "at {zoom} px/m person {} is not at {}: {inside} pixels of {}",
            sighting.person.0,
            metres(sighting),
            width * height
        );
    }
    assert!(found > 0, "nobody is in the picture at {zoom} px/m");
}

#[test]
fn everybody_is_drawn_where_he_is_at_every_zoom() {
    let Some(mut stage) = Stage::of("cell_block", 640, 360) else {
        return;
    };
    stage.live_until(12, 20);
    let mut most = 0;
    for zoom in [2.0, 4.0, 8.0, 16.0, 32.0, 64.0] {
        stage.look(14.0, 27.0, zoom);
        let (with, without) = stage.with_and_without_people();
        let people = stage.sightings();
        assert_eq!(
            stage.world().resource::<DrawnPeople>().in_picture(),
            people.len(),
            "at {zoom} px/m as many are drawn as are in the picture"
        );
        they_are_all_there_and_no_others(&mut stage, &people, &with, &without, zoom);
        most = most.max(people.len());
        // Inmates are the brightest thing on a floor.
        if zoom >= 16.0 {
            for sighting in &people {
                let up = sighting.kind == FigureKind::Inmate && sighting.posture != Posture::Lie;
                let Some((left, top, width, height)) = stage.around(metres(sighting), 0.4) else {
                    continue;
                };
                let brightest = (top..top + height)
                    .flat_map(|y| (left..left + width).map(move |x| (x, y)))
                    .map(|(x, y)| brightness(pixel(&with, x, y)))
                    .fold(0.0, f32::max);
                assert!(
                    !up || brightest > 165.0,
                    "at {zoom} px/m inmate {} is no brighter than {brightest}",
                    sighting.person.0
                );
            }
        }
    }
    assert!(most >= 60, "the whole house was in the picture: {most}");
}

#[test]
fn guards_are_darker_than_inmates() {
    let Some(mut stage) = Stage::of("big_house_300", 480, 270) else {
        return;
    };
    stage.live_until(12, 20);
    for zoom in [16.0, 32.0] {
        let (mut guards, mut inmates) = (Vec::new(), Vec::new());
        let table = stage.table();
        let posts: Vec<Vec2> = table
            .lens()
            .people(table.prison())
            .filter(|sighting| sighting.kind == FigureKind::Guard)
            .map(|sighting| metres(&sighting))
            .collect();
        for post in posts {
            if guards.len() >= 4 && inmates.len() >= 12 {
                break;
            }
            stage.look(post.x, post.y, zoom);
            let picture = stage.picture();
            for sighting in stage.sightings() {
                let Some(around) = stage.around(metres(&sighting), 0.25) else {
                    continue;
                };
                let value = mean(&picture, around);
                match sighting.kind {
                    FigureKind::Guard => guards.push(value),
                    FigureKind::Inmate if sighting.posture != Posture::Lie => inmates.push(value),
                    _ => {}
                }
            }
        }
        assert!(
            guards.len() >= 4 && inmates.len() >= 12,
            "{} guards and {} inmates were looked at",
            guards.len(),
            inmates.len()
        );
        let brightest = guards.iter().copied().fold(0.0, f32::max);
        let darkest = inmates.iter().copied().fold(255.0, f32::min);
        assert!(
            brightest + 20.0 < darkest,
            "at {zoom} px/m a guard is of {brightest}, an inmate of {darkest}"
        );
    }
}

#[test]
fn the_selected_man_has_a_ring_about_him_and_nobody_else() {
    let Some(mut stage) = Stage::of("cell_block", 480, 270) else {
        return;
    };
    stage.live_until(12, 20);
    stage.look(14.0, 27.0, 16.0);
    let before = stage.picture();
    let chosen = stage
        .sightings()
        .into_iter()
        .min_by(|a, b| {
            let middle = Vec2::new(14.0, 27.0);
            metres(a)
                .distance(middle)
                .total_cmp(&metres(b).distance(middle))
        })
        .expect("somebody is in the picture");
    stage.table().selected = Some(chosen.person);
    let after = stage.picture();
    let differing = changed(&before, &after, ROUNDING);
    let yellow = differing
        .iter()
        .filter(|(x, y)| {
            let [red, green, blue] = pixel(&after, *x, *y);
            red > 200 && green > 190 && blue < 160
        })
        .count();
    assert!(yellow >= 20, "the ring has {yellow} pixels of its colour");
    for place in differing {
        let far = stage.point(place).distance(metres(&chosen));
        assert!(far < 1.3, "a pixel {far} m from him changed");
    }
    stage.table().selected = None;
    let again = stage.picture();
    assert!(changed(&before, &again, 0).is_empty(), "the ring stays");
}

#[test]
fn a_seat_is_shown_nobody_whom_it_does_not_see_or_remember() {
    let Some(mut stage) = Stage::of("cell_block", 640, 360) else {
        return;
    };
    stage.live_until(12, 20);
    let seat = Seat::named(stage.table().prison(), "inmate:kent").expect("he is in the cast");
    stage.table().sit(seat).expect("his seat is free");
    stage.live_until(13, 45);
    stage.look(36.0, 23.0, 8.0);
    let (with, without) = stage.with_and_without_people();
    let known = stage.sightings();
    they_are_all_there_and_no_others(&mut stage, &known, &with, &without, 8.0);
    // The test looks where men are whom the seat does not know of.
    let table = stage.table();
    let hidden = table
        .prison()
        .world()
        .resource::<Bodies>()
        .iter()
        .filter(|(_, body)| body.mode != Mode::Gone)
        .map(|(_, body)| Vec2::new(body.x as f32, body.y as f32) / 1000.0)
        .filter(|at| nearest(&known, *at) > 2.0)
        .count();
    assert!(hidden >= 5, "only {hidden} men are out of his sight");
}

/// What a seat knows that a picture can show: people, however old the news of them, and doors.
fn known_to(table: &Table) -> (Vec<Sighting>, Vec<Option<bool>>) {
    let (prison, lens) = (table.prison(), table.lens());
    let people = lens.people(prison).map(|sighting| Sighting {
        age: sighting.age.map(|_| 0),
        ..sighting
    });
    let portals = prison.world().resource::<Topology>().portals();
    let doors = portals
        .iter()
        .map(|portal| lens.is_locked(prison, portal.key()));
    (people.collect(), doors.collect())
}

/// Where everybody truly is, m.
fn places(table: &Table) -> Vec<Vec2> {
    let bodies = table.prison().world().resource::<Bodies>();
    bodies
        .iter()
        .map(|(_, body)| Vec2::new(body.x as f32, body.y as f32) / 1000.0)
        .collect()
}

/// Sits down in a bunk and lives to eight in the morning, when it is day.
fn sit_until_eight(table: &mut Table) {
    let seat = Seat::named(table.prison(), "inmate:kent").expect("he is in the cast");
    table.sit(seat).expect("his seat is free");
    let clock = table.prison().world().resource::<Clock>();
    let eight = clock.next_at(table.now(), 8 * 3600);
    table.live_until(eight);
}

/// Ticks from one look to the next.
const STEP: u64 = 10;

/// Lives a step; tells how many men walked on meanwhile, far from all whom the seat knows of, if
/// nothing that it knows changed.
fn step(table: &mut Table) -> usize {
    let (known, stood) = (known_to(table), places(table));
    table.live_until(table.now() + STEP);
    if known_to(table) != known {
        return 0;
    }
    places(table)
        .iter()
        .zip(&stood)
        .filter(|(now, then)| {
            now.distance(**then) > 0.5
                && nearest(&known.0, **now) > 3.0
                && nearest(&known.0, **then) > 3.0
        })
        .count()
}

#[test]
fn what_men_do_out_of_sight_changes_no_pixel() {
    let Some(mut stage) = Stage::of("cell_block", 640, 360) else {
        return;
    };
    // One who draws nothing goes ahead and finds the moments to look at.
    let mut scout = Table::new(shipped("cell_block", &[]), "cell_block", &[], 1);
    sit_until_eight(&mut scout);
    let mut moments = Vec::new();
    for place in 0..20_000 {
        if step(&mut scout) > 0 {
            moments.push(place);
        }
        if moments.len() == 3 {
            break;
        }
    }
    assert_eq!(moments.len(), 3, "men walk out of his sight");
    sit_until_eight(&mut stage.table());
    stage.look(36.0, 23.0, 8.0);
    for place in 0..=moments[2] {
        let wanted = moments.contains(&place);
        let before = wanted.then(|| stage.picture());
        let strayed = step(&mut stage.table());
        if let Some(before) = before {
            assert!(strayed > 0, "the same day passes");
            let differing = changed(&before, &stage.picture(), ROUNDING);
            assert!(
                differing.is_empty(),
                "{strayed} men walked out of his sight, and {} pixels tell, such as {:?}",
                differing.len(),
                differing[0]
            );
        }
    }
}
