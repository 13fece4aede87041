//! What an officer does with a man who may walk: getting hold of him, searching him, taking him somewhere.
//!
//! He goes where the man is, and after him where he has gone meanwhile. A man who is taken somewhere
//! goes by himself; the officer walks with him and opens the doors for him, one after the other, as long
//! as he is at hand. What the man does on his way and there is bid by whoever had him fetched
//! (`justice`).

use super::{Custody, Task, TaskKind, Watch};
use crate::clock::seconds;
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::happening::{CustodyFact, SearchFact, What};
use crate::ids::{PersonId, TileId};
use crate::movement::Mode;
use crate::prison::sight;

/// How near an officer must be to lay hands on a man, mm.
const AT_HAND: u32 = 2_500;
/// How often the officer looks where the man is.
pub(super) const LOOKS: u64 = seconds(2);
/// After this many looks in vain he gives up getting hold of somebody: ten minutes.
const MOST_CHASED: u32 = 300;
/// After this many they are not there yet, and he lets go: three quarters of an hour.
const MOST_LED: u32 = 1_350;

impl Custody {
    /// Whether an officer has a man in hand, or is to take him: he is free for nothing else.
    pub fn has_his_hands_full(&self, officer: PersonId) -> bool {
        self.leads(officer).is_some()
    }

    /// The man whom an officer has in hand, or is to take somewhere.
    pub(crate) fn leads(&self, officer: PersonId) -> Option<PersonId> {
        match self.task_of(officer)?.kind {
            TaskKind::Escort { man, .. } => Some(man),
            _ => None,
        }
    }
}

impl TaskKind {
    /// The man it is about, if he may walk away meanwhile.
    pub(super) fn man(self) -> Option<PersonId> {
        match self {
            Self::SearchMan { man, .. } | Self::Escort { man, .. } => Some(man),
            _ => None,
        }
    }

    /// The same, with nothing done of it.
    pub(super) fn afresh(self) -> Self {
        match self {
            Self::SearchMan { man, .. } => Self::SearchMan { man, held: false },
            Self::Escort { man, to, .. } => Self::Escort {
                man,
                to,
                in_hand: false,
            },
            other => other,
        }
    }
}

impl Watch<'_> {
    /// Whether somebody takes a man there, or is to.
    pub(super) fn is_to_be_taken(&self, man: PersonId, to: TileId) -> bool {
        self.custody.tasks.iter().any(|task| {
            matches!(task.kind, TaskKind::Escort { man: other, to: there, .. }
                if (other, there) == (man, to))
        })
    }

    /// The floor by which one comes to a man.
    pub(super) fn place_of(&self, man: PersonId) -> Option<TileId> {
        let tile = self.travel.bodies.body(man).tile;
        let topology = &self.travel.topology;
        topology.reach(tile).map(|(access, _)| access).or_else(|| {
            let portal = topology.portal(topology.portal_of(tile)?);
            portal.approach[0].first().copied()
        })
    }

    fn is_at_hand(&self, officer: PersonId, man: PersonId) -> bool {
        let bodies = &self.travel.bodies;
        let (here, there) = (bodies.body(officer).tile, bodies.body(man).tile);
        bodies.body(man).mode != Mode::Gone
            && self.travel.grid.distance(here, there) <= AT_HAND
            && sight::sees(&self.travel.grid, &self.travel.topology, here, there)
    }

    /// Goes on with what he does with a man; tells whether there is more to do.
    pub(super) fn go_on_with(&mut self, officer: PersonId, task: Task) -> bool {
        let tick = self.tick();
        match task.kind {
            TaskKind::SearchMan { man, held } => {
                if !self.is_at_hand(officer, man) {
                    return self.go_after(officer, task, man, MOST_CHASED);
                }
                if held {
                    let search = self.pat_down(officer, man, task.cause);
                    self.be_rough_at_search(search, (officer, man), task.cause);
                    return false;
                }
                let kind = TaskKind::SearchMan { man, held: true };
                self.change(officer, task, kind, super::searches::MAN_TAKES);
                true
            }
            TaskKind::Escort { man, to, in_hand } => {
                if in_hand {
                    return self.lead(officer, task, man, to);
                }
                if !self.is_at_hand(officer, man) {
                    return self.go_after(officer, task, man, MOST_CHASED);
                }
                self.travel.bodies.set_escort(man, Some(officer));
                let at = self.travel.bodies.body(man).tile;
                let what = What::Custody(CustodyFact::EscortBegan { by: officer });
                self.happenings
                    .record(tick, what, Some(man), Some(at), task.cause);
                let kind = TaskKind::Escort {
                    man,
                    to,
                    in_hand: true,
                };
                self.change(officer, task, kind, LOOKS);
                true
            }
            _ => false,
        }
    }

    /// Walks with a man he takes somewhere, until they are there.
    fn lead(&mut self, officer: PersonId, task: Task, man: PersonId, to: TileId) -> bool {
        let doing = self.conduct.doing(man);
        // A wounded man on his way to the hospital is brought there.
        if self.conduct.is_helpless(man) && doing.activity.at != to {
            self.let_go(man, to, false, task);
            return false;
        }
        if doing.there && doing.activity.at == to {
            self.let_go(man, to, true, task);
            return false;
        }
        self.go_after(officer, task, man, MOST_LED)
    }

    /// Follows a man to where he is now; gives up after this many looks.
    fn go_after(&mut self, officer: PersonId, task: Task, man: PersonId, most: u32) -> bool {
        if task.men >= most {
            match task.kind {
                TaskKind::Escort { to, .. } => self.let_go(man, to, false, task),
                _ => {
                    let tick = self.tick();
                    let at = self.travel.bodies.body(officer).tile;
                    let what = What::Search(SearchFact::SearchFailed { man });
                    self.happenings
                        .record(tick, what, Some(officer), Some(at), task.cause);
                }
            }
            return false;
        }
        // Whom he had begun to search is not held any more.
        let kind = match task.kind {
            TaskKind::SearchMan { man, .. } => TaskKind::SearchMan { man, held: false },
            other => other,
        };
        self.change(officer, task, kind, LOOKS);
        if let Some(at) = self.place_of(man) {
            self.bid(officer, Activity::new(Deed::Task, at), task.cause);
        }
        true
    }

    /// Notes how far a task has come, and when the officer looks at it again.
    fn change(&mut self, officer: PersonId, task: Task, kind: TaskKind, after: u64) {
        let tasks = &mut self.custody.tasks;
        if let Some(task) = tasks.iter_mut().find(|other| other.id == task.id) {
            task.kind = kind;
            task.men += 1;
        }
        let at = self.tick() + after;
        self.due.push(at, DueKind::HandsFree, officer, task.id);
    }
}
