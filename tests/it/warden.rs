//! The warden's orders: the timetable line by line, posts held and given up, and the menu of what a
//! seat may order.

use bighouse::words::day;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::custody::Custody;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{LineChange, Occasion, RoomUse};
use bighouse_sim::live;
use bighouse_sim::order::{Giver, Missing, Offer, Order, OrderName};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::Topology;
use bighouse_sim::record::{person, save};
use bighouse_sim::refusal::Refusal;
use bighouse_sim::regime::today;
use bighouse_sim::rules::Rules;

use crate::common::shipped;

fn at(hour: u32, minute: u32) -> Prison {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    let tick = tick_of(&prison, hour, minute);
    prison.run_until(tick);
    prison
}

fn tick_of(prison: &Prison, hour: u32, minute: u32) -> u64 {
    let clock = prison.world().resource::<Clock>();
    clock.next_at(clock.tick, hour * 3600 + minute * 60)
}

fn with_role(prison: &Prison, role: Role) -> PersonId {
    let roster = prison.world().resource::<Roster>();
    roster.with_role(role).next().expect("there is one")
}

fn warden(prison: &Prison) -> Giver {
    Giver::Person(with_role(prison, Role::Warden))
}

/// A post, who holds it or is on his way to it, and whether he stands there.
#[derive(Clone, Copy, Debug)]
struct Post {
    at: TileId,
    officer: Option<PersonId>,
    stands: bool,
}

fn posts(prison: &Prison) -> Vec<Post> {
    let custody = prison.world().resource::<Custody>();
    let conduct = prison.world().resource::<Conduct>();
    let post = |at: &TileId| {
        let officer = custody.holder(*at);
        Post {
            at: *at,
            officer,
            stands: officer.is_some_and(|officer| conduct.is_at(officer, Deed::Guard)),
        }
    };
    custody.posts().iter().map(post).collect()
}

fn post(prison: &Prison, at: TileId) -> Post {
    let mut posts = posts(prison).into_iter();
    posts.find(|post| post.at == at).expect("it is on the list")
}

/// How many of those on duty make rounds at this moment.
fn rounds(prison: &Prison) -> usize {
    let conduct = prison.world().resource::<Conduct>();
    let officers = prison.world().resource::<Custody>().officers().iter();
    officers
        .filter(|officer| officer.on_duty)
        .filter(|officer| conduct.doing(officer.person).activity.deed == Deed::Round)
        .count()
}

fn used_as(prison: &Prison, post: &Post) -> RoomUse {
    let topology = prison.world().resource::<Topology>();
    let room = topology.room_at(post.at).expect("it is in a room");
    topology.room(room).used_as
}

fn refused(prison: &mut Prison, giver: Giver, order: Order) -> Refusal {
    prison.order(giver, order).expect_err("it is refused")
}

#[test]
fn the_warden_changes_the_timetable_line_by_line_and_nobody_else_does() {
    let mut prison = at(9, 30);
    let line = |weekday, at, occasion| {
        Order::AmendTimetable(LineChange {
            weekday,
            at,
            occasion,
        })
    };
    let tea = line(None, 10 * 3600, Some(Occasion::Rest));
    let inmate = Giver::Person(with_role(&prison, Role::Inmate));
    let why = refused(&mut prison, inmate, tea.clone());
    assert_eq!(why, Refusal::OnlyWarden);
    let giver = warden(&prison);
    prison.order(giver, tea).expect("he may");
    // A line is moved by taking it away and setting it anew.
    prison
        .order(giver, line(None, 13 * 3600 + 1800, None))
        .expect("it is there");
    prison
        .order(giver, line(None, 14 * 3600, Some(Occasion::Work)))
        .expect("it may be there");
    let noon = tick_of(&prison, 10, 20);
    prison.run_until(noon);
    let conduct = prison.world().resource::<Conduct>();
    let inmates: Vec<PersonId> = prison.world().resource::<Roster>().all_inmates().collect();
    assert!(inmates.iter().all(|man| conduct.is_at(*man, Deed::Rest)));
    let (next, entry) = today::next_bell(prison.world()).expect("the day goes on");
    assert_eq!(day::title(entry), "Dinner");
    assert_eq!(prison.world().resource::<Clock>().hh_mm(next), "11:40");
    let day: Vec<String> = today::today(prison.world())
        .into_iter()
        .map(|line| format!("{} {}", line.entry.key(), day::title(&line.entry)))
        .collect();
    for (there, line) in [
        (true, "10:00 Cells"),
        (false, "13:30 Work"),
        (true, "14:00 Work"),
        (true, "17:30 Lock-up"),
    ] {
        assert_eq!(day.contains(&line.to_owned()), there, "{line} in {day:?}");
    }
    let mut bad_line = |order, part: &str| match refused(&mut prison, giver, order) {
        Refusal::BadAmendment { why } => assert!(why.contains(part), "{why}"),
        other => panic!("{other:?}"),
    };
    bad_line(line(None, 13 * 3600 + 1800, None), "no line at 13:30");
    bad_line(line(Some(9), 0, Some(Occasion::Rest)), "seven days");
    let kept = prison.world().resource::<Rules>().day.clone();
    let loaded = save::read(shipped("cell_block", &[]), &save::write(&prison)).expect("a save");
    assert_eq!(loaded.world().resource::<Rules>().day, kept);
}

