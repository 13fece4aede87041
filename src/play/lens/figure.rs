//! What somebody looks like from above: his cloth, how he holds himself, which way he looks.

use bighouse_sim::Prison;
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::Tile;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::Grid;

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

/// Somebody as he is now.
pub(super) fn sighting(prison: &Prison, person: PersonId) -> Sighting {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    let posture = posture(prison, person);
    Sighting {
        person,
        at: (body.x, body.y),
        facing: facing(prison, person, posture),
        kind: match world.resource::<Roster>().role(person) {
            Role::Inmate => Kind::Inmate,
            Role::Officer | Role::Soldier | Role::Trooper => Kind::Guard,
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
