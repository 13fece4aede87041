//! Which gates and doors should stand open at this hour.
//!
//! Once a second, while anything changes, each lockable door but those of cells and of the
//! sally port is compared with what it should be; the difference is recorded
//! as [`DoorFact::DoorCalled`], and custody sends somebody with the key.
//!
//! A door that was locked by order is **held**: neither the timetable nor a tier's lever opens it,
//! until it is ordered unlocked or a lockdown ends.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::Duty;
use crate::clock::{MINUTE, seconds};
use crate::conduct::Deed;
use crate::happening::{DoorFact, What};
use crate::ids::{HappeningId, PortalId, TileId};
use crate::level::{DoorKind, RoomUse};
use crate::refusal::Refusal;
use crate::section::Limits;

/// How long after a call a door that is not as it should be is called again; each further call takes
/// twice as long as the one before, up to the most: nobody comes to a door in the men's hands.
const AGAIN: u64 = MINUTE;
const MOST_AGAIN: u64 = 16 * MINUTE;

/// What a door was last called to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GateCall {
    /// The first tile of its portal.
    pub key: TileId,
    /// Whether it should stand open.
    pub open: bool,
    /// When that was called.
    pub called: u64,
    /// After how many ticks it is called again, if nobody has seen to it.
    pub again: u64,
}

impl GateCall {
    fn new(key: TileId, open: bool, called: u64) -> Self {
        Self {
            key,
            open,
            called,
            again: AGAIN,
        }
    }

    fn called_again(self, tick: u64) -> Self {
        Self {
            called: tick,
            again: (self.again * 2).min(MOST_AGAIN),
            ..self
        }
    }

    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.key.0 < limits.tiles
            && limits.is_past(self.called)
            && (AGAIN..=MOST_AGAIN).contains(&self.again)
    }
}

/// Calls doors to be opened or locked.
pub(super) fn call(duty: &mut Duty) {
    if !duty.tick().is_multiple_of(seconds(2)) {
        return;
    }
    let wanted: Vec<(PortalId, bool)> = {
        let (duty, men) = (&*duty, Men::default());
        let portals = 0..duty.travel.topology.portals().len();
        portals
            .map(PortalId::from_index)
            .filter_map(|portal| {
                let open = should_be_open(duty, portal, &men)?;
                Some((portal, open))
            })
            .collect()
    };
    let before = std::mem::take(&mut duty.regime.gates);
    let mut now = Vec::with_capacity(before.len());
    for (portal, open) in wanted {
        let key = duty.travel.topology.portal(portal).key();
        let known = before
            .binary_search_by_key(&key, |call| call.key)
            .ok()
            .map(|place| before[place]);
        let differs = duty.travel.doors.is_locked(portal) == open;
        // Called when it should be otherwise than before, even if it is so still: somebody may have
        // his hand on the lock. And called again if nobody has seen to it.
        let tick = duty.tick();
        let standing = known.filter(|known| known.open == open);
        let call = match standing {
            Some(standing) => differs && tick >= standing.called + standing.again,
            None => differs || known.is_some(),
        };
        now.push(match standing {
            Some(standing) if !differs => GateCall {
                again: AGAIN,
                ..standing
            },
            Some(standing) if call => standing.called_again(tick),
            Some(standing) => standing,
            None => GateCall::new(key, open, tick),
        });
        if call {
            let cause = duty.regime.called;
            duty.happenings.record(
                tick,
                What::Door(DoorFact::DoorCalled { open }),
                None,
                Some(key),
                cause,
            );
        }
    }
    duty.regime.gates = now;
}

/// Carries out an order to a lock: it is called, and whoever keeps the key goes. Who locks it has
/// it held.
pub(super) fn order(duty: &mut Duty, at: TileId, open: bool) -> Result<(), Refusal> {
    let topology = &duty.travel.topology;
    let portal = topology.portal_of(at).ok_or(Refusal::NoDoor)?;
    let key = topology.portal(portal).key();
    match (duty.regime.held.binary_search(&key), open) {
        (Ok(place), true) => {
            duty.regime.held.remove(place);
        }
        (Err(place), false) => duty.regime.held.insert(place, key),
        _ => {}
    }
    let tick = duty.tick();
    duty.happenings.record(
        tick,
        What::Door(DoorFact::DoorCalled { open }),
        None,
        Some(key),
        HappeningId::NONE,
    );
    // That call stands for the regime's own, which would send a second man.
    if let Some(open) = should_be_open(duty, portal, &Men::default()) {
        let gates = &mut duty.regime.gates;
        if let Ok(place) = gates.binary_search_by_key(&key, |call| call.key) {
            gates[place] = GateCall::new(key, open, tick);
        }
    }
    Ok(())
}