#[test]
fn a_post_is_manned_by_the_nearest_who_goes_round_and_by_the_shifts_that_follow() {
    let mut prison = at(9, 30);
    let giver = warden(&prison);
    // Of four officers one holds a post of himself, in the order of what posts guard.
    let held: Vec<Post> = posts(&prison)
        .into_iter()
        .filter(|post| post.officer.is_some())
        .collect();
    assert_eq!(held.len(), 1);
    assert_eq!(used_as(&prison, &held[0]), RoomUse::Gatehouse);
    let mill = posts(&prison)
        .into_iter()
        .find(|post| used_as(&prison, post) == RoomUse::Mill)
        .expect("the mill has a post");
    let before = rounds(&prison);
    prison
        .order(giver, Order::ManPost { at: mill.at })
        .expect("two of four can");
    prison.run_until(prison.now() + 5 * MINUTE);
    let now = post(&prison, mill.at);
    assert!(now.stands, "{now:?}");
    assert!(rounds(&prison) < before.max(3));
    let why = refused(&mut prison, giver, Order::ManPost { at: mill.at });
    assert_eq!(why, Refusal::PostHeld);
    // Somebody has to be free for the levers.
    let third = posts(&prison)
        .into_iter()
        .find(|post| post.officer.is_none())
        .expect("there are more");
    let why = refused(&mut prison, giver, Order::ManPost { at: third.at });
    assert!(matches!(why, Refusal::PostsFull { .. }), "{why:?}");
    let why = refused(&mut prison, giver, Order::ManPost { at: TileId(0) });
    assert_eq!(why, Refusal::NoPost);
    // Saved in between, the evening shift holds it too.
    let mut prison = save::read(shipped("cell_block", &[]), &save::write(&prison)).expect("a save");
    let before = post(&prison, mill.at).officer;
    let evening = tick_of(&prison, 14, 30);
    prison.run_until(evening);
    let after = post(&prison, mill.at);
    assert!(after.stands && after.officer != before, "{after:?}");
}

#[test]
fn a_post_given_up_is_left_and_the_day_goes_on() {
    let mut prison = at(9, 30);
    let giver = warden(&prison);
    let gate = posts(&prison)
        .into_iter()
        .find(|post| post.officer.is_some())
        .expect("one is held");
    let officer = gate.officer.expect("by somebody");
    prison
        .order(giver, Order::LeavePost { at: gate.at })
        .expect("it is held");
    prison.run_until(prison.now() + 2 * MINUTE);
    assert_eq!(post(&prison, gate.at).officer, None);
    let conduct = prison.world().resource::<Conduct>();
    assert_ne!(conduct.doing(officer).activity.deed, Deed::Guard);
    assert!(
        prison
            .world()
            .resource::<Custody>()
            .officers()
            .iter()
            .any(|other| { other.person == officer && other.on_duty && other.post.is_none() })
    );
    let why = refused(&mut prison, giver, Order::LeavePost { at: gate.at });
    assert_eq!(why, Refusal::PostNotHeld);
    // The next shift leaves it too, and holds the next post by importance.
    let evening = tick_of(&prison, 14, 30);
    prison.run_until(evening);
    let held: Vec<Post> = posts(&prison)
        .into_iter()
        .filter(|post| post.officer.is_some())
        .collect();
    assert_eq!(held.len(), 1);
    assert_ne!(held[0].at, gate.at);
    prison
        .order(giver, Order::ManPost { at: gate.at })
        .expect("and it may be held again");
    prison.run_until(prison.now() + 5 * MINUTE);
    assert!(post(&prison, gate.at).stands);
}

