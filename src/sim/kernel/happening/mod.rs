//! What happened, and why: the one record of the prison.
//!
//! Features append to the log of the tick and read the log of the tick before,
//! which is saved with everything else. One happening stands for one occasion
//! (a sitting, not a plate). Each names its cause, so that `why` can walk from
//! any of them to its roots.
//!
//! What can happen comes in families, each in a file of its own. There a kind says in one place all that
//! holds of it ([`Facts`]): what stays on the record, who hears of it, how much it matters, whom and what
//! it names, and the message that tells it. Sentences are made elsewhere, for a reader.

mod contraband;
mod counts;
mod custody;
mod day;
mod doors;
mod facts;
mod fire;
mod harm;
mod hostages;
mod justice;
mod relief;
mod riot;
mod searches;
mod seats;
mod siege;
mod unrest;
mod works;

use std::collections::BTreeSet;

use bevy_ecs::prelude::{Res, ResMut, Resource};
use serde::{Deserialize, Serialize};

use crate::clock::{Clock, DAY};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::message::Message;
use crate::section::{Limits, MOST_COUNTED, Section};

pub use crate::level::Grievance;
pub use contraband::ContrabandFact;
pub use counts::CountFact;
pub use custody::CustodyFact;
pub use day::DayFact;
pub use doors::DoorFact;
pub use facts::{CardWeight, Facts, Grade, Hearers, MOST_NAMED, Topic};
pub use fire::FireFact;
pub use harm::HarmFact;
pub use hostages::HostageFact;
pub use justice::{JusticeFact, Offence};
pub use relief::ReliefFact;
pub use riot::{RiotEnd, RiotFact};
pub use searches::SearchFact;
pub use seats::SeatFact;
pub use siege::{Demand, SiegeFact};
pub use unrest::UnrestFact;
pub use works::WorksFact;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Its number.
    pub id: HappeningId,
    /// When.
    pub tick: u64,
    /// What.
    pub what: What,
    /// Who did it or suffered it, if it was one person.
    pub who: Option<PersonId>,
    /// Where, if it was at one place.
    pub at: Option<TileId>,
    /// What it came from; [`HappeningId::NONE`] for a root.
    pub cause: HappeningId,
}

/// What happened, by family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// What the timetable brings: bells, meals, work, chapel, visits, the nights.
    Day(DayFact),
    /// The counts, and the lock-up in the evening.
    Count(CountFact),
    /// Levers and locks: tiers and doors opened and locked, and the lockdown.
    Door(DoorFact),
    /// The officers: shifts, posts, escorts, arms drawn, and what they are informed of.
    Custody(CustodyFact),
    /// Searches of men and cells, and what is found.
    Search(SearchFact),
    /// What is forbidden, as it is made, hidden and passed on: secrets of those who have a hand in it.
    Contraband(ContrabandFact),
    /// Offences, hearings and punishments.
    Justice(JusticeFact),
    /// What men resent, and what they do about it short of a riot.
    Unrest(UnrestFact),
    /// A riot: ground taken, and how it begins and ends.
    Riot(RiotFact),
    /// Hostages: taken, kept, shown, freed and killed.
    Hostage(HostageFact),
    /// Fires, and who falls in the smoke.
    Fire(FireFact),
    /// Demands and answers, and what a besieged house goes without.
    Siege(SiegeFact),
    /// Those who come from outside to take the prison back: state troopers and the army.
    Relief(ReliefFact),
    /// Blows, weapons, wounds and deaths by another's hand.
    Harm(HarmFact),
    /// What is built and torn down, and whom that seals in.
    Works(WorksFact),
    /// What came from outside: seats taken and left, and orders that failed or amended the level.
    Seat(SeatFact),
}

impl What {
    /// All that holds of this kind.
    pub fn facts(&self) -> Facts {
        match self {
            Self::Day(fact) => fact.facts(),
            Self::Count(fact) => fact.facts(),
            Self::Door(fact) => fact.facts(),
            Self::Custody(fact) => fact.facts(),
            Self::Search(fact) => fact.facts(),
            Self::Contraband(fact) => fact.facts(),
            Self::Justice(fact) => fact.facts(),
            Self::Unrest(fact) => fact.facts(),
            Self::Riot(fact) => fact.facts(),
            Self::Hostage(fact) => fact.facts(),
            Self::Fire(fact) => fact.facts(),
            Self::Siege(fact) => fact.facts(),
            Self::Relief(fact) => fact.facts(),
            Self::Harm(fact) => fact.facts(),
            Self::Works(fact) => fact.facts(),
            Self::Seat(fact) => fact.facts(),
        }
    }
}

