//! The hunt for secrets: a stranger is planted in every person part of every kind of happening, and all
//! that a seat is shown or told in words is searched for his name and his number.

use std::sync::Arc;

use bighouse::play::alerts::{self, Alerts, Topic};
use bighouse::play::gauge::{self, Overlay};
use bighouse::play::news::News;
use bighouse::play::{Lens, Seat, crisis, dossier, places};
use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::{DayFact, Happening, Happenings, HarmFact, What};
use bighouse_sim::ids::{HappeningId, ItemId, PersonId, TileId};
use bighouse_sim::level::Level;
use bighouse_sim::movement::Bodies;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::people::{Everybody, Roster};
use bighouse_sim::prison::Grid;
use bighouse_sim::specimens::{self, Filling};

use crate::common::forged::forged;
use crate::common::shipped;

/// Happenings that are planted together: the news keep no more than some hundreds.
const TOGETHER: usize = 100;

/// A seat, and somebody it has never seen and does not know by name.
pub struct Hunt {
    level: Arc<Level>,
    /// The record before anything was planted.
    honest: Happenings,
    pub prison: Prison,
    pub seat: Seat,
    pub stranger: PersonId,
}

impl Hunt {
    /// In a level at a time of its first day, with the seat taken.
    pub fn in_seat(level: &str, seat: &str, (hour, minute): (u32, u32)) -> Self {
        let level = shipped(level, &[]);
        let mut prison = Prison::new(level.clone(), 1);
        let clock = prison.world().resource::<Clock>();
        let tick = clock.next_at(0, hour * 3600 + minute * 60);
        prison.run_until(tick);
        let seat = Seat::named(&prison, seat).expect("there is such a seat");
        let person = seat.person().expect("it is somebody's");
        let taken = prison.order(Giver::Author, Order::TakeSeat { person });
        taken.expect("it is free");
        prison.tick();
        let stranger = stranger(&prison, seat);
        let honest = prison.world().resource::<Happenings>().clone();
        Self {
            level,
            honest,
            prison,
            seat,
            stranger,
        }
    }

    /// By what the stranger would be recognised: his name, the end of it, and his number.
    pub fn secrets(&self) -> Vec<String> {
        let identity = Everybody::identity(self.prison.world(), self.stranger);
        let identity = identity.expect("he is somebody");
        let surname = identity.name.split(' ').next_back().unwrap_or_default();
        vec![
            identity.name.clone(),
            surname.to_owned(),
            identity.number.to_string(),
        ]
    }

    /// Every kind of happening, with the stranger in every part that names a person.
    pub fn kinds(&self) -> Vec<What> {
        let filling = |person| Filling {
            person,
            tile: self.place(),
            item: ItemId(0),
            ..Filling::default()
        };
        let own = self.seat.person().expect("it is somebody's");
        let mut kinds = Vec::new();
        for person in [self.stranger, own] {
            kinds.extend(specimens::all(&filling(person)).expect("every kind can be made"));
        }
        // What only an inmate can have done is not believed of somebody else.
        self.believed(kinds)
    }

    /// Those of these kinds that can stand in the record.
    fn believed(&self, kinds: Vec<What>) -> Vec<What> {
        if self.with(&kinds).is_some() {
            return kinds;
        }
        // Few are not: half by half they are found soonest.
        let mut first = kinds;
        let second = first.split_off(first.len() / 2);
        if first.is_empty() {
            return first;
        }
        let mut both = self.believed(first);
        both.extend(self.believed(second));
        both
    }

    /// Where he is whose seat it is: what happens there he sees.
    fn place(&self) -> TileId {
        let own = self.seat.person().expect("it is somebody's");
        self.prison.world().resource::<Bodies>().body(own).tile
    }

    /// Writes happenings of these kinds into the record as it was before, done by nobody, by him whose seat it
    /// is, and by the stranger, each with something of his own that came of it. Returns their numbers.
    pub fn plant(&mut self, kinds: &[What]) -> Vec<HappeningId> {
        let (prison, planted) = self.with(kinds).expect("the record is sound");
        self.prison = prison;
        planted
    }

    /// The prison with such happenings in its record, and their numbers; `None` if it is not believed.
    fn with(&self, kinds: &[What]) -> Option<(Prison, Vec<HappeningId>)> {
        let (now, at) = (self.prison.now(), self.place());
        let own = self.seat.person();
        let mut record = serde_json::to_value(&self.honest).expect("it can be saved");
        let mut number = record["last_id"].as_u64().expect("a number") as u32;
        let mut planted = Vec::new();
        let chronicle = record["chronicle"].as_array_mut().expect("a list");
        let mut add = |what: &What, who, cause| {
            number += 1;
            let happening = Happening {
                id: HappeningId(number),
                tick: now - 1,
                what: what.clone(),
                who,
                at: Some(at),
                cause,
            };
            chronicle.push(serde_json::to_value(&happening).expect("it can be saved"));
            planted.push(happening.id);
            happening.id
        };
        for what in kinds {
            for who in [None, own, Some(self.stranger)] {
                let first = add(what, who, HappeningId::NONE);
                add(&What::Day(DayFact::GotStuck), own, first);
            }
        }
        record["last_id"] = number.into();
        let record: Happenings = serde_json::from_value(record).expect("it can be read");
        let prison = forged::<Happenings>(&self.level, &self.prison, |section| *section = record);
        Some((prison.ok()?, planted))
    }
}

