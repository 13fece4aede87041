//! What is wrong with a level, in words a person can act on.
//!
//! A load reports everything it found at once, sorted by file and line and
//! capped at [`MOST_SHOWN`]. Nothing a file contains reaches a terminal
//! unchanged: [`quote`] and the shown source line replace control characters
//! and cut what is long.

use std::collections::BTreeMap;
use std::fmt;

use crate::files::LEVEL_FILE;
use crate::nouns::Origin;

/// How many problems a report shows; the others are counted.
pub const MOST_SHOWN: usize = 50;

/// How many problems are kept while reading. A hostile file can hold many
/// thousands; sorting and showing needs only the first few.
const MOST_KEPT: usize = 2_000;

/// How much of a source line is shown, in characters.
const SHOWN_WIDTH: usize = 100;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where. A line of 0 means the file as a whole.
    pub origin: Origin,
    /// The layer of a map of Tiled, if it is about one.
    pub layer: Option<String>,
    /// Column and row of the map, from 0, if it is about a tile.
    pub x_y: Option<(u32, u32)>,
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// How to mend it, as a sentence without a full stop; empty if that is plain.
    pub mend: String,
    /// The line of the file it is about, if there is one.
    pub source_line: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin { file, line, column } = &self.origin;
        write!(f, "{file}")?;
        if *line > 0 {
            write!(f, ":{line}:{column}")?;
        }
        match (&self.layer, self.x_y) {
            (Some(layer), Some((x, y))) => write!(f, " (layer {}, x {x}, y {y})", quote(layer))?,
            (Some(layer), None) => write!(f, " (layer {})", quote(layer))?,
            (None, Some((x, y))) => write!(f, " (x {x}, y {y})")?,
            (None, None) => {}
        }
        write!(f, ": {}", self.what)?;
        if let Some((shown, caret)) = self.source_line.as_deref().and_then(|l| window(l, *column)) {
            write!(f, "\n    {shown}\n    {:caret$}^", "")?;
        }
        if !self.mend.is_empty() {
            write!(f, "\n  {}", self.mend)?;
        }
        Ok(())
    }
}

/// The part of a line round a column (from 1), and how far the caret stands in it.
fn window(line: &str, column: u32) -> Option<(String, usize)> {
    let column = usize::try_from(column).ok()?.checked_sub(1)?;
    let skipped = column.saturating_sub(SHOWN_WIDTH * 3 / 4);
    let shown: String = line
        .chars()
        .skip(skipped)
        .take(SHOWN_WIDTH)
        .map(plain)
        .collect();
    let blank = shown.chars().take_while(|c| *c == ' ').count();
    let caret = column - skipped;
    if shown.trim().is_empty() || caret > shown.chars().count() {
        return None;
    }
    // A line that is shown from its beginning loses its indentation, since the report indents it.
    let cut = if skipped == 0 { blank.min(caret) } else { 0 };
    let shown: String = shown.chars().skip(cut).collect();
    Some((shown.trim_end().to_owned(), caret - cut))
}

/// Whether a character is not seen but does something to those that are: controls, what turns the
/// direction of writing or parts lines, and what is no character at all.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// A character that is safe on a terminal and one column wide.
fn plain(c: char) -> char {
    if is_hidden(c) { ' ' } else { c }
}

/// A text of a file, fit to be shown on a terminal: nothing in it but what is seen.
pub fn printable(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// A text of a file in double quotes, fit to be shown: short, without control characters.
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for (n, c) in text.chars().enumerate() {
        if n == 60 {
            out.push_str("...");
            break;
        }
        out.push(plain(c));
    }
    out.push('"');
    out
}

/// Everything that is wrong with a level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems {
    /// The problems, sorted by file, line and column; at most [`MOST_SHOWN`].
    pub list: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.list.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

/// The problems found so far, while a level is being read.
#[derive(Default)]
pub struct Findings {
    list: Vec<Problem>,
    more: usize,
    /// Text of each file, by the name people know it by, to show lines from.
    sources: BTreeMap<String, String>,
    /// Names the group that has a key, for whoever wrote it into another.
    group_of: Option<fn(&str) -> Option<&'static str>>,
}

impl Findings {
    /// Has keys that stand in the wrong group pointed to the one that has them.
    pub(crate) fn knowing(group_of: fn(&str) -> Option<&'static str>) -> Self {
        Self {
            group_of: Some(group_of),
            ..Self::default()
        }
    }

    /// Says of each problem in a file that a level extends that it is none of the level's own, which is
    /// in the file `own`.
    pub(crate) fn own_up(&mut self, level: &str, own: &str) {
        let file_name = format!("/{LEVEL_FILE}");
        for problem in &mut self.list {
            let file = &problem.origin.file;
            if file == own || !file.ends_with(&file_name) {
                continue;
            }
            let note = format!(
                "{} extends it: what it leaves as it is has to fit what is new in {own}",
                quote(level)
            );
            match problem.mend.is_empty() {
                true => problem.mend = note,
                false => problem.mend = format!("{}; {note}", problem.mend),
            }
        }
    }

