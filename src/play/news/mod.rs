//! Cards and notices: what has happened, as far as the seat is told.
//!
//! Bells and the like are heard by everybody. What happened at a place is told to those who see
//! the place, what happened to a man to himself; the sums of counts and meals go to the desk, and
//! so does what officers and spokesmen report of a riot.
//!
//! - [`cards`]: which happenings deserve a card.

pub mod cards;

use std::collections::BTreeSet;

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::{Happening, Happenings, What};
use bighouse_sim::ids::{HappeningId, PersonId, TileId};
use bighouse_sim::level::words::{capital, thousands};
use bighouse_sim::record::why;

use super::alerts::{Alerts, Topic};
use super::{Lens, Seat, dossier, gauge};

pub use cards::Card;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// For the record.
    Note,
    /// Worth a glance.
    Event,
    /// Something is amiss.
    Warning,
    /// At once.
    Alarm,
}

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
/// A card that has waited so long, seconds of wall time, is no news any more.
const CARD_WAITS: f64 = 40.0;
/// The weight of a card that only repeats its notice.
const PLAIN: u8 = 2;
/// So many ticks bring the house to the hour it begins at.
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
    waiting: Option<(u8, Card, f64)>,
    wall_s: f64,
    /// Doors that were broken open, by the first tile of their portals, until they are locked again.
    broken: BTreeSet<TileId>,
    /// The notice of the lockdown that holds: its tick and its words.
    lockdown: Option<(u64, String)>,
}

