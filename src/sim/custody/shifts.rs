//! Shifts, posts and rounds.
//!
//! Three shifts follow one another. Those who come on draw their keys at the gate and go to
//! a post or on rounds; a man on a post is relieved at it, the others leave ten
//! minutes after the new shift was called. At most a third of those on duty hold
//! fixed posts (docs/science.md#the-day), unless the warden orders more; the posts are filled in the order of what
//! they guard, those he ordered first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Watch;
use crate::chance::Purpose;
use crate::clock::{MINUTE, seconds};
use crate::conduct::{Activity, Deed};
use crate::due::DueKind;
use crate::happening::{CustodyFact, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::level::{PlaceUse, RoomUse};
use crate::people::Role;
use crate::section::Limits;

/// How many shifts there are.
pub(super) const SHIFTS: u8 = 3;
/// The shift of those who are employed and stand in none since the officers were amended.
const IN_RESERVE: u8 = SHIFTS;

/// How long after the new shift was called those who are not relieved at a post go.
const HAND_OVER: u64 = 10 * MINUTE;

/// An officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Who.
    pub person: PersonId,
    /// His shift: 0 day, 1 evening, 2 night; 3 is none.
    pub shift: u8,
    /// Whether he is on duty.
    pub on_duty: bool,
    /// The post he holds.
    pub post: Option<TileId>,
    /// The task he works at.
    pub task: Option<u32>,
    /// Whether he waits with the response team to be sent for.
    pub in_response: bool,
    /// When he is to be off, if the next shift has been called.
    pub(super) leaves: Option<u64>,
}

impl Officer {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        (limits.inmates..limits.persons).contains(&self.person.0)
            && self.shift <= IN_RESERVE
            && self.post.is_none_or(|post| post.0 < limits.tiles)
    }
}

/// What a post guards, the most important first.
fn importance(used_as: RoomUse) -> u32 {
    match used_as {
        RoomUse::Gatehouse => 0,
        RoomUse::Gallery => 1,
        RoomUse::CellHouse => 2,
        RoomUse::MessHall => 3,
        RoomUse::Tower => 4,
        RoomUse::Yard => 5,
        RoomUse::Mill => 6,
        RoomUse::Way => 7,
        RoomUse::Dungeon => 8,
        RoomUse::Armoury => 9,
        RoomUse::Visiting => 10,
        RoomUse::Kitchen => 11,
        _ => 12,
    }
}

