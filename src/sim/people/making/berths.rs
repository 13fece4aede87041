//! Where everybody sleeps. Men are spread evenly over the tiers; in each tier berths are filled first,
//! then the floors of the cells (one man more in each), then the mattresses in the gallery, then what
//! floor is left.

use bevy_ecs::prelude::World;

use super::super::roster::BerthKind;
use super::Making;
use crate::ids::{PersonId, TierId, TileId};
use crate::level::{CastRole, Level, PlaceUse};
use crate::prison::{Tiers, Topology};

impl Making {
    pub(super) fn assign_berths(&mut self, world: &World, level: &Level, inmates: u32) {
        let tiers = world.resource::<Tiers>().all();
        if tiers.is_empty() {
            self.sleep_anywhere(world, inmates);
            return;
        }
        // How many men each tier takes: evenly by its cells, in whole men.
        let cells: u64 = tiers.iter().map(|tier| tier.cells.len() as u64).sum();
        let mut slots: Vec<(TierId, TileId, BerthKind)> = Vec::new();
        let mut given = 0;
        let mut so_far = 0;
        for (index, tier) in tiers.iter().enumerate() {
            so_far += tier.cells.len() as u64;
            let upto = inmates as u64 * so_far / cells.max(1);
            let men = (upto - given) as usize;
            given = upto;
            let id = TierId::from_index(index);
            slots.extend(
                sleeping_places(tier)
                    .into_iter()
                    .take(men)
                    .map(|(tile, kind)| (id, tile, kind)),
            );
        }
        // The cast first, each to the cell he was given.
        let cast = self.inmates_of_cast(world);
        let mut taken = vec![false; slots.len()];
        let mut placed = vec![false; inmates as usize];
        for member in level.cast.iter().filter(|m| m.role == CastRole::Inmate) {
            let (Some(cell), Some(person)) = (&member.cell, cast.get(&member.key).copied()) else {
                continue;
            };
            let home = world
                .resource::<Tiers>()
                .cells()
                .find(|(_, found)| found.name == *cell)
                .map(|(_, found)| (&found.berths, &found.floor));
            let slot = home.and_then(|(berths, floor)| {
                (0..slots.len()).find(|slot| {
                    let tile = slots[*slot].1;
                    !taken[*slot] && (berths.contains(&tile) || floor.contains(&tile))
                })
            });
            if let Some(slot) = slot {
                taken[slot] = true;
                placed[person.index()] = true;
                self.give_berth(person, slots[slot]);
            }
        }
        let mut free = slots
            .iter()
            .zip(taken)
            .filter(|(_, taken)| !taken)
            .map(|(slot, _)| *slot);
        // Spread the groups over the prison: a fixed stride that meets everybody once.
        let everybody: Vec<u32> = stride(inmates);
        for person in everybody {
            if placed[person as usize] {
                continue;
            }
            let Some(slot) = free.next() else { break };
            placed[person as usize] = true;
            self.give_berth(PersonId(person), slot);
        }
        // More men than floor: they share the last place; `check` says so beforehand.
        if let Some(last) = slots.last() {
            for person in (0..inmates).filter(|person| !placed[*person as usize]) {
                self.give_berth(PersonId(person), *last);
            }
        }
    }

    fn give_berth(&mut self, person: PersonId, (tier, tile, kind): (TierId, TileId, BerthKind)) {
        let entry = &mut self.entries[person.index()];
        entry.berth = tile;
        entry.berth_kind = kind;
        entry.tier = Some(tier);
    }

    /// A level without tiers: berths and mattresses where there are some, else any floor.
    fn sleep_anywhere(&mut self, world: &World, inmates: u32) {
        let topology = world.resource::<Topology>();
        let places: Vec<TileId> = topology
            .places_for(PlaceUse::Berth)
            .chain(topology.places_for(PlaceUse::Mattress))
            .map(|place| place.tile)
            .chain(
                topology
                    .rooms()
                    .iter()
                    .flat_map(|room| room.tiles.iter().copied()),
            )
            .collect();
        for person in 0..inmates {
            if let Some(tile) = places.get(person as usize % places.len().max(1)) {
                self.entries[person as usize].berth = *tile;
            }
        }
    }
}

/// The sleeping places of a tier in the order in which they are filled.
fn sleeping_places(tier: &crate::prison::tiers::Tier) -> Vec<(TileId, BerthKind)> {
    let berths = tier
        .cells
        .iter()
        .flat_map(|cell| cell.berths.iter().map(|tile| (*tile, BerthKind::Bunk)));
    let floor = |nth: usize| {
        tier.cells
            .iter()
            .filter_map(move |cell| cell.floor.get(nth))
            .map(|tile| (*tile, BerthKind::CellFloor))
    };
    let gallery = tier
        .mattresses
        .iter()
        .map(|tile| (*tile, BerthKind::Gallery));
    berths
        .chain(floor(0))
        .chain(gallery)
        .chain(floor(1))
        .chain(floor(2))
        .collect()
}

/// Everybody from 0 to `count`, in steps that spread neighbours far apart.
fn stride(count: u32) -> Vec<u32> {
    let mut step = (count as f64 * 0.618) as u32 | 1;
    let common = |mut a: u32, mut b: u32| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    while count > 1 && common(step, count) != 1 {
        step += 2;
    }
    (0..count as u64)
        .map(|index| (index * step as u64 % count.max(1) as u64) as u32)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stride_meets_everybody_once() {
        for count in [0, 1, 2, 3, 60, 300, 3000, 4096] {
            let mut all = stride(count);
            all.sort_unstable();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
    }
}
