//! What somebody looks like from above: his cloth, how he holds himself, which way he looks.

use bighouse_sim::Prison;
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::RoomUse;
use bighouse_sim::level::Tile;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::{Grid, Topology};
use bighouse_sim::riot::Riots;
use bighouse_sim::unrest::{Mood, Spirits};

/// What somebody looks like from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureKind {
    /// In the prison's cloth.
    Inmate,
    /// In uniform.
    Guard,
    /// The warden.
    Warden,
    /// In a coat and hat.
    Civilian,
    /// In a steel helmet, with a rifle.
    Soldier,
    /// Of the state police: in a campaign hat, with a rifle.
    Trooper,
}

impl FigureKind {
    /// Whether he belongs to those who keep the prison or take it back.
    pub fn keeps_order(self) -> bool {
        match self {
            Self::Guard | Self::Soldier | Self::Trooper => true,
            Self::Inmate | Self::Warden | Self::Civilian => false,
        }
    }

    /// Whether he came to help, with a rifle.
    pub fn is_relief(self) -> bool {
        matches!(self, Self::Soldier | Self::Trooper)
    }
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
    /// A fist raised.
    Protest,
    /// Hitting out.
    Fight,
    /// The hands up.
    HandsUp,
    /// On his knees, the hands on his head.
    Kneel,
    /// A rifle at his shoulder, or a stick before him.
    Aim,
    /// As he fell.
    Fallen,
}

/// What can be seen of it that order has broken down about somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// Nothing.
    #[default]
    Quiet,
    /// He will not do as he is told, and says so.
    Protests,
    /// He takes part in a riot.
    Riots,
    /// He has given up, and shows it.
    GivesUp,
    /// Rioters hold him.
    Held,
    /// He goes against rioters.
    Storms,
    /// He is dead.
    Dead,
}

impl Bearing {
    /// Whether he defies the prison.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Protests | Self::Riots)
    }
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
    pub kind: FigureKind,
    /// How he holds himself.
    pub posture: Posture,
    /// What can be seen of unrest about him.
    pub bearing: Bearing,
    /// How many ticks ago that was, for a ghost; `None` if he is seen now.
    pub age: Option<u64>,
}

/// Somebody as he is now.
pub(super) fn sighting(prison: &Prison, person: PersonId) -> Sighting {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    let role = world.resource::<Roster>().role(person);
    let bearing = bearing(prison, person, role);
    let posture = posture(prison, person, bearing);
    Sighting {
        person,
        at: (body.x, body.y),
        facing: facing(prison, person, posture),
        bearing,
        kind: match role {
            Role::Inmate => FigureKind::Inmate,
            Role::Officer => FigureKind::Guard,
            Role::Soldier => FigureKind::Soldier,
            Role::Trooper => FigureKind::Trooper,
            Role::Warden => FigureKind::Warden,
            Role::Civilian | Role::Walker => FigureKind::Civilian,
        },
        posture,
        age: None,
    }
}

fn bearing(prison: &Prison, person: PersonId, role: Role) -> Bearing {
    let world = prison.world();
    match world.resource::<Conduct>().doing(person).activity.deed {
        Deed::Dead => return Bearing::Dead,
        Deed::Captive => return Bearing::Held,
        Deed::Storm => return Bearing::Storms,
        _ if role != Role::Inmate => return Bearing::Quiet,
        _ => {}
    }
    match world.resource::<Spirits>().mood(person) {
        Mood::Quiet => Bearing::Quiet,
        Mood::Protesting => Bearing::Protests,
        Mood::Rioting => Bearing::Riots,
        // A rioter who is subdued while the prison is taken back holds his hands up until he is in
        // a cell; to others one does not see that they dare nothing.
        Mood::Cowed if gives_up(prison, person) => Bearing::GivesUp,
        Mood::Cowed => Bearing::Quiet,
    }
}

fn gives_up(prison: &Prison, person: PersonId) -> bool {
    let world = prison.world();
    let Some(riot) = world.resource::<Riots>().now() else {
        return false;
    };
    if riot.stormed().is_none() || riot.joined.binary_search(&person).is_err() {
        return false;
    }
    let topology = world.resource::<Topology>();
    let here = world.resource::<Bodies>().body(person).tile;
    topology
        .room_at(here)
        .is_none_or(|room| topology.room(room).used_as != RoomUse::Cell)
}

fn posture(prison: &Prison, person: PersonId, bearing: Bearing) -> Posture {
    let world = prison.world();
    let body = world.resource::<Bodies>().body(person);
    let walks = matches!(body.mode, Mode::Walking | Mode::InFile);
    match bearing {
        Bearing::Dead => return Posture::Fallen,
        Bearing::GivesUp => return Posture::HandsUp,
        Bearing::Held if !walks => return Posture::Kneel,
        _ if walks => return Posture::Walk,
        Bearing::Protests => return Posture::Protest,
        // Not all of a crowd hit out at once.
        Bearing::Riots if whim(person).is_multiple_of(3) => return Posture::Protest,
        Bearing::Riots => return Posture::Fight,
        Bearing::Storms => return Posture::Aim,
        Bearing::Quiet | Bearing::Held => {}
    }
    let doing = world.resource::<Conduct>().doing(person);
    if !doing.there {
        return Posture::Stand;
    }
    let on = world.resource::<Grid>().tile(body.tile);
    match doing.activity.deed {
        Deed::Sleep | Deed::Wounded => Posture::Lie,
        Deed::Attack => Posture::Fight,
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
        // He came to a machine from one side, and has it before him.
        Deed::Work => world
            .resource::<Topology>()
            .place_on(body.tile)
            .filter(|place| place.access != body.tile)
            .map_or(own, |place| {
                let ((x, y), (fx, fy)) = (grid.x_y(body.tile), grid.x_y(place.access));
                (x as f32 - fx as f32, y as f32 - fy as f32)
            }),
        Deed::Exercise => own,
        _ => walked,
    }
}
