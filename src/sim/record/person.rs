//! What a card says of a person: what he waits for and until when, where he belongs, what comes next.
//! Only read; who may know it is decided elsewhere.

use bevy_ecs::prelude::World;

use super::why;
use crate::clock::Clock;
use crate::due::{DueKind, DueQueue};
use crate::happening::Happenings;
use crate::ids::{PersonId, TileId};
use crate::movement::waits::{Reason, Wait};
use crate::movement::{Bodies, Queues, Waits};
use crate::people::{BerthKind, Roster};
use crate::prison::Tiers;
use crate::regime::today::{self, Call};
use crate::rules::Rules;

/// Why somebody does not get on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// For what.
    pub reason: Reason,
    /// Since which tick.
    pub since: u64,
    /// In which tick it ends at the latest, where that is known.
    pub until: Option<u64>,
    /// The tile or the door.
    pub at: TileId,
    /// In words: `waits in the queue before the door between a gallery and the cell house, 4 before
    /// him, since 07:05`.
    pub words: String,
}

/// Where somebody belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// His cell: `B-114`.
    pub cell: Option<String>,
    /// His tier: `B2 north`.
    pub tier: Option<String>,
    /// Where he sleeps, in words: `B-114`, `the floor of B-114`, `a mattress in the gallery of B2 north`.
    pub berth: Option<String>,
    /// His job, by its key.
    pub job: Option<String>,
    /// Where the bell calls him next.
    pub next: Option<Call>,
}

/// Why somebody waits, if he does.
pub fn waiting(world: &World, person: PersonId) -> Option<Waiting> {
    let wait = world.resource::<Waits>().of(person)?;
    let until = match wait.reason {
        Reason::Ordered => file_leaves(world, person),
        _ => None,
    };
    let mut words = match wait.reason {
        Reason::Queue => {
            let before = world
                .resource::<Queues>()
                .before(wait.at)
                .take_while(|other| *other != person)
                .count();
            match before {
                0 => format!(
                    "is the first before the door {}",
                    why::where_is(world, wait.at)
                ),
                before => format!(
                    "waits in the queue before the door {}, {before} before him",
                    why::where_is(world, wait.at)
                ),
            }
        }
        Reason::Locked => format!(
            "waits for the door {} to be unlocked",
            why::where_is(world, wait.at)
        ),
        Reason::SallyPort if world.resource::<Roster>().is_inmate(person) => format!(
            "stands before the gate {}, which is not opened to him",
            why::where_is(world, wait.at)
        ),
        Reason::SallyPort => "waits for the sally port to open on his side".to_owned(),
        Reason::Ordered => format!("stands in his file{}", order_of(world, &wait)),
        Reason::Blocked => "finds no way to where he should go".to_owned(),
    };
    let clock = world.resource::<Clock>();
    words.push_str(&format!(", since {}", clock.hh_mm(wait.since)));
    if let Some(until) = until {
        words.push_str(&format!(", until {} at the latest", clock.hh_mm(until)));
    }
    Some(Waiting {
        reason: wait.reason,
        since: wait.since,
        until,
        at: wait.at,
        words,
    })
}

/// The order a wait comes from, in words, if it is still remembered.
fn order_of(world: &World, wait: &Wait) -> String {
    match world.resource::<Happenings>().find(wait.cause) {
        Some(happening) => format!(": {}", why::words(world, happening)),
        None => String::new(),
    }
}

/// When the file somebody stands in leaves without those who are missing.
fn file_leaves(world: &World, person: PersonId) -> Option<u64> {
    let file = world.resource::<Bodies>().journey(person).file?;
    world
        .resource::<DueQueue>()
        .entries()
        .find(|due| due.kind == DueKind::FileLeaves && due.stamp == file.0)
        .map(|due| due.tick)
}

/// Where somebody belongs.
pub fn belongs(world: &World, person: PersonId) -> Belongs {
    let roster = world.resource::<Roster>();
    let tiers = world.resource::<Tiers>();
    let entry = roster.of(person);
    let tier = entry.tier.and_then(|tier| tiers.tier(tier));
    let cell = tier.and_then(|tier| {
        tier.cells
            .iter()
            .find(|cell| cell.berths.contains(&entry.berth) || cell.floor.contains(&entry.berth))
    });
    let berth = match (cell, entry.berth_kind) {
        (Some(cell), BerthKind::CellFloor) => Some(format!("the floor of {}", cell.name)),
        (Some(cell), _) => Some(cell.name.clone()),
        (None, _) => tier.map(|tier| format!("a mattress in the gallery of {}", tier.name)),
    };
    Belongs {
        cell: cell.map(|cell| cell.name.clone()),
        tier: tier.map(|tier| tier.name.clone()),
        berth,
        job: entry
            .job
            .and_then(|job| world.resource::<Rules>().jobs.get(usize::from(job)))
            .map(|job| job.name.clone()),
        next: today::next_call(world, person),
    }
}
