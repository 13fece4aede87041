//! [`Disarm`]: an inmate takes the weapon that another in the same room has on him.

use bevy_ecs::prelude::World;

use super::super::acts::Act;
use super::{check_before_him, check_free, check_inmate, check_seen};
use crate::harm::Aim;
use crate::ids::PersonId;
use crate::order::kinds::Disarm;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::people::Roster;
use crate::refusal::Refusal;

impl OrderKind for Disarm {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("Disarm(person: \"kent\", whom: \"butch\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::Dead,
        Refusal::OnlyInmates,
        Refusal::Kept,
        Refusal::Wounded,
        Refusal::Himself,
        Refusal::AnotherRoom,
        Refusal::GoesForHim,
        Refusal::OutOfSight,
        Refusal::OnlyInmatesDisarmed,
        Refusal::NotReached,
        Refusal::OtherUnarmed,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = check_inmate(world, self.person)?;
        check_free(world, self.person)?;
        let there = check_before_him(world, self.person, here, self.whom, Aim::Weapon)?;
        if !world.resource::<Roster>().is_inmate(self.whom) {
            return Err(Refusal::OnlyInmatesDisarmed);
        }
        check_seen(world, here, there)
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { person, whom } = *self;
        carry_out(world, move |mut act: Act| {
            act.goes_for(person, whom, Aim::Weapon);
        })
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let (person, whom) = (giver.person()?, PersonId::default());
        Some(Offer::without(Missing::Person, Self { person, whom }))
    }
}
