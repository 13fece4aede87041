//! What is on the books of a riot.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::phase::Phase;
use super::{Siege, Ward};
use crate::happening::{Grievance, RiotEnd};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::prison::Topology;
use crate::section::{Limits, MOST_COUNTED, Section};

/// A door that rioters work at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Forcing {
    /// The first tile of its portal.
    pub key: TileId,
    /// Man-seconds of work done.
    pub done: u32,
}

/// A riot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Riot {
    /// When officers first left a room to the men.
    pub began: u64,
    /// Where.
    pub place: TileId,
    /// The happening it came from.
    pub cause: HappeningId,
    /// When it was first called a riot, and the happening of that: before that it is a protest that
    /// officers have left alone.
    pub called: Option<(u64, HappeningId)>,
    /// How far it has come.
    pub phase: Phase,
    /// Who leads: the most violent of those who began.
    pub leader: PersonId,
    /// A tile of each room the men hold.
    pub rooms: Vec<TileId>,
    /// Whoever took part, in order.
    pub joined: Vec<PersonId>,
    /// How many were active in the first 60 s of the protest it came from.
    pub starters: u32,
    /// Most who took part at once, and how many were loose then.
    pub peak: u32,
    /// See `peak`.
    pub loose: u32,
    /// Officers who are held.
    pub hostages: Vec<PersonId>,
    /// How many were taken in all.
    pub taken: u32,
    /// How many of them rioters killed.
    pub hostages_killed: u32,
    /// Inmates killed.
    pub inmates_killed: u32,
    /// Of those, while the prison was taken back.
    pub killed_in_retaking: u32,
    /// Inmates killed because they had informed on others.
    pub informers_killed: u32,
    /// Of the prison's and the state's men killed, hostages included.
    pub staff_killed: u32,
    /// Whether some of those who take part carry keys.
    pub has_keys: bool,
    /// Doors they work at.
    pub(super) forcing: Vec<Forcing>,
    /// Where hostages are kept, and by whom.
    pub ward: Ward,
    /// How it was answered.
    pub siege: Siege,
    /// What the men held against the administration, the heaviest first: share in basis points, and
    /// the last happening of it.
    pub causes: Vec<(Grievance, u32, HappeningId)>,
    /// The share of it that has no name, basis points.
    pub unnamed: u32,
}

impl Riot {
    /// Whether it is called a riot.
    pub fn is_called(&self) -> bool {
        self.called.is_some()
    }

    /// Since when the prison is being taken back, ticks, and by whom; or was, if it ended so.
    pub fn stormed(&self) -> Option<(u64, RiotEnd)> {
        match self.phase {
            Phase::Held => None,
            Phase::Stormed { since, by } => Some((since, by)),
            Phase::Over { stormed, by, .. } => stormed.map(|since| (since, by)),
        }
    }

    /// When it was over, ticks, and by what.
    pub fn ended(&self) -> Option<(u64, RiotEnd)> {
        match self.phase {
            Phase::Held | Phase::Stormed { .. } => None,
            Phase::Over { at, by, .. } => Some((at, by)),
        }
    }

    /// The cause of what happens in it: its own happening, or that it came from.
    pub(super) fn why(&self) -> HappeningId {
        self.called.map_or(self.cause, |(_, called)| called)
    }

    /// The rooms the men hold.
    pub(super) fn held(&self, topology: &Topology) -> Vec<RoomId> {
        let rooms = self.rooms.iter();
        rooms.filter_map(|tile| topology.room_at(*tile)).collect()
    }

    /// Counts somebody who was killed by inmates, in it.
    pub(super) fn counts_dead(&mut self, victim: PersonId, is_inmate: bool) {
        let was_held = self.hostages.contains(&victim);
        self.hostages.retain(|hostage| *hostage != victim);
        self.hostages_killed += u32::from(was_held);
        self.staff_killed += u32::from(!is_inmate);
        self.inmates_killed += u32::from(is_inmate);
    }

    fn is_sound(&self, limits: &Limits) -> bool {
        let persons = |men: &[PersonId]| men.iter().all(|man| man.0 < limits.persons);
        let numbers = [
            self.starters,
            self.peak,
            self.loose,
            self.taken,
            self.hostages_killed,
            self.inmates_killed,
            self.killed_in_retaking,
            self.informers_killed,
            self.staff_killed,
        ];
        limits.is_past(self.began)
            && self.place.0 < limits.tiles
            && self.cause.0 <= limits.happenings
            && self
                .called
                .is_none_or(|(tick, called)| limits.is_past(tick) && called.0 <= limits.happenings)
            && self.phase.is_sound(limits)
            && self.leader.0 < limits.persons
            && self.rooms.iter().all(|room| room.0 < limits.tiles)
            && persons(&self.joined)
            && persons(&self.hostages)
            && numbers.into_iter().all(|number| number <= MOST_COUNTED)
            && self
                .forcing
                .iter()
                .all(|work| work.key.0 < limits.tiles && work.done <= MOST_COUNTED)
            && self.ward.is_sound(limits)
            && self.siege.is_sound(limits)
            && self
                .causes
                .iter()
                .all(|cause| cause.2.0 <= limits.happenings)
    }
}

/// All riots, oldest first.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Riots {
    all: Vec<Riot>,
}

impl Riots {
    /// All that were called riots, and what goes on.
    pub fn all(&self) -> &[Riot] {
        &self.all
    }

    /// The one that goes on.
    pub fn now(&self) -> Option<&Riot> {
        self.all.last().filter(|riot| riot.ended().is_none())
    }

    /// Whether the light is cut off.
    pub fn light_is_cut_off(&self) -> bool {
        self.now()
            .is_some_and(|riot| riot.siege.light.cut_since().is_some())
    }

    /// The one that goes on, to change.
    pub(super) fn now_mut(&mut self) -> Option<&mut Riot> {
        self.all.last_mut().filter(|riot| riot.ended().is_none())
    }

    /// The cause of what is done in the one that goes on, if one does.
    pub(super) fn why(&self) -> HappeningId {
        self.now().map_or(HappeningId::NONE, Riot::why)
    }

    /// One more.
    pub(super) fn begin(&mut self, riot: Riot) {
        self.all.push(riot);
    }

    /// The last was over before it was called a riot: it never was one.
    pub(super) fn forget_the_last(&mut self) {
        self.all.pop();
    }
}

impl Section for Riots {
    const NAME: &'static str = "riot";
    const VERSION: u32 = 4;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        if self.all.iter().all(|riot| riot.is_sound(limits)) {
            Ok(())
        } else {
            Err("a riot is out of range".into())
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        (1 << 20) + 512 * limits.persons as u64
    }
}
