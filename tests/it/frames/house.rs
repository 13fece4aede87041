//! The house in the picture: walls, doors, figures laid over the map, zoom and size.

use std::collections::BTreeSet;

use bevy::camera::visibility::RenderLayers;
use bevy::prelude::{ClearColor, Color, Entity, Text2d, Vec2, Visibility, With};
use bighouse::app::Picture;
use bighouse::play::gauge::{self, Overlay};
use bighouse::play::{OrderInHand, Seat, Under};
use bighouse::view::signs::Name;
use bighouse_sim::clock::HOUR;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{Floor, Tile};
use bighouse_sim::order::Order;
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::{Doors, Grid, Topology};

use super::{ROUNDING, Stage};
use crate::common::picture::{brightness, changed, pixel};

/// By day, without its people, who move.
fn empty_house_by_day(width: u32, height: u32) -> Option<Stage> {
    let mut stage = Stage::of("cell_block", width, height)?;
    stage.show_people(false);
    stage.live_until(12, 20);
    Some(stage)
}

/// The tiles on which two pictures differ.
fn changed_tiles(stage: &mut Stage, one: &Picture, other: &Picture) -> BTreeSet<TileId> {
    let places = changed(one, other, ROUNDING);
    places
        .into_iter()
        .filter_map(|place| {
            let at = stage.point(place);
            let table = stage.table();
            let grid = table.prison().world().resource::<Grid>();
            grid.at(at.x.floor() as i32, at.y.floor() as i32)
        })
        .collect()
}

#[test]
fn a_wall_that_is_built_shows_at_once_and_there_alone() {
    let Some(mut stage) = empty_house_by_day(480, 270) else {
        return;
    };
    stage.look(38.0, 36.0, 16.0);
    let before = stage.picture();
    // A bare tile of the yard, none but its like about it.
    let (x, y) = (38, 36);
    let at = {
        let table = stage.table();
        let grid = table.prison().world().resource::<Grid>();
        for (dx, dy) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))) {
            let tile = grid.at(x + dx, y + dy).expect("it is on the map");
            assert!(matches!(grid.tile(tile), Tile::Floor(_)));
        }
        grid.at(x, y).expect("it is on the map")
    };
    let mut table = stage.table();
    let build = Tile::Wall;
    table
        .order(Order::PlanWork { at, build })
        .expect("it can be built");
    let next = table.now() + 1;
    table.live_until(next);
    let after = stage.picture();
    let middle = stage.middle(at);
    let differing = changed(&before, &after, ROUNDING);
    let mut inside = 0;
    for place in differing {
        let off = (stage.point(place) - middle).abs();
        assert!(
            off.max_element() < 1.5,
            "a pixel {off} m from the middle of the new wall changed"
        );
        inside += u32::from(off.max_element() < 0.5);
    }
    assert!(
        inside > 16 * 16 * 3 / 4,
        "{inside} pixels of the wall's own"
    );

    let build = Tile::Floor(Floor::Gravel);
    let mut table = stage.table();
    table
        .order(Order::PlanWork { at, build })
        .expect("it can be torn down");
    let next = table.now() + 1;
    table.live_until(next);
    let again = stage.picture();
    let off = changed_tiles(&mut stage, &after, &again);
    assert!(off.contains(&at) && off.len() <= 9, "{off:?}");
}

#[test]
fn what_the_warden_orders_built_has_a_mark_of_chalk_until_it_stands_there() {
    let Some(mut stage) = empty_house_by_day(480, 270) else {
        return;
    };
    let mut table = stage.table();
    let roster = table.prison().world().resource::<Roster>();
    let warden = roster.with_role(Role::Warden).next().expect("there is one");
    table.sit(Seat::Warden(warden)).expect("his seat is free");
    stage.look(38.0, 36.0, 16.0);
    let before = stage.picture();
    let mut table = stage.table();
    let at = table.prison().world().resource::<Grid>().at(38, 36);
    let at = at.expect("it is on the map");
    let build = Tile::Fence;
    table
        .order(Order::PlanWork { at, build })
        .expect("the warden may");
    let next = table.now() + 1;
    table.live_until(next);
    let ordered = stage.picture();
    let marked = changed_tiles(&mut stage, &before, &ordered);
    assert_eq!(marked, BTreeSet::from([at]));
    let planned = stage.table();
    assert_eq!(planned.lens().planned(planned.prison()).len(), 1);

    // The masons have been: the fence is there, and the mark is gone.
    let mut table = stage.table();
    let done = table.now() + HOUR;
    table.live_until(done);
    let planned = stage.table();
    assert!(planned.lens().planned(planned.prison()).is_empty());
    assert_eq!(planned.prison().world().resource::<Grid>().tile(at), build);
}

