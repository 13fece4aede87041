//! What a panel is shown, and what it may ask for.

use bighouse_sim::order::Order;

use crate::play::{OrderInHand, Panel, Screen, Settings, Table, Under, Wish};

use super::notes::{Note, Notes};

/// Everything a panel reads. Persons among it only through the table's lens and news.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    /// The game.
    pub table: &'a Table,
    /// Title or game, and what is open.
    pub screen: &'a Screen,
    /// What the player likes.
    pub settings: &'a Settings,
    /// What the next click on the map is for.
    pub aim: &'a OrderInHand,
    /// The tile under the pointer.
    pub under: Under,
    /// What the panels themselves remember.
    pub notes: &'a Notes,
}

/// Something a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Of the game: the app grants it.
    Wish(Wish),
    /// Of the player's settings: as they shall be.
    Like(Box<Settings>),
    /// Of the next click on the map.
    Aim(Option<Order>),
    /// Of the panels' own memory.
    Note(Note),
}

/// What was asked for, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asks(pub Vec<Ask>);

impl Asks {
    /// Asks something of the game.
    pub fn wish(&mut self, wish: Wish) {
        self.0.push(Ask::Wish(wish));
    }

    /// Opens a panel, or shuts it.
    pub fn panel(&mut self, panel: Panel) {
        self.wish(Wish::Panel(panel));
    }

    /// Asks something of the panels' memory.
    pub fn note(&mut self, note: Note) {
        self.0.push(Ask::Note(note));
    }

    /// Asks for other settings.
    pub fn like(&mut self, settings: Settings) {
        self.0.push(Ask::Like(Box::new(settings)));
    }

    /// Asks for another use of the next click on the map.
    pub fn aim(&mut self, aim: Option<Order>) {
        self.0.push(Ask::Aim(aim));
    }

    /// The wishes among it.
    pub fn wishes(&self) -> impl Iterator<Item = &Wish> {
        self.0.iter().filter_map(|ask| match ask {
            Ask::Wish(wish) => Some(wish),
            _ => None,
        })
    }
}
