//! The table: seats, what they may know, saves, and the level that is edited while it is played.

use std::path::Path;

use bighouse::play::gauge::{self, Overlay};
use bighouse::play::saves::{AUTOSAVES, Saves};
use bighouse::play::{FigureKind, Lens, Seat, Table, Wish, dossier, library};
use bighouse_sim::clock::MINUTE;
use bighouse_sim::conduct::{Conduct, Deed};
use bighouse_sim::ids::PersonId;
use bighouse_sim::level::Tile;
use bighouse_sim::movement::{Bodies, Mode};
use bighouse_sim::order::Order;
use bighouse_sim::people::Everybody;
use bighouse_sim::prison::Grid;
use bighouse_sim::rules::Rules;

use crate::common::folder::Folder;
use crate::common::root;

fn table(level: &str) -> Table {
    let read = library::level(level, &[]).expect("a sound level");
    Table::new(read, level, &[], 1)
}

/// Lives this many minutes.
fn live(table: &mut Table, minutes: u64) {
    let until = table.now() + minutes * MINUTE;
    table.live_until(until);
}

#[test]
fn a_seat_is_named_by_name_number_or_key_and_a_wrong_one_is_refused_in_words() {
    let table = table("big_house");
    let named = |words: &str| Seat::named(table.prison(), words);
    let Ok(Seat::Inmate(kent)) = named("inmate:Kent Marlowe") else {
        panic!("Kent has a seat");
    };
    assert_eq!(named("inmate:kent"), Ok(Seat::Inmate(kent)));
    assert_eq!(named("inmate:48642"), Ok(Seat::Inmate(kent)));
    assert!(matches!(named("warden"), Ok(Seat::Warden(_))));
    assert_eq!(named("observer"), Ok(Seat::Observer));
    for wrong in [
        "cook",
        "inmate:",
        "inmate:Nobody Atall",
        "inmate:Pop Riker",
        "",
    ] {
        let why = named(wrong).expect_err("no such seat");
        assert!(why.len() > 20, "{wrong}: {why}");
    }
    let many = named("inmate:an").expect_err("many are called so");
    assert!(many.contains("number"), "{many}");
}

#[test]
fn a_seated_inmate_goes_where_the_bell_calls_until_he_is_told_otherwise() {
    let mut table = table("cell_block");
    let kent = PersonId(3);
    table.sit(Seat::Inmate(kent)).expect("a free seat");
    // Breakfast: he is led with the others.
    let mut ate = false;
    for _ in 0..90 {
        live(&mut table, 1);
        let conduct = table.prison().world().resource::<Conduct>();
        ate |= conduct.is_at(kent, Deed::Eat);
    }
    assert!(ate, "nobody told him otherwise, and he has eaten");
    let sighting = table.lens().person(table.prison(), kent).expect("himself");
    let grid = table.prison().world().resource::<Grid>();
    let (x, y) = grid.x_y(grid.under(sighting.at.0, sighting.at.1));
    let near = [(1, 0), (-1, 0), (0, 1), (0, -1)]
        .into_iter()
        .filter_map(|(dx, dy)| grid.at(x as i32 + dx, y as i32 + dy))
        .find(|at| {
            let order = Order::WalkTo {
                person: kent,
                at: *at,
            };
            bighouse_sim::live::check(table.prison().world(), table.seat().giver(), &order).is_ok()
        })
        .expect("some tile beside him is floor");
    table
        .order(Order::WalkTo {
            person: kent,
            at: near,
        })
        .expect("he walks a step");
    live(&mut table, 1);
    let body = table.prison().world().resource::<Bodies>().body(kent);
    assert_eq!(body.tile, near);
    table.sit(Seat::Observer).expect("one can leave");
    let conduct = table.prison().world().resource::<Conduct>();
    assert!(!conduct.is_seated(kent), "the rules have him again");
}

#[test]
fn an_inmate_sees_those_in_sight_and_keeps_ghosts_of_the_others() {
    let mut table = table("big_house_300");
    let eyes = PersonId(7);
    table.sit(Seat::Inmate(eyes)).expect("a free seat");
    let mut ghosts = 0;
    for _ in 0..100 {
        live(&mut table, 1);
        let prison = table.prison();
        let bodies = prison.world().resource::<Bodies>();
        let (grid, own) = (prison.world().resource::<Grid>(), bodies.body(eyes).tile);
        let mut in_sight = 0;
        for sighting in table.lens().people(prison) {
            match sighting.age {
                None => {
                    in_sight += 1;
                    let tile = bodies.body(sighting.person).tile;
                    assert!(grid.distance(own, tile) <= 41_000, "nobody sees so far");
                }
                Some(_) => ghosts += 1,
            }
        }
        let all = bodies.iter().filter(|(_, body)| body.mode != Mode::Gone);
        assert!(in_sight < all.count(), "he does not see the whole house");
    }
    assert!(ghosts > 0, "those he saw and sees no more are remembered");
}

