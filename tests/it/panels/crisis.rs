//! Trouble on the panels: notices that can be muted and asked why, the crisis desk, and the way to
//! the roots by clicks.

use bighouse::play::alerts::Topic;
use bighouse::play::{Panel, Seat, Wish};
use bighouse_sim::clock::MINUTE;
use bighouse_sim::ids::TileId;
use bighouse_sim::live;
use bighouse_sim::order::Order;

use super::{Desk, WINDOW, click, says, settle};
use crate::common::riot::{table, until_riot};
use egui_kittest::kittest::Queryable;

fn in_a_riot() -> Desk {
    let mut table = table(until_riot());
    table.live_until(table.now() + MINUTE);
    Desk::of(table)
}

#[test]
fn trouble_of_a_kind_is_one_notice_that_can_be_muted() {
    let mut harness = in_a_riot().up(WINDOW);
    let mutes = harness.query_all_by_label("Mute").count();
    assert!((1..=4).contains(&mutes), "{mutes}");
    let first = harness.query_all_by_label("Mute").next().expect("one");
    first.click();
    settle(&mut harness);
    let alerts = harness.state().settings.alerts.clone();
    let muted = Topic::ALL
        .into_iter()
        .filter(|topic| alerts.of(*topic).muted);
    assert_eq!(muted.count(), 1);
}

#[test]
fn the_desk_tells_the_story_and_why_walks_on_by_clicks() {
    let mut harness = in_a_riot().with(Panel::Crisis).up(WINDOW);
    assert!(says(&harness, "THE STORY"));
    assert!(says(&harness, "officers had to leave"));
    let causes = "WHAT THE MEN HELD AGAINST THE HOUSE";
    assert!(says(&harness, causes));
    let asked = harness.query_all_by_label("Why?").next().expect("one");
    asked.scroll_to_me();
    settle(&mut harness);
    harness
        .query_all_by_label("Why?")
        .next()
        .expect("one")
        .click();
    settle(&mut harness);
    assert_eq!(harness.state().asked, [Wish::Panel(Panel::Why)]);
    assert_eq!(harness.state().notes.why.len(), 1);
    harness.state_mut().screen.open.insert(Panel::Why);
    settle(&mut harness);
    assert!(says(&harness, "BECAUSE"));
}

#[test]
fn the_warden_orders_searches_by_click_and_of_the_man_who_is_selected() {
    let mut desk = Desk::at(9, 30).of_somebody().with(Panel::Orders);
    let man = desk.table.selected.expect("he is");
    let warden = Seat::named(desk.table.prison(), "warden").expect("there is one");
    desk.table.sit(warden).expect("it is free");
    desk.table.selected = Some(man);
    let mut harness = desk.up(WINDOW);
    harness.get_by_label("Search a block").scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "Search a cell");
    assert_eq!(
        harness.state().aim.0,
        Some(Order::SearchCell { at: TileId(0) })
    );
    let name = {
        let table = &harness.state().table;
        bighouse::play::dossier::title(table.prison(), table.lens(), man)
    };
    click(&mut harness, &format!("Search {name}"));
    let asked = harness.state().asked.clone();
    assert_eq!(asked, [Wish::Order(Order::SearchMan { man })]);
}

#[test]
fn the_warden_answers_a_riot_from_his_desk_as_far_as_it_is_his_to_answer() {
    let mut desk = in_a_riot().with(Panel::Crisis);
    let warden = Seat::named(desk.table.prison(), "warden").expect("there is one");
    desk.table.sit(warden).expect("it is free");
    let mut harness = desk.up(WINDOW);
    let answers = live::offers(harness.state().table.prison().world(), warden.giver());
    let mut given = Vec::new();
    for offer in &answers {
        let name = match offer.order {
            Order::RefuseDemands => "Refuse their demands",
            Order::CallArmy => "Call the army",
            Order::CutWater => "Cut off the water",
            _ => continue,
        };
        harness.get_by_label(name).scroll_to_me();
        settle(&mut harness);
        click(&mut harness, name);
        if offer.refused.is_some() {
            continue;
        }
        if offer.order.info().is_final {
            // Nothing takes it back: it is asked once more, and given up at a No.
            assert_eq!(harness.state().asked, given);
            click(&mut harness, "No");
            assert!(harness.state().notes.confirm.is_none());
            click(&mut harness, name);
            let answer = harness.get_all_by_label(name).last();
            answer.expect("the question is open").click();
            settle(&mut harness);
            assert!(harness.state().notes.confirm.is_none());
        }
        given.push(Wish::Order(offer.order.clone()));
    }
    // The army can be called; nothing was demanded yet that could be refused.
    assert!(given.contains(&Wish::Order(Order::CallArmy)), "{given:?}");
    assert!(!given.contains(&Wish::Order(Order::RefuseDemands)));
    assert_eq!(harness.state().asked, given);
}
