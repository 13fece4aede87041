//! Unrest: from what a man puts up with to what he does about it.
//!
//! - [`spirits`]: hardship, legitimacy with its causes, risk aversion and mood of each inmate
//! - `grievance`: how happenings become hardship and grievance
//! - `quarrels`: which men come to blows, and when
//! - `resolve`: a man acts, or gives it up
//! - [`scene`]: what men take in from where they are
//! - `at_call`: who is near enough to come in time
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

mod at_call;
pub mod decay;
pub mod decision;
mod grievance;
pub mod protest;
mod quarrels;
mod resolve;
mod response;
pub mod scene;
pub mod spirits;

use bevy_app::App;
use bevy_ecs::prelude::*;

pub use decision::{ArrestRule, Decision};
pub(crate) use grievance::COWED;
pub use protest::{Protest, Protests};
pub(crate) use resolve::Resolve;
pub(crate) use response::{Arrests, set_free};
pub use spirits::{Cause, Grievance, Mood, Spirit, Spirits};

use crate::schedule::{Beginning, BeginningOf, BidsOf, SimTick};
use crate::section::RegisterSection;

pub(crate) fn plugin(app: &mut App) {
    app.register_section::<Spirits>();
    app.register_section::<Protests>();
    app.init_resource::<Protests>();
    app.add_systems(Beginning, grievance::begin.in_set(BeginningOf::Unrest));
    app.add_systems(
        SimTick,
        (
            grievance::fade,
            quarrels::break_out,
            grievance::hear,
            protest::look,
        )
            .chain()
            .in_set(BidsOf::Unrest),
    );
}
