//! The game put together: table, picture and panels in one Bevy app.
//!
//! - [`window`]: in a window. [`off_screen`]: into memory, without a display.
//! - [`kept`]: the settings, kept between games. [`language`]: the language that they choose.

pub mod kept;
pub mod language;
pub mod off_screen;
pub mod window;

use bevy::prelude::*;
use bevy::tasks::block_on;
use bevy_egui::{EguiPostUpdateSet, PrimaryEguiContext};

use crate::play::{Screen, Seat, Settings, Table, Wish, Wishes};
use crate::view::camera::{CameraSystems, MapCamera};
use crate::{ui, view};

pub use off_screen::{OffScreen, Picture};
pub use window::in_window;

/// Everything but what shows it: for windows, pictures and tests alike.
fn plugin(app: &mut App) {
    app.init_resource::<Wishes>()
        .init_resource::<Screen>()
        .init_resource::<Settings>()
        .add_plugins((view::plugin, ui::plugin, language::plugin))
        .configure_sets(PostUpdate, CameraSystems.after(EguiPostUpdateSet::EndPass))
        .add_systems(First, live)
        .add_systems(PreUpdate, grant_wishes)
        .add_systems(PostStartup, carry_panels);
}

/// Lets the prison live for as long as the last picture was shown.
fn live(
    mut table: ResMut<Table>,
    mut screen: ResMut<Screen>,
    settings: Res<Settings>,
    time: Res<Time<Real>>,
) {
    if table.alerts != settings.alerts {
        table.alerts = settings.alerts.clone();
    }
    // While a sheet lies over the picture the prison stands still, and so does a game that was left
    // for the title.
    let left = screen.title && screen.left.is_some();
    if screen.sheet().is_none() && !left {
        table.live(time.delta_secs_f64());
    }
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
                if !screen.title {
                    screen.left = Some(table.seat());
                }
                // Nobody plays behind the title: its picture is the observer's.
                table.grant(&Wish::Sit(Seat::Observer));
                screen.title = true;
                screen.open.clear();
            }
            Wish::Continue => {
                if let Some(seat) = screen.left.take() {
                    table.grant(&Wish::Sit(seat));
                    table.grant(&Wish::Pause(true));
                    screen.title = false;
                    screen.open.clear();
                }
            }
            Wish::Quit => screen.quit = true,
            // What could not be begun or loaded is said at the title.
            Wish::Play if table.complaint().is_none() => {
                screen.title = false;
                screen.open.clear();
                screen.left = None;
                let speed = table.seat().usual_speed();
                table.grant(&Wish::Speed(speed));
            }
            Wish::Play => {}
            wish => {
                let sittings = table.sittings();
                table.grant(wish);
                // Another prison has come to the table.
                if table.sittings() != sittings {
                    screen.left = None;
                }
            }
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

/// Whether some driver here can draw.
pub fn can_draw() -> bool {
    let instance = wgpu::Instance::default();
    !block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY)).is_empty()
}
