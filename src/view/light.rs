//! How light it is where: the sky, lamps, fires and searchlights.
//!
//! The light of lamps and fires is kept for the whole map at four texels to the metre: each lamp's is
//! worked out once, with the shadows of walls, and added or taken away as it is lit or put out.

use bevy::math::ops;
use bevy::prelude::*;
use bighouse_sim::clock::Clock;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::Tile;
use bighouse_sim::prison::light::{self, LampKind};

use super::fire::Burning;
use super::ground::Ground;
use super::lamplight::{Lamplight, TEXELS, shine};
use crate::play::Table;

/// What is left of the light by night under the sky: a moon behind clouds.
const MOON: f32 = 0.10;
/// What is left indoors.
const INDOORS: f32 = 0.07;
/// How far a searchlight reaches, m.
const BEAM_REACH: f32 = 95.0;
/// Half the angle of a beam, as the tangent.
const BEAM_SPREAD: f32 = 0.075;
/// A searchlight.
#[derive(Clone, Copy)]
struct Beam {
    at: Vec2,
    /// Where it looks in the mean, radians from the right, clockwise.
    middle: f32,
    phase: f32,
}

/// Light of the prison now.
#[derive(Resource, Default)]
pub struct Lights {
    sitting: Option<u32>,
    width: u32,
    height: u32,
    lamps: Vec<(LampKind, Lamplight)>,
    /// What burns.
    fires: Vec<Lamplight>,
    /// Sum of lamps and fires, in texels of the whole map.
    lamplight: Vec<u16>,
    /// Whether each tile lies under the sky.
    open: Vec<bool>,
    /// The tiles for which lamps and sky were worked out.
    tiles: Vec<Tile>,
    beams: Vec<Beam>,
    /// Where each beam comes from and which way it looks now.
    aims: Vec<(Vec2, Vec2)>,
    /// Light of the sky, 0 to 1.
    sky: f32,
    /// Seconds the beams have turned.
    turned: f64,
    /// How often the light of lamps, fires or the map has changed.
    changes: u32,
}

/// When it is known how light it is in this picture.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LightSystems;

impl Lights {
    /// Light at a point of the map, m: 0 to 1.
    pub fn at(&self, at: Vec2) -> f32 {
        if self.sky >= 1.0 || self.width == 0 {
            return 1.0;
        }
        together(self.still_light(at), self.beam_light(at) * 0.85)
    }

    /// Width and height of the map, m; nothing before there is one.
    pub(super) fn extent(&self) -> UVec2 {
        UVec2::new(self.width, self.height)
    }

    /// Light of the sky, 0 to 1.
    pub(super) fn sky(&self) -> f32 {
        self.sky
    }

    /// Seconds the beams have turned.
    pub(super) fn turned(&self) -> f64 {
        self.turned
    }

    /// How often the light of lamps, fires or the map has changed.
    pub(super) fn changes(&self) -> u32 {
        self.changes
    }

    /// Light of sky, lamps and fires.
    pub(super) fn still_light(&self, at: Vec2) -> f32 {
        let (x, y) = (at.x.max(0.0) as u32, at.y.max(0.0) as u32);
        if x >= self.width || y >= self.height {
            return MOON.max(self.sky);
        }
        let open = self.open[(y * self.width + x) as usize];
        let ambient = if open {
            MOON + (1.0 - MOON) * self.sky
        } else {
            INDOORS + (0.97 - INDOORS) * self.sky
        };
        let (tx, ty) = (
            ((at.x * TEXELS as f32) as u32).min(self.width * TEXELS - 1),
            ((at.y * TEXELS as f32) as u32).min(self.height * TEXELS - 1),
        );
        let lamp = self.lamplight[(ty * self.width * TEXELS + tx) as usize] as f32 / 255.0;
        ambient + lamp.min(1.0) * (1.0 - ambient)
    }

    /// Light of the searchlights.
    pub(super) fn beam_light(&self, at: Vec2) -> f32 {
        if self.sky > 0.5 {
            return 0.0;
        }
        let mut sum = 0.0f32;
        for (from, way) in &self.aims {
            let to = at - *from;
            let along = to.dot(*way);
            if !(0.0..BEAM_REACH).contains(&along) {
                continue;
            }
            let across = to.perp_dot(*way).abs();
            let half = 0.5 + along * BEAM_SPREAD;
            if across < half {
                let edge = 1.0 - across / half;
                let far = 1.0 - along / BEAM_REACH;
                sum += edge.min(0.55) / 0.55 * far.sqrt();
            }
        }
        sum.min(1.0) * (1.0 - self.sky * 2.0)
    }

