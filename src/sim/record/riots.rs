//! Riots as a report has them: figures, causes, and the story in sentences.

use std::collections::BTreeMap;

use bevy_ecs::prelude::World;
use serde::Serialize;

use super::why;
use crate::clock::{Clock, MINUTE};
use crate::custody::Custody;
use crate::happening::{What, demands_in_words};
use crate::level::Tile;
use crate::level::words::{counted, decimal, per_cent, thousands};
use crate::riot::{Riot, Riots};
use crate::unrest::{Fights, Protests, Spirits};

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
    /// Inmates killed by others because they had told on them.
    pub informers_killed: u32,
    /// Of the prison's and the state's men killed.
    pub staff_killed: u32,
    /// What ended it.
    pub ended_by: Option<&'static str>,
    /// What those who took part held against the administration, the heaviest first.
    pub causes: Vec<CauseLine>,
    /// Share of that without a name, per cent.
    pub unnamed: f64,
    /// How it was answered.
    pub answer: AnswerLine,
    /// What happened, in sentences.
    pub story: String,
}

/// How a riot was answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerLine {
    /// What the men demanded, the heaviest first, each with what is behind it.
    pub demands: Vec<DemandLine>,
    /// When they said so.
    pub demanded: Option<String>,
    /// For how many minutes their spokesman was heard.
    pub talked_minutes: u32,
    /// How often they were put off.
    pub put_off: u32,
    /// When they were last refused.
    pub refused: Option<String>,
    /// When all was granted.
    pub granted: Option<String>,
    /// Whether the water was cut off.
    pub water_cut: bool,
    /// Whether the light was.
    pub light_cut: bool,
    /// When the state troopers came, or are to come.
    pub troopers: Option<String>,
    /// When the army came, or is to come.
    pub army: Option<String>,
    /// When the prison was stormed.
    pub stormed: Option<String>,
    /// How often those who went in were driven out.
    pub beaten_back: u32,
    /// Tiles of gates and walls that tanks broke.
    pub breached: u32,
}

/// A demand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DemandLine {
    /// What.
    pub what: &'static str,
    /// The heaviest grievance behind it.
    pub because: &'static str,
    /// Share of all that the men held against the administration, per cent.
    pub share: f64,
    /// The last happening of that grievance, to ask `why` of.
    pub event: u32,
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
    /// Fights among the men.
    pub fights: u32,
    /// Of those, before an officer's eyes.
    pub fights_seen: u32,
    /// Men who act at the end.
    pub active: u32,
    /// Legitimacy at the end, mean over the inmates, per cent.
    pub legitimacy: f64,
    /// Hardship likewise.
    pub hardship: f64,
    /// What the officers still stand up to at the end, per cent.
    pub morale: f64,
}

/// Unrest in a prison.
pub(super) fn unrest(world: &World) -> UnrestLine {
    let (spirits, protests) = (world.resource::<Spirits>(), world.resource::<Protests>());
    let fights = world.resource::<Fights>();
    let men = spirits.iter().count().max(1) as f64;
    let mean = |sum: i64| (sum as f64 / men).round() / 100.0;
    UnrestLine {
        protests: protests.count,
        arrests: protests.arrests,
        fights: fights.fought,
        fights_seen: fights.seen,
        active: spirits.active(),
        legitimacy: mean(
            spirits
                .iter()
                .map(|(_, man)| i64::from(man.legitimacy()))
                .sum(),
        ),
        hardship: mean(spirits.iter().map(|(_, man)| i64::from(man.hardship)).sum()),
        morale: f64::from(world.resource::<Custody>().morale()) / 100.0,
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
                informers_killed: riot.informers_killed,
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
                answer: answer(clock, riot),
                story: story(world, riot, end),
            }
        })
        .collect()
}

fn answer(clock: &Clock, riot: &Riot) -> AnswerLine {
    let siege = &riot.siege;
    let civil = |tick: u64| clock.civil(tick).to_string();
    AnswerLine {
        demands: siege
            .demands
            .iter()
            .map(|wanted| DemandLine {
                what: wanted.demand.words(),
                because: wanted.grievance.words(),
                share: f64::from(wanted.share) / 100.0,
                event: wanted.root.0,
            })
            .collect(),
        demanded: riot.demanded.map(civil),
        talked_minutes: siege.rounds * 30,
        put_off: siege.stalls,
        refused: riot.refused.map(civil),
        granted: siege.granted.map(|(tick, _)| civil(tick)),
        water_cut: siege.was_dry,
        light_cut: siege.was_dark,
        troopers: siege.troopers.map(|(_, comes)| civil(comes)),
        army: riot.army.map(|(_, comes)| civil(comes)),
        stormed: riot.stormed.map(|(tick, _)| civil(tick)),
        beaten_back: siege.beaten_back,
        breached: siege.gaps.len() as u32,
    }
}

