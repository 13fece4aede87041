//! What a frame costs: the game's picture against as many plain sprites over a plain tilemap, in
//! one run on one machine, off-screen at 1280x720.
//!
//! `cargo bench --bench drawing`. Prints a table; asserts nothing, since machines differ.

use std::time::{Duration, Instant};

use bevy::app::SubApps;
use bevy::asset::RenderAssetUsages;
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::{
    Extent3d, PollType, TextureDimension, TextureFormat, TextureUsages,
};
use bevy::render::renderer::RenderDevice;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use bevy_ecs_tilemap::prelude::*;
use bighouse::app::OffScreen;
use bighouse::play::{Screen, Settings, Table, library};
use bighouse::view::camera::Eye;
use bighouse_sim::clock::Clock;

const SIZE: UVec2 = UVec2::new(1280, 720);
const FRAMES: usize = 40;
/// What is looked at: name, middle in m, pixels a metre.
const VIEWS: [(&str, Vec2, f32); 4] = [
    ("whole map", Vec2::new(156.0, 120.0), 3.0),
    ("8 px/m", Vec2::new(79.5, 119.5), 8.0),
    ("16 px/m", Vec2::new(130.0, 119.0), 16.0),
    ("close", Vec2::new(130.0, 119.0), 48.0),
];

