//! The prison taken back: by officers, where the men are few, or by the army, room by room.

use rand::RngExt;

use super::{Fray, MEN, Riot};
use crate::chance::Purpose;
use crate::conduct::Deed;
use crate::happening::{Grievance, RiotEnd, What};
use crate::ids::{PersonId, PortalId, TileId};
use crate::level::RoomUse;
use crate::movement::Mode;
use crate::people::Role;
use crate::unrest::COWED;
use crate::unrest::protest::Scene;

/// An armed man counts as so many guards, hundredths (SCIENCE 1.9: three to five).
const ARMED: u32 = 400;
/// How far an armed man's presence is felt, mm.
const FELT: u32 = 25_000;
/// Of those who resist, so many in a thousand are shot dead in ten seconds by each soldier near.
const SHOT: u32 = 6;
/// Of those who give up, so many in a thousand are shot all the same: of the participants of 1927 to
/// 1930 and at Attica one or two in a hundred died in the retaking (SCIENCE 4).
const GIVING_UP: u32 = 4;
/// What it costs of legitimacy to see a man shot.
const SAW_KILLED: i32 = 60;
/// Officers storm when they are so many to a man who takes part.
const OFFICERS: usize = 2;

impl Fray<'_> {
    pub(super) fn storm(&mut self, riot: &mut Riot, scene: &Scene) {
        let tick = self.tick();
        if riot.stormed.is_none() {
            if let Some((_, comes)) = riot.army
                && tick >= comes
            {
                self.army_comes(riot);
            } else if (riot.told.is_some() || riot.joined.len() < MEN as usize)
                && scene.guards.len() >= OFFICERS * self.rioters().len().max(1)
            {
                riot.stormed = Some((tick, RiotEnd::Officers));
            } else {
                return;
            }
        }
        let Some((_, by)) = riot.stormed else {
            return;
        };
        let force: Vec<PersonId> = match by {
            RiotEnd::Army => self.soldiers(),
            _ => scene.guards.iter().map(|(guard, _)| *guard).collect(),
        };
        self.sweep(riot, &force);
        self.clear(riot, &force);
    }

    /// The soldiers who are here.
    fn soldiers(&self) -> Vec<PersonId> {
        let watch = &self.temper.watch;
        watch
            .roster
            .with_role(Role::Soldier)
            .filter(|soldier| watch.travel.bodies.body(*soldier).mode != Mode::Gone)
            .collect()
    }

    /// They come by the road, and their tanks break the gates.
    fn army_comes(&mut self, riot: &mut Riot) {
        let tick = self.tick();
        riot.stormed = Some((tick, RiotEnd::Army));
        let soldiers: Vec<PersonId> = self.temper.watch.roster.with_role(Role::Soldier).collect();
        let number = soldiers.len() as u32;
        let why = self.record(
            What::ArmyArrived { soldiers: number },
            None,
            None,
            Self::why(riot),
        );
        let travel = &mut self.temper.watch.travel;
        let gates: Vec<PortalId> = travel
            .topology
            .rooms_for(RoomUse::Gatehouse)
            .flat_map(|(_, room)| room.portals.iter().copied())
            .collect();
        let mut broken: Option<TileId> = None;
        for gate in gates {
            if travel.doors.set_locked(gate, false) {
                broken = Some(travel.topology.portal(gate).key());
            }
        }
        for soldier in soldiers {
            let from = self.temper.watch.roster.of(soldier).berth;
            self.temper.watch.travel.appear(soldier, from);
            self.temper.watch.travel.bodies.set_keys(soldier, true);
        }
        if broken.is_some() {
            self.record(What::GateBreached, None, broken, why);
        }
    }

    /// Each goes into the nearest room that the men hold.
    fn sweep(&mut self, riot: &Riot, force: &[PersonId]) {
        let tick = self.tick();
        let rioters = self.rioters();
        let rooms = self.rooms_of_rioters();
        let why = Self::why(riot);
        for (nth, man) in force.iter().enumerate() {
            let doing = self.temper.watch.conduct.doing(*man);
            let busy = doing.activity.deed == Deed::Storm
                && (!doing.there || tick < doing.since + 100)
                && self
                    .room_at(doing.activity.at)
                    .is_some_and(|room| rooms.contains(&room));
            if busy {
                continue;
            }
            let here = self.tile(*man);
            let Some((_, goal)) = rioters
                .iter()
                .skip(nth % 3)
                .step_by(3)
                .map(|other| (self.distance(here, self.tile(*other)), self.tile(*other)))
                .min()
                .or_else(|| rioters.first().map(|other| (0, self.tile(*other))))
            else {
                continue;
            };
            self.bid(*man, Deed::Storm, goal, why);
        }
    }

    /// Before arms most give up, and some are shot.
    fn clear(&mut self, riot: &mut Riot, force: &[PersonId]) {
        let tick = self.tick();
        let rule = self.temper.decision();
        let mut killed: Vec<PersonId> = Vec::new();
        for man in self.rioters() {
            let here = self.tile(man);
            let room = self.room_of(man);
            let near = force
                .iter()
                .filter(|other| {
                    self.distance(here, self.tile(**other)) <= FELT && self.room_of(**other) == room
                })
                .count() as u32;
            if near == 0 {
                continue;
            }
            let Some(spirit) = self.temper.spirits.of(man) else {
                continue;
            };
            let margin = spirit.margin(&rule, near * ARMED, 1);
            let mut rng = self.temper.watch.chance.stream(Purpose::Fray, man, tick);
            // The first shots fall before anybody knows who gives up.
            if margin > 0 || tick < spirit.since + 600 {
                if rng.random_range(0..1000_u32) < SHOT * near.min(10) {
                    killed.push(man);
                }
                continue;
            }
            // One after another they put up their hands.
            if rng.random_range(0..10_u32) < near.min(8) {
                if rng.random_range(0..1000_u32) < GIVING_UP {
                    killed.push(man);
                    continue;
                }
                self.temper.subdue(man, tick + COWED);
                self.let_go(man);
            }
        }
        let why = Self::why(riot);
        for man in killed {
            let here = self.tile(man);
            let shot = self.record(What::ShotDead, Some(man), Some(here), why);
            riot.inmates_killed += 1;
            riot.killed_in_retaking += 1;
            self.die(man, shot);
            for witness in self.rioters() {
                if self.room_of(witness) == self.room_at(here)
                    && let Some(witness) = self.temper.spirits.get_mut(witness)
                {
                    witness.holds_against(Grievance::SawKilled, None, SAW_KILLED, shot);
                }
            }
        }
        // Hostages in a room without a rioter are free.
        let held = self.rooms_of_rioters();
        let (still, freed): (Vec<PersonId>, Vec<PersonId>) =
            riot.hostages.iter().partition(|hostage| {
                self.room_of(**hostage)
                    .is_some_and(|room| held.contains(&room))
            });
        riot.hostages = still;
        for hostage in freed {
            self.free(hostage, riot);
        }
        riot.rooms.retain(|place| {
            self.room_at(*place)
                .is_some_and(|room| held.contains(&room))
        });
        if riot.rooms.is_empty() {
            riot.rooms.push(riot.place);
        }
    }

    /// Their work is done.
    pub(super) fn send_soldiers_home(&mut self) {
        for soldier in self.soldiers() {
            self.let_go(soldier);
            self.temper.watch.travel.vanish(soldier);
        }
    }
}
