//! Amendments: what of a level may change while it is lived in.
//!
//! Constants, prices, policies and the timetable may; the map and who lives there may not: they need
//! a restart. An [`Amendment`] holds the changed parts as plain data, so that an order, a save and a
//! replay can carry it, and is held to the ranges of the level file, so that nothing passes by them.
//! [`Constants`] are all that can be amended, as they are in force.

use serde::{Deserialize, Serialize};

use crate::hash::hash_of;
use crate::keys::day::MOST_LINES;
use crate::keys::{KeyGroup, MOST_PERSONS};
use crate::nouns::{
    Crowd, Guards, Kitchen, Level, Occasion, Seconds, TimetableEntry, Unrest, Warden,
};
use crate::text::times::check_hours;
use crate::words::line_key;

/// Most lines of the timetable that one amendment changes: what fits a line of a replay.
pub const MOST_CHANGES: usize = 120;

/// One line of the timetable set or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineChange {
    /// On which weekday (0 Monday to 6 Sunday); `None` is the everyday line.
    #[serde(default)]
    pub weekday: Option<u8>,
    /// Time of day.
    pub at: Seconds,
    /// What begins then; `None` takes the line away.
    #[serde(default)]
    pub occasion: Option<Occasion>,
}

/// The hours of a night job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursChange {
    /// The job's place in the level's list.
    pub job: u16,
    /// From when to when it is done; `None` leaves its men where they rest.
    #[serde(default)]
    pub hours: Option<(Seconds, Seconds)>,
}

/// What is amended; what is not named stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Amendment {
    /// The kitchen, whole.
    pub kitchen: Option<Kitchen>,
    /// The officers, whole: as many as are employed, at the most.
    pub guards: Option<Guards>,
    /// How the warden answers a riot, whole.
    pub warden: Option<Warden>,
    /// By which rule men rise.
    pub unrest: Option<Unrest>,
    /// The constants of walking, whole.
    pub crowd: Option<Crowd>,
    /// Changed lines of the timetable.
    pub day: Vec<LineChange>,
    /// Changed hours of night jobs.
    pub hours: Vec<HoursChange>,
}

/// Everything of a level that may be amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constants {
    /// The kitchen.
    pub kitchen: Kitchen,
    /// The officers.
    pub guards: Guards,
    /// How the warden answers a riot.
    pub warden: Warden,
    /// By which rule men rise.
    pub unrest: Unrest,
    /// The constants of walking.
    pub crowd: Crowd,
    /// The timetable, sorted by (weekday or none, time).
    pub day: Vec<TimetableEntry>,
    /// The hours of each job, in the order of the level.
    pub hours: Vec<Option<(Seconds, Seconds)>>,
}

impl Constants {
    /// The number of the layout in which a save holds them. It rises with each key, so that nobody
    /// has to think of it; the first layout had 32 keys.
    pub const LAYOUT: u32 = {
        let keys = Kitchen::KEYS
            + Guards::KEYS
            + Warden::KEYS
            + Unrest::KEYS
            + Crowd::KEYS
            + Occasion::KEYS;
        (keys - 31) as u32
    };
}

impl TimetableEntry {
    /// Whether it could stand in a level file.
    pub fn is_sound(&self) -> bool {
        self.check().is_ok()
    }
}

impl Level {
    /// What of it may be amended.
    pub fn constants(&self) -> Constants {
        Constants {
            kitchen: self.kitchen.clone(),
            guards: self.guards.clone(),
            warden: self.warden.clone(),
            unrest: self.unrest,
            crowd: self.crowd.clone(),
            day: self.day.clone(),
            hours: self.jobs.iter().map(|job| job.hours).collect(),
        }
    }

    /// The level as it was when it was read with other constants, if that is the level of a hash. So
    /// what was recorded of a run in which the level was amended is at home in the amended level too.
    pub fn as_it_was(&self, constants: &Constants, hash: u64) -> Option<Self> {
        let men: u64 = self
            .population
            .iter()
            .map(|group| u64::from(group.men))
            .sum();
        let persons = men + u64::from(constants.guards.officers());
        if constants.check().is_err()
            || constants.hours.len() != self.jobs.len()
            || persons > u64::from(MOST_PERSONS)
        {
            return None;
        }
        let mut level = self.with_constants(constants);
        level.hash = hash_of(&level);
        (level.hash == hash).then_some(level)
    }

    /// The same level with other constants. Its hash stays: it is still the level it was read as.
    pub fn with_constants(&self, constants: &Constants) -> Self {
        let mut level = self.clone();
        let Constants {
            kitchen,
            guards,
            warden,
            unrest,
            crowd,
            day,
            hours,
        } = constants.clone();
        level.kitchen = kitchen;
        level.guards = guards;
        level.warden = warden;
        level.unrest = unrest;
        level.crowd = crowd;
        level.day = day;
        for (job, hours) in level.jobs.iter_mut().zip(hours) {
            job.hours = hours;
        }
        level
    }
}