impl Happening {
    /// What is to be said of it.
    pub fn message(&self) -> Message {
        self.what.facts().message(self)
    }

    /// Everybody it names, each once, whoever did or suffered it first.
    pub fn persons(&self) -> Vec<PersonId> {
        let mut persons: Vec<PersonId> = Vec::new();
        for person in self.who.into_iter().chain(self.what.facts().persons()) {
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        persons
    }
}

/// The log of this tick, that of the last one, and the chronicle.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happenings {
    last_id: u32,
    last: Vec<Happening>,
    new: Vec<Happening>,
    chronicle: Vec<Happening>,
    /// When the chronicle was last thinned.
    thinned: u64,
}

impl Happenings {
    /// Records something; it can be read by everybody in the next tick.
    pub fn record(
        &mut self,
        tick: u64,
        what: What,
        who: Option<PersonId>,
        at: Option<TileId>,
        cause: HappeningId,
    ) -> HappeningId {
        self.last_id += 1;
        let id = HappeningId(self.last_id);
        self.new.push(Happening {
            id,
            tick,
            what,
            who,
            at,
            cause,
        });
        id
    }

    /// What happened in the tick before this one.
    pub fn last(&self) -> &[Happening] {
        &self.last
    }

    /// Whether the tick before, or this one so far, has anything to tell.
    pub fn is_quiet(&self) -> bool {
        self.last.is_empty() && self.new.is_empty()
    }

    /// Everything still remembered, oldest first, the present tick excluded.
    pub fn chronicle(&self) -> &[Happening] {
        &self.chronicle
    }

    /// The remembered happening of that number.
    pub fn find(&self, id: HappeningId) -> Option<&Happening> {
        self.chronicle
            .binary_search_by_key(&id, |happening| happening.id)
            .ok()
            .and_then(|index| self.chronicle.get(index))
    }

    /// The causes of `id`, nearest first, ending at a root or at what is no longer remembered.
    pub fn causes(&self, id: HappeningId) -> Vec<&Happening> {
        let mut found: Vec<&Happening> = Vec::new();
        let mut next = id;
        while let Some(happening) = self.find(next) {
            found.push(happening);
            // A cause is always older, so that even a forged record ends.
            if happening.cause >= happening.id {
                break;
            }
            next = happening.cause;
        }
        found
    }

    /// Everything in the record, oldest first: the chronicle, and what is new in this tick.
    pub fn all(&self) -> impl Iterator<Item = &Happening> {
        self.chronicle.iter().chain(&self.new)
    }

    /// The largest number given so far.
    pub fn last_id(&self) -> HappeningId {
        HappeningId(self.last_id)
    }

    /// When the chronicle was last thinned.
    pub fn thinned(&self) -> u64 {
        self.thinned
    }

    /// Whether numbers rise as they should; a loaded record may be forged.
    pub fn is_ordered(&self) -> bool {
        let all = self.chronicle.iter().chain(&self.new);
        let rising = all
            .clone()
            .zip(all.clone().skip(1))
            .all(|(first, second)| first.id < second.id);
        rising && all.last().is_none_or(|last| last.id.0 <= self.last_id)
    }
}

/// Hands the new happenings on: they are the last tick's from now on.
pub(crate) fn turn_page(clock: Res<Clock>, mut happenings: ResMut<Happenings>) {
    if happenings.is_quiet() && clock.tick < happenings.thinned + DAY {
        return;
    }
    let happenings = &mut *happenings;
    happenings.last.clear();
    std::mem::swap(&mut happenings.last, &mut happenings.new);
    happenings.chronicle.extend(happenings.last.iter().cloned());
    if clock.tick >= happenings.thinned + DAY {
        happenings.thinned = clock.tick;
        thin(&mut happenings.chronicle, clock.tick.saturating_sub(DAY));
    }
}

