//! What is kept with a run: the options of its level go into its save, its replay and its report, and
//! whoever goes on from one of these finds the same prison; what a crash left does not stand in the way.

use std::fs;
use std::path::Path;

use bighouse::play::saves;
use bighouse_sim::Prison;
use bighouse_sim::clock::{HOUR, MINUTE};
use bighouse_sim::happening::Happenings;
use bighouse_sim::order::{Giver, Order};
use bighouse_sim::record::report::Before;
use bighouse_sim::record::{replay, save};
use bighouse_sim::rules::Rules;

use crate::common::folder::Folder;
use crate::common::program::{bighouse, fine, refuses};
use crate::common::shipped;

const SETS: [&str; 2] = ["kitchen.quality=40%", "guards.harshness=90 %"];

/// Three hours of the cell block with options, in which a lockdown was ordered and ended.
fn lived() -> Prison {
    let mut prison = Prison::new(shipped("cell_block", &SETS), 4);
    prison.run_until(HOUR);
    prison
        .order(Giver::Author, Order::LockDown)
        .expect("it is accepted");
    prison.run_until(HOUR + 10 * MINUTE);
    prison
        .order(Giver::Author, Order::EndLockDown)
        .expect("it is accepted");
    prison.run_until(3 * HOUR);
    prison
}

#[test]
fn a_save_finds_its_level_with_the_options_it_was_read_with() {
    let prison = lived();
    let bytes = save::write(&prison);
    assert_eq!(save::header(&bytes).expect("a header").settings, SETS);
    let loaded = saves::of_bytes(Path::new("a.save"), &bytes, None).expect("it is found");
    assert_eq!(loaded.world().resource::<Rules>().kitchen.quality, 4_000);
    assert_eq!(loaded.digest(), prison.digest());
    // A level that was amended is still the one that was read.
    let asked = saves::of_bytes(Path::new("a.save"), &bytes, Some("cell_block"));
    assert_eq!(asked.expect("it is found").digest(), prison.digest());
}

#[test]
fn a_replay_of_a_run_with_options_is_lived_again_from_its_beginning_or_from_a_save() {
    let folder = Folder::new("kept-replay");
    let mut prison = lived();
    let saved = folder.write("a.save", save::write(&prison));
    prison.run_until(4 * HOUR);
    let text = replay::write(&replay::of(&prison));
    assert!(
        text.contains("\nset kitchen.quality=40%\nset guards.harshness=90 %\n"),
        "{text}"
    );
    let file = folder.write("a.replay", &text);
    assert!(fine(&bighouse(&["replay", &file, "--verify"])).contains("digests agree"));
    let from_save = fine(&bighouse(&["replay", &file, "--verify", "--load", &saved]));
    assert!(
        from_save.contains("Its one digest agrees") || from_save.contains("2 digests agree"),
        "{from_save}"
    );
    // Recorded after loading it is of the whole run.
    let again = folder.path("b.replay");
    fine(&bighouse(&[
        "run", "--load", &saved, "--for", "1h", "--record", &again,
    ]));
    assert!(fine(&bighouse(&["replay", &again, "--verify"])).contains("agree"));
    let orders = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("order"))
            .count()
    };
    assert_eq!(orders(&fs::read_to_string(&again).expect("a replay")), 2);
    // A save of another run of the same level is no beginning of this one.
    let mut other = Prison::new(shipped("cell_block", &SETS), 4);
    other.run_until(2 * HOUR);
    let other = folder.write("other.save", save::write(&other));
    refuses(
        &bighouse(&["replay", &file, "--load", &other]),
        &["other.save", "another run"],
    );
    let mut other = Prison::new(shipped("cell_block", &SETS), 5);
    other.run_until(HOUR);
    let other = folder.write("seed.save", save::write(&other));
    refuses(
        &bighouse(&["replay", &file, "--load", &other]),
        &["seed.save", "another run"],
    );
}

