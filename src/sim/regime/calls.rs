//! Calling tiers out, and getting everybody home.
//!
//! A tier is called: its lever is to be thrown; when it is, its men fall in along
//! the gallery, in one file for each place they go to; when all stand there, or
//! after a minute and a half, the file marches. Those who are called from
//! elsewhere go by themselves. A tier whose men are all home again, or of whom
//! only those remain who have nothing to do, is dismissed: the lever is thrown back
//! (`dispatch` sees to it second by second).

use serde::{Deserialize, Serialize};

use super::{Base, Duty};
use crate::clock::seconds;
use crate::conduct::{Activity, Deed, Source};
use crate::due::DueKind;
use crate::happening::{DayFact, DoorFact, What};
use crate::ids::{FileId, HappeningId, PersonId, RoomId, TierId, TileId};
use crate::movement::Muster;
use crate::people::BerthKind;
use crate::section::Limits;

/// A file leaves without those who are not there after this long.
const PATIENCE: u64 = seconds(90);
/// Fewer men than this walk by themselves.
const SMALLEST_FILE: usize = 4;
/// How far to its side a file marches, mm.
const ASIDE: i32 = 330;

/// What a man is called to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Called {
    pub person: PersonId,
    pub deed: Deed,
    pub at: TileId,
}

/// A tier as the regime has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TierState {
    /// Whether it should stand open.
    pub(super) out: bool,
    /// Whether it does, as far as the officers reported.
    pub(super) open: bool,
    /// Men called who wait for the lever.
    pub(super) waiting: Vec<Called>,
    /// What called them.
    pub(super) cause: HappeningId,
    /// Files that fall in.
    pub(super) files: Vec<FileId>,
    /// Whether a call to work or yard is still to come, and to which.
    pub(super) queued: Option<Base>,
}

impl TierState {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.cause.0 <= limits.happenings
            && self
                .waiting
                .iter()
                .all(|called| called.person.0 < limits.persons && called.at.0 < limits.tiles)
    }

    pub(super) fn is_out(&self) -> bool {
        self.out || self.open
    }
}

