//! What rooms of the house decided in the last tick and only the running prison can do: what tanks broke
//! and masons mended comes onto the map, what the warden granted into the rules.

use bevy_ecs::prelude::{Mut, World};

use crate::happening::{Demand, Happenings, ReliefFact, SiegeFact, What, WorksFact};
use crate::ids::{HappeningId, TileId};
use crate::level::{Amendment, Tile};
use crate::order::Order;
use crate::prison::{self, Doors, Grid, Topology};
use crate::riot::Riots;
use crate::rules::Rules;

/// What a kitchen cooks that was promised to be better, basis points; and by how much more it spends.
const BETTER_FOOD: u32 = 7_500;
const SPENDS_MORE: u32 = 50;
/// How harsh officers may be who were told to beat nobody, basis points.
const NO_BLOWS: u32 = 2_000;

/// What is to be done, by the happening that says so.
#[derive(Clone, Copy, Default)]
pub(super) struct Decided {
    granted: Option<HappeningId>,
    works: Option<HappeningId>,
}

/// What was decided in the last tick.
pub(super) fn decided(world: &World) -> Decided {
    let mut decided = Decided::default();
    for happening in world.resource::<Happenings>().last() {
        match happening.what {
            What::Siege(SiegeFact::DemandsMet { .. }) => decided.granted = Some(happening.id),
            What::Relief(ReliefFact::GateBreached)
            | What::Relief(ReliefFact::WallBreached)
            | What::Works(WorksFact::BreachMended { .. }) => {
                decided.works = Some(happening.id);
            }
            _ => {}
        }
    }
    decided
}

/// Does it; tells whether the map is another now.
pub(super) fn carry_out(world: &mut World, decided: Decided) -> bool {
    if let Some(granted) = decided.granted {
        keep_promise(world, granted);
    }
    decided.works.is_some_and(|works| change_map(world, works))
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
    let order = Order::AmendLevel(Box::new(amendment));
    // What is in force already needs no amendment.
    if super::amend::check(world, &order).is_ok() {
        let _ = super::amend::apply(world, None, &order, granted);
    }
}

/// Each gap is as broken, or as whole, as the riot's books say.
fn change_map(world: &mut World, works: HappeningId) -> bool {
    let gaps: Vec<(TileId, Tile, Tile)> = world
        .resource::<Riots>()
        .all()
        .iter()
        .flat_map(|riot| &riot.siege.gaps)
        .map(|gap| match gap.mended {
            true => (gap.at, gap.left, gap.was),
            false => (gap.at, gap.was, gap.left),
        })
        .collect();
    let mut changed = false;
    for (at, before, after) in gaps {
        // What somebody built there meanwhile stays.
        if world.resource::<Grid>().tile(at) == before {
            prison::orders::build(world, at, after, works);
            changed = true;
        }
    }
    changed
}

/// Gates that were hung again are locked; a lock that is broken is none.
pub(super) fn see_to_locks(world: &mut World, decided: Decided) {
    if decided.works.is_none() {
        return;
    }
    world.resource_scope(|world, mut doors: Mut<Doors>| {
        let topology = world.resource::<Topology>();
        let gaps = world.resource::<Riots>().all().iter();
        for gap in gaps.flat_map(|riot| &riot.siege.gaps) {
            if let Some(portal) = topology.portal_of(gap.at) {
                let has_lock = topology.portal(portal).has_lock();
                doors.set_locked(portal, has_lock);
            }
        }
    });
}
