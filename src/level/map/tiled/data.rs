//! The tiles of a layer, in each way Tiled writes them: CSV, an element a tile, and base64,
//! plain or packed by zlib, gzip or zstd.
//!
//! A layer is unpacked to no more than its map has tiles, and a byte, whatever it claims.

use std::io::Read;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::bufread::{GzDecoder, ZlibDecoder};
use roxmltree::Node;

use super::xml::elements;
use crate::text::problem::quote;

/// Memory that unpacking zstd may look back over, as the format recommends for all who read it.
const ZSTD_WINDOW: u64 = 8 << 20;

/// What is wrong with the data of a layer, and at which byte of the file.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Place in the file.
    pub at: usize,
    /// The number of the tile, from 0, if it is about one.
    pub tile: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

const MEND_FORMAT: &str = "in Tiled choose Map > Map Properties > Tile Layer Format: CSV, and save";

/// The numbers of a layer's tiles: as many as its map has.
pub(super) fn numbers(text: &str, data: Node, count: usize) -> Result<Vec<u32>, Wrong> {
    let wrong = |what: String| Wrong {
        at: data.range().start,
        tile: None,
        what,
        mend: MEND_FORMAT.to_owned(),
    };
    if let Some(chunk) = elements(data).find(|node| node.has_tag_name("chunk")) {
        return Err(Wrong {
            at: chunk.range().start,
            tile: None,
            what: "the layer is written in chunks, as those of infinite maps are".to_owned(),
            mend: "in Tiled choose Map > Map Properties > Infinite: off, and save".to_owned(),
        });
    }
    let encoding = data.attribute("encoding");
    let numbers = match (encoding, data.attribute("compression").unwrap_or("")) {
        (None, "") => from_elements(data, count)?,
        (Some("csv"), "") => {
            let range = raw_text(data);
            csv(
                text.get(range.clone()).unwrap_or_default(),
                range.start,
                count,
            )?
        }
        (Some("base64"), packing) => {
            let packed = base64(text.get(raw_text(data)).unwrap_or_default());
            let packed = packed.map_err(wrong)?;
            let most = count.saturating_mul(4);
            unpack(&packed, packing, most)
                .map_err(wrong)?
                .chunks(4)
                .map(|bytes| bytes.try_into().map_or(0, u32::from_le_bytes))
                .collect()
        }
        (encoding, packing) => {
            let what = format!(
                "the tiles are encoded as {} and compressed by {}, which this program does not know",
                quote(encoding.unwrap_or("")),
                quote(packing)
            );
            return Err(wrong(what));
        }
    };
    if numbers.len() == count {
        Ok(numbers)
    } else {
        let had = numbers.len();
        let many = if had > count {
            "more than ".to_owned() + &count.to_string()
        } else {
            had.to_string()
        };
        Err(Wrong {
            mend:
                "the file is cut short or was changed by hand: open it in Tiled and save it again"
                    .to_owned(),
            ..wrong(format!(
                "the layer has {many} tiles, and the map has {count}"
            ))
        })
    }
}

/// Where tile `n` of a layer stands in the file, as well as can be said.
pub(super) fn place_of(text: &str, data: Node, n: usize) -> usize {
    match data.attribute("encoding") {
        None => elements(data)
            .nth(n)
            .map_or(data.range().start, |tile| tile.range().start),
        Some("csv") => {
            let range = raw_text(data);
            let raw = text.get(range.clone()).unwrap_or_default();
            let skipped: usize = raw.split(',').take(n).map(|number| number.len() + 1).sum();
            let skipped = skipped.min(raw.len());
            let number = raw.get(skipped..).unwrap_or_default();
            range.start + skipped + (number.len() - number.trim_start().len())
        }
        Some(_) => data.range().start,
    }
}

/// The text in an element, as it stands in the file.
fn raw_text(data: Node) -> Range<usize> {
    let mut texts = data.children().map(|child| child.range());
    match texts.next() {
        Some(first) => first.start..texts.next_back().map_or(first.end, |last| last.end),
        None => data.range().start..data.range().start,
    }
}

