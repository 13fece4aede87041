//! What the tests share: shipped levels, tiny levels written in the test, and a watch that follows
//! everybody.

pub mod dice;
pub mod folder;
pub mod forged;
#[cfg(feature = "window")]
pub mod picture;
pub mod program;
pub mod riot;
pub mod shelf;
pub mod tmx;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{self, FolderFiles, Level};
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::prison::{Doors, Grid, Topology};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Whether something a test needs beside the program is there. Says so if it is not; and fails if
/// it has to be, which BIGHOUSE_REQUIRE_TOOLS=1 asks for.
pub fn is_at_hand(what: &str, found: bool) -> bool {
    let required = std::env::var("BIGHOUSE_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(
        found || !required,
        "{what} is not at hand, and BIGHOUSE_REQUIRE_TOOLS is 1"
    );
    if !found {
        println!("skipped: {what} is not at hand");
    }
    found
}

/// Whether a program is installed; see [`is_at_hand`].
pub fn is_installed(program: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    });
    is_at_hand(program, found)
}

/// A level of `levels/`.
pub fn shipped(name: &str, sets: &[&str]) -> Arc<Level> {
    let sets: Vec<String> = sets.iter().map(|set| set.to_string()).collect();
    let files = FolderFiles::new(root().join("levels"));
    match level::load(&files, name, &sets) {
        Ok(level) => Arc::new(level),
        Err(problems) => panic!("{problems}"),
    }
}

/// Follows everybody tick by tick, and holds what must always hold of movement.
pub struct Follower {
    last: Vec<(i32, i32)>,
    /// Doors each person's body stood in, in the last tick.
    doors: Vec<Option<TileId>>,
    /// Crossings of each door, by the tile that names it.
    crossings: BTreeMap<TileId, u64>,
    taken: BTreeMap<TileId, u64>,
    /// Longest step seen, mm.
    pub longest: f64,
}

/// Longest step allowed in a tick, mm.
const LONGEST: f64 = 220.5;

impl Follower {
    /// Begins with everybody where he is.
    pub fn new(prison: &Prison) -> Self {
        let world = prison.world();
        let bodies = world.resource::<Bodies>();
        let taken = world
            .resource::<Doors>()
            .iter()
            .map(|door| (door.key, door.taken))
            .collect();
        Self {
            last: bodies.iter().map(|(_, body)| (body.x, body.y)).collect(),
            doors: bodies
                .iter()
                .map(|(_, body)| door_under(prison, body.tile))
                .collect(),
            crossings: BTreeMap::new(),
            taken,
            longest: 0.0,
        }
    }

    /// Lives one tick and looks at everybody.
    pub fn tick(&mut self, prison: &mut Prison) {
        prison.tick();
        let world = prison.world();
        let grid = world.resource::<Grid>();
        let topology = world.resource::<Topology>();
        for (person, body) in world.resource::<Bodies>().iter() {
            let index = person.index();
            if body.mode == Mode::Gone {
                continue;
            }
            let (x, y) = self.last[index];
            self.last[index] = (body.x, body.y);
            if (x, y) == (body.x, body.y) {
                continue;
            }
            let step = (((body.x - x) as f64).powi(2) + ((body.y - y) as f64).powi(2)).sqrt();
            self.longest = self.longest.max(step);
            assert!(step <= LONGEST, "{} took a step of {step} mm", person.0);
            let tile = grid.under(body.x, body.y);
            assert_eq!(tile, body.tile, "{} is not where he thinks", person.0);
            assert!(
                topology.is_open(tile) || topology.place_on(tile).is_some(),
                "{} is in a wall at {:?}",
                person.0,
                grid.x_y(tile)
            );
            no_corner_cut(grid, topology, person, (x, y), (body.x, body.y));
            let door = door_under(prison, tile);
            if let (Some(key), None) = (door, self.doors[index]) {
                *self.crossings.entry(key).or_default() += 1;
            }
            self.doors[index] = door;
        }
    }

    /// Every crossing of a door took a token: none more was crossed than tokens were taken.
    pub fn check_tokens(&self, prison: &Prison) {
        let mut doors = 0;
        for door in prison.world().resource::<Doors>().iter() {
            let before = self.taken.get(&door.key).copied().unwrap_or(0);
            let crossed = self.crossings.get(&door.key).copied().unwrap_or(0);
            assert!(
                crossed <= door.taken - before,
                "door {:?}: crossed {crossed} times with {} tokens",
                door.key,
                door.taken - before
            );
            doors += u32::from(crossed > 0);
        }
        assert!(doors > 0, "nobody went through any door");
    }
}

fn door_under(prison: &Prison, tile: TileId) -> Option<TileId> {
    let topology = prison.world().resource::<Topology>();
    topology
        .portal_of(tile)
        .map(|portal| topology.portal(portal).key())
}

/// A diagonal step from tile to tile touches one of the two tiles between: both may not be walls.
fn no_corner_cut(
    grid: &Grid,
    topology: &Topology,
    person: PersonId,
    from: (i32, i32),
    to: (i32, i32),
) {
    let (a, b) = (grid.under(from.0, from.1), grid.under(to.0, to.1));
    let ((ax, ay), (bx, by)) = (grid.x_y(a), grid.x_y(b));
    assert!(
        ax.abs_diff(bx) <= 1 && ay.abs_diff(by) <= 1,
        "{} jumped a tile",
        person.0
    );
    if ax == bx || ay == by {
        return;
    }
    let open = |x: u32, y: u32| {
        grid.at(x as i32, y as i32)
            .is_some_and(|tile| topology.is_open(tile))
    };
    assert!(
        open(ax, by) || open(bx, ay),
        "{} went through the corner of a wall at {:?}",
        person.0,
        (ax, ay)
    );
}
