//! [`AmendLevel`]: constants, prices, policies or the timetable of the level in force change, while
//! its files are edited.

use bevy_ecs::prelude::World;

use super::super::amend;
use crate::ids::HappeningId;
use crate::order::kinds::AmendLevel;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for AmendLevel {
    const GIVERS: Givers = Givers::Author;
    const HEADING: Heading = Heading::Level;
    const SCENE: Option<&'static str> = None;
    const REFUSALS: &'static [Refusal] = amend::REFUSALS;

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        amend::check(world, &self.0)
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        amend::apply(world, giver.person(), &self.0, HappeningId::NONE)
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        Some(Offer::without(Missing::Level, Self(Box::default())))
    }
}