impl Watch<'_> {
    /// The posts of the map: one of each room by importance, then the second of each, and so on.
    pub(super) fn find_posts(&self) -> Vec<TileId> {
        let topology = &self.travel.topology;
        let mut nth: BTreeMap<u16, u32> = BTreeMap::new();
        let mut posts: Vec<(u32, u32, TileId)> = topology
            .places_for(PlaceUse::Post)
            .map(|place| {
                let nth = nth.entry(place.room.0).or_default();
                let round = *nth;
                *nth += 1;
                let used_as = topology.room(place.room).used_as;
                // Great rooms are many places: their second and third posts count as much.
                let round = if matches!(used_as, RoomUse::Way | RoomUse::Yard) {
                    round / 2
                } else {
                    round
                };
                (round, importance(used_as), place.tile)
            })
            .collect();
        posts.sort_unstable();
        posts.into_iter().map(|(_, _, tile)| tile).collect()
    }

    /// When the shifts begin.
    pub(super) fn shift_times(&self) -> [u32; SHIFTS as usize] {
        let guards = &self.rules.guards;
        [guards.day_from, guards.evening_from, guards.night_from]
    }

    /// How many officers each shift is to have.
    fn shift_sizes(&self) -> [u32; SHIFTS as usize] {
        let guards = &self.rules.guards;
        [guards.day, guards.evening, guards.night]
    }

    /// Moves officers between the shifts until each has as many as it is to have: it shows when
    /// the shift comes on. Those who are off duty move first, the last of a shift before the others.
    pub(super) fn share_out_officers(&mut self) {
        let sizes = self.shift_sizes();
        let officers = &mut self.custody.officers;
        for (shift, size) in (0..SHIFTS).zip(sizes) {
            let mut of_shift: Vec<(bool, usize)> = officers
                .iter()
                .enumerate()
                .filter(|(_, officer)| officer.shift == shift)
                .map(|(place, officer)| (!officer.on_duty, place))
                .collect();
            of_shift.sort_unstable();
            for (_, place) in of_shift.into_iter().skip(size as usize) {
                officers[place].shift = IN_RESERVE;
            }
        }
        for (shift, size) in (0..SHIFTS).zip(sizes) {
            let there = officers.iter().filter(|officer| officer.shift == shift);
            let missing = (size as usize).saturating_sub(there.count());
            let mut free: Vec<(bool, usize)> = officers
                .iter()
                .enumerate()
                .filter(|(_, officer)| officer.shift == IN_RESERVE)
                .map(|(place, officer)| (officer.on_duty, place))
                .collect();
            free.sort_unstable();
            for (_, place) in free.into_iter().take(missing) {
                officers[place].shift = shift;
            }
        }
    }

    /// The shift on duty at `tick`.
    pub(super) fn shift_at(&self, tick: u64) -> u8 {
        let second = self.travel.clock.second_of_day(tick);
        let times = self.shift_times();
        (0..3_u8)
            .filter(|shift| times[*shift as usize] <= second)
            .max_by_key(|shift| times[*shift as usize])
            .unwrap_or_else(|| {
                // Before the first of the day: the one that began last yesterday.
                (0..3)
                    .max_by_key(|shift| times[*shift as usize])
                    .unwrap_or(2)
            })
    }

    /// Puts the shift of the hour on duty, where it stands, at the start of a level.
    pub(crate) fn start(&mut self) {
        let tick = self.tick();
        let sizes = self.shift_sizes();
        let mut officers = Vec::new();
        let mut shift = 0_u8;
        let mut left = sizes[0];
        for person in self.roster.with_role(Role::Officer) {
            while left == 0 && shift < 2 {
                shift += 1;
                left = sizes[shift as usize];
            }
            left = left.saturating_sub(1);
            officers.push(Officer {
                person,
                shift,
                on_duty: false,
                post: None,
                task: None,
                in_response: false,
                leaves: None,
            });
        }
        let on = self.shift_at(tick);
        self.custody.officers = officers;
        self.custody.morale = super::morale::WHOLE;
        self.custody.posts = self.find_posts();
        self.custody.ports = self.find_sally_ports();
        let everybody: Vec<PersonId> = self
            .custody
            .officers
            .iter()
            .map(|officer| officer.person)
            .collect();
        for person in everybody {
            let home = self.roster.of(person).berth;
            self.bid(
                person,
                Activity::new(Deed::OffDuty, home),
                HappeningId::NONE,
            );
        }
        self.bring_on(on, HappeningId::NONE);
        if self.roster.inmates() > 0 {
            let first = tick + super::roughness::FIRST;
            self.due.push(first, DueKind::Search, PersonId(0), 0);
            self.due.push(first, DueKind::Roughness, PersonId(0), 0);
        }
        for (shift, second) in self.shift_times().into_iter().enumerate() {
            let at = self.travel.clock.next_at(tick + 1, second);
            self.due
                .push(at, DueKind::Shift, PersonId(shift as u32), shift as u32);
        }
    }

    /// Where the officers of the shift on duty stand at the very start.
    pub(crate) fn standing_places(&self) -> Vec<(PersonId, TileId)> {
        self.custody
            .officers
            .iter()
            .filter(|officer| officer.on_duty)
            .filter_map(|officer| {
                let at = self
                    .conduct
                    .bid_of(officer.person, crate::conduct::Source::Custody)?;
                Some((officer.person, at.activity.at))
            })
            .collect()
    }

    /// A shift comes on: posts are given, the others make rounds.
    fn bring_on(&mut self, shift: u8, cause: HappeningId) {
        let tick = self.tick();
        let coming: Vec<PersonId> = self
            .custody
            .officers
            .iter()
            .filter(|officer| officer.shift == shift)
            .map(|officer| officer.person)
            .collect();
        for officer in &mut self.custody.officers {
            if officer.shift != shift && officer.on_duty {
                officer.leaves = Some(tick + HAND_OVER);
            }
        }
        self.custody.shift = shift;
        let mut posts = self.custody.posts_to_hold(coming.len()).into_iter();
        let first_in_response = coming.len() - super::response::size(coming.len());
        for (nth, person) in coming.into_iter().enumerate() {
            let post = posts.next();
            if let Some(officer) = self.custody.officer_mut(person) {
                officer.on_duty = true;
                officer.post = post;
                officer.in_response = post.is_none() && nth >= first_in_response;
                officer.leaves = None;
            }
            self.travel.bodies.set_keys(person, true);
            self.back_to_duty(person, cause);
        }
        self.due.push(
            tick + HAND_OVER,
            DueKind::Shift,
            PersonId(3),
            3 + shift as u32,
        );
    }

    pub(super) fn go_off(&mut self, person: PersonId) {
        let cause = self.conduct.doing(person).cause;
        if let Some(officer) = self.custody.officer_mut(person) {
            officer.on_duty = false;
            officer.post = None;
            officer.in_response = false;
            officer.leaves = None;
        }
        self.back_to_duty(person, cause);
    }
}

