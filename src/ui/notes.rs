//! What the panels themselves remember: words being typed, what is chosen in a list, and what was
//! read from the disk when a panel was opened.

use bevy_ecs::prelude::Resource;
use bighouse_sim::ids::HappeningId;
use bighouse_sim::level::{self, Listed};
use bighouse_sim::order::Order;
use bighouse_sim::prison::check::{self, Defect};

use crate::play::keys::KeyAct;
use crate::play::news::Grade;
use crate::play::saves::Saved;
use crate::play::{Panel, Screen, Table, library};
use crate::words::{self, own::texts};

texts! {
    my_game = "saves-my-game";
}

/// The panels' memory.
#[derive(Resource, Clone, Debug)]
pub struct Notes {
    /// The words in the search box.
    pub search: String,
    /// Which of the people found is picked.
    pub picked: usize,
    /// The words in the title's search for an inmate.
    pub bunk: String,
    /// The seed as typed in the title; empty is the present one.
    pub seed: String,
    /// The name of the save about to be written.
    pub save_name: String,
    /// The act whose key is being chosen.
    pub rebinding: Option<KeyAct>,
    /// What the last choice of a key took from something else, in words.
    pub taken: Option<String>,
    /// The least grade the chronicle shows.
    pub least: Grade,
    /// The tick up to which notices have been put away.
    pub told_until: Option<u64>,
    /// The error in the level's files that was put away: shown again once it is another.
    pub error_put_away: Option<String>,
    /// The offer to begin again that was put away: shown again once it is another.
    pub offer_put_away: Option<Vec<String>>,
    /// The line being written into the timetable: which occasion, and its time of day in seconds.
    pub new_line: (usize, u32),
    /// The happenings of which it was asked why, the latest question last.
    pub why: Vec<HappeningId>,
    /// The order that cannot be taken back and is asked about once more.
    pub confirm: Option<Order>,
    /// What was read from the disk.
    pub shelf: Shelf,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            search: String::new(),
            picked: 0,
            bunk: String::new(),
            seed: String::new(),
            save_name: text::my_game().into(),
            rebinding: None,
            taken: None,
            least: Grade::Note,
            told_until: None,
            error_put_away: None,
            offer_put_away: None,
            new_line: (0, 15 * 3600),
            why: Vec::new(),
            confirm: None,
            shelf: Shelf::default(),
        }
    }
}

/// A change of the panels' memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Other words in the search box: the first found is picked.
    Search(String),
    /// Another of those found is picked.
    Pick(usize),
    /// Other words in the title's search for an inmate.
    Bunk(String),
    /// Another seed typed.
    Seed(String),
    /// Another name for the next save.
    SaveName(String),
    /// A key is being chosen for an act, or no longer.
    Rebind(Option<KeyAct>),
    /// What a choice of a key took from something else.
    Taken(Option<String>),
    /// The least grade the chronicle shows.
    Least(Grade),
    /// Notices up to a tick are put away.
    PutAway(u64),
    /// An error in the level's files is put away.
    PutErrorAway(String),
    /// An offer to begin again is put away.
    PutOfferAway(Vec<String>),
    /// The line being written into the timetable is another.
    NewLine(usize, u32),
    /// It is asked why of a happening, or of the one before again.
    Why(Option<HappeningId>),
    /// An order is asked about once more, or no longer.
    Confirm(Option<Order>),
    /// The folder of saves may have changed.
    Refresh,
}

impl Notes {
    /// Takes a change.
    pub fn take(&mut self, note: Note) {
        match note {
            Note::Search(words) => (self.search, self.picked) = (words, 0),
            Note::Pick(place) => self.picked = place,
            Note::Bunk(words) => self.bunk = words,
            Note::Seed(seed) => self.seed = seed,
            Note::SaveName(name) => self.save_name = name,
            Note::Rebind(act) => self.rebinding = act,
            Note::Taken(words) => self.taken = words,
            Note::Least(grade) => self.least = grade,
            Note::PutAway(tick) => self.told_until = Some(tick),
            Note::PutErrorAway(error) => self.error_put_away = Some(error),
            Note::PutOfferAway(offer) => self.offer_put_away = Some(offer),
            Note::NewLine(occasion, at) => self.new_line = (occasion, at),
            Note::Why(Some(id)) => {
                if self.why.last() != Some(&id) {
                    self.why.push(id);
                }
            }
            Note::Why(None) => {
                self.why.pop();
            }
            Note::Confirm(order) => self.confirm = order,
            Note::Refresh => self.shelf.stale = true,
        }
    }
}

/// What was read from the disk. Panels only look at it; it is filled when one is opened.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The levels there are.
    pub levels: Vec<Listed>,
    /// The languages there are, English first.
    pub languages: Vec<String>,
    /// The saves there are, newest first.
    pub saves: Vec<Saved>,
    /// What a check of the level found.
    pub findings: Vec<Defect>,
    /// What was on the screen when it was filled: title, saves, check, and which prison.
    seen: Option<(bool, bool, bool, u32)>,
    stale: bool,
}

impl Shelf {
    /// Fills it again, if something has been opened that shows it.
    pub fn fill(&mut self, table: &Table, screen: &Screen) {
        let saves = screen.shows(Panel::Saves) || screen.shows(Panel::Menu);
        let seen = (
            screen.title,
            saves,
            screen.shows(Panel::Check),
            table.sittings(),
        );
        if self.seen == Some(seen) && !self.stale {
            return;
        }
        let before = self.seen.replace(seen);
        self.stale = false;
        if seen.0 && (self.levels.is_empty() || !before.is_some_and(|before| before.0)) {
            self.levels = level::list(library::levels_root());
        }
        if self.languages.is_empty() {
            self.languages = words::languages(&library::words_root());
        }
        if saves || screen.title {
            self.saves = table.saves().map(|saves| saves.list()).unwrap_or_default();
        }
        if seen.2 {
            self.findings = check::check(table.level()).findings;
        }
    }
}
