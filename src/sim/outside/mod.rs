//! Outside the wall, and the warden's day: people with hours of their own.
//!
//! Whoever has a place of work goes there in the morning and home in the evening;
//! the others stay at home or beyond the road. The warden's office and house lie
//! inside, his day is the same kind of thing.

use bevy_app::App;
use bevy_ecs::prelude::*;

use crate::clock::Clock;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::due::{DueKind, DueQueue};
use crate::ids::{HappeningId, PersonId};
use crate::movement::Bodies;
use crate::people::{Role, Roster};
use crate::schedule::{Beginning, BeginningOf, BidsOf, SimTick};

/// Shops and offices open, seconds since midnight.
const OPENS: u32 = 8 * 3600 + 1800;
/// They close.
const CLOSES: u32 = 18 * 3600;

pub(crate) fn plugin(app: &mut App) {
    app.add_systems(Beginning, start.in_set(BeginningOf::Outside));
    app.add_systems(SimTick, run_errands.in_set(BidsOf::Outside));
}

/// Sets everybody with hours of his own to the hour of the start.
fn start(
    clock: Res<Clock>,
    roster: Res<Roster>,
    mut conduct: ResMut<Conduct>,
    mut bodies: ResMut<Bodies>,
    mut due: ResMut<DueQueue>,
) {
    for person in own_masters(&roster) {
        if roster.role(person) == Role::Warden {
            bodies.set_keys(person, true);
        }
        go(&clock, &roster, &mut conduct, person);
        push_next(&clock, &mut due, person);
    }
}

fn own_masters(roster: &Roster) -> Vec<PersonId> {
    roster
        .with_role(Role::Warden)
        .chain(roster.with_role(Role::Civilian))
        .collect()
}

fn push_next(clock: &Clock, due: &mut DueQueue, person: PersonId) {
    let from = clock.tick + 1;
    // Not all on the stroke of the hour: a minute apart at the most, by number.
    let lag = (person.0 * 7 % 600) as u64;
    let next = clock.next_at(from, OPENS).min(clock.next_at(from, CLOSES));
    due.push(next + lag, DueKind::Errand, person, 0);
}

fn go(clock: &Clock, roster: &Roster, conduct: &mut Conduct, person: PersonId) {
    let second = clock.second_of_day(clock.tick);
    let entry = roster.of(person);
    let at_work = (OPENS..CLOSES).contains(&second);
    let activity = match (at_work, entry.work_place) {
        (true, Some(place)) => Activity::new(Deed::Work, place),
        _ => Activity::new(Deed::OffDuty, entry.berth),
    };
    conduct.bid(
        person,
        Source::Errand,
        Bid {
            activity,
            urgency: Urgency::OwnDay,
            cause: HappeningId::NONE,
        },
    );
}

fn run_errands(
    clock: Res<Clock>,
    roster: Res<Roster>,
    mut conduct: ResMut<Conduct>,
    mut due: ResMut<DueQueue>,
) {
    let persons: Vec<PersonId> = due.now(DueKind::Errand).map(|due| due.subject).collect();
    for person in persons {
        go(&clock, &roster, &mut conduct, person);
        push_next(&clock, &mut due, person);
    }
}
