//! Night, lamps and searchlights: one veil of ink over the map.
//!
//! The lamps' light is kept for the whole map at four texels to the metre, each lamp's shadowed by
//! walls and added or taken away as it is lit or put out. For each picture the part in view is put
//! together with daylight and beams into one small texture: its alpha is what light is missing.
//! So night costs one sheet over the picture, however many lamps burn.

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageSampler, ImageSamplerDescriptor};
use bevy::math::ops;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bighouse_sim::clock::Clock;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::Tile;
use bighouse_sim::prison::light::{self, LampKind};
use bighouse_sim::prison::{Grid, Tiers, Topology};
use bighouse_sim::riot::Riots;
use bighouse_sim::rules::Rules;

use super::camera::{Eye, PictureSize};
use super::fire::Burning;
use super::ground::Ground;
use super::lamplight::{Lamplight, TEXELS, shine};
use super::z;
use crate::play::Table;

/// The darkest the veil gets: the map is always to be made out.
const DARKEST: f32 = 0.92;
/// What is left of the light by night under the sky: a moon behind clouds.
const MOON: f32 = 0.10;
/// What is left indoors.
const INDOORS: f32 = 0.07;
/// Ink and flare of the art sheet.
const INK: [f32; 3] = [11.0, 11.0, 13.0];
const FLARE: [f32; 3] = [255.0, 251.0, 239.0];
/// How much of the picture a beam covers with flare.
const BEAM_COVER: f32 = 0.24;
/// How far a searchlight reaches, m.
const BEAM_REACH: f32 = 95.0;
/// Half the angle of a beam, as the tangent.
const BEAM_SPREAD: f32 = 0.075;
/// How much of the light an unseen place loses for a seat.
const UNSEEN: f32 = 0.55;
/// Beams move so often in a second.
const BEAM_HZ: f64 = 20.0;

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
    veil: Option<Entity>,
    texture: Handle<Image>,
    /// What the texture was drawn for.
    drawn: Option<Drawn>,
}

#[derive(Clone, Copy, PartialEq)]
struct Drawn {
    view: Rect,
    step: u64,
    sky: f32,
    looked: u64,
}

impl Lights {
    /// Light at a point of the map, m: 0 to 1.
    pub fn at(&self, at: Vec2) -> f32 {
        if self.sky >= 1.0 || self.width == 0 {
            return 1.0;
        }
        together(self.still_light(at), self.beam_light(at) * 0.85)
    }

