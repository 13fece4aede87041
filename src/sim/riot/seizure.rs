//! Seizure: who joins and who leaves, and how rooms, officers and doors come into the men's hands.

use rand::RngExt;

use super::{Forcing, Fray, Riot};
use crate::chance::Purpose;
use crate::clock::HOUR;
use crate::conduct::Deed;
use crate::happening::{HarmFact, RiotFact, UnrestFact, What};
use crate::ids::{HappeningId, PersonId, PortalId, RoomId, TileId};
use crate::level::{DoorKind, PlaceUse, RoomUse};
use crate::unrest::scene::Scene;
use crate::unrest::{COWED, Mood};

/// So many men in one place take an officer; and so many hold a room.
pub(super) const OVERPOWER: usize = 4;
/// Of so many officers within their reach they get hold of one in ten seconds. A guess.
const GETS_AWAY: u32 = 4;
const HOLD: u32 = 3;
/// How near they must be to lay hands on him, mm.
const REACH: u32 = 8_000;
/// How near one must stand to work at a door, mm.
const AT_DOOR: u32 = 4_000;
/// How many doors are worked at together, and by how many men.
const DOORS: usize = 4;
const GANG: usize = 8;
/// Man-seconds that doors stand without a key. Guesses: a wooden door takes eight men a minute and
/// a quarter, a barred gate a quarter of an hour.
const DOOR: u32 = 600;
const GATE: u32 = 7_200;
/// How much grievance an hour of riot wears off, basis points, and the most.
const WEARS: i32 = 250;
const WORN: i32 = 4_000;
/// So much less grievance keeps a man in a riot than brought him there, basis points.
const KEEPS: i32 = 1_200;

/// How much easier a waverer leaves for each hostage that was killed, basis points, and the most: they
/// know what comes of it. A guess.
const DREAD: i32 = 200;
const DREADED: i32 = 1_000;

