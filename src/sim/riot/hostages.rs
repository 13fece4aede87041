//! Hostages: officers who are taken, where they are kept, who minds them, and what becomes of them.
//!
//! They are kept in the held room nearest to the start that has one door with a lock, if there is one,
//! and moved when it is lost. The most violent man who is armed minds them, but not the leader. While
//! the door is locked with no rioter inside, or the weapon is out of the minder's hand, nobody lays
//! hands on them.

use serde::{Deserialize, Serialize};

use super::siege::{DEADLINE, RUTHLESS, comes_round};
use super::{Fray, Riot};
use crate::clock::MINUTE;
use crate::conduct::{Deed, Source};
use crate::happening::{HostageFact, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::section::Limits;
use crate::unrest::Mood;

/// How long before a deadline hostages are lined up for all to see.
const LINED_UP: u64 = 5 * MINUTE;

/// Where hostages are kept, and by whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ward {
    /// A tile of the room.
    pub keep: Option<TileId>,
    /// Who minds them.
    pub minder: Option<PersonId>,
    /// Whether he had a weapon when he began to.
    pub armed: bool,
}

impl Ward {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.keep.is_none_or(|tile| tile.0 < limits.tiles)
            && self.minder.is_none_or(|man| man.0 < limits.inmates)
    }
}

