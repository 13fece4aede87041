//! Panels around the picture: where they stand, and that the map goes on behind none of them.

use bevy::prelude::Vec2;
use bighouse::play::{Panel, Pointer, Screen, Seat, Wish, Wishes};
use bighouse::view::camera::Eye;

use super::{ROUNDING, Stage};
use crate::common::picture::{changed, mean};

#[test]
fn panels_stand_around_the_map_and_leave_it_as_it_is() {
    let Some(mut stage) = Stage::of("cell_block", 960, 540) else {
        return;
    };
    stage.live_until(12, 20);
    stage.look(30.0, 24.0, 16.0);
    let bare = stage.picture();
    stage.world().resource_mut::<Screen>().bare = false;
    let dressed = stage.settled_picture();
    let free = stage.world().resource::<Pointer>().free;
    let [left, top, right, bottom] = free.expect("the panels say what they leave free");
    let share = (right - left) * (bottom - top) / (960.0 * 540.0);
    assert!(share >= 0.7, "the map keeps {share} of the screen");
    assert!(
        top >= 30.0 && bottom < 540.0,
        "a line above, a ribbon below"
    );
    let (mut around, mut over) = (0, 0);
    for (x, y) in changed(&bare, &dressed, ROUNDING) {
        let (x, y) = (x as f32, y as f32);
        let inside = (left..right).contains(&x) && (top..bottom).contains(&y);
        *if inside { &mut over } else { &mut around } += 1;
    }
    let outside = 960.0 * 540.0 * (1.0 - share);
    assert!(
        around as f32 > 0.6 * outside,
        "{around} pixels of {outside}"
    );
    let free = 960.0 * 540.0 * share;
    assert!(
        (over as f32) < 0.12 * free,
        "{over} pixels of {free} lie over the map"
    );
    // The line along the upper edge is dark, whatever the map is.
    let line = mean(&dressed, (300, 2, 100, 4));
    assert!(line < 60.0, "the top line is of {line}");
    stage.world().resource_mut::<Screen>().bare = true;
    let again = stage.settled_picture();
    assert!(
        changed(&bare, &again, 0).is_empty(),
        "something of them stays"
    );
}

#[test]
fn the_dossier_stands_beside_the_map_while_somebody_is_selected() {
    let Some(mut stage) = Stage::of("cell_block", 960, 540) else {
        return;
    };
    stage.world().resource_mut::<Screen>().bare = false;
    stage.live_until(12, 20);
    stage.look(30.0, 24.0, 16.0);
    let without = stage.settled_picture();
    let person = stage.sightings()[0].person;
    stage.table().selected = Some(person);
    let with = stage.settled_picture();
    let [.., right, _] = stage
        .world()
        .resource::<Pointer>()
        .free
        .expect("a frame was shown");
    assert!((620.0..=680.0).contains(&right), "it is 300 wide: {right}");
    let beside = changed(&without, &with, ROUNDING)
        .into_iter()
        .filter(|(x, y)| *x as f32 > right && (60..480).contains(y))
        .count();
    assert!(
        beside as f32 > 0.8 * (960.0 - right) * 420.0,
        "{beside} pixels"
    );
}

/// Asks for something as a panel does, and draws until it is granted.
fn ask(stage: &mut Stage, wishes: &[Wish]) {
    let asked = wishes.iter().cloned();
    stage.world().resource_mut::<Wishes>().0.extend(asked);
    stage.game.frame();
    stage.game.frame();
}

#[test]
fn the_title_is_left_to_play_and_for_nothing_else() {
    let Some(mut stage) = Stage::of("cell_block", 320, 180) else {
        return;
    };
    let title = |stage: &mut Stage| stage.world().resource::<Screen>().title;
    ask(&mut stage, &[Wish::ToTitle]);
    assert!(title(&mut stage));
    // Another prison comes behind the title, and one still chooses as whom to play.
    let begin = Wish::Begin {
        level: "big_house_300".into(),
        seed: 2,
        screenplay: false,
    };
    ask(&mut stage, &[begin]);
    assert_eq!(stage.table().level_name(), "big_house_300");
    assert!(title(&mut stage));
    // What cannot be loaded is said at the title.
    let lost = Wish::Load("no/such.save".into());
    ask(&mut stage, &[lost, Wish::Play]);
    assert!(title(&mut stage) && stage.table().complaint().is_some());
    ask(
        &mut stage,
        &[Wish::Restart, Wish::Sit(Seat::Observer), Wish::Play],
    );
    assert!(!title(&mut stage));
}

