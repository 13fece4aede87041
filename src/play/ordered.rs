//! What the seat has ordered and the next moment brings. An order is carried out in the tick that
//! comes, and while the clock stands that is not yet: until then it is shown as ordered.

use bighouse_sim::Prison;
use bighouse_sim::conduct::{Conduct, Source};
use bighouse_sim::happening::{Happenings, SeatFact, What};
use bighouse_sim::level::LineChange;
use bighouse_sim::order::{Given, Order, OrderQueue};

use super::reader::SeatReader;
use super::{Lens, Seat};
use crate::words::orders::{Said, said};

/// The orders of a seat that wait for the next moment, in words, in the order in which they came.
pub fn words(prison: &Prison, lens: &Lens) -> Vec<String> {
    let reader = SeatReader::new(prison, lens);
    waiting(prison, lens.seat())
        .filter(|given| !is_of_sitting_down(prison, &given.order))
        .filter_map(|given| said(&given.order, Said::Waits, &reader))
        .collect()
}

/// Whether an order is given by sitting down alone: who is not led anywhere goes as the bell calls.
fn is_of_sitting_down(prison: &Prison, order: &Order) -> bool {
    let Order::FollowTimetable { person } = order else {
        return false;
    };
    let world = prison.world();
    let bid = world.resource::<Conduct>().bid_of(*person, Source::Seat);
    let cause = bid.and_then(|bid| world.resource::<Happenings>().find(bid.cause));
    cause.is_none_or(|cause| cause.what != What::Seat(SeatFact::WalkOrdered))
}

/// The changes of the timetable among them.
pub fn lines(prison: &Prison, seat: Seat) -> Vec<LineChange> {
    waiting(prison, seat)
        .filter_map(|given| match &given.order {
            Order::AmendTimetable(line) => Some(line.clone()),
            _ => None,
        })
        .collect()
}

fn waiting(prison: &Prison, seat: Seat) -> impl Iterator<Item = &Given> {
    let queue = prison.world().resource::<OrderQueue>();
    queue
        .waiting
        .iter()
        .filter(move |given| given.giver == seat.giver())
}
