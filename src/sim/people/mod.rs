//! Who lives and works here: identity, traits, and where each belongs.
//!
//! A person is an entity, spawned once, in the order of [`PersonId`], with the
//! components of what never changes about him ([`Identity`], [`Role`]). They are
//! worked out from level and seed, so they are not saved. What changes (his
//! berth, his job) is a column of the [`Roster`], which is; so is everything
//! that is looked up by person in the tick.

pub(crate) mod making;
pub mod names;
pub mod roster;

use bevy_app::App;
use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::section::RegisterSection;

pub use roster::{BerthKind, JobIndex, Roster};

/// What somebody is.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Serves a sentence.
    Inmate,
    /// Runs the prison.
    Warden,
    /// Guards it.
    Officer,
    /// Lives outside.
    Civilian,
    /// Walks in an arena.
    Walker,
    /// Comes when the army is called.
    Soldier,
    /// Comes when the state troopers are called.
    Trooper,
}

/// Who somebody is: what never changes.
#[derive(Component, Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Number in every table.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Prison number of an inmate, badge of an officer.
    pub number: u32,
    /// Age in years at the start of the level.
    pub age: u32,
    /// Group of the population, or shift, or the arena's group.
    pub group: String,
    /// How violent, basis points.
    pub temper: u32,
    /// Sentence in years; 99 is life; 0 for those who serve none.
    pub term: u32,
    /// Key in the level's cast.
    pub cast: Option<String>,
}

/// Everybody, by [`PersonId`]: the way from a number to the entity. A cache.
#[derive(Resource, Clone, Debug, Default)]
pub struct Everybody {
    entities: Vec<Entity>,
}

impl Everybody {
    /// Spawns the next person.
    pub(crate) fn spawn(world: &mut World, identity: Identity, role: Role) {
        let entity = world.spawn((identity, role)).id();
        world.resource_mut::<Self>().entities.push(entity);
    }

    /// The entity of a person.
    pub fn entity(&self, person: PersonId) -> Option<Entity> {
        self.entities.get(person.index()).copied()
    }

    /// Who somebody is.
    pub fn identity(world: &World, person: PersonId) -> Option<&Identity> {
        let entity = world.resource::<Self>().entity(person)?;
        world.get::<Identity>(entity)
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.init_resource::<Everybody>();
    app.register_section::<Roster>();
}
