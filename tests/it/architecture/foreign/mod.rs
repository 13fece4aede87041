//! A ratchet: how often a room of the prison writes the state of another. `tests/golden/foreign_writes.txt`
//! has the counts, by who writes and whose state it is; they may only fall.
//!
//! State is a resource; its owner is the room that defines it. Of the state of the kernel (what
//! happened, what is due) every room is meant to write, so that it does not count. Three things do:
//!
//! - **asked**: a function, a system or a context asks for a foreign resource to write (`ResMut<T>`,
//!   `&mut T`, `resource_mut::<T>()`). It needs that to call a verb of the owner; the fewer, the better.
//! - **assigned**: a field of a foreign resource is assigned to, or a list in it is changed.
//! - **reached**: a foreign resource is written by a method, but through a field of another room's
//!   context or state: a door that no `use` line shows.
//!
//! The types are found by parsing alone, so that what a parser cannot see (the type of what a
//! macro makes, of an inferred binding) is not counted.

mod planted;
mod state;
mod writes;

use std::collections::BTreeMap;

use super::source::{SIM, Source, read};
use crate::common::root;
use state::State;
use writes::{How, Write, writes};

/// Where the counts lie.
const GOLDEN: &str = "tests/golden/foreign_writes.txt";
/// How to accept counts that fell.
const BLESS: &str = "BLESS=1 cargo test --test it foreign";

/// Counts by the room that writes and the room whose state it is; asked, assigned, reached.
type Counts = BTreeMap<(String, String), [usize; 3]>;

fn found_in(sources: &[Source]) -> Vec<Write> {
    let state = State::of(sources);
    let of_each = sources.iter().filter(|source| !source.is_test);
    of_each.flat_map(|source| writes(source, &state)).collect()
}

fn counts(found: &[Write]) -> Counts {
    let mut counts = Counts::new();
    for write in found {
        let pair = (write.room.clone(), write.owner.clone());
        counts.entry(pair).or_default()[write.how as usize] += 1;
    }
    counts
}

fn written(counts: &Counts) -> String {
    let total: usize = counts.values().flatten().sum();
    let mut text =
        format!("# who writes -> whose state: how often. {total} in all. Only less is accepted.\n");
    for ((room, owner), [asked, assigned, reached]) in counts {
        text.push_str(&format!(
            "{room} -> {owner}: asked {asked}, assigned {assigned}, reached {reached}\n"
        ));
    }
    text
}

fn read_back(text: &str) -> Counts {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let read = lines.filter_map(|line| {
        let (pair, numbers) = line.split_once(": ")?;
        let (room, owner) = pair.split_once(" -> ")?;
        let mut of_line = numbers
            .split(", ")
            .filter_map(|part| part.split_once(' ')?.1.parse().ok());
        let three = [of_line.next()?, of_line.next()?, of_line.next()?];
        Some(((room.to_owned(), owner.to_owned()), three))
    });
    read.collect()
}

/// What there is more of than before, with every place; and what there is less of.
fn compared(before: &Counts, found: &[Write]) -> (Vec<String>, Vec<String>) {
    let (mut more, mut less) = (Vec::new(), Vec::new());
    let now = counts(found);
    let pairs: std::collections::BTreeSet<_> = before.keys().chain(now.keys()).collect();
    for pair in pairs {
        let (was, is) = (
            before.get(pair).copied().unwrap_or_default(),
            now.get(pair).copied().unwrap_or_default(),
        );
        let (room, owner) = pair;
        for how in [How::Asked, How::Assigned, How::Reached] {
            let (was, is) = (was[how as usize], is[how as usize]);
            let line = format!("{room} -> {owner}: {} {is}, before {was}", how.word());
            if is < was {
                less.push(line);
            } else if is > was {
                more.push(line);
                let places = found
                    .iter()
                    .filter(|write| (&write.room, &write.owner, write.how) == (room, owner, how));
                more.extend(places.map(|write| format!("  {}: {}", write.place, write.what)));
            }
        }
    }
    (more, less)
}

#[test]
fn no_room_writes_more_foreign_state_than_it_did() {
    let found = found_in(&read(SIM));
    assert!(
        !found.is_empty(),
        "nothing was found: does the detector still see?"
    );
    let path = root().join(GOLDEN);
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let (more, less) = compared(&read_back(&before), &found);
    if std::env::var_os("BLESS").is_some() && (more.is_empty() || before.is_empty()) {
        std::fs::write(&path, written(&counts(&found))).expect("the counts can be written");
        return;
    }
    assert!(
        more.is_empty(),
        "a room writes more of another's state; let the owner export a verb for it:\n{}",
        more.join("\n")
    );
    assert!(
        less.is_empty(),
        "fewer foreign writes than before: good. Keep it so: {BLESS}\n{}",
        less.join("\n")
    );
}
