//! Level files as text: from bytes to a tree with positions, and what is wrong with it in words.
//!
//! `brackets` and `syntax` make the tree of one file, `chain`, `tree` and `set` merge the levels
//! that extend one another and the options of the command line, `read`, `units` and `times` read
//! values out of the tree, and `problem` keeps what is wrong.

pub(crate) mod brackets;
pub(crate) mod chain;
pub(crate) mod problem;
pub(crate) mod read;
pub(crate) mod set;
pub(crate) mod syntax;
pub(crate) mod times;
pub(crate) mod tree;
pub(crate) mod units;
