//! The prison taken back, room by room: by officers, where the men are few, by state troopers or by the
//! army.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::command::Command;
use super::mob::Mob;
use super::phase::{Phase, Talks};
use super::relief::strongest;
use super::victims::Victims;
use super::{MEN, Riot, Riots, Step};
use crate::chance::Purpose;
use crate::conduct::Deed;
use crate::contraband::ItemKind;
use crate::happening::{Grievance, ReliefFact, RiotEnd, What};
use crate::harm::gunfire::{HITS, Rifles};
use crate::ids::{HappeningId, PersonId, RoomId};
use crate::people::Role;
use crate::rules::Rules;
use crate::unrest::decision::GUARD;
use crate::unrest::scene::Scene;
use crate::unrest::{COWED, Decision, Mood};

/// What an armed man counts for in guards, hundredths (docs/science.md#from-epstein-to-the-prison: three to five).
const ARMED: u32 = 400;
/// How far an armed man's presence is felt, mm.
pub const FELT: u32 = 25_000;
/// Of a thousand who resist, how many are shot dead in ten seconds by each soldier near.
const SHOT: u32 = 6;
/// Of a thousand who give up, how many are shot all the same: of the participants of 1927 to
/// 1930 and at Attica one or two in a hundred died in the retaking (docs/science.md#riots-on-record).
const GIVING_UP: u32 = 4;
/// Of a thousand men with guns who resist, how many hit one of those who come in ten seconds. A guess.
const FIRES_BACK: u32 = 10;
/// How many officers to a man of a few go in by themselves.
const OFFICERS: usize = 2;
/// How many hundredths of itself a force is worth in the dark. A guess.
const IN_THE_DARK: u32 = 150;
/// Before guns a man counts one of how many who stand beside him with bare hands. A guess.
const UNARMED: usize = 3;
/// A force worth less than one officer to this many men is driven out.
pub(super) const DRIVEN_OUT: u32 = 5;
/// What it costs of legitimacy to see a man shot, basis points.
const SAW_KILLED: i32 = 60;

/// What a man reckons with before those who take the prison back: guards in hundredths, and men who act.
/// `near` is the number of those near him, `beside` tells the number of rioters in his room.
pub fn odds_in_a_storm(by: RiotEnd, near: u32, beside: impl FnOnce() -> usize) -> (u32, u32) {
    // Against tanks and machine guns every man is alone; against others he counts on some of those
    // beside him.
    let actives = match by {
        RiotEnd::Army => 1,
        _ => beside().div_ceil(UNARMED) as u32,
    };
    (near * ARMED, actives)
}

/// Who goes in, and in the dark, and the men they face.
#[derive(SystemParam)]
pub(super) struct Storm<'w> {
    victims: Victims<'w>,
    rules: Res<'w, Rules>,
}

/// Officers go in by themselves where the men are few; whoever comes while it goes on goes in too.
pub(super) fn go_in(mut riots: ResMut<Riots>, mut command: Command, step: Res<Step>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    // What is no riot yet is for the officers on the spot, once they are enough.
    let men = command.mob.rioters().len();
    let few = !riot.is_called() && men < MEN as usize;
    let enough = step.scene.guards.len() >= OFFICERS * men.max(1);
    if few && enough && riot.stormed().is_none() {
        let why = riot.why();
        command.go_in(riot, None, why);
    }
    let Phase::Stormed { since, by: before } = riot.phase else {
        return;
    };
    let by = strongest(riot);
    if by != before {
        riot.phase = Phase::Stormed { since, by };
        if by == RiotEnd::Army {
            let why = riot.why();
            command.breach(riot, why);
        }
    }
}

/// Those who went in take room after room, or are driven out.
pub(super) fn take_back(mut riots: ResMut<Riots>, mut storm: Storm, step: Res<Step>) {
    let Some(riot) = riots.now_mut() else {
        return;
    };
    let Phase::Stormed { by, .. } = riot.phase else {
        return;
    };
    let mob = &mut storm.victims.mob;
    let force = mob.force(by, &step.scene);
    let men = mob.rioters().len() as u32;
    if by != RiotEnd::Army && mob.force_counts(riot, &step.scene) * DRIVEN_OUT < men {
        mob.beat_back(riot, &force);
        return;
    }
    mob.sweep(riot, &force);
    let aimed_at = storm.face(&force, by);
    storm.shoot(riot, &force, aimed_at);
    storm.recover(riot);
}

impl Command<'_> {
    /// Those who are there go in: the army by the gates, which its tanks break.
    pub(super) fn go_in(&mut self, riot: &mut Riot, by: Option<PersonId>, why: HappeningId) {
        let scene = self.scene();
        let strongest = strongest(riot);
        let force = self.mob.force(strongest, &scene).len() as u32;
        let men = self.mob.rioters().len() as u32;
        riot.phase = Phase::Stormed {
            since: self.mob.tick(),
            by: strongest,
        };
        if riot.siege.talks.heard_since().is_some() {
            riot.siege.talks = Talks::Unanswered;
        }
        let what = What::Relief(ReliefFact::StormBegan { force, men });
        let began = self.mob.record(what, by, Some(riot.place), why);
        if strongest == RiotEnd::Army {
            self.breach(riot, began);
        }
    }
}

