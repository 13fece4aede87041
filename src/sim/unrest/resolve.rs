//! Resolve: a man acts against the house by his own choice, or gives it up.

use super::Decision;
use super::spirits::{Mood, Spirits};
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::due::DueQueue;
use crate::ids::{HappeningId, PersonId};
use crate::movement::Bodies;

/// What it touches that a man acts, or gives it up.
pub(crate) struct Resolve<'a> {
    /// The time, ticks.
    pub tick: u64,
    /// What men feel and show.
    pub spirits: &'a mut Spirits,
    /// Who has keys.
    pub bodies: &'a mut Bodies,
    /// What everybody does.
    pub conduct: &'a mut Conduct,
}

impl Resolve<'_> {
    /// Has somebody do something because of unrest, whatever bell and duty say.
    pub(super) fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        bid(self.conduct, person, activity, cause);
    }

    /// Bell and duty lead somebody again.
    pub fn let_go(&mut self, person: PersonId) {
        self.conduct.withdraw(person, Source::Unrest);
    }

    /// A man is subdued: he acts no more, and dares nothing until then.
    pub fn subdue(&mut self, person: PersonId, until: u64) {
        if let Some(man) = self.spirits.get_mut(person) {
            man.turns(Mood::Cowed, until);
            // Keys he came by are not his any more.
            self.bodies.set_keys(person, false);
        }
        self.let_go(person);
    }

    /// A man shows nothing any more: he is dead, or was set free.
    pub fn calm(&mut self, person: PersonId) {
        let tick = self.tick;
        if let Some(man) = self.spirits.get_mut(person) {
            man.turns(Mood::Quiet, tick);
        }
        self.let_go(person);
    }

    /// A man acts from now on by his own choice, whatever the odds. Others see it, and decide.
    pub fn stand_up(
        &mut self,
        person: PersonId,
        cause: HappeningId,
        rule: &Decision,
        due: &mut DueQueue,
    ) {
        let here = self.bodies.body(person).tile;
        if let Some(man) = self.spirits.get_mut(person) {
            man.turns(Mood::Protesting, self.tick);
            man.stood_up = Some(cause);
        }
        self.bid(person, Activity::new(Deed::Protest, here), cause);
        self.spirits.look_whether_it_stirs(rule, self.tick, due);
    }
}

/// Has somebody do something because of unrest, whatever bell and duty say.
pub(super) fn bid(conduct: &mut Conduct, person: PersonId, activity: Activity, cause: HappeningId) {
    let bid = Bid {
        activity,
        urgency: Urgency::Protest,
        cause,
    };
    conduct.bid(person, Source::Unrest, bid);
}
