//! Light and wear of the ground: one value for each eighth of a metre of the map, by which the map's
//! colours are multiplied.
//!
//! Wear ([`super::wear`]) is worked out when a map is laid. The sun ([`super::sun`]) is laid over it anew
//! when it has moved on, some rows in each picture, so that no picture waits for it; only when the clock
//! has been set on is it there at once. Its shadows are swept over the map row by row, away from the
//! sun: what is in the shadow of something lies below the plane that its top and the light make. So the
//! work is the same however long they are.

use std::borrow::Cow;
use std::sync::Arc;

use bevy::asset::RenderAssetUsages;
use bevy::image::{ImageFilterMode, ImageSampler, ImageSamplerDescriptor};
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat, TextureUsages};
use bighouse_sim::clock::Clock;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::{Floor, RoomUse, Tile};
use bighouse_sim::prison::light;

use super::ground::Ground;
use super::noise::smooth;
use super::opaque::{Opaque, Pictured, Tone};
use super::renewed::Renewed;
use super::standing::Standing;
use super::sun::{self, Sun};
use super::wear::{self, WearField};
use crate::play::{Settings, Table};

/// Texels to the metre at most, and the largest edge of the texture.
const FINEST: u32 = 8;
const LARGEST: u32 = 4096;
/// The value that changes nothing: a texture holds 255 at most.
pub(super) const NEUTRAL: f32 = 128.0;
/// How often the texture is there at most, in smaller and smaller copies.
const COPIES: u32 = 3;
/// Rows of texels that are worked out in one picture.
const ROWS: usize = 48;
/// What sun and shadow do to the ground outdoors.
const SUNLIT: f32 = 0.25;
const SHADOWED: f32 = 0.24;
/// What the day leaves of the light indoors away from windows, and what sky and sun give near them.
const INDOORS: f32 = 0.05;
const SKYLIGHT: f32 = 0.18;
const SHAFT: f32 = 0.34;
/// What soot takes of the light where fire was.
const SOOT: f32 = 0.62;
/// Height in which a shadow's edge goes from nothing to full, m.
const SOFT: f32 = 0.45;
/// Suns side by side that make the edge soft: how far each stands from the middle, radians.
const SUNS: [f32; 3] = [-0.028, 0.0, 0.028];

/// The map as light and wear go by it.
pub(super) struct Plan<'a> {
    pub width: u32,
    pub height: u32,
    pub tiles: &'a [Tile],
    pub floors: &'a [Floor],
    /// See [`crate::play::House::uses`].
    pub uses: Vec<Option<RoomUse>>,
    /// Whether each tile lies under the sky.
    pub open: Vec<bool>,
}

impl Plan<'_> {
    /// The place of a column and row in the lists; `None` off the map.
    pub fn index(&self, x: i32, y: i32) -> Option<usize> {
        let within = (0..self.width as i32).contains(&x) && (0..self.height as i32).contains(&y);
        within.then(|| y as usize * self.width as usize + x as usize)
    }

    /// Column and row of a place in the lists.
    pub fn at(&self, index: usize) -> IVec2 {
        let width = self.width as usize;
        IVec2::new((index % width) as i32, (index / width) as i32)
    }

    /// Whether no wall stands between two tiles.
    pub fn is_clear(&self, from: IVec2, to: IVec2) -> bool {
        let steps = (to - from).abs().max_element() * 2;
        (0..=steps).all(|step| {
            let part = step as f32 / steps.max(1) as f32;
            let at = from.as_vec2().lerp(to.as_vec2(), part).round().as_ivec2();
            let tile = self.index(at.x, at.y).map(|index| self.tiles[index]);
            tile.is_some_and(|tile| !matches!(tile, Tile::Wall | Tile::OuterWall | Tile::Window))
        })
    }
}

/// A bake under way.
struct Baking {
    sun: Option<Sun>,
    step: u32,
    /// The next row of texels.
    row: usize,
    /// Height of the shadows over the last row, m, for each sun.
    planes: [Vec<f32>; SUNS.len()],
    /// What falls in at windows.
    glow: Vec<u8>,
    texels: Vec<u8>,
}

