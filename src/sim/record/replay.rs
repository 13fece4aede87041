//! Replays: the orders of a run, as text people can read.
//!
//! ```text
//! bighouse replay 1
//! level big_house 5f0c9b3a11223344
//! seed 1
//! rules 3
//! order 1200 author LockDown
//! order 2400 person:17 WalkTo(person:(17),at:(3120))
//! order 2700 person:21 line:3 PassItem(from:(21),to:(17),item:(2))
//! digest 36000 0123456789abcdef
//! end 72000
//! ```
//!
//! Was the level amended while it was lived in, a line `constants` before the orders says what it was
//! before, so that the replay is at home in the level as its file says it now.
//!
//! `line:3` says that the order was given from that line of the screenplay, from 0. What the AI decided is not in it: that is worked out again. An order file for
//! `run --orders` holds lines of the same kind, `order` ones only, where the tick may
//! also be a time of day (`07:05`), the first after the start.

use std::sync::Arc;

use serde::Deserialize;

use crate::RULES;
use crate::chance::Chance;
use crate::clock::{Clock, LONGEST_RUN};
use crate::ids::PersonId;
use crate::level::{Constants, Level};
use crate::live::Prison;
use crate::order::{Given, Giver, MOST_GIVEN, Order, OrderQueue};
use crate::rules::Rules;
use crate::section::LAST_TICK;

/// The first line.
const FIRST: &str = "bighouse replay 1";
/// No replay is larger.
pub const MOST_BYTES: u64 = 16 << 20;
/// Nor has longer lines.
const MOST_LINE: usize = 32_768;
/// But for the constants of a level, whose timetable may have a line for each minute of the week.
const MOST_CONSTANTS: usize = 2 << 20;
/// As many errors of an order file are told of at once.
const MOST_ERRORS: usize = 50;
/// The lines a replay has once.
const ONCE: [&str; 4] = ["level", "seed", "rules", "end"];

/// A replay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// The level's name.
    pub level: String,
    /// The level's hash.
    pub hash: u64,
    /// What the level was before it was amended, if it was.
    pub constants: Option<Constants>,
    /// The seed.
    pub seed: u64,
    /// The orders, in order.
    pub orders: Vec<Given>,
    /// Digests by tick.
    pub digests: Vec<(u64, u64)>,
    /// The tick at which the run ended.
    pub end: u64,
}

impl Replay {
    /// The level it was made in: the one at hand, or the same before it was amended.
    pub fn level_in(&self, level: Arc<Level>) -> Option<Arc<Level>> {
        if level.hash == self.hash {
            return Some(level);
        }
        level
            .as_it_was(self.constants.as_ref()?, self.hash)
            .map(Arc::new)
    }
}

/// What is wrong with a replay or order file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ReplayError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

/// The replay of a run so far.
pub fn of(prison: &Prison) -> Replay {
    let world = prison.world();
    let rules = world.resource::<Rules>();
    let mut digests: Vec<(u64, u64)> = prison
        .hourly_digests()
        .iter()
        .map(|(tick, digest)| (*tick, digest.all))
        .collect();
    if digests.last().map(|last| last.0) != Some(prison.now()) {
        digests.push((prison.now(), prison.digest().all));
    }
    let orders = world.resource::<OrderQueue>().given.clone();
    let amended = orders
        .iter()
        .any(|given| matches!(given.order, Order::AmendLevel(_)));
    Replay {
        level: rules.name.clone(),
        hash: rules.hash,
        constants: amended.then(|| rules.as_read().constants()),
        seed: world.resource::<Chance>().seed,
        orders,
        digests,
        end: prison.now(),
    }
}

/// A replay as text.
pub fn write(replay: &Replay) -> String {
    let mut out = format!(
        "{FIRST}\nlevel {} {:016x}\nseed {}\nrules {RULES}\n",
        replay.level, replay.hash, replay.seed
    );
    if let Some(constants) = &replay.constants {
        // Numbers and names: RON can always write them.
        let constants = ron::to_string(constants).unwrap_or_default();
        out.push_str(&format!("constants {constants}\n"));
    }
    for given in &replay.orders {
        let line = given.line.map(|line| format!("line:{line} "));
        out.push_str(&format!(
            "order {} {} {}{}\n",
            given.tick,
            giver_text(given.giver),
            line.unwrap_or_default(),
            order_text(&given.order)
        ));
    }
    for (tick, digest) in &replay.digests {
        out.push_str(&format!("digest {tick} {digest:016x}\n"));
    }
    out.push_str(&format!("end {}\n", replay.end));
    out
}

