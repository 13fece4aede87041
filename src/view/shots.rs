//! Shots: for a moment a flash at the muzzle, and the way the bullet went. Where the lens does not
//! know who fired, one sees only that somebody falls.

use bevy::math::ops;
use bevy::prelude::*;
use bighouse_sim::ids::HappeningId;

use super::atlas::Atlas;
use super::camera::Eye;
use super::z;
use crate::play::Table;

/// How long a shot is seen, seconds of wall time.
const SEEN: f32 = 0.35;
/// The muzzle is so far before the middle of who shoots, m.
const MUZZLE: f32 = 0.6;
/// Most shots in one picture.
const MOST: usize = 32;

/// A shot that is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlightLine {
    /// Where it came from, m; `None` if that was not seen.
    pub from: Option<Vec2>,
    /// Who fell lies here.
    pub to: Vec2,
    left_s: f32,
}

/// The shots that are seen.
#[derive(Resource, Default)]
pub struct Shots {
    sitting: Option<u32>,
    /// The last happening there was when shots were last asked for.
    heard: Option<HappeningId>,
    seen: Vec<FlightLine>,
}

impl Shots {
    /// The shots that are seen in this picture.
    pub fn seen(&self) -> &[FlightLine] {
        &self.seen
    }
}

/// The sprites of a shot: first the flash, then the way of the bullet.
#[derive(Component)]
struct Trace {
    is_flash: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shots>().add_systems(
        PostUpdate,
        (hear, draw)
            .chain()
            .after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

/// Takes in the shots that have fallen since the last picture.
fn hear(table: Res<Table>, time: Res<Time<Real>>, mut shots: ResMut<Shots>) {
    let shots = &mut *shots;
    if shots.sitting != Some(table.sittings()) {
        *shots = Shots {
            sitting: Some(table.sittings()),
            ..Shots::default()
        };
    }
    // While the prison stands still the moment lasts.
    if !table.tempo.is_paused() {
        let passed = time.delta_secs();
        shots.seen.retain_mut(|shot| {
            shot.left_s -= passed;
            shot.left_s > 0.0
        });
    }
    let (fallen, heard) = table.lens().shots(table.prison(), shots.heard);
    let house = table.lens().house(table.prison());
    let seen = fallen.iter().map(|shot| FlightLine {
        from: (shot.from).map(|(x, y)| Vec2::new(x as f32, y as f32) / 1000.0),
        to: Vec2::from(house.middle(shot.to)),
        left_s: SEEN,
    });
    let room = MOST.saturating_sub(shots.seen.len());
    shots.seen.extend(seen.take(room));
    shots.heard = heard;
}

/// Draws them.
fn draw(
    mut commands: Commands,
    atlas: Res<Atlas>,
    eye: Res<Eye>,
    shots: Res<Shots>,
    mut traces: Query<(&Trace, &mut Sprite, &mut Transform, &mut Visibility)>,
) {
    let fired: Vec<(Vec2, Vec2)> = shots
        .seen
        .iter()
        .filter_map(|shot| {
            let from = shot.from?;
            let ahead = (shot.to - from).normalize_or_zero();
            Some((from + ahead * MUZZLE, shot.to))
        })
        .collect();
    let (mut flashes, mut ways) = (fired.iter(), fired.iter());
    for (trace, mut sprite, mut transform, mut visibility) in &mut traces {
        let next = if trace.is_flash {
            flashes.next()
        } else {
            ways.next()
        };
        let drawn = next.and_then(|(muzzle, to)| {
            if trace.is_flash {
                let cut = atlas.people.cut("mark.shot", 48)?;
                let extent = Vec2::splat((26.0 / eye.zoom).max(0.9));
                Some((cut, extent, *muzzle, Quat::IDENTITY))
            } else {
                let cut = atlas.people.cut("trail", 64)?;
                let way = *to - *muzzle;
                let extent = Vec2::new(way.length(), (3.0 / eye.zoom).max(0.12));
                let turn = Quat::from_rotation_z(-ops::atan2(way.y, way.x));
                Some((cut, extent, (*muzzle + *to) / 2.0, turn))
            }
        });
        let Some((cut, extent, place, turn)) = drawn else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        sprite.rect = Some(super::atlas::rect(cut));
        sprite.custom_size = Some(extent);
        let height = z::SHOTS + if trace.is_flash { 1.0 } else { 0.0 };
        *transform = Transform {
            translation: Vec3::new(place.x, -place.y, height),
            rotation: turn,
            scale: Vec3::ONE,
        };
        visibility.set_if_neq(Visibility::Visible);
    }
    for is_flash in flashes.map(|_| true).chain(ways.map(|_| false)) {
        commands.spawn((
            Trace { is_flash },
            Sprite::from_image(atlas.people_image.clone()),
            Transform::default(),
            Visibility::Hidden,
        ));
    }
}
