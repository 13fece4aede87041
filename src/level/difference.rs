//! What differs between two readings of a level: what can be amended while it is lived in, and what
//! needs a restart with the same seed. In words people read while they edit.

use std::collections::BTreeMap;

use super::amendment::{Amendment, HoursChange, LineChange, MOST_CHANGES};
use super::plan::{Crowd, Guards, Job, Kitchen, Level, Seconds, Warden};
use super::words::{decimal, length, line_key, share, time_of_day};

/// What differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What can be amended, if anything can.
    pub amendment: Option<Amendment>,
    /// The same in words, one for each key: `kitchen.quality 60 % -> 40 %`.
    pub amended: Vec<String>,
    /// What can not, in words: it needs a restart with the same seed.
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

impl Guards {
    /// Officers of all three shifts.
    pub fn officers(&self) -> u32 {
        self.day
            .saturating_add(self.evening)
            .saturating_add(self.night)
    }
}

/// What differs between a level as it was read and as it is read now.
pub fn difference(old: &Level, new: &Level) -> Difference {
    let mut amendment = Amendment::default();
    let mut amended = Vec::new();
    let mut restart = Vec::new();
    if old.kitchen != new.kitchen {
        kitchen(&old.kitchen, &new.kitchen, &mut amended);
        amendment.kitchen = Some(new.kitchen.clone());
    }
    if old.guards != new.guards {
        guards(&old.guards, &new.guards, &mut amended);
        amendment.guards = Some(new.guards.clone());
    }
    if old.warden != new.warden {
        warden(&old.warden, &new.warden, &mut amended);
        amendment.warden = Some(new.warden.clone());
    }
    if old.unrest != new.unrest {
        let rule = |level: &Level| format!("{:?}", level.unrest.rule);
        changed("unrest.rule", rule(old), rule(new), &mut amended);
        amendment.unrest = Some(new.unrest);
    }
    if old.crowd != new.crowd {
        crowd(&old.crowd, &new.crowd, &mut amended);
        amendment.crowd = Some(new.crowd.clone());
    }
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
    if old.title != new.title {
        restart.push(format!("title {:?} -> {:?}", old.title, new.title));
    }
    if old.starts != new.starts {
        restart.push(format!("starts {} -> {}", old.starts, new.starts));
    }
    if old.grudges != new.grudges {
        restart.push("grudges".to_owned());
    }
    let listed = [
        keyed("population", &old.population, &new.population, |group| {
            &group.name
        }),
        keyed("cast", &old.cast, &new.cast, |person| &person.key),
        keyed("walkers", &old.walkers, &new.walkers, |group| &group.name),
    ];
    restart.extend(listed.into_iter().flatten());
    restart.extend(map(old, new));
    Difference {
        amendment: (!amendment.is_empty()).then_some(amendment),
        amended,
        restart,
    }
}

/// One key with its old and new value, if they differ.
fn changed(key: &str, old: String, new: String, words: &mut Vec<String>) {
    if old != new {
        words.push(format!("{key} {old} -> {new}"));
    }
}

fn kitchen(old: &Kitchen, new: &Kitchen, words: &mut Vec<String>) {
    let Kitchen {
        quality,
        spend_cents,
    } = new;
    changed(
        "kitchen.quality",
        share(old.quality),
        share(*quality),
        words,
    );
    let spend = |cents: u32| format!("{cents} c/man/day");
    changed(
        "kitchen.spend",
        spend(old.spend_cents),
        spend(*spend_cents),
        words,
    );
}

fn guards(old: &Guards, new: &Guards, words: &mut Vec<String>) {
    let numbers = [
        ("guards.day", old.day, new.day),
        ("guards.evening", old.evening, new.evening),
        ("guards.night", old.night, new.night),
    ];
    for (key, old, new) in numbers {
        changed(key, old.to_string(), new.to_string(), words);
    }
    let times = [
        ("guards.day_from", old.day_from, new.day_from),
        ("guards.evening_from", old.evening_from, new.evening_from),
        ("guards.night_from", old.night_from, new.night_from),
    ];
    for (key, old, new) in times {
        changed(key, time_of_day(old), time_of_day(new), words);
    }
    changed(
        "guards.harshness",
        share(old.harshness),
        share(new.harshness),
        words,
    );
    changed(
        "guards.corruption",
        share(old.corruption),
        share(new.corruption),
        words,
    );
    let a_day = |searches: u32| format!("{searches} /day");
    changed(
        "guards.searches",
        a_day(old.searches),
        a_day(new.searches),
        words,
    );
}

