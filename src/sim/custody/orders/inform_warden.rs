//! [`InformWarden`]: an inmate tells an officer near him, for the warden, that there will be trouble.

use bevy_ecs::prelude::World;

use super::super::warnings::{MOST_HOURS, MOST_WARNINGS, confidant};
use super::super::{Custody, Warning, Watch};
use crate::ids::TileId;
use crate::order::kinds::InformWarden;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind, carry_out};
use crate::people::{Everybody, Roster};
use crate::prison::Topology;
use crate::refusal::Refusal;

/// A warning from a menu is of trouble within this number of hours: what a man knows for tomorrow.
const FROM_A_MENU: u32 = 24;

impl OrderKind for InformWarden {
    const GIVERS: Givers = Givers::InmateHimself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> =
        Some("InformWarden(person: \"kent\", at: \"MessHall\", hours: 12)");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::OnlyInmatesInform,
        Refusal::TooFarAhead { hours: MOST_HOURS },
        Refusal::NoRoom,
        Refusal::OutsideTheWall,
        Refusal::TooManyWarnings,
        Refusal::WarnedAlready,
        Refusal::NoOfficerNear,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let roster = world.resource::<Roster>();
        if !roster.is_inmate(self.person) || roster.is_dead(self.person) {
            return Err(Refusal::OnlyInmatesInform);
        }
        if !(1..=MOST_HOURS).contains(&self.hours) {
            return Err(Refusal::TooFarAhead { hours: MOST_HOURS });
        }
        let topology = world.resource::<Topology>();
        let room = topology.room_at(self.at).ok_or(Refusal::NoRoom)?;
        if topology.room(room).used_as.is_outside() {
            return Err(Refusal::OutsideTheWall);
        }
        let warnings = world.resource::<Custody>().warnings();
        if warnings.len() >= MOST_WARNINGS {
            return Err(Refusal::TooManyWarnings);
        }
        let is_his = |warning: &Warning| {
            warning.by == self.person && topology.room_at(warning.at) == Some(room)
        };
        if warnings.iter().any(is_his) {
            return Err(Refusal::WarnedAlready);
        }
        match confidant(world, self.person) {
            Some(_) => Ok(()),
            None => Err(Refusal::NoOfficerNear),
        }
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        let Self { person, at, hours } = *self;
        let to = confidant(world, person).ok_or(Refusal::NoOfficerNear)?;
        let temper = Everybody::identity(world, person).map_or(0, |man| man.temper);
        carry_out(world, move |mut watch: Watch| {
            watch.be_warned((person, temper), to, at, hours);
        })
    }

    fn offer(world: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        let (at, hours) = (TileId::default(), FROM_A_MENU);
        let nobody_hears = confidant(world, person).is_none();
        let refused = nobody_hears.then_some(Refusal::NoOfficerNear);
        Some(Offer::without(Missing::Tile, Self { person, at, hours }).refused(refused))
    }
}