/// Forgets what is older than `since`, but for what lasts and the causes of what is kept.
fn thin(chronicle: &mut Vec<Happening>, since: u64) {
    let mut referred: BTreeSet<HappeningId> = BTreeSet::new();
    // From the newest back: whatever refers to something is newer.
    let mut kept: Vec<bool> = chronicle
        .iter()
        .rev()
        .map(|happening| {
            let is_kept = referred.remove(&happening.id)
                || happening.tick >= since
                || happening.what.facts().lasting;
            if is_kept {
                referred.insert(happening.cause);
            }
            is_kept
        })
        .collect();
    chronicle.retain(|_| kept.pop() == Some(true));
}

impl Section for Happenings {
    const NAME: &'static str = "happenings";
    const VERSION: u32 = 5;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        if !self.is_ordered() {
            return Err("the record is out of order".into());
        }
        if self.last_id().0 != limits.happenings || limits.happenings > MOST_COUNTED {
            return Err("the number of the last happening is another".into());
        }
        let known = self.all().all(|happening| {
            happening.who.is_none_or(|who| who.0 < limits.persons)
                && happening.at.is_none_or(|at| at.0 < limits.tiles)
                && happening.cause < happening.id
                && limits.is_past(happening.tick)
                && happening.what.facts().is_sound(limits)
        });
        if known && limits.is_past(self.thinned()) {
            Ok(())
        } else {
            Err("the record names somebody unknown, or what is still to come".into())
        }
    }

    fn most_bytes(_: &Limits) -> u64 {
        24 << 20
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ItemId, TierId};
    use crate::specimens::{self, Filling};

    /// One of every kind, whose persons, tiles, tiers and things are all number 7.
    fn of_every_kind() -> Vec<What> {
        let filling = Filling {
            person: PersonId(7),
            tile: TileId(7),
            tier: TierId(7),
            item: ItemId(7),
            numbers: vec![0, 1, 3],
            ..Filling::default()
        };
        specimens::all(&filling).expect("plain data")
    }

    /// How often a kind of id stands in a happening, as its fields have it.
    fn times(what: &What, id: &str) -> usize {
        format!("{what:?}").matches(&format!("{id}(7)")).count()
    }

    #[test]
    fn facts_name_the_kind_and_everybody_and_everything_in_it() {
        for what in of_every_kind() {
            let facts = what.facts();
            let written = format!("{what:?}");
            let kind = written.split(['(', ' ', ')']).nth(1);
            assert_eq!(kind, Some(facts.name), "{written}");
            assert_eq!(
                facts.persons().count(),
                times(&what, "PersonId"),
                "{written}"
            );
            assert_eq!(facts.items().count(), times(&what, "ItemId"), "{written}");
        }
    }

    #[test]
    fn a_happening_that_names_what_is_not_there_is_not_sound() {
        let all = Limits {
            persons: 8,
            inmates: 8,
            tiles: 8,
            tiers: 8,
            ..Limits::default()
        };
        let few = [
            (
                "PersonId",
                Limits {
                    persons: 7,
                    ..all.clone()
                },
            ),
            (
                "TileId",
                Limits {
                    tiles: 7,
                    ..all.clone()
                },
            ),
            (
                "TierId",
                Limits {
                    tiers: 7,
                    ..all.clone()
                },
            ),
        ];
        for what in of_every_kind() {
            let facts = what.facts();
            assert!(facts.is_sound(&all), "{what:?}");
            for (id, limits) in &few {
                assert_eq!(facts.is_sound(limits), times(&what, id) == 0, "{what:?}");
            }
        }
    }

    #[test]
    fn thinning_keeps_the_causes_of_what_it_keeps() {
        let happening = |id, tick, cause| Happening {
            id: HappeningId(id),
            tick,
            what: What::Day(DayFact::LevelBegan),
            who: None,
            at: None,
            cause: HappeningId(cause),
        };
        let mut chronicle = vec![
            happening(1, 0, 0),
            happening(2, 5, 1),
            happening(3, 6, 0),
            happening(4, 100, 2),
        ];
        thin(&mut chronicle, 50);
        let ids: Vec<u32> = chronicle.iter().map(|h| h.id.0).collect();
        assert_eq!(ids, [1, 2, 4]);
    }
}
