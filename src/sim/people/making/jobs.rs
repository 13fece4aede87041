//! Where everybody works, and where the staff stays. Jobs go to whole tiers as far as possible, so that
//! gangs march together.

use std::collections::{BTreeMap, VecDeque};

use bevy_ecs::prelude::World;

use super::super::roster::JobIndex;
use super::super::{Everybody, Role};
use super::Making;
use crate::ids::{PersonId, TileId};
use crate::level::{CastRole, Level, PlaceUse, RoomUse};
use crate::prison::Topology;

impl Making {
    /// The inmates of the cast by their keys.
    pub(super) fn inmates_of_cast(&self, world: &World) -> BTreeMap<String, PersonId> {
        (0..self.entries.len())
            .map(PersonId::from_index)
            .filter_map(|person| {
                let key = Everybody::identity(world, person)?.cast.clone()?;
                Some((key, person))
            })
            .collect()
    }

    /// Jobs go to whole tiers as far as possible, so that gangs march together.
    pub(super) fn assign_jobs(&mut self, world: &World, level: &Level, inmates: u32) {
        let topology = world.resource::<Topology>();
        let cast = self.inmates_of_cast(world);
        let mut left: Vec<u32> = level.jobs.iter().map(|job| job.men).collect();
        for member in level.cast.iter().filter(|m| m.role == CastRole::Inmate) {
            let job = member
                .job
                .as_ref()
                .and_then(|key| level.jobs.iter().position(|job| job.name == *key));
            if let (Some(job), Some(person)) = (job, cast.get(&member.key).copied())
                && left[job] > 0
            {
                left[job] -= 1;
                self.entries[person.index()].job = Some(job as JobIndex);
            }
        }
        let mut by_tier: Vec<u32> = (0..inmates).collect();
        by_tier.sort_by_key(|person| {
            let entry = &self.entries[*person as usize];
            (entry.tier, entry.berth)
        });
        let mut jobs = (0..left.len())
            .flat_map(|job| std::iter::repeat_n(job as JobIndex, left[job] as usize));
        for person in by_tier {
            let entry = &mut self.entries[person as usize];
            if entry.job.is_none() {
                match jobs.next() {
                    Some(job) => entry.job = Some(job),
                    None => break,
                }
            }
        }
        // Each man his own loom, desk or spot, as far as they go round: job by job, and in each job
        // in the order of the men.
        let mut places: BTreeMap<RoomUse, VecDeque<TileId>> = BTreeMap::new();
        for place in topology.places_for(PlaceUse::Work) {
            let used_as = topology.room(place.room).used_as;
            places.entry(used_as).or_default().push_back(place.tile);
        }
        let mut gangs: Vec<Vec<usize>> = vec![Vec::new(); level.jobs.len()];
        for person in 0..inmates as usize {
            if let Some(job) = self.entries[person].job {
                gangs[job as usize].push(person);
            }
        }
        for (job, gang) in level.jobs.iter().zip(gangs) {
            for person in gang {
                let free = places.get_mut(&job.room);
                self.entries[person].work_place = free.and_then(VecDeque::pop_front);
            }
        }
    }

    /// Berths and places of work of those who are no inmates.
    pub(super) fn house_everybody(&mut self, world: &World, level: &Level) {
        let topology = world.resource::<Topology>();
        let named_room = |name: &Option<String>| {
            let name = name.as_deref()?;
            topology
                .rooms()
                .iter()
                .position(|room| room.name.as_deref() == Some(name))
        };
        // Beyond the road if the map has it, else anywhere outside, else on a way.
        let beyond: Vec<TileId> = [RoomUse::BeyondRoad, RoomUse::Outside, RoomUse::Way]
            .into_iter()
            .find_map(|used_as| topology.rooms_for(used_as).next())
            .map(|(_, room)| room.tiles.clone())
            .unwrap_or_default();
        let in_room = |room: usize, used_as: PlaceUse, nth: usize| {
            let mut places = topology
                .places_for(used_as)
                .filter(|place| place.room.index() == room)
                .map(|place| place.tile);
            places
                .nth(nth)
                .or_else(|| topology.rooms()[room].tiles.get(nth).copied())
        };
        let mut nth = vec![0; topology.rooms().len()];
        for index in 0..self.entries.len() {
            let role = self.roles[index];
            if matches!(role, Role::Inmate | Role::Walker) {
                continue;
            }
            let person = PersonId::from_index(index);
            let member = Everybody::identity(world, person)
                .and_then(|identity| identity.cast.clone())
                .and_then(|key| level.cast.iter().find(|m| m.key == key));
            let anywhere = beyond.get(index * 7 % beyond.len().max(1)).copied();
            let entry = &mut self.entries[index];
            entry.berth = anywhere.unwrap_or_default();
            let home = match role {
                Role::Warden => topology
                    .rooms_for(RoomUse::WardenHouse)
                    .map(|(room, _)| room.index())
                    .next(),
                _ => member.and_then(|m| named_room(&m.home)),
            };
            if let Some(room) = home {
                let tile = in_room(room, PlaceUse::Bed, nth[room]);
                nth[room] += 1;
                entry.berth = tile.unwrap_or(entry.berth);
            }
            let work = match role {
                Role::Warden => topology
                    .rooms_for(RoomUse::WardenOffice)
                    .map(|(room, _)| room.index())
                    .next(),
                _ => member.and_then(|m| named_room(&m.work)),
            };
            entry.work_place = work.and_then(|room| in_room(room, PlaceUse::Work, 0));
        }
    }
}
