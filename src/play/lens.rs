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
//! ([`sight`]). Asleep, one sees nothing.

use std::collections::BTreeMap;

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::custody::Custody;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::Tile;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::{Doors, Grid, Tiers, Topology, light, sight};
use bighouse_sim::rules::Rules;

use super::Seat;

/// What somebody looks like from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// In the prison's cloth.
    Inmate,
    /// In uniform.
    Guard,
    /// The warden.
    Warden,
    /// In a coat and hat.
    Civilian,
}

/// How somebody holds himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posture {
    /// On his feet.
    Stand,
    /// On his way.
    Walk,
    /// Seated.
    Sit,
    /// Lying down.
    Lie,
}

/// Somebody, as the seat sees him or saw him last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    /// Who.
    pub person: PersonId,
    /// Where, mm from the map's left and top edge.
    pub at: (i32, i32),
    /// Which way he looks: right and down, of length 1.
    pub facing: (f32, f32),
    /// What he looks like.
    pub kind: Kind,
    /// How he holds himself.
    pub posture: Posture,
    /// How many ticks ago that was, for a ghost; `None` if he is seen now.
    pub age: Option<u64>,
}

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
    /// Tiles in sight of an eye by day, for the map as it is, with the square of the distance in m.
    fields: BTreeMap<TileId, Vec<(TileId, u32)>>,
    /// The map of which those were worked out.
    fields_of: Vec<Tile>,
    /// Tiles in sight at the last look.
    visible: Vec<bool>,
    /// When each tile was last in sight; `None` if never.
    tile_seen: Vec<Option<u64>>,
    /// The map as the seat knows it.
    tiles: Vec<Tile>,
    /// Whether each door is locked, as the seat knows it, in the order of the portals' keys.
    locked: BTreeMap<TileId, bool>,
    /// Where each person was seen last, and when.
    last: Vec<Option<(Sighting, u64)>>,
    /// Tiles where it is light enough to know a man from afar, and the minute of that.
    lit: (u64, Vec<bool>),
}

impl Lens {
    /// The eyes of a seat, which have seen nothing yet but know the plan of the house.
    pub fn new(prison: &Prison, seat: Seat) -> Self {
        let world = prison.world();
        let grid = world.resource::<Grid>();
        let mut lens = Self {
            seat,
            visible: vec![false; grid.len()],
            tile_seen: vec![None; grid.len()],
            tiles: grid.as_planned().tiles().to_vec(),
            last: vec![None; world.resource::<Bodies>().len()],
            lit: (u64::MAX, Vec::new()),
            ..Self::default()
        };
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
        if self.sees_all() {
            return;
        }
        let now = prison.now();
        if self
            .looked
            .is_some_and(|looked| (looked..looked + GLANCE).contains(&now))
        {
            return;
        }
        let a_minute_passed = self
            .looked
            .is_none_or(|looked| now < looked || now / MINUTE > looked / MINUTE);
        self.looked = Some(now);
        self.see_light(prison);
        self.see_tiles(prison, a_minute_passed);
        self.see_people(prison, now);
    }

    fn see_light(&mut self, prison: &Prison) {
        let minute = prison.now() / MINUTE;
        if self.lit.0 == minute {
            return;
        }
        let world = prison.world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
        let by_day = light::daylight(clock.second_of_day(prison.now())) >= 80;
        let mut lit = vec![by_day; grid.len()];
        if !by_day {
            for lamp in light::lamps(grid, topology, world.resource::<Tiers>()) {
                if light::burning(lamp.kind, rules, clock, prison.now()) < 100 {
                    continue;
                }
                let reach = light::LAMP_REACH;
                for (tile, _) in field(grid, topology, lamp.tile, reach) {
                    lit[tile.index()] = true;
                }
            }
        }
        self.lit = (minute, lit);
    }

    /// The tiles where the eyes of the seat are.
    fn eyes(&self, prison: &Prison, with_rounds: bool) -> Vec<TileId> {
        let world = prison.world();
        let bodies = world.resource::<Bodies>();
        let conduct = world.resource::<Conduct>();
        let mut eyes = Vec::new();
        if let Some(person) = self.seat.person()
            && !conduct.is_at(person, Deed::Sleep)
        {
            eyes.push(person);
        }
        if matches!(self.seat, Seat::Warden(_)) {
            eyes.extend(
                world
                    .resource::<Custody>()
                    .officers()
                    .iter()
                    .filter(|officer| officer.on_duty)
                    .map(|officer| officer.person)
                    .filter(|officer| with_rounds || conduct.is_at(*officer, Deed::Guard)),
            );
        }
        let mut tiles: Vec<TileId> = eyes
            .into_iter()
            .map(|person| bodies.body(person))
            .filter(|body| body.mode != Mode::Gone)
            .map(|body| body.tile)
            .collect();
        tiles.sort_unstable();
        tiles.dedup();
        tiles
    }

    fn see_tiles(&mut self, prison: &Prison, with_rounds: bool) {
        let world = prison.world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        if self.fields_of != grid.tiles() {
            self.fields.clear();
            self.fields_of = grid.tiles().to_vec();
        }
        self.visible.fill(false);
        for eye in self.eyes(prison, with_rounds) {
            self.visible[eye.index()] = true;
            let seen = self
                .fields
                .entry(eye)
                .or_insert_with(|| field(grid, topology, eye, sight::RANGE));
            for (tile, square) in seen {
                if *square <= sight::RANGE_DARK * sight::RANGE_DARK || self.lit.1[tile.index()] {
                    self.visible[tile.index()] = true;
                }
            }
        }
        let now = prison.now();
        for (index, _) in self.visible.iter().enumerate().filter(|(_, seen)| **seen) {
            self.tile_seen[index] = Some(now);
            self.tiles[index] = grid.tiles()[index];
        }
        for door in world.resource::<Doors>().iter() {
            if self.visible[door.key.index()] {
                self.locked.insert(door.key, door.locked);
            }
        }
    }

