//! Whole pictures, drawn off-screen by the real renderer: that they show what the seat knows, and
//! nothing else.
//!
//! Facts, not looks: [`people`], [`disorder`], [`house`], [`light`], [`panels`]. The looks are held by a few
//! small pictures in `tests/golden/frames/`: [`golden`].
//!
//! One game draws at a time: a processor that plays graphics card has its hands full with one.
//! Where there is no driver these tests say so and are over, unless BIGHOUSE_REQUIRE_TOOLS is 1.

mod disorder;
mod golden;
mod house;
mod light;
mod panels;
mod people;

use std::sync::{Mutex, MutexGuard, PoisonError};

use bevy::camera::visibility::RenderLayers;
use bevy::prelude::{Entity, Mut, Transform, UVec2, Vec2, With, World};
use bighouse::app::{self, OffScreen, Picture};
use bighouse::play::{Screen, Settings, Sighting, Table};
use bighouse::view::camera::{Eye, MapCamera};
use bighouse::view::people::Figure;
use bighouse_sim::clock::Clock;
use bighouse_sim::ids::TileId;
use bighouse_sim::prison::Grid;

use crate::common::{is_at_hand, picture, shipped};

/// A difference of so much in a channel may come of rounding alone.
const ROUNDING: u8 = 2;

/// Only one game draws at a time.
static TURN: Mutex<()> = Mutex::new(());

/// A game that draws pictures for a test.
struct Stage {
    game: OffScreen,
    size: UVec2,
    _turn: MutexGuard<'static, ()>,
}

impl Stage {
    /// A level as it begins, seen by the observer with no panels; `None` if nothing here can draw.
    fn of(level: &str, width: u32, height: u32) -> Option<Self> {
        Self::at(width, height, || {
            Table::new(shipped(level, &[]), level, &[], 1)
        })
    }

    /// A game at a table, seen by the observer with no panels; `None` if nothing here can draw.
    fn at(width: u32, height: u32, table: impl FnOnce() -> Table) -> Option<Self> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_at_hand("a graphics driver", app::can_draw()) {
            return None;
        }
        let mut table = table();
        table.tempo.set_paused(true);
        let screen = Screen {
            bare: true,
            ..Screen::default()
        };
        let settings = Settings {
            motion: false,
            // It moves while a test waits for something else.
            sun: false,
            ..Settings::default()
        };
        let size = UVec2::new(width, height);
        let game = OffScreen::new(table, screen, settings, size).expect("a game that draws");
        let mut stage = Self {
            game,
            size,
            _turn: turn,
        };
        stage.game.frame();
        Some(stage)
    }

    fn world(&mut self) -> &mut World {
        self.game.world()
    }

    fn table(&mut self) -> Mut<'_, Table> {
        self.world().resource_mut::<Table>()
    }

    /// Lives to the next time the clock shows this.
    fn live_until(&mut self, hour: u32, minute: u32) {
        let mut table = self.table();
        let clock = table.prison().world().resource::<Clock>();
        let tick = clock.next_at(table.now(), hour * 3600 + minute * 60);
        table.live_until(tick);
    }

    /// Looks at a point, m, at this many pixels to the metre.
    fn look(&mut self, x: f32, y: f32, zoom: f32) {
        if !self.world().resource::<Screen>().bare {
            // A glance would go to the middle of what the panels leave free.
            let eye = Eye::looking_at(Vec2::new(x, y), zoom);
            self.world().insert_resource(eye);
            self.game.frame();
            return;
        }
        let mut table = self.table();
        table.glance.follow = false;
        table.glance.look_at = Some((x, y));
        table.glance.zoom = Some(zoom);
        self.game.frame();
        let eye = self.world().resource::<Eye>();
        let off = eye.at.distance(Vec2::new(x, y));
        assert!(off < 1e-3 && eye.zoom == zoom, "it looks {off} m beside");
    }

    fn picture(&mut self) -> Picture {
        let picture = self.game.picture().expect("a picture");
        assert_eq!((picture.width, picture.height), (self.size.x, self.size.y));
        picture
    }

    /// A picture that nothing moves in any more: panels take a few frames to find their places.
    fn settled_picture(&mut self) -> Picture {
        let mut last = self.picture();
        for _ in 0..20 {
            let next = self.picture();
            if picture::changed(&last, &next, 0).is_empty() {
                return next;
            }
            last = next;
        }
        panic!("the picture does not come to rest");
    }

    /// Shows people, or draws everything but them.
    fn show_people(&mut self, shown: bool) {
        let world = self.world();
        let figures: Vec<Entity> = world
            .query_filtered::<Entity, With<Figure>>()
            .iter(world)
            .collect();
        for figure in figures {
            // The camera sees what lies on layer 0.
            let layer = usize::from(!shown);
            world.entity_mut(figure).insert(RenderLayers::layer(layer));
        }
    }

    /// A picture with people and one without.
    fn with_and_without_people(&mut self) -> (Picture, Picture) {
        let with = self.picture();
        self.show_people(false);
        let without = self.picture();
        self.show_people(true);
        (with, without)
    }

    /// Where a point of the map, m, lies in the picture, pixels.
    fn place(&mut self, at: Vec2) -> Vec2 {
        let size = self.size.as_vec2();
        let world = self.world();
        let zoom = world.resource::<Eye>().zoom;
        let camera = world
            .query_filtered::<&Transform, With<MapCamera>>()
            .single(world)
            .expect("one camera");
        let middle = Vec2::new(camera.translation.x, -camera.translation.y);
        (at - middle) * zoom + size / 2.0
    }

    /// The rectangle of the picture that is this many metres around a point: left, top, width,
    /// height; `None` if it does not lie in the picture whole.
    fn around(&mut self, at: Vec2, reach: f32) -> Option<(u32, u32, u32, u32)> {
        let from = self.place(at - reach).round();
        let to = self.place(at + reach).round();
        let inside = from.min_element() >= 0.0 && to.cmple(self.size.as_vec2()).all();
        let size = (to - from).max(Vec2::ONE).as_uvec2();
        inside.then_some((from.x as u32, from.y as u32, size.x, size.y))
    }

    /// The point of the map, m, in the middle of a pixel.
    fn point(&mut self, (x, y): (u32, u32)) -> Vec2 {
        let zoom = self.world().resource::<Eye>().zoom;
        let corner = self.place(Vec2::ZERO);
        (Vec2::new(x as f32 + 0.5, y as f32 + 0.5) - corner) / zoom
    }

    /// Whom the seat sees or remembers, within the picture or a little beyond its edges.
    fn sightings(&mut self) -> Vec<Sighting> {
        let view = {
            let eye = self.world().resource::<Eye>().clone();
            eye.in_view(self.size.as_vec2()).inflate(1.5)
        };
        let table = self.table();
        table
            .lens()
            .people(table.prison())
            .filter(|sighting| view.contains(metres(sighting)))
            .collect()
    }

    /// The middle of a tile, m.
    fn middle(&mut self, tile: TileId) -> Vec2 {
        let table = self.table();
        let (x, y) = table.prison().world().resource::<Grid>().x_y(tile);
        Vec2::new(x as f32 + 0.5, y as f32 + 0.5)
    }
}

/// Where somebody is, m.
fn metres(sighting: &Sighting) -> Vec2 {
    Vec2::new(sighting.at.0 as f32, sighting.at.1 as f32) / 1000.0
}
