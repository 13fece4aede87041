//! Flames and smoke of the rooms that burn.
//!
//! Nothing is kept from picture to picture: where each flame and each puff is follows from its number
//! and from how long it has burnt. So a picture that stands still stands still, and a fire that goes
//! out leaves nothing behind.

use bevy::math::ops;
use bevy::prelude::*;
use bighouse_sim::ids::TileId;

use super::atlas::{self, Atlas};
use super::camera::{Eye, PictureSize};
use super::light::Lights;
use super::z;
use crate::play::{Blaze, Table};

/// Most flames of one fire, and puffs of smoke of one.
const MOST_FLAMES: usize = 140;
const MOST_PUFFS: usize = 160;
/// Most tiles from which one fire gives light.
const MOST_HEARTHS: usize = 6;
/// This many tiles of a room have one puff when the smoke is thickest.
const TILES_TO_A_PUFF: usize = 5;
/// Puffs at each tile of a door.
const LEAKS: u32 = 5;
/// How many pictures of a flame a second shows.
const FLAME_HZ: f32 = 9.0;
/// How long a puff is to be seen, s.
const PUFF_S: f32 = 9.0;
/// How far smoke drifts meanwhile, m: in a room, before a door, and over the roofs, where the wind has it.
const DRIFT: Vec2 = Vec2::new(1.3, -0.9);
const LEAKS_FAR: f32 = 7.0;
const PLUME: Vec2 = Vec2::new(0.82, -0.57);
/// Puffs of the plume, and how long they last, in puffs of a room.
const PLUME_PUFFS: u32 = 36;
const PLUME_LASTS: f32 = 1.8;
/// Edges of the pieces, m.
const FLAME_M: f32 = 1.5;
/// A flame is still at least this many pixels wide from afar.
const LEAST: f32 = 4.0;

/// How long fires have burnt, s of wall time that was not stood still.
#[derive(Resource, Default)]
pub struct Burning {
    sitting: Option<u32>,
    seconds: f32,
    blazes: Vec<Blaze>,
}

impl Burning {
    /// The tiles from which fires give light, and how much of it each gives now, 0 to 1: they flicker.
    pub fn glow(&self) -> Vec<(TileId, f32)> {
        let step = (self.seconds * FLAME_HZ) as u32;
        let strength = |blaze: &Blaze| (blaze.strength as f32 / 40.0).clamp(0.35, 1.0);
        self.blazes
            .iter()
            .flat_map(|blaze| hearths(blaze).map(move |tile| (tile, strength(blaze))))
            .map(|(tile, most)| (tile, most * (0.72 + 0.28 * thrown(tile.0, step, 7))))
            .collect()
    }
}

/// Where a fire gives light from: its seat, if that is in sight, and tiles all over the room as it comes
/// to them.
fn hearths(blaze: &Blaze) -> impl Iterator<Item = TileId> {
    let seat = Some(blaze.seat).filter(|seat| blaze.burning.contains(seat));
    let spread = (1..MOST_HEARTHS).map(|nth| nth * blaze.room.len() / MOST_HEARTHS);
    let reached = spread.filter_map(|place| blaze.burning.get(place).copied());
    seat.into_iter()
        .chain(reached.filter(|tile| *tile != blaze.seat))
}

/// The sprite of a flame or a puff.
#[derive(Component)]
struct Piece;

/// When it is known what burns in this picture.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FireSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Burning>().add_systems(
        PostUpdate,
        (
            look.in_set(FireSystems),
            draw.before(TransformSystems::Propagate),
        )
            .chain()
            .after(super::camera::place_camera),
    );
}

/// A number from 0 to 1 that looks thrown, the same each time.
fn thrown(one: u32, two: u32, three: u32) -> f32 {
    let mut mixed = one.wrapping_mul(0x9E37_79B1)
        ^ two.wrapping_mul(0x85EB_CA77)
        ^ three.wrapping_mul(0xC2B2_AE3D);
    mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D);
    mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297A_2D39);
    ((mixed ^ (mixed >> 15)) >> 8) as f32 / (1 << 24) as f32
}

fn look(table: Res<Table>, time: Res<Time<Real>>, mut burning: ResMut<Burning>) {
    if burning.sitting != Some(table.sittings()) {
        burning.sitting = Some(table.sittings());
        burning.seconds = (table.now() / 10 % 3_600) as f32;
    }
    if !table.tempo.is_paused() {
        burning.seconds += time.delta_secs();
    }
    burning.blazes = table.lens().blazes(table.prison());
}

/// A piece in the picture.
struct Shown {
    name: &'static str,
    at: Vec2,
    /// Its edge, m.
    edge: f32,
    height: f32,
    turn: f32,
    color: Color,
}

