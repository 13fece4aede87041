//! The picture: map, people, light, camera.
//!
//! One unit of the drawn world is a metre; x runs right as on the map, y runs up, so that the map
//! lies below the axis. Everything is read from the table, people through its lens; nothing here
//! changes the prison.
//!
//! - [`atlas`]: the baked pictures. [`recipe`]: which of them make a tile. [`tileset`]: the tiles
//!   put together. [`ground`]: the tilemap. `added`: new pictures for it. `opaque`: how its
//!   tiles are drawn. `distant`: the same from afar.
//! - [`people`]: everybody as sprites, by zoom; `trails`: the streaks of those who walk fast. [`marks`]: signs of danger and custody over them.
//!   [`shots`]: the flash of a rifle. `tanks`: the army's. `works`: what masons are to build.
//!   `fire`: flames and smoke.
//! - [`light`]: night, lamps, beams. `lamplight`: what one lamp lights. `veil`: the darkness drawn. [`overlay`]: figures on the map, marks.
//!   [`signs`]: names of rooms.
//! - `shade`: the sun and the wear of the ground, by which the map's colours are multiplied. `sun`: where it
//!   stands. `standing`: what throws shadows and where light falls in. `wear`: what feet, rain and work
//!   have done to the ground; `paths` and `chalk`: where men walk
//!   and what is marked in yards; `noise`: chance for them. `renewed`: how the texture of it is written.
//! - `still`: what stands still is drawn once.
//! - [`camera`]: pan, zoom, follow. [`input`]: what keys and mouse do. [`film`]: grain and vignette.

mod added;
pub mod atlas;
pub mod camera;
mod chalk;
mod distant;
pub mod film;
mod fire;
pub mod ground;
pub mod input;
mod lamplight;
pub mod light;
pub mod marks;
mod noise;
mod opaque;
pub mod overlay;
mod paths;
pub mod people;
pub mod recipe;
mod renewed;
mod shade;
pub mod shots;
pub mod signs;
mod standing;
mod still;
mod sun;
mod tanks;
pub mod tileset;
mod trails;
mod veil;
mod wear;
mod works;

use bevy::prelude::*;

/// Heights at which things are drawn: what is higher lies over what is lower.
pub mod z {
    /// The map.
    pub const GROUND: f32 = 0.0;
    /// Darkness lies over the map, under the people.
    pub const LIGHT: f32 = 10.0;
    /// Figures on the map.
    pub const OVERLAY: f32 = 20.0;
    /// What masons are to build.
    pub const WORKS: f32 = 22.0;
    /// Tanks.
    pub const TANKS: f32 = 28.0;
    /// Flames.
    pub const FLAMES: f32 = 29.0;
    /// People.
    pub const PEOPLE: f32 = 30.0;
    /// Smoke, over who is in it.
    pub const SMOKE: f32 = 36.0;
    /// Names of rooms: over who is in them, since from afar they are many.
    pub const SIGNS: f32 = 38.0;
    /// Marks on people and places.
    pub const MARKS: f32 = 40.0;
    /// The flash of a rifle.
    pub const SHOTS: f32 = 45.0;
    /// Vignette and grain.
    pub const FILM: f32 = 90.0;
}

/// Everything that draws the prison.
pub fn plugin(app: &mut App) {
    app.add_plugins((atlas::plugin, camera::plugin, input::plugin));
    app.add_plugins((
        ground::plugin,
        shade::plugin,
        still::plugin,
        distant::plugin,
        people::plugin,
        marks::plugin,
        shots::plugin,
        tanks::plugin,
        works::plugin,
        fire::plugin,
        light::plugin,
        veil::plugin,
        overlay::plugin,
        signs::plugin,
        film::plugin,
    ));
}
