//! What masons are to build: a chalk mark on each tile, brighter where they are at it.

use bevy::prelude::*;
use bighouse_sim::level::Tile;

use super::z;
use crate::play::{Planned, Table};

/// The edge of a mark, m: something is to be built, or the ground to be cleared.
const BUILD: f32 = 0.9;
const CLEAR: f32 = 0.5;
/// How much of the ground it covers before masons are at it, and then.
const WAITING: f32 = 0.35;
const AT_WORK: f32 = 0.65;

/// The sprite of a mark.
#[derive(Component)]
struct Chalk;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        draw.after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

fn look(planned: &Planned) -> (Vec2, Color) {
    let edge = match planned.build {
        Tile::Floor(_) => CLEAR,
        _ => BUILD,
    };
    let alpha = planned.done.map_or(WAITING, |_| AT_WORK);
    (Vec2::splat(edge), Color::srgba(0.92, 0.92, 0.88, alpha))
}

fn draw(
    mut commands: Commands,
    table: Res<Table>,
    mut marks: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Chalk>>,
) {
    let planned = table.lens().planned(table.prison());
    let house = table.lens().house(table.prison());
    let mut planned = planned.iter();
    for (mut sprite, mut transform, mut visibility) in &mut marks {
        let Some(next) = planned.next() else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let (extent, color) = look(next);
        if sprite.custom_size != Some(extent) || sprite.color != color {
            sprite.custom_size = Some(extent);
            sprite.color = color;
        }
        let (x, y) = house.middle(next.at);
        let place = Vec3::new(x, -y, z::WORKS);
        if transform.translation != place {
            transform.translation = place;
        }
        visibility.set_if_neq(Visibility::Visible);
    }
    // Those for which there is no sprite yet have one from the next picture on.
    for _ in planned {
        let sprite = Sprite::from_color(Color::NONE, Vec2::ONE);
        commands.spawn((Chalk, sprite, Visibility::Hidden));
    }
}
