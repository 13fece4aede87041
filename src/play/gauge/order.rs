//! Order and disorder on the map: unrest, fear, and who holds what.
//!
//! Men are taken together where they take in what goes on about them: in the squares of a room in
//! which they decide ([`scene::SQUARE`]). What stirs within men only the observer knows; another
//! seat sees who shows it.

use std::collections::{BTreeMap, BTreeSet};

use bighouse_sim::Prison;
use bighouse_sim::ids::{RoomId, TileId};
use bighouse_sim::level::RoomUse;
use bighouse_sim::prison::{Grid, Topology};
use bighouse_sim::riot::Riots;
use bighouse_sim::unrest::{Decision, Spirits, decision, scene};

use super::super::lens::{Bearing, Kind, Sighting};
use super::super::{Lens, Seat};

/// Grievance from which the overlay shows it, and at which it is full, basis points: half of what
/// men act from if nobody guards them, and three times that.
const SLIGHT: i32 = 500;
const FULL: i32 = 3_000;
/// Level where all are caught: not the fullest there is, for so it is everywhere in a calm house.
const CAUGHT: u32 = 130;
/// A soldier counts as so many guards (SCIENCE 1.9: three to five).
const SOLDIER: u32 = 4;

/// Part of a room: the room, and the square of it.
type Spot = (RoomId, u32, u32);

fn spot_of(prison: &Prison, tile: TileId) -> Option<Spot> {
    let world = prison.world();
    let room = world.resource::<Topology>().room_at(tile)?;
    let (x, y) = world.resource::<Grid>().x_y(tile);
    Some((room, x / scene::SQUARE, y / scene::SQUARE))
}

fn spot_of_man(prison: &Prison, man: &Sighting) -> Option<Spot> {
    let grid = prison.world().resource::<Grid>();
    spot_of(prison, grid.under(man.at.0, man.at.1))
}

/// Gives every tile of some spots a level.
fn fill(prison: &Prison, levels: &mut [u8], spots: &BTreeMap<Spot, u8>) {
    let topology = prison.world().resource::<Topology>();
    let rooms: BTreeSet<RoomId> = spots.keys().map(|spot| spot.0).collect();
    for tile in rooms
        .into_iter()
        .flat_map(|room| &topology.room(room).tiles)
    {
        if let Some(level) = spot_of(prison, *tile).and_then(|spot| spots.get(&spot)) {
            levels[tile.index()] = *level;
        }
    }
}

pub(super) fn unrest(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let spirits = prison.world().resource::<Spirits>();
    let mut spots: BTreeMap<Spot, (i32, i32)> = BTreeMap::new();
    for man in lens.people(prison).filter(|man| man.kind == Kind::Inmate) {
        let felt = match lens.seat() {
            Seat::Observer => spirits
                .of(man.person)
                .map_or(0, |spirit| spirit.grievance()),
            _ if man.bearing.is_active() => FULL,
            _ => 0,
        };
        if man.bearing != Bearing::Dead
            && let Some(spot) = spot_of_man(prison, &man)
        {
            let (sum, men) = spots.entry(spot).or_default();
            *sum += felt.min(FULL);
            *men += 1;
        }
    }
    let spots = spots
        .into_iter()
        .map(|(spot, (sum, men))| {
            let felt = (sum / men - SLIGHT) * 255 / (FULL - SLIGHT);
            (spot, felt.clamp(0, 255) as u8)
        })
        .collect();
    fill(prison, levels, &spots);
}

pub(super) fn fear(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    // By spot: inmates, those of them who act, guards.
    let mut spots: BTreeMap<Spot, [u32; 3]> = BTreeMap::new();
    for man in lens.people(prison).filter(|man| man.age.is_none()) {
        let Some(spot) = spot_of_man(prison, &man) else {
            continue;
        };
        let counted = spots.entry(spot).or_default();
        match (man.kind, man.bearing) {
            (_, Bearing::Held | Bearing::Dead) => {}
            (Kind::Inmate, bearing) => {
                counted[0] += 1;
                counted[1] += u32::from(bearing.is_active());
            }
            (Kind::Guard, _) => counted[2] += decision::GUARD,
            (Kind::Soldier, _) => counted[2] += SOLDIER * decision::GUARD,
            (Kind::Warden | Kind::Civilian, _) => {}
        }
    }
    let topology = prison.world().resource::<Topology>();
    let about = |(room, x, y): Spot, of: usize| -> u32 {
        let in_the_open = topology.room(room).used_as == RoomUse::Yard;
        let far = scene::squares_seen(in_the_open);
        (x.saturating_sub(far)..=x + far)
            .flat_map(|x| spots.range((room, x, y.saturating_sub(far))..=(room, x, y + far)))
            .map(|(_, counted)| counted[of])
            .sum()
    };
    let at_call = |(_, x, y): Spot| -> u32 {
        let near = spots
            .iter()
            .filter(|((_, column, row), _)| scene::is_at_call((*column, *row), (x, y)));
        near.map(|(_, counted)| counted[2]).sum()
    };
    let caught = spots
        .iter()
        .filter(|(_, counted)| counted[0] > 0)
        .map(|(spot, _)| {
            let cops = at_call(*spot) * scene::EXPECTED / 100 + about(*spot, 2);
            let chance = Decision::default().arrest_chance(cops, about(*spot, 1) + 1);
            (*spot, (chance * CAUGHT / decision::ONE).min(CAUGHT) as u8)
        })
        .collect();
    fill(prison, levels, &caught);
}

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
    pub fn name(self) -> &'static str {
        match self {
            Self::Officers => "officers are there",
            Self::Contested => "fought over",
            Self::Men => "in the men's hands",
            Self::Frontier => "door between",
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

/// Which rooms the seat knows to be held, and by whom.
pub fn held(prison: &Prison, lens: &Lens) -> BTreeMap<RoomId, Hold> {
    let world = prison.world();
    let topology = world.resource::<Topology>();
    let grid = world.resource::<Grid>();
    let (mut men, mut officers) = (BTreeSet::new(), BTreeSet::new());
    for seen in lens.people(prison) {
        let Some(room) = topology.room_at(grid.under(seen.at.0, seen.at.1)) else {
            continue;
        };
        match (seen.kind, seen.bearing) {
            (Kind::Inmate, Bearing::Riots) => {
                men.insert(room);
            }
            (_, Bearing::Held | Bearing::Dead) => {}
            (Kind::Guard | Kind::Soldier, _) if !topology.room(room).used_as.is_outside() => {
                officers.insert(room);
            }
            _ => {}
        }
    }
    if lens.sees_all()
        && let Some(riot) = world.resource::<Riots>().now()
    {
        men.extend(
            riot.rooms
                .iter()
                .filter_map(|place| topology.room_at(*place)),
        );
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

pub(super) fn control(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let topology = prison.world().resource::<Topology>();
    let held = held(prison, lens);
    for (room, hold) in &held {
        for tile in &topology.room(*room).tiles {
            levels[tile.index()] = hold.level();
        }
    }
    let is_theirs = |room: RoomId| matches!(held.get(&room), Some(Hold::Men | Hold::Contested));
    for portal in topology.portals() {
        let [a, b] = portal.rooms;
        if is_theirs(a) != is_theirs(b) {
            for tile in &portal.tiles {
                levels[tile.index()] = Hold::Frontier.level();
            }
        }
    }
}
