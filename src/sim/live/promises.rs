//! Promises: what the warden granted to rioters comes into the rules, in the tick after.

use bevy_ecs::prelude::World;

use crate::happening::{Demand, Happenings, SiegeFact, What};
use crate::ids::HappeningId;
use crate::level::Amendment;
use crate::rules::Rules;

/// What a kitchen cooks that was promised to be better, basis points; and by how much more it spends.
const BETTER_FOOD: u32 = 7_500;
const SPENDS_MORE: u32 = 50;
/// How harsh officers may be who were told to beat nobody, basis points.
const NO_BLOWS: u32 = 2_000;

/// Keeps what was promised in the last tick.
pub(super) fn keep(world: &mut World) {
    let last = world.resource::<Happenings>().last().iter();
    let mut granted = last
        .filter(|happening| matches!(happening.what, What::Siege(SiegeFact::DemandsMet { .. })));
    if let Some(granted) = granted.next_back().map(|happening| happening.id) {
        keep_promise(world, granted);
    }
}

/// The kitchen and the officers are amended as was granted.
fn keep_promise(world: &mut World, granted: HappeningId) {
    let demands = match world
        .resource::<Happenings>()
        .find(granted)
        .map(|happening| &happening.what)
    {
        Some(What::Siege(SiegeFact::DemandsMet { demands })) => demands.clone(),
        _ => return,
    };
    let rules = world.resource::<Rules>();
    let mut amendment = Amendment::default();
    if demands.contains(&Demand::Food) && rules.kitchen.quality < BETTER_FOOD {
        let mut kitchen = rules.kitchen.clone();
        kitchen.quality = BETTER_FOOD;
        kitchen.spend_cents = (kitchen.spend_cents * (100 + SPENDS_MORE) / 100).min(1_000);
        amendment.kitchen = Some(kitchen);
    }
    if demands.contains(&Demand::Blows) && rules.guards.harshness > NO_BLOWS {
        let mut guards = rules.guards.clone();
        guards.harshness = NO_BLOWS;
        amendment.guards = Some(guards);
    }
    // What is in force already needs no amendment.
    if super::amend::check(world, &amendment).is_ok() {
        let _ = super::amend::apply(world, None, &amendment, granted);
    }
}