impl Constants {
    /// Takes an amendment over, which the caller has checked.
    pub fn amend(&mut self, amendment: &Amendment) {
        let Amendment {
            kitchen,
            guards,
            warden,
            unrest,
            crowd,
            day,
            hours,
        } = amendment;
        if let Some(kitchen) = kitchen {
            self.kitchen = kitchen.clone();
        }
        if let Some(guards) = guards {
            self.guards = guards.clone();
        }
        if let Some(warden) = warden {
            self.warden = warden.clone();
        }
        if let Some(unrest) = unrest {
            self.unrest = *unrest;
        }
        if let Some(crowd) = crowd {
            self.crowd = crowd.clone();
        }
        for change in day {
            let key = (change.weekday, change.at);
            self.day.retain(|line| (line.weekday, line.at) != key);
            if let Some(occasion) = &change.occasion {
                self.day.push(TimetableEntry {
                    weekday: change.weekday,
                    at: change.at,
                    occasion: occasion.clone(),
                });
            }
        }
        self.day.sort_by_key(|line| (line.weekday, line.at));
        for change in hours {
            if let Some(hours) = self.hours.get_mut(usize::from(change.job)) {
                *hours = change.hours;
            }
        }
    }

    /// Whether everything lies in the ranges of a level file; in words if not. A save may be forged.
    ///
    /// # Errors
    /// What is out of its range.
    pub fn check(&self) -> Result<(), String> {
        let Self {
            kitchen,
            guards,
            warden,
            unrest,
            crowd,
            day,
            hours,
        } = self;
        kitchen.check()?;
        guards.check()?;
        warden.check()?;
        unrest.check()?;
        crowd.check()?;
        if day.len() > MOST_LINES || !day.is_sorted_by(|a, b| (a.weekday, a.at) < (b.weekday, b.at))
        {
            return Err("the lines of the timetable are out of order".into());
        }
        day.iter().try_for_each(TimetableEntry::check)?;
        hours.iter().try_for_each(|hours| check_night(*hours))
    }
}

impl Amendment {
    /// Whether it changes nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether its numbers lie in the ranges of a level file, whatever the level; in words if not.
    ///
    /// # Errors
    /// What is out of its range.
    pub fn check_ranges(&self) -> Result<(), String> {
        let Self {
            kitchen,
            guards,
            warden,
            unrest,
            crowd,
            day,
            hours,
        } = self;
        check_group(kitchen)?;
        check_group(guards)?;
        check_group(warden)?;
        check_group(unrest)?;
        check_group(crowd)?;
        if day.len() > MOST_CHANGES || hours.len() > MOST_CHANGES {
            return Err(format!(
                "it changes more than {MOST_CHANGES} lines at once; make two of it"
            ));
        }
        for change in day {
            let line = TimetableEntry {
                weekday: change.weekday,
                at: change.at,
                occasion: change.occasion.clone().unwrap_or(Occasion::Rest),
            };
            line.check()?;
        }
        hours
            .iter()
            .try_for_each(|change| check_night(change.hours))
    }

    /// Whether a level, as it is in force, can be amended so; in words if not.
    ///
    /// # Errors
    /// What is out of its range, or is not there to be changed.
    pub fn check(&self, level: &Level) -> Result<(), String> {
        self.check_ranges()?;
        for change in &self.day {
            let key = (change.weekday, change.at);
            let there = level.day.iter().any(|line| (line.weekday, line.at) == key);
            if change.occasion.is_none() && !there {
                return Err(format!(
                    "the timetable has no line at {} to take away",
                    line_key(change.weekday, change.at)
                ));
            }
        }
        for change in &self.hours {
            match level.jobs.get(usize::from(change.job)) {
                None => return Err(format!("there is no job number {}", change.job)),
                Some(job) if !job.night && change.hours.is_some() => {
                    return Err(format!(
                        "{:?} is no job of the night, and those alone have hours",
                        job.name
                    ));
                }
                Some(_) => {}
            }
        }
        let mut constants = level.constants();
        constants.amend(self);
        if constants == level.constants() {
            return Err("that is in force already".into());
        }
        Ok(())
    }
}

fn check_group<G: KeyGroup>(group: &Option<G>) -> Result<(), String> {
    group.as_ref().map_or(Ok(()), KeyGroup::check)
}

fn check_night(hours: Option<(Seconds, Seconds)>) -> Result<(), String> {
    hours.map_or(Ok(()), |hours| check_hours("a night job", hours))
}
