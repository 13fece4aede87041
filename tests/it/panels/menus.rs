//! Title, menu, saves, settings and keys.

use std::collections::BTreeSet;

use bevy_egui::egui::Key;
use bighouse::play::keys::KeyAct;
use bighouse::play::saves::Saves;
use bighouse::play::{Panel, Seat, Wish};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Desk, WINDOW, click, press, says, settle};

fn focused(harness: &Harness<'_, Desk>) -> Option<String> {
    harness
        .root()
        .children_recursive()
        .find(|node| node.is_focused())
        .and_then(|node| node.accesskit_node().label())
}

#[test]
fn the_title_is_walked_by_keys_alone() {
    let mut harness = Desk::at(6, 26).at_title().up(WINDOW);
    assert!(says(&harness, "THE BIG HOUSE"));
    assert!(says(&harness, "built for 40, holding 60"));
    assert_eq!(
        focused(&harness).as_deref(),
        Some("Observer"),
        "it begins there"
    );
    let mut passed = BTreeSet::new();
    for _ in 0..40 {
        press(&mut harness, Key::Tab);
        passed.extend(focused(&harness));
    }
    for wanted in [
        "Observer",
        "Warden",
        "Kent Marlowe, inmate",
        "Another inmate",
        "Cell Block",
        "Seed of chance",
        "Load",
        "Settings",
        "Keys",
        "Quit",
    ] {
        assert!(
            passed.contains(wanted),
            "no way to {wanted} among {passed:?}"
        );
    }
    assert!(harness.state().asked.is_empty(), "walking presses nothing");
    while focused(&harness).as_deref() != Some("Warden") {
        press(&mut harness, Key::Tab);
    }
    press(&mut harness, Key::Enter);
    let warden = Seat::named(harness.state().table.prison(), "warden").expect("there is one");
    assert_eq!(
        harness.state().asked,
        [Wish::Restart, Wish::Sit(warden), Wish::Play]
    );
}

#[test]
fn arrows_walk_the_title_too() {
    let mut harness = Desk::at(6, 26).at_title().up(WINDOW);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(focused(&harness).as_deref(), Some("Warden"));
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().asked,
        [Wish::Restart, Wish::Sit(Seat::Observer), Wish::Play]
    );
}

#[test]
fn a_level_and_a_seed_are_chosen_at_the_title() {
    let mut desk = Desk::at(6, 26).at_title();
    desk.notes.seed = "7".into();
    let mut harness = desk.up(WINDOW);
    click(&mut harness, "Use this seed");
    let begin = |seed| Wish::Begin {
        level: "cell_block".into(),
        seed,
        screenplay: false,
    };
    assert_eq!(harness.state().asked, [begin(7)]);
    harness.state_mut().notes.bunk = "butch".into();
    settle(&mut harness);
    assert!(says(&harness, "Butch Schmidt"));
}

#[test]
fn the_menu_leads_everywhere() {
    let mut harness = Desk::at(6, 50).with(Panel::Menu).up(WINDOW);
    assert_eq!(focused(&harness).as_deref(), Some("Resume"));
    for button in [
        "Resume",
        "Save or load",
        "Settings",
        "Keys",
        "Begin again",
        "To the title",
        "Quit",
    ] {
        click(&mut harness, button);
    }
    assert_eq!(
        harness.state().asked,
        [
            Wish::Panel(Panel::Menu),
            Wish::Panel(Panel::Saves),
            Wish::Panel(Panel::Settings),
            Wish::Panel(Panel::Keys),
            Wish::Restart,
            Wish::Panel(Panel::Menu),
            Wish::Panel(Panel::Menu),
            Wish::ToTitle,
            Wish::Quit,
        ]
    );
    assert!(harness.state().pointer.over_panel && harness.state().pointer.typing);
}

