//! The making of everybody a level tells of: names, traits, berths, jobs.
//!
//! Overcrowding is assigned here. Men are spread evenly over the tiers; in each
//! tier berths are filled first, then the floors of the cells (one man more in
//! each), then the mattresses in the gallery, then what floor is left. Jobs go to whole tiers as
//! far as possible, so that gangs march together.

use std::collections::{BTreeMap, VecDeque};

use bevy_ecs::prelude::World;
use rand::RngExt;

use super::roster::{Assignment, BerthKind, JobIndex, Roster};
use super::{Everybody, Identity, Role, names};
use crate::chance::{Chance, Purpose, normal};
use crate::ids::{PersonId, TierId, TileId};
use crate::level::{CastMember, CastRole, Level, PlaceUse, RoomUse, Spread};
use crate::prison::{Tiers, Topology};
/// Speed of free walking, mm/s: N(1.34, 0.26) clipped to 0.5 to 2.2 m/s (docs/science.md#walking-speed),
/// slower from fifty on.
fn walking_speed(rng: &mut rand_pcg::Pcg32, age: u32) -> u16 {
    let mean = 1_340 - 10 * age.saturating_sub(50).min(40) as i32;
    normal(rng, mean, 260).clamp(500, 2_200) as u16
}

/// What the making of everybody yields besides the roster: speeds, by person.
pub(crate) struct Made {
    /// Walking speeds, mm/s.
    pub speeds: Vec<u16>,
}

/// Makes everybody the level tells of.
pub(crate) fn populate(world: &mut World, level: &Level, chance: Chance) -> Made {
    let mut making = Making {
        chance,
        entries: Vec::new(),
        roles: Vec::new(),
        speeds: Vec::new(),
    };
    let inmates = making.inmates(world, level);
    making.assign_berths(world, level, inmates);
    making.assign_jobs(world, level, inmates);
    making.staff(world, level);
    making.soldiers(world, inmates);
    making.troopers(world, inmates);
    making.civilians(world, level);
    making.walkers(world, level);
    let tiers = world.resource::<Tiers>().len();
    let mut by_tier = vec![Vec::new(); tiers];
    for index in 0..inmates {
        if let Some(tier) = making.entries[index as usize].tier {
            by_tier[tier.index()].push(PersonId(index));
        }
    }
    let entries = making.entries;
    {
        let grid = world.resource::<crate::prison::Grid>();
        let tiers = world.resource::<Tiers>();
        for (tier, men) in tiers.all().iter().zip(&mut by_tier) {
            men.sort_by_key(|man| (grid.distance(tier.lane.0, entries[man.index()].berth), *man));
        }
    }
    world.insert_resource(Roster::new(entries, making.roles, inmates, by_tier));
    Made {
        speeds: making.speeds,
    }
}

struct Making {
    chance: Chance,
    entries: Vec<Assignment>,
    roles: Vec<Role>,
    speeds: Vec<u16>,
}

impl Making {
    fn next_id(&self) -> PersonId {
        PersonId::from_index(self.entries.len())
    }

    fn add(&mut self, world: &mut World, identity: Identity, role: Role, speed: u16) {
        Everybody::spawn(world, identity, role);
        self.entries.push(Assignment {
            berth_kind: if role == Role::Inmate {
                BerthKind::Bunk
            } else {
                BerthKind::Outside
            },
            ..Assignment::default()
        });
        self.roles.push(role);
        self.speeds.push(speed);
    }

    /// Inmates, group by group; the cast are the first of their groups. Returns how many.
    fn inmates(&mut self, world: &mut World, level: &Level) -> u32 {
        let mut count = 0;
        let mut unplaced: Vec<&CastMember> = level
            .cast
            .iter()
            .filter(|member| member.role == CastRole::Inmate)
            .collect();
        for group in &level.population {
            let mut cast: Vec<&CastMember> = Vec::new();
            unplaced.retain(|member| {
                let here = member.group.as_ref().is_none_or(|name| *name == group.name)
                    && cast.len() < group.men as usize;
                if here {
                    cast.push(member);
                }
                !here
            });
            for index in 0..group.men {
                let member = cast.get(index as usize).copied();
                self.inmate(world, group, member);
                count += 1;
            }
        }
        count
    }

    fn inmate(
        &mut self,
        world: &mut World,
        group: &crate::level::Group,
        member: Option<&CastMember>,
    ) {
        let id = self.next_id();
        let mut rng = self.chance.stream(Purpose::Traits, id, 0);
        let mut named = self.chance.stream(Purpose::Names, id, 0);
        let name = names::draw(&mut named);
        let number = 20_000 + id.0 * 9 + named.random_range(0..9_u32);
        let draw = |rng: &mut rand_pcg::Pcg32, spread: Spread, low, high| {
            normal(rng, spread.mean, spread.spread).clamp(low, high) as u32
        };
        let temper = draw(&mut rng, group.temper, 0, 10_000);
        // As a level file may say of a man of the cast.
        let age = draw(&mut rng, group.age, 18, 90);
        let term = draw(&mut rng, group.term, 1, 99);
        let age = member.and_then(|m| m.age).unwrap_or(age);
        let speed = walking_speed(&mut rng, age);
        let identity = Identity {
            id,
            name: member.map_or(name, |m| m.name.clone()),
            number: member.and_then(|m| m.number).unwrap_or(number),
            age,
            group: group.name.clone(),
            temper: member.and_then(|m| m.temper).unwrap_or(temper),
            term: member.and_then(|m| m.term).unwrap_or(term),
            cast: member.map(|m| m.key.clone()),
        };
        self.add(world, identity, Role::Inmate, speed);
    }

