//! Conditions as a screenplay writes them, and which part of one is not the case: so that a line that
//! was never spoken says what it still waits for.

use std::fmt;

use bevy_ecs::prelude::World;

use super::conditions::{Memory, holds};
use super::{Condition, Screenplay};

/// The smallest part of a condition for which it is not the case; `None` if it is.
pub fn missing<'c>(
    world: &World,
    screenplay: &Screenplay,
    memory: &Memory,
    condition: &'c Condition,
) -> Option<&'c Condition> {
    if holds(world, screenplay, memory, condition) {
        return None;
    }
    match condition {
        // One that is missing is enough; of alternatives none is the one that is missing.
        Condition::All(parts) => parts
            .iter()
            .find_map(|part| missing(world, screenplay, memory, part)),
        _ => Some(condition),
    }
}

/// A condition as its file would say it.
pub fn written(screenplay: &Screenplay, condition: &Condition) -> String {
    Written {
        screenplay,
        condition,
    }
    .to_string()
}

struct Written<'a> {
    screenplay: &'a Screenplay,
    condition: &'a Condition,
}

impl Written<'_> {
    fn part(&self, condition: &Condition) -> String {
        written(self.screenplay, condition)
    }

    fn parts(&self, parts: &[Condition]) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(part)).collect();
        parts.join(", ")
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |second: u32| format!("{:02}:{:02}", second / 3600, second / 60 % 60);
        let ago = |seconds: u32| match seconds {
            0 => String::new(),
            seconds if seconds.is_multiple_of(60) => format!(", ago: \"{} min\"", seconds / 60),
            seconds => format!(", ago: \"{seconds} s\""),
        };
        match self.condition {
            Condition::After(second) => write!(f, "After(\"{}\")", time(*second)),
            Condition::Before(second) => write!(f, "Before(\"{}\")", time(*second)),
            Condition::Doing { who, deed } => write!(f, "Doing(who: \"{who}\", deed: {deed:?})"),
            Condition::In { who, at } => write!(f, "In(who: \"{who}\", at: \"{at}\")"),
            Condition::Near { who, whom, within } => {
                let metres = f64::from(*within) / 1000.0;
                write!(
                    f,
                    "Near(who: \"{who}\", whom: \"{whom}\", within: \"{metres} m\")"
                )
            }
            Condition::Has { who, item } => write!(f, "Has(who: \"{who}\", item: {item:?})"),
            Condition::Happened {
                what,
                who,
                at,
                ago: since,
                ..
            } => {
                write!(f, "Happened(what: \"{what}\"")?;
                if let Some(who) = who {
                    write!(f, ", who: \"{who}\"")?;
                }
                if let Some(at) = at {
                    write!(f, ", at: \"{at}\"")?;
                }
                write!(f, "{})", ago(*since))
            }
            Condition::Done { line, ago: since } => {
                let name = self
                    .screenplay
                    .lines
                    .get(*line)
                    .map(|line| line.name.as_str());
                let name = name.unwrap_or_default();
                write!(f, "Done(line: \"{name}\"{})", ago(*since))
            }
            Condition::All(parts) => write!(f, "All([{}])", self.parts(parts)),
            Condition::Any(parts) => write!(f, "Any([{}])", self.parts(parts)),
            Condition::Not(part) => write!(f, "Not({})", self.part(part)),
        }
    }
}
