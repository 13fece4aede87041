//! A person in words, as the seat knows him; and who answers to a name.
//!
//! The book of the prison (name, number, sentence, cell, job) lies on the warden's desk and open
//! before the observer. An inmate knows by name the men of his own tier and job and the officers;
//! another is to him the number on his back, and only while he can read it. What somebody does
//! is known while he is in sight, and afterwards as old news. What he feels and why he waits he
//! knows himself, and the observer.

use bevy_ecs::prelude::World;
use bighouse_sim::Prison;
use bighouse_sim::clock::{MINUTE, TICKS_PER_SECOND};
use bighouse_sim::conduct::Conduct;
use bighouse_sim::contraband::{Items, is_corrupt};
use bighouse_sim::custody::Custody;
use bighouse_sim::happening::{Happening, Happenings};
use bighouse_sim::ids::{HappeningId, ItemId, PersonId};
use bighouse_sim::message::{Message, Part};
use bighouse_sim::needs::{Need, Needs};
use bighouse_sim::people::{Everybody, Identity, Role, Roster};
use bighouse_sim::record::person;
use bighouse_sim::vocabulary;

use super::reader::{self, SeatReader};
use super::{Lens, Seat, doing};
use crate::words::own::texts;
use crate::words::{self, Reader as _};

texts! {
    next(time, what) = "notice";
    knows_nobody = "find-nobody";
    knows_many(men, one, one_office, other, other_office) = "find-many";
}

/// How many facts of the book still hold of a dead man: his group and his sentence.
const OF_THE_DEAD: usize = 2;

/// What is known of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// Who.
    pub person: PersonId,
    /// What the seat calls him.
    pub title: String,
    /// His number, age and sentence, or his office.
    pub subtitle: String,
    /// Facts of the book: what, and its value.
    pub facts: Vec<(String, String)>,
    /// What he does, or did when he was last seen.
    pub doing: Option<String>,
    /// What he waits for, since when and why.
    pub waits: Option<String>,
    /// What his doing comes from, nearest cause first.
    pub because: Vec<String>,
    /// What he needs and how badly, in hundredths.
    pub needs: Vec<(Need, u8)>,
    /// How old the news of him is, in words; `None` if he is in sight.
    pub age: Option<String>,
}

/// One who answers to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Number, and where he belongs.
    pub detail: String,
}

/// What the seat knows of somebody; `None` if it does not know of him at all.
pub fn of(prison: &Prison, lens: &Lens, person: PersonId) -> Option<Dossier> {
    let world = prison.world();
    let identity = Everybody::identity(world, person)?;
    let sighting = lens.person(prison, person);
    let by_name = knows_by_name(prison, lens.seat(), person);
    if sighting.is_none() && !by_name {
        return None;
    }
    let in_sight = sighting.is_some_and(|sighting| sighting.age.is_none());
    let within = lens.seat().knows_within(person);
    let role = world.resource::<Roster>().role(person);
    let age = match sighting {
        Some(sighting) => sighting
            .age
            .map(|ticks| words::spoken().bare(&seen_ago(ticks))),
        None if lens.sees_all() => Some(plain("not-here")),
        None => Some(plain("nobody-told-where")),
    };
    let reader = SeatReader::new(prison, lens);
    let mut dossier = Dossier {
        person,
        title: words::capital(&reader.name(person)),
        subtitle: reader.text(&subtitle(identity, role, by_name)),
        facts: Vec::new(),
        doing: in_sight.then(|| doing::seen(prison, person, within)),
        waits: None,
        because: Vec::new(),
        needs: Vec::new(),
        age,
    };
    let at_desk = lens.sees_all() || matches!(lens.seat(), Seat::Warden(_));
    let is_dead = world.resource::<Roster>().is_dead(person) && (in_sight || at_desk);
    if knows_book(lens.seat(), person) {
        dossier.facts = facts(&reader, person, lens.sees_all());
    }
    if is_dead {
        // No bell calls him, and he wants for nothing.
        dossier.facts.truncate(OF_THE_DEAD);
        dossier.doing = Some(plain("is-dead"));
    } else if within {
        let waiting = person::waiting(world, person);
        dossier.waits = waiting.map(|waiting| reader.sentence(&waiting.message));
        dossier.because = because(prison, lens, person);
        dossier.needs = needs(prison, person);
    }
    Some(dossier)
}

