//! Figures on the map, and over the day.
//!
//! - [`overlay`]: each overlay, declared once. This file: what lies on the map by day. [`order`]: unrest,
//!   fear, and who holds what. [`curves`]: the chart.
//!
//! An **overlay** has one level from 0 to 255 for each tile, of what the seat knows: what it does
//! not see counts for nothing, and its needs and waits are its own men's only as far as
//! [`super::dossier`] would tell them. The **curves** are sampled once a prison minute for the chart.

pub mod curves;
pub mod order;
pub mod overlay;

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::needs::Need;
use bighouse_sim::people::Roster;
use bighouse_sim::prison::Tiers;

use super::Lens;
#[cfg(test)]
use super::Seat;
use super::lens::{FigureKind, House};
use crate::words;
#[cfg(test)]
use bighouse_sim::message::Message;

pub use super::lens::Hold;
pub use curves::{Curves, Sample};
pub use overlay::{DrawnAs, Hue, Overlay};

/// How many men the cells of the house were built for.
pub fn built_for(prison: &Prison) -> u32 {
    let tiers = prison.world().resource::<Tiers>();
    tiers
        .cells()
        .map(|(_, cell)| cell.berths.len() as u32)
        .sum()
}

/// How many men are on the book: all who live.
pub fn on_the_book(prison: &Prison) -> u32 {
    let roster = prison.world().resource::<Roster>();
    let dead = roster.dead().iter().filter(|dead| roster.is_inmate(**dead));
    roster.inmates() - dead.count() as u32
}

/// What rooms are for, in kinds that are told apart on the map by their hatching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Ways inside the wall.
    Ways,
    /// Cells, galleries and their houses.
    Cells,
    /// Mess hall and kitchen.
    Meals,
    /// Mill, laundry and workshop.
    Work,
    /// The yard.
    Yard,
    /// What belongs to the officers and the warden.
    Staff,
    /// Chapel, hospital, visits and whatever else the house has for its men.
    Care,
    /// The ground and the town outside.
    Outside,
}

impl Zone {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 8] = [
        Self::Cells,
        Self::Meals,
        Self::Work,
        Self::Yard,
        Self::Care,
        Self::Staff,
        Self::Ways,
        Self::Outside,
    ];

    /// What a room is for.
    pub fn of(used_as: RoomUse) -> Self {
        match used_as {
            RoomUse::Way => Self::Ways,
            RoomUse::Cell | RoomUse::Gallery | RoomUse::CellHouse => Self::Cells,
            RoomUse::MessHall | RoomUse::Kitchen => Self::Meals,
            RoomUse::Laundry | RoomUse::Mill | RoomUse::Workshop => Self::Work,
            RoomUse::Yard => Self::Yard,
            RoomUse::Chapel
            | RoomUse::Hospital
            | RoomUse::Morgue
            | RoomUse::Dungeon
            | RoomUse::Visiting
            | RoomUse::Receiving => Self::Care,
            RoomUse::Office
            | RoomUse::WardenOffice
            | RoomUse::WardenHouse
            | RoomUse::Armoury
            | RoomUse::KeyRoom
            | RoomUse::Gatehouse
            | RoomUse::GuardRoom
            | RoomUse::Tower => Self::Staff,
            used_as if used_as.is_outside() => Self::Outside,
            _ => Self::Care,
        }
    }

    /// What it is called in the legend.
    pub fn name(self) -> String {
        words::spoken().plain(self.message())
    }

    fn message(self) -> &'static str {
        match self {
            Self::Ways => "zone-ways",
            Self::Cells => "zone-cells",
            Self::Meals => "zone-meals",
            Self::Work => "zone-work",
            Self::Yard => "zone-yard",
            Self::Staff => "zone-staff",
            Self::Care => "zone-care",
            Self::Outside => "zone-outside",
        }
    }

    /// Its level on the overlay: each has its own, below that of a locked door.
    pub fn level(self) -> u8 {
        match self {
            Self::Outside => 40,
            Self::Ways => 60,
            Self::Yard => 80,
            Self::Cells => 100,
            Self::Meals => 120,
            Self::Work => 140,
            Self::Care => 160,
            Self::Staff => 180,
        }
    }

    /// The zone of a level.
    pub fn of_level(level: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.level() == level)
    }
}

