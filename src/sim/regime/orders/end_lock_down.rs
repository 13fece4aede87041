//! [`EndLockDown`]: the timetable goes on.

use bevy_ecs::prelude::World;

use super::super::{Duty, Regime, lockdown};
use crate::order::kinds::EndLockDown;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind, carry_out};
use crate::refusal::Refusal;

impl OrderKind for EndLockDown {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::House;
    const SCENE: Option<&'static str> = Some("EndLockDown");
    const REFUSALS: &'static [Refusal] = &[Refusal::NotLockedDown];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        if world.resource::<Regime>().locked_down {
            return Ok(());
        }
        Err(Refusal::NotLockedDown)
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        carry_out(world, |mut duty: Duty| lockdown::lift(&mut duty))
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        Some(Offer::whole(Self))
    }
}
