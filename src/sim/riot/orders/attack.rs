//! [`Attack`]: an inmate goes for somebody in the same room with what he has.

use bevy_ecs::prelude::World;

use super::super::acts::Act;
use super::{check_before_him, check_free, check_inmate, check_seen};
use crate::harm::Aim;
use crate::ids::PersonId;
use crate::order::kinds::Attack;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::people::{Role, Roster};
use crate::refusal::Refusal;

impl OrderKind for Attack {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("Attack(person: \"butch\", whom: \"kent\")");
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
        Refusal::NoQuarrel,
        Refusal::NotReached,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = check_inmate(world, self.person)?;
        check_free(world, self.person)?;
        let there = check_before_him(world, self.person, here, self.whom, Aim::Harm)?;
        match world.resource::<Roster>().role(self.whom) {
            Role::Inmate | Role::Officer | Role::Soldier | Role::Trooper => {
                check_seen(world, here, there)
            }
            _ => Err(Refusal::NoQuarrel),
        }
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { person, whom } = *self;
        carry_out(world, move |mut act: Act| {
            act.goes_for(person, whom, Aim::Harm);
        })
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let (person, whom) = (giver.person()?, PersonId::default());
        Some(Offer::without(Missing::Person, Self { person, whom }))
    }
}
