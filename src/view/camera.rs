//! The eye: where it looks, how near, and whom it follows.

use bevy::camera::ScalingMode;
use bevy::camera::visibility::RenderLayers;
use bevy::math::ops;
use bevy::prelude::*;

use super::still::STILL;
use crate::play::{Pointer, Settings, Table};

/// Pixels a metre at which one may stop.
pub const ZOOMS: [f32; 11] = [2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0];

/// Where the first picture of the Big House looks: tower, cell house and mess hall, m.
const FIRST_LOOK: (f32, f32) = (79.5, 119.5);

/// For this many pictures a point that was asked for is kept in the middle of what is free.
const KEPT_FOR: u8 = 4;

/// The eye.
#[derive(Resource, Clone, Debug)]
pub struct Eye {
    /// The middle of the picture, m from the map's left and top edge.
    pub at: Vec2,
    /// Pixels a metre.
    pub zoom: f32,
    /// Where it glides to.
    goal: Vec2,
    /// What it zooms to.
    zoom_goal: f32,
    /// The point on the map that stays where it is on the screen while it zooms: there, and its
    /// place from the middle of the picture in pixels.
    anchor: Option<(Vec2, Vec2)>,
    /// The point that was asked for, and for how many more pictures it is kept in the middle of what
    /// the panels leave free: what is asked for with it may open one.
    asked: Option<(Vec2, u8)>,
    sitting: Option<u32>,
}

impl Default for Eye {
    fn default() -> Self {
        let at = Vec2::new(FIRST_LOOK.0, FIRST_LOOK.1);
        Self {
            at,
            zoom: 8.0,
            goal: at,
            zoom_goal: 8.0,
            anchor: None,
            asked: None,
            sitting: None,
        }
    }
}

impl Eye {
    /// An eye that looks at a point from the first.
    pub fn looking_at(at: Vec2, zoom: f32) -> Self {
        Self {
            at,
            goal: at,
            zoom,
            zoom_goal: zoom,
            // What table it is does not matter: it has been told where to look.
            sitting: Some(0),
            ..Self::default()
        }
    }

    /// Moves by this many metres.
    pub fn pan(&mut self, by: Vec2) {
        (self.anchor, self.asked) = (None, None);
        self.goal += by;
        self.at += by;
    }

    /// Goes to a point.
    pub fn look_at(&mut self, at: Vec2) {
        (self.anchor, self.asked) = (None, None);
        self.goal = at;
    }

    /// One stop nearer or farther, about a point that lies this many pixels from the middle.
    pub fn zoom_step(&mut self, nearer: bool, about: Vec2) {
        let here = ZOOMS
            .iter()
            .position(|zoom| *zoom >= self.zoom_goal - 0.01)
            .unwrap_or(ZOOMS.len() - 1);
        let next = if nearer {
            (here + 1).min(ZOOMS.len() - 1)
        } else {
            here.saturating_sub(1)
        };
        self.asked = None;
        self.anchor = Some((self.at + about / self.zoom, about));
        self.zoom_goal = ZOOMS[next];
    }

    /// Draws this many pixels a metre.
    pub fn zoom_to(&mut self, zoom: f32) {
        self.anchor = None;
        self.zoom_goal = zoom.clamp(ZOOMS[0], ZOOMS[ZOOMS.len() - 1]);
    }

    /// What is in the picture, m: left, top, right, bottom.
    pub fn in_view(&self, size: Vec2) -> Rect {
        Rect::from_center_size(self.at, size / self.zoom)
    }
}

/// The camera that draws the map.
#[derive(Component)]
pub struct MapCamera;

/// Size of the picture, pixels.
#[derive(Resource, Clone, Copy, Debug, Deref)]
pub struct PictureSize(pub Vec2);

/// When the eye goes where it is to look: after the panels were shown, whose places it goes by.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CameraSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Eye>()
        .insert_resource(PictureSize(Vec2::new(1280.0, 720.0)))
        .insert_resource(ClearColor(Color::srgb_u8(0x0B, 0x0B, 0x0D)))
        .add_systems(Startup, spawn_camera)
        .add_systems(
            PostUpdate,
            (measure, glance, glide, place_camera)
                .chain()
                .in_set(CameraSystems)
                .before(TransformSystems::Propagate),
        );
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn((
        MapCamera,
        Camera2d,
        RenderLayers::layer(0).union(&STILL),
        Msaa::Off,
        Projection::Orthographic(OrthographicProjection {
            scaling_mode: ScalingMode::WindowSize,
            ..OrthographicProjection::default_2d()
        }),
    ));
}

fn measure(cameras: Query<&Camera, With<MapCamera>>, mut size: ResMut<PictureSize>) {
    if let Ok(camera) = cameras.single()
        && let Some(now) = camera.logical_viewport_size()
        && now != size.0
        && now.min_element() > 0.0
    {
        size.0 = now;
    }
}

