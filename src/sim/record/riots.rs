//! Riots as a report has them: figures, causes, and the story in sentences.

use std::collections::BTreeMap;

use bevy_ecs::prelude::World;
use serde::Serialize;

use super::why;
use crate::clock::{Clock, MINUTE};
use crate::happening::What;
use crate::riot::{Riot, Riots};
use crate::unrest::{Protests, Spirits};

/// One riot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RiotLine {
    /// When officers first left a room to the men.
    pub started: String,
    /// When it was over; none while it goes on.
    pub ended: Option<String>,
    /// How long it took, or has taken, minutes.
    pub minutes: u64,
    /// Where it began.
    pub place: String,
    /// Active in its first 60 s.
    pub starters: u32,
    /// Most who took part at once.
    pub peak_participants: u32,
    /// Men not behind a locked door then.
    pub loose: u32,
    /// Whoever took part at some time.
    pub participants: u32,
    /// Officers taken.
    pub hostages_taken: u32,
    /// Of those, killed by rioters.
    pub hostages_killed: u32,
    /// Inmates killed.
    pub inmates_killed: u32,
    /// Inmates killed while the prison was taken back.
    pub killed_in_retaking: u32,
    /// Of the prison's and the state's men killed.
    pub staff_killed: u32,
    /// What ended it.
    pub ended_by: Option<&'static str>,
    /// What those who took part held against the administration, the heaviest first.
    pub causes: Vec<CauseLine>,
    /// Share of that without a name, per cent.
    pub unnamed: f64,
    /// What happened, in sentences.
    pub story: String,
}

/// One cause of a riot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CauseLine {
    /// What.
    pub what: &'static str,
    /// Its share, per cent.
    pub share: f64,
    /// The last happening of it, to ask `why` of.
    pub event: u32,
}

/// Unrest, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnrestLine {
    /// Protests.
    pub protests: u32,
    /// Men arrested in them.
    pub arrests: u32,
    /// Men who act at the end.
    pub active: u32,
    /// Legitimacy at the end, mean over the inmates, per cent.
    pub legitimacy: f64,
    /// Hardship likewise.
    pub hardship: f64,
}

/// Unrest in a prison.
pub(super) fn unrest(world: &World) -> UnrestLine {
    let (spirits, protests) = (world.resource::<Spirits>(), world.resource::<Protests>());
    let men = spirits.iter().count().max(1) as f64;
    let mean = |sum: i64| (sum as f64 / men).round() / 100.0;
    UnrestLine {
        protests: protests.count,
        arrests: protests.arrests,
        active: spirits.active(),
        legitimacy: mean(
            spirits
                .iter()
                .map(|(_, man)| i64::from(man.legitimacy()))
                .sum(),
        ),
        hardship: mean(spirits.iter().map(|(_, man)| i64::from(man.hardship)).sum()),
    }
}

/// The riots of a prison, oldest first.
pub fn of(world: &World, now: u64) -> Vec<RiotLine> {
    let clock = world.resource::<Clock>();
    world
        .resource::<Riots>()
        .all()
        .iter()
        .filter(|riot| riot.told.is_some())
        .map(|riot| {
            let end = riot.ended.map_or(now, |(tick, _)| tick);
            RiotLine {
                started: clock.civil(riot.began).to_string(),
                ended: riot.ended.map(|(tick, _)| clock.civil(tick).to_string()),
                minutes: end.saturating_sub(riot.began) / MINUTE,
                place: why::where_is(world, riot.place),
                starters: riot.starters,
                peak_participants: riot.peak,
                loose: riot.loose,
                participants: riot.joined.len() as u32,
                hostages_taken: riot.taken,
                hostages_killed: riot.hostages_killed,
                inmates_killed: riot.inmates_killed,
                killed_in_retaking: riot.killed_in_retaking,
                staff_killed: riot.staff_killed,
                ended_by: riot.ended.map(|(_, by)| by.words()),
                causes: riot
                    .causes
                    .iter()
                    .map(|(what, share, event)| CauseLine {
                        what: what.words(),
                        share: f64::from(*share) / 100.0,
                        event: event.0,
                    })
                    .collect(),
                unnamed: f64::from(riot.unnamed) / 100.0,
                story: story(world, riot, end),
            }
        })
        .collect()
}

/// What happened in a riot, in sentences: who, where, why, how it went and how it ended.
fn story(world: &World, riot: &Riot, end: u64) -> String {
    let clock = world.resource::<Clock>();
    let happenings = world.resource::<crate::happening::Happenings>();
    let mut said = Vec::new();
    let causes: Vec<String> = riot
        .causes
        .iter()
        .filter(|(_, share, _)| *share >= 1_000)
        .map(|(what, share, _)| format!("{} ({} %)", what.words(), share / 100))
        .collect();
    let leader = why::name(world, riot.leader);
    said.push(format!(
        "On {} officers had to leave {} to the men, whom {leader} led; it came of {}.",
        clock.spoken(riot.began),
        why::where_is(world, riot.place).trim_start_matches("in "),
        if causes.is_empty() {
            "many things".to_owned()
        } else {
            causes.join(", ")
        },
    ));
    let mut rooms: BTreeMap<String, u32> = BTreeMap::new();
    for happening in happenings.all() {
        let within = (riot.began..=end).contains(&happening.tick);
        if within
            && matches!(happening.what, What::RoomTaken)
            && let Some(at) = happening.at
        {
            let name = why::where_is(world, at)
                .trim_start_matches("in ")
                .to_owned();
            *rooms.entry(name).or_default() += 1;
        }
    }
    if !rooms.is_empty() {
        let names: Vec<String> = rooms
            .into_iter()
            .map(|(name, times)| match times {
                1 => name,
                times => format!("{name} ({times})"),
            })
            .collect();
        said.push(format!("They came to hold {}.", names.join(", ")));
    }
    said.push(format!(
        "{} took part at the most, of {} who were loose; {} had begun it.",
        riot.peak, riot.loose, riot.starters
    ));
    if riot.taken > 0 {
        let killed = match riot.hostages_killed {
            0 => "none of them was killed".to_owned(),
            killed => format!("{killed} of them were killed"),
        };
        said.push(format!(
            "{} officers were taken hostage, and {killed}.",
            riot.taken
        ));
    }
    if let Some((called, comes)) = riot.army {
        let came = if comes <= end { "came" } else { "was to come" };
        said.push(format!(
            "The army was called at {} and {came} at {}.",
            clock.hh_mm(called),
            clock.hh_mm(comes)
        ));
    }
    match riot.ended {
        Some((tick, by)) => said.push(format!(
            "It was over on {}, by {}: {} inmates and {} of the staff were dead.",
            clock.spoken(tick),
            by.words(),
            riot.inmates_killed,
            riot.staff_killed
        )),
        None => said.push("It goes on.".into()),
    }
    said.join(" ")
}
