//! Seizure: how rooms, officers and doors come into the men's hands.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::hostages::Capture;
use super::mob::{ByRooms, Mob};
use super::phase::Phase;
use super::riots::Forcing;
use super::{Riot, Riots, Step};
use crate::chance::Purpose;
use crate::conduct::Deed;
use crate::custody::Custody;
use crate::happening::{RiotEnd, RiotFact, What};
use crate::harm::Assaults;
use crate::harm::wounds::refuge;
use crate::ids::{PersonId, PortalId, RoomId, TileId};
use crate::level::{DoorKind, RoomUse};
use crate::prison::{Doors, Fires, Tiers, some_spot};
use crate::unrest::scene::Scene;

/// How many men in one place take an officer; and how many hold a room.
const OVERPOWER: usize = 4;
const HOLD: u32 = 3;
/// Of how many officers within their reach they get hold of one in ten seconds. A guess.
const GETS_AWAY: u32 = 4;
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
/// The mob, and what it touches that rooms, doors and officers come into its hands.
#[derive(SystemParam)]
pub(super) struct Seizure<'w> {
    mob: Mob<'w>,
    assaults: Res<'w, Assaults>,
    tiers: Res<'w, Tiers>,
    doors: ResMut<'w, Doors>,
    custody: ResMut<'w, Custody>,
}

/// Rooms, officers and doors come into the men's hands, as long as nobody goes in against them.
pub(super) fn seize(mut riots: ResMut<Riots>, mut seizure: Seizure, step: Res<Step>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    if riot.stormed().is_none() {
        seizure.take_rooms(riot, &step.scene);
        seizure.take_officers(riot, &step.scene);
        seizure.work_at_doors(riot);
    }
}

/// Where the men are many they overwhelm those who go in against them, but for the army.
pub(super) fn overwhelm(mut riots: ResMut<Riots>, mut seizure: Seizure, step: Res<Step>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    if let Phase::Stormed { by, .. } = riot.phase
        && by != RiotEnd::Army
    {
        seizure.overwhelm(riot, &step.scene);
    }
}

/// Those who have nothing to do go about what they hold.
pub(super) fn occupy(
    riots: Res<Riots>,
    mut mob: Mob,
    assaults: Res<Assaults>,
    (doors, fires): (Res<Doors>, Res<Fires>),
) {
    let Some(riot) = riots.now() else {
        return;
    };
    let is_no_cell = |mob: &Mob, room: &RoomId| mob.used_as(*room) != RoomUse::Cell;
    let mut rooms = riot.held(&mob.topology);
    rooms.retain(|room| is_no_cell(&mob, room));
    // Beside what they hold, where the way is open, they spread.
    let beside = mob.frontier(&doors, riot, false).into_iter();
    let mut goals: Vec<RoomId> = beside
        .map(|(room, _)| room)
        .filter(|room| is_no_cell(&mob, room))
        .collect();
    goals.extend(&rooms);
    let goals = mob.that_do_not_burn(&fires, goals);
    if goals.is_empty() {
        return;
    }
    for man in mob.rioters() {
        if has_his_part(riot, &assaults, man) {
            continue;
        }
        let doing = mob.conduct.doing(man);
        // He stays a while where he has come to.
        let event = mob
            .chance
            .event(Purpose::Fray, man, mob.tick())
            .on("goes on");
        if doing.activity.deed == Deed::Riot && (!doing.there || !event.is(1, 9)) {
            continue;
        }
        let room = event.on("where to").pick(goals.iter().copied());
        let spot =
            room.and_then(|room| some_spot(&mob.grid, &mob.topology, room, event.on("spot")));
        if let Some(spot) = spot {
            mob.bid(man, Deed::Riot, spot, riot.why());
        }
    }
}

/// Whether a man minds the hostages, or goes for somebody.
fn has_his_part(riot: &Riot, assaults: &Assaults, man: PersonId) -> bool {
    riot.ward.minder == Some(man) || assaults.of(man).is_some()
}