fn from_elements(data: Node, count: usize) -> Result<Vec<u32>, Wrong> {
    let mut numbers = Vec::with_capacity(count);
    for (n, tile) in elements(data).take(count + 1).enumerate() {
        let number = match tile.attribute("gid") {
            _ if !tile.has_tag_name("tile") => None,
            None => Some(0),
            Some(gid) => gid.parse().ok(),
        };
        numbers.push(number.ok_or_else(|| no_number(tile.range().start, n, "this"))?);
    }
    Ok(numbers)
}

fn no_number(at: usize, n: usize, shown: &str) -> Wrong {
    Wrong {
        at,
        tile: Some(n),
        what: format!("{shown} is no number of a tile"),
        mend: "open the map in Tiled and save it again".to_owned(),
    }
}

fn csv(raw: &str, start: usize, count: usize) -> Result<Vec<u32>, Wrong> {
    let mut numbers = Vec::with_capacity(count);
    if raw.trim().is_empty() {
        return Ok(numbers);
    }
    let mut at = start;
    for (n, number) in raw.split(',').take(count + 1).enumerate() {
        match number.trim().parse() {
            Ok(number) => numbers.push(number),
            Err(_) => {
                let skipped = number.len() - number.trim_start().len();
                return Err(no_number(at + skipped, n, &quote(number.trim())));
            }
        }
        at += number.len() + 1;
    }
    Ok(numbers)
}

fn base64(raw: &str) -> Result<Vec<u8>, String> {
    let plain: Vec<u8> = raw
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    STANDARD
        .decode(plain)
        .map_err(|error| format!("the tiles are no sound base64: {error}"))
}

/// What bytes unpack to: at most `most`, and one more if there are too many.
fn unpack(packed: &[u8], packing: &str, most: usize) -> Result<Vec<u8>, String> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(4);
    let mut bytes = Vec::new();
    // What is left of it once the tiles are unpacked.
    let mut rest = packed;
    let done = match packing {
        "" => (&mut rest).take(limit).read_to_end(&mut bytes),
        "zlib" => ZlibDecoder::new(&mut rest)
            .take(limit)
            .read_to_end(&mut bytes),
        "gzip" => GzDecoder::new(&mut rest)
            .take(limit)
            .read_to_end(&mut bytes),
        "zstd" => {
            let window = zstd_window(packed).ok_or("the tiles are no sound zstd")?;
            if window > ZSTD_WINDOW {
                return Err("unpacking the tiles would take more than 8 MiB at once".to_owned());
            }
            let decoder = ruzstd::decoding::StreamingDecoder::new(&mut rest);
            let decoder =
                decoder.map_err(|error| format!("the tiles are no sound zstd: {error}"))?;
            decoder.take(limit).read_to_end(&mut bytes)
        }
        other => {
            let what = format!(
                "the tiles are compressed by {}, which this program does not know",
                quote(other)
            );
            return Err(what);
        }
    };
    match done {
        Ok(_) if bytes.len() % 4 != 0 => Err("the tiles end in the middle of one".to_owned()),
        // Of what is too much anyway, not all was unpacked.
        Ok(_) if bytes.len() <= most && !rest.is_empty() => Err(format!(
            "{} bytes follow after the tiles, and nobody knows what for",
            rest.len()
        )),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("the tiles cannot be unpacked ({packing}): {error}")),
    }
}

