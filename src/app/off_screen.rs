//! The game drawn into memory: for pictures and tests.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::app::{PluginGroupBuilder, SubApps};
use bevy::asset::RenderAssetUsages;
use bevy::camera::RenderTarget;
use bevy::log::{Level, LogPlugin};
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::{
    Extent3d, PollType, TextureDimension, TextureFormat, TextureUsages,
};
use bevy::render::renderer::RenderDevice;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;

use super::can_draw;
use crate::play::{Screen, Settings, Table};
use crate::view::atlas::Atlas;
use crate::view::camera::{MapCamera, PictureSize};

/// A game that draws into memory: no window, no display.
pub struct OffScreen {
    apps: SubApps,
    target: Handle<Image>,
}

/// A picture: red, green, blue and alpha of each pixel, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// The pixels.
    pub pixels: Vec<u8>,
}

#[derive(Resource, Default)]
struct Taken(Option<Picture>);

/// Whether this process has its log.
static IS_LOGGED: AtomicBool = AtomicBool::new(false);

/// Frames drawn before a picture is taken: textures and tiles are handed over in the first few.
const WARM_UP: usize = 6;
/// Frames to wait for a picture to come back from the device.
const PATIENCE: usize = 40;

impl OffScreen {
    /// A game that draws pictures of a size.
    ///
    /// # Errors
    /// In words, if the art is missing or there is no driver that can draw.
    pub fn new(
        table: Table,
        screen: Screen,
        settings: Settings,
        size: UVec2,
    ) -> Result<Self, String> {
        let atlas = Atlas::read()?;
        if !can_draw() {
            return Err("there is no graphics driver (on Debian: mesa-vulkan-drivers)".into());
        }
        let mut app = App::new();
        app.add_plugins(plugins())
            .insert_resource(table)
            .insert_resource(atlas)
            .insert_resource(screen)
            .insert_resource(settings)
            .init_resource::<Taken>()
            .add_plugins(super::plugin);
        app.finish();
        app.cleanup();
        let target = canvas(size);
        let target = app.world_mut().resource_mut::<Assets<Image>>().add(target);
        app.insert_resource(PictureSize(size.as_vec2()));
        let handle = target.clone();
        app.add_systems(
            PostStartup,
            move |mut commands: Commands, cameras: Query<Entity, With<MapCamera>>| {
                for camera in &cameras {
                    commands
                        .entity(camera)
                        .insert(RenderTarget::from(handle.clone()));
                }
            },
        );
        Ok(Self {
            apps: std::mem::take(app.sub_apps_mut()),
            target,
        })
    }

    /// The world of the game, for what a test or a picture wants to know or change.
    pub fn world(&mut self) -> &mut World {
        self.apps.main.world_mut()
    }

    /// Draws one frame and waits until it is drawn.
    pub fn frame(&mut self) {
        draw(&mut self.apps);
    }

    /// Draws until everything is in place, and takes the picture.
    ///
    /// # Errors
    /// If the device does not give the picture back.
    pub fn picture(&mut self) -> Result<Picture, String> {
        for _ in 0..WARM_UP {
            self.frame();
        }
        self.taken()
    }

    /// Takes the picture of what is there now: one of many, after a [`OffScreen::picture`].
    ///
    /// # Errors
    /// If the device does not give the picture back.
    pub fn taken(&mut self) -> Result<Picture, String> {
        self.apps
            .main
            .world_mut()
            .spawn(Screenshot::image(self.target.clone()))
            .observe(keep);
        for _ in 0..PATIENCE {
            self.frame();
            if let Some(picture) = self.apps.main.world_mut().resource_mut::<Taken>().0.take() {
                return Ok(picture);
            }
        }
        Err("the graphics device did not give the picture back".into())
    }
}

/// Bevy with all it needs to draw without a window.
pub fn plugins() -> PluginGroupBuilder {
    let plugins = DefaultPlugins
        .set(WindowPlugin {
            primary_window: None,
            exit_condition: ExitCondition::DontExit,
            ..default()
        })
        .set(RenderPlugin {
            synchronous_pipeline_compilation: true,
            ..default()
        })
        // What is said of a picture is what is wrong with it.
        .set(LogPlugin {
            level: Level::ERROR,
            ..default()
        })
        .disable::<WinitPlugin>();
    // A process has one log, which the first game in it began.
    if IS_LOGGED.swap(true, Ordering::Relaxed) {
        plugins.disable::<LogPlugin>()
    } else {
        plugins
    }
}

/// A picture to draw on.
pub fn canvas(size: UVec2) -> Image {
    let mut canvas = Image::new_uninit(
        Extent3d {
            width: size.x,
            height: size.y,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    );
    canvas.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
    canvas
}

/// Draws one frame and waits until it is drawn.
pub fn draw(apps: &mut SubApps) {
    apps.update();
    let device = apps.main.world().resource::<RenderDevice>();
    // The frame is drawn or the device is lost, which the picture will show.
    let _ = device.wgpu_device().poll(PollType::Wait {
        submission_index: None,
        timeout: Some(Duration::from_secs(20)),
    });
}

fn keep(shot: On<ScreenshotCaptured>, mut taken: ResMut<Taken>) {
    let image = &shot.image;
    taken.0 = Some(Picture {
        width: image.width(),
        height: image.height(),
        pixels: image.data.clone().unwrap_or_default(),
    });
}
