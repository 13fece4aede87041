//! Assemblies: meals in the mess hall, services in the chapel.
//!
//! Both fill seats from a list of tiers. Tiers are called one after the other, as
//! fast as the door serves and seats are free; what does not fit waits for the
//! next seats. At a meal each man rises when he has eaten; at a service all
//! rise together. Served is who sat with his plate for as long as he may eat
//! before the end (docs/architecture.md#words-that-are-measured).
//!
//! This file calls them, sitting by sitting. `seating` says who sits where and who is called first, `meal`
//! what happens at table, `service` when a service begins and ends.

mod meal;
mod seating;
mod service;

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Duty;
use super::calls::Called;
use super::ledger::{MealRecord, SittingRecord};
use crate::clock::{DAY, MINUTE};
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, PersonId, TierId, TileId};
use crate::level::{PlaceUse, RoomUse};
use crate::section::{Limits, MOST_COUNTED};

pub(super) use meal::note;
use meal::{close_sitting, note_first_in};
use seating::{farthest_first, seats, share_out, way_in};
use service::{begin_service_when_seated, rise_together};

/// Whether men rise one by one or together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rise {
    /// Each after this many ticks in his seat.
    Each(u64),
    /// All this many ticks after the last sat down.
    Together(u64),
}

/// Somebody called, and the seat he was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seated {
    person: PersonId,
    seat: TileId,
    /// Whether he has sat down.
    sat: bool,
}

/// A meal or a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assembly {
    /// What men do in their seats.
    pub deed: Deed,
    /// The happening of its call.
    pub cause: HappeningId,
    /// When it is over.
    pub until: u64,
    pub(super) rise: Rise,
    /// The men of each sitting still to be called, tier by tier.
    sittings: VecDeque<VecDeque<PersonId>>,
    /// The present sitting, from 0.
    sitting: u32,
    /// Seats nobody has been given, the next one first.
    free: VecDeque<TileId>,
    /// Men called and not yet risen.
    seated: Vec<Seated>,
    /// When the next tier may be called.
    next_call: u64,
    /// When a service ends for those in the pews.
    ends: Option<u64>,
}

impl Assembly {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        let (Rise::Each(stay) | Rise::Together(stay)) = self.rise;
        self.cause.0 <= limits.happenings
            && stay <= DAY
            && limits.is_planned(self.until)
            && limits.is_planned(self.next_call)
            && self.sitting <= MOST_COUNTED
            && self.free.iter().all(|seat| seat.0 < limits.tiles)
            && self
                .seated
                .iter()
                .all(|man| man.person.0 < limits.persons && man.seat.0 < limits.tiles)
            && self
                .sittings
                .iter()
                .flatten()
                .all(|person| person.0 < limits.persons)
    }

    /// Men called and not yet risen.
    pub fn men(&self) -> usize {
        self.seated.len()
    }

    /// Men called who have not sat down.
    fn coming(&self) -> usize {
        self.seated.iter().filter(|man| !man.sat).count()
    }

    /// Gives the seats away of those who have not come while all others have: their seats led them
    /// elsewhere, or officers took them away, and the next sitting does not wait for them. Tells who that was.
    fn give_up(&mut self, is_led: impl Fn(PersonId) -> bool) -> Vec<PersonId> {
        let is_truant = |man: &Seated| !man.sat && is_led(man.person);
        if self.seated.iter().any(|man| !man.sat && !is_truant(man)) {
            return Vec::new();
        }
        let truants: Vec<Seated> = self.seated.iter().copied().filter(is_truant).collect();
        self.seated.retain(|man| !is_truant(man));
        self.free.extend(truants.iter().map(|man| man.seat));
        truants.into_iter().map(|man| man.person).collect()
    }
}

impl Duty<'_> {
    /// Who is kept, or lies wounded, is fed where he is.
    fn comes_to_meals(&self, person: PersonId) -> bool {
        !self.conduct.is_kept(person) && !self.conduct.is_helpless(person)
    }
}

/// Calls a meal.
pub(super) fn begin_meal(duty: &mut Duty, sittings: u32, eat: u64, until: u64, cause: HappeningId) {
    let expected = duty
        .roster
        .all_inmates()
        .filter(|person| duty.comes_to_meals(*person))
        .count() as u32;
    let tick = duty.tick();
    duty.regime.ledger.meals.push(MealRecord {
        tick,
        expected,
        ..MealRecord::default()
    });
    begin(
        duty,
        (Deed::Eat, Rise::Each(eat)),
        (RoomUse::MessHall, PlaceUse::Eat),
        sittings,
        until,
        cause,
    );
}

/// Calls the services of a Sunday.
pub(super) fn begin_services(duty: &mut Duty, services: u32, length: u64, cause: HappeningId) {
    // Each service may take its length, and a quarter of an hour to come and go.
    let until = duty.tick() + services as u64 * (length + 20 * MINUTE);
    begin(
        duty,
        (Deed::Pray, Rise::Together(length)),
        (RoomUse::Chapel, PlaceUse::Pray),
        services,
        until,
        cause,
    );
}