#[test]
fn saves_are_written_listed_and_loaded() {
    let folder = std::env::temp_dir().join(format!("bighouse-panels-{}", std::process::id()));
    let mut desk = Desk::at(6, 50).with(Panel::Saves);
    desk.table = desk.table.with_saves(Saves::in_folder(folder.clone()));
    let mut harness = desk.up(WINDOW);
    click(&mut harness, "Save");
    let asked = std::mem::take(&mut harness.state_mut().asked);
    assert_eq!(asked, [Wish::Save("my game".into())]);
    harness.state_mut().table.grant(&asked[0]);
    harness
        .state_mut()
        .notes
        .take(bighouse::ui::notes::Note::Refresh);
    settle(&mut harness);
    let row = super::texts(&harness)
        .into_iter()
        .find(|text| text.starts_with("my game · cell_block, Thu 20 Nov 1930 06:50"));
    click(&mut harness, &row.expect("it is listed"));
    assert_eq!(
        harness.state().asked,
        [
            Wish::Load(folder.join("my game.save")),
            Wish::Panel(Panel::Saves)
        ]
    );
    std::fs::remove_dir_all(folder).expect("it was written");
}

#[test]
fn settings_change_at_once_and_go_back() {
    let mut harness = Desk::at(6, 50).with(Panel::Settings).up(WINDOW);
    let first = harness.state().settings.clone();
    for switch in [
        "Motion",
        "Film grain",
        "Dark corners",
        "Sun and shadows",
        "Trails",
        "Cards",
        "Plain theme",
    ] {
        click(&mut harness, switch);
    }
    let likes = &harness.state().settings;
    assert!(!likes.motion && !likes.grain && !likes.vignette && !likes.trails && !likes.cards);
    assert!(likes.plain && !likes.sun);
    click(&mut harness, "150 %");
    assert_eq!(harness.state().settings.text_size, 150);
    settle(&mut harness);
    let reset = "Everything as it was at first";
    harness.get_by_label(reset).scroll_to_me();
    settle(&mut harness);
    click(&mut harness, reset);
    assert_eq!(harness.state().settings, first);
}

#[test]
fn a_key_is_chosen_by_pressing_it_and_taken_over_aloud() {
    let mut harness = Desk::at(6, 50).with(Panel::Keys).up(WINDOW);
    click(&mut harness, "Key for Stop or go on: Space");
    assert!(harness.state().pointer.choosing_key);
    press(&mut harness, Key::P);
    assert_eq!(harness.state().settings.keys.of(KeyAct::Pause), ["KeyP"]);
    assert!(!harness.state().pointer.choosing_key);
    click(&mut harness, "Key for Stop or go on: P");
    press(&mut harness, Key::N);
    assert_eq!(harness.state().settings.keys.of(KeyAct::Pause), ["KeyN"]);
    assert!(
        harness
            .state()
            .settings
            .keys
            .of(KeyAct::SkipToBell)
            .is_empty()
    );
    assert!(says(
        &harness,
        "N was the key for \"On to the next bell\", which has none now."
    ));
    click(&mut harness, "Key for Stop or go on: N");
    press(&mut harness, Key::Escape);
    assert_eq!(
        harness.state().settings.keys.of(KeyAct::Pause),
        ["KeyN"],
        "Esc keeps it"
    );
    harness
        .get_by_label("All keys as they were at first")
        .scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "All keys as they were at first");
    assert_eq!(harness.state().settings.keys, Default::default());
}

#[test]
fn the_list_of_keys_has_every_act() {
    let harness = Desk::at(6, 50).with(Panel::Keys).up(WINDOW);
    for (act, _) in KeyAct::ALL {
        assert!(says(&harness, act.name()), "{}", act.name());
    }
}

#[test]
fn a_game_that_was_left_can_be_gone_on_with() {
    let mut desk = Desk::at(6, 50).at_title();
    let harness = Desk::at(6, 50).at_title().up(WINDOW);
    assert!(!says(&harness, "Continue"));
    desk.screen.left = Some(Seat::Observer);
    let mut harness = desk.up(WINDOW);
    click(&mut harness, "Continue");
    assert_eq!(harness.state().asked, [Wish::Continue]);
}

#[test]
fn everything_at_the_title_lies_inside_the_window() {
    let harness = Desk::at(6, 26).at_title().up(WINDOW);
    for label in [
        "Observer",
        "Warden",
        "Another inmate",
        "Quit",
        "Seed of chance",
    ] {
        for node in harness.get_all_by_label(label) {
            let rect = node.rect();
            assert!(
                rect.max.y <= WINDOW.y && rect.min.y >= 0.0,
                "{label}: {rect:?}"
            );
        }
    }
}