/// What the seat calls somebody, with a capital at its head.
pub fn title(prison: &Prison, lens: &Lens, person: PersonId) -> String {
    words::capital(&SeatReader::new(prison, lens).name(person))
}

/// What somebody has on him that he should not have, by name; nothing if the seat does not know.
pub fn carries(prison: &Prison, seat: Seat, person: PersonId) -> Vec<(ItemId, String)> {
    if !seat.knows_within(person) {
        return Vec::new();
    }
    let items = prison.world().resource::<Items>();
    items
        .carried_by(person)
        .filter_map(|id| Some((id, plain(vocabulary::item(items.item(id)?.kind)))))
        .collect()
}

/// A text without parts.
fn plain(id: &str) -> String {
    words::spoken().plain(id)
}

/// Those known by name to the seat whose name or number has these words in it, best first.
pub fn find(prison: &Prison, lens: &Lens, words: &str, most: usize) -> Vec<Found> {
    let wanted = words.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let world = prison.world();
    let roster = world.resource::<Roster>();
    let mut found: Vec<(usize, PersonId, &Identity)> = (0..roster.len())
        .map(PersonId::from_index)
        .filter(|person| knows_by_name(prison, lens.seat(), *person))
        .filter_map(|person| {
            let identity = Everybody::identity(world, person)?;
            let name = identity.name.to_lowercase();
            let number = identity.number.to_string();
            let rank = if name.starts_with(&wanted) || number == wanted {
                0
            } else if name.split(' ').any(|word| word.starts_with(&wanted)) {
                1
            } else if name.contains(&wanted) || number.starts_with(&wanted) {
                2
            } else {
                return None;
            };
            Some((rank, person, identity))
        })
        .collect();
    found.sort_by_key(|(rank, person, _)| (*rank, *person));
    found
        .into_iter()
        .take(most)
        .map(|(_, person, identity)| found_as(prison, lens, person, identity))
        .collect()
}

/// The one whom words name: whose whole name or number they are, or the only one of whose name they are a
/// part.
///
/// # Errors
/// In words: the seat knows nobody so called, or several.
pub fn find_one(prison: &Prison, lens: &Lens, words: &str) -> Result<PersonId, String> {
    let wanted = words.trim().to_lowercase();
    let found = find(prison, lens, words, usize::MAX);
    let is_he = |found: &&Found| {
        let identity = Everybody::identity(prison.world(), found.person);
        found.name.to_lowercase() == wanted
            || identity.is_some_and(|identity| identity.number.to_string() == wanted)
    };
    let whole: Vec<&Found> = found.iter().filter(is_he).collect();
    let all = || found.iter().collect();
    let found: Vec<&Found> = if whole.is_empty() { all() } else { whole };
    match found.as_slice() {
        [] => Err(text::knows_nobody().into()),
        [one] => Ok(one.person),
        [one, other, ..] => Err(text::knows_many(
            found.len(),
            &one.name,
            &one.detail,
            &other.name,
            &other.detail,
        )),
    }
}

fn found_as(prison: &Prison, lens: &Lens, person: PersonId, identity: &Identity) -> Found {
    let role = prison.world().resource::<Roster>().role(person);
    let mut detail = office(role, identity.number);
    if knows_book(lens.seat(), person)
        && let Some(berth) = person::belongs(prison.world(), person).berth
    {
        let berth = Part::Message(Box::new(berth));
        let found = Message::new("office-and-berth")
            .with("office", Part::Message(Box::new(detail)))
            .with("berth", berth);
        detail = found;
    }
    Found {
        person,
        name: identity.name.clone(),
        detail: SeatReader::new(prison, lens).text(&detail),
    }
}

