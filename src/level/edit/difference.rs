//! What differs between two readings of a level: what can be amended while it is lived in, and what
//! needs a restart with the same seed. In words people read while they edit.

use std::collections::BTreeMap;

use crate::edit::amendment::{Amendment, HoursChange, LineChange, MOST_CHANGES};
use crate::keys::{KeyGroup, MayChange};
use crate::nouns::{Guards, Job, Level};
use crate::words::line_key;

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What can be amended, if anything can.
    pub amendment: Option<Amendment>,
    /// The same in words, one for each key: `kitchen.quality 60 % -> 40 %`.
    pub amended: Vec<String>,
    /// What cannot, in words: it needs a restart with the same seed.
    pub restart: Vec<String>,
}

impl Difference {
    /// Whether the two are the same prison.
    pub fn is_empty(&self) -> bool {
        self.amendment.is_none() && self.restart.is_empty()
    }

    /// Takes the numbers of officers out of the amendment where they are more than are employed:
    /// nobody is made while a prison is lived in.
    pub fn with_employed(mut self, employed: u32) -> Self {
        let Some(amendment) = &mut self.amendment else {
            return self;
        };
        let wanted = amendment.guards.as_ref().map_or(0, Guards::officers);
        if wanted > employed {
            amendment.guards = None;
            self.amended.retain(|words| !words.starts_with("guards."));
            self.restart.push(format!(
                "guards: {wanted} officers in the three shifts, and {employed} are employed"
            ));
        }
        if amendment.is_empty() {
            self.amendment = None;
        }
        self
    }
}

/// What differs between a level as it was read and as it is read now.
pub fn difference(old: &Level, new: &Level) -> Difference {
    let Level {
        name: _,
        title,
        starts,
        day: _,
        kitchen,
        population,
        cast,
        grudges,
        guards,
        jobs: _,
        warden,
        unrest,
        crowd,
        walkers,
        map: _,
        settings: _,
        hash: _,
        origins: _,
    } = new;
    let mut amended = Vec::new();
    let mut restart = Vec::new();
    let words = &mut amended;
    let mut amendment = Amendment {
        kitchen: group(&old.kitchen, kitchen, words),
        guards: group(&old.guards, guards, words),
        warden: group(&old.warden, warden, words),
        unrest: group(&old.unrest, unrest, words),
        crowd: group(&old.crowd, crowd, words),
        ..Amendment::default()
    };
    let (changes, words) = lines(old, new);
    if changes.len() > MOST_CHANGES {
        restart.push(format!(
            "day: {} lines of the timetable, and {MOST_CHANGES} can change at once",
            changes.len()
        ));
    } else {
        amendment.day = changes;
        amended.extend(words);
    }
    jobs(old, new, (&mut amendment, &mut amended), &mut restart);
    if old.title != *title {
        restart.push(format!("title {:?} -> {title:?}", old.title));
    }
    if old.starts != *starts {
        restart.push(format!("starts {} -> {starts}", old.starts));
    }
    if old.grudges != *grudges {
        restart.push("grudges".to_owned());
    }
    restart.extend(entries(&old.population, population));
    restart.extend(entries(&old.cast, cast));
    restart.extend(entries(&old.walkers, walkers));
    restart.extend(map(old, new));
    Difference {
        amendment: (!amendment.is_empty()).then_some(amendment),
        amended,
        restart,
    }
}

/// The new group, if it differs; each changed key goes to `words`. All keys of such a group can be
/// amended.
fn group<G: KeyGroup>(old: &G, new: &G, words: &mut Vec<String>) -> Option<G> {
    const { assert!(matches!(G::AMENDED, MayChange::All)) }
    words.extend(new.changes(old).into_iter().map(|(words, _)| words));
    (old != new).then(|| new.clone())
}

