//! [`LockDown`]: every door is locked, and everybody goes to his cell.

use bevy_ecs::prelude::World;

use super::super::{Duty, Regime, lockdown};
use crate::ids::HappeningId;
use crate::order::kinds::LockDown;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind, carry_out};
use crate::refusal::Refusal;

impl OrderKind for LockDown {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::House;
    const SCENE: Option<&'static str> = Some("LockDown");
    const REFUSALS: &'static [Refusal] = &[Refusal::LockedDown];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        if world.resource::<Regime>().locked_down {
            return Err(Refusal::LockedDown);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        carry_out(world, |mut duty: Duty| {
            lockdown::lock_down(&mut duty, HappeningId::NONE);
        })
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        Some(Offer::whole(Self))
    }
}
