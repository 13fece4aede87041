//! Unrest: from what a man puts up with to what he does about it.
//!
//! - [`decision`]: whether a man acts: Epstein's rule, in whole numbers
//! - [`decay`]: the exponential function it needs, the same on every machine
//!
//! The rule is one function. The prison asks it for an inmate, and the published models
//! ([`crate::published`]) ask it for an agent, so that what was published of those models is a
//! test of the prison's own decision.

pub mod decay;
pub mod decision;

pub use decision::{ArrestRule, Decision};
