//! Assemblies: meals in the mess hall, services in the chapel.
//!
//! Both fill seats from a list of tiers. Tiers are called one after the other, as
//! fast as the door serves and seats are free; what does not fit waits for the
//! next seats. At a meal each man rises when he has eaten; at a service all
//! rise together. Served is who sat with his plate for as long as he may eat
//! before the end (docs/architecture.md#words-that-are-measured).

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::Duty;
use super::calls::Called;
use super::ledger::{MealRecord, ServiceRecord, SittingRecord};
use crate::clock::{DAY, MINUTE};
use crate::conduct::Deed;
use crate::due::DueKind;
use crate::happening::{DayFact, What};
use crate::ids::{HappeningId, PersonId, PortalId, TierId, TileId};
use crate::level::{PlaceUse, RoomUse};
use crate::section::{Limits, MOST_COUNTED};

/// Whether men rise one by one or together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rise {
    /// Each after so many ticks in his seat.
    Each(u64),
    /// All so many ticks after the last sat down.
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

/// Calls a meal.
pub(super) fn begin_meal(duty: &mut Duty, sittings: u32, eat: u64, until: u64, cause: HappeningId) {
    let expected = duty
        .roster
        .all_inmates()
        .filter(|person| !duty.conduct.is_kept(*person))
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
                // Who is kept is fed where he is.
                .filter(|person| !duty.conduct.is_kept(*person))
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

/// The men of some tiers, those of the tier that has the longest way to the hall first.
fn farthest_first(duty: &mut Duty, hall: RoomUse, tiers: &[Vec<PersonId>]) -> VecDeque<PersonId> {
    let to = duty.travel.topology.first_room(hall);
    let mut tiers: Vec<(u32, &Vec<PersonId>)> = tiers
        .iter()
        .map(|men| {
            let lane = men
                .first()
                .and_then(|man| duty.roster.of(*man).tier)
                .and_then(|tier| duty.tiers.tier(tier))
                .map(|tier| tier.lane.0);
            let way = lane
                .zip(to)
                .and_then(|(from, to)| duty.travel.way_to(from, to));
            (way.unwrap_or(0), men)
        })
        .collect();
    tiers.sort_by_key(|(way, _)| std::cmp::Reverse(*way));
    tiers
        .into_iter()
        .flat_map(|(_, men)| men)
        .copied()
        .collect()
}

/// Men for each of so many services, tier by tier, as many as there are pews.
fn share_out(
    tiers: Vec<Vec<PersonId>>,
    services: u32,
    pews: usize,
) -> VecDeque<VecDeque<PersonId>> {
    let mut tiers: VecDeque<Vec<PersonId>> = tiers.into();
    (0..services)
        .map(|_| {
            let mut list = VecDeque::new();
            while list.len() < pews
                && let Some(mut tier) = tiers.pop_front()
            {
                let rest = tier.split_off(tier.len().min(pews - list.len()));
                list.extend(tier);
                if !rest.is_empty() {
                    tiers.push_front(rest);
                }
            }
            list
        })
        .collect()
}

/// Seats in the order in which they are filled: the row farthest from the door first, and each
/// row from its far end, so that nobody passes a man who sits. Four rows fill side by side,
/// since one aisle serves fewer men than the door.
fn seats(duty: &Duty, hall: RoomUse, seat: PlaceUse) -> VecDeque<TileId> {
    let topology = &duty.travel.topology;
    let grid = &duty.travel.grid;
    let Some((room, _)) = topology.rooms_for(hall).next() else {
        return VecDeque::new();
    };
    let door = way_in(duty, hall).map_or(TileId(0), |door| topology.portal(door).key());
    let mut rows: Vec<(u32, Vec<TileId>)> = Vec::new();
    for place in topology.places_for(seat).filter(|place| place.room == room) {
        let (_, y) = grid.x_y(place.tile);
        match rows.last_mut() {
            Some((row, seats)) if *row == y => seats.push(place.tile),
            _ => rows.push((y, vec![place.tile])),
        }
    }
    let (door_x, door_y) = grid.x_y(door);
    for (_, row) in &mut rows {
        row.sort_by_key(|tile| std::cmp::Reverse((grid.x_y(*tile).0.abs_diff(door_x), *tile)));
    }
    rows.sort_by_key(|(y, _)| std::cmp::Reverse((y.abs_diff(door_y), *y)));
    let rows: Vec<Vec<TileId>> = rows.into_iter().map(|(_, seats)| seats).collect();
    let mut order = VecDeque::new();
    for group in rows.chunks(4) {
        let longest = group.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..longest {
            order.extend(group.iter().filter_map(|row| row.get(index)));
        }
    }
    order
}

/// The door by which men come in.
fn way_in(duty: &Duty, hall: RoomUse) -> Option<PortalId> {
    let topology = &duty.travel.topology;
    let (room, found) = topology.rooms_for(hall).next()?;
    duty.travel
        .routes
        .way_in(topology, room)
        .or_else(|| found.portals.first().copied())
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

fn note_first_in(duty: &mut Duty) {
    let tick = duty.tick();
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    let known = duty
        .regime
        .ledger
        .meals
        .last()
        .and_then(|meal| meal.sittings.last())
        .is_none_or(|sitting| sitting.first_in != 0);
    if assembly.deed != Deed::Eat || known {
        return;
    }
    let hall = duty.travel.topology.first_room(RoomUse::MessHall);
    let came_in = assembly
        .seated
        .iter()
        .any(|man| !man.sat && duty.room_of(man.person) == hall);
    let sitting = duty
        .regime
        .ledger
        .meals
        .last_mut()
        .and_then(|meal| meal.sittings.last_mut());
    if let (true, Some(sitting)) = (came_in, sitting) {
        sitting.first_in = tick;
    }
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

/// A service begins when all are seated, or ten minutes after the last call.
fn begin_service_when_seated(duty: &mut Duty) {
    let tick = duty.tick();
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let Rise::Together(length) = assembly.rise else {
        return;
    };
    let called = assembly.sittings.front().is_none_or(VecDeque::is_empty);
    let late = tick >= assembly.next_call + 10 * MINUTE;
    let coming = assembly.coming();
    if !called || assembly.seated.is_empty() || (coming > 0 && !late) {
        return;
    }
    assembly.ends = Some(tick + length);
    let (service, cause) = (assembly.sitting, assembly.cause);
    let men = (assembly.seated.len() - coming) as u32;
    duty.record(What::Day(DayFact::ServiceBegan { service, men }), cause);
    duty.regime
        .ledger
        .services
        .push(ServiceRecord { tick, men });
}

fn rise_together(duty: &mut Duty) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    assembly.ends = None;
    assembly.sittings.pop_front();
    assembly.sitting += 1;
    let men = std::mem::take(&mut assembly.seated);
    let cause = assembly.cause;
    let mut seats: Vec<TileId> = Vec::new();
    for man in men {
        seats.push(man.seat);
        duty.send_home(man.person, cause);
    }
    let more = duty.regime.assembly.as_mut().is_some_and(|assembly| {
        assembly.free.extend(seats);
        !assembly.sittings.is_empty()
    });
    if more {
        call_sitting(duty);
    } else {
        duty.regime.assembly = None;
    }
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

fn close_sitting(duty: &mut Duty, sitting: u32, cause: HappeningId) {
    let record = duty
        .regime
        .ledger
        .meals
        .last()
        .and_then(|meal| meal.sittings.last().copied());
    if let Some(record) = record {
        duty.record(
            What::Day(DayFact::SittingSeated {
                sitting,
                men: record.seated,
                fill_s: record.fill_s(),
            }),
            cause,
        );
    }
}

/// Who sat down; who has eaten.
pub(super) fn note(duty: &mut Duty) {
    // Who was fed in an earlier tick has been dealt with in that tick.
    duty.regime.ledger.fed.clear();
    let Some(assembly) = &duty.regime.assembly else {
        return;
    };
    let (deed, rise) = (assembly.deed, assembly.rise);
    let tick = duty.tick();
    let sat: Vec<PersonId> = duty
        .conduct
        .changed()
        .iter()
        .copied()
        .filter(|person| duty.roster.is_inmate(*person) && duty.conduct.is_at(*person, deed))
        .collect();
    for person in sat {
        sit_down(duty, person, rise, tick);
    }
    let eaten: Vec<PersonId> = duty
        .due
        .now(DueKind::Eaten)
        .filter(|due| {
            let doing = duty.conduct.doing(due.subject);
            duty.conduct.is_at(due.subject, Deed::Eat) && doing.since as u32 == due.stamp
        })
        .map(|due| due.subject)
        .collect();
    for person in eaten {
        rise_from_table(duty, person);
    }
}

fn sit_down(duty: &mut Duty, person: PersonId, rise: Rise, tick: u64) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let seat = duty.conduct.doing(person).activity.at;
    let Some(man) = assembly
        .seated
        .iter_mut()
        .find(|man| (man.person, man.seat) == (person, seat))
    else {
        return;
    };
    let for_the_first_time = !std::mem::replace(&mut man.sat, true);
    let all_seated = for_the_first_time
        && assembly.coming() == 0
        && assembly.sittings.front().is_none_or(VecDeque::is_empty);
    let (sitting, cause) = (assembly.sitting, assembly.cause);
    if let Rise::Each(eat) = rise {
        duty.due
            .push(tick + eat, DueKind::Eaten, person, tick as u32);
        let record = duty
            .regime
            .ledger
            .meals
            .last_mut()
            .and_then(|meal| meal.sittings.last_mut());
        if let (true, Some(record)) = (for_the_first_time, record) {
            record.seated += 1;
            record.last_seated = tick;
            if record.first_in == 0 {
                record.first_in = tick;
            }
        }
        if all_seated
            && duty
                .regime
                .assembly
                .as_ref()
                .is_some_and(|a| a.sittings.len() > 1)
        {
            close_sitting(duty, sitting, cause);
        }
    }
}

fn rise_from_table(duty: &mut Duty, person: PersonId) {
    let Some(assembly) = &mut duty.regime.assembly else {
        return;
    };
    let cause = assembly.cause;
    if let Some(place) = assembly.seated.iter().position(|man| man.person == person) {
        let man = assembly.seated.remove(place);
        assembly.free.push_back(man.seat);
    }
    if let Some(meal) = duty.regime.ledger.meals.last_mut() {
        meal.served += 1;
    }
    duty.regime.ledger.fed.push(person);
    duty.send_home(person, cause);
}