fn warden(old: &Warden, new: &Warden, words: &mut Vec<String>) {
    let never = |text: Option<String>| text.unwrap_or_else(|| "never".to_owned());
    let answer = |warden: &Warden| format!("{:?}", warden.answer);
    changed("warden.answer", answer(old), answer(new), words);
    let storm = |warden: &Warden| never(warden.storm.map(share));
    changed("warden.storm", storm(old), storm(new), words);
    let times = [
        ("warden.water", old.water, new.water),
        ("warden.light", old.light, new.light),
        ("warden.troopers", old.troopers, new.troopers),
        ("warden.army", old.army, new.army),
    ];
    for (key, old, new) in times {
        let text = |after: Option<Seconds>| never(after.map(length));
        changed(key, text(old), text(new), words);
    }
    let ranges = [
        ("warden.troopers_come", old.troopers_come, new.troopers_come),
        ("warden.army_comes", old.army_comes, new.army_comes),
    ];
    for (key, old, new) in ranges {
        let text = |(from, to): (Seconds, Seconds)| format!("{}..{}", length(from), length(to));
        changed(key, text(old), text(new), words);
    }
}

fn crowd(old: &Crowd, new: &Crowd, words: &mut Vec<String>) {
    let numbers = [
        ("crowd.door_flow", old.door_flow, new.door_flow, "/m/s"),
        ("crowd.march", old.march, new.march, "m/s"),
        ("crowd.spacing", old.spacing, new.spacing, "m"),
    ];
    for (key, old, new, unit) in numbers {
        let text = |parts: u32| format!("{} {unit}", decimal(parts, 1_000));
        changed(key, text(old), text(new), words);
    }
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

/// Hours of night jobs can be amended; everything else about jobs says who works where.
fn jobs(
    old: &Level,
    new: &Level,
    (amendment, amended): (&mut Amendment, &mut Vec<String>),
    restart: &mut Vec<String>,
) {
    let without_hours = |level: &Level| -> Vec<Job> {
        let jobs = level.jobs.iter().cloned();
        jobs.map(|job| Job { hours: None, ..job }).collect()
    };
    let (before, after) = (without_hours(old), without_hours(new));
    if before != after {
        restart.extend(keyed("jobs", &before, &after, |job| &job.name));
        return;
    }
    let hours = |hours: Option<(u32, u32)>| match hours {
        Some((from, to)) => format!("{}..{}", time_of_day(from), time_of_day(to)),
        None => "none".to_owned(),
    };
    for (index, (before, after)) in old.jobs.iter().zip(&new.jobs).enumerate() {
        if before.hours == after.hours {
            continue;
        }
        let key = format!("jobs.{}.hours", after.name);
        let (Ok(job), true) = (u16::try_from(index), amendment.hours.len() < MOST_CHANGES) else {
            restart.push(key);
            continue;
        };
        changed(&key, hours(before.hours), hours(after.hours), amended);
        amendment.hours.push(HoursChange {
            job,
            hours: after.hours,
        });
    }
}

/// What differs between two lists of things with a key.
fn keyed<'l, T: PartialEq>(
    what: &str,
    old: &'l [T],
    new: &'l [T],
    key: impl Fn(&'l T) -> &'l String,
) -> Vec<String> {
    let by_key = |list: &'l [T]| -> BTreeMap<&'l String, &'l T> {
        list.iter().map(|item| (key(item), item)).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    let mut words: Vec<String> = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .map(|key| format!("{what}.{key} taken away"))
        .collect();
    for (key, item) in &after {
        match before.get(key) {
            None => words.push(format!("{what}.{key} added")),
            Some(other) if other != item => words.push(format!("{what}.{key} changed")),
            Some(_) => {}
        }
    }
    if words.is_empty() && old != new {
        // Who comes first decides who sleeps and works where.
        words.push(format!("{what} in another order"));
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
