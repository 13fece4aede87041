//! Lock-up: who is behind a locked door at its hour.

use super::Duty;
use super::ledger::LockUpRecord;
use crate::happening::{CountFact, What};
use crate::ids::PersonId;
use crate::level::RoomUse;

/// Looks who is behind a locked door at the hour of lock-up, and writes it down.
pub(super) fn note_locked_in(duty: &mut Duty) {
    duty.regime.lock_by = None;
    let (mut men, mut listed, mut missing) = (0, 0, 0);
    for person in duty.roster.all_inmates() {
        if duty.roster.is_dead(person) {
            continue;
        }
        // Who lies wounded is where he ought to be, like the men of the night shift.
        if duty.is_listed(person) || duty.conduct.is_helpless(person) {
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
    duty.regime.ledger.lockups.push(LockUpRecord {
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
