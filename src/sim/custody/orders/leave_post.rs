//! [`LeavePost`]: the shifts hold a post no more.

use bevy_ecs::prelude::World;

use super::super::Custody;
use super::{change_post, check_post};
use crate::ids::TileId;
use crate::order::kinds::LeavePost;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for LeavePost {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::Posts;
    const SCENE: Option<&'static str> = Some("LeavePost(at: \"MessHall\")");
    const REFUSALS: &'static [Refusal] = &[Refusal::NoPost, Refusal::PostNotHeld];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let custody = world.resource::<Custody>();
        check_post(custody, self.at)?;
        if custody.holder(self.at).is_none() && !custody.manned.contains(&self.at) {
            return Err(Refusal::PostNotHeld);
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        change_post(world, giver, self.at, false)
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { at }))
    }
}
