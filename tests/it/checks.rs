//! Prison-level checks: each fault is found where it is, with a remedy, and no sound prison is
//! accused of it. And the check that is repeated on save.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use bighouse::words::findings;
use bighouse_sim::level::{self, FolderFiles, Level, LevelWatch};
use bighouse_sim::prison::check::{self, Defect, Survey};

use crate::common::folder::Folder;
use crate::common::shipped;

/// A prison without fault: two cells on a gallery, a hall, a yard, a way, a room for visits, a chapel,
/// a sally port, and open ground beyond.
const SOUND: [&str; 14] = [
    "##############################",
    "#cb#cb##1......##4,,,,,,,,,,,#",
    "#..#..##.nnnn..##P,,,,,,,,,,,#",
    "#+i#+i##.tttt..##,,,,,,,,,,,,#",
    "#g....##.nnnn..##,,,,,,,,,,,,#",
    "#P....##.......##,,,,,,,,,,,,#",
    "###|#######DD#######||########",
    "#::::::::::::::::::::::::::::#",
    "##D#####DD############GG######",
    "#v_V###5____########E....#####",
    "#r__###.p.p_########...P.#####",
    "######################GG######",
    "######################....X..#",
    "##############################",
];

const FILE: &str = r#"(
    format: 1,
    title: "Sound",
    day: {
        "07:00": Meal(sittings: 1, eat: "10 min", until: "08:00"),
        "09:00": Yard,
        "10:00": Visits(men: 1),
        "Sun 09:00": Chapel(services: 1),
        "17:30": LockUp,
    },
    population: { "men": (men: 4) },
    guards: (day: 2, evening: 2, night: 1),
)"#;

fn level_of(folder: &str, file: &str, map: &str) -> Level {
    let folder = Folder::new(folder);
    folder.write("levels/a/level.ron", file);
    folder.write("levels/a/map.txt", map);
    level::load(&FolderFiles::new(folder.0.join("levels")), "a", &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
}

fn found(folder: &str, file: &str, map: &str) -> Survey {
    let survey = check::check(&level_of(folder, file, map));
    for finding in &survey.findings {
        assert_ne!(
            findings::what(finding),
            finding.finding.id,
            "it has no words"
        );
        assert!(!findings::remedy(finding).is_empty(), "{finding:?}");
    }
    survey
}

/// The sound map with some of its characters drawn otherwise: column, row, character.
fn drawn(edits: &[(usize, usize, char)]) -> String {
    let mut rows: Vec<Vec<char>> = SOUND.iter().map(|row| row.chars().collect()).collect();
    for (x, y, drawn) in edits {
        assert_ne!(rows[*y][*x], *drawn, "that is drawn there already");
        rows[*y][*x] = *drawn;
    }
    let rows: Vec<String> = rows.into_iter().map(String::from_iter).collect();
    rows.join("\n") + "\n"
}

/// The sound file with some of its text written otherwise.
fn written(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "{from:?} is not in the file");
    FILE.replacen(from, to, 1)
}

fn find<'f>(found: &'f Survey, words: &str) -> &'f Defect {
    found
        .findings
        .iter()
        .find(|finding| findings::what(finding).contains(words))
        .unwrap_or_else(|| panic!("{words:?} is not in {:#?}", found.findings))
}

#[test]
fn a_sound_prison_has_no_fault() {
    assert_eq!(found("sound", FILE, &drawn(&[])).findings, []);
}

#[test]
fn the_shipped_levels_have_no_grave_fault() {
    for name in [
        "cell_block",
        "big_house_300",
        "big_house",
        "big_house_calm",
        "big_house_hungry",
    ] {
        let found = check::check(&shipped(name, &[]));
        let grave: Vec<&Defect> = found.findings.iter().filter(|f| f.grave).collect();
        assert!(grave.is_empty(), "{name}: {grave:#?}");
        assert_eq!(found.grave(), 0);
    }
}

