//! Walking grounds: plain walkers with a start, a route and an end.
//!
//! For the movement tests of docs/science.md#tests-of-walking, and for trying out doors and ways. A walker sets
//! off at his own time, walks from area to area and leaves the map at the last.

use bevy_app::App;
use bevy_ecs::prelude::*;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use crate::chance::{Chance, Purpose};
use crate::clock::TICKS_PER_SECOND;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::due::{DueKind, DueQueue};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::Travel;
use crate::people::{Role, Roster};
use crate::prison::Grid;
use crate::rules::Rules;
use crate::schedule::{ArrivalsOf, Beginning, BeginningOf, BidsOf, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};

/// A walker's run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Who.
    pub person: PersonId,
    /// Which group of the level.
    pub group: u32,
    /// The area he walks to, as a place in the group's route.
    leg: u32,
    /// When he sets off: his own draw.
    pub sets_off: u64,
    /// When he took his first step.
    pub started: Option<u64>,
    /// When he came to the end.
    pub ended: Option<u64>,
}

/// All walkers, by person.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arena {
    runs: Vec<Run>,
}

impl Section for Arena {
    const NAME: &'static str = "arena";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.runs.is_sorted_by(|a, b| a.person < b.person)
            && self
                .runs
                .iter()
                .all(|run| run.person.0 < limits.persons && run.leg <= MOST_COUNTED);
        if sound {
            Ok(())
        } else {
            Err("the walkers are not in order".into())
        }
    }
}

impl Arena {
    /// All runs.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Whether every walker has come to his end.
    pub fn is_over(&self) -> bool {
        self.runs.iter().all(|run| run.ended.is_some())
    }

    fn find(&mut self, person: PersonId) -> Option<&mut Run> {
        self.runs
            .binary_search_by_key(&person, |run| run.person)
            .ok()
            .map(|place| &mut self.runs[place])
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Arena>();
    app.init_resource::<Arena>();
    app.add_systems(Beginning, start.in_set(BeginningOf::Arena));
    app.add_systems(
        SimTick,
        (
            set_off.in_set(BidsOf::Arena),
            note.in_set(ArrivalsOf::Arena),
        ),
    );
}

/// Draws everybody's start.
fn start(
    rules: Res<Rules>,
    chance: Res<Chance>,
    roster: Res<Roster>,
    mut arena: ResMut<Arena>,
    mut due: ResMut<DueQueue>,
) {
    let mut walkers = roster.with_role(Role::Walker);
    for (group, walking) in rules.walkers.iter().enumerate() {
        let (from, to) = walking.starts_after;
        for person in walkers.by_ref().take(walking.men as usize) {
            let mut rng = chance.stream(Purpose::Premovement, person, 0);
            let ticks = TICKS_PER_SECOND;
            let sets_off = rng.random_range(from as u64 * ticks..=to as u64 * ticks);
            arena.runs.push(Run {
                person,
                group: group as u32,
                leg: 0,
                sets_off,
                started: None,
                ended: None,
            });
            due.push(sets_off, DueKind::SetOff, person, 0);
        }
    }
}

/// The tile of an area that is a walker's own: he keeps his lane from area to area.
fn own_tile(grid: &Grid, area: &str, person: PersonId) -> Option<TileId> {
    let tiles = grid.area(area)?;
    let lane = person.0.wrapping_mul(0x9E37_79B9) >> 8;
    tiles
        .get(lane as usize % tiles.len().max(1))
        .map(|tile| TileId(*tile))
}

fn bid(conduct: &mut Conduct, person: PersonId, tile: TileId) {
    conduct.bid(
        person,
        Source::Errand,
        Bid {
            activity: Activity::new(Deed::Walk, tile),
            urgency: Urgency::Stroll,
            cause: HappeningId::NONE,
        },
    );
}

/// Sends those off whose time has come.
pub(crate) fn set_off(
    rules: Res<Rules>,
    grid: Res<Grid>,
    clock: Res<crate::clock::Clock>,
    due: Res<DueQueue>,
    mut arena: ResMut<Arena>,
    mut conduct: ResMut<Conduct>,
) {
    if !due.any_now() {
        return;
    }
    for due in due.now(DueKind::SetOff) {
        let Some(run) = arena.find(due.subject) else {
            continue;
        };
        let area = rules
            .walkers
            .get(run.group as usize)
            .and_then(|group| group.route.get(run.leg as usize));
        if let Some(tile) = area.and_then(|area| own_tile(&grid, area, due.subject)) {
            run.started = Some(clock.tick);
            bid(&mut conduct, due.subject, tile);
        }
    }
}

/// Who has come to an area walks to the next, or leaves at the last.
pub(crate) fn note(
    rules: Res<Rules>,
    mut arena: ResMut<Arena>,
    mut conduct: ResMut<Conduct>,
    mut travel: Travel,
) {
    if arena.runs.is_empty() || conduct.changed().is_empty() {
        return;
    }
    let came: Vec<PersonId> = conduct
        .changed()
        .iter()
        .copied()
        .filter(|person| conduct.is_at(*person, Deed::Walk))
        .collect();
    for person in came {
        let Some(run) = arena.find(person) else {
            continue;
        };
        let Some(group) = rules.walkers.get(run.group as usize) else {
            continue;
        };
        run.leg += 1;
        if run.leg as usize >= group.route.len() && group.forever {
            run.leg = 0;
        }
        let next = group
            .route
            .get(run.leg as usize)
            .and_then(|area| own_tile(&travel.grid, area, person));
        match next {
            Some(tile) => bid(&mut conduct, person, tile),
            None => {
                run.ended = Some(travel.clock.tick);
                travel.vanish(person);
            }
        }
    }
}
