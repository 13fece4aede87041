//! Reading a replay: line by line, whole or not at all.

use super::orders::order_line;
use super::words::{lines, tick, whole, whole_ron};
use super::{
    FIRST, FIRST_OF_OLD, MOST_CONSTANTS, MOST_DIGESTS, MOST_LINE, MOST_SECTIONS, MOST_SETTINGS,
    ONCE, Recorded, Replay, ReplayError,
};
use crate::RULES;
use crate::clock::LONGEST_RUN;
use crate::level::Constants;
use crate::level::reading::quote;
use crate::order::MOST_GIVEN;

/// Reads a replay.
pub fn read(text: &str) -> Result<Replay, ReplayError> {
    let mut replay = Replay::default();
    let mut seen: Vec<&str> = Vec::new();
    let mut is_old = false;
    for (number, line) in lines(text) {
        let fail = |what: String| ReplayError { line: number, what };
        if number == 1 {
            if line != FIRST && line != FIRST_OF_OLD {
                return Err(fail(format!(
                    "a replay begins with the line {FIRST:?}; this is something else"
                )));
            }
            is_old = line == FIRST_OF_OLD;
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let most = match word {
            "constants" => MOST_CONSTANTS,
            _ => MOST_LINE,
        };
        if line.len() > most {
            return Err(fail("the line is longer than any order".into()));
        }
        if seen.contains(&"end") && !word.is_empty() {
            return Err(fail("something follows `end`, the last line".into()));
        }
        if let Some(once) = ONCE.into_iter().find(|once| *once == word) {
            if seen.contains(&once) {
                return Err(fail(format!("here is {word:?} a second time")));
            }
            seen.push(once);
        }
        match word {
            "" => {}
            "level" => {
                let (name, hash) = rest
                    .rsplit_once(' ')
                    .ok_or_else(|| fail("after `level` come its name and its hash".into()))?;
                replay.level = name.into();
                replay.hash = u64::from_str_radix(hash, 16)
                    .map_err(|_| fail(format!("{hash:?} is no hash of 16 hex digits")))?;
            }
            "constants" => {
                let constants: Constants =
                    whole_ron(rest, "the constants of a level").map_err(fail)?;
                constants.check().map_err(fail)?;
                if replay.constants.replace(constants).is_some() {
                    return Err(fail("here is \"constants\" a second time".into()));
                }
            }
            "set" => {
                if replay.settings.len() >= MOST_SETTINGS {
                    let most = MOST_SETTINGS;
                    return Err(fail(format!("a level is read with at most {most} options")));
                }
                replay.settings.push(rest.into());
            }
            "seed" => replay.seed = whole(rest).map_err(fail)?,
            "rules" => {
                let rules = whole(rest).map_err(fail)?;
                if rules != RULES as u64 {
                    return Err(fail(format!(
                        "the replay was made under rules {rules}; this program has rules {RULES}, \
                         under which it would run differently: use the program it was made with"
                    )));
                }
            }
            "order" => {
                let given = order_line(rest, |word| tick(word, LONGEST_RUN)).map_err(fail)?;
                if replay.orders.len() >= MOST_GIVEN {
                    return Err(fail(format!("a run has at most {MOST_GIVEN} orders")));
                }
                if replay
                    .orders
                    .last()
                    .is_some_and(|last| last.tick > given.tick)
                {
                    return Err(fail(
                        "the orders are not in the order of their ticks".into(),
                    ));
                }
                replay.orders.push(given);
            }
            "sections" if !is_old => {
                if !replay.sections.is_empty() {
                    return Err(fail("here is \"sections\" a second time".into()));
                }
                replay.sections = sections_line(rest).map_err(fail)?;
            }
            "digest" => {
                if !is_old && replay.sections.is_empty() {
                    return Err(fail("the line `sections` comes before the digests".into()));
                }
                let (at, digest) = digest_line(rest, &replay).map_err(fail)?;
                if replay.digests.len() >= MOST_DIGESTS {
                    return Err(fail(format!("a replay has at most {MOST_DIGESTS} digests")));
                }
                if replay.digests.last().is_some_and(|last| last.0 >= at) {
                    return Err(fail(
                        "the digests are not in the order of their ticks".into(),
                    ));
                }
                replay.digests.push((at, digest));
            }
            "end" => {
                replay.end = tick(rest, LONGEST_RUN).map_err(fail)?;
                if replay
                    .digests
                    .last()
                    .is_some_and(|last| last.0 > replay.end)
                {
                    return Err(fail("it ends before its last digest".into()));
                }
            }
            other => {
                return Err(fail(format!(
                    "{other:?} is not known; lines begin with level, set, constants, seed, rules, order, sections, digest or end"
                )));
            }
        }
    }
    if let Some(missing) = ONCE.into_iter().find(|once| !seen.contains(once)) {
        return Err(ReplayError {
            line: text.lines().count().max(1),
            what: format!("the replay is cut off: its line `{missing}` is missing"),
        });
    }
    Ok(replay)
}

/// Names and versions of sections: `clock:1 needs:2`.
fn sections_line(rest: &str) -> Result<Vec<(String, u32)>, String> {
    let mut sections: Vec<(String, u32)> = Vec::new();
    for word in rest.split_whitespace() {
        let (name, version) = word
            .rsplit_once(':')
            .and_then(|(name, version)| Some((name, version.parse().ok()?)))
            .ok_or_else(|| {
                format!(
                    "{} is no section with its version, such as needs:2",
                    quote(word)
                )
            })?;
        if sections.iter().any(|(other, _)| other == name) {
            return Err(format!("section {} is named twice", quote(name)));
        }
        if sections.len() >= MOST_SECTIONS {
            return Err(format!("it names more than {MOST_SECTIONS} sections"));
        }
        sections.push((name.into(), version));
    }
    if sections.is_empty() {
        return Err(
            "after `sections` come their names with their versions, such as needs:2".into(),
        );
    }
    Ok(sections)
}

/// A tick and its digests, after the lines of a replay that were read before.
fn digest_line(rest: &str, replay: &Replay) -> Result<(u64, Recorded), String> {
    let hash = |word: &str| {
        u64::from_str_radix(word, 16)
            .map_err(|_| format!("{} is no digest of 16 hex digits", quote(word)))
    };
    let mut words = rest.split_whitespace();
    let (Some(at), Some(all)) = (words.next(), words.next()) else {
        return Err("after `digest` come a tick and a digest".into());
    };
    let (at, all) = (tick(at, LONGEST_RUN)?, hash(all)?);
    let before = replay.digests.last().map(|(_, digest)| &digest.sections);
    let mut sections = Vec::with_capacity(replay.sections.len());
    for word in words {
        let place = sections.len();
        if place >= replay.sections.len() {
            return Err(format!(
                "it has digests of more sections than the {} that are named",
                replay.sections.len()
            ));
        }
        sections.push(match (word, before) {
            ("=", Some(before)) => before[place],
            ("=", None) => return Err("the first digest has none before it to be equal to".into()),
            (word, _) => hash(word)?,
        });
    }
    if sections.len() < replay.sections.len() {
        return Err(format!(
            "it has digests of {} sections; {} are named",
            sections.len(),
            replay.sections.len()
        ));
    }
    Ok((at, Recorded { all, sections }))
}
