//! What everybody is doing, and who decides it.
//!
//! - [`activity`]: what can be done
//! - [`bids`]: who wants somebody to do something, and the ladder of urgencies
//! - [`seats`]: what whoever sits in a seat has its person do
//!
//! Features bid: an activity at a place, with an urgency and a cause. The highest
//! bid wins, ties go to the source listed first; a taken seat outbids all. Only
//! this room changes what somebody does, and only this room sends him anywhere.

pub mod activity;
pub mod bids;
pub mod seats;

use bevy_app::App;
use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::due::DueQueue;
use crate::happening::Happenings;
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::{Arrivals, Travel};
use crate::schedule::{ArrivalsOf, RoomOfHouse, SimSystems, SimTick};
use crate::section::{Limits, RegisterSection, Section};

pub use activity::{Activity, Deed};
pub use bids::{Bid, Source, Urgency};

use bids::{Bids, winner};

/// What somebody is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doing {
    /// What, and where.
    pub activity: Activity,
    /// Whether he is there yet.
    pub there: bool,
    /// Since which tick he is there, or on his way.
    pub since: u64,
    /// What it comes from.
    pub cause: HappeningId,
}

/// What everybody does, by [`PersonId`].
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conduct {
    doing: Vec<Doing>,
    bids: Vec<Bids>,
    /// Those whose bids changed since the last choice.
    dirty: Vec<PersonId>,
    /// Seats taken from outside, in order.
    seats: Vec<PersonId>,
    /// Whose doing changed in this tick, in order. Read in the same tick.
    #[serde(skip)]
    changed: Vec<PersonId>,
}

impl Section for Conduct {
    const NAME: &'static str = "conduct";
    const VERSION: u32 = 4;

    fn check(&self, limits: &Limits) -> Result<(), String> {
        let persons = limits.persons as usize;
        let activity = |activity: &Activity| activity.at.0 < limits.tiles;
        let sound = self.doing.len() == persons
            && self.bids.len() == persons
            && self.doing.iter().all(|doing| {
                activity(&doing.activity)
                    && doing.cause.0 <= limits.happenings
                    && limits.is_past(doing.since)
            })
            && self
                .bids
                .iter()
                .flatten()
                .flatten()
                .all(|bid| activity(&bid.activity) && bid.cause.0 <= limits.happenings)
            && self
                .dirty
                .iter()
                .chain(&self.seats)
                .all(|person| person.0 < limits.persons)
            && self.seats.is_sorted_by(|a, b| a < b);
        if sound {
            Ok(())
        } else {
            Err("somebody does what cannot be done".into())
        }
    }
}

impl Conduct {
    /// One more person, who stands where he is.
    pub fn spawn(&mut self, at: TileId) {
        self.doing.push(Doing {
            activity: Activity::new(Deed::Stand, at),
            there: true,
            since: 0,
            cause: HappeningId::NONE,
        });
        self.bids.push([None; Source::COUNT]);
    }

    /// What somebody is doing.
    #[inline]
    pub fn doing(&self, person: PersonId) -> &Doing {
        &self.doing[person.index()]
    }

    /// Whether somebody is where he does it.
    pub fn is_at(&self, person: PersonId, deed: Deed) -> bool {
        let doing = self.doing(person);
        doing.there && doing.activity.deed == deed
    }

    /// Whose doing changed in this tick: who set out, and who has come to where he does it.
    pub fn changed(&self) -> &[PersonId] {
        &self.changed
    }

    /// Whether somebody's seat is taken from outside.
    pub fn is_seated(&self, person: PersonId) -> bool {
        self.seats.binary_search(&person).is_ok()
    }

    /// Whether somebody goes where his seat leads him, not where the bell and his duty call.
    pub fn is_led(&self, person: PersonId) -> bool {
        self.bid_of(person, Source::Seat).is_some()
    }

    /// Whether somebody serves a punishment, or is on his way to or from it, or was led off to his cell:
    /// the bell does not call him.
    pub fn is_kept(&self, person: PersonId) -> bool {
        self.bid_of(person, Source::Justice).is_some() || self.is_led_off(person)
    }

