//! Bodies: where everybody is, and the straight leg he is walking.
//!
//! Positions are whole millimetres. A man walks one **leg** at a time: a straight
//! line from one point to another that lies wholly in open floor (see
//! [`super::fields`]), so a step is one multiplication and never needs to look
//! for walls. What he does at a leg's end is his **journey**.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::density::{Density, STANDING};
use super::routes::Walks;
use crate::ids::{FileId, HappeningId, PersonId, TileId};
use crate::prison::Grid;
use crate::section::{Limits, Section};

/// Fastest a person walks, mm/s: 0.22 m in a tick.
pub const FASTEST: u16 = 2_200;

/// What moves a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// Not on the map.
    #[default]
    Gone,
    /// Stands, sits or lies where it is.
    Still,
    /// Walks a leg.
    Walking,
    /// Waits before a door.
    AtDoor,
    /// Is moved by a file.
    InFile,
}

/// A body, as the walk reads it each tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Where it is, mm from the map's left edge.
    pub x: i32,
    /// Where it is, mm from the map's top edge.
    pub y: i32,
    /// Where the leg began, mm.
    from: (i32, i32),
    /// Where the leg ends, mm.
    to: (i32, i32),
    /// Direction of the leg, of length 1.
    unit: (f32, f32),
    /// How far along the leg, mm.
    done: f32,
    /// Length of the leg, mm.
    length: f32,
    /// The tile under it.
    pub tile: TileId,
    /// The tile some way beyond the end of the leg, on the way that follows.
    beyond: TileId,
    /// Speed it would walk with nobody about, mm/s.
    pub pace: u16,
    /// What moves it.
    pub mode: Mode,
    /// Class of its heading in the density, 0 to 3; [`STANDING`] when still.
    pub heading: u8,
    /// Whether the leg leads to a door or through it.
    at_door: bool,
    /// Whether it is on the list of walkers.
    listed: bool,
}

impl Body {
    /// Length of the leg that is left, mm.
    pub fn left(&self) -> u32 {
        (self.length - self.done).max(0.0) as u32
    }

    /// The way he faces, of length 1: where he walks, or last walked; south before his first step.
    /// `None` for who is not on the map.
    pub fn facing(&self) -> Option<(f32, f32)> {
        (self.mode != Mode::Gone).then_some(self.unit)
    }

    fn is_sound(&self, limits: &Limits) -> bool {
        let finite = [self.unit.0, self.unit.1, self.done, self.length]
            .iter()
            .all(|number| number.is_finite());
        let on_map =
            |(x, y): (i32, i32)| x >= 0 && y >= 0 && x < limits.width_mm && y < limits.height_mm;
        let under = (self.y.max(0) / 1000) as u32 * (limits.width_mm / 1000) as u32
            + (self.x.max(0) / 1000) as u32;
        finite
            && self.heading <= STANDING
            && self.pace <= FASTEST
            && on_map((self.x, self.y))
            && on_map(self.from)
            && on_map(self.to)
            && self.beyond.0 < limits.tiles
            && self.tile.0 == under
            && (self.mode != Mode::Walking || self.is_on_its_leg())
    }

    /// Whether direction, length and place are those of the leg, to the last bit: a step that
    /// believed another direction would lead off the map.
    fn is_on_its_leg(&self) -> bool {
        let (dx, dy) = (
            (self.to.0 - self.from.0) as f32,
            (self.to.1 - self.from.1) as f32,
        );
        let length = (dx * dx + dy * dy).sqrt();
        let straight = length == 0.0 || self.unit == (dx / length, dy / length);
        let along = |from: i32, unit: f32| from + (unit * self.done) as i32;
        straight
            && self.length == length
            && (0.0..=length).contains(&self.done)
            && (self.x, self.y)
                == (
                    along(self.from.0, self.unit.0),
                    along(self.from.1, self.unit.1),
                )
    }
}

