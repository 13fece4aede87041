//! A person in words, as the seat knows him; and who answers to a name.
//!
//! The book of the prison (name, number, sentence, cell, job) lies on the warden's desk and open
//! before the observer. An inmate knows by name the men of his own tier and job and the officers;
//! another is to him the number on his back, and only while he can read it. What somebody does
//! is known while he is in sight, and afterwards as old news. What he feels and why he waits he
//! knows himself, and the observer.

use bevy_ecs::prelude::World;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, MINUTE, TICKS_PER_SECOND};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::contraband::{Items, is_corrupt};
use bighouse_sim::custody::Custody;
use bighouse_sim::happening::Happenings;
use bighouse_sim::ids::{ItemId, PersonId};
use bighouse_sim::level::words::capital;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::needs::{Need, Needs};
use bighouse_sim::people::{Everybody, Identity, Role, Roster};
use bighouse_sim::record::{person, why};

use super::{Lens, Seat};

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
    pub facts: Vec<(&'static str, String)>,
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
            .map(|ticks| format!("seen {} ago", span(ticks))),
        None if lens.sees_all() => Some("not here".into()),
        None => Some("nobody has told you where".into()),
    };
    let mut dossier = Dossier {
        person,
        title: title(prison, lens, person),
        subtitle: subtitle(identity, role, by_name),
        facts: Vec::new(),
        doing: in_sight.then(|| doing(prison, person, within)),
        waits: None,
        because: Vec::new(),
        needs: Vec::new(),
        age,
    };
    if knows_book(lens.seat(), person) {
        dossier.facts = facts(prison, person, lens.sees_all());
    }
    if within {
        dossier.waits = person::waiting(world, person).map(|waiting| capital(&waiting.words));
        dossier.because = because(prison, person, lens.sees_all());
        dossier.needs = needs(prison, person);
    }
    Some(dossier)
}

/// What the seat calls somebody.
pub fn title(prison: &Prison, lens: &Lens, person: PersonId) -> String {
    let world = prison.world();
    let Some(identity) = Everybody::identity(world, person) else {
        return "Nobody".into();
    };
    if knows_by_name(prison, lens.seat(), person) {
        return identity.name.clone();
    }
    match world.resource::<Roster>().role(person) {
        Role::Inmate if lens.sees(prison, person) => format!("Number {}", identity.number),
        Role::Inmate => "An inmate".into(),
        Role::Officer => "An officer".into(),
        Role::Warden => "The warden".into(),
        Role::Soldier => "A soldier".into(),
        Role::Trooper => "A state trooper".into(),
        Role::Civilian | Role::Walker => "A stranger".into(),
    }
}

/// What somebody has on him that he should not have, by name; nothing if the seat does not know.
pub fn carries(prison: &Prison, seat: Seat, person: PersonId) -> Vec<(ItemId, &'static str)> {
    if !seat.knows_within(person) {
        return Vec::new();
    }
    let items = prison.world().resource::<Items>();
    items
        .carried_by(person)
        .filter_map(|id| Some((id, items.item(id)?.kind.name())))
        .collect()
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
        .map(|(_, person, identity)| found_as(prison, lens.seat(), person, identity))
        .collect()
}

fn found_as(prison: &Prison, seat: Seat, person: PersonId, identity: &Identity) -> Found {
    let role = prison.world().resource::<Roster>().role(person);
    let mut detail = office(role, identity.number);
    if knows_book(seat, person)
        && let Some(berth) = person::belongs(prison.world(), person).berth
    {
        detail = format!("{detail}, {berth}");
    }
    Found {
        person,
        name: identity.name.clone(),
        detail,
    }
}