#[test]
fn a_door_that_is_locked_or_unlocked_looks_otherwise_and_nothing_else_does() {
    let Some(mut stage) = empty_house_by_day(640, 360) else {
        return;
    };
    stage.look(20.0, 12.0, 16.0);
    let before = stage.picture();
    let locks = |stage: &mut Stage| -> Vec<(Vec<TileId>, Tile, bool)> {
        let table = stage.table();
        let world = table.prison().world();
        let (doors, grid) = (world.resource::<Doors>(), world.resource::<Grid>());
        let topology = world.resource::<Topology>();
        topology
            .portals()
            .iter()
            .map(|portal| {
                let key = portal.key();
                let locked = topology
                    .portal_of(key)
                    .is_some_and(|of| doors.is_locked(of));
                (portal.tiles.to_vec(), grid.tile(key), locked)
            })
            .collect()
    };
    let then = locks(&mut stage);
    let (tiles, _, locked) = then
        .iter()
        .find(|(_, tile, _)| *tile == Tile::CellDoor)
        .expect("a cell");
    let at = tiles[0];
    let order = if *locked {
        Order::UnlockDoor { at }
    } else {
        Order::LockDoor { at }
    };
    let mut table = stage.table();
    table.order(order).expect("an officer has its key");
    // He has to walk there.
    let latest = table.now() + 10 * 60 * 30;
    loop {
        let mut table = stage.table();
        let next = table.now() + 10;
        assert!(next < latest, "nobody turns the lock");
        table.live_until(next);
        let turned = locks(&mut stage)
            .into_iter()
            .any(|(tiles, _, now)| tiles[0] == at && now != *locked);
        if turned {
            break;
        }
    }
    let after = stage.picture();
    // Others may have been locked or unlocked meanwhile.
    let turned: BTreeSet<TileId> = then
        .iter()
        .zip(locks(&mut stage))
        .filter(|((_, _, then), (_, _, now))| then != now)
        .flat_map(|((tiles, _, _), _)| tiles.clone())
        .collect();
    let shown = changed_tiles(&mut stage, &before, &after);
    assert!(turned.contains(&at) && shown.contains(&at));
    assert!(
        shown.is_subset(&turned),
        "{:?} changed, and no lock of theirs was turned",
        shown.difference(&turned).collect::<Vec<_>>()
    );
}

#[test]
fn an_overlay_lies_where_it_has_something_to_tell_and_nowhere_else() {
    let Some(mut stage) = empty_house_by_day(640, 400) else {
        return;
    };
    stage.look(36.0, 23.0, 8.0);
    let bare = stage.picture();
    for overlay in Overlay::ALL {
        let mut table = stage.table();
        table.overlay = Some(overlay);
        let levels = gauge::levels(table.prison(), table.lens(), overlay);
        let (width, height) = {
            let grid = table.prison().world().resource::<Grid>();
            (grid.width() as i32, grid.height() as i32)
        };
        let level = |x: i32, y: i32| {
            let on_map = (0..width).contains(&x) && (0..height).contains(&y);
            if on_map {
                levels[(y * width + x) as usize]
            } else {
                0
            }
        };
        let picture = stage.picture();
        let mut touched = BTreeSet::new();
        for place in changed(&bare, &picture, ROUNDING) {
            let at = stage.point(place);
            touched.insert((at.x.floor() as i32, at.y.floor() as i32));
            // Its edges are soft, an eighth of a metre.
            let near = [-0.2f32, 0.2]
                .into_iter()
                .flat_map(|dy| [-0.2f32, 0.2].map(|dx| at + Vec2::new(dx, dy)))
                .any(|at| level(at.x.floor() as i32, at.y.floor() as i32) > 0);
            assert!(near, "{}: {at} has nothing to tell", overlay.name());
        }
        let mut told = 0;
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            if level(x, y) == 0 {
                continue;
            }
            let middle = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
            if stage.around(middle, 0.5).is_none() {
                continue;
            }
            told += 1;
            assert!(touched.contains(&(x, y)), "{}: {x}, {y}", overlay.name());
        }
        // Nobody waits for long at table, and nobody holds much against a calm house; the others
        // always have something to tell.
        let silent = matches!(overlay, Overlay::Waits | Overlay::Unrest);
        assert!(told > 0 || silent, "{}", overlay.name());
    }
    stage.table().overlay = None;
    assert!(changed(&bare, &stage.picture(), 0).is_empty(), "it stays");
}

