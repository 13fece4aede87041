//! Orders as lines of a replay or of an order file.

use super::super::order_text;
use super::words::{lines, tick, whole};
use super::{MOST_ERRORS, MOST_LINE, Replay, ReplayError};
use crate::clock::Clock;
use crate::ids::PersonId;
use crate::order::{Given, Giver, MOST_GIVEN};
use crate::section::LAST_TICK;

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

/// Reads an order file for a prison with this number of persons and tiles; times of day are the first such
/// after `clock`'s tick. Reports the first errors, which are enough to mend.
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

pub(super) fn order_line(
    rest: &str,
    when: impl Fn(&str) -> Result<u64, String>,
) -> Result<Given, String> {
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
        order: order_text::read(order)?,
        line,
    })
}