    /// Whether somebody was led off to his cell out of a protest, and is not let out yet.
    pub fn is_led_off(&self, person: PersonId) -> bool {
        let led_off = self.bid_of(person, Source::Unrest);
        led_off.is_some_and(|bid| bid.activity.deed == Deed::Confined)
    }

    /// Whether somebody can do nothing himself: he is held by inmates, wounded or dead.
    pub fn is_helpless(&self, person: PersonId) -> bool {
        self.bid_of(person, Source::Force).is_some_and(|bid| {
            matches!(
                bid.activity.deed,
                Deed::Captive | Deed::Wounded | Deed::Dead
            )
        })
    }

    /// Whether somebody does not come when the bell calls: his seat leads him, he is kept, or helpless.
    pub fn is_away(&self, person: PersonId) -> bool {
        self.is_led(person) || self.is_kept(person) || self.is_helpless(person)
    }

    /// Whose seats are taken from outside, in order.
    pub fn seats(&self) -> &[PersonId] {
        &self.seats
    }

    pub(crate) fn take_seat(&mut self, person: PersonId) {
        if let Err(place) = self.seats.binary_search(&person) {
            self.seats.insert(place, person);
        }
    }

    pub(crate) fn leave_seat(&mut self, person: PersonId) {
        if let Ok(place) = self.seats.binary_search(&person) {
            self.seats.remove(place);
        }
        self.withdraw(person, Source::Seat);
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Conduct>();
    app.stays_awake_while(bids::are_waiting);
    // In most ticks nobody sets out and nobody arrives.
    app.configure_sets(SimTick, SimSystems::Arrivals.run_if(somebody_changed));
    app.add_systems(
        SimTick,
        (
            choose.run_if(somebody_bid).in_set(SimSystems::Conduct),
            note_arrivals.in_set(ArrivalsOf::Conduct),
        ),
    );
}

/// Whether anybody set out, arrived, or something is due or has happened that depends on where
/// somebody is.
fn somebody_changed(
    conduct: Res<Conduct>,
    arrivals: Res<Arrivals>,
    due: Res<DueQueue>,
    happenings: Res<Happenings>,
) -> bool {
    !conduct.changed.is_empty()
        || !arrivals.0.is_empty()
        || due.any_now()
        || !happenings.last().is_empty()
}

/// Whether bids changed in this tick, or in the last.
fn somebody_bid(conduct: Res<Conduct>) -> bool {
    !conduct.dirty.is_empty() || !conduct.changed.is_empty()
}

/// Everybody whose bids changed does what the highest says.
fn choose(mut conduct: ResMut<Conduct>, mut travel: Travel) {
    let conduct = &mut *conduct;
    conduct.changed.clear();
    let mut dirty = std::mem::take(&mut conduct.dirty);
    dirty.sort_unstable();
    dirty.dedup();
    for person in dirty {
        let winner = winner(&conduct.bids[person.index()]);
        let doing = &mut conduct.doing[person.index()];
        let Some(bid) = winner else {
            // Nobody wants anything of him any more: he stands where he is.
            let at = travel.bodies.body(person).tile;
            *doing = Doing {
                activity: Activity::new(Deed::Stand, at),
                there: true,
                since: travel.clock.tick,
                cause: HappeningId::NONE,
            };
            conduct.changed.push(person);
            travel.halt(person);
            continue;
        };
        if doing.activity == bid.activity {
            continue;
        }
        *doing = Doing {
            activity: bid.activity,
            there: false,
            since: travel.clock.tick,
            cause: bid.cause,
        };
        conduct.changed.push(person);
        let at = bid.activity.at;
        travel.at_own_pace(person);
        match bid.activity.file {
            Some(file) => travel.send_in_file(person, file, at, bid.cause),
            None if bid.activity.is_marched(travel.walks(person)) => {
                travel.send_marching(person, at, bid.cause);
            }
            None => travel.send(person, at, bid.cause),
        }
    }
}

/// Who has come to where he does what he does.
fn note_arrivals(clock: Res<Clock>, arrivals: Res<Arrivals>, mut conduct: ResMut<Conduct>) {
    if arrivals.0.is_empty() {
        return;
    }
    let conduct = &mut *conduct;
    for person in &arrivals.0 {
        let doing = &mut conduct.doing[person.index()];
        doing.there = true;
        doing.since = clock.tick;
        conduct.changed.push(*person);
    }
}
