//! Broken, hostile and absurd files: told what is wrong with them, where and how to mend it, and
//! nothing else happens. Nothing panics, nothing grows without bound, nothing that exists is
//! overwritten, nothing is half-loaded.
//!
//! Damage is drawn from fixed seeds. `BIGHOUSE_HARDER=20` draws twenty times as much of it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bighouse::words::told;
use bighouse_sim::Prison;
use bighouse_sim::clock::{Clock, HOUR, MINUTE};
use bighouse_sim::custody::Custody;
use bighouse_sim::happening::Happenings;
use bighouse_sim::ids::{PersonId, TileId};
use bighouse_sim::level::{
    self, Amendment, FolderFiles, Level, LevelFiles, LineChange, Occasion, Tile,
};
use bighouse_sim::movement::{Bodies, Files, Mode, Queues};
use bighouse_sim::order::{Given, Giver, Order};
use bighouse_sim::prison::check as prison_check;
use bighouse_sim::record::report::Before;
use bighouse_sim::record::{replay, save};
use bighouse_sim::rules::Rules;

use crate::common::dice::{Dice, harder};
use crate::common::folder::Folder;
use crate::common::forged::{Apart, put_number};
use crate::common::program::{bighouse, fine, frugal, refuses, said, without_display};
use crate::common::shelf::Shelf;
use crate::common::{root, shipped};

/// The smallest level that can be lived in.
const SMALL: &str = "(\n    format: 1,\n    title: \"Small\",\n    population: { \"men\": (men: 3) },\n    guards: (day: 1),\n)\n";
/// Its map.
const SMALL_MAP: &str = "########\n#bb.D..#\n#c..#..#\n########\n";

// ---------------------------------------------------------------- what the tests work with

fn shipped_file(path: &str) -> Vec<u8> {
    fs::read(root().join("levels").join(path)).expect("a shipped file")
}

/// A level written in the test; it must load.
fn level_of(text: &str, map: &str) -> Arc<Level> {
    let shelf = Shelf::default()
        .with("a/level.ron", text)
        .with("a/map.txt", map);
    match level::load(&shelf, "a", &[]) {
        Ok(level) => Arc::new(level),
        Err(problems) => panic!("{problems}"),
    }
}

// ---------------------------------------------------------------- levels, at the command line

#[test]
fn a_level_that_is_not_there_is_refused_and_the_right_name_is_told() {
    refuses(&bighouse(&["check", "cell_blok"]), &["cell_block"]);
    refuses(&bighouse(&["run", "/no/such/folder"]), &["/no/such/folder"]);
    refuses(&bighouse(&["check", ""]), &[]);
    refuses(&bighouse(&["check", "../levels/../Cargo.toml"]), &[]);
    refuses(&bighouse(&["dance"]), &["dance"]);
    refuses(&bighouse(&["run"]), &[]);
    refuses(
        &bighouse(&["run", "cell_block", "--for", "9999999d"]),
        &["--for", "24h"],
    );
    refuses(
        &bighouse(&["run", "cell_block", "--for", "1\u{20ac}"]),
        &["--for", "24h"],
    );
    refuses(
        &bighouse(&["run", "cell_block", "--for", ""]),
        &["--for", "24h"],
    );
    refuses(&bighouse(&["run", "cell_block", "--for", "-5h"]), &[]);
    refuses(
        &bighouse(&["run", "cell_block", "--until", "supper"]),
        &["--until", "riot over"],
    );
    refuses(
        &bighouse(&["run", "cell_block", "--until", "riot over", "--for", "1h"]),
        &["--for", "--until"],
    );
    refuses(&bighouse(&["run", "cell_block", "--seed", "-1"]), &[]);
    // Told at once, though without a display nobody sits down.
    for (wrong, told) in [
        (["--speed", "7"], "1, 4, 16, 60, 300"),
        (["--speed", "0"], "1, 4, 16, 60, 300"),
        (["--seat", "nonsense"], "observer, warden or inmate:NAME"),
        (["--seat", "inmate:Nobody At All"], "Nobody At All"),
    ] {
        let output = without_display(&[&["play", "cell_block"][..], &wrong[..]].concat());
        refuses(&output, &[told]);
        assert!(output.stdout.is_empty(), "{wrong:?}");
    }
}

#[test]
fn every_mistake_of_a_level_is_told_at_once_with_its_line_and_column() {
    let folder = Folder::new("mistakes");
    let text = "(\n    format: 1,\n    titel: \"x\",\n    kitchen: (quality: 40, spend: \"17 km\"),\n    \
                population: { \"men\": (men: 99999999999999999999), \"rest\": (men: -4) },\n    \
                guards: (day: \"many\"),\n    starts: \"1930-13-41 99:99\",\n    \
                day: { \"07:00\": Meel(sittings: 1) },\n)\n";
    let path = folder.level("a", text, "###\n#@#\n###\n");
    let said = refuses(
        &bighouse(&["check", &path]),
        &[
            "level.ron:3:5",
            "did you mean \"title\"?",
            "level.ron:4:",
            "has no unit",
            "level.ron:5:",
            "99999999999999999999",
            "-4",
            "level.ron:6:",
            "level.ron:7:",
            "level.ron:8:",
            "did you mean \"Meal\"?",
            "map.txt:2:2",
        ],
    );
    assert!(said.lines().count() >= 9, "{said}");
    refuses(
        &bighouse(&["run", &path, "--for", "1m"]),
        &["level.ron:3:5"],
    );
    refuses(&bighouse(&["play", &path]), &["level.ron:3:5"]);
    refuses(
        &bighouse(&["check", "cell_block", "--set", "kitchen.qualty=4"]),
        &["--set", "did you mean"],
    );
}