const FLAMES: [&str; 4] = ["flame.0", "flame.1", "flame.2", "flame.3"];
const PUFFS: [&str; 4] = ["smoke.0", "smoke.1", "smoke.2", "smoke.3"];

/// How broad flames and puffs of a fire are, times their least: in a hall they are larger than in an
/// office.
fn breadth(blaze: &Blaze) -> f32 {
    1.0 + (blaze.room.len() as f32).sqrt() / 45.0
}

/// The flames of a fire.
fn flames(blaze: &Blaze, middle: impl Fn(TileId) -> Vec2, seconds: f32, zoom: f32) -> Vec<Shown> {
    let count = blaze.burning.len().min(MOST_FLAMES);
    let broad = breadth(blaze);
    (0..count)
        .map(|number| {
            let tile = blaze.burning[number * blaze.burning.len() / count];
            let own = |what| thrown(tile.0, what, 1);
            let beat = seconds * (FLAME_HZ * (0.7 + 0.6 * own(2))) + own(3) * 8.0;
            let (step, since) = (beat as u32, beat.fract());
            let jitter = Vec2::new(own(4) - 0.5, own(5) - 0.5) * 0.7;
            // Those farther out are smaller: they have just taken.
            let far = number as f32 / count as f32;
            let grown = (0.75 + 0.6 * own(6)) * (1.2 - 0.6 * far) * broad;
            let leaps = 0.85 + 0.3 * thrown(tile.0, step, 9) - 0.1 * since;
            Shown {
                name: FLAMES[(step as usize + tile.index()) % FLAMES.len()],
                at: middle(tile) + jitter,
                edge: (FLAME_M * grown * leaps).max(LEAST / zoom),
                height: z::FLAMES,
                turn: own(8) * std::f32::consts::TAU,
                color: Color::srgba(1.0, 1.0, 1.0, 0.95),
            }
        })
        .collect()
}

/// The puffs of a fire: over its room, and out at its doors.
fn puffs(
    blaze: &Blaze,
    middle: impl Fn(TileId) -> Vec2,
    light: impl Fn(Vec2) -> f32,
    seconds: f32,
) -> Vec<Shown> {
    let thick = blaze.strength as f32 / 100.0;
    let full = (blaze.room.len() / TILES_TO_A_PUFF).clamp(4, MOST_PUFFS);
    let count = (full as f32 * (0.25 + 0.75 * thick)).ceil() as u32;
    let puff = |seed: u32, number: u32, lasts: f32| {
        let own = PUFF_S * lasts * (0.8 + 0.4 * thrown(seed, number, 11));
        let beat = seconds / own + thrown(seed, number, 12);
        (beat as u32, beat.fract())
    };
    let broad = breadth(blaze);
    let shown = |at: Vec2, edge: f32, alpha: f32, which: u32| {
        let value = 0.35 + 0.65 * light(at);
        Shown {
            name: PUFFS[which as usize % PUFFS.len()],
            at,
            edge,
            height: z::SMOKE,
            turn: 0.0,
            color: Color::srgba(value, value, value, alpha),
        }
    };
    let mut puffs = Vec::new();
    for number in (0..count).take(if blaze.room.is_empty() { 0 } else { MOST_PUFFS }) {
        let (round, age) = puff(blaze.seat.0, number, 1.0);
        // Smoke fills the room sooner than the flames do.
        let reached = (0.3 + 0.7 * thick.sqrt()) * thrown(number, round, 13);
        let tile = blaze.room[(reached * (blaze.room.len() - 1) as f32) as usize];
        let jitter = Vec2::new(thrown(number, round, 14), thrown(number, round, 15)) - 0.5;
        let at = middle(tile) + jitter + DRIFT * (age - 0.5);
        let dense = ops::sin(age * std::f32::consts::PI);
        let edge = (3.0 + 2.4 * age) * (0.8 + broad);
        let alpha = (0.5 + 0.45 * thick) * dense;
        puffs.push(shown(at, edge, alpha, number + round));
    }
    // What rises from where it burns most goes over the roofs: it is seen from afar.
    for number in 0..(PLUME_PUFFS as f32 * thick).ceil() as u32 {
        let Some(tile) = blaze.burning.get(number as usize * 2) else {
            break;
        };
        let (round, age) = puff(tile.0, number, PLUME_LASTS);
        let aside = (thrown(tile.0, number, round) - 0.5) * (1.0 + 5.0 * age) * broad;
        let far = (8.0 + 34.0 * thick) * (0.5 + broad) * age;
        let at = middle(*tile) + PLUME * far + PLUME.perp() * aside;
        let dense = (1.0 - age) * (age * 8.0).min(1.0);
        let edge = (2.5 + 9.0 * age) * (0.6 + broad);
        puffs.push(shown(at, edge, 0.75 * dense, number + round));
    }
    for (door, (x, y)) in &blaze.leaks {
        let out = Vec2::new(*x as f32, *y as f32);
        for number in 0..LEAKS {
            let (round, age) = puff(door.0, number, 1.0);
            let aside = (thrown(door.0, number, round) - 0.5) * 2.4 * age;
            let at = middle(*door)
                + out * (LEAKS_FAR * thick.max(0.3) * age)
                + out.perp() * aside
                + DRIFT * age;
            let dense = (1.0 - age) * (age * 6.0).min(1.0);
            let edge = 1.2 + 3.4 * age;
            let alpha = (0.25 + 0.6 * thick) * dense;
            puffs.push(shown(at, edge, alpha, number + round));
        }
    }
    puffs
}