/// The changed lines of the timetable, in the order of the week, those taken away first.
fn lines(old: &Level, new: &Level) -> (Vec<LineChange>, Vec<String>) {
    let find = |level: &Level, weekday, at| {
        level
            .day
            .iter()
            .find(|line| (line.weekday, line.at) == (weekday, at))
            .map(|line| line.occasion.clone())
    };
    let mut changes = Vec::new();
    let mut words = Vec::new();
    for line in &old.day {
        if find(new, line.weekday, line.at).is_none() {
            words.push(format!(
                "day.{} {} taken away",
                line.key(),
                line.occasion.written()
            ));
            changes.push(LineChange {
                weekday: line.weekday,
                at: line.at,
                occasion: None,
            });
        }
    }
    for line in &new.day {
        let before = find(old, line.weekday, line.at);
        if before.as_ref() == Some(&line.occasion) {
            continue;
        }
        let key = line_key(line.weekday, line.at);
        let now = line.occasion.written();
        words.push(match before {
            Some(before) => format!("day.{key} {} -> {now}", before.written()),
            None => format!("day.{key} {now} added"),
        });
        changes.push(LineChange {
            weekday: line.weekday,
            at: line.at,
            occasion: Some(line.occasion.clone()),
        });
    }
    (changes, words)
}

/// Some keys of jobs can be amended (the hours of night jobs); the others say who works where.
fn jobs(
    old: &Level,
    new: &Level,
    (amendment, amended): (&mut Amendment, &mut Vec<String>),
    restart: &mut Vec<String>,
) {
    let named =
        |level: &Level| -> Vec<String> { level.jobs.iter().map(|job| job.name.clone()).collect() };
    let pairs = || old.jobs.iter().zip(&new.jobs);
    let stays = |(before, after): (&Job, &Job)| after.changes(before).iter().all(|(_, may)| *may);
    if named(old) != named(new) || !pairs().all(stays) {
        restart.extend(entries(&old.jobs, &new.jobs));
        return;
    }
    for (index, (before, after)) in pairs().enumerate() {
        let words = after.changes(before).into_iter().map(|(words, _)| words);
        if before.hours == after.hours {
            // No other key of a job can be amended; if one could, it would not be lost here.
            restart.extend(words);
            continue;
        }
        match u16::try_from(index) {
            Ok(job) if amendment.hours.len() < MOST_CHANGES => {
                amended.extend(words);
                amendment.hours.push(HoursChange {
                    job,
                    hours: after.hours,
                });
            }
            _ => restart.extend(words),
        }
    }
}

/// What differs between two maps of groups, by their keys.
fn entries<G: KeyGroup>(old: &[G], new: &[G]) -> Vec<String> {
    fn by_key<G: KeyGroup>(all: &[G]) -> BTreeMap<&str, &G> {
        all.iter()
            .map(|group| (group.entry().unwrap_or_default(), group))
            .collect()
    }
    let (before, after) = (by_key(old), by_key(new));
    let path = G::PATH;
    let mut words: Vec<String> = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .map(|key| format!("{path}.{key} taken away"))
        .collect();
    for (key, group) in &after {
        match before.get(key) {
            None => words.push(format!("{path}.{key} added")),
            Some(other) => words.extend(group.changes(other).into_iter().map(|(words, _)| words)),
        }
    }
    if words.is_empty() && old != new {
        // Who comes first decides who sleeps and works where.
        words.push(format!("{path} in another order"));
    }
    words
}

fn map(old: &Level, new: &Level) -> Option<String> {
    let (before, after) = (&old.map, &new.map);
    if (before.width, before.height) != (after.width, after.height) {
        return Some(format!(
            "the map: {} x {} m -> {} x {} m",
            before.width, before.height, after.width, after.height
        ));
    }
    let tiles = before
        .tiles
        .iter()
        .zip(&after.tiles)
        .filter(|(before, after)| before != after)
        .count();
    if tiles > 0 {
        return Some(format!("the map: {tiles} tiles"));
    }
    let same = before.labels == after.labels && before.areas == after.areas;
    (!same).then(|| "the map: its labels or areas".to_owned())
}