/// What happens at the end of a leg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// Nothing: there is no journey.
    #[default]
    Nothing,
    /// The way is looked for from there.
    Look,
    /// He stands before a door and wants to pass.
    Door {
        /// The tile that names its portal.
        key: TileId,
    },
    /// He has passed a door.
    Passed,
    /// He is there.
    Arrive,
}

/// Where somebody is going.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// The tile he goes to: floor, or a place.
    pub goal: TileId,
    /// Where on the tile, mm; its centre if `None`.
    pub point: Option<(i32, i32)>,
    /// What the present leg's end means.
    pub next: Next,
    /// Tiles to walk to before the way is looked for again, the next one last.
    pub waypoints: SmallVec<[TileId; 4]>,
    /// The file that takes him most of the way, until he falls out.
    pub file: Option<FileId>,
    /// Where he goes when he falls out of it.
    pub after: TileId,
    /// The happening that sent him.
    pub cause: HappeningId,
    /// Which ways are his.
    pub walks: Walks,
    /// Whether he has the keys of the inner doors.
    pub has_keys: bool,
    /// Who walks with him and opens the doors for him, when he is at hand.
    pub escort: Option<PersonId>,
    /// Free walking speed, mm/s.
    pub speed: u16,
    /// The pace he is made to walk at, mm/s, if it is not his own.
    pub pace: Option<u16>,
    /// Distance that was left when he was nearest to his goal, mm, and the tick of that.
    pub nearest: (u32, u64),
}

/// All bodies and journeys, by [`PersonId`].
#[derive(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bodies {
    /// The bodies.
    pub(super) bodies: Vec<Body>,
    /// The journeys.
    pub(super) journeys: Vec<Journey>,
    /// Those who walk a leg, in the order in which they set out.
    pub(super) walking: Vec<PersonId>,
}

impl Section for Bodies {
    const NAME: &'static str = "movement.bodies";
    const VERSION: u32 = 2;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let persons = limits.persons as usize;
        if self.bodies.len() != persons || self.journeys.len() != persons {
            return Err("there is not one body for each person".into());
        }
        if !self.bodies.iter().all(|body| body.is_sound(limits)) {
            return Err("a body is out of place".into());
        }
        let on_map = |tile: &TileId| tile.0 < limits.tiles;
        let sound = self.journeys.iter().all(|journey| {
            on_map(&journey.goal)
                && on_map(&journey.after)
                && journey.waypoints.iter().all(on_map)
                && journey.speed <= FASTEST
                && journey.pace.is_none_or(|pace| pace <= FASTEST)
                && journey.cause.0 <= limits.happenings
                && journey
                    .escort
                    .is_none_or(|escort| escort.0 < limits.persons)
                && limits.is_past(journey.nearest.1)
                && journey.point.is_none_or(|(x, y)| {
                    x >= 0 && y >= 0 && x < limits.width_mm && y < limits.height_mm
                })
                && match journey.next {
                    Next::Door { key } => limits.is_door(key),
                    _ => true,
                }
        });
        if !sound {
            return Err("a journey leads off the map".into());
        }
        let mut listed = vec![false; persons];
        for person in &self.walking {
            match listed.get_mut(person.index()) {
                Some(seen) if !*seen => *seen = true,
                _ => return Err("the list of walkers is wrong".into()),
            }
        }
        let agree = self.bodies.iter().zip(&listed).all(|(body, listed)| {
            (body.mode == Mode::Walking) == *listed && body.listed == *listed
        });
        if agree {
            Ok(())
        } else {
            Err("the list of walkers is wrong".into())
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        (1 << 20) + 256 * limits.persons as u64
    }
}

impl Bodies {
    /// A body that stands on a tile.
    pub fn spawn(&mut self, grid: &Grid, tile: TileId, speed: u16, walks: Walks) {
        let (x, y) = grid.centre(tile);
        self.bodies.push(Body {
            x,
            y,
            from: (x, y),
            to: (x, y),
            unit: (0.0, 1.0),
            tile,
            mode: Mode::Still,
            heading: STANDING,
            ..Body::default()
        });
        self.journeys.push(Journey {
            goal: tile,
            speed: speed.min(FASTEST),
            walks,
            ..Journey::default()
        });
    }