impl Mob<'_> {
    /// Rooms beside those held that are not: through doors that stand open, or through locked ones.
    fn frontier(&self, doors: &Doors, riot: &Riot, locked: bool) -> Vec<(RoomId, PortalId)> {
        let held = riot.held(&self.topology);
        let mut found = Vec::new();
        // Held, or found already; they may hold every cell there is.
        let mut is_known = vec![false; self.topology.rooms().len()];
        for room in &held {
            is_known[room.index()] = true;
        }
        for room in &held {
            for portal in &self.topology.room(*room).portals {
                let Some(beyond) = self.topology.portal(*portal).beyond(*room) else {
                    continue;
                };
                let used_as = self.used_as(beyond);
                if is_known[beyond.index()]
                    || used_as.is_outside()
                    || doors.is_locked(*portal) != locked
                {
                    continue;
                }
                is_known[beyond.index()] = true;
                found.push((beyond, *portal));
            }
        }
        found
    }

    /// Rooms of some in which one can stay.
    pub(super) fn that_do_not_burn(&self, fires: &Fires, mut rooms: Vec<RoomId>) -> Vec<RoomId> {
        let tick = self.tick();
        rooms.retain(|room| fires.in_room(&self.topology, *room, tick).is_none());
        rooms
    }

    /// How many of some persons are near enough to lay hands on somebody in a room, and the nearest.
    fn about(&self, persons: &ByRooms, whom: PersonId, room: RoomId) -> (usize, Option<PersonId>) {
        let here = self.tile(whom);
        let near: Vec<(u32, PersonId)> = persons
            .in_room(Some(room))
            .map(|(person, tile)| (self.distance(tile, here), person))
            .filter(|(distance, _)| *distance <= REACH)
            .collect();
        (near.len(), near.iter().min().map(|(_, person)| *person))
    }

    /// Whether an officer whom rioters reach gets away from them this time.
    fn gets_away(&self, officer: PersonId) -> bool {
        let event = self.chance.event(Purpose::Fray, officer, self.tick());
        !event.on("is caught").is(1, GETS_AWAY)
    }
}

/// How soon men go for a door to a room, the soonest first.
fn rank(beyond: RoomUse) -> u8 {
    match beyond {
        RoomUse::KeyRoom | RoomUse::Armoury => 0,
        RoomUse::CellHouse | RoomUse::Way | RoomUse::Gallery => 1,
        RoomUse::Kitchen | RoomUse::MessHall | RoomUse::Yard => 2,
        RoomUse::Cell => 4,
        _ => 3,
    }
}

impl<'w> Seizure<'w> {
    /// Taking officers, with what follows.
    fn capture(&mut self) -> Capture<'_, 'w> {
        Capture {
            mob: &mut self.mob,
            custody: &mut self.custody,
            doors: &mut self.doors,
            tiers: &self.tiers,
        }
    }
}

