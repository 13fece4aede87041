//! The making of everybody a level tells of: names and traits here, `berths`, and `jobs`.

mod berths;
mod jobs;

use bevy_ecs::prelude::World;
use rand::RngExt;

use super::names::Names;
use super::roster::{Assignment, BerthKind, Roster};
use super::{Everybody, Identity, Role};
use crate::chance::{Chance, Purpose, normal};
use crate::ids::{PersonId, TileId};
use crate::level::{CastMember, CastRole, Level, PlaceUse, Spread};
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
        names: Names::without(level.cast.iter().map(|member| member.name.as_str())),
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
    names: Names,
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
        let name = match member {
            Some(member) => member.name.clone(),
            None => self.names.draw(&mut named),
        };
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
            name,
            number: member.and_then(|m| m.number).unwrap_or(number),
            age,
            group: group.name.clone(),
            temper: member.and_then(|m| m.temper).unwrap_or(temper),
            term: member.and_then(|m| m.term).unwrap_or(term),
            cast: member.map(|m| m.key.clone()),
        };
        self.add(world, identity, Role::Inmate, speed);
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

    fn other(&mut self, world: &mut World, role: Role, member: Option<&CastMember>, group: &str) {
        let id = self.next_id();
        let mut rng = self.chance.stream(Purpose::Traits, id, 0);
        let mut named = self.chance.stream(Purpose::Names, id, 0);
        let age = member
            .and_then(|m| m.age)
            .unwrap_or_else(|| normal(&mut rng, 38, 9).clamp(21, 68) as u32);
        let speed = walking_speed(&mut rng, age);
        let name = match member {
            Some(member) => member.name.clone(),
            None => self.names.draw(&mut named),
        };
        let identity = Identity {
            id,
            name,
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
