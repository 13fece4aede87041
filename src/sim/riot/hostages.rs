//! Hostages: officers who are taken, where they are kept, who minds them, and what becomes of them.
//!
//! They are kept in the held room nearest to the start that has one door with a lock, if there is one,
//! and moved when it is lost. The most violent man who is armed minds them, but not the leader. While
//! the door is locked with no rioter inside, or the weapon is out of the minder's hand, nobody lays
//! hands on them.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use super::mob::Mob;
use super::siege::comes_round;
use super::victims::Victims;
use super::{Riot, Riots};
use crate::chance::Purpose;
use crate::clock::MINUTE;
use crate::conduct::{Deed, Source};
use crate::contraband::{ItemKind, Items};
use crate::custody::{Custody, Officers};
use crate::happening::{HostageFact, RiotFact, What};
use crate::harm::{Assaults, Wounds, arms};
use crate::ids::{HappeningId, PersonId, RoomId, TierId, TileId};
use crate::prison::{Doors, Fires, Tiers, Topology};
use crate::section::Limits;
use crate::unrest::{Mood, set_free};

/// How long before a deadline hostages are lined up for all to see.
const LINED_UP: u64 = 5 * MINUTE;
/// Between two deadlines once the men were refused.
const DEADLINE: u64 = 60 * MINUTE;
/// How violent a leader has to be to have a hostage shot at a deadline, basis points; the odds that he
/// does, and that another does, per cent.
const RUTHLESS: i32 = 8_500;
const RUTHLESS_KILLS: u32 = 25;
const ANOTHER_KILLS: u32 = 2;

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

/// Taking an officer, or freeing a tier: what it touches besides the mob.
pub(super) struct Capture<'a, 'w> {
    /// The mob.
    pub mob: &'a mut Mob<'w>,
    /// The officers.
    pub custody: &'a mut Custody,
    /// The doors.
    pub doors: &'a mut Doors,
    /// The tiers.
    pub tiers: &'a Tiers,
}

impl Capture<'_, '_> {
    /// A man takes an officer, and his keys.
    pub fn take(&mut self, officer: PersonId, by: PersonId, riot: &mut Riot, cause: HappeningId) {
        let here = self.mob.tile(officer);
        if let Some(prisoner) = self.custody.leads(officer) {
            self.set_free(prisoner, cause);
        }
        self.custody.lose(officer, self.mob.roster.is_dead(officer));
        self.mob.conduct.withdraw(officer, Source::Unrest);
        let had_keys = self.mob.bodies.journey(officer).has_keys;
        self.mob.pass_keys(officer, by);
        if had_keys && !riot.has_keys {
            riot.has_keys = true;
            for room in riot.held(&self.mob.topology) {
                self.free_tiers(riot, room);
            }
        }
        riot.hostages.push(officer);
        riot.taken += 1;
        let what = What::Hostage(HostageFact::HostageTaken { by });
        let cause = self.mob.record(what, Some(officer), Some(here), cause);
        // Whoever decides for him: they do not ask.
        self.mob.conduct.withdraw(officer, Source::Seat);
        let keep = riot.ward.keep.unwrap_or(riot.place);
        self.mob.bid(officer, Deed::Captive, keep, cause);
    }

    /// Whoever holds a gallery and has keys throws its levers.
    pub fn free_tiers(&mut self, riot: &Riot, gallery: RoomId) {
        if !riot.has_keys {
            return;
        }
        let topology = &self.mob.topology;
        let tiers: Vec<(TierId, Vec<TileId>)> = self
            .tiers
            .of_gallery(topology, gallery)
            .map(|(id, tier)| (id, tier.cells.iter().map(|cell| cell.door).collect()))
            .collect();
        for (tier, doors) in tiers {
            let mut freed = false;
            self.free_those_led_off(&doors, riot.why());
            for door in doors {
                if let Some(portal) = self.mob.topology.portal_of(door) {
                    freed |= self.doors.set_locked(portal, false);
                }
            }
            if freed {
                let place = self.mob.topology.place_of(gallery);
                self.mob.record(
                    What::Riot(RiotFact::TierFreed { tier }),
                    None,
                    place,
                    riot.why(),
                );
            }
        }
    }

    /// Who was led off into one of these cells is free again.
    fn free_those_led_off(&mut self, doors: &[TileId], cause: HappeningId) {
        let mob = &*self.mob;
        let cells: Vec<RoomId> = doors
            .iter()
            .filter_map(|door| mob.topology.portal_of(*door))
            .flat_map(|portal| mob.topology.portal(portal).rooms)
            .collect();
        let inside: Vec<PersonId> = mob
            .roster
            .all_inmates()
            .filter(|man| mob.room_of(*man).is_some_and(|room| cells.contains(&room)))
            .collect();
        for man in inside {
            self.set_free(man, cause);
        }
    }

