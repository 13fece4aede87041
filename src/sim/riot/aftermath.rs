//! Aftermath: who is sent home, who is reported, what is locked again, and what everybody remembers.

use super::{Fray, Riot};
use crate::clock::DAY;
use crate::happening::{JusticeFact, Offence, RiotEnd, RiotFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::level::{DoorKind, RoomUse};

/// For how many days whoever took part in a riot dares no other; the others for a third of it. A
/// guess: Auburn rose in July and again in December.
const REMEMBERS: u64 = 45;
/// So many are reported as leaders: of the famous riots 2 to 40 began it (SCIENCE 6).
const LEADERS: usize = 5;

impl Fray<'_> {
    /// It is over.
    pub(super) fn end(&mut self, riot: &mut Riot, by: RiotEnd) {
        let tick = self.tick();
        riot.ended = Some((tick, by));
        for hostage in std::mem::take(&mut riot.hostages) {
            self.free(hostage, riot);
        }
        // What came of it is before everybody's eyes: nobody dares anything for a while, and those
        // who took part for longer.
        let everybody: Vec<PersonId> = self.temper.watch.roster.all_inmates().collect();
        for person in everybody {
            let took_part = riot.joined.binary_search(&person).is_ok();
            let days = if took_part { REMEMBERS } else { REMEMBERS / 3 };
            self.leaves(person, tick + days * DAY);
        }
        self.gather_arms(riot);
        self.send_relief_home();
        self.restore(riot);
        let officers: Vec<PersonId> = self
            .temper
            .watch
            .custody
            .officers()
            .iter()
            .map(|officer| officer.person)
            .collect();
        for officer in officers {
            if !self.temper.watch.conduct.is_helpless(officer) {
                self.let_go(officer);
                self.temper.let_go(officer);
            }
        }
        let cause = Self::why(riot);
        let over = self.record(
            What::Riot(RiotFact::RiotEnded { by }),
            None,
            Some(riot.place),
            cause,
        );
        if riot.told.is_none() {
            return;
        }
        let toll = What::Riot(RiotFact::TollTaken {
            inmates: riot.inmates_killed,
            staff: riot.staff_killed,
            wounded: self.wounds.hurt().count() as u32,
            held: riot.taken,
        });
        self.record(toll, None, None, over);
        self.report_leaders(riot, over);
        self.lock_dungeon();
        self.call_masons(riot);
    }

    /// The dungeon is locked again, which no lever locks.
    fn lock_dungeon(&mut self) {
        let travel = &mut self.temper.watch.travel;
        for (_, room) in travel.topology.rooms_for(RoomUse::Dungeon) {
            for portal in &room.portals {
                if travel.topology.portal(*portal).kind == DoorKind::Cell {
                    travel.doors.set_locked(*portal, true);
                }
            }
        }
    }

    /// The most violent of those who took part are reported, whoever led them first; unless an amnesty
    /// was granted.
    fn report_leaders(&mut self, riot: &Riot, over: HappeningId) {
        if Self::is_pardoned(riot) {
            return;
        }
        // The captain, or the warden himself, signs the reports.
        let officers = self.temper.watch.custody.officers();
        let by = officers
            .iter()
            .map(|officer| officer.person)
            .find(|officer| !self.temper.watch.roster.is_dead(*officer))
            .or_else(|| self.warden());
        let Some(by) = by else { return };
        let mut leaders: Vec<(bool, i32, PersonId)> = riot
            .joined
            .iter()
            .filter(|man| !self.temper.watch.roster.is_dead(**man))
            .filter_map(|man| {
                let temper = self.temper.spirits.of(*man)?.temper;
                Some((*man != riot.leader, -temper, *man))
            })
            .collect();
        leaders.sort_unstable();
        for (_, _, man) in leaders.into_iter().take(LEADERS) {
            let what = What::Justice(JusticeFact::OffenceSeen {
                offence: Offence::Rioting,
                by,
            });
            let here = self.tile(man);
            self.record(what, Some(man), Some(here), over);
        }
    }
}
