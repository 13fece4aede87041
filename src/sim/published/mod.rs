//! Published models of unrest, on the prison's own decision: what the literature found must come
//! out again.
//!
//! A room of its own, apart from `unrest`: as [`crate::arena`] is to walking, so this is to the decision to
//! act, a place where the prison's function is held against what is known of it. No prison lives
//! here, nothing of the prison uses it, and it keeps no state between runs.
//!
//! - [`civil_violence`]: Epstein's model I: agents and cops on a torus
//! - [`inputs`]: what is given to it, and the paper's runs
//! - [`torus`], [`lattice`]: the ground it stands on; who stands where, and who sees how many
//! - [`mod@outbursts`]: when an outburst is one, how long it lasts, and what lies between two
//! - [`thresholds`]: Granovetter's model: each joins when enough others have

pub mod civil_violence;
pub mod inputs;
pub mod lattice;
pub mod outbursts;
pub mod thresholds;
pub mod torus;

pub use civil_violence::CivilViolence;
pub use inputs::Inputs;
pub use outbursts::{Outburst, outbursts};

#[cfg(test)]
mod results;
