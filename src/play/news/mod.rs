//! Cards and notices: what has happened, as far as the seat is told.
//!
//! Bells and the like are heard by everybody. What happened at a place is told to those who see
//! the place, what happened to a man to himself; the sums of counts and meals go to the desk.

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::{Happening, Happenings, What};
use bighouse_sim::ids::{HappeningId, PersonId, TileId};
use bighouse_sim::level::words::capital;
use bighouse_sim::record::why;

use super::{Lens, Seat, dossier, gauge};

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

/// A card: white on ink, for what matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its one or two lines.
    pub lines: Vec<String>,
}

/// Seconds of wall time between two cards.
const CARD_EVERY: f64 = 20.0;
/// Seconds of wall time a card stays.
const CARD_STAYS: f64 = 6.0;
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
    wall_s: f64,
    /// The notice of the lockdown that holds: its tick and its words.
    lockdown: Option<(u64, String)>,
}

impl News {
    /// News of a level that begins: its first card is how full it is.
    pub fn of_beginning(prison: &Prison) -> Self {
        let mut news = Self::default();
        let (built_for, men) = (gauge::built_for(prison), gauge::on_the_book(prison));
        if built_for > 0 && men > 0 {
            news.show(Card {
                lines: vec![
                    format!("Built for {}.", thousands(built_for)),
                    format!("Tonight {}.", thousands(men)),
                ],
            });
        }
        news
    }

    /// Lets wall time pass, and hears what has happened.
    pub fn hear(&mut self, prison: &Prison, lens: &Lens, wall_s: f64) {
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
            let notice = notice(prison, lens, happening);
            if notice.grade >= Grade::Warning {
                self.show(Card {
                    lines: vec![notice.text.clone()],
                });
            }
            if happening.what == What::LockedDown {
                self.lockdown = Some((notice.tick, notice.text.clone()));
            }
            self.notices.push(notice);
        }
        if self.notices.len() > KEPT {
            self.notices.drain(..self.notices.len() - KEPT);
        }
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
        if self.card().is_some_and(|card| card.lines == [text]) {
            self.card = None;
        }
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

    fn show(&mut self, card: Card) {
        if self
            .last_card
            .is_some_and(|last| self.wall_s < last + CARD_EVERY)
        {
            return;
        }
        self.last_card = Some(self.wall_s);
        self.card = Some((card, self.wall_s + CARD_STAYS));
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
        What::CountEnded { .. }
        | What::MealEnded { .. }
        | What::LockedIn { .. }
        | What::ServiceBegan { .. } => at_desk,
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
        grade: grade(&happening.what),
        tick: happening.tick,
        when: world.resource::<Clock>().hh_mm(happening.tick),
        text: match &happening.what {
            What::OccasionCalled { occasion } => {
                let second = world.resource::<Clock>().second_of_day(happening.tick);
                format!("The bell: {}", occasion.title(second))
            }
            _ => capital(&as_known(prison, lens, happening)),
        },
        at: happening.at,
        who: happening.who,
    }
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
        What::LockedDown
        | What::CountEnded {
            complete: false, ..
        } => Grade::Warning,
        What::SealedIn { .. } | What::GotStuck => Grade::Warning,
        What::OccasionCalled { .. }
        | What::CountEnded { .. }
        | What::MealEnded { .. }
        | What::LockDownEnded
        | What::OrderFailed { .. } => Grade::Event,
        _ => Grade::Note,
    }
}

/// A number with a comma between its thousands.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_parted_by_commas() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_800), "1,800");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
