//! Trails: where the clock goes fast, whoever walks leaves a streak behind him like a long exposure. It
//! lies under his body, which is drawn all the same.

use bevy::math::ops;
use bevy::prelude::*;

use super::atlas::{Atlas, spare};
use super::z;

/// Whoever walked since the last picture, and the sprites of their streaks.
#[derive(Resource, Default)]
pub struct Trails {
    /// From where to where, m, and in which light, 0 to 1.
    pub(super) walked: Vec<(Vec2, Vec2, f32)>,
    /// The streak's place on the sheet.
    pub(super) rect: Option<Rect>,
    sprites: Vec<Entity>,
}

/// The sprite of a streak.
#[derive(Component)]
pub(super) struct Streak;

/// How much of a streak hides what is behind.
const ALPHA: f32 = 0.45;

/// Puts a streak behind each of those who walked. There are as many sprites as there were ever needed.
pub(super) fn draw(
    mut commands: Commands,
    atlas: Res<Atlas>,
    eye: Res<super::camera::Eye>,
    mut trails: ResMut<Trails>,
    mut sprites: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Streak>>,
) {
    let Trails {
        walked,
        rect,
        sprites: pool,
    } = &mut *trails;
    let Some(rect) = *rect else {
        return;
    };
    while pool.len() < walked.len() {
        pool.push(commands.spawn((Streak, spare(&atlas.people_image))).id());
    }
    for (index, entity) in pool.iter().enumerate() {
        // Those spawned just now are there in the next picture.
        let Ok((mut sprite, mut transform, mut visibility)) = sprites.get_mut(*entity) else {
            continue;
        };
        let Some((before, at, light)) = walked.get(index).copied() else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let moved = at - before;
        let middle = (at + before) / 2.0;
        sprite.rect = Some(rect);
        sprite.custom_size = Some(Vec2::new(moved.length(), (4.0 / eye.zoom).max(0.34)));
        let value = 0.55 + 0.45 * light;
        sprite.color = Color::srgba(value, value, value, ALPHA);
        *transform = Transform {
            translation: Vec3::new(middle.x, -middle.y, z::PEOPLE - 0.5),
            rotation: Quat::from_rotation_z(-ops::atan2(moved.y, moved.x)),
            scale: Vec3::ONE,
        };
        visibility.set_if_neq(Visibility::Visible);
    }
}
