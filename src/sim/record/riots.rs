//! Riots as a report has them: figures, causes, and the story in sentences.

use std::collections::BTreeMap;

use bevy_ecs::prelude::World;
use serde::Serialize;

use super::Say;
use crate::clock::{Clock, MINUTE};
use crate::custody::Custody;
use crate::happening::{Demand, FireFact, Happenings, RiotFact, What};
use crate::harm::Fights;
use crate::level::Tile;
use crate::message::{Message, Part};
use crate::riot::{Riot, Riots};
use crate::unrest::{Protests, Spirits};
use crate::vocabulary;

/// How long a spokesman is heard in a round, seconds.
const ROUND_S: u32 = 30 * 60;

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
    pub ended_by: Option<String>,
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
    pub what: String,
    /// The heaviest grievance behind it.
    pub because: String,
    /// Share of all that the men held against the administration, per cent.
    pub share: f64,
    /// The last happening of that grievance, to ask `why` of.
    pub event: u32,
}

/// One cause of a riot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CauseLine {
    /// What.
    pub what: String,
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
    /// Men who lay wounded after a fight.
    pub fights_wounded: u32,
    /// Men who were killed in one.
    pub fights_killed: u32,
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
        fights_wounded: fights.wounded,
        fights_killed: fights.killed,
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

/// The riots of a prison that were not over at tick `from`, oldest first. Their texts are made by `say`.
pub fn of(world: &World, from: u64, now: u64, say: Say<'_>) -> Vec<RiotLine> {
    let word = |id| say(&Message::new(id));
    let clock = world.resource::<Clock>();
    world
        .resource::<Riots>()
        .all()
        .iter()
        .filter(|riot| riot.ended().is_none_or(|(tick, _)| tick >= from))
        .filter(|riot| riot.is_called())
        .map(|riot| {
            let end = riot.ended().map_or(now, |(tick, _)| tick);
            RiotLine {
                started: clock.civil(riot.began).to_string(),
                ended: riot.ended().map(|(tick, _)| clock.civil(tick).to_string()),
                minutes: end.saturating_sub(riot.began) / MINUTE,
                place: say(&Message::new("riot-place").with("at", Part::Place(riot.place))),
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
                ended_by: riot.ended().map(|(_, by)| word(by.message())),
                causes: riot
                    .causes
                    .iter()
                    .map(|(what, share, event)| CauseLine {
                        what: word(vocabulary::grievance(*what)),
                        share: f64::from(*share) / 100.0,
                        event: event.0,
                    })
                    .collect(),
                unnamed: f64::from(riot.unnamed) / 100.0,
                answer: answer(clock, riot, say),
                story: story(world, riot, end, say),
            }
        })
        .collect()
}

fn answer(clock: &Clock, riot: &Riot, say: Say<'_>) -> AnswerLine {
    let word = |id| say(&Message::new(id));
    let siege = &riot.siege;
    let civil = |tick: u64| clock.civil(tick).to_string();
    AnswerLine {
        demands: siege
            .demands
            .iter()
            .map(|wanted| DemandLine {
                what: word(wanted.demand.message()),
                because: word(vocabulary::grievance(wanted.grievance)),
                share: f64::from(wanted.share) / 100.0,
                event: wanted.root.0,
            })
            .collect(),
        demanded: riot.siege.demanded.map(civil),
        talked_minutes: siege.rounds * 30,
        put_off: siege.stalls,
        refused: riot.siege.talks.refused().map(civil),
        granted: siege.talks.granted().map(|(tick, _)| civil(tick)),
        water_cut: siege.water.was_cut(),
        light_cut: siege.light.was_cut(),
        troopers: siege.troopers.called().map(|(_, comes)| civil(comes)),
        army: riot.siege.army.called().map(|(_, comes)| civil(comes)),
        stormed: riot.stormed().map(|(tick, _)| civil(tick)),
        beaten_back: siege.beaten_back,
        breached: siege.breached.map_or(0, |(_, tiles)| tiles),
    }
}

