//! Those who come to help: state troopers and the army. How they are called and come, what tanks
//! break and who mends it.

use std::collections::BTreeSet;

use rand::RngExt;

use super::siege::Gap;
use super::{Fray, Riot};
use crate::chance::Purpose;
use crate::clock::{HOUR, MINUTE};
use crate::due::DueKind;
use crate::happening::{ReliefFact, RiotEnd, What, WorksFact};
use crate::ids::{HappeningId, PersonId, PortalId, TileId};
use crate::level::{DoorKind, Floor, RoomUse, Seconds, Tile};
use crate::movement::Mode;
use crate::people::Role;
use crate::prison::{Grid, Topology};

/// Gates are hung again, and walls built up, so long after the riot is over. A guess.
const MENDED_AFTER: u64 = 8 * HOUR;
/// A mason waits for whoever stands in the gap.
const MASON_WAITS: u64 = MINUTE;
/// Tanks do not break through more than this, m.
const THICKEST: i32 = 4;
/// Width of the gap they leave, m.
const WIDTH: usize = 3;

impl Fray<'_> {
    /// Calls the state troopers.
    pub(super) fn call_troopers(
        &mut self,
        riot: &mut Riot,
        by: Option<PersonId>,
        why: HappeningId,
    ) {
        let troopers = self.temper.watch.roster.with_role(Role::Trooper).count() as u32;
        let comes = self.temper.watch.rules.warden.troopers_come;
        riot.siege.troopers = Some((self.tick(), self.comes_at(riot, comes, PersonId(1))));
        self.record(
            What::Relief(ReliefFact::TroopersCalled { troopers }),
            by,
            None,
            why,
        );
    }

    /// Calls the army.
    pub(super) fn call_army(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let soldiers = self.temper.watch.roster.with_role(Role::Soldier).count() as u32;
        let comes = self.temper.watch.rules.warden.army_comes;
        riot.army = Some((self.tick(), self.comes_at(riot, comes, PersonId(0))));
        self.record(
            What::Relief(ReliefFact::ArmyCalled { soldiers }),
            by,
            None,
            why,
        );
    }

    /// When they come who are called now, and take so long, to the minute.
    fn comes_at(&self, riot: &Riot, (from, to): (Seconds, Seconds), stream: PersonId) -> u64 {
        let told = riot.told.map_or(riot.began, |(told, _)| told);
        let chance = &self.temper.watch.chance;
        let mut rng = chance.stream(Purpose::Fray, stream, told);
        let (from, to) = (from / 60, to / 60);
        let minutes = if from < to {
            rng.random_range(from..to)
        } else {
            from
        };
        self.tick() + u64::from(minutes) * MINUTE
    }

    /// Those who were called come by the road, when their time has come.
    pub(super) fn relief_comes(&mut self, riot: &mut Riot) {
        let tick = self.tick();
        let is_time = |called: Option<(u64, u64)>| called.is_some_and(|(_, comes)| tick >= comes);
        if !riot.siege.troopers_here && is_time(riot.siege.troopers) {
            riot.siege.troopers_here = true;
            let troopers = self.appear(Role::Trooper);
            self.record(
                What::Relief(ReliefFact::TroopersArrived { troopers }),
                None,
                None,
                Self::why(riot),
            );
        }
        if !riot.siege.army_here && is_time(riot.army) {
            riot.siege.army_here = true;
            let soldiers = self.appear(Role::Soldier);
            self.record(
                What::Relief(ReliefFact::ArmyArrived { soldiers }),
                None,
                None,
                Self::why(riot),
            );
        }
    }

    fn appear(&mut self, role: Role) -> u32 {
        let men: Vec<PersonId> = self.temper.watch.roster.with_role(role).collect();
        for man in &men {
            let from = self.temper.watch.roster.of(*man).berth;
            self.temper.watch.travel.appear(*man, from);
            self.temper.watch.travel.bodies.set_keys(*man, true);
        }
        men.len() as u32
    }

    /// Soldiers or troopers who are here and alive.
    pub(super) fn here(&self, role: Role) -> Vec<PersonId> {
        let watch = &self.temper.watch;
        watch
            .roster
            .with_role(role)
            .filter(|man| watch.is_there(*man))
            .collect()
    }

    /// Their work is done.
    pub(super) fn send_relief_home(&mut self) {
        for man in [self.here(Role::Soldier), self.here(Role::Trooper)].concat() {
            self.let_go(man);
            self.temper.watch.travel.vanish(man);
        }
    }

    /// Tanks break the gates of the gatehouse, or the wall where there are none. The map follows in the
    /// next tick.
    pub(super) fn breach(&mut self, riot: &mut Riot, why: HappeningId) {
        let travel = &mut self.temper.watch.travel;
        let gates: Vec<PortalId> = travel
            .topology
            .rooms_for(RoomUse::Gatehouse)
            .flat_map(|(_, room)| room.portals.iter().copied())
            .collect();
        let mut gates_broken = false;
        for gate in gates {
            travel.doors.set_locked(gate, false);
            let portal = travel.topology.portal(gate);
            if portal.kind != DoorKind::OuterGate {
                continue;
            }
            gates_broken = true;
            // Off its hinges.
            riot.siege.gaps.extend(portal.tiles.iter().map(|at| Gap {
                at: *at,
                was: Tile::OuterGate,
                left: Tile::Doorway,
                mended: false,
            }));
        }
        let what = if gates_broken {
            What::Relief(ReliefFact::GateBreached)
        } else {
            let gaps = break_wall(&travel.grid, &travel.topology, riot.place);
            riot.siege.gaps.extend(gaps);
            What::Relief(ReliefFact::WallBreached)
        };
        if let Some(first) = riot.siege.gaps.first() {
            self.record(what, None, Some(first.at), why);
        }
    }

    /// What was broken is to be mended.
    pub(super) fn call_masons(&mut self, riot: &Riot) {
        let at = self.tick() + MENDED_AFTER;
        if riot.siege.gaps.iter().any(|gap| !gap.mended) {
            self.temper
                .watch
                .due
                .push(at, DueKind::Mend, PersonId(0), 0);
        }
    }

    /// Mends what was broken in riots that are over, tile by tile, where nobody stands in the gap. The
    /// map follows in the next tick.
    pub(super) fn mend(&mut self) {
        if self.temper.watch.due.now(DueKind::Mend).next().is_none() {
            return;
        }
        let bodies = &self.temper.watch.travel.bodies;
        let stood_on: BTreeSet<TileId> = bodies
            .iter()
            .filter(|(_, body)| body.mode != Mode::Gone)
            .map(|(_, body)| body.tile)
            .collect();
        let mut mended: Vec<(Gap, HappeningId)> = Vec::new();
        let mut waits = false;
        for riot in self
            .riots
            .all
            .iter_mut()
            .filter(|riot| riot.ended.is_some())
        {
            let why = Self::why(riot);
            for gap in riot.siege.gaps.iter_mut().filter(|gap| !gap.mended) {
                gap.mended = !stood_on.contains(&gap.at);
                if gap.mended {
                    mended.push((*gap, why));
                } else {
                    waits = true;
                }
            }
        }
        for (gap, why) in mended {
            self.record(
                What::Works(WorksFact::BreachMended { build: gap.was }),
                None,
                Some(gap.at),
                why,
            );
        }
        if waits {
            let again = self.tick() + MASON_WAITS;
            self.temper
                .watch
                .due
                .push(again, DueKind::Mend, PersonId(0), 0);
        }
    }

    /// What a force of officers, troopers and soldiers is called by.
    pub(super) fn strongest(riot: &Riot) -> RiotEnd {
        match (riot.siege.army_here, riot.siege.troopers_here) {
            (true, _) => RiotEnd::Army,
            (_, true) => RiotEnd::Troopers,
            _ => RiotEnd::Officers,
        }
    }
}

