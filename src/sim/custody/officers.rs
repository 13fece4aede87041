//! The officers, and what sending one of them somewhere touches: the part of custody that other rooms use.
//!
//! They lay hands on a man and lead him off, let go of him, and go back to their duty.

use super::{Custody, Task, TaskKind};
use crate::chance::{Chance, Purpose};
use crate::clock::Clock;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::due::{DueKind, DueQueue};
use crate::happening::{CustodyFact, Happenings, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::PlaceUse;
use crate::movement::Bodies;
use crate::people::Roster;
use crate::prison::Topology;

/// The officers, and what sending one of them somewhere touches.
pub(crate) struct Officers<'a> {
    /// The time.
    pub clock: &'a Clock,
    /// Chance.
    pub chance: &'a Chance,
    /// The rooms.
    pub topology: &'a Topology,
    /// Who lives, and where each belongs.
    pub roster: &'a Roster,
    /// Where everybody is, and who is led by whom.
    pub bodies: &'a mut Bodies,
    /// Who is on duty, and what he has in hand.
    pub custody: &'a mut Custody,
    /// What everybody does.
    pub conduct: &'a mut Conduct,
    /// When hands are free.
    pub due: &'a mut DueQueue,
    /// What happened.
    pub happenings: &'a mut Happenings,
}

impl Custody {
    /// An officer is not to be reckoned with any more: he is held, hurt or dead.
    pub(crate) fn lose(&mut self, person: PersonId, is_dead: bool) {
        self.free_hands(person);
        if is_dead && let Some(officer) = self.officer_mut(person) {
            officer.on_duty = false;
            officer.post = None;
        }
    }
}

impl Officers<'_> {
    /// Duty bids for an officer.
    pub(super) fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        let bid = Bid {
            activity,
            urgency: Urgency::Duty,
            cause,
        };
        self.conduct.bid(person, Source::Custody, bid);
    }

    /// An officer who has laid hands on a man takes him somewhere, at once and himself; what he had to
    /// see to others see to. Who was to be taken elsewhere anyway is taken there.
    pub fn lead_off(&mut self, officer: PersonId, man: PersonId, to: TileId, cause: HappeningId) {
        let mut left: Option<PersonId> = None;
        let mut called = None;
        for task in &mut self.custody.tasks {
            if task.officer == Some(officer) {
                task.officer = None;
            }
            if matches!(task.kind, TaskKind::Escort { man: other, .. } if other == man) {
                left = task.officer.take();
                task.kind = task.kind.afresh();
                task.men = 0;
                called = Some(task.id);
            }
        }
        if let Some(left) = left {
            if let Some(left) = self.custody.officer_mut(left) {
                left.task = None;
            }
            self.back_to_duty(left, cause);
        }
        let id = called.unwrap_or_else(|| {
            let in_hand = false;
            self.add_task(TaskKind::Escort { man, to, in_hand }, cause);
            self.custody.last_task
        });
        let tick = self.clock.tick;
        let tasks = &mut self.custody.tasks;
        if let Some(task) = tasks.iter_mut().find(|task| task.id == id) {
            task.officer = Some(officer);
        }
        if let Some(officer) = self.custody.officer_mut(officer) {
            officer.task = Some(id);
        }
        let here = self.bodies.body(officer).tile;
        self.bid(officer, Activity::new(Deed::Task, here), cause);
        self.due.push(tick + 1, DueKind::HandsFree, officer, id);
    }

    /// Nobody takes a man anywhere any more: whoever has him in hand, or was to, goes back to his duty.
    pub fn stop_leading(&mut self, man: PersonId, cause: HappeningId) {
        let (his, others): (Vec<Task>, Vec<Task>) = std::mem::take(&mut self.custody.tasks)
            .into_iter()
            .partition(
                |task| matches!(task.kind, TaskKind::Escort { man: other, .. } if other == man),
            );
        self.custody.tasks = others;
        for task in his {
            if let TaskKind::Escort {
                to, in_hand: true, ..
            } = task.kind
            {
                self.let_go(man, to, false, task);
            }
            if let Some(officer) = task.officer {
                self.custody.free_hands(officer);
                self.back_to_duty(officer, cause);
            }
        }
    }

    /// A man is taken no farther, or is there.
    pub(super) fn let_go(&mut self, man: PersonId, to: TileId, there: bool, task: Task) {
        self.bodies.set_escort(man, None);
        let tick = self.clock.tick;
        let what = What::Custody(CustodyFact::EscortEnded { there });
        self.happenings
            .record(tick, what, Some(man), Some(to), task.cause);
    }

    /// One more thing to see to.
    pub(super) fn add_task(&mut self, kind: TaskKind, cause: HappeningId) {
        self.custody.last_task += 1;
        let id = self.custody.last_task;
        self.custody.tasks.push(Task {
            id,
            kind,
            officer: None,
            cause,
            men: 0,
        });
    }

    /// An officer goes back to his post, to where he waits, or on his round; home if he is off duty.
    /// To his post, to where he waits, or on a round; home if his shift is over.
    pub(super) fn back_to_duty(&mut self, person: PersonId, cause: HappeningId) {
        let Some(officer) = self.custody.officer(person).copied() else {
            return;
        };
        let activity = if !officer.on_duty {
            Activity::new(Deed::OffDuty, self.roster.of(person).berth)
        } else if let Some(post) = officer.post.or_else(|| self.armed_stand(person)) {
            Activity::new(Deed::Guard, post)
        } else if let Some(waits) = self.waits(person) {
            waits
        } else {
            match self.next_round(person) {
                Some(tile) => Activity::new(Deed::Round, tile),
                None => Activity::new(Deed::Stand, self.bodies.body(person).tile),
            }
        };
        self.bid(person, activity, cause);
    }

    /// Where a round leads next: some post or some door within the wall.
    fn next_round(&self, person: PersonId) -> Option<TileId> {
        let event = self.chance.event(Purpose::Rounds, person, self.clock.tick);
        event
            .on("where to")
            .pick(self.custody.posts.iter().copied())
    }

    /// Where an officer stands who has drawn arms: at the posts of the room, then at its doors.
    pub(super) fn armed_stand(&self, person: PersonId) -> Option<TileId> {
        let warnings = self.custody.warnings.iter();
        let (warning, place) = warnings
            .filter_map(|warning| Some((warning, warning.armed.binary_search(&person).ok()?)))
            .next()?;
        let room = self.topology.room_at(warning.at)?;
        let stands = self.stands_in(room);
        stands.get(place % stands.len().max(1)).copied()
    }

    /// Where officers who hold no post stand in a room: at its posts, then at its doors.
    pub(super) fn stands_in(&self, room: RoomId) -> Vec<TileId> {
        let topology = self.topology;
        let posts = topology
            .places_for(PlaceUse::Post)
            .filter(|post| post.room == room)
            .map(|post| post.tile);
        let doors = topology.room(room).portals.iter().filter_map(|portal| {
            let portal = topology.portal(*portal);
            portal.approach[portal.side(room)?].first().copied()
        });
        posts.chain(doors).collect()
    }
}