    fn assign_berths(&mut self, world: &World, level: &Level, inmates: u32) {
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

    /// The inmates of the cast by their keys.
    fn inmates_of_cast(&self, world: &World) -> BTreeMap<String, PersonId> {
        (0..self.entries.len())
            .map(PersonId::from_index)
            .filter_map(|person| {
                let key = Everybody::identity(world, person)?.cast.clone()?;
                Some((key, person))
            })
            .collect()
    }

    /// Jobs go to whole tiers as far as possible, so that gangs march together.
    fn assign_jobs(&mut self, world: &World, level: &Level, inmates: u32) {
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

    fn staff(&mut self, world: &mut World, level: &Level) {
        let warden = level.cast.iter().find(|m| m.role == CastRole::Warden);
        if warden.is_some() || !level.population.is_empty() {
            self.other(world, Role::Warden, warden, "warden");
        }
        let mut named = level.cast.iter().filter(|m| m.role == CastRole::Officer);
        let shifts = [
            ("day", level.guards.day),
            ("evening", level.guards.evening),
            ("night", level.guards.night),
        ];
        for (shift, officers) in shifts {
            for _ in 0..officers {
                let member = named.next();
                self.other(world, Role::Officer, member, shift);
            }
        }
    }

    /// Those who come when the army is called: a company for the largest prisons.
    fn soldiers(&mut self, world: &mut World, inmates: u32) {
        for _ in 0..inmates / 25 {
            self.other(world, Role::Soldier, None, "army");
        }
    }

    /// Those who come when the state troopers are called: a third as many. A guess.
    fn troopers(&mut self, world: &mut World, inmates: u32) {
        for _ in 0..inmates / 75 {
            self.other(world, Role::Trooper, None, "state troopers");
        }
    }

    fn civilians(&mut self, world: &mut World, level: &Level) {
        for member in level.cast.iter().filter(|m| m.role == CastRole::Civilian) {
            self.other(world, Role::Civilian, Some(member), "town");
        }
        let chairs = world
            .resource::<Topology>()
            .places_for(PlaceUse::Visitor)
            .count();
        // As many visitors as there are chairs for them.
        for _ in 0..chairs {
            self.other(world, Role::Civilian, None, "visitors");
        }
        self.house_everybody(world, level);
    }

    /// Berths and places of work of those who are no inmates.
    fn house_everybody(&mut self, world: &World, level: &Level) {
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

    fn other(&mut self, world: &mut World, role: Role, member: Option<&CastMember>, group: &str) {
        let id = self.next_id();
        let mut rng = self.chance.stream(Purpose::Traits, id, 0);
        let mut named = self.chance.stream(Purpose::Names, id, 0);
        let age = member
            .and_then(|m| m.age)
            .unwrap_or_else(|| normal(&mut rng, 38, 9).clamp(21, 68) as u32);
        let speed = walking_speed(&mut rng, age);
        let identity = Identity {
            id,
            name: member.map_or_else(|| names::draw(&mut named), |m| m.name.clone()),
            number: id.0,
            age,
            group: group.into(),
            temper: member
                .and_then(|m| m.temper)
                .unwrap_or_else(|| normal(&mut rng, 4_000, 1_500).clamp(0, 10_000) as u32),
            term: 0,
            cast: member.map(|m| m.key.clone()),
        };
        self.add(world, identity, role, speed);
    }

    fn walkers(&mut self, world: &mut World, level: &Level) {
        for group in &level.walkers {
            let area: Vec<u32> = level
                .map
                .areas
                .get(&group.from)
                .cloned()
                .unwrap_or_default();
            for index in 0..group.men {
                let id = self.next_id();
                let mut rng = self.chance.stream(Purpose::Traits, id, 0);
                let speed =
                    normal(&mut rng, group.speed.mean, group.speed.spread).clamp(100, 2_200) as u16;
                let identity = Identity {
                    id,
                    name: format!("{} {}", group.name, index + 1),
                    number: index + 1,
                    age: 30,
                    group: group.name.clone(),
                    temper: 0,
                    term: 0,
                    cast: None,
                };
                self.add(world, identity, Role::Walker, speed);
                // Spread evenly over the area, in the order of the map.
                let place = area.len() as u64 * index as u64 / group.men.max(1) as u64;
                if let (Some(tile), Some(entry)) =
                    (area.get(place as usize), self.entries.last_mut())
                {
                    entry.berth = TileId(*tile);
                }
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
