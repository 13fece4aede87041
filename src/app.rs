//! The game put together: table, picture and panels in one Bevy app, in a window or off-screen.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::app::SubApps;
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
use bevy::tasks::block_on;
use bevy::window::{ExitCondition, WindowResolution};
use bevy::winit::WinitPlugin;
use bevy_egui::PrimaryEguiContext;

use crate::play::{Screen, Settings, Table, Wish, Wishes};
use crate::view::atlas::Atlas;
use crate::view::camera::{MapCamera, PictureSize};
use crate::{ui, view};

/// Everything but what shows it: for windows, pictures and tests alike.
fn plugin(app: &mut App) {
    app.init_resource::<Wishes>()
        .init_resource::<Screen>()
        .init_resource::<Settings>()
        .add_plugins((view::plugin, ui::plugin))
        .add_systems(First, live)
        .add_systems(PreUpdate, grant_wishes)
        .add_systems(PostStartup, carry_panels);
}

/// Lets the prison live for as long as the last picture was shown, unless it stands still for a
/// sheet.
fn live(mut table: ResMut<Table>, mut screen: ResMut<Screen>, time: Res<Time<Real>>) {
    if screen.sheet().is_some() {
        return;
    }
    table.live(time.delta_secs_f64());
    if screen.level_error.as_deref() != table.level_error() {
        screen.level_error = table.level_error().map(Into::into);
    }
    if screen.restart_offer.as_deref() != table.restart_offer() {
        screen.restart_offer = table.restart_offer().map(Into::into);
    }
}

/// Carries out what panels and keys asked for.
fn grant_wishes(
    mut wishes: ResMut<Wishes>,
    mut table: ResMut<Table>,
    mut screen: ResMut<Screen>,
    mut exit: MessageWriter<AppExit>,
) {
    if wishes.0.is_empty() {
        return;
    }
    for wish in std::mem::take(&mut wishes.0) {
        match &wish {
            Wish::Panel(panel) => screen.toggle(*panel),
            Wish::ToTitle => {
                screen.title = true;
                screen.open.clear();
            }
            Wish::Quit => screen.quit = true,
            // What could not be begun or loaded is said at the title.
            Wish::Play => screen.title &= table.complaint().is_some(),
            wish => table.grant(wish),
        }
    }
    if screen.quit {
        exit.write(AppExit::Success);
    }
}

/// The map's camera carries the panels too.
fn carry_panels(mut commands: Commands, cameras: Query<Entity, With<MapCamera>>) {
    for camera in &cameras {
        commands.entity(camera).insert(PrimaryEguiContext);
    }
}

/// Plays at a table in a window, until the player has enough.
///
/// # Errors
/// In words, if the pictures are missing or the window came to a bad end.
pub fn in_window(table: Table, screen: Screen, settings: Settings) -> Result<(), String> {
    let atlas = Atlas::read()?;
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(Window {
                    title: "The Big House".into(),
                    resolution: WindowResolution::new(1280, 720),
                    ..default()
                }),
                ..default()
            })
            .set(RenderPlugin {
                synchronous_pipeline_compilation: true,
                ..default()
            }),
    )
    .insert_resource(table)
    .insert_resource(atlas)
    .insert_resource(screen)
    .insert_resource(settings)
    .add_plugins(plugin);
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the window came to a bad end ({code})")),
    }
}

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
        let mut plugins = DefaultPlugins
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
            plugins = plugins.disable::<LogPlugin>();
        }
        let mut app = App::new();
        app.add_plugins(plugins)
            .insert_resource(table)
            .insert_resource(atlas)
            .insert_resource(screen)
            .insert_resource(settings)
            .init_resource::<Taken>()
            .add_plugins(plugin);
        app.finish();
        app.cleanup();
        let mut target = Image::new_uninit(
            Extent3d {
                width: size.x,
                height: size.y,
                depth_or_array_layers: 1,
            },
            TextureDimension::D2,
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::RENDER_WORLD,
        );
        target.texture_descriptor.usage |= TextureUsages::RENDER_ATTACHMENT;
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
        self.apps.update();
        let device = self.apps.main.world().resource::<RenderDevice>();
        // The frame is drawn or the device is lost, which the picture will show.
        let _ = device.wgpu_device().poll(PollType::Wait {
            submission_index: None,
            timeout: Some(Duration::from_secs(20)),
        });
    }

    /// Draws until everything is in place, and takes the picture.
    ///
    /// # Errors
    /// If the device does not give the picture back.
    pub fn picture(&mut self) -> Result<Picture, String> {
        for _ in 0..WARM_UP {
            self.frame();
        }
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

fn keep(shot: On<ScreenshotCaptured>, mut taken: ResMut<Taken>) {
    let image = &shot.image;
    taken.0 = Some(Picture {
        width: image.width(),
        height: image.height(),
        pixels: image.data.clone().unwrap_or_default(),
    });
}

/// Whether some driver here can draw.
pub fn can_draw() -> bool {
    let instance = wgpu::Instance::default();
    !block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY)).is_empty()
}
