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
    let mut reading = Reading::default();
    for (number, line) in lines(text) {
        reading
            .line(number, line)
            .map_err(|what| ReplayError { line: number, what })?;
    }
    if let Some(missing) = ONCE.into_iter().find(|once| !reading.seen.contains(once)) {
        return Err(ReplayError {
            line: text.lines().count().max(1),
            what: format!("the replay is cut off: its line `{missing}` is missing"),
        });
    }
    Ok(reading.replay)
}

/// What has been read of a replay so far.
#[derive(Default)]
struct Reading {
    replay: Replay,
    /// Which of the lines that stand there once have been there.
    seen: Vec<&'static str>,
    /// It is of format 1.
    is_old: bool,
}

impl Reading {
    fn line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if number == 1 {
            if line != FIRST && line != FIRST_OF_OLD {
                return Err(format!(
                    "a replay begins with the line {FIRST:?}; this is something else"
                ));
            }
            self.is_old = line == FIRST_OF_OLD;
            return Ok(());
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let most = match word {
            "constants" => MOST_CONSTANTS,
            _ => MOST_LINE,
        };
        if line.len() > most {
            return Err("the line is longer than any order".into());
        }
        if self.seen.contains(&"end") && !word.is_empty() {
            return Err("something follows `end`, the last line".into());
        }
        if let Some(once) = ONCE.into_iter().find(|once| *once == word) {
            if self.seen.contains(&once) {
                return Err(format!("here is {word:?} a second time"));
            }
            self.seen.push(once);
        }
        self.word(word, rest)
    }

    /// A line by its first word.
    fn word(&mut self, word: &str, rest: &str) -> Result<(), String> {
        match word {
            "" => Ok(()),
            "level" => self.level(rest),
            "set" => self.setting(rest),
            "constants" => self.constants(rest),
            "seed" => {
                self.replay.seed = whole(rest)?;
                Ok(())
            }
            "rules" => rules(rest),
            "order" => self.order(rest),
            "sections" if !self.is_old => {
                if !self.replay.sections.is_empty() {
                    return Err("here is \"sections\" a second time".into());
                }
                self.replay.sections = sections_line(rest)?;
                Ok(())
            }
            "digest" => self.digest(rest),
            "end" => self.end(rest),
            other => Err(format!(
                "{other:?} is not known; lines begin with level, set, constants, seed, rules, order, sections, digest or end"
            )),
        }
    }

    fn level(&mut self, rest: &str) -> Result<(), String> {
        let (name, hash) = rest
            .rsplit_once(' ')
            .ok_or("after `level` come its name and its hash")?;
        self.replay.level = name.into();
        self.replay.hash = u64::from_str_radix(hash, 16)
            .map_err(|_| format!("{hash:?} is no hash of 16 hex digits"))?;
        Ok(())
    }

    fn setting(&mut self, rest: &str) -> Result<(), String> {
        if self.replay.settings.len() >= MOST_SETTINGS {
            return Err(format!(
                "a level is read with at most {MOST_SETTINGS} options"
            ));
        }
        self.replay.settings.push(rest.into());
        Ok(())
    }

    fn constants(&mut self, rest: &str) -> Result<(), String> {
        let constants: Constants = whole_ron(rest, "the constants of a level")?;
        constants.check()?;
        match self.replay.constants.replace(constants) {
            None => Ok(()),
            Some(_) => Err("here is \"constants\" a second time".into()),
        }
    }

    fn order(&mut self, rest: &str) -> Result<(), String> {
        let given = order_line(rest, |word| tick(word, LONGEST_RUN))?;
        let orders = &mut self.replay.orders;
        if orders.len() >= MOST_GIVEN {
            return Err(format!("a run has at most {MOST_GIVEN} orders"));
        }
        if orders.last().is_some_and(|last| last.tick > given.tick) {
            return Err("the orders are not in the order of their ticks".into());
        }
        orders.push(given);
        Ok(())
    }

    fn digest(&mut self, rest: &str) -> Result<(), String> {
        if !self.is_old && self.replay.sections.is_empty() {
            return Err("the line `sections` comes before the digests".into());
        }
        let (at, digest) = digest_line(rest, &self.replay)?;
        let digests = &mut self.replay.digests;
        if digests.len() >= MOST_DIGESTS {
            return Err(format!("a replay has at most {MOST_DIGESTS} digests"));
        }
        if digests.last().is_some_and(|last| last.0 >= at) {
            return Err("the digests are not in the order of their ticks".into());
        }
        digests.push((at, digest));
        Ok(())
    }

    fn end(&mut self, rest: &str) -> Result<(), String> {
        let end = tick(rest, LONGEST_RUN)?;
        let last = self.replay.digests.last();
        if last.is_some_and(|last| last.0 > end) {
            return Err("it ends before its last digest".into());
        }
        self.replay.end = end;
        Ok(())
    }
}

/// Whether the rules are those of this program.
fn rules(rest: &str) -> Result<(), String> {
    let rules = whole(rest)?;
    if rules == RULES as u64 {
        return Ok(());
    }
    Err(format!(
        "the replay was made under rules {rules}; this program has rules {RULES}, \
         under which it would run differently: use the program it was made with"
    ))
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
