//! [`TakeItem`]: a man feels for what is hidden at a place, and takes it: his own before another's.

use bevy_ecs::prelude::World;

use super::super::Dealings;
use super::{check_place, where_is};
use crate::ids::{ItemId, TileId};
use crate::order::kinds::TakeItem;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::refusal::Refusal;

impl OrderKind for TakeItem {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Contraband;
    const SCENE: Option<&'static str> = Some("TakeItem(person: \"kent\", at: Berth(\"kent\"))");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::NoHidingPlace,
        Refusal::PlaceOutOfReach,
        Refusal::NothingHidden,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let here = where_is(world, self.person)?;
        check_place(world, here, self.at)
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { person, at } = *self;
        let taken = carry_out(world, move |mut dealings: Dealings| {
            let there: Vec<(bool, ItemId)> = dealings
                .items
                .hidden_at(at)
                .map(|id| {
                    let owner = dealings.items.item(id).map(|item| item.owner);
                    (owner != Some(person), id)
                })
                .collect();
            let item = there.into_iter().min();
            item.is_some_and(|(_, id)| dealings.fetch(id, person))
        })?;
        taken.then_some(()).ok_or(Refusal::NothingHidden)
    }

    fn offer(_: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { person, at }))
    }
}
