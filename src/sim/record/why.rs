//! What a riot came from: what its men held against the administration, ranked.
//!
//! The way from any happening back to its roots is [`Happenings::causes`]. Sentences are made by the
//! package that knows languages.
//!
//! [`Happenings::causes`]: crate::happening::Happenings::causes

use bevy_ecs::prelude::World;

use crate::happening::Grievance;
use crate::ids::HappeningId;
use crate::riot::Riots;

/// What men held against the administration, and where that comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    /// What.
    pub grievance: Grievance,
    /// Share of all they held against it, basis points.
    pub share: u32,
    /// The last happening of it.
    pub last: HappeningId,
}

/// What the men of a riot held against the administration, the heaviest first; the riot is the one that
/// was called one by this happening. Nothing for any other happening.
pub fn roots(world: &World, called: HappeningId) -> Vec<Root> {
    let mut riots = world.resource::<Riots>().all().iter();
    let riot = riots.find(|riot| riot.called.is_some_and(|(_, by)| by == called));
    riot.map_or_else(Vec::new, |riot| {
        let causes = riot.causes.iter();
        causes
            .map(|(grievance, share, last)| Root {
                grievance: *grievance,
                share: *share,
                last: *last,
            })
            .collect()
    })
}
