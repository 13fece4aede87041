//! Everybody as sprites of one sheet: figures from near, discs from farther, dots from afar.
//!
//! One entity a person, made once and moved; who is not in the picture is hidden. All share one
//! image and lie in one band of height, so that they are drawn together.

use bevy::math::ops;
use bevy::prelude::*;
use bighouse_sim::level::Tile;

use super::atlas::{Atlas, Sheet};
use super::camera::{Eye, PictureSize};
use super::ground::Ground;
use super::light::Lights;
use super::marks::{Badge, Marked};
use super::shade::Shade;
use super::trails::{self, Trails};
use super::z;
use crate::play::{Bearing, FigureKind, Posture, Settings, Sighting, Table};

/// Below this many pixels a metre people are dots.
pub(super) const DOTS_BELOW: f32 = 7.0;
/// Below this many people stand on whole pixels, so that their few are sharp.
const SHARP_BELOW: f32 = 11.0;
/// How far who works at a machine stands before its middle, m.
const BEFORE: f32 = 0.34;
/// Edge of a figure's picture, m.
const FIGURE_M: f32 = 1.25;
/// From this speed on who walks is drawn as a long exposure.
const TRAILS_FROM: u32 = 16;
/// How much of their light people lose in a shadow, of what the ground does.
const IN_SHADOW: f32 = 0.8;
/// Length of a step, mm: the figure changes at each.
const STEP_MM: i32 = 350;

const FACINGS: [&str; 8] = ["e", "se", "s", "sw", "w", "nw", "n", "ne"];
const KINDS: [&str; 10] = [
    "inmate.a",
    "inmate.b",
    "inmate.c",
    "inmate.d",
    "guard",
    "warden",
    "civilian.m",
    "civilian.f",
    "soldier",
    "trooper",
];
/// Standing among [`POSTURES`]: whoever has no picture of another stands.
const STANDS: usize = 1;
const POSTURES: [&str; 12] = [
    "walk0", "walk1", "walk2", "walk3", "sit", "lie", "protest", "fight", "hands_up", "kneel",
    "aim", "dead",
];
/// Dots from afar: the kinds in their order, then who lies dead; and the smallest size of each.
const DOTS: [(&str, u32); 7] = [
    ("dot.inmate", 3),
    ("dot.guard", 4),
    ("dot.warden", 5),
    ("dot.civilian", 3),
    ("dot.soldier", 5),
    ("dot.trooper", 5),
    ("dot.dead", 5),
];
/// Densities figures are baked at, and the zoom from which each is used.
const DENSITIES: [(u32, f32); 4] = [(8, 0.0), (16, SHARP_BELOW), (32, 20.0), (64, 40.0)];

/// Where each figure lies on the sheet.
#[derive(Resource, Default)]
struct Figures {
    /// By density, kind, posture and facing.
    figures: Vec<Option<Rect>>,
    /// By their place in [`DOTS`] and size (small, middle, large).
    dots: Vec<Option<(Rect, f32)>>,
    ghosts: [Option<Rect>; 2],
    trail: Option<Rect>,
}

impl Figures {
    fn of(sheet: &Sheet) -> Self {
        let rect = |(x, y, w, h): (u32, u32, u32, u32)| {
            Rect::new(x as f32, y as f32, (x + w) as f32, (y + h) as f32)
        };
        let mut found = Self::default();
        for (density, _) in DENSITIES {
            for kind in KINDS {
                for posture in POSTURES {
                    for facing in FACINGS {
                        let name = format!("{kind}.{posture}.{facing}");
                        found.figures.push(sheet.cut(&name, density).map(rect));
                    }
                }
            }
        }
        for (name, first) in DOTS {
            for size in first..first + 3 {
                let cut = sheet.cut(name, size);
                found.dots.push(cut.map(|cut| (rect(cut), cut.2 as f32)));
            }
        }
        found.ghosts = ["ghost.inmate", "ghost.guard"].map(|name| sheet.cut(name, 32).map(rect));
        found.trail = sheet.cut("trail", 64).map(rect);
        found
    }

    fn figure(&self, density: usize, kind: usize, posture: usize, facing: usize) -> Option<Rect> {
        let cut = |posture: usize| {
            let index = ((density * KINDS.len() + kind) * POSTURES.len() + posture) * FACINGS.len();
            self.figures.get(index + facing).copied().flatten()
        };
        cut(posture).or_else(|| cut(STANDS))
    }