#[test]
fn an_officer_whose_seat_leads_him_lets_others_see_to_his_task() {
    let mut prison = at(7, 0);
    let busy = |prison: &Prison| {
        let custody = prison.world().resource::<Custody>();
        custody
            .tasks()
            .iter()
            .find_map(|task| Some((task.officer?, task.id)))
    };
    while busy(&prison).is_none() {
        prison.tick();
        assert!(prison.now() < HOUR, "somebody goes to a lever");
    }
    let (officer, task) = busy(&prison).expect("he does");
    prison
        .order(Giver::Person(officer), Order::TakeSeat { person: officer })
        .expect("the seat is free");
    prison.run_until(prison.now() + 3 * MINUTE);
    let custody = prison.world().resource::<Custody>();
    assert!(
        custody.tasks().iter().all(|other| other.id != task),
        "it is done"
    );
    assert!(
        custody
            .tasks()
            .iter()
            .all(|other| other.officer != Some(officer))
    );
}

fn names(offers: &[Offer]) -> Vec<OrderName> {
    offers.iter().map(|offer| offer.order.name()).collect()
}

fn offer(offers: &[Offer], name: OrderName) -> &Offer {
    offers
        .iter()
        .find(|offer| offer.order.name() == name)
        .expect("it is on the menu")
}

#[test]
fn a_menu_holds_what_a_seat_may_order_and_why_not_now() {
    let mut prison = at(9, 30);
    let man = with_role(&prison, Role::Inmate);
    let inmate = live::offers(prison.world(), Giver::Person(man));
    assert_eq!(
        names(&inmate),
        [
            OrderName::TakeSeat,
            OrderName::LeaveSeat,
            OrderName::WalkTo,
            OrderName::FollowTimetable,
            OrderName::InformWarden,
            OrderName::Protest,
            OrderName::Desist,
            OrderName::Attack,
            OrderName::Disarm,
            OrderName::SetFire,
            OrderName::PassItem,
            OrderName::HideItem,
            OrderName::TakeItem,
        ]
    );
    assert_eq!(offer(&inmate, OrderName::TakeSeat).refused, None);
    for name in [
        OrderName::LeaveSeat,
        OrderName::WalkTo,
        OrderName::FollowTimetable,
    ] {
        let refused = offer(&inmate, name).refused.clone();
        assert_eq!(refused, Some(Refusal::SeatNotTaken), "{name:?}");
    }
    let walk = offer(&inmate, OrderName::WalkTo);
    assert_eq!(walk.missing, Missing::Tile);
    assert_eq!(walk.order.actor(), Some(man));
    let giver = warden(&prison);
    let offers = live::offers(prison.world(), giver);
    for name in [
        OrderName::LockDown,
        OrderName::ManPost,
        OrderName::AmendTimetable,
        OrderName::PlanWork,
    ] {
        assert_eq!(offer(&offers, name).refused, None, "{name:?}");
    }
    let end = offer(&offers, OrderName::EndLockDown);
    assert_eq!(end.refused, Some(Refusal::NotLockedDown));
    assert!(!names(&offers).contains(&OrderName::AmendLevel));
    let lock_down = offer(&offers, OrderName::LockDown);
    assert_eq!(lock_down.missing, Missing::Nothing);
    prison
        .order(giver, lock_down.order.clone())
        .expect("what the menu offers may be given");
    prison.tick();
    let offers = live::offers(prison.world(), giver);
    let again = offer(&offers, OrderName::LockDown);
    assert_eq!(again.refused, Some(Refusal::LockedDown));
    assert_eq!(offer(&offers, OrderName::EndLockDown).refused, None);
    let author = live::offers(prison.world(), Giver::Author);
    assert!(names(&author).contains(&OrderName::AmendLevel));
    let nobody = Giver::Person(PersonId(9_999));
    assert_eq!(live::offers(prison.world(), nobody), []);
}

#[test]
fn a_card_tells_where_a_man_belongs_and_where_the_bell_calls_him_next() {
    let prison = at(7, 0);
    let roster = prison.world().resource::<Roster>();
    let cards: Vec<person::Belongs> = roster
        .all_inmates()
        .map(|man| person::belongs(prison.world(), man))
        .collect();
    let kent = cards
        .iter()
        .filter(|card| card.cell.as_deref() == Some("A-14"))
        .count();
    assert_eq!(kent, 3, "three men in each cell");
    assert!(
        cards
            .iter()
            .all(|card| card.cell.is_some() && card.tier.is_some())
    );
    let miller = cards
        .iter()
        .find(|card| card.job.as_deref() == Some("mill"))
        .and_then(|card| card.next.clone())
        .expect("he is called to work");
    assert_eq!(
        (miller.at.as_str(), day::call(&miller).as_str()),
        ("08:30", "Work: mill")
    );
    let idle = cards
        .iter()
        .find(|card| card.job.is_none())
        .and_then(|card| card.next.clone())
        .expect("he is sent home");
    let called = day::call(&idle);
    assert!(called.contains("to his cell"), "{called}");
    let officer = with_role(&prison, Role::Officer);
    assert_eq!(person::belongs(prison.world(), officer).next, None);
}