impl Fray<'_> {
    /// Those who act in rooms the men hold take part.
    pub(super) fn join(&mut self, riot: &mut Riot, scene: &Scene) {
        let tick = self.tick();
        let held = self.held(riot);
        for (person, spot) in &scene.men {
            if self.temper.spirits.mood(*person) != Mood::Protesting || !held.contains(&spot.0) {
                continue;
            }
            if let Some(man) = self.temper.spirits.get_mut(*person) {
                man.turns(Mood::Rioting, tick);
            }
            self.temper.let_go(*person);
            if let Err(place) = riot.joined.binary_search(person) {
                riot.joined.insert(place, *person);
            }
            let here = self.tile(*person);
            self.bid(*person, Deed::Riot, here, Self::why(riot));
        }
    }

    /// Whoever stood up, or went for an officer, and brought it on, if he takes part: men follow whom they
    /// saw begin. Else the most violent of those who do; nobody if nobody does.
    fn leader(&self, riot: &Riot) -> Option<PersonId> {
        let causes = self.temper.watch.happenings.causes(riot.cause);
        let began = causes
            .into_iter()
            .filter(|cause| {
                matches!(
                    cause.what,
                    What::Unrest(UnrestFact::StoodUp) | What::Harm(HarmFact::WentFor { .. })
                )
            })
            .filter_map(|cause| cause.who)
            .find(|who| self.temper.spirits.mood(*who) == Mood::Rioting);
        began.or_else(|| {
            self.temper
                .spirits
                .iter()
                .filter(|(_, man)| man.mood == Mood::Rioting)
                .max_by_key(|(man, spirit)| {
                    (spirit.grievance() - spirit.risk, std::cmp::Reverse(*man))
                })
                .map(|(man, _)| man)
        })
    }

    /// Another leads once he who did takes no part any more; and when it is called a riot, whoever
    /// brought it on and has come to it since.
    pub(super) fn follow_a_leader(&self, riot: &mut Riot) {
        let leads = self.temper.spirits.mood(riot.leader) == Mood::Rioting;
        if (!leads || riot.told.is_none())
            && let Some(leader) = self.leader(riot)
        {
            riot.leader = leader;
        }
    }

    /// Who leaves lets go of the keys he has: who takes part beside him picks them up.
    pub(super) fn drop_keys(&mut self, person: PersonId) {
        let watch = &mut self.temper.watch;
        if !watch.roster.is_inmate(person) || !watch.travel.bodies.journey(person).has_keys {
            return;
        }
        watch.travel.bodies.set_keys(person, false);
        let (here, room) = (self.tile(person), self.room_of(person));
        let next = self
            .rioters()
            .into_iter()
            .filter(|man| *man != person && self.room_of(*man) == room)
            .min_by_key(|man| (self.distance(self.tile(*man), here), *man));
        if let Some(next) = next {
            self.temper.watch.travel.bodies.set_keys(next, true);
        }
    }

    /// Whether somebody who takes part carries keys.
    pub(super) fn have_keys(&self) -> bool {
        let bodies = &self.temper.watch.travel.bodies;
        let mut men = self.rioters().into_iter();
        men.any(|man| bodies.journey(man).has_keys)
    }

    /// Whoever would not act any more leaves, and goes where he is told.
    pub(super) fn desert(&mut self, riot: &Riot, scene: &Scene) {
        let tick = self.tick();
        let rule = self.temper.decision();
        let dark = self.is_dark(riot);
        let mut gone: Vec<PersonId> = Vec::new();
        for (person, spot) in &scene.men {
            let Some(man) = self.temper.spirits.of(*person) else {
                continue;
            };
            if man.mood != Mood::Rioting {
                continue;
            }
            let hours = (tick.saturating_sub(riot.began) * 10 / HOUR) as i32;
            let worn = (hours * WEARS / 10).min(WORN);
            // Who chose to take part stays until he is worn out.
            if man.stood_up.is_some() && worn < WORN {
                continue;
            }
            let dread = (DREAD * riot.hostages_killed as i32).min(DREADED);
            let worn = worn + riot.siege.eases(tick) + dread;
            let (cops, actives) = match dark {
                true => scene.odds_in_the_dark(*spot, man.mood),
                false => scene.odds(*spot, man.mood),
            };
            if man.margin(&rule, cops, actives) + KEEPS - worn <= 0 {
                gone.push(*person);
            }
        }
        for person in gone {
            self.leaves(person, tick + COWED / 3);
        }
    }

    /// Rooms beside those held, to which a way stands open, come into the men's hands when enough
    /// of them are there and no officer is.
    pub(super) fn take_rooms(&mut self, riot: &mut Riot, scene: &Scene) {
        for (room, _) in self.frontier(riot, false) {
            if scene.active_in(room) < HOLD || scene.guards_in(room) > 0 {
                continue;
            }
            let Some(place) = self.temper.place_of(room) else {
                continue;
            };
            riot.rooms.push(place);
            if !matches!(self.used_as(room), RoomUse::Cell) {
                self.record(
                    What::Riot(RiotFact::RoomTaken),
                    None,
                    Some(place),
                    Self::why(riot),
                );
            }
            self.free_tiers(riot, room);
        }
    }

    /// Whoever holds a gallery and has keys throws its levers.
    pub(super) fn free_tiers(&mut self, riot: &Riot, gallery: RoomId) {
        if !riot.has_keys {
            return;
        }
        let watch = &mut self.temper.watch;
        let tiers: Vec<(crate::ids::TierId, Vec<TileId>)> = watch
            .tiers
            .of_gallery(&watch.travel.topology, gallery)
            .map(|(id, tier)| (id, tier.cells.iter().map(|cell| cell.door).collect()))
            .collect();
        for (tier, doors) in tiers {
            let mut freed = false;
            self.free_those_led_off(&doors, Self::why(riot));
            for door in doors {
                if let Some(portal) = self.temper.watch.travel.topology.portal_of(door) {
                    freed |= self.temper.watch.travel.doors.set_locked(portal, false);
                }
            }
            if freed {
                let place = self.temper.place_of(gallery);
                self.record(
                    What::Riot(RiotFact::TierFreed { tier }),
                    None,
                    place,
                    Self::why(riot),
                );
            }
        }
    }

    /// Who was led off into one of these cells is free again.
    fn free_those_led_off(&mut self, doors: &[TileId], cause: HappeningId) {
        let topology = &self.temper.watch.travel.topology;
        let cells: Vec<RoomId> = doors
            .iter()
            .filter_map(|door| topology.portal_of(*door))
            .flat_map(|portal| topology.portal(portal).rooms)
            .collect();
        let roster = &self.temper.watch.roster;
        let inside: Vec<PersonId> = roster
            .all_inmates()
            .filter(|man| self.room_of(*man).is_some_and(|room| cells.contains(&room)))
            .collect();
        for man in inside {
            self.temper.set_free(man, cause);
        }
    }

    /// Rooms beside those held that are not: through doors that stand open, or through locked ones.
    fn frontier(&self, riot: &Riot, locked: bool) -> Vec<(RoomId, PortalId)> {
        let travel = &self.temper.watch.travel;
        let held = self.held(riot);
        let mut found = Vec::new();
        for room in &held {
            for portal in &travel.topology.room(*room).portals {
                let Some(beyond) = travel.topology.portal(*portal).beyond(*room) else {
                    continue;
                };
                let used_as = self.used_as(beyond);
                if held.contains(&beyond)
                    || used_as.is_outside()
                    || travel.doors.is_locked(*portal) != locked
                    || found.iter().any(|(known, _)| *known == beyond)
                {
                    continue;
                }
                found.push((beyond, *portal));
            }
        }
        found
    }

    /// Officers among the men are taken; those near them fall back.
    pub(super) fn take_officers(&mut self, riot: &mut Riot, scene: &Scene) {
        let refuge = self.refuge();
        let held = self.held(riot);
        let rioters = self.rioters();
        for (officer, spot) in &scene.guards {
            let (near, nearest) = self.about(&rioters, *officer, spot.0);
            if let Some(man) = nearest
                && near >= OVERPOWER
                && !self.gets_away(*officer)
            {
                self.take(*officer, man, riot, Self::why(riot));
            } else if held.contains(&spot.0) || near > 0 {
                self.bid(*officer, Deed::FallBack, refuge, Self::why(riot));
            }
        }
    }

    /// Whether an officer whom rioters reach gets away from them this time.
    fn gets_away(&self, officer: PersonId) -> bool {
        let tick = self.tick();
        let mut rng = self
            .temper
            .watch
            .chance
            .stream(Purpose::Fray, officer, tick);
        rng.random_range(0..GETS_AWAY) > 0
    }

    /// How many of some persons are near enough to lay hands on somebody in a room, and the nearest.
    pub(super) fn about(
        &self,
        persons: &[PersonId],
        whom: PersonId,
        room: RoomId,
    ) -> (usize, Option<PersonId>) {
        let here = self.tile(whom);
        let near: Vec<(u32, PersonId)> = persons
            .iter()
            .map(|person| (self.distance(self.tile(*person), here), *person))
            .filter(|(distance, _)| *distance <= REACH)
            .filter(|(_, person)| self.room_of(*person) == Some(room))
            .collect();
        (near.len(), near.iter().min().map(|(_, person)| *person))
    }

    /// Where officers fall back to: a post at the gate, else the ground outside.
    pub(super) fn refuge(&self) -> TileId {
        let topology = &self.temper.watch.travel.topology;
        topology
            .places_for(PlaceUse::Post)
            .find(|place| topology.room(place.room).used_as == RoomUse::Gatehouse)
            .map(|place| place.tile)
            .or_else(|| {
                topology
                    .rooms()
                    .iter()
                    .find(|room| room.used_as.is_outside())
                    .and_then(|room| room.tiles.first().copied())
            })
            .unwrap_or_default()
    }

    /// Doors between what they hold and what they do not are opened: by key, or by force. The gates
    /// of the wall hold.
    pub(super) fn work_at_doors(&mut self, riot: &mut Riot) {
        let mut doors: Vec<(u8, TileId, PortalId, RoomId)> = self
            .frontier(riot, true)
            .into_iter()
            .filter(|(beyond, _)| self.used_as(*beyond) != RoomUse::Gatehouse)
            .map(|(beyond, portal)| {
                let rank = match self.used_as(beyond) {
                    RoomUse::KeyRoom | RoomUse::Armoury => 0,
                    RoomUse::CellHouse | RoomUse::Way | RoomUse::Gallery => 1,
                    RoomUse::Kitchen | RoomUse::MessHall | RoomUse::Yard => 2,
                    RoomUse::Cell => 4,
                    _ => 3,
                };
                let key = self.temper.watch.travel.topology.portal(portal).key();
                (rank, key, portal, beyond)
            })
            .collect();
        doors.sort_unstable();
        doors.truncate(DOORS);
        let rioters = self.rioters();
        let mut free: Vec<PersonId> = rioters
            .iter()
            .copied()
            .filter(|man| self.temper.watch.conduct.doing(*man).there)
            .filter(|man| !self.has_his_part(riot, *man))
            .collect();
        let before = std::mem::take(&mut riot.forcing);
        for (_, key, portal, beyond) in doors {
            let found = self.temper.watch.travel.topology.portal(portal);
            let Some(side) = found.side(beyond).map(|side| 1 - side) else {
                continue;
            };
            let Some(at) = found.approach[side].first().copied() else {
                continue;
            };
            let kind = found.kind;
            let hands = rioters
                .iter()
                .filter(|man| self.distance(self.tile(**man), at) <= AT_DOOR)
                .count() as u32;
            let before = before
                .iter()
                .find(|work| work.key == key)
                .map_or(0, |work| work.done);
            let done = before + hands * 10;
            let needed = match kind {
                _ if riot.has_keys => 1,
                DoorKind::Door | DoorKind::Doorway => DOOR,
                _ => GATE,
            };
            if hands > 0 && done >= needed {
                self.temper.watch.travel.doors.set_locked(portal, false);
                let by_key = riot.has_keys;
                self.record(
                    What::Riot(RiotFact::DoorForced { by_key }),
                    None,
                    Some(key),
                    Self::why(riot),
                );
                continue;
            }
            riot.forcing.push(Forcing { key, done });
            free.sort_by_key(|man| (self.distance(self.tile(*man), at), *man));
            let gang: Vec<PersonId> = free.drain(..GANG.min(free.len())).collect();
            for man in gang {
                self.bid(man, Deed::Riot, at, Self::why(riot));
            }
        }
    }

    /// Whether a man minds the hostages, or goes for somebody.
    fn has_his_part(&self, riot: &Riot, man: PersonId) -> bool {
        riot.ward.minder == Some(man) || self.assaults.of(man).is_some()
    }

    /// Those who have nothing to do go about what they hold.
    pub(super) fn occupy(&mut self, riot: &Riot) {
        let tick = self.tick();
        let rooms: Vec<RoomId> = self
            .held(riot)
            .into_iter()
            .filter(|room| self.used_as(*room) != RoomUse::Cell)
            .collect();
        // Beside what they hold, where the way is open, they spread.
        let mut goals: Vec<RoomId> = self
            .frontier(riot, false)
            .into_iter()
            .map(|(room, _)| room)
            .filter(|room| self.used_as(*room) != RoomUse::Cell)
            .collect();
        goals.extend(&rooms);
        let goals = self.do_not_burn(goals);
        if goals.is_empty() {
            return;
        }
        let why = Self::why(riot);
        for man in self.rioters() {
            if self.has_his_part(riot, man) {
                continue;
            }
            let doing = self.temper.watch.conduct.doing(man);
            // He stays a while where he has come to.
            let mut rng = self.temper.watch.chance.stream(Purpose::Fray, man, tick);
            if doing.activity.deed == Deed::Riot && (!doing.there || rng.random_range(0..9_u32) > 0)
            {
                continue;
            }
            let room = goals[rng.random_range(0..goals.len() as u32) as usize];
            let tiles = &self.temper.watch.travel.topology.room(room).tiles;
            let tile = tiles[rng.random_range(0..tiles.len() as u32) as usize];
            self.bid(man, Deed::Riot, tile, why);
        }
    }
}