/// Whether the seat knows somebody by name.
fn knows_by_name(prison: &Prison, seat: Seat, person: PersonId) -> bool {
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

fn office(role: Role, number: u32) -> String {
    match role {
        Role::Inmate => format!("No. {number}"),
        Role::Officer => format!("officer, badge {number}"),
        Role::Warden => "warden".into(),
        Role::Civilian => "of the town".into(),
        Role::Walker => "walker".into(),
        Role::Soldier => "soldier".into(),
        Role::Trooper => "state trooper".into(),
    }
}

fn subtitle(identity: &Identity, role: Role, by_name: bool) -> String {
    if !by_name {
        return match role {
            Role::Inmate => "an inmate you do not know".into(),
            Role::Officer => "an officer".into(),
            Role::Warden => "the warden".into(),
            Role::Soldier => "a soldier".into(),
            Role::Trooper => "a state trooper".into(),
            Role::Civilian | Role::Walker => "somebody from outside".into(),
        };
    }
    let office = office(role, identity.number);
    match role {
        Role::Walker | Role::Soldier | Role::Trooper => office,
        Role::Warden | Role::Civilian => format!("{office}, {}", identity.age),
        Role::Inmate | Role::Officer => format!("{office}, {} years old", identity.age),
    }
}

fn facts(prison: &Prison, person: PersonId, sees_all: bool) -> Vec<(&'static str, String)> {
    let world = prison.world();
    let mut facts = Vec::new();
    let Some(identity) = Everybody::identity(world, person) else {
        return facts;
    };
    match world.resource::<Roster>().role(person) {
        Role::Inmate => {
            let term = match identity.term {
                0 => "none".into(),
                99.. => "life".into(),
                1 => "1 year".into(),
                years => format!("{years} years"),
            };
            facts.push(("Group", identity.group.replace('_', " ")));
            facts.push(("Sentence", term));
            let belongs = person::belongs(world, person);
            if let Some(berth) = belongs.berth {
                facts.push(("Berth", berth));
            }
            let job = belongs.job.map(|job| job.replace('_', " "));
            facts.push(("Work", job.unwrap_or_else(|| "none".into())));
            if let Some(next) = belongs.next {
                facts.push(("Next", format!("{} {}", next.at, next.words)));
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
) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Shift", identity.group.clone())];
    let custody = world.resource::<Custody>();
    let officer = custody.officer(person);
    if officer.is_some_and(|officer| officer.in_response) {
        facts.push(("Duty", "waits with the response team".into()));
    }
    if sees_all && is_corrupt(world, person) {
        facts.push(("For money", "looks away, and brings things in".into()));
    }
    facts
}

/// What somebody can be seen to do; where he is bound for is known to himself and those who see within.
fn doing(prison: &Prison, person: PersonId, within: bool) -> String {
    let world = prison.world();
    let doing = world.resource::<Conduct>().doing(person);
    let body = world.resource::<Bodies>().body(person);
    let deed = doing.activity.deed;
    if doing.there {
        return capital(deed.verb());
    }
    let goes = match body.mode {
        Mode::InFile => "Marches in a file",
        Mode::Walking => "Walks",
        Mode::AtDoor => "Stands before a door",
        Mode::Still | Mode::Gone => "Stands and waits",
    };
    if !within {
        return goes.into();
    }
    let to = match deed {
        Deed::Stand | Deed::Walk => "",
        Deed::Rest | Deed::Sleep => ", bound for his berth",
        Deed::Eat => ", bound for the mess hall",
        Deed::Work => ", bound for his work",
        Deed::Exercise => ", bound for the yard",
        Deed::Pray => ", bound for chapel",
        Deed::Visit => ", bound for the visiting room",
        Deed::Guard => ", bound for his post",
        Deed::Round => ", on his round",
        Deed::Task => ", to see to a lock or a count",
        Deed::OffDuty => ", off duty",
        Deed::Protest | Deed::Riot => ", with the others",
        Deed::Captive => ", led off",
        Deed::Respond => ", to where there is trouble",
        Deed::FallBack => ", back to the gate",
        Deed::Flee => ", out of the smoke",
        Deed::Storm => ", against the rioters",
        Deed::Dead => "",
        Deed::Confined => ", to be locked in",
        Deed::Attack => ", at somebody",
        Deed::Wounded => ", to the hospital",
    };
    format!("{goes}{to}")
}

/// What somebody's doing came from; what others did in secret is left out, but for who sees all.
fn because(prison: &Prison, person: PersonId, sees_all: bool) -> Vec<String> {
    let world = prison.world();
    let clock = world.resource::<Clock>();
    world
        .resource::<Happenings>()
        .causes(world.resource::<Conduct>().doing(person).cause)
        .into_iter()
        .filter(|cause| sees_all || !cause.what.is_secret() || cause.who == Some(person))
        .map(|cause| why::line(world, cause))
        .map(|line| match line.tick {
            // What the house was at when it began to live has no hour.
            0 => format!("earlier, {}", line.words),
            tick => format!("{} {}", clock.hh_mm(tick), line.words),
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

/// A stretch of time in words.
pub fn span(ticks: u64) -> String {
    let seconds = ticks / TICKS_PER_SECOND;
    match ticks / MINUTE {
        0 => format!("{seconds} s"),
        minutes @ 1..60 => format!("{minutes} min"),
        minutes => format!("{} h {:02} min", minutes / 60, minutes % 60),
    }
}
