//! Tasks: levers, doors, counts, searches, escorts.
//!
//! A call becomes a task; a task goes to an officer whose post is near, or else to the
//! nearest one on rounds; he walks there, works it with his hands (a tier's
//! lever 10 s, a door by key 4 s: docs/science.md#the-day), and reports by a happening. Nothing
//! opens or locks itself.

use bevy_ecs::prelude::Res;
use serde::{Deserialize, Serialize};

use super::{Custody, Watch};
use crate::clock::{Clock, seconds};
use crate::conduct::{Activity, Deed};
use crate::due::{DueKind, LOOK_EVERY};
use crate::happening::{CountFact, CustodyFact, DoorFact, JusticeFact, What};
use crate::ids::{HappeningId, PersonId, PortalId, RoomId, TierId, TileId};
use crate::prison::check::KEEPS;
use crate::section::{Limits, MOST_COUNTED};

/// A tier's lever takes this long.
const LEVER: u64 = seconds(10);
/// A door by key.
const KEY: u64 = seconds(4);

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskKind {
    /// Throw a tier's lever to open it.
    OpenTier(TierId),
    /// Throw it back.
    LockTier(TierId),
    /// Unlock a door, named by the first tile of its portal.
    OpenDoor(TileId),
    /// Lock it.
    LockDoor(TileId),
    /// Count the cells along a gallery, named by a tile of it; how far he has come.
    CountGallery(TileId, u32),
    /// Count a room, named by a tile of it.
    CountRoom(TileId),
    /// Search a man.
    SearchMan {
        /// Whom.
        man: PersonId,
        /// Whether he stands before the officer, who is at it.
        held: bool,
    },
    /// Search a cell, named by the first tile of its door, and the men in it.
    SearchCell(TileId),
    /// Take a man somewhere.
    Escort {
        /// Whom.
        man: PersonId,
        /// Where.
        to: TileId,
        /// Whether they are on their way.
        in_hand: bool,
    },
}

/// A task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its number.
    pub id: u32,
    /// What.
    pub kind: TaskKind,
    /// Who sees to it.
    pub officer: Option<PersonId>,
    /// What called it.
    pub cause: HappeningId,
    /// Men counted so far, for a count; how often he looked where a man was whom he is after.
    pub men: u32,
}

impl Task {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        let kind = match self.kind {
            TaskKind::OpenTier(tier) | TaskKind::LockTier(tier) => (tier.0 as u32) < limits.tiers,
            TaskKind::OpenDoor(tile)
            | TaskKind::LockDoor(tile)
            | TaskKind::CountRoom(tile)
            | TaskKind::SearchCell(tile) => tile.0 < limits.tiles,
            TaskKind::SearchMan { man, .. } => man.0 < limits.inmates,
            TaskKind::Escort { man, to, .. } => man.0 < limits.inmates && to.0 < limits.tiles,
            TaskKind::CountGallery(tile, step) => tile.0 < limits.tiles && step <= limits.tiles,
        };
        kind && self
            .officer
            .is_none_or(|officer| officer.0 < limits.persons)
            && self.cause.0 <= limits.happenings
            && self.men <= MOST_COUNTED
    }
}