/// Goes where panels and keys asked to, and follows the selected man.
fn glance(
    mut table: ResMut<Table>,
    mut eye: ResMut<Eye>,
    size: Res<PictureSize>,
    pointer: Option<Res<Pointer>>,
) {
    // What panels leave free has its middle elsewhere than the picture.
    let aside = pointer
        .and_then(|pointer| pointer.free)
        .map_or(Vec2::ZERO, |[left, top, right, bottom]| {
            (Vec2::new(left + right, top + bottom) - size.0) / 2.0
        });
    let begins = eye.sitting != Some(table.sittings());
    if begins {
        eye.sitting = Some(table.sittings());
        begin(&table, &mut eye, size.0);
    }
    let asked = std::mem::take(&mut table.bypass_change_detection().glance.zoom);
    let least = std::mem::take(&mut table.bypass_change_detection().glance.zoom_at_least);
    let zoom = asked.or(least.map(|least| eye.zoom_goal.max(least)));
    if let Some(zoom) = zoom {
        eye.zoom_to(zoom);
    }
    let point = std::mem::take(&mut table.bypass_change_detection().glance.look_at);
    if let Some((x, y)) = point {
        let at = Vec2::new(x, y);
        let aside = aside / eye.zoom_goal;
        eye.look_at(at - aside);
        eye.asked = Some((at, KEPT_FOR));
    } else if let Some((at, left)) = eye.asked {
        let aside = aside / eye.zoom_goal;
        eye.look_at(at - aside);
        eye.asked = left.checked_sub(1).map(|left| (at, left));
    }
    if table.glance.follow
        && let Some(person) = table.selected
        && let Some(sighting) = table.lens().person(table.prison(), person)
    {
        let (x, y) = table.between(person, sighting.at);
        let aside = aside / eye.zoom;
        eye.look_at(Vec2::new(x, y) / 1000.0 - aside);
    }
    // A prison is not flown to.
    if begins {
        (eye.at, eye.zoom) = (eye.goal, eye.zoom_goal);
    }
}

/// Width and height of the map, m.
pub(super) fn map_size(table: &Table) -> Vec2 {
    let house = table.lens().house(table.prison());
    Vec2::new(house.width() as f32, house.height() as f32)
}

/// The first look at a prison: the composed one of the Big House, or the whole of a small map.
fn begin(table: &Table, eye: &mut Eye, size: Vec2) {
    let map = map_size(table);
    let composed = map.x > 200.0;
    let (at, zoom) = if composed {
        (Vec2::new(FIRST_LOOK.0, FIRST_LOOK.1), 8.0)
    } else {
        let fits = |zoom: &&f32| map.x * **zoom <= size.x && map.y * **zoom <= size.y;
        let zoom = ZOOMS.iter().rev().find(fits).copied().unwrap_or(ZOOMS[0]);
        (map / 2.0, zoom)
    };
    (eye.at, eye.goal, eye.zoom, eye.zoom_goal) = (at, at, zoom, zoom);
    eye.anchor = None;
}

fn glide(table: Res<Table>, settings: Res<Settings>, time: Res<Time<Real>>, mut eye: ResMut<Eye>) {
    let part = if settings.motion {
        1.0 - ops::exp(-12.0 * time.delta_secs())
    } else {
        1.0
    };
    let mut next = eye.clone();
    next.zoom += (next.zoom_goal - next.zoom) * part;
    if (next.zoom - next.zoom_goal).abs() < 0.02 {
        next.zoom = next.zoom_goal;
    }
    if let Some((point, place)) = next.anchor {
        next.at = point - place / next.zoom;
        next.goal = next.at;
        if next.zoom == next.zoom_goal {
            next.anchor = None;
        }
    } else {
        next.at += (next.goal - next.at) * part;
    }
    let map = map_size(&table);
    // The middle of the picture stays on the map.
    next.at = next.at.clamp(Vec2::ZERO, map);
    next.goal = next.goal.clamp(Vec2::ZERO, map);
    if next.at != eye.at || next.zoom != eye.zoom || next.goal != eye.goal {
        *eye = next;
    }
}

pub(super) fn place_camera(
    eye: Res<Eye>,
    size: Res<PictureSize>,
    mut cameras: Query<(&mut Transform, &mut Projection), With<MapCamera>>,
) {
    let Ok((mut transform, mut projection)) = cameras.single_mut() else {
        return;
    };
    // On whole pixels: the seams between tiles would show otherwise. A picture of odd width has
    // its middle on half of one.
    let half = Vec2::new((size.x / 2.0).fract(), (size.y / 2.0).fract());
    let at = ((eye.at * eye.zoom - half).round() + half) / eye.zoom;
    let place = Vec3::new(at.x, -at.y, 100.0);
    if transform.translation != place {
        transform.translation = place;
    }
    if let Projection::Orthographic(projection) = &mut *projection
        && projection.scale != 1.0 / eye.zoom
    {
        projection.scale = 1.0 / eye.zoom;
    }
}
