//! A crisis as a seat knows it: what is known and how old that is, who holds what, what they want,
//! the clock, and, for who sees all, the story with its causes.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::{Happening, Happenings, ReliefFact, SiegeFact, What};
use bighouse_sim::ids::HappeningId;
use bighouse_sim::level::words::per_cent;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::prison::Grid;
use bighouse_sim::record::riots;
use bighouse_sim::riot::Riots;
use bighouse_sim::vocabulary;

use super::alerts::Topic;
use super::lens::Hold;
use super::news::{News, Notice};
use super::reader::SeatReader;
use super::{Bearing, Lens, dossier, places};
use crate::words::own::texts;
use crate::words::{self, told};

texts! {
    told(time, what) = "notice";
    step(time, what) = "chronicle-row";
}

/// Most reports that lie on the desk.
const REPORTS: usize = 12;

/// What a seat knows of a crisis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crisis {
    /// Figures and hours: what, and its value.
    pub facts: Vec<(String, String)>,
    /// What was reported, the newest first.
    pub reports: Vec<Notice>,
    /// What happened, in sentences: for who sees all.
    pub story: Option<String>,
    /// What the men held against the administration, the heaviest first: what, its share in
    /// hundredths, and the last happening of it. For who sees all.
    pub causes: Vec<(String, u32, HappeningId)>,
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
    heard(prison, news, &mut crisis);
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
    let men = |number: u32| {
        let men = Message::new("men").with("men", Part::Count(number.into()));
        words::spoken().bare(&men)
    };
    let mut fact = |id, value| crisis.facts.push((plain(id), value));
    if rioting > 0 {
        fact("crisis-rioting", men(rioting));
    }
    if protesting > 0 {
        fact("crisis-protesting", men(protesting));
    }
    let theirs = rooms(prison, lens);
    if !theirs.is_empty() {
        fact("crisis-in-their-hands", words::spoken().list(theirs));
    }
    if !hostages.is_empty() {
        fact("crisis-hostages", words::spoken().list(hostages));
    }
    if dead > 0 {
        fact("crisis-dead", men(dead));
    }
    if oldest > 0 {
        let age = Message::new("up-to-old").with("long", Part::Written(dossier::span(oldest)));
        fact("crisis-age", words::spoken().bare(&age));
    }
}

/// The rooms in the men's hands, in words, those of a name together.
fn rooms(prison: &Prison, lens: &Lens) -> Vec<String> {
    let house = lens.house(prison);
    let plan = places::plan(prison, house);
    let reader = SeatReader::new(prison, lens);
    let mut names: Vec<(String, u32)> = Vec::new();
    for (room, hold) in lens.held(prison) {
        if !matches!(hold, Hold::Men | Hold::Contested) {
            continue;
        }
        let name = reader.text(&plan.room_named(room));
        match names.iter_mut().find(|(other, _)| *other == name) {
            Some((_, times)) => *times += 1,
            None => names.push((name, 1)),
        }
    }
    names
        .into_iter()
        .map(|(name, times)| match times {
            1 => name,
            times => words::spoken().bare(
                &Message::new("rooms-of-a-name")
                    .with("room", Part::Written(name))
                    .with("times", Part::Count(times.into())),
            ),
        })
        .collect()
}

/// What the seat was told: what they want, what they were answered, when the army comes.
fn heard(prison: &Prison, news: &News, crisis: &mut Crisis) {
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
            lately.then(|| text::told(&notice.when, &notice.text))
        })
    };
    if let Some(words) = happened(|what| matches!(what, What::Siege(SiegeFact::DemandsMade { .. })))
    {
        crisis.facts.push((plain("crisis-demands"), words));
    }
    let answered = |what: &What| {
        matches!(
            what,
            What::Siege(SiegeFact::DemandsRefused)
                | What::Siege(SiegeFact::DemandsMet { .. })
                | What::Siege(SiegeFact::DemandsStalled { .. })
        )
    };
    if let Some(words) = happened(answered) {
        crisis.facts.push((plain("crisis-answer"), words));
    }
    let army = happened(|what| matches!(what, What::Relief(ReliefFact::ArmyCalled { .. })))
        .and(riot.siege.army.called());
    let troopers = happened(|what| matches!(what, What::Relief(ReliefFact::TroopersCalled { .. })));
    let troopers = troopers.and(riot.siege.troopers.called());
    for (who, called) in [("crisis-troopers", troopers), ("crisis-army", army)] {
        let Some((called, comes)) = called else {
            continue;
        };
        // He who calls is told that they come, not the minute.
        let id = match comes > prison.now() {
            true => "called-on-the-way",
            false => "called-and-here",
        };
        let called = Message::new(id).with("at", Part::Written(clock.hh_mm(called)));
        crisis
            .facts
            .push((plain(who), words::spoken().bare(&called)));
    }
}