    /// The picture of somebody at a zoom, and its size in m.
    fn picture(&self, sighting: &Sighting, zoom: f32) -> Option<(Rect, Vec2)> {
        if zoom < DOTS_BELOW {
            let size = match zoom {
                ..5.0 => 0,
                5.0..8.0 => 1,
                _ => 2,
            };
            let dot = match sighting.bearing {
                Bearing::Dead => DOTS.len() - 1,
                _ => sighting.kind as usize,
            };
            let (rect, pixels) = (*self.dots.get(dot * 3 + size)?)?;
            return Some((rect, Vec2::splat(pixels / zoom)));
        }
        // Farther off an outline would be but a few dashes: there he is a man, grown pale.
        if sighting.age.is_some() && zoom >= SHARP_BELOW {
            let ghost = self.ghosts[usize::from(sighting.kind != FigureKind::Inmate)]?;
            return Some((ghost, Vec2::splat(FIGURE_M)));
        }
        let density = DENSITIES
            .iter()
            .rposition(|(_, from)| zoom >= *from)
            .unwrap_or(0);
        let own = sighting.person.0.wrapping_mul(2_654_435_761) >> 16;
        let kind = match sighting.kind {
            FigureKind::Inmate => (own % 4) as usize,
            FigureKind::Guard => 4,
            FigureKind::Warden => 5,
            FigureKind::Civilian => 6 + (own % 2) as usize,
            FigureKind::Soldier => 8,
            FigureKind::Trooper => 9,
        };
        let posture = match sighting.posture {
            Posture::Stand => STANDS,
            Posture::Walk => {
                let steps = (sighting.at.0 + sighting.at.1) / STEP_MM + own as i32;
                steps.rem_euclid(4) as usize
            }
            Posture::Sit => 4,
            Posture::Lie => 5,
            Posture::Protest => 6,
            Posture::Fight => 7,
            Posture::HandsUp => 8,
            Posture::Kneel => 9,
            Posture::Aim => 10,
            Posture::Fallen => 11,
        };
        let rect = self.figure(density, kind, posture, facing(sighting.facing))?;
        Some((rect, Vec2::splat(FIGURE_M)))
    }
}

/// The nearest of eight directions, right first, clockwise on the map.
fn facing((x, y): (f32, f32)) -> usize {
    let turn = ops::atan2(y, x) / std::f32::consts::TAU;
    (turn * 8.0).round().rem_euclid(8.0) as usize % 8
}

/// When people are put into the picture: after this set [`Marked`] holds for this picture.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeopleSystems;

/// The sprite of a person.
#[derive(Component)]
pub struct Figure;

/// The sprites of everybody, by person.
#[derive(Resource, Default)]
pub struct DrawnPeople {
    sitting: Option<u32>,
    sprites: Vec<Entity>,
    /// Where each was drawn last, for trails, m.
    drawn: Vec<Vec2>,
    /// How many were in the picture in the last frame.
    in_picture: usize,
}

