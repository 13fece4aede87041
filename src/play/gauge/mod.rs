//! Figures on the map, and over the day.
//!
//! An **overlay** has one level from 0 to 255 for each tile, of what the seat knows: what it does
//! not see counts for nothing, and its needs and waits are its own men's only as far as
//! [`super::dossier`] would tell them. The **curves** are sampled once a prison minute for the chart.

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::ids::TileId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::movement::{Bodies, Mode, Reason, Waits};
use bighouse_sim::needs::{HURTS, Need, Needs};
use bighouse_sim::people::Roster;
use bighouse_sim::prison::{Grid, Tiers, Topology};

use super::lens::Kind;
use super::{Lens, Seat};

/// How many men the cells of the house were built for.
pub fn built_for(prison: &Prison) -> u32 {
    let tiers = prison.world().resource::<Tiers>();
    tiers
        .cells()
        .map(|(_, cell)| cell.berths.len() as u32)
        .sum()
}

/// How many men are on the book.
pub fn on_the_book(prison: &Prison) -> u32 {
    prison.world().resource::<Roster>().inmates()
}

/// What can be laid over the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlay {
    /// Persons to the square metre.
    Density,
    /// Who waits for something, and where.
    Waits,
    /// What is in sight of officers on duty (observer) or of the seat.
    Sight,
    /// Rooms by what they are for; doors by whether they are locked.
    Zones,
    /// The worst need of each man.
    Needs,
}

impl Overlay {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Density,
        Self::Waits,
        Self::Sight,
        Self::Zones,
        Self::Needs,
    ];

    /// What it is called, also on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::Waits => "waits",
            Self::Sight => "sight",
            Self::Zones => "zones",
            Self::Needs => "needs",
        }
    }

    /// What it tells a seat, in a line.
    pub fn legend(self, seat: Seat) -> &'static str {
        match self {
            Self::Density => "men to the square metre, from three together on: full at 4",
            Self::Waits => "who waits, and how long: full at 5 minutes",
            Self::Sight => match seat {
                Seat::Observer => "what the officers on duty see",
                Seat::Warden(_) => "what you see, and the officers on duty",
                Seat::Inmate(_) => "what you see",
            },
            Self::Zones => "rooms by use; locked doors are full",
            Self::Needs => "the worst need of each man: full when it can not be borne",
        }
    }

    /// The overlay of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overlay| overlay.name() == name)
    }
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
    pub fn name(self) -> &'static str {
        match self {
            Self::Ways => "ways",
            Self::Cells => "cells",
            Self::Meals => "meals",
            Self::Work => "work",
            Self::Yard => "yard",
            Self::Staff => "officers",
            Self::Care => "chapel, hospital, visits",
            Self::Outside => "outside",
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
    let grid = prison.world().resource::<Grid>();
    let mut levels = vec![0u8; grid.len()];
    match overlay {
        Overlay::Density => density(prison, lens, &mut levels),
        Overlay::Waits => waits(prison, lens, &mut levels),
        Overlay::Needs => needs(prison, lens, &mut levels),
        Overlay::Sight => sight(prison, lens, &mut levels),
        Overlay::Zones => zones(prison, lens, &mut levels),
    }
    levels
}

/// So many men on nine square metres are a crowd.
const CROWD: u32 = 3;

fn density(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let grid = prison.world().resource::<Grid>();
    let topology = prison.world().resource::<Topology>();
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
    let world = prison.world();
    let waits = world.resource::<Waits>();
    let grid = world.resource::<Grid>();
    for sighting in lens.people(prison) {
        // That a man stands in a queue can be seen; what else holds him up can not.
        let known = sighting.age.is_none()
            && waits.of(sighting.person).is_some_and(|wait| {
                lens.seat().knows_within(sighting.person) || wait.reason == Reason::Queue
            });
        if let Some(wait) = waits.of(sighting.person).filter(|_| known) {
            let passed = prison.now().saturating_sub(wait.since);
            let level = 60 + (passed * 195 / (5 * MINUTE)).min(195);
            mark(levels, grid, sighting.at, level as u8);
        }
    }
}

