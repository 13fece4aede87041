//! Who reads a text, and by which names he knows people.

use bevy_ecs::prelude::World;
use bighouse_sim::ids::PersonId;
use bighouse_sim::message::Message;
use bighouse_sim::people::Everybody;

/// By what a reader knows somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// By name.
    ByName(String),
    /// By what he looks like: "an officer".
    As(Message),
}

/// Who reads a text.
pub trait Reader {
    /// The prison he reads of.
    fn world(&self) -> &World;

    /// By what he knows somebody.
    fn person(&self, person: PersonId) -> Known;
}

/// A reader who knows everybody by name: the observer, and whoever reads a chronicle.
#[derive(Clone, Copy, Debug)]
pub struct TrueNames<'a>(pub &'a World);

impl Reader for TrueNames<'_> {
    fn world(&self) -> &World {
        self.0
    }

    fn person(&self, person: PersonId) -> Known {
        match Everybody::identity(self.0, person) {
            Some(identity) => Known::ByName(identity.name.clone()),
            None => Known::As(Message::new("person-unknown")),
        }
    }
}
