//! [`HideItem`]: within a hand's reach.

use bevy_ecs::prelude::World;

use super::super::Dealings;
use super::{carries_nothing, check_carries, check_place, where_is};
use crate::ids::{ItemId, TileId};
use crate::order::kinds::HideItem;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::refusal::Refusal;

impl OrderKind for HideItem {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Contraband;
    const SCENE: Option<&'static str> =
        Some("HideItem(person: \"kent\", item: Knife, at: Berth(\"kent\"))");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::CarriesNoSuchThing,
        Refusal::NoHidingPlace,
        Refusal::PlaceOutOfReach,
        Refusal::LostIt,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = where_is(world, self.person)?;
        check_carries(world, self.person, self.item)?;
        check_place(world, here, self.at)
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { person, item, at } = *self;
        let went = carry_out(world, move |mut dealings: Dealings| {
            dealings.hide(item, person, at)
        })?;
        went.then_some(()).ok_or(Refusal::LostIt)
    }

    fn offer(world: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        let (item, at) = (ItemId::default(), TileId::default());
        let offer = Offer::without(Missing::ItemAndTile, Self { person, item, at });
        Some(offer.refused(carries_nothing(world, person)))
    }
}
