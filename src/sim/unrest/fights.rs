//! Fights: inmates who go for one another.
//!
//! How often it comes to blows hangs on the men alone: each man's share of it is his temper times
//! the hardship he feels. Crowding and guards do not enter, for where it was measured neither by
//! itself made for more assaults (SCIENCE 3.7); they work through what men put up with, through who
//! is within reach of whom, and through what officers see.

use bevy_ecs::prelude::*;
use rand::RngExt;
use rand_pcg::Pcg32;
use serde::{Deserialize, Serialize};

use super::{Mood, Temper};
use crate::chance::{self, Purpose};
use crate::clock::MINUTE;
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, HarmFact, JusticeFact, Offence, What};
use crate::ids::{HappeningId, PersonId};
use crate::people::Role;
use crate::section::{Limits, MOST_COUNTED, Section};

/// Fights a day of 100,000 men of middling temper and hardship: 60 of 100 men a year. Of 100 men 2.5
/// to 28 assaults a year are on the books of one prison service or another, and the truth is given
/// as three to eight times the books (SCIENCE 3.6, 6).
const RATE: u64 = 164;
/// Temper and hardship of that man, basis points.
const MIDDLING: (u64, u64) = (4_000, 3_000);
/// The hours in which men are about and together, seconds since midnight.
const FROM_TO: (u32, u32) = (6 * 3600 + 1_800, 21 * 3600);
/// When a night is over and the day's fights are drawn.
const DAWN: u32 = 5 * 3600 + 2_700;
/// So many men who are out of temper look about for somebody; if nobody is within reach of any of
/// them, the moment passes, and comes again.
const TRIES: u32 = 20;
const AGAIN: u64 = 10 * MINUTE;

/// Fights so far.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fights {
    /// All there were.
    pub fought: u32,
    /// Those that an officer saw.
    pub seen: u32,
}

impl Section for Fights {
    const NAME: &'static str = "unrest.fights";
    const VERSION: u32 = 1;

    fn check(&self, _: &Limits) -> Result<(), String> {
        if self.seen <= self.fought && self.fought <= MOST_COUNTED {
            Ok(())
        } else {
            Err("more fights were seen than fought".into())
        }
    }
}

/// Counts a night off, and lets fights break out at their moments.
pub(super) fn break_out(mut temper: Temper) {
    if let [first, ..] = temper.watch.happenings.last()
        && matches!(first.what, What::Day(DayFact::LevelBegan))
    {
        temper.await_dawn();
    }
    let due: Vec<u32> = temper
        .watch
        .due
        .now(DueKind::Fight)
        .map(|due| due.stamp)
        .collect();
    for stamp in due {
        match stamp {
            0 => {
                temper.fade();
                temper.draw_fights();
                temper.await_dawn();
            }
            number => temper.let_fight(number),
        }
    }
}

impl Temper<'_> {
    fn await_dawn(&mut self) {
        let dawn = self.watch.travel.clock.next_at(self.tick() + 1, DAWN);
        self.watch.due.push(dawn, DueKind::Fight, PersonId(0), 0);
    }

    /// How near a man is to blows.
    fn heat(&self, person: PersonId) -> u64 {
        self.spirits.of(person).map_or(0, |man| {
            man.temper.max(0).unsigned_abs() as u64 * man.hardship.max(0).unsigned_abs() as u64
        })
    }

    /// Draws how often men will fight in the day to come, and when.
    fn draw_fights(&mut self) {
        let tick = self.tick();
        let heat: u64 = self.inmates().iter().map(|man| self.heat(*man)).sum();
        let mut rng = self.stream(0);
        let number = chance::times(&mut rng, heat * RATE / (MIDDLING.0 * MIDDLING.1));
        for number in 0..number {
            let second = rng.random_range(FROM_TO.0..FROM_TO.1);
            let at = self.watch.travel.clock.next_at(tick + 1, second);
            self.watch
                .due
                .push(at, DueKind::Fight, PersonId(0), 1 + number);
        }
    }

    /// One man goes for another who is within his reach.
    fn let_fight(&mut self, number: u32) {
        let mut rng = self.stream(number);
        let free: Vec<(PersonId, u64)> = self
            .inmates()
            .into_iter()
            .filter(|man| self.is_about(*man) && !self.watch.conduct.is_seated(*man))
            .map(|man| (man, self.heat(man)))
            .collect();
        for _ in 0..TRIES {
            let Some(man) = pick(&mut rng, &free) else {
                break;
            };
            if let Some(other) = self.watch.inmate_before(man)
                && self.is_about(other)
            {
                self.fight(man, other, HappeningId::NONE);
                return;
            }
        }
        let later = self.tick() + AGAIN;
        if (FROM_TO.0..FROM_TO.1).contains(&self.watch.travel.clock.second_of_day(later)) {
            self.watch
                .due
                .push(later, DueKind::Fight, PersonId(0), number);
        }
    }

    /// Whether a man is awake, among others, and does as he is told.
    fn is_about(&self, man: PersonId) -> bool {
        let doing = self.watch.conduct.doing(man);
        let deed = doing.activity.deed;
        let away = matches!(deed, Deed::Dead | Deed::Confined | Deed::Captive);
        let asleep = doing.there && deed == Deed::Sleep;
        !away && !asleep && matches!(self.spirits.mood(man), Mood::Quiet | Mood::Cowed)
    }

    /// They fight, and the officers who see it part and report them.
    pub(crate) fn fight(&mut self, man: PersonId, other: PersonId, cause: HappeningId) {
        let tick = self.tick();
        let at = self.watch.travel.bodies.body(man).tile;
        let what = What::Harm(HarmFact::WentFor { whom: other });
        let fought = self
            .watch
            .happenings
            .record(tick, what, Some(man), Some(at), cause);
        self.fights.fought += 1;
        let officer = self
            .watch
            .who_sees(at, &[man, other])
            .into_iter()
            .find(|person| self.watch.roster.role(*person) == Role::Officer);
        let Some(by) = officer else {
            return;
        };
        self.fights.seen += 1;
        let offence = Offence::Fighting;
        for who in [man, other] {
            let what = What::Justice(JusticeFact::OffenceSeen { offence, by });
            self.watch
                .happenings
                .record(tick, what, Some(who), Some(at), fought);
        }
    }

    fn inmates(&self) -> Vec<PersonId> {
        self.watch.roster.all_inmates().collect()
    }

    fn stream(&self, number: u32) -> Pcg32 {
        let chance = &self.watch.chance;
        chance.stream(Purpose::Fights, PersonId(number), self.tick())
    }
}

/// One of some men, the likelier the more he weighs.
fn pick(rng: &mut Pcg32, men: &[(PersonId, u64)]) -> Option<PersonId> {
    let all: u64 = men.iter().map(|(_, weight)| weight).sum();
    if all == 0 {
        return None;
    }
    let mut left = rng.random_range(0..all);
    men.iter()
        .find(|(_, weight)| match left.checked_sub(*weight) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })
        .map(|(man, _)| *man)
}
