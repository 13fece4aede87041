//! Calling tiers out, and getting everybody home.
//!
//! A tier is called: its lever is to be thrown; when it is, its men fall in along
//! the gallery, in one file for each place they go to; when all stand there, or
//! after a minute and a half, the file marches. Those who are called from
//! elsewhere go by themselves. A tier whose men are all home again, or of whom
//! only those remain who have nothing to do, is dismissed: the lever is thrown back.

use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::{Base, Duty};
use crate::chance::Purpose;
use crate::clock::seconds;
use crate::conduct::{Activity, Deed, Source};
use crate::due::DueKind;
use crate::happening::{CountFact, DayFact, DoorFact, HarmFact, JusticeFact, What};
use crate::ids::{FileId, HappeningId, PersonId, RoomId, TierId, TileId};
use crate::level::RoomUse;
use crate::movement::Muster;
use crate::movement::fields::hull_is_open;
use crate::people::BerthKind;
use crate::section::Limits;

/// A file leaves without those who are not there after this long.
const PATIENCE: u64 = seconds(90);
/// Fewer men than this walk by themselves.
const SMALLEST_FILE: usize = 4;
/// How far to its side a file marches, mm.
const ASIDE: i32 = 330;
/// How far a man in the yard strolls at a time, m along each axis.
const STROLL: i32 = 25;
/// Seconds between calling one tier to work or yard and the next: a gate of 3 m passes a tier in 24.
const CALL_EVERY: u64 = seconds(12);

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
    out: bool,
    /// Whether it does, as far as the officers reported.
    open: bool,
    /// Men called who wait for the lever.
    waiting: Vec<Called>,
    /// What called them.
    cause: HappeningId,
    /// Files that fall in.
    files: Vec<FileId>,
    /// Whether a call to work or yard is still to come, and to which.
    queued: Option<Base>,
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
    fn open_tier(&mut self, tier: TierId, cause: HappeningId) {
        let state = &mut self.regime.tiers[tier.index()];
        if !std::mem::replace(&mut state.out, true) {
            self.record(What::Door(DoorFact::TierCalled { tier }), cause);
            let soon = self.tick() + 1;
            self.due.push(soon, DueKind::Dispatch, PersonId(0), 0);
        }
    }

    /// Men of an open tier fall in, one file for each room they go to.
    fn fall_in(&mut self, tier: TierId, men: Vec<Called>, cause: HappeningId) {
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
    fn is_at_berth(&self, person: PersonId) -> bool {
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

    /// Calls the next queued tier to what it was queued for. Those who eat last go out first.
    fn call_next_queued(&mut self) -> bool {
        let queued = self
            .regime
            .tiers
            .iter()
            .enumerate()
            .filter_map(|(index, tier)| tier.queued.map(|base| (index, base)));
        let next = match self.regime.base {
            Base::Yard => queued.into_iter().next_back(),
            _ => queued.into_iter().next(),
        };
        let Some((index, base)) = next else {
            return false;
        };
        let tier = TierId::from_index(index);
        let state = &mut self.regime.tiers[index];
        state.queued = None;
        let cause = state.cause;
        let men: Vec<Called> = self
            .roster
            .of_tier(tier)
            .to_vec()
            .into_iter()
            .filter_map(|person| {
                let (deed, at) = match base {
                    Base::Work => (Deed::Work, self.day_work(person)?),
                    Base::Yard if !self.is_listed(person) => {
                        (Deed::Exercise, self.yard_spot(person, 0)?)
                    }
                    _ => return None,
                };
                Some(Called { person, deed, at })
            })
            .collect();
        // Those with nothing to do, and elsewhere, go home.
        if base == Base::Work {
            for person in self.roster.of_tier(tier).to_vec() {
                if self.day_work(person).is_none() {
                    self.send_home(person, cause);
                }
            }
        }
        self.call(tier, men, cause);
        true
    }

    /// A spot of the yard.
    pub(super) fn yard_spot(&self, person: PersonId, tick: u64) -> Option<TileId> {
        let mut rng = self.chance.stream(Purpose::Stroll, person, tick);
        let (_, yard) = self.travel.topology.rooms_for(RoomUse::Yard).next()?;
        let index = rng.random_range(0..yard.tiles.len().max(1) as u32);
        yard.tiles.get(index as usize).copied()
    }

    /// Some spot of the yard in plain view, within a minute's walk; none if he is hemmed in.
    fn stroll_to(&self, person: PersonId, tick: u64) -> Option<TileId> {
        let mut rng = self.chance.stream(Purpose::Stroll, person, tick);
        let here = self.travel.bodies.body(person).tile;
        let room = self.travel.topology.room_of(here)?;
        let (x, y) = self.travel.grid.x_y(here);
        (0..8).find_map(|_| {
            let dx = rng.random_range(-STROLL..=STROLL);
            let dy = rng.random_range(-STROLL..=STROLL);
            let tile = self.travel.grid.at(x as i32 + dx, y as i32 + dy)?;
            hull_is_open(&self.travel.grid, &self.travel.topology, room, here, tile).then_some(tile)
        })
    }

    /// Dismisses tiers that need not stand open.
    fn dismiss_idle(&mut self) {
        for index in 0..self.regime.tiers.len() {
            let state = &self.regime.tiers[index];
            if !state.open
                || !state.out
                || state.queued.is_some()
                || !state.waiting.is_empty()
                || !state.files.is_empty()
            {
                continue;
            }
            let tier = TierId::from_index(index);
            if self.may_dismiss(tier) {
                let cause = self.regime.called;
                self.regime.tiers[index].out = false;
                self.record(What::Door(DoorFact::TierDismissed { tier }), cause);
            }
        }
    }

    /// A tier may be locked when nobody is on his way in or out of it, and somebody is in it.
    fn may_dismiss(&self, tier: TierId) -> bool {
        let mut home = 0;
        for person in self.roster.of_tier(tier) {
            // No lever waits for a man who goes where his seat leads him, or is kept elsewhere.
            if self.conduct.is_away(*person) {
                home += u32::from(self.is_at_berth(*person));
                continue;
            }
            let entry = self.roster.of(*person);
            let goes_home = self
                .bid_of(*person)
                .is_some_and(|activity| activity.at == entry.berth);
            let doing = self.conduct.doing(*person);
            let is_home = doing.there && doing.activity.at == entry.berth;
            match (goes_home, is_home) {
                (true, true) => home += 1,
                (true, false) => return false,
                (false, _) if self.is_in_tier(*person) => return false,
                (false, _) => {}
            }
        }
        home > 0
    }
}

/// Opens, falls in, marches off, dismisses.
pub(super) fn dispatch(duty: &mut Duty) {
    // What the officers reported.
    let mut unlocked = Vec::new();
    let mut released = Vec::new();
    for happening in duty.happenings.last() {
        match happening.what {
            What::Justice(JusticeFact::Released) | What::Harm(HarmFact::GotWell) => {
                released.extend(happening.who)
            }
            What::Door(DoorFact::TierUnlocked { tier }) => unlocked.push((tier, true)),
            What::Door(DoorFact::TierLocked { tier }) => unlocked.push((tier, false)),
            _ => {}
        }
    }
    for person in released {
        duty.let_through(person);
    }
    for (tier, open) in unlocked {
        let Some(state) = duty.regime.tiers.get_mut(tier.index()) else {
            continue;
        };
        state.open = open;
        let cause = state.cause;
        if open {
            let waiting = std::mem::take(&mut state.waiting);
            duty.fall_in(tier, waiting, cause);
        } else if state.out {
            // Called again while the lever was being thrown back.
            duty.record(What::Door(DoorFact::TierCalled { tier }), cause);
        }
    }
    let leaving: Vec<(usize, FileId)> = duty
        .due
        .now(DueKind::FileLeaves)
        .map(|due| (due.subject.index(), FileId(due.stamp)))
        .collect();
    for (tier, file) in leaving {
        duty.leave(tier, file);
    }
    if duty.due.now(DueKind::Dispatch).next().is_none() {
        return;
    }
    for index in 0..duty.regime.tiers.len() {
        for file in duty.regime.tiers[index].files.clone() {
            if duty
                .travel
                .files
                .find(file)
                .is_none_or(|file| file.is_complete())
            {
                duty.leave(index, file);
            }
        }
    }
    let tick = duty.tick();
    if tick.is_multiple_of(CALL_EVERY) {
        duty.call_next_queued();
    }
    if tick.is_multiple_of(seconds(10)) {
        duty.dismiss_idle();
    }
    let busy = duty.regime.assembly.is_some()
        || duty.regime.count.is_some()
        || duty
            .regime
            .tiers
            .iter()
            .any(|tier| tier.out || tier.open || tier.queued.is_some());
    // Once a second while there is something to see to.
    if busy {
        let next = (tick / 10 + 1) * 10;
        duty.due.push(next, DueKind::Dispatch, PersonId(0), 0);
    }
}

impl Duty<'_> {
    fn leave(&mut self, tier: usize, file: FileId) {
        let Some(state) = self.regime.tiers.get_mut(tier) else {
            return;
        };
        let before = state.files.len();
        state.files.retain(|other| *other != file);
        if state.files.len() == before {
            return;
        }
        let Some(found) = self.travel.files.find(file) else {
            return;
        };
        let cause = found.cause;
        self.travel.march_off(file);
        let men = self
            .travel
            .files
            .find(file)
            .map_or(0, |file| file.left_with);
        // All may have fallen out of it, or never have come.
        if men > 0 {
            self.record(What::Day(DayFact::FileLeft { file, men }), cause);
        }
    }
}