#[test]
fn the_observer_sees_all_and_the_warden_what_his_officers_do() {
    let mut table = table("big_house");
    live(&mut table, 60);
    let all = table.lens().people(table.prison()).count();
    assert!(all > 3_000);
    let warden = Seat::named(table.prison(), "warden").expect("there is one");
    table.sit(warden).expect("a free seat");
    let seen: Vec<_> = table.lens().people(table.prison()).collect();
    assert!(
        seen.len() > 300 && seen.len() < all,
        "{} of {all}",
        seen.len()
    );
    let guards = seen
        .iter()
        .filter(|seen| seen.kind == FigureKind::Guard)
        .count();
    assert!(
        guards > 50,
        "officers at their posts see one another: {guards}"
    );
}

#[test]
fn what_a_man_feels_is_told_to_himself_alone() {
    let mut table = table("cell_block");
    live(&mut table, 30);
    let (one, other) = (PersonId(0), PersonId(1));
    let needs = |table: &Table, person| {
        dossier::of(table.prison(), table.lens(), person).map(|dossier| dossier.needs.len())
    };
    assert_eq!(needs(&table, other), Some(4), "the observer is told");
    table.sit(Seat::Inmate(one)).expect("a free seat");
    live(&mut table, 1);
    assert_eq!(needs(&table, one), Some(4));
    assert_ne!(needs(&table, other), Some(4));
    let name = &Everybody::identity(table.prison().world(), one)
        .expect("he is")
        .name;
    let found = dossier::find(table.prison(), table.lens(), name, 5);
    assert!(found.iter().any(|found| found.person == one));
}

#[test]
fn saves_are_kept_in_rotation_and_bring_the_seat_back() {
    let folder = Folder::new("saves");
    let mut table = table("cell_block").with_saves(Saves::in_folder(folder.0.clone()));
    table.sit(Seat::Inmate(PersonId(2))).expect("a free seat");
    live(&mut table, 20);
    table.grant(&Wish::Save("first day".into()));
    assert_eq!(table.complaint(), None);
    for wrong in ["", "../x", "a/b", "x\u{0}", &"y".repeat(99)] {
        table.grant(&Wish::Save(wrong.into()));
        assert!(table.complaint().is_some(), "{wrong:?} is no name");
    }
    let saves = Saves::in_folder(folder.0.clone());
    for _ in 0..AUTOSAVES + 3 {
        saves.autosave(table.prison()).expect("the disk takes it");
    }
    let listed = saves.list();
    assert_eq!(listed.len(), AUTOSAVES + 1);
    let first = listed
        .iter()
        .find(|saved| saved.name == "first day")
        .expect("it is listed");
    let (tick, digest) = (table.now(), table.prison().digest());
    live(&mut table, 30);
    table.grant(&Wish::Load(first.path.clone()));
    assert_eq!(table.complaint(), None);
    assert_eq!(table.now(), tick);
    assert_eq!(table.prison().digest(), digest);
    assert_eq!(table.seat(), Seat::Inmate(PersonId(2)));
    assert!(table.tempo.is_paused());

    std::fs::write(folder.0.join("junk.save"), b"no save").expect("the disk takes it");
    assert_eq!(saves.list().len(), AUTOSAVES + 1, "junk is not listed");
    table.grant(&Wish::Load(folder.0.join("junk.save")));
    assert!(table.complaint().is_some(), "nor loaded");
    assert_eq!(table.now(), tick, "and the game goes on");
}

