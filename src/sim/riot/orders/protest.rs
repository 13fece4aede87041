//! [`Protest`]: an inmate stands up and says that he will not have it, whatever the odds.

use bevy_ecs::prelude::World;

use super::super::acts::Act;
use super::{check_free, check_inmate, mood};
use crate::order::kinds::Protest;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind, carry_out};
use crate::prison::{Doors, Topology};
use crate::refusal::Refusal;
use crate::unrest::scene::is_locked_cell;

impl OrderKind for Protest {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("Protest(person: \"butch\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::Dead,
        Refusal::OnlyInmates,
        Refusal::AtItAlready,
        Refusal::Kept,
        Refusal::Wounded,
        Refusal::LockedIn,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = check_inmate(world, self.person)?;
        if mood(world, self.person).is_active() {
            return Err(Refusal::AtItAlready);
        }
        check_free(world, self.person)?;
        let topology = world.resource::<Topology>();
        let locked_in = topology
            .room_at(here)
            .is_some_and(|room| is_locked_cell(topology, world.resource::<Doors>(), room));
        if locked_in {
            return Err(Refusal::LockedIn);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let person = self.person;
        carry_out(world, move |mut act: Act| act.stands_up(person))
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        Some(Offer::whole(Self { person }))
    }
}
