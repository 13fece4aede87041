//! [`SearchMan`]: an officer goes to an inmate and searches him.

use bevy_ecs::prelude::World;

use super::super::{Custody, TaskKind};
use super::{call_searches, check_officers, is_called};
use crate::ids::PersonId;
use crate::order::kinds::SearchMan;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::people::Roster;
use crate::refusal::Refusal;

impl OrderKind for SearchMan {
    const GIVERS: Givers = Givers::WardenAndOfficers;
    const HEADING: Heading = Heading::Searches;
    const SCENE: Option<&'static str> = Some("SearchMan(man: \"kent\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoOfficers,
        Refusal::OnlyInmatesSearched,
        Refusal::SearchedAlready,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let custody = world.resource::<Custody>();
        check_officers(custody)?;
        if !world.resource::<Roster>().is_inmate(self.man) {
            return Err(Refusal::OnlyInmatesSearched);
        }
        let is_it = |kind| matches!(kind, TaskKind::SearchMan { man, .. } if man == self.man);
        if is_called(custody, is_it) {
            return Err(Refusal::SearchedAlready);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        let kind = TaskKind::SearchMan {
            man: self.man,
            held: false,
        };
        call_searches(world, giver, vec![kind])
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let man = PersonId::default();
        Some(Offer::without(Missing::Person, Self { man }))
    }
}
