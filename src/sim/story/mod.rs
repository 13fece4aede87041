//! The story: what a screenplay has the cast choose, and what of the film has come about.
//!
//! - [`screenplay`]: orders of the cast under conditions
//! - [`beats`]: what of the film is looked for, and what it must come from
//!
//! Neither moves anything in the prison by itself: a screenplay gives orders, which may be refused or
//! come to nothing, and a beat is found in what happened.

pub mod beats;
pub mod screenplay;

use std::collections::BTreeMap;

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::ids::PersonId;
use crate::people::{Everybody, Roster};
use crate::schedule::{BidsOf, RoomOfHouse, SimTick};
use crate::section::RegisterSection;

pub use beats::{BEATS, Beat, Beats};
pub use screenplay::{Lines, Playing, Screenplay};

/// The named persons of the level, by their keys. A cache.
#[derive(Resource, Clone, Debug, Default)]
pub struct Cast(BTreeMap<String, PersonId>);

impl Cast {
    /// Who goes by a key.
    pub fn of(&self, key: &str) -> Option<PersonId> {
        self.0.get(key).copied()
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Lines>();
    app.register_section::<Beats>();
    app.stays_awake_while(has_more_to_say);
    app.add_systems(SimTick, beats::look.in_set(BidsOf::Story));
}

/// Whether a screenplay is played that has something left to say.
fn has_more_to_say(world: &World) -> bool {
    let lines = world.resource::<Lines>();
    world.get_resource::<Playing>().is_some_and(|playing| {
        let all = playing.screenplay.lines.iter().enumerate();
        all.into_iter()
            .any(|(place, line)| lines.next(place, line).is_some())
    })
}

/// The beginning: nothing has been said, and everybody has his name.
pub(crate) fn start(world: &mut World) {
    world.insert_resource(Lines::default());
    world.insert_resource(Beats::default());
    let persons = world.resource::<Roster>().len();
    let cast = (0..persons)
        .map(PersonId::from_index)
        .filter_map(|person| {
            let key = Everybody::identity(world, person)?.cast.clone()?;
            Some((key, person))
        })
        .collect();
    world.insert_resource(Cast(cast));
}
