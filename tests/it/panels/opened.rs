//! Panels that are opened: dossier, search, orders, charts, chronicle, check.

use bevy_egui::egui::{Event, Key};
use bighouse::play::news::Grade;
use bighouse::play::{Panel, Seat, Wish, dossier};
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{LineChange, RoomUse};
use bighouse_sim::order::Order;
use bighouse_sim::prison::Topology;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{Desk, WINDOW, click, live_until, press, says, settle};

/// A game at the first moment in which somebody waits for a known cause.
fn somebody_waits() -> (Desk, PersonId) {
    let mut desk = Desk::at(6, 59);
    for _ in 0..60 {
        let (prison, lens) = (desk.table.prison(), desk.table.lens());
        let who = lens.people(prison).map(|seen| seen.person).find(|person| {
            dossier::of(prison, lens, *person)
                .filter(|known| !known.because.is_empty() && !known.needs.is_empty())
                .is_some_and(|known| known.waits.is_some())
        });
        if let Some(who) = who {
            return (desk, who);
        }
        let later = desk.table.now() + 100;
        live_until(&mut desk.table, later);
    }
    panic!("at the hour of breakfast somebody waits");
}

#[test]
fn the_dossier_says_what_he_waits_for_and_why() {
    let (mut desk, person) = somebody_waits();
    desk.table.selected = Some(person);
    let known = dossier::of(desk.table.prison(), desk.table.lens(), person).expect("all is known");
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, &known.title));
    assert!(says(&harness, known.waits.as_deref().expect("he waits")));
    for cause in &known.because {
        assert!(says(&harness, cause), "{cause}");
    }
    assert!(says(&harness, "Hunger"));
    click(&mut harness, "Follow");
    click(&mut harness, "Take his seat");
    click(&mut harness, "Close the dossier");
    assert_eq!(
        harness.state().asked,
        [
            Wish::Follow(true),
            Wish::Sit(Seat::of(harness.state().table.prison(), person).expect("he has one")),
            Wish::Select(None)
        ]
    );
}

#[test]
fn the_search_finds_by_name_and_enter_picks() {
    let mut harness = Desk::at(6, 50).with(Panel::Search).up(WINDOW);
    // The box has the keys as soon as it opens.
    harness.event(Event::Text("butch".into()));
    settle(&mut harness);
    assert!(says(&harness, "Butch Schmidt"));
    assert!(harness.state().pointer.typing);
    press(&mut harness, Key::Enter);
    let prison = harness.state().table.prison();
    let butch = Seat::named(prison, "inmate:butch").expect("he is here");
    let asked = &harness.state().asked;
    assert_eq!(asked[0], Wish::Select(butch.person()));
    assert!(matches!(asked[1], Wish::LookAt(..)));
    assert_eq!(asked[2], Wish::ZoomAtLeast(24.0));
    assert_eq!(asked[3], Wish::Panel(Panel::Search));
}

#[test]
fn enter_picks_a_place_too_and_keeps_the_box_where_nothing_is_found() {
    let mut harness = Desk::at(6, 50).with(Panel::Search).up(WINDOW);
    harness.event(Event::Text("zzz".into()));
    settle(&mut harness);
    press(&mut harness, Key::Enter);
    assert!(harness.state().asked.is_empty());
    assert!(harness.state().pointer.typing, "the box keeps the keys");
    // Opened again, what was typed before is written over.
    harness.state_mut().screen.open.clear();
    settle(&mut harness);
    harness.state_mut().screen.open.insert(Panel::Search);
    settle(&mut harness);
    harness.event(Event::Text("mess".into()));
    settle(&mut harness);
    assert_eq!(harness.state().notes.search, "mess");
    press(&mut harness, Key::Enter);
    let asked = &harness.state().asked;
    assert!(matches!(asked[0], Wish::LookAt(..)), "{asked:?}");
    assert!(matches!(asked[1], Wish::ZoomAtLeast(..)), "{asked:?}");
    assert_eq!(asked[2], Wish::Panel(Panel::Search));
}

#[test]
fn what_is_ordered_while_the_clock_stands_is_shown_as_ordered() {
    let mut desk = Desk::at(9, 30).with(Panel::Orders);
    desk.table.grant(&Wish::Pause(true));
    desk.table.order(Order::LockDown).expect("it may be");
    let yard = LineChange {
        weekday: None,
        at: 15 * 3600 + 40 * 60,
        occasion: None,
    };
    desk.table
        .order(Order::AmendTimetable(yard))
        .expect("it may be struck");
    let mut harness = desk.up(WINDOW);
    let said = "Ordered, from the next moment on: a lockdown; 15:40 struck.";
    assert!(says(&harness, said), "{:?}", super::texts(&harness));
    harness.get_by_label("Change the timetable").scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "Change the timetable");
    assert!(says(&harness, "ordered: struck"));
    assert!(!says(&harness, "15:40 Yard: strike it"));
    let table = &mut harness.state_mut().table;
    table.grant(&Wish::Pause(false));
    let later = table.now() + 10;
    live_until(table, later);
    settle(&mut harness);
    assert!(!says(&harness, "Ordered, from the next moment on"));
    assert!(says(&harness, "LOCKDOWN"));
}