/// Shifts come on and go off.
pub(super) fn change(mut watch: Watch) {
    let due: Vec<u32> = watch.due.now(DueKind::Shift).map(|due| due.stamp).collect();
    for stamp in due {
        let tick = watch.tick();
        if let Ok(shift) = u8::try_from(stamp)
            && shift < SHIFTS
        {
            let officers = watch
                .custody
                .officers
                .iter()
                .filter(|officer| officer.shift == shift)
                .count() as u32;
            let cause = watch.happenings.record(
                tick,
                What::Custody(CustodyFact::ShiftBegan { shift, officers }),
                None,
                None,
                HappeningId::NONE,
            );
            watch.bring_on(shift, cause);
            let second = watch.shift_times()[shift as usize];
            let next = watch.travel.clock.next_at(tick + 1, second);
            watch.due.push(next, DueKind::Shift, PersonId(stamp), stamp);
        }
        // Those who hold no post and no task go now; the others when relieved or done.
        let leaving: Vec<PersonId> = watch
            .custody
            .officers
            .iter()
            .filter(|officer| officer.leaves.is_some_and(|leaves| tick >= leaves))
            .filter(|officer| officer.task.is_none())
            .filter(|officer| {
                officer.post.is_none()
                    || !watch
                        .custody
                        .officers
                        .iter()
                        .any(|other| other.leaves.is_none() && other.post == officer.post)
            })
            .map(|officer| officer.person)
            .collect();
        for person in leaving {
            watch.go_off(person);
        }
    }
}

/// Officers on rounds move on.
pub(super) fn make_rounds(mut watch: Watch) {
    let due: Vec<PersonId> = watch
        .due
        .now(DueKind::RoundOn)
        .filter(|due| {
            let doing = watch.conduct.doing(due.subject);
            watch.conduct.is_at(due.subject, Deed::Round) && doing.since as u32 == due.stamp
        })
        .map(|due| due.subject)
        .collect();
    for person in due {
        let cause = watch.conduct.doing(person).cause;
        watch.back_to_duty(person, cause);
    }
}

/// Who has come to his post relieves the one before; who has come home is off.
pub(super) fn note(mut watch: Watch) {
    let changed: Vec<PersonId> = watch
        .conduct
        .changed()
        .iter()
        .copied()
        .filter(|person| watch.roster.role(*person) == Role::Officer)
        .collect();
    let tick = watch.tick();
    for person in changed {
        let doing = *watch.conduct.doing(person);
        if !doing.there {
            continue;
        }
        match doing.activity.deed {
            Deed::Guard => {
                let relieved: Vec<PersonId> = watch
                    .custody
                    .officers
                    .iter()
                    .filter(|other| {
                        other.person != person
                            && other.on_duty
                            && other.leaves.is_some()
                            && other.post == Some(doing.activity.at)
                            && other.task.is_none()
                    })
                    .map(|other| other.person)
                    .collect();
                if !relieved.is_empty() {
                    watch.happenings.record(
                        tick,
                        What::Custody(CustodyFact::PostTaken),
                        Some(person),
                        Some(doing.activity.at),
                        doing.cause,
                    );
                }
                for other in relieved {
                    watch.go_off(other);
                }
            }
            Deed::Round => {
                let event = watch.chance.event(Purpose::Rounds, person, tick);
                let stay = seconds(event.on("stays").between((60, 240)));
                watch
                    .due
                    .push(tick + stay, DueKind::RoundOn, person, tick as u32);
            }
            Deed::OffDuty => watch.travel.bodies.set_keys(person, false),
            _ => {}
        }
    }
}
