//! From what an officer saw or found to the sentence.
//!
//! What was seen by day or night is heard the next morning, all of a man's together; the gravest
//! decides. Whether he is believed guilty is a seeded draw by the evidence, the harder the officers the
//! likelier; so are his days, within the bounds of the offence.

use super::{Case, Court, LONGEST};
use crate::chance::Purpose;
use crate::clock::DAY;
use crate::due::DueKind;
use crate::happening::{Happening, JusticeFact, MOST_NAMED, Offence, SearchFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId};

/// When men are heard, seconds since midnight: when breakfast is over and work has begun.
const HEARINGS: u32 = 9 * 3600 + 1_800;
/// Between two hearings of a morning, ticks.
const APART: u64 = 3_000;
/// How sure an officer is of what he saw, or took from a man's pocket, basis points.
const SEEN: u32 = 9_700;
/// And of what he took from a man's bunk.
const IN_HIS_BUNK: u32 = 8_000;
/// Good time lost for a day of dungeon, days. A guess.
const GOOD_TIME: u32 = 3;

/// Fewest and most days for an offence. Guesses within docs/science.md#values-to-start-from (1 to 30 days).
fn bounds(offence: Offence) -> (u32, u32) {
    match offence {
        Offence::Weapon => (10, 30),
        Offence::Protest => (5, 30),
        Offence::Rioting => (20, 30),
        Offence::Fighting => (3, 15),
        Offence::Passing => (3, 12),
        Offence::Contraband => (1, 10),
        Offence::Refusal => (1, 8),
    }
}

/// Reads what officers saw and found, and hears whose morning has come.
pub(super) fn hear(mut court: Court) {
    for happening in court.happenings.last().to_vec() {
        court.report(&happening);
    }
    if !court.due.any_now() {
        return;
    }
    let due: Vec<PersonId> = court
        .due
        .now(DueKind::Hearing)
        .map(|due| due.subject)
        .collect();
    for man in due {
        court.hear_the_case(man);
    }
}

