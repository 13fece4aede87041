//! Warnings: what an inmate tells of trouble to come, what the warden believes of it, and what he does.
//!
//! A man tells an officer who is near him, and it goes to the warden. He names a place and how soon; he
//! may be wrong, and the warden cannot know. How far he believes it hangs on who says it, and on
//! whether others say the same. What he believes enough he acts on: officers who are free draw arms
//! and stand where he believes it will come, until the time is over.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Custody, Watch};
use crate::clock::HOUR;
use crate::conduct::{Conduct, Deed};
use crate::due::DueKind;
use crate::happening::{CustodyFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Bodies, Mode};
use crate::prison::{Grid, Topology, sight};
use crate::section::Limits;

/// The longest somebody can look ahead, hours.
pub(super) const MOST_HOURS: u32 = 24;
/// What the warden makes of a warning by a man of no temper at all, and by one of the greatest; and
/// how much of the doubt that is left another's takes away. Basis points, guesses.
const OF_THE_MILD: u32 = 8_000;
const OF_THE_VIOLENT: u32 = 3_000;
const AGREEING: u32 = 5_000;
/// He acts on what he believes at least so far.
const ACTED_ON: u32 = 4_000;
/// The share of the officers on duty whom he arms for what he is certain of, per cent. A guess: one in
/// three holds a post, and half of the others are needed for levers and counts.
const ARMED: u32 = 30;
/// Most warnings that are kept at once.
pub(super) const MOST_WARNINGS: usize = 32;

/// What the warden has been told, and believes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Who told it.
    pub by: PersonId,
    /// Where trouble is to come: a tile of the room.
    pub at: TileId,
    /// How far the warden believes it, basis points.
    pub belief: u32,
    /// Until when it is to have come.
    pub until: u64,
    /// Who stands armed because of it, in order.
    pub armed: Vec<PersonId>,
    /// That it was told.
    pub cause: HappeningId,
}

impl Warning {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.by.0 < limits.inmates
            && self.at.0 < limits.tiles
            && self.belief <= 10_000
            && limits.is_planned(self.until)
            && self.armed.is_sorted_by(|a, b| a < b)
            && self.armed.iter().all(|person| person.0 < limits.persons)
            && self.cause.0 <= limits.happenings
    }
}

impl Custody {
    /// What the warden has been told of trouble to come, oldest first.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Whether an officer has drawn a gun because of a warning.
    pub fn is_armed(&self, officer: PersonId) -> bool {
        self.warnings
            .iter()
            .any(|warning| warning.armed.binary_search(&officer).is_ok())
    }

    pub(super) fn warnings_are_sound(&self, limits: &Limits) -> bool {
        self.warnings.len() <= MOST_WARNINGS
            && self.warnings.iter().all(|warning| warning.is_sound(limits))
    }
}

/// The nearest officer whom a man can tell something in passing.
pub(super) fn confidant(world: &World, person: PersonId) -> Option<PersonId> {
    let ground = (world.resource::<Grid>(), world.resource::<Topology>());
    nearest_ear(
        world.resource::<Custody>(),
        world.resource::<Conduct>(),
        world.resource::<Bodies>(),
        ground,
        person,
    )
}

fn nearest_ear(
    custody: &Custody,
    conduct: &Conduct,
    bodies: &Bodies,
    (grid, topology): (&Grid, &Topology),
    person: PersonId,
) -> Option<PersonId> {
    let here = bodies.body(person).tile;
    custody
        .officers
        .iter()
        .filter(|officer| officer.on_duty)
        .map(|officer| officer.person)
        .filter(|officer| {
            bodies.body(*officer).mode != Mode::Gone
                && !matches!(
                    conduct.doing(*officer).activity.deed,
                    Deed::Captive | Deed::Dead | Deed::OffDuty
                )
        })
        .map(|officer| {
            let there = bodies.body(officer).tile;
            (grid.distance(here, there), officer, there)
        })
        .filter(|(distance, _, there)| {
            *distance <= sight::A_WORD && sight::sees(grid, topology, here, *there)
        })
        .min()
        .map(|(_, officer, _)| officer)
}

