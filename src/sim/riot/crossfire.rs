//! Crossfire: who is hit by the shots that fall while the prison is taken back.
//!
//! Those who resist are shot at; in the line between rifle and man others stand, hostages among them;
//! and who runs at armed men is taken for one who attacks. Most of those hit are wounded.

use rand::RngExt;

use super::{Fray, Riot};
use crate::chance::Purpose;
use crate::happening::{Grievance, HarmFact, What};
use crate::ids::PersonId;
use crate::movement::Mode;
use crate::prison::sight;
use crate::unrest::Mood;
use crate::unrest::scene::RIFLE;

/// Of so many who are hit one is dead: at Attica 39 died by the retaking (SCIENCE 4), of some 128 who were
/// shot (from memory).
pub(super) const HITS: u32 = 3;
/// How near to the line of a shot somebody has to be to be in it, mm; and of a hundred in it so many are
/// hit. Guesses: at Attica ten of 43 dead were hostages shot by their rescuers.
const IN_LINE: i64 = 500;
const STRAY: u32 = 10;
/// Of a hundred who run at armed men, who stand between them and where they go, so many are hit in ten
/// seconds by each of those whose rifles reach them, ten at the most.
const RUNS_AT: u32 = 10;
const MOST_RIFLES: usize = 10;
/// What it costs of legitimacy to see a man shot.
const SAW_KILLED: i32 = 60;

impl Fray<'_> {
    /// Shots fall: on those aimed at, on whoever stands in the line, and on who runs at them.
    pub(super) fn shoot(&mut self, riot: &mut Riot, force: &[PersonId], aimed_at: Vec<PersonId>) {
        let mut hit = aimed_at.clone();
        for man in aimed_at {
            if let Some(shooter) = self.nearest(force, man) {
                hit.extend(self.in_the_line(riot, shooter, man));
            }
        }
        hit.sort_unstable();
        hit.dedup();
        for person in hit {
            self.is_shot(riot, person, 1);
        }
        for (person, times) in self.running_at(force) {
            self.is_shot(riot, person, times);
        }
    }

    /// The nearest of some in the same room.
    pub(super) fn nearest(&self, force: &[PersonId], man: PersonId) -> Option<PersonId> {
        let (there, room) = (self.tile(man), self.room_of(man));
        force
            .iter()
            .copied()
            .filter(|other| self.room_of(*other) == room)
            .min_by_key(|other| (self.distance(self.tile(*other), there), *other))
    }

    /// Who stands between a rifle and the man it is aimed at, and is hit.
    fn in_the_line(&self, riot: &Riot, shooter: PersonId, man: PersonId) -> Vec<PersonId> {
        let bodies = &self.temper.watch.travel.bodies;
        let at = |person: PersonId| {
            let body = bodies.body(person);
            (i64::from(body.x), i64::from(body.y))
        };
        let (from, to) = (at(shooter), at(man));
        let line = (to.0 - from.0, to.1 - from.1);
        let square = line.0 * line.0 + line.1 * line.1;
        let is_between = |person: &PersonId| {
            let (x, y) = at(*person);
            let off = (x - from.0, y - from.1);
            let along = off.0 * line.0 + off.1 * line.1;
            let aside = i128::from(off.0 * line.1 - off.1 * line.0);
            let near = i128::from(IN_LINE * IN_LINE) * i128::from(square);
            (1..square).contains(&along) && aside * aside <= near
        };
        let inmates = self.temper.watch.roster.all_inmates();
        inmates
            .chain(riot.hostages.iter().copied())
            .filter(|person| *person != man && bodies.body(*person).mode != Mode::Gone)
            .filter(is_between)
            .filter(|person| self.hits(*person, 1, STRAY) > 0)
            .collect()
    }

    /// How often somebody is hit by so many shots, of which so many in a hundred hit.
    fn hits(&self, person: PersonId, shots: usize, odds: u32) -> u32 {
        let chance = &self.temper.watch.chance;
        let mut rng = chance.stream(Purpose::Crossfire, person, self.tick());
        let hits = (0..shots).filter(|_| rng.random_range(0..100_u32) < odds);
        hits.count() as u32
    }

    /// Men who walk towards armed men and not home, and how often each is hit for it.
    fn running_at(&self, force: &[PersonId]) -> Vec<(PersonId, u32)> {
        let watch = &self.temper.watch;
        let bodies = &watch.travel.bodies;
        watch
            .roster
            .all_inmates()
            .filter(|man| {
                bodies.body(*man).mode == Mode::Walking
                    && self.temper.spirits.mood(*man) == Mood::Quiet
                    && bodies.journey(*man).goal != watch.roster.of(*man).berth
            })
            .map(|man| {
                let (here, goal) = (self.tile(man), bodies.journey(man).goal);
                let (grid, topology) = (&watch.travel.grid, &watch.travel.topology);
                let runs_at = |other: &&PersonId| {
                    let there = self.tile(**other);
                    self.weapon(**other).is_some()
                        && self.distance(here, there) <= RIFLE
                        && self.distance(goal, there) < self.distance(goal, here)
                        && sight::sees(grid, topology, there, here)
                };
                let rifles = force.iter().filter(runs_at).take(MOST_RIFLES).count();
                (man, self.hits(man, rifles, RUNS_AT))
            })
            .filter(|(_, times)| *times > 0)
            .collect()
    }

    /// Somebody is hit, so many times: if one of them is deadly he is dead.
    fn is_shot(&mut self, riot: &mut Riot, person: PersonId, times: u32) {
        let why = Self::why(riot);
        let here = self.tile(person);
        let room = self.room_of(person);
        let mut rng = self.wounding(person);
        if (0..times).all(|_| rng.random_range(0..HITS) > 0) {
            let wound = self.record(
                What::Harm(HarmFact::Wounded { by: None }),
                Some(person),
                Some(here),
                why,
            );
            self.falls(person, wound);
            return;
        }
        let shot = self.record(
            What::Harm(HarmFact::ShotDead),
            Some(person),
            Some(here),
            why,
        );
        if self.temper.watch.roster.is_inmate(person) {
            riot.inmates_killed += 1;
            riot.killed_in_retaking += 1;
        } else {
            riot.hostages.retain(|hostage| *hostage != person);
            riot.staff_killed += 1;
        }
        self.die(person, shot);
        for witness in self.rioters() {
            if self.room_of(witness) == room
                && let Some(witness) = self.temper.spirits.get_mut(witness)
            {
                witness.holds_against(Grievance::SawKilled, None, SAW_KILLED, shot);
            }
        }
    }
}
