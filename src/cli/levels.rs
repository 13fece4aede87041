//! `levels`: which levels there are.

use bighouse_sim::level;

use super::{Failure, Outcome, output};
use crate::play::library;

/// Lists the levels with their titles.
pub fn levels() -> Outcome {
    let root = library::levels_root();
    let found = level::list(&root);
    if found.is_empty() {
        return Err(Failure::Input(format!(
            "there are no levels in {}; run the program where its levels/ folder is",
            root.display()
        )));
    }
    let widest = found
        .iter()
        .map(|level| level.name.len())
        .max()
        .unwrap_or(0);
    for level in found {
        match level.title {
            Ok(title) => output::say(format_args!("{:widest$}  {title}", level.name))?,
            Err(problem) => output::say(format_args!(
                "{:widest$}  (broken: {})",
                level.name, problem.what
            ))?,
        }
    }
    output::say("\nbighouse play LEVEL, bighouse run LEVEL --for 24h, bighouse check LEVEL")
}