/// Light and wear of the ground, and the texture they are drawn from.
#[derive(Resource, Default)]
pub(super) struct Shade {
    /// Of which map; see [`Ground::laid`].
    laid: u32,
    /// How the texture lies on the map, with the tone of the hour.
    pub tone: Tone,
    pub texture: Handle<Image>,
    width: u32,
    height: u32,
    fine: u32,
    tiles: Vec<Tile>,
    open: Vec<bool>,
    standing: Standing,
    skylight: Vec<f32>,
    wear: Vec<u8>,
    /// Tiles that fire has blackened, and what its soot takes of the light about them.
    burnt: Vec<TileId>,
    soot: WearField,
    texels: Arc<Vec<u8>>,
    step: u32,
    /// Whether the day has no sun, by choice.
    plain: bool,
    baking: Option<Baking>,
    changes: u32,
}

impl Shade {
    /// How often the texture has changed.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// The light at a point, m: 1 in the sun, less in a shadow or indoors.
    pub fn at(&self, at: Vec2) -> f32 {
        let texel = |m: f32, most: u32| {
            ((m * self.fine as f32).max(0.0) as u32).min((most * self.fine).max(1) - 1)
        };
        let (x, y) = (texel(at.x, self.width), texel(at.y, self.height));
        let index = (y * self.width * self.fine + x) as usize;
        self.texels
            .get(index)
            .map_or(1.0, |value| (*value as f32 / NEUTRAL).min(1.0))
    }

    fn begin(&mut self, plan: &Plan, step: u32) {
        let sun = sun::sun(step).filter(|_| !self.plain);
        let row = (self.width * self.fine) as usize;
        let texels = row * (self.height * self.fine) as usize;
        let mut glow = Vec::new();
        if let Some(sun) = &sun {
            glow.resize(texels, 0);
            self.standing.let_in(plan, sun, self.fine, &mut glow);
        }
        self.baking = Some(Baking {
            sun,
            step,
            row: 0,
            planes: std::array::from_fn(|_| vec![0.0; row]),
            glow,
            texels: Vec::with_capacity(texels),
        });
    }

    /// Works out some rows more; tells whether all are done.
    fn go_on(&mut self, rows: usize) -> bool {
        let Some(mut baking) = self.baking.take() else {
            return false;
        };
        let last = (self.height * self.fine) as usize;
        let until = (baking.row + rows).min(last);
        let mut heights = vec![0.0; (self.width * self.fine) as usize];
        while baking.row < until {
            self.standing
                .row(baking.row, self.fine as usize, &mut heights);
            self.bake_row(&mut baking, &heights);
            baking.row += 1;
        }
        if baking.row < last {
            self.baking = Some(baking);
            return false;
        }
        self.step = baking.step;
        self.texels = Arc::new(baking.texels);
        self.tone.tint = Vec3::splat(255.0 / NEUTRAL);
        if !self.plain {
            self.tone.tint *= sun::tone(baking.step);
        }
        self.changes += 1;
        true
    }

    fn bake_row(&self, baking: &mut Baking, heights: &[f32]) {
        let fine = self.fine as usize;
        let row = heights.len();
        let wear = &*self.blackened(baking.row, row);
        let Some(sun) = baking.sun else {
            baking.texels.extend_from_slice(wear);
            return;
        };
        let start = baking.row / fine * self.width as usize;
        for (aside, plane) in SUNS.into_iter().zip(&mut baking.planes) {
            let way = Vec2::from_angle(aside).rotate(sun.way);
            sweep(plane, heights, way, sun.steepness, fine);
        }
        let glow = &baking.glow[baking.row * row..][..row];
        for x in 0..row {
            let tile = start + x / fine;
            let light = if self.open[tile] {
                let over = |plane: &Vec<f32>| ((plane[x] - heights[x]) / SOFT).clamp(0.0, 1.0);
                let shadow = baking.planes.iter().map(over).sum::<f32>() / SUNS.len() as f32;
                SUNLIT - (SUNLIT + SHADOWED) * shadow
            } else {
                SHAFT * (glow[x] as f32 / 255.0) + SKYLIGHT * self.skylight[tile] - INDOORS
            };
            let value = wear[x] as f32 * (1.0 + light * sun.strength);
            baking.texels.push(value.min(255.0) as u8);
        }
        for plane in &mut baking.planes {
            for (plane, height) in plane.iter_mut().zip(heights) {
                *plane = plane.max(*height);
            }
        }
    }

