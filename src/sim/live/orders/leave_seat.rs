//! [`LeaveSeat`]: the person does again as the rules have it.

use bevy_ecs::prelude::World;

use crate::conduct::seats;
use crate::order::kinds::LeaveSeat;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind};
use crate::refusal::Refusal;
use crate::regime;

impl OrderKind for LeaveSeat {
    const GIVERS: Givers = Givers::Himself;
    const HEADING: Heading = Heading::Seats;
    const SCENE: Option<&'static str> = Some("LeaveSeat(person: \"kent\")");
    const REFUSALS: &'static [Refusal] = &[Refusal::NoSuchPerson, Refusal::SeatNotTaken];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        seats::check_seated(world, self.person)
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        seats::leave(world, self.person);
        regime::take_back(world, self.person)
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        Some(Offer::whole(Self { person }))
    }
}
