//! [`TakeSeat`]: what somebody does is from now on the choice of whoever sits in his seat.

use bevy_ecs::prelude::World;

use crate::conduct::{Conduct, seats};
use crate::custody;
use crate::ids::PersonId;
use crate::order::kinds::TakeSeat;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for TakeSeat {
    const GIVERS: Givers = Givers::Himself;
    const HEADING: Heading = Heading::Seats;
    const SCENE: Option<&'static str> = Some("TakeSeat(person: \"kent\")");
    const REFUSALS: &'static [Refusal] = &[Refusal::NoSuchPerson, Refusal::SeatTaken];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        seats::check_here(world, self.person)?;
        if world.resource::<Conduct>().is_seated(self.person) {
            return Err(Refusal::SeatTaken);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        seats::take(world, self.person);
        custody::hand_over(world, self.person);
        Ok(())
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        Some(match giver {
            Giver::Person(person) => Offer::whole(Self { person }),
            Giver::Author => {
                let person = PersonId::default();
                Offer::without(Missing::PersonAnywhere, Self { person })
            }
        })
    }
}
