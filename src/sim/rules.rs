//! The level as the rules read it: as it was read from its files, with the amendments that came
//! since. No tick changes it but by an order.

use std::sync::Arc;

use bevy_ecs::prelude::{Res, ResMut, Resource};
use serde::{Deserialize, Serialize};

use crate::level::{Constants, Level};
use crate::section::{Limits, Section};

/// The level a prison lives by; reads as the level in force.
#[derive(Resource, Clone, Debug)]
pub struct Rules {
    read: Arc<Level>,
    now: Arc<Level>,
}

impl Rules {
    /// A level nobody has amended yet.
    pub fn of(level: Arc<Level>) -> Self {
        Self {
            now: level.clone(),
            read: level,
        }
    }

    /// The level as it was read from its files: what a save and a replay name by its hash.
    pub fn as_read(&self) -> &Arc<Level> {
        &self.read
    }

    /// The level in force.
    pub fn now(&self) -> &Arc<Level> {
        &self.now
    }

    /// Follows what has been amended.
    pub(crate) fn follow(&mut self, amended: &Amended) {
        match &amended.0 {
            None => self.now = self.read.clone(),
            Some(constants) if **constants == self.now.constants() => {}
            Some(constants) => self.now = Arc::new(self.read.with_constants(constants)),
        }
    }
}

impl std::ops::Deref for Rules {
    type Target = Level;

    fn deref(&self) -> &Level {
        &self.now
    }
}

/// What has been amended: the constants in force, once they are others than the level's own.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended(pub Option<Box<Constants>>);

impl Section for Amended {
    const NAME: &'static str = "rules.amended";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let Some(constants) = &self.0 else {
            return Ok(());
        };
        constants.check()?;
        if constants.hours.len() != limits.jobs as usize
            || constants.guards.officers() > limits.persons
        {
            return Err("the amendments are those of another level".into());
        }
        Ok(())
    }
}

/// Works the level in force out again.
pub(crate) fn follow_amendments(mut rules: ResMut<Rules>, amended: Res<Amended>) {
    rules.follow(&amended);
}
