//! [`SetFire`]: a rioter sets fire to the room he is in.

use bevy_ecs::prelude::{Res, World};

use super::super::acts::Act;
use super::super::{Riots, arson};
use super::{check_free, check_inmate, mood};
use crate::clock::Clock;
use crate::order::kinds::SetFire;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind, carry_out};
use crate::prison::{Fires, Topology};
use crate::refusal::Refusal;
use crate::unrest::Mood;

impl OrderKind for SetFire {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const IS_FINAL: bool = true;
    const SCENE: Option<&'static str> = Some("SetFire(person: \"butch\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::Dead,
        Refusal::OnlyInmates,
        Refusal::Kept,
        Refusal::Wounded,
        Refusal::OnlyRioters,
        Refusal::BurnsAlready,
        Refusal::NoFuel,
        Refusal::MenWouldBurn,
        Refusal::OthersPreventIt,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = check_inmate(world, self.person)?;
        check_free(world, self.person)?;
        if mood(world, self.person) != Mood::Rioting {
            return Err(Refusal::OnlyRioters);
        }
        let (topology, fires) = (world.resource::<Topology>(), world.resource::<Fires>());
        match arson::why_not(topology, fires, here, world.resource::<Clock>().tick) {
            None => Ok(()),
            Some(why) => Err(why),
        }
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let person = self.person;
        carry_out(world, move |riots: Res<Riots>, mut act: Act| {
            act.means_to_set_fire(&riots, person);
        })
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        Some(Offer::whole(Self { person }))
    }
}