/// Somebody in the house whom the seat does not know at all, and whose name is no part of another's.
fn stranger(prison: &Prison, seat: Seat) -> PersonId {
    let world = prison.world();
    let lens = Lens::new(prison, seat);
    let name = |person: PersonId| {
        let identity = Everybody::identity(world, person).expect("he is somebody");
        identity.name.clone()
    };
    let all = || (0..world.resource::<Roster>().len()).map(PersonId::from_index);
    let known: Vec<String> = all()
        .filter(|person| dossier::of(prison, &lens, *person).is_some())
        .map(name)
        .collect();
    let found = all()
        .filter(|person| dossier::of(prison, &lens, *person).is_none())
        .find(|person| {
            let name = name(*person);
            let surname = name.split(' ').next_back().unwrap_or_default();
            !known.iter().any(|other| other.contains(surname))
        });
    found.expect("nobody knows everybody")
}

/// All that a seat is told or can look up in words.
fn told(hunt: &Hunt, planted: &[HappeningId]) -> Vec<String> {
    let (prison, seat) = (&hunt.prison, hunt.seat);
    let lens = Lens::new(prison, seat);
    let mut texts = Vec::new();
    let mut news = News::default();
    let topics = news.hear(prison, &lens, &Alerts::default(), 0.0);
    texts.extend(topics.into_iter().map(|topic| alerts::advice(topic, seat)));
    texts.extend(news.notices().iter().map(|notice| notice.text.clone()));
    texts.extend(news.card().into_iter().flat_map(|card| card.lines.clone()));
    let desk = crisis::of(prison, &lens, &news);
    texts.extend(desk.facts.into_iter().map(|(_, words)| words));
    texts.extend(desk.reports.into_iter().map(|report| report.text));
    texts.extend(desk.story);
    for id in planted {
        let why = crisis::why(prison, &lens, &news, *id);
        let came = crisis::came_of(prison, &lens, &news, *id);
        texts.extend(why.into_iter().chain(came).map(|step| step.words));
        texts.extend(dossier::because_of(prison, &lens, *id));
    }
    let own = seat.person().expect("it is somebody's");
    for person in [own, hunt.stranger] {
        texts.push(dossier::title(prison, &lens, person));
        let Some(known) = dossier::of(prison, &lens, person) else {
            continue;
        };
        texts.extend([known.title, known.subtitle]);
        texts.extend(known.facts.into_iter().map(|(_, words)| words));
        texts.extend([known.doing, known.waits, known.age].into_iter().flatten());
        texts.extend(known.because);
    }
    for secret in hunt.secrets() {
        let found = dossier::find(prison, &lens, &secret, 8).into_iter();
        texts.extend(found.map(|found| format!("{} {}", found.name, found.detail)));
        let found = places::find(prison, &lens, &secret, 8).into_iter();
        texts.extend(found.map(|place| place.name));
    }
    let grid = prison.world().resource::<Grid>();
    for tile in (0..grid.len()).step_by(7).map(TileId::from_index) {
        texts.extend(places::called(prison, &lens, tile));
    }
    texts.extend(
        places::signs(prison, &lens)
            .into_iter()
            .map(|sign| sign.name),
    );
    texts.extend(Topic::ALL.map(alerts::name));
    texts
}

/// Whether a text has a secret in it: a number as a whole word, a name anywhere.
fn tells(text: &str, secret: &str) -> bool {
    if secret.chars().all(|letter| letter.is_ascii_digit()) {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        return words.any(|word| word == secret);
    }
    text.contains(secret)
}

fn hunt(mut hunt: Hunt) {
    let secrets = hunt.secrets();
    let kinds = hunt.kinds();
    assert!(kinds.len() > 200, "only {} kinds", kinds.len());
    let mut leaks = Vec::new();
    let mut read = 0;
    for some in kinds.chunks(TOGETHER / 6) {
        let planted = hunt.plant(some);
        let texts = told(&hunt, &planted);
        read += texts.len();
        for text in texts {
            leaks.extend(
                secrets
                    .iter()
                    .filter(|secret| tells(&text, secret))
                    .map(|secret| format!("{secret}: {text}")),
            );
        }
    }
    leaks.sort();
    leaks.dedup();
    assert!(read > 10_000, "only {read} texts were read");
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

#[test]
fn no_words_tell_an_inmate_of_a_man_he_does_not_know() {
    hunt(Hunt::in_seat("cell_block", "inmate:kent", (9, 30)));
}

#[test]
fn no_words_tell_the_warden_of_somebody_who_is_in_no_book_of_his() {
    hunt(Hunt::in_seat("big_house_300", "warden", (9, 30)));
}

#[test]
fn no_overlay_shows_where_somebody_is_whom_the_seat_does_not_see() {
    let hunt = Hunt::in_seat("cell_block", "inmate:kent", (9, 30));
    let (prison, lens) = (&hunt.prison, Lens::new(&hunt.prison, hunt.seat));
    let at = prison.world().resource::<Bodies>().body(hunt.stranger).tile;
    assert!(!lens.sees_tile(at), "he is out of sight");
    let of_men = [
        Overlay::Density,
        Overlay::Waits,
        Overlay::Needs,
        Overlay::Unrest,
        Overlay::Sight,
    ];
    for overlay in of_men {
        let levels = gauge::levels(prison, &lens, overlay);
        assert_eq!(levels[at.index()], 0, "{}", overlay.name());
    }
}

#[test]
fn the_hunt_finds_what_the_observer_is_told() {
    let mut hunt = Hunt::in_seat("cell_block", "inmate:kent", (9, 30));
    let by = hunt.stranger;
    let planted = hunt.plant(&[What::Harm(HarmFact::Killed { by })]);
    hunt.seat = Seat::Observer;
    let lens = Lens::new(&hunt.prison, hunt.seat);
    let texts = dossier::because_of(&hunt.prison, &lens, planted[0]);
    let name = &hunt.secrets()[0];
    assert!(texts.iter().any(|text| tells(text, name)), "{texts:?}");
    assert!(tells("No. 47, of the mill", "47") && !tells("No. 471", "47"));
}