impl Court<'_> {
    /// Reports a man, if a happening is an offence.
    fn report(&mut self, happening: &Happening) {
        let (man, by, case) = match &happening.what {
            What::Justice(JusticeFact::OffenceSeen { offence, by }) => {
                let Some(man) = happening.who else { return };
                (man, *by, (*offence, true, SEEN, None))
            }
            // Whoever was led off out of a protest was in it.
            What::Unrest(UnrestFact::Arrested { by }) => {
                let Some(man) = happening.who else { return };
                (man, *by, (Offence::Protest, true, SEEN, None))
            }
            What::Search(SearchFact::ItemFound {
                item,
                blamed: Some(man),
            }) => {
                let (Some(by), Some(found)) = (happening.who, self.items.item(*item)) else {
                    return;
                };
                let offence = if found.kind.is_weapon() {
                    Offence::Weapon
                } else {
                    Offence::Contraband
                };
                let guilty = found.owner == *man;
                let in_his_pocket = happening
                    .cause
                    .ne(&HappeningId::NONE)
                    .then(|| self.happenings.find(happening.cause))
                    .flatten()
                    .is_some_and(|search| {
                        matches!(search.what, What::Search(SearchFact::ManSearched { .. }))
                    });
                let evidence = if in_his_pocket { SEEN } else { IN_HIS_BUNK };
                let culprit = (!guilty).then_some(found.owner);
                (*man, by, (offence, guilty, evidence, culprit))
            }
            _ => return,
        };
        if !self.roster.is_inmate(man) || self.roster.is_dead(man) {
            return;
        }
        let (offence, guilty, evidence, culprit) = case;
        let what = What::Justice(JusticeFact::OffenceReported {
            offence,
            by: Some(by),
        });
        let cause = self.record(what, Some(man), happening.at, happening.id);
        let known = self.justice.cases.iter().any(|case| case.man == man);
        self.justice.cases.push(Case {
            man,
            offence,
            guilty,
            evidence,
            culprit,
            cause,
        });
        self.justice.tally.offences += 1;
        if !known {
            let before = self.justice.cases.len() as u64 - 1;
            let at = self.clock.next_at(self.tick() + 1, HEARINGS) + (before % 24) * APART;
            self.due.push(at, DueKind::Hearing, man, 0);
        }
    }

    /// The warden, or the captain for him, hears a man on all he is reported for.
    fn hear_the_case(&mut self, man: PersonId) {
        // Who lies in the hospital is heard when he is well.
        if self.conduct.is_helpless(man) && !self.roster.is_dead(man) {
            let tomorrow = self.tick() + DAY;
            self.due.push(tomorrow, DueKind::Hearing, man, 0);
            return;
        }
        let (his, others): (Vec<Case>, Vec<Case>) = std::mem::take(&mut self.justice.cases)
            .into_iter()
            .partition(|case| case.man == man);
        self.justice.cases = others;
        if self.roster.is_dead(man) {
            return;
        }
        let Some(gravest) = his
            .iter()
            .copied()
            .max_by_key(|case| (bounds(case.offence).1, case.evidence))
        else {
            return;
        };
        // At most one a day: how many others are heard before him does not matter.
        let event = self.chance.event(Purpose::Hearing, man, self.tick() / DAY);
        let harshness = self.rules.guards.harshness;
        // The doubt that is left speaks for him, the less the harder the officers are.
        let doubt = (10_000 - gravest.evidence) * (10_000 - harshness / 2) / 10_000;
        let convicted = !event.on("goes free").is(doubt, 10_000);
        let offence = gravest.offence;
        self.justice.tally.hearings += 1;
        let what = What::Justice(JusticeFact::HearingHeld { offence, convicted });
        let heard = self.record(what, Some(man), None, gravest.cause);
        if !convicted {
            return;
        }
        let (fewest, most) = bounds(offence);
        // Half by the officers' harshness, half by the day the captain has.
        let share = harshness / 2 + event.on("the day the captain has").below(5_001) as u32;
        let repeated = his.len() as u32 - 1;
        let days = (fewest + (most - fewest) * share / 10_000 + repeated).clamp(1, LONGEST);
        self.punish(man, days, &gravest, heard);
    }

    /// Sentences a man.
    fn punish(&mut self, man: PersonId, days: u32, case: &Case, cause: HappeningId) {
        let room = self.find_room_for(man);
        let good_time = days * GOOD_TIME;
        // For want of room it is shorter, in his own cell; or he only loses good time.
        let days = match room {
            Some(_) => days,
            None if self.justice.of(man).is_none() && self.cells_are_full() => 0,
            None => (days / 2).max(1),
        };
        let what = What::Justice(JusticeFact::Punished {
            days,
            good_time,
            just: case.guilty,
            known_to: self.who_knows(man, case.culprit),
        });
        let cause = self.record(what, Some(man), None, cause);
        let tally = &mut self.justice.tally;
        tally.punished += 1;
        tally.unjustly += u32::from(!case.guilty);
        tally.days = tally.days.saturating_add(days);
        self.justice.take_good_time(man, good_time);
        if days > 0 {
            self.send_to(man, room, days, cause);
        }
    }

    /// The men who know both of a punishment and whether it was just: himself, who shares his cell,
    /// and whose doing it was.
    fn who_knows(&self, man: PersonId, culprit: Option<PersonId>) -> Vec<PersonId> {
        let home = self.topology.room_at(self.roster.of(man).berth);
        let mut knows: Vec<PersonId> = std::iter::once(man)
            .chain(culprit)
            .chain(self.roster.all_inmates().filter(|other| {
                *other != man
                    && Some(*other) != culprit
                    && home.is_some()
                    && self.topology.room_at(self.roster.of(*other).berth) == home
            }))
            .take(MOST_NAMED)
            .collect();
        knows.sort_unstable();
        knows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offence_is_worth_one_to_thirty_days() {
        for offence in [
            Offence::Passing,
            Offence::Weapon,
            Offence::Contraband,
            Offence::Fighting,
            Offence::Refusal,
            Offence::Protest,
            Offence::Rioting,
        ] {
            let (fewest, most) = bounds(offence);
            assert!(1 <= fewest && fewest < most && most <= LONGEST);
        }
    }
}