    /// The wear of a row, under the soot of what has burnt: it reaches raggedly beyond it.
    fn blackened(&self, y: usize, row: usize) -> Cow<'_, [u8]> {
        let wear = &self.wear[y * row..][..row];
        if self.burnt.is_empty() {
            return Cow::Borrowed(wear);
        }
        let black = |(x, value): (usize, &u8)| {
            let at = (Vec2::new(x as f32, y as f32) + 0.5) / self.fine as f32;
            let soot = self.soot.read(at);
            let uneven = 0.55 + 0.5 * smooth(at / 1.9, 91) + 0.5 * smooth(at / 0.5, 92);
            let soot = (soot * uneven).min(1.0);
            (*value as f32 * (1.0 - SOOT * soot)) as u8
        };
        Cow::Owned(wear.iter().enumerate().map(black).collect())
    }

    /// How many copies there are: the smallest has whole texels.
    fn times(&self) -> u32 {
        COPIES.min(self.fine.ilog2() + 1)
    }

    /// All that is there in smaller copies, the largest first.
    fn copies(&self) -> Vec<Arc<Vec<u8>>> {
        let mut copies = vec![self.texels.clone()];
        let mut edge = (self.width * self.fine) as usize;
        for _ in 1..self.times() {
            let larger = copies
                .last()
                .map(|copy| copy.as_slice())
                .unwrap_or_default();
            let half = |rows: &[u8]| -> Vec<u8> {
                let (upper, lower) = rows.split_at(edge);
                let mean = |(one, other): (&[u8], &[u8])| {
                    let sum = one
                        .iter()
                        .chain(other)
                        .map(|value| *value as u32)
                        .sum::<u32>();
                    (sum / 4) as u8
                };
                upper
                    .chunks_exact(2)
                    .zip(lower.chunks_exact(2))
                    .map(mean)
                    .collect()
            };
            let smaller: Vec<u8> = larger.chunks_exact(2 * edge).flat_map(half).collect();
            copies.push(Arc::new(smaller));
            edge /= 2;
        }
        copies
    }

    fn image(&self) -> Image {
        let mut image = Image::new_uninit(
            Extent3d {
                width: self.width * self.fine,
                height: self.height * self.fine,
                depth_or_array_layers: 1,
            },
            TextureDimension::D2,
            TextureFormat::R8Unorm,
            RenderAssetUsages::RENDER_WORLD,
        );
        image.texture_descriptor.mip_level_count = self.times();
        image.texture_descriptor.usage = TextureUsages::COPY_DST | TextureUsages::TEXTURE_BINDING;
        image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
            mag_filter: ImageFilterMode::Linear,
            min_filter: ImageFilterMode::Linear,
            mipmap_filter: ImageFilterMode::Nearest,
            ..ImageSamplerDescriptor::default()
        });
        image.data = Some(
            self.copies()
                .iter()
                .flat_map(|copy| copy.iter().copied())
                .collect(),
        );
        image
    }
}

/// Takes the height of the shadows one row of texels on, away from the sun.
fn sweep(plane: &mut Vec<f32>, heights: &[f32], way: Vec2, steepness: f32, fine: usize) {
    debug_assert_eq!(plane.len(), heights.len());
    let aside = way.x / way.y;
    let drop = steepness / (fine as f32 * way.y);
    let whole = aside.floor();
    let part = aside - whole;
    let shift = whole as i32;
    let last = plane.len() as i32;
    let before = |at: i32| {
        if (0..last).contains(&at) {
            plane[at as usize]
        } else {
            0.0
        }
    };
    // A texel has its shadow from what lies so far to the side in the row before.
    let next: Vec<f32> = (0..last)
        .map(|x| {
            let (near, far) = (before(x - shift), before(x - shift - 1));
            near + (far - near) * part - drop
        })
        .collect();
    *plane = next;
}

/// When the light of the ground is known.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ShadeSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shade>()
        .add_plugins(super::renewed::plugin)
        .add_systems(
            Update,
            follow_sun
                .in_set(ShadeSystems)
                .after(super::ground::GroundSystems),
        )
        .add_systems(PostUpdate, tint.before(TransformSystems::Propagate));
}