#[test]
fn each_fault_of_the_building_is_found_where_it_is() {
    type Fault<'a> = (&'a [(usize, usize, char)], &'a str, bool, (u32, u32));
    let faults: [Fault; 14] = [
        (
            &[(1, 1, '#'), (2, 2, '#')],
            "nobody can reach this Bunk",
            true,
            (2, 1),
        ),
        (&[(1, 3, '#')], "its bunk is out of reach", true, (1, 1)),
        (&[(2, 8, '#')], "and its 2 places with it", true, (2, 9)),
        (&[(3, 4, '1')], "labelled Gallery already", false, (3, 4)),
        (&[(2, 1, '.')], "this cell has no berth", false, (1, 1)),
        (
            &[(2, 8, '+')],
            "no lever opens this cell door",
            false,
            (2, 8),
        ),
        (
            &[(2, 8, '+'), (3, 9, 'c')],
            "no lever opens this cell door",
            true,
            (2, 8),
        ),
        (&[(20, 9, '.')], "nobody opens this gate", true, (22, 8)),
        (
            &[(26, 12, '.')],
            "both gates of this gatehouse lead in",
            false,
            (22, 8),
        ),
        (
            &[(2, 10, 'P')],
            "an officer at this post sees 4 m2",
            false,
            (2, 10),
        ),
        (
            &[(1, 5, '.')],
            "no officer's post is within 14 m",
            false,
            (1, 4),
        ),
        (&[(25, 9, 'D')], "this door leads nowhere", false, (25, 9)),
        (&[(13, 5, 'D')], "are the same room", false, (13, 5)),
        (
            &[(10, 3, 'l')],
            "nobody can reach this Loom",
            false,
            (10, 3),
        ),
    ];
    for (place, (edits, words, grave, at)) in faults.into_iter().enumerate() {
        let found = found(&format!("building{place}"), FILE, &drawn(edits));
        let finding = find(&found, words);
        assert_eq!(finding.grave, grave, "{finding:?}");
        assert_eq!(finding.at, Some(at), "{finding:?}");
        let (x, y) = at;
        let told = format!("map.txt:{}:{}: ", y + 1, x + 1);
        assert!(
            format!("{}: ", finding.place).contains(&told),
            "{finding:?}"
        );
        assert!(!findings::remedy(finding).is_empty());
    }
}

#[test]
fn each_fault_of_the_day_is_found_at_its_key() {
    let men = |men: u32| written("men: 4", &format!("men: {men}"));
    let sound = || FILE.to_owned();
    type Fault<'a> = (String, &'a [(usize, usize, char)], &'a str, bool);
    let faults: [Fault; 12] = [
        (
            men(40),
            &[],
            "the meal at 07:00 seats 8 men in each of 1 sittings, and there are 40",
            true,
        ),
        (
            written("10 min", "58 min"),
            &[],
            "needs about 62 minutes for 1 sittings, and has 60",
            true,
        ),
        (
            sound(),
            &[(8, 1, '.')],
            "the meal at 07:00 has no bench in a mess hall",
            true,
        ),
        (
            sound(),
            &[(7, 9, '_')],
            "chapel at Sun 09:00 has no pew",
            true,
        ),
        (
            men(8),
            &[],
            "2 pews for 1 services, less than a third of the 8 men",
            false,
        ),
        (
            sound(),
            &[(1, 9, '_')],
            "the visits at 10:00 have no chairs for both",
            true,
        ),
        (
            written("men: 1)", "men: 3)"),
            &[],
            "3 men are to be visited at 10:00, and there are chairs for 1",
            false,
        ),
        (
            sound(),
            &[(17, 1, ',')],
            "the bell calls to the yard at 09:00, and there is none",
            true,
        ),
        (
            men(40),
            &[],
            "the yard at 09:00 has 60 m2 for 40 men",
            false,
        ),
        (
            men(200),
            &[],
            "the yard at 09:00 has 60 m2 for 200 men",
            true,
        ),
        (
            written("night: 1", "night: 0"),
            &[],
            "the night shift has no officer",
            true,
        ),
        (men(40), &[], "40 men, but room to lie down for 8", false),
    ];
    for (place, (file, edits, words, grave)) in faults.into_iter().enumerate() {
        let found = found(&format!("day{place}"), &file, &drawn(edits));
        let finding = find(&found, words);
        assert_eq!(finding.grave, grave, "{finding:?}");
        assert_eq!(finding.at, None);
        assert!(finding.place.contains("level.ron:"), "{finding:?}");
        assert!(!findings::remedy(finding).is_empty());
    }
}

/// The program at work on a level beneath a folder, and what it says, line by line.
struct Watching {
    child: std::process::Child,
    lines: mpsc::Receiver<String>,
}

