//! What the things of a level are called, as messages: rooms, tiles, forbidden things, grievances and
//! occasions.
//!
//! A level is plain data and says no words of the game; whoever names one of its things in a [`Message`]
//! takes the identifier from here. Each function is exhaustive, so that a new kind needs a message.

use crate::level::words::time_of_day;
use crate::level::{Floor, Grievance, ItemKind, Occasion, RoomUse, Tile};
use crate::message::{Message, Part};

/// A room by its use: "the mess hall", "a cell".
pub fn room(used_as: RoomUse) -> &'static str {
    match used_as {
        RoomUse::Way => "room-way",
        RoomUse::Cell => "room-cell",
        RoomUse::Gallery => "room-gallery",
        RoomUse::CellHouse => "room-cell-house",
        RoomUse::MessHall => "room-mess-hall",
        RoomUse::Kitchen => "room-kitchen",
        RoomUse::Laundry => "room-laundry",
        RoomUse::Yard => "room-yard",
        RoomUse::Chapel => "room-chapel",
        RoomUse::Mill => "room-mill",
        RoomUse::Workshop => "room-workshop",
        RoomUse::Hospital => "room-hospital",
        RoomUse::Morgue => "room-morgue",
        RoomUse::Dungeon => "room-dungeon",
        RoomUse::Visiting => "room-visiting",
        RoomUse::Office => "room-office",
        RoomUse::WardenOffice => "room-warden-office",
        RoomUse::WardenHouse => "room-warden-house",
        RoomUse::Armoury => "room-armoury",
        RoomUse::KeyRoom => "room-key-room",
        RoomUse::Receiving => "room-receiving",
        RoomUse::Gatehouse => "room-gatehouse",
        RoomUse::GuardRoom => "room-guard-room",
        RoomUse::Tower => "room-tower",
        RoomUse::Outside => "room-outside",
        RoomUse::BeyondRoad => "room-beyond-road",
        RoomUse::Home => "room-home",
        RoomUse::Shop => "room-shop",
        RoomUse::Police => "room-police",
        RoomUse::Undertaker => "room-undertaker",
    }
}

/// Two or more rooms of a use: "cells".
pub fn rooms(used_as: RoomUse) -> &'static str {
    match used_as {
        RoomUse::Way => "rooms-way",
        RoomUse::Cell => "rooms-cell",
        RoomUse::Gallery => "rooms-gallery",
        RoomUse::CellHouse => "rooms-cell-house",
        RoomUse::MessHall => "rooms-mess-hall",
        RoomUse::Kitchen => "rooms-kitchen",
        RoomUse::Laundry => "rooms-laundry",
        RoomUse::Yard => "rooms-yard",
        RoomUse::Chapel => "rooms-chapel",
        RoomUse::Mill => "rooms-mill",
        RoomUse::Workshop => "rooms-workshop",
        RoomUse::Hospital => "rooms-hospital",
        RoomUse::Morgue => "rooms-morgue",
        RoomUse::Dungeon => "rooms-dungeon",
        RoomUse::Visiting => "rooms-visiting",
        RoomUse::Office => "rooms-office",
        RoomUse::WardenOffice => "rooms-warden-office",
        RoomUse::WardenHouse => "rooms-warden-house",
        RoomUse::Armoury => "rooms-armoury",
        RoomUse::KeyRoom => "rooms-key-room",
        RoomUse::Receiving => "rooms-receiving",
        RoomUse::Gatehouse => "rooms-gatehouse",
        RoomUse::GuardRoom => "rooms-guard-room",
        RoomUse::Tower => "rooms-tower",
        RoomUse::Outside => "rooms-outside",
        RoomUse::BeyondRoad => "rooms-beyond-road",
        RoomUse::Home => "rooms-home",
        RoomUse::Shop => "rooms-shop",
        RoomUse::Police => "rooms-police",
        RoomUse::Undertaker => "rooms-undertaker",
    }
}