#[test]
fn a_lockdown_that_was_lifted_alarms_nobody() {
    let mut desk = Desk::at(9, 30);
    desk.table.order(Order::LockDown).expect("it may be");
    let later = desk.table.now() + 10;
    live_until(&mut desk.table, later);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, "09:30 The prison was locked down"));
    let table = &mut harness.state_mut().table;
    table.order(Order::EndLockDown).expect("it may be");
    let later = table.now() + 10;
    live_until(table, later);
    settle(&mut harness);
    assert!(!says(&harness, "09:30 The prison was locked down"));
    assert!(says(&harness, "The lockdown was lifted"));
}

#[test]
fn the_place_under_the_pointer_is_named_and_what_can_not_be_ordered_there_says_why() {
    let mut desk = Desk::at(9, 30);
    let world = desk.table.prison().world();
    let topology = world.resource::<Topology>();
    let (_, hall) = topology
        .rooms_for(RoomUse::MessHall)
        .next()
        .expect("there is one");
    let floor = hall.tiles[0];
    let door = topology.portals()[0].key();
    desk.under.0 = Some(floor);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, "The mess hall"));
    harness.state_mut().aim.0 = Some(Order::LockDoor { at: TileId(0) });
    settle(&mut harness);
    assert!(says(&harness, "The mess hall. Not here: "));
    harness.state_mut().under.0 = Some(door);
    settle(&mut harness);
    assert!(says(&harness, "locked"), "{:?}", super::texts(&harness));
}

#[test]
fn arrows_move_among_those_found() {
    let mut desk = Desk::at(6, 50).with(Panel::Search);
    desk.notes.search = "a".into();
    let found = dossier::find(desk.table.prison(), desk.table.lens(), "a", 12);
    assert!(found.len() > 2);
    let mut harness = desk.up(WINDOW);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().asked[0],
        Wish::Select(Some(found[1].person))
    );
}

#[test]
fn places_are_found_too() {
    let mut desk = Desk::at(6, 50).with(Panel::Search);
    desk.notes.search = "A-14".into();
    let mut harness = desk.up(WINDOW);
    click(&mut harness, "Place: Cell A-14");
    assert!(matches!(harness.state().asked[0], Wish::LookAt(..)));
    harness.state_mut().notes.search = "mess".into();
    settle(&mut harness);
    assert!(says(&harness, "Place: the mess hall"));
}

#[test]
fn orders_are_given_at_once_or_by_the_next_click() {
    let mut harness = Desk::at(9, 30).with(Panel::Orders).up(WINDOW);
    assert!(
        says(&harness, "Not now: there is no lockdown"),
        "{:?}",
        super::texts(&harness)
    );
    click(&mut harness, "Lock down");
    assert_eq!(harness.state().asked, [Wish::Order(Order::LockDown)]);
    click(&mut harness, "Lock a door");
    assert_eq!(
        harness.state().aim.0,
        Some(Order::LockDoor { at: TileId(0) })
    );
    assert!(says(&harness, "Click the door that shall be locked."));
    click(&mut harness, "Man a post");
    assert_eq!(
        harness.state().aim.0,
        Some(Order::ManPost { at: TileId(0) })
    );
    click(&mut harness, "No more orders by click");
    assert_eq!(harness.state().aim.0, None);
}

#[test]
fn the_orders_say_which_doors_are_held_locked() {
    let mut desk = Desk::at(9, 30).with(Panel::Orders);
    let topology = desk.table.prison().world().resource::<Topology>();
    let at = topology.portals()[0].key();
    let held = "Held locked by order: the door between";
    desk.table.order(Order::LockDoor { at }).expect("it may be");
    let later = desk.table.now() + 10;
    live_until(&mut desk.table, later);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, held));
    let table = &mut harness.state_mut().table;
    table.order(Order::UnlockDoor { at }).expect("it may be");
    let later = table.now() + 10;
    live_until(table, later);
    settle(&mut harness);
    assert!(!says(&harness, held));
}

