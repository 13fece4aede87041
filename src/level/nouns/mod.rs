//! What a level is made of, which everybody else reads.
//!
//! The groups of keys (the kitchen, the guards, a job ...) are declared in `keys`, each field with
//! its unit, range and default; here they are named beside the rest.

pub(crate) mod grievance;
pub(crate) mod level;
pub(crate) mod names;
pub(crate) mod things;
pub(crate) mod tile;

pub use crate::keys::{
    Answer, ArrestRule, CastMember, CastRole, Crowd, Group, Guards, Job, Kitchen, Occasion,
    OldGrudge, TimetableEntry, Unrest, WalkerGroup, Warden,
};
pub use grievance::Grievance;
pub use level::{
    BasisPoints, Cents, Label, Level, MapPlan, Millimetres, MillimetresPerSecond, Origin, Seconds,
    Spread, Years,
};
pub use things::ItemKind;
pub use tile::{DoorKind, Floor, PlaceUse, RoomUse, Tile};
