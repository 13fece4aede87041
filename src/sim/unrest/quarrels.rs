//! Quarrels: which inmates come to blows, and when.
//!
//! How often it comes to blows hangs on the men alone: each man's share of it is his temper times
//! the hardship he feels. Crowding and guards do not enter, for where it was measured neither by
//! itself made for more assaults (docs/science.md#crowding-staff-and-violence); they work through what men put up with, through who
//! is within reach of whom, and through what officers see.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

use super::{Mood, Spirits};
use crate::chance::{Chance, Event, Purpose};
use crate::clock::{Clock, MINUTE};
use crate::conduct::{Conduct, Deed};
use crate::due::{DueKind, DueQueue};
use crate::happening::{DayFact, Happenings, What};
use crate::harm::{Fights, Presence};
use crate::ids::PersonId;
use crate::movement::Bodies;
use crate::people::Roster;
use crate::prison::{Fires, Grid, Topology};

/// Fights a day of 100,000 men of middling temper and hardship: 60 of 100 men a year. Of 100 men 2.5
/// to 28 assaults a year are on the books of one prison service or another, and the truth is given
/// as three to eight times the books (docs/science.md#base-rates).
const RATE: u64 = 164;
/// Temper and hardship of that man, basis points.
const MIDDLING: (u64, u64) = (4_000, 3_000);
/// The hours in which men are about and together, seconds since midnight.
const FROM_TO: (u32, u32) = (6 * 3600 + 1_800, 21 * 3600);
/// The stamp of the entry in the due queue that stands for dawn; others are the day's fights.
pub(super) const DAWNS: u32 = 0;
/// When a night is over and the day's fights are drawn.
const DAWN: u32 = 5 * 3600 + 2_700;
/// How many men who are out of temper look about for somebody; if nobody is within reach of any of
/// them, the moment passes, and comes again.
const TRIES: usize = 20;
const AGAIN: u64 = 10 * MINUTE;

/// Who might fight with whom, and when.
#[derive(SystemParam)]
pub(super) struct Quarrels<'w> {
    clock: Res<'w, Clock>,
    chance: Res<'w, Chance>,
    grid: Res<'w, Grid>,
    topology: Res<'w, Topology>,
    fires: Res<'w, Fires>,
    roster: Res<'w, Roster>,
    bodies: Res<'w, Bodies>,
    conduct: Res<'w, Conduct>,
    spirits: Res<'w, Spirits>,
    due: ResMut<'w, DueQueue>,
    happenings: Res<'w, Happenings>,
    fights: ResMut<'w, Fights>,
}

/// Draws the day's fights at dawn, and lets them break out at their moments.
pub(super) fn break_out(mut quarrels: Quarrels) {
    if let [first, ..] = quarrels.happenings.last()
        && matches!(first.what, What::Day(DayFact::LevelBegan))
    {
        quarrels.await_dawn();
    }
    let due = quarrels.due.now(DueKind::Fight);
    let due: Vec<u32> = due.map(|due| due.stamp).collect();
    for stamp in due {
        match stamp {
            DAWNS => {
                quarrels.draw_fights();
                quarrels.await_dawn();
            }
            number => quarrels.let_fight(number),
        }
    }
}

impl Quarrels<'_> {
    fn await_dawn(&mut self) {
        let dawn = self.clock.next_at(self.clock.tick + 1, DAWN);
        self.due.push(dawn, DueKind::Fight, PersonId(0), DAWNS);
    }

    /// How near a man is to blows.
    fn heat(&self, person: PersonId) -> u64 {
        self.spirits.of(person).map_or(0, |man| {
            man.temper.max(0).unsigned_abs() as u64 * man.hardship.max(0).unsigned_abs() as u64
        })
    }

    /// Draws how often men will fight in the day to come, and when.
    fn draw_fights(&mut self) {
        let tick = self.clock.tick;
        let heat: u64 = self.inmates().iter().map(|man| self.heat(*man)).sum();
        let event = self.event(0);
        let often = event
            .on("how often")
            .times(heat * RATE / (MIDDLING.0 * MIDDLING.1));
        for number in 0..often {
            let second = event.on("when").of(number).between(FROM_TO);
            let at = self.clock.next_at(tick + 1, second);
            self.due.push(at, DueKind::Fight, PersonId(0), 1 + number);
        }
    }

    /// One man goes for another who is within his reach.
    fn let_fight(&mut self, number: u32) {
        let free = self
            .inmates()
            .into_iter()
            .filter(|man| self.is_about(*man) && !self.conduct.is_seated(*man))
            .map(|man| (man, self.heat(man)));
        let tempers = self.event(number).on("whose temper").by_weight(free);
        for man in tempers.into_iter().take(TRIES) {
            if let Some(other) = self.presence().inmate_before(man)
                && self.is_about(other)
            {
                self.fight(man, other);
                return;
            }
        }
        let later = self.clock.tick + AGAIN;
        if (FROM_TO.0..FROM_TO.1).contains(&self.clock.second_of_day(later)) {
            self.due.push(later, DueKind::Fight, PersonId(0), number);
        }
    }

    /// Whether a man is awake, among others, and does as he is told.
    fn is_about(&self, man: PersonId) -> bool {
        let doing = self.conduct.doing(man);
        let deed = doing.activity.deed;
        let away = matches!(deed, Deed::Dead | Deed::Confined | Deed::Captive);
        let asleep = doing.there && deed == Deed::Sleep;
        !away && !asleep && matches!(self.spirits.mood(man), Mood::Quiet | Mood::Cowed)
    }

    fn presence(&self) -> Presence<'_> {
        Presence {
            tick: self.clock.tick,
            grid: &self.grid,
            topology: &self.topology,
            fires: &self.fires,
            roster: &self.roster,
            bodies: &self.bodies,
            conduct: &self.conduct,
        }
    }

    /// They come to blows; what comes of it is seen to in the same tick.
    fn fight(&mut self, man: PersonId, other: PersonId) {
        let violent = |man| (man, self.spirits.of(man).map_or(0, |spirit| spirit.temper));
        self.fights.ask(violent(man), violent(other));
    }

    fn inmates(&self) -> Vec<PersonId> {
        self.roster.all_inmates().collect()
    }

    fn event(&self, number: u32) -> Event {
        let chance = &self.chance;
        chance.event(Purpose::Fights, number, self.clock.tick)
    }
}