impl Watching {
    fn begin(folder: &Folder, level: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bighouse"))
            .args(["check", level, "--watch"])
            .current_dir(&folder.0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let (say, lines) = mpsc::channel();
        let out = child.stdout.take().expect("it is piped");
        let errors = child.stderr.take().expect("it is piped");
        let say_too = say.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = say.send(line);
            }
        });
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let _ = say_too.send(line);
            }
        });
        Self { child, lines }
    }

    /// Waits until it says something with these words.
    fn says(&self, words: &str) {
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => said.push(line),
                Err(_) => panic!("{words:?} is not said; it said {said:#?}"),
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_check_is_repeated_whenever_a_file_of_the_level_is_saved() {
    let folder = Folder::new("watch");
    folder.write("levels/old/level.ron", FILE);
    folder.write("levels/old/map.txt", drawn(&[]));
    folder.write("levels/new/level.ron", "(format: 1, extends: \"old\")");
    let watching = Watching::begin(&folder, "new");
    watching.says("Nothing is wrong with it.");
    watching.says("Watching");
    // The level itself breaks, and is mended.
    folder.write(
        "levels/new/level.ron",
        "(format: 1, extends: \"old\", kitchn: ())",
    );
    watching.says("did you mean \"kitchen\"?");
    folder.write("levels/new/level.ron", "(format: 1, extends: \"old\")");
    watching.says("Nothing is wrong with it.");
    // The level it extends changes, and its map.
    folder.write("levels/old/level.ron", written("night: 1", "night: 0"));
    watching.says("the night shift has no officer");
    folder.write("levels/old/level.ron", FILE);
    watching.says("Nothing is wrong with it.");
    folder.write("levels/old/map.txt", drawn(&[(2, 1, '.')]));
    watching.says("this cell has no berth");
    // It is given a map of its own.
    folder.write("levels/new/map.txt", drawn(&[]));
    watching.says("Nothing is wrong with it.");
    // And a screenplay, which nobody can play.
    folder.write("levels/new/screenplay.ron", "(format: 1, lnes: {})");
    watching.says("did you mean \"lines\"?");
}

#[test]
fn a_watch_notices_what_a_level_that_can_not_be_read_was_missing() {
    let folder = Folder::new("missing");
    folder.write("levels/a/level.ron", "(format: 1, extends: \"b\")");
    let files = FolderFiles::new(folder.0.join("levels"));
    let (level, watch) = LevelWatch::load(&files, "a", &[]);
    assert!(level.is_err());
    assert!(!watch.has_changed(&files));
    folder.write("levels/b/level.ron", FILE);
    assert!(watch.has_changed(&files), "what it extends is there");
    let (level, watch) = LevelWatch::load(&files, "a", &[]);
    let problems = level.expect_err("there is no map").to_string();
    assert!(problems.contains("map.txt"), "{problems}");
    folder.write("levels/a/notes.txt", "no file of the level");
    assert!(!watch.has_changed(&files));
    folder.write("levels/b/map.txt", drawn(&[]));
    assert!(watch.has_changed(&files), "the map is there");
    let (level, watch) = LevelWatch::load(&files, "a", &[]);
    assert!(level.is_ok());
    let read = watch.files(&files);
    for file in [
        "levels/a/level.ron",
        "levels/b/level.ron",
        "levels/b/map.txt",
    ] {
        assert!(
            read.iter().any(|name| name.ends_with(file)),
            "{file} in {read:?}"
        );
    }
    // Written anew with the same content it is the same file.
    folder.write("levels/b/map.txt", drawn(&[]));
    assert!(!watch.has_changed(&files));
    std::fs::remove_file(folder.0.join("levels/b/map.txt")).expect("it is there");
    assert!(watch.has_changed(&files), "the map is gone");
}

/// A house of the great wall: an empty cell block, a kitchen, a gatehouse, and what lies outside.
const WALLED: [&str; 12] = [
    "WWWWWWWWWWWWWWWWWWWW",
    "W#######:::########W",
    "W#cb#cb#:::#ss....#W",
    "W#..#..#:::#2.....#W",
    "W#+i#+i#:::###D####W",
    "W#g...P|:::::::::::W",
    "W#######::4::::::::W",
    "W::::::::::WWGGWWWWW",
    "W::::::::::W.E.....W",
    "WWWWWWWWWWWWWGGWWWWW",
    "\"\"\"\"\"\"\"\"\"\"\"\"\"==\"\"\"\"\"",
    "=======Z============",
];

fn walled(edits: &[(usize, usize, char)]) -> String {
    let mut rows: Vec<Vec<char>> = WALLED.iter().map(|row| row.chars().collect()).collect();
    for (x, y, drawn) in edits {
        assert_ne!(rows[*y][*x], *drawn, "that is drawn there already");
        rows[*y][*x] = *drawn;
    }
    let rows: Vec<String> = rows.into_iter().map(String::from_iter).collect();
    rows.join("\n") + "\n"
}

const YARD: &str = r#"(
    format: 1,
    title: "Walled",
    day: { "09:00": Yard, "17:30": LockUp },
    population: { "men": (men: 4) },
    guards: (day: 2, evening: 2, night: 1),
)"#;

