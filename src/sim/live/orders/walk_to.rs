//! [`WalkTo`]: somebody whose seat is taken goes to a tile and stays there.

use bevy_ecs::prelude::World;

use crate::conduct::{Conduct, Source, seats};
use crate::custody;
use crate::ids::TileId;
use crate::order::kinds::WalkTo;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for WalkTo {
    const GIVERS: Givers = Givers::Himself;
    const HEADING: Heading = Heading::Himself;
    const SCENE: Option<&'static str> = Some("WalkTo(person: \"kent\", at: \"Chapel\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoSuchPerson,
        Refusal::SeatNotTaken,
        Refusal::Kept,
        Refusal::Helpless,
        Refusal::NowhereToStand,
        Refusal::OnHisWay,
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        seats::check_seated(world, self.person)?;
        let conduct = world.resource::<Conduct>();
        if conduct.is_kept(self.person) {
            return Err(Refusal::Kept);
        }
        if conduct.is_helpless(self.person) {
            return Err(Refusal::Helpless);
        }
        let at =
            seats::where_to_stand(world, self.person, self.at).ok_or(Refusal::NowhereToStand)?;
        // Said again and again by whoever walks him by keys: it need not be written down.
        match conduct.bid_of(self.person, Source::Seat) {
            Some(bid) if bid.activity.at == at => Err(Refusal::OnHisWay),
            _ => Ok(()),
        }
    }

    fn apply(&self, world: &mut World, _: Giver) -> Result<(), Refusal> {
        seats::walk(world, self.person, self.at)?;
        custody::hand_over(world, self.person);
        Ok(())
    }

    fn offer(world: &World, giver: Giver) -> Option<Offer> {
        let person = giver.person()?;
        let at = TileId::default();
        let is_seated = world.resource::<Conduct>().is_seated(person);
        let refused = (!is_seated).then_some(Refusal::SeatNotTaken);
        Some(Offer::without(Missing::Tile, Self { person, at }).refused(refused))
    }
}
