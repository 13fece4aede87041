//! The prison: level, people, movement, regime, record. No window, no assets, no wall clock.
//!
//! # The plan of the house
//!
//! The [`kernel`], on which every room stands and which uses none: [`ids`], [`message`], [`clock`],
//! [`chance`], [`due`], [`happening`], [`order`], [`section`], [`schedule`], [`rules`], [`vocabulary`],
//! [`specimens`]. What a level says
//! is a package of its own, [`level`].
//!
//! Rooms, in the order in which they run inside a link of the tick. **A room uses only
//! what stands above it**; needing a lower one, it records a happening, which
//! the lower one reads in the next tick.
//!
//! | room | what lives there |
//! |---|---|
//! | [`prison`] | the map as state: grid, rooms, doors, places, tiers, sight |
//! | [`people`] | who lives and works here, and where each belongs |
//! | [`movement`] | routes, flow fields, crowd, doors, marching files, waits |
//! | [`conduct`] | what everybody is doing: features bid, it picks |
//! | [`regime`] | timetable, calls, meals, counts, gates, visits |
//! | [`needs`] | hunger, tiredness, crowding, idleness |
//! | [`contraband`] | what is forbidden: who made it, who has it, where it is hidden |
//! | [`custody`] | shifts, posts, rounds, levers, locks, counting, searches, escorts, the sally port |
//! | [`unrest`] | grievance, the decision to act, protest |
//! | [`riot`] | rooms seized, hostages, demands, siege, army |
//! | [`justice`] | offences, hearings, the dungeon, good time lost |
//! | [`story`] | the screenplay, and what of the film has come about |
//! | [`outside`] | the town's and the warden's hours |
//! | [`arena`] | plain walkers of walking grounds |
//! | [`published`] | published models of unrest, on the prison's own decision |
//! | [`record`] | saves, replays, reports |
//! | [`live`] | the running prison: build, tick, order, save, load |
//!
//! # What always holds
//!
//! - One door for every change from outside: an [`order::Order`].
//! - One record of what happened and why: [`happening::Happenings`].
//! - State is the registered sections ([`section`]); everything else is a cache of them. A
//!   save is the sections' bytes, a digest their hash.
//! - Same level, seed and orders: same digests, in debug and release, straight
//!   through or saved and loaded at any tick.
//! - What is looked up by person in the tick is a dense column by `PersonId`, owned by one
//!   room, so that the tick reads memory in order; entities hold what never changes.

pub mod arena;
pub mod conduct;
pub mod contraband;
pub mod custody;
pub mod justice;
pub mod kernel;
pub mod live;
pub mod movement;
pub mod needs;
pub mod outside;
pub mod people;
pub mod prison;
pub mod published;
pub mod record;
pub mod regime;
pub mod riot;
pub mod story;
pub mod unrest;

pub use bighouse_level as level;
pub use kernel::{
    chance, clock, due, happening, ids, message, order, rules, schedule, section, specimens,
    vocabulary,
};
pub use live::Prison;

/// The number of the rules: raised by hand when behaviour changes, so that a replay made
/// under other rules is refused in words rather than found to differ.
pub const RULES: u32 = 9;