/// What happened in a riot, in sentences: who, where, why, how it went and how it ended.
fn story(world: &World, riot: &Riot, end: u64, say: Say<'_>) -> String {
    let happenings = world.resource::<Happenings>();
    let mut told = vec![beginning(happenings, riot)];
    let places = |of: What| {
        let named = move |at| say(&Message::new("riot-room").with("at", Part::Place(at)));
        happenings
            .all()
            .filter(move |happening| (riot.began..=end).contains(&happening.tick))
            .filter(move |happening| happening.what == of)
            .filter_map(|happening| happening.at)
            .map(named)
    };
    // Those of a name together.
    let mut rooms: BTreeMap<String, i64> = BTreeMap::new();
    for name in places(What::Riot(RiotFact::RoomTaken)) {
        *rooms.entry(name).or_default() += 1;
    }
    if !rooms.is_empty() {
        let rooms = rooms
            .into_iter()
            .map(|(name, times)| rooms_named(name, times));
        told.push(Message::new("riot-held").with("rooms", Part::List(rooms.collect())));
    }
    let burnt: Vec<Part> = places(What::Fire(FireFact::FireSet))
        .map(Part::Written)
        .collect();
    if !burnt.is_empty() {
        told.push(Message::new("riot-burnt").with("rooms", Part::List(burnt)));
    }
    told.push(
        Message::new("riot-numbers")
            .with("peak", count(riot.peak))
            .with("loose", count(riot.loose))
            .with("starters", count(riot.starters)),
    );
    if riot.taken > 0 {
        told.push(
            Message::new("riot-hostages")
                .with("taken", count(riot.taken))
                .with("killed", count(riot.hostages_killed)),
        );
    }
    if riot.informers_killed > 0 {
        let killed = count(riot.informers_killed);
        told.push(Message::new("riot-informers-killed").with("killed", killed));
    }
    told.extend(answered(riot, end));
    told.push(match riot.ended() {
        Some((tick, by)) => Message::new("riot-over")
            .with("at", Part::Time(tick))
            .with("by", Part::Word(by.message()))
            .with("inmates", count(riot.inmates_killed))
            .with("staff", count(riot.staff_killed)),
        None => Message::new("riot-goes-on"),
    });
    let told: Vec<String> = told.iter().map(say).collect();
    told.join(" ")
}

/// When and where it began, who led it, and what it came of.
fn beginning(happenings: &Happenings, riot: &Riot) -> Message {
    let causes = riot.causes.iter().filter(|(_, share, _)| *share >= 1_000);
    let causes: Vec<Part> = causes
        .map(|(what, share, _)| {
            let cause = Message::new("riot-cause")
                .with("what", Part::Word(vocabulary::grievance(*what)))
                .with("share", Part::Share(*share));
            Part::Message(Box::new(cause))
        })
        .collect();
    // Whoever led when it was called a riot: later another may have.
    let told = riot.called.and_then(|(_, told)| happenings.find(told));
    let led = told.and_then(|told| told.who).unwrap_or(riot.leader);
    Message::new("riot-beginning")
        .with("at", Part::Time(riot.began))
        .with("place", Part::Place(riot.place))
        .with("leader", Part::Person(led))
        .with(
            "causes",
            match causes.is_empty() {
                true => Part::Word("riot-many-causes"),
                false => Part::List(causes),
            },
        )
}

/// Rooms of one name, with their number if there are several.
fn rooms_named(name: String, times: i64) -> Part {
    if times == 1 {
        return Part::Written(name);
    }
    let several = Message::new("rooms-of-a-name")
        .with("room", Part::Written(name))
        .with("times", Part::Count(times));
    Part::Message(Box::new(several))
}

fn count(number: u32) -> Part {
    Part::Count(number.into())
}

/// How it was answered, in sentences.
fn answered(riot: &Riot, end: u64) -> Vec<Message> {
    let siege = &riot.siege;
    let at = |id, tick| Message::new(id).with("at", Part::Time(tick));
    let mut told = Vec::new();
    if let Some(demanded) = riot.siege.demanded {
        let demands = Part::List(Demand::listed(&siege.wants()));
        told.push(at("riot-demanded", demanded).with("demands", demands));
    }
    if siege.rounds > 0 {
        let length = Part::Lasting(siege.rounds.saturating_mul(ROUND_S));
        told.push(Message::new("riot-heard").with("length", length));
    }
    if siege.stalls > 0 {
        told.push(Message::new("riot-put-off").with("times", count(siege.stalls)));
    }
    told.extend(
        riot.siege
            .talks
            .refused()
            .map(|refused| at("riot-refused", refused)),
    );
    let granted = siege
        .talks
        .granted()
        .map(|(granted, _)| at("riot-granted", granted));
    told.extend(granted);
    match (siege.water.was_cut(), siege.light.was_cut()) {
        (true, true) => told.push(Message::new("riot-water-and-light-cut")),
        (true, false) => told.push(Message::new("riot-water-cut")),
        (false, true) => told.push(Message::new("riot-light-cut")),
        (false, false) => {}
    }
    let relief = [
        (
            "riot-troopers-came",
            "riot-troopers-to-come",
            siege.troopers.called(),
        ),
        (
            "riot-army-came",
            "riot-army-to-come",
            riot.siege.army.called(),
        ),
    ];
    for (came, to_come, called) in relief {
        let Some((called, comes)) = called else {
            continue;
        };
        let id = if comes <= end { came } else { to_come };
        told.push(
            Message::new(id)
                .with("called", Part::Time(called))
                .with("comes", Part::Time(comes)),
        );
    }
    if siege.beaten_back > 0 {
        let times = count(siege.beaten_back);
        told.push(Message::new("riot-driven-out").with("times", times));
    }
    if let Some((tick, by)) = riot.stormed() {
        told.push(at("riot-stormed", tick).with("by", Part::Word(by.message())));
    }
    if let Some((broken, _)) = siege.breached {
        told.push(Message::new(match broken {
            Tile::OuterGate => "riot-gates-broken",
            _ => "riot-wall-broken",
        }));
    }
    told
}
