//! The mob: the men of a riot, where they are, what they show and do, and the keys they have.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::Riot;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::custody::Custody;
use crate::due::DueQueue;
use crate::happening::{Happenings, HostageFact, RiotEnd, What};
use crate::harm::Wounds;
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::RoomUse;
use crate::movement::{Bodies, Mode};
use crate::people::{Role, Roster};
use crate::prison::{Doors, Fires, Grid, Topology};
use crate::rules::Rules;
use crate::unrest::scene::{Scene, Surroundings};
use crate::unrest::{Decision, Mood, Resolve, Spirits};

/// The men of a riot, where they are, what they show and do, and the keys they have.
#[derive(SystemParam)]
pub(super) struct Mob<'w> {
    pub(super) clock: Res<'w, Clock>,
    pub(super) chance: Res<'w, Chance>,
    pub(super) grid: Res<'w, Grid>,
    pub(super) topology: Res<'w, Topology>,
    pub(super) roster: ResMut<'w, Roster>,
    pub(super) bodies: ResMut<'w, Bodies>,
    pub(super) conduct: ResMut<'w, Conduct>,
    pub(super) due: ResMut<'w, DueQueue>,
    pub(super) happenings: ResMut<'w, Happenings>,
    pub(super) spirits: ResMut<'w, Spirits>,
}

/// Some persons and where each is, by rooms: who looks for those near somebody in his room looks there.
pub(super) struct ByRooms(Vec<(Option<RoomId>, PersonId, TileId)>);

impl ByRooms {
    /// Those in a room, in order, with their tiles.
    pub(super) fn in_room(
        &self,
        room: Option<RoomId>,
    ) -> impl ExactSizeIterator<Item = (PersonId, TileId)> + '_ {
        let first = self.0.partition_point(|(other, _, _)| *other < room);
        let end = self.0.partition_point(|(other, _, _)| *other <= room);
        self.0[first..end]
            .iter()
            .map(|(_, man, tile)| (*man, *tile))
    }
}

