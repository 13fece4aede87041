//! [`ManPost`]: this shift and those that follow hold a post.

use bevy_ecs::prelude::World;

use super::super::Custody;
use super::{change_post, check_post};
use crate::ids::TileId;
use crate::order::kinds::ManPost;
use crate::order::{Giver, Givers, Heading, Missing, Offer, OrderKind};
use crate::refusal::Refusal;

impl OrderKind for ManPost {
    const GIVERS: Givers = Givers::Warden;
    const HEADING: Heading = Heading::Posts;
    const SCENE: Option<&'static str> = Some("ManPost(at: \"MessHall\")");
    const REFUSALS: &'static [Refusal] = &[
        Refusal::NoPost,
        Refusal::PostHeld,
        Refusal::NobodyOnDuty,
        Refusal::PostsFull {
            posts: 100,
            officers: 150,
        },
    ];

    fn check(&self, world: &World, _: Giver) -> Result<(), Refusal> {
        let custody = world.resource::<Custody>();
        check_post(custody, self.at)?;
        if custody.holder(self.at).is_some() {
            return Err(Refusal::PostHeld);
        }
        let (officers, posts) = (custody.on_duty(), custody.on_posts());
        if officers == 0 {
            return Err(Refusal::NobodyOnDuty);
        }
        if posts as usize >= Custody::most_posts(officers as usize) {
            return Err(Refusal::PostsFull { posts, officers });
        }
        Ok(())
    }

    fn apply(&self, world: &mut World, giver: Giver) -> Result<(), Refusal> {
        change_post(world, giver, self.at, true)
    }

    fn offer(_: &World, _: Giver) -> Option<Offer> {
        let at = TileId::default();
        Some(Offer::without(Missing::Tile, Self { at }))
    }
}
