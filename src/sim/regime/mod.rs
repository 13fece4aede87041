//! The regime: what the bell calls to, and who is called when.
//!
//! - [`timetable`]: which line of the timetable holds now; what each line sets going
//! - [`calls`]: calling a tier out, its file, sending men home
//! - `dispatch`: what follows from a call second by second: files leave, tiers are dismissed
//! - `lock_up`: who is behind a locked door
//! - `yard`: strolls
//! - [`assembly`]: meals and services: seats, sittings, who was served
//! - [`counting`]: counts, from the call to the sum
//! - [`gates`]: which gates and doors should stand open now, and which are held locked by order
//! - `lockdown`: everybody sent home, and the end of it
//! - `orders`: orders to the regime
//! - [`visits`]: visits, from the visitor's way in to his way out
//! - [`amend`]: the timetable changed while the prison lives by it
//! - [`today`]: the timetable of a day in words, what is on, what comes next: to read
//! - [`ledger`]: what the day amounted to, for the report
//!
//! The regime tells officers nothing directly: it records happenings (a tier was
//! called, a door is to be opened, a count), and custody, which stands below it, acts
//! on them in the next tick.

pub mod amend;
pub mod assembly;
pub mod calls;
pub mod counting;
mod crisis;
mod dispatch;
pub mod gates;
pub mod ledger;
mod lock_up;
mod lockdown;
mod orders;
pub mod timetable;
pub mod today;
pub mod visits;
mod yard;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::due::DueQueue;
use crate::happening::{Happenings, What};
use crate::ids::{HappeningId, PersonId, RoomId, TileId};
use crate::level::TimetableEntry;
use crate::movement::Travel;
use crate::people::Roster;
use crate::prison::{Tiers, Topology};
use crate::rules::Rules;
use crate::schedule::{ArrivalsOf, Beginning, BeginningOf, BidsOf, RoomOfHouse, SimTick};
use crate::section::{Limits, MOST_COUNTED, RegisterSection, Section};

pub(crate) use lockdown::take_back;

pub use assembly::Assembly;
pub use counting::Count;
pub use ledger::Ledger;

/// What the regime knows.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regime {
    /// The line of the timetable that holds.
    pub line: Option<TimetableEntry>,
    /// The happening of its call.
    pub called: HappeningId,
    /// Whether the bell has rung and lock-up has not: gates stand open by day.
    pub day: bool,
    /// Whether lights are out: who is home sleeps.
    pub night: bool,
    /// Whether the prison is locked down by order.
    pub locked_down: bool,
    /// What men do who are neither called nor at table.
    pub base: Base,
    /// The tiers.
    tiers: Vec<calls::TierState>,
    /// The meal or service that goes on.
    pub assembly: Option<Assembly>,
    /// The count that goes on.
    pub count: Option<Count>,
    /// Counts so far.
    counts: u32,
    /// Visits that go on.
    visits: Vec<visits::Visit>,
    /// When everybody should be locked in.
    lock_by: Option<u64>,
    /// What each gate was last called to be, in the order of the map.
    gates: Vec<gates::GateCall>,
    /// Doors that are held locked by order, by the first tile of each, in the order of the map.
    held: Vec<TileId>,
    /// What the days came to.
    pub ledger: Ledger,
}

/// What men do who are neither called nor at table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// They are at home: in the cell or on the mattress.
    #[default]
    Home,
    /// Those with work do it.
    Work,
    /// They are in the yard.
    Yard,
}

impl Section for Regime {
    const NAME: &'static str = "regime";
    const VERSION: u32 = 4;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let sound = self.line.as_ref().is_none_or(TimetableEntry::is_sound)
            && self.called.0 <= limits.happenings
            && self.counts <= MOST_COUNTED
            && self.tiers.len() == limits.tiers as usize
            && self.tiers.iter().all(|tier| tier.is_sound(limits))
            && self.assembly.as_ref().is_none_or(|a| a.is_sound(limits))
            && self.count.as_ref().is_none_or(|c| c.is_sound(limits))
            && self.visits.iter().all(|visit| visit.is_sound(limits))
            && self.gates.iter().all(|call| call.is_sound(limits))
            && self.held.is_sorted_by(|a, b| a < b)
            && self.held.iter().all(|key| limits.is_door(*key))
            && self.ledger.is_sound(limits);
        if sound {
            Ok(())
        } else {
            Err("the regime is not in order".into())
        }
    }
}