/// Whether a door should stand open; `None` for those that are not the regime's.
fn should_be_open(duty: &Duty, portal: PortalId, men: &Men) -> Option<bool> {
    let open = is_wanted_open(duty, portal, men)?;
    let key = duty.travel.topology.portal(portal).key();
    Some(open && !duty.regime.holds(key))
}

/// Whether the hour wants a door to stand open.
fn is_wanted_open(duty: &Duty, portal: PortalId, men: &Men) -> Option<bool> {
    let topology = &duty.travel.topology;
    let found = topology.portal(portal);
    if !matches!(found.kind, DoorKind::BarredGate | DoorKind::Door) {
        return None;
    }
    let [a, b] = found.rooms;
    let uses = [topology.room(a).used_as, topology.room(b).used_as];
    let any = |wanted: &[RoomUse]| uses.iter().any(|used_as| wanted.contains(used_as));
    if uses.iter().any(|used_as| used_as.is_outside()) {
        return None;
    }
    if any(&[
        RoomUse::Armoury,
        RoomUse::KeyRoom,
        RoomUse::Office,
        RoomUse::WardenOffice,
        RoomUse::WardenHouse,
        RoomUse::GuardRoom,
        RoomUse::Tower,
        RoomUse::Dungeon,
        RoomUse::Morgue,
    ]) {
        // Those who have business there have the key.
        return Some(false);
    }
    if uses.contains(&RoomUse::Gallery) {
        return Some([a, b].iter().any(|room| {
            duty.tiers
                .of_gallery(topology, *room)
                .any(|(tier, _)| duty.regime.tiers[tier.index()].is_out())
        }));
    }
    if duty.regime.locked_down {
        return Some(uses.contains(&RoomUse::CellHouse));
    }
    if any(&[RoomUse::MessHall]) && !any(&[RoomUse::Kitchen]) {
        let meal = duty
            .regime
            .assembly
            .as_ref()
            .is_some_and(|assembly| assembly.deed == Deed::Eat);
        return Some(meal || men.are_behind(duty, portal, RoomUse::MessHall));
    }
    // By day the inner doors stand open; towards night each until those behind it are home.
    if duty.regime.day {
        return Some(true);
    }
    Some(men.are_out(duty))
}

/// Where the inmates are, as far as doors ask. It is the same for all of them, and asked of every man: so
/// once, when the first door asks.
#[derive(Default)]
struct Men {
    are_out: OnceCell<bool>,
    /// Whether one is in it, by rooms.
    are_in: OnceCell<Vec<bool>>,
}

impl Men {
    /// Whether some are still out who should be home for the night.
    fn are_out(&self, duty: &Duty) -> bool {
        *self.are_out.get_or_init(|| {
            duty.regime.tiers.iter().any(|tier| tier.is_out())
                || duty.roster.all_inmates().any(|person| {
                    // The night gang is still on its way.
                    duty.is_listed(person)
                        && !duty.conduct.doing(person).there
                        && !duty.conduct.is_away(person)
                })
        })
    }

    /// Whether some are still in the room of that use behind a door.
    fn are_behind(&self, duty: &Duty, portal: PortalId, used_as: RoomUse) -> bool {
        let topology = &duty.travel.topology;
        let rooms = topology.portal(portal).rooms.into_iter();
        let mut of_use = rooms.filter(|room| topology.room(*room).used_as == used_as);
        let are_in = self.are_in.get_or_init(|| {
            let mut are_in = vec![false; topology.rooms().len()];
            for room in duty
                .roster
                .all_inmates()
                .filter_map(|person| duty.room_of(person))
            {
                are_in[room.index()] = true;
            }
            are_in
        });
        of_use.next().is_some_and(|room| are_in[room.index()])
    }
}