impl Watch<'_> {
    /// Drops tasks nobody has begun that match.
    fn drop_tasks(&mut self, matches: impl Fn(TaskKind) -> bool) {
        self.custody
            .tasks
            .retain(|task| task.officer.is_some() || !matches(task.kind));
    }

    fn portal_by_key(&self, key: TileId) -> Option<PortalId> {
        self.travel.topology.portal_of(key)
    }

    /// Where an officer who is at `from` stands to do it.
    fn standing_place(&self, kind: TaskKind, from: TileId) -> Option<TileId> {
        match kind {
            TaskKind::OpenTier(tier) | TaskKind::LockTier(tier) => {
                self.tiers.tier(tier).map(|tier| tier.lane.0)
            }
            TaskKind::OpenDoor(key) | TaskKind::LockDoor(key) => {
                let portal = self.travel.topology.portal(self.portal_by_key(key)?);
                let here = self.travel.topology.room_at(from);
                let side = here.and_then(|room| portal.side(room)).unwrap_or_else(|| {
                    let near =
                        |side: usize| self.travel.grid.distance(from, portal.approach[side][0]);
                    usize::from(near(1) < near(0))
                });
                portal.approach[side].first().copied()
            }
            TaskKind::CountGallery(tile, step) => {
                let gallery = self.travel.topology.room_of(tile)?;
                self.count_steps(gallery).get(step as usize).copied()
            }
            TaskKind::CountRoom(tile) => Some(tile),
            TaskKind::SearchMan { man, .. } | TaskKind::Escort { man, .. } => self.place_of(man),
            TaskKind::SearchCell(door) => {
                let cell = self.cell_behind(door)?;
                let portal = self.travel.topology.portal(self.portal_by_key(door)?);
                portal.approach[portal.side(cell)?].first().copied()
            }
        }
    }

    /// How long his hands are busy with it.
    fn takes(kind: TaskKind) -> u64 {
        match kind {
            TaskKind::OpenTier(_) | TaskKind::LockTier(_) => LEVER,
            TaskKind::OpenDoor(_) | TaskKind::LockDoor(_) => KEY,
            TaskKind::CountGallery(..) => super::counts::LOOK,
            TaskKind::CountRoom(_) => super::counts::LOOK_ROUND,
            TaskKind::SearchMan { .. } | TaskKind::Escort { .. } => KEY,
            TaskKind::SearchCell(_) => super::searches::CELL_TAKES,
        }
    }

    /// Officers whom unrest has cannot see to anything: others do.
    fn take_from_the_beset(&mut self) {
        let conduct = &self.conduct;
        let is_beset = |officer: PersonId| conduct.doing(officer).activity.deed.is_beset();
        let mut freed: Vec<PersonId> = Vec::new();
        for task in &mut self.custody.tasks {
            if let Some(officer) = task.officer.filter(|officer| is_beset(*officer)) {
                task.officer = None;
                freed.push(officer);
            }
        }
        for officer in freed {
            if let Some(officer) = self.custody.officer_mut(officer) {
                officer.task = None;
            }
            let cause = self.conduct.doing(officer).cause;
            self.back_to_duty(officer, cause);
        }
    }

    fn send_to_task(&mut self, officer: PersonId, task: Task) {
        let from = self.travel.bodies.body(officer).tile;
        let Some(at) = self.standing_place(task.kind, from) else {
            self.finish(officer, task.id);
            return;
        };
        let activity = Activity::new(Deed::Task, at);
        self.bid(officer, activity, task.cause);
        // Who stands there already, from the task before, does not come there once more.
        let doing = self.conduct.doing(officer);
        if doing.there && doing.activity == activity {
            let done = self.tick() + Self::takes(task.kind);
            self.due.push(done, DueKind::HandsFree, officer, task.id);
        }
    }

    /// The task is done: off the list, and the officer back to his duty.
    pub(super) fn finish(&mut self, officer: PersonId, task: u32) {
        let cause = self.conduct.doing(officer).cause;
        self.custody.tasks.retain(|other| other.id != task);
        let tick = self.tick();
        if let Some(officer) = self.custody.officer_mut(officer) {
            officer.task = None;
            if officer.leaves.is_some_and(|leaves| tick >= leaves) {
                officer.on_duty = false;
                officer.post = None;
                officer.in_response = false;
                officer.leaves = None;
            }
        }
        self.back_to_duty(officer, cause);
    }

    /// Works the lever of a tier. It does not open a cell that is held locked by order.
    fn set_tier(&mut self, tier: TierId, locked: bool) {
        let doors: Vec<PortalId> = self
            .tiers
            .tier(tier)
            .map(|tier| {
                tier.cells
                    .iter()
                    .filter(|cell| locked || !self.regime.holds(cell.door))
                    .filter_map(|cell| self.travel.topology.portal_of(cell.door))
                    .collect()
            })
            .unwrap_or_default();
        for door in doors {
            self.travel.doors.set_locked(door, locked);
        }
    }
}