impl Fray<'_> {
    /// A man takes an officer, and his keys.
    pub(super) fn take(
        &mut self,
        officer: PersonId,
        by: PersonId,
        riot: &mut Riot,
        cause: HappeningId,
    ) {
        let here = self.tile(officer);
        if let Some(prisoner) = self.temper.watch.custody.leads(officer) {
            self.temper.set_free(prisoner, cause);
        }
        self.temper.watch.lose(officer);
        self.temper.let_go(officer);
        let had_keys = self.temper.watch.travel.bodies.journey(officer).has_keys;
        self.pass_keys(officer, by);
        if had_keys && !riot.has_keys {
            riot.has_keys = true;
            for room in self.held(riot) {
                self.free_tiers(riot, room);
            }
        }
        riot.hostages.push(officer);
        riot.taken += 1;
        let what = What::Hostage(HostageFact::HostageTaken { by });
        let cause = self.record(what, Some(officer), Some(here), cause);
        // Whoever decides for him: they do not ask.
        let conduct = &mut self.temper.watch.conduct;
        conduct.withdraw(officer, Source::Seat);
        let keep = riot.ward.keep.unwrap_or(riot.place);
        self.bid(officer, Deed::Captive, keep, cause);
    }

    pub(super) fn free(&mut self, hostage: PersonId, riot: &Riot) {
        let here = self.tile(hostage);
        if !self.wounds.is_hurt(hostage) {
            self.let_go(hostage);
        }
        let on_duty = self
            .temper
            .watch
            .custody
            .officers()
            .iter()
            .any(|officer| officer.person == hostage && officer.on_duty);
        self.temper.watch.travel.bodies.set_keys(hostage, on_duty);
        self.record(
            What::Hostage(HostageFact::HostageFreed),
            Some(hostage),
            Some(here),
            Self::why(riot),
        );
    }

    /// They are kept where the men can keep them, and somebody minds them.
    pub(super) fn mind(&mut self, riot: &mut Riot) {
        if riot.hostages.is_empty() {
            riot.ward = Ward::default();
            return;
        }
        let held = self.do_not_burn(self.held(riot));
        let room = riot.ward.keep.and_then(|keep| self.room_at(keep));
        let is_held = room.is_some_and(|room| held.contains(&room));
        // Where they were taken they stay until there is a better place.
        let fits = is_held && room.is_some_and(|room| self.locks(room));
        let keep = match riot.ward.keep {
            Some(keep) if fits => keep,
            _ => self.keep(riot, &held),
        };
        if riot.ward.keep != Some(keep) {
            riot.ward.keep = Some(keep);
            self.record(
                What::Hostage(HostageFact::HostagesMoved),
                None,
                Some(keep),
                Self::why(riot),
            );
        }
        self.lead_to(riot, keep);
        self.find_minder(riot, keep);
        let lines_up = riot.refused.is_some_and(|refused| {
            self.is_ruthless(riot) && comes_round(refused, DEADLINE, self.tick() + LINED_UP)
        });
        if lines_up && riot.stormed.is_none() && !self.are_out_of_reach(riot) {
            let leader = Some(riot.leader);
            self.record(
                What::Hostage(HostageFact::HostagesLinedUp),
                leader,
                Some(keep),
                Self::why(riot),
            );
        }
    }

    /// Whether a room has one door, which locks.
    fn locks(&self, room: RoomId) -> bool {
        let topology = &self.temper.watch.travel.topology;
        let door = topology.only_portal(room);
        door.is_some_and(|door| topology.portal(door).has_lock())
    }

    /// The held room nearest to the start with one door that locks; else the start.
    fn keep(&self, riot: &Riot, held: &[RoomId]) -> TileId {
        held.iter()
            .filter(|room| self.locks(**room))
            .filter_map(|room| self.temper.place_of(*room))
            .min_by_key(|tile| (self.distance(riot.place, *tile), *tile))
            .unwrap_or(riot.place)
    }

    /// Each has a spot of his own there.
    fn lead_to(&mut self, riot: &Riot, keep: TileId) {
        let Some(room) = self.room_at(keep) else {
            return;
        };
        let why = Self::why(riot);
        for (nth, hostage) in riot.hostages.iter().enumerate() {
            let tiles = &self.temper.watch.travel.topology.room(room).tiles;
            let spot = tiles[nth % tiles.len()];
            if !self.wounds.is_hurt(*hostage) {
                self.bid(*hostage, Deed::Captive, spot, why);
            }
        }
    }

    /// The most violent of the best armed, but not the leader; he stays with them until he is gone or
    /// a better armed man is there, and has the keys to where they are.
    fn find_minder(&mut self, riot: &mut Riot, keep: TileId) {
        let minds = |man: &PersonId| self.temper.spirits.mood(*man) == Mood::Rioting;
        let now = riot.ward.minder.filter(minds);
        // Who has lost his weapon was overcome, and it is not noticed at once.
        if now.is_none() || !riot.ward.armed {
            let leader = riot.leader;
            let fit = |man: &PersonId| *man != leader && !self.temper.watch.conduct.is_led(*man);
            let best = self.rioters().into_iter().filter(fit).max_by_key(|man| {
                let violence = self.violence(*man);
                (self.edge(*man), violence, std::cmp::Reverse(*man))
            });
            let is_better = |now| best.is_some_and(|best| self.edge(best) > self.edge(now));
            if now.is_none_or(is_better) {
                riot.ward.minder = best;
                riot.ward.armed = best.is_some_and(|man| self.weapon(man).is_some());
                if let Some(minder) = best {
                    self.record(
                        What::Hostage(HostageFact::HostagesMinded),
                        best,
                        Some(keep),
                        Self::why(riot),
                    );
                    self.hand_keys_to(minder);
                }
            }
        }
        if let Some(minder) = riot.ward.minder
            && self.assaults.of(minder).is_none()
        {
            self.bid(minder, Deed::Riot, keep, Self::why(riot));
        }
    }

    /// Of those who take part and have keys the nearest gives them to somebody, if he has none.
    fn hand_keys_to(&mut self, man: PersonId) {
        let bodies = &self.temper.watch.travel.bodies;
        if bodies.journey(man).has_keys {
            return;
        }
        let there = self.tile(man);
        let bearer = self
            .rioters()
            .into_iter()
            .filter(|other| bodies.journey(*other).has_keys)
            .min_by_key(|other| (self.distance(self.tile(*other), there), *other));
        if let Some(bearer) = bearer {
            self.pass_keys(bearer, man);
        }
    }

    /// The keys one has are the other's.
    pub(super) fn pass_keys(&mut self, from: PersonId, to: PersonId) {
        let bodies = &mut self.temper.watch.travel.bodies;
        if bodies.journey(from).has_keys {
            bodies.set_keys(from, false);
            bodies.set_keys(to, true);
        }
    }

    /// Whether the leader is a man to have a hostage killed.
    pub(super) fn is_ruthless(&self, riot: &Riot) -> bool {
        self.violence(riot.leader) >= RUTHLESS
    }

    /// Whether nobody who would can get at them: they are locked up with no rioter beside them, or who
    /// minds them has lost his weapon.
    fn are_out_of_reach(&self, riot: &Riot) -> bool {
        let disarmed = riot.ward.armed
            && riot
                .ward
                .minder
                .is_some_and(|minder| self.weapon(minder).is_none());
        disarmed || riot.ward.keep.is_some_and(|keep| self.is_shut_off(keep))
    }

    /// Whether the only door to a place is locked, with no rioter behind it.
    fn is_shut_off(&self, keep: TileId) -> bool {
        let travel = &self.temper.watch.travel;
        let Some(room) = self.room_at(keep) else {
            return false;
        };
        let door = travel.topology.only_portal(room);
        door.is_some_and(|door| travel.doors.is_locked(door))
            && !self.rooms_of_rioters().contains(&room)
    }

    /// A deadline has passed and a hostage is to die for it, before all.
    pub(super) fn kill_hostage(&mut self, riot: &mut Riot) {
        let why = Self::why(riot);
        if self.are_out_of_reach(riot) {
            let leader = Some(riot.leader);
            self.record(
                What::Hostage(HostageFact::HostagesOutOfReach),
                leader,
                riot.ward.keep,
                why,
            );
            return;
        }
        let Some(hostage) = riot.hostages.pop() else {
            return;
        };
        let here = self.tile(hostage);
        let killed = self.record(
            What::Hostage(HostageFact::HostageKilled),
            Some(hostage),
            Some(here),
            why,
        );
        riot.hostages_killed += 1;
        riot.staff_killed += 1;
        self.die(hostage, killed);
    }
}