impl Seizure<'_> {
    /// Rooms beside those held, to which a way stands open, come into the men's hands when enough
    /// of them are there and no officer is.
    fn take_rooms(&mut self, riot: &mut Riot, scene: &Scene) {
        for (room, _) in self.mob.frontier(&self.doors, riot, false) {
            if scene.active_in(room) < HOLD || scene.guards_in(room) > 0 {
                continue;
            }
            let Some(place) = self.mob.topology.place_of(room) else {
                continue;
            };
            riot.rooms.push(place);
            if self.mob.used_as(room) != RoomUse::Cell {
                self.mob.record(
                    What::Riot(RiotFact::RoomTaken),
                    None,
                    Some(place),
                    riot.why(),
                );
            }
            self.capture().free_tiers(riot, room);
        }
    }

    /// Officers among the men are taken; those near them fall back.
    fn take_officers(&mut self, riot: &mut Riot, scene: &Scene) {
        let refuge = refuge(&self.mob.topology);
        let held = riot.held(&self.mob.topology);
        let rioters = self.mob.by_rooms(&self.mob.rioters());
        for (officer, spot) in &scene.guards {
            let (near, nearest) = self.mob.about(&rioters, *officer, spot.0);
            let why = riot.why();
            if let Some(man) = nearest
                && near >= OVERPOWER
                && !self.mob.gets_away(*officer)
            {
                self.capture().take(*officer, man, riot, why);
            } else if held.contains(&spot.0) || near > 0 {
                self.mob.bid(*officer, Deed::FallBack, refuge, why);
            }
        }
    }

    /// Officers who went in and stand alone among the men are taken.
    fn overwhelm(&mut self, riot: &mut Riot, scene: &Scene) {
        let rioters = self.mob.by_rooms(&self.mob.rioters());
        let guards: Vec<PersonId> = scene.guards.iter().map(|(guard, _)| *guard).collect();
        let guards = self.mob.by_rooms(&guards);
        for (officer, spot) in &scene.guards {
            let (men, nearest) = self.mob.about(&rioters, *officer, spot.0);
            let (officers, _) = self.mob.about(&guards, *officer, spot.0);
            if let Some(nearest) = nearest
                && men >= OVERPOWER * officers.max(1)
            {
                let why = riot.why();
                self.capture().take(*officer, nearest, riot, why);
            }
        }
    }

    /// The doors that are worked at: between what they hold and what they do not, those to which most
    /// draws them first. The gates of the wall hold.
    fn doors_to_force(&self, riot: &Riot) -> Vec<(PortalId, RoomId)> {
        let mob = &self.mob;
        let mut doors: Vec<(u8, TileId, PortalId, RoomId)> = mob
            .frontier(&self.doors, riot, true)
            .into_iter()
            .filter(|(beyond, _)| mob.used_as(*beyond) != RoomUse::Gatehouse)
            .map(|(beyond, portal)| {
                let key = mob.topology.portal(portal).key();
                (rank(mob.used_as(beyond)), key, portal, beyond)
            })
            .collect();
        doors.sort_unstable();
        doors.truncate(DOORS);
        let doors = doors.into_iter();
        doors
            .map(|(_, _, portal, beyond)| (portal, beyond))
            .collect()
    }

    /// Doors between what they hold and what they do not are opened: by key, or by force.
    fn work_at_doors(&mut self, riot: &mut Riot) {
        let doors = self.doors_to_force(riot);
        let rioters = self.mob.rioters();
        let mut free: Vec<PersonId> = rioters
            .iter()
            .copied()
            .filter(|man| self.mob.conduct.doing(*man).there)
            .filter(|man| !has_his_part(riot, &self.assaults, *man))
            .collect();
        let before = std::mem::take(&mut riot.forcing);
        for (portal, beyond) in doors {
            let found = self.mob.topology.portal(portal);
            let key = found.key();
            let Some(side) = found.side(beyond).map(|side| 1 - side) else {
                continue;
            };
            let Some(at) = found.approach[side].first().copied() else {
                continue;
            };
            let needed = match found.kind {
                _ if riot.has_keys => 1,
                DoorKind::Door | DoorKind::Doorway => DOOR,
                _ => GATE,
            };
            let mob = &mut self.mob;
            let hands = rioters
                .iter()
                .filter(|man| mob.distance(mob.tile(**man), at) <= AT_DOOR)
                .count() as u32;
            let before = before
                .iter()
                .find(|work| work.key == key)
                .map_or(0, |work| work.done);
            let done = before + hands * 10;
            if hands > 0 && done >= needed {
                self.doors.set_locked(portal, false);
                let by_key = riot.has_keys;
                mob.record(
                    What::Riot(RiotFact::DoorForced { by_key }),
                    None,
                    Some(key),
                    riot.why(),
                );
                continue;
            }
            riot.forcing.push(Forcing { key, done });
            free.sort_by_cached_key(|man| (mob.distance(mob.tile(*man), at), *man));
            let gang: Vec<PersonId> = free.drain(..GANG.min(free.len())).collect();
            for man in gang {
                mob.bid(man, Deed::Riot, at, riot.why());
            }
        }
    }
}