#[test]
fn a_level_cut_off_anywhere_is_refused() {
    let text = shipped_file("cell_block/level.ron");
    let map = shipped_file("cell_block/map.txt");
    let folder = Folder::new("cut");
    for part in 0..12 {
        let end = text.len() * part / 12;
        let path = folder.level("a", &text[..end], &map);
        refuses(&bighouse(&["check", &path]), &["level.ron"]);
    }
    // The last bytes are the closing bracket and blanks.
    let whole = text.iter().rposition(|byte| *byte == b')').expect("an end");
    for end in 0..whole {
        let shelf = Shelf::default()
            .with("a/level.ron", &text[..end])
            .with("a/map.txt", map.as_slice());
        let problems = level::load(&shelf, "a", &[]).expect_err("it is cut off");
        assert!(!problems.list.is_empty(), "{end}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let folder = Folder::new("bytes");
    let path = folder.level("a", b"(format: 1,\n  title: \"\xff\xfe\")", SMALL_MAP);
    refuses(&bighouse(&["check", &path]), &["level.ron:2:11", "UTF-8"]);
    let path = folder.level("b", "(format: 1,\n  title: \"a\0b\",\0)", SMALL_MAP);
    refuses(&bighouse(&["check", &path]), &["level.ron:2:"]);
    let path = folder.level("c", SMALL, b"####\n#.\x80#\n####\n");
    refuses(&bighouse(&["check", &path]), &["map.txt:2:3"]);
    let path = folder.level("d", SMALL, "####\n#.\0#\n####\n");
    refuses(&bighouse(&["check", &path]), &["map.txt:2:3", "U+0000"]);
    let path = folder.level("e", "", "");
    refuses(&bighouse(&["check", &path]), &["level.ron", "empty"]);
    let noise: Vec<u8> = (0..20_000_u32).map(|n| (n * n / 7) as u8).collect();
    let path = folder.level("f", &noise, &noise);
    refuses(&bighouse(&["check", &path]), &["level.ron"]);
}

#[test]
fn nesting_without_end_is_refused_and_does_not_exhaust_the_stack() {
    let folder = Folder::new("nesting");
    for (name, open) in [
        ("a", "("),
        ("b", "["),
        ("c", "{\"a\":"),
        ("d", "Some("),
        ("e", "a:("),
    ] {
        let path = folder.level(
            name,
            format!("(format: 1, day: {}", open.repeat(90_000)),
            SMALL_MAP,
        );
        refuses(&frugal(&["check", &path]), &["level.ron:1:", "nest"]);
    }
    let set = format!("kitchen={}", "(".repeat(60_000));
    refuses(&frugal(&["check", "cell_block", "--set", &set]), &["--set"]);
}

#[test]
fn levels_and_maps_without_measure_are_refused_before_they_are_read() {
    let folder = Folder::new("giants");
    let path = folder.level("a", " ".repeat(2 << 20), SMALL_MAP);
    refuses(&frugal(&["check", &path]), &["level.ron", "larger than"]);
    let path = folder.level("b", SMALL, "#".repeat(5 << 20));
    refuses(&frugal(&["check", &path]), &["map.txt", "larger than"]);
    let path = folder.level("c", SMALL, "#".repeat(100_000));
    refuses(
        &frugal(&["check", &path]),
        &["map.txt", "100000 tiles wide"],
    );
    let path = folder.level("d", SMALL, ".\n".repeat(100_000));
    refuses(
        &frugal(&["check", &path]),
        &["map.txt", "100000 tiles high"],
    );
    let path = folder.level("e", SMALL.replace("men: 3", "men: 4000000000"), SMALL_MAP);
    refuses(&frugal(&["check", &path]), &["level.ron:4:", "100000"]);
    let path = folder.level("f", SMALL.replace("day: 1", "day: 100000"), SMALL_MAP);
    refuses(&frugal(&["check", &path]), &["persons"]);
    // A chair for a visitor is a visitor.
    let chairs = format!("{}\n", "r".repeat(1_000)).repeat(1_000);
    let path = folder.level("g", SMALL, chairs);
    refuses(
        &frugal(&["run", &path, "--for", "1m"]),
        &["persons", "chairs"],
    );
    // A level file that is none of a file's kinds, and never ends.
    #[cfg(unix)]
    {
        fs::create_dir_all(folder.0.join("h")).expect("a folder");
        std::os::unix::fs::symlink("/dev/zero", folder.0.join("h/level.ron")).expect("a link");
        refuses(&frugal(&["check", &folder.path("h")]), &["level.ron"]);
    }
}

#[test]
fn the_largest_map_there_is_can_be_checked_and_lived_in_with_little_memory() {
    let folder = Folder::new("largest");
    let mut map = format!("{}\n", ".".repeat(1_024)).repeat(1_024);
    let path = folder.level("open", SMALL, &map);
    fine(&frugal(&["check", &path]));
    fine(&frugal(&["run", &path, "--for", "10s"]));
    // As many doors that lead nowhere as there are tiles.
    map = format!("{}\n", "+".repeat(1_024)).repeat(1_024);
    let path = folder.level("doors", SMALL, &map);
    fine(&frugal(&["check", &path]));
    // As many rooms as fit, each with two doors.
    map = format!("{}\n{}\n", ".+".repeat(512), "+#".repeat(512)).repeat(512);
    let path = folder.level("rooms", SMALL, &map);
    fine(&frugal(&["run", &path, "--for", "10s"]));
}

#[test]
fn no_path_leads_outside_the_folder_of_a_level() {
    let folder = Folder::new("outside");
    folder.level("secret", SMALL, SMALL_MAP);
    for outside in [
        "../secret",
        "/etc",
        "..",
        ".",
        "a/../../secret",
        "a\0b",
        "C:\\\\x",
    ] {
        let text = format!("(format: 1,\n extends: \"{outside}\")");
        let path = folder.level("a", text, SMALL_MAP);
        refuses(&bighouse(&["check", &path]), &["level.ron:2:"]);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        folder.write("b/level.ron", SMALL);
        symlink(folder.0.join("secret/map.txt"), folder.0.join("b/map.txt")).expect("a link");
        refuses(
            &bighouse(&["check", &folder.path("b")]),
            &["map.txt", "outside"],
        );
        folder.write("c/map.txt", SMALL_MAP);
        symlink("/etc/passwd", folder.0.join("c/level.ron")).expect("a link");
        let said = refuses(
            &bighouse(&["check", &folder.path("c")]),
            &["level.ron", "outside"],
        );
        assert!(!said.contains("root:"), "{said}");
        // A link that leads round in a circle.
        fs::create_dir_all(folder.0.join("d")).expect("a folder");
        symlink("level.ron", folder.0.join("d/level.ron")).expect("a link");
        refuses(&bighouse(&["check", &folder.path("d")]), &["level.ron"]);
    }
}

#[test]
fn folders_and_pipes_in_the_place_of_files_are_refused() {
    let folder = Folder::new("folders");
    fs::create_dir_all(folder.0.join("a/level.ron")).expect("a folder");
    folder.write("a/map.txt", SMALL_MAP);
    refuses(
        &bighouse(&["check", &folder.path("a")]),
        &["level.ron", "not a plain file"],
    );
    folder.write("b/level.ron", SMALL);
    fs::create_dir_all(folder.0.join("b/map.txt")).expect("a folder");
    refuses(
        &bighouse(&["check", &folder.path("b")]),
        &["map.txt", "not a plain file"],
    );
    let file = folder.write("file", "x");
    refuses(&bighouse(&["check", &file]), &[]);
    let here = folder.path("");
    refuses(
        &bighouse(&["run", "cell_block", "--load", &here]),
        &["folder"],
    );
    refuses(
        &bighouse(&["run", "cell_block", "--orders", &here]),
        &["folder"],
    );
    refuses(&bighouse(&["replay", &here]), &["folder"]);
    refuses(&bighouse(&["why", &here, "1"]), &["folder"]);
    #[cfg(unix)]
    {
        let pipe = folder.path("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|made| made.success()) {
            for args in [
                ["run", "cell_block", "--load", &pipe].as_slice(),
                &["run", "cell_block", "--orders", &pipe],
                &["replay", &pipe],
                &["why", &pipe, "1"],
            ] {
                refuses(&bighouse(args), &["not a plain file"]);
            }
        }
    }
}

#[test]
fn levels_that_extend_each_other_without_end_are_refused() {
    let folder = Folder::new("circle");
    folder.level("a", "(format: 1, extends: \"b\")", SMALL_MAP);
    folder.level("b", "(format: 1, extends: \"a\")", SMALL_MAP);
    refuses(&bighouse(&["check", &folder.path("a")]), &["level.ron"]);
    folder.level("self", "(format: 1, extends: \"self\")", SMALL_MAP);
    refuses(&bighouse(&["check", &folder.path("self")]), &["level.ron"]);
    for deep in 0..40 {
        let text = format!("(format: 1, extends: \"deep{}\")", deep + 1);
        folder.level(&format!("deep{deep}"), text, SMALL_MAP);
    }
    refuses(&bighouse(&["check", &folder.path("deep0")]), &["level.ron"]);
}

// ---------------------------------------------------------------- what is written

#[test]
fn a_file_that_exists_is_never_overwritten_unless_asked() {
    let folder = Folder::new("exists");
    for option in ["--report", "--save", "--record", "--chronicle"] {
        let path = folder.write("mine", "my own words");
        let output = bighouse(&["run", "cell_block", "--for", "1m", option, &path]);
        refuses(&output, &["mine", "it exists", "--force"]);
        // Refused before the run, of which there is no summary.
        assert!(output.stdout.is_empty());
        assert_eq!(fs::read(&path).expect("still there"), b"my own words");
        fine(&bighouse(&[
            "run",
            "cell_block",
            "--for",
            "1m",
            option,
            &path,
            "--force",
        ]));
        assert_ne!(fs::read(&path).expect("written"), b"my own words");
        let lost = folder.path("no/such/folder");
        refuses(
            &bighouse(&["run", "cell_block", "--for", "1m", option, &lost]),
            &["no such folder"],
        );
        let here = folder.path("");
        let output = bighouse(&["run", "cell_block", "--for", "1m", option, &here, "--force"]);
        refuses(&output, &["folder"]);
        assert!(output.stdout.is_empty());
    }
    // Nothing else was left behind.
    let left: Vec<_> = fs::read_dir(&folder.0)
        .expect("a folder")
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_link_that_leads_to_nothing_yet_is_a_file_that_exists() {
    #[cfg(unix)]
    {
        let folder = Folder::new("dangling");
        std::os::unix::fs::symlink(folder.0.join("far"), folder.0.join("near")).expect("a link");
        for option in ["--report", "--save", "--record", "--chronicle"] {
            let near = folder.path("near");
            let output = bighouse(&["run", "cell_block", "--for", "1m", option, &near]);
            refuses(&output, &["it exists"]);
            assert!(!folder.0.join("far").exists(), "{option}");
        }
    }
}

#[test]
fn what_is_no_plain_file_is_not_written_over_even_if_asked() {
    #[cfg(unix)]
    {
        let folder = Folder::new("devices");
        let pipe = folder.path("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        let link = folder.path("null");
        std::os::unix::fs::symlink("/dev/null", &link).expect("a link");
        let mut special = vec![link];
        special.extend(made.is_ok_and(|made| made.success()).then_some(pipe));
        for path in special {
            for option in ["--report", "--save", "--record", "--chronicle"] {
                let output =
                    bighouse(&["run", "cell_block", "--for", "1m", option, &path, "--force"]);
                refuses(&output, &[path.as_str(), "not a plain file"]);
                assert!(output.stdout.is_empty());
                let about = fs::metadata(&path).expect("it is there");
                assert!(!about.is_file(), "{path} is replaced");
            }
        }
    }
}

#[test]
fn two_outputs_in_one_file_are_refused() {
    let folder = Folder::new("twice");
    let path = folder.path("out");
    let output = bighouse(&[
        "run",
        "cell_block",
        "--for",
        "1m",
        "--report",
        &path,
        "--chronicle",
        &path,
    ]);
    refuses(&output, &["out", "twice"]);
    assert!(!Path::new(&path).exists());
    // The same file, spelt in two ways.
    fs::create_dir_all(folder.0.join("a")).expect("a folder");
    let run = ["run", "cell_block", "--for", "1m"];
    for other in ["a/../out", "./out"] {
        let other = folder.path(other);
        let output = bighouse(&[&run[..], &["--report", &path, "--save", &other]].concat());
        refuses(&output, &["out", "twice"]);
        assert!(!Path::new(&path).exists());
    }
}

#[test]
fn what_can_not_be_written_is_known_before_the_run() {
    let folder = Folder::new("unwritable");
    // The name alone would do; with what is added to it while it is written, it is too long.
    let long = folder.path(&"x".repeat(250));
    for option in ["--report", "--save", "--record", "--chronicle"] {
        let output = bighouse(&["run", "cell_block", "--for", "1m", option, &long]);
        refuses(&output, &["xxx", "cannot be written"]);
        assert!(output.stdout.is_empty());
    }
    let left = fs::read_dir(&folder.0).expect("a folder").count();
    assert_eq!(left, 0);
}

#[test]
fn nothing_is_written_when_the_input_is_wrong() {
    let folder = Folder::new("nothing");
    let broken = folder.level("a", "(format: 1", SMALL_MAP);
    let chronicle = folder.path("chronicle");
    refuses(
        &bighouse(&["run", &broken, "--chronicle", &chronicle]),
        &["level.ron"],
    );
    let orders = folder.write("orders", "order 5 author Dance\n");
    refuses(
        &bighouse(&[
            "run",
            "cell_block",
            "--orders",
            &orders,
            "--chronicle",
            &chronicle,
        ]),
        &["orders", "line 1"],
    );
    assert!(!Path::new(&chronicle).exists());
}

#[test]
fn a_new_level_is_never_made_over_something_nor_out_of_something_broken() {
    refuses(
        &bighouse(&["new", "cell_block"]),
        &["cell_block", "it exists"],
    );
    refuses(
        &bighouse(&["new", "big_house", "--extends", "cell_block"]),
        &["it exists"],
    );
    for name in [
        "../x",
        "a/b",
        "",
        ".",
        "..",
        "a b",
        "a\nb",
        "/tmp/x",
        "x.y",
        &"x".repeat(300),
    ] {
        refuses(&bighouse(&["new", "--", name]), &["is no name"]);
    }
    let name = format!("never-{}", std::process::id());
    refuses(
        &bighouse(&["new", &name, "--extends", "no_such"]),
        &["no_such"],
    );
    let folder = Folder::new("new");
    // What a path names cannot be extended by name.
    let path = folder.level("parent", SMALL, SMALL_MAP);
    refuses(&bighouse(&["new", &name, "--extends", &path]), &["extend"]);
    assert!(!root().join("levels").join(&name).exists());
    let levels = shipped_file("cell_block/level.ron");
    assert!(levels.starts_with(b"// The smallest prison"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    #[cfg(unix)]
    for args in [
        ["levels"].as_slice(),
        &["check", "big_house"],
        // It would watch for ever.
        &["check", "cell_block", "--watch"],
        &["check", "no_such", "--watch"],
        &["run", "cell_block", "--for", "1m"],
        &["check", "no_such"],
        &["--help"],
    ] {
        // Both its outputs are closed before it says a word.
        let mut closed = Command::new("sh");
        closed
            .args(["-c", "\"$0\" \"$@\" 2>&1 | true; sleep 0.2"])
            .arg(env!("CARGO_BIN_EXE_bighouse"));
        let output = closed
            .args(args)
            .current_dir(root())
            .output()
            .expect("it runs");
        assert!(
            !said(&output).contains("panicked"),
            "{args:?}: {}",
            said(&output)
        );
        // Standard output alone: what it says of itself must not be a panic.
        let mut closed = Command::new("bash");
        closed
            .args(["-c", "\"$0\" \"$@\" > >(true); echo \"code $?\" >&2"])
            .arg(env!("CARGO_BIN_EXE_bighouse"));
        let output = closed
            .args(args)
            .current_dir(root())
            .output()
            .expect("it runs");
        let said = said(&output);
        assert!(
            !said.contains("panicked") && !said.contains("code 101"),
            "{args:?}: {said}"
        );
    }
}

// ---------------------------------------------------------------- saves

/// Saves of a level at moments in which different things go on.
fn saves_of(level: &Arc<Level>, moments: &[u64]) -> Vec<Vec<u8>> {
    let mut prison = Prison::new(level.clone(), 1);
    moments
        .iter()
        .map(|moment| {
            prison.run_until(*moment);
            save::write(&prison)
        })
        .collect()
}

/// Files fall in and march, doors are waited at: moments of the first day of `cell_block`.
fn busy_moments(level: &Arc<Level>) -> Vec<u64> {
    let mut prison = Prison::new(level.clone(), 1);
    let (mut gathering, mut marching, mut queueing) = (None, None, None);
    while prison.now() < 3 * HOUR {
        prison.tick();
        let (world, now) = (prison.world(), prison.now());
        let files = world.resource::<Files>();
        if files
            .iter()
            .any(|file| !file.marching && !file.is_complete())
        {
            gathering.get_or_insert(now + 20);
        }
        if files.any_marching() {
            marching.get_or_insert(now + 50);
        }
        if !world.resource::<Queues>().is_empty() {
            queueing.get_or_insert(now);
        }
    }
    let mut moments: Vec<u64> = [gathering, marching, queueing]
        .into_iter()
        .flatten()
        .collect();
    // A count, lock-up, the night gang, lights out.
    moments.extend([9 * MINUTE, HOUR, 11 * HOUR + 15 * MINUTE, 15 * HOUR]);
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Loads a save that may be forged: refused in words, or lived in for a minute and told of.
/// Tells whether it was loaded.
fn survives(level: &Arc<Level>, bytes: &[u8], what: &str) -> bool {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        match save::read(level.clone(), bytes) {
            Err(error) => {
                assert!(!error.to_string().is_empty());
                false
            }
            Ok(mut prison) => {
                let from = prison.now();
                prison.run_until(from + MINUTE);
                tell(&prison);
                true
            }
        }
    }));
    lived.unwrap_or_else(|_| panic!("{what}: it panicked"))
}

/// Everything that is told of a prison.
fn tell(prison: &Prison) {
    let world = prison.world();
    let _ = told::report(prison, &Before::of(prison), 1.0);
    for happening in world.resource::<Happenings>().all() {
        let _ = told::line(world, happening);
    }
    assert!(save::write(prison).len() > 100);
}

/// Changes a few bytes so that numbers stay numbers more often than not.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(3) {
        if bytes.is_empty() {
            bytes.push(dice.next() as u8);
            return;
        }
        let at = dice.below(bytes.len());
        match dice.below(8) {
            0 => bytes[at] = dice.next() as u8,
            1 => bytes[at] ^= 1 << dice.below(8),
            // Another number of one byte, small or large.
            2 | 3 if bytes[at] < 0x80 => bytes[at] = (dice.next() & 0x7F) as u8,
            2 | 3 => bytes[at] = 0x80 | dice.next() as u8,
            // The largest numbers of 32 and 64 bits, and the smallest.
            4 => {
                let huge: &[u8] = dice.one_of(&[
                    &[0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
                    &[0xFE, 0xFF, 0xFF, 0xFF, 0x0F],
                    &[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
                    &[0xFF, 0xFF, 0x03],
                    &[0xFF, 0x01],
                ]);
                let end = (at + dice.below(3)).min(bytes.len());
                bytes.splice(at..end, huge.iter().copied());
            }
            5 => {
                let end = (at + 1 + dice.below(4)).min(bytes.len());
                bytes.drain(at..end);
            }
            6 => {
                let end = (at + 1 + dice.below(20)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                let other = dice.below(bytes.len());
                bytes.swap(at, other);
            }
        }
    }
}

#[test]
fn what_takes_saves_apart_puts_them_together_again() {
    let level = shipped("cell_block", &[]);
    for save in saves_of(&level, &[0, HOUR]) {
        let again = Apart::of(&save).together();
        let prison = save::read(level.clone(), &again).expect("a sound save");
        assert_eq!(save::write(&prison), save);
    }
}

#[test]
fn a_forged_save_with_a_right_hash_is_refused_or_can_be_lived_in() {
    let level = shipped("cell_block", &[]);
    let saves = saves_of(&level, &busy_moments(&level));
    let mut dice = Dice(1);
    let mut loaded = 0;
    for round in 0..150 * harder() {
        for (moment, save) in saves.iter().enumerate() {
            let mut apart = Apart::of(save);
            let index = dice.below(apart.sections.len());
            damage(&mut apart.sections[index].2, &mut dice);
            let what = format!(
                "round {round}, moment {moment}, {}",
                apart.sections[index].0
            );
            loaded += usize::from(survives(&level, &apart.together(), &what));
        }
    }
    // Otherwise the damage would test nothing but the reading of numbers.
    assert!(loaded > 20, "only {loaded} forged saves were let in");
}

#[test]
fn a_forged_save_of_walkers_is_refused_or_can_be_lived_in() {
    let files = FolderFiles::new(root().join("tests/arenas"));
    let level = match level::load(&files, "rimea_10", &[]) {
        Ok(level) => Arc::new(level),
        Err(problems) => panic!("{problems}"),
    };
    let saves = saves_of(&level, &[50, 200]);
    let mut dice = Dice(2);
    for round in 0..100 * harder() {
        for save in &saves {
            let mut apart = Apart::of(save);
            let index = dice.below(apart.sections.len());
            damage(&mut apart.sections[index].2, &mut dice);
            let what = format!("round {round}, {}", apart.sections[index].0);
            survives(&level, &apart.together(), &what);
        }
    }
}

#[test]
fn a_save_whose_header_lies_is_refused() {
    let level = shipped("cell_block", &[]);
    let save = &saves_of(&level, &[HOUR])[0];
    let sound = Apart::of(save);
    for number in 0..5 {
        for value in [0, 1, 7, u64::from(u32::MAX), u64::MAX] {
            let mut forged = sound.clone();
            if forged.numbers[number] == value {
                continue;
            }
            forged.numbers[number] = value;
            // Too large for its type, of another level, seed, rules or time.
            assert!(
                save::read(level.clone(), &forged.together()).is_err(),
                "{number} {value}"
            );
        }
    }
    // Tick and clock lie together.
    for tick in [u64::MAX, u64::MAX / 2, 1 << 40] {
        let mut forged = sound.clone();
        forged.numbers[3] = tick;
        forged.section("clock").clear();
        put_number(forged.section("clock"), tick);
        assert!(
            save::read(level.clone(), &forged.together()).is_err(),
            "{tick}"
        );
    }
    for unpacked in [0, 1, u64::from(u32::MAX), u64::MAX] {
        let forged = sound.around(&[0; 100], unpacked);
        assert!(save::read(level.clone(), &forged).is_err(), "{unpacked}");
    }
    // A section twice, none, and one of no name.
    let mut forged = sound.clone();
    forged.sections.push(sound.sections[0].clone());
    assert!(save::read(level.clone(), &forged.together()).is_err());
    let mut forged = sound.clone();
    forged.sections.pop();
    assert!(save::read(level.clone(), &forged.together()).is_err());
    let mut forged = sound.clone();
    forged.sections[0].0 = "dragons".into();
    assert!(save::read(level.clone(), &forged.together()).is_err());
    let mut forged = sound;
    forged.sections[0].1 = 99;
    assert!(save::read(level, &forged.together()).is_err());
}

#[test]
fn a_save_that_unpacks_to_more_than_memory_is_refused() {
    let level = shipped("cell_block", &[]);
    let sound = Apart::of(&saves_of(&level, &[HOUR])[0]);
    let folder = Folder::new("bombs");
    for section in 0..sound.sections.len() {
        let mut forged = sound.clone();
        // As many empty things as its length has room for.
        let most = 80 << 20;
        let bytes = &mut forged.sections[section].2;
        bytes.clear();
        put_number(bytes, most);
        bytes.resize(most as usize, 0);
        let path = folder.write("bomb", forged.together());
        refuses(
            &frugal(&["run", "cell_block", "--for", "1s", "--load", &path]),
            &["bomb", "damaged"],
        );
    }
    let forged = sound.around(&vec![0; 200 << 20], 200 << 20);
    let path = folder.write("bomb", forged);
    refuses(
        &frugal(&["run", "cell_block", "--for", "1s", "--load", &path]),
        &["bomb", "damaged"],
    );
}

#[test]
fn a_save_that_is_cut_changed_or_something_else_is_refused() {
    let folder = Folder::new("saves");
    let level = shipped("cell_block", &[]);
    let save = saves_of(&level, &[10 * MINUTE]).remove(0);
    for end in (0..save.len()).step_by(1.max(save.len() / 300)) {
        assert!(
            save::read(level.clone(), &save[..end]).is_err(),
            "cut at {end}"
        );
    }
    let mut dice = Dice(3);
    for _ in 0..300 {
        let mut changed = save.clone();
        let at = dice.below(changed.len());
        changed[at] ^= 1 << dice.below(8);
        assert!(
            save::read(level.clone(), &changed).is_err(),
            "a bit of byte {at}"
        );
    }
    let load = |name: &str, bytes: &[u8], level: &str, parts: &[&str]| {
        let path = folder.write(name, bytes);
        let parts = [&[name], parts].concat();
        refuses(
            &bighouse(&["run", level, "--for", "1s", "--load", &path]),
            &parts,
        );
    };
    load("short", &save[..save.len() / 2], "cell_block", &["damaged"]);
    load("empty", b"", "cell_block", &["not a save"]);
    load("text", b"(format: 1)", "cell_block", &["not a save"]);
    load(
        "other",
        &save,
        "big_house_300",
        &["another version of level"],
    );
    let mut format = save.clone();
    format[8] = 200;
    load(
        "format",
        &format,
        "cell_block",
        &["format 200", "reads format 1"],
    );
    let mut rules = Apart::of(&save);
    rules.numbers[2] = 77;
    load("rules", &rules.together(), "cell_block", &["rules 77"]);
    refuses(
        &bighouse(&["why", &folder.path("short"), "1"]),
        &["short", "damaged"],
    );
    refuses(
        &bighouse(&["run", "cell_block", "--load", &folder.path("none")]),
        &["none", "cannot be opened"],
    );
    // A save that names a level that is not there.
    let mut lost = Apart::of(&save);
    lost.level = "no_such_level".into();
    let path = folder.write("lost", lost.together());
    refuses(&bighouse(&["why", &path, "1"]), &["no_such_level"]);
    // Nobody is harmed by the sound one.
    let path = folder.write("sound", &save);
    fine(&bighouse(&[
        "run",
        "cell_block",
        "--for",
        "1m",
        "--load",
        &path,
    ]));
    assert!(fine(&bighouse(&["why", &path, "1"])).contains("the level began"));
    refuses(&bighouse(&["why", &path, "999999"]), &["no happening"]);
    refuses(&bighouse(&["why", &path, "dragons"]), &["no happening"]);
}

// ---------------------------------------------------------------- replays, orders, chronicles

/// Words that mean something to some reader of lines.
const PIECES: [&str; 24] = [
    "\n",
    " ",
    "order 5 author LockDown\n",
    "order 99999999999999999999 author LockDown\n",
    "order 7 person:4294967295 LockDown\n",
    "order 8 author WalkTo(person:(4294967295),at:(0))\n",
    "order 8 author PlanWork(at:(4294967295),build:Wall)\n",
    "digest 1 0\n",
    "end 5\n",
    "end 18446744073709551615\n",
    "level ../../etc 0\n",
    "rules 3\n",
    "seed -1\n",
    "((((((((((((",
    "\u{20ac}",
    "\0",
    "order 23:59 author EndLockDown\n",
    "//",
    "PlanWork(at:(70),build:Floor(Flags))",
    "18446744073709551615",
    "-1",
    "1e9",
    "order 5 person:0 TakeSeat(person:(0))\n",
    "\u{feff}",
];

fn damage_text(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(5) {
            0 => {
                let piece = dice.one_of(&PIECES);
                bytes.splice(at..at, piece.bytes());
            }
            1 if at < bytes.len() => bytes[at] = dice.next() as u8,
            2 => {
                let end = (at + dice.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + dice.below(60)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                bytes.extend(copy);
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn a_replay() -> String {
    let mut prison = Prison::new(shipped("cell_block", &[]), 3);
    prison.run_until(10 * MINUTE);
    prison
        .order(Giver::Author, Order::LockDown)
        .expect("it is allowed");
    prison.run_until(12 * MINUTE);
    let person = PersonId(4);
    prison
        .order(Giver::Author, Order::TakeSeat { person })
        .expect("it is allowed");
    prison
        .order(Giver::Author, an_amendment(&prison, 7 * 3600 + 600))
        .expect("it is allowed");
    prison.run_until(HOUR + 1);
    replay::write(&replay::of(&prison))
}

/// An amendment of a bit of everything, with a line of the timetable at a time of day.
fn an_amendment(prison: &Prison, at: u32) -> Order {
    let mut constants = prison.world().resource::<Rules>().constants();
    constants.kitchen.quality = (constants.kitchen.quality + 1_700) % 10_000;
    constants.crowd.march = 300 + (constants.crowd.march + 400) % 1_900;
    constants.crowd.spacing = 500 + (constants.crowd.spacing + 300) % 2_000;
    std::mem::swap(&mut constants.guards.day, &mut constants.guards.night);
    constants.guards.evening_from = constants.guards.day_from + 60 + at % 86_400 / 2 / 60 * 60;
    constants.guards.night_from = constants.guards.evening_from + 3_600;
    let there = constants
        .day
        .iter()
        .any(|line| line.weekday.is_none() && line.at == at);
    let occasions = [
        Occasion::Yard,
        Occasion::LightsOut,
        Occasion::Bell,
        Occasion::Count { within: 600 },
        Occasion::Meal {
            sittings: 3,
            eat: 300,
            until: 86_340,
        },
        Occasion::LockUp { by: 86_340 },
        Occasion::Rest,
        Occasion::Work,
    ];
    Order::AmendLevel(Box::new(Amendment {
        kitchen: Some(constants.kitchen),
        guards: Some(constants.guards),
        warden: Some(constants.warden),
        unrest: Some(constants.unrest),
        crowd: Some(constants.crowd),
        day: vec![LineChange {
            weekday: None,
            at,
            occasion: (!there).then(|| occasions[at as usize / 60 % 8].clone()),
        }],
        ..Amendment::default()
    }))
}

#[test]
fn a_damaged_replay_is_refused_or_lived_and_never_panics() {
    let sound = a_replay();
    let level = shipped("cell_block", &[]);
    let mut dice = Dice(4);
    for round in 0..300 * harder() {
        let bytes = damage_text(&sound, &mut dice);
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let Ok(replay) = replay::read(&text) else {
            continue;
        };
        let lived = catch_unwind(AssertUnwindSafe(|| {
            let mut prison = Prison::new(level.clone(), replay.seed);
            let end = replay.end.min(20 * MINUTE);
            prison.run_with(&replay.orders, end);
            tell(&prison);
        }));
        assert!(lived.is_ok(), "round {round}:\n{text}");
    }
}

#[test]
fn a_replay_that_is_cut_changed_or_without_end_is_refused() {
    let folder = Folder::new("replays");
    let sound = a_replay();
    let path = folder.write("sound", &sound);
    fine(&bighouse(&["replay", &path, "--verify"]));
    let refused = |name: &str, text: &str, parts: &[&str]| {
        let path = folder.write(name, text);
        let parts = [&[name], parts].concat();
        refuses(&frugal(&["replay", &path, "--verify"]), &parts);
    };
    for part in 0..8 {
        refused("cut", &sound[..sound.len() * part / 8], &["line"]);
    }
    refused("other", "hello\n", &["line 1"]);
    refused(
        "rules",
        &sound.replace(&format!("rules {}", bighouse_sim::RULES), "rules 900"),
        &["line 4", "rules 900"],
    );
    refused(
        "hash",
        &sound.replacen("level cell_block ", "level cell_block f", 1),
        &["line 2", "no hash"],
    );
    refused(
        "lost",
        &sound.replacen("level cell_block", "level cell_blok", 1),
        &["cell_block"],
    );
    refused("nolevel", &sound.replacen("level ", "// ", 1), &["line"]);
    let line = |word: &str| {
        let found = sound.lines().find(|line| line.starts_with(word));
        format!("{}\n", found.expect("a line"))
    };
    for word in ["level", "seed", "rules"] {
        refused("without", &sound.replacen(&line(word), "", 1), &[word]);
        refused(
            "twice",
            &sound.replacen(&line(word), &line(word).repeat(2), 1),
            &["line", word],
        );
    }
    for end in ["18446744073709551615", "99999999999", "-1", "x", ""] {
        refused(
            "end",
            &sound.replacen(&line("end"), &format!("end {end}\n"), 1),
            &["line"],
        );
    }
    let order = line("order");
    for wrong in [
        "order 6000 author PlanWork(at:(99999999),build:Wall)\n",
        "order 6000 author WalkTo(person:(99999),at:(5))\n",
        "order 6000 person:99999 LockDown\n",
        "order 6000 person:-1 LockDown\n",
        "order 6000 author Dance\n",
        "order 6000 author LockDown LockDown\n",
        "order 99999999999999 author LockDown\n",
        "order 6000 author ((((((((((((((((((((\n",
        "order\n",
    ] {
        refused("order", &sound.replacen(&order, wrong, 1), &["line 6"]);
    }
    // A digest that is not compared cannot be said to agree.
    refused(
        "digests",
        &sound.replacen(&line("digest"), "digest 99999999 0\n", 1),
        &["line", "digest"],
    );
    let output = bighouse(&["replay", &folder.path("sound")]);
    fine(&output);
    // Without digests nothing agrees.
    let without: Vec<&str> = sound
        .lines()
        .filter(|line| !line.starts_with("digest"))
        .collect();
    refused(
        "undigested",
        &(without.join("\n") + "\n"),
        &["no digests", "--verify"],
    );
    fine(&bighouse(&["replay", &folder.path("undigested")]));
    let digest = line("digest");
    let all = digest.split(' ').nth(2).expect("a digest of everything");
    let wrong = sound.replacen(all, "0000000000000000", 1);
    let path = folder.write("differs", wrong);
    let output = bighouse(&["replay", &path, "--verify"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("36000"), "{}", said(&output));
    let path = folder.write("bytes", b"bighouse replay 2\n\xff\n");
    refuses(&bighouse(&["replay", &path]), &["bytes", "UTF-8"]);
}

#[test]
fn no_file_leads_to_a_level_outside_the_folder_of_levels() {
    let folder = Folder::new("led-astray");
    let secret = folder.level("secret", "hush hush\n", SMALL_MAP);
    let replay = a_replay();
    let level = shipped("cell_block", &[]);
    let save = Apart::of(&saves_of(&level, &[MINUTE])[0]);
    for lead in [
        secret.as_str(),
        "src",
        ".",
        "./levels/cell_block",
        "../levels",
    ] {
        let forged = replay.replacen("level cell_block ", &format!("level {lead} "), 1);
        let path = folder.write("forged", forged);
        let said = refuses(&bighouse(&["replay", &path]), &["forged", "--level"]);
        assert!(!said.contains("hush"), "{said}");
        let mut forged = save.clone();
        forged.level = lead.into();
        let path = folder.write("forged.save", forged.together());
        let said = refuses(&bighouse(&["why", &path, "1"]), &["forged.save", "--level"]);
        assert!(!said.contains("hush"), "{said}");
    }
    // A path that a person says is followed, whatever the file says.
    let mine = folder.level("mine", SMALL, SMALL_MAP);
    let (record, save) = (folder.path("mine.replay"), folder.path("mine.save"));
    fine(&bighouse(&[
        "run", &mine, "--for", "1m", "--record", &record, "--save", &save,
    ]));
    refuses(&bighouse(&["replay", &record]), &["--level"]);
    refuses(&bighouse(&["why", &save, "1"]), &["--level"]);
    fine(&bighouse(&["replay", &record, "--level", &mine]));
    let output = bighouse(&["why", &save, "1", "--level", &mine]);
    assert!(!said(&output).contains("--level"), "{}", said(&output));
    refuses(
        &bighouse(&["replay", &record, "--level", "cell_block"]),
        &["another version"],
    );
}

#[test]
fn an_order_file_that_is_wrong_is_refused_line_by_line() {
    let folder = Folder::new("orders");
    let orders = "// a comment\norder 07:05 author LockDown\nordr 1 author LockDown\n\
                  order x author LockDown\norder 5 nobody LockDown\norder 5 author Dance\n\
                  order 25:00 author LockDown\norder 5 author WalkTo(person:(4000000000),at:(1))\n\
                  order 5 person:4000000000 LockDown\norder 5 author PlanWork(at:(4000000000),build:Wall)\n\
                  order 18446744073709551615 author LockDown\n";
    let path = folder.write("orders", orders);
    let lines: Vec<String> = (3..=11).map(|line| format!("line {line}:")).collect();
    let mut parts: Vec<&str> = lines.iter().map(String::as_str).collect();
    parts.push("orders");
    refuses(&bighouse(&["run", "cell_block", "--orders", &path]), &parts);
    let path = folder.write("bytes", b"order 5 author \xff\n");
    refuses(
        &bighouse(&["run", "cell_block", "--orders", &path]),
        &["bytes", "UTF-8"],
    );
    let long = format!("order 5 author {}\n", "(".repeat(100_000));
    let path = folder.write("long", long);
    refuses(
        &frugal(&["run", "cell_block", "--orders", &path]),
        &["line 1"],
    );
    // Millions of wrong lines, and of right ones.
    let path = folder.write("many", "x\n".repeat(7 << 20));
    refuses(
        &frugal(&["run", "cell_block", "--orders", &path]),
        &["line 1"],
    );
    let path = folder.write("right", "order 5 author LockDown\n".repeat(600_000));
    refuses(
        &frugal(&["run", "cell_block", "--orders", &path]),
        &["orders"],
    );
    let path = folder.write("huge", vec![b' '; 70 << 20]);
    refuses(
        &frugal(&["run", "cell_block", "--orders", &path]),
        &["larger than"],
    );
}

#[test]
fn a_damaged_order_file_is_refused_or_followed_and_never_panics() {
    let level = shipped("cell_block", &[]);
    let clock = Prison::new(level.clone(), 1)
        .world()
        .resource::<Clock>()
        .clone();
    let sound = "order 06:30 author LockDown\norder 2000 author EndLockDown\n\
                 order 10 author TakeSeat(person:(7))\norder 20 author WalkTo(person:(7),at:(800))\n\
                 order 30 author PlanWork(at:(700),build:Door)\norder 40 author UnlockDoor(at:(590))\n\
                 order 50 person:60 LockDoor(at:(590))\norder 60 author LeaveSeat(person:(7))\n";
    let mut dice = Dice(5);
    for round in 0..300 * harder() {
        let Ok(text) = String::from_utf8(damage_text(sound, &mut dice)) else {
            continue;
        };
        let Ok(orders) = replay::read_orders(&text, &clock, u32::MAX, u32::MAX) else {
            continue;
        };
        let lived = catch_unwind(AssertUnwindSafe(|| {
            let mut prison = Prison::new(level.clone(), 1);
            // Given without a look at whom they name: the house itself refuses them.
            prison.run_with(&orders, 8 * MINUTE);
            tell(&prison);
            let save = save::write(&prison);
            if let Err(error) = save::read(level.clone(), &save) {
                panic!("what was saved cannot be loaded: {error}");
            }
        }));
        assert!(lived.is_ok(), "round {round}:\n{text}");
    }
}

#[test]
fn works_at_random_all_over_the_prison_never_panic() {
    let tiles = [
        Tile::Wall,
        Tile::Door,
        Tile::Floor(level::Floor::Flags),
        Tile::Bars,
        Tile::CellDoor,
        Tile::BarredGate,
        Tile::Doorway,
        Tile::OuterGate,
        Tile::Fence,
        Tile::Mattress,
        Tile::Stairs,
        Tile::Loom,
    ];
    for name in ["cell_block", "big_house_300"] {
        let level = shipped(name, &[]);
        let mut dice = Dice(6);
        let times = if name == "cell_block" {
            8 * harder()
        } else {
            1
        };
        for round in 0..times {
            let lived = catch_unwind(AssertUnwindSafe(|| {
                let mut prison = Prison::new(level.clone(), round as u64);
                prison.run_until(dice.below(15) as u64 * HOUR / 2);
                let map = level.map.tiles.len();
                let persons = prison.world().resource::<Bodies>().len();
                let mut done = 0;
                for _ in 0..400 {
                    let at = TileId::from_index(dice.below(map));
                    let person = PersonId::from_index(dice.below(persons));
                    let posts = prison.world().resource::<Custody>().posts();
                    let post = posts[dice.below(posts.len())];
                    let order = match dice.below(16) {
                        12 => an_amendment(&prison, dice.below(1_439) as u32 * 60),
                        13 => Order::ManPost { at: post },
                        14 => Order::LeavePost { at: post },
                        15 => Order::FollowTimetable { person },
                        0 => Order::TakeSeat { person },
                        1 => Order::WalkTo { person, at },
                        2 => Order::LeaveSeat { person },
                        3 => Order::LockDoor { at },
                        4 => Order::UnlockDoor { at },
                        5 => dice
                            .one_of(&[&Order::LockDown, &Order::EndLockDown])
                            .clone(),
                        _ => Order::PlanWork {
                            at,
                            build: dice.one_of(&tiles),
                        },
                    };
                    done += usize::from(prison.order(Giver::Author, order).is_ok());
                    let now = prison.now();
                    prison.run_until(now + 1 + dice.below(60) as u64);
                }
                assert!(done > 20, "{done} orders were carried out");
                tell(&prison);
                let save = save::write(&prison);
                let again = match save::read(level.clone(), &save) {
                    Ok(again) => again,
                    Err(error) => panic!("what was saved cannot be loaded: {error}"),
                };
                assert_eq!(again.digest(), prison.digest());
            }));
            assert!(lived.is_ok(), "{name}, round {round}");
        }
    }
}

#[test]
fn orders_of_people_and_places_that_are_not_there_are_refused_by_the_house() {
    let mut prison = Prison::new(shipped("cell_block", &[]), 1);
    let nobody = PersonId(u32::MAX);
    let nowhere = TileId(u32::MAX);
    let wall = Tile::Wall;
    for giver in [
        Giver::Author,
        Giver::Person(nobody),
        Giver::Person(PersonId(3)),
    ] {
        for order in [
            Order::WalkTo {
                person: nobody,
                at: nowhere,
            },
            Order::TakeSeat { person: nobody },
            Order::LeaveSeat { person: nobody },
            Order::FollowTimetable { person: nobody },
            Order::ManPost { at: nowhere },
            Order::LeavePost { at: nowhere },
            Order::LockDoor { at: nowhere },
            Order::UnlockDoor { at: nowhere },
            Order::PlanWork {
                at: nowhere,
                build: wall,
            },
        ] {
            assert!(prison.order(giver, order.clone()).is_err(), "{order:?}");
            let tick = prison.now();
            prison.order_at(Given {
                tick,
                giver,
                order,
                line: None,
            });
        }
        if giver != Giver::Author {
            assert!(prison.order(giver, Order::LockDown).is_err());
        }
    }
    prison.order_at(Given {
        tick: 3,
        giver: Giver::Person(nobody),
        order: Order::LockDown,
        line: None,
    });
    prison.run_until(MINUTE);
    tell(&prison);
}

#[test]
fn a_chronicle_that_is_no_chronicle_is_refused_where_it_goes_wrong() {
    let folder = Folder::new("chronicles");
    let good = "{\"id\":1,\"tick\":0,\"when\":\"now\",\"words\":\"a\",\"cause\":0}\n";
    let path = folder.write(
        "good",
        format!("{good}{}", good.replace("\"id\":1", "\"id\":2")),
    );
    assert!(fine(&bighouse(&["why", &path, "2"])).contains("[2]"));
    for (name, wrong) in [
        ("broken", "{\"id\":1,\"tick\":0,"),
        (
            "types",
            "{\"id\":-1,\"tick\":0,\"when\":\"now\",\"words\":\"a\",\"cause\":0}",
        ),
        (
            "huge",
            "{\"id\":99999999999,\"tick\":0,\"when\":\"now\",\"words\":\"a\",\"cause\":0}",
        ),
        ("list", "[1,2,3]"),
        ("deep", &"[".repeat(200_000)),
        ("nul", "\0"),
    ] {
        let path = folder.write(name, format!("{good}{wrong}\n"));
        refuses(&frugal(&["why", &path, "1"]), &[name, "line 2"]);
    }
    let path = folder.write("bytes", b"\xff\xfe\n");
    refuses(&bighouse(&["why", &path, "1"]), &["bytes"]);
    // What would clear the screen, or write from right to left.
    let mut wild = good.replace("now", "no\\u001b[2Jw") + good;
    wild = wild.replace("\"a\"", "\"a\\u202e\\u0007\\u009bz\"");
    wild = wild
        .replacen("\"cause\":0", "\"cause\":2", 1)
        .replacen("\"id\":1", "\"id\":3", 1);
    let path = folder.write("wild", wild.replacen("\"id\":1", "\"id\":2", 1));
    let shown = fine(&bighouse(&["why", &path, "3"]));
    assert!(shown.contains("no [2Jw  a   z  [3]\n"), "{shown:?}");
    assert!(shown.contains("because now  a   z  [2]\n"), "{shown:?}");
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'));
    let path = folder.write("empty", "");
    refuses(&bighouse(&["why", &path, "1"]), &["empty"]);
    // Causes that go round in a circle.
    let round = good.replace("\"cause\":0", "\"cause\":2")
        + &good
            .replace("\"id\":1", "\"id\":2")
            .replace("\"cause\":0", "\"cause\":1");
    let path = folder.write("round", round);
    fine(&bighouse(&["why", &path, "1"]));
    // Many short lines, and one that does not end.
    let path = folder.write("many", good.repeat(2_000_000));
    let code = frugal(&["why", &path, "1"]).status.code();
    assert!(code == Some(0) || code == Some(1), "{code:?}");
    let path = folder.write("endless", vec![b'x'; 300 << 20]);
    refuses(&frugal(&["why", &path, "1"]), &["endless"]);
}

// ---------------------------------------------------------------- levels, damaged at random

/// What the readers of levels and maps know.
const LEVEL_PIECES: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "None",
    "Some(",
    "Meal(",
    "Count(",
    "Chapel(",
    "Visits(men: 10000, length: \"4 h\")",
    "LockUp",
    "\"00:00\": Bell,",
    "\"23:59\": Meal,",
    "men: 400,",
    "men: 0,",
    "format: 2,",
    "extends: \"block\",",
    "-5",
    "1e999",
    "NaN",
    "99999999999999999999",
    "r#\"",
    "/*",
    "*/",
    "//",
    "\\",
    "\u{20ac}",
    "\0",
    "\n",
    "sittings: 20,",
    "eat: \"2 h\",",
    "0.0001",
    "\"0 %\"",
    "night: true,",
    "Mess",
    "job: \"mill\",",
    "cell: \"A-1\",",
    "#",
];

fn damage_level(bytes: &mut Vec<u8>, is_map: bool, dice: &mut Dice) {
    let at = dice.below(bytes.len().max(1)).min(bytes.len());
    let end = (at + 1 + dice.below(30)).min(bytes.len());
    match dice.below(7) {
        // On a map another character that means something, mostly.
        0 | 1 if is_map && at < bytes.len() => {
            let other = dice.below(bytes.len());
            bytes[at] = bytes[other];
        }
        // A number for a number.
        0 | 1 => {
            let digits: Vec<usize> = (0..bytes.len())
                .filter(|i| bytes[*i].is_ascii_digit())
                .collect();
            if !digits.is_empty() {
                let digit = dice.one_of(&digits);
                bytes[digit] = b'0' + dice.below(10) as u8;
            }
        }
        2 if at < bytes.len() => bytes[at] = dice.next() as u8,
        3 => {
            let piece = dice.one_of(&LEVEL_PIECES);
            bytes.splice(at..at, piece.bytes());
        }
        4 => {
            bytes.drain(at..end);
        }
        5 => {
            let copy = bytes[at..end].to_vec();
            bytes.splice(at..at, copy);
        }
        // A line less.
        _ => {
            let line = bytes[at..].iter().position(|byte| *byte == b'\n');
            bytes.drain(at..line.map_or(end, |length| at + length));
        }
    }
}

#[test]
fn a_shipped_level_damaged_at_random_loads_or_is_told_what_is_wrong_with_it() {
    let mut shelf = Shelf::default();
    let levels = FolderFiles::new(root().join("levels"));
    let names = levels.names();
    assert!(names.len() >= 4, "{names:?}");
    for name in &names {
        for file in ["level.ron", "map.txt", "map.tmx"] {
            if levels.exists(name, file) {
                shelf = shelf.with(
                    &format!("{name}/{file}"),
                    shipped_file(&format!("{name}/{file}")),
                );
            }
        }
    }
    let paths: Vec<String> = shelf.0.keys().cloned().collect();
    let tileset = "tiled/bighouse.tsx";
    shelf = shelf.with(tileset, shipped_file(tileset));
    let mut dice = Dice(7);
    let (mut loaded, mut refused, mut lived) = (0, 0, 0);
    for round in 0..3_000 * harder() {
        let path = &paths[round % paths.len()];
        let (name, file) = path.rsplit_once('/').expect("a file in a folder");
        let mut damaged = shelf.clone();
        let bytes = damaged.0.get_mut(path).expect("a file");
        for _ in 0..=dice.below(3) {
            damage_level(bytes, file != "level.ron", &mut dice);
        }
        let result = catch_unwind(AssertUnwindSafe(|| level::load(&damaged, name, &[])));
        match result {
            Err(_) => {
                let bytes = String::from_utf8_lossy(&damaged.0[path]).into_owned();
                panic!("round {round}: {path} made the loader panic:\n{bytes}");
            }
            Ok(Err(problems)) => {
                refused += 1;
                assert!(!problems.list.is_empty());
                let told = problems.to_string();
                assert!(told.contains("levels/"), "round {round}: {told}");
            }
            Ok(Ok(level)) => {
                loaded += 1;
                // The small ones are lived in for a while as well.
                let persons: u32 = level.population.iter().map(|group| group.men).sum();
                if persons > 100 {
                    continue;
                }
                lived += 1;
                let level = Arc::new(level);
                let alive = catch_unwind(AssertUnwindSafe(|| {
                    let _ = prison_check::check(&level);
                    let mut prison = Prison::new(level, 1);
                    prison.run_until(2 * MINUTE);
                }));
                assert!(alive.is_ok(), "round {round}: {path} cannot be lived in");
            }
        }
    }
    assert!(
        loaded > 300 && refused > 300 && lived > 50,
        "{loaded} {refused} {lived}"
    );
}

// ---------------------------------------------------------------- absurd, but legal

/// Lives in a level for so long; everything that can be told of it is told.
fn lives(what: &str, level: Arc<Level>, ticks: u64) -> Prison {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let _ = prison_check::check(&level);
        let mut prison = Prison::new(level.clone(), 1);
        prison.run_until(ticks);
        tell(&prison);
        let save = save::write(&prison);
        match save::read(level, &save) {
            Ok(again) => assert_eq!(again.digest(), prison.digest(), "{what}"),
            Err(error) => panic!("{what}: what was saved cannot be loaded: {error}"),
        }
        prison
    }));
    match lived {
        Ok(prison) => prison,
        Err(_) => panic!("{what}: it panicked"),
    }
}

#[test]
fn absurd_prisons_are_lived_in_for_an_hour_without_harm() {
    let men = "(format: 1, starts: \"1930-11-20 06:25\", population: {\"m\": (men: 20)}, guards: (day: 3, evening: 2, night: 1), \
               jobs: {\"mill\": (room: Mill, men: 15), \"night\": (room: Kitchen, men: 3, night: true, hours: \"18:30..05:30\")}, \
               day: {\"06:30\": Bell, \"06:31\": Count, \"06:40\": Meal(sittings: 2, until: \"07:00\"), \"07:00\": Work, \
               \"07:05\": Visits(men: 50, length: \"1 min\"), \"07:10\": Chapel(services: 3, length: \"1 min\"), \"07:15\": Yard, \
               \"07:20\": LockUp(by: \"07:22\")})";
    let nobody = "(format: 1)";
    let maps = [
        ("one tile of floor", "."),
        ("one wall", "#"),
        ("one blank", " "),
        ("one door", "+"),
        ("one bunk", "b"),
        ("one label", "c"),
        ("one chair for a visitor", "r"),
        ("all walls", "#####\n#####\n#####\n"),
        ("nothing but doors", "DDDDD\n+++++\nGGGGG\n|||||\n"),
        ("a room without doors", "#####\n#...#\n#...#\n#####\n"),
        (
            "men sealed in cells",
            "#########\n#bbc#.bc#\n#########\n#...H...#\n#########\n",
        ),
        (
            "a long thin map",
            "................................................................................",
        ),
        ("open to the edge", "c.+..\nbb+..\n.....\n..H..\n"),
        (
            "a mess hall of one seat",
            "#######\n#c.+..#\n#bb#L.#\n####DD#\n#1.t..#\n#..n..#\n#######\n",
        ),
        (
            "every character there is",
            "bctunkHLPSQZEGDowfXxJl|+i,;'\"\n_=:.#W1234567890\n~!$%&*-/<>@^\n",
        ),
    ];
    for (what, map) in maps {
        for text in [nobody, men] {
            let shelf = Shelf::default()
                .with("a/level.ron", text)
                .with("a/map.txt", map);
            // Some of these characters mean nothing; that must be told.
            match level::load(&shelf, "a", &[]) {
                Ok(level) => {
                    lives(what, Arc::new(level), HOUR);
                }
                Err(problems) => assert!(problems.to_string().contains("map.txt:"), "{what}"),
            }
        }
    }
}

#[test]
fn a_real_prison_robbed_of_what_it_needs_is_lived_in_all_the_same() {
    let text = String::from_utf8(shipped_file("cell_block/level.ron")).expect("text");
    let map = String::from_utf8(shipped_file("cell_block/map.txt")).expect("text");
    let without = |gone: &str, put: char| -> String {
        map.chars()
            .map(|c| if gone.contains(c) { put } else { c })
            .collect()
    };
    for (what, map) in [
        ("no bunks", without("bu", '.')),
        ("no doors", without("+|DG", '#')),
        ("nothing but doorways", without("+|DG", 'o')),
        ("no labels", without("LcHXQZJ1234567890", '.')),
        ("no mess hall", without("1", '.')),
        ("no seats", without("n", '.')),
        ("no yard, no kitchen, no mill", without("246", '.')),
        ("no posts", without("P", '.')),
        ("no road", without("Z=o", 'W')),
        ("no galleries", without("H", '.')),
        ("cells without cells", without("c", '.')),
    ] {
        let shelf = Shelf::default()
            .with("a/level.ron", text.as_str())
            .with("a/map.txt", map.as_str());
        match level::load(&shelf, "a", &[]) {
            Ok(level) => {
                lives(what, Arc::new(level), HOUR);
            }
            Err(problems) => panic!("{what}: {problems}"),
        }
    }
    let mut every_minute = String::new();
    for minute in 0..1_439 {
        let (hour, minute_of) = (minute / 60, minute % 60);
        let occasion = [
            "Meal(sittings: 20, eat: \"1 min\", until: \"23:59\")",
            "Count(within: \"1 min\")",
            "Work",
            "Yard",
        ][minute % 4];
        every_minute.push_str(&format!("\"{hour:02}:{minute_of:02}\": {occasion},"));
    }
    let only_meals: String = (0..1_439)
        .map(|minute| {
            format!(
                "\"{:02}:{:02}\": Meal(until: \"23:59\"),",
                minute / 60,
                minute % 60
            )
        })
        .collect();
    let day_at = text.find("day: {").expect("a day") + "day: {".len();
    let day_end = day_at + text[day_at..].find('}').expect("its end");
    let with_day = |day: &str| format!("{}{day}{}", &text[..day_at], &text[day_end..]);
    for (what, text) in [
        ("a call every minute", with_day(&every_minute)),
        ("a meal every minute", with_day(&only_meals)),
        ("no timetable", with_day("")),
        ("only a bell", with_day("\"06:30\": Bell")),
        (
            "no guards",
            text.replace("day: 4,", "day: 0,")
                .replace("evening: 4,", "evening: 0,")
                .replace("night: 3,", "night: 0,"),
        ),
        (
            "more guards than floor",
            text.replace("day: 4,", "day: 9000,"),
        ),
        (
            "a minute before midnight",
            text.replace("1930-11-20 06:25", "1930-12-31 23:59"),
        ),
        (
            "the first midnight there is",
            text.replace("1930-11-20 06:25", "1800-01-01 00:00"),
        ),
        (
            "the last midnight there is",
            text.replace("1930-11-20 06:25", "2199-12-31 23:59"),
        ),
        (
            "jobs without places",
            text.replace("men: 20)", "men: 50)")
                .replace("room: Mill", "room: Police"),
        ),
        ("far too many men", text.replace("(men: 22,", "(men: 2200,")),
    ] {
        lives(what, level_of(&text, &map), HOUR);
    }
}

#[test]
fn walkers_who_can_not_get_there_wait_and_harm_nobody() {
    let walkers = |route: &str| {
        format!(
            "(format: 1, legend: {{\"s\": Area(\"start\"), \"e\": Area(\"exit\"), \"z\": Area(\"wall\")}}, \
             walkers: {{\"a\": (men: 30, from: \"start\", route: [{route}], starts_after: \"0..1 s\"), \
             \"b\": (men: 30, from: \"exit\", route: [\"start\"], forever: true, starts_after: \"0..86400 s\")}})"
        )
    };
    for (what, map) in [
        ("a wall between", "#######\n#ss#ee#\n#.z#z.#\n#######\n"),
        ("one tile each", "sez"),
        ("an area on both sides", "####\n#se#\n####\n#ez#\n####\n"),
    ] {
        for route in [
            "\"exit\"",
            "\"exit\", \"start\", \"exit\"",
            "\"start\"",
            "\"wall\", \"exit\"",
        ] {
            let prison = lives(what, level_of(&walkers(route), map), HOUR);
            let world = prison.world();
            let on_map = world
                .resource::<Bodies>()
                .iter()
                .filter(|(_, body)| body.mode != Mode::Gone)
                .count();
            assert!(on_map <= 60, "{what}");
        }
    }
}

#[test]
fn a_hundred_thousand_men_on_a_square_metre_are_a_prison_too() {
    let text = "(format: 1, population: {\"m\": (men: 99998)}, guards: (day: 1), day: {\"06:26\": Yard, \"06:27\": Count})";
    let level = level_of(text, ".");
    lives("one square metre", level, 3 * MINUTE);
    // And where they have somewhere to go: all at once through one door.
    let map = "##########\n#...+....#\n#.H.#.4..#\n#...#....#\n##########\n";
    let level = level_of(text, map);
    lives("a room and a yard", level, 3 * MINUTE);
}
