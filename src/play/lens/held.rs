//! Who holds which room, as far as a seat knows.

use std::collections::{BTreeMap, BTreeSet};

use bighouse_sim::Prison;
use bighouse_sim::happening::RiotEnd;
use bighouse_sim::ids::RoomId;
use bighouse_sim::riot::Riots;

use super::{Bearing, FigureKind, Lens};
use crate::words;

/// Who holds a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// Officers or soldiers are in it.
    Officers,
    /// Officers and rioters are in it.
    Contested,
    /// The men.
    Men,
    /// The doors from what the men hold to the rest.
    Frontier,
}

impl Hold {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Men, Self::Contested, Self::Officers, Self::Frontier];

    /// What it is called in the legend.
    pub fn name(self) -> String {
        words::spoken().plain(self.message())
    }

    /// Its message.
    pub(in crate::play) fn message(self) -> &'static str {
        match self {
            Self::Officers => "hold-officers",
            Self::Contested => "hold-contested",
            Self::Men => "hold-men",
            Self::Frontier => "hold-frontier",
        }
    }

    /// Its level on the overlay.
    pub fn level(self) -> u8 {
        match self {
            Self::Officers => 60,
            Self::Contested => 120,
            Self::Men => 180,
            Self::Frontier => 255,
        }
    }

    /// Who holds it by the level.
    pub fn of_level(level: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|hold| hold.level() == level)
    }
}

impl Lens {
    /// Which rooms of [`Lens::house`] the seat knows to be held, and by whom: from where it saw
    /// rioters and officers last; who sees all knows what the rioters hold.
    pub fn held(&self, prison: &Prison) -> BTreeMap<RoomId, Hold> {
        let house = self.house(prison);
        let (mut men, mut officers) = (BTreeSet::new(), BTreeSet::new());
        for seen in self.people(prison) {
            let tile = house.under(seen.at.0, seen.at.1);
            let Some(room) = house.topology.room_at(tile) else {
                continue;
            };
            let is_outside = house.topology.room(room).used_as.is_outside();
            match (seen.kind, seen.bearing) {
                (FigureKind::Inmate, Bearing::Riots) => {
                    men.insert(room);
                }
                (_, Bearing::Held | Bearing::Dead) => {}
                (kind, _) if kind.keeps_order() && !is_outside => {
                    officers.insert(room);
                }
                _ => {}
            }
        }
        if self.sees_all()
            && let Some(riot) = prison.world().resource::<Riots>().now()
        {
            let rooms = riot.rooms.iter();
            men.extend(rooms.filter_map(|place| house.topology.room_at(*place)));
        }
        let mut held: BTreeMap<RoomId, Hold> = officers
            .into_iter()
            .map(|room| (room, Hold::Officers))
            .collect();
        for room in men {
            held.entry(room)
                .and_modify(|hold| *hold = Hold::Contested)
                .or_insert(Hold::Men);
        }
        held
    }

    /// Who takes the prison back, while that is being done: whoever goes in is announced to all.
    pub fn stormed_by(&self, prison: &Prison) -> Option<RiotEnd> {
        let riot = prison.world().resource::<Riots>().now()?;
        riot.stormed().map(|(_, by)| by)
    }
}