impl Mob<'_> {
    pub(super) fn tick(&self) -> u64 {
        self.clock.tick
    }

    pub(super) fn record(
        &mut self,
        what: What,
        who: Option<PersonId>,
        at: Option<TileId>,
        cause: HappeningId,
    ) -> HappeningId {
        let tick = self.tick();
        self.happenings.record(tick, what, who, at, cause)
    }

    /// Has somebody do something because of the riot.
    pub(super) fn bid(&mut self, person: PersonId, deed: Deed, at: TileId, cause: HappeningId) {
        let urgency = match deed {
            Deed::Captive => Urgency::Helpless,
            _ => Urgency::Fighting,
        };
        let bid = Bid {
            activity: Activity::new(deed, at),
            urgency,
            cause,
        };
        self.conduct.bid(person, Source::Force, bid);
    }

    /// The riot wants nothing of somebody any more.
    pub(super) fn let_go(&mut self, person: PersonId) {
        self.conduct.withdraw(person, Source::Force);
    }

    pub(super) fn tile(&self, person: PersonId) -> TileId {
        self.bodies.body(person).tile
    }

    pub(super) fn room_at(&self, tile: TileId) -> Option<RoomId> {
        self.topology.room_at(tile)
    }

    pub(super) fn room_of(&self, person: PersonId) -> Option<RoomId> {
        self.room_at(self.tile(person))
    }

    pub(super) fn used_as(&self, room: RoomId) -> RoomUse {
        self.topology.room(room).used_as
    }

    pub(super) fn distance(&self, a: TileId, b: TileId) -> u32 {
        self.grid.distance(a, b)
    }

    /// Whether somebody is alive and on the map.
    pub(super) fn is_there(&self, person: PersonId) -> bool {
        !self.roster.is_dead(person) && self.bodies.body(person).mode != Mode::Gone
    }

    /// Soldiers or troopers who are here and alive.
    pub(super) fn here(&self, role: Role) -> Vec<PersonId> {
        let men = self.roster.with_role(role);
        men.filter(|man| self.is_there(*man)).collect()
    }

    /// Who is the warden, if there is one alive.
    pub(super) fn warden(&self) -> Option<PersonId> {
        let roster = &self.roster;
        let warden = roster.with_role(Role::Warden).next();
        warden.filter(|warden| !roster.is_dead(*warden))
    }

    /// How violent somebody is, basis points.
    pub(super) fn violence(&self, person: PersonId) -> i32 {
        self.spirits.of(person).map_or(0, |man| man.temper)
    }

    /// Those who take part, in order.
    pub(super) fn rioters(&self) -> Vec<PersonId> {
        self.spirits
            .iter()
            .filter(|(_, man)| man.mood == Mood::Rioting)
            .map(|(person, _)| person)
            .collect()
    }

    /// The rooms in which somebody takes part, in order.
    pub(super) fn rooms_of_rioters(&self) -> Vec<RoomId> {
        let rioters = self.rioters().into_iter();
        let mut rooms: Vec<RoomId> = rioters.filter_map(|man| self.room_of(man)).collect();
        rooms.sort_unstable();
        rooms.dedup();
        rooms
    }

    /// Where each of some persons is now.
    pub(super) fn by_rooms(&self, persons: &[PersonId]) -> ByRooms {
        let at = |person: &PersonId| {
            let tile = self.tile(*person);
            (self.room_at(tile), *person, tile)
        };
        let mut persons: Vec<_> = persons.iter().map(at).collect();
        persons.sort_unstable();
        ByRooms(persons)
    }

    /// Who is where, and what men take in from there.
    pub(super) fn scene(
        &self,
        doors: &Doors,
        fires: &Fires,
        custody: &Custody,
        rules: &Rules,
    ) -> Scene {
        let surroundings = Surroundings {
            roster: &self.roster,
            conduct: &self.conduct,
            custody,
            spirits: &self.spirits,
            bodies: &self.bodies,
            grid: &self.grid,
            topology: &self.topology,
            doors,
            fires,
            tick: self.tick(),
            decision: Decision::by(rules),
        };
        surroundings.scene(|_| true, |_| true)
    }

    /// What it touches that a man acts, or gives it up.
    pub(super) fn resolve(&mut self) -> Resolve<'_> {
        Resolve {
            tick: self.clock.tick,
            spirits: &mut self.spirits,
            bodies: &mut self.bodies,
            conduct: &mut self.conduct,
        }
    }

    /// A man acts from now on by his own choice, whatever the odds.
    pub(super) fn stand_up(&mut self, person: PersonId, cause: HappeningId, rule: &Decision) {
        let mut resolve = Resolve {
            tick: self.clock.tick,
            spirits: &mut self.spirits,
            bodies: &mut self.bodies,
            conduct: &mut self.conduct,
        };
        resolve.stand_up(person, cause, rule, &mut self.due);
    }

    /// Somebody takes part no more, and dares nothing until then.
    pub(super) fn leaves(&mut self, person: PersonId, until: u64) {
        self.drop_keys(person);
        self.resolve().subdue(person, until);
        if !self.conduct.is_helpless(person) {
            self.let_go(person);
        }
    }

    /// Who leaves lets go of the keys he has: who takes part beside him picks them up.
    pub(super) fn drop_keys(&mut self, person: PersonId) {
        if !self.roster.is_inmate(person) || !self.bodies.journey(person).has_keys {
            return;
        }
        self.bodies.set_keys(person, false);
        let (here, room) = (self.tile(person), self.room_of(person));
        let next = self
            .rioters()
            .into_iter()
            .filter(|man| *man != person && self.room_of(*man) == room)
            .min_by_key(|man| (self.distance(self.tile(*man), here), *man));
        if let Some(next) = next {
            self.bodies.set_keys(next, true);
        }
    }

    /// The keys one has are the other's.
    pub(super) fn pass_keys(&mut self, from: PersonId, to: PersonId) {
        if self.bodies.journey(from).has_keys {
            self.bodies.set_keys(from, false);
            self.bodies.set_keys(to, true);
        }
    }

    /// Whether somebody who takes part carries keys.
    pub(super) fn have_keys(&self) -> bool {
        let mut men = self.rioters().into_iter();
        men.any(|man| self.bodies.journey(man).has_keys)
    }

    /// An officer who is held is free again, unless he lies wounded; if he is on duty he gets his keys back.
    pub(super) fn free(
        &mut self,
        hostage: PersonId,
        riot: &Riot,
        custody: &Custody,
        wounds: &Wounds,
    ) {
        let here = self.tile(hostage);
        if !wounds.is_hurt(hostage) {
            self.let_go(hostage);
        }
        let officer = custody.officer(hostage);
        let on_duty = officer.is_some_and(|officer| officer.on_duty);
        self.bodies.set_keys(hostage, on_duty);
        self.record(
            What::Hostage(HostageFact::HostageFreed),
            Some(hostage),
            Some(here),
            riot.why(),
        );
    }

    /// Whoever goes in, if the strongest of them are these.
    pub(super) fn force(&self, strongest: RiotEnd, scene: &Scene) -> Vec<PersonId> {
        let mut force = self.here(Role::Trooper);
        match strongest {
            RiotEnd::Army => force.extend(self.here(Role::Soldier)),
            _ => force.extend(scene.guards.iter().map(|(guard, _)| *guard)),
        }
        force.sort_unstable();
        force
    }
}
