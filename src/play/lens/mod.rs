//! What a seat may know of where people are and how the house stands.
//!
//! The observer sees everything. Every other seat sees what its **eyes** see: an inmate his own,
//! the warden his own, those of the officers at their posts (each has a telephone), and once a
//! minute those of the officers on their rounds (there are call boxes on the way). What was seen
//! is remembered: a man who has gone out of sight stays on the picture as a **ghost** where he was
//! last, with the age of that news, until somebody looks there and he is gone; doors and walls
//! stay as they were last seen.
//!
//! A man is seen from 40 m where it is light and from 12 m in the dark, along an exact line
//! ([`bighouse_sim::prison::sight`]). Asleep, one sees nothing.
//!
//! - `eyes`: whose eyes those are, and what is in sight of them.
//! - `house`: walls, rooms and doors. `lamps`: which burn. `held`: who holds which room.
//! - `within`: what goes on within somebody.
//! - `figure`: what somebody looks like. `army`: its tanks. `fire`: what burns. `shots`: who fell.
//!   `works`: what masons are to build.

mod army;
mod eyes;
mod figure;
mod fire;
mod held;
mod house;
mod lamps;
mod shots;
mod within;
mod works;

use std::borrow::Cow;
use std::collections::BTreeMap;

use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::prison::{Doors, Grid, Topology};

use super::Seat;
use eyes::Eyes;
use figure::sighting;
use house::Remembered;

pub use army::Tank;
pub use figure::{Bearing, FigureKind, Posture, Sighting};
pub use fire::Blaze;
pub use held::Hold;
pub use house::House;
pub use shots::Shot;
pub use within::WaitSeen;
pub use works::Planned;

/// Ghosts older than this are forgotten, ticks: a night.
const REMEMBERED: u64 = 12 * 60 * MINUTE;
/// How often eyes are used, ticks.
const GLANCE: u64 = 5;

/// What a seat sees and remembers.
#[derive(Clone, Debug, Default)]
pub struct Lens {
    seat: Seat,
    /// When eyes were last used.
    looked: Option<u64>,
    eyes: Eyes,
    /// When each tile was last in sight; `None` if never.
    tile_seen: Vec<Option<u64>>,
    /// The house as the seat remembers it; empty for who sees all.
    house: Remembered,
    /// Whether each door is locked, as the seat knows it, in the order of the portals' keys.
    locked: BTreeMap<TileId, bool>,
    /// Where each person was seen last, and when.
    last: Vec<Option<(Sighting, u64)>>,
}

impl Lens {
    /// The eyes of a seat, which have seen nothing yet but know the plan of the house.
    pub fn new(prison: &Prison, seat: Seat) -> Self {
        let world = prison.world();
        let mut lens = Self {
            seat,
            eyes: Eyes::new(prison),
            tile_seen: vec![None; world.resource::<Grid>().len()],
            last: vec![None; world.resource::<Bodies>().len()],
            ..Self::default()
        };
        if !lens.sees_all() {
            lens.house = Remembered::as_planned(prison);
        }
        lens.look(prison);
        lens
    }

    /// Whose eyes.
    pub fn seat(&self) -> Seat {
        self.seat
    }

    /// Whether it sees everything.
    pub fn sees_all(&self) -> bool {
        self.seat == Seat::Observer
    }

    /// Uses the eyes, if time has passed since they were used last.
    pub fn look(&mut self, prison: &Prison) {
        if self.sees_all() || self.has_just_looked(prison) {
            return;
        }
        let now = prison.now();
        let a_minute_passed = self
            .looked
            .is_none_or(|looked| now < looked || now / MINUTE > looked / MINUTE);
        self.looked = Some(now);
        self.eyes.look(prison, self.seat, a_minute_passed);
        self.remember_tiles(prison, now);
        self.see_people(prison, now);
    }

    /// For the observer, who needs no eyes: sees what the officers on duty see, as the overlay of
    /// sight shows it.
    pub fn look_with_officers(&mut self, prison: &Prison) {
        if self.sees_all() && !self.has_just_looked(prison) {
            self.looked = Some(prison.now());
            self.eyes.look(prison, self.seat, true);
        }
    }

    fn has_just_looked(&self, prison: &Prison) -> bool {
        self.looked
            .is_some_and(|looked| (looked..looked + GLANCE).contains(&prison.now()))
    }