/// Whether the seat knows somebody by name.
pub(super) fn knows_by_name(prison: &Prison, seat: Seat, person: PersonId) -> bool {
    let roster = prison.world().resource::<Roster>();
    match seat {
        Seat::Observer => true,
        Seat::Warden(_) => matches!(
            roster.role(person),
            Role::Inmate | Role::Officer | Role::Warden
        ),
        Seat::Inmate(own) if own == person => true,
        Seat::Inmate(own) => match roster.role(person) {
            Role::Officer | Role::Warden => true,
            Role::Inmate => {
                let (mine, his) = (roster.of(own), roster.of(person));
                (mine.tier.is_some() && mine.tier == his.tier)
                    || (mine.job.is_some() && mine.job == his.job)
            }
            Role::Civilian | Role::Walker | Role::Soldier | Role::Trooper => false,
        },
    }
}

/// Whether the seat may read what the book says of somebody.
fn knows_book(seat: Seat, person: PersonId) -> bool {
    match seat {
        Seat::Observer | Seat::Warden(_) => true,
        Seat::Inmate(own) => own == person,
    }
}

/// What somebody is, with his number.
fn office(role: Role, number: u32) -> Message {
    let number = Part::Written(number.to_string());
    match role {
        Role::Inmate => Message::new("office-inmate").with("number", number),
        Role::Officer => Message::new("office-officer").with("number", number),
        Role::Warden => Message::new("office-warden"),
        Role::Civilian => Message::new("office-civilian"),
        Role::Walker => Message::new("office-walker"),
        Role::Soldier => Message::new("office-soldier"),
        Role::Trooper => Message::new("office-trooper"),
    }
}

fn subtitle(identity: &Identity, role: Role, by_name: bool) -> Message {
    if !by_name {
        return Message::new(match role {
            Role::Inmate => "inmate-not-known",
            Role::Civilian | Role::Walker => "from-outside",
            Role::Officer | Role::Warden | Role::Soldier | Role::Trooper => reader::looks(role),
        });
    }
    let office = office(role, identity.number);
    match role {
        Role::Walker | Role::Soldier | Role::Trooper => office,
        Role::Warden | Role::Civilian | Role::Inmate | Role::Officer => {
            Message::new("office-and-age")
                .with("office", Part::Message(Box::new(office)))
                .with("years", Part::Count(identity.age.into()))
        }
    }
}

fn facts(reader: &SeatReader<'_>, person: PersonId, sees_all: bool) -> Vec<(String, String)> {
    let world = reader.world();
    let mut facts = Vec::new();
    let Some(identity) = Everybody::identity(world, person) else {
        return facts;
    };
    match world.resource::<Roster>().role(person) {
        Role::Inmate => {
            let term = match identity.term {
                0 => Message::new("sentence-none"),
                99.. => Message::new("sentence-life"),
                years => Message::new("sentence-years").with("years", Part::Count(years.into())),
            };
            facts.push((plain("fact-group"), identity.group.replace('_', " ")));
            facts.push((plain("fact-sentence"), reader.text(&term)));
            let belongs = person::belongs(world, person);
            if let Some(berth) = belongs.berth {
                facts.push((plain("fact-berth"), reader.text(&berth)));
            }
            let job = belongs.job.map(|job| job.replace('_', " "));
            let job = job.unwrap_or_else(|| plain("work-none"));
            facts.push((plain("fact-work"), job));
            if let Some(next) = belongs.next {
                facts.push((
                    plain("fact-next"),
                    text::next(&next.at, words::day::call(&next)),
                ));
            }
        }
        Role::Officer => facts.extend(of_officer(world, person, identity, sees_all)),
        Role::Warden | Role::Civilian | Role::Walker | Role::Soldier | Role::Trooper => {}
    }
    facts
}