/// What was called in the tick before becomes work.
pub(super) fn take_calls(mut watch: Watch) {
    if watch.happenings.last().is_empty() {
        return;
    }
    for happening in watch.happenings.last().to_vec() {
        let cause = happening.id;
        match happening.what {
            What::Door(DoorFact::TierCalled { tier }) => {
                watch.drop_tasks(|kind| kind == TaskKind::LockTier(tier));
                watch.add_task(TaskKind::OpenTier(tier), cause);
            }
            What::Door(DoorFact::TierDismissed { tier }) => {
                watch.drop_tasks(|kind| kind == TaskKind::OpenTier(tier));
                watch.add_task(TaskKind::LockTier(tier), cause);
            }
            What::Door(DoorFact::DoorCalled { open }) => {
                let Some(key) = happening.at else { continue };
                watch.drop_tasks(|kind| {
                    kind == TaskKind::OpenDoor(key) || kind == TaskKind::LockDoor(key)
                });
                let kind = if open {
                    TaskKind::OpenDoor(key)
                } else {
                    TaskKind::LockDoor(key)
                };
                watch.add_task(kind, cause);
            }
            What::Count(CountFact::CountCalled { count }) => watch.call_count(count, cause),
            What::Count(CountFact::CountEnded {
                count, complete, ..
            }) => watch.end_count(count, complete, cause),
            What::Justice(JusticeFact::OffenceSeen { offence, .. }) => {
                if let Some(man) = happening.who.filter(|man| watch.roster.is_inmate(*man)) {
                    watch.search_after(offence, man, happening.at, cause);
                }
            }
            What::Custody(CustodyFact::EscortCalled { to }) => {
                if let Some(man) = happening.who.filter(|man| watch.roster.is_inmate(*man))
                    && !watch.is_to_be_taken(man, to)
                {
                    let in_hand = false;
                    watch.add_task(TaskKind::Escort { man, to, in_hand }, cause);
                }
            }
            _ => {}
        }
    }
}

/// Whether tasks are to be looked at in this tick.
pub(super) fn are_waiting(clock: Res<Clock>, custody: Res<Custody>) -> bool {
    !custody.tasks.is_empty() && clock.tick.is_multiple_of(LOOK_EVERY)
}

/// Gives tasks nobody has to officers who are free.
pub(super) fn give_out(mut watch: Watch) {
    watch.take_from_the_beset();
    let open = watch
        .custody
        .tasks
        .iter()
        .any(|task| task.officer.is_none());
    if !open {
        return;
    }
    let tick = watch.tick();
    let searching = |watch: &Watch| {
        let tasks = watch.custody.tasks.iter();
        tasks
            .filter(|task| task.officer.is_some() && task.kind.is_search())
            .count()
    };
    for index in 0..watch.custody.tasks.len() {
        let Some(task) = watch.custody.tasks.get(index).copied() else {
            break;
        };
        if task.officer.is_some() {
            continue;
        }
        // Searches take long and can wait: for a count, and for those who search already.
        if task.kind.is_search()
            && (watch.regime.count.is_some() || searching(&watch) >= watch.most_searching())
        {
            continue;
        }
        let mut best: Option<(u32, PersonId)> = None;
        for officer in &watch.custody.officers {
            let free = officer.on_duty
                && officer.task.is_none()
                && !officer.in_response
                && officer.leaves.is_none_or(|leaves| tick < leaves)
                && !watch.conduct.is_led(officer.person)
                && !watch.conduct.doing(officer.person).activity.deed.is_beset();
            if !free {
                continue;
            }
            let here = watch.travel.bodies.body(officer.person).tile;
            let from = officer.post.unwrap_or(here);
            let Some(place) = watch.standing_place(task.kind, from) else {
                continue;
            };
            // Who holds a post does what is near it, and nothing else; he comes first.
            let distance = watch.travel.grid.distance(from, place);
            let rank = match officer.post {
                Some(_) if distance > KEEPS => continue,
                Some(_) => distance / 8,
                // A man on the far side of the sally port is not at hand.
                None if watch.is_outside(here) => distance.saturating_mul(20),
                None => distance,
            };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, officer.person));
            }
        }
        let Some((_, person)) = best else { continue };
        if let Some(task) = watch.custody.tasks.get_mut(index) {
            task.officer = Some(person);
            if task.kind.man().is_some() {
                task.kind = task.kind.afresh();
                task.men = 0;
            }
        }
        if let Some(officer) = watch.custody.officer_mut(person) {
            officer.task = Some(task.id);
        }
        watch.send_to_task(person, task);
    }
}

