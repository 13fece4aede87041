//! Maps of Tiled for tests: their layers written in every way Tiled writes them.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

/// A way to write the tiles of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Numbers with commas.
    Csv,
    /// An element a tile.
    Elements,
    /// Base64, not packed.
    Plain,
    /// Base64, packed by zlib.
    Zlib,
    /// Base64, packed by gzip.
    Gzip,
    /// Base64, packed by zstd.
    Zstd,
}

impl Format {
    /// Every way.
    pub const ALL: [Format; 6] = [
        Format::Csv,
        Format::Elements,
        Format::Plain,
        Format::Zlib,
        Format::Gzip,
        Format::Zstd,
    ];

    /// The head of the element `<data>`.
    pub fn head(self) -> &'static str {
        match self {
            Format::Csv => "<data encoding=\"csv\">",
            Format::Elements => "<data>",
            Format::Plain => "<data encoding=\"base64\">",
            Format::Zlib => "<data encoding=\"base64\" compression=\"zlib\">",
            Format::Gzip => "<data encoding=\"base64\" compression=\"gzip\">",
            Format::Zstd => "<data encoding=\"base64\" compression=\"zstd\">",
        }
    }

    /// Numbers of tiles as the element `<data>`.
    pub fn data(self, numbers: &[u32]) -> String {
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let inner = match self {
            Format::Csv => numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(","),
            Format::Elements => numbers
                .iter()
                .map(|number| match number {
                    0 => "<tile/>".to_owned(),
                    number => format!("<tile gid=\"{number}\"/>"),
                })
                .collect(),
            packed => STANDARD.encode(packed.pack(&bytes)),
        };
        format!("{}{inner}</data>", self.head())
    }

    /// Bytes, packed.
    pub fn pack(self, bytes: &[u8]) -> Vec<u8> {
        const SOUND: &str = "memory can be written to";
        match self {
            Format::Zlib => {
                let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
                packer.write_all(bytes).expect(SOUND);
                packer.finish().expect(SOUND)
            }
            Format::Gzip => {
                let mut packer = GzEncoder::new(Vec::new(), Compression::best());
                packer.write_all(bytes).expect(SOUND);
                packer.finish().expect(SOUND)
            }
            Format::Zstd => zstd(bytes),
            _ => bytes.to_vec(),
        }
    }
}

/// A frame of zstd with nothing in it packed: a single segment of raw blocks (RFC 8878).
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x28, 0xB5, 0x2F, 0xFD, 0xA0];
    out.extend((bytes.len() as u32).to_le_bytes());
    let mut blocks = bytes.chunks(100_000).peekable();
    while let Some(block) = blocks.next() {
        let header = (block.len() as u32) << 3 | u32::from(blocks.peek().is_none());
        out.extend(&header.to_le_bytes()[..3]);
        out.extend(block);
    }
    out
}

/// A map with its layers in CSV, its layers written otherwise.
pub fn written_as(map: &str, format: Format) -> String {
    let head = Format::Csv.head();
    let mut out = String::new();
    let mut rest = map;
    while let Some((before, after)) = rest.split_once(head) {
        let (csv, after) = after.split_once("</data>").expect("a layer ends");
        let numbers: Vec<u32> = csv
            .split(',')
            .map(|number| number.trim().parse().expect("the number of a tile"))
            .collect();
        out.push_str(before);
        out.push_str(&format.data(&numbers));
        rest = after;
    }
    out + rest
}
