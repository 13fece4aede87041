//! Marks over people: a triangle over whom there is danger from, a square over whom rioters hold.
//!
//! Who is quiet has none, so that a calm prison pays for none: there are as many sprites as there
//! were ever marks in one picture.

use bevy::prelude::*;

use super::atlas::Atlas;
use super::camera::Eye;
use super::people::PeopleSystems;
use super::z;
use crate::play::Bearing;

/// Below this many pixels a metre marks are drawn pixel by pixel.
const FAR: f32 = 10.0;

/// What is said of somebody by a shape and a hue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// He takes part in a riot: a triangle.
    Danger,
    /// He protests: a hollow triangle.
    Protest,
    /// An officer whom rioters hold: a square.
    Hostage,
}

impl Badge {
    /// The mark of how somebody bears himself, if he has one.
    pub fn of(bearing: Bearing) -> Option<Self> {
        match bearing {
            Bearing::Riots => Some(Self::Danger),
            Bearing::Protests => Some(Self::Protest),
            Bearing::Held => Some(Self::Hostage),
            Bearing::Quiet | Bearing::GivesUp | Bearing::Storms | Bearing::Dead => None,
        }
    }

    /// Its name on the sheet from near and from afar.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Danger => ("mark.danger", "dot.danger"),
            Self::Protest => ("mark.protest", "dot.protest"),
            Self::Hostage => ("mark.custody", "dot.custody"),
        }
    }
}

/// Who has a mark in this picture: where, m, and which.
#[derive(Resource, Default)]
pub struct Marked(pub Vec<(Vec2, Badge)>);

/// The sprite of a mark.
#[derive(Component)]
pub struct Mark;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Marked>().add_systems(
        PostUpdate,
        draw.after(PeopleSystems)
            .before(TransformSystems::Propagate),
    );
}

/// The piece of a mark at a zoom, and its edge in pixels.
fn piece(atlas: &Atlas, badge: Badge, zoom: f32) -> Option<(Rect, f32)> {
    let (near, far) = badge.names();
    let (name, size) = match zoom {
        ..4.0 => (far, 5),
        4.0..8.0 => (far, 7),
        8.0..FAR => (far, 9),
        // A hollow one drawn with lines would close at this size.
        FAR..24.0 if badge == Badge::Protest => (far, 9),
        FAR..24.0 => (near, 12),
        24.0..40.0 => (near, 16),
        _ => (near, 24),
    };
    let cut = atlas.people.cut(name, size)?;
    Some((super::atlas::rect(cut), cut.2 as f32))
}

/// Puts the marks over those who have one.
fn draw(
    mut commands: Commands,
    atlas: Res<Atlas>,
    eye: Res<Eye>,
    marked: Res<Marked>,
    mut sprites: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Mark>>,
) {
    let mut marks = marked.0.iter();
    for (mut sprite, mut transform, mut visibility) in &mut sprites {
        let next = marks
            .next()
            .and_then(|(at, badge)| Some((at, piece(&atlas, *badge, eye.zoom)?)));
        let Some((at, (rect, pixels))) = next else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        // Over his head; from afar beside the dot, so that one still sees whose it is.
        let head = if eye.zoom < FAR { 0.0 } else { 0.35 };
        let up = head + (pixels / 2.0 + 1.0) / eye.zoom;
        let place = Vec3::new(at.x, -(at.y - up), z::MARKS - 1.0 + at.y * 0.001);
        let extent = Vec2::splat(pixels / eye.zoom);
        if sprite.rect != Some(rect) || sprite.custom_size != Some(extent) {
            sprite.rect = Some(rect);
            sprite.custom_size = Some(extent);
        }
        if transform.translation != place {
            transform.translation = place;
        }
        visibility.set_if_neq(Visibility::Visible);
    }
    // Those for whom there is no sprite yet have one from the next picture on.
    for _ in marks {
        commands.spawn((Mark, super::atlas::spare(&atlas.people_image)));
    }
}
