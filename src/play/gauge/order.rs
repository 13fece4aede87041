//! Order and disorder on the map: unrest, fear, and who holds what.
//!
//! Men are taken together where they take in what goes on about them: in the squares of a room in
//! which they decide ([`scene::Spot`]). What stirs within men only the observer knows; another
//! seat sees who shows it.

use std::collections::{BTreeMap, BTreeSet};

use bighouse_sim::Prison;
use bighouse_sim::clock::Clock;
use bighouse_sim::happening::RiotEnd;
use bighouse_sim::ids::RoomId;
use bighouse_sim::prison::{Grid, Topology};
use bighouse_sim::riot::{Riots, storm};
use bighouse_sim::unrest::scene::{self, Spot, Surroundings};
use bighouse_sim::unrest::{Mood, Spirits, decision};

use super::super::lens::{Bearing, Kind, Sighting};
use super::super::{Lens, Seat};
use crate::words;

/// Grievance from which the overlay shows it, and at which it is full, basis points: half of what
/// men act from if nobody guards them, and three times that.
const SLIGHT: i32 = 500;
const FULL: i32 = 3_000;
/// Level where all are caught: not the fullest there is, for so it is everywhere in a calm house.
const CAUGHT: u32 = 130;

fn spot_of_man(prison: &Prison, man: &Sighting) -> Option<Spot> {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    scene::spot_of(grid, topology, grid.under(man.at.0, man.at.1))
}

/// Gives every tile of some spots a level.
fn fill(prison: &Prison, levels: &mut [u8], spots: &BTreeMap<Spot, u8>) {
    let world = prison.world();
    let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
    let rooms: BTreeSet<RoomId> = spots.keys().map(|spot| spot.0).collect();
    for tile in rooms
        .into_iter()
        .flat_map(|room| &topology.room(room).tiles)
    {
        let spot = scene::spot_of(grid, topology, *tile);
        if let Some(level) = spot.and_then(|spot| spots.get(&spot)) {
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

/// How surely a man who is quiet yet reckons to be caught, as the rule of the simulation has it, with
/// those whom the seat sees. What men at table say under their breath only the observer hears.
pub(super) fn fear(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let world = prison.world();
    let surroundings = Surroundings::of(world);
    let scene = surroundings.scene(
        |person| lens.sees(prison, person),
        |person| lens.seat().knows_within(person),
    );
    let second = world.resource::<Clock>().second_of_day(prison.now());
    let riot = world.resource::<Riots>().now();
    let dark = riot.is_some_and(|riot| riot.siege.is_dark(second));
    let stormed = riot.and_then(|riot| riot.stormed());
    let storm = stormed.map(|(_, by)| Storm::seen(prison, lens, by));
    let chance = |(cops, actives)| surroundings.decision.arrest_chance(cops, actives);
    let caught = scene.spots().map(|spot| {
        let guarded = chance(match dark {
            true => scene.odds_in_the_dark(spot, Mood::Quiet),
            false => scene.odds(spot, Mood::Quiet),
        });
        let stormed = storm.as_ref().map_or(0, |storm| chance(storm.odds(spot)));
        let level = guarded.max(stormed) * CAUGHT / decision::ONE;
        (spot, level.min(CAUGHT) as u8)
    });
    fill(prison, levels, &caught.collect());
}

/// Those who take the prison back, and whom they come for, by rooms.
struct Storm {
    by: RiotEnd,
    force: BTreeMap<RoomId, Vec<(i32, i32)>>,
    rioters: BTreeMap<RoomId, usize>,
}

impl Storm {
    /// As far as a seat sees it.
    fn seen(prison: &Prison, lens: &Lens, by: RiotEnd) -> Self {
        let mut storm = Self {
            by,
            force: BTreeMap::new(),
            rioters: BTreeMap::new(),
        };
        for man in lens.people(prison).filter(|man| man.age.is_none()) {
            let Some((room, ..)) = spot_of_man(prison, &man) else {
                continue;
            };
            match (man.kind, man.bearing) {
                (Kind::Inmate, Bearing::Riots) => *storm.rioters.entry(room).or_default() += 1,
                (kind, Bearing::Storms) if kind.keeps_order() => {
                    storm.force.entry(room).or_default().push(man.at);
                }
                (kind, bearing) if kind.is_relief() && bearing != Bearing::Dead => {
                    storm.force.entry(room).or_default().push(man.at);
                }
                _ => {}
            }
        }
        storm
    }

    /// What a man in the middle of a spot reckons with.
    fn odds(&self, spot: Spot) -> (u32, u32) {
        let middle = scene::middle(spot);
        let felt = i64::from(storm::FELT);
        let near = self.force.get(&spot.0).map_or(0, |force| {
            let is_near = |(x, y): &&(i32, i32)| {
                let (dx, dy) = (i64::from(x - middle.0), i64::from(y - middle.1));
                dx * dx + dy * dy <= felt * felt
            };
            force.iter().filter(is_near).count() as u32
        });
        let beside = self.rioters.get(&spot.0).copied().unwrap_or(0);
        storm::odds_in_a_storm(self.by, near, || beside.max(1))
    }
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
    pub fn name(self) -> String {
        words::spoken().plain(self.message())
    }

    /// Its message.
    pub(super) fn message(self) -> &'static str {
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
            (kind, _) if kind.keeps_order() && !topology.room(room).used_as.is_outside() => {
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
