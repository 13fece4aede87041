//! What is told of a whole run, to a reader who knows everybody by name: lines of the chronicle, the
//! report, and where something is.

use bevy_ecs::prelude::World;
use bighouse_sim::Prison;
use bighouse_sim::happening::Happening;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::record::report::{self, Before, Report};
use bighouse_sim::record::why;
use bighouse_sim::vocabulary;
use serde::{Deserialize, Serialize};

use super::{TrueNames, day, places, spoken};

/// One line of the chronicle, as written to a file: a happening with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The happening's number.
    pub id: u32,
    /// When, in ticks.
    pub tick: u64,
    /// When, as people say it.
    pub when: String,
    /// What it was, in words.
    pub words: String,
    /// The number of its cause; 0 for a root.
    pub cause: u32,
    /// Whom it names, by their numbers among all persons: `--seat`, `--person` and an order file take
    /// one as `person:17`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<u32>,
    /// Of the happening by which a riot was called one: what its men held against the house, the
    /// heaviest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<RootTold>,
}

/// What men held against the house, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootTold {
    /// What, in words: `the food`.
    pub what: String,
    /// Share of all they held against it, basis points.
    pub share: u32,
    /// The number of the last happening of it.
    pub last: u32,
}

/// A happening with its words.
pub fn line(world: &World, happening: &Happening) -> Line {
    let roots = why::roots(world, happening.id).into_iter();
    Line {
        id: happening.id.0,
        tick: happening.tick,
        when: day::when(world.resource(), happening.tick),
        words: said(world, &happening.message()),
        cause: happening.cause.0,
        persons: happening
            .persons()
            .into_iter()
            .map(|person| person.0)
            .collect(),
        roots: roots
            .map(|root| RootTold {
                what: spoken().plain(vocabulary::grievance(root.grievance)),
                share: root.share,
                last: root.last.0,
            })
            .collect(),
    }
}

/// The report of a run that took `wall_s` seconds of wall time, without what was counted before it.
pub fn report(prison: &Prison, before: &Before, wall_s: f64) -> Report {
    report::of(prison, before, wall_s, &|message| {
        said(prison.world(), message)
    })
}

/// The text of a message with true names, as it stands inside a sentence.
pub fn said(world: &World, message: &Message) -> String {
    spoken().text(message, &TrueNames(world))
}

/// What somebody is called.
pub fn name(world: &World, person: PersonId) -> String {
    said(
        world,
        &Message::new("person-named").with("who", Part::Person(person)),
    )
}

/// Where a tile is: "in the yard".
pub fn where_is(world: &World, tile: TileId) -> String {
    said(world, &places::HousePlan::of(world).where_is(tile))
}

/// Where somebody goes who goes to a tile: "the yard".
pub fn where_to(world: &World, tile: TileId) -> String {
    said(world, &places::HousePlan::of(world).where_to(tile))
}
