//! Locks, and the capacity of doors.
//!
//! A door serves men by tokens: it earns `flow x width` of them a second
//! (docs/science.md#doors: 1.3 to 2.0 men a metre and second), holds at most one for each metre of
//! its width, and starts with none. Whoever crosses takes one. That one rule
//! limits every file and crowd, whatever moves them.

use bevy_ecs::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::topology::Topology;
use crate::ids::{PortalId, TileId};
use crate::level::DoorKind;
use crate::section::{Limits, MOST_COUNTED, Section};

/// Parts a token is counted in.
const TOKEN: u64 = 10_000;
/// More than any door can hold: eight metres, and what ten men a metre and second earn in a tick.
const MOST: u64 = 8 * (TOKEN + 10_000);

/// State of one door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The first tile of its portal.
    pub key: TileId,
    /// Whether nobody without the key passes.
    pub locked: bool,
    /// Parts of tokens it holds, as of `earned_at`.
    tokens: u64,
    /// When `tokens` was last brought up to date.
    earned_at: u64,
    /// How many tokens were taken so far.
    pub taken: u64,
}

/// All doors, in the order of [`Topology::portals`].
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doors {
    doors: Vec<Door>,
    /// Men for each metre of width in 1,000 seconds, from the level.
    flow: u32,
}

impl Section for Doors {
    const NAME: &'static str = "prison.doors";
    const VERSION: u32 = 1;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sorted = self.doors.is_sorted_by(|a, b| a.key < b.key);
        let on_map = self.doors.iter().all(|door| door.key.0 < limits.tiles);
        let counts = self.doors.iter().all(|door| {
            door.tokens <= MOST
                && limits.is_past(door.earned_at)
                && door.taken <= MOST_COUNTED as u64
        });
        if sorted && on_map && counts && self.flow <= 10_000 {
            Ok(())
        } else {
            Err("the doors are not in order".into())
        }
    }

    fn most_bytes(limits: &Limits) -> u64 {
        1024 + 32 * limits.doors.len() as u64
    }
}

impl Doors {
    /// No doors yet; they come with the first topology.
    pub fn with_flow(flow: u32) -> Self {
        Self {
            doors: Vec::new(),
            flow,
        }
    }

    /// How many men pass from now on, for each metre of width in 1,000 seconds.
    pub(crate) fn amend_flow(&mut self, flow: u32) {
        self.flow = flow;
    }

    /// Matches the doors to the portals of a new topology: those that still stand keep
    /// their state, new ones are locked if they have a lock.
    pub(crate) fn follow(&mut self, topology: &Topology) {
        let mut old = std::mem::take(&mut self.doors);
        self.doors = topology
            .portals()
            .iter()
            .map(|portal| {
                match old.binary_search_by_key(&portal.key(), |door| door.key) {
                    Ok(index) => std::mem::replace(&mut old[index], Door::new(portal.key(), false)),
                    Err(_) => Door::new(
                        portal.key(),
                        // Doors are found shut: an ordinary room door is not locked by itself.
                        !matches!(portal.kind, DoorKind::Doorway | DoorKind::Door),
                    ),
                }
            })
            .collect();
        for door in &mut self.doors {
            // A door narrower than before cannot hold more than its width.
            door.tokens = door.tokens.min(MOST);
        }
    }

    /// The door of a portal.
    #[inline]
    pub fn door(&self, portal: PortalId) -> &Door {
        &self.doors[portal.index()]
    }

    /// Whether nobody without the key passes.
    #[inline]
    pub fn is_locked(&self, portal: PortalId) -> bool {
        self.doors[portal.index()].locked
    }

    /// Locks or unlocks; tells whether that changed anything.
    pub(crate) fn set_locked(&mut self, portal: PortalId, locked: bool) -> bool {
        let door = &mut self.doors[portal.index()];
        std::mem::replace(&mut door.locked, locked) != locked
    }

    /// Takes a token if there is one: the right to cross once.
    #[inline]
    pub(crate) fn take_token(&mut self, portal: PortalId, width: u32, tick: u64) -> bool {
        let flow = self.flow as u64;
        let door = &mut self.doors[portal.index()];
        // Men per metre in 1,000 s are parts of 10,000 of a man per metre and tick.
        let earned = (tick - door.earned_at).saturating_mul(flow * width as u64);
        // What a tick earns beyond a whole token is kept: cut off, a door of 1 m would pass a man
        // every eighth tick whether it is to pass 1.3 or 1.6 in a second.
        door.tokens = (door.tokens + earned).min(width as u64 * (TOKEN + flow));
        door.earned_at = tick;
        if door.tokens < TOKEN {
            return false;
        }
        door.tokens -= TOKEN;
        door.taken += 1;
        true
    }

    /// All doors.
    pub fn iter(&self) -> impl Iterator<Item = &Door> {
        self.doors.iter()
    }
}

impl Door {
    fn new(key: TileId, locked: bool) -> Self {
        Self {
            key,
            locked,
            tokens: 0,
            earned_at: 0,
            taken: 0,
        }
    }
}