#[test]
fn what_cannot_have_been_meant_is_found_where_it_was_drawn() {
    assert_eq!(found("walled", YARD, &walled(&[])).findings, []);
    type Fault<'a> = (&'a [(usize, usize, char)], &'a str, bool, (u32, u32));
    let faults: [Fault; 6] = [
        // In the wall of the yard, in its side, and two metres wide.
        (&[(5, 9, '"')], "a hole in the great wall", true, (5, 9)),
        (&[(0, 7, '"')], "both gates", false, (0, 0)),
        (
            &[(5, 9, '"'), (6, 9, '"')],
            "a hole in the great wall",
            true,
            (5, 9),
        ),
        (
            &[(12, 3, '.')],
            "a Stove stands here, and the room has no label",
            false,
            (12, 2),
        ),
        (&[(9, 2, 'b')], "this bunk lies in no cell", false, (9, 2)),
        (&[(9, 3, 'n')], "", false, (0, 0)),
    ];
    for (place, (edits, words, grave, at)) in faults.into_iter().enumerate() {
        let found = found(&format!("walled{place}"), YARD, &walled(edits));
        // A hole is told, and not what follows from it; a wall at the edge of the map hides nothing.
        if at == (0, 0) {
            assert!(
                !found
                    .findings
                    .iter()
                    .any(|f| findings::what(f).contains("gates of this gatehouse"))
            );
            continue;
        }
        let finding = find(&found, words);
        assert_eq!(
            (finding.grave, finding.at),
            (grave, Some(at)),
            "{finding:?}"
        );
        assert_eq!(found.findings.len(), 1, "{:#?}", found.findings);
    }
}

#[test]
fn one_cause_is_not_told_forty_times() {
    // A wall is missing: every bench of the hall stands in the passage.
    let bunks: Vec<(usize, usize, char)> = (1..11).map(|x| (x, 7, 'b')).collect();
    let found = found("flood", YARD, &walled(&bunks));
    let told = found
        .findings
        .iter()
        .filter(|f| findings::what(f).contains("lies in no cell"));
    assert_eq!(told.count(), 4);
    let last = find(&found, "more like it");
    assert!(
        findings::what(last).ends_with("(and 6 more like it)"),
        "{last:?}"
    );
}

#[test]
fn a_level_without_bells_and_a_cast_of_one_name_are_found() {
    let bells = r#"day: { "09:00": Yard, "17:30": LockUp },"#;
    let survey = found("no-bells", &YARD.replace(bells, ""), &walled(&[]));
    assert!(find(&survey, "the timetable is empty").grave);
    let cast = r#"cast: { "a": (name: "Al Day"), "b": (name: "Bo Day"), "c": (name: "Al Day") },"#;
    let survey = found(
        "names",
        &YARD.replace(bells, &format!("{bells} {cast}")),
        &walled(&[]),
    );
    assert!(
        find(&survey, "\"a\" and \"c\" have one name")
            .place
            .contains("level.ron")
    );
    assert_eq!(survey.findings.len(), 1, "{:#?}", survey.findings);
}

#[test]
fn an_area_that_walkers_cannot_come_to_is_found_at_their_route() {
    let file = r#"(format: 1, title: "Corner",
        walkers: { "men": (men: 5, from: "s", route: ["e", "s"]) },
        legend: { "s": Area("s"), "e": Area("e") })"#;
    let joined = "#######\n#s..###\n###.e##\n#######\n";
    let survey = found("corner", file, "######\n#s.###\n###.e#\n######\n");
    assert_eq!(survey.grave(), 2, "there and back: {:#?}", survey.findings);
    assert!(find(&survey, "no way from the area \"s\" to the area \"e\"").grave);
    assert_eq!(found("joined", file, joined).findings, []);
}
