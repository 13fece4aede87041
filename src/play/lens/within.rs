//! What goes on within somebody: what he needs, holds against the house and waits for. He knows it
//! himself, and so does who sees all; others see of it only that he stands in a queue.

use bighouse_sim::Prison;
use bighouse_sim::custody::Custody;
use bighouse_sim::ids::PersonId;
use bighouse_sim::movement::{Bodies, Mode, Reason, Waits};
use bighouse_sim::needs::{Need, Needs};
use bighouse_sim::people::Roster;
use bighouse_sim::unrest::Spirits;

use super::{Lens, Seat};

/// What somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitSeen {
    /// For what.
    pub reason: Reason,
    /// Since which tick.
    pub since: u64,
}

impl Lens {
    /// The inmates on the book, in order. The book is no secret: the top line has their number.
    pub fn inmates<'a>(&self, prison: &'a Prison) -> impl Iterator<Item = PersonId> + 'a {
        prison.world().resource::<Roster>().all_inmates()
    }

    /// Whether the seat knows what goes on within somebody.
    pub fn knows_within(&self, person: PersonId) -> bool {
        self.seat.knows_within(person)
    }

    /// How badly somebody needs something, basis points; `None` if the seat does not know.
    pub fn need(&self, prison: &Prison, person: PersonId, need: Need) -> Option<i32> {
        let needs = prison.world().resource::<Needs>();
        let is_known = self.knows_within(person) && person.index() < needs.len();
        is_known.then(|| needs.of(person, need, prison.now()))
    }

    /// How much a man holds against the administration, basis points; `None` if the seat does not know.
    pub fn grievance(&self, prison: &Prison, man: PersonId) -> Option<i32> {
        let spirits = prison.world().resource::<Spirits>();
        let spirit = spirits.of(man).filter(|_| self.knows_within(man));
        spirit.map(|spirit| spirit.grievance())
    }

    /// How just a man holds the administration, basis points; `None` if the seat does not know.
    pub fn legitimacy(&self, prison: &Prison, man: PersonId) -> Option<i32> {
        let spirits = prison.world().resource::<Spirits>();
        let spirit = spirits.of(man).filter(|_| self.knows_within(man));
        spirit.map(|spirit| spirit.legitimacy())
    }

    /// What somebody waits for, if he waits and the seat knows: that a man in sight stands in a
    /// queue can be seen, whatever else holds him up cannot.
    pub fn wait(&self, prison: &Prison, person: PersonId) -> Option<WaitSeen> {
        let wait = prison.world().resource::<Waits>().of(person)?;
        let shows = wait.reason == Reason::Queue && self.sees(prison, person);
        (shows || self.knows_within(person)).then_some(WaitSeen {
            reason: wait.reason,
            since: wait.since,
        })
    }

    /// Whether somebody in sight is on his feet and under way.
    pub fn is_under_way(&self, prison: &Prison, person: PersonId) -> bool {
        let mode = prison.world().resource::<Bodies>().body(person).mode;
        self.sees(prison, person) && matches!(mode, Mode::Walking | Mode::InFile)
    }

    /// What the officers still stand up to, basis points: no inmate knows.
    pub fn morale(&self, prison: &Prison) -> Option<u32> {
        let is_known = !matches!(self.seat, Seat::Inmate(_));
        is_known.then(|| prison.world().resource::<Custody>().morale())
    }
}