/// What happened in a riot, in sentences: who, where, why, how it went and how it ended.
fn story(world: &World, riot: &Riot, end: u64) -> String {
    let clock = world.resource::<Clock>();
    let happenings = world.resource::<crate::happening::Happenings>();
    let named = |at| why::bare(&why::where_is(world, at));
    let mut said = Vec::new();
    let causes: Vec<String> = riot
        .causes
        .iter()
        .filter(|(_, share, _)| *share >= 1_000)
        .map(|(what, share, _)| format!("{} ({} %)", what.words(), per_cent(*share)))
        .collect();
    // Whoever led when it was called a riot: later another may have.
    let told = riot.told.and_then(|(_, told)| happenings.find(told));
    let led = told.and_then(|told| told.who).unwrap_or(riot.leader);
    let leader = why::name(world, led);
    said.push(format!(
        "On {} officers had to leave {} to the men, whom {leader} led; it came of {}.",
        clock.spoken(riot.began),
        named(riot.place),
        if causes.is_empty() {
            "many things".to_owned()
        } else {
            causes.join(", ")
        },
    ));
    let places = |of: What| {
        happenings
            .all()
            .filter(move |happening| (riot.began..=end).contains(&happening.tick))
            .filter(move |happening| happening.what == of)
            .filter_map(|happening| happening.at)
            .map(named)
    };
    let mut rooms: BTreeMap<String, u32> = BTreeMap::new();
    for name in places(What::RoomTaken) {
        *rooms.entry(name).or_default() += 1;
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
    let burnt: Vec<String> = places(What::FireSet).collect();
    if !burnt.is_empty() {
        said.push(format!("They set fire to {}.", burnt.join(", ")));
    }
    said.push(format!(
        "{} took part at the most, of {} who were loose; {} had begun it.",
        thousands(riot.peak.into()),
        thousands(riot.loose.into()),
        thousands(riot.starters.into())
    ));
    if riot.taken > 0 {
        let killed = match riot.hostages_killed {
            0 => "none of them was killed".to_owned(),
            1 => "one of them was killed".to_owned(),
            killed => format!("{killed} of them were killed"),
        };
        said.push(format!(
            "{} taken hostage, and {killed}.",
            counted(riot.taken, "officer was", "officers were")
        ));
    }
    match riot.informers_killed {
        0 => {}
        1 => said.push("A man who had told on others was killed.".into()),
        killed => said.push(format!("{killed} men who had told on others were killed.")),
    }
    said.extend(answer_told(clock, riot, end));
    match riot.ended {
        Some((tick, by)) => said.push(format!(
            "It was over on {}, by {}; dead: {}, {} of the staff.",
            clock.spoken(tick),
            by.words(),
            counted(riot.inmates_killed, "inmate", "inmates"),
            thousands(riot.staff_killed.into())
        )),
        None => said.push("It goes on.".into()),
    }
    said.join(" ")
}

/// How it was answered, in sentences.
fn answer_told(clock: &Clock, riot: &Riot, end: u64) -> Vec<String> {
    let siege = &riot.siege;
    let at = |tick: u64| clock.hh_mm(tick);
    let mut said = Vec::new();
    if let Some(demanded) = riot.demanded {
        said.push(format!(
            "At {} they demanded {}.",
            at(demanded),
            demands_in_words(&siege.wants())
        ));
    }
    match siege.rounds {
        0 => {}
        1 => said.push("Their spokesman was heard for half an hour.".into()),
        rounds => said.push(format!(
            "Their spokesman was heard for {} hours.",
            decimal(rounds * 5, 10)
        )),
    }
    match siege.stalls {
        0 => {}
        1 => said.push("The warden put them off once.".into()),
        stalls => said.push(format!("The warden put them off {stalls} times.")),
    }
    if let Some(refused) = riot.refused {
        said.push(format!("At {} they were refused.", at(refused)));
    }
    if let Some((granted, _)) = siege.granted {
        said.push(format!("At {} all of it was granted.", at(granted)));
    }
    match (siege.was_dry, siege.was_dark) {
        (true, true) => said.push("Water and light were cut off.".into()),
        (true, false) => said.push("The water was cut off.".into()),
        (false, true) => said.push("The light was cut off.".into()),
        (false, false) => {}
    }
    let relief = [
        ("The state troopers were", siege.troopers),
        ("The army was", riot.army),
    ];
    for (who, called) in relief {
        let Some((called, comes)) = called else {
            continue;
        };
        let came = if comes <= end {
            format!("and came at {}", at(comes))
        } else {
            format!("to come at {}", at(comes))
        };
        said.push(format!("{who} called at {} {came}.", at(called)));
    }
    match siege.beaten_back {
        0 => {}
        1 => said.push("Those who went in were driven out once.".into()),
        times => said.push(format!("Those who went in were driven out {times} times.")),
    }
    if let Some((tick, by)) = riot.stormed {
        said.push(format!("At {} {} went in.", at(tick), by.words()));
    }
    if let Some(gap) = siege.gaps.first() {
        let what = match gap.was {
            Tile::OuterGate => "the gates",
            _ => "the great wall",
        };
        said.push(format!("Tanks broke {what}."));
    }
    said
}
