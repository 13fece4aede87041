//! State by sections: what a save holds and a digest hashes.
//!
//! Each feature registers its state as one or more resources with a name and a
//! version. A save is those sections, a digest the hash of the same bytes, so
//! what is not saved cannot be part of a digest, and the other way round.
//! Everything else in the world is a cache.

use bevy_app::App;
use bevy_ecs::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::time::{DAY, LONGEST_RUN};
use super::tree::{NoTree, Tree};
use crate::ids::TileId;

/// Largest value of a counter in a save. No honest run comes near it, and what counts on from
/// it cannot overflow.
pub const MOST_COUNTED: u32 = 1 << 30;
/// Largest value of a sum in a save, for the same reason.
pub const MOST_SUMMED: u64 = 1 << 60;
/// The last tick a save may be of: a hundred years of prison time.
pub const LAST_TICK: u64 = 36_525 * DAY;
/// How far after the tick of a save anything may be planned: longer than the house plans anything.
const AHEAD: u64 = LONGEST_RUN;

/// What a loaded section may refer to. A save is untrusted: whatever indexes a table is checked
/// against these before it is let in.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Tiles of the map.
    pub tiles: u32,
    /// Width of the map, mm.
    pub width_mm: i32,
    /// Height of the map, mm.
    pub height_mm: i32,
    /// Persons of the level.
    pub persons: u32,
    /// Inmates of the level: the first of the persons.
    pub inmates: u32,
    /// Tiers of the level.
    pub tiers: u32,
    /// Jobs of the level.
    pub jobs: u32,
    /// The tick of the save.
    pub tick: u64,
    /// The last happening of the save.
    pub happenings: u32,
    /// First tiles of the portals, sorted.
    pub doors: Vec<TileId>,
}

impl Limits {
    /// Whether a portal is named by this tile.
    pub fn is_door(&self, key: TileId) -> bool {
        self.doors.binary_search(&key).is_ok()
    }

    /// Whether a tick is not still to come.
    pub fn is_past(&self, tick: u64) -> bool {
        tick <= self.tick
    }

    /// Whether a tick, past or planned, is near enough to be added to without overflow.
    pub fn is_planned(&self, tick: u64) -> bool {
        tick <= self.tick.saturating_add(AHEAD)
    }
}

/// A resource that is state.
pub trait Section:
    Resource<Mutability = bevy_ecs::component::Mutable> + Serialize + DeserializeOwned
{
    /// Its name: `feature.part`.
    const NAME: &'static str;
    /// Raised when its layout changes.
    const VERSION: u32;

    /// Refuses what would break the rules of the house; in words.
    fn check(&self, limits: &Limits) -> Result<(), String>;

    /// Most bytes it may have in a save. A few bytes can make a large table, so that memory is
    /// kept within bounds by refusing a section before it is read.
    fn most_bytes(limits: &Limits) -> u64 {
        (1 << 20) + 64 * limits.persons as u64
    }

    /// Takes over from the resource it replaces what is not saved (the level's own map, for instance).
    fn settle(&mut self, _before: Self) {}
}

/// One registered section.
#[derive(Clone, Copy)]
pub struct Registered {
    /// See [`Section::NAME`].
    pub name: &'static str,
    /// See [`Section::VERSION`].
    pub version: u32,
    write: fn(&World) -> Vec<u8>,
    read: Read,
    tree: fn(&World) -> Result<Tree, NoTree>,
}

/// Puts a section's bytes into the world, or says what is wrong with them.
type Read = fn(&mut World, &[u8], Option<&Limits>) -> Result<(), String>;

/// All sections, in the order of registration.
#[derive(Resource, Clone, Default)]
pub struct Sections(Vec<Registered>);

/// Registers sections.
pub trait RegisterSection {
    /// Makes a resource part of saves and digests.
    fn register_section<S: Section>(&mut self) -> &mut Self;
}

impl RegisterSection for App {
    fn register_section<S: Section>(&mut self) -> &mut Self {
        self.init_resource::<Sections>();
        self.world_mut()
            .resource_mut::<Sections>()
            .0
            .push(Registered {
                name: S::NAME,
                version: S::VERSION,
                write: |world| bytes_of(world.resource::<S>()),
                read: |world, bytes, limits| {
                    if let Some(limits) = limits
                        && bytes.len() as u64 > S::most_bytes(limits)
                    {
                        return Err(format!("section {} is larger than it can be", S::NAME));
                    }
                    let mut section = from_bytes::<S>(bytes)?;
                    if let Some(limits) = limits {
                        section
                            .check(limits)
                            .map_err(|why| format!("section {}: {why}", S::NAME))?;
                    }
                    if let Some(before) = world.remove_resource::<S>() {
                        section.settle(before);
                    }
                    world.insert_resource(section);
                    Ok(())
                },
                tree: |world| Tree::of(world.resource::<S>()),
            });
        self
    }
}