    /// The group that has a key.
    pub(crate) fn group_of(&self, key: &str) -> Option<&'static str> {
        self.group_of?(key)
    }

    /// Keeps the text of a file, to show lines from.
    pub fn remember(&mut self, file: &str, text: &str) {
        self.sources.insert(file.to_owned(), text.to_owned());
    }

    /// Notes a problem.
    pub fn say(&mut self, origin: &Origin, what: impl Into<String>, mend: impl Into<String>) {
        self.push(origin, None, None, what.into(), mend.into());
    }

    /// Notes a problem with a file as a whole.
    pub fn say_file(
        &mut self,
        file: impl Into<String>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let origin = Origin {
            file: file.into(),
            line: 0,
            column: 0,
        };
        self.say(&origin, what, mend);
    }

    /// Notes a problem with a tile: `x` and `y` count from 0.
    pub(crate) fn say_tile(
        &mut self,
        origin: &Origin,
        x_y: (u32, u32),
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.push(origin, None, Some(x_y), what.into(), mend.into());
    }

    /// Notes a problem with a layer of a map, or with a tile of one.
    pub(crate) fn say_layer(
        &mut self,
        origin: &Origin,
        layer: &str,
        x_y: Option<(u32, u32)>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let layer = Some(layer.to_owned());
        self.push(origin, layer, x_y, what.into(), mend.into());
    }

    fn push(
        &mut self,
        origin: &Origin,
        layer: Option<String>,
        x_y: Option<(u32, u32)>,
        what: String,
        mend: String,
    ) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        self.list.push(Problem {
            origin: origin.clone(),
            layer,
            x_y,
            what,
            mend,
            source_line: None,
        });
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= MOST_KEPT
    }

    /// How many problems were noted so far.
    pub(crate) fn count(&self) -> usize {
        self.list.len() + self.more
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The report: sorted, each problem once, with the lines they are about.
    pub fn into_problems(self) -> Problems {
        let Findings {
            mut list,
            more,
            sources,
            group_of: _,
        } = self;
        list.sort_by(|a, b| (&a.origin, &a.what).cmp(&(&b.origin, &b.what)));
        list.dedup();
        let cut = list.len().saturating_sub(MOST_SHOWN);
        list.truncate(MOST_SHOWN);
        for problem in &mut list {
            let line = usize::try_from(problem.origin.line)
                .ok()
                .and_then(|line| line.checked_sub(1));
            problem.source_line = sources
                .get(&problem.origin.file)
                .and_then(|text| text.split('\n').nth(line?))
                .map(|line| line.trim_end_matches('\r').to_owned());
        }
        Problems {
            list,
            more: more + cut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Origin {
        Origin {
            file: "levels/a/level.ron".to_owned(),
            line,
            column,
        }
    }

    #[test]
    fn a_problem_shows_its_line_with_a_caret_and_how_to_mend_it() {
        let mut found = Findings::default();
        found.remember("levels/a/level.ron", "(\n  kitchen: (qualty: 1),\n)");
        found.say(&at(2, 13), "\"qualty\" is no key", "say \"quality\"");
        assert_eq!(
            found.into_problems().to_string(),
            "levels/a/level.ron:2:13: \"qualty\" is no key\n    kitchen: (qualty: 1),\n              ^\n  say \"quality\""
        );
    }

    #[test]
    fn many_problems_are_sorted_and_counted() {
        let mut found = Findings::default();
        for line in (1..=3_000).rev() {
            found.say(&at(line, 1), "wrong", "");
        }
        let problems = found.into_problems();
        assert_eq!(problems.list.len(), MOST_SHOWN);
        assert_eq!(problems.more, 3_000 - MOST_SHOWN);
        assert!(problems.to_string().ends_with("\nand 2950 more"));
        assert!(problems.list.is_sorted_by_key(|p| p.origin.line));
    }

    #[test]
    fn text_from_a_file_can_not_command_the_terminal() {
        assert_eq!(quote("a\u{1b}[2Jb"), "\"a [2Jb\"");
        assert_eq!(
            printable("a\u{9b}b\u{202e}c\nd\u{2067}\u{fffe}\u{e9}"),
            "a b c d  \u{e9}"
        );
        assert!(quote(&"x".repeat(10_000)).len() < 80);
        let long = "\u{1b}".repeat(5_000) + "x";
        assert!(window(&long, 5_001).is_some_and(|(shown, _)| shown.len() <= SHOWN_WIDTH));
    }
}
