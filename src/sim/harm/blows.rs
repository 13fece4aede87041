//! Blows: one man has the better of another, and the other is dead, wounded or merely beaten.

use super::arms::{self, Toll};
use super::{Harm, Hurt};
use crate::happening::{HarmFact, What};
use crate::ids::{HappeningId, PersonId};

/// A blow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blow {
    /// Who is struck.
    pub victim: PersonId,
    /// Who strikes.
    pub by: PersonId,
    /// Whether the other does not get up again, whatever it is struck with.
    pub down: bool,
    /// What it does, if that is not for what the striker has in his hand to say.
    pub toll: Option<Toll>,
    /// What it comes from.
    pub cause: HappeningId,
}

impl Blow {
    /// One by what the striker has in his hand, after which the other may stand.
    pub fn new(victim: PersonId, by: PersonId, cause: HappeningId) -> Self {
        Self {
            victim,
            by,
            down: false,
            toll: None,
            cause,
        }
    }

    /// The same, but the other does not get up again.
    pub fn that_fells(self) -> Self {
        Self { down: true, ..self }
    }
}

impl Harm<'_> {
    /// A blow is struck; tells what it did, if the other is dead or wounded.
    pub fn strike(&mut self, blow: Blow) -> Option<Hurt> {
        let Blow {
            victim, by, cause, ..
        } = blow;
        let weapon = arms::weapon(self.roster, self.items, by);
        let toll = blow.toll.unwrap_or_else(|| arms::toll(weapon));
        let draw = self.fate(victim).on("is struck").of(by).below(10_000) as u32;
        if draw < toll.killed {
            return Some(self.kill(victim, What::Harm(HarmFact::Killed { by }), cause));
        }
        if blow.down || draw < toll.killed + toll.wounded {
            let wound = self.record(
                What::Harm(HarmFact::Wounded { by: Some(by) }),
                victim,
                cause,
            );
            return Some(self.falls(victim, toll.dies, wound));
        }
        None
    }
}
