//! Order and disorder on the map: unrest, fear, and who holds what.
//!
//! Men are taken together where they take in what goes on about them: in the squares of a room in
//! which they decide ([`scene::Spot`]). What stirs within men only the observer knows; another
//! seat sees who shows it.

use std::collections::{BTreeMap, BTreeSet};

use bighouse_sim::Prison;
use bighouse_sim::happening::RiotEnd;
use bighouse_sim::ids::RoomId;
use bighouse_sim::riot::storm;
use bighouse_sim::unrest::scene::{self, Spot, Surroundings};
use bighouse_sim::unrest::{Mood, decision};

use super::super::lens::{Bearing, FigureKind, Hold, House, Lens, Sighting};

/// Grievance from which the overlay shows it, and at which it is full, basis points: half of what
/// men act from if nobody guards them, and three times that.
const SLIGHT: i32 = 500;
const FULL: i32 = 3_000;
/// Level where all are caught: not the fullest there is, for so it is everywhere in a calm house.
const CAUGHT: u32 = 130;

fn spot_of_man(house: House, man: &Sighting) -> Option<Spot> {
    let tile = house.under(man.at.0, man.at.1);
    scene::spot_of(house.grid, house.topology, tile)
}

/// Gives every tile of some spots of a house a level.
fn fill(House { grid, topology }: House, levels: &mut [u8], spots: &BTreeMap<Spot, u8>) {
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
    let house = lens.house(prison);
    let mut spots: BTreeMap<Spot, (i32, i32)> = BTreeMap::new();
    for man in lens
        .people(prison)
        .filter(|man| man.kind == FigureKind::Inmate)
    {
        let felt = match lens.grievance(prison, man.person) {
            Some(grievance) if lens.sees_all() => grievance,
            _ if man.bearing.is_active() => FULL,
            _ => 0,
        };
        if man.bearing != Bearing::Dead
            && let Some(spot) = spot_of_man(house, &man)
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
    fill(house, levels, &spots);
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
    let dark = lens.is_dark(prison);
    let storm = lens.stormed_by(prison);
    let storm = storm.map(|by| Storm::seen(prison, lens, by));
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
    // The rule goes by the rooms that stand; what was built out of sight is not shown.
    let (stands, known) = (House::as_it_stands(prison), lens.house(prison));
    fill(stands, levels, &caught.collect());
    let is_news = |place: usize| stands.tiles()[place] != known.tiles()[place];
    for (place, level) in levels.iter_mut().enumerate() {
        if *level > 0 && is_news(place) {
            *level = 0;
        }
    }
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
        let house = House::as_it_stands(prison);
        for man in lens.people(prison).filter(|man| man.age.is_none()) {
            let Some((room, ..)) = spot_of_man(house, &man) else {
                continue;
            };
            match (man.kind, man.bearing) {
                (FigureKind::Inmate, Bearing::Riots) => {
                    *storm.rioters.entry(room).or_default() += 1
                }
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

pub(super) fn control(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let topology = lens.house(prison).topology;
    let held = lens.held(prison);
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
