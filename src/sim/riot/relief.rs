//! Those who come to help: state troopers and the army. How they are called, come and go, what tanks
//! break and who mends it.

use bevy_ecs::prelude::*;

use super::command::Command;
use super::phase::Relief;
use super::{Riot, Riots};
use crate::chance::Purpose;
use crate::clock::{HOUR, MINUTE};
use crate::conduct::{Conduct, Source};
use crate::due::{DueKind, DueQueue};
use crate::happening::{Happenings, ReliefFact, RiotEnd, What};
use crate::ids::{HappeningId, PersonId, PortalId, TileId};
use crate::level::{DoorKind, RoomUse, Seconds, Tile};
use crate::movement::{Mode, Travel};
use crate::people::{Role, Roster};
use crate::prison::Works;
use crate::prison::works::Breach;
use crate::prison::works::breach::break_wall;

/// Masons begin to hang gates again, and to build up walls, so long after the riot is over, ticks. A guess.
const MENDED_AFTER: u64 = 8 * HOUR;

impl Command<'_> {
    /// Calls the state troopers.
    pub(super) fn call_troopers(
        &mut self,
        riot: &mut Riot,
        by: Option<PersonId>,
        why: HappeningId,
    ) {
        let troopers = self.mob.roster.with_role(Role::Trooper).count() as u32;
        let comes = self.rules.warden.troopers_come;
        riot.siege.troopers = self.on_their_way(riot, comes, "troopers come");
        let what = What::Relief(ReliefFact::TroopersCalled { troopers });
        self.mob.record(what, by, None, why);
    }

    /// Calls the army.
    pub(super) fn call_army(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let soldiers = self.mob.roster.with_role(Role::Soldier).count() as u32;
        let comes = self.rules.warden.army_comes;
        riot.siege.army = self.on_their_way(riot, comes, "the army comes");
        let what = What::Relief(ReliefFact::ArmyCalled { soldiers });
        self.mob.record(what, by, None, why);
    }

    /// Some are called now, who take so long to come, to the minute.
    fn on_their_way(&self, riot: &Riot, (from, to): (Seconds, Seconds), whose: &str) -> Relief {
        let at = self.mob.tick();
        let called = riot.called.map_or(riot.began, |(called, _)| called);
        let event = self
            .mob
            .chance
            .event(Purpose::Fray, riot.leader, called)
            .on(whose);
        let minutes = u64::from(event.between((from / 60, to / 60)));
        let comes = at + minutes * MINUTE;
        Relief::Called { at, comes }
    }

    /// Tanks break the gates of the gatehouse, or the wall where there are none. The map follows in the
    /// next tick.
    pub(super) fn breach(&mut self, riot: &mut Riot, why: HappeningId) {
        let topology = &self.mob.topology;
        let gates: Vec<PortalId> = topology
            .rooms_for(RoomUse::Gatehouse)
            .flat_map(|(_, room)| room.portals.iter().copied())
            .collect();
        let mut broken: Vec<Breach> = Vec::new();
        for gate in gates {
            self.doors.set_locked(gate, false);
            let portal = topology.portal(gate);
            if portal.kind == DoorKind::OuterGate {
                // Off its hinges.
                let off = |at: &TileId| Breach::new(*at, Tile::OuterGate, Tile::Doorway);
                broken.extend(portal.tiles.iter().map(off));
            }
        }
        let what = if broken.is_empty() {
            broken = break_wall(&self.mob.grid, topology, riot.place);
            What::Relief(ReliefFact::WallBreached)
        } else {
            What::Relief(ReliefFact::GateBreached)
        };
        if let Some(first) = broken.first() {
            let breached = self.mob.record(what, None, Some(first.at), why);
            let before = riot.siege.breached.map_or(0, |(_, tiles)| tiles);
            riot.siege.breached = Some((first.was, before + broken.len() as u32));
            self.works.break_down(broken, breached);
        }
    }
}

/// Those who were called come by the road, when their time has come.
pub(super) fn relief_comes(
    mut riots: ResMut<Riots>,
    mut travel: Travel,
    roster: Res<Roster>,
    mut happenings: ResMut<Happenings>,
) {
    let Some(riot) = riots.now_mut().filter(|riot| riot.is_called()) else {
        return;
    };
    let (tick, why) = (travel.clock.tick, riot.why());
    if riot.siege.troopers.comes(tick) {
        let troopers = appear(&mut travel, &roster, Role::Trooper);
        let what = What::Relief(ReliefFact::TroopersArrived { troopers });
        happenings.record(tick, what, None, None, why);
    }
    if riot.siege.army.comes(tick) {
        let soldiers = appear(&mut travel, &roster, Role::Soldier);
        let what = What::Relief(ReliefFact::ArmyArrived { soldiers });
        happenings.record(tick, what, None, None, why);
    }
}

fn appear(travel: &mut Travel, roster: &Roster, role: Role) -> u32 {
    let men: Vec<PersonId> = roster.with_role(role).collect();
    for man in &men {
        travel.appear(*man, roster.of(*man).berth);
        travel.bodies.set_keys(*man, true);
    }
    men.len() as u32
}

/// Soldiers and troopers go home once the riot is over: their work is done.
pub(super) fn relief_goes_home(
    riots: Res<Riots>,
    mut travel: Travel,
    roster: Res<Roster>,
    mut conduct: ResMut<Conduct>,
) {
    if riots.now().is_some() {
        return;
    }
    for role in [Role::Soldier, Role::Trooper] {
        let men: Vec<PersonId> = roster
            .with_role(role)
            .filter(|man| !roster.is_dead(*man) && travel.bodies.body(*man).mode != Mode::Gone)
            .collect();
        for man in men {
            conduct.withdraw(man, Source::Force);
            travel.vanish(man);
        }
    }
}

/// Masons are to mend what was broken, some hours from now.
pub(super) fn call_masons(works: &mut Works, due: &mut DueQueue, tick: u64, why: HappeningId) {
    if works.call_masons(why) {
        due.push(tick + MENDED_AFTER, DueKind::Mend, PersonId(0), 0);
    }
}

/// The masons who were called begin.
pub(super) fn mend(mut works: ResMut<Works>) {
    works.mend_breaches();
}

/// What a force of officers, troopers and soldiers is called by.
pub(super) fn strongest(riot: &Riot) -> RiotEnd {
    match (riot.siege.army.is_here(), riot.siege.troopers.is_here()) {
        (true, _) => RiotEnd::Army,
        (_, true) => RiotEnd::Troopers,
        _ => RiotEnd::Officers,
    }
}
