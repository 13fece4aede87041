//! Eyes: whose they are, where they are, and which tiles are in sight of them.

use std::collections::BTreeMap;

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::custody::Custody;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::Tile;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::{Fires, Grid, Tiers, Topology, light, sight};
use bighouse_sim::riot::Riots;
use bighouse_sim::rules::Rules;

use super::super::Seat;

/// Most tiles of which it is remembered what is in sight from there: the posts, and the ways that
/// rounds have of late gone.
const KEPT: usize = 4_096;

/// The eyes of a seat, and what is in sight of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Eyes {
    /// What is in sight from a tile, on the map as it is.
    fields: BTreeMap<TileId, Field>,
    /// The map of which those were worked out.
    fields_of: Vec<Tile>,
    /// Tiles where it is light enough to know a man from afar, and the minute of that.
    lit: (u64, Vec<bool>),
    /// Tiles in sight at the last look.
    visible: Vec<bool>,
}

/// The tiles in sight from one.
#[derive(Clone, Debug, Default)]
struct Field {
    /// Those near enough also in the dark.
    near: Vec<TileId>,
    /// The others.
    far: Vec<TileId>,
}

impl Eyes {
    /// Eyes that have seen nothing yet.
    pub fn new(prison: &Prison) -> Self {
        Self {
            lit: (u64::MAX, Vec::new()),
            visible: vec![false; prison.world().resource::<Grid>().len()],
            ..Self::default()
        }
    }

    /// Tiles in sight at the last look, row by row.
    pub fn visible(&self) -> &[bool] {
        &self.visible
    }

    /// Uses the eyes of a seat; `with_rounds` those of officers on their rounds too, if it has them.
    pub fn look(&mut self, prison: &Prison, seat: Seat, with_rounds: bool) {
        let world = prison.world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        self.see_light(prison);
        if self.fields_of != grid.tiles() {
            self.fields.clear();
            self.fields_of = grid.tiles().to_vec();
        }
        let eyes = places(prison, seat, with_rounds);
        if self.fields.len() + eyes.len() > KEPT {
            self.fields.retain(|eye, _| eyes.binary_search(eye).is_ok());
        }
        self.visible.fill(false);
        let smoky = world.resource::<Fires>().smoky(topology, prison.now());
        let is_smoky = |tile: TileId| {
            let room = topology.room_at(tile);
            room.is_some_and(|room| smoky.contains(&room))
        };
        let any_smoke = !smoky.is_empty();
        for eye in eyes {
            self.visible[eye.index()] = true;
            let field = self
                .fields
                .entry(eye)
                .or_insert_with(|| Field::of(grid, topology, eye, sight::RANGE));
            let far = field.far.iter().filter(|tile| self.lit.1[tile.index()]);
            // Nobody sees far into smoke, nor out of it.
            let in_it = any_smoke && is_smoky(eye);
            for tile in field.near.iter().chain(far) {
                let through = any_smoke && (in_it || is_smoky(*tile));
                if !through || grid.distance(eye, *tile) <= sight::RANGE_SMOKE * 1_000 {
                    self.visible[tile.index()] = true;
                }
            }
        }
    }

    fn see_light(&mut self, prison: &Prison) {
        let minute = prison.now() / MINUTE;
        if self.lit.0 == minute {
            return;
        }
        let world = prison.world();
        let (grid, topology) = (world.resource::<Grid>(), world.resource::<Topology>());
        let (rules, clock) = (world.resource::<Rules>(), world.resource::<Clock>());
        let cut_off = world.resource::<Riots>().light_is_cut_off();
        let by_day = light::daylight(clock.second_of_day(prison.now())) >= 80;
        let mut lit = vec![by_day; grid.len()];
        if !by_day {
            for lamp in light::lamps(grid, topology, world.resource::<Tiers>()) {
                if light::burning(lamp.kind, rules, clock, prison.now(), cut_off) < 100 {
                    continue;
                }
                let field = Field::of(grid, topology, lamp.tile, light::LAMP_REACH);
                for tile in field.near.iter().chain(&field.far) {
                    lit[tile.index()] = true;
                }
            }
        }
        self.lit = (minute, lit);
    }
}

impl Field {
    /// The tiles in sight of an eye by day within a reach in m.
    fn of(grid: &Grid, topology: &Topology, eye: TileId, reach: u32) -> Self {
        let (ex, ey) = grid.x_y(eye);
        let reach_m = reach as i32;
        let mut field = Self::default();
        for dy in -reach_m..=reach_m {
            for dx in -reach_m..=reach_m {
                let square = (dx * dx + dy * dy) as u32;
                if square <= reach * reach
                    && let Some(tile) = grid.at(ex as i32 + dx, ey as i32 + dy)
                    && sight::sees(grid, topology, eye, tile)
                {
                    if square <= sight::RANGE_DARK * sight::RANGE_DARK {
                        field.near.push(tile);
                    } else {
                        field.far.push(tile);
                    }
                }
            }
        }
        field
    }
}

/// The tiles where the eyes of a seat are, in order. The observer's are here those of the whole
/// custody: the warden's and his officers'.
fn places(prison: &Prison, seat: Seat, with_rounds: bool) -> Vec<TileId> {
    let world = prison.world();
    let bodies = world.resource::<Bodies>();
    let conduct = world.resource::<Conduct>();
    let mut eyes: Vec<PersonId> = match seat {
        Seat::Observer => {
            let roster = world.resource::<Roster>();
            roster.with_role(Role::Warden).collect()
        }
        Seat::Warden(person) | Seat::Inmate(person) => vec![person],
    };
    eyes.retain(|person| !conduct.is_at(*person, Deed::Sleep));
    if !matches!(seat, Seat::Inmate(_)) {
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
