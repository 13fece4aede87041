//! A crisis as a seat knows it: what is known and how old that is, who holds what, what they want,
//! the clock, and, for who sees all, the story with its causes.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::{Happenings, What};
use bighouse_sim::ids::HappeningId;
use bighouse_sim::level::words::{capital, per_cent};
use bighouse_sim::prison::{Grid, Topology};
use bighouse_sim::record::{riots, why};
use bighouse_sim::riot::Riots;

use super::alerts::Topic;
use super::gauge::{self, Hold};
use super::news::{News, Notice};
use super::{Bearing, Lens, dossier};

/// Most reports that lie on the desk.
const REPORTS: usize = 12;

/// What a seat knows of a crisis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crisis {
    /// Figures and hours: what, and its value.
    pub facts: Vec<(&'static str, String)>,
    /// What was reported, the newest first.
    pub reports: Vec<Notice>,
    /// What happened, in sentences: for who sees all.
    pub story: Option<String>,
    /// What the men held against the administration, the heaviest first: what, its share in
    /// hundredths, and the last happening of it. For who sees all.
    pub causes: Vec<(&'static str, u32, HappeningId)>,
}

/// What a seat knows of the crisis there is, or of the last one.
pub fn of(prison: &Prison, lens: &Lens, news: &News) -> Crisis {
    let mut crisis = Crisis {
        reports: news
            .notices()
            .iter()
            .rev()
            .filter(|notice| notice.topic.is_some_and(is_of_a_riot))
            .take(REPORTS)
            .cloned()
            .collect(),
        ..Crisis::default()
    };
    in_sight(prison, lens, &mut crisis);
    told(prison, news, &mut crisis);
    if lens.sees_all() {
        behind_it(prison, &mut crisis);
    }
    crisis
}

fn is_of_a_riot(topic: Topic) -> bool {
    !matches!(topic, Topic::Fight | Topic::Weapon | Topic::Missing)
}

/// Who is seen to do what, and who holds which room.
fn in_sight(prison: &Prison, lens: &Lens, crisis: &mut Crisis) {
    let (mut rioting, mut protesting, mut dead) = (0, 0, 0);
    let (mut oldest, mut hostages) = (0, Vec::new());
    for man in lens.people(prison) {
        match man.bearing {
            Bearing::Riots => rioting += 1,
            Bearing::Protests => protesting += 1,
            Bearing::Held => hostages.push(dossier::title(prison, lens, man.person)),
            Bearing::Dead => dead += 1,
            Bearing::Quiet | Bearing::GivesUp | Bearing::Storms => continue,
        }
        oldest = oldest.max(man.age.unwrap_or(0));
    }
    let men = |number: u32| match number {
        1 => "one man".to_owned(),
        number => format!("{number} men"),
    };
    if rioting > 0 {
        crisis.facts.push(("Rioting", men(rioting)));
    }
    if protesting > 0 {
        crisis.facts.push(("Protesting", men(protesting)));
    }
    let theirs = rooms(prison, lens);
    if !theirs.is_empty() {
        crisis.facts.push(("In their hands", theirs));
    }
    if !hostages.is_empty() {
        crisis.facts.push(("Hostages", hostages.join(", ")));
    }
    if dead > 0 {
        crisis.facts.push(("Dead", men(dead)));
    }
    if oldest > 0 {
        let age = format!("up to {} old", dossier::span(oldest));
        crisis.facts.push(("This news is", age));
    }
}

/// The rooms in the men's hands, in words, those of a name together.
fn rooms(prison: &Prison, lens: &Lens) -> String {
    let topology = prison.world().resource::<Topology>();
    let mut names: Vec<(String, u32)> = Vec::new();
    for (room, hold) in gauge::order::held(prison, lens) {
        if !matches!(hold, Hold::Men | Hold::Contested) {
            continue;
        }
        let room = topology.room(room);
        let name = why::room_name(room.used_as, room.name.as_deref());
        match names.iter_mut().find(|(other, _)| *other == name) {
            Some((_, times)) => *times += 1,
            None => names.push((name, 1)),
        }
    }
    let words: Vec<String> = names
        .into_iter()
        .map(|(name, times)| match times {
            1 => name,
            times => format!("{name} ({times})"),
        })
        .collect();
    words.join(", ")
}

/// What the seat was told: what they want, what they were answered, when the army comes.
fn told(prison: &Prison, news: &News, crisis: &mut Crisis) {
    let world = prison.world();
    let (riots, clock) = (world.resource::<Riots>(), world.resource::<Clock>());
    let Some(riot) = riots.now() else {
        return;
    };
    let happened = |is: fn(&What) -> bool| {
        let happenings = world.resource::<Happenings>();
        let mut notices = news.notices().iter().rev();
        notices.find_map(|notice| {
            let happening = happenings.find(notice.id)?;
            let lately = notice.tick >= riot.began && is(&happening.what);
            lately.then(|| format!("{} {}", notice.when, notice.text))
        })
    };
    if let Some(words) = happened(|what| matches!(what, What::DemandsMade { .. })) {
        crisis.facts.push(("Demands", words));
    }
    let answered = |what: &What| {
        matches!(
            what,
            What::DemandsRefused | What::DemandsMet { .. } | What::DemandsStalled { .. }
        )
    };
    if let Some(words) = happened(answered) {
        crisis.facts.push(("Answer", words));
    }
    let army = happened(|what| matches!(what, What::ArmyCalled { .. })).and(riot.army);
    let troopers = happened(|what| matches!(what, What::TroopersCalled { .. }));
    let troopers = troopers.and(riot.siege.troopers);
    for (who, called) in [("State troopers", troopers), ("Army", army)] {
        let Some((called, comes)) = called else {
            continue;
        };
        // He who calls is told that they come, not the minute.
        let where_now = if comes > prison.now() {
            "on the way"
        } else {
            "here"
        };
        let words = format!("called at {}, {where_now}", clock.hh_mm(called));
        crisis.facts.push((who, words));
    }
}

/// The story and its causes: of the riot that goes on, or of the last one.
fn behind_it(prison: &Prison, crisis: &mut Crisis) {
    let Some(riot) = riots::of(prison.world(), prison.now()).pop() else {
        return;
    };
    crisis.causes = riot
        .causes
        .iter()
        .map(|cause| {
            (
                cause.what,
                cause.share.round() as u32,
                HappeningId(cause.event),
            )
        })
        .collect();
    crisis.story = Some(riot.story);
}

/// A step on the way from a happening to its roots.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The happening; `None` if the seat was not told of it.
    pub id: Option<HappeningId>,
    /// When and what, in words.
    pub words: String,
    /// Where, m from the map's left and top edge.
    pub at: Option<(f32, f32)>,
}