    fn set_free(&mut self, man: PersonId, cause: HappeningId) {
        let mob = &mut *self.mob;
        let mut officers = Officers {
            clock: &mob.clock,
            chance: &mob.chance,
            topology: &mob.topology,
            roster: &mob.roster,
            bodies: &mut mob.bodies,
            custody: self.custody,
            conduct: &mut mob.conduct,
            due: &mut mob.due,
            happenings: &mut mob.happenings,
        };
        set_free(&mut officers, &mut mob.spirits, man, cause);
    }
}

/// The men who keep the hostages.
#[derive(SystemParam)]
pub(super) struct Keepers<'w> {
    mob: Mob<'w>,
    fires: Res<'w, Fires>,
    doors: Res<'w, Doors>,
    items: Res<'w, Items>,
    assaults: Res<'w, Assaults>,
    wounds: Res<'w, Wounds>,
}

/// Hostages are kept where the men can keep them, and somebody minds them.
pub(super) fn keep_hostages(mut riots: ResMut<Riots>, mut keepers: Keepers) {
    if let Some(riot) = riots.now_mut() {
        riot.has_keys = keepers.mob.have_keys();
        keepers.mind(riot);
    }
}

/// Whether a room has one door, which locks.
fn locks(topology: &Topology, room: RoomId) -> bool {
    let door = topology.only_portal(room);
    door.is_some_and(|door| topology.portal(door).has_lock())
}

impl Keepers<'_> {
    fn weapon(&self, person: PersonId) -> Option<ItemKind> {
        arms::weapon(&self.mob.roster, &self.items, person)
    }

    fn edge(&self, person: PersonId) -> i32 {
        arms::edge(self.weapon(person))
    }

    /// They are kept where the men can keep them, and somebody minds them.
    fn mind(&mut self, riot: &mut Riot) {
        if riot.hostages.is_empty() {
            riot.ward = Ward::default();
            return;
        }
        let held = self
            .mob
            .that_do_not_burn(&self.fires, riot.held(&self.mob.topology));
        let room = riot.ward.keep.and_then(|keep| self.mob.room_at(keep));
        let is_held = room.is_some_and(|room| held.contains(&room));
        // Where they were taken they stay until there is a better place.
        let fits = is_held && room.is_some_and(|room| locks(&self.mob.topology, room));
        let keep = match riot.ward.keep {
            Some(keep) if fits => keep,
            _ => self.keep(riot, &held),
        };
        if riot.ward.keep != Some(keep) {
            riot.ward.keep = Some(keep);
            self.mob.record(
                What::Hostage(HostageFact::HostagesMoved),
                None,
                Some(keep),
                riot.why(),
            );
        }
        self.lead_to(riot, keep);
        self.find_minder(riot, keep);
        let lines_up = riot.siege.talks.refused().is_some_and(|refused| {
            self.mob.is_ruthless(riot) && comes_round(refused, DEADLINE, self.mob.tick() + LINED_UP)
        });
        if lines_up
            && riot.stormed().is_none()
            && !self.mob.are_out_of_reach(&self.items, &self.doors, riot)
        {
            let leader = Some(riot.leader);
            self.mob.record(
                What::Hostage(HostageFact::HostagesLinedUp),
                leader,
                Some(keep),
                riot.why(),
            );
        }
    }

    /// The held room nearest to the start with one door that locks; else the start.
    fn keep(&self, riot: &Riot, held: &[RoomId]) -> TileId {
        held.iter()
            .filter(|room| locks(&self.mob.topology, **room))
            .filter_map(|room| self.mob.topology.place_of(*room))
            .min_by_key(|tile| (self.mob.distance(riot.place, *tile), *tile))
            .unwrap_or(riot.place)
    }

    /// Each has a spot of his own there.
    fn lead_to(&mut self, riot: &Riot, keep: TileId) {
        let Some(room) = self.mob.room_at(keep) else {
            return;
        };
        let why = riot.why();
        for (nth, hostage) in riot.hostages.iter().enumerate() {
            let tiles = &self.mob.topology.room(room).tiles;
            let spot = tiles[nth % tiles.len()];
            if !self.wounds.is_hurt(*hostage) {
                self.mob.bid(*hostage, Deed::Captive, spot, why);
            }
        }
    }

    /// The most violent of the best armed, but not the leader; he stays with them until he is gone or
    /// a better armed man is there, and has the keys to where they are.
    fn find_minder(&mut self, riot: &mut Riot, keep: TileId) {
        let minds = |man: &PersonId| self.mob.spirits.mood(*man) == Mood::Rioting;
        let now = riot.ward.minder.filter(minds);
        // Who has lost his weapon was overcome, and it is not noticed at once.
        if now.is_none() || !riot.ward.armed {
            let leader = riot.leader;
            let fit = |man: &PersonId| *man != leader && !self.mob.conduct.is_led(*man);
            let best = self
                .mob
                .rioters()
                .into_iter()
                .filter(fit)
                .max_by_key(|man| {
                    let violence = self.mob.violence(*man);
                    (self.edge(*man), violence, std::cmp::Reverse(*man))
                });
            let is_better = |now| best.is_some_and(|best| self.edge(best) > self.edge(now));
            if now.is_none_or(is_better) {
                riot.ward.minder = best;
                riot.ward.armed = best.is_some_and(|man| self.weapon(man).is_some());
                if let Some(minder) = best {
                    self.mob.record(
                        What::Hostage(HostageFact::HostagesMinded),
                        best,
                        Some(keep),
                        riot.why(),
                    );
                    self.hand_keys_to(minder);
                }
            }
        }
        if let Some(minder) = riot.ward.minder
            && self.assaults.of(minder).is_none()
        {
            self.mob.bid(minder, Deed::Riot, keep, riot.why());
        }
    }

    /// Of those who take part and have keys the nearest gives them to somebody, if he has none.
    fn hand_keys_to(&mut self, man: PersonId) {
        let bodies = &self.mob.bodies;
        if bodies.journey(man).has_keys {
            return;
        }
        let there = self.mob.tile(man);
        let bearer = self
            .mob
            .rioters()
            .into_iter()
            .filter(|other| bodies.journey(*other).has_keys)
            .min_by_key(|other| (self.mob.distance(self.mob.tile(*other), there), *other));
        if let Some(bearer) = bearer {
            self.mob.pass_keys(bearer, man);
        }
    }
}

