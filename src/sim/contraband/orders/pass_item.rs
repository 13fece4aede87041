//! [`PassItem`]: from hand to hand.

use bevy_ecs::prelude::World;

use super::super::Dealings;
use super::{carries_nothing, check_carries, reaches, where_is};
use crate::ids::{ItemId, PersonId};
use crate::order::kinds::PassItem;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::people::Roster;
use crate::refusal::Refusal;

impl OrderKind for PassItem {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Contraband;
    const SCENE: Option<&'static str> =
        Some("PassItem(from: \"butch\", to: \"kent\", item: Knife)");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::CarriesNoSuchThing,
        Refusal::HasItAlready,
        Refusal::NobodyToGiveItTo,
        Refusal::PersonOutOfReach,
        Refusal::LostIt,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = where_is(world, self.from)?;
        check_carries(world, self.from, self.item)?;
        let there = where_is(world, self.to)?;
        if self.from == self.to {
            return Err(Refusal::HasItAlready);
        }
        if !world.resource::<Roster>().is_inmate(self.to) {
            return Err(Refusal::NobodyToGiveItTo);
        }
        if !reaches(world, here, there) {
            return Err(Refusal::PersonOutOfReach);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { from, to, item } = *self;
        let went = carry_out(world, move |mut dealings: Dealings| {
            dealings.pass(item, from, to)
        })?;
        went.then_some(()).ok_or(Refusal::LostIt)
    }

    fn offer(world: &World, giver: Giver) -> Option<Offer> {
        let from = giver.person()?;
        let (to, item) = (PersonId::default(), ItemId::default());
        let offer = Offer::without(Missing::ItemAndPerson, Self { from, to, item });
        Some(offer.refused(carries_nothing(world, from)))
    }
}
