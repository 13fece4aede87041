//! Who waits, for what, since when; and the longest waits so far.
//!
//! Reasons are those of docs/architecture.md#words-that-are-measured. An ordered wait names the order it
//! comes from; summed, those of a man and day must stay under 90 minutes. The
//! ledger keeps the few longest waits of each reason for the report.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use crate::clock::DAY;
use crate::ids::{HappeningId, PersonId, TileId};
use crate::section::{Limits, Section};

/// Why somebody does not get on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// The door before him is locked.
    Locked,
    /// The door before him lets the men before him pass.
    Queue,
    /// He stands in his file until it marches, or until the bell.
    Ordered,
    /// The sally port is not open on his side.
    SallyPort,
    /// There is no way to where he should go.
    Blocked,
}

impl Reason {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 5] = [
        Self::Locked,
        Self::Queue,
        Self::Ordered,
        Self::SallyPort,
        Self::Blocked,
    ];
}

/// One wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Why.
    pub reason: Reason,
    /// Since which tick.
    pub since: u64,
    /// Where.
    pub at: TileId,
    /// The happening it comes from, for ordered waits.
    pub cause: HappeningId,
}

/// A wait that is over, or goes on at the time of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waited {
    /// Who.
    pub person: PersonId,
    /// The wait.
    pub wait: Wait,
    /// How many ticks.
    pub ticks: u64,
}

/// How many of the longest waits are kept for each reason.
const KEPT: usize = 5;

/// Present waits, and the longest of the past.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    now: Vec<Option<Wait>>,
    /// Ordered waits of the day, summed, by person: the day's number and ticks.
    ordered: Vec<(u32, u32)>,
    longest: Vec<Waited>,
    /// The largest sum of ordered waits of one man and day, with the man.
    pub most_ordered: (u32, PersonId),
}

impl Section for Waits {
    const NAME: &'static str = "movement.waits";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let persons = limits.persons as usize;
        let sound = self.now.len() == persons
            && self.ordered.len() == persons
            && self.longest.len() <= KEPT * Reason::ALL.len()
            && self
                .longest
                .is_sorted_by_key(|waited| (waited.wait.reason, std::cmp::Reverse(waited.ticks)))
            && self
                .now
                .iter()
                .flatten()
                .all(|wait| wait.since <= limits.tick && wait.at.0 < limits.tiles)
            && self
                .longest
                .iter()
                .all(|waited| waited.person.0 < limits.persons && waited.wait.at.0 < limits.tiles)
            && (self.most_ordered.1.0 < limits.persons || persons == 0);
        if sound {
            Ok(())
        } else {
            Err("the waits are not in order".into())
        }
    }
}

impl Waits {
    /// One more person, who does not wait.
    pub fn spawn(&mut self) {
        self.now.push(None);
        self.ordered.push((0, 0));
    }

    /// What somebody waits for now.
    pub fn of(&self, person: PersonId) -> Option<Wait> {
        self.now.get(person.index()).copied().flatten()
    }

    /// Somebody begins to wait, or goes on to.
    pub(super) fn begin(
        &mut self,
        person: PersonId,
        reason: Reason,
        at: TileId,
        cause: HappeningId,
        tick: u64,
    ) {
        if self.of(person).is_some_and(|wait| wait.reason == reason) {
            return;
        }
        self.end(person, tick);
        self.now[person.index()] = Some(Wait {
            reason,
            since: tick,
            at,
            cause,
        });
    }

    /// He gets on.
    pub(super) fn end(&mut self, person: PersonId, tick: u64) {
        let Some(wait) = self.now[person.index()].take() else {
            return;
        };
        let ticks = tick.saturating_sub(wait.since);
        if wait.reason == Reason::Ordered {
            let day = (tick / DAY) as u32;
            let sum = &mut self.ordered[person.index()];
            if sum.0 != day {
                *sum = (day, 0);
            }
            sum.1 = sum.1.saturating_add(ticks.min(u32::MAX as u64) as u32);
            if sum.1 > self.most_ordered.0 {
                self.most_ordered = (sum.1, person);
            }
        }
        self.keep(Waited {
            person,
            wait,
            ticks,
        });
    }

    fn keep(&mut self, waited: Waited) {
        keep_longest(&mut self.longest, waited);
    }

    /// The longest waits, those that go on included, longest first within each reason.
    pub fn longest(&self, tick: u64) -> Vec<Waited> {
        let mut all = self.longest.clone();
        for (index, wait) in self.now.iter().enumerate() {
            if let Some(wait) = wait {
                keep_longest(
                    &mut all,
                    Waited {
                        person: PersonId::from_index(index),
                        wait: *wait,
                        ticks: tick.saturating_sub(wait.since),
                    },
                );
            }
        }
        all
    }
}

/// Keeps a list sorted by reason and then length, the few longest of each.
fn keep_longest(list: &mut Vec<Waited>, waited: Waited) {
    let reason = waited.wait.reason;
    let of_reason = list.iter().filter(|other| other.wait.reason == reason);
    if of_reason.clone().count() >= KEPT
        && of_reason
            .clone()
            .next_back()
            .is_some_and(|least| least.ticks >= waited.ticks)
    {
        return;
    }
    let place = list.partition_point(|other| {
        (other.wait.reason, std::cmp::Reverse(other.ticks))
            <= (reason, std::cmp::Reverse(waited.ticks))
    });
    list.insert(place, waited);
    let end = list.partition_point(|other| other.wait.reason <= reason);
    let start = list.partition_point(|other| other.wait.reason < reason);
    if end - start > KEPT {
        list.remove(end - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_waits_of_each_reason_are_kept() {
        let mut waits = Waits::default();
        for _ in 0..20 {
            waits.spawn();
        }
        for person in 0..20 {
            let reason = if person % 2 == 0 {
                Reason::Queue
            } else {
                Reason::Locked
            };
            waits.begin(PersonId(person), reason, TileId(0), HappeningId::NONE, 0);
        }
        for person in 0..20 {
            waits.end(PersonId(person), 10 + person as u64);
        }
        let longest = waits.longest(100);
        assert_eq!(longest.len(), 10);
        assert_eq!(longest[0].ticks, 29);
        assert_eq!(longest[0].wait.reason, Reason::Locked);
        assert_eq!(longest[4].ticks, 21);
        assert_eq!(longest[5].ticks, 28);
    }
}