/// The bytes of a section in a save.
pub fn bytes_of<S: Section>(section: &S) -> Vec<u8> {
    // Writing plain data to memory can fail only for types postcard does not know.
    postcard::to_stdvec(section).unwrap_or_default()
}

/// A section from its bytes in a save. It is not checked yet ([`Section::check`]).
///
/// # Errors
/// In words: the bytes are no such section, or more than that.
pub fn from_bytes<S: Section>(bytes: &[u8]) -> Result<S, String> {
    let (section, rest) = postcard::take_from_bytes::<S>(bytes)
        .map_err(|error| format!("section {} cannot be read: {error}", S::NAME))?;
    if !rest.is_empty() {
        let more = rest.len();
        return Err(format!("section {} has {more} bytes too many", S::NAME));
    }
    Ok(section)
}

/// The bytes of every section, by name and version.
pub fn write_all(world: &World) -> Vec<(&'static str, u32, Vec<u8>)> {
    let sections = world.resource::<Sections>();
    sections
        .0
        .iter()
        .map(|entry| (entry.name, entry.version, (entry.write)(world)))
        .collect()
}

/// Puts one section into the world.
pub fn read_one(
    world: &mut World,
    name: &str,
    version: u32,
    bytes: &[u8],
    limits: Option<&Limits>,
) -> Result<(), String> {
    let entry = world
        .resource::<Sections>()
        .0
        .iter()
        .find(|entry| entry.name == name)
        .copied()
        .ok_or_else(|| format!("section {name} is unknown to this program"))?;
    if entry.version != version {
        return Err(format!(
            "section {name} has version {version}; this program reads {}",
            entry.version
        ));
    }
    (entry.read)(world, bytes, limits)
}

/// All sections by name and version, in the order of registration.
pub fn names(world: &World) -> impl ExactSizeIterator<Item = (&'static str, u32)> {
    let sections = world.resource::<Sections>();
    sections.0.iter().map(|entry| (entry.name, entry.version))
}

/// What a section holds, to be shown and compared.
///
/// # Errors
/// In words: there is no such section, or it is too large to be shown.
pub fn tree(world: &World, name: &str) -> Result<Tree, String> {
    let entry = world
        .resource::<Sections>()
        .0
        .iter()
        .find(|entry| entry.name == name)
        .ok_or_else(|| format!("there is no section {name}"))?;
    (entry.tree)(world).map_err(|why| format!("section {name} cannot be shown: {why}"))
}

/// Hash of the whole state, and of each section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Of everything.
    pub all: u64,
    /// Of each section.
    pub sections: Vec<(&'static str, u64)>,
}

impl Digest {
    /// Of the state as it is.
    pub fn of(world: &World) -> Self {
        let written = write_all(world);
        Self {
            all: of_all(
                written
                    .iter()
                    .map(|(name, version, bytes)| (*name, *version, bytes.as_slice())),
            ),
            sections: written
                .iter()
                .map(|(name, _, bytes)| (*name, of_one(bytes)))
                .collect(),
        }
    }

    /// The first section in which two digests differ.
    pub fn differs_in(&self, other: &Self) -> Option<&'static str> {
        self.differing(other).next()
    }

    /// The sections in which two digests of the same program differ.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'static str> + 'a {
        self.sections
            .iter()
            .zip(&other.sections)
            .filter(|(mine, theirs)| mine != theirs)
            .map(|(mine, _)| mine.0)
    }
}

/// Hash of a section's bytes.
pub fn of_one(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Hash of sections by name, version and bytes, in the order of registration.
pub fn of_all<'a>(sections: impl Iterator<Item = (&'a str, u32, &'a [u8])>) -> u64 {
    let mut all = Xxh3::new();
    for (name, version, bytes) in sections {
        all.update(name.as_bytes());
        all.update(&version.to_le_bytes());
        all.update(bytes);
    }
    all.digest()
}