#[test]
fn a_save_of_a_level_played_by_its_path_is_loaded_where_that_level_is_played() {
    let folder = Folder::new("by-path");
    let mine = folder.0.join("mine");
    std::fs::create_dir_all(&mine).expect("a folder can be made");
    for file in ["level.ron", "map.txt"] {
        let from = root().join("levels/cell_block").join(file);
        std::fs::copy(from, mine.join(file)).expect("the level is copied");
    }
    edit(&mine.join("map.txt"), "b", ".");
    let name = mine.display().to_string();
    let mut here = table(&name).with_saves(Saves::in_folder(folder.0.join("saves")));
    here.grant(&Wish::Save("mine".into()));
    let saved = folder.0.join("saves/mine.save");
    here.grant(&Wish::Load(saved.clone()));
    assert_eq!(here.complaint(), None);
    // Elsewhere the save does not lead to that folder.
    let mut there = table("cell_block");
    there.grant(&Wish::Load(saved));
    let why = there.complaint().expect("another level is played");
    assert!(why.contains("none of levels/"), "{why}");
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("the file is there");
    assert!(text.contains(from), "{from} is in {}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).expect("the disk takes it");
}

#[test]
fn a_saved_constant_holds_at_once_and_a_saved_map_offers_a_new_beginning() {
    let folder = Folder::new("bench");
    let level = folder.0.join("mine");
    std::fs::create_dir_all(&level).expect("a folder can be made");
    for file in ["level.ron", "map.txt"] {
        std::fs::copy(
            root().join("levels/cell_block").join(file),
            level.join(file),
        )
        .expect("the level is copied");
    }
    let name = level.display().to_string();
    let mut table = table(&name).with_bench();
    let spend = |table: &Table| table.prison().world().resource::<Rules>().kitchen.quality;
    let before = spend(&table);
    let text = std::fs::read_to_string(level.join("level.ron")).expect("the file is there");
    let quality = text
        .lines()
        .find(|line| line.trim_start().starts_with("kitchen:"))
        .expect("the level says what its kitchen is like");
    edit(
        &level.join("level.ron"),
        quality,
        "    kitchen: (quality: \"33 %\", spend: \"17 c/man/day\"),",
    );
    table.live(1.0);
    table.live(0.2);
    assert_eq!((before != 3_300, spend(&table)), (true, 3_300));

    edit(&level.join("level.ron"), "33 %", "33 apples");
    table.live(1.0);
    let why = table.level_error().expect("it is broken");
    assert!(
        why.contains("level.ron:") && why.contains("quality"),
        "{why}"
    );
    let now = table.now();
    table.live(1.0);
    assert!(table.now() > now, "the game goes on");
    assert_eq!(spend(&table), 3_300, "with what it had");

    edit(&level.join("level.ron"), "33 apples", "33 %");
    let map = std::fs::read_to_string(level.join("map.txt")).expect("the file is there");
    let bunks = map.matches('b').count();
    edit(&level.join("map.txt"), "b", ".");
    table.live(1.0);
    assert_eq!(table.level_error(), None);
    let offer = table.restart_offer().expect("a map needs a new beginning");
    assert!(offer.iter().any(|what| what.contains("map")), "{offer:?}");
    table.grant(&Wish::Restart);
    assert_eq!(table.complaint(), None);
    assert_eq!(table.restart_offer(), None);
    let tiles = table.prison().world().resource::<Grid>().tiles();
    let now = tiles
        .iter()
        .filter(|tile| **tile == bighouse_sim::level::Tile::Bunk)
        .count();
    assert_eq!(now, bunks - 1, "and the new beginning has it");
}

#[test]
fn the_overlay_of_sight_is_what_the_officers_see_now_however_often_it_was_looked_at() {
    let mut table = table("cell_block");
    // Dark at first; with sunrise, a shift that changes, and a wall that comes down.
    for step in 0..40 {
        live(&mut table, 7);
        table.overlay = Some(Overlay::Sight);
        if step == 20 {
            let grid = table.prison().world().resource::<Grid>();
            let at = grid.at(2, 2).expect("on the map");
            let build = Tile::Wall;
            table.order(Order::PlanWork { at, build }).expect("it may");
        }
        table.live(0.0);
        let kept = gauge::levels(table.prison(), table.lens(), Overlay::Sight);
        let anew = Lens::new(table.prison(), Seat::Observer);
        let anew = gauge::levels(table.prison(), &anew, Overlay::Sight);
        assert!(anew.iter().any(|level| *level > 0));
        assert_eq!(kept, anew, "after {step} looks");
    }
}

#[test]
fn the_book_says_where_a_man_sleeps_and_where_the_bell_calls_him_next() {
    let table = table("cell_block");
    let kent = Seat::named(table.prison(), "inmate:kent").expect("he is here");
    let kent = kent.person().expect("he is somebody");
    let known = dossier::of(table.prison(), table.lens(), kent).expect("all is known");
    let fact = |name: &str| {
        let fact = known.facts.iter().find(|(what, _)| *what == name);
        fact.map(|(_, value)| value.as_str())
    };
    assert!(fact("Berth").is_some_and(|berth| berth.contains("A-14")));
    assert_eq!(fact("Next"), Some("06:30 Rise"));
}