impl News {
    /// News of a level that begins: its first card is how full it is.
    pub fn of_beginning(prison: &Prison) -> Self {
        let mut news = Self::default();
        let (built_for, men) = (gauge::built_for(prison), gauge::on_the_book(prison));
        if built_for > 0 && men > 0 {
            let lines = vec![
                format!("Built for {}.", thousands(built_for.into())),
                format!("Tonight {}.", thousands(men.into())),
            ];
            news.offer(PLAIN, Card { lines });
            news.show();
        }
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
        let mut told = BTreeSet::new();
        self.wall_s += wall_s;
        if let Some((_, until)) = &self.card
            && self.wall_s >= *until
        {
            self.card = None;
        }
        let chronicle = prison.world().resource::<Happenings>().chronicle();
        let new = match self.heard {
            Some(heard) => chronicle.partition_point(|happening| happening.id <= heard),
            None => 0,
        };
        for happening in chronicle.get(new..).unwrap_or(&[]) {
            self.heard = Some(happening.id);
            // What brought the house to the hour it begins at is no news.
            if happening.tick < BEGINNING || !is_told(lens, happening) {
                continue;
            }
            if happening.what == What::LockDownEnded {
                self.settle_lockdown();
            }
            if let Some(at) = happening.at {
                match happening.what {
                    What::DoorForced { by_key: false } | What::GateBreached => {
                        self.broken.insert(at);
                    }
                    What::DoorLocked => {
                        self.broken.remove(&at);
                    }
                    _ => {}
                }
            }
            let notice = notice(prison, lens, happening);
            told.extend(notice.topic);
            let is_muted = notice.topic.is_some_and(|topic| alerts.of(topic).muted);
            match cards::of(prison, lens, happening) {
                _ if is_muted => {}
                Some((weight, card)) => self.offer(weight, card),
                // What nothing else tells of is told in its own words.
                None if notice.topic.is_none() && notice.grade >= Grade::Warning => {
                    let lines = vec![notice.text.clone()];
                    self.offer(PLAIN, Card { lines });
                }
                None => {}
            }
            if happening.what == What::LockedDown {
                self.lockdown = Some((notice.tick, notice.text.clone()));
            }
            self.notices.push(notice);
        }
        if self.notices.len() > KEPT {
            self.notices.drain(..self.notices.len() - KEPT);
        }
        self.show();
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
        self.waiting.take_if(|(_, card, _)| tells(card));
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

    /// Has a card wait for its turn, if none that weighs more does.
    fn offer(&mut self, weight: u8, card: Card) {
        let heavier = |other: &(u8, Card, f64)| other.0 > weight;
        if !self.waiting.as_ref().is_some_and(heavier) {
            self.waiting = Some((weight, card, self.wall_s));
        }
    }

    /// Shows the card that waits, if the last one is long enough ago.
    fn show(&mut self) {
        let too_soon = |last: f64| self.wall_s < last + CARD_EVERY;
        if self.last_card.is_some_and(too_soon) {
            return;
        }
        let Some((_, card, since)) = self.waiting.take() else {
            return;
        };
        if self.wall_s < since + CARD_WAITS {
            self.last_card = Some(self.wall_s);
            self.card = Some((card, self.wall_s + CARD_STAYS));
        }
    }
}

/// Whether the seat is told of a happening.
fn is_told(lens: &Lens, happening: &Happening) -> bool {
    if lens.sees_all() {
        return true;
    }
    let at_desk = matches!(lens.seat(), Seat::Warden(_));
    match &happening.what {
        What::LevelBegan
        | What::OccasionCalled { .. }
        | What::CountCalled { .. }
        | What::LockedDown
        | What::LockDownEnded => true,
        // Smoke over the roofs, engines, bugles, the siren: nobody sleeps through it.
        What::FireSet | What::FireOut => true,
        What::ArmyArrived { .. }
        | What::TroopersArrived { .. }
        | What::GateBreached
        | What::WallBreached
        | What::StormBegan { .. }
        | What::WaterCut
        | What::WaterRestored
        | What::LightCut
        | What::LightRestored
        | What::RiotEnded { .. } => true,
        What::CountEnded { .. }
        | What::MealEnded { .. }
        | What::LockedIn { .. }
        | What::ServiceBegan { .. } => at_desk,
        // What those report who had to run, and what is called across to the desk.
        What::GuardsFellBack { .. }
        | What::RiotBegan { .. }
        | What::DemandsMade { .. }
        | What::DemandsRefused
        | What::DemandsMet { .. }
        | What::DemandsStalled { .. }
        | What::TalksBegan
        | What::TroopersCalled { .. }
        | What::TollTaken { .. }
        | What::HostageKilled
        | What::HostageFreed
        | What::ArmyCalled { .. }
            if at_desk =>
        {
            true
        }
        What::OrderFailed { .. } => happening.who == lens.seat().person(),
        // A knife that goes from hand to hand is known to the two hands; who saw it was told otherwise.
        What::ItemPassed { to, .. } if lens.seat().person() == Some(*to) => true,
        what if what.is_secret() => happening.who == lens.seat().person(),
        _ if happening.who.is_some() && happening.who == lens.seat().person() => true,
        _ => happening.at.is_some_and(|at| lens.sees_tile(at)),
    }
}

fn notice(prison: &Prison, lens: &Lens, happening: &Happening) -> Notice {
    let world = prison.world();
    Notice {
        id: happening.id,
        topic: Topic::of(world, &happening.what),
        grade: grade(&happening.what),
        tick: happening.tick,
        when: world.resource::<Clock>().hh_mm(happening.tick),
        text: match &happening.what {
            What::OccasionCalled { occasion } => {
                let second = world.resource::<Clock>().second_of_day(happening.tick);
                format!("The bell: {}", occasion.title(second))
            }
            // The smoke does not say who it was.
            What::FireSet if !sees_who(lens, happening) => {
                let place = happening.at.map(|at| why::where_is(world, at));
                format!("It burns {}", place.unwrap_or_default())
            }
            _ => capital(&as_known(prison, lens, happening)),
        },
        at: happening.at,
        who: happening.who.filter(|_| sees_who(lens, happening)),
    }
}

/// Whether the seat sees whoever did it, or is he.
fn sees_who(lens: &Lens, happening: &Happening) -> bool {
    !matches!(happening.what, What::FireSet)
        || lens.sees_all()
        || happening.who == lens.seat().person()
        || happening.at.is_some_and(|at| lens.sees_tile(at))
}

/// What happened, in words; whom the seat does not know by name it is not told the name of.
fn as_known(prison: &Prison, lens: &Lens, happening: &Happening) -> String {
    let words = why::words(prison.world(), happening);
    let Some(who) = happening.who else {
        return words;
    };
    let (name, title) = (
        why::name(prison.world(), who),
        dossier::title(prison, lens, who),
    );
    if name == title {
        words
    } else {
        words.replace(&name, &title)
    }
}

fn grade(what: &What) -> Grade {
    match what {
        What::RiotBegan { .. }
        | What::GuardsFellBack { .. }
        | What::HostageTaken { .. }
        | What::Killed { .. }
        | What::StormBegan { .. }
        | What::TroopersArrived { .. }
        | What::HostageKilled
        | What::DemandsMade { .. }
        | What::FireSet
        | What::ShotDead
        | What::ArmyArrived { .. } => Grade::Alarm,
        What::LockedDown
        | What::CountEnded {
            complete: false, ..
        } => Grade::Warning,
        What::SealedIn { .. } | What::GotStuck => Grade::Warning,
        What::CupsBanged { .. }
        | What::ProtestGrew { .. }
        | What::RoomTaken
        | What::DoorForced { .. }
        | What::TierFreed { .. }
        | What::DemandsRefused
        | What::GateBreached
        | What::WallBreached
        | What::Overcome
        | What::Suffocated
        | What::StormBeatenBack
        | What::Wounded { .. }
        | What::Overpowered { .. }
        | What::Disarmed { .. }
        | What::ItemFound { .. }
        | What::MissedAtCount { .. } => Grade::Warning,
        What::OccasionCalled { .. }
        | What::CountEnded { .. }
        | What::MealEnded { .. }
        | What::LockDownEnded
        | What::OrderFailed { .. }
        | What::ProtestBegan { .. }
        | What::ProtestEnded { .. }
        | What::ManBeaten { .. }
        | What::Arrested { .. }
        | What::HostageFreed
        | What::DemandsMet { .. }
        | What::DemandsStalled { .. }
        | What::TalksBegan
        | What::TroopersCalled { .. }
        | What::TollTaken { .. }
        | What::StoodUp
        | What::WentFor { .. }
        | What::ArmyCalled { .. }
        | What::RiotEnded { .. } => Grade::Event,
        _ => Grade::Note,
    }
}