/// Men in the yard walk on now and then.
pub(super) fn stroll(duty: &mut Duty) {
    let tick = duty.tick();
    let mut news: Vec<(PersonId, bool)> = Vec::new();
    for person in duty.conduct.changed() {
        if duty.roster.is_inmate(*person) && duty.conduct.is_at(*person, Deed::Exercise) {
            news.push((*person, false));
        }
    }
    for due in duty.due.now(DueKind::Stroll) {
        let doing = duty.conduct.doing(due.subject);
        if doing.there && doing.activity.deed == Deed::Exercise && doing.since as u32 == due.stamp {
            news.push((due.subject, true));
        }
    }
    for (person, walk_on) in news {
        if walk_on {
            if let Some(spot) = duty.stroll_to(person, tick) {
                let cause = duty.conduct.doing(person).cause;
                duty.bid(person, Activity::new(Deed::Exercise, spot), cause);
            }
        } else {
            let mut rng = duty.chance.stream(Purpose::Stroll, person, tick);
            let stay = seconds(rng.random_range(60..400));
            duty.due
                .push(tick + stay, DueKind::Stroll, person, tick as u32);
        }
    }
}

/// Looks who is behind a locked door at the hour of lock-up, and writes it down.
pub(super) fn locked_in(duty: &mut Duty) {
    duty.regime.lock_by = None;
    let (mut men, mut listed, mut missing) = (0, 0, 0);
    for person in duty.roster.all_inmates() {
        if duty.is_listed(person) {
            listed += 1;
        } else if duty.is_locked_in(person) {
            men += 1;
        } else {
            missing += 1;
        }
    }
    let cause = duty.regime.called;
    let tick = duty.tick();
    duty.record(
        What::Count(CountFact::LockedIn {
            men,
            listed,
            missing,
        }),
        cause,
    );
    duty.regime
        .ledger
        .lockups
        .push(super::ledger::LockUpRecord {
            tick,
            men,
            listed,
            missing,
        });
}

impl Duty<'_> {
    /// Whether a man is in his cell behind its locked door, or in the gallery behind its gate; or
    /// locked in where he is kept.
    pub(crate) fn is_locked_in(&self, person: PersonId) -> bool {
        if self.conduct.is_kept(person)
            && let Some(room) = self.room_of(person)
            && self.travel.topology.room(room).used_as == RoomUse::Dungeon
        {
            let portals = &self.travel.topology.room(room).portals;
            return portals
                .iter()
                .all(|door| self.travel.doors.is_locked(*door));
        }
        let entry = self.roster.of(person);
        let Some(tier) = entry.tier.and_then(|tier| self.tiers.tier(tier)) else {
            return false;
        };
        let Some(room) = self.room_of(person) else {
            return false;
        };
        if Some(room) == tier.gallery(&self.travel.topology) {
            let gate = tier
                .gate
                .and_then(|gate| self.travel.topology.portal_of(gate));
            return gate.is_some_and(|gate| self.travel.doors.is_locked(gate));
        }
        Some(room) == self.travel.topology.room_at(entry.berth)
            && self
                .travel
                .topology
                .room(room)
                .portals
                .iter()
                .all(|door| self.travel.doors.is_locked(*door))
    }
}
