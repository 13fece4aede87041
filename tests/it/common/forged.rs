//! Forged saves: how a test plants a fault, as a stranger would. Nobody outside the prison can write
//! its state, so that what the house would never do comes in through a file.

use std::sync::Arc;

use bighouse_sim::Prison;
use bighouse_sim::happening::Happenings;
use bighouse_sim::level::Level;
use bighouse_sim::record::save::{self, SaveError};
use bighouse_sim::section::{Section, bytes_of, from_bytes};

/// The same prison with one section of its save changed; refused as any save is.
pub fn forged<S: Section>(
    level: &Arc<Level>,
    prison: &Prison,
    change: impl FnOnce(&mut S),
) -> Result<Prison, SaveError> {
    let mut apart = Apart::of(&save::write(prison));
    let bytes = apart.section(S::NAME);
    let mut section = from_bytes::<S>(bytes).expect("it was just written");
    change(&mut section);
    *bytes = bytes_of(&section);
    // The header says which happening was the last.
    let happenings = from_bytes::<Happenings>(apart.section(Happenings::NAME));
    let last = happenings.expect("it is a record").last_id();
    apart.numbers[4] = u64::from(last.0);
    save::read(level.clone(), &apart.together())
}

/// A save taken apart, as `record/save.rs` describes it.
#[derive(Clone)]
pub struct Apart {
    /// The level it was made in.
    pub level: String,
    /// Hash of the level, seed, rules, tick, last happening.
    pub numbers: [u64; 5],
    /// Name, version and bytes of each section.
    pub sections: Vec<(String, u64, Vec<u8>)>,
}

fn take_number(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first().expect("a number");
        *bytes = rest;
        value |= u64::from(byte & 0x7F) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return value;
        }
    }
}

fn take_text(bytes: &mut &[u8]) -> String {
    let length = take_number(bytes) as usize;
    let (text, rest) = bytes.split_at(length);
    *bytes = rest;
    String::from_utf8(text.to_vec()).expect("text")
}

/// A number as a save has it.
pub fn put_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend(text.as_bytes());
}

/// A file with a hash that agrees with it.
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = xxhash_rust::xxh3::xxh3_64(&bytes);
    bytes.extend(hash.to_le_bytes());
    bytes
}

impl Apart {
    /// Of the bytes of a save.
    pub fn of(save: &[u8]) -> Self {
        let length = u32::from_le_bytes(save[12..16].try_into().expect("four")) as usize;
        let mut header = &save[16..16 + length];
        let level = take_text(&mut header);
        let numbers = std::array::from_fn(|_| take_number(&mut header));
        let unpacked = take_number(&mut header) as usize;
        let packed = &save[16 + length..save.len() - 8];
        let body = lz4_flex::block::decompress(packed, unpacked).expect("a sound save");
        let mut rest = body.as_slice();
        let mut sections = Vec::new();
        while !rest.is_empty() {
            let name = take_text(&mut rest);
            let version = take_number(&mut rest);
            let length = take_number(&mut rest) as usize;
            sections.push((name, version, rest[..length].to_vec()));
            rest = &rest[length..];
        }
        Self {
            level,
            numbers,
            sections,
        }
    }

    /// The bytes of the save that these parts make.
    pub fn together(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, version, bytes) in &self.sections {
            put_text(&mut body, name);
            put_number(&mut body, *version);
            put_number(&mut body, bytes.len() as u64);
            body.extend(bytes);
        }
        self.around(&body, body.len() as u64)
    }

    /// The save with another body, and with a length of it that may be a lie.
    pub fn around(&self, body: &[u8], unpacked: u64) -> Vec<u8> {
        let mut header = Vec::new();
        put_text(&mut header, &self.level);
        for number in self.numbers {
            put_number(&mut header, number);
        }
        put_number(&mut header, unpacked);
        let mut out = b"BIGHOUSE".to_vec();
        out.extend(1_u32.to_le_bytes());
        out.extend((header.len() as u32).to_le_bytes());
        out.extend(header);
        out.extend(lz4_flex::block::compress(body));
        sealed(out)
    }

    /// The bytes of a section.
    pub fn section(&mut self, name: &str) -> &mut Vec<u8> {
        let found = self.sections.iter_mut().find(|section| section.0 == name);
        &mut found.expect("a section of that name").2
    }
}
