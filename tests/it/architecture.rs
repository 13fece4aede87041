//! The plan of the house, held against the `use` lines: who may use whom (DESIGN 2).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::common::root;

/// The rooms of the simulation, in their order: each uses only what stands before it.
const ROOMS: [&str; 17] = [
    "level",
    "prison",
    "people",
    "movement",
    "conduct",
    "regime",
    "needs",
    "contraband",
    "custody",
    "unrest",
    "riot",
    "justice",
    "story",
    "outside",
    "arena",
    "published",
    "record",
];

/// Leaves: everybody may use them, and they use only leaves and the plain data of `level`.
const LEAVES: [&str; 11] = [
    "kernel",
    "message",
    "ids",
    "clock",
    "chance",
    "due",
    "happening",
    "order",
    "section",
    "schedule",
    "rules",
];

/// What puts the rooms together, and is used by what is kept of a run alone.
const TOP: &str = "live";

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// Every `crate::NAME` in a line of code, comments left out.
fn uses(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or("");
    code.match_indices("crate::")
        .map(|(at, _)| {
            code[at + "crate::".len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

fn may_use(room: &str, used: &str) -> bool {
    // `RULES`, `Prison` and the like are the crate's own few names.
    if used.is_empty() || used.chars().next().is_some_and(char::is_uppercase) {
        return true;
    }
    if LEAVES.contains(&used) {
        return true;
    }
    if room == TOP {
        return true;
    }
    if used == TOP {
        return room == "record";
    }
    if LEAVES.contains(&room) {
        // `level` is plain data, without which no order could name a tile.
        return used == "level";
    }
    let place = |name: &str| ROOMS.iter().position(|room| *room == name);
    match (place(room), place(used)) {
        (Some(room), Some(used)) => used <= room,
        _ => false,
    }
}

fn violations(file: &str, room: &str, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .flat_map(|(number, line)| {
            uses(line)
                .into_iter()
                .filter(|used| !may_use(room, used))
                .map(move |used| (number + 1, used))
                .collect::<Vec<_>>()
        })
        .map(|(line, used)| format!("{file}:{line}: {room} may not use {used}"))
        .collect()
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    let sim = root().join("src/sim");
    let mut files = Vec::new();
    sources(&sim, &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let inner = path.strip_prefix(&sim).expect("it lies in the simulation");
        let first = inner.components().next().expect("it has a name");
        let room = Path::new(first.as_os_str())
            .file_stem()
            .expect("it has a name")
            .to_string_lossy()
            .to_string();
        if room == "lib" || room == "examples" {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it can be read");
        wrong.extend(violations(&path.display().to_string(), &room, &text));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_breach_is_found_with_file_and_line() {
    let text =
        "use crate::ids::PersonId;\nuse crate::custody::Custody;\n// crate::live is told of\n";
    assert_eq!(
        violations("src/sim/movement/x.rs", "movement", text),
        ["src/sim/movement/x.rs:2: movement may not use custody"]
    );
}

/// What each room of the game may use besides itself and the simulation.
const GAME: [(&str, &[&str]); 5] = [
    ("play", &[]),
    ("view", &["play"]),
    ("ui", &["play"]),
    ("app", &["play", "view", "ui"]),
    ("cli", &["play", "view", "ui", "app"]),
];

/// Uses of rooms that a room of the game may not make.
fn game_violations(file: &str, room: &str, text: &str) -> Vec<String> {
    let allowed = GAME
        .iter()
        .find(|(name, _)| *name == room)
        .map_or(&[] as &[&str], |(_, allowed)| allowed);
    text.lines()
        .enumerate()
        .flat_map(|(number, line)| {
            uses(line)
                .into_iter()
                .filter(|used| {
                    GAME.iter().any(|(name, _)| name == used)
                        && used != room
                        && !allowed.contains(&used.as_str())
                })
                .map(move |used| (number + 1, used))
                .collect::<Vec<_>>()
        })
        .map(|(line, used)| format!("{file}:{line}: {room} may not use {used}"))
        .collect()
}

#[test]
fn picture_and_panels_know_the_table_and_never_each_other() {
    let source = root().join("src");
    let mut wrong = Vec::new();
    for (room, _) in GAME {
        let mut files = Vec::new();
        sources(&source.join(room), &mut files);
        assert!(!files.is_empty(), "src/{room} is there");
        for path in files {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            let file = path.display().to_string();
            wrong.extend(game_violations(&file, room, &text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        game_violations(
            "src/view/x.rs",
            "view",
            "use crate::ui::theme;\nuse crate::play::Seat;"
        ),
        ["src/view/x.rs:1: view may not use ui"]
    );
}

#[test]
fn panels_and_picture_read_no_person_but_through_the_lens() {
    // Where somebody is, what he does, needs and waits for: columns of the prison that only
    // `play` reads.
    const COLUMNS: [&str; 5] = ["<Bodies>", "<Conduct>", "<Needs>", "<Waits>", "<Custody>"];
    let mut wrong = Vec::new();
    for room in ["view", "ui"] {
        let mut files = Vec::new();
        sources(&root().join("src").join(room), &mut files);
        for path in files {
            let text = std::fs::read_to_string(&path).expect("it can be read");
            for (number, line) in text.lines().enumerate() {
                if COLUMNS.iter().any(|column| line.contains(column)) {
                    wrong.push(format!(
                        "{}:{}: {}",
                        path.display(),
                        number + 1,
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_uses_the_command_line() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut users: BTreeMap<String, usize> = BTreeMap::new();
    for path in files {
        let name = path.display().to_string();
        let inside = name.contains("/src/cli/") || name.ends_with("/src/main.rs");
        let text = std::fs::read_to_string(&path).expect("it can be read");
        for (number, line) in text.lines().enumerate() {
            if !inside && uses(line).iter().any(|used| used == "cli") {
                users.insert(name.clone(), number + 1);
            }
        }
    }
    assert_eq!(users, BTreeMap::new());
}

#[test]
fn the_simulation_knows_no_window_no_clock_and_no_unordered_map() {
    let mut files = Vec::new();
    sources(&root().join("src/sim"), &mut files);
    // The names are put together here so that this file does not contain them whole.
    let banned = [
        ["std::", "time"].concat(),
        ["Hash", "Map"].concat(),
        ["Hash", "Set"].concat(),
        ["std::", "env"].concat(),
        ["std::", "thread"].concat(),
        ["bevy_", "render"].concat(),
        ["bevy_", "winit"].concat(),
    ];
    let mut wrong = Vec::new();
    for path in files {
        // Tests of a room may use a folder of the machine's.
        let name = path.display().to_string();
        if name.contains("/examples/") || name.contains("/tests/") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it can be read");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if banned.iter().any(|word| code.contains(word.as_str())) {
                wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for path in files {
        let text = std::fs::read_to_string(&path).expect("it can be read");
        assert!(
            text.starts_with("//!"),
            "{} does not say what it is",
            path.display()
        );
    }
}

/// The packages of the lock file, each with what it depends on, by name.
fn locked() -> BTreeMap<String, Vec<String>> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("it is committed");
    let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let (_, name) = package.split_once("name = \"").expect("a name");
        let (name, rest) = name.split_once('"').expect("its end");
        let needs = rest
            .split_once("dependencies = [")
            .map_or("", |(_, list)| list);
        let needs = needs.split_once(']').map_or("", |(list, _)| list);
        let needs = needs.split('"').skip(1).step_by(2);
        let needs = needs.filter_map(|need| need.split(' ').next().map(str::to_owned));
        packages.entry(name.to_owned()).or_default().extend(needs);
    }
    packages
}

#[test]
fn the_prison_alone_draws_no_window() {
    let packages = locked();
    let mut reached = vec!["bighouse-sim"];
    let mut next = 0;
    while let Some(name) = reached.get(next) {
        next += 1;
        for need in packages.get(*name).into_iter().flatten() {
            if !reached.contains(&need.as_str()) {
                reached.push(need);
            }
        }
    }
    assert!(reached.contains(&"bevy_ecs") && reached.len() > 50);
    for name in ["wgpu", "winit", "bevy_render", "bevy", "egui", "bighouse"] {
        assert!(!reached.contains(&name), "{name} has come in");
    }
}

#[test]
fn no_dependency_that_must_be_one_stands_twice() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("it is committed");
    for name in ["bevy_ecs", "bevy_app", "egui", "wgpu"] {
        let count = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(count, 1, "{name}");
    }
}