    /// Puts somebody who stands on another tile, before the first tick.
    pub(crate) fn put(&mut self, grid: &Grid, person: PersonId, tile: TileId) {
        let (x, y) = grid.centre(tile);
        let body = &mut self.bodies[person.index()];
        (body.x, body.y) = (x, y);
        (body.from, body.to) = ((x, y), (x, y));
        body.tile = tile;
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// One body.
    #[inline]
    pub fn body(&self, person: PersonId) -> &Body {
        &self.bodies[person.index()]
    }

    /// All bodies.
    pub fn iter(&self) -> impl Iterator<Item = (PersonId, &Body)> {
        self.bodies
            .iter()
            .enumerate()
            .map(|(index, body)| (PersonId::from_index(index), body))
    }

    /// One journey.
    pub fn journey(&self, person: PersonId) -> &Journey {
        &self.journeys[person.index()]
    }

    /// Those who walk a leg at present.
    pub fn walking(&self) -> &[PersonId] {
        &self.walking
    }

    /// Gives or takes the keys of the inner doors.
    pub(crate) fn set_keys(&mut self, person: PersonId, has_keys: bool) {
        self.journeys[person.index()].has_keys = has_keys;
    }

    /// Puts somebody into the hands of another, who opens the doors for him, or lets him go.
    pub(crate) fn set_escort(&mut self, person: PersonId, escort: Option<PersonId>) {
        self.journeys[person.index()].escort = escort;
    }

    /// Begins a leg to a point. The caller sees to it that the line is open.
    pub(super) fn begin_leg(
        &mut self,
        density: &mut Density,
        person: PersonId,
        to: (i32, i32),
        next: Next,
        beyond: TileId,
    ) {
        let journey = &mut self.journeys[person.index()];
        journey.next = next;
        let pace = journey.pace.unwrap_or(journey.speed);
        let body = &mut self.bodies[person.index()];
        let (dx, dy) = ((to.0 - body.x) as f32, (to.1 - body.y) as f32);
        let length = (dx * dx + dy * dy).sqrt();
        body.from = (body.x, body.y);
        body.to = to;
        body.done = 0.0;
        body.length = length;
        body.pace = pace;
        body.beyond = beyond;
        body.at_door = matches!(next, Next::Door { .. } | Next::Passed);
        if length > 0.0 {
            body.unit = (dx / length, dy / length);
        }
        let heading = Density::heading(body.unit.0, body.unit.1);
        if heading != body.heading {
            density.remove(body.tile, body.heading);
            density.add(body.tile, heading);
            body.heading = heading;
        }
        if body.mode != Mode::Walking {
            body.mode = Mode::Walking;
            if !std::mem::replace(&mut body.listed, true) {
                self.walking.push(person);
            }
        }
    }

    /// Strikes those who no longer walk off the list. Holds at the end of every tick.
    pub(super) fn strike_off(&mut self) {
        let bodies = &mut self.bodies;
        self.walking.retain(|person| {
            let body = &mut bodies[person.index()];
            body.listed = body.mode == Mode::Walking;
            body.listed
        });
    }

    /// Stops somebody where he is.
    pub(super) fn stand(&mut self, density: &mut Density, person: PersonId, mode: Mode) {
        let body = &mut self.bodies[person.index()];
        if body.heading != STANDING {
            density.remove(body.tile, body.heading);
            density.add(body.tile, STANDING);
            body.heading = STANDING;
        }
        body.mode = mode;
    }

    /// Puts a body that a file moves somewhere.
    #[inline]
    pub(super) fn place(
        &mut self,
        grid: &Grid,
        density: &mut Density,
        person: PersonId,
        (x, y): (i32, i32),
        unit: (f32, f32),
    ) {
        let body = &mut self.bodies[person.index()];
        body.x = x;
        body.y = y;
        body.unit = unit;
        let tile = grid.under(x, y);
        let heading = Density::heading(unit.0, unit.1);
        if tile != body.tile || heading != body.heading {
            density.remove(body.tile, body.heading);
            density.add(tile, heading);
            body.tile = tile;
            body.heading = heading;
        }
    }

    /// Puts somebody who is off the map on a tile, where he stands.
    pub(super) fn put_on(
        &mut self,
        grid: &Grid,
        density: &mut Density,
        person: PersonId,
        tile: TileId,
    ) {
        self.put(grid, person, tile);
        let body = &mut self.bodies[person.index()];
        body.mode = Mode::Still;
        body.heading = STANDING;
        density.add(tile, STANDING);
    }

    /// Takes somebody off the map.
    pub(super) fn take_off(&mut self, density: &mut Density, person: PersonId) {
        self.stand(density, person, Mode::Still);
        let body = &mut self.bodies[person.index()];
        density.remove(body.tile, STANDING);
        body.mode = Mode::Gone;
        // Else he would take one step more, and be somewhere again at the end of it.
        if std::mem::take(&mut body.listed) {
            self.walking.retain(|other| *other != person);
        }
        self.journeys[person.index()].next = Next::Nothing;
    }
}

/// How far ahead a man looks for others, mm. Half a tile more than a step and a body;
/// with it the ring test follows Weidmann (tests/movement).
pub(super) const LOOK_AHEAD: f32 = 1_500.0;

/// How near to a door men press on, mm. Bottlenecks pass 1.9 men a metre and second where the
/// diagram has 1.22 (docs/science.md#doors): there men feel five eighths of the density, and the
/// door's tokens are the limit, as they should be.
const DOOR_ZONE: f32 = 2_500.0;

/// Everybody who walks takes a step; those who reached the end of their leg are put into `ended`.
///
/// This is the loop the speed of the prison hangs on: one lookup of the density
/// ahead, one of the speed, one multiplication, and eighteen words when a man
/// comes to another tile.
pub(super) fn step_all(
    bodies: &mut Bodies,
    grid: &Grid,
    density: &mut Density,
    ended: &mut Vec<PersonId>,
) {
    let table = &*super::speed::SPEED;
    for person in &bodies.walking {
        let body = &mut bodies.bodies[person.index()];
        // At the end of a leg one looks round the corner, or through the door: were he to look at
        // the corner itself, those behind him would seem to be before him.
        let mut ahead = if body.length - body.done > LOOK_AHEAD {
            grid.under(
                body.x + (body.unit.0 * LOOK_AHEAD) as i32,
                body.y + (body.unit.1 * LOOK_AHEAD) as i32,
            )
        } else {
            body.beyond
        };
        let mut area = density.ground(ahead).area;
        if area == 0 {
            ahead = body.tile;
            area = density.ground(ahead).area;
        }
        let mut quarters = density.quarters(ahead, body.heading);
        let width = grid.width();
        let gap = ahead.0.abs_diff(body.tile.0);
        // Within one tile, he is among those counted.
        if gap <= 1 || gap.abs_diff(width) <= 1 {
            quarters = quarters.saturating_sub(4);
        }
        if body.at_door && body.length - body.done < DOOR_ZONE {
            quarters = quarters * 5 / 8;
        }
        let mut step = body.pace as f32 * 0.1 * table.share(area, quarters);
        if density.ground(body.tile).stairs {
            step *= super::speed::STAIRS;
        }
        body.done += step;
        if body.done >= body.length {
            (body.x, body.y) = body.to;
            ended.push(*person);
        } else {
            body.x = body.from.0 + (body.unit.0 * body.done) as i32;
            body.y = body.from.1 + (body.unit.1 * body.done) as i32;
        }
        let tile = grid.under(body.x, body.y);
        if tile != body.tile {
            density.remove(body.tile, body.heading);
            density.add(tile, body.heading);
            body.tile = tile;
        }
    }
}
