//! The sally port: a room between two gates of which one at the most stands open.
//!
//! A gate is opened for those who wait before it, inside or out, if they are officers, civilians
//! or the warden: an inmate may stand before it as long as he likes. It is locked
//! again when they are through or after half a minute; then, after a pause for
//! the bolt, it is the other gate's turn if somebody waits there. A gate that is held locked by
//! order is opened for nobody.

use bevy_ecs::prelude::Res;
use serde::{Deserialize, Serialize};

use super::{Custody, Watch};
use crate::clock::{Clock, seconds};
use crate::ids::{PortalId, TileId};
use crate::level::{DoorKind, RoomUse};
use crate::section::Limits;

/// A gate stands open for this long at the least: somebody on the threshold gets through.
const LEAST: u64 = seconds(6);
/// And at the most.
const MOST: u64 = seconds(30);
/// Between the locking of one gate and the opening of the other.
const PAUSE: u64 = seconds(3);

/// One sally port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SallyPort {
    /// First tiles of its two gates.
    gates: [TileId; 2],
    /// Which gate stands open.
    open: Option<u8>,
    /// Since when it is as it is.
    since: u64,
    /// Whose turn is next.
    turn: u8,
}

impl SallyPort {
    /// Whether one of its gates stands open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.gates.iter().all(|gate| gate.0 < limits.tiles)
            && self.open.is_none_or(|open| open < 2)
            && self.turn < 2
            && self.since <= limits.tick
    }
}

impl Watch<'_> {
    /// The sally ports of the map.
    pub(super) fn find_sally_ports(&self) -> Vec<SallyPort> {
        let topology = &self.travel.topology;
        topology
            .rooms_for(RoomUse::Gatehouse)
            .filter_map(|(_, room)| {
                let gates: Vec<TileId> = room
                    .portals
                    .iter()
                    .map(|portal| topology.portal(*portal))
                    .filter(|portal| portal.kind == DoorKind::OuterGate)
                    .map(|portal| portal.key())
                    .collect();
                match gates.as_slice() {
                    [first, second, ..] => Some(SallyPort {
                        gates: [*first, *second],
                        open: None,
                        since: 0,
                        turn: 0,
                    }),
                    _ => None,
                }
            })
            .collect()
    }
}

/// Whether the ports are to be looked at in this tick.
pub(super) fn is_its_second(clock: Res<Clock>, custody: Res<Custody>) -> bool {
    clock.tick.is_multiple_of(seconds(1)) && !custody.ports.is_empty()
}

/// Once a second, and only while somebody waits or a gate stands open.
pub(super) fn work(mut watch: Watch) {
    let tick = watch.tick();
    for index in 0..watch.custody.ports.len() {
        let mut port = watch.custody.ports[index];
        let gate = |watch: &Watch, turn: u8| -> Option<PortalId> {
            let topology = &watch.travel.topology;
            // A gate that was broken out of its hinges has no lock.
            topology
                .portal_of(port.gates[turn as usize])
                .filter(|gate| topology.portal(*gate).has_lock())
        };
        let waiting = |watch: &Watch, turn: u8| {
            let travel = &watch.travel;
            let mut before = travel.waiting_before(port.gates[turn as usize]);
            before.any(|person| travel.passes_outer_gates(person))
        };
        match port.open {
            Some(open) => {
                let stood = tick - port.since;
                let through = !waiting(&watch, open) && stood >= LEAST;
                if through || stood >= MOST {
                    if let Some(gate) = gate(&watch, open) {
                        watch.travel.doors.set_locked(gate, true);
                    }
                    port.open = None;
                    port.since = tick;
                    port.turn = 1 - open;
                }
            }
            None => {
                let rested = port.since == 0 || tick >= port.since + PAUSE;
                let next = [port.turn, 1 - port.turn].into_iter().find(|turn| {
                    let held = watch.regime.holds(port.gates[*turn as usize]);
                    !held && waiting(&watch, *turn)
                });
                if let (true, Some(next)) = (rested, next)
                    && let Some(gate) = gate(&watch, next)
                {
                    watch.travel.doors.set_locked(gate, false);
                    port.open = Some(next);
                    port.since = tick;
                }
            }
        }
        watch.custody.ports[index] = port;
    }
}
