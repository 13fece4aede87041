//! The level as the rules read it: given at the start, never changed by a tick.

use std::sync::Arc;

use bevy_ecs::prelude::Resource;

use crate::level::Level;

/// The level a prison lives by.
#[derive(Resource, Clone, Debug)]
pub struct Rules(pub Arc<Level>);

impl std::ops::Deref for Rules {
    type Target = Level;

    fn deref(&self) -> &Level {
        &self.0
    }
}
