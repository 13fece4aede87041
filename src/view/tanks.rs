//! The army's tanks, before the gaps that they broke.

use bevy::prelude::*;

use super::atlas::Atlas;
use super::camera::Eye;
use super::light::Lights;
use super::z;
use crate::play::{Table, Tank};

/// From afar a tank is still at least this many pixels long.
const LEAST: f32 = 18.0;

/// The sprite of a tank.
#[derive(Component)]
struct Hull;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        draw.after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

/// Its name on the sheet.
fn name(tank: &Tank) -> &'static str {
    match tank.facing {
        (0, -1) => "tank.n",
        (1, _) => "tank.e",
        (-1, _) => "tank.w",
        _ => "tank.s",
    }
}

fn draw(
    mut commands: Commands,
    table: Res<Table>,
    atlas: Res<Atlas>,
    eye: Res<Eye>,
    lights: Res<Lights>,
    mut hulls: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Hull>>,
) {
    let tanks = table.lens().tanks(table.prison());
    let mut tanks = tanks.iter();
    for (mut sprite, mut transform, mut visibility) in &mut hulls {
        let next = tanks.next().and_then(|tank| {
            let density = super::atlas::density(eye.zoom);
            Some((tank, density, atlas.crisis.cut(name(tank), density)?))
        });
        let Some((tank, density, cut)) = next else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        let at = Vec2::new(tank.at.0 as f32, tank.at.1 as f32) / 1000.0;
        let extent = Vec2::new(cut.2 as f32, cut.3 as f32) / density as f32;
        let value = 0.55 + 0.45 * lights.at(at);
        sprite.rect = Some(super::atlas::rect(cut));
        sprite.custom_size = Some(extent * (LEAST / (extent.x * eye.zoom)).max(1.0));
        sprite.color = Color::srgb(value, value, value);
        transform.translation = Vec3::new(at.x, -at.y, z::TANKS);
        visibility.set_if_neq(Visibility::Visible);
    }
    // Those for which there is no sprite yet have one from the next picture on.
    for _ in tanks {
        commands.spawn((Hull, super::atlas::spare(&atlas.crisis_image)));
    }
}
