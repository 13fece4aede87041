//! Counts: every man is seen where he is, and the sum agrees with the book.
//!
//! The regime calls the count and adds up what officers report; they count what they
//! see (custody). If the sum does not agree, the count is called again, until
//! its time is over.

use serde::{Deserialize, Serialize};

use super::Duty;
use super::ledger::CountRecord;
use crate::clock::{MINUTE, TICKS_PER_SECOND};
use crate::due::DueKind;
use crate::happening::{CountFact, What};
use crate::ids::{HappeningId, PersonId};
use crate::section::{Limits, MOST_COUNTED};

/// How long after a sum that does not agree the rooms are counted again.
const AGAIN_AFTER: u64 = 3 * MINUTE;

/// A count that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Its number.
    pub number: u32,
    /// When it was called.
    began: u64,
    /// When it must be complete.
    until: u64,
    /// Men on the book.
    book: u32,
    /// Men counted.
    counted: u32,
    /// When an officer last reported.
    last_report: u64,
    cause: HappeningId,
}

impl Count {
    pub(super) fn is_sound(&self, limits: &Limits) -> bool {
        self.cause.0 <= limits.happenings
            && limits.is_past(self.began)
            && limits.is_past(self.last_report)
            && self.counted <= MOST_COUNTED
    }
}

/// Calls a count.
pub(super) fn begin(duty: &mut Duty, within: u64, cause: HappeningId) {
    end(duty, false);
    let tick = duty.tick();
    let number = duty.regime.counts;
    duty.regime.counts += 1;
    let call = duty.record(What::Count(CountFact::CountCalled { count: number }), cause);
    duty.regime.count = Some(Count {
        number,
        began: tick,
        until: tick + within,
        book: duty.roster.living(),
        counted: 0,
        last_report: tick,
        cause: call,
    });
    duty.due
        .push(tick + within, DueKind::CountOver, PersonId(0), number);
    duty.due.push(tick + 1, DueKind::Dispatch, PersonId(0), 0);
}

/// Adds up the reports.
pub(super) fn lead(duty: &mut Duty) {
    let Some(count) = &duty.regime.count else {
        return;
    };
    let number = count.number;
    let seen = duty
        .happenings
        .last()
        .iter()
        .filter_map(|happening| match happening.what {
            What::Count(CountFact::RoomCounted { count, men }) if count == number => Some(men),
            _ => None,
        })
        .fold(0, u32::saturating_add);
    let reported = duty.happenings.last().iter().any(
        |h| matches!(h.what, What::Count(CountFact::RoomCounted { count, .. }) if count == number),
    );
    let tick = duty.tick();
    let Some(count) = &mut duty.regime.count else {
        return;
    };
    count.counted = count.counted.saturating_add(seen);
    if reported {
        count.last_report = tick;
    }
    let over = duty
        .due
        .now(DueKind::CountOver)
        .any(|due| due.stamp == number);
    // Who dies while it goes on is on the book no more.
    count.book = count.book.min(duty.roster.living());
    if count.counted >= count.book {
        end(duty, true);
    } else if over {
        end(duty, false);
    } else if tick >= count.last_report + AGAIN_AFTER {
        // Whoever has been counted stays counted; the officers look for the others.
        count.last_report = tick;
        let cause = count.cause;
        duty.record(What::Count(CountFact::CountCalled { count: number }), cause);
    }
}

fn end(duty: &mut Duty, complete: bool) {
    let Some(count) = duty.regime.count.take() else {
        return;
    };
    let tick = duty.tick();
    duty.record(
        What::Count(CountFact::CountEnded {
            count: count.number,
            counted: count.counted,
            book: count.book,
            complete,
        }),
        count.cause,
    );
    duty.regime.ledger.counts.push(CountRecord {
        tick: count.began,
        counted: count.counted,
        book: count.book,
        complete: complete && count.counted == count.book,
        took_s: ((tick - count.began) / TICKS_PER_SECOND) as u32,
    });
}