/// The memory that a frame of zstd asks for, as its header says (RFC 8878, 3.1.1.1).
fn zstd_window(packed: &[u8]) -> Option<u64> {
    let (magic, rest) = packed.split_first_chunk::<4>()?;
    let (&descriptor, rest) = rest.split_first()?;
    if *magic != [0x28, 0xB5, 0x2F, 0xFD] {
        return None;
    }
    if descriptor & 0x20 == 0 {
        let window = u64::from(*rest.first()?);
        let base = 1_u64 << (10 + (window >> 3));
        return Some(base + base / 8 * (window & 7));
    }
    // A single segment: the window is the whole content.
    let dictionary = [0, 1, 2, 4].get(usize::from(descriptor & 3)).copied()?;
    let size = rest.get(dictionary..)?;
    Some(match descriptor >> 6 {
        0 => u64::from(*size.first()?),
        1 => u64::from(u16::from_le_bytes(*size.first_chunk()?)) + 256,
        2 => u64::from(u32::from_le_bytes(*size.first_chunk()?)),
        _ => u64::from_le_bytes(*size.first_chunk()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, count: usize) -> Result<Vec<u32>, Wrong> {
        let doc = roxmltree::Document::parse(text).unwrap();
        numbers(text, doc.root_element(), count)
    }

    #[test]
    fn numbers_are_read_from_each_encoding() {
        let csv = "<data encoding='csv'>\r\n1, 2,\r\n 3,2147483652\r\n</data>";
        assert_eq!(read(csv, 4).unwrap(), [1, 2, 3, 0x8000_0004]);
        let elements = "<data><tile gid='1'/><tile/> <tile gid='3'/></data>";
        assert_eq!(read(elements, 3).unwrap(), [1, 0, 3]);
        let plain = "<data encoding='base64'>\n AQAAAAIA\n AAADAAAA </data>";
        assert_eq!(read(plain, 3).unwrap(), [1, 2, 3]);
        assert_eq!(read("<data encoding='csv'>7</data>", 1).unwrap(), [7]);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        let csv = "<data encoding='csv'>1,\n 2,x</data>";
        let wrong = read(csv, 3).unwrap_err();
        assert_eq!((wrong.at, wrong.tile), (csv.find('x').unwrap(), Some(2)));
        let doc = roxmltree::Document::parse(csv).unwrap();
        let data = doc.root_element();
        assert_eq!(place_of(csv, data, 1), csv.find('2').unwrap());
        assert_eq!(place_of(csv, data, 99), csv.find("</").unwrap());
        let elements = "<data><tile gid='1'/><tail/></data>";
        assert_eq!(
            read(elements, 2).unwrap_err().at,
            elements.find("<tail").unwrap()
        );
        assert!(
            read("<data encoding='base64'>AQAA</data>", 1)
                .unwrap_err()
                .what
                .contains("middle")
        );
    }

    #[test]
    fn bytes_after_the_tiles_are_refused() {
        use std::io::Write;

        use flate2::Compression;
        use flate2::write::{GzEncoder, ZlibEncoder};
        let tiles = [7, 0, 0, 0, 8, 0, 0, 0];
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(&tiles).unwrap();
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(&tiles).unwrap();
        // A frame of one block that is not packed.
        let zstd = [&[0x28, 0xB5, 0x2F, 0xFD, 0x20, 8, 65, 0, 0], &tiles[..]].concat();
        for (packing, packed) in [
            ("zlib", zlib.finish().unwrap()),
            ("gzip", gzip.finish().unwrap()),
            ("zstd", zstd),
        ] {
            assert_eq!(unpack(&packed, packing, 8).unwrap(), tiles, "{packing}");
            for more in [&packed[..], b"x"] {
                let longer = [&packed[..], more].concat();
                let wrong = unpack(&longer, packing, 8).unwrap_err();
                let said = format!("{} bytes follow after", more.len());
                assert!(wrong.contains(&said), "{packing}: {wrong}");
            }
        }
        let more = [&tiles[..], &tiles[..4]].concat();
        assert_eq!(
            unpack(&more, "", 8).unwrap(),
            more,
            "it is told how many tiles"
        );
    }

    #[test]
    fn the_window_of_zstd_is_read_from_its_header() {
        let frame = |rest: &[u8]| [&[0x28, 0xB5, 0x2F, 0xFD], rest].concat();
        assert_eq!(zstd_window(&frame(&[0, 0])), Some(1 << 10));
        assert_eq!(
            zstd_window(&frame(&[0, 0b1_0001])),
            Some((1 << 12) + (1 << 9))
        );
        assert_eq!(zstd_window(&frame(&[0x20, 7])), Some(7));
        assert_eq!(zstd_window(&frame(&[0x60, 0, 1])), Some(512));
        assert_eq!(zstd_window(&frame(&[0xA1, 9, 0, 0, 1, 0])), Some(0x1_0000));
        assert_eq!(zstd_window(&frame(&[0xE0, 0, 0, 0, 0, 1, 0, 0])), None);
        assert_eq!(zstd_window(b"nothing"), None);
    }
}
