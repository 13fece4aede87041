//! Cards and notices: what has happened, as far as the seat is told.
//!
//! Bells and the like are heard by everybody. What happened at a place is told to those who see
//! the place, what happened to a man to himself; the sums of counts and meals go to the desk, and
//! so does what officers and spokesmen report of a riot.
//!
//! - [`cards`]: which happenings deserve a card.

pub mod cards;

use std::collections::{BTreeMap, BTreeSet};

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::happening::{
    DayFact, DoorFact, Happening, Happenings, Hearers, ReliefFact, RiotFact, What,
};
use bighouse_sim::ids::{HappeningId, PersonId, TileId};
use bighouse_sim::level::Occasion;
use bighouse_sim::message::{Message, Part};
use bighouse_sim::vocabulary;

use super::alerts::{self, Alerts, Topic};
use super::reader::SeatReader;
use super::{Lens, Seat, gauge};
use crate::words;

pub use bighouse_sim::happening::Grade;
pub use cards::Card;

/// Something the seat is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The happening.
    pub id: HappeningId,
    /// What kind of trouble it is, if it is trouble.
    pub topic: Option<Topic>,
    /// How much it matters.
    pub grade: Grade,
    /// When, ticks.
    pub tick: u64,
    /// When, as a clock shows it.
    pub when: String,
    /// What, in words.
    pub text: String,
    /// Where.
    pub at: Option<TileId>,
    /// Who.
    pub who: Option<PersonId>,
}

/// Seconds of wall time between two cards.
const CARD_EVERY: f64 = 20.0;
/// Seconds of wall time a card stays.
const CARD_STAYS: f64 = 6.0;
/// Seconds of wall time after which a card that waits is no news any more.
const CARD_WAITS: f64 = 40.0;
/// Seconds of wall time in which a card of one kind is not followed by another of it.
const SAME_AGAIN: f64 = 120.0;
/// Prison time after which what a card says is past, ticks: at 300 times life hours go by while it waits.
const CARD_AGES: u64 = 15 * MINUTE;
/// The same for what matters for long, from a weight on.
const CARD_LASTS: (u8, u64) = (5, 3 * HOUR);
/// The weight of a card that only repeats its notice.
const PLAIN: u8 = 2;
/// Ticks that bring the house to the hour it begins at.
const BEGINNING: u64 = 10;
/// Most notices kept.
const KEPT: usize = 400;

/// What the seat has been told.
#[derive(Clone, Debug, Default)]
pub struct News {
    heard: Option<HappeningId>,
    notices: Vec<Notice>,
    card: Option<(Card, f64)>,
    last_card: Option<f64>,
    /// The weightiest card that could not be shown yet, with its weight and since when.
    waiting: Option<Waiting>,
    /// When a card of each kind was last shown, by the names of the happenings, seconds of wall time.
    shown: BTreeMap<&'static str, f64>,
    wall_s: f64,
    /// Doors that were broken open, by the first tile of their portals, until they are locked again.
    broken: BTreeSet<TileId>,
    /// The notice of the lockdown that holds: its tick and its words.
    lockdown: Option<(u64, String)>,
}

/// A card that waits for its turn.
#[derive(Clone, Debug)]
struct Waiting {
    weight: u8,
    card: Card,
    /// The name of the happening it tells of.
    kind: &'static str,
    /// When that happened, ticks.
    tick: u64,
    /// Since when it waits, seconds of wall time.
    since: f64,
}

impl News {
    /// News of a level that begins: its first card is how full it is.
    pub fn of_beginning(prison: &Prison) -> Self {
        let mut news = Self::default();
        let (built_for, men) = (gauge::built_for(prison), gauge::on_the_book(prison));
        if built_for > 0 && men > 0 {
            let full = Message::new("house-is-full")
                .with("built", Part::Count(built_for.into()))
                .with("men", Part::Count(men.into()));
            let text = words::spoken().bare(&full);
            news.offer(PLAIN, Card::of_text(&text), "", prison.now());
            news.show(prison.now());
        }
        news
    }