impl DrawnPeople {
    /// How many persons were in the last picture.
    pub fn in_picture(&self) -> usize {
        self.in_picture
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Figures>()
        .init_resource::<DrawnPeople>()
        .init_resource::<Trails>()
        .add_systems(Startup, cut_figures)
        .add_systems(
            PostUpdate,
            (gather, draw, trails::draw)
                .chain()
                .in_set(PeopleSystems)
                .before(TransformSystems::Propagate)
                .after(super::camera::place_camera),
        );
}

fn cut_figures(atlas: Res<Atlas>, mut figures: ResMut<Figures>) {
    *figures = Figures::of(&atlas.people);
}

/// Makes the sprites when another prison comes to the table.
fn gather(
    mut commands: Commands,
    table: Res<Table>,
    atlas: Res<Atlas>,
    mut crowd: ResMut<DrawnPeople>,
) {
    if crowd.sitting == Some(table.sittings()) {
        return;
    }
    for old in crowd.sprites.drain(..) {
        commands.entity(old).despawn();
    }
    crowd.sitting = Some(table.sittings());
    let persons = table.lens().persons(table.prison());
    crowd.drawn = vec![Vec2::ZERO; persons];
    let sprites: Vec<Entity> = (0..persons)
        .map(|_| {
            commands
                .spawn((Figure, super::atlas::spare(&atlas.people_image)))
                .id()
        })
        .collect();
    crowd.sprites = sprites;
}

/// How somebody is shown in a picture.
struct Shown {
    /// Where his picture lies on the sheet.
    rect: Rect,
    /// Width and height, m.
    extent: Vec2,
    /// His middle, m.
    at: Vec2,
    /// How much of him hides what is behind.
    alpha: f32,
}

impl Shown {
    /// Changes his sprite, if he is shown otherwise than before, in a light from 0 to 1.
    fn put(&self, light: f32, sprite: &mut Mut<Sprite>, transform: &mut Mut<Transform>) {
        // Those farther south lie over those farther north.
        let height = z::PEOPLE + self.at.y * 0.01;
        let next = Transform {
            translation: Vec3::new(self.at.x, -self.at.y, height),
            ..Transform::IDENTITY
        };
        transform.set_if_neq(next);
        let value = 0.55 + 0.45 * light;
        let color = Color::srgba(value, value, value, self.alpha);
        let same = sprite.rect == Some(self.rect)
            && sprite.custom_size == Some(self.extent)
            && sprite.color == color;
        if !same {
            sprite.rect = Some(self.rect);
            sprite.custom_size = Some(self.extent);
            sprite.color = color;
        }
    }
}

/// Where somebody is drawn, m.
fn place(table: &Table, ground: &Ground, sighting: &Sighting) -> Vec2 {
    let (x, y) = if sighting.age.is_none() {
        table.between(sighting.person, sighting.at)
    } else {
        (sighting.at.0 as f32, sighting.at.1 as f32)
    };
    let at = Vec2::new(x, y) / 1000.0;
    match sighting.posture {
        // Who lies fills his tile; he would lie in the wall otherwise.
        Posture::Lie => at.floor() + 0.5,
        // Who works at a machine is on its tile; one sees both if he stands before it.
        Posture::Stand if sighting.age.is_none() && is_machine(ground, at) => {
            at - Vec2::from(sighting.facing) * BEFORE
        }
        _ => at,
    }
}

/// Whether a machine at which one works standing is at a point, m.
fn is_machine(ground: &Ground, at: Vec2) -> bool {
    let (at, (width, _)) = (at.floor().max(Vec2::ZERO).as_uvec2(), ground.size());
    let tile = ground.tiles().get((at.y * width + at.x) as usize);
    matches!(
        tile,
        Some(Tile::Loom | Tile::Stove | Tile::Tub | Tile::Counter)
    )
}

/// How much one sees of somebody by the age of the news of him, ticks: it grows pale, but not to nothing.
fn fade(age: Option<u64>) -> f32 {
    age.map_or(1.0, |age| (0.75 - age as f32 / 36_000.0).max(0.3))
}

/// The same point, or on the corner of pixels that is nearest to it, where people are but a few wide.
fn sharp(at: Vec2, zoom: f32) -> Vec2 {
    match zoom {
        DOTS_BELOW..SHARP_BELOW => (at * zoom).round() / zoom,
        _ => at,
    }
}

/// Whether an inmate who moved so far since the last picture, m, leaves a streak.
fn leaves_trail(sighting: &Sighting, moved: Vec2) -> bool {
    sighting.kind == FigureKind::Inmate && (0.6..12.0).contains(&moved.length())
}

/// Puts everybody where he is drawn.
fn draw(
    table: Res<Table>,
    eye: Res<Eye>,
    size: Res<PictureSize>,
    figures: Res<Figures>,
    lights: Res<Lights>,
    (ground, shade): (Res<Ground>, Res<Shade>),
    settings: Res<Settings>,
    mut trails: ResMut<Trails>,
    mut crowd: ResMut<DrawnPeople>,
    mut marked: ResMut<Marked>,
    mut sprites: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Figure>>,
) {
    let crowd = &mut *crowd;
    let view = eye.in_view(size.0).inflate(1.5);
    trails.walked.clear();
    trails.rect = figures.trail;
    let leaves_any = settings.trails
        && table.tempo.speed() >= TRAILS_FROM
        && !table.tempo.is_paused()
        && eye.zoom >= 4.0;
    let mut shown = vec![false; crowd.sprites.len()];
    crowd.in_picture = 0;
    marked.0.clear();
    let mm = |m: f32| (m * 1000.0) as i32;
    let within = (
        mm(view.min.x),
        mm(view.min.y),
        mm(view.max.x),
        mm(view.max.y),
    );
    for sighting in table.lens().people_within(table.prison(), within) {
        let index = sighting.person.index();
        let Some(entity) = crowd.sprites.get(index).copied() else {
            continue;
        };
        let at = place(&table, &ground, &sighting);
        let before = std::mem::replace(&mut crowd.drawn[index], at);
        if !view.contains(at) {
            continue;
        }
        let Some((rect, extent)) = figures.picture(&sighting, eye.zoom) else {
            continue;
        };
        let Ok((mut sprite, mut transform, mut visibility)) = sprites.get_mut(entity) else {
            continue;
        };
        crowd.in_picture += 1;
        shown[index] = true;
        if let Some(badge) = Badge::of(sighting.bearing) {
            marked.0.push((at, badge));
        }
        let drawn = Shown {
            rect,
            extent,
            at: sharp(at, eye.zoom),
            alpha: fade(sighting.age),
        };
        let light = lights.at(at) * (1.0 - IN_SHADOW + IN_SHADOW * shade.at(at));
        if leaves_any && leaves_trail(&sighting, at - before) {
            trails.walked.push((before, at, light));
        }
        drawn.put(light, &mut sprite, &mut transform);
        if *visibility != Visibility::Visible {
            *visibility = Visibility::Visible;
        }
    }
    for (index, entity) in crowd.sprites.iter().enumerate() {
        if !shown[index]
            && let Ok((_, _, mut visibility)) = sprites.get_mut(*entity)
            && *visibility != Visibility::Hidden
        {
            *visibility = Visibility::Hidden;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::facing;

    #[test]
    fn facings_go_clockwise_from_the_right() {
        let found = [
            (1.0, 0.0),
            (0.7, 0.7),
            (0.0, 1.0),
            (-1.0, 0.01),
            (0.0, -1.0),
        ]
        .map(facing);
        assert_eq!(found, [0, 1, 2, 4, 6]);
    }
}
