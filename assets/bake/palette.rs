//! What the classes of the drawings look like: the one place colours come from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

use super::DENSITIES;
use super::source::classes;

/// `palette.ron`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Colours as `RRGGBB`, by name.
    colours: BTreeMap<String, String>,
    /// Width of an ordinary line in units of 1/64 m, by density.
    pub lines: BTreeMap<u32, f32>,
    /// How far shadows fall and how soft they are, by the height of what casts them.
    pub shadows: BTreeMap<String, Shadow>,
    /// The rims of people, by density.
    pub rims: BTreeMap<u32, Rims>,
    /// Kinds of people.
    pub kinds: BTreeMap<String, Kind>,
}

/// A shadow to the south-east, in units of 1/64 m.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shadow {
    /// To the east.
    pub east: f32,
    /// To the south.
    pub south: f32,
    /// Standard deviation of the blur.
    pub blur: f32,
    /// From 0 (none) to 1 (ink).
    pub depth: f32,
}

impl Shadow {
    /// The same, falling so many times as far.
    pub fn longer(&self, times: f32) -> Self {
        Self {
            east: self.east * times,
            south: self.south * times,
            ..self.clone()
        }
    }
}

/// Lines round a person, in units of 1/64 m.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rims {
    /// The rim itself, of the kind's own colour.
    pub rim: f32,
    /// The ink outside it.
    pub halo: f32,
}

/// A kind of person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The optional parts of the drawings that it shows.
    pub shows: Vec<String>,
    /// Colours by the part of the drawing (cloth, hair ...): names from the palette.
    pub wears: BTreeMap<String, String>,
}

impl Palette {
    /// Reads `palette.ron`.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text =
            std::fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
        let palette: Self =
            ron::from_str(&text).map_err(|why| format!("{}: {why}", file.display()))?;
        for kind in palette.kinds.values() {
            for colour in kind.wears.values() {
                palette.colour(colour)?;
            }
        }
        Ok(palette)
    }

    /// A colour by name, as `#RRGGBB`.
    pub fn colour(&self, name: &str) -> Result<String, String> {
        let hex = self
            .colours
            .get(name)
            .ok_or_else(|| format!("\"{name}\" is no colour of the palette"))?;
        Ok(format!("#{hex}"))
    }

    /// A colour by name, as bytes.
    pub fn bytes(&self, name: &str) -> Result<[u8; 3], String> {
        let hex = self.colour(name)?;
        let byte = |at: usize| {
            u8::from_str_radix(&hex[at..at + 2], 16).map_err(|why| format!("{name}: {why}"))
        };
        Ok([byte(1)?, byte(3)?, byte(5)?])
    }

    /// The style sheet of a density: fills, lines, gradient stops and what is left out.
    ///
    /// - `.ink` fills with ink, `.l-ink` draws a line of it, `.s-ink` is a gradient's stop;
    /// - `.o` puts an ink outline round a shape, outside it, one line wide;
    /// - `.thin` and `.bold` change a line's width;
    /// - `.from32` is left out below 32 px/m, `.upto16` above 16.
    ///
    /// Only the classes that `text` wears are in it: a rule costs time at every shape.
    pub fn sheet(&self, text: &str, density: u32, kind: Option<&Kind>) -> Result<String, String> {
        let worn = classes(text);
        let line = self
            .lines
            .get(&density)
            .ok_or_else(|| format!("no line for {density} px/m"))?;
        let mut css = String::new();
        let mut colours = self.colours.clone();
        if let Some(kind) = kind {
            for (part, colour) in &kind.wears {
                let colour = self
                    .colours
                    .get(colour)
                    .ok_or_else(|| format!("no colour {colour}"))?;
                colours.insert(part.clone(), colour.clone());
            }
        }
        for (name, hex) in &colours {
            if worn.contains(name.as_str()) {
                let _ = writeln!(css, ".{name}{{fill:#{hex}}}");
            }
            if worn.contains(format!("s-{name}").as_str()) {
                let _ = writeln!(css, ".s-{name}{{stop-color:#{hex}}}");
            }
            if worn.contains(format!("l-{name}").as_str()) {
                let _ = writeln!(
                    css,
                    ".l-{name}{{fill:none;stroke:#{hex};stroke-width:{line};stroke-linecap:round;stroke-linejoin:round}}"
                );
            }
        }
        let ink = &colours["ink"];
        let _ = writeln!(
            css,
            ".o{{stroke:#{ink};stroke-width:{};paint-order:stroke;stroke-linejoin:round}}",
            line * 2.0
        );
        let _ = writeln!(
            css,
            ".thin{{stroke-width:{}}} .bold{{stroke-width:{}}}",
            line * 0.6,
            line * 1.6
        );
        for edge in DENSITIES {
            if density < edge {
                let _ = writeln!(css, ".from{edge}{{display:none}}");
            }
            if density > edge {
                let _ = writeln!(css, ".upto{edge}{{display:none}}");
            }
        }
        css.push_str(&self.hidden(kind));
        Ok(css)
    }

    /// The style sheet of a silhouette: every shape in one colour, grown by `grow` units.
    pub fn silhouette(
        &self,
        text: &str,
        density: u32,
        kind: Option<&Kind>,
        colour: &str,
        grow: f32,
    ) -> Result<String, String> {
        let mut css = self.sheet(text, density, kind)?;
        let colour = self.colour(colour)?;
        let _ = writeln!(css, ".detail{{display:none}}");
        // Later rules win, so this goes over all the colours above. Gradients are `lit`.
        let parts = kind.into_iter().flat_map(|kind| kind.wears.keys());
        let names: Vec<&str> = self
            .colours
            .keys()
            .chain(parts)
            .map(String::as_str)
            .chain(["o", "lit"])
            .collect();
        for class in classes(text) {
            if names.contains(&class) {
                let _ = writeln!(
                    css,
                    ".{class}{{fill:{colour};stroke:{colour};stroke-width:{};stroke-linejoin:round}}",
                    grow * 2.0
                );
            } else if class
                .strip_prefix("l-")
                .is_some_and(|name| names.contains(&name))
            {
                let _ = writeln!(css, ".{class}{{stroke:{colour}}}");
            }
        }
        Ok(css)
    }

    /// Leaves out the optional parts that a kind does not show.
    fn hidden(&self, kind: Option<&Kind>) -> String {
        let Some(kind) = kind else {
            return String::new();
        };
        let mut parts: Vec<&String> = self.kinds.values().flat_map(|k| &k.shows).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
            .into_iter()
            .filter(|part| !kind.shows.contains(part))
            .map(|part| format!(".{part}{{display:none}}\n"))
            .collect()
    }
}