/// A few metres of the great wall between the open and the inside nearest to a place, as thick as
/// it is. The last of its thickness becomes a threshold, so that inside and outside stay two rooms.
pub(crate) fn break_wall(grid: &Grid, topology: &Topology, near: TileId) -> Vec<Gap> {
    let used_as = |tile: TileId| Some(topology.room(topology.room_at(tile)?).used_as);
    let through = |from: TileId, (dx, dy): (i32, i32)| -> Option<Vec<TileId>> {
        let (x, y) = grid.x_y(from);
        let (x, y) = (x as i32, y as i32);
        // Through a tower nobody gets into the yard.
        let inside = used_as(grid.at(x - dx, y - dy)?)?;
        if inside.is_outside() || inside == RoomUse::Tower {
            return None;
        }
        let wall: Vec<TileId> = (0..THICKEST)
            .map_while(|step| grid.at(x + dx * step, y + dy * step))
            .take_while(|tile| grid.tile(*tile) == Tile::OuterWall)
            .collect();
        let deep = wall.len() as i32;
        let beyond = used_as(grid.at(x + dx * deep, y + dy * deep)?)?;
        (deep > 0 && beyond.is_outside()).then_some(wall)
    };
    let mut found: Vec<(u32, Vec<TileId>)> = Vec::new();
    for index in 0..grid.len() {
        let from = TileId::from_index(index);
        if grid.tile(from) != Tile::OuterWall {
            continue;
        }
        let ways = [(1, 0), (-1, 0), (0, 1), (0, -1)];
        let walls = ways.into_iter().filter_map(|way| through(from, way));
        found.extend(walls.map(|wall| (grid.distance(from, near), wall)));
    }
    found.sort();
    let mut gaps: Vec<Gap> = Vec::new();
    for (_, wall) in found.into_iter().take(WIDTH) {
        let Some((threshold, inside)) = wall.split_last() else {
            continue;
        };
        let gap = |at: TileId, left: Tile| Gap {
            at,
            was: Tile::OuterWall,
            left,
            mended: false,
        };
        gaps.extend(inside.iter().map(|at| gap(*at, Tile::Floor(Floor::Gravel))));
        gaps.push(gap(*threshold, Tile::Doorway));
    }
    gaps.sort_by_key(|gap| gap.at);
    gaps.dedup_by_key(|gap| gap.at);
    gaps
}