impl Watch<'_> {
    /// A man tells an officer that there will be trouble at a place within some hours.
    pub(super) fn be_warned(
        &mut self,
        (by, temper): (PersonId, u32),
        to: PersonId,
        at: TileId,
        hours: u32,
    ) {
        let tick = self.tick();
        let what = What::Custody(CustodyFact::Informed {
            to,
            of: at,
            noticed: self.noticed_by(by),
        });
        let here = self.travel.bodies.body(by).tile;
        let cause = self
            .happenings
            .record(tick, what, Some(by), Some(here), HappeningId::NONE);
        let until = tick + u64::from(hours) * HOUR;
        let belief = self.belief(temper, at);
        self.custody.warnings.push(Warning {
            by,
            at,
            belief,
            until,
            armed: Vec::new(),
            cause,
        });
        self.due.push(until, DueKind::WarningOver, by, 0);
        if belief >= ACTED_ON {
            self.arm_for_the_last(belief);
        }
    }

    /// The nearest officer whom a man can tell something in passing.
    pub(super) fn ear(&self, person: PersonId) -> Option<PersonId> {
        let travel = &self.travel;
        let ground = (&*travel.grid, &*travel.topology);
        nearest_ear(&self.custody, &self.conduct, &travel.bodies, ground, person)
    }

    /// How far the warden believes what a man of that temper says of a place.
    fn belief(&self, temper: u32, at: TileId) -> u32 {
        let room = self.travel.topology.room_at(at);
        let own = OF_THE_MILD - (OF_THE_MILD - OF_THE_VIOLENT) * temper.min(10_000) / 10_000;
        let others = self.custody.warnings.iter().filter(|warning| {
            self.travel.topology.room_at(warning.at) == room && warning.until > self.tick()
        });
        others.fold(own, |belief, _| {
            belief + (10_000 - belief) * AGREEING / 10_000
        })
    }

    /// Officers who are free draw arms and stand where the last warning says.
    fn arm_for_the_last(&mut self, belief: u32) {
        let Some(warning) = self.custody.warnings.last() else {
            return;
        };
        let (at, cause, by) = (warning.at, warning.cause, warning.by);
        let Some(room) = self.travel.topology.room_at(at) else {
            return;
        };
        let wanted = self.custody.on_duty() * ARMED / 100 * belief / 10_000;
        let mut free: Vec<(bool, u32, PersonId)> = self
            .custody
            .officers
            .iter()
            .filter(|officer| officer.on_duty && officer.leaves.is_none() && officer.post.is_none())
            .map(|officer| (officer.task.is_some(), officer.person))
            .filter(|(_, person)| {
                !self.conduct.is_led(*person)
                    && !self.conduct.doing(*person).activity.deed.is_beset()
                    && !self.custody.is_armed(*person)
            })
            .map(|(busy, person)| {
                let here = self.travel.bodies.body(person).tile;
                (busy, self.travel.grid.distance(here, at), person)
            })
            .collect();
        free.sort_unstable();
        let mut armed: Vec<PersonId> = free
            .into_iter()
            .take(wanted as usize)
            .map(|(_, _, person)| person)
            .collect();
        if armed.is_empty() {
            return;
        }
        armed.sort_unstable();
        let tick = self.tick();
        let officers = armed.len() as u32;
        let what = What::Custody(CustodyFact::GuardsArmed { officers });
        let place = self.travel.topology.room(room).tiles.first().copied();
        let cause = self.happenings.record(tick, what, Some(by), place, cause);
        if let Some(warning) = self.custody.warnings.last_mut() {
            warning.armed = armed.clone();
        }
        for person in armed {
            if self
                .custody
                .officer(person)
                .is_some_and(|officer| officer.task.is_none())
            {
                self.back_to_duty(person, cause);
            }
        }
    }
}

/// Warnings whose time is over are forgotten, and arms are put away.
pub(super) fn forget(mut watch: Watch) {
    if watch.due.now(DueKind::WarningOver).next().is_none() {
        return;
    }
    let tick = watch.tick();
    let (over, kept): (Vec<Warning>, Vec<Warning>) = std::mem::take(&mut watch.custody.warnings)
        .into_iter()
        .partition(|warning| warning.until <= tick);
    watch.custody.warnings = kept;
    for warning in over {
        for person in warning.armed {
            let is_free = watch
                .custody
                .officer(person)
                .is_some_and(|officer| officer.task.is_none());
            if is_free {
                watch.back_to_duty(person, warning.cause);
            }
        }
    }
}
