//! Aftermath: who is sent home, who is reported, what is locked again, and what everybody remembers.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::answers::is_pardoned;
use super::mob::Mob;
use super::phase::Phase;
use super::relief::call_masons;
use super::{Riot, Riots, STEP, Step};
use crate::clock::DAY;
use crate::conduct::Source;
use crate::contraband::Items;
use crate::custody::Custody;
use crate::due::DueKind;
use crate::happening::{JusticeFact, Offence, RiotEnd, RiotFact, What};
use crate::harm::Wounds;
use crate::ids::{HappeningId, PersonId};
use crate::level::{DoorKind, RoomUse};
use crate::prison::{Doors, Works};

/// For how many days whoever took part in a riot dares no other; the others for a third of it. A
/// guess: Auburn rose in July and again in December.
const REMEMBERS: u64 = 45;
/// How many are reported as leaders: of the famous riots 2 to 40 began it (docs/science.md#values-to-start-from).
const LEADERS: usize = 5;

/// What is left of a riot, and what is put in order after it.
#[derive(SystemParam)]
pub(super) struct Aftermath<'w> {
    pub(super) mob: Mob<'w>,
    custody: Res<'w, Custody>,
    wounds: Res<'w, Wounds>,
    pub(super) items: ResMut<'w, Items>,
    doors: ResMut<'w, Doors>,
    works: ResMut<'w, Works>,
}

/// A riot in which nobody took part any more when the step began is over; another goes on in the next step.
pub(super) fn end_or_go_on(mut riots: ResMut<Riots>, mut aftermath: Aftermath, step: Res<Step>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    if step.men > 0 {
        let mob = &mut aftermath.mob;
        let next = mob.tick() + STEP;
        mob.due.push(next, DueKind::Riot, PersonId(0), 0);
        return;
    }
    let by = match (riot.stormed(), riot.siege.talks.granted()) {
        (Some((_, by)), _) => by,
        (None, Some(_)) => RiotEnd::Settlement,
        (None, None) => RiotEnd::Weariness,
    };
    aftermath.end(riot, by);
    if !riot.is_called() {
        riots.forget_the_last();
    }
}

impl Aftermath<'_> {
    /// It is over.
    fn end(&mut self, riot: &mut Riot, by: RiotEnd) {
        let tick = self.mob.tick();
        riot.phase = Phase::Over {
            at: tick,
            by,
            stormed: riot.stormed().map(|(since, _)| since),
        };
        for hostage in std::mem::take(&mut riot.hostages) {
            self.mob.free(hostage, riot, &self.custody, &self.wounds);
        }
        // What came of it is before everybody's eyes: nobody dares anything for a while, and those
        // who took part for longer.
        let everybody: Vec<PersonId> = self.mob.roster.all_inmates().collect();
        for person in everybody {
            let took_part = riot.joined.binary_search(&person).is_ok();
            let days = if took_part { REMEMBERS } else { REMEMBERS / 3 };
            self.mob.leaves(person, tick + days * DAY);
        }
        self.gather_arms(riot);
        self.mob.restore(riot);
        self.let_officers_go();
        let what = What::Riot(RiotFact::RiotEnded { by });
        let over = self.mob.record(what, None, Some(riot.place), riot.why());
        if !riot.is_called() {
            return;
        }
        let toll = What::Riot(RiotFact::TollTaken {
            inmates: riot.inmates_killed,
            staff: riot.staff_killed,
            wounded: self.wounds.hurt().count() as u32,
            held: riot.taken,
        });
        self.mob.record(toll, None, None, over);
        self.report_leaders(riot, over);
        self.lock_dungeon();
        call_masons(&mut self.works, &mut self.mob.due, tick, riot.why());
    }

    /// Neither riot nor unrest wants anything of the officers any more.
    fn let_officers_go(&mut self) {
        let conduct = &mut self.mob.conduct;
        for officer in self.custody.officers() {
            if !conduct.is_helpless(officer.person) {
                conduct.withdraw(officer.person, Source::Force);
                conduct.withdraw(officer.person, Source::Unrest);
            }
        }
    }

    /// The dungeon is locked again, which no lever locks.
    fn lock_dungeon(&mut self) {
        let topology = &self.mob.topology;
        for (_, room) in topology.rooms_for(RoomUse::Dungeon) {
            for portal in &room.portals {
                if topology.portal(*portal).kind == DoorKind::Cell {
                    self.doors.set_locked(*portal, true);
                }
            }
        }
    }

    /// The most violent of those who took part are reported, whoever led them first; unless an amnesty
    /// was granted.
    fn report_leaders(&mut self, riot: &Riot, over: HappeningId) {
        if is_pardoned(riot) {
            return;
        }
        // The captain, or the warden himself, signs the reports.
        let officers = self.custody.officers();
        let by = officers
            .iter()
            .map(|officer| officer.person)
            .find(|officer| !self.mob.roster.is_dead(*officer))
            .or_else(|| self.mob.warden());
        let Some(by) = by else { return };
        let mut leaders: Vec<(bool, i32, PersonId)> = riot
            .joined
            .iter()
            .filter(|man| !self.mob.roster.is_dead(**man))
            .filter_map(|man| {
                let temper = self.mob.spirits.of(*man)?.temper;
                Some((*man != riot.leader, -temper, *man))
            })
            .collect();
        leaders.sort_unstable();
        for (_, _, man) in leaders.into_iter().take(LEADERS) {
            let what = What::Justice(JusticeFact::OffenceSeen {
                offence: Offence::Rioting,
                by,
            });
            let here = self.mob.tile(man);
            self.mob.record(what, Some(man), Some(here), over);
        }
    }
}
