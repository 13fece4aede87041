//! The detectors detect: a fault that is planted in a cache, in the state, or in what a save leaves out
//! is found.

use super::*;
use crate::chance::Chance;
use crate::live::check_caches;
use crate::movement::Density;
use crate::needs::{Need, Needs};

/// A prison at a busy minute: men fall in and march to breakfast.
fn busy() -> Prison {
    let mut prison = Prison::new(level("cell_block", &[]), 1);
    prison.run_until(35 * MINUTE + 100);
    prison
}

#[test]
fn a_planted_fault_in_a_cache_is_found() {
    let mut prison = busy();
    let mut yards = {
        let topology = prison.world().resource::<Topology>();
        topology
            .rooms_for(RoomUse::Yard)
            .map(|(_, yard)| yard.tiles[0])
            .collect::<Vec<_>>()
    };
    let tile = yards.pop().expect("there is a yard");
    assert_eq!(check_caches(prison.world()), Vec::<&str>::new());
    prison.world_mut().resource_mut::<Density>().add(tile, 0);
    assert_eq!(check_caches(prison.world()), ["density"]);
}

#[test]
fn a_planted_fault_in_the_state_is_found_and_named() {
    let mut first = busy();
    let second = busy();
    assert_eq!(first.digest(), second.digest());
    first.world_mut().resource_mut::<Needs>().hurt[Need::Food as usize] += 1;
    let found = first.digest();
    assert_ne!(found.all, second.digest().all);
    assert_eq!(found.differs_in(&second.digest()), Some("needs"));
}

#[test]
fn a_state_that_is_not_saved_would_be_found() {
    // What a loaded prison does not have, it cannot go on with: a fault planted in what a save
    // leaves out shows as soon as the run goes on.
    let mut straight = busy();
    let read = save::read(level("cell_block", &[]), &save::write(&straight));
    let mut loaded = read.expect("it can be read");
    loaded.world_mut().resource_mut::<Chance>().seed += 1;
    straight.run_until(straight.now() + HOUR);
    loaded.run_until(loaded.now() + HOUR);
    assert_ne!(straight.digest().all, loaded.digest().all);
}