/// His shift and what he waits for; and, which nobody is told, whether he can be bought.
fn of_officer(
    world: &World,
    person: PersonId,
    identity: &Identity,
    sees_all: bool,
) -> Vec<(String, String)> {
    let mut facts = vec![(plain("fact-shift"), identity.group.clone())];
    let custody = world.resource::<Custody>();
    let officer = custody.officer(person);
    if officer.is_some_and(|officer| officer.in_response) {
        facts.push((plain("fact-duty"), plain("duty-response")));
    }
    if sees_all && is_corrupt(world, person) {
        facts.push((plain("fact-for-money"), plain("looks-away")));
    }
    facts
}

/// What somebody's doing came from.
fn because(prison: &Prison, lens: &Lens, person: PersonId) -> Vec<String> {
    let cause = prison.world().resource::<Conduct>().doing(person).cause;
    because_of(prison, lens, cause)
}

/// A happening and what it came from, the nearest cause first; what others than he whose seat it is did
/// in secret is left out, but for who sees all.
pub fn because_of(prison: &Prison, lens: &Lens, cause: HappeningId) -> Vec<String> {
    let reader = SeatReader::new(prison, lens);
    let causes = prison.world().resource::<Happenings>().causes(cause);
    let is_own = |who: Option<PersonId>| who.is_some() && who == lens.seat().person();
    let is_known = |cause: &&Happening| {
        lens.sees_all() || !cause.what.facts().is_secret() || is_own(cause.who)
    };
    let causes = causes.into_iter().filter(is_known);
    causes
        .map(|cause| {
            let what = Part::Message(Box::new(cause.message()));
            reader.text(&match cause.tick {
                // What the house was at when it began to live has no hour.
                0 => Message::new("because-earlier").with("what", what),
                tick => Message::new("because-at")
                    .with("at", Part::Time(tick))
                    .with("what", what),
            })
        })
        .collect()
}

fn needs(prison: &Prison, person: PersonId) -> Vec<(Need, u8)> {
    let world = prison.world();
    let needs = world.resource::<Needs>();
    if person.index() >= needs.len() {
        return Vec::new();
    }
    Need::ALL
        .into_iter()
        .map(|need| {
            let lack = needs.of(person, need, prison.now());
            (need, (lack / 100).clamp(0, 100) as u8)
        })
        .collect()
}

/// A stretch of time in words: whole minutes, from a minute on.
pub fn span(ticks: u64) -> String {
    words::spoken().length(whole(ticks))
}

/// Its seconds; from a minute on, those of its whole minutes.
fn whole(ticks: u64) -> u32 {
    let seconds = match ticks / MINUTE {
        0 => ticks / TICKS_PER_SECOND,
        minutes => minutes * 60,
    };
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

fn seen_ago(ticks: u64) -> Message {
    Message::new("seen-ago").with("long", Part::Written(span(ticks)))
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let text = || Part::Written("text".into());
    let with = |id, parts: &[&'static str]| {
        let message = Message::new(id);
        parts
            .iter()
            .fold(message, |message, part| message.with(part, text()))
    };
    let roles = [
        Role::Inmate,
        Role::Officer,
        Role::Warden,
        Role::Civilian,
        Role::Walker,
        Role::Soldier,
        Role::Trooper,
    ];
    let mut made = vec![
        seen_ago(1),
        with("office-and-berth", &["office", "berth"]),
        with("office-and-age", &["office", "years"]),
        with("sentence-years", &["years"]),
        with("because-earlier", &["what"]),
        with("because-at", &["at", "what"]),
    ];
    made.extend(roles.map(|role| office(role, 1)));
    let plain = [
        "not-here",
        "nobody-told-where",
        "inmate-not-known",
        "from-outside",
        "sentence-none",
        "sentence-life",
        "fact-group",
        "fact-sentence",
        "fact-berth",
        "fact-work",
        "fact-next",
        "fact-shift",
        "fact-duty",
        "fact-for-money",
        "work-none",
        "is-dead",
        "duty-response",
        "looks-away",
    ];
    made.extend(plain.map(Message::new));
    made
}
