//! The watch list to read: the posts with who holds them, and who makes rounds. Nothing is changed.

use bevy_ecs::prelude::World;

use super::Custody;
use crate::conduct::{Conduct, Deed};
use crate::ids::{PersonId, RoomId, TileId};
use crate::prison::Topology;

/// An officer's post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Where it is.
    pub at: TileId,
    /// The room it is in.
    pub room: Option<RoomId>,
    /// Who holds it, or is on his way to it.
    pub officer: Option<PersonId>,
    /// Whether he stands there.
    pub stands: bool,
    /// Whether it was ordered to be held.
    pub ordered: bool,
    /// Whether it was ordered to be given up.
    pub given_up: bool,
}

/// An officer on his rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Who.
    pub officer: PersonId,
    /// Where he goes, or has come to.
    pub to: TileId,
    /// Whether he is there.
    pub there: bool,
}

/// All posts, in the order in which a shift fills them.
pub fn posts(world: &World) -> Vec<Post> {
    let custody = world.resource::<Custody>();
    let conduct = world.resource::<Conduct>();
    let topology = world.resource::<Topology>();
    custody
        .posts
        .iter()
        .map(|at| {
            let officer = custody.holder(*at);
            Post {
                at: *at,
                room: topology.room_at(*at),
                officer,
                stands: officer.is_some_and(|officer| conduct.is_at(officer, Deed::Guard)),
                ordered: custody.manned.contains(at),
                given_up: custody.given_up.contains(at),
            }
        })
        .collect()
}

/// Those on duty who make rounds at this moment, in order.
pub fn rounds(world: &World) -> Vec<Round> {
    let conduct = world.resource::<Conduct>();
    world
        .resource::<Custody>()
        .officers
        .iter()
        .filter(|officer| officer.on_duty)
        .filter_map(|officer| {
            let doing = conduct.doing(officer.person);
            (doing.activity.deed == Deed::Round).then_some(Round {
                officer: officer.person,
                to: doing.activity.at,
                there: doing.there,
            })
        })
        .collect()
}
