//! The prison taken back, room by room: by officers, where the men are few, by state troopers or by the
//! army.

use rand::RngExt;

use super::crossfire::HITS;
use super::seizure::OVERPOWER;
use super::{Fray, MEN, Riot};
use crate::chance::Purpose;
use crate::conduct::Deed;
use crate::contraband::ItemKind;
use crate::happening::{ReliefFact, RiotEnd, What};
use crate::ids::{HappeningId, PersonId};
use crate::people::Role;
use crate::unrest::COWED;
use crate::unrest::decision::GUARD;
use crate::unrest::scene::Scene;

/// An armed man counts as so many guards, hundredths (SCIENCE 1.9: three to five).
const ARMED: u32 = 400;
/// How far an armed man's presence is felt, mm.
pub const FELT: u32 = 25_000;
/// Of those who resist, so many in a thousand are shot dead in ten seconds by each soldier near.
const SHOT: u32 = 6;
/// Of those who give up, so many in a thousand are shot all the same: of the participants of 1927 to
/// 1930 and at Attica one or two in a hundred died in the retaking (SCIENCE 4).
const GIVING_UP: u32 = 4;
/// Of a thousand men with guns who resist, so many hit one of those who come in ten seconds. A guess.
const FIRES_BACK: u32 = 10;
/// Officers go in by themselves when they are so many to a man of a few.
const OFFICERS: usize = 2;
/// So many hundredths of itself a force is worth in the dark. A guess.
const IN_THE_DARK: u32 = 150;
/// Before guns a man counts one of so many who stand beside him with bare hands. A guess.
const UNARMED: usize = 3;
/// A force worth less than one officer to so many men is driven out.
pub(super) const DRIVEN_OUT: u32 = 5;

/// What a man reckons with before those who take the prison back, so many of them near and so many
/// rioters in the room with him: guards in hundredths, and men who act.
pub fn odds_in_a_storm(by: RiotEnd, near: u32, beside: impl FnOnce() -> usize) -> (u32, u32) {
    // Against tanks and machine guns every man is alone; against others he counts on some of those
    // beside him.
    let actives = match by {
        RiotEnd::Army => 1,
        _ => beside().div_ceil(UNARMED) as u32,
    };
    (near * ARMED, actives)
}

