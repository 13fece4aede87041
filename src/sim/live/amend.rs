//! Amending the level that is lived in: the author by `AmendLevel` while its files are edited, the
//! warden line by line by `AmendTimetable`.
//!
//! The level in force is the level as it was read with the amendments over it
//! ([`crate::rules`]); here what hangs on it follows: the doors, the files, the shifts, the bells.

use bevy_ecs::prelude::*;

use crate::clock::Clock;
use crate::happening::{Happenings, SeatFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::{self, Amendment, Difference, Level};
use crate::movement::Files;
use crate::prison::Doors;
use crate::refusal::Refusal;
use crate::rules::{Amended, Rules};
use crate::{custody, regime};

/// As many changes are told in one happening.
const MOST_TOLD: usize = 6;

/// What differs between a level as its files were read before and now, for this prison: what can be
/// amended, and what needs a restart with the same seed.
pub fn difference(world: &World, before: &Level, now: &Level) -> Difference {
    level::difference(before, now).with_employed(custody::employed(world))
}

/// Why an amendment is refused.
pub(super) const REFUSALS: &[Refusal] = &[
    Refusal::BadAmendment { why: String::new() },
    Refusal::TooFewEmployed {
        wanted: 400,
        employed: 360,
    },
];

/// Whether the level can be amended in this way.
pub(super) fn check(world: &World, amendment: &Amendment) -> Result<(), Refusal> {
    let rules = world.resource::<Rules>();
    amendment
        .check(rules)
        .map_err(|why| Refusal::BadAmendment { why })?;
    match &amendment.guards {
        Some(guards) => custody::check_guards(world, guards),
        None => Ok(()),
    }
}

/// Carries it out; `cause` is none for what comes from outside.
pub(super) fn apply(
    world: &mut World,
    who: Option<PersonId>,
    amendment: &Amendment,
    cause: HappeningId,
) -> Result<(), Refusal> {
    let before = world.resource::<Rules>().now().clone();
    let mut constants = before.constants();
    constants.amend(amendment);
    let amended = Amended::from(world.resource::<Rules>().as_read(), constants);
    world.resource_mut::<Rules>().follow(&amended);
    world.insert_resource(amended);
    let now = world.resource::<Rules>().now().clone();
    let what = told(&level::difference(&before, &now).amended);
    let tick = world.resource::<Clock>().tick;
    world.resource_mut::<Happenings>().record(
        tick,
        What::Seat(SeatFact::Amended { what }),
        who,
        None,
        cause,
    );
    if now.crowd != before.crowd {
        let crowd = &now.crowd;
        world.resource_mut::<Doors>().amend_flow(crowd.door_flow);
        world
            .resource_mut::<Files>()
            .amend(crowd.march, crowd.spacing);
    }
    if now.guards != before.guards {
        custody::follow_guards(world, &before.guards)?;
    }
    regime::amend::follow(world, &before)
}

fn told(changes: &[String]) -> String {
    let first: Vec<&str> = changes.iter().take(MOST_TOLD).map(String::as_str).collect();
    let mut told = first.join(", ");
    if changes.len() > MOST_TOLD {
        told.push_str(&format!(" and {} more", changes.len() - MOST_TOLD));
    }
    told
}
