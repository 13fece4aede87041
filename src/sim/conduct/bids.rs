//! Bids: what a room wants somebody to do, how urgent it is, and what it comes from.
//!
//! The highest urgency wins; between equal ones the [`Source`] that stands first does. A seat that is
//! taken outbids everybody.

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Activity, Conduct};
use crate::ids::{HappeningId, PersonId};

/// Declares the sources, and counts them.
macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Who bids. The order decides between equal urgencies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Source {
            $($(#[$doc])* $name,)*
        }

        impl Source {
            /// Every source, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// How many there are: a person has one place for a bid of each.
            pub const COUNT: usize = Self::ALL.len();
        }
    };
}

sources! {
    /// A player or screenplay in the person's seat.
    Seat,
    /// Duty of officers.
    Custody,
    /// The timetable.
    Regime,
    /// The person's own day: the town, the warden's hours, an arena's route.
    Errand,
    /// What a man does because he will not bear it any longer, and what that makes others do.
    Unrest,
    /// What is done by force: by those who riot, to those whom they hold, by those who come to end it;
    /// and what a wound or death makes of a man.
    Force,
    /// A punishment that is served.
    Justice,
}

/// The ladder of urgencies, the least first: whatever stands higher goes before whatever stands lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Urgency {
    /// A walk through an arena.
    Stroll,
    /// A civilian's or the warden's own day.
    OwnDay,
    /// What the bell calls to.
    Timetable,
    /// A visit, which goes before the bell.
    Visit,
    /// An officer's duty.
    Duty,
    /// To protest, and to answer a protest.
    Protest,
    /// A punishment that is served.
    Punishment,
    /// To take part in a riot, to get out of a fire, or to end the riot.
    Fighting,
    /// To be held, wounded or dead: nothing can be done against it.
    Helpless,
    /// The person's seat is taken, and leads him.
    Seat,
}

/// A bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    /// What to do, and where.
    pub activity: Activity,
    /// How much it matters.
    pub urgency: Urgency,
    /// What it comes from.
    pub cause: HappeningId,
}

/// The bids for one person, by source.
pub(super) type Bids = [Option<Bid>; Source::COUNT];

/// The bid that wins.
pub(super) fn winner(bids: &Bids) -> Option<Bid> {
    if let Some(bid) = bids[Source::Seat as usize] {
        return Some(bid);
    }
    let mut best: Option<Bid> = None;
    for bid in bids.iter().flatten() {
        if best.is_none_or(|best| bid.urgency > best.urgency) {
            best = Some(*bid);
        }
    }
    best
}

impl Conduct {
    /// Bids for somebody; replaces the source's former bid.
    pub fn bid(&mut self, person: PersonId, source: Source, bid: Bid) {
        let place = &mut self.bids[person.index()][source as usize];
        if *place != Some(bid) {
            *place = Some(bid);
            self.dirty.push(person);
        }
    }

    /// Takes a source's bid back.
    pub fn withdraw(&mut self, person: PersonId, source: Source) {
        if self.bids[person.index()][source as usize].take().is_some() {
            self.dirty.push(person);
        }
    }

    /// What a source bids for somebody.
    pub fn bid_of(&self, person: PersonId, source: Source) -> Option<&Bid> {
        self.bids[person.index()][source as usize].as_ref()
    }
}

/// Whether somebody waits for a choice between bids.
pub(super) fn are_waiting(world: &World) -> bool {
    !world.resource::<Conduct>().dirty.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conduct::Deed;
    use crate::ids::TileId;

    #[test]
    fn the_most_urgent_bid_wins_and_between_equals_the_source_that_stands_first() {
        let bid = |deed, urgency| {
            Some(Bid {
                activity: Activity::new(deed, TileId(0)),
                urgency,
                cause: HappeningId::NONE,
            })
        };
        let mut bids: Bids = [None; Source::COUNT];
        assert_eq!(winner(&bids), None);
        bids[Source::Regime as usize] = bid(Deed::Eat, Urgency::Timetable);
        bids[Source::Justice as usize] = bid(Deed::Confined, Urgency::Punishment);
        let deed = |bids: &Bids| winner(bids).map(|bid| bid.activity.deed);
        assert_eq!(deed(&bids), Some(Deed::Confined));
        bids[Source::Force as usize] = bid(Deed::Riot, Urgency::Fighting);
        assert_eq!(deed(&bids), Some(Deed::Riot));
        bids[Source::Unrest as usize] = bid(Deed::Protest, Urgency::Fighting);
        assert_eq!(deed(&bids), Some(Deed::Protest), "it stands before force");
        bids[Source::Seat as usize] = bid(Deed::Stand, Urgency::Seat);
        assert_eq!(deed(&bids), Some(Deed::Stand));
    }
}
