//! Gunfire: whom the shots hit that fall while the prison is taken back.
//!
//! Those who resist are shot at; in the line between rifle and man others stand, hostages among them;
//! and who runs at armed men is taken for one who attacks. Most of those hit are wounded.

use super::{Harm, Hurt, Presence, arms};
use crate::chance::{Chance, Purpose};
use crate::contraband::Items;
use crate::happening::{HarmFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::movement::Mode;
use crate::prison::sight;

/// Of how many who are hit one is dead: at Attica 39 died by the retaking (docs/science.md#riots-on-record), of some 128 who were
/// shot (from memory).
pub(crate) const HITS: u32 = 3;
/// How far a rifle is feared, mm. A guess.
pub(crate) const RIFLE: u32 = 60_000;
/// How near to the line of a shot somebody has to be to be in it, mm; and of a hundred in it how many are
/// hit. Guesses: at Attica ten of 43 dead were hostages shot by their rescuers.
const IN_LINE: i64 = 500;
const STRAY: u32 = 10;
/// Of a hundred who run at armed men, who stand between them and where they go, how many are hit in ten
/// seconds by each of those whose rifles reach them, ten at the most.
const RUNS_AT: u32 = 10;
const MOST_RIFLES: usize = 10;

/// Those who shoot, and what is in whose hand.
pub(crate) struct Rifles<'a> {
    /// Who goes in.
    pub force: &'a [PersonId],
    /// What is in whose hand.
    pub items: &'a Items,
    /// Chance.
    pub chance: &'a Chance,
}

impl Rifles<'_> {
    /// How many of some shots at somebody hit, of which a number in a hundred hit; and what they are.
    fn hits(
        &self,
        there: &Presence,
        (person, question): (PersonId, &str),
        shots: u32,
        odds: u32,
    ) -> u32 {
        let event = self.chance.event(Purpose::Crossfire, person, there.tick);
        let event = event.on(question);
        (0..shots)
            .filter(|nth| event.of(*nth).is(odds, 100))
            .count() as u32
    }

    /// The nearest of the force in the same room as somebody.
    pub fn nearest(&self, there: &Presence, man: PersonId) -> Option<PersonId> {
        let room = there.room_of(man);
        self.force
            .iter()
            .copied()
            .filter(|other| there.room_of(*other) == room)
            .min_by_key(|other| (there.between(*other, man), *other))
    }

    /// Whom shots at some men hit: these, and whoever of the bystanders stands in the line; in order.
    pub fn hit(
        &self,
        there: &Presence,
        aimed_at: Vec<PersonId>,
        hostages: &[PersonId],
    ) -> Vec<PersonId> {
        let mut hit = aimed_at.clone();
        for man in aimed_at {
            if let Some(shooter) = self.nearest(there, man) {
                hit.extend(self.in_the_line(there, hostages, shooter, man));
            }
        }
        hit.sort_unstable();
        hit.dedup();
        hit
    }

    /// Who stands between a rifle and the man it is aimed at, and is hit.
    fn in_the_line(
        &self,
        there: &Presence,
        hostages: &[PersonId],
        shooter: PersonId,
        man: PersonId,
    ) -> Vec<PersonId> {
        let at = |person: PersonId| {
            let body = there.bodies.body(person);
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
        let inmates = there.roster.all_inmates();
        inmates
            .chain(hostages.iter().copied())
            .filter(|person| *person != man && there.bodies.body(*person).mode != Mode::Gone)
            .filter(is_between)
            .filter(|person| self.hits(there, (*person, "in the line"), 1, STRAY) > 0)
            .collect()
    }

    /// Men who walk towards armed men and not home, of those who take no part, and how often each is hit
    /// for it.
    pub fn running_at(
        &self,
        there: &Presence,
        takes_no_part: impl Fn(PersonId) -> bool,
    ) -> Vec<(PersonId, u32)> {
        let (bodies, grid) = (there.bodies, there.grid);
        there
            .roster
            .all_inmates()
            .filter(|man| {
                bodies.body(*man).mode == Mode::Walking
                    && takes_no_part(*man)
                    && bodies.journey(*man).goal != there.roster.of(*man).berth
            })
            .map(|man| {
                let (here, goal) = (there.tile(man), bodies.journey(man).goal);
                let runs_at = |other: &&PersonId| {
                    let at = there.tile(**other);
                    arms::weapon(there.roster, self.items, **other).is_some()
                        && grid.distance(here, at) <= RIFLE
                        && grid.distance(goal, at) < grid.distance(goal, here)
                        && sight::sees(grid, there.topology, at, here)
                };
                let rifles = self.force.iter().filter(runs_at).take(MOST_RIFLES).count();
                (
                    man,
                    self.hits(there, (man, "runs at them"), rifles as u32, RUNS_AT),
                )
            })
            .filter(|(_, times)| *times > 0)
            .collect()
    }
}

impl Harm<'_> {
    /// Somebody is hit, a number of times: if one of them is deadly he is dead. Tells also what happened.
    pub fn is_shot(
        &mut self,
        person: PersonId,
        times: u32,
        cause: HappeningId,
    ) -> (Hurt, HappeningId) {
        let event = self.fate(person).on("is shot dead");
        if (0..times).all(|nth| !event.of(nth).is(1, HITS)) {
            let wound = self.record(What::Harm(HarmFact::Wounded { by: None }), person, cause);
            return (self.falls(person, arms::GRAVE, wound), wound);
        }
        let shot = self.record(What::Harm(HarmFact::ShotDead), person, cause);
        (self.dies(person, shot), shot)
    }
}