    fn lay(&mut self, table: &Table, ground: &Ground) {
        let house = table.lens().house(table.prison());
        (self.width, self.height) = (house.width(), house.height());
        self.tiles = ground.tiles().to_vec();
        self.open = ground
            .floors()
            .iter()
            .zip(ground.tiles())
            .map(|(floor, tile)| {
                *tile == Tile::OuterWall || (light::is_under_the_sky(*floor) && !is_roof(*tile))
            })
            .collect();
        self.lamplight = vec![0; (self.width * self.height * TEXELS * TEXELS) as usize];
        let lamps = table.lens().lamps(table.prison()).into_iter();
        self.lamps = lamps
            .map(|lamp| (lamp.kind, shine(house, lamp.tile)))
            .collect();
        let middle = Vec2::new(self.width as f32, self.height as f32) / 2.0;
        self.beams = self
            .tiles
            .iter()
            .enumerate()
            .filter(|(_, tile)| **tile == Tile::Searchlight)
            .enumerate()
            .map(|(number, (index, _))| {
                let at = Vec2::from(house.middle(TileId::from_index(index)));
                Beam {
                    at,
                    // Two on one tower part their ground: one looks a little to each side.
                    middle: (middle - at).to_angle() + if number % 2 == 0 { -0.42 } else { 0.30 },
                    phase: number as f32 * 2.3,
                }
            })
            .collect();
        self.fires.clear();
        self.changes += 1;
    }

    /// Lights and puts out lamps; tells how many changed.
    fn switch(&mut self, table: &Table) -> u32 {
        let (prison, lens) = (table.prison(), table.lens());
        let mut changed = 0;
        let row = self.width * TEXELS;
        for (kind, lamp) in &mut self.lamps {
            let burns = lens.burning(prison, *kind);
            changed += u32::from(lamp.burn(burns, &mut self.lamplight, row));
        }
        changed
    }

    /// Has fires give as much light as they do now, walls casting shadows; tells how many changed.
    fn flicker(&mut self, table: &Table, burning: &Burning) -> u32 {
        let house = table.lens().house(table.prison());
        let row = self.width * TEXELS;
        let mut changed = 0;
        let glow = burning.glow();
        for (tile, _) in &glow {
            if !self.fires.iter().any(|fire| fire.tile == *tile) {
                self.fires.push(shine(house, *tile));
            }
        }
        for fire in &mut self.fires {
            let light = glow.iter().find(|(tile, _)| *tile == fire.tile);
            let burns = light.map_or(0.0, |(_, light)| 255.0 * light);
            changed += u32::from(fire.burn(burns as u8, &mut self.lamplight, row));
        }
        self.fires.retain(|fire| fire.burns > 0);
        changed
    }
}

/// Whether a tile is a building's own, seen from above as its top.
fn is_roof(tile: Tile) -> bool {
    matches!(tile, Tile::Wall | Tile::Window)
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Lights>().add_systems(
        PostUpdate,
        follow_hour
            .in_set(LightSystems)
            .after(super::fire::FireSystems)
            .before(TransformSystems::Propagate),
    );
}

fn follow_hour(
    table: Res<Table>,
    ground: Res<Ground>,
    time: Res<Time<Real>>,
    burning: Res<Burning>,
    mut lights: ResMut<Lights>,
) {
    if ground.tiles().is_empty() {
        return;
    }
    if lights.sitting != Some(table.sittings()) {
        lights.sitting = Some(table.sittings());
        lights.turned = (table.now() / 10) as f64;
        lights.lay(&table, &ground);
    } else if lights.tiles != ground.tiles() {
        lights.lay(&table, &ground);
    }
    let clock = table.prison().world().resource::<Clock>();
    let sky = light::daylight(clock.second_of_day(table.now())) as f32 / 255.0;
    if sky != lights.sky {
        lights.sky = sky;
    }
    if !table.tempo.is_paused() {
        lights.turned += time.delta_secs_f64();
    }
    let turned = lights.turned as f32;
    lights.aims = lights
        .beams
        .iter()
        .map(|beam| {
            let turn = beam.middle + 0.55 * ops::sin(turned * 0.16 + beam.phase);
            (beam.at, Vec2::from_angle(turn))
        })
        .collect();
    if lights.switch(&table) + lights.flicker(&table, &burning) > 0 {
        lights.changes += 1;
    }
}

/// Two lights on one place: where both are strong neither has an edge.
pub(super) fn together(one: f32, other: f32) -> f32 {
    1.0 - (1.0 - one) * (1.0 - other)
}
