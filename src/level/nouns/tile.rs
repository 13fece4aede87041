//! The semantic tiles a map is drawn with.
//!
//! One tile is one square metre. A tile says what a thing *is* (a bunk, a
//! barred gate), never how it looks: the window autotiles, the simulation asks
//! the questions below. Adding a tile means one line in [`Tile::ALL`], one in
//! each question, and one in `levels/README.md`.

use serde::{Deserialize, Serialize};

/// What covers the ground. It does not change how men walk; it is what the eye
/// tells rooms apart by.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Floor {
    /// Stone flags: cell houses and most halls.
    #[default]
    Flags,
    /// Wooden boards: chapel, offices, homes.
    Boards,
    /// Poured concrete: kitchen, laundry, hospital.
    Concrete,
    /// Cinders: the yard.
    Cinders,
    /// Gravel: ways between buildings.
    Gravel,
    /// Sawdust: the mill.
    Sawdust,
    /// Grass: outside, and the strip along the wall.
    Grass,
    /// The public road.
    Road,
}

/// One square metre of the prison, by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tile {
    /// Open floor.
    Floor(Floor),
    /// An inner wall: stops men and sight.
    Wall,
    /// The great wall round the prison.
    OuterWall,
    /// Wire or palings: stops men, not sight.
    Fence,
    /// Fixed bars: stop men, not sight.
    Bars,
    /// A barred window in a wall: stops men, not sight.
    Window,
    /// The barred door of a cell, worked by its tier's lever or by a cell key.
    CellDoor,
    /// A barred gate inside the prison (gallery, cell house): stops no sight.
    BarredGate,
    /// A wooden or steel door inside the prison: stops sight while shut.
    Door,
    /// A gate of the sally port: of the two in one gatehouse only one is open at a time.
    OuterGate,
    /// An opening that cannot be shut; it parts two rooms all the same.
    Doorway,
    /// A flight of stairs: walked on, slower.
    Stairs,
    /// A berth in a bunk. It counts towards the capacity. Two tiles make a bunk of two.
    Bunk,
    /// Floor where a mattress may be laid at night: no berth, does not count as capacity, may be walked on.
    Mattress,
    /// A slop bucket.
    Bucket,
    /// A table; plates stand on it.
    Table,
    /// A seat at a table: one man eats here.
    Bench,
    /// A seat in the chapel.
    Pew,
    /// A loom or bench of the mill: one man works here.
    Loom,
    /// A kitchen stove: one man works here.
    Stove,
    /// A laundry tub: one man works here.
    Tub,
    /// A desk: one man works here.
    Desk,
    /// A shop or store counter: one man works here.
    Counter,
    /// A hospital cot.
    Cot,
    /// The morgue's slab.
    Slab,
    /// A chair in the visiting room, on the inmates' side.
    VisitChair,
    /// A chair in the visiting room, on the visitors' side.
    VisitorChair,
    /// The altar.
    Altar,
    /// The board where keys hang.
    KeyBoard,
    /// A rack of rifles.
    GunRack,
    /// Shelves.
    Shelf,
    /// A bed in a house: where a civilian or the warden sleeps.
    Bed,
    /// The standing place of an officer. He keeps the locks near it.
    Post,
    /// Where a gang works standing (digging, loading, sweeping): one man.
    WorkSpot,
    /// A lamp on a post or wall bracket; men walk under it.
    Lamp,
    /// A searchlight; stands on towers.
    Searchlight,
    /// The undertaker's or the prison's wagon.
    Wagon,
}

/// What a man does in a place that holds one man.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceUse {
    /// Sleeps in a berth.
    Berth,
    /// Sleeps on a mattress on the floor.
    Mattress,
    /// Eats.
    Eat,
    /// Prays.
    Pray,
    /// Works.
    Work,
    /// Lies ill.
    Cot,
    /// Is visited.
    Visited,
    /// Visits.
    Visitor,
    /// Stands guard.
    Post,
    /// Sleeps at home.
    Bed,
}

/// The kinds of thing that part two rooms and can be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DoorKind {
    /// See [`Tile::CellDoor`].
    Cell,
    /// See [`Tile::BarredGate`].
    BarredGate,
    /// See [`Tile::Door`].
    Door,
    /// See [`Tile::OuterGate`].
    OuterGate,
    /// See [`Tile::Doorway`]: never shut.
    Doorway,
}

impl Tile {
    /// Every tile but the floors beside the first, in the order of the documentation.
    pub const ALL: [Tile; 37] = [
        Tile::Floor(Floor::Flags),
        Tile::Wall,
        Tile::OuterWall,
        Tile::Fence,
        Tile::Bars,
        Tile::Window,
        Tile::CellDoor,
        Tile::BarredGate,
        Tile::Door,
        Tile::OuterGate,
        Tile::Doorway,
        Tile::Stairs,
        Tile::Bunk,
        Tile::Mattress,
        Tile::Bucket,
        Tile::Table,
        Tile::Bench,
        Tile::Pew,
        Tile::Loom,
        Tile::Stove,
        Tile::Tub,
        Tile::Desk,
        Tile::Counter,
        Tile::Cot,
        Tile::Slab,
        Tile::VisitChair,
        Tile::VisitorChair,
        Tile::Altar,
        Tile::KeyBoard,
        Tile::GunRack,
        Tile::Shelf,
        Tile::Bed,
        Tile::Post,
        Tile::WorkSpot,
        Tile::Lamp,
        Tile::Searchlight,
        Tile::Wagon,
    ];

