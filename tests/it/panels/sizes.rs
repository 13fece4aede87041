//! Text from 75 to 200 %: every panel is there, whole or with a scroll bar, inside the window.

use bighouse::play::{Panel, Wish};
use egui_kittest::kittest::Queryable;

use super::{Desk, WINDOW, says};

const PANELS: [(Panel, &str); 11] = [
    (Panel::Search, "Type a part of a name"),
    (Panel::Orders, "Lock down"),
    (Panel::Charts, "MEN WHO WAIT, BY REASON"),
    (Panel::Chronicle, "alarms only"),
    (Panel::Check, "CHECK OF THE LEVEL"),
    (Panel::Crisis, "WHAT YOU MAY ORDER"),
    (Panel::Why, "Ask it of a notice"),
    (Panel::Saves, "There is no folder for saves"),
    (Panel::Settings, "Film grain"),
    (Panel::Keys, "Key for Stop or go on"),
    (Panel::Menu, "Resume"),
];

fn desk(size: u32) -> Desk {
    let mut desk = Desk::at(7, 3).of_somebody();
    desk.settings.text_size = size;
    desk
}

#[test]
fn every_panel_keeps_its_words_at_every_size_of_text() {
    for size in [75, 100, 200] {
        for (panel, words) in PANELS {
            let harness = desk(size).with(panel).up(WINDOW);
            assert!(says(&harness, words), "{panel:?} at {size} %");
            assert!(
                says(&harness, "THU 20 NOV 1930 07:03"),
                "the top line at {size} %"
            );
            assert!(
                says(&harness, "Ribbon of the day"),
                "the ribbon at {size} %"
            );
            assert!(says(&harness, "Take his seat"), "the dossier at {size} %");
        }
        let harness = desk(size).at_title().up(WINDOW);
        assert!(says(&harness, "THE BIG HOUSE") && says(&harness, "Quit"));
    }
}

#[test]
fn what_must_be_reached_lies_inside_the_window_at_200_percent() {
    let window = WINDOW * 0.5;
    let harness = desk(200).up(WINDOW);
    for label in [
        "Menu",
        "Speed 1",
        "Speed 300",
        "Stop",
        "Ribbon of the day",
        "Plain map",
    ] {
        let rect = harness.get_by_label(label).rect();
        assert!(
            rect.min.x >= 0.0 && rect.max.x <= window.x && rect.max.y <= window.y,
            "{label} lies at {rect:?}"
        );
    }
    for panel in [Panel::Menu, Panel::Settings, Panel::Saves, Panel::Keys] {
        let harness = desk(200).with(panel).up(WINDOW);
        let close = harness
            .get_all_by_label_contains(if panel == Panel::Menu {
                "Resume"
            } else {
                "Close "
            })
            .find(|node| node.rect().max.y <= window.y && node.rect().min.y >= 0.0);
        assert!(close.is_some(), "{panel:?} cannot be put away");
    }
}

#[test]
fn the_plain_theme_shows_the_same_words() {
    let mut desk = desk(100).with(Panel::Orders);
    desk.settings.plain = true;
    desk.table.grant(&Wish::Pause(true));
    let harness = desk.up(WINDOW);
    assert!(says(&harness, "Lock down") && says(&harness, "THU 20 NOV 1930 07:03"));
}
