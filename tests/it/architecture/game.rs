//! Who may use whom in the game: picture and panels know the table and never each other; nobody
//! knows the command line; and a level's package and the prison know nothing of the game.

use super::source::{GAME, LEVEL, Package, SIM, Source, read};
use super::uses::{Tops, uses};

/// What each room of the game may use besides itself and the prison.
const ROOMS: [(&str, &[&str]); 6] = [
    ("words", &[]),
    ("play", &["words"]),
    ("view", &["play", "words"]),
    ("ui", &["play", "words"]),
    ("app", &["play", "view", "ui", "words"]),
    ("cli", &["play", "view", "ui", "app", "words"]),
];

/// Columns of the prison that say where somebody is, what he does, needs and waits for. Of the game
/// only the table reads them.
const COLUMNS: [[&str; 2]; 5] = [
    ["movement", "Bodies"],
    ["movement", "Waits"],
    ["conduct", "Conduct"],
    ["needs", "Needs"],
    ["custody", "Custody"],
];

/// The rooms of a seat, which see persons through the lens alone.
const SEATED: [&str; 2] = ["view", "ui"];

fn breaches(source: &Source, tops: &Tops) -> Vec<String> {
    let room = source.room();
    let allowed = ROOMS.iter().find(|(name, _)| *name == room);
    let mut wrong = Vec::new();
    for found in uses(source, tops) {
        let (package, rest) = found.path.split_first().expect("a path has a package");
        let place = format!("{}:{}", source.path, found.line);
        if *package == GAME.name && room != "lib" {
            let used = rest.first().map_or("*", String::as_str);
            let may = allowed.is_some_and(|(_, others)| others.contains(&used));
            if used != room && !may {
                wrong.push(format!("{place}: {room} may not use {used}"));
            }
        }
        let column = COLUMNS.iter().find(|[room, name]| {
            rest.first().is_some_and(|first| first == room) && rest.iter().any(|part| part == name)
        });
        if let Some([_, column]) = column
            && *package == SIM.name
            && SEATED.contains(&room)
        {
            wrong.push(format!(
                "{place}: {room} may not read {column} but through the lens"
            ));
        }
    }
    wrong
}

/// What a file of a package below the game uses of a package that it may not know.
fn strays(source: &Source, known: &[Package]) -> Vec<String> {
    uses(source, &Tops::default())
        .into_iter()
        .filter(|found| known.iter().all(|package| package.name != found.path[0]))
        .map(|found| {
            let used = &found.path[0];
            format!(
                "{}:{}: {} may not use {used}",
                source.path, found.line, source.package.name
            )
        })
        .collect()
}

#[test]
fn picture_and_panels_know_the_table_and_never_each_other() {
    let sources = read(GAME);
    let tops = Tops::of(&sources);
    let mut wrong = Vec::new();
    for source in &sources {
        let known = source.room() == "lib" || ROOMS.iter().any(|(name, _)| *name == source.room());
        assert!(known, "{}: say what this room may use", source.path);
        // The tests of the words hold the files of a language against everything that speaks.
        if ["src/words/made.rs", "src/words/tests.rs"].contains(&source.path.as_str()) {
            continue;
        }
        wrong.extend(breaches(source, &tops));
    }
    assert!(
        sources.len() > 100,
        "only {} files were found",
        sources.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_packages_below_know_nothing_of_those_above() {
    let mut wrong = Vec::new();
    for (package, known) in [(LEVEL, &[LEVEL] as &[Package]), (SIM, &[LEVEL, SIM])] {
        for source in read(package) {
            wrong.extend(strays(&source, known));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_breach_in_the_game_is_found_with_file_and_line() {
    let top = Source::planted(
        GAME,
        "src/lib.rs",
        "pub mod play; pub mod ui; pub mod view;",
    );
    let tops = Tops::of(&[top]);
    let found = |path: &str, text: &str| breaches(&Source::planted(GAME, path, text), &tops);
    for (text, wrong) in [
        ("\nuse crate::ui::theme;", "view may not use ui"),
        (
            "use crate::play::Seat;\nuse crate::{play, ui::{hud, theme}};",
            "view may not use ui",
        ),
        (
            "\nfn f() { super::super::cli::run() }",
            "view may not use cli",
        ),
        (
            "use crate as game;\nfn f(x: game::ui::Card) {}",
            "view may not use ui",
        ),
        (
            "\nuse bighouse_sim::movement::{Bodies};",
            "view may not read Bodies but through the lens",
        ),
        (
            "use bighouse_sim::conduct as c;\nfn f(x: &c::Conduct) {}",
            "view may not read Conduct but through the lens",
        ),
    ] {
        let wrong = format!("src/view/x.rs:2: {wrong}");
        let found = found("src/view/x.rs", text);
        assert!(found.contains(&wrong), "{text}: {found:?}");
    }
    assert!(found("src/view/x.rs", "use crate::play::Seat;").is_empty());
    let stray = Source::planted(LEVEL, "src/level/x.rs", "use bighouse_sim::Prison;");
    assert_eq!(
        strays(&stray, &[LEVEL]),
        ["src/level/x.rs:1: bighouse_level may not use bighouse_sim"]
    );
}
