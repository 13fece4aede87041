//! The roster: where everybody belongs. It is made by `making`, and changed by what happens since.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::Role;
use crate::ids::{PersonId, TierId, TileId};
use crate::section::{Limits, Section};

/// What a man sleeps on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BerthKind {
    /// A berth in a bunk.
    #[default]
    Bunk,
    /// The floor of a cell.
    CellFloor,
    /// A mattress in the gallery.
    Gallery,
    /// A bed outside the cells: an officer's, a civilian's.
    Outside,
}

/// The place of a job in the level's list.
pub type JobIndex = u16;

/// What changes about where somebody belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Where he sleeps.
    pub berth: TileId,
    /// On what.
    pub berth_kind: BerthKind,
    /// His tier, for inmates.
    pub tier: Option<TierId>,
    /// His job.
    pub job: Option<JobIndex>,
    /// His own place of work.
    pub work_place: Option<TileId>,
}

/// Where everybody belongs, by [`PersonId`]; inmates come first.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    entries: Vec<Assignment>,
    /// Who is dead, in order.
    dead: Vec<PersonId>,
    /// What everybody is. Worked out from the level.
    #[serde(skip)]
    roles: Vec<Role>,
    /// How many inmates there are: persons 0 to this.
    #[serde(skip)]
    inmates: u32,
    /// The men of each tier, those nearest to its gate first.
    #[serde(skip)]
    by_tier: Vec<Vec<PersonId>>,
}

impl Section for Roster {
    const NAME: &'static str = "people.roster";
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.entries.len() == limits.persons as usize
            && self.dead.is_sorted_by(|a, b| a < b)
            && self.dead.iter().all(|person| person.0 < limits.persons)
            && self.entries.iter().all(|entry| {
                entry.berth.0 < limits.tiles
                    && entry.tier.is_none_or(|tier| (tier.0 as u32) < limits.tiers)
                    && entry.job.is_none_or(|job| (job as u32) < limits.jobs)
                    && entry.work_place.is_none_or(|tile| tile.0 < limits.tiles)
            });
        if sound {
            Ok(())
        } else {
            Err("somebody belongs nowhere".into())
        }
    }

    fn settle(&mut self, before: Self) {
        self.roles = before.roles;
        self.inmates = before.inmates;
        self.by_tier = before.by_tier;
        for tier in &mut self.by_tier {
            tier.retain(|man| self.dead.binary_search(man).is_err());
        }
    }
}

impl Roster {
    /// Everybody as made: inmates first, and the men of each tier in the order of its cells.
    pub(super) fn new(
        entries: Vec<Assignment>,
        roles: Vec<Role>,
        inmates: u32,
        by_tier: Vec<Vec<PersonId>>,
    ) -> Self {
        Self {
            entries,
            dead: Vec::new(),
            roles,
            inmates,
            by_tier,
        }
    }

    /// What is known of one person.
    pub fn of(&self, person: PersonId) -> &Assignment {
        &self.entries[person.index()]
    }

    /// What somebody is.
    pub fn role(&self, person: PersonId) -> Role {
        self.roles[person.index()]
    }

    /// Whether somebody is dead.
    pub fn is_dead(&self, person: PersonId) -> bool {
        self.dead.binary_search(&person).is_ok()
    }

    /// Who is dead, in order.
    pub fn dead(&self) -> &[PersonId] {
        &self.dead
    }

    /// How many inmates live.
    pub fn living(&self) -> u32 {
        let dead = self.dead.partition_point(|person| person.0 < self.inmates);
        self.inmates - dead as u32
    }

    /// Somebody dies: he is on no list any more.
    pub(crate) fn die(&mut self, person: PersonId) {
        if let Err(place) = self.dead.binary_search(&person) {
            self.dead.insert(place, person);
        }
        for tier in &mut self.by_tier {
            tier.retain(|man| *man != person);
        }
    }

    /// How many inmates there are, the dead among them.
    pub fn inmates(&self) -> u32 {
        self.inmates
    }

    /// Whether somebody is an inmate.
    pub fn is_inmate(&self, person: PersonId) -> bool {
        person.0 < self.inmates
    }

    /// How many persons there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Everybody of one role, in order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = PersonId> + '_ {
        self.roles
            .iter()
            .enumerate()
            .filter(move |(_, other)| **other == role)
            .map(|(index, _)| PersonId::from_index(index))
    }

    /// The men of a tier, those nearest to its gate first.
    pub fn of_tier(&self, tier: TierId) -> &[PersonId] {
        self.by_tier.get(tier.index()).map_or(&[], Vec::as_slice)
    }

    /// All inmates who live, in order.
    pub fn all_inmates(&self) -> impl Iterator<Item = PersonId> + '_ {
        (0..self.inmates)
            .map(PersonId)
            .filter(|person| !self.is_dead(*person))
    }
}
