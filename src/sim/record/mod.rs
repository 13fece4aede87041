//! What is kept of a run.
//!
//! - [`save`]: the sections in a file
//! - [`desync`]: where two runs of the same orders part
//! - [`inspect`]: what a save holds, and where two saves differ
//! - [`order_text`]: an order as text
//! - [`person`]: what a card says of somebody
//! - [`replay`]: the orders of a run, as readable text
//! - [`report`]: what a run is summed up to
//! - [`story`]: beats of the film, and how far a screenplay has come
//! - [`trace`]: what everybody does, hour by hour, as text to compare
//! - [`why`]: what a riot came from, ranked
//!
//! Nothing here makes sentences: it hands out messages, and whoever asks for a text says how they are
//! made into one ([`Say`]).

use crate::message::Message;

pub mod desync;
pub mod inspect;
pub mod order_text;
pub mod person;
pub mod replay;
pub mod report;
pub mod riots;
pub mod save;
pub mod story;
pub mod trace;
pub mod why;

/// Makes a message into a text: for a reader, in a language.
pub type Say<'a> = &'a dyn Fn(&Message) -> String;