/// Has the sun where it is now.
fn follow_sun(
    table: Res<Table>,
    ground: Res<Ground>,
    settings: Res<Settings>,
    mut shade: ResMut<Shade>,
    mut images: ResMut<Assets<Image>>,
    mut renewed: ResMut<Renewed>,
) {
    if ground.tiles().is_empty() {
        return;
    }
    let clock = table.prison().world().resource::<Clock>();
    let step = sun::step(clock.second_of_day(table.now()));
    let shade = &mut *shade;
    let laid = shade.laid != ground.laid();
    let built = laid || shade.tiles != ground.tiles();
    let plain = settings.plain || !settings.sun;
    let burnt = shade.burnt != ground.burnt();
    if !built && !burnt && shade.plain == plain && shade.step == step && shade.baking.is_none() {
        return;
    }
    let far = sun::apart(step, shade.step) > 2 || shade.plain != plain;
    let stale = shade
        .baking
        .as_ref()
        .is_some_and(|baking| sun::apart(baking.step, step) > 2);
    if built || burnt || far || stale || (shade.baking.is_none() && shade.step != step) {
        let plan = plan(&ground);
        shade.plain = plain;
        if built {
            shade.lay(&plan, laid);
        }
        if built || burnt {
            shade.burnt = ground.burnt().to_vec();
            let black = |index| {
                f32::from(
                    shade
                        .burnt
                        .binary_search(&TileId::from_index(index))
                        .is_ok(),
                )
            };
            shade.soot = WearField::of(&plan, black).softened(2);
        }
        shade.begin(&plan, step);
    }
    let rows = if laid || far { usize::MAX } else { ROWS };
    if !shade.go_on(rows) {
        return;
    }
    if laid {
        shade.laid = ground.laid();
        shade.texture = images.add(shade.image());
        *renewed = Renewed::of(&shade.texture);
    } else {
        let extent = UVec2::new(shade.width, shade.height) * shade.fine;
        renewed.with(extent, shade.copies());
    }
}

impl Shade {
    fn lay(&mut self, plan: &Plan, anew: bool) {
        (self.width, self.height) = (plan.width, plan.height);
        let largest = self.width.max(self.height);
        self.fine = FINEST;
        while self.fine > 1 && self.fine * largest > LARGEST {
            self.fine /= 2;
        }
        self.tiles = plan.tiles.to_vec();
        self.open = plan.open.clone();
        self.standing = Standing::of(plan);
        self.skylight = self.standing.skylight(plan);
        self.tone.scale = 1.0 / Vec2::new(self.width as f32, self.height as f32);
        if anew {
            self.wear = wear::wear(plan, self.fine);
        }
    }
}

fn plan(ground: &Ground) -> Plan<'_> {
    let (width, height) = ground.size();
    let open = ground.floors().iter().zip(ground.tiles());
    let is_open = |(floor, tile): (&Floor, &Tile)| match tile {
        Tile::OuterWall => true,
        Tile::Wall | Tile::Window => false,
        _ => light::is_under_the_sky(*floor),
    };
    Plan {
        width,
        height,
        tiles: ground.tiles(),
        floors: ground.floors(),
        uses: ground.uses().to_vec(),
        open: open.map(is_open).collect(),
    }
}

/// Hands texture and tone to what the map is drawn with, when they are others.
fn tint(
    shade: Res<Shade>,
    ground: Res<Ground>,
    mut given: Local<Option<(AssetId<Image>, Tone, u32)>>,
    mut tilemaps: ResMut<Assets<Opaque>>,
    mut pictures: ResMut<Assets<Pictured>>,
) {
    let now = (shade.texture.id(), shade.tone, ground.laid());
    if *given == Some(now) {
        return;
    }
    *given = Some(now);
    if let Some(mut material) = tilemaps.get_mut(ground.material()) {
        (material.shade, material.tone) = (shade.texture.clone(), shade.tone);
    }
    let ids: Vec<_> = pictures.ids().collect();
    for id in ids {
        if let Some(mut material) = pictures.get_mut(id) {
            (material.shade, material.tone) = (shade.texture.clone(), shade.tone);
        }
    }
}
