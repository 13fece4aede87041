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
            Some(amended) if amended.now == self.now.constants() => {}
            Some(amended) => self.now = Arc::new(self.read.with_constants(&amended.now)),
        }
    }
}

impl std::ops::Deref for Rules {
    type Target = Level;

    fn deref(&self) -> &Level {
        &self.now
    }
}

/// What has been amended, once what is in force is other than what was read.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended(pub Option<Box<InForce>>);

/// The constants of a level as they were read, and as they are in force. The former are kept so that
/// a save finds its level again when the file on the disk says what is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// As the level was read.
    pub read: Constants,
    /// In force.
    pub now: Constants,
}

impl Amended {
    /// What is in force over what was read.
    pub fn from(read: &Level, now: Constants) -> Self {
        let read = read.constants();
        Self((read != now).then(|| Box::new(InForce { read, now })))
    }

    /// Whether it is over the level that was read; in words if not.
    pub(crate) fn agree(&self, rules: &Rules) -> Result<(), String> {
        match &self.0 {
            Some(amended) if amended.read != rules.read.constants() => {
                Err("the amendments are those of another level".into())
            }
            _ => Ok(()),
        }
    }
}

impl Section for Amended {
    const NAME: &'static str = "rules.amended";
    const VERSION: u32 = Constants::LAYOUT;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let Some(amended) = &self.0 else {
            return Ok(());
        };
        amended.now.check()?;
        if amended.now.hours.len() != limits.jobs as usize
            || amended.now.guards.officers() > limits.persons
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
