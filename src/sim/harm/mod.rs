//! Harm: one way to be hurt, and one way to die.
//!
//! - this file: what befalls a man, and what hurting somebody touches
//! - [`arms`]: what somebody has in his hand, and what it does
//! - [`assaults`]: a man goes for another in the same room
//! - `blows`: a blow is struck, and the other is dead, wounded or neither
//! - [`fights`]: inmates who go for one another, and the officers who see it
//! - `fire`: who gets out of a room that burns, and whom the smoke fells
//! - `gunfire`: whom shots hit
//! - [`presence`]: who is near enough to strike, and who sees it
//! - [`wounds`]: who is hurt lies where he fell, is brought to the hospital, and dies or gets well
//!
//! Whether a man goes for another is decided in the rooms below (`unrest`, `riot`), which know what men feel
//! and who stands by whom. What a blow, a shot or smoke does to him is decided here: he is told of as dead
//! or wounded (`Hurt`), he lies where he is, and no bell and no seat moves him. What follows from it in
//! other rooms (his post, his keys, his part in a riot) those rooms see to, in the same tick, when they
//! are given the `Hurt`.
//!
//! Its steps run where the riot's do, when everybody has said what he will do.

pub mod arms;
pub mod assaults;
mod blows;
pub mod fights;
pub(crate) mod fire;
pub(crate) mod gunfire;
pub mod presence;
pub mod wounds;

use bevy_app::App;

use crate::chance::{Chance, Event, Purpose};
use crate::clock::Clock;
use crate::conduct::{Activity, Bid, Conduct, Deed, Source, Urgency};
use crate::contraband::Items;
use crate::due::DueQueue;
use crate::happening::{Happenings, What};
use crate::ids::{HappeningId, PersonId, TileId};
use crate::movement::Bodies;
use crate::people::Roster;
use crate::prison::Topology;
use crate::section::RegisterSection;

pub use assaults::{Aim, Assault, Assaults};
pub(crate) use blows::Blow;
pub use fights::Fights;
pub(crate) use presence::Presence;
pub use wounds::Wounds;

/// What befell somebody. Whoever is given it sees to what follows in his own room.
#[must_use = "a man who is hurt loses his post, his keys and his part in what goes on"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hurt {
    /// Whom.
    pub person: PersonId,
    /// Until when he lies wounded; none if he is dead.
    pub until: Option<u64>,
}

impl Hurt {
    /// Whether he is dead of it.
    pub fn is_deadly(self) -> bool {
        self.until.is_none()
    }
}

/// What hurting somebody touches.
pub(crate) struct Harm<'a> {
    /// The time.
    pub clock: &'a Clock,
    /// Chance.
    pub chance: &'a Chance,
    /// The rooms.
    pub topology: &'a Topology,
    /// Where everybody is.
    pub bodies: &'a mut Bodies,
    /// What is in whose hand.
    pub items: &'a Items,
    /// Who lives.
    pub roster: &'a mut Roster,
    /// What everybody does.
    pub conduct: &'a mut Conduct,
    /// When the hurt are seen to.
    pub due: &'a mut DueQueue,
    /// What happened.
    pub happenings: &'a mut Happenings,
    /// Who is hurt.
    pub wounds: &'a mut Wounds,
}

impl Harm<'_> {
    fn tile(&self, person: PersonId) -> TileId {
        self.bodies.body(person).tile
    }

    /// Records what befell somebody where he is.
    fn record(&mut self, what: What, who: PersonId, cause: HappeningId) -> HappeningId {
        let at = Some(self.tile(who));
        self.happenings
            .record(self.clock.tick, what, Some(who), at, cause)
    }

    /// What becomes of somebody who is hurt, or looked after, in this tick.
    fn fate(&self, person: PersonId) -> Event {
        self.chance.event(Purpose::Wounds, person, self.clock.tick)
    }

    /// From now on somebody does nothing else, whoever decides for him.
    fn lays(&mut self, person: PersonId, deed: Deed, at: TileId, cause: HappeningId) {
        self.conduct.withdraw(person, Source::Seat);
        let bid = Bid {
            activity: Activity::new(deed, at),
            urgency: Urgency::Helpless,
            cause,
        };
        self.conduct.bid(person, Source::Force, bid);
    }

    /// Somebody dies where he is.
    pub fn dies(&mut self, person: PersonId, cause: HappeningId) -> Hurt {
        self.roster.die(person);
        let here = self.tile(person);
        self.lays(person, Deed::Dead, here, cause);
        Hurt {
            person,
            until: None,
        }
    }

    /// Somebody is killed, as a happening says.
    pub fn kill(&mut self, person: PersonId, what: What, cause: HappeningId) -> Hurt {
        let killed = self.record(what, person, cause);
        self.dies(person, killed)
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Assaults>();
    app.register_section::<Wounds>();
    app.register_section::<Fights>();
    app.init_resource::<Assaults>();
    app.init_resource::<Wounds>();
    app.init_resource::<Fights>();
}
