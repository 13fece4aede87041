//! What a card says of a person: what he waits for and until when, where he belongs, what comes next.
//! Only read; who may know it is decided elsewhere.

use bevy_ecs::prelude::World;

use crate::due::{DueKind, DueQueue};
use crate::happening::Happenings;
use crate::ids::{PersonId, TileId};
use crate::message::{Message, Part};
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
    /// What is to be said of it: `waits in the queue before the door between a gallery and the cell
    /// house, 4 before him, since 07:05`.
    pub message: Message,
}

/// Where somebody belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// His cell: `B-114`.
    pub cell: Option<String>,
    /// His tier: `B2 north`.
    pub tier: Option<String>,
    /// Where he sleeps: `B-114`, `the floor of B-114`, `a mattress in the gallery of B2 north`.
    pub berth: Option<Message>,
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
        Reason::Queue | Reason::Locked | Reason::SallyPort | Reason::Blocked => None,
    };
    let because = Part::Message(Box::new(because(world, person, &wait)));
    let since = Part::Time(wait.since);
    let message = match until {
        None => Message::new("waiting")
            .with("because", because)
            .with("since", since),
        Some(until) => Message::new("waiting-until")
            .with("because", because)
            .with("since", since)
            .with("until", Part::Time(until)),
    };
    Some(Waiting {
        reason: wait.reason,
        since: wait.since,
        until,
        at: wait.at,
        message,
    })
}

/// What keeps him.
fn because(world: &World, person: PersonId, wait: &Wait) -> Message {
    let at = Part::Place(wait.at);
    match wait.reason {
        Reason::Queue => {
            let queue = world.resource::<Queues>().before(wait.at);
            let before = queue.take_while(|other| *other != person).count();
            Message::new("waits-in-queue")
                .with("at", at)
                .with("before", Part::Count(before as i64))
        }
        Reason::Locked => Message::new("waits-for-key").with("at", at),
        Reason::SallyPort if world.resource::<Roster>().is_inmate(person) => {
            Message::new("waits-before-gate").with("at", at)
        }
        Reason::SallyPort => Message::new("waits-for-sally-port"),
        // The order is named if it is still remembered.
        Reason::Ordered => match world.resource::<Happenings>().find(wait.cause) {
            Some(order) => {
                let order = Part::Message(Box::new(order.message()));
                Message::new("waits-in-file-ordered").with("order", order)
            }
            None => Message::new("waits-in-file"),
        },
        Reason::Blocked => Message::new("waits-without-way"),
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
    let named = |id, name: &str| Message::new(id).with("name", Part::Written(name.to_owned()));
    let berth = match (cell, entry.berth_kind) {
        (Some(cell), BerthKind::CellFloor) => Some(named("berth-floor", &cell.name)),
        (Some(cell), BerthKind::Bunk | BerthKind::Gallery | BerthKind::Outside) => {
            Some(named("berth-cell", &cell.name))
        }
        (None, _) => tier.map(|tier| named("berth-gallery", &tier.name)),
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
