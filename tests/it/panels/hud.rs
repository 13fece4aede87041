//! What stands around the picture.

use bevy_egui::egui::{Key, pos2};
use bighouse::play::gauge::Overlay;
use bighouse::play::{Panel, Seat, Wish};
use bighouse_sim::clock::HOUR;
use bighouse_sim::regime::today;
use egui_kittest::kittest::Queryable;

use super::{Desk, WINDOW, click, click_at, press, says, settle};

#[test]
fn the_top_line_says_when_it_is_what_is_on_and_how_full_the_house_is() {
    let harness = Desk::at(6, 50).up(WINDOW);
    assert!(says(&harness, "THU 20 NOV 1930 06:50"));
    assert!(says(&harness, "RISE"));
    assert!(says(&harness, "Breakfast in 10 min"));
    assert!(says(&harness, "60 men, built for 40"));
    assert!(says(&harness, "Observer"));
}

#[test]
fn its_buttons_ask_for_time_and_the_menu() {
    let mut harness = Desk::at(6, 50).up(WINDOW);
    click(&mut harness, "Speed 60");
    click(&mut harness, "Stop");
    click(&mut harness, "Skip to the next bell");
    click(&mut harness, "Menu");
    assert_eq!(
        harness.state().asked,
        [
            Wish::Speed(60),
            Wish::TogglePause,
            Wish::SkipToBell,
            Wish::Panel(Panel::Menu)
        ]
    );
}

#[test]
fn a_click_on_the_ribbon_lives_on_until_then_and_one_on_the_past_does_nothing() {
    let mut harness = Desk::at(6, 50).up(WINDOW);
    let rect = harness.get_by_label("Ribbon of the day").rect();
    let at = |hour: f32| {
        pos2(
            // Now, 06:50, stands at a third.
            rect.left() + rect.width() * (hour - 410.0 / 60.0 + 8.0) / 24.0 + 0.5,
            rect.top() + 12.0,
        )
    };
    click_at(&mut harness, at(3.0));
    assert!(harness.state().asked.is_empty());
    click_at(&mut harness, at(12.0));
    // The game began at 06:25.
    assert_eq!(
        harness.state().asked,
        [Wish::SkipTo(5 * HOUR + 35 * HOUR / 60)]
    );
}

#[test]
fn a_bell_on_the_ribbon_is_a_button_of_its_own() {
    let mut harness = Desk::at(6, 50).up(WINDOW);
    click(&mut harness, "Skip to Dinner, 11:40");
    let world = harness.state().table.prison().world();
    let tick = today::tick_of(world, 11 * 3600 + 40 * 60).expect("it is to come");
    assert_eq!(harness.state().asked, [Wish::SkipTo(tick)]);
    assert!(
        harness.query_by_label("Skip to Rise, 06:30").is_none(),
        "it is past"
    );
}

#[test]
fn overlays_are_picked_and_say_what_they_mean() {
    let mut desk = Desk::at(6, 50);
    desk.table.overlay = Some(Overlay::Waits);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, "Waits: who waits, and how long"));
    click(&mut harness, "Needs");
    click(&mut harness, "Plain map");
    assert_eq!(
        harness.state().asked,
        [Wish::Overlay(Some(Overlay::Needs)), Wish::Overlay(None)]
    );
}

#[test]
fn a_card_is_put_away_by_a_click_and_not_shown_to_those_who_want_none() {
    let mut desk = Desk::at(6, 26);
    desk.table.grant(&Wish::Restart);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, "Built for 40."));
    click(&mut harness, "Put the card away");
    assert_eq!(harness.state().asked, [Wish::DismissCard]);
    harness.state_mut().settings.cards = false;
    settle(&mut harness);
    assert!(!says(&harness, "Built for 40."));
}

#[test]
fn what_could_not_be_done_is_said_until_it_is_put_away() {
    let mut desk = Desk::at(6, 50);
    desk.table.grant(&Wish::Save("x".into()));
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, "there is no folder for saves"));
    click(&mut harness, "Dismiss");
    let asked = std::mem::take(&mut harness.state_mut().asked);
    assert_eq!(asked, [Wish::DismissComplaint]);
    harness.state_mut().table.grant(&asked[0]);
    settle(&mut harness);
    assert!(!says(&harness, "there is no folder for saves"));
}

#[test]
fn a_broken_level_shows_its_error_and_a_changed_one_offers_to_begin_again() {
    let mut desk = Desk::at(6, 50);
    let error =
        "levels/cell_block/level.ron:12:3: there is no key \"kitchn\"\n    kitchn: (\n    ^";
    desk.screen.level_error = Some(error.into());
    desk.screen.restart_offer = Some(vec!["population.lifers.men: 8 -> 12".into()]);
    let mut harness = desk.up(WINDOW);
    assert!(says(&harness, error));
    assert!(says(&harness, "population.lifers.men: 8 -> 12"));
    click(&mut harness, "Put the error away");
    assert!(!says(&harness, error));
    click(&mut harness, "Begin again with the same seed");
    assert_eq!(harness.state().asked, [Wish::Restart]);
    click(&mut harness, "Go on as it was");
    assert!(!says(&harness, "population.lifers.men: 8 -> 12"));
    // Another error is another matter.
    harness.state_mut().screen.level_error = Some("levels/cell_block/map.txt:3:4".into());
    settle(&mut harness);
    assert!(says(&harness, "levels/cell_block/map.txt:3:4"));
}

#[test]
fn a_seat_is_named_and_can_be_left() {
    let mut harness = Desk::at(6, 50).in_seat_of("kent").up(WINDOW);
    assert!(says(&harness, "THROUGH THE EYES OF KENT MARLOWE"));
    click(&mut harness, "Leave the seat");
    assert_eq!(harness.state().asked, [Wish::Sit(Seat::Observer)]);
}

#[test]
fn notices_come_and_are_put_away() {
    let mut harness = Desk::at(7, 1).up(WINDOW);
    assert!(says(&harness, "07:00 The bell: Breakfast"));
    click(&mut harness, "Put notices away");
    assert!(!says(&harness, "07:00 The bell: Breakfast"));
}

#[test]
fn nothing_but_the_picture_is_shown_if_so_wished() {
    let mut desk = Desk::at(6, 50);
    desk.screen.bare = true;
    let harness = desk.up(WINDOW);
    assert!(harness.query_by_label("Menu").is_none());
    assert_eq!(
        harness.state().pointer.free,
        Some([0.0, 0.0, 1280.0, 720.0])
    );
}

#[test]
fn the_map_keeps_what_the_panels_leave() {
    let desk = Desk::at(6, 50).of_somebody();
    let mut harness = desk.up(WINDOW);
    let [left, top, right, bottom] = harness.state().pointer.free.expect("it is known");
    assert_eq!((left, top, right, bottom), (0.0, 36.0, 980.0, 676.0));
    assert!((right - left) * (bottom - top) >= 0.66 * WINDOW.x * WINDOW.y);
    // Over the map the pointer is the picture's, over the dossier the panels'.
    harness.hover_at(pos2(400.0, 300.0));
    settle(&mut harness);
    assert!(!harness.state().pointer.over_panel);
    harness.hover_at(pos2(1100.0, 300.0));
    settle(&mut harness);
    assert!(harness.state().pointer.over_panel);
    assert!(!harness.state().pointer.typing);
    press(&mut harness, Key::Tab);
    assert!(harness.state().pointer.typing, "a button has the keys");
}