impl Mob<'_> {
    /// Whether the leader is a man to have a hostage killed.
    fn is_ruthless(&self, riot: &Riot) -> bool {
        self.violence(riot.leader) >= RUTHLESS
    }

    /// Whether nobody who would can get at them: they are locked up with no rioter beside them, or who
    /// minds them has lost his weapon.
    fn are_out_of_reach(&self, items: &Items, doors: &Doors, riot: &Riot) -> bool {
        let disarmed = riot.ward.armed
            && riot
                .ward
                .minder
                .is_some_and(|minder| arms::weapon(&self.roster, items, minder).is_none());
        disarmed
            || riot
                .ward
                .keep
                .is_some_and(|keep| self.is_shut_off(doors, keep))
    }

    /// Whether the only door to a place is locked, with no rioter behind it.
    fn is_shut_off(&self, doors: &Doors, keep: TileId) -> bool {
        let Some(room) = self.room_at(keep) else {
            return false;
        };
        let door = self.topology.only_portal(room);
        door.is_some_and(|door| doors.is_locked(door)) && !self.rooms_of_rioters().contains(&room)
    }
}

/// A violent leader who was refused has a hostage killed when a deadline passes, sometimes.
pub(super) fn pass_deadline(mut riots: ResMut<Riots>, mut victims: Victims, doors: Res<Doors>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    if !riot.is_called() || riot.stormed().is_some() {
        return;
    }
    let tick = victims.mob.tick();
    let refused = riot.siege.talks.refused();
    if !refused.is_some_and(|refused| comes_round(refused, DEADLINE, tick)) {
        return;
    }
    let mob = &victims.mob;
    let event = mob.chance.event(Purpose::Fray, riot.leader, tick);
    let odds = if mob.is_ruthless(riot) {
        RUTHLESS_KILLS
    } else {
        ANOTHER_KILLS
    };
    if event.on("has a hostage killed").is(odds, 100) {
        victims.kill_hostage(riot, &doors);
    }
}

impl Victims<'_> {
    /// A deadline has passed and a hostage is to die for it, before all.
    fn kill_hostage(&mut self, riot: &mut Riot, doors: &Doors) {
        let why = riot.why();
        if self.mob.are_out_of_reach(&self.items, doors, riot) {
            let leader = Some(riot.leader);
            self.mob.record(
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
        riot.hostages_killed += 1;
        riot.staff_killed += 1;
        let killed = self
            .harm()
            .kill(hostage, What::Hostage(HostageFact::HostageKilled), why);
        self.suffers(killed);
    }
}
