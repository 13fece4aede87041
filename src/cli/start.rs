//! Where a run begins: a level with its options and a seed, or a save, which holds all three.

use bighouse_sim::Prison;
use bighouse_sim::record::save;
#[cfg(feature = "window")]
use bighouse_sim::rules::Rules;

use super::{Failure, StartArgs, input};
#[cfg(feature = "window")]
use crate::play::Table;
use crate::play::saves;

/// The seed of a run that is not loaded, if none is said.
const USUAL_SEED: u64 = 1;

/// The prison that the arguments describe.
pub fn prison(args: &StartArgs) -> Result<Prison, Failure> {
    if let Some(path) = &args.load {
        held_by_the_save(args)?;
        let bytes = input::bytes(path, save::MOST_BYTES)?;
        return saves::of_bytes(path, &bytes, args.level.as_deref()).map_err(Failure::Input);
    }
    let level = input::level(args.level()?, &args.sets)?;
    Ok(Prison::new(level, args.seed.unwrap_or(USUAL_SEED)))
}

/// An observer's table at that prison.
#[cfg(feature = "window")]
pub fn table(args: &StartArgs) -> Result<Table, Failure> {
    if args.load.is_some() {
        let prison = prison(args)?;
        let level = prison.world().resource::<Rules>().as_read().clone();
        let name = level.name.clone();
        let mut table = Table::new(level, &name, &[], USUAL_SEED);
        table.begin_from(prison);
        return Ok(table);
    }
    let name = args.level()?;
    let level = input::level(name, &args.sets)?;
    let seed = args.seed.unwrap_or(USUAL_SEED);
    Ok(Table::new(level, name, &args.sets, seed))
}

/// Whether nothing is asked for that a save decides.
fn held_by_the_save(args: &StartArgs) -> Result<(), Failure> {
    let wrong = |what: &str| Err(Failure::Input(what.to_owned()));
    if args.seed.is_some() {
        return wrong(
            "--seed: a run that was loaded goes on with the seed of its save; leave --seed away",
        );
    }
    if !args.sets.is_empty() {
        return wrong(
            "--set: a run that was loaded goes on with the options of its save; leave --set away, or begin anew",
        );
    }
    Ok(())
}

impl StartArgs {
    fn level(&self) -> Result<&str, Failure> {
        let none = || Failure::Input("say which level, or --load a save".to_owned());
        self.level.as_deref().ok_or_else(none)
    }
}
