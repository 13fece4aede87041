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
