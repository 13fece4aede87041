//! The behaviour of a run, as text: what a change that only moves code must leave as it is.
//!
//! A digest is the hash of the state's bytes, so it changes whenever the *layout* of the state
//! changes. A trace holds what people do instead: once a prison hour a line for each person
//! (where he is, what he does, how he is, what he carries), and a line for each happening (tick,
//! kind, persons). Two versions of the program that behave alike write the same trace.
//!
//! Units: ticks, millimetres, basis points of a need.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::Prison;
use crate::clock::Clock;
use crate::conduct::Conduct;
use crate::contraband::Items;
use crate::happening::{Happening, Happenings};
use crate::harm::Wounds;
use crate::ids::{HappeningId, PersonId};
use crate::movement::{Bodies, Mode};
use crate::needs::{Need, Needs};
use crate::people::Roster;

/// Writes a trace while a run goes on.
#[derive(Debug, Default)]
pub struct Tracer {
    told: HappeningId,
}

impl Tracer {
    /// Appends what has happened since the last call, oldest first. Call it at least once a day:
    /// older happenings leave the record.
    pub fn happenings(&mut self, prison: &Prison, out: &mut String) {
        let chronicle = prison.world().resource::<Happenings>().chronicle();
        let new = chronicle.partition_point(|happening| happening.id <= self.told);
        for happening in chronicle.get(new..).unwrap_or(&[]) {
            self.told = happening.id;
            happening_line(happening, out);
        }
    }

    /// Appends where everybody is and how he is.
    pub fn people(&self, prison: &Prison, out: &mut String) {
        let world = prison.world();
        let tick = world.resource::<Clock>().tick;
        let bodies = world.resource::<Bodies>();
        let conduct = world.resource::<Conduct>();
        let needs = world.resource::<Needs>();
        let roster = world.resource::<Roster>();
        let wounds = world.resource::<Wounds>();
        let items = world.resource::<Items>();
        let mut carried: Vec<Vec<String>> = vec![Vec::new(); bodies.len()];
        for (_, item) in items.all() {
            if let crate::contraband::Whereabouts::Carried(person) = item.at {
                carried[person.index()].push(format!("{:?}", item.kind));
            }
        }
        for (person, body) in bodies.iter() {
            let place = match body.mode {
                Mode::Gone => "gone".to_owned(),
                mode => format!("{},{} {mode:?}", body.x, body.y),
            };
            let doing = conduct.doing(person);
            let there = if doing.there { "there" } else { "going" };
            let _ = write!(
                out,
                "{tick} person {} {place} {:?}@{} {there}",
                person.0, doing.activity.deed, doing.activity.at.0
            );
            if roster.is_inmate(person) {
                for need in Need::ALL {
                    let _ = write!(out, " {}={}", need.key(), needs.of(person, need, tick));
                }
            }
            if wounds.is_hurt(person) {
                out.push_str(" wounded");
            }
            for item in &carried[person.index()] {
                let _ = write!(out, " has {item}");
            }
            out.push('\n');
        }
    }
}

fn happening_line(happening: &Happening, out: &mut String) {
    let facts = happening.what.facts();
    let persons: BTreeSet<PersonId> = facts.persons().chain(happening.who).collect();
    let _ = write!(out, "{} {}", happening.tick, facts.name);
    for person in persons {
        let _ = write!(out, " {}", person.0);
    }
    if let Some(at) = happening.at {
        let _ = write!(out, " @{}", at.0);
    }
    out.push('\n');
}

/// Where a trace begins to differ from another: the number of the line, from 1, and both lines. `None`
/// if they are the same.
pub fn first_difference<'a>(
    one: &'a str,
    other: &'a str,
) -> Option<(usize, Option<&'a str>, Option<&'a str>)> {
    let (mut first, mut second) = (one.lines(), other.lines());
    let mut number = 0;
    loop {
        number += 1;
        match (first.next(), second.next()) {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => return Some((number, a, b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_line_that_differs_is_named_with_both_texts() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(
            first_difference("a\nb\nc\n", "a\nx\n"),
            Some((2, Some("b"), Some("x")))
        );
        assert_eq!(
            first_difference("a\n", "a\nb\n"),
            Some((2, None, Some("b")))
        );
    }
}
