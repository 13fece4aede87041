//! Panels.
use bevy::prelude::*;
/// Panels.
pub fn plugin(app: &mut App) {
    app.add_plugins(bevy_egui::EguiPlugin::default());
}