/// Levels of an overlay, row by row; 0 is nothing to show.
pub fn levels(prison: &Prison, lens: &Lens, overlay: Overlay) -> Vec<u8> {
    let mut levels = vec![0u8; lens.house(prison).tiles().len()];
    (overlay.declared().levels)(prison, lens, &mut levels);
    levels
}

/// Number of men on nine square metres from which on they are a crowd.
const CROWD: u32 = 3;

fn density(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let House { grid, topology } = lens.house(prison);
    let mut men = vec![0u16; grid.len()];
    for sighting in lens.people(prison).filter(|person| person.age.is_none()) {
        men[grid.under(sighting.at.0, sighting.at.1).index()] += 1;
    }
    let (width, height) = (grid.width() as i32, grid.height() as i32);
    for y in 0..height {
        for x in 0..width {
            let here = (y * width + x) as usize;
            if topology.room_at(TileId::from_index(here)).is_none() {
                continue;
            }
            // Over nine tiles: a man or two on them are no crowd.
            let mut sum = 0u32;
            for (dx, dy) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))) {
                if let Some(tile) = grid.at(x + dx, y + dy) {
                    sum += men[tile.index()] as u32;
                }
            }
            if sum >= CROWD {
                levels[here] = (sum * 255 / 36).min(255) as u8;
            }
        }
    }
}

fn waits(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let house = lens.house(prison);
    for sighting in lens.people(prison).filter(|man| man.age.is_none()) {
        if let Some(wait) = lens.wait(prison, sighting.person) {
            let passed = prison.now().saturating_sub(wait.since);
            let level = 60 + (passed * 195 / (5 * MINUTE)).min(195);
            mark(levels, house, sighting.at, level as u8);
        }
    }
}

fn needs(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let house = lens.house(prison);
    for man in lens
        .people(prison)
        .filter(|man| man.kind == FigureKind::Inmate)
    {
        let needs = Need::ALL.into_iter();
        let worst = needs.filter_map(|need| lens.need(prison, man.person, need));
        if let Some(worst) = worst.max() {
            let level = (worst * 255 / 10_000).min(255) as u8;
            mark(levels, house, man.at, level);
        }
    }
}

fn mark(levels: &mut [u8], house: House, (x, y): (i32, i32), level: u8) {
    let slot = &mut levels[house.under(x, y).index()];
    *slot = (*slot).max(level);
}

fn sight(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    for (level, seen) in levels.iter_mut().zip(lens.in_sight(prison).iter()) {
        *level = if *seen { 160 } else { 0 };
    }
}

fn zones(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let House { grid, topology } = lens.house(prison);
    for (index, level) in levels.iter_mut().enumerate() {
        let tile = TileId::from_index(index);
        // What nobody stands on belongs to the room it stands in.
        let room = topology.room_at(tile).or_else(|| {
            let stands = !grid.tile(tile).bounds_room();
            let mut beside = grid.beside(tile).filter(|_| stands);
            beside.find_map(|near| topology.room_of(near))
        });
        if let Some(room) = room {
            *level = Zone::of(topology.room(room).used_as).level();
        }
    }
    for portal in topology.portals() {
        if lens.is_locked(prison, portal.key()) == Some(true) {
            for tile in &portal.tiles {
                levels[tile.index()] = 255;
            }
        }
    }
}

/// One of each message that is made here.
#[cfg(test)]
pub(crate) fn made() -> Vec<Message> {
    let nobody = bighouse_sim::ids::PersonId(0);
    let seats = [Seat::Observer, Seat::Warden(nobody), Seat::Inmate(nobody)];
    let legends = Overlay::ALL
        .into_iter()
        .flat_map(|overlay| seats.map(|seat| overlay.legend_message(seat)));
    let titles = Overlay::ALL.map(|overlay| overlay.declared().title);
    let zones = Zone::ALL.into_iter().map(Zone::message);
    let holds = Hold::ALL.into_iter().map(Hold::message);
    legends
        .chain(titles)
        .chain(zones)
        .chain(holds)
        .map(Message::new)
        .collect()
}