    /// Light of sky and lamps.
    fn still_light(&self, at: Vec2) -> f32 {
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

    fn beam_light(&self, at: Vec2) -> f32 {
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
        let world = table.prison().world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        (self.width, self.height) = (grid.width(), grid.height());
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
        self.lamps = light::lamps(grid, topology, world.resource::<Tiers>())
            .into_iter()
            .map(|lamp| (lamp.kind, shine(grid, topology, lamp.tile)))
            .collect();
        let middle = Vec2::new(self.width as f32, self.height as f32) / 2.0;
        self.beams = grid
            .tiles()
            .iter()
            .enumerate()
            .filter(|(_, tile)| **tile == Tile::Searchlight)
            .enumerate()
            .map(|(number, (index, _))| {
                let (x, y) = grid.x_y(TileId::from_index(index));
                let at = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
                Beam {
                    at,
                    // Two on one tower part their ground: one looks a little to each side.
                    middle: (middle - at).to_angle() + if number % 2 == 0 { -0.42 } else { 0.30 },
                    phase: number as f32 * 2.3,
                }
            })
            .collect();
        self.fires.clear();
        self.drawn = None;
    }

    /// Lights and puts out lamps; tells how many changed.
    fn switch(&mut self, table: &Table) -> u32 {
        let world = table.prison().world();
        let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
        let now = table.now();
        let cut_off = world.resource::<Riots>().light_is_cut_off();
        let mut changed = 0;
        let row = self.width * TEXELS;
        for (kind, lamp) in &mut self.lamps {
            let burns = light::burning(*kind, rules, clock, now, cut_off);
            changed += u32::from(lamp.burn(burns, &mut self.lamplight, row));
        }
        changed
    }

    /// Has fires give as much light as they do now, walls casting shadows; tells how many changed.
    fn flicker(&mut self, table: &Table, burning: &Burning) -> u32 {
        let world = table.prison().world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        let row = self.width * TEXELS;
        let mut changed = 0;
        let glow = burning.glow();
        for (tile, _) in &glow {
            if !self.fires.iter().any(|fire| fire.tile == *tile) {
                self.fires.push(shine(grid, topology, *tile));
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
        (follow_hour, draw_veil)
            .chain()
            .after(super::fire::FireSystems)
            .after(super::camera::place_camera)
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
        lights.drawn = None;
    }
}

/// Texels of the veil to the metre at a zoom.
fn fineness(zoom: f32) -> f32 {
    match zoom {
        ..4.0 => 1.0,
        4.0..12.0 => 2.0,
        _ => 4.0,
    }
}

fn draw_veil(
    mut commands: Commands,
    table: Res<Table>,
    eye: Res<Eye>,
    size: Res<PictureSize>,
    mut lights: ResMut<Lights>,
    mut images: ResMut<Assets<Image>>,
    mut veils: Query<(&mut Sprite, &mut Transform, &mut Visibility)>,
) {
    if lights.width == 0 {
        return;
    }
    let veil = match lights.veil {
        Some(veil) => veil,
        None => {
            lights.texture = images.add(veil_image(1, 1, vec![0; 4]));
            let veil = commands
                .spawn((
                    Sprite::from_image(lights.texture.clone()),
                    Transform::from_xyz(0.0, 0.0, z::LIGHT),
                    Visibility::Hidden,
                ))
                .id();
            lights.veil = Some(veil);
            // It is drawn from the next picture on; this one would not find it yet.
            return;
        }
    };
    let Ok((mut sprite, mut transform, mut visibility)) = veils.get_mut(veil) else {
        return;
    };
    let sees_all = table.lens().sees_all();
    if lights.sky >= 1.0 && sees_all {
        visibility.set_if_neq(Visibility::Hidden);
        return;
    }
    visibility.set_if_neq(Visibility::Visible);
    let fine = fineness(eye.zoom);
    // In whole texels, so that the light does not swim when the picture moves.
    let view = eye.in_view(size.0);
    let view = Rect {
        min: (view.min * fine).floor() / fine - 1.0 / fine,
        max: (view.max * fine).ceil() / fine + 1.0 / fine,
    };
    let now = Drawn {
        view,
        step: if lights.sky < 0.5 {
            (lights.turned * BEAM_HZ) as u64
        } else {
            0
        },
        sky: lights.sky,
        looked: if sees_all { 0 } else { table.now() / 5 },
    };
    if lights.drawn == Some(now) {
        return;
    }
    lights.drawn = Some(now);
    let texels = (view.size() * fine).round().as_uvec2().max(UVec2::ONE);
    let pixels = veil_pixels(&lights, &table, view.min, fine, texels);
    if let Some(mut image) = images.get_mut(&lights.texture) {
        *image = veil_image(texels.x, texels.y, pixels);
    }
    sprite.custom_size = Some(view.size());
    let middle = view.center();
    transform.translation = Vec3::new(middle.x, -middle.y, z::LIGHT);
}

fn veil_pixels(lights: &Lights, table: &Table, corner: Vec2, fine: f32, texels: UVec2) -> Vec<u8> {
    let sees_all = table.lens().sees_all();
    let decode = decoded();
    let mut pixels = Vec::with_capacity((texels.x * texels.y * 4) as usize);
    for y in 0..texels.y {
        for x in 0..texels.x {
            let at = corner + (Vec2::new(x as f32, y as f32) + 0.5) / fine;
            let beam = lights.beam_light(at);
            let mut light = together(lights.still_light(at), beam * 0.8);
            if !sees_all && !is_seen(lights, table, at) {
                light *= 1.0 - UNSEEN;
            }
            let dark = (1.0 - light) * DARKEST;
            let flare = beam * BEAM_COVER;
            // The veil's ink with the beam's flare on top, as one colour.
            let alpha = dark + flare * (1.0 - dark);
            for channel in 0..3 {
                let ink = INK[channel] * dark * (1.0 - flare);
                let mixed = if alpha > 0.0 {
                    (ink + FLARE[channel] * flare) / alpha
                } else {
                    0.0
                };
                pixels.push(decode[mixed.clamp(0.0, 255.0) as usize]);
            }
            pixels.push((alpha * 255.0) as u8);
        }
    }
    pixels
}

/// Two lights on one place: where both are strong neither has an edge.
fn together(one: f32, other: f32) -> f32 {
    1.0 - (1.0 - one) * (1.0 - other)
}

/// Linear light of each colour value. The veil is handed over decoded: it is read a million times a
/// frame, and a processor that draws would decode it each time.
fn decoded() -> [u8; 256] {
    std::array::from_fn(|coded| {
        let linear = Color::srgb_u8(coded as u8, 0, 0).to_linear().red;
        (linear * 255.0).round() as u8
    })
}

fn is_seen(lights: &Lights, table: &Table, at: Vec2) -> bool {
    let (x, y) = (at.x.floor(), at.y.floor());
    if x < 0.0 || y < 0.0 || x >= lights.width as f32 || y >= lights.height as f32 {
        return false;
    }
    table
        .lens()
        .sees_tile(TileId(y as u32 * lights.width + x as u32))
}

fn veil_image(width: u32, height: u32, pixels: Vec<u8>) -> Image {
    let mut image = Image::new(
        Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8Unorm,
        RenderAssetUsages::RENDER_WORLD | RenderAssetUsages::MAIN_WORLD,
    );
    image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor::linear());
    image
}
