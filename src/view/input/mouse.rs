//! What the mouse does: it points, drags the picture, zooms and clicks.

use bevy::input::mouse::{AccumulatedMouseMotion, MouseScrollUnit, MouseWheel};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bighouse_sim::ids::TileId;
use bighouse_sim::order::Order;

use super::super::camera::{Eye, MapCamera, PictureSize};
use super::{Hand, go_alone};
use crate::play::drawing::{self, is_drawn};
use crate::play::screen::{DrawnFrom, OrderInHand, Pointer, Under};
use crate::play::{Screen, Seat, Table, Wish, Wishes};

/// A drag longer than this is no click, pixels.
const CLICK: f32 = 5.0;
/// How near to a man one must click, pixels.
const NEAR: f32 = 9.0;

/// Finds the tile under the pointer.
pub(super) fn point(
    windows: Query<&Window, With<PrimaryWindow>>,
    cameras: Query<(&Camera, &GlobalTransform), With<MapCamera>>,
    pointer: Res<Pointer>,
    screen: Res<Screen>,
    table: Res<Table>,
    mut under: ResMut<Under>,
) {
    // Without a window nothing points.
    let Ok(window) = windows.single() else {
        return;
    };
    let on_the_map = !pointer.over_panel && !screen.title;
    let cursor = window.cursor_position().filter(|_| on_the_map);
    let tile = cursor.and_then(|cursor| {
        let (camera, transform) = cameras.single().ok()?;
        let at = camera.viewport_to_world_2d(transform, cursor).ok()?;
        let house = table.lens().house(table.prison());
        house.at(at.x.floor() as i32, (-at.y).floor() as i32)
    });
    under.set_if_neq(Under(tile));
}

pub(super) fn use_mouse(
    windows: Query<&Window, With<PrimaryWindow>>,
    cameras: Query<(&Camera, &GlobalTransform), With<MapCamera>>,
    buttons: Res<ButtonInput<MouseButton>>,
    motion: Res<AccumulatedMouseMotion>,
    mut wheel: MessageReader<MouseWheel>,
    pointer: Res<Pointer>,
    screen: Res<Screen>,
    table: Res<Table>,
    size: Res<PictureSize>,
    mut aim: ResMut<OrderInHand>,
    under: Res<Under>,
    mut drawn_from: ResMut<DrawnFrom>,
    mut eye: ResMut<Eye>,
    mut hand: ResMut<Hand>,
    mut wishes: ResMut<Wishes>,
) {
    let scrolled: f32 = wheel
        .read()
        .map(|turn| match turn.unit {
            MouseScrollUnit::Line => turn.y,
            MouseScrollUnit::Pixel => turn.y / 40.0,
        })
        .sum();
    let Ok(window) = windows.single() else {
        return;
    };
    let Some(cursor) = window.cursor_position() else {
        return;
    };
    if screen.title {
        return;
    }
    let from_middle = cursor - size.0 / 2.0;
    if scrolled != 0.0 && !pointer.over_panel {
        eye.zoom_step(scrolled > 0.0, from_middle);
    }
    for button in [MouseButton::Left, MouseButton::Right, MouseButton::Middle] {
        if buttons.just_pressed(button) && !pointer.over_panel {
            hand.held = Some((button, 0.0));
            let draws = button == MouseButton::Left && aim.0.as_ref().is_some_and(is_drawn);
            drawn_from.0 = under.0.filter(|_| draws);
        }
    }
    let Some((button, dragged)) = hand.held else {
        return;
    };
    if buttons.pressed(button) {
        let dragged = dragged + motion.delta.length();
        hand.held = Some((button, dragged));
        if dragged > CLICK && drawn_from.0.is_none() {
            let by = motion.delta / eye.zoom;
            eye.pan(-by);
            wishes.0.extend(go_alone(&table));
        }
        return;
    }
    hand.held = None;
    if let (Some(from), Some(order)) = (drawn_from.0.take(), &aim.0) {
        if let Some(to) = under.0 {
            let house = table.lens().house(table.prison());
            let tiles = drawing::tiles(house, order, from, to);
            wishes.0.push(Wish::OrderEach(order.clone(), tiles));
        }
        return;
    }
    if dragged > CLICK {
        return;
    }
    let Ok((camera, transform)) = cameras.single() else {
        return;
    };
    let Ok(point) = camera.viewport_to_world_2d(transform, cursor) else {
        return;
    };
    let point = ((point.x * 1000.0) as i32, (-point.y * 1000.0) as i32);
    wishes
        .0
        .extend(click(&table, &mut aim, button, point, eye.zoom));
}

/// What a click on a point of the map, mm, asks for.
fn click(
    table: &Table,
    aim: &mut OrderInHand,
    button: MouseButton,
    (x, y): (i32, i32),
    zoom: f32,
) -> Option<Wish> {
    let house = table.lens().house(table.prison());
    let tile: Option<TileId> = house.at(x.div_euclid(1000), y.div_euclid(1000));
    if let Some(aimed) = &aim.0 {
        if button == MouseButton::Right {
            aim.0 = None;
            return None;
        }
        return tile.map(|tile| Wish::Order(aimed.clone().at_tile(tile)));
    }
    match (button, table.seat()) {
        (MouseButton::Right, Seat::Inmate(person)) => {
            tile.map(|at| Wish::Order(Order::WalkTo { person, at }))
        }
        (MouseButton::Left, _) => {
            let within = (NEAR / zoom * 1000.0).max(500.0) as i32;
            Some(Wish::Select(table.lens().pick(
                table.prison(),
                (x, y),
                within,
            )))
        }
        _ => None,
    }
}