impl Regime {
    /// Doors that are held locked by order, by the first tile of each.
    pub fn held(&self) -> &[TileId] {
        &self.held
    }

    /// Whether a door, named by its first tile, is held locked by order.
    pub fn holds(&self, key: TileId) -> bool {
        self.held.binary_search(&key).is_ok()
    }

    /// Forgets to hold what is no door any more.
    pub(crate) fn keep_held(&mut self, topology: &Topology) {
        self.held.retain(|key| {
            topology
                .portal_of(*key)
                .map(|portal| topology.portal(portal))
                .is_some_and(|portal| portal.key() == *key && portal.has_lock())
        });
    }
}

/// Whether the regime looks at something without being called by the due queue.
fn is_stirring(world: &World) -> bool {
    let regime = world.resource::<Regime>();
    regime.lock_by.is_some() || !regime.visits.is_empty() || regime.count.is_some()
}

/// What the regime's systems work with.
#[derive(SystemParam)]
pub struct Duty<'w> {
    rules: Res<'w, Rules>,
    chance: Res<'w, Chance>,
    roster: Res<'w, Roster>,
    tiers: Res<'w, Tiers>,
    regime: ResMut<'w, Regime>,
    conduct: ResMut<'w, Conduct>,
    due: ResMut<'w, DueQueue>,
    happenings: ResMut<'w, Happenings>,
    travel: Travel<'w>,
}

impl Duty<'_> {
    pub(crate) fn tick(&self) -> u64 {
        self.travel.clock.tick
    }

    pub(crate) fn record(&mut self, what: What, cause: HappeningId) -> HappeningId {
        let tick = self.tick();
        self.happenings.record(tick, what, None, None, cause)
    }

    /// The timetable's bid for one man.
    pub(crate) fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        self.conduct.bid(
            person,
            Source::Regime,
            Bid {
                activity,
                urgency: Urgency::Timetable,
                cause,
            },
        );
    }

    /// What the timetable last bid for a man.
    pub(crate) fn bid_of(&self, person: PersonId) -> Option<Activity> {
        self.conduct
            .bid_of(person, Source::Regime)
            .map(|bid| bid.activity)
    }

    /// The room somebody stands in.
    pub(crate) fn room_of(&self, person: PersonId) -> Option<RoomId> {
        let tile = self.travel.bodies.body(person).tile;
        self.travel.topology.room_at(tile)
    }

    /// Whether a man works at night: he is listed, and not locked in with the others.
    pub(crate) fn is_listed(&self, person: PersonId) -> bool {
        self.roster
            .of(person)
            .job
            .and_then(|job| self.rules.jobs.get(job as usize))
            .is_some_and(|job| job.night)
    }

    /// What a man does at home at this hour.
    pub(crate) fn home_deed(&self) -> Deed {
        if self.regime.night {
            Deed::Sleep
        } else {
            Deed::Rest
        }
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Regime>();
    app.init_resource::<Regime>();
    app.stays_awake_while(is_stirring);
    app.add_systems(Beginning, begin.in_set(BeginningOf::Regime));
    // One system for all of it: what they work with is fetched once.
    app.add_systems(
        SimTick,
        (lead.in_set(BidsOf::Regime), note.in_set(ArrivalsOf::Regime)),
    );
}

/// Calls what the hour of the level's beginning calls for.
fn begin(mut duty: Duty) {
    timetable::start(&mut duty);
}

/// What the hour, the officers' reports and the day's doings call for.
fn lead(mut duty: Duty) {
    let duty = &mut duty;
    timetable::keep(duty);
    dispatch::dispatch(duty);
    assembly::lead(duty);
    counting::lead(duty);
    visits::lead(duty);
    crisis::answer(duty);
    gates::call(duty);
}

/// What follows from who arrived.
fn note(mut duty: Duty) {
    let duty = &mut duty;
    assembly::note(duty);
    yard::stroll(duty);
    visits::note(duty);
}
