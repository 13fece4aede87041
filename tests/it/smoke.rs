//! Smoke shortens sight: whoever sits in a room full of it sees what is beside him, and no more.

use bighouse::play::{Lens, Seat};
use bighouse_sim::Prison;
use bighouse_sim::clock::MINUTE;
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::ids::{RoomId, TileId};
use bighouse_sim::movement::Bodies;
use bighouse_sim::people::Roster;
use bighouse_sim::prison::{Fires, Topology};

use crate::common::forged::forged;
use crate::common::shipped;

/// Breakfast, when the first sitting eats.
const AT_TABLE: u64 = 50 * MINUTE;

#[test]
fn whoever_sits_in_a_room_full_of_smoke_sees_what_is_beside_him() {
    let level = shipped("big_house_300", &[]);
    let mut prison = Prison::new(level.clone(), 1);
    prison.run_until(AT_TABLE);
    let man = {
        let conduct = prison.world().resource::<Conduct>();
        let mut men = prison.world().resource::<Roster>().all_inmates();
        men.find(|man| conduct.is_at(*man, Deed::Eat))
    };
    let man = man.expect("somebody eats");
    let tile = prison.world().resource::<Bodies>().body(man).tile;
    let hall = prison.world().resource::<Topology>().room_at(tile);
    let seen = |prison: &Prison, in_hall: bool| {
        let mut lens = Lens::new(prison, Seat::Inmate(man));
        lens.look(prison);
        let topology = prison.world().resource::<Topology>();
        let room = |tile: usize| -> Option<RoomId> { topology.room_at(TileId::from_index(tile)) };
        let in_sight = lens.in_sight(prison);
        let tiles = in_sight.iter().enumerate();
        tiles
            .filter(|(tile, sees)| **sees && (room(*tile) == hall) == in_hall)
            .count()
    };
    let clear = seen(&prison, true);
    assert!(clear > 100, "{clear}");
    // As a save has it.
    let (began, ends) = (prison.now() - 15 * MINUTE, prison.now() + 60 * MINUTE);
    let fire = format!(
        r#"{{"list": [{{"place": {0}, "seat": {0}, "began": {began}, "ends": {ends}, "cause": 1}}]}}"#,
        tile.0
    );
    let fires: Fires = serde_json::from_str(&fire).expect("a fire");
    let prison = forged(&level, &prison, |before| *before = fires).expect("a fire can be saved");
    let smoky = seen(&prison, true);
    assert!((1..40).contains(&smoky), "{smoky} of {clear}");
    // The wall beside him is no part of the hall.
    assert!(seen(&prison, false) < 10, "nor out of it");
}