impl Mob<'_> {
    /// How many officers those who could go in are worth: more where men do not see who comes.
    pub(super) fn force_counts(&self, riot: &Riot, scene: &Scene) -> u32 {
        let armed = self.here(Role::Trooper).len() + self.here(Role::Soldier).len();
        let force = scene.guards.len() as u32 + armed as u32 * ARMED / GUARD;
        if riot.siege.is_dark(self.clock.second_of_day(self.tick())) {
            force * IN_THE_DARK / 100
        } else {
            force
        }
    }

    /// Too few went in: they come out again.
    fn beat_back(&mut self, riot: &mut Riot, force: &[PersonId]) {
        riot.phase = Phase::Held;
        riot.siege.beaten_back += 1;
        let why = riot.why();
        for man in force {
            // Troopers have no post in the house: they go back to the road.
            let roster = &self.roster;
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
        let why = riot.why();
        for (nth, man) in force.iter().enumerate() {
            let doing = self.conduct.doing(*man);
            let busy = doing.activity.deed == Deed::Storm
                && (!doing.there || tick < doing.since + 100)
                && self
                    .room_at(doing.activity.at)
                    .is_some_and(|room| rooms.binary_search(&room).is_ok());
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
}

impl Storm<'_> {
    /// Before arms most give up; tells who is shot at.
    fn face(&mut self, force: &[PersonId], by: RiotEnd) -> Vec<PersonId> {
        let tick = self.victims.mob.tick();
        let rule = Decision::by(&self.rules);
        let mut hit: Vec<PersonId> = Vec::new();
        let rioters = self.victims.mob.rioters();
        // Nobody goes anywhere meanwhile.
        let men = self.victims.mob.by_rooms(&rioters);
        let armed_men = self.victims.mob.by_rooms(force);
        for man in rioters.iter().copied() {
            let here = self.victims.mob.tile(man);
            let room = self.victims.mob.room_of(man);
            let near = armed_men
                .in_room(room)
                .filter(|(_, tile)| self.victims.mob.distance(here, *tile) <= FELT)
                .count() as u32;
            if near == 0 {
                continue;
            }
            let beside = || men.in_room(room).len();
            let (cops, actives) = odds_in_a_storm(by, near, beside);
            let Some(spirit) = self.victims.mob.spirits.of(man) else {
                continue;
            };
            let margin = spirit.margin(&rule, cops, actives);
            let event = self.victims.mob.chance.event(Purpose::Fray, man, tick);
            // Who has a gun fires back.
            let armed = margin > 0 && self.victims.weapon(man) == Some(ItemKind::Gun);
            if armed && event.on("fires back").is(FIRES_BACK, 1000) {
                hit.extend(self.rifles(force).nearest(&self.victims.presence(), man));
            }
            // The first shots fall before anybody knows who gives up.
            if margin > 0 || tick < spirit.since + 600 {
                if event.on("is shot at").is(HITS * SHOT * near.min(10), 1000) {
                    hit.push(man);
                }
                continue;
            }
            // One after another they put up their hands.
            if event.on("gives up").is(near.min(8), 10) {
                if event.on("is shot giving up").is(HITS * GIVING_UP, 1000) {
                    hit.push(man);
                    continue;
                }
                self.victims.mob.leaves(man, tick + COWED);
            }
        }
        hit
    }

    /// Shots fall: on those aimed at, on whoever stands in the line, and on who runs at them.
    fn shoot(&mut self, riot: &mut Riot, force: &[PersonId], aimed_at: Vec<PersonId>) {
        let there = self.victims.presence();
        let hit = self.rifles(force).hit(&there, aimed_at, &riot.hostages);
        for person in hit {
            self.is_shot(riot, person, 1);
        }
        let spirits = &self.victims.mob.spirits;
        let is_quiet = |man| spirits.mood(man) == Mood::Quiet;
        let there = self.victims.presence();
        for (person, times) in self.rifles(force).running_at(&there, is_quiet) {
            self.is_shot(riot, person, times);
        }
    }

    fn rifles<'a>(&'a self, force: &'a [PersonId]) -> Rifles<'a> {
        Rifles {
            force,
            items: &self.victims.items,
            chance: &self.victims.mob.chance,
        }
    }

    /// Somebody is hit, a number of times. Those who take part and see a man die of it hold it against the
    /// administration.
    fn is_shot(&mut self, riot: &mut Riot, person: PersonId, times: u32) {
        let room = self.victims.mob.room_of(person);
        let (hurt, shot) = self.victims.harm().is_shot(person, times, riot.why());
        if hurt.is_deadly() {
            if self.victims.mob.roster.is_inmate(person) {
                riot.inmates_killed += 1;
                riot.killed_in_retaking += 1;
            } else {
                riot.hostages.retain(|hostage| *hostage != person);
                riot.staff_killed += 1;
            }
        }
        self.victims.suffers(hurt);
        if hurt.is_deadly() {
            let mob = &mut self.victims.mob;
            for witness in mob.rioters() {
                if mob.room_of(witness) == room {
                    let spirits = &mut mob.spirits;
                    spirits.blame(witness, Grievance::SawKilled, None, SAW_KILLED, shot);
                }
            }
        }
    }

    /// Hostages in a room without a rioter are free, and such a room is not theirs any more.
    fn recover(&mut self, riot: &mut Riot) {
        let mob = &self.victims.mob;
        let held = mob.rooms_of_rioters();
        let is_held =
            |room: Option<RoomId>| room.is_some_and(|room| held.binary_search(&room).is_ok());
        let hostages = std::mem::take(&mut riot.hostages).into_iter();
        let (still, freed): (Vec<PersonId>, Vec<PersonId>) =
            hostages.partition(|hostage| is_held(mob.room_of(*hostage)));
        riot.rooms.retain(|place| is_held(mob.room_at(*place)));
        riot.hostages = still;
        let Victims {
            mob,
            custody,
            wounds,
            ..
        } = &mut self.victims;
        for hostage in freed {
            mob.free(hostage, riot, custody, wounds);
        }
        if riot.rooms.is_empty() {
            riot.rooms.push(riot.place);
        }
    }
}