#[test]
fn the_game_stands_still_behind_a_sheet_and_begins_again_without_it() {
    let Some(mut stage) = Stage::of("cell_block", 320, 180) else {
        return;
    };
    stage.world().resource_mut::<Screen>().bare = false;
    ask(&mut stage, &[Wish::Speed(300), Wish::Panel(Panel::Menu)]);
    let now = stage.table().now();
    for _ in 0..10 {
        stage.game.frame();
    }
    assert_eq!(stage.table().now(), now, "it stands still");
    ask(&mut stage, &[Wish::Panel(Panel::Menu)]);
    for _ in 0..500 {
        stage.game.frame();
        if stage.table().now() > now {
            break;
        }
    }
    assert!(stage.table().now() > now, "it goes on");
    // As the menu asks it.
    ask(&mut stage, &[Wish::Panel(Panel::Menu)]);
    ask(&mut stage, &[Wish::Restart, Wish::Panel(Panel::Menu)]);
    let screen = stage.world().resource::<Screen>();
    assert!(screen.open.is_empty(), "{:?} is open", screen.open);
    assert!(stage.table().now() < now.max(600), "the day begins again");
}

#[test]
fn an_inmates_seat_is_played_near_him_and_he_is_followed_in_the_middle_of_what_is_free() {
    let Some(mut stage) = Stage::of("cell_block", 960, 540) else {
        return;
    };
    stage.world().resource_mut::<Screen>().bare = false;
    stage.look(30.0, 24.0, 8.0);
    let kent = Seat::named(stage.table().prison(), "inmate:kent").expect("he is here");
    ask(&mut stage, &[Wish::Sit(kent)]);
    for _ in 0..4 {
        stage.game.frame();
    }
    let zoom = stage.world().resource::<Eye>().zoom;
    assert!(zoom >= 24.0, "{zoom} px/m");
    let off = |stage: &mut Stage| {
        let at = {
            let table = stage.table();
            let person = kent.person().expect("he is somebody");
            let seen = table.lens().person(table.prison(), person).expect("he");
            Vec2::new(seen.at.0 as f32, seen.at.1 as f32) / 1000.0
        };
        let [left, top, right, bottom] = (stage.world().resource::<Pointer>().free).expect("known");
        let middle = Vec2::new(left + right, top + bottom) / 2.0;
        (stage.place(at) - middle).length()
    };
    assert!(off(&mut stage) < 3.0, "{} px", off(&mut stage));
    // And so does one who is searched for stand there, beside the dossier that he opens.
    ask(&mut stage, &[Wish::Sit(Seat::Observer), Wish::Select(None)]);
    stage.look(30.0, 24.0, 8.0);
    let found = Wish::Select(kent.person());
    let seen = {
        let table = stage.table();
        let person = kent.person().expect("he is somebody");
        table.lens().person(table.prison(), person).expect("he").at
    };
    let (x, y) = (seen.0 as f32 / 1000.0, seen.1 as f32 / 1000.0);
    ask(
        &mut stage,
        &[found, Wish::LookAt(x, y), Wish::ZoomAtLeast(24.0)],
    );
    for _ in 0..4 {
        stage.game.frame();
    }
    assert!(stage.world().resource::<Eye>().zoom >= 24.0);
    assert!(off(&mut stage) < 3.0, "{} px", off(&mut stage));
}

#[test]
fn a_game_left_for_the_title_waits_and_is_gone_on_with_in_the_same_seat() {
    let Some(mut stage) = Stage::of("cell_block", 320, 180) else {
        return;
    };
    let kent = Seat::named(stage.table().prison(), "inmate:kent").expect("he is here");
    ask(
        &mut stage,
        &[Wish::Sit(kent), Wish::Speed(300), Wish::ToTitle],
    );
    assert_eq!(stage.table().seat(), Seat::Observer);
    let left = stage.table().now();
    stage.game.frame();
    assert_eq!(stage.table().now(), left, "it stands still");
    ask(&mut stage, &[Wish::Continue]);
    assert_eq!(stage.table().seat(), kent);
    assert!(!stage.world().resource::<Screen>().title);
    ask(&mut stage, &[Wish::ToTitle, Wish::Restart]);
    assert_eq!(stage.world().resource::<Screen>().left, None, "it is gone");
}
