//! Visits: somebody comes from the town, and a man is called to the visiting room.
//!
//! Only men who are at work or in the yard are visited: those behind a locked door
//! would need an officer each. The visitor comes first; when he sits, the man
//! is sent for; when both sit, the time runs.

use serde::{Deserialize, Serialize};

use super::{Base, Duty};
use crate::chance::Purpose;
use crate::clock::{DAY, MINUTE};
use crate::conduct::{Activity, Bid, Deed, Source, Urgency};
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::PlaceUse;
use crate::people::Role;
use crate::section::Limits;

/// A visit that has not begun after this long is given up.
const GIVE_UP: u64 = 45 * MINUTE;

/// A visit that goes on, or is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    inmate: PersonId,
    visitor: PersonId,
    /// Where the inmate sits.
    chair: TileId,
    /// When it is over, once both sit.
    ends: Option<u64>,
    /// When it is given up.
    until: u64,
    length: u64,
    cause: HappeningId,
}

impl Visit {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.inmate.0 < limits.persons
            && self.visitor.0 < limits.persons
            && self.chair.0 < limits.tiles
            && self.cause.0 <= limits.happenings
            && self.length <= DAY
            && limits.is_planned(self.until)
            && self.ends.is_none_or(|ends| limits.is_planned(ends))
    }
}

/// Sends visitors on their way.
pub(super) fn begin(duty: &mut Duty, men: u32, length: u64, cause: HappeningId) {
    let tick = duty.tick();
    let topology = &duty.travel.topology;
    let chairs: Vec<TileId> = topology
        .places_for(PlaceUse::Visited)
        .map(|place| place.tile)
        .collect();
    let opposite: Vec<TileId> = topology
        .places_for(PlaceUse::Visitor)
        .map(|place| place.tile)
        .collect();
    let visitors: Vec<PersonId> = duty
        .roster
        .with_role(Role::Civilian)
        .filter(|person| duty.roster.of(*person).work_place.is_none())
        .filter(|person| duty.conduct.bid_of(*person, Source::Regime).is_none())
        .collect();
    let mut inmates: Vec<PersonId> = duty
        .roster
        .all_inmates()
        .filter(|person| match duty.regime.base {
            Base::Work => duty.day_work(*person).is_some(),
            _ => !duty.is_listed(*person),
        })
        .filter(|person| !duty.conduct.is_kept(*person) && !duty.conduct.is_helpless(*person))
        .collect();
    let event = duty.chance.event(Purpose::Visits, 0_u32, tick);
    event.shuffle(&mut inmates);
    let seats = chairs.into_iter().zip(opposite);
    for ((inmate, visitor), (chair, seat)) in inmates
        .into_iter()
        .zip(visitors.into_iter().rev())
        .zip(seats)
        .take(men as usize)
    {
        duty.regime.visits.push(Visit {
            inmate,
            visitor,
            chair,
            ends: None,
            until: tick + GIVE_UP + length,
            length,
            cause,
        });
        duty.conduct.bid(
            visitor,
            Source::Regime,
            Bid {
                activity: Activity::new(Deed::Visit, seat),
                urgency: Urgency::Visit,
                cause,
            },
        );
    }
}

/// Calls men to their visitors, begins and ends visits; twice a minute.
pub(super) fn lead(duty: &mut Duty) {
    if duty.regime.visits.is_empty() || !duty.tick().is_multiple_of(MINUTE / 2) {
        return;
    }
    let tick = duty.tick();
    let mut over = Vec::new();
    for index in 0..duty.regime.visits.len() {
        let visit = duty.regime.visits[index];
        let visitor_sits = duty.conduct.is_at(visit.visitor, Deed::Visit);
        let called = duty
            .bid_of(visit.inmate)
            .is_some_and(|activity| activity.deed == Deed::Visit);
        let out = matches!(duty.regime.base, Base::Work | Base::Yard);
        let free = out && duty.regime.assembly.is_none();
        if visit.ends.is_some_and(|ends| tick >= ends) || tick >= visit.until || !free {
            over.push((index, visit.ends.is_some()));
        } else if visitor_sits && !called && duty.is_out(visit.inmate) {
            let activity = Activity::new(Deed::Visit, visit.chair);
            duty.bid(visit.inmate, activity, visit.cause);
        }
    }
    for (index, held) in over.into_iter().rev() {
        let visit = duty.regime.visits.remove(index);
        duty.conduct.withdraw(visit.visitor, Source::Regime);
        if held {
            duty.regime.ledger.visits += 1;
            duty.happenings.record(
                tick,
                What::Day(DayFact::VisitEnded),
                Some(visit.inmate),
                None,
                visit.cause,
            );
        } else {
            duty.regime.ledger.visits_missed += 1;
        }
        let was_visited = duty
            .bid_of(visit.inmate)
            .is_some_and(|activity| activity.deed == Deed::Visit);
        if was_visited {
            duty.back_from_visit(visit.inmate, visit.cause);
        }
    }
}

impl Duty<'_> {
    /// Whether a man is where he can be fetched from: at work, or in the yard.
    fn is_out(&self, inmate: PersonId) -> bool {
        self.conduct.is_at(inmate, Deed::Work) || self.conduct.is_at(inmate, Deed::Exercise)
    }

    fn back_from_visit(&mut self, inmate: PersonId, cause: HappeningId) {
        match (self.regime.base, self.day_work(inmate)) {
            (Base::Work, Some(place)) => {
                self.bid(inmate, Activity::new(Deed::Work, place), cause);
            }
            (Base::Yard, _) => {
                if let Some(spot) = self.yard_spot(inmate, self.tick()) {
                    self.bid(inmate, Activity::new(Deed::Exercise, spot), cause);
                }
            }
            _ => self.send_home(inmate, cause),
        }
    }
}

/// Starts the time of visits in which both sit.
pub(super) fn note(duty: &mut Duty) {
    if duty.regime.visits.is_empty() || duty.conduct.changed().is_empty() {
        return;
    }
    let tick = duty.tick();
    for index in 0..duty.regime.visits.len() {
        let visit = duty.regime.visits[index];
        let both = duty.conduct.is_at(visit.visitor, Deed::Visit)
            && duty.conduct.is_at(visit.inmate, Deed::Visit);
        if visit.ends.is_none() && both {
            duty.regime.visits[index].ends = Some(tick + visit.length);
            duty.happenings.record(
                tick,
                What::Day(DayFact::VisitBegan {
                    visitor: visit.visitor,
                }),
                Some(visit.inmate),
                Some(visit.chair),
                visit.cause,
            );
        }
    }
}