/// A room by its use as it is written on the map: "mess hall".
pub fn sign(used_as: RoomUse) -> &'static str {
    match used_as {
        RoomUse::Way => "sign-way",
        RoomUse::Cell => "sign-cell",
        RoomUse::Gallery => "sign-gallery",
        RoomUse::CellHouse => "sign-cell-house",
        RoomUse::MessHall => "sign-mess-hall",
        RoomUse::Kitchen => "sign-kitchen",
        RoomUse::Laundry => "sign-laundry",
        RoomUse::Yard => "sign-yard",
        RoomUse::Chapel => "sign-chapel",
        RoomUse::Mill => "sign-mill",
        RoomUse::Workshop => "sign-workshop",
        RoomUse::Hospital => "sign-hospital",
        RoomUse::Morgue => "sign-morgue",
        RoomUse::Dungeon => "sign-dungeon",
        RoomUse::Visiting => "sign-visiting",
        RoomUse::Office => "sign-office",
        RoomUse::WardenOffice => "sign-warden-office",
        RoomUse::WardenHouse => "sign-warden-house",
        RoomUse::Armoury => "sign-armoury",
        RoomUse::KeyRoom => "sign-key-room",
        RoomUse::Receiving => "sign-receiving",
        RoomUse::Gatehouse => "sign-gatehouse",
        RoomUse::GuardRoom => "sign-guard-room",
        RoomUse::Tower => "sign-tower",
        RoomUse::Outside => "sign-outside",
        RoomUse::BeyondRoad => "sign-beyond-road",
        RoomUse::Home => "sign-home",
        RoomUse::Shop => "sign-shop",
        RoomUse::Police => "sign-police",
        RoomUse::Undertaker => "sign-undertaker",
    }
}

/// A forbidden thing: "a knife".
pub fn item(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Knife => "item-knife",
        ItemKind::Tool => "item-tool",
        ItemKind::Drink => "item-drink",
        ItemKind::Money => "item-money",
        ItemKind::Gun => "item-gun",
    }
}

/// What men hold against the administration: "the food".
pub fn grievance(grievance: Grievance) -> &'static str {
    match grievance {
        Grievance::Food => "grievance-food",
        Grievance::Unfed => "grievance-unfed",
        Grievance::Beaten => "grievance-beaten",
        Grievance::SawBeaten => "grievance-saw-beaten",
        Grievance::Punished => "grievance-punished",
        Grievance::SawPunished => "grievance-saw-punished",
        Grievance::SawKilled => "grievance-saw-killed",
        Grievance::Refused => "grievance-refused",
        Grievance::Thirst => "grievance-thirst",
    }
}

/// What stands on a tile: "a wall".
pub fn tile(tile: Tile) -> &'static str {
    match tile {
        Tile::Floor(Floor::Flags) => "tile-floor-flags",
        Tile::Floor(Floor::Boards) => "tile-floor-boards",
        Tile::Floor(Floor::Concrete) => "tile-floor-concrete",
        Tile::Floor(Floor::Cinders) => "tile-floor-cinders",
        Tile::Floor(Floor::Gravel) => "tile-floor-gravel",
        Tile::Floor(Floor::Sawdust) => "tile-floor-sawdust",
        Tile::Floor(Floor::Grass) => "tile-floor-grass",
        Tile::Floor(Floor::Road) => "tile-floor-road",
        Tile::Wall => "tile-wall",
        Tile::OuterWall => "tile-outer-wall",
        Tile::Fence => "tile-fence",
        Tile::Bars => "tile-bars",
        Tile::Window => "tile-window",
        Tile::CellDoor => "tile-cell-door",
        Tile::BarredGate => "tile-barred-gate",
        Tile::Door => "tile-door",
        Tile::OuterGate => "tile-outer-gate",
        Tile::Doorway => "tile-doorway",
        Tile::Stairs => "tile-stairs",
        Tile::Bunk => "tile-bunk",
        Tile::Mattress => "tile-mattress",
        Tile::Bucket => "tile-bucket",
        Tile::Table => "tile-table",
        Tile::Bench => "tile-bench",
        Tile::Pew => "tile-pew",
        Tile::Loom => "tile-loom",
        Tile::Stove => "tile-stove",
        Tile::Tub => "tile-tub",
        Tile::Desk => "tile-desk",
        Tile::Counter => "tile-counter",
        Tile::Cot => "tile-cot",
        Tile::Slab => "tile-slab",
        Tile::VisitChair | Tile::VisitorChair => "tile-visit-chair",
        Tile::Altar => "tile-altar",
        Tile::KeyBoard => "tile-key-board",
        Tile::GunRack => "tile-gun-rack",
        Tile::Shelf => "tile-shelf",
        Tile::Bed => "tile-bed",
        Tile::Post => "tile-post",
        Tile::WorkSpot => "tile-work-spot",
        Tile::Lamp => "tile-lamp",
        Tile::Searchlight => "tile-searchlight",
        Tile::Wagon => "tile-wagon",
    }
}