    /// The tiles in sight of the seat, row by row; for the observer, of the officers on duty.
    pub fn in_sight(&self, prison: &Prison) -> Cow<'_, [bool]> {
        if self.sees_all() && !self.has_just_looked(prison) {
            let mut eyes = Eyes::new(prison);
            eyes.look(prison, self.seat, true);
            return Cow::Owned(eyes.visible().to_vec());
        }
        Cow::Borrowed(self.eyes.visible())
    }

    fn remember_tiles(&mut self, prison: &Prison, now: u64) {
        let visible = self.eyes.visible();
        for (index, _) in visible.iter().enumerate().filter(|(_, seen)| **seen) {
            self.tile_seen[index] = Some(now);
        }
        self.house.see(prison.world().resource::<Grid>(), visible);
        for door in prison.world().resource::<Doors>().iter() {
            if visible[door.key.index()] {
                self.locked.insert(door.key, door.locked);
            }
        }
    }

    fn see_people(&mut self, prison: &Prison, now: u64) {
        let bodies = prison.world().resource::<Bodies>();
        let visible = self.eyes.visible();
        for (person, body) in bodies.iter() {
            let slot = &mut self.last[person.index()];
            let own = self.seat.person() == Some(person);
            if body.mode != Mode::Gone && (own || visible[body.tile.index()]) {
                *slot = Some((sighting(prison, person), now));
            } else if let Some((was, when)) = slot {
                // One who is not where he was last is anywhere.
                let grid = prison.world().resource::<Grid>();
                let place = grid.under(was.at.0, was.at.1);
                if visible[place.index()] || now.saturating_sub(*when) > REMEMBERED {
                    *slot = None;
                }
            }
        }
    }

    /// Everybody the seat sees or remembers to have seen, by [`PersonId`].
    pub fn people<'a>(&'a self, prison: &'a Prison) -> impl Iterator<Item = Sighting> + 'a {
        let bodies = prison.world().resource::<Bodies>();
        bodies
            .iter()
            .filter_map(move |(person, _)| self.person(prison, person))
    }

    /// Those of [`Lens::people`] within a rectangle, mm: left, top, right, bottom. Who is elsewhere
    /// costs next to nothing.
    pub fn people_within<'a>(
        &'a self,
        prison: &'a Prison,
        (left, top, right, bottom): (i32, i32, i32, i32),
    ) -> impl Iterator<Item = Sighting> + 'a {
        let within =
            move |(x, y): (i32, i32)| (left..right).contains(&x) && (top..bottom).contains(&y);
        let bodies = prison.world().resource::<Bodies>();
        bodies
            .iter()
            .filter(move |(person, body)| {
                within((body.x, body.y))
                    || self
                        .last
                        .get(person.index())
                        .and_then(|last| last.as_ref())
                        .is_some_and(|(was, _)| within(was.at))
            })
            .filter_map(move |(person, _)| self.person(prison, person))
    }

    /// One person, as the seat sees him or saw him last; `None` if it does not know where he is.
    pub fn person(&self, prison: &Prison, person: PersonId) -> Option<Sighting> {
        let bodies = prison.world().resource::<Bodies>();
        let here = |person| bodies.body(person).mode != Mode::Gone;
        if self.sees_all() || self.seat.person() == Some(person) {
            return here(person).then(|| sighting(prison, person));
        }
        let (was, when) = self.last.get(person.index()).copied().flatten()?;
        if Some(when) == self.looked && here(person) {
            return Some(sighting(prison, person));
        }
        Some(Sighting {
            age: Some(prison.now().saturating_sub(when)),
            ..was
        })
    }

    /// Whether a person is in sight now.
    pub fn sees(&self, prison: &Prison, person: PersonId) -> bool {
        self.person(prison, person)
            .is_some_and(|sighting| sighting.age.is_none())
    }

    /// The person nearest to a point, within this many mm.
    pub fn pick(&self, prison: &Prison, (x, y): (i32, i32), within: i32) -> Option<PersonId> {
        let square = |sighting: &Sighting| {
            let (dx, dy) = ((sighting.at.0 - x) as i64, (sighting.at.1 - y) as i64);
            dx * dx + dy * dy
        };
        self.people(prison)
            .filter(|sighting| square(sighting) <= within as i64 * within as i64)
            .min_by_key(|sighting| (square(sighting), sighting.person))
            .map(|sighting| sighting.person)
    }

    /// The house as the seat knows it.
    pub fn house<'a>(&'a self, prison: &'a Prison) -> House<'a> {
        if self.sees_all() {
            House::as_it_stands(prison)
        } else {
            self.house.house()
        }
    }

    /// How many persons the house has or had, in sight or not: each has a number below this.
    pub fn persons(&self, prison: &Prison) -> usize {
        prison.world().resource::<Bodies>().len()
    }

    /// Whether a door is locked, as the seat knows it: by the first tile of its portal. `None` if
    /// it has not seen it.
    pub fn is_locked(&self, prison: &Prison, key: TileId) -> Option<bool> {
        if self.sees_all() {
            let world = prison.world();
            let portal = world.resource::<Topology>().portal_of(key)?;
            Some(world.resource::<Doors>().is_locked(portal))
        } else {
            self.locked.get(&key).copied()
        }
    }

    /// The rooms that burn, as far as they are in sight.
    pub fn blazes(&self, prison: &Prison) -> Vec<Blaze> {
        fire::blazes(prison, self)
    }

    /// The tiles that fire has blackened, as far as the seat knows, in order.
    pub fn blackened(&self, prison: &Prison) -> Vec<TileId> {
        fire::blackened(prison, self)
    }

    /// What masons are to build, as far as the seat knows.
    pub fn planned(&self, prison: &Prison) -> Vec<Planned> {
        works::planned(prison, self)
    }

    /// The army's tanks that are in sight.
    pub fn tanks(&self, prison: &Prison) -> Vec<Tank> {
        let grid = prison.world().resource::<Grid>();
        let mut tanks = army::tanks(prison);
        tanks.retain(|tank| self.sees_tile(grid.under(tank.at.0, tank.at.1)));
        tanks
    }

    /// Whether a tile is in sight.
    pub fn sees_tile(&self, tile: TileId) -> bool {
        self.sees_all() || self.eyes.visible().get(tile.index()) == Some(&true)
    }

    /// How many ticks ago a tile was last in sight: 0 if it is now, `None` if it never was.
    pub fn news_of(&self, now: u64, tile: TileId) -> Option<u64> {
        if self.sees_all() {
            return Some(0);
        }
        let seen = self.tile_seen.get(tile.index()).copied().flatten()?;
        Some(now.saturating_sub(seen))
    }
}
