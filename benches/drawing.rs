//! What a frame costs: the game's picture against as many plain sprites over a plain tilemap, in
//! one run on one machine, off-screen at 1280x720.
//!
//! `cargo bench --bench drawing`. Prints a table; asserts nothing, since machines differ. With
//! `BIGHOUSE_LOOK=folder` it also leaves what it drew there, so that one can see that both drew.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use bevy::app::SubApps;
use bevy::asset::RenderAssetUsages;
use bevy::camera::RenderTarget;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy_ecs_tilemap::prelude::*;
use bighouse::app::OffScreen;
use bighouse::app::off_screen::{canvas, draw, plugins};
use bighouse::play::{Screen, Settings, Table, library};
use bighouse::view::camera::Eye;
use bighouse_sim::clock::Clock;

const SIZE: UVec2 = UVec2::new(1280, 720);
/// Turns of drawing, the first to warm up, and frames in a turn.
const ROUNDS: usize = 5;
const FRAMES: usize = 16;
/// Different tiles of the plain map.
const TILES: u32 = 16;
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

    let mut plain = Plain::new(width, height, persons);
    println!(
        "{:<12} {:>8} {:>8} {:>7}",
        "view", "ours ms", "bare ms", "ratio"
    );
    for (name, at, zoom) in VIEWS {
        game.world().insert_resource(Eye::looking_at(at, zoom));
        plain.look(at, zoom);
        let [ours, bare] = medians(&mut game, &mut plain);
        println!(
            "{name:<12} {:>8.1} {:>8.1} {:>7.2}",
            ms(ours),
            ms(bare),
            ms(ours) / ms(bare)
        );
        if let Some(folder) = std::env::var_os("BIGHOUSE_LOOK") {
            let folder = Path::new(&folder);
            let name = name.replace([' ', '/'], "_");
            let picture = game.picture().expect("it can be drawn");
            save(
                &folder.join(format!("{name}_ours.png")),
                picture.width,
                picture.height,
                &picture.pixels,
            );
            plain.save(folder.join(format!("{name}_bare.png")));
        }
    }
}

fn save(path: &Path, width: u32, height: u32, pixels: &[u8]) {
    let mut encoder = png::Encoder::new(File::create(path).expect("a file"), width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(pixels).expect("a picture");
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The medians of both, drawn in turns: whatever else the machine does meets both alike.
fn medians(game: &mut OffScreen, plain: &mut Plain) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for (which, times) in times.iter_mut().enumerate() {
            for frame in 0..FRAMES {
                let began = Instant::now();
                match which {
                    0 => game.frame(),
                    _ => draw(&mut plain.apps),
                }
                // The first frames of a turn find what the other left in the caches.
                if round > 0 && frame >= 3 {
                    times.push(began.elapsed());
                }
            }
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// As many sprites, over as many tiles, with nothing else.
struct Plain {
    apps: SubApps,
    target: Handle<Image>,
}

#[derive(Component)]
struct Walker;

impl Plain {
    fn new(width: u32, height: u32, persons: usize) -> Self {
        let mut app = App::new();
        app.add_plugins(plugins())
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
        let target = images.add(canvas(SIZE));
        let tiles = images.add(tiles());
        let sprite = images.add(image(16, 16, |_, _| 220));
        world.spawn((Camera2d, Msaa::Off, RenderTarget::from(target.clone())));
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
                        texture_index: TileTextureIndex((x * 5 + y * 3) % TILES),
                        ..default()
                    })
                    .id();
                storage.set(&position, tile);
            }
        }
        world.entity_mut(tilemap).insert(TilemapBundle {
            // A scaled map would be culled by its unscaled size, that is hardly be drawn.
            grid_size: TilemapGridSize { x: 1.0, y: 1.0 },
            tile_size: TilemapTileSize { x: 1.0, y: 1.0 },
            size,
            storage,
            texture: TilemapTexture::TextureContainer(tiles),
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
            target,
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

    fn save(&mut self, path: std::path::PathBuf) {
        let shot = Screenshot::image(self.target.clone());
        self.apps
            .main
            .world_mut()
            .spawn(shot)
            .observe(move |shot: On<ScreenshotCaptured>| {
                let pixels = shot.image.data.as_deref().unwrap_or_default();
                save(&path, shot.image.width(), shot.image.height(), pixels);
            });
        for _ in 0..10 {
            draw(&mut self.apps);
        }
    }
}

/// Plain tiles, as layers of one texture.
fn tiles() -> Image {
    const EDGE: u32 = 16;
    let mut tiles = image(EDGE, EDGE * TILES, |x, y| {
        let on_edge = x == 0 || y % EDGE == 0;
        60 + (y / EDGE * 6) as u8 + 20 * u8::from(on_edge)
    });
    tiles
        .reinterpret_stacked_2d_as_array(TILES)
        .expect("layers of one size");
    tiles
}

fn image(width: u32, height: u32, value: impl Fn(u32, u32) -> u8) -> Image {
    let pixels = (0..width * height)
        .flat_map(|at| {
            let value = value(at % width, at / width);
            [value, value, value, 255]
        })
        .collect();
    Image::new(
        Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD | RenderAssetUsages::MAIN_WORLD,
    )
}
