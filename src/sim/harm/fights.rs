//! Fights: two inmates go for one another, and officers who see it part and report them.
//!
//! When and between whom it comes to blows is for what men feel ([`crate::unrest`]) to say. Whoever has
//! the worse of it takes the blow, by what the other has in his hand; most get up with bruises, some go to
//! the hospital, and now and then one is dead.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Blow, Harm, Hurt, Presence, arms};
use crate::chance::Purpose;
use crate::happening::{Happenings, HarmFact, JusticeFact, Offence, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::people::Role;
use crate::section::{Limits, MOST_COUNTED, Section};

/// Fights so far.
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fights {
    /// All there were.
    pub fought: u32,
    /// Those that an officer saw.
    pub seen: u32,
    /// Men who lay wounded after one.
    pub wounded: u32,
    /// Men who were killed in one.
    pub killed: u32,
    /// Those that break out in this tick. There are none between ticks.
    #[serde(skip)]
    asked: Vec<[Fighter; 2]>,
}

/// Somebody who fights, and how violent he is, basis points.
pub(crate) type Fighter = (PersonId, i32);

impl Section for Fights {
    const NAME: &'static str = "harm.fights";
    const VERSION: u32 = 2;

    fn check(&self, _: &Limits) -> Result<(), String> {
        let hurt = u64::from(self.wounded) + u64::from(self.killed);
        let sound = self.seen <= self.fought
            && hurt <= u64::from(self.fought)
            && self.fought <= MOST_COUNTED;
        if sound {
            Ok(())
        } else {
            Err("more fights were seen, or hurt somebody, than were fought".into())
        }
    }
}

impl Fights {
    /// Two men come to blows in this tick.
    pub(crate) fn ask(&mut self, man: Fighter, other: Fighter) {
        self.asked.push([man, other]);
    }

    /// Whether any come to blows in this tick.
    pub(crate) fn any_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Takes out those who come to blows in this tick.
    pub(crate) fn take_asked(&mut self) -> Vec<[Fighter; 2]> {
        std::mem::take(&mut self.asked)
    }

    /// Somebody was hurt in one.
    pub(crate) fn count_hurt(&mut self, hurt: Hurt) {
        match hurt.is_deadly() {
            true => self.killed += 1,
            false => self.wounded += 1,
        }
    }

    /// Two men go for one another somewhere, and the officer who sees it reports them both. Tells what it
    /// is that they fight; what comes of it is for [`Harm::has_it_out`] to say.
    pub(crate) fn begin(
        &mut self,
        happenings: &mut Happenings,
        (tick, at): (u64, TileId),
        (man, other): (PersonId, PersonId),
        seen_by: Option<PersonId>,
    ) -> HappeningId {
        let what = What::Harm(HarmFact::WentFor { whom: other });
        let fought = happenings.record(tick, what, Some(man), Some(at), HappeningId::NONE);
        self.fought += 1;
        let Some(by) = seen_by else {
            return fought;
        };
        self.seen += 1;
        let offence = Offence::Fighting;
        for who in [man, other] {
            let what = What::Justice(JusticeFact::OffenceSeen { offence, by });
            happenings.record(tick, what, Some(who), Some(at), fought);
        }
        fought
    }
}

impl Presence<'_> {
    /// The nearest officer who sees two men fight.
    pub fn officer_who_sees(&self, man: PersonId, other: PersonId) -> Option<PersonId> {
        let saw = self.who_sees(self.tile(man), &[man, other]);
        let mut officers = saw
            .into_iter()
            .filter(|person| self.roster.role(*person) == Role::Officer);
        officers.next()
    }
}

/// How likely the first of two men has the better of the other, per cent: by how violent each is, basis
/// points, and what each has in his hand. Guesses: there are no figures for it.
pub(crate) fn odds((first, his): (i32, i32), (second, other): (i32, i32)) -> i32 {
    50 + (first - second) / 250 + his - other
}

impl Harm<'_> {
    /// Two men who fight have it out, by how violent each of them is, basis points. Tells who is hurt, if
    /// it is more than bruises.
    pub fn has_it_out(
        &mut self,
        [(man, violent), (other, as_violent)]: [Fighter; 2],
        cause: HappeningId,
    ) -> Option<Hurt> {
        let weapon = |person| arms::weapon(self.roster, self.items, person);
        let edge = |person| arms::edge(weapon(person));
        let odds = odds((violent, edge(man)), (as_violent, edge(other)));
        let fight = self.chance.event(Purpose::Assault, man, self.clock.tick);
        let better = fight.on("has the better").of(other);
        let (by, victim) = match better.is(odds.clamp(3, 97).unsigned_abs(), 100) {
            true => (man, other),
            false => (other, man),
        };
        let toll = Some(arms::quarrel_toll(weapon(by)));
        self.strike(Blow {
            toll,
            ..Blow::new(victim, by, cause)
        })
    }
}
