//! What is at hand while a map is read: where its files come from, what was read of them
//! already, and what is wrong so far.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::template::{self, Template};
use super::tileset::{self, TilesetTiles};
use super::xml::{Xml, parse, text_of};
use crate::files::{FileTrouble, LevelFiles, tidy};
use crate::nouns::Origin;
use crate::text::problem::{Findings, quote};

/// Most bytes of a tileset or template.
const REFERRED_BYTES: u64 = 1 << 20;
/// Most files a map refers to.
const MOST_FILES: usize = 256;

/// See the file.
pub(super) struct TiledReader<'a> {
    files: &'a dyn LevelFiles,
    /// The level whose map is read.
    level: &'a str,
    /// The levels it extends.
    behind: &'a [String],
    /// What is wrong so far.
    pub found: &'a mut Findings,
    tilesets: BTreeMap<String, Option<TilesetTiles>>,
    templates: BTreeMap<String, Option<Template>>,
}

impl<'a> TiledReader<'a> {
    /// A reader of the map of `level`, which extends the levels `behind`.
    pub(super) fn new(
        files: &'a dyn LevelFiles,
        level: &'a str,
        behind: &'a [String],
        found: &'a mut Findings,
    ) -> Self {
        TiledReader {
            files,
            level,
            behind,
            found,
            tilesets: BTreeMap::new(),
            templates: BTreeMap::new(),
        }
    }

    /// The tileset that a file in `folder` calls `source`.
    pub(super) fn tileset(
        &mut self,
        at: &Origin,
        folder: &str,
        source: &str,
    ) -> Option<TilesetTiles> {
        let path = self.path(at, folder, source)?;
        if let Some(known) = self.tilesets.get(&path) {
            return known.clone();
        }
        let tileset = self.referred(at, &path, source, |reader, xml, _| {
            tileset::read_file(reader, xml)
        });
        self.tilesets.insert(path, tileset.clone());
        tileset
    }

    /// The template that the map calls `source`.
    pub(super) fn template(&mut self, at: &Origin, source: &str) -> Option<Template> {
        let path = self.path(at, "", source)?;
        if let Some(known) = self.templates.get(&path) {
            return known.clone();
        }
        let template = self.referred(at, &path, source, template::read_file);
        self.templates.insert(path, template.clone());
        template
    }

    /// A whole number in an attribute, which has to be there.
    pub(super) fn number(
        &mut self,
        xml: &Xml,
        node: Node,
        name: &str,
        least: u32,
        most: u32,
    ) -> Option<u32> {
        let text = node.attribute(name);
        let number = text.and_then(|text| text.parse().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let what = match text {
                Some(text) => format!("{name} is {}", quote(text)),
                None => format!("<{}> does not say its {name}", node.tag_name().name()),
            };
            let at = xml.at_attribute(node, name);
            let mend = format!("{name} is a whole number from {least} to {most}");
            self.found.say(&at, what, mend);
        }
        number
    }

    /// A number of pixels in an attribute; 0 if it is not there.
    pub(super) fn pixels(&mut self, xml: &Xml, node: Node, name: &str) -> Option<f64> {
        let Some(text) = node.attribute(name) else {
            return Some(0.0);
        };
        let number = text.parse().ok();
        let number = number.filter(|n: &f64| n.is_finite() && n.abs() <= 1e6);
        if number.is_none() {
            let at = xml.at_attribute(node, name);
            let what = format!("{name} is {}", quote(text));
            self.found
                .say(&at, what, "it is a number of pixels, up to a million");
        }
        number
    }

    /// The path of a file from the folder of the level, if it may be asked for at all.
    fn path(&mut self, at: &Origin, folder: &str, source: &str) -> Option<String> {
        let foreign = source.is_empty()
            || source.len() > 500
            || source.starts_with('/')
            || source.contains([':', '\\'])
            || source.chars().any(char::is_control);
        if foreign {
            self.found.say(
                at,
                format!("{} is no path from this file", quote(source)),
                "write it with slashes, from the folder of this file, such as ../tiled/bighouse.tsx",
            );
            return None;
        }
        Some(tidy(&if folder.is_empty() {
            source.to_owned()
        } else {
            format!("{folder}/{source}")
        }))
    }

    /// Reads and parses a file that is referred to, and makes of it what it is.
    fn referred<T>(
        &mut self,
        at: &Origin,
        path: &str,
        source: &str,
        make: impl FnOnce(&mut Self, &Xml, &str) -> Option<T>,
    ) -> Option<T> {
        if self.tilesets.len() + self.templates.len() >= MOST_FILES {
            let what = format!("the map needs more than {MOST_FILES} other files");
            self.found
                .say(at, what, "take fewer tilesets and templates");
            return None;
        }
        let read = self
            .files
            .read_referred(self.level, self.behind, path, REFERRED_BYTES);
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(trouble) => {
                let mend = match &trouble {
                    FileTrouble::Outside => {
                        "a map uses files of its own folder, of the levels its level extends, of levels/tiled and of assets, and no others"
                    }
                    FileTrouble::NotFound | FileTrouble::BadName => {
                        "the tileset all maps share is levels/tiled/bighouse.tsx"
                    }
                    other => other.mend(),
                };
                let what = format!("{} cannot be read: {trouble}", quote(source));
                self.found.say(at, what, mend);
                return None;
            }
        };
        let file = self.files.describe(self.level, path);
        let text = text_of(&file, &bytes, self.found)?;
        let xml = parse(&file, text, self.found)?;
        let before = self.found.count();
        let made = make(self, &xml, path);
        if self.found.count() > before {
            self.found.remember(&file, text);
        }
        made
    }
}