    /// What a seat that is taken now has been told so far: what everybody hears, what comes to the desk,
    /// and what befell himself. What the seat before saw it did not see.
    pub fn of_seat(prison: &Prison, lens: &Lens) -> Self {
        let mut news = Self::default();
        let was_told = |happening: &Happening| is_told(lens, happening, |_| false);
        news.take_in(prison, lens, &Alerts::default(), was_told);
        news.waiting = None;
        news
    }

    /// Lets wall time pass, and hears what has happened: the kinds of trouble that were told.
    pub fn hear(
        &mut self,
        prison: &Prison,
        lens: &Lens,
        alerts: &Alerts,
        wall_s: f64,
    ) -> BTreeSet<Topic> {
        self.wall_s += wall_s;
        if let Some((_, until)) = &self.card
            && self.wall_s >= *until
        {
            self.card = None;
        }
        let sees = |at| lens.sees_tile(at);
        let told = self.take_in(prison, lens, alerts, |happening| {
            is_told(lens, happening, sees)
        });
        self.show(prison.now());
        told
    }

    /// Takes in what has happened since it did so last, as far as the seat is told.
    fn take_in(
        &mut self,
        prison: &Prison,
        lens: &Lens,
        alerts: &Alerts,
        is_told: impl Fn(&Happening) -> bool,
    ) -> BTreeSet<Topic> {
        let mut told = BTreeSet::new();
        let chronicle = prison.world().resource::<Happenings>().chronicle();
        let new = match self.heard {
            Some(heard) => chronicle.partition_point(|happening| happening.id <= heard),
            None => 0,
        };
        for happening in chronicle.get(new..).unwrap_or(&[]) {
            self.heard = Some(happening.id);
            // What brought the house to the hour it begins at is no news.
            if happening.tick < BEGINNING || !is_told(happening) {
                continue;
            }
            if happening.what == What::Door(DoorFact::LockDownEnded) {
                self.settle_lockdown();
            }
            if let Some(at) = happening.at {
                match happening.what {
                    What::Riot(RiotFact::DoorForced { by_key: false })
                    | What::Relief(ReliefFact::GateBreached) => {
                        self.broken.insert(at);
                    }
                    What::Door(DoorFact::DoorLocked) => {
                        self.broken.remove(&at);
                    }
                    _ => {}
                }
            }
            let notice = notice(prison, lens, happening);
            told.extend(notice.topic);
            let is_muted = notice.topic.is_some_and(|topic| alerts.of(topic).muted);
            let kind = happening.what.facts().name;
            match cards::of(prison, lens, happening) {
                _ if is_muted => {}
                Some((weight, card)) => self.offer(weight, card, kind, happening.tick),
                // What nothing else tells of is told in its own words.
                None if notice.topic.is_none() && notice.grade >= Grade::Warning => {
                    let lines = vec![notice.text.clone()];
                    self.offer(PLAIN, Card { lines }, kind, happening.tick);
                }
                None => {}
            }
            if happening.what == What::Door(DoorFact::LockedDown) {
                self.lockdown = Some((notice.tick, notice.text.clone()));
            }
            self.notices.push(notice);
        }
        if self.notices.len() > KEPT {
            self.notices.drain(..self.notices.len() - KEPT);
        }
        told
    }

    /// A lockdown that was lifted alarms nobody any more: its notice is for the record.
    fn settle_lockdown(&mut self) {
        let Some((tick, text)) = self.lockdown.take() else {
            return;
        };
        let told = self.notices.iter_mut();
        for notice in told.filter(|notice| notice.tick == tick && notice.text == text) {
            notice.grade = Grade::Note;
        }
        let tells = |card: &Card| card.lines == [text.as_str()];
        if self.card().is_some_and(tells) {
            self.card = None;
        }
        self.waiting.take_if(|waiting| tells(&waiting.card));
    }

    /// Whether a door was broken open, as far as the seat was told: by the first tile of its portal.
    pub fn is_broken(&self, key: TileId) -> bool {
        self.broken.contains(&key)
    }

    /// What the seat was told, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The card on the screen.
    pub fn card(&self) -> Option<&Card> {
        self.card.as_ref().map(|(card, _)| card)
    }

    /// Puts the card away.
    pub fn dismiss_card(&mut self) {
        self.card = None;
    }