    /// Whether men walk over it. Doors are passed, not walked on: see [`Tile::door`].
    pub fn is_walkable(self) -> bool {
        matches!(
            self,
            Tile::Floor(_)
                | Tile::Stairs
                | Tile::Mattress
                | Tile::Post
                | Tile::WorkSpot
                | Tile::Lamp
        )
    }

    /// The kind of door it is a part of, if any.
    pub fn door(self) -> Option<DoorKind> {
        match self {
            Tile::CellDoor => Some(DoorKind::Cell),
            Tile::BarredGate => Some(DoorKind::BarredGate),
            Tile::Door => Some(DoorKind::Door),
            Tile::OuterGate => Some(DoorKind::OuterGate),
            Tile::Doorway => Some(DoorKind::Doorway),
            _ => None,
        }
    }

    /// Whether it bounds a room: walls and the like, and doors.
    pub fn bounds_room(self) -> bool {
        self.is_barrier() || self.door().is_some()
    }

    /// Whether it is built to stop men for good: walls, fences, bars.
    pub fn is_barrier(self) -> bool {
        matches!(
            self,
            Tile::Wall | Tile::OuterWall | Tile::Fence | Tile::Bars | Tile::Window
        )
    }

    /// Whether it stops sight. A [`Tile::Door`] does so only while shut, and is not counted here.
    pub fn stops_sight(self) -> bool {
        matches!(self, Tile::Wall | Tile::OuterWall)
    }

    /// What one man does here, if it is a place for one.
    pub fn place(self) -> Option<PlaceUse> {
        Some(match self {
            Tile::Bunk => PlaceUse::Berth,
            Tile::Mattress => PlaceUse::Mattress,
            Tile::Bench => PlaceUse::Eat,
            Tile::Pew => PlaceUse::Pray,
            Tile::Loom | Tile::Stove | Tile::Tub | Tile::Desk | Tile::Counter | Tile::WorkSpot => {
                PlaceUse::Work
            }
            Tile::Cot => PlaceUse::Cot,
            Tile::VisitChair => PlaceUse::Visited,
            Tile::VisitorChair => PlaceUse::Visitor,
            Tile::Post => PlaceUse::Post,
            Tile::Bed => PlaceUse::Bed,
            _ => return None,
        })
    }
}

/// What a room is for. A room is enclosed floor plus at most one label; without one it is a [`RoomUse::Way`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum RoomUse {
    /// A passage, corridor or open way inside the wall.
    #[default]
    Way,
    /// A cell.
    Cell,
    /// The gallery in front of one or two tiers of cells.
    Gallery,
    /// The hall of a cell house that its galleries open to.
    CellHouse,
    /// Where the men eat.
    MessHall,
    /// Kitchen.
    Kitchen,
    /// Laundry.
    Laundry,
    /// The yard.
    Yard,
    /// The chapel.
    Chapel,
    /// The mill.
    Mill,
    /// A workshop or other place of work.
    Workshop,
    /// The hospital.
    Hospital,
    /// The morgue.
    Morgue,
    /// A dungeon cell.
    Dungeon,
    /// The visiting room.
    Visiting,
    /// An office of the administration.
    Office,
    /// The warden's office.
    WardenOffice,
    /// Where the warden lives.
    WardenHouse,
    /// The armoury.
    Armoury,
    /// The key room.
    KeyRoom,
    /// The receiving room.
    Receiving,
    /// The sally port between the two outer gates.
    Gatehouse,
    /// Officers' room.
    GuardRoom,
    /// A tower.
    Tower,
    /// Open ground outside the wall.
    Outside,
    /// Beyond the road: where officers off duty and visitors come from; the edge of the world.
    BeyondRoad,
    /// A house in the town.
    Home,
    /// A shop in the town.
    Shop,
    /// The police station.
    Police,
    /// The undertaker's.
    Undertaker,
}

impl RoomUse {
    /// Every use, in the order of the documentation.
    pub const ALL: [RoomUse; 30] = [
        RoomUse::Way,
        RoomUse::Cell,
        RoomUse::Gallery,
        RoomUse::CellHouse,
        RoomUse::MessHall,
        RoomUse::Kitchen,
        RoomUse::Laundry,
        RoomUse::Yard,
        RoomUse::Chapel,
        RoomUse::Mill,
        RoomUse::Workshop,
        RoomUse::Hospital,
        RoomUse::Morgue,
        RoomUse::Dungeon,
        RoomUse::Visiting,
        RoomUse::Office,
        RoomUse::WardenOffice,
        RoomUse::WardenHouse,
        RoomUse::Armoury,
        RoomUse::KeyRoom,
        RoomUse::Receiving,
        RoomUse::Gatehouse,
        RoomUse::GuardRoom,
        RoomUse::Tower,
        RoomUse::Outside,
        RoomUse::BeyondRoad,
        RoomUse::Home,
        RoomUse::Shop,
        RoomUse::Police,
        RoomUse::Undertaker,
    ];

    /// Whether it lies outside the wall.
    pub fn is_outside(self) -> bool {
        matches!(
            self,
            RoomUse::Outside
                | RoomUse::BeyondRoad
                | RoomUse::Home
                | RoomUse::Shop
                | RoomUse::Police
                | RoomUse::Undertaker
        )
    }
}
