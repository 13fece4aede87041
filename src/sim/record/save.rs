//! Saves: every section in one file.
//!
//! `BIGHOUSE`, the format's number, a header (which level with which options, seed and rules), the
//! sections compressed, and a hash of all before it. A save is loaded whole or not
//! at all: it is read into a prison built anew, and everything that could index a
//! table is checked first ([`crate::section::Section::check`]).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::RULES;
use crate::chance::Chance;
use crate::happening::Happenings;
use crate::level::Level;
use crate::live::Prison;
use crate::prison::Grid;
use crate::rules::{Amended, Rules};
use crate::section::{self, Section};

const MAGIC: &[u8; 8] = b"BIGHOUSE";
/// The format of the saves that are written and read.
pub const FORMAT: u32 = 1;
/// No save is larger, compressed.
pub const MOST_BYTES: u64 = 64 << 20;
/// Nor larger than this in memory.
const MOST_UNPACKED: u64 = 96 << 20;
/// Nor has more sections. A section of a forged save takes three bytes.
const MOST_SECTIONS: usize = 256;

/// Nor is the level it was made in read with more options, or with longer ones. A header is small: whoever
/// lists saves reads only the beginning of each.
const MOST_SETTINGS: usize = 256;
const MOST_SETTING: usize = 512;

/// What a save says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The level's name, as it was asked for.
    pub level: String,
    /// The level's hash.
    pub hash: u64,
    /// The seed of the run.
    pub seed: u64,
    /// The rules it was made under.
    pub rules: u32,
    /// The tick that comes next.
    pub tick: u64,
    /// The last happening.
    happenings: u32,
    /// Bytes of the sections before they were compressed.
    unpacked: u64,
    /// The options the level was read with. They follow the rest of the header: a save that was written
    /// before there were any has none.
    #[serde(skip)]
    pub settings: Vec<String>,
}

/// Why a save cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// It is something else.
    #[error("this is not a save of Big House")]
    NotASave,
    /// It was written by a program with another format.
    #[error("the save has format {0}; this program reads format {FORMAT}")]
    Format(u32),
    /// It is cut off or changed.
    #[error("the save is damaged: {0}; take an older one")]
    Damaged(String),
    /// It belongs to another level.
    #[error(
        "the save was made in another version of level {0:?}; put that level back as it was, or start anew"
    )]
    OtherLevel(String),
    /// It was made under other rules.
    #[error("the save was made under rules {0}; this program has rules {RULES}")]
    OtherRules(u32),
}

/// A section of a save, as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSection {
    /// Its name.
    pub name: String,
    /// The version of its layout.
    pub version: u32,
    /// Its bytes in the save's body.
    bytes: std::ops::Range<usize>,
}

/// What lies in a save, whether or not this program can live in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// What it says of itself.
    pub header: Header,
    /// Its sections, in the order of the file.
    pub parts: Vec<SavedSection>,
    body: Vec<u8>,
}

impl Contents {
    /// The bytes of a section.
    pub fn bytes(&self, part: &SavedSection) -> &[u8] {
        &self.body[part.bytes.clone()]
    }

    /// Hash of all sections: that of the prison that was saved.
    pub fn digest(&self) -> u64 {
        section::of_all(
            self.parts
                .iter()
                .map(|part| (part.name.as_str(), part.version, self.bytes(part))),
        )
    }

    fn find(&self, name: &str) -> Option<&SavedSection> {
        self.parts.iter().find(|part| part.name == name)
    }
}

fn damaged(why: impl ToString) -> SaveError {
    SaveError::Damaged(why.to_string())
}