fn begin(
    duty: &mut Duty,
    (deed, rise): (Deed, Rise),
    (hall, seat): (RoomUse, PlaceUse),
    sittings: u32,
    until: u64,
    cause: HappeningId,
) {
    let free = seats(duty, hall, seat);
    let tiers: Vec<Vec<PersonId>> = (0..duty.tiers.len())
        .map(|tier| {
            duty.roster
                .of_tier(TierId::from_index(tier))
                .iter()
                .copied()
                .filter(|person| deed == Deed::Eat || !duty.is_listed(*person))
                .filter(|person| duty.comes_to_meals(*person))
                .collect()
        })
        .collect();
    let lists = match rise {
        // Who has farthest to go is called first: so the hall fills without a gap.
        Rise::Each(_) => tiers
            .chunks(tiers.len().div_ceil(sittings.max(1) as usize).max(1))
            .map(|chunk| farthest_first(duty, hall, chunk))
            .collect(),
        // A service takes as many men as it has pews; the rest stay in their cells.
        Rise::Together(_) => share_out(tiers, sittings, free.len()),
    };
    duty.regime.assembly = Some(Assembly {
        deed,
        cause,
        until,
        rise,
        sittings: lists,
        sitting: 0,
        free,
        seated: Vec::new(),
        next_call: 0,
        ends: None,
    });
    call_sitting(duty);
}

fn hall_of(deed: Deed) -> RoomUse {
    if deed == Deed::Eat {
        RoomUse::MessHall
    } else {
        RoomUse::Chapel
    }
}

/// Begins the first or next sitting.
fn call_sitting(duty: &mut Duty) {
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    let (cause, sitting, deed) = (assembly.cause, assembly.sitting, assembly.deed);
    let men = assembly.sittings.front().map_or(0, |men| men.len() as u32);
    if deed == Deed::Eat {
        duty.record(What::Day(DayFact::SittingCalled { sitting, men }), cause);
        if let Some(meal) = duty.regime.ledger.meals.last_mut() {
            meal.sittings.push(SittingRecord {
                men,
                ..SittingRecord::default()
            });
        }
    }
}

/// Calls tiers while seats are free; ends services; ends the whole at its time.
pub(super) fn lead(duty: &mut Duty) {
    if duty.due.now(DueKind::Dispatch).next().is_none() {
        return;
    }
    let tick = duty.tick();
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    if tick >= assembly.until {
        end_now(duty);
        return;
    }
    note_first_in(duty);
    if let Some(ends) = duty.regime.assembly.as_ref().and_then(|a| a.ends) {
        if tick >= ends {
            rise_together(duty);
        }
        return;
    }
    call_next_tier(duty);
    begin_service_when_seated(duty);
}

fn call_next_tier(duty: &mut Duty) {
    let tick = duty.tick();
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    if tick < assembly.next_call {
        return;
    }
    let nobody_comes = assembly.coming() == 0;
    let Some(men) = assembly.sittings.front_mut() else {
        return;
    };
    let Some(tier) = men.front().and_then(|man| duty.roster.of(*man).tier) else {
        // The sitting is called. At a meal the next one follows into the seats that empty;
        // a service waits until the pews are empty.
        if matches!(assembly.rise, Rise::Each(_)) && assembly.sittings.len() > 1 {
            let conduct = &duty.conduct;
            let truants = assembly.give_up(|person| conduct.is_away(person));
            let cause = assembly.cause;
            let all_sit = assembly.coming() == 0;
            if all_sit {
                assembly.sittings.pop_front();
                assembly.sitting += 1;
            }
            // Who did not come goes without.
            for person in truants {
                duty.send_home(person, cause);
            }
            if all_sit {
                call_sitting(duty);
            }
        }
        return;
    };
    let in_tier = men
        .iter()
        .take_while(|man| duty.roster.of(**man).tier == Some(tier))
        .count();
    // A tier is called when all of it has seats, or the hall is as empty as it will be; those of it
    // who do not fit are called next. A later sitting begins when nearly all of it has seats:
    // begun sooner, it would meet those who rise in the aisles and at the gates.
    let wanted = if assembly.sitting > 0 && nobody_comes {
        in_tier.max(men.len() - men.len() / 20)
    } else {
        in_tier
    };
    if assembly.free.len() < wanted && !assembly.seated.is_empty() {
        return;
    }
    let deed = assembly.deed;
    let cause = assembly.cause;
    let mut called = Vec::new();
    for (person, seat) in men
        .drain(..in_tier.min(assembly.free.len()))
        .zip(assembly.free.iter())
    {
        called.push(Called {
            person,
            deed,
            at: *seat,
        });
    }
    assembly.free.drain(..called.len());
    assembly.seated.extend(called.iter().map(|called| Seated {
        person: called.person,
        seat: called.at,
        sat: false,
    }));
    // Men come as fast as the door serves them: the next tier when this one will be through.
    let width =
        way_in(duty, hall_of(deed)).map_or(1, |door| duty.travel.topology.portal(door).width());
    let flow = (duty.rules.crowd.door_flow * width).max(1);
    let pause = called.len() as u64 * 10_000 / flow as u64;
    if let Some(assembly) = &mut duty.regime.assembly {
        assembly.next_call = tick + pause;
    }
    duty.call(tier, called, cause);
}

/// Ends whatever assembly goes on: everybody still called to it goes home.
pub(super) fn end_now(duty: &mut Duty) {
    let Some(assembly) = duty.regime.assembly.take() else {
        return;
    };
    if assembly.deed == Deed::Eat {
        close_sitting(duty, assembly.sitting, assembly.cause);
        let meal = duty.regime.ledger.meals.last();
        let (expected, served) = meal.map_or((0, 0), |meal| (meal.expected, meal.served));
        duty.record(
            What::Day(DayFact::MealEnded { expected, served }),
            assembly.cause,
        );
        duty.regime.ledger.food_cents +=
            duty.roster.living() as u64 * duty.rules.kitchen.spend_cents as u64 / 3;
    }
    for man in assembly.seated {
        duty.send_home(man.person, assembly.cause);
    }
}
