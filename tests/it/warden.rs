//! The warden's orders: the timetable line by line, posts held and given up, and the menu of what a
//! seat may ask.

use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::custody::Custody;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{LineChange, Occasion, RoomUse};
use bighouse_sim::live::{self, Ask, Needs};
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::people::{Role, Roster};
use bighouse_sim::prison::Topology;
use bighouse_sim::record::{person, save};
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

fn refused(prison: &mut Prison, giver: Giver, order: Order) -> String {
    prison
        .order(giver, order)
        .expect_err("it is refused")
        .to_string()
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
    let words = refused(&mut prison, inmate, tea.clone());
    assert!(words.contains("only the warden"), "{words}");
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
    assert_eq!(entry.title(), "Dinner");
    assert_eq!(prison.world().resource::<Clock>().hh_mm(next), "11:40");
    let day: Vec<String> = today::today(prison.world())
        .into_iter()
        .map(|line| format!("{} {}", line.entry.key(), line.entry.title()))
        .collect();
    for (there, line) in [
        (true, "10:00 Cells"),
        (false, "13:30 Work"),
        (true, "14:00 Work"),
        (true, "17:30 Lock-up"),
    ] {
        assert_eq!(day.contains(&line.to_owned()), there, "{line} in {day:?}");
    }
    let words = refused(&mut prison, giver, line(None, 13 * 3600 + 1800, None));
    assert!(words.contains("no line at 13:30"), "{words}");
    let words = refused(&mut prison, giver, line(Some(9), 0, Some(Occasion::Rest)));
    assert!(words.contains("seven days"), "{words}");
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
    let words = refused(&mut prison, giver, Order::ManPost { at: mill.at });
    assert!(words.contains("held already"), "{words}");
    // Somebody has to be free for the levers.
    let third = posts(&prison)
        .into_iter()
        .find(|post| post.officer.is_none())
        .expect("there are more");
    let words = refused(&mut prison, giver, Order::ManPost { at: third.at });
    assert!(words.contains("give up another post first"), "{words}");
    let words = refused(&mut prison, giver, Order::ManPost { at: TileId(0) });
    assert!(words.contains("no officer's post"), "{words}");
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
    let words = refused(&mut prison, giver, Order::LeavePost { at: gate.at });
    assert!(words.contains("nobody holds"), "{words}");
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

fn names(asks: &[Ask]) -> Vec<&'static str> {
    asks.iter().map(|ask| ask.name).collect()
}

fn ask<'a>(asks: &'a [Ask], name: &str) -> &'a Ask {
    asks.iter()
        .find(|ask| ask.name == name)
        .expect("it is on the menu")
}

#[test]
fn a_menu_holds_what_a_seat_may_ask_and_why_not_now() {
    let mut prison = at(9, 30);
    let man = with_role(&prison, Role::Inmate);
    let inmate = live::what_may(prison.world(), Giver::Person(man));
    assert_eq!(
        names(&inmate),
        [
            "Take the seat",
            "Leave the seat",
            "Walk to",
            "Follow the timetable",
            "Pass something on",
            "Hide something",
            "Feel for something hidden",
            "Stand up",
            "Give it up",
            "Go for somebody",
            "Take a man's weapon",
            "Set fire",
            "Warn the warden"
        ]
    );
    assert_eq!(ask(&inmate, "Take the seat").refused, None);
    for name in ["Leave the seat", "Walk to", "Follow the timetable"] {
        let why = ask(&inmate, name).refused.clone().expect(name);
        assert!(why.contains("take the seat first"), "{why}");
    }
    assert_eq!(ask(&inmate, "Walk to").needs, Needs::Place(man));
    let giver = warden(&prison);
    let asks = live::what_may(prison.world(), giver);
    for name in [
        "Lock down",
        "Man a post",
        "Change the timetable",
        "Plan a work",
    ] {
        assert_eq!(ask(&asks, name).refused, None, "{name}");
    }
    assert!(ask(&asks, "End the lockdown").refused.is_some());
    assert!(!names(&asks).contains(&"Amend the level"));
    let Needs::Nothing(order) = ask(&asks, "Lock down").needs.clone() else {
        panic!("a lockdown needs nothing to be chosen");
    };
    prison
        .order(giver, order)
        .expect("what the menu offers may be given");
    prison.tick();
    let asks = live::what_may(prison.world(), giver);
    assert!(ask(&asks, "Lock down").refused.is_some());
    assert_eq!(ask(&asks, "End the lockdown").refused, None);
    let author = live::what_may(prison.world(), Giver::Author);
    assert!(names(&author).contains(&"Amend the level"));
    assert_eq!(
        live::what_may(prison.world(), Giver::Person(PersonId(9_999))),
        []
    );
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
        (miller.at.as_str(), miller.words.as_str()),
        ("08:30", "Work: mill")
    );
    let idle = cards
        .iter()
        .find(|card| card.job.is_none())
        .and_then(|card| card.next.clone())
        .expect("he is sent home");
    assert!(idle.words.contains("to his cell"), "{}", idle.words);
    let officer = with_role(&prison, Role::Officer);
    assert_eq!(person::belongs(prison.world(), officer).next, None);
}