impl Fray<'_> {
    /// Those who are there go in: the army by the gates, which its tanks break.
    pub(super) fn go_in(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let scene = self.temper.scene();
        let strongest = Self::strongest(riot);
        let force = self.force(strongest, &scene).len() as u32;
        let men = self.rioters().len() as u32;
        riot.stormed = Some((self.tick(), strongest));
        riot.siege.talking = None;
        let began = self.record(
            What::Relief(ReliefFact::StormBegan { force, men }),
            by,
            Some(riot.place),
            why,
        );
        if strongest == RiotEnd::Army {
            self.breach(riot, began);
        }
    }

    /// Whoever goes in.
    fn force(&self, strongest: RiotEnd, scene: &Scene) -> Vec<PersonId> {
        let mut force = self.here(Role::Trooper);
        match strongest {
            RiotEnd::Army => force.extend(self.here(Role::Soldier)),
            _ => force.extend(scene.guards.iter().map(|(guard, _)| *guard)),
        }
        force.sort_unstable();
        force
    }

    /// How many officers those who could go in are worth: more where men do not see who comes.
    pub(super) fn force_counts(&self, riot: &Riot, scene: &Scene) -> u32 {
        let armed = self.here(Role::Trooper).len() + self.here(Role::Soldier).len();
        let force = scene.guards.len() as u32 + armed as u32 * ARMED / GUARD;
        if self.is_dark(riot) {
            force * IN_THE_DARK / 100
        } else {
            force
        }
    }

    pub(super) fn storm(&mut self, riot: &mut Riot, scene: &Scene) {
        // What is no riot yet is for the officers on the spot, once they are enough.
        let men = self.rioters().len();
        let few = riot.told.is_none() && men < MEN as usize;
        if few && riot.stormed.is_none() && scene.guards.len() >= OFFICERS * men.max(1) {
            self.go_in(riot, None, Self::why(riot));
        }
        let Some((since, before)) = riot.stormed else {
            return;
        };
        // Whoever comes while it goes on goes in too.
        let by = Self::strongest(riot);
        if by != before {
            riot.stormed = Some((since, by));
            if by == RiotEnd::Army {
                self.breach(riot, Self::why(riot));
            }
        }
        let force = self.force(by, scene);
        if by != RiotEnd::Army {
            self.overwhelm(riot, scene);
            let men = self.rioters().len() as u32;
            if self.force_counts(riot, scene) * DRIVEN_OUT < men {
                self.beat_back(riot, &force);
                return;
            }
        }
        self.sweep(riot, &force);
        self.clear(riot, &force, by);
    }

    /// Officers who went in and stand alone among the men are taken.
    fn overwhelm(&mut self, riot: &mut Riot, scene: &Scene) {
        let rioters = self.rioters();
        let guards: Vec<PersonId> = scene.guards.iter().map(|(guard, _)| *guard).collect();
        for (officer, spot) in &scene.guards {
            let (men, nearest) = self.about(&rioters, *officer, spot.0);
            let (officers, _) = self.about(&guards, *officer, spot.0);
            if let Some(nearest) = nearest
                && men >= OVERPOWER * officers.max(1)
            {
                self.take(*officer, nearest, riot, Self::why(riot));
            }
        }
    }

    /// Too few went in: they come out again.
    fn beat_back(&mut self, riot: &mut Riot, force: &[PersonId]) {
        riot.stormed = None;
        riot.siege.beaten_back += 1;
        let why = Self::why(riot);
        for man in force {
            // Troopers have no post in the house: they go back to the road.
            let roster = &self.temper.watch.roster;
            if roster.role(*man) == Role::Trooper {
                let road = roster.of(*man).berth;
                self.bid(*man, Deed::Stand, road, why);
            } else {
                self.let_go(*man);
            }
        }
        self.record(
            What::Relief(ReliefFact::StormBeatenBack),
            None,
            Some(riot.place),
            why,
        );
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
    fn clear(&mut self, riot: &mut Riot, force: &[PersonId], by: RiotEnd) {
        let tick = self.tick();
        let rule = self.temper.decision();
        let mut hit: Vec<PersonId> = Vec::new();
        let rioters = self.rioters();
        for man in rioters.iter().copied() {
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
            let beside = || {
                let in_room = |other: &&PersonId| self.room_of(**other) == room;
                rioters.iter().filter(in_room).count()
            };
            let (cops, actives) = odds_in_a_storm(by, near, beside);
            let Some(spirit) = self.temper.spirits.of(man) else {
                continue;
            };
            let margin = spirit.margin(&rule, cops, actives);
            let mut rng = self.temper.watch.chance.stream(Purpose::Fray, man, tick);
            // Who has a gun fires back.
            let armed = margin > 0 && self.weapon(man) == Some(ItemKind::Gun);
            if armed && rng.random_range(0..1000_u32) < FIRES_BACK {
                hit.extend(self.nearest(force, man));
            }
            // The first shots fall before anybody knows who gives up.
            if margin > 0 || tick < spirit.since + 600 {
                if rng.random_range(0..1000_u32) < HITS * SHOT * near.min(10) {
                    hit.push(man);
                }
                continue;
            }
            // One after another they put up their hands.
            if rng.random_range(0..10_u32) < near.min(8) {
                if rng.random_range(0..1000_u32) < HITS * GIVING_UP {
                    hit.push(man);
                    continue;
                }
                self.leaves(man, tick + COWED);
            }
        }
        self.shoot(riot, force, hit);
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
}
