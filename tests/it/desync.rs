//! Replays are held against the run they were made of: every one on disk is lived again, and where two
//! runs part, hour, sections and tick are named.
//!
//! When behaviour or the layout of the state is meant to change, bless the replays of `tests/replays`
//! with the new digests: `BLESS=1 cargo test --test it desync`.

use std::fs;
use std::process::Output;

use bighouse_sim::Prison;
use bighouse_sim::clock::{HOUR, MINUTE};
use bighouse_sim::live::Finer;
use bighouse_sim::record::desync::{check_layout, verify};
use bighouse_sim::record::replay;

use crate::common::folder::Folder;
use crate::common::program::bighouse;
use crate::common::{root, shipped};

const BLESS: &str = "BLESS=1 cargo test --test it desync";

/// What a run said on standard error, with its exit code.
fn failed(output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code(), said)
}

/// A replay as if it had been made by the rules of today: its orders are lived by them anew.
fn by_these_rules(text: &str) -> String {
    let lines = text.lines().map(|line| match line.starts_with("rules ") {
        true => format!("rules {}\n", bighouse_sim::RULES),
        false => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn every_replay_on_disk_is_the_run_it_was_made_of() {
    let folder = root().join("tests/replays");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.extension().is_none_or(|kind| kind != "replay") {
            continue;
        }
        seen += 1;
        let mut text = fs::read_to_string(&path).expect("a text");
        if std::env::var_os("BLESS").is_some() {
            text = by_these_rules(&text);
        }
        let replay =
            replay::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let level = shipped(&replay.level, &[]);
        let mut prison = Prison::new(level.clone(), replay.seed);
        if std::env::var_os("BLESS").is_some() {
            prison.take_digests(Some(Finer {
                every: 20 * MINUTE,
                within: 0..=replay.end,
            }));
            prison.run_with(&replay.orders, replay.end);
            fs::write(&path, replay::write(&replay::of(&prison))).expect("it can be written");
            continue;
        }
        let name = path.display();
        assert_eq!(
            replay.hash, level.hash,
            "{name}: the level has changed. If that is meant: {BLESS}"
        );
        if let Err(what) = check_layout(&replay, &prison) {
            panic!("{name}: {what}. If that is meant: {BLESS}");
        }
        if let Err(difference) = verify(&mut prison, &replay) {
            panic!(
                "{name}: by tick {} the run is another, in {:?}. If that is meant, raise RULES in \
                 src/sim/lib.rs and run: {BLESS}",
                difference.tick, difference.sections
            );
        }
    }
    assert!(seen > 0, "there are replays");
}

/// A run of 70 minutes in which a lockdown is ordered in tick 3,000.
fn recorded(folder: &Folder) -> (String, String) {
    let orders = folder.write("orders", "order 3000 author LockDown\n");
    let path = folder.path("run.replay");
    let output = bighouse(&[
        "run",
        "cell_block",
        "--for",
        "70m",
        "--orders",
        &orders,
        "--record",
        &path,
    ]);
    assert!(output.status.success(), "{}", failed(&output).1);
    let text = fs::read_to_string(&path).expect("it was written");
    (path, text)
}

#[test]
fn a_planted_divergence_is_named_with_its_hour_its_sections_and_its_first_tick() {
    let folder = Folder::new("desync");
    let (path, text) = recorded(&folder);
    let verified = bighouse(&["replay", &path, "--verify"]);
    assert!(verified.status.success(), "{}", failed(&verified).1);

    // The run that is lived again lacks an order: as if it were carried out in one program only.
    let order = "order 3000 author LockDown\n";
    assert!(text.contains(order), "{text}");
    let planted = folder.write("planted.replay", text.replacen(order, "", 1));
    let (code, said) = failed(&bighouse(&["replay", &planted, "--verify"]));
    assert_eq!(code, Some(2), "{said}");
    for part in [
        "at tick 36000 (Thu 20 Nov 1930 07:25) the digest differs, in ",
        "happenings",
        "orders",
        "At tick 0 (Thu 20 Nov 1930 06:25) the two agree",
        "lives that stretch twice alike",
        "--digests tick --from 0 --to 36000",
    ] {
        assert!(said.contains(part), "{part:?} is not in:\n{said}");
    }

    // As it says: recorded again with finer digests, where it was made.
    let finer = folder.path("finer.replay");
    let output = bighouse(&[
        "replay",
        &path,
        "--record",
        &finer,
        "--digests",
        "tick",
        "--from",
        "2500",
        "--to",
        "3500",
    ]);
    assert!(output.status.success(), "{}", failed(&output).1);
    let text = fs::read_to_string(&finer).expect("it was written");
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("digest"))
            .count(),
        1001 + 2
    );
    let planted = folder.write("planted.finer", text.replacen(order, "", 1));
    let (code, said) = failed(&bighouse(&["replay", &planted, "--verify"]));
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("The first tick that differs is 3000."),
        "{said}"
    );
    assert!(said.contains("at tick 3001 "), "{said}");
}

