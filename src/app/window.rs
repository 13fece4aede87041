//! The game in a window.

use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::window::WindowResolution;

use super::kept;
use crate::play::{Screen, Table};
use crate::view::atlas::Atlas;
use crate::words::own::texts;

texts! {
    name = "game-name";
}

/// Plays at a table in a window, until the player has enough.
///
/// # Errors
/// In words, if the pictures are missing or the window came to a bad end.
pub fn in_window(table: Table, screen: Screen) -> Result<(), String> {
    let atlas = Atlas::read()?;
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(Window {
                    title: text::name().into(),
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
    .add_plugins((kept::plugin, super::plugin));
    match app.run() {
        AppExit::Success => Ok(()),
        AppExit::Error(code) => Err(format!("the window came to a bad end ({code})")),
    }
}
