//! Routes: which portal next, on the way to a room.
//!
//! The graph's nodes are the two sides of each portal between rooms that lead
//! somewhere; its edges are the ways across a room, as the fields measure them.
//! For each destination the costs from everywhere are worked out once and kept
//! until the map changes. Locks are not part of it: a man goes where he
//! believes the way to be, and waits where it is locked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::fields::{FAR, FlowFields};
use crate::ids::{PortalId, RoomId, TileId};
use crate::level::{DoorKind, RoomUse};
use crate::prison::{Grid, Topology};

/// Who walks: what ways are his.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Walks {
    /// An inmate: keeps to the one-way doors, and out of the sally port and the offices.
    #[default]
    AsInmate,
    /// An officer, the warden, a visitor: any way.
    Freely,
}

/// Cost of passing a door, mm: about two steps and the trouble of it.
const DOOR_COST: u32 = 2_000;
/// Cost for an inmate of a door that is not for him: taken only if there is no other way.
const FORBIDDEN_COST: u32 = 10_000_000;
/// Cost for an inmate of going through a room that is no way, mm: he rather walks round the prison.
const THROUGH_COST: u32 = 1_000_000;

/// Entries kept of costs before all are forgotten: 64 MiB of them.
const MOST_KEPT: usize = 8_000_000;

/// Costs to one destination: for each portal and side, from standing before it on that side.
type Costs = Vec<[u32; 2]>;

/// Costs to every destination asked for so far, and the one-way doors.
#[derive(Resource, Clone, Debug, Default)]
pub struct Routes {
    costs: BTreeMap<(Walks, RoomId), Costs>,
    /// Doors inmates pass only towards the room on this side.
    one_way: BTreeMap<PortalId, usize>,
}

/// What the way needs.
pub struct Map<'a> {
    /// The tiles.
    pub grid: &'a Grid,
    /// The rooms.
    pub topology: &'a Topology,
}

impl Routes {
    /// Begins again with a new topology.
    pub(crate) fn follow(&mut self, map: &Map, fields: &mut FlowFields) {
        self.costs.clear();
        self.one_way.clear();
        let halls: Vec<RoomId> = map
            .topology
            .rooms_for(RoomUse::MessHall)
            .map(|(room, _)| room)
            .collect();
        for hall in halls {
            self.make_one_way(map, fields, hall);
        }
    }

    /// A mess hall with several doors to the ways takes men in by the one nearest to
    /// the cell houses and lets them out by the one farthest from it, so that
    /// those who come and those who go do not meet.
    fn make_one_way(&mut self, map: &Map, fields: &mut FlowFields, hall: RoomId) {
        let doors: Vec<PortalId> = map
            .topology
            .room(hall)
            .portals
            .iter()
            .copied()
            .filter(|portal| {
                map.topology
                    .portal(*portal)
                    .beyond(hall)
                    .is_some_and(|room| {
                        matches!(
                            map.topology.room(room).used_as,
                            RoomUse::Way | RoomUse::Yard
                        )
                    })
            })
            .collect();
        let home = map
            .topology
            .rooms_for(RoomUse::CellHouse)
            .chain(map.topology.rooms_for(RoomUse::Gallery))
            .map(|(room, _)| room)
            .next();
        let (Some(home), true) = (home, doors.len() >= 2) else {
            return;
        };
        let cost_of = |routes: &mut Self, fields: &mut FlowFields, door: &PortalId| {
            let outside = map
                .topology
                .portal(*door)
                .side(hall)
                .map_or(0, |side| 1 - side);
            routes.costs_to(map, fields, Walks::Freely, home)[door.index()][outside]
        };
        let mut by_cost: Vec<(u32, PortalId)> = doors
            .iter()
            .map(|door| (cost_of(self, fields, door), *door))
            .collect();
        by_cost.sort_unstable();
        self.costs.clear();
        if let (Some((_, nearest)), Some((_, farthest))) = (by_cost.first(), by_cost.last()) {
            let inside = |door: PortalId| map.topology.portal(door).side(hall).unwrap_or(0);
            self.one_way.insert(*nearest, inside(*nearest));
            self.one_way.insert(*farthest, 1 - inside(*farthest));
        }
    }

    /// The door by which inmates go in to a hall, if it has a one-way door.
    pub fn way_in(&self, topology: &Topology, hall: RoomId) -> Option<PortalId> {
        self.one_way
            .iter()
            .find(|(portal, side)| topology.portal(**portal).rooms[**side] == hall)
            .map(|(portal, _)| *portal)
    }