#[test]
fn digests_that_are_forged_or_of_another_layout_are_refused_in_words() {
    let folder = Folder::new("forged-digests");
    let (_, text) = recorded(&folder);
    let verify = |name: &str, text: &str| {
        let path = folder.write(name, text);
        failed(&bighouse(&["replay", &path, "--verify"]))
    };
    let digest = text
        .lines()
        .find(|line| line.starts_with("digest"))
        .expect("a digest");
    let words: Vec<&str> = digest.split(' ').collect();
    // One section's digest is forged.
    let names: Vec<&str> = text
        .lines()
        .find(|line| line.starts_with("sections"))
        .expect("the sections")
        .split(' ')
        .collect();
    let place = names
        .iter()
        .position(|name| name.starts_with("needs:"))
        .expect("needs");
    let forged = text.replacen(words[place + 2], "0000000000000000", 1);
    let (code, said) = verify("one", &forged);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("differs, in needs:"), "{said}");
    // Only that of everything.
    let (code, said) = verify("all", &text.replacen(words[2], "0000000000000000", 1));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("in no section"), "{said}");
    // Too few, too many, none.
    let cut = digest.rsplit_once(' ').expect("words").0;
    for (name, line) in [("few", cut), ("many", &format!("{digest} 0")[..])] {
        let (code, said) = verify(name, &text.replacen(digest, line, 1));
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("line 7") && said.contains("sections"),
            "{said}"
        );
    }
    // Of another program.
    let sections = names.join(" ");
    for (name, other) in [
        ("layout", sections.replacen("needs:", "needs:9", 1)),
        ("unknown", sections.replacen("needs:", "dreams:", 1)),
    ] {
        let (code, said) = verify(name, &text.replacen(&sections, &other, 1));
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("cannot be compared") && said.contains("needs"),
            "{said}"
        );
    }
}

#[test]
fn finer_digests_without_measure_are_refused_before_the_run() {
    let folder = Folder::new("fine-digests");
    let out = folder.path("out.replay");
    for (every, what) in [
        ("tick", "shorter stretch"),
        ("0s", "say how often"),
        ("often", "say how often"),
    ] {
        let (code, said) = failed(&bighouse(&[
            "run",
            "cell_block",
            "--for",
            "30d",
            "--record",
            &out,
            "--digests",
            every,
        ]));
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(what), "{said}");
    }
    assert!(fs::metadata(&out).is_err(), "nothing was written");
}

#[test]
fn digests_taken_more_often_do_not_change_the_run() {
    let mut hourly = Prison::new(shipped("cell_block", &[]), 2);
    let mut finer = Prison::new(shipped("cell_block", &[]), 2);
    let asked = Finer {
        every: 7,
        within: 100..=2 * HOUR,
    };
    let count = asked.count(2 * HOUR);
    finer.take_digests(Some(asked));
    hourly.run_until(2 * HOUR);
    finer.run_until(2 * HOUR);
    assert_eq!(hourly.digest(), finer.digest());
    // Neither whole hour is one of every seventh tick.
    assert_eq!(finer.digests().len() as u64, count + 2);
    assert!(
        finer
            .digests()
            .iter()
            .any(|digest| digest == &hourly.digests()[0])
    );
}
