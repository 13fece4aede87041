//! Title cards: which happenings deserve one, in the words of the film, and which comes first when
//! there are more than can be shown.

use bighouse_sim::Prison;
use bighouse_sim::happening::{CardWeight, Happening};
use bighouse_sim::ids::TileId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::prison::Topology;

use super::super::Lens;
use crate::play::reader::SeatReader;
use crate::words;

/// A card: white on ink, for what matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its one or two lines.
    pub lines: Vec<String>,
}

impl Card {
    /// The card of a text, line by line.
    pub(super) fn of_text(text: &str) -> Self {
        let lines = words::capital(text);
        Self {
            lines: lines.lines().map(str::to_owned).collect(),
        }
    }
}

/// The card of a happening and its weight, if it has one.
pub(in crate::play) fn of(
    prison: &Prison,
    lens: &Lens,
    happening: &Happening,
) -> Option<(u8, Card)> {
    let weight = match happening.what.facts().card? {
        CardWeight::Always(weight) => weight,
        CardWeight::ByRoom => weight_of(room_use(prison, happening.at?)?)?,
    };
    let reader = SeatReader::new(prison, lens);
    let text = words::spoken().also(&happening.message(), "card", &reader)?;
    Some((weight, Card::of_text(&text)))
}

fn room_use(prison: &Prison, at: TileId) -> Option<RoomUse> {
    let topology = prison.world().resource::<Topology>();
    Some(topology.room(topology.room_at(at)?).used_as)
}

/// How much it matters that the men take a room; `None` for the many that make no card.
fn weight_of(used_as: RoomUse) -> Option<u8> {
    match used_as {
        RoomUse::Armoury | RoomUse::Gatehouse => Some(7),
        RoomUse::KeyRoom | RoomUse::WardenOffice | RoomUse::WardenHouse => Some(5),
        RoomUse::CellHouse | RoomUse::MessHall | RoomUse::Yard => Some(4),
        RoomUse::Mill | RoomUse::Chapel | RoomUse::Hospital | RoomUse::Kitchen => Some(3),
        RoomUse::Way
        | RoomUse::Cell
        | RoomUse::Gallery
        | RoomUse::Laundry
        | RoomUse::Workshop
        | RoomUse::Morgue
        | RoomUse::Dungeon
        | RoomUse::Visiting
        | RoomUse::Office
        | RoomUse::Receiving
        | RoomUse::GuardRoom
        | RoomUse::Tower
        | RoomUse::Outside
        | RoomUse::BeyondRoad
        | RoomUse::Home
        | RoomUse::Shop
        | RoomUse::Police
        | RoomUse::Undertaker => None,
    }
}