fn giver_text(giver: Giver) -> String {
    match giver {
        Giver::Author => "author".into(),
        Giver::Person(person) => format!("person:{}", person.0),
    }
}

fn order_text(order: &Order) -> String {
    // An order is an enum of numbers: RON can always write it.
    ron::to_string(order).unwrap_or_default()
}

/// Reads a replay.
pub fn read(text: &str) -> Result<Replay, ReplayError> {
    let mut replay = Replay::default();
    let mut seen: Vec<&str> = Vec::new();
    for (number, line) in lines(text) {
        let fail = |what: String| ReplayError { line: number, what };
        if number == 1 {
            if line != FIRST {
                return Err(fail(format!(
                    "a replay begins with the line {FIRST:?}; this is something else"
                )));
            }
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
            "digest" => {
                let (at, digest) = rest
                    .split_once(' ')
                    .ok_or_else(|| fail("after `digest` come a tick and a digest".into()))?;
                let digest = u64::from_str_radix(digest, 16)
                    .map_err(|_| fail(format!("{digest:?} is no digest of 16 hex digits")))?;
                let at = tick(at, LONGEST_RUN).map_err(fail)?;
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
                    "{other:?} is not known; lines begin with level, constants, seed, rules, order, digest or end"
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

/// Whether the persons and tiles that the orders of a replay name exist in its level; `text` is what
/// it was read from.
pub fn check_orders(
    replay: &Replay,
    text: &str,
    persons: u32,
    tiles: u32,
) -> Result<(), ReplayError> {
    let places = lines(text).filter(|(_, line)| line.starts_with("order "));
    for (given, (line, _)) in replay.orders.iter().zip(places) {
        is_known(given, persons, tiles).map_err(|what| ReplayError { line, what })?;
    }
    Ok(())
}

fn is_known(given: &Given, persons: u32, tiles: u32) -> Result<(), String> {
    if given.is_sound(persons, tiles) {
        return Ok(());
    }
    Err(format!(
        "the order names a person or a tile that is not there; persons go from 0 to {}, tiles from 0 to {}",
        persons.saturating_sub(1),
        tiles.saturating_sub(1)
    ))
}

/// Reads an order file for a prison of so many persons and tiles; times of day are the first such
/// after `clock`'s tick. Tells of the first errors, which are enough to mend.
pub fn read_orders(
    text: &str,
    clock: &Clock,
    persons: u32,
    tiles: u32,
) -> Result<Vec<Given>, Vec<ReplayError>> {
    let when = |word: &str| -> Result<u64, String> {
        match word.split_once(':') {
            None => tick(word, LAST_TICK),
            Some((hour, minute)) => {
                let (hour, minute) = (whole(hour)?, whole(minute)?);
                if hour > 23 || minute > 59 {
                    return Err(format!("{word:?} is no time of day"));
                }
                Ok(clock.next_at(clock.tick, (hour * 3600 + minute * 60) as u32))
            }
        }
    };
    let mut orders = Vec::new();
    let mut errors = Vec::new();
    for (number, line) in lines(text) {
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let result = if line.len() > MOST_LINE {
            Err("the line is longer than any order".to_string())
        } else if orders.len() >= MOST_GIVEN {
            Err(format!("a run is given at most {MOST_GIVEN} orders"))
        } else {
            match line.split_once(' ') {
                Some(("order", rest)) => order_line(rest, when).and_then(|given| {
                    is_known(&given, persons, tiles)?;
                    Ok(given)
                }),
                _ => Err("every line reads `order TICK|HH:MM author|person:N ORDER`".to_string()),
            }
        };
        match result {
            Ok(given) => orders.push(given),
            Err(what) => errors.push(ReplayError { line: number, what }),
        }
        if errors.len() >= MOST_ERRORS {
            break;
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    orders.sort_by_key(|given| given.tick);
    Ok(orders)
}

/// A tick up to the last that is allowed.
fn tick(word: &str, last: u64) -> Result<u64, String> {
    whole(word).and_then(|tick| {
        if tick <= last {
            Ok(tick)
        } else {
            Err(format!(
                "tick {tick} is later than any prison lives to ({last})"
            ))
        }
    })
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
}

fn whole(word: &str) -> Result<u64, String> {
    word.trim()
        .parse()
        .map_err(|_| format!("{word:?} is no whole number"))
}

fn order_line(rest: &str, when: impl Fn(&str) -> Result<u64, String>) -> Result<Given, String> {
    let mut parts = rest.splitn(3, ' ');
    let (Some(tick), Some(giver), Some(order)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("after `order` come a tick, who gives it, and the order".into());
    };
    let giver = match giver.split_once(':') {
        None if giver == "author" => Giver::Author,
        Some(("person", number)) => Giver::Person(PersonId(
            number
                .parse()
                .map_err(|_| format!("{number:?} is no number of a person"))?,
        )),
        _ => {
            return Err(format!(
                "{giver:?} gives no orders; write author or person:N"
            ));
        }
    };
    let (line, order) = match order.strip_prefix("line:") {
        None => (None, order),
        Some(rest) => {
            let (line, order) = rest.split_once(' ').unwrap_or((rest, ""));
            let place = line
                .parse()
                .map_err(|_| format!("{line:?} is no number of a line"))?;
            (Some(place), order)
        }
    };
    Ok(Given {
        tick: when(tick)?,
        giver,
        order: whole_ron(order, "order")?,
        line,
    })
}

/// Reads a value that takes up a whole text.
fn whole_ron<T: for<'de> Deserialize<'de>>(text: &str, what: &str) -> Result<T, String> {
    let mut reader = ron::Deserializer::from_str(text).map_err(|error| error.to_string())?;
    // Shown only as far as a line of a message goes.
    let shown: String = text.chars().take(200).collect();
    let value =
        T::deserialize(&mut reader).map_err(|error| format!("{shown:?} is no {what}: {error}"))?;
    reader
        .end()
        .map_err(|error| format!("something follows the {what}: {error}"))?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TileId;
    use crate::level::Tile;

    fn sample() -> Replay {
        Replay {
            level: "big_house".into(),
            hash: 0x1234,
            constants: None,
            seed: 7,
            orders: vec![
                Given {
                    tick: 5,
                    giver: Giver::Author,
                    order: Order::LockDown,
                    line: None,
                },
                Given {
                    tick: 9,
                    giver: Giver::Person(PersonId(3)),
                    order: Order::PlanWork {
                        at: TileId(17),
                        build: Tile::Wall,
                    },
                    line: Some(4),
                },
            ],
            digests: vec![(10, 99)],
            end: 10,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let replay = sample();
        assert_eq!(read(&write(&replay)), Ok(replay));
    }

    #[test]
    fn a_replay_cut_off_anywhere_is_an_error_and_no_panic() {
        let text = write(&sample());
        for end in 0..text.len() - 1 {
            assert!(read(&text[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn other_rules_are_refused_in_words() {
        let text = write(&sample()).replace(&format!("rules {RULES}"), "rules 900");
        let error = read(&text).expect_err("other rules");
        assert_eq!(error.line, 4);
        assert!(error.what.contains("rules 900"), "{error}");
    }

    #[test]
    fn order_files_report_every_bad_line() {
        let clock = Clock::new("1930-11-20T06:25:00".parse().expect("a date"));
        let text = "order 07:05 author LockDown\nordr 1 author LockDown\norder x author LockDown\n\
                    order 5 nobody LockDown\norder 5 author Dance\norder 25:00 author LockDown\n";
        let errors = read_orders(text, &clock, 10, 10).expect_err("bad lines");
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6]);
        let good = read_orders(
            "// a comment\norder 07:05 author LockDown\n",
            &clock,
            10,
            10,
        );
        assert_eq!(good.expect("good")[0].tick, 40 * crate::clock::MINUTE);
    }
}
