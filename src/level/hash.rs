//! The hash of a level: what it says, not how it was written.
//!
//! Everything that shapes the prison is written out in one canonical text, and
//! that text is hashed. Name, title and places in files are left out, and so is
//! how numbers, maps and lines were spelt. The keys of a group write themselves (`keys`); the rest is
//! taken apart field by field, so that a new field does not compile until it is hashed.

use std::fmt::{Arguments, Write};

use xxhash_rust::xxh3::xxh3_64;

use crate::keys::KeyGroup;
use crate::keys::forms::with_length;
use crate::nouns::{Label, Level, MapPlan, OldGrudge};

/// The hash of everything in a level but its name, title, origins and the hash itself.
pub(crate) fn hash_of(level: &Level) -> u64 {
    xxh3_64(canonical(level).as_bytes())
}

/// Writing to a string cannot fail.
fn put(out: &mut String, arguments: Arguments) {
    let _ = out.write_fmt(arguments);
}

/// A line for a group: its word, the key of its entry if it is one of a map, its values.
fn group<G: KeyGroup>(out: &mut String, word: &str, group: &G) {
    let entry = group.entry().map(with_length).unwrap_or_default();
    put(out, format_args!("\n{word}{entry}{}", group.canonical()));
}

fn groups<G: KeyGroup>(out: &mut String, word: &str, all: &[G]) {
    for one in all {
        group(out, word, one);
    }
}

fn canonical(level: &Level) -> String {
    let Level {
        name: _,
        title: _,
        starts,
        day,
        kitchen,
        population,
        cast,
        grudges,
        guards,
        jobs,
        warden,
        unrest,
        crowd,
        walkers,
        map,
        settings: _,
        hash: _,
        origins: _,
    } = level;
    let mut out = String::new();
    let o = &mut out;
    put(o, format_args!("level 1\nstarts {starts}"));
    for line in day {
        put(o, format_args!("\nat {}", line.canonical()));
    }
    group(o, "kitchen", kitchen);
    groups(o, "group", population);
    groups(o, "cast", cast);
    for OldGrudge { grievance, weight } in grudges {
        put(o, format_args!("\ngrudge {grievance:?} {weight}"));
    }
    group(o, "guards", guards);
    groups(o, "job", jobs);
    group(o, "warden", warden);
    group(o, "unrest", unrest);
    group(o, "crowd", crowd);
    groups(o, "walkers", walkers);
    map_plan(o, map);
    out
}

fn map_plan(o: &mut String, map: &MapPlan) {
    let MapPlan {
        width,
        height,
        tiles,
        labels,
        areas,
        file: _,
    } = map;
    put(o, format_args!("\nmap {width} {height}\n"));
    for run in tiles.chunk_by(|a, b| a == b) {
        if let Some(tile) = run.first() {
            put(o, format_args!("{tile:?}*{} ", run.len()));
        }
    }
    for Label { x, y, room, name } in labels {
        let name = name.as_deref().map_or_else(|| " -".to_owned(), with_length);
        put(o, format_args!("\nlabel {x} {y} {room:?}{name}"));
    }
    for (name, indices) in areas {
        put(o, format_args!("\narea{}", with_length(name)));
        for index in indices {
            put(o, format_args!(" {index}"));
        }
    }
}