    /// The next portal on the way from a tile in `room` to `goal`, and the distance that
    /// is left, mm; `None` if there is no way.
    pub fn next(
        &mut self,
        map: &Map,
        fields: &mut FlowFields,
        walks: Walks,
        (room, from): (RoomId, TileId),
        goal: RoomId,
    ) -> Option<(PortalId, u32)> {
        let topology = map.topology;
        // Out of a leaf there is one way; into a leaf the last door is its only one.
        if let Some(only) = topology.only_portal(room) {
            return Some((only, 0));
        }
        let goal = match topology.only_portal(goal) {
            Some(last) => {
                let before = topology.portal(last).beyond(goal)?;
                if before == room {
                    return Some((last, 0));
                }
                before
            }
            None => goal,
        };
        self.costs_to(map, fields, walks, goal);
        let costs = self.costs.get(&(walks, goal))?;
        let mut best: Option<(u32, PortalId)> = None;
        for portal in &topology.room(room).portals {
            if !leads_on(topology, *portal) {
                continue;
            }
            let Some(side) = topology.portal(*portal).side(room) else {
                continue;
            };
            let beyond = costs[portal.index()][side];
            if beyond == FAR {
                continue;
            }
            let (_, here) = fields.to_portal(map.grid, topology, room, *portal, from);
            if here == FAR {
                continue;
            }
            let cost = here.saturating_add(beyond);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, *portal));
            }
        }
        best.map(|(cost, portal)| (portal, cost))
    }

    fn costs_to(
        &mut self,
        map: &Map,
        fields: &mut FlowFields,
        walks: Walks,
        goal: RoomId,
    ) -> &Costs {
        let one_way = &self.one_way;
        // A level may have as many rooms, and ways between them, as it has tiles.
        if self.costs.len() * map.topology.portals().len() > MOST_KEPT {
            self.costs.clear();
        }
        self.costs
            .entry((walks, goal))
            .or_insert_with(|| work_out(map, fields, one_way, walks, goal))
    }
}

/// Whether a portal parts two rooms that both lead somewhere.
fn leads_on(topology: &Topology, portal: PortalId) -> bool {
    topology
        .portal(portal)
        .rooms
        .iter()
        .all(|room| !topology.room(*room).is_leaf())
}

fn work_out(
    map: &Map,
    fields: &mut FlowFields,
    one_way: &BTreeMap<PortalId, usize>,
    walks: Walks,
    goal: RoomId,
) -> Costs {
    let topology = map.topology;
    let mut costs = vec![[FAR; 2]; topology.portals().len()];
    let mut open = BinaryHeap::new();
    // Standing before a portal on the far side costs its passing and what is left beyond it.
    let offer = |costs: &mut Costs,
                 open: &mut BinaryHeap<Reverse<(u32, PortalId, usize)>>,
                 portal: PortalId,
                 into: usize,
                 left: u32| {
        let cost = left.saturating_add(passing(topology, one_way, walks, goal, (portal, into)));
        let side = 1 - into;
        if cost < costs[portal.index()][side] {
            costs[portal.index()][side] = cost;
            open.push(Reverse((cost, portal, side)));
        }
    };
    for portal in &topology.room(goal).portals {
        if !leads_on(topology, *portal) && !topology.room(goal).is_leaf() {
            continue;
        }
        if let Some(into) = topology.portal(*portal).side(goal) {
            offer(&mut costs, &mut open, *portal, into, 0);
        }
    }
    while let Some(Reverse((cost, portal, side))) = open.pop() {
        if cost > costs[portal.index()][side] {
            continue;
        }
        let room = topology.portal(portal).rooms[side];
        let before = topology.portal(portal).approach[side][0];
        for other in &topology.room(room).portals {
            if *other == portal || !leads_on(topology, *other) {
                continue;
            }
            let Some(into) = topology.portal(*other).side(room) else {
                continue;
            };
            let (_, across) = fields.to_portal(map.grid, topology, room, *other, before);
            if across != FAR {
                offer(
                    &mut costs,
                    &mut open,
                    *other,
                    into,
                    cost.saturating_add(across),
                );
            }
        }
    }
    costs
}

fn passing(
    topology: &Topology,
    one_way: &BTreeMap<PortalId, usize>,
    walks: Walks,
    goal: RoomId,
    (portal, into): (PortalId, usize),
) -> u32 {
    if walks == Walks::Freely {
        return DOOR_COST;
    }
    let found = topology.portal(portal);
    let against = one_way.get(&portal).is_some_and(|side| *side != into);
    let staff = matches!(
        topology.room(found.rooms[into]).used_as,
        RoomUse::Office
            | RoomUse::WardenOffice
            | RoomUse::WardenHouse
            | RoomUse::GuardRoom
            | RoomUse::Armoury
            | RoomUse::KeyRoom
            | RoomUse::Tower
    );
    // Nobody marches through the mess hall to get to the kitchen.
    let to = found.rooms[into];
    let through = to != goal
        && !matches!(
            topology.room(to).used_as,
            RoomUse::Way | RoomUse::Gallery | RoomUse::CellHouse | RoomUse::Yard | RoomUse::Outside
        );
    if against || staff || found.kind == DoorKind::OuterGate {
        FORBIDDEN_COST
    } else if through {
        THROUGH_COST
    } else {
        DOOR_COST
    }
}
