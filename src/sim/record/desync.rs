//! Where two runs of the same orders part.
//!
//! A replay holds digests of some ticks (whole hours, if no more were asked for). [`verify`] lives it
//! again and names the first digest that differs, with its sections: so it is known *between* which two
//! ticks the runs part. The tick itself can be found only where there is a digest of each tick to compare
//! with. There are two ways to have them:
//!
//! - The program that made the replay records it again with finer digests
//!   ([`crate::Prison::take_digests`]).
//! - This program lives the stretch twice, straight through and from a save, and compares after each tick
//!   ([`hunt`]). That finds what it does not do alike twice: state that is not saved, an order that is not
//!   defined.
//!
//! A digest *at* a tick is of the state in which that tick comes next; what it shows happened in the tick
//! before it.

use std::sync::Arc;

use super::replay::{Recorded, Replay};
use super::save::{self, SaveError};
use crate::Prison;
use crate::clock::MINUTE;
use crate::level::Level;
use crate::order::Given;
use crate::section::{self, Digest};

/// The first digest of a replay that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDifference {
    /// The last tick whose digests agreed; 0 for the start.
    pub agreed: u64,
    /// The tick whose digests differ.
    pub tick: u64,
    /// The hash of this run.
    pub this: u64,
    /// The hash that the replay says.
    pub said: u64,
    /// Names of the sections that differ; empty where the replay does not say.
    pub sections: Vec<String>,
    /// A save of this run from which the stretch can be lived again.
    pub save: Vec<u8>,
    /// The tick of the save.
    pub saved_at: u64,
}

/// Where two runs of one program part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The first tick at which their states differ; it came about in the tick before it.
    pub tick: u64,
    /// The sections in which they do.
    pub sections: Vec<&'static str>,
}

/// Whether the digests of a replay are of the layout of this program's state.
///
/// # Errors
/// In words: sections that only one of them has, or of another version.
pub fn check_layout(replay: &Replay, prison: &Prison) -> Result<(), String> {
    if replay.sections.is_empty() {
        return Ok(());
    }
    let mine: Vec<(&str, u32)> = section::names(prison.world()).collect();
    for (name, version) in &mine {
        match replay.sections.iter().find(|(other, _)| other == name) {
            None => return Err(format!("it has no digests of section {name}")),
            Some((_, other)) if other != version => {
                return Err(format!(
                    "section {name} has layout {version} in this program and {other} in the replay"
                ));
            }
            Some(_) => {}
        }
    }
    let unknown = |(name, _): &&(String, u32)| mine.iter().all(|(other, _)| other != name);
    match replay.sections.iter().find(unknown) {
        Some((name, _)) => Err(format!(
            "it has digests of a section {name:?} that is unknown to this program"
        )),
        None => Ok(()),
    }
}

/// Lives a replay in a prison at its first tick, or in one of the same run that was loaded, and compares
/// every digest from there on; stops at the first that differs.
///
/// # Errors
/// The first digest that differs.
pub fn verify(prison: &mut Prison, replay: &Replay) -> Result<(), Box<FirstDifference>> {
    let now = prison.now();
    // Of another run nothing agrees anyway.
    let mut orders = prison.still_to_come(&replay.orders).unwrap_or_default();
    let (mut save, mut saved_at, mut agreed) = (save::write(prison), prison.now(), prison.now());
    for (tick, said) in replay.digests.iter().filter(|(tick, _)| *tick >= now) {
        orders = prison.run_with(orders, *tick);
        let digest = prison.digest();
        if !agrees(said, &digest, replay) {
            return Err(Box::new(FirstDifference {
                agreed,
                tick: *tick,
                this: digest.all,
                said: said.all,
                sections: differing(said, &digest, replay),
                save,
                saved_at,
            }));
        }
        agreed = *tick;
        // A save costs as much as several ticks.
        if agreed >= saved_at + MINUTE {
            (save, saved_at) = (save::write(prison), agreed);
        }
    }
    prison.run_with(orders, replay.end);
    Ok(())
}

fn agrees(said: &Recorded, digest: &Digest, replay: &Replay) -> bool {
    said.all == digest.all && differing(said, digest, replay).is_empty()
}

/// Sections whose digests differ, in this program's order.
fn differing(said: &Recorded, digest: &Digest, replay: &Replay) -> Vec<String> {
    let differs = |(name, hash): &&(&'static str, u64)| {
        let place = replay.sections.iter().position(|(other, _)| other == name);
        place.is_some_and(|place| said.sections.get(place) != Some(hash))
    };
    let sections = digest.sections.iter().filter(differs);
    sections.map(|(name, _)| (*name).to_owned()).collect()
}

/// Lives the stretch in which a replay parts from this program twice more, straight through and from the
/// save, and compares after each tick.
///
/// # Errors
/// The save cannot be read.
pub fn hunt(
    level: Arc<Level>,
    replay: &Replay,
    difference: &FirstDifference,
) -> Result<Option<Parting>, SaveError> {
    let mut loaded = save::read(level.clone(), &difference.save)?;
    let mut straight = Prison::new(level, replay.seed);
    let orders = straight.run_with(&replay.orders, difference.saved_at);
    Ok(first_parting(
        &mut straight,
        &mut loaded,
        orders,
        difference.tick,
    ))
}

/// Lives two prisons tick by tick with the same orders, up to a tick: the first at which they differ.
pub fn first_parting(
    one: &mut Prison,
    other: &mut Prison,
    orders: &[Given],
    until: u64,
) -> Option<Parting> {
    let (mut mine, mut theirs) = (orders, orders);
    loop {
        let (digest, other_digest) = (one.digest(), other.digest());
        if digest != other_digest {
            return Some(Parting {
                tick: one.now(),
                sections: digest.differing(&other_digest).collect(),
            });
        }
        let next = one.now() + 1;
        if next > until {
            return None;
        }
        mine = one.run_with(mine, next);
        theirs = other.run_with(theirs, next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::{FolderFiles, load};
    use crate::movement::{Bodies, Density};

    #[test]
    fn a_state_that_is_not_saved_is_found_with_its_tick_and_its_sections() {
        let files = FolderFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../levels"));
        let level = Arc::new(load(&files, "cell_block", &[]).expect("it is sound"));
        let mut straight = Prison::new(level.clone(), 1);
        // Men march to breakfast.
        straight.run_until(35 * MINUTE + 100);
        let bytes = save::write(&straight);
        let mut loaded = save::read(level.clone(), &bytes).expect("it was just written");
        let from = straight.now();
        assert_eq!(
            first_parting(&mut straight, &mut loaded, &[], from + 20),
            None
        );

        // A cache that the save does not hold is planted with a crowd that is not there.
        let world = loaded.world_mut();
        let tiles: Vec<_> = world
            .resource::<Bodies>()
            .iter()
            .map(|(_, body)| (body.tile, body.heading))
            .collect();
        for (tile, heading) in tiles {
            world.resource_mut::<Density>().add(tile, heading);
        }
        let from = straight.now();
        let parting = first_parting(&mut straight, &mut loaded, &[], from + 200);
        let parting = parting.expect("they walk at other speeds");
        assert!(parting.tick > from, "{parting:?}");
        assert!(parting.sections.contains(&"movement.bodies"), "{parting:?}");
        // The one without the fault is where a third run is.
        let mut again = save::read(level, &bytes).expect("it can be read again");
        again.run_until(parting.tick);
        assert_eq!(again.digest(), straight.digest());
    }
}