impl Watch<'_> {
    fn is_outside(&self, tile: TileId) -> bool {
        self.travel
            .topology
            .room_at(tile)
            .is_some_and(|room: RoomId| self.travel.topology.room(room).used_as.is_outside())
    }
}

impl Custody {
    /// What an officer has to do.
    pub(super) fn task_of(&self, person: PersonId) -> Option<Task> {
        let id = self.officer(person)?.task?;
        self.tasks.iter().find(|task| task.id == id).copied()
    }
}

/// Who has come to where his task is begins to work.
pub(super) fn begin_work(mut watch: Watch) {
    let changed: Vec<PersonId> = watch
        .conduct
        .changed()
        .iter()
        .copied()
        .filter(|person| watch.conduct.is_at(*person, Deed::Task))
        .collect();
    for person in changed {
        // Who is after a man is called to look where he is by the queue, once he has begun.
        if let Some(task) = watch.custody.task_of(person)
            && (task.kind.man().is_none() || task.men == 0)
        {
            let at = watch.tick() + Watch::takes(task.kind);
            watch.due.push(at, DueKind::HandsFree, person, task.id);
        }
    }
}

/// Who has done with his hands what he was to do reports it.
pub(super) fn hands_free(mut watch: Watch) {
    let due: Vec<(PersonId, u32)> = watch
        .due
        .now(DueKind::HandsFree)
        .map(|due| (due.subject, due.stamp))
        .collect();
    let tick = watch.tick();
    for (person, id) in due {
        let Some(task) = watch.custody.task_of(person).filter(|task| task.id == id) else {
            continue;
        };
        // Whoever was called away meanwhile begins anew when he is back; after a man he goes on.
        if watch.conduct.doing(person).activity.deed != Deed::Task {
            if task.kind.man().is_some() {
                let later = tick + super::escorts::LOOKS;
                watch.due.push(later, DueKind::HandsFree, person, id);
            }
            continue;
        }
        let report = |watch: &mut Watch, what: What, at: Option<TileId>| {
            watch
                .happenings
                .record(tick, what, Some(person), at, task.cause);
        };
        match task.kind {
            TaskKind::OpenTier(tier) => {
                watch.set_tier(tier, false);
                report(
                    &mut watch,
                    What::Door(DoorFact::TierUnlocked { tier }),
                    None,
                );
            }
            TaskKind::LockTier(tier) => {
                watch.set_tier(tier, true);
                report(&mut watch, What::Door(DoorFact::TierLocked { tier }), None);
            }
            TaskKind::OpenDoor(key) | TaskKind::LockDoor(key) => {
                let lock = matches!(task.kind, TaskKind::LockDoor(_));
                let changed = watch
                    .portal_by_key(key)
                    .is_some_and(|portal| watch.travel.doors.set_locked(portal, lock));
                if changed {
                    let what = if lock {
                        What::Door(DoorFact::DoorLocked)
                    } else {
                        What::Door(DoorFact::DoorUnlocked)
                    };
                    report(&mut watch, what, Some(key));
                }
            }
            TaskKind::CountGallery(..) => {
                if watch.count_on(person, task) {
                    continue;
                }
            }
            TaskKind::CountRoom(_) => watch.count_round(person, task),
            TaskKind::SearchCell(door) => watch.turn_over(person, task, door),
            TaskKind::SearchMan { .. } | TaskKind::Escort { .. } => {
                if watch.go_on_with(person, task) {
                    continue;
                }
            }
        }
        watch.finish(person, id);
    }
}
