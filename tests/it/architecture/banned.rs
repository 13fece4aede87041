//! The prison and the package of levels know no window, no wall clock, no environment, no threads and
//! no map without an order: the same level, seed and orders give the same state everywhere.

use proc_macro2::{TokenStream, TokenTree};

use super::source::{LEVEL, SIM, Source, read};

/// Single names that do not stand anywhere in the code.
const NAMES: [&str; 4] = ["HashMap", "HashSet", "bevy_render", "bevy_winit"];
/// Modules of the standard library that are not named.
const OF_STD: [&str; 3] = ["time", "env", "thread"];
/// What may touch the machine beside tests: the level's one file that reads folders, and the one
/// that looks when they have changed.
const TOUCH_THE_DISK: [&str; 2] = ["/files.rs", "/watch.rs"];

/// Names in the order in which they stand, with their lines; `std` and what follows it as one.
fn names(tokens: TokenStream, found: &mut Vec<(String, usize)>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                found.push((name.to_string(), name.span().start().line));
            }
            TokenTree::Group(group) => names(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Files that draw numbers in the order of a stream: what is made once at the beginning, always with as many
/// numbers, the walkers of arenas, and the published models. All else draws by event.
const DRAW_IN_ORDER: [&str; 5] = [
    "/kernel/chance/mod.rs",
    "/people/making/mod.rs",
    "/people/names.rs",
    "/unrest/spirits.rs",
    "/arena/mod.rs",
];

/// Where a file draws in the order of a stream though it may not.
fn draws_in_order(source: &Source) -> Vec<String> {
    let may = DRAW_IN_ORDER.iter().any(|end| source.path.ends_with(end))
        || source.path.contains("/published/");
    if source.is_test || may {
        return Vec::new();
    }
    let mut found = Vec::new();
    let tokens = source.text.parse().expect("the file was parsed before");
    names(tokens, &mut found);
    let of_a_stream = ["stream", "generator", "RngExt", "SliceRandom", "Pcg32"];
    found
        .iter()
        .filter(|(name, _)| of_a_stream.contains(&name.as_str()))
        .map(|(name, line)| format!("{}:{line}: draws in order ({name})", source.path))
        .collect()
}

fn breaches(source: &Source) -> Vec<String> {
    if source.is_test {
        return Vec::new();
    }
    let mut found = Vec::new();
    let tokens = source.text.parse().expect("the file was parsed before");
    names(tokens, &mut found);
    let mut wrong = Vec::new();
    let before = |at: usize| at.checked_sub(1).map_or("", |at| found[at].0.as_str());
    for (at, (name, line)) in found.iter().enumerate() {
        let of_std = before(at) == "std" && OF_STD.contains(&name.as_str());
        if of_std || NAMES.contains(&name.as_str()) {
            wrong.push(format!("{}:{line}: names {name}", source.path));
        }
    }
    wrong
}

#[test]
fn the_prison_knows_no_window_no_clock_and_no_unordered_map() {
    let mut wrong = Vec::new();
    for package in [LEVEL, SIM] {
        for source in read(package) {
            let touches =
                package == LEVEL && TOUCH_THE_DISK.iter().any(|end| source.path.ends_with(end));
            if !touches {
                wrong.extend(breaches(&source));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_prison_draws_by_event_and_not_in_the_order_of_a_stream() {
    let wrong: Vec<String> = read(SIM).iter().flat_map(draws_in_order).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let planted = "fn f() { let mut rng = chance.stream(Purpose::Fray, man, tick); }";
    let planted = Source::planted(SIM, "src/sim/riot/x.rs", planted);
    assert_eq!(
        draws_in_order(&planted),
        ["src/sim/riot/x.rs:1: draws in order (stream)"]
    );
}

#[test]
fn a_planted_clock_and_a_planted_map_are_found() {
    let found = |text: &str| breaches(&Source::planted(SIM, "src/sim/people/x.rs", text));
    assert_eq!(
        found("use std::{collections::HashMap};\nuse std::time::Instant;"),
        [
            "src/sim/people/x.rs:1: names HashMap",
            "src/sim/people/x.rs:2: names time"
        ]
    );
    assert!(found("// a HashMap has no order\nfn f(time: u8) {}").is_empty());
}
