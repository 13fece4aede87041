//! What keys and mouse do to the picture and the table. Panels come first: what they want is
//! theirs ([`Pointer`]).
//!
//! - `bindings`: which key does what. `pressed`: what a key does when it goes down. `held`: what it does
//!   while it is down.
//! - `mouse`: pointing, dragging, zooming, clicking.

mod bindings;
mod held;
mod mouse;
mod pressed;

use bevy::input::InputSystems;
use bevy::prelude::*;
use bevy_enhanced_input::prelude::{EnhancedInputPlugin, EnhancedInputSystems, InputContextAppExt};

use crate::play::screen::{DrawnFrom, OrderInHand, Pointer, Under};
use crate::play::{Table, Wish};

use bindings::Hands;

pub use bindings::key_named;

/// A drag of the mouse, and the last step of who walks by keys.
#[derive(Resource, Default)]
struct Hand {
    /// The button that is down, and how far it was dragged since, pixels.
    held: Option<(MouseButton, f32)>,
    /// When the last step was asked for, ticks.
    stepped: u64,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EnhancedInputPlugin)
        .add_input_context::<Hands>()
        .init_resource::<Hand>()
        .init_resource::<Pointer>()
        .init_resource::<OrderInHand>()
        .init_resource::<DrawnFrom>()
        .init_resource::<Under>()
        .add_systems(
            PreUpdate,
            bindings::hold_taps
                .after(InputSystems)
                .before(EnhancedInputSystems::Update),
        )
        .add_systems(
            Update,
            (
                bindings::bind_keys,
                pressed::press_keys,
                held::hold_keys,
                mouse::point,
                mouse::use_mouse,
            )
                .chain(),
        );
}

/// Who moves the picture looks away from the man it follows.
fn go_alone(table: &Table) -> Option<Wish> {
    table.glance.follow.then_some(Wish::Follow(false))
}