/// The story and its causes: of the riot that goes on, or of the last one.
fn behind_it(prison: &Prison, crisis: &mut Crisis) {
    let world = prison.world();
    let Some(riot) = riots::of(world, 0, prison.now(), &|message| {
        told::said(world, message)
    })
    .pop() else {
        return;
    };
    crisis.causes = riot
        .causes
        .into_iter()
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
    let steps = prison.world().resource::<Happenings>().causes(id);
    steps
        .into_iter()
        .map(|happening| step(prison, lens, news, happening))
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
        .map(|happening| step(prison, lens, news, happening))
        .filter(|step| step.id.is_some())
        .take(CAME_OF_IT)
        .collect()
}

fn step(prison: &Prison, lens: &Lens, news: &News, happening: &Happening) -> Step {
    let id = happening.id;
    let world = prison.world();
    let place = || {
        let (x, y) = world.resource::<Grid>().x_y(happening.at?);
        Some((x as f32 + 0.5, y as f32 + 0.5))
    };
    if lens.sees_all() {
        let when = words::day::when(world.resource(), happening.tick);
        let what = SeatReader::new(prison, lens).sentence(&happening.message());
        return Step {
            id: Some(id),
            words: text::step(when, what),
            at: place(),
        };
    }
    match news.notices().iter().find(|notice| notice.id == id) {
        Some(notice) => Step {
            id: Some(id),
            words: text::step(&notice.when, &notice.text),
            at: place(),
        },
        None => Step {
            id: None,
            words: plain("not-told"),
            at: None,
        },
    }
}

/// What the men of the riot that a happening belongs to held against the administration, as
/// [`Crisis::causes`]: for who sees all, if the way to its roots goes through a riot.
pub fn ranked(prison: &Prison, lens: &Lens, id: HappeningId) -> Vec<(String, u32, HappeningId)> {
    if !lens.sees_all() {
        return Vec::new();
    }
    let world = prison.world();
    let chain = world.resource::<Happenings>().causes(id);
    let riots = world.resource::<Riots>().all();
    let found = riots.iter().find(|riot| {
        let told = riot.called.map(|(_, told)| told);
        told.is_some_and(|told| chain.iter().any(|cause| cause.id == told))
    });
    found.map_or_else(Vec::new, |riot| {
        riot.causes
            .iter()
            .map(|(what, share, last)| {
                let what = plain(vocabulary::grievance(*what));
                (what, per_cent(*share), *last)
            })
            .collect()
    })
}

/// A text without parts.
fn plain(id: &str) -> String {
    words::spoken().plain(id)
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let text = || Part::Written("text".into());
    let plain = [
        "crisis-rioting",
        "crisis-protesting",
        "crisis-in-their-hands",
        "crisis-hostages",
        "crisis-dead",
        "crisis-age",
        "crisis-demands",
        "crisis-answer",
        "crisis-troopers",
        "crisis-army",
        "not-told",
    ];
    let mut made: Vec<Message> = plain.into_iter().map(Message::new).collect();
    made.push(Message::new("men").with("men", Part::Count(1)));
    made.push(Message::new("up-to-old").with("long", text()));
    made.push(Message::new("called-on-the-way").with("at", text()));
    made.push(Message::new("called-and-here").with("at", text()));
    made
}