    /// Has a card wait for its turn, if none that weighs more does and none of its kind was shown just now.
    fn offer(&mut self, weight: u8, card: Card, kind: &'static str, tick: u64) {
        let just_shown = |last: &f64| self.wall_s < last + SAME_AGAIN;
        let heavier = |other: &Waiting| other.weight > weight;
        if self.shown.get(kind).is_some_and(just_shown)
            || self.waiting.as_ref().is_some_and(heavier)
        {
            return;
        }
        self.waiting = Some(Waiting {
            weight,
            card,
            kind,
            tick,
            since: self.wall_s,
        });
    }

    /// Shows the card that waits, if the last one is long enough ago and it is news still.
    fn show(&mut self, now: u64) {
        let too_soon = |last: f64| self.wall_s < last + CARD_EVERY;
        if self.last_card.is_some_and(too_soon) {
            return;
        }
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        let ages = match waiting.weight >= CARD_LASTS.0 {
            true => CARD_LASTS.1,
            false => CARD_AGES,
        };
        let is_news = self.wall_s < waiting.since + CARD_WAITS && now <= waiting.tick + ages;
        if is_news {
            self.last_card = Some(self.wall_s);
            self.shown.insert(waiting.kind, self.wall_s);
            self.card = Some((waiting.card, self.wall_s + CARD_STAYS));
        }
    }
}

/// Whether the seat is told of a happening, if it sees, or saw then, some tiles.
fn is_told(lens: &Lens, happening: &Happening, sees: impl Fn(TileId) -> bool) -> bool {
    if lens.sees_all() {
        return true;
    }
    let own = lens.seat().person();
    let is_own = own.is_some() && happening.who == own;
    let witnesses = || is_own || happening.at.is_some_and(&sees);
    let at_desk = || matches!(lens.seat(), Seat::Warden(_));
    match happening.what.facts().hearers {
        Hearers::Everybody => true,
        Hearers::Desk => at_desk(),
        Hearers::DeskAndWitnesses => at_desk() || witnesses(),
        Hearers::Himself => is_own,
        Hearers::HavingAHand(other) => is_own || (own.is_some() && other == own),
        Hearers::Witnesses => witnesses(),
    }
}

fn notice(prison: &Prison, lens: &Lens, happening: &Happening) -> Notice {
    let world = prison.world();
    let facts = happening.what.facts();
    let sees_who = !facts.faceless || sees_who(lens, happening);
    Notice {
        id: happening.id,
        topic: alerts::topic_of(world, &facts),
        grade: facts.grade,
        tick: happening.tick,
        when: world.resource::<Clock>().hh_mm(happening.tick),
        text: text(prison, lens, happening, sees_who),
        at: happening.at,
        who: happening.who.filter(|_| sees_who),
    }
}

/// Whether the seat sees whoever did it, or is he.
fn sees_who(lens: &Lens, happening: &Happening) -> bool {
    lens.sees_all()
        || happening.who == lens.seat().person()
        || happening.at.is_some_and(|at| lens.sees_tile(at))
}

/// What happened, for the seat: with the names that it knows.
fn text(prison: &Prison, lens: &Lens, happening: &Happening, sees_who: bool) -> String {
    let reader = SeatReader::new(prison, lens);
    // The bell says which meal it is; that depends on the hour.
    if let What::Day(DayFact::OccasionCalled { occasion }) = &happening.what {
        let clock = prison.world().resource::<Clock>();
        return reader.sentence(&bell(occasion, clock.second_of_day(happening.tick)));
    }
    let message = happening.message();
    if !sees_who && let Some(unseen) = words::spoken().also(&message, "unseen", &reader) {
        return words::capital(&unseen);
    }
    reader.sentence(&message)
}

/// What the bell says.
fn bell(occasion: &Occasion, second_of_day: u32) -> Message {
    let title = vocabulary::title(occasion, second_of_day);
    Message::new("bell-rings").with("occasion", Part::Word(title))
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let full = Message::new("house-is-full")
        .with("built", Part::Count(1))
        .with("men", Part::Count(1));
    vec![full, bell(&Occasion::Bell, 0)]
}
