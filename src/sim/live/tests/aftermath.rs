//! Promises about the hours in which men hold the house, and those after: doors are not called for
//! nothing, everybody is counted and in his place, and those who came to help are ready to come again.

use std::collections::BTreeMap;

use super::super::Prison;
use super::super::crisis_tests::riot;
use super::until;
use crate::clock::{DAY, HOUR};
use crate::conduct::{Conduct, Deed};
use crate::happening::{DoorFact, Happenings, What};
use crate::harm::Wounds;
use crate::ids::{PersonId, TileId};
use crate::level::RoomUse;
use crate::movement::{Bodies, Waits};
use crate::order::{Giver, Order};
use crate::people::{Role, Roster};
use crate::prison::Topology;
use crate::regime::Regime;
use crate::riot::Riots;

#[test]
fn a_door_in_the_mens_hands_is_called_ever_more_seldom() {
    let mut prison = riot();
    let began = prison.now();
    prison.run_until(began + 4 * HOUR);
    assert!(prison.world().resource::<Riots>().now().is_some());
    let mut calls: BTreeMap<TileId, u32> = BTreeMap::new();
    for one in prison.world().resource::<Happenings>().all() {
        if let (What::Door(DoorFact::DoorCalled { open: false }), Some(door)) = (&one.what, one.at)
            && one.tick >= began
        {
            *calls.entry(door).or_default() += 1;
        }
    }
    let most = calls.values().max().copied().unwrap_or_default();
    assert!(most > 1, "whoever sees to a door is sent again");
    assert!(most < 30, "{most} times in four hours");
}

#[test]
fn after_a_riot_everybody_is_counted_in_his_place_and_the_army_is_ready_to_come_again() {
    let mut prison = riot();
    let called = prison.order(Giver::Author, Order::CallArmy);
    assert_eq!(called, Ok(()));
    let over = |prison: &Prison| prison.world().resource::<Riots>().now().is_none();
    until(&mut prison, 3 * DAY, over);
    let counts = |prison: &Prison| {
        let ledger = &prison.world().resource::<Regime>().ledger;
        let counts = ledger.counts.iter();
        counts.map(|count| count.complete).collect::<Vec<bool>>()
    };
    let before = counts(&prison).len();
    prison.run_until(prison.now() + 2 * HOUR);
    let world = prison.world();
    assert_eq!(counts(&prison).get(before), Some(&true), "they are counted");
    // Whoever can walk is behind his door, and the others are where they are looked after.
    let (topology, bodies) = (world.resource::<Topology>(), world.resource::<Bodies>());
    let used_as = |person: PersonId| {
        let room = topology.room_at(bodies.body(person).tile);
        room.map(|room| topology.room(room).used_as)
    };
    let roster = world.resource::<Roster>();
    let hurt: Vec<PersonId> = world.resource::<Wounds>().hurt().collect();
    for man in hurt.iter().filter(|man| roster.is_inmate(**man)) {
        assert_eq!(used_as(*man), Some(RoomUse::Hospital), "{man:?}");
    }
    let waits = world.resource::<Waits>();
    let lost = roster.all_inmates().filter(|man| waits.of(*man).is_some());
    assert_eq!(lost.count(), 0, "nobody stands before a locked door");
    // Who was sent home with the riot does nothing any more that another would take for his doing.
    let conduct = world.resource::<Conduct>();
    for soldier in roster.with_role(Role::Soldier) {
        assert_eq!(conduct.doing(soldier).activity.deed, Deed::Stand);
    }
}
