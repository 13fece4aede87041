//! The hash of a level: what it says, not how it was written.
//!
//! Everything that shapes the prison is written out in one canonical text, and
//! that text is hashed. Name, title and places in files are left out, and so is
//! how numbers, maps and lines were spelt. Structs are taken apart field by
//! field, so that a new field does not compile until it is hashed.

use std::fmt::Write;

use xxhash_rust::xxh3::xxh3_64;

use super::plan::{
    CastMember, Crowd, Group, Guards, Job, Kitchen, Label, Level, MapPlan, Occasion, OldGrudge,
    Spread, TimetableEntry, Unrest, WalkerGroup, Warden,
};

/// The hash of everything in a level but its name, title, origins and the hash itself.
pub(super) fn hash_of(level: &Level) -> u64 {
    xxh3_64(canonical(level).as_bytes())
}

/// A text with its length before it, so that no two lists of texts read alike.
fn text(out: &mut String, text: &str) {
    put(out, format_args!(" {}:{text}", text.len()));
}

fn optional(out: &mut String, value: Option<&str>) {
    match value {
        Some(value) => text(out, value),
        None => out.push_str(" -"),
    }
}

/// Writing to a string can not fail.
fn put(out: &mut String, arguments: std::fmt::Arguments) {
    let _ = out.write_fmt(arguments);
}

fn numbers<const N: usize>(out: &mut String, numbers: [i64; N]) {
    for number in numbers {
        put(out, format_args!(" {number}"));
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
        hash: _,
        origins: _,
    } = level;
    let mut out = String::new();
    let o = &mut out;
    put(o, format_args!("level 1\nstarts {starts}"));
    for entry in day {
        entry_of_day(o, entry);
    }
    let Kitchen {
        quality,
        spend_cents,
    } = kitchen;
    put(o, format_args!("\nkitchen {quality} {spend_cents}"));
    for group in population {
        let Group {
            name,
            men,
            temper,
            age,
            term,
        } = group;
        o.push_str("\ngroup");
        text(o, name);
        numbers(o, [i64::from(*men)]);
        for Spread { mean, spread } in [temper, age, term] {
            numbers(o, [i64::from(*mean), i64::from(*spread)]);
        }
    }
    for person in cast {
        person_of_cast(o, person);
    }
    for OldGrudge { grievance, weight } in grudges {
        put(o, format_args!("\ngrudge {grievance:?} {weight}"));
    }
    let Guards {
        day,
        evening,
        night,
        day_from,
        evening_from,
        night_from,
        harshness,
        searches,
        corruption,
    } = guards;
    o.push_str("\nguards");
    let all = [
        day,
        evening,
        night,
        day_from,
        evening_from,
        night_from,
        harshness,
        searches,
        corruption,
    ];
    numbers(o, all.map(|n| i64::from(*n)));
    for job in jobs {
        let Job {
            name,
            room,
            men,
            night,
            hours,
        } = job;
        o.push_str("\njob");
        text(o, name);
        put(o, format_args!(" {room:?} {men} {night}"));
        if let Some((from, to)) = hours {
            put(o, format_args!(" {from} {to}"));
        }
    }
    policy(o, warden, *unrest);
    let Crowd {
        door_flow,
        march,
        spacing,
    } = crowd;
    put(o, format_args!("\ncrowd {door_flow} {march} {spacing}"));
    for group in walkers {
        let WalkerGroup {
            name,
            men,
            from,
            route,
            forever,
            speed: Spread { mean, spread },
            starts_after: (first, last),
        } = group;
        o.push_str("\nwalkers");
        text(o, name);
        put(
            o,
            format_args!(" {men} {forever} {mean} {spread} {first} {last}"),
        );
        text(o, from);
        for area in route {
            text(o, area);
        }
    }
    map_plan(o, map);
    out
}

fn policy(o: &mut String, warden: &Warden, unrest: Unrest) {
    let Warden {
        answer,
        storm,
        water,
        light,
        troopers,
        troopers_come,
        army,
        army_comes,
    } = warden;
    put(o, format_args!("\nwarden {answer:?}"));
    for number in [storm, water, light, troopers, army] {
        numbers(o, [number.map_or(-1, i64::from)]);
    }
    for (from, to) in [troopers_come, army_comes] {
        numbers(o, [i64::from(*from), i64::from(*to)]);
    }
    let Unrest { rule } = unrest;
    put(o, format_args!("\nunrest {rule:?}"));
}

fn entry_of_day(o: &mut String, entry: &TimetableEntry) {
    let TimetableEntry {
        weekday,
        at,
        occasion,
    } = entry;
    put(
        o,
        format_args!("\nat {} {at} ", weekday.map_or(-1, i64::from)),
    );
    match occasion {
        Occasion::Bell => o.push_str("Bell"),
        Occasion::Count { within } => put(o, format_args!("Count {within}")),
        Occasion::Meal {
            sittings,
            eat,
            until,
        } => put(o, format_args!("Meal {sittings} {eat} {until}")),
        Occasion::Work => o.push_str("Work"),
        Occasion::Yard => o.push_str("Yard"),
        Occasion::Rest => o.push_str("Rest"),
        Occasion::Chapel { services, length } => {
            put(o, format_args!("Chapel {services} {length}"));
        }
        Occasion::Visits { men, length } => put(o, format_args!("Visits {men} {length}")),
        Occasion::LockUp { by } => put(o, format_args!("LockUp {by}")),
        Occasion::LightsOut => o.push_str("LightsOut"),
    }
}

fn person_of_cast(o: &mut String, person: &CastMember) {
    let CastMember {
        key,
        name,
        role,
        number,
        group,
        temper,
        age,
        term,
        cell,
        job,
        home,
        work,
        carries,
    } = person;
    o.push_str("\ncast");
    text(o, key);
    text(o, name);
    put(o, format_args!(" {role:?}"));
    for number in [number, temper, age, term] {
        numbers(o, [number.map_or(-1, i64::from)]);
    }
    for name in [group, cell, job, home, work] {
        optional(o, name.as_deref());
    }
    for kind in carries {
        put(o, format_args!(" carries {kind:?}"));
    }
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
        put(o, format_args!("\nlabel {x} {y} {room:?}"));
        optional(o, name.as_deref());
    }
    for (name, indices) in areas {
        o.push_str("\narea");
        text(o, name);
        for index in indices {
            put(o, format_args!(" {index}"));
        }
    }
}
