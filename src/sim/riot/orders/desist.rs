//! [`Desist`]: an inmate gives up the protest or the riot he takes part in.

use bevy_ecs::prelude::{Res, World};

use super::super::Riots;
use super::super::acts::Act;
use super::{check_inmate, mood};
use crate::order::kinds::Desist;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind, carry_out};
use crate::refusal::Refusal;

impl OrderKind for Desist {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("Desist(person: \"butch\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::Dead,
        Refusal::OnlyInmates,
        Refusal::NothingToGiveUp,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        check_inmate(world, self.person)?;
        if !mood(world, self.person).is_active() {
            return Err(Refusal::NothingToGiveUp);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let person = self.person;
        carry_out(world, move |riots: Res<Riots>, mut act: Act| {
            act.desists(&riots, person);
        })
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        Some(Offer::whole(Self { person }))
    }
}