#[test]
fn a_loaded_run_takes_level_seed_and_options_from_its_save_and_tells_of_itself_alone() {
    let folder = Folder::new("kept-run");
    let prison = lived();
    let before = prison.world().resource::<Happenings>().last_id();
    let saved = folder.write("a.save", save::write(&prison));
    for (option, value) in [("--seed", "4"), ("--set", "kitchen.quality=40%")] {
        refuses(
            &bighouse(&["run", "--load", &saved, option, value, "--for", "1h"]),
            &[option, "save"],
        );
    }
    let (chronicle, report) = (folder.path("b.jsonl"), folder.path("b.json"));
    fine(&bighouse(&[
        "run",
        "--load",
        &saved,
        "--for",
        "4h",
        "--chronicle",
        &chronicle,
        "--report",
        &report,
    ]));
    let lines = fs::read_to_string(&chronicle).expect("a chronicle");
    let first: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert!(first["id"].as_u64() > Some(u64::from(before.0)), "{first}");
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&report).expect("a report")).expect("JSON");
    assert_eq!(report["settings"], serde_json::json!(SETS));
    let hash = format!("{:016x}", shipped("cell_block", &SETS).hash);
    assert_eq!(report["level_hash"], serde_json::json!(hash));
    // The same hours, counted from their beginning, in a run that was not loaded.
    let mut whole = lived();
    let before = Before::of(&whole);
    let passed = |prison: &Prison, before: &Before| {
        bighouse::words::told::report(prison, before, 0.0).counters
    };
    whole.run_until(7 * HOUR);
    let counted = passed(&whole, &before);
    assert_eq!(
        report["counters"],
        serde_json::to_value(&counted).expect("JSON")
    );
    let all = passed(&whole, &Before::default());
    assert!(counted.doors_passed < all.doors_passed && counted.food_cents < all.food_cents);
}

#[test]
fn a_forged_save_or_replay_with_options_is_refused_in_words() {
    let folder = Folder::new("kept-forged");
    let mut prison = Prison::new(shipped("cell_block", &SETS), 4);
    prison.run_until(MINUTE);
    let text = replay::write(&replay::of(&prison));
    for (name, from, to, said) in [
        (
            "unknown",
            "set kitchen.quality",
            "set kitchen.qualty",
            "qualty",
        ),
        (
            "extends",
            "set kitchen.quality=40%",
            "set extends=../../etc",
            "extends",
        ),
        (
            "other",
            "set kitchen.quality=40%",
            "set kitchen.quality=41%",
            "another version",
        ),
        ("empty", "set kitchen.quality=40%", "set", "no \"=\""),
    ] {
        let file = folder.write(name, text.replacen(from, to, 1));
        refuses(&bighouse(&["replay", &file]), &[name, said]);
    }
    let many = "set kitchen.quality=40%\n".repeat(1_001);
    let file = folder.write("many", text.replacen("set kitchen.quality=40%\n", &many, 1));
    refuses(
        &bighouse(&["replay", &file]),
        &["line 1003", "at most 1000 options"],
    );
}

#[test]
fn a_chronicle_that_a_crash_cut_off_is_read_up_to_there() {
    let folder = Folder::new("kept-crash");
    let line = |id: u32| {
        format!(
            "{{\"id\":{id},\"tick\":0,\"when\":\"now\",\"words\":\"a\",\"cause\":{}}}\n",
            id - 1
        )
    };
    let whole = line(1) + &line(2) + &line(3);
    for cut in 1..line(3).len() {
        let file = folder.write("cut", &whole[..whole.len() - cut]);
        let output = bighouse(&["why", &file, "2"]);
        assert!(fine(&output).contains("[2]"));
        let warned = String::from_utf8_lossy(&output.stderr).contains("line 3");
        // Without its last character, the end of the line, it is still whole.
        assert_eq!(warned, cut > 1, "{cut}");
    }
}

#[test]
fn what_a_crash_left_beside_a_file_is_taken_over_by_the_next_that_writes_it() {
    let folder = Folder::new("kept-beside");
    let out = folder.path("a.save");
    let beside = bighouse::play::files::beside(Path::new(&out));
    fs::write(&beside, "half of it").expect("it is written");
    fine(&bighouse(&[
        "run",
        "cell_block",
        "--for",
        "1min",
        "--save",
        &out,
    ]));
    assert!(!beside.exists() && Path::new(&out).exists());
    let left: Vec<_> = fs::read_dir(Path::new(&out).parent().expect("a folder"))
        .expect("it can be listed")
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