fn needs(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let world = prison.world();
    let needs = world.resource::<Needs>();
    let grid = world.resource::<Grid>();
    for sighting in lens.people(prison) {
        let told = sighting.kind == Kind::Inmate && lens.seat().knows_within(sighting.person);
        if told {
            let worst = Need::ALL
                .into_iter()
                .map(|need| needs.of(sighting.person, need, prison.now()))
                .max()
                .unwrap_or(0);
            mark(
                levels,
                grid,
                sighting.at,
                (worst * 255 / 10_000).min(255) as u8,
            );
        }
    }
}

fn mark(levels: &mut [u8], grid: &Grid, (x, y): (i32, i32), level: u8) {
    let slot = &mut levels[grid.under(x, y).index()];
    *slot = (*slot).max(level);
}

fn sight(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    for (level, seen) in levels.iter_mut().zip(lens.in_sight(prison).iter()) {
        *level = if *seen { 160 } else { 0 };
    }
}

fn zones(prison: &Prison, lens: &Lens, levels: &mut [u8]) {
    let topology = prison.world().resource::<Topology>();
    let grid = prison.world().resource::<Grid>();
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

/// One prison minute of the whole house.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// The tick.
    pub tick: u64,
    /// Men who wait, by reason, in the order of [`Reason::ALL`].
    pub waiting: [u32; 5],
    /// Men whom each need hurts, in the order of [`Need::ALL`].
    pub hurt: [u32; 4],
    /// Mean of each need, in hundredths.
    pub mean: [f32; 4],
    /// Men on their feet.
    pub moving: u32,
}

/// Most samples kept: two days of minutes.
const KEPT: usize = 2 * 24 * 60;

/// The curves of the chart: a sample a minute. The observer's are of the whole house; another seat
/// counts the waits it sees, and of needs knows its own.
#[derive(Clone, Debug, Default)]
pub struct Curves {
    samples: Vec<Sample>,
}

impl Curves {
    /// The samples, oldest first.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Takes a sample, if a minute has passed since the last.
    pub fn sample(&mut self, prison: &Prison, lens: &Lens) {
        let now = prison.now();
        if let Some(last) = self.samples.last() {
            if now < last.tick {
                self.samples.clear();
            } else if now / MINUTE == last.tick / MINUTE {
                return;
            }
        }
        if self.samples.len() >= KEPT {
            self.samples.drain(..KEPT / 4);
        }
        self.samples.push(sample(prison, lens));
    }
}

fn sample(prison: &Prison, lens: &Lens) -> Sample {
    let world = prison.world();
    let (waits, needs) = (world.resource::<Waits>(), world.resource::<Needs>());
    let bodies = world.resource::<Bodies>();
    let now = prison.now();
    let mut sample = Sample {
        tick: now,
        ..Sample::default()
    };
    let mut told = 0;
    for person in world.resource::<Roster>().all_inmates() {
        if lens.sees(prison, person) {
            if let Some(wait) = waits.of(person)
                && let Some(place) = Reason::ALL.iter().position(|reason| *reason == wait.reason)
            {
                sample.waiting[place] += 1;
            }
            let mode = bodies.body(person).mode;
            sample.moving += u32::from(matches!(mode, Mode::Walking | Mode::InFile));
        }
        if lens.seat().knows_within(person) {
            told += 1;
            for (place, need) in Need::ALL.into_iter().enumerate() {
                let lack = needs.of(person, need, now);
                sample.mean[place] += lack as f32 / 100.0;
                sample.hurt[place] += u32::from(lack >= HURTS);
            }
        }
    }
    for mean in &mut sample.mean {
        *mean /= told.max(1) as f32;
    }
    sample
}