fn draw(
    mut commands: Commands,
    table: Res<Table>,
    atlas: Res<Atlas>,
    eye: Res<Eye>,
    size: Res<PictureSize>,
    lights: Res<Lights>,
    burning: Res<Burning>,
    mut pieces: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Piece>>,
) {
    let house = table.lens().house(table.prison());
    let middle = |tile: TileId| Vec2::from(house.middle(tile));
    let view = eye.in_view(size.0).inflate(4.0);
    let mut shown: Vec<Shown> = Vec::new();
    for blaze in &burning.blazes {
        shown.extend(flames(blaze, middle, burning.seconds, eye.zoom));
        shown.extend(puffs(blaze, middle, |at| lights.at(at), burning.seconds));
    }
    shown.retain(|piece| view.contains(piece.at));
    let mut next = shown.iter();
    let density = atlas::density(eye.zoom);
    for (mut sprite, mut transform, mut visibility) in &mut pieces {
        let found = next
            .next()
            .and_then(|piece| Some((piece, atlas.crisis.cut(piece.name, density)?)));
        let Some((piece, cut)) = found else {
            visibility.set_if_neq(Visibility::Hidden);
            continue;
        };
        sprite.rect = Some(atlas::rect(cut));
        sprite.custom_size = Some(Vec2::splat(piece.edge));
        sprite.color = piece.color;
        *transform = Transform {
            translation: Vec3::new(piece.at.x, -piece.at.y, piece.height + piece.at.y * 0.001),
            rotation: Quat::from_rotation_z(piece.turn),
            scale: Vec3::ONE,
        };
        visibility.set_if_neq(Visibility::Visible);
    }
    // Those for which there is no sprite yet have one from the next picture on.
    for _ in next {
        commands.spawn((Piece, atlas::spare(&atlas.crisis_image)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blaze(strength: u32, tiles: u32) -> Blaze {
        Blaze {
            seat: TileId(3),
            strength,
            burning: (0..tiles * strength / 100).map(TileId).collect(),
            room: (0..tiles).map(TileId).collect(),
            leaks: vec![(TileId(tiles), (1, 0))],
        }
    }

    fn middle(tile: TileId) -> Vec2 {
        Vec2::new((tile.0 % 10) as f32, (tile.0 / 10) as f32)
    }

    #[test]
    fn a_stronger_fire_has_more_flames_and_thicker_smoke() {
        let (weak, strong) = (blaze(10, 200), blaze(100, 200));
        let flames = |of: &Blaze| flames(of, middle, 5.0, 8.0).len();
        assert!(flames(&weak) < flames(&strong));
        let smoke = |of: &Blaze| -> f32 {
            let puffs = puffs(of, middle, |_| 1.0, 5.0);
            puffs.iter().map(|puff| puff.color.alpha()).sum()
        };
        assert!(smoke(&weak) < smoke(&strong) / 2.0);
    }

    #[test]
    fn a_fire_gives_light_from_more_places_as_it_comes_to_them() {
        let lights = |strength| {
            let burning = Burning {
                blazes: vec![blaze(strength, 200)],
                ..Burning::default()
            };
            let glow = burning.glow();
            assert!(glow.iter().all(|(_, light)| (0.2..=1.0).contains(light)));
            glow.len()
        };
        assert_eq!((lights(5), lights(100)), (1, MOST_HEARTHS));
        assert!((2..MOST_HEARTHS).contains(&lights(50)));
    }

    #[test]
    fn a_seat_that_sees_but_a_door_sees_smoke_come_out_and_no_flame() {
        let mut far = blaze(80, 200);
        (far.burning, far.room) = (Vec::new(), Vec::new());
        assert!(flames(&far, middle, 2.0, 8.0).is_empty());
        let out = puffs(&far, middle, |_| 1.0, 2.0);
        assert_eq!(out.len(), LEAKS as usize);
    }
}