    fn see_people(&mut self, prison: &Prison, now: u64) {
        let bodies = prison.world().resource::<Bodies>();
        for (person, body) in bodies.iter() {
            let slot = &mut self.last[person.index()];
            let own = self.seat.person() == Some(person);
            if body.mode != Mode::Gone && (own || self.visible[body.tile.index()]) {
                *slot = Some((sighting(prison, person), now));
            } else if let Some((was, when)) = slot {
                // One who is not where he was last is anywhere.
                let grid = prison.world().resource::<Grid>();
                let place = grid.under(was.at.0, was.at.1);
                if self.visible[place.index()] || now.saturating_sub(*when) > REMEMBERED {
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

    /// The person nearest to a point, within so many mm.
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

    /// What stands on each tile, as the seat knows it, row by row.
    pub fn tiles<'a>(&'a self, prison: &'a Prison) -> &'a [Tile] {
        if self.sees_all() {
            prison.world().resource::<Grid>().tiles()
        } else {
            &self.tiles
        }
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

    /// Whether a tile is in sight.
    pub fn sees_tile(&self, tile: TileId) -> bool {
        self.sees_all() || self.visible.get(tile.index()).copied().unwrap_or(false)
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

/// The tiles in sight of an eye by day within a reach in m, each with the square of its distance.
fn field(grid: &Grid, topology: &Topology, eye: TileId, reach: u32) -> Vec<(TileId, u32)> {
    let (ex, ey) = grid.x_y(eye);
    let reach_m = reach as i32;
    let mut seen = Vec::new();
    for dy in -reach_m..=reach_m {
        for dx in -reach_m..=reach_m {
            let square = (dx * dx + dy * dy) as u32;
            if square <= reach * reach
                && let Some(tile) = grid.at(ex as i32 + dx, ey as i32 + dy)
                && sight::sees(grid, topology, eye, tile)
            {
                seen.push((tile, square));
            }
        }
    }
    seen
}

/// Somebody as he is now.
fn sighting(prison: &Prison, person: PersonId) -> Sighting {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    let posture = posture(prison, person);
    Sighting {
        person,
        at: (body.x, body.y),
        facing: facing(prison, person, posture),
        kind: match world.resource::<Roster>().role(person) {
            Role::Inmate => Kind::Inmate,
            Role::Officer => Kind::Guard,
            Role::Warden => Kind::Warden,
            Role::Civilian | Role::Walker => Kind::Civilian,
        },
        posture,
        age: None,
    }
}

fn posture(prison: &Prison, person: PersonId) -> Posture {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    if matches!(body.mode, Mode::Walking | Mode::InFile) {
        return Posture::Walk;
    }
    let doing = world.resource::<Conduct>().doing(person);
    if !doing.there {
        return Posture::Stand;
    }
    let on = world.resource::<Grid>().tile(body.tile);
    match doing.activity.deed {
        Deed::Sleep => Posture::Lie,
        Deed::Eat | Deed::Pray | Deed::Visit => Posture::Sit,
        // Awake in the cell: some lie on the bunk, some sit on it, some stand about.
        Deed::Rest if on == Tile::Bunk || on == Tile::Mattress => match whim(person) % 3 {
            0 => Posture::Lie,
            _ => Posture::Sit,
        },
        Deed::Work if on == Tile::Desk => Posture::Sit,
        _ => Posture::Stand,
    }
}

/// The eight directions, right first, clockwise.
const WAYS: [(f32, f32); 8] = [
    (1.0, 0.0),
    (0.707, 0.707),
    (0.0, 1.0),
    (-0.707, 0.707),
    (-1.0, 0.0),
    (-0.707, -0.707),
    (0.0, -1.0),
    (0.707, -0.707),
];

/// A number a person keeps, for what is his own way of doing things.
fn whim(person: PersonId) -> u32 {
    person.0.wrapping_mul(2_654_435_761) >> 13
}

fn facing(prison: &Prison, person: PersonId, posture: Posture) -> (f32, f32) {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    let walked = body.facing().unwrap_or((0.0, 1.0));
    if posture == Posture::Walk {
        return walked;
    }
    let grid = world.resource::<Grid>();
    let doing = world.resource::<Conduct>().doing(person);
    let towards = |wanted: &dyn Fn(Tile) -> bool| {
        let (x, y) = grid.x_y(body.tile);
        grid.beside(body.tile)
            .find(|at| wanted(grid.tile(*at)))
            .map(|at| {
                let (tx, ty) = grid.x_y(at);
                (tx as f32 - x as f32, ty as f32 - y as f32)
            })
    };
    let own = WAYS[(whim(person) % 8) as usize];
    if !doing.there {
        return walked;
    }
    match doing.activity.deed {
        Deed::Eat => towards(&|tile| tile == Tile::Table).unwrap_or(own),
        Deed::Visit => towards(&|tile| tile == Tile::Table).unwrap_or((0.0, -1.0)),
        Deed::Pray => (0.0, -1.0),
        Deed::Sleep | Deed::Rest => match grid.tile(body.tile) {
            // The head lies away from the other berth of the bunk.
            Tile::Bunk => towards(&|tile| tile == Tile::Bunk).map_or(own, |(x, y)| (-x, -y)),
            Tile::Mattress => (0.0, -1.0),
            _ if posture == Posture::Lie => (0.0, -1.0),
            _ => own,
        },
        Deed::Exercise | Deed::Work => own,
        _ => walked,
    }
}