fn main() {
    let level = library::level("big_house", &[]).expect("the level is there");
    let (width, height) = (level.map.width, level.map.height);

    let began = Instant::now();
    let mut table = Table::new(level, "big_house", &[], 1);
    let persons = table.lens().people(table.prison()).count();
    table.tempo.set_speed(1);
    let mut game = OffScreen::new(table, Screen::default(), Settings::default(), SIZE)
        .expect("there is a driver");
    game.frame();
    game.frame();
    println!(
        "from the start to the second frame, level and prison included: {:.2} s",
        began.elapsed().as_secs_f64()
    );

    println!("calling 3,000 men to breakfast, {:?}:", SIZE);
    let mut worst = Duration::ZERO;
    {
        let mut table = game.world().resource_mut::<Table>();
        let clock = table.prison().world().resource::<Clock>();
        let bell = clock.next_at(0, 7 * 3600) - 100;
        table.live_until(bell);
        table.tempo.set_speed(16);
    }
    for _ in 0..120 {
        let began = Instant::now();
        game.frame();
        worst = worst.max(began.elapsed());
    }
    println!(
        "  the longest of 120 frames about the bell at 16x: {:.0} ms",
        ms(worst)
    );
    {
        // Five minutes on, when files march and the first sit.
        let mut table = game.world().resource_mut::<Table>();
        let later = table.now() + 3000;
        table.live_until(later);
        table.tempo.set_speed(1);
    }

    let mut ours = Vec::new();
    for (_, at, zoom) in VIEWS {
        game.world().insert_resource(Eye::looking_at(at, zoom));
        ours.push(median(&mut || game.frame()));
    }
    drop(game);

    let mut plain = Plain::new(width, height, persons);
    println!(
        "{:<12} {:>8} {:>8} {:>7}",
        "view", "ours ms", "bare ms", "ratio"
    );
    for ((name, at, zoom), ours) in VIEWS.into_iter().zip(ours) {
        plain.look(at, zoom);
        let bare = median(&mut || plain.frame());
        println!(
            "{name:<12} {:>8.1} {:>8.1} {:>7.2}",
            ms(ours),
            ms(bare),
            ms(ours) / ms(bare)
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(frame: &mut dyn FnMut()) -> Duration {
    for _ in 0..6 {
        frame();
    }
    let mut times: Vec<Duration> = (0..FRAMES)
        .map(|_| {
            let began = Instant::now();
            frame();
            began.elapsed()
        })
        .collect();
    times.sort();
    times[FRAMES / 2]
}

/// As many sprites, over as many tiles, with nothing else.
struct Plain {
    apps: SubApps,
}

#[derive(Component)]
struct Walker;

impl Plain {
    fn new(width: u32, height: u32, persons: usize) -> Self {
        let mut app = App::new();
        app.add_plugins(
            DefaultPlugins
                .set(WindowPlugin {
                    primary_window: None,
                    exit_condition: ExitCondition::DontExit,
                    ..default()
                })
                .set(RenderPlugin {
                    synchronous_pipeline_compilation: true,
                    ..default()
                })
                .disable::<WinitPlugin>()
                .disable::<bevy::log::LogPlugin>(),
        )
        .add_plugins(TilemapPlugin)
        .add_systems(
            Update,
            |time: Res<Time<Real>>, mut walkers: Query<&mut Transform, With<Walker>>| {
                for mut place in &mut walkers {
                    place.translation.x += time.delta_secs() * 0.1;
                }
            },
        );
        app.finish();
        app.cleanup();
        let world = app.world_mut();
        let mut images = world.resource_mut::<Assets<Image>>();
        let mut target = Image::new_uninit(
            extent(SIZE.x, SIZE.y),
            TextureDimension::D2,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::RENDER_WORLD,
        );
        target.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
        let target = images.add(target);
        let tiles = images.add(plain_image(64, 64, 100));
        let sprite = images.add(plain_image(16, 16, 220));
        world.spawn((Camera2d, Msaa::Off, RenderTarget::from(target)));
        let tilemap = world.spawn_empty().id();
        let size = TilemapSize {
            x: width,
            y: height,
        };
        let mut storage = TileStorage::empty(size);
        for y in 0..height {
            for x in 0..width {
                let position = TilePos { x, y };
                let tile = world
                    .spawn(TileBundle {
                        position,
                        tilemap_id: TilemapId(tilemap),
                        texture_index: TileTextureIndex((x + y) % 16),
                        ..default()
                    })
                    .id();
                storage.set(&position, tile);
            }
        }
        world.entity_mut(tilemap).insert(TilemapBundle {
            grid_size: TilemapGridSize { x: 16.0, y: 16.0 },
            tile_size: TilemapTileSize { x: 16.0, y: 16.0 },
            size,
            storage,
            texture: TilemapTexture::Single(tiles),
            transform: Transform::from_scale(Vec3::new(1.0 / 16.0, 1.0 / 16.0, 1.0)),
            ..default()
        });
        for person in 0..persons {
            let (x, y) = (person as u32 * 7 % width, person as u32 * 13 % height);
            world.spawn((
                Walker,
                Sprite {
                    image: sprite.clone(),
                    custom_size: Some(Vec2::ONE),
                    ..default()
                },
                Transform::from_xyz(x as f32, y as f32, 10.0),
            ));
        }
        Self {
            apps: std::mem::take(app.sub_apps_mut()),
        }
    }

    fn look(&mut self, at: Vec2, zoom: f32) {
        let world = self.apps.main.world_mut();
        let mut cameras = world.query_filtered::<(&mut Transform, &mut Projection), With<Camera>>();
        for (mut place, mut projection) in cameras.iter_mut(world) {
            place.translation = at.extend(100.0);
            if let Projection::Orthographic(projection) = &mut *projection {
                projection.scale = 1.0 / zoom;
            }
        }
    }

    fn frame(&mut self) {
        self.apps.update();
        let device = self.apps.main.world().resource::<RenderDevice>();
        device
            .wgpu_device()
            .poll(PollType::wait_indefinitely())
            .expect("the device draws");
    }
}

fn extent(width: u32, height: u32) -> Extent3d {
    Extent3d {
        width,
        height,
        depth_or_array_layers: 1,
    }
}

fn plain_image(width: u32, height: u32, value: u8) -> Image {
    let mut image = Image::new_fill(
        extent(width, height),
        TextureDimension::D2,
        &[value, value, value, 255],
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD | RenderAssetUsages::MAIN_WORLD,
    );
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    image
}
