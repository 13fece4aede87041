//! The prison: level, people, movement, regime, record. No window, no assets, no wall clock.
//!
//! # The plan of the house
//!
//! The [`kernel`], on which every room stands and which uses none: [`ids`], [`message`], [`clock`],
//! [`chance`], [`due`], [`happening`], [`refusal`], [`order`], [`section`], [`schedule`], [`rules`],
//! [`vocabulary`], [`specimens`]. What a level says
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
//! | [`harm`] | assaults, weapons, wounds, fire's victims, death |
//! | [`custody`] | shifts, posts, rounds, levers, locks, counting, searches, escorts, the sally port |
//! | [`unrest`] | grievance, the decision to act, protest |
//! | [`riot`] | rooms seized, hostages, demands, siege, army |
//! | [`justice`] | offences, hearings, the dungeon, good time lost |
//! | [`story`] | the screenplay, and what of the film has come about |
//! | [`outside`] | the town's and the warden's hours |
//! | [`arena`] | plain walkers of walking grounds |
//! | [`published`] | published models of unrest, on the prison's own decision |
//! | [`live`] | the running prison: build, tick, order, amend |
//! | [`record`] | what is kept of it: saves, replays, reports |
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
//!
//! # From outside
//!
//! A prison is built of a level and a seed, lives, takes orders, and says what is so:
//!
//! ```
//! use std::sync::Arc;
//!
//! use bighouse_sim::Prison;
//! use bighouse_sim::clock::{HOUR, MINUTE};
//! use bighouse_sim::level::{FolderFiles, load};
//! use bighouse_sim::order::{Giver, Order};
//!
//! let levels = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
//! let level = Arc::new(load(&levels, "cell_block", &[])?);
//! let mut prison = Prison::new(level.clone(), 1);
//! prison.run_until(40 * MINUTE);
//!
//! // An order is carried out in the next tick, or refused for a reason.
//! prison.order(Giver::Author, Order::LockDown)?;
//! prison.tick();
//! assert!(prison.order(Giver::Author, Order::LockDown).is_err(), "it is locked down");
//!
//! // The same level, seed and orders give the same state.
//! let mut again = Prison::new(level, 1);
//! again.run_until(40 * MINUTE);
//! again.order(Giver::Author, Order::LockDown)?;
//! again.run_until(HOUR);
//! prison.run_until(HOUR);
//! assert_eq!(again.digest(), prison.digest());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What happened is facts with causes, and `why` is the way back along them:
//!
//! ```
//! # use std::sync::Arc;
//! # use bighouse_sim::{Prison, clock::MINUTE, level::{FolderFiles, load}};
//! use bighouse_sim::happening::Happenings;
//! use bighouse_sim::ids::HappeningId;
//!
//! # let levels = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
//! # let mut prison = Prison::new(Arc::new(load(&levels, "cell_block", &[])?), 1);
//! prison.run_until(40 * MINUTE);
//! let happenings = prison.world().resource::<Happenings>();
//! let mut chronicle = happenings.chronicle().iter();
//! let caused = chronicle.find(|happening| happening.cause != HappeningId::NONE);
//! let caused = caused.expect("a tier is opened because the bell called to breakfast");
//! let causes = happenings.causes(caused.id);
//! assert!(causes.len() > 1, "itself, and what it came from");
//! assert!(causes.windows(2).all(|pair| pair[1].tick <= pair[0].tick));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A save is the state, and loads whole or not at all:
//!
//! ```
//! # use std::sync::Arc;
//! # use bighouse_sim::{Prison, clock::MINUTE, level::{FolderFiles, load}};
//! use bighouse_sim::record::save;
//!
//! # let levels = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
//! # let level = Arc::new(load(&levels, "cell_block", &[])?);
//! # let mut prison = Prison::new(level.clone(), 1);
//! # prison.run_until(MINUTE);
//! let bytes = save::write(&prison);
//! let loaded = save::read(level.clone(), &bytes)?;
//! assert_eq!(loaded.digest(), prison.digest());
//! assert!(save::read(level, &bytes[..100]).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod arena;
pub mod conduct;
pub mod contraband;
pub mod custody;
pub mod harm;
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
    chance, clock, due, happening, ids, message, order, refusal, rules, schedule, section,
    specimens, vocabulary,
};
pub use live::Prison;

/// The number of the rules: raised by hand when behaviour changes, so that a replay made
/// under other rules is refused in words rather than found to differ.
pub const RULES: u32 = 10;
