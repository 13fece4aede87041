//! What every room of the prison stands on: ids, time, chance, what is due, what happened, orders,
//! the sections of the state, the schedule of a tick, and the rules in force.
//!
//! Architecture invariant: nothing here uses a room. The files stand in an order too, in which each uses
//! only those before it: `time`, `ids`, `specimens`, `message`, `vocabulary`, `refusal`, `tree`, `section`,
//! `order`, `clock`, `chance`, `rules`, `happening`, `due`, `schedule`.

pub mod chance;
pub mod clock;
pub mod due;
pub mod happening;
pub mod ids;
pub mod message;
pub mod order;
pub mod refusal;
pub mod rules;
pub mod schedule;
pub mod section;
pub mod specimens;
mod time;
pub mod tree;
pub mod vocabulary;
