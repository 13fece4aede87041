//! [`AmendTimetable`]: one line of the timetable is set, or taken away.

use bevy_ecs::prelude::World;

use super::super::amend;
use crate::ids::HappeningId;
use crate::level::{Amendment, LineChange};
use crate::order::kinds::AmendTimetable;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl AmendTimetable {
    /// The amendment of the level that it is.
    fn as_amendment(&self) -> Amendment {
        Amendment {
            day: vec![self.0.clone()],
            ..Amendment::default()
        }
    }
}

impl OrderKind for AmendTimetable {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::Day;
    const SCENE: Option<&'static str> = None;
    const REFUSALS: &'static [Refusal] = amend::REFUSALS;

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        amend::check(world, &self.as_amendment())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        amend::apply(
            world,
            giver.person(),
            &self.as_amendment(),
            HappeningId::NONE,
        )
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let line = LineChange {
            weekday: None,
            at: 0,
            occasion: None,
        };
        Some(Offer::without(Missing::Line, Self(line)))
    }
}
