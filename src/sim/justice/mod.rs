//! Justice: offences, reports, hearings, the dungeon, good time lost.
//!
//! - this file: what is on the books
//! - `hearing`: from what an officer saw or found to the sentence
//! - `dungeon`: taking men there, keeping them, letting them out
//!
//! What is decided rests on what officers believe: a knife in a man's bunk is that man's knife.
//! Whether a punishment was just is written beside it ([`JusticeFact::Punished`]) with the men who know; those
//! who judge do not.
//!
//! The room below it that moves spirits reads the happenings; whoever sees or hears of an offence of
//! another kind (a fight, a refusal, a protest) records [`JusticeFact::OffenceSeen`], and it is heard here.
//!
//! [`JusticeFact::Punished`]: crate::happening::JusticeFact::Punished
//! [`JusticeFact::OffenceSeen`]: crate::happening::JusticeFact::OffenceSeen

mod dungeon;
mod hearing;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::clock::{Clock, DAY};
use crate::conduct::Conduct;
use crate::contraband::Items;
use crate::due::DueQueue;
use crate::happening::{Happenings, Offence, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::people::Roster;
use crate::prison::{Grid, Topology};
use crate::rules::Rules;
use crate::schedule::{BidsOf, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};

/// The longest a man is kept in the dungeon, days (docs/science.md#values-to-start-from).
pub const LONGEST: u32 = 30;
/// No more is ever on the books of a man's good time: forty years.
const MOST_LOST: u32 = 40 * 365;

/// A report that has not been heard yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Case {
    man: PersonId,
    offence: Offence,
    /// Whether he did it. No officer reads this.
    guilty: bool,
    /// How sure the officer is, basis points.
    evidence: u32,
    /// Whose doing it was, if not his.
    culprit: Option<PersonId>,
    cause: HappeningId,
}

/// How far a punishment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// An officer is to fetch him.
    Called,
    /// He is locked in.
    Locked,
    /// An officer is to take him back.
    GoingBack,
}

/// A man who is punished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Who.
    pub man: PersonId,
    /// Where he is locked in: a tile of a dungeon cell, or his berth.
    pub spot: TileId,
    /// Whether in the dungeon, or in his own cell.
    pub dungeon: bool,
    /// Days.
    pub days: u32,
    /// How far it has come.
    pub stage: Stage,
    /// When his days are over, once he is locked in.
    pub until: Option<u64>,
    cause: HappeningId,
}

/// What it came to so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Reports.
    pub offences: u32,
    /// Hearings.
    pub hearings: u32,
    /// Men punished.
    pub punished: u32,
    /// Of those, for what they had not done.
    pub unjustly: u32,
    /// Days of dungeon given.
    pub days: u32,
    /// Days of good time taken.
    pub good_time: u32,
}

/// The books.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Justice {
    /// Reports still to be heard, oldest first.
    cases: Vec<Case>,
    /// Men who are punished, in order.
    kept: Vec<Kept>,
    /// Good time lost, days, by man; in order.
    lost: Vec<(PersonId, u32)>,
    tally: Tally,
}

impl Section for Justice {
    const NAME: &'static str = "justice";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let inmate = |person: PersonId| person.0 < limits.inmates;
        let past = |cause: HappeningId| cause.0 <= limits.happenings;
        let tally = &self.tally;
        let sound = self.cases.iter().all(|case| {
            inmate(case.man)
                && past(case.cause)
                && case.culprit.is_none_or(|who| who.0 < limits.persons)
        }) && self.kept.is_sorted_by(|a, b| a.man < b.man)
            && self.kept.iter().all(|kept| {
                inmate(kept.man)
                    && kept.spot.0 < limits.tiles
                    && kept.days <= LONGEST
                    && past(kept.cause)
                    && kept.until.is_none_or(|until| limits.is_planned(until))
                    && (kept.stage != Stage::Locked || kept.until.is_some())
            })
            && self.lost.is_sorted_by(|a, b| a.0 < b.0)
            && self
                .lost
                .iter()
                .all(|(man, days)| inmate(*man) && *days <= MOST_LOST)
            && [
                tally.offences,
                tally.hearings,
                tally.punished,
                tally.unjustly,
                tally.days,
                tally.good_time,
            ]
            .into_iter()
            .all(|times| times <= MOST_COUNTED);
        if sound {
            Ok(())
        } else {
            Err("the books of the punished are not in order".into())
        }
    }
}

impl Justice {
    /// The men who are punished at present, in order.
    pub fn kept(&self) -> &[Kept] {
        &self.kept
    }

    /// The punishment a man serves.
    pub fn of(&self, man: PersonId) -> Option<&Kept> {
        self.place_of(man).ok().map(|place| &self.kept[place])
    }

    /// Days added to a man's term, for good time lost.
    pub fn good_time_lost(&self, man: PersonId) -> u32 {
        self.lost
            .binary_search_by_key(&man, |(other, _)| *other)
            .map_or(0, |place| self.lost[place].1)
    }

    /// What it came to so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn place_of(&self, man: PersonId) -> Result<usize, usize> {
        self.kept.binary_search_by_key(&man, |kept| kept.man)
    }

    fn kept_mut(&mut self, man: PersonId) -> Option<&mut Kept> {
        let place = self.place_of(man).ok()?;
        self.kept.get_mut(place)
    }

    fn take_good_time(&mut self, man: PersonId, days: u32) {
        match self.lost.binary_search_by_key(&man, |(other, _)| *other) {
            Ok(place) => {
                let lost = &mut self.lost[place].1;
                *lost = (*lost + days).min(MOST_LOST);
            }
            Err(place) => self.lost.insert(place, (man, days.min(MOST_LOST))),
        }
        self.tally.good_time = self.tally.good_time.saturating_add(days);
    }
}

/// What the systems of justice work with.
#[derive(SystemParam)]
pub struct Court<'w> {
    rules: Res<'w, Rules>,
    chance: Res<'w, Chance>,
    clock: Res<'w, Clock>,
    grid: Res<'w, Grid>,
    topology: Res<'w, Topology>,
    roster: Res<'w, Roster>,
    items: Res<'w, Items>,
    justice: ResMut<'w, Justice>,
    conduct: ResMut<'w, Conduct>,
    due: ResMut<'w, DueQueue>,
    happenings: ResMut<'w, Happenings>,
}

impl Court<'_> {
    fn tick(&self) -> u64 {
        self.clock.tick
    }

    fn record(
        &mut self,
        what: What,
        who: Option<PersonId>,
        at: Option<TileId>,
        cause: HappeningId,
    ) -> HappeningId {
        let tick = self.tick();
        self.happenings.record(tick, what, who, at, cause)
    }
}

/// Ticks of this many days.
const fn days(days: u32) -> u64 {
    days as u64 * DAY
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Justice>();
    app.init_resource::<Justice>();
    app.add_systems(
        SimTick,
        (hearing::hear, dungeon::keep)
            .chain()
            .in_set(BidsOf::Justice),
    );
}
