//! Unrest: from what a man puts up with to what he does about it.
//!
//! - [`spirits`]: hardship, legitimacy with its causes, risk aversion and mood of each inmate
//! - `grievance`: how happenings become hardship and grievance
//! - [`fights`]: men who go for one another
//! - [`scene`]: what men take in from where they are
//! - [`protest`]: who acts, and where
//! - `response`: how the officers on the spot answer
//! - [`decision`]: whether a man acts: Epstein's rule, in whole numbers
//! - [`decay`]: the exponential function it needs, the same on every machine
//!
//! The rule is one function. The prison asks it for an inmate, and the published models
//! ([`crate::published`]) ask it for an agent, so that what was published of those models is a
//! test of the prison's own decision.
//!
//! While nobody would act even if there were no guards (so it is wherever legitimacy is at
//! its beginning), nobody is looked at: a calm prison pays nothing.

pub mod decay;
pub mod decision;
pub mod fights;
mod grievance;
pub mod protest;
mod response;
pub mod scene;
pub mod spirits;

use bevy_app::App;
use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

pub use decision::{ArrestRule, Decision};
pub use fights::Fights;
pub(crate) use grievance::{COWED, begin};
pub use protest::{Protest, Protests};
pub use spirits::{Cause, Grievance, Mood, Spirit, Spirits};

use crate::conduct::{Activity, Bid, Source};
use crate::custody::Watch;
use crate::ids::{HappeningId, PersonId};
use crate::needs::Needs;
use crate::schedule::{BidsOf, SimTick};
use crate::section::RegisterSection;

/// How much it matters to act: more than bell and duty, less than to be held.
pub(crate) const URGENCY: u16 = 300;

/// What unrest's systems work with.
#[derive(SystemParam)]
pub struct Temper<'w> {
    pub(crate) watch: Watch<'w>,
    pub(crate) needs: Res<'w, Needs>,
    pub(crate) spirits: ResMut<'w, Spirits>,
    pub(crate) protests: ResMut<'w, Protests>,
    pub(crate) fights: ResMut<'w, Fights>,
}

impl Temper<'_> {
    pub(crate) fn tick(&self) -> u64 {
        self.watch.travel.clock.tick
    }

    /// The rule by which men act, with its constants.
    pub(crate) fn decision(&self) -> Decision {
        Decision::by(&self.watch.rules)
    }

    /// Has somebody do something because of unrest, whatever bell and duty say.
    pub(crate) fn bid(&mut self, person: PersonId, activity: Activity, cause: HappeningId) {
        let bid = Bid {
            activity,
            urgency: URGENCY,
            cause,
        };
        self.watch.conduct.bid(person, Source::Unrest, bid);
    }

    /// Bell and duty lead somebody again.
    pub(crate) fn let_go(&mut self, person: PersonId) {
        self.watch.conduct.withdraw(person, Source::Unrest);
    }
}

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Spirits>();
    app.register_section::<Protests>();
    app.register_section::<Fights>();
    app.add_systems(
        SimTick,
        (fights::break_out, grievance::hear, protest::look)
            .chain()
            .in_set(BidsOf::Unrest),
    );
}
