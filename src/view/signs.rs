//! Names of rooms, written on the map: always under the overlay of rooms, and on the plain map from
//! afar, where furniture no longer tells what a room is. They come and go softly as the eye draws near. A name that does not fit its room is left
//! out; the pointer tells it all the same.

use bevy::prelude::*;
use bevy::sprite::{Anchor, Text2dShadow};
use bevy::text::{FontSize, LetterSpacing};

use super::camera::Eye;
use super::z;
use crate::play::gauge::Overlay;
use crate::play::{Screen, Table, library, places};

/// Height of the letters, pixels.
const LETTERS: f32 = 17.0;
/// Width of a letter with the space after it, pixels: League Gothic is narrow.
const LETTER: f32 = 8.4;
/// The space after a letter, of its height.
const APART: f32 = 0.11;
/// Zooms from which to which names stand on the plain map, px/m, and over how much of a zoom's share they
/// come and go.
const PLAIN: (f32, f32) = (2.2, 12.5);
const SOFTLY: f32 = 1.35;
/// Silver of the art sheet.
const SILVER: Color = Color::srgb(0.871, 0.855, 0.808);
/// Ink of the art sheet.
const INK: Color = Color::srgb(0.043, 0.043, 0.051);

/// The name of a room on the map.
#[derive(Component)]
pub struct Name {
    /// Width and height of the room, m.
    room: Vec2,
    /// Letters of the name.
    letters: usize,
}

impl Name {
    /// Whether the name runs down its room, which is tall and narrow.
    fn runs_down(&self) -> bool {
        self.room.y > 1.6 * self.room.x
    }

    /// Whether the name fits its room at this many pixels a metre.
    fn fits(&self, zoom: f32) -> bool {
        let room = if self.runs_down() {
            self.room.yx()
        } else {
            self.room
        };
        let wanted = Vec2::new(self.letters as f32 * LETTER, LETTERS * 0.8);
        (room * zoom).cmpge(wanted).all()
    }
}

/// The face of the names, and the map they were written for.
#[derive(Resource, Default)]
struct Face {
    font: Option<Handle<Font>>,
    written: Option<(u32, usize, usize)>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Face>().add_systems(
        PostUpdate,
        (write, show)
            .chain()
            .after(super::camera::place_camera)
            .before(TransformSystems::Propagate),
    );
}

/// Writes the names, again when the rooms are others.
fn write(
    mut commands: Commands,
    table: Res<Table>,
    mut face: ResMut<Face>,
    mut fonts: ResMut<Assets<Font>>,
    old: Query<Entity, With<Name>>,
) {
    let (rooms, doors) = table.lens().house(table.prison()).rooms_and_doors();
    let now = (table.sittings(), rooms, doors);
    if face.written == Some(now) {
        return;
    }
    face.written = Some(now);
    for name in &old {
        commands.entity(name).despawn();
    }
    let font = face.font.get_or_insert_with(|| {
        let path = library::assets_root().join("fonts/LeagueGothic-Regular.ttf");
        // Without it names are set in the face that Bevy brings; the panels say what is missing.
        std::fs::read(path).map_or_else(
            |_| Handle::default(),
            |bytes| fonts.add(Font::from_bytes(bytes)),
        )
    });
    for sign in places::signs(table.prison(), table.lens()) {
        let text = sign.name.to_uppercase();
        let (x, y) = sign.at;
        commands.spawn((
            Name {
                room: Vec2::new(sign.size.0, sign.size.1),
                letters: text.chars().count(),
            },
            Text2d::new(text),
            TextFont {
                font: font.clone().into(),
                font_size: FontSize::Px(LETTERS),
                ..default()
            },
            LetterSpacing::Rem(APART),
            TextColor(SILVER),
            Text2dShadow {
                offset: Vec2::new(1.0, -1.0),
                color: INK,
            },
            Anchor::CENTER,
            Transform::from_xyz(x, -y, z::SIGNS),
            Visibility::Hidden,
        ));
    }
}

/// How strong names are on the plain map at a zoom, in twentieths, 0 to 1.
fn strength(zoom: f32) -> f32 {
    let (first, last) = PLAIN;
    let share = |ratio: f32| (ratio.max(1.0) - 1.0) / (SOFTLY - 1.0);
    let strong = share(zoom / first).min(share(last / zoom)).min(1.0) * 0.92;
    (strong * 20.0).round() / 20.0
}

/// Shows those that fit, as large on the screen at every zoom.
fn show(
    table: Res<Table>,
    screen: Res<Screen>,
    eye: Res<Eye>,
    mut names: Query<(
        &Name,
        &mut Transform,
        &mut Visibility,
        &mut TextColor,
        &mut Text2dShadow,
    )>,
) {
    let all = table.overlay == Some(Overlay::Zones);
    let plain = table.overlay.is_none() && !screen.bare;
    let strength = match (screen.title, all) {
        (true, _) => 0.0,
        (_, true) => 1.0,
        _ if plain => strength(eye.zoom),
        _ => 0.0,
    };
    for (name, mut transform, mut visibility, mut color, mut shadow) in &mut names {
        if strength > 0.0 && color.0.alpha() != strength {
            color.0.set_alpha(strength);
            shadow.color.set_alpha(strength);
        }
        let wanted = if strength > 0.0 && name.fits(eye.zoom) {
            Visibility::Visible
        } else {
            Visibility::Hidden
        };
        if wanted == Visibility::Visible {
            let scale = Vec3::new(1.0 / eye.zoom, 1.0 / eye.zoom, 1.0);
            if transform.scale != scale {
                transform.scale = scale;
                let turn = if name.runs_down() {
                    -std::f32::consts::FRAC_PI_2
                } else {
                    0.0
                };
                transform.rotation = Quat::from_rotation_z(turn);
            }
        }
        visibility.set_if_neq(wanted);
    }
}