impl Duty<'_> {
    /// Whether somebody is in his cell, or in the gallery before it.
    pub(super) fn is_in_tier(&self, person: PersonId) -> bool {
        let entry = self.roster.of(person);
        let Some(tier) = entry.tier.and_then(|tier| self.tiers.tier(tier)) else {
            return false;
        };
        let here = self.room_of(person);
        (here.is_some() && here == tier.gallery(&self.travel.topology))
            || (entry.berth_kind != BerthKind::Gallery
                && here == self.travel.topology.room_at(entry.berth))
    }

    /// Calls men of one tier to somewhere.
    pub(super) fn call(&mut self, tier: TierId, men: Vec<Called>, cause: HappeningId) {
        let mut at_home = Vec::new();
        for called in men {
            if !self.conduct.is_kept(called.person) && self.is_in_tier(called.person) {
                at_home.push(called);
            } else {
                self.bid(called.person, Activity::new(called.deed, called.at), cause);
            }
        }
        if at_home.is_empty() {
            return;
        }
        let state = &mut self.regime.tiers[tier.index()];
        state.cause = cause;
        if state.open {
            self.fall_in(tier, at_home, cause);
        } else {
            state.waiting = at_home;
            self.open_tier(tier, cause);
        }
    }

    /// Has a tier opened, if it is not to be already.
    pub(super) fn open_tier(&mut self, tier: TierId, cause: HappeningId) {
        let state = &mut self.regime.tiers[tier.index()];
        if !std::mem::replace(&mut state.out, true) {
            self.record(What::Door(DoorFact::TierCalled { tier }), cause);
            let soon = self.tick() + 1;
            self.due.push(soon, DueKind::Dispatch, PersonId(0), 0);
        }
    }

    /// Men of an open tier fall in, one file for each room they go to.
    pub(super) fn fall_in(&mut self, tier: TierId, men: Vec<Called>, cause: HappeningId) {
        let Some(found) = self.tiers.tier(tier) else {
            return;
        };
        let lane = found.lane;
        let aside = if tier.0.is_multiple_of(2) {
            ASIDE
        } else {
            -ASIDE
        };
        let mut by_room: Vec<(RoomId, Vec<Called>)> = Vec::new();
        for person in self.roster.of_tier(tier).to_vec() {
            let Some(called) = men.iter().find(|called| called.person == person) else {
                continue;
            };
            // Who goes where his seat leads him would keep the file waiting: he is called, and comes by
            // himself if he likes.
            if self.conduct.is_away(person) {
                self.bid(person, Activity::new(called.deed, called.at), cause);
                continue;
            }
            let Some((_, room)) = self.travel.topology.reach(called.at) else {
                continue;
            };
            match by_room.iter_mut().find(|(other, _)| *other == room) {
                Some((_, list)) => list.push(*called),
                None => by_room.push((room, vec![*called])),
            }
        }
        for (to, called) in by_room {
            let mut file = None;
            if called.len() >= SMALLEST_FILE {
                let men: Vec<(PersonId, TileId)> = called
                    .iter()
                    .map(|called| (called.person, self.before_cell(called.person)))
                    .collect();
                file = self.travel.muster(&Muster {
                    cause,
                    lane,
                    aside,
                    men: &men,
                    to,
                });
            }
            if let Some(file) = file {
                let leaves = self.tick() + PATIENCE;
                self.regime.tiers[tier.index()].files.push(file);
                self.due
                    .push(leaves, DueKind::FileLeaves, PersonId(tier.0 as u32), file.0);
            }
            for called in called {
                let activity = Activity::new(called.deed, called.at).with_file(file);
                self.bid(called.person, activity, cause);
            }
        }
    }

    /// The floor before a man's cell, or his mattress.
    fn before_cell(&self, person: PersonId) -> TileId {
        let berth = self.roster.of(person).berth;
        let topology = &self.travel.topology;
        let before = topology.room_at(berth).and_then(|cell| {
            let door = topology.only_portal(cell)?;
            let portal = topology.portal(door);
            let side = portal.side(cell)?;
            portal.approach[1 - side].first().copied()
        });
        before.unwrap_or(berth)
    }

    /// Sends one man home; his tier is opened for him if it is locked.
    pub(crate) fn send_home(&mut self, person: PersonId, cause: HappeningId) {
        let entry = self.roster.of(person);
        let (berth, tier) = (entry.berth, entry.tier);
        let activity = Activity::new(self.home_deed(), berth);
        if self.bid_of(person) == Some(activity) {
            return;
        }
        self.bid(person, activity, cause);
        if let Some(tier) = tier
            && !self.is_in_tier(person)
            && !self.conduct.is_kept(person)
        {
            self.open_tier(tier, cause);
        }
    }

    /// Has the tier of a man opened if the door of his cell stands between him and where the
    /// timetable has him.
    pub(super) fn let_through(&mut self, person: PersonId) {
        if !self.roster.is_inmate(person) {
            return;
        }
        let Some(bid) = self.conduct.bid_of(person, Source::Regime).copied() else {
            return;
        };
        let goes_home = bid.activity.at == self.roster.of(person).berth;
        if let Some(tier) = self.roster.of(person).tier
            && goes_home != self.is_at_berth(person)
        {
            self.open_tier(tier, bid.cause);
        }
    }

    /// Whether a man is behind the door he is locked in by: in his cell, or in the gallery if he
    /// sleeps there.
    pub(super) fn is_at_berth(&self, person: PersonId) -> bool {
        let entry = self.roster.of(person);
        match entry.berth_kind {
            BerthKind::Gallery => self.is_in_tier(person),
            _ => self.room_of(person) == self.travel.topology.room_at(entry.berth),
        }
    }

    /// Sends everybody home but the night gang at its work.
    pub(crate) fn everybody_home(&mut self, cause: HappeningId) {
        let listed_stay = !self.regime.day;
        let everybody: Vec<PersonId> = self.roster.all_inmates().collect();
        for person in everybody {
            if listed_stay && self.is_listed(person) {
                continue;
            }
            self.send_home(person, cause);
        }
    }

    /// Who was led off to his cell is let out by a bell, after his tier was called: until the next
    /// call he stays at home, and does not stand before his locked door.
    pub(super) fn keep_in_who_was_led_off(&mut self, cause: HappeningId) {
        let led_off: Vec<PersonId> = self
            .roster
            .all_inmates()
            .filter(|person| self.conduct.is_led_off(*person))
            .collect();
        for person in led_off {
            self.send_home(person, cause);
        }
    }

    /// Forgets calls that have not been carried out.
    pub(super) fn drop_calls(&mut self) {
        for tier in &mut self.regime.tiers {
            tier.queued = None;
            tier.waiting.clear();
        }
    }

    /// Queues every tier with workers to be called to work.
    pub(super) fn call_to_work(&mut self, call: HappeningId) {
        let men = self
            .roster
            .all_inmates()
            .filter(|person| self.day_work(*person).is_some())
            .count() as u32;
        self.record(What::Day(DayFact::WorkCalled { men }), call);
        self.queue_tiers(Base::Work, call);
    }

    /// Queues every tier to be called to the yard.
    pub(super) fn call_to_yard(&mut self, call: HappeningId) {
        self.queue_tiers(Base::Yard, call);
    }

    fn queue_tiers(&mut self, base: Base, call: HappeningId) {
        for tier in &mut self.regime.tiers {
            tier.queued = Some(base);
            tier.cause = call;
        }
    }

    /// Where a man works by day, if he does.
    pub(super) fn day_work(&self, person: PersonId) -> Option<TileId> {
        let entry = self.roster.of(person);
        if self.is_listed(person) {
            return None;
        }
        entry.job.and(entry.work_place)
    }
}