#[test]
fn the_warden_moves_a_line_of_the_timetable() {
    let mut desk = Desk::at(9, 30).with(Panel::Orders);
    let warden = Seat::named(desk.table.prison(), "warden").expect("there is one");
    desk.table.sit(warden).expect("it is free");
    let mut harness = desk.up(WINDOW);
    harness.get_by_label("Change the timetable").scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "Change the timetable");
    harness
        .get_by_label("15:40 Yard: 10 min later")
        .scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "15:40 Yard: 10 min later");
    let asked = std::mem::take(&mut harness.state_mut().asked);
    assert_eq!(asked.len(), 2);
    for wish in &asked {
        harness.state_mut().table.grant(wish);
        assert_eq!(harness.state().table.complaint(), None);
    }
    let later = harness.state().table.now() + 10;
    live_until(&mut harness.state_mut().table, later);
    settle(&mut harness);
    assert!(says(&harness, "15:50 Yard:") && !says(&harness, "15:40 Yard:"));
}

#[test]
fn an_inmate_orders_himself_alone() {
    let mut harness = Desk::at(9, 30)
        .in_seat_of("kent")
        .with(Panel::Orders)
        .up(WINDOW);
    assert!(says(&harness, "are the warden's to order"));
    assert!(!says(&harness, "Lock down"));
    click(&mut harness, "Walk to");
    let kent = harness
        .state()
        .table
        .seat()
        .person()
        .expect("it is his seat");
    let walk = Order::WalkTo {
        person: kent,
        at: TileId(0),
    };
    assert_eq!(harness.state().aim.0, Some(walk));
}

#[test]
fn the_chronicle_is_newest_first_sifted_and_jumps() {
    let mut harness = Desk::at(7, 10).with(Panel::Chronicle).up(WINDOW);
    let texts = super::texts(&harness);
    let place = |words: &str| texts.iter().position(|text| text.contains(words));
    let (late, early) = (
        place("07:00  The bell: Breakfast"),
        place("06:30  The bell: Rise"),
    );
    assert!(late.expect("it is told") < early.expect("it is told"));
    click(&mut harness, "warnings");
    assert_eq!(harness.state().notes.least, Grade::Warning);
    assert!(!says(&harness, "06:30  The bell: Rise"));
}

#[test]
fn curves_are_named_with_their_values() {
    let harness = Desk::at(7, 10).with(Panel::Charts).up(WINDOW);
    assert!(says(&harness, "a queue"));
    assert!(says(&harness, "hunger"));
    assert!(says(&harness, "MEN WHO WAIT, BY REASON"));
}

#[test]
fn the_check_is_the_observers() {
    let harness = Desk::at(6, 50).with(Panel::Check).up(WINDOW);
    assert!(says(&harness, "odd about this level") || says(&harness, "worth a look"));
    let harness = Desk::at(6, 50)
        .in_seat_of("kent")
        .with(Panel::Check)
        .up(WINDOW);
    assert!(says(&harness, "Only the observer"));
}

#[test]
fn panels_that_are_open_together_hide_neither_one_another_nor_the_bar_of_overlays() {
    let mut desk = Desk::at(6, 50).with(Panel::Search).with(Panel::Orders);
    desk.screen.open.insert(Panel::Chronicle);
    let harness = desk.up(WINDOW);
    let close: Vec<_> = harness
        .get_all_by_label("Close window")
        .map(|node| node.rect())
        .collect();
    assert_eq!(close.len(), 3);
    for (place, one) in close.iter().enumerate() {
        for other in &close[..place] {
            assert!(
                (one.center() - other.center()).length() > 100.0,
                "{close:?}"
            );
        }
    }
    let bar = harness.get_by_label("Plain map").rect();
    let lowest = harness.get_by_label("Search for a man or a place").rect();
    assert!(lowest.bottom() < bar.top());
}

#[test]
fn a_panel_that_is_opened_again_alone_stands_at_its_usual_place() {
    let mut desk = Desk::at(6, 50).with(Panel::Orders);
    desk.settings.motion = false;
    let mut harness = desk.up(WINDOW);
    let left = |harness: &Harness<'_, Desk>| harness.get_by_label("Lock down").rect().left();
    let usual = left(&harness);
    harness.state_mut().screen.open.clear();
    settle(&mut harness);
    let open = &mut harness.state_mut().screen.open;
    open.extend([Panel::Search, Panel::Orders]);
    settle(&mut harness);
    let search = harness.get_by_label("Search for a man or a place").rect();
    assert!(
        left(&harness) > usual + 300.0,
        "beside the search: {usual}, {}, {search:?}",
        left(&harness)
    );
    harness.state_mut().screen.open.clear();
    settle(&mut harness);
    harness.state_mut().screen.open.insert(Panel::Orders);
    settle(&mut harness);
    assert!((left(&harness) - usual).abs() < 2.0, "{}", left(&harness));
}

#[test]
fn a_panel_is_shut_by_its_own_button() {
    let mut harness = Desk::at(6, 50).with(Panel::Orders).up(WINDOW);
    harness.get_by_label("Close window").click();
    settle(&mut harness);
    assert_eq!(harness.state().asked, [Wish::Panel(Panel::Orders)]);
}