/// The state of a prison as the bytes of a save.
pub fn write(prison: &Prison) -> Vec<u8> {
    let world = prison.world();
    let sections = section::write_all(world);
    let mut body = Vec::new();
    for (name, version, bytes) in &sections {
        let head = (name.to_string(), *version, bytes.len() as u64);
        // Plain numbers and text can always be written to memory.
        body.extend(postcard::to_stdvec(&head).unwrap_or_default());
        body.extend(bytes);
    }
    let rules = world.resource::<Rules>();
    let header = Header {
        level: rules.name.clone(),
        hash: rules.hash,
        seed: world.resource::<Chance>().seed,
        rules: RULES,
        tick: prison.now(),
        happenings: world.resource::<Happenings>().last_id().0,
        unpacked: body.len() as u64,
        settings: rules.settings.clone(),
    };
    let mut out = Vec::new();
    out.extend(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    let settings = postcard::to_stdvec(&header.settings).unwrap_or_default();
    let mut header = postcard::to_stdvec(&header).unwrap_or_default();
    header.extend(settings);
    out.extend((header.len() as u32).to_le_bytes());
    out.extend(header);
    out.extend(lz4_flex::block::compress(&body));
    out.extend(xxh3_64(&out).to_le_bytes());
    out
}

/// What a save says of itself, and where its sections begin.
fn read_header(bytes: &[u8]) -> Result<(Header, usize), SaveError> {
    let number = |at: usize| -> Option<u32> {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err(SaveError::NotASave);
    }
    let format = number(8).ok_or_else(|| damaged("it is cut off"))?;
    if format != FORMAT {
        return Err(SaveError::Format(format));
    }
    let length = number(12).ok_or_else(|| damaged("it is cut off"))? as usize;
    let header = bytes
        .get(16..)
        .and_then(|rest| rest.get(..length))
        .ok_or_else(|| damaged("it is cut off"))?;
    let (mut header, rest): (Header, &[u8]) = postcard::take_from_bytes(header).map_err(damaged)?;
    if !rest.is_empty() {
        header.settings = postcard::from_bytes(rest).map_err(damaged)?;
    }
    let is_sound = |setting: &String| setting.len() <= MOST_SETTING;
    if header.settings.len() > MOST_SETTINGS || !header.settings.iter().all(is_sound) {
        return Err(damaged(
            "its level was read with more options than there can be",
        ));
    }
    Ok((header, 16 + length))
}

/// What a save says of itself.
pub fn header(bytes: &[u8]) -> Result<Header, SaveError> {
    read_header(bytes).map(|(header, _)| header)
}

/// The level a save was made in: the one at hand, or the same before it was amended.
fn level_of(level: Arc<Level>, contents: &Contents) -> Option<Arc<Level>> {
    let hash = contents.header.hash;
    if hash == level.hash {
        return Some(level);
    }
    let part = contents
        .find(Amended::NAME)
        .filter(|part| part.version == Amended::VERSION)?;
    let amended: Amended = postcard::from_bytes(contents.bytes(part)).ok()?;
    level.as_it_was(&amended.0?.read, hash).map(Arc::new)
}

/// Takes a save apart: its header and its sections as they are, of whatever level, rules and versions.
///
/// # Errors
/// It is no save, of another format, or damaged.
pub fn contents(bytes: &[u8]) -> Result<Contents, SaveError> {
    let (header, start) = read_header(bytes)?;
    let end = bytes
        .len()
        .checked_sub(8)
        .filter(|end| *end >= start)
        .ok_or_else(|| damaged("it is cut off"))?;
    let hash: [u8; 8] = bytes[end..].try_into().map_err(damaged)?;
    if xxh3_64(&bytes[..end]) != u64::from_le_bytes(hash) {
        return Err(damaged("its hash does not agree with it"));
    }
    let packed = &bytes[start..end];
    // LZ4 makes at most 255 bytes of one, so a larger claim is a lie.
    let most = MOST_UNPACKED.min(packed.len() as u64 * 255 + 64);
    if header.unpacked > most {
        return Err(damaged("it claims to be larger than it can be"));
    }
    let body = lz4_flex::block::decompress(packed, header.unpacked as usize).map_err(damaged)?;
    let mut parts = Vec::new();
    let mut rest = body.as_slice();
    while !rest.is_empty() {
        if parts.len() >= MOST_SECTIONS {
            return Err(damaged(format!(
                "it has more than {MOST_SECTIONS} sections"
            )));
        }
        let ((name, version, length), after): ((String, u32, u64), &[u8]) =
            postcard::take_from_bytes(rest).map_err(damaged)?;
        let begin = body.len() - after.len();
        let length = usize::try_from(length)
            .ok()
            .filter(|length| *length <= after.len())
            .ok_or_else(|| damaged("a section is cut off"))?;
        rest = &after[length..];
        parts.push(SavedSection {
            name,
            version,
            bytes: begin..begin + length,
        });
    }
    Ok(Contents {
        header,
        parts,
        body,
    })
}

/// The prison of a save. The level must be the one it was made in, but for what was amended since.
pub fn read(level: Arc<Level>, bytes: &[u8]) -> Result<Prison, SaveError> {
    let contents = contents(bytes)?;
    let header = &contents.header;
    if header.rules != RULES {
        return Err(SaveError::OtherRules(header.rules));
    }
    let level =
        level_of(level, &contents).ok_or_else(|| SaveError::OtherLevel(header.level.clone()))?;
    let mut prison = Prison::new(level, header.seed);
    load_sections(&mut prison, &contents)?;
    if prison.world().resource::<Chance>().seed != header.seed {
        return Err(damaged("it was begun with another seed than it says"));
    }
    prison.agrees().map_err(damaged)?;
    Ok(prison)
}

fn load_sections(prison: &mut Prison, contents: &Contents) -> Result<(), SaveError> {
    let Contents { header, parts, .. } = contents;
    let mut names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() != parts.len() || parts.len() != section::names(prison.world()).len() {
        return Err(damaged("it does not hold every section once"));
    }
    // The map and the rules first: what the others may refer to depends on them.
    let comes_first = |name: &str| name == Grid::NAME || name == Amended::NAME;
    for first in [true, false] {
        let limits = prison.limits(header.tick, header.happenings);
        for part in parts.iter().filter(|part| comes_first(&part.name) == first) {
            let bytes = contents.bytes(part);
            section::read_one(
                prison.world_mut(),
                &part.name,
                part.version,
                bytes,
                Some(&limits),
            )
            .map_err(SaveError::Damaged)?;
        }
        prison.rebuild();
    }
    Ok(())
}