/// The way from a happening to its root, the happening itself first, as far as the seat was told.
pub fn why(prison: &Prison, lens: &Lens, news: &News, id: HappeningId) -> Vec<Step> {
    let steps = why::chain(prison.world(), id);
    steps
        .into_iter()
        .map(|line| step(prison, lens, news, line))
        .collect()
}

/// Most of what came of a happening that is named.
const CAME_OF_IT: usize = 8;

/// What came of a happening, as far as the seat was told.
pub fn came_of(prison: &Prison, lens: &Lens, news: &News, id: HappeningId) -> Vec<Step> {
    let world = prison.world();
    let happenings = world.resource::<Happenings>();
    let chronicle = happenings.chronicle();
    let later = chronicle.partition_point(|happening| happening.id <= id);
    chronicle
        .get(later..)
        .unwrap_or(&[])
        .iter()
        .filter(|happening| happening.cause == id)
        .map(|happening| step(prison, lens, news, why::line(world, happening)))
        .filter(|step| step.id.is_some())
        .take(CAME_OF_IT)
        .collect()
}

fn step(prison: &Prison, lens: &Lens, news: &News, line: why::Line) -> Step {
    let id = HappeningId(line.id);
    let world = prison.world();
    let place = || {
        let at = world.resource::<Happenings>().find(id)?.at?;
        let (x, y) = world.resource::<Grid>().x_y(at);
        Some((x as f32 + 0.5, y as f32 + 0.5))
    };
    if lens.sees_all() {
        return Step {
            id: Some(id),
            words: format!("{}  {}", line.when, capital(&line.words)),
            at: place(),
        };
    }
    match news.notices().iter().find(|notice| notice.id == id) {
        Some(notice) => Step {
            id: Some(id),
            words: format!("{}  {}", notice.when, notice.text),
            at: place(),
        },
        None => Step {
            id: None,
            words: "Something you were not told of".into(),
            at: None,
        },
    }
}

/// What the men of the riot that a happening belongs to held against the administration, as
/// [`Crisis::causes`]: for who sees all, if the way to its roots goes through a riot.
pub fn ranked(
    prison: &Prison,
    lens: &Lens,
    id: HappeningId,
) -> Vec<(&'static str, u32, HappeningId)> {
    if !lens.sees_all() {
        return Vec::new();
    }
    let world = prison.world();
    let chain = why::chain(world, id);
    let riots = world.resource::<Riots>().all();
    let found = riots.iter().find(|riot| {
        let told = riot.told.map(|(_, told)| told.0);
        told.is_some_and(|told| chain.iter().any(|line| line.id == told))
    });
    found.map_or_else(Vec::new, |riot| {
        riot.causes
            .iter()
            .map(|(what, share, last)| (what.words(), per_cent(*share), *last))
            .collect()
    })
}
