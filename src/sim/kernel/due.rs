//! The due queue: what is to happen at a known tick.
//!
//! A man asleep costs nothing, because nobody asks him whether he is awake:
//! his waking stands here. There is one queue for the whole prison; it is
//! state, saved in order. An entry whose reason has passed is not hunted down,
//! the feature that finds it ignores it (`stamp` tells).

use std::collections::BTreeSet;

use bevy_ecs::prelude::{Res, ResMut, Resource};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::happening::Happenings;
use crate::ids::PersonId;
use crate::section::{Limits, Section};

/// What is due. The order of the variants is the order within a tick and person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DueKind {
    /// The next line of the timetable.
    Bell,
    /// The regime looks at its sittings, files and services again.
    Dispatch,
    /// A man has eaten long enough; `subject` is the man.
    Eaten,
    /// The hours of a night job begin (stamp 1) or end (0); `subject` is the job.
    NightWork,
    /// A count runs out.
    CountOver,
    /// A man in the yard strolls on.
    Stroll,
    /// A shift begins.
    Shift,
    /// An officer has finished what he does with his hands.
    HandsFree,
    /// An officer on rounds moves on.
    RoundOn,
    /// A civilian or the warden goes about his day.
    Errand,
    /// A walker of an arena sets off.
    SetOff,
    /// A need crosses a threshold.
    NeedCrossed,
    /// A file that has waited long enough leaves without the missing.
    FileLeaves,
    /// Men who might act are looked at.
    Temper,
    /// A riot goes on; `subject` is 0.
    Riot,
    /// A lockdown ends that the prison came to by itself (stamp 0), the men are counted in it (1), or a
    /// meal is carried to the cells (2).
    Lift,
    /// The day's contraband is thought out.
    Trade,
    /// A man makes or is brought something forbidden; `stamp` is its kind.
    Craft,
    /// A man thinks of what he should not have; `stamp` is the item.
    Deal,
    /// The day's searches are drawn up (stamp 0), or one is begun; `subject` is the tile of the
    /// cell's door (stamp 1) or the man (stamp 2).
    Search,
    /// The day's roughness is drawn (stamp 0), or an officer is out of temper (other stamps).
    Roughness,
    /// A man is heard.
    Hearing,
    /// A man's days in the dungeon are over.
    Release,
    /// A night has passed over what men hold against anybody (stamp 0), or two of them fight (other
    /// stamps).
    Fight,
    /// The time of a warning is over; `subject` told it.
    WarningOver,
    /// A man looks where he is for whom he goes.
    Assault,
    /// Somebody who is hurt is seen to.
    Wound,
    /// What tanks broke is mended; `subject` is 0.
    Mend,
    /// Masons have done what they were at; `subject` is 0.
    Work,
    /// What burns goes on burning; `subject` is 0.
    Fire,
    /// A man looks for an officer, to tell on the man whose number the stamp is.
    Tell,
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// When.
    pub tick: u64,
    /// Whom it concerns; for things that are no person, their number.
    pub subject: PersonId,
    /// What.
    pub kind: DueKind,
    /// Tells an entry whose reason has passed from one that still holds.
    pub stamp: u32,
}

/// The queue, and what came out of it for this tick.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueQueue {
    waiting: BTreeSet<Due>,
    /// What is due in this tick, in order. Filled at the tick's beginning.
    #[serde(skip)]
    now: Vec<Due>,
}

impl DueQueue {
    /// Puts an entry in. One for a tick that has begun comes out at the next.
    pub fn push(&mut self, tick: u64, kind: DueKind, subject: PersonId, stamp: u32) {
        self.waiting.insert(Due {
            tick,
            subject,
            kind,
            stamp,
        });
    }

    /// Takes out what is no longer to come, of this tick too; tells the tick of the first of it.
    pub(crate) fn strike(&mut self, kind: DueKind, which: impl Fn(&Due) -> bool) -> Option<u64> {
        let mut first: Option<u64> = None;
        let mut keep = |due: &Due| {
            let struck = due.kind == kind && which(due);
            if struck {
                first = Some(first.map_or(due.tick, |tick| tick.min(due.tick)));
            }
            !struck
        };
        self.now.retain(&mut keep);
        self.waiting.retain(keep);
        first
    }

    /// What is due now, of one kind, in order.
    pub fn now(&self, kind: DueKind) -> impl Iterator<Item = Due> + '_ {
        self.now.iter().copied().filter(move |due| due.kind == kind)
    }

    /// Whether anything is due now.
    pub fn any_now(&self) -> bool {
        !self.now.is_empty()
    }

    /// The tick of the first entry.
    pub fn next_tick(&self) -> Option<u64> {
        self.waiting.first().map(|due| due.tick)
    }

    /// How many entries wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The largest number of a person in the queue, for checking what was loaded.
    pub fn entries(&self) -> impl Iterator<Item = &Due> {
        self.waiting.iter()
    }
}

/// Ticks between two looks at what is not called by the queue or a happening: tasks to give out,
/// gates, the sally port. Every such look comes at a multiple of it.
pub const LOOK_EVERY: u64 = 5;

/// Whether any feature has a reason to bid in this tick.
pub(crate) fn something_to_see_to(
    clock: Res<Clock>,
    queue: Res<DueQueue>,
    happenings: Res<Happenings>,
) -> bool {
    queue.any_now() || !happenings.last().is_empty() || clock.tick.is_multiple_of(LOOK_EVERY)
}

/// Whether anything is due, or happened in the last tick: what waits for nothing else sleeps until
/// then.
pub(crate) fn something_is_new(queue: Res<DueQueue>, happenings: Res<Happenings>) -> bool {
    queue.any_now() || !happenings.last().is_empty()
}

/// Takes what is due out of the queue.
pub(crate) fn take_due(clock: Res<Clock>, mut queue: ResMut<DueQueue>) {
    let queue = &mut *queue;
    queue.now.clear();
    while let Some(first) = queue.waiting.first() {
        if first.tick > clock.tick {
            break;
        }
        let due = *first;
        queue.waiting.pop_first();
        queue.now.push(due);
    }
}

impl Section for DueQueue {
    const NAME: &'static str = "due";
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let known = self.entries().all(|due| match due.kind {
            DueKind::FileLeaves => due.subject.0 < limits.tiers,
            DueKind::NightWork => due.subject.0 < limits.jobs,
            DueKind::Shift => due.subject.0 < 8,
            DueKind::NeedCrossed => due.subject.0 < limits.inmates,
            DueKind::Stroll | DueKind::Eaten => due.subject.0 < limits.inmates,
            DueKind::Bell | DueKind::Dispatch | DueKind::CountOver => due.subject.0 == 0,
            DueKind::Trade | DueKind::Roughness | DueKind::Fight => due.subject.0 == 0,
            DueKind::Craft
            | DueKind::Deal
            | DueKind::Hearing
            | DueKind::Release
            | DueKind::WarningOver
            | DueKind::Assault => due.subject.0 < limits.inmates,
            DueKind::Tell => due.subject.0.max(due.stamp) < limits.inmates,
            DueKind::Search => match due.stamp {
                1 => due.subject.0 < limits.tiles,
                _ => due.subject.0 < limits.inmates.max(1),
            },
            _ => due.subject.0 < limits.persons,
        });
        if known {
            Ok(())
        } else {
            Err("something is due to somebody unknown".into())
        }
    }
}