/// To what the bell calls: "to a meal".
pub fn called_to(occasion: &Occasion) -> &'static str {
    match occasion {
        Occasion::Bell => "called-to-bell",
        Occasion::Count { .. } => "called-to-count",
        Occasion::Meal { .. } => "called-to-meal",
        Occasion::Work => "called-to-work",
        Occasion::Yard => "called-to-yard",
        Occasion::Rest => "called-to-rest",
        Occasion::Chapel { .. } => "called-to-chapel",
        Occasion::Visits { .. } => "called-to-visits",
        Occasion::LockUp { .. } => "called-to-lock-up",
        Occasion::LightsOut => "called-to-lights-out",
    }
}

/// What is called to at that second of the day, as on a timetable that hangs on a wall: "Supper".
pub fn title(occasion: &Occasion, second_of_day: u32) -> &'static str {
    match occasion {
        Occasion::Bell => "title-bell",
        Occasion::Count { .. } => "title-count",
        Occasion::Meal { .. } => match second_of_day / 3_600 {
            0..10 => "title-breakfast",
            10..15 => "title-dinner",
            _ => "title-supper",
        },
        Occasion::Work => "title-work",
        Occasion::Yard => "title-yard",
        Occasion::Rest => "title-rest",
        Occasion::Chapel { .. } => "title-chapel",
        Occasion::Visits { .. } => "title-visits",
        Occasion::LockUp { .. } => "title-lock-up",
        Occasion::LightsOut => "title-lights-out",
    }
}

/// What an occasion asks of whom: "2 sittings, 20 min at the table, until 18:00"; until when, if its
/// title says all else and the next line begins at the second `next` of the day.
pub fn asks(occasion: &Occasion, next: u32) -> Message {
    let count = |number: u32| Part::Count(number.into());
    let hour = |second| Part::Written(time_of_day(second));
    match *occasion {
        Occasion::Count { within } => {
            Message::new("asks-count").with("within", Part::Lasting(within))
        }
        Occasion::Meal {
            sittings,
            eat,
            until,
        } => Message::new("asks-meal")
            .with("sittings", count(sittings))
            .with("eat", Part::Lasting(eat))
            .with("until", hour(until)),
        Occasion::Chapel { services, length } => Message::new("asks-chapel")
            .with("services", count(services))
            .with("each", Part::Lasting(length)),
        Occasion::Visits { men, length } => Message::new("asks-visits")
            .with("men", count(men))
            .with("each", Part::Lasting(length)),
        Occasion::LockUp { by } => Message::new("asks-lock-up").with("by", hour(by)),
        Occasion::Bell | Occasion::Work | Occasion::Yard | Occasion::Rest | Occasion::LightsOut => {
            Message::new("asks-until").with("until", hour(next))
        }
    }
}
