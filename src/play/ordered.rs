//! What the seat has ordered and the next moment brings. An order is carried out in the tick that
//! comes, and while the clock stands that is not yet: until then it is shown as ordered.

use bighouse_sim::Prison;
use bighouse_sim::conduct::{Conduct, Source};
use bighouse_sim::happening::{Happenings, SeatFact, What};
use bighouse_sim::level::words::line_key;
use bighouse_sim::level::{LineChange, Tile};
use bighouse_sim::order::{Given, Order, OrderQueue};

use super::Seat;
use crate::words::told;

/// The orders of a seat that wait for the next moment, in words, in the order in which they came.
pub fn words(prison: &Prison, seat: Seat) -> Vec<String> {
    waiting(prison, seat)
        .filter(|given| !is_of_sitting_down(prison, &given.order))
        .filter_map(|given| in_words(prison, &given.order))
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

/// An order in words; `None` for what is no wish of the player's.
fn in_words(prison: &Prison, order: &Order) -> Option<String> {
    let at = |tile| told::where_is(prison.world(), tile);
    Some(match order {
        Order::LockDown => "a lockdown".into(),
        Order::EndLockDown => "the end of the lockdown".into(),
        Order::LockDoor { at: door } => format!("the door {} to be locked", at(*door)),
        Order::UnlockDoor { at: door } => format!("the door {} to be unlocked", at(*door)),
        Order::PlanWork {
            at: tile,
            build: Tile::Floor(_),
        } => format!("plain floor {}", at(*tile)),
        Order::PlanWork { at: tile, build } => format!("{} {}", build.name(), at(*tile)),
        Order::WalkTo { at: tile, .. } => {
            format!("to go to {}", told::where_to(prison.world(), *tile))
        }
        Order::FollowTimetable { .. } => "to follow the timetable".into(),
        Order::ManPost { at: post } => format!("the post {} to be held", at(*post)),
        Order::LeavePost { at: post } => format!("the post {} to be given up", at(*post)),
        Order::PassItem { to, .. } => format!("to pass it to {}", told::name(prison.world(), *to)),
        Order::HideItem { at: place, .. } => format!("to hide it {}", at(*place)),
        Order::TakeItem { at: place, .. } => format!("to feel for what is hidden {}", at(*place)),
        Order::SearchMan { man } => format!("{} to be searched", told::name(prison.world(), *man)),
        Order::SearchCell { at: cell } => format!("a search {}", at(*cell)),
        Order::SearchBlock { at: tile } => format!("every cell to be searched {}", at(*tile)),
        Order::InformWarden { at: tile, .. } => {
            format!("to tell the warden of trouble {}", at(*tile))
        }
        Order::Protest { .. } => "to stand up".into(),
        Order::Desist { .. } => "to give it up".into(),
        Order::SetFire { .. } => "to set fire".into(),
        Order::Attack { whom, .. } => format!("to go for {}", told::name(prison.world(), *whom)),
        Order::Disarm { whom, .. } => {
            format!("to disarm {}", told::name(prison.world(), *whom))
        }
        Order::AmendTimetable(line) => line_in_words(line),
        Order::TalkToRioters => "the rioters to be heard".into(),
        Order::StallRioters => "the rioters to be put off".into(),
        Order::ConcedeDemands => "the demands to be granted".into(),
        Order::RefuseDemands => "the demands to be refused".into(),
        Order::CutWater => "the water to be cut off".into(),
        Order::RestoreWater => "the water to run again".into(),
        Order::CutLight => "the light to be cut off".into(),
        Order::RestoreLight => "the lamps to burn again".into(),
        Order::StormPrison => "the prison to be stormed".into(),
        Order::CallTroopers => "the state troopers to be called".into(),
        Order::CallArmy => "the army to be called".into(),
        Order::TakeSeat { .. } | Order::LeaveSeat { .. } | Order::AmendLevel(_) => return None,
    })
}

/// A change of the timetable in words.
fn line_in_words(line: &LineChange) -> String {
    let key = line_key(line.weekday, line.at);
    match &line.occasion {
        Some(occasion) => format!("{key} {}", occasion.title(line.at)),
        None => format!("{key} struck"),
    }
}