#[test]
fn rooms_are_named_on_the_map_from_afar_and_wherever_they_are_told_apart() {
    let Some(mut stage) = empty_house_by_day(640, 400) else {
        return;
    };
    let shown = |stage: &mut Stage, zoom: f32| {
        stage.look(36.0, 23.0, zoom);
        stage.game.frame();
        let world = stage.world();
        let mut names = world.query_filtered::<(&Text2d, &Visibility), With<Name>>();
        let shown = names
            .iter(world)
            .filter(|(_, visibility)| **visibility == Visibility::Visible);
        shown
            .map(|(name, _)| name.0.clone())
            .collect::<BTreeSet<String>>()
    };
    assert!(shown(&mut stage, 8.0).is_empty(), "nothing but the picture");
    stage.table().overlay = Some(Overlay::Zones);
    for zoom in [8.0, 24.0] {
        let names = shown(&mut stage, zoom);
        assert!(
            names.contains("MESS HALL") && names.contains("YARD"),
            "{names:?}"
        );
    }
    let with = stage.picture();
    let world = stage.world();
    let names: Vec<Entity> = world
        .query_filtered::<Entity, With<Name>>()
        .iter(world)
        .collect();
    for name in names {
        world.entity_mut(name).insert(RenderLayers::layer(1));
    }
    let without = stage.picture();
    let letters = changed(&with, &without, ROUNDING).len();
    assert!(letters > 100, "{letters} pixels of letters");
}

#[test]
fn the_tile_the_next_click_is_for_is_marked_and_no_other() {
    let Some(mut stage) = empty_house_by_day(480, 270) else {
        return;
    };
    stage.look(24.0, 17.0, 16.0);
    let before = stage.picture();
    let at = {
        let table = stage.table();
        table.prison().world().resource::<Grid>().at(24, 17)
    };
    stage.world().insert_resource(Under(at));
    assert!(
        changed(&before, &stage.picture(), 0).is_empty(),
        "nothing is ordered"
    );
    let build = Order::PlanWork {
        at: TileId(0),
        build: Tile::Wall,
    };
    stage.world().insert_resource(OrderInHand(Some(build)));
    let marked = stage.picture();
    let tiles = changed_tiles(&mut stage, &before, &marked);
    assert_eq!(tiles, at.into_iter().collect());
}

#[test]
fn the_map_is_drawn_at_every_zoom() {
    let Some(mut stage) = empty_house_by_day(480, 270) else {
        return;
    };
    // What is behind the map is of a colour that nothing on it has.
    stage
        .world()
        .insert_resource(ClearColor(Color::srgb_u8(255, 0, 255)));
    for zoom in [2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0] {
        stage.look(24.0, 17.0, zoom);
        let picture = stage.picture();
        let mut values = BTreeSet::new();
        let (mut holes, mut beyond) = (0, 0);
        for (x, y) in (0..picture.height).flat_map(|y| (0..picture.width).map(move |x| (x, y))) {
            let at = stage.point((x, y));
            let on_map = (0.0..72.0).contains(&at.x) && (0.0..46.0).contains(&at.y);
            let is_bare = pixel(&picture, x, y) == [255, 0, 255];
            holes += u32::from(on_map && is_bare);
            beyond += u32::from(!on_map && !is_bare);
            values.insert(brightness(pixel(&picture, x, y)) as u8);
        }
        assert!(values.len() >= 40, "{} values at {zoom} px/m", values.len());
        assert_eq!(
            (holes, beyond),
            (0, 0),
            "holes at {zoom} px/m, and pixels beyond the map"
        );
    }
}

#[test]
fn a_picture_of_odd_size_shows_the_same_pixels() {
    let Some(mut stage) = empty_house_by_day(400, 300) else {
        return;
    };
    stage.look(24.0, 17.0, 16.0);
    let even = stage.picture();
    let even_corner = stage.place(Vec2::ZERO);
    drop(stage);
    let Some(mut stage) = empty_house_by_day(333, 217) else {
        return;
    };
    stage.look(24.0, 17.0, 16.0);
    let odd = stage.picture();
    let shift = (even_corner - stage.place(Vec2::ZERO)).round();
    let differing = (0..odd.height)
        .flat_map(|y| (0..odd.width).map(move |x| (x, y)))
        .filter(|(x, y)| {
            let other = (x + shift.x as u32, y + shift.y as u32);
            let (one, other) = (pixel(&odd, *x, *y), pixel(&even, other.0, other.1));
            (0..3).any(|at| one[at].abs_diff(other[at]) > ROUNDING)
        })
        .count();
    assert_eq!(differing, 0, "of {} pixels", odd.width * odd.height);
}
