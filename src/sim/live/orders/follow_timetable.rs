//! [`FollowTimetable`]: bell and duty lead somebody whose seat stays taken.

use bevy_ecs::prelude::World;

use crate::conduct::{Conduct, seats};
use crate::order::kinds::FollowTimetable;
use crate::order::{Giver, Givers, Heading, Offer, OrderKind};
use crate::refusal::Refusal;
use crate::regime;

impl OrderKind for FollowTimetable {
    const GIVERS: Givers = Givers::Himself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("FollowTimetable(person: \"kent\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::SeatNotTaken,
        Refusal::FollowsTimetable,
        Refusal::Helpless,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        seats::check_seated(world, self.person)?;
        let conduct = world.resource::<Conduct>();
        if !conduct.is_led(self.person) {
            return Err(Refusal::FollowsTimetable);
        }
        if conduct.is_helpless(self.person) {
            return Err(Refusal::Helpless);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        seats::follow_timetable(world, self.person);
        regime::take_back(world, self.person)
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        Some(Offer::whole(Self { person }))
    }
}
